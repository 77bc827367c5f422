import { hour, localDate, shortDate } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { Answer, RefusalReason, Slot } from '../checks.contract.ts'

const words = (vi: string, en: string): Words => ({ vi, en })

export const slotWords: Record<Slot, Words> = { morning: words('Sáng', 'Morning'), evening: words('Chiều', 'Evening') }
export const answerWords: Record<Answer, Words> = {
  well: words('Khỏe', 'Well'),
  symptom: words('Có dấu hiệu', 'Symptoms'),
  absent: words('Vắng nhà', 'Absent'),
  refused: words('Từ chối', 'Refused'),
  moved: words('Chuyển đi', 'Moved away'),
}
export const kindWords: Record<string, Words> = {
  fever: words('sốt', 'fever'),
  cough: words('ho', 'cough'),
  breathlessness: words('khó thở', 'breathlessness'),
  other: words('khác', 'other'),
}
export const signalStateWords = {
  'to-identify': words('Chưa rõ là ai', 'Who is not known'),
  'to-order': words('Chưa chỉ định', 'To be ordered'),
  ordered: words('Chờ lấy mẫu', 'To be sampled'),
  sampled: words('Chờ kết quả', 'Waiting for the result'),
  answered: words('Có kết quả', 'Answered'),
  closed: words('Đã kết luận', 'Closed'),
}
/** Who noticed. */
export const sourceWords: Record<string, Words> = {
  team: words('Tổ Covid', 'Team'),
  visit: words('Lần thăm tại nhà', 'Home visit'),
  pharmacy: words('Nhà thuốc', 'Pharmacy'),
  clinic: words('Phòng khám', 'Clinic'),
  hospital: words('Bệnh viện', 'Hospital'),
  declaration: words('Khai báo y tế', 'Declaration'),
}
export const valueWords: Record<string, Words> = {
  positive: words('Dương tính', 'Positive'),
  negative: words('Âm tính', 'Negative'),
  inconclusive: words('Chưa xác định', 'Inconclusive'),
}
export const slotStateWords = {
  'not-begun': words('Chưa đến giờ', 'Not begun'),
  open: words('Đang hỏi', 'Being asked'),
  complete: words('Đủ', 'Complete'),
  missed: words('Thiếu, đã hết giờ', 'Missing, time is over'),
  unknown: words('Chưa có quy định giờ', 'No hours in force'),
}
export const doorsWords = {
  due: words('Phải hỏi', 'Due'),
  asked: words('Đã hỏi', 'Asked'),
  missing: words('Chưa hỏi', 'Not asked'),
  well: words('Khỏe', 'Well'),
  symptomatic: words('Có dấu hiệu', 'Symptoms'),
  absent: words('Vắng nhà', 'Absent'),
  refused: words('Từ chối', 'Refused'),
  moved: words('Chuyển đi', 'Moved away'),
  late: words('Báo muộn', 'Late'),
  conflicts: words('Trái nhau', 'In conflict'),
}
export type DoorsOf = keyof typeof doorsWords
export const latenessWords = {
  none: words('đúng giờ', 'in time'),
  arrived: words('hỏi đúng giờ, gửi muộn', 'asked in time, sent late'),
  recorded: words('hỏi sau giờ', 'asked after the hour'),
  unknown: words('chưa rõ giờ hỏi', 'hour not known'),
}
export const sizeWords = {
  ok: words('Đúng quy mô', 'Right size'),
  under: words('Ít hộ', 'Too few'),
  over: words('Nhiều hộ', 'Too many'),
  unknown: words('Chưa có quy định', 'No rule'),
}
export const recordWords = {
  guide: words('Người hướng dẫn', 'Guide'),
  handbook: words('Sổ tay', 'Handbook'),
  training: words('Tập huấn', 'Training'),
  equipment: words('Trang bị', 'Equipment'),
  money: words('Kinh phí', 'Money'),
  commendation: words('Khen thưởng', 'Commendation'),
}
export const movementWords = {
  arrival: words('Đến', 'Arrival'),
  departure: words('Đi', 'Departure'),
  'new-resident': words('Mới về ở', 'New resident'),
}
export const frailReasonWords = {
  elderly: words('cao tuổi', 'elderly'),
  chronic: words('bệnh nền', 'chronic illness'),
  pregnant: words('mang thai', 'pregnant'),
  disabled: words('khuyết tật', 'disabled'),
  alone: words('sống một mình', 'alone'),
}
export const frailStateWords = {
  alarm: words('Báo động', 'Alarm'),
  due: words('Chưa thăm', 'To be visited'),
  visited: words('Đã thăm', 'Visited'),
  proposed: words('Đề xuất', 'Proposed'),
}
export const alarmWords = {
  temperature: words('sốt', 'fever'),
  spo2: words('SpO2 thấp', 'low SpO2'),
  breathlessness: words('khó thở', 'breathlessness'),
}
export const reasonShort: Record<RefusalReason, Words> = {
  shape: words('Sai mẫu', 'Wrong shape'),
  'id-used': words('Mã đã dùng', 'Id used'),
  'household-unknown': words('Không có hộ này', 'No such home'),
  'household-no-team': words('Hộ chưa có tổ', 'Home without a team'),
  'not-yours': words('Không thuộc tổ', 'Of another team'),
  'clock-ahead': words('Đồng hồ sai', 'Clock wrong'),
  'day-ahead': words('Ngày chưa đến', 'Day ahead'),
  'slot-not-begun': words('Chưa đến buổi', 'Slot not begun'),
  'day-too-old': words('Quá muộn', 'Too old'),
  'person-unknown': words('Không rõ người', 'Person not known'),
  'since-impossible': words('Ngày bắt đầu bị sai', 'First day impossible'),
}

export const kindsText = (kinds: readonly string[], other: string | null, w: (words: Words) => string): string =>
  kinds.map((k) => (k === 'other' && other ? other : w(kindWords[k] ?? words(k, k)))).join(', ')

/** An instant for a dense list: the hour alone on the day itself, else with its date. */
export const shortInstant = (at: string | null, today: string): string =>
  at === null ? '–' : localDate(at) === today ? hour(at) : `${hour(at)} ${shortDate(localDate(at))}`
