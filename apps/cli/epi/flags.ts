import { UsageError } from '@phaodai/kernel/usage.ts'
import type { DayOrder } from '@phaodai/text/dates.ts'

/** What was typed for a required option. Throws UsageError where nothing was. */
export function given(value: string | undefined, option: string): string {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`Thiếu ${option}.\n${option} is missing.`)
}

/** A number typed for an option, with its bounds. Throws UsageError. */
export function numberFor(
  value: string | undefined,
  option: string,
  rule: { above?: number; from?: number; whole?: boolean },
): number | undefined {
  if (value === undefined) return undefined
  const number = value.trim() === '' ? Number.NaN : Number(value)
  const low = rule.above === undefined ? number >= (rule.from ?? Number.NEGATIVE_INFINITY) : number > rule.above
  if (Number.isFinite(number) && low && (!rule.whole || Number.isSafeInteger(number))) return number
  const [kindVi, kindEn] = rule.whole ? ['số nguyên', 'a whole number'] : ['số', 'a number']
  const [boundVi, boundEn] =
    rule.above === undefined
      ? [`từ ${rule.from ?? ''}`, `from ${rule.from ?? ''}`]
      : [`lớn hơn ${rule.above}`, `above ${rule.above}`]
  throw new UsageError(`${option} phải là ${kindVi} ${boundVi}: "${value}".\n${option} must be ${kindEn} ${boundEn}: "${value}".`)
}

export function orderFor(value: string | undefined): DayOrder | undefined {
  if (value === undefined || value === 'dmy' || value === 'mdy') return value
  throw new UsageError('--date-order là dmy hoặc mdy.\n--date-order is dmy or mdy.')
}

export function gapsFor(value: string | undefined, usual: 'zero' | 'unknown'): 'zero' | 'unknown' {
  if (value === undefined) return usual
  if (value === 'zero' || value === 'unknown') return value
  throw new UsageError('--gaps là zero hoặc unknown.\n--gaps is zero or unknown.')
}
