import { addDays, daysBetween } from './formats.ts'

const steps = [1, 2, 7, 14, 28, 56, 91, 182, 364]
/** A Monday; weekly ticks fall on Mondays. */
const EPOCH = '2018-01-01'

/**
 * Days at which an axis is marked, evenly spaced, at least `apart` pixels from one another.
 * `pixelsPerDay` is the scale; days are YYYY-MM-DD, both ends within reach.
 */
export function dayTicks(first: string, last: string, pixelsPerDay: number, apart: number): string[] {
  const step = steps.find((s) => s * pixelsPerDay >= apart) ?? Math.ceil(apart / pixelsPerDay / 364) * 364
  const offset = ((daysBetween(EPOCH, first) % step) + step) % step
  const days: string[] = []
  for (let day = addDays(first, offset === 0 ? 0 : step - offset); day <= last; day = addDays(day, step)) days.push(day)
  return days
}
