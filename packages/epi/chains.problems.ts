/** What is wrong with a line list or a list of links. The row stays counted as the kind says; nothing is dropped unsaid. */
export type ChainProblemKind =
  | 'missing-id'
  | 'total-row' // by the reader of a file
  | 'duplicate-case'
  | 'conflicting-onset'
  | 'impossible-date'
  | 'ambiguous-date' // by the reader of a file
  | 'unreadable-date' // by the reader of a file
  | 'blank-from'
  | 'blank-to'
  | 'blank-link'
  | 'self-link'
  | 'duplicate-link'
  | 'unknown-case'
  | 'loop'
  | 'long-interval'

/** `row` is the row given by the caller, or the place in the array counted from 1; `table` says in which of the two lists. */
export type ChainProblem = {
  row?: number
  table: 'cases' | 'links'
  kind: ChainProblemKind
  ids: string[]
  vi: string
  en: string
}

type Words = { vi: string; en: string }

const list = (values: readonly string[]) => (values.length <= 6 ? values.join(', ') : `${values.slice(0, 6).join(', ')} …`)

/** The sentences: what happened, what was kept, what to do. */
export const say = {
  missingId: (): Words => ({
    vi: 'Dòng ca bệnh không có mã. Dòng này không được tính. Hãy điền mã ca bệnh.',
    en: 'A case row has no id. The row is not counted. Fill in the id.',
  }),
  totalRow: (): Words => ({
    vi: 'Dòng này là dòng tổng cộng, không phải ca bệnh. Dòng này không được tính. Hãy điền mã nếu là ca bệnh.',
    en: 'This row is a total, not a case. The row is not counted. Fill in the id if it is a case.',
  }),
  duplicateCase: (id: string, times: number): Words => ({
    vi: `Mã ${id} có ${times} dòng. Ca bệnh được tính một lần. Hãy gộp các dòng trùng.`,
    en: `Id ${id} has ${times} rows. The case is counted once. Merge the duplicated rows.`,
  }),
  conflictingOnset: (id: string, onsets: readonly string[]): Words => ({
    vi: `Mã ${id} có nhiều ngày khởi phát khác nhau: ${list(onsets)}. Ca bệnh được giữ, không dùng ngày nào. Hãy xác minh ngày đúng.`,
    en: `Id ${id} has different onset dates: ${list(onsets)}. The case is kept, no date is used. Find out which is right.`,
  }),
  impossibleDate: (id: string, value: string): Words => ({
    vi: `Ngày khởi phát "${value}" của ${id} không có thật. Ca bệnh được giữ, không có ngày khởi phát. Hãy sửa ngày.`,
    en: `The onset "${value}" of ${id} is not a date. The case is kept without an onset. Correct the date.`,
  }),
  blankFrom: (to: string): Words => ({
    vi: `Liên kết đến ${to} không ghi nguồn lây. Liên kết không được tính, ca bệnh được giữ. Hãy điền nguồn lây nếu biết.`,
    en: `A link to ${to} has no infector. The link is not counted, the case is kept. Fill in the infector if known.`,
  }),
  blankTo: (from: string): Words => ({
    vi: `Liên kết từ ${from} không ghi người bị lây. Liên kết không được tính, ca bệnh được giữ. Hãy điền người bị lây.`,
    en: `A link from ${from} has no infectee. The link is not counted, the case is kept. Fill in the infectee.`,
  }),
  blankLink: (): Words => ({
    vi: 'Dòng liên kết để trống cả hai mã. Dòng này không được tính. Hãy điền mã hoặc xóa dòng.',
    en: 'A link row has neither id. The row is not counted. Fill in the ids or delete the row.',
  }),
  selfLink: (id: string, counted: boolean): Words => ({
    vi: `${id} được ghi là tự lây cho chính mình. ${
      counted ? 'Liên kết vẫn được tính như trong epicontacts' : 'Liên kết không được tính, ca bệnh được giữ'
    }. Hãy sửa nguồn lây.`,
    en: `${id} is said to have infected itself. ${
      counted ? 'The link is still counted, as epicontacts does' : 'The link is not counted, the case is kept'
    }. Correct the infector.`,
  }),
  duplicateLink: (from: string, to: string, times: number): Words => ({
    vi: `Liên kết ${from} → ${to} có ${times} dòng. Liên kết được tính một lần. Không cần làm gì nếu là nhiều lần tiếp xúc.`,
    en: `The link ${from} → ${to} has ${times} rows. It is counted once. Nothing to do if these are several exposures.`,
  }),
  unknownCase: (id: string, alike: string | undefined): Words => ({
    vi: `${id} có trong liên kết nhưng không có trong danh sách ca bệnh${
      alike === undefined ? '' : ` (có thể là ${alike})`
    }. Mã này vẫn nằm trong chuỗi lây. Hãy bổ sung vào danh sách hoặc sửa mã.`,
    en: `${id} is linked but not in the line list${
      alike === undefined ? '' : ` (perhaps ${alike})`
    }. It stays in its chain. Add it to the line list or correct the id.`,
  }),
  loop: (ids: readonly string[]): Words => ({
    vi: `${ids.length} ca được ghi là lây vòng cho nhau: ${list(ids)}. Các liên kết vẫn được tính. Hãy xác minh ai lây cho ai.`,
    en: `${ids.length} cases are said to have infected each other in a loop: ${list(ids)}. The links are counted. Find out who infected whom.`,
  }),
  longInterval: (from: string, to: string, days: number): Words => ({
    vi: `Khởi phát của ${from} và ${to} cách nhau ${days} ngày. Cặp này vẫn được tính. Hãy kiểm tra năm của ngày khởi phát.`,
    en: `The onsets of ${from} and ${to} are ${days} days apart. The pair is counted. Check the year of the onsets.`,
  }),
}
