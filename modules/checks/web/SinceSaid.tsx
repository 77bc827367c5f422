import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { sinceSaidWords } from '../since.words.ts'
import type { Signal } from './SignalActs.tsx'

/** Whose first day was said and cannot be: whom to ask again, and where. Nothing where there is nobody. */
export function SinceSaid({ rows }: { rows: readonly Signal[] }) {
  const { w } = useLanguage()
  const asked = rows.filter((r) => r.sinceSaid !== null && r.sinceOn === null)
  if (asked.length === 0) return null
  return (
    <Part title={{ vi: `Cần hỏi lại ngày khởi phát (${asked.length})`, en: `First day to be asked again (${asked.length})` }}>
      <ul style={{ margin: 0, paddingLeft: 20, display: 'grid', gap: 4 }}>
        {asked.map((r) => (
          <li key={r.signalId} style={{ overflowWrap: 'anywhere' }}>
            {r.subjectId && r.name ? (
              <Go href={personPath(r.subjectId)}>{r.name}</Go>
            ) : (
              (r.name ?? w({ vi: 'chưa rõ', en: 'not known' }))
            )}
            {', '}
            {w({ vi: `hỏi ngày ${date(r.onDay)}`, en: `asked on ${date(r.onDay)}` })}
            {r.teamCode && `, ${r.teamCode}`}: <strong>{w(sinceSaidWords(r.sinceSaid!))}</strong>
            {r.householdId && (
              <>
                {' · '}
                <Go href={`/households/${r.householdId}`}>{w({ vi: 'xem hộ', en: 'the home' })}</Go>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="pd-muted" style={{ margin: '8px 0 0' }}>
        {w({
          vi: 'Dấu hiệu đã được nhận và tính giờ như thường; ngày khởi phát để trống cho tới khi có người hỏi lại.',
          en: 'The signals count as any other; the first day stays open until somebody has asked again.',
        })}
      </p>
    </Part>
  )
}
