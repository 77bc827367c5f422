import { formatDate } from '@phaodai/text/dates.ts'

export const taskStates = {
  given: 'chưa nhận',
  accepted: 'đã nhận',
  running: 'đang làm',
  refused: 'không nhận',
  reported: 'báo xong',
  closed: 'đã nghiệm thu',
  withdrawn: 'đã rút',
} as const

interface When {
  dueOn: string | null
  dueBefore: boolean
  perDay: number | null
  everyDays: number | null
}
/** By when and how often: "trước 02/03/2021", "2 lần/ngày"; empty where nothing was said. */
export const dueText = (t: When): string =>
  [
    t.dueOn && `${t.dueBefore ? 'trước' : 'hạn'} ${formatDate(t.dueOn)}`,
    t.perDay && `${t.perDay} lần/ngày`,
    t.everyDays && t.everyDays > 1 && `${t.everyDays} ngày/lần`,
  ]
    .filter(Boolean)
    .join(', ')
