import type { FieldError } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

/** The rules of the shapes themselves (policy.sourced.ts, policy.contract.ts), in Vietnamese. */
const said: [RegExp, (m: RegExpExecArray) => string][] = [
  [/^must be after effectiveFrom$/, () => 'phải sau ngày bắt đầu hiệu lực (effectiveFrom)'],
  [/^document (.+) is not listed$/, (m) => `văn bản ${m[1]} không có trong danh mục documents`],
  [/^memory-low is never shipped/, () => 'không nhận số liệu nhớ chưa chắc (memory-low): bỏ đi hoặc ghi missing'],
  [/^confirmed must be (\w+) for the mark (\S+)$/, (m) => `confirmed phải là ${m[1]} với mức ${m[2]}`],
  [/^a value is null exactly where its mark is missing$/, () => 'value là null khi và chỉ khi mức là missing'],
  [/^a cluster disease, and only that/, () => 'bệnh theo ổ dịch, và chỉ bệnh đó, mới có mục cluster'],
]

/** Each fault of a pack or profile by its path, in both languages. */
export function faultsOf(error: z.ZodError): FieldError[] {
  const vi = z.locales.vi().localeError
  const en = z.locales.en().localeError
  const words = (issue: z.core.$ZodIssue, of: typeof en) => {
    const text = of(issue as never)
    return typeof text === 'string' ? text : (text?.message ?? issue.message)
  }
  return error.issues.map((issue) => {
    const field = issue.path.join('.') || '(toàn bộ)'
    if (issue.code !== 'custom') return { field, vi: words(issue, vi), en: words(issue, en) }
    const [found] = said.flatMap(([pattern, make]) => {
      const match = pattern.exec(issue.message)
      return match ? [make(match)] : []
    })
    return { field, vi: found ?? issue.message, en: issue.message }
  })
}
