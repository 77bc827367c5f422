/** Why a row is given back, or what is worth knowing of it: what happened, what to do. No sentence names a person. */
import type { DateProblem } from '@phaodai/text/dates.ts'
import type { Reason } from './imports.contract.ts'

const FIELD: Record<string, [string, string]> = {
  id: ['mã ca', 'case id'],
  name: ['họ tên', 'name'],
  birth: ['ngày sinh', 'birth'],
  age: ['tuổi', 'age'],
  sex: ['giới tính', 'sex'],
  idNumber: ['số giấy tờ', 'identity number'],
  phone: ['điện thoại', 'phone'],
  onset: ['ngày khởi phát', 'onset'],
  sampled: ['ngày lấy mẫu', 'sampling date'],
  confirmed: ['ngày xác định', 'confirmation date'],
  reported: ['ngày báo cáo', 'report date'],
  outcome: ['kết cục', 'outcome'],
  died: ['tử vong', 'died'],
  deathOn: ['ngày tử vong', 'date of death'],
  outcomeOn: ['ngày kết cục', 'outcome date'],
  from: ['nguồn lây', 'infector'],
  to: ['người bị lây', 'infectee'],
}
const viOf = (field: string) => FIELD[field]?.[0] ?? field
const enOf = (field: string) => FIELD[field]?.[1] ?? field
const reason = (field: string, rule: string, vi: string, en: string): Reason => ({ field, rule, vi, en })

export const say = {
  date(field: string, p: DateProblem): Reason {
    const text = p.text.slice(0, 60)
    const [f, e] = [viOf(field), enOf(field)]
    if (p.problem === 'ambiguous')
      return reason(
        field,
        'ambiguous-date',
        `${f} "${text}" đọc được hai cách (${p.readings?.dmy} hoặc ${p.readings?.mdy}): nêu thứ tự ngày, tháng của cột`,
        `${e} "${text}" can be read in two ways (${p.readings?.dmy} or ${p.readings?.mdy}): declare the order of the column`,
      )
    return p.problem === 'impossible'
      ? reason(
          field,
          'impossible-date',
          `${f} "${text}" không có trong lịch, hoặc trái thứ tự ngày, tháng đã nêu`,
          `${e} "${text}" is not in the calendar, or not in the order declared`,
        )
      : reason(field, 'unreadable-date', `${f} "${text}" không đọc được là ngày`, `${e} "${text}" cannot be read as a date`)
  },
  future: (field: string, date: string, today: string): Reason =>
    reason(
      field,
      'date-in-future',
      `${viOf(field)} ${date} ở sau hôm nay (${today})`,
      `${enOf(field)} ${date} is after today (${today})`,
    ),
  cellError: (field: string, text: string): Reason =>
    reason(
      field,
      'spreadsheet-error',
      `ô ${viOf(field)} là lỗi của bảng tính (${text})`,
      `the cell of ${enOf(field)} is a spreadsheet error (${text})`,
    ),
  ragged: (): Reason =>
    reason(
      '',
      'too-many-cells',
      'dòng có nhiều ô hơn dòng tiêu đề: các ô có thể đã lệch cột',
      'the row has more cells than the header: cells may have moved',
    ),
  unidentified: (): Reason =>
    reason(
      'id',
      'nothing-identifies',
      'không có mã ca, họ tên, số giấy tờ hay điện thoại',
      'no case id, name, identity number or phone',
    ),
  total: (): Reason =>
    reason(
      'id',
      'total-row',
      'dòng tổng cộng, không phải ca bệnh; nếu là ca bệnh, hãy điền mã ca',
      'a row of totals, not a case; if it is a case, fill in its id',
    ),
  blank: (): Reason => reason('', 'nothing-mapped', 'các cột đã ghép đều trống', 'every mapped column is empty'),
  tooLong: (field: string): Reason => reason(field, 'too-long', `${viOf(field)} quá dài`, `${enOf(field)} is too long`),
  // notes: the row is in
  noId: (): Reason =>
    reason(
      'id',
      'missing-id',
      'không có mã ca; ca được ghi với mã tạo từ nội dung dòng',
      'no case id; the case has a code made of the row',
    ),
  leftEmpty: (field: string, text: string): Reason =>
    reason(
      field,
      'ambiguous-date-left-empty',
      `${viOf(field)} "${text}" đọc được hai cách, để trống như đã chọn`,
      `${enOf(field)} "${text}" can be read in two ways, left empty as chosen`,
    ),
  notUnderstood: (field: string): Reason =>
    reason(
      field,
      'not-understood',
      `không hiểu ô ${viOf(field)}, để trống`,
      `the cell of ${enOf(field)} is not understood, left empty`,
    ),
  deathBeforeOnset: (): Reason =>
    reason('deathOn', 'death-before-onset', 'ngày tử vong trước ngày khởi phát', 'the death is before the onset'),
  duplicate: (row: number): Reason =>
    reason('id', 'duplicate-row', `giống hệt dòng ${row}, được tính một lần`, `the same as row ${row}, counted once`),
  differs: (fields: string[], row?: number): Reason => {
    const where = row === undefined ? ['nội dung đã ghi trước đây', 'what is recorded'] : [`dòng ${row}`, `row ${row}`]
    const [f, e] = [fields.map(viOf).join(', '), fields.map(enOf).join(', ')]
    return reason(
      'id',
      'differs',
      `mã này khác ${where[0]}${f ? `: ${f}` : ''}. Giữ nội dung đã có, không ghi đè`,
      `this id differs from ${where[1]}${e ? `: ${e}` : ''}. What is there was kept`,
    )
  },
  // links
  blankLink: (field: 'from' | 'to'): Reason =>
    reason(field, 'blank-id', `không có mã ${viOf(field)}`, `no id of the ${enOf(field)}`),
  selfLink: (): Reason =>
    reason(
      'to',
      'self-link',
      'một ca được ghi là tự lây cho mình: không ghi, vẫn tính trong chuỗi lây',
      'a case is said to have infected itself: not recorded, still counted in the chains',
    ),
  unknownCase: (field: 'from' | 'to', id: string): Reason =>
    reason(
      field,
      'unknown-case',
      `${id} chưa có trong danh sách ca bệnh; vẫn nằm trong chuỗi lây`,
      `${id} is not in the line list; it stays in its chain`,
    ),
}
