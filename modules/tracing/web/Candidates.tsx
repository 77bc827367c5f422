import { Button, Group } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { problemOf } from '@phaodai/web/api.ts'
import { changedWords, said } from '@phaodai/web/fields/act.ts'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { candidates, decideCandidate } from '../tracing.contract.ts'

type Row = z.output<typeof candidates.output>['rows'][number]
type Decision = 'counts' | 'dismissed'

/** What a tracer would have to ask, by the fact's name in the rules. */
const unknownWords: Record<string, Words> = {
  physical: { vi: 'đụng chạm trực tiếp', en: 'physical contact' },
  care: { vi: 'chăm sóc người bệnh', en: 'care' },
  fullPpe: { vi: 'đồ bảo hộ', en: 'full protection' },
  household: { vi: 'cùng nhà', en: 'same household' },
  workshop: { vi: 'cùng phân xưởng, ca', en: 'same workshop' },
  class: { vi: 'cùng lớp', en: 'same class' },
  vehicle: { vi: 'đi cùng xe', en: 'same vehicle' },
  rowsApart: { vi: 'số hàng ghế cách nhau', en: 'rows apart' },
  metres: { vi: 'khoảng cách', en: 'distance' },
  minutes: { vi: 'thời gian gần nhau', en: 'how long' },
  closedSpace: { vi: 'phòng kín', en: 'closed room' },
  masked: { vi: 'hai người có đeo khẩu trang không', en: 'masks worn by both' },
}
const decisionWords: Record<Decision, Words> = {
  counts: { vi: 'Tính là tiếp xúc', en: 'Counts' },
  dismissed: { vi: 'Không tính', en: 'Dismissed' },
}

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
  const decide = useWrite(decideCandidate)
  const [asked, setAsked] = useState<{ row: Row; decision: Decision } | null>(null)
  if (list.error)
    return (
      <Part title={{ vi: 'Người cùng nơi cùng lúc', en: 'Same place, same time' }}>
        <ProblemAlert problem={problemOf(list.error)} />
      </Part>
    )
  const { rows, elsewhere } = list.data ?? { rows: [], elsewhere: 0 }
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
                  <Button key={d} variant="default" onClick={() => setAsked({ row: r, decision: d })}>
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
      {elsewhere > 0 && (
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {w({ vi: `${number(elsewhere)} người ở địa bàn khác.`, en: `${number(elsewhere)} in other areas.` })}
        </p>
      )}
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => {
          setAsked(null)
          decide.clear()
        }}
        title={
          asked?.decision === 'counts'
            ? { vi: 'Tính là tiếp xúc gần', en: 'Count as close contact' }
            : { vi: 'Không tính là tiếp xúc', en: 'Dismiss as contact' }
        }
        confirm={asked?.decision === 'counts' ? { vi: 'Tính', en: 'Count' } : { vi: 'Không tính', en: 'Dismiss' }}
        reason={{ atLeast: 5 }}
        consequence={
          <>
            {decide.problem && <ProblemAlert problem={decide.problem} takeFocus />}
            {asked && `${asked.row.name}, ${asked.row.placeName}, ${date(asked.row.onDay)}. `}
            {w({
              vi: 'Các mức F được tính lại ngay. Kết luận này giữ lại cùng lý do; khi biết thêm, ghi kết luận khác thay cho nó.',
              en: 'Levels are worked out again at once. The decision is kept with its reason; a later one may replace it.',
            })}
          </>
        }
        onConfirm={async (reason) => {
          if (!asked) return
          const { otherId, placeId, onDay } = asked.row
          const done = await decide.send({ subjectId, otherId, placeId, onDay, disease, decision: asked.decision, reason })
          if (!done) return
          setAsked(null)
          const words = decisionWords[asked.decision]
          const fell = done.changed.some((c) => c.from !== null && (c.to === null || c.to > c.from))
          onSaid(
            said(`Đã kết luận: ${words.vi}.`, `Decided: ${words.en}.`, changedWords(done.changed)),
            fell ? decide.lastOp() : null,
          )
        }}
      />
    </Part>
  )
}
