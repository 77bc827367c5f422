import type { Words } from '@phaodai/ui/language.tsx'
import type { Group } from '../figures.rules.ts'

const w = (vi: string, en: string): Words => ({ vi, en })
export const groupWords: Record<Group, Words> = {
  f0: w('Ca bệnh (F0)', 'Cases (F0)'),
  f1: w('Tiếp xúc gần (F1)', 'Close contacts (F1)'),
  f2: w('F2', 'F2'),
  held: w('Cách ly', 'Quarantine'),
  samples: w('Xét nghiệm', 'Tests'),
  teams: w('Tổ Covid cộng đồng', 'Community teams'),
  doors: w('Hỏi hộ, biến động', 'Doors and movements'),
  fines: w('Xử phạt', 'Fines'),
  elsewhere: w('Chưa có số liệu trong hệ thống', 'No source in the system yet'),
}
export const stateWords = {
  none: w('Chưa có', 'None'),
  clock: w('Đồng hồ chốt, chưa ký', 'Frozen by the clock, not signed'),
  frozen: w('Đã chốt, chưa ký', 'Frozen, not signed'),
  signed: w('Đã ký', 'Signed'),
} as const
export const noFigure = w('chưa có số liệu', 'no figure')
export const textWords = {
  remarks: w('Nhận xét, đề xuất (vào báo cáo)', 'Remarks (in the report)'),
  bulletin: w('Bản tin', 'Bulletin'),
  press: w('Thông cáo báo chí', 'Press release'),
  loudspeaker: w('Bài phát thanh', 'Loudspeaker script'),
  sms: w('Tin nhắn có dấu', 'SMS with accents'),
  'sms-plain': w('Tin nhắn không dấu (một tin, 160 ký tự)', 'SMS without accents (one message)'),
} as const
export const channelWords = {
  loudspeaker: w('Loa truyền thanh', 'Loudspeaker'),
  sms: w('Tin nhắn', 'SMS'),
  zalo: w('Zalo', 'Zalo'),
  website: w('Trang thông tin điện tử', 'Website'),
  television: w('Truyền hình', 'Television'),
  newspaper: w('Báo', 'Newspaper'),
  'notice-board': w('Bảng tin', 'Notice board'),
  other: w('Nơi khác', 'Elsewhere'),
} as const
export const verdictWords = {
  true: w('Đúng', 'True'),
  false: w('Sai', 'False'),
  partly: w('Đúng một phần', 'Partly true'),
  unknown: w('Chưa xác định được', 'Cannot be told yet'),
} as const
export const rumourStateWords = {
  open: w('Chưa trả lời', 'Not answered'),
  answered: w('Đã trả lời, chưa đăng', 'Answered, not published'),
  published: w('Đã đăng trả lời', 'Answer published'),
} as const
export const choicesOf = <T extends string>(words: Record<T, Words>) =>
  (Object.keys(words) as T[]).map((value) => ({ value, words: words[value] }))
