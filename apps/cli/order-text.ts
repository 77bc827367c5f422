import type { order, owed, propose } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import type { z } from 'zod'
import { shownDay, shownTime } from './flags.ts'

type Owed = z.output<typeof owed.output>['rows'][number]
type Proposal = z.output<typeof propose.output>
type Order = z.output<typeof order.output>
type Schedule = NonNullable<Order['today']>
type Sourced = Owed['basis'][number]

export const stateWords = {
  open: 'đang hiệu lực',
  released: 'đã kết thúc',
  revoked: 'đã hủy bỏ',
  replaced: 'được thay bằng quyết định mức cao hơn',
} as const
export const placeWords = {
  home: 'tại nhà',
  site: 'khu cách ly tập trung',
  hotel: 'khách sạn',
  treatment: 'cơ sở điều trị',
} as const
const owedStates = { late: 'QUÁ HẠN', due: 'đến hạn', upcoming: 'sắp tới' } as const
const testStates = { done: 'đã có kết quả', due: 'đến hạn', late: 'QUÁ HẠN', missed: 'đã lỡ', upcoming: 'sắp tới' } as const

/** One thing owed, its clock, and what still stands against it. */
export const owedLine = (o: Owed): string => {
  const due = o.dueAt ? `\thạn ${shownTime(o.dueAt)}` : ''
  const needs = o.needs.length > 0 ? `\tcòn thiếu: ${o.needs.map((n) => n.vi).join('; ')}` : ''
  return `${owedStates[o.state]}\t${o.code}\t${o.name}\t${o.words.vi}${due}${needs}`
}

const sourced = (b: Sourced): string => `  - ${b.vi} (${b.source.vi})${b.confirmed ? '' : ' [chưa kiểm chứng]'}`

function scheduleText(s: Schedule | null): string[] {
  if (!s) return ['Kết thúc: theo kết quả xét nghiệm và xác nhận của bác sĩ']
  const until =
    s.endsWhen === 'source-negative' && !s.releaseOn
      ? 'khi F1 có kết quả âm tính'
      : s.releaseOn
        ? shownDay(s.releaseOn)
        : 'chưa có số liệu'
  return [
    `Kết thúc: ${until}; ít nhất ${s.minTests} lần âm tính`,
    ...s.tests.map(
      (t) =>
        `  ngày ${t.dayNumber}${t.phase === 'watch' ? ' sau cách ly' : ''}: lấy mẫu ${shownDay(t.dueOn)}, ${testStates[t.state]}`,
    ),
    'Căn cứ:',
    ...s.basis.map(sourced),
  ]
}

export const proposalText = (p: Proposal): string =>
  [
    p.sentence.vi,
    `Dự thảo: diện ${p.level}, ${placeWords[p.place]}, từ ${shownDay(p.fromOn)}; tiếp xúc cuối ${shownDay(p.lastExposureOn)}`,
    ...scheduleText(p.schedule),
    ...(p.openOrder ? [`Đang theo Quyết định ${p.openOrder.number} (${p.openOrder.level})`] : []),
  ].join('\n')

export const orderText = (o: Order): string =>
  [
    `Quyết định ${o.number} (${o.level}), ${stateWords[o.state]}${o.releasedOn ? ` ${shownDay(o.releasedOn)}` : ''}`,
    `${o.code} ${o.name}, ${o.areaName}: ${o.placeName ?? placeWords[o.place]}, từ ${shownDay(o.fromOn)}`,
    o.sentence.vi,
    ...scheduleText(o.today),
    ...(o.releaseNeeds.length > 0 ? ['Chưa kết thúc được vì:', ...o.releaseNeeds.map(sourced)] : []),
    ...(o.revokeReason ? [`Lý do hủy bỏ: ${o.revokeReason}`] : []),
  ].join('\n')
