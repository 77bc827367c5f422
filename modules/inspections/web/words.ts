import type { Words } from '@phaodai/ui/language.tsx'
import type { Kind } from '../checklist.rules.ts'
import type { FindingRow } from '../inspections.contract.ts'
import type { Conclusion, MissedRow } from '../missed.contract.ts'

const w = (vi: string, en: string): Words => ({ vi, en })

export const kindWords: Record<Kind, Words> = {
  checkpoint: w('Chốt kiểm soát', 'Checkpoint'),
  team: w('Tổ Covid', 'Community team'),
  hamlet: w('Thôn, khu dân cư', 'Hamlet'),
  factory: w('Nhà máy, phân xưởng', 'Factory'),
  market: w('Chợ, siêu thị', 'Market'),
  site: w('Khu cách ly', 'Quarantine site'),
  laboratory: w('Phòng xét nghiệm', 'Laboratory'),
  pharmacy: w('Nhà thuốc', 'Pharmacy'),
  clinic: w('Cơ sở khám bệnh', 'Clinic'),
  other: w('Nơi khác', 'Another place'),
}
export const findingWords: Record<FindingRow['state'], Words> = {
  'no-task': w('chưa giao việc', 'no task yet'),
  tasked: w('đã giao việc', 'given as a task'),
  closed: w('đã xong', 'closed'),
}
export const taskWords: Record<string, Words> = {
  given: w('chưa nhận', 'not accepted yet'),
  accepted: w('đã nhận', 'accepted'),
  running: w('đang làm', 'under way'),
  refused: w('không nhận', 'refused'),
  reported: w('đã báo xong', 'reported done'),
  closed: w('đã nghiệm thu', 'accepted as done'),
  withdrawn: w('đã rút', 'withdrawn'),
}
export const answerWords = {
  pass: w('Đạt', 'Pass'),
  fail: w('Không đạt', 'Fail'),
  na: w('Không áp dụng', 'Not applicable'),
  points: w('Điểm', 'Points'),
}
export const foundWords: Record<MissedRow['foundHow'], Words> = {
  inpatient: w('nằm viện', 'inpatient'),
  reported: w('cơ sở y tế báo', 'reported by a clinic'),
  ordered: w('chỉ định xét nghiệm nội trú', 'tested as an inpatient'),
  written: w('hồ sơ ghi', 'as written in the record'),
}
export const conclusionWords: Record<Conclusion, Words> = {
  missed: w('Có bỏ sót', 'It was missed'),
  reported: w('Đã có người báo, ngoài phần mềm', 'Somebody had reported, elsewhere'),
  unseen: w('Không có biểu hiện để thấy', 'There was nothing to notice'),
  open: w('Chưa đủ căn cứ', 'Not settled'),
}
