/** The live figures that a task may be bound to: what each counts, and when it is met. The stores of the modules that own the facts count. */
import type { Words } from '@phaodai/kernel/words.ts'
import { fold } from '@phaodai/text/fold.ts'

export interface Measure {
  code: string
  words: Words
  unit: Words
  /** How it is counted, in words. */
  how: Words
  /** Whose facts. */
  module: string
  /** Which tasks it is proposed for, by their words without accents. */
  fits: readonly RegExp[]
}

export const measures: readonly Measure[] = [
  {
    code: 'teams-reported',
    words: { vi: 'Tổ Covid đã báo cáo cả hai buổi trong ngày', en: 'Teams that reported both slots of the day' },
    unit: { vi: 'tổ', en: 'teams' },
    how: {
      vi: 'Tử số: tổ có lượt hỏi được nhận ở cả buổi sáng và buổi chiều của ngày. Mẫu số: tổ đang hoạt động có hộ trong ngày đó. Nguồn: bảng tổng hợp buổi của mô-đun checks.',
      en: 'Teams with checks accepted in the morning and the evening of the day, of all teams in force with homes on it. From the slot summaries of checks.',
    },
    module: 'checks',
    fits: [/\bto covid/, /bao cao|den tung nha|hoi/, /(?:2|hai) lan|lan\/ngay|hang ngay|moi ngay/],
  },
  {
    code: 'f1-tested',
    words: { vi: 'F1 không bị chậm xét nghiệm', en: 'F1 with no test overdue' },
    unit: { vi: 'người', en: 'people' },
    how: {
      vi: 'Mẫu số: người đang là F1. Tử số: trừ những người có ngày xét nghiệm đã quá mà chưa có mẫu, theo lịch của gói quy định đang hiệu lực. Nguồn: việc phải làm của mô-đun quarantine.',
      en: 'People who are F1 now, less those with a test day of the pack in force that has passed without a sample. From what quarantine owes.',
    },
    module: 'quarantine',
    fits: [/\bf1\b/, /xet nghiem/],
  },
  {
    code: 'orders-issued',
    words: { vi: 'F0, F1 đã có quyết định cách ly', en: 'F0 and F1 with an isolation order' },
    unit: { vi: 'người', en: 'people' },
    how: {
      vi: 'Mẫu số: người đang là F0 hoặc F1. Tử số: trừ những người chưa có quyết định cách ly đang hiệu lực. Nguồn: việc phải làm của mô-đun quarantine.',
      en: 'People who are F0 or F1 now, less those without an isolation order in force. From what quarantine owes.',
    },
    module: 'quarantine',
    fits: [/\bf[01]\b/, /cach ly/],
  },
  {
    code: 'households-swept',
    words: { vi: 'Hộ đã rà soát', en: 'Households swept' },
    unit: { vi: 'hộ', en: 'households' },
    how: {
      vi: 'Mẫu số: hộ của địa bàn. Tử số: hộ đã gõ cửa và ghi "xong" trong đợt rà soát đang mở mới nhất. Nguồn: mô-đun sweep.',
      en: 'Households of the area; those ticked done in the newest sweep that is open. From sweep.',
    },
    module: 'sweep',
    fits: [/tung nha|tung ho|tung ngo|ra soat/, /\bho\b|ho gia dinh|nguoi ve|nguoi tu|tro ve|tung nha|tung ngo/],
  },
  {
    code: 'parts-closed',
    words: { vi: 'Đơn vị cấp dưới đã hoàn thành', en: 'Units below that have finished' },
    unit: { vi: 'đơn vị', en: 'units' },
    how: {
      vi: 'Mẫu số: đơn vị cấp dưới. Tử số: đơn vị có phần việc của nhiệm vụ này và mọi phần đã được nơi giao nghiệm thu. Nguồn: nhiệm vụ cấp dưới của nhiệm vụ này.',
      en: 'Units of the level below; those whose parts of this task were all accepted as done. From the tasks derived from it.',
    },
    module: 'directives',
    fits: [/(?:\d+\/\d+|cac|tat ca|toan bo) (?:huyen|thi xa|thanh pho|xa|phuong|don vi)/, /hoan thanh|xong/],
  },
]

export const measureOf = (code: string): Measure | undefined => measures.find((m) => m.code === code)
export const isMeasure = (code: string): boolean => measureOf(code) !== undefined

/** The measure that the words of an order ask for; null: none of the catalogue. A proposal. */
export function measureFor(words: string): Measure | null {
  const text = fold(words)
  return measures.find((m) => m.fits.every((f) => f.test(text))) ?? null
}

/** One area's part of a figure. */
export interface Counted {
  areaId: number
  name: string
  done: number
  whole: number
}

/** Met where all of it is done, or as many as the task names; nothing to count is not met. */
export function isMet(done: number, whole: number, target: number | null): boolean {
  if (target !== null) return done >= target
  return whole > 0 && done >= whole
}

/** Since when a figure is met, or is not, without a break. */
export interface Since {
  day: string
  /** The days looked back to end there: it may be longer. */
  atLeast: boolean
}

/** The first of the days in a row, up to today, that are as today is; looking back a day at a time, so that no day beyond the break is counted. */
export function sinceBack(
  today: string,
  met: boolean,
  days: number,
  metOn: (day: string) => boolean,
  dayBefore: (day: string) => string,
): Since {
  let day = today
  for (let n = 0; n < days; n++) {
    const before = dayBefore(day)
    if (metOn(before) !== met) return { day, atLeast: false }
    day = before
  }
  return { day, atLeast: true }
}
