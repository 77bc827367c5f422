import { Table } from '@mantine/core'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import type { ScheduleOut } from '../quarantine.contract.ts'

const stateWords: Record<ScheduleOut['tests'][number]['state'], Words> = {
  done: { vi: 'đã làm', en: 'done' },
  due: { vi: 'đến hạn', en: 'due' },
  late: { vi: 'quá hạn', en: 'late' },
  missed: { vi: 'đã bỏ lỡ', en: 'missed' },
  upcoming: { vi: 'sắp tới', en: 'to come' },
}
const endWords: Record<ScheduleOut['endsWhen'], Words> = {
  day: { vi: 'hết ngày theo quy định', en: 'when its days are over' },
  'source-negative': { vi: 'khi nguồn lây âm tính', en: 'when the source tests negative' },
  unknown: { vi: 'chưa có căn cứ xác định', en: 'no basis to say yet' },
  results: { vi: 'khi đủ kết quả xét nghiệm', en: 'when the results allow' },
}

interface Sourced {
  vi: string
  en: string
  source: { vi: string; en: string }
  confirmed: boolean
}

/** Rules in words, each with the paper that it rests on; those that no source confirms say so. */
export function Sources({ of }: { of: readonly Sourced[] }) {
  const { w } = useLanguage()
  if (of.length === 0) return null
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {of.map((rule) => (
        <li key={`${rule.vi} ${rule.source.vi}`}>
          {w(rule)} <span className="pd-muted">({w(rule.source)})</span>
          {!rule.confirmed && <strong> {w({ vi: 'Chưa có văn bản xác nhận.', en: 'Not confirmed by a source.' })}</strong>}
        </li>
      ))}
    </ul>
  )
}

/** The days of an order: how long, which tests, what follows, and on what each rests. */
export function ScheduleView({ of }: { of: ScheduleOut }) {
  const { w } = useLanguage()
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <p style={{ margin: 0 }}>
        {w({ vi: 'Cách ly đến hết ngày', en: 'Held until the end of' })} <strong>{date(of.holdUntilOn)}</strong>
        {'; '}
        {w({ vi: 'kết thúc', en: 'ends' })} {w(endWords[of.endsWhen])}
        {of.releaseOn && (
          <>
            {', '}
            {w({ vi: 'sớm nhất ngày', en: 'at the earliest' })} <strong>{date(of.releaseOn)}</strong>
          </>
        )}
        {of.watchUntilOn && (
          <>
            {'; '}
            {w({ vi: 'theo dõi tiếp đến', en: 'watched on until' })} {date(of.watchUntilOn)}
          </>
        )}
        .
      </p>
      {of.tests.length > 0 && (
        <Table withTableBorder>
          <caption className="pd-hidden">{w({ vi: 'Lịch xét nghiệm', en: 'Tests' })}</caption>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: 'left', padding: '4px 8px' }}>
                {w({ vi: 'Xét nghiệm', en: 'Test' })}
              </th>
              <th scope="col" style={{ textAlign: 'left', padding: '4px 8px' }}>
                {w({ vi: 'Ngày', en: 'Day' })}
              </th>
              <th scope="col" style={{ textAlign: 'left', padding: '4px 8px' }}>
                {w({ vi: 'Tình trạng', en: 'State' })}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.tests.map((t) => (
              <tr key={`${t.dueOn} ${t.dayNumber}`}>
                <td style={{ padding: '4px 8px' }}>{w({ vi: `Ngày thứ ${t.dayNumber}`, en: `Day ${t.dayNumber}` })}</td>
                <td style={{ padding: '4px 8px' }}>{date(t.dueOn)}</td>
                <td style={{ padding: '4px 8px' }}>{w(stateWords[t.state])}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Sources of={of.basis} />
    </div>
  )
}
