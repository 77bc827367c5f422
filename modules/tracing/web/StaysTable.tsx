import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import type { z } from 'zod'
import type { itinerary } from '../tracing.contract.ts'
import styles from './Meetings.module.css'
import { stayWords } from './times.ts'

/** The stays of a person within a window; `outside`: how many more there are. */
export function StaysTable(props: {
  stays: z.output<typeof itinerary.output>['visits']
  outside: number
  from: string
  until: string
}) {
  const { stays, outside, from, until } = props
  const { w, language } = useLanguage()
  return (
    <Part title={{ vi: `Lịch trình (${number(stays.length)})`, en: `Itinerary (${number(stays.length)})` }}>
      {stays.length > 0 && (
        <table className={styles.table}>
          <caption className="pd-hidden">{w({ vi: 'Các lần có mặt', en: 'Stays' })}</caption>
          <thead>
            <tr>
              <th scope="col">{w({ vi: 'Khi nào', en: 'When' })}</th>
              <th scope="col">{w({ vi: 'Ở đâu', en: 'Wstays' })}</th>
              <th scope="col">{w({ vi: 'Theo', en: 'Source' })}</th>
            </tr>
          </thead>
          <tbody>
            {stays.map((v) => (
              <tr key={v.visitId}>
                <td className={styles.digits}>{stayWords(v.fromAt, v.toAt, language)}</td>
                <th scope="row">
                  <a href={`/places/${v.placeId}?from=${from}&until=${until}`}>{v.placeName}</a>
                  {v.space && `, ${v.space}`}
                  {v.seatRow !== null && w({ vi: `, hàng ${v.seatRow}`, en: `, row ${v.seatRow}` })}
                </th>
                <td data-label={w({ vi: 'Theo', en: 'Source' })}>{v.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {outside > 0 && (
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {w({ vi: `${number(outside)} lần nữa ở ngoài khoảng này.`, en: `${number(outside)} more outside this window.` })}
        </p>
      )}
      {stays.length === 0 && outside <= 0 && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({ vi: 'Chưa ghi lần có mặt nào.', en: 'No stay is recorded.' })}
        </p>
      )}
    </Part>
  )
}
