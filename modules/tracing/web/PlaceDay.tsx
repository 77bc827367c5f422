import { Button, Group } from '@mantine/core'
import { addDays, number, weekdayDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { DayInput, levelMark } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useMemo } from 'react'
import type { z } from 'zod'
import { members } from '../stays.contract.ts'
import { hoursBySpace } from './axis.layout.ts'
import styles from './Meetings.module.css'
import { hoursWords } from './times.ts'

type Member = z.output<typeof members.output>['rows'][number]

/** One line's people are listed until this many; beyond it the list below has them. */
const LISTED = 60

/** One day of a place: hour by hour and part by part (line, class, room), and who was in each. */
export function PlaceDay(props: { placeId: string; on: string; from: string; until: string; onDay: (day: string) => void }) {
  const { placeId, on, from, until, onDay } = props
  const { w, language } = useLanguage()
  const found = useRead(members, { placeId, on }, { keep: true })
  return (
    <Part title={{ vi: `Trong một ngày: ${weekdayDate(on, 'vi')}`, en: `One day: ${weekdayDate(on, 'en')}` }}>
      <Group gap="sm" align="flex-end" mb="sm" className="pd-no-print">
        <Button variant="default" disabled={on <= from} onClick={() => onDay(addDays(on, -1))}>
          {w({ vi: 'Ngày trước', en: 'Day before' })}
        </Button>
        <DayInput label={{ vi: 'Ngày', en: 'Day' }} value={on} onChange={(day) => day && onDay(day)} />
        <Button variant="default" disabled={on >= until} onClick={() => onDay(addDays(on, 1))}>
          {w({ vi: 'Ngày sau', en: 'Day after' })}
        </Button>
      </Group>
      <Read of={found}>
        {({ rows, elsewhere }) =>
          rows.length === 0 ? (
            <p className="pd-muted" style={{ margin: 0 }}>
              {w({ vi: `Không ai trong địa bàn có mặt ngày này.`, en: 'Nobody of the area was there on this day.' })}
              {elsewhere > 0 &&
                ` ${w({ vi: `${number(elsewhere)} người ở địa bàn khác.`, en: `${number(elsewhere)} of other areas.` })}`}
            </p>
          ) : (
            <>
              <Hours rows={rows} on={on} />
              {elsewhere > 0 && (
                <p className="pd-muted" style={{ margin: '8px 0 0' }}>
                  {w({
                    vi: `Thêm ${number(elsewhere)} người ở địa bàn khác, chỉ đếm.`,
                    en: `And ${number(elsewhere)} of other areas, only counted.`,
                  })}
                </p>
              )}
              {[...Map.groupBy(rows, (r) => r.space)]
                .sort(
                  ([a], [b]) =>
                    Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? '', 'vi', { numeric: true }),
                )
                .map(([space, of]) => (
                  <details key={space ?? ''} style={{ marginTop: 8 }}>
                    <summary>
                      {space ?? w({ vi: 'Chưa rõ bộ phận', en: 'Part not known' })}:{' '}
                      {number(new Set(of.map((r) => r.subjectId)).size)} {w({ vi: 'người', en: 'people' })}
                    </summary>
                    <ul className={styles.items}>
                      {of.slice(0, LISTED).map((r) => (
                        <li key={r.visitId}>
                          <a href={`/people/${r.subjectId}`}>{r.name}</a> <span className="pd-muted">{r.code}</span>{' '}
                          {r.level && levelMark(r.level)} {hoursWords(r.fromAt, r.toAt)[language]}
                          {r.seatRow !== null && w({ vi: `, hàng ${r.seatRow}`, en: `, row ${r.seatRow}` })}
                          <span className="pd-muted"> · {r.source}</span>
                        </li>
                      ))}
                    </ul>
                    {of.length > LISTED && (
                      <p className="pd-muted">
                        {w({
                          vi: `và ${number(of.length - LISTED)} lần nữa; danh sách dưới đủ mọi người.`,
                          en: `and ${number(of.length - LISTED)} more; the list below has everyone.`,
                        })}
                      </p>
                    )}
                  </details>
                ))}
            </>
          )
        }
      </Read>
    </Part>
  )
}

/** People present, parts down, hours across: darker where at least half of the fullest hour. */
function Hours({ rows, on }: { rows: readonly Member[]; on: string }) {
  const { w } = useLanguage()
  const { hours, spaces, all } = useMemo(() => hoursBySpace(rows, on), [rows, on])
  const most = Math.max(...all.counts)
  const shown = spaces.length > 1 ? [...spaces, { ...all, space: '' }] : spaces
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={w({ vi: 'Số người theo giờ', en: 'People by hour' })}>
      <table className={styles.hours}>
        <caption style={{ textAlign: 'left', captionSide: 'top', paddingBottom: 4 }}>
          {w({ vi: 'Số người có mặt trong từng giờ', en: 'People present in each hour' })}
        </caption>
        <thead>
          <tr>
            <th scope="col" style={{ textAlign: 'left' }}>
              {w({ vi: 'Bộ phận', en: 'Part' })}
            </th>
            {hours.map((h) => (
              <th key={h} scope="col">
                {w({ vi: `${h} giờ`, en: `${h}h` })}
              </th>
            ))}
            <th scope="col">{w({ vi: 'Cả ngày', en: 'Day' })}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((s) => (
            <tr key={s.space ?? '–'}>
              <th scope="row">
                {s.space === null
                  ? spaces.length > 1
                    ? w({ vi: 'Chưa rõ bộ phận', en: 'Part not known' })
                    : w({ vi: 'Cả nơi', en: 'Whole place' })
                  : s.space || w({ vi: 'Cả nơi', en: 'Whole place' })}
              </th>
              {s.counts.map((n, i) => (
                <td key={hours[i]} data-many={n * 2 >= most && n > 0 ? '' : undefined}>
                  {number(n)}
                </td>
              ))}
              <td>{number(s.persons)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
