import { Button, Group } from '@mantine/core'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { problemOf } from '@phaodai/web/api.ts'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { candidates, decideCandidate } from '../tracing.contract.ts'
import { type Asked, Decide, decisionWords, unknownWords } from './Decide.tsx'

type Row = z.output<typeof candidates.output>['rows'][number]
/** Those at the same place in the same hours, each for a tracer to decide; a later decision replaces the one before. */
export function Candidates({
  subjectId,
  disease,
  onSaid,
}: {
  subjectId: string
  disease: string
  onSaid: (words: Words, opId?: string | null) => void
}) {
  const { w } = useLanguage()
  const { may } = useSession()
  const list = useRead(candidates, { subjectId, disease }, { enabled: may(candidates) })
  const [asked, setAsked] = useState<Asked | null>(null)
  if (list.error)
    return (
      <Part title={{ vi: 'Người cùng nơi cùng lúc', en: 'Same place, same time' }}>
        <ProblemAlert problem={problemOf(list.error)} />
      </Part>
    )
  const { rows, elsewhere, since } = list.data ?? { rows: [], elsewhere: 0, since: null }
  if (rows.length === 0 && elsewhere === 0) return null
  const open = rows.filter((r) => r.decision === null && !r.counts).length
  // what the rules count by themselves asks nothing of a tracer, who may still dismiss it
  const byRule = rows.filter((r) => r.decision === null && r.counts)
  const sorted = rows
    .filter((r) => !byRule.includes(r))
    .sort(
      (a, b) =>
        Number(a.decision !== null) - Number(b.decision !== null) ||
        a.onDay.localeCompare(b.onDay) ||
        a.name.localeCompare(b.name, 'vi'),
    )
  const items = (of: readonly Row[]) => (
    <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 }}>
      {of.map((r) => (
        <li key={`${r.otherId} ${r.placeId} ${r.onDay}`}>
          <a href={`/people/${r.otherId}`}>{r.name}</a>{' '}
          <span className="pd-muted">
            {r.code} · {r.placeName} · {date(r.onDay)} · {number(r.minutes)} {w({ vi: 'phút', en: 'min' })}
          </span>
          <div>
            {r.decision === null ? (
              <>
                {w(r.reason)}.
                {r.unknown.length > 0 &&
                  ` ${w({ vi: 'Cần hỏi', en: 'To ask' })}: ${r.unknown.map((key) => (unknownWords[key] ? w(unknownWords[key]) : key)).join(', ')}.`}
              </>
            ) : (
              <>
                {w({ vi: 'Đã kết luận:', en: 'Decided:' })} <strong>{w(decisionWords[r.decision])}</strong>.
              </>
            )}
          </div>
          {may(decideCandidate) && (
            <Group gap="sm" mt={4} className="pd-no-print">
              {(['counts', 'dismissed'] as const)
                .filter((d) => r.decision !== d && !(r.decision === null && d === 'counts' && r.counts))
                .map((d) => (
                  <Button key={d} variant="default" onClick={() => setAsked({ ...r, decision: d })}>
                    {r.decision === null
                      ? w(decisionWords[d])
                      : w({ vi: `Đổi: ${decisionWords[d].vi}`, en: `Change: ${decisionWords[d].en}` })}
                  </Button>
                ))}
            </Group>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <Part
      title={{
        vi: `Người cùng nơi cùng lúc (${number(open)} chờ xét)`,
        en: `Same place, same time (${number(open)} to decide)`,
      }}
    >
      {list.data && sorted.length > 0 && items(sorted)}
      {byRule.length > 0 && (
        <details style={{ marginTop: sorted.length > 0 ? 12 : 0 }}>
          <summary>
            {w({
              vi: `Đã tính theo quy định: ${number(byRule.length)} lần`,
              en: `Counted by the rules: ${number(byRule.length)}`,
            })}
          </summary>
          <div style={{ marginTop: 8 }}>{items(byRule)}</div>
        </details>
      )}
      <p className="pd-muted" style={{ margin: '8px 0 0' }}>
        {elsewhere > 0 && w({ vi: `${number(elsewhere)} người ở địa bàn khác. `, en: `${number(elsewhere)} in other areas. ` })}
        {since && w({ vi: `Xét từ ${date(since)}.`, en: `From ${date(since)} on.` })}
      </p>
      <Decide subjectId={subjectId} disease={disease} asked={asked} onClose={() => setAsked(null)} onSaid={onSaid} />
    </Part>
  )
}
