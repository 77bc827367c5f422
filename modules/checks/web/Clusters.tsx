import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { clusters } from '../signals.contract.ts'

/** Warnings of people ill together; nothing where there are none. */
export function Clusters({ disease, areaId }: { disease: string; areaId: string | undefined }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { data } = useRead(clusters, { disease, ...(areaId && { areaId }) } as never, { enabled: may(clusters), keep: true })
  if (!data || data.rows.length === 0) return null
  return (
    <Part title={{ vi: `Cảnh báo chùm dấu hiệu (${data.rows.length})`, en: `Clusters of signals (${data.rows.length})` }}>
      <ul style={{ margin: 0, paddingLeft: 20, display: 'grid', gap: 4 }}>
        {data.rows.map((c) => (
          <li key={`${c.kind} ${c.householdId ?? c.hamletId}`}>
            <strong>{w(c.words)}</strong> ({date(c.fromOn)}
            {c.untilOn !== c.fromOn && ` – ${date(c.untilOn)}`}), {c.areaName}
            {c.householdId && (
              <>
                {' · '}
                <Go href={`/households/${c.householdId}`}>{w({ vi: 'xem hộ', en: 'the home' })}</Go>
              </>
            )}
          </li>
        ))}
      </ul>
      {data.rule && (
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {w({
            vi: `Ngưỡng: ${data.rule.householdPeople} người một hộ trong ${data.rule.householdDays} ngày, ${data.rule.hamletPeople} người một thôn trong ${data.rule.hamletDays} ngày. Căn cứ: ${data.rule.source.vi}.`,
            en: `Limits: ${data.rule.householdPeople} people of a home in ${data.rule.householdDays} days, ${data.rule.hamletPeople} of a hamlet in ${data.rule.hamletDays} days. Source: ${data.rule.source.en}.`,
          })}
        </p>
      )}
    </Part>
  )
}
