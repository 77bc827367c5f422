import { number } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { ViolationRow } from '../violations.contract.ts'
import type { StepKind } from '../violations.rules.ts'

export const stateWords: Record<ViolationRow['state'], Words> = {
  recorded: { vi: 'đã ghi, chờ quyết định', en: 'recorded, to be decided' },
  decided: { vi: 'đã quyết định, chưa nộp đủ', en: 'decided, not paid in full' },
  appealed: { vi: 'đang khiếu nại', en: 'appealed' },
  paid: { vi: 'đã nộp đủ', en: 'paid' },
  referred: { vi: 'đã chuyển cơ quan khác', en: 'referred' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
}
export const stepWords: Record<StepKind, Words> = {
  decision: { vi: 'Quyết định xử phạt', en: 'Decision' },
  payment: { vi: 'Nộp phạt', en: 'Payment' },
  appeal: { vi: 'Khiếu nại', en: 'Appeal' },
  'appeal-answer': { vi: 'Giải quyết khiếu nại', en: 'Answer to the appeal' },
  referral: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Referral' },
  withdrawal: { vi: 'Rút vi phạm', en: 'Withdrawal' },
  identified: { vi: 'Xác định ai vi phạm', en: 'Who it was' },
  declaration: { vi: 'Gắn tờ khai sai', en: 'Link a false declaration' },
}
/** "10.000.000 đồng". */
export const dong = (amount: number | null): string => (amount === null ? '–' : `${number(amount)} đồng`)
