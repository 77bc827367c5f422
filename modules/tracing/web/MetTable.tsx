import { Button, Group } from '@mantine/core'
import { localDate, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { levelMark } from '@phaodai/web/screens/listParts.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import type { z } from 'zod'
import type { meetings, reach } from '../meetings.contract.ts'
import { type candidates, decideCandidate } from '../tracing.contract.ts'
import { type Asked, type Decision, decisionWords, unknownWords } from './Decide.tsx'
import styles from './Meetings.module.css'
import { minutesWords, stayWords } from './times.ts'

export type Met = z.output<typeof meetings.output>['rows'][number]
export type Second = z.output<typeof reach.output>['second'][number]
type Candidate = z.output<typeof candidates.output>['rows'][number]

/** What is known of each meeting beside the rules: by person, place and day. */
export type Known = ReadonlyMap<string, Candidate>
export const meetingKey = (otherId: string, placeId: string, onDay: string) => `${otherId}/${placeId}/${onDay}`

/** The times together of one person, by place and local day. */
function daysOf(row: Met) {
  return [...Map.groupBy(row.meetings, (m) => `${m.placeId}/${localDate(m.fromAt)}`).values()].map((pieces) => ({
    ...pieces[0]!,
    onDay: localDate(pieces[0]!.fromAt),
    pieces,
  }))
}

/** Whether someone counts, after what a tracer has said: any meeting that was confirmed, or one by the rules that was not dismissed. */
export function standing(row: Met, known: Known): 'rule' | 'tracer' | 'dismissed' | 'open' {
  const said = daysOf(row).map((d) => known.get(meetingKey(row.otherId, d.placeId, d.onDay)))
  if (said.some((k) => k?.decision === 'counts')) return 'tracer'
  const dismissed = said.length > 0 && said.every((k) => k?.decision === 'dismissed')
  return dismissed ? 'dismissed' : row.counts ? 'rule' : 'open'
}

/** "F1 vì", where the record has them as F1; else that they are, or are not, a close contact. */
function leadWords(row: Met, stands: ReturnType<typeof standing>): Words {
  if (stands === 'dismissed') return { vi: 'Cán bộ truy vết không tính', en: 'Dismissed by a tracer' }
  if (stands === 'open') return { vi: 'Chưa tính là tiếp xúc gần', en: 'Not a close contact so far' }
  if (row.level === 'F1') return { vi: 'F1 vì', en: 'F1 because' }
  return { vi: 'Tiếp xúc gần vì', en: 'Close contact because' }
}

export interface MetTableProps {
  caption: Words
  rows: readonly (Met | Second)[]
  known: Known
  /** Left out where the post only reads. */
  onAsk?: (asked: Asked) => void
}

/** Whom a person met: each with why, when and where, and what a tracer may say of it. */
export function MetTable({ caption, rows, known, onAsk }: MetTableProps) {
  const { w } = useLanguage()
  return (
    <table className={styles.table}>
      <caption className="pd-hidden">{w(caption)}</caption>
      <thead>
        <tr>
          <th scope="col">{w({ vi: 'Người', en: 'Person' })}</th>
          <th scope="col">{w({ vi: 'Mức', en: 'Level' })}</th>
          <th scope="col">{w({ vi: 'Cùng nhau', en: 'Together' })}</th>
          <th scope="col">{w({ vi: 'Vì sao', en: 'Why' })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MetRow key={row.otherId} row={row} known={known} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  )
}

function MetRow({ row, known, onAsk }: { row: Met | Second; known: Known; onAsk: MetTableProps['onAsk'] }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const stands = standing(row, known)
  const days = daysOf(row)
  const via = 'via' in row ? row.via : null
  const acting = onAsk !== undefined && may(decideCandidate)
  const buttons = (day: (typeof days)[number]) => {
    if (!acting) return null
    const said = known.get(meetingKey(row.otherId, day.placeId, day.onDay))
    const now: Decision | null = said?.decision ?? null
    // what the rules count by themselves can only be dismissed
    const offered = (['counts', 'dismissed'] as const).filter(
      (d) => d !== now && !(now === null && d === 'counts' && said?.counts),
    )
    return (
      <Group gap="xs" mt={4} className="pd-no-print">
        {offered.map((decision) => (
          <Button
            key={decision}
            variant="default"
            size="compact-md"
            onClick={() =>
              onAsk({
                otherId: row.otherId,
                name: row.name,
                placeId: day.placeId,
                placeName: day.placeName,
                onDay: day.onDay,
                decision,
              })
            }
          >
            {now === null
              ? w(decisionWords[decision])
              : w({ vi: `Đổi: ${decisionWords[decision].vi}`, en: `Change: ${decisionWords[decision].en}` })}
            <span className="pd-hidden">
              : {row.name}, {stayWords(day.fromAt, day.toAt, language)}
            </span>
          </Button>
        ))}
      </Group>
    )
  }
  const list = (
    <ul className={styles.items}>
      {days.map((day) => {
        const said = known.get(meetingKey(row.otherId, day.placeId, day.onDay))
        return (
          <li key={`${day.placeId} ${day.onDay}`}>
            <a href={`/places/${day.placeId}?from=${day.onDay}&until=${day.onDay}`}>{day.placeName}</a>{' '}
            {day.pieces.map((p) => stayWords(p.fromAt, p.toAt, language)).join('; ')}
            {day.space && `, ${day.space}`}
            {said?.decision && (
              <>
                {' · '}
                {w({ vi: 'Đã kết luận:', en: 'Decided:' })} <strong>{w(decisionWords[said.decision])}</strong>
              </>
            )}
            {!said?.decision && said && said.unknown.length > 0 && (
              <span className="pd-muted">
                {' · '}
                {w({ vi: 'Cần hỏi', en: 'To ask' })}:{' '}
                {said.unknown.map((u) => (unknownWords[u] ? w(unknownWords[u]) : u)).join(', ')}
              </span>
            )}
            {buttons(day)}
          </li>
        )
      })}
    </ul>
  )
  return (
    <tr>
      <th scope="row">
        <a href={`/people/${row.otherId}`}>{row.name}</a> <span className="pd-muted">{row.code}</span>
        {via && (
          <div className="pd-muted">
            {w({ vi: 'qua', en: 'by way of' })}{' '}
            {via.otherId && via.inScope ? <a href={`/people/${via.otherId}`}>{via.name}</a> : via.name}
          </div>
        )}
      </th>
      <td data-label={w({ vi: 'Mức', en: 'Level' })} className={styles.mark}>
        {row.level ? levelMark(row.level) : '–'}
      </td>
      <td data-label={w({ vi: 'Cùng nhau', en: 'Together' })} className={styles.digits}>
        {w(minutesWords(row.minutes))}
      </td>
      <td>
        <strong>{w(leadWords(row, stands))}:</strong> {w(row.because)}.
        {days.length > 0 &&
          (stands === 'open' || (stands !== 'rule' && days.length === 1) ? (
            list
          ) : (
            <details>
              <summary>
                {w({
                  vi: `${number(days.length)} lần gặp`,
                  en: `${number(days.length)} ${days.length === 1 ? 'meeting' : 'meetings'}`,
                })}
                <span className="pd-hidden">: {row.name}</span>
              </summary>
              {list}
            </details>
          ))}
      </td>
    </tr>
  )
}
