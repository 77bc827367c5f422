import type { Row } from './row.ts'
import type { Assumed } from './stay.ts'
import { DAY_MINUTES, instantOf } from './when.rules.ts'

export interface Between {
  fromAt: string
  toAt: string
  assumed: Assumed[]
}

/** A moment of a row: its own column with day and time, or a day and a time in two columns. `minutes` null: no time was said. */
function momentOf(row: Row, field: 'from' | 'to', on: string | null): { day: string; minutes: number | null } | null {
  const own = row.moment(field)
  const time = row.clock(field === 'from' ? 'start' : 'end')
  if (own) return { day: own.day, minutes: own.minutes ?? time }
  return time !== null && on !== null ? { day: on, minutes: time } : null
}

/**
 * The time that a row is of, from its arrival to its departure. Without a departure it is `usual` minutes long (null: until the end of today);
 * a day without a time is the whole day. What was assumed is said.
 */
export function betweenOf(row: Row, today: string, usual: number | null, mostDays: number): Between | null {
  const on = row.day('date')
  const from = momentOf(row, 'from', on) ?? (on === null ? null : { day: on, minutes: null })
  const to = momentOf(row, 'to', from?.day ?? on)
  if (row.refused.length > 0) return null
  if (from === null) {
    row.refuse('from', 'missing', 'để trống', 'is empty')
    return null
  }
  if (from.day > today) {
    row.refuse('from', 'date-in-future', `${from.day} ở sau hôm nay (${today})`, `${from.day} is after today (${today})`)
    return null
  }
  const assumed: Assumed[] = []
  if (from.minutes === null) assumed.push('from')
  const fromAt = instantOf(from.day, from.minutes ?? 0)
  let toAt: string
  if (to === null) {
    assumed.push('to')
    toAt =
      usual === null
        ? instantOf(today, DAY_MINUTES)
        : instantOf(from.day, from.minutes === null ? DAY_MINUTES : from.minutes + usual)
  } else {
    if (to.minutes === null) assumed.push('to')
    toAt = instantOf(to.day, to.minutes ?? DAY_MINUTES)
    // two times of one day: past midnight, as a night is written
    if (row.moment('to') === null && Date.parse(toAt) < Date.parse(fromAt)) toAt = instantOf(to.day, to.minutes! + DAY_MINUTES)
  }
  const length = Date.parse(toAt) - Date.parse(fromAt)
  if (length <= 0) {
    row.refuse('to', 'ends-before-it-begins', 'không sau thời điểm vào', 'is not after the arrival')
    return null
  }
  if (length > mostDays * 86_400_000) {
    row.refuse(
      'to',
      'too-long-a-stay',
      `cách thời điểm vào quá ${mostDays} ngày`,
      `is more than ${mostDays} days after the arrival`,
    )
    return null
  }
  return { fromAt, toAt, assumed }
}

export const detailOf = (b: Between, more: { seat?: string | null; trip?: string | null } = {}) => ({
  ...(more.seat ? { seat: more.seat } : {}),
  ...(more.trip ? { trip: more.trip } : {}),
  ...(b.assumed.length > 0 && { assumed: b.assumed }),
})
