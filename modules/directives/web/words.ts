import { date } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { Item } from '../draft.contract.ts'
import type { ProposalState, proposalKinds } from '../proposals.rules.ts'
import type { ActKind, TaskState } from '../tasks.rules.ts'

export const stateWords: Record<TaskState, Words> = {
  given: { vi: 'Chưa nhận', en: 'Not accepted yet' },
  accepted: { vi: 'Đã nhận', en: 'Accepted' },
  running: { vi: 'Đang làm', en: 'Under way' },
  refused: { vi: 'Không nhận', en: 'Refused' },
  reported: { vi: 'Chờ nghiệm thu', en: 'Reported done' },
  closed: { vi: 'Đã nghiệm thu', en: 'Accepted as done' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
}

export const actWords: Record<ActKind, Words> = {
  accepted: { vi: 'Nhận nhiệm vụ', en: 'Accepted' },
  refused: { vi: 'Không nhận', en: 'Refused' },
  progress: { vi: 'Báo tiến độ', en: 'Reported progress' },
  done: { vi: 'Báo đã xong', en: 'Reported done' },
  checked: { vi: 'Nghiệm thu', en: 'Accepted as done' },
  reopened: { vi: 'Yêu cầu làm lại', en: 'Reopened' },
  withdrawn: { vi: 'Rút nhiệm vụ', en: 'Withdrawn' },
  'due-changed': { vi: 'Đổi thời hạn', en: 'Changed the deadline' },
}

export const documentStateWords = {
  draft: { vi: 'Đang soát', en: 'Draft' },
  issued: { vi: 'Đã giao', en: 'Issued' },
  voided: { vi: 'Đã bỏ', en: 'Void' },
} as const satisfies Record<string, Words>

export const decisionWords: Record<Item['decision'], Words> = {
  open: { vi: 'Chưa soát', en: 'To be looked at' },
  kept: { vi: 'Giữ', en: 'Kept' },
  dropped: { vi: 'Bỏ', en: 'Dropped' },
}

export const whyWords: Record<'undecided' | 'nobody' | 'unmatched' | 'rhythm' | 'dates', Words> = {
  undecided: { vi: 'Chưa soát', en: 'Not looked at' },
  nobody: { vi: 'Chưa có nơi nhận', en: 'Nobody is to do it' },
  unmatched: { vi: 'Nơi nhận chưa có trong danh bạ', en: 'Its assignee is in no register' },
  rhythm: { vi: 'Hai nhịp trái nhau', en: 'Two rhythms' },
  dates: { vi: 'Hạn trước ngày bắt đầu', en: 'Due before it begins' },
}

interface When {
  startsOn?: string | null
  dueOn: string | null
  dueTime?: string | null
  dueBefore: boolean
  laterOn?: readonly string[] | undefined
  perDay: number | null
  everyDays: number | null
  untilOn?: string | null
}
/** When it is due and how often, in a few words; null: the document does not say. */
export function whenWords(t: When): Words | null {
  const vi: string[] = []
  const en: string[] = []
  if (t.dueOn) {
    const at = `${t.dueTime ? `${t.dueTime} ` : ''}${date(t.dueOn)}`
    vi.push(t.dueBefore ? `trước ${at}` : `xong ${t.dueTime ? 'lúc' : 'trong ngày'} ${at}`)
    en.push(t.dueBefore ? `before ${at}` : `by ${at}`)
  }
  // a task has one end: whoever looks the document through parts it there
  const later = (t.laterOn ?? []).filter((on) => on !== t.dueOn).map(date)
  if (later.length > 0) {
    vi.push(`còn hạn ${later.join(', ')} (tách nhiệm vụ)`)
    en.push(`also by ${later.join(', ')} (split the task)`)
  }
  if (t.perDay) {
    vi.push(`mỗi ngày ${t.perDay} lần`)
    en.push(`${t.perDay} a day`)
  }
  if (t.everyDays && t.everyDays > 1) {
    vi.push(`${t.everyDays} ngày một lần`)
    en.push(`once in ${t.everyDays} days`)
  }
  if (t.untilOn) {
    vi.push(`đến hết ${date(t.untilOn)}`)
    en.push(`until ${date(t.untilOn)}`)
  }
  return vi.length > 0 ? { vi: vi.join(', '), en: en.join(', ') } : null
}

/** The same for a column: "trước 02/03/2021", "23/02/2021", "2 lần/ngày". */
export function shortWhen(t: When): Words | null {
  const vi: string[] = []
  const en: string[] = []
  if (t.dueOn) {
    vi.push(`${t.dueBefore ? 'trước ' : ''}${t.dueTime ? `${t.dueTime} ` : ''}${date(t.dueOn)}`)
    en.push(`${t.dueBefore ? 'before ' : ''}${t.dueTime ? `${t.dueTime} ` : ''}${date(t.dueOn)}`)
  }
  if (t.perDay) {
    vi.push(`${t.perDay} lần/ngày`)
    en.push(`${t.perDay} a day`)
  }
  if (t.everyDays && t.everyDays > 1) {
    vi.push(`${t.everyDays} ngày/lần`)
    en.push(`once in ${t.everyDays} days`)
  }
  return vi.length > 0 ? { vi: vi.join(', '), en: en.join(', ') } : null
}

export const proposalKindWords: Record<(typeof proposalKinds)[number], Words> = {
  people: { vi: 'Nhân lực', en: 'People' },
  beds: { vi: 'Giường, khu cách ly', en: 'Beds, sites' },
  kits: { vi: 'Vật tư, sinh phẩm', en: 'Kits, supplies' },
  money: { vi: 'Kinh phí', en: 'Money' },
  level: { vi: 'Đổi cấp độ, biện pháp', en: 'Another level or measure' },
  answer: { vi: 'Trả lời một câu hỏi', en: 'An answer' },
  other: { vi: 'Việc khác', en: 'Something else' },
}
export const proposalStateWords: Record<ProposalState, Words> = {
  open: { vi: 'Chờ trả lời', en: 'Waiting for an answer' },
  accepted: { vi: 'Chấp thuận', en: 'Accepted' },
  refused: { vi: 'Không chấp thuận', en: 'Refused' },
  withdrawn: { vi: 'Đã rút', en: 'Taken back' },
}
export const proposalActWords = {
  accepted: { vi: 'chấp thuận', en: 'accepted' },
  refused: { vi: 'không chấp thuận', en: 'refused' },
  passed: { vi: 'chuyển lên', en: 'passed up to' },
  withdrawn: { vi: 'rút đề nghị', en: 'took it back' },
}
