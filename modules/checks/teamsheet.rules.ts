import { clean, fold } from '@phaodai/text/fold.ts'
import { hamletWords } from '../areas/address.rules.ts'

export type SheetColumn = 'commune' | 'hamlet' | 'team' | 'door' | 'address' | 'head' | 'order' | 'account' | 'people'

/** Folded headings of each column, Vietnamese first; the first match in this order wins. */
const headings: Record<SheetColumn, readonly string[]> = {
  team: ['to', 'ten to', 'to covid', 'to covid cong dong', 'team'],
  hamlet: ['thon', 'thon to dan pho', 'to dan pho', 'khu dan cu', 'hamlet'],
  commune: ['ma xa', 'ma don vi', 'commune', 'commune code'],
  address: ['dia chi', 'noi o', 'address'],
  door: ['so nha', 'so ho', 'door'],
  head: ['chu ho', 'ho ten chu ho', 'head'],
  order: ['thu tu', 'thu tu di', 'stt di', 'order'],
  people: ['ho ten to vien', 'ten to vien', 'thanh vien to', 'thanh vien', 'member names', 'members'],
  account: ['tai khoan', 'tai khoan to vien', 'to vien', 'account', 'username'],
}
const plain = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()

/** Which column holds what: its index, -1 where it is absent. `wordings`: every wording of each heading. */
export function sheetColumns(wordings: readonly (readonly string[])[]): Record<SheetColumn, number> {
  const words = wordings.map((list) => list.map(plain))
  const found = Object.entries(headings).map(([name, known]) => {
    const best = known.map((k) => words.findIndex((list) => list.includes(k))).find((i) => i >= 0)
    return [name, best ?? -1]
  })
  return Object.fromEntries(found)
}

/**
 * A sheet to begin from, with made-up rows: a .csv that spreadsheets open as they are.
 * @param ofMany the post has several communes: each row says which
 */
export const sampleSheet = (ofMany: boolean): string => {
  const rows = [
    ['Mã xã', 'Thôn', 'Tổ', 'Thứ tự', 'Số nhà', 'Địa chỉ', 'Chủ hộ', 'Họ tên tổ viên'],
    ['(mã xã)', 'Thôn Mẫu', 'Tổ số 1', '1', '2', 'Số 2, thôn Mẫu', 'Lê Văn Mẫu', 'Nguyễn Thị Mẫu, Trần Văn Mẫu'],
    ['(mã xã)', 'Thôn Mẫu', 'Tổ số 1', '2', '4', 'Số 4, thôn Mẫu', 'Phạm Thị Mẫu', ''],
    ['(mã xã)', 'Thôn Mẫu', 'Tổ số 2', '1', '1', 'Số 1, thôn Mẫu', 'Đỗ Văn Mẫu', 'Vũ Thị Mẫu'],
  ]
  const cell = (text: string) => (text.includes(',') ? `"${text}"` : text)
  const lines = rows.map((r) => (ofMany ? r : r.slice(1)).map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

const forms = hamletWords
  .flatMap(({ word, short }) => [word, ...short].map((form) => ({ word, form: fold(form) })))
  .toSorted((a, b) => b.form.length - a.form.length)

/** "Thôn Đông" to its type and name; null where the first word names no kind of hamlet. */
export function hamletParts(written: string): { type: string; name: string } | null {
  const text = clean(written)
  const key = fold(text)
  const found = forms.find(({ form }) => key.startsWith(`${form} `))
  if (!found) return null
  const name = text.split(' ').slice(found.form.split(' ').length).join(' ')
  return name ? { type: found.word, name } : null
}

/** Rows whose home is taken in: a fault of a member or an account does not hold the home of its row. */
export const homesTaken = (done: { rows: number; failed: readonly { row: number; field: string }[] }): number =>
  done.rows - new Set(done.failed.filter((f) => f.field !== 'account' && f.field !== 'people').map((f) => f.row)).size

/** Full names in a cell, parted by commas, semicolons or line ends; each once. */
export const fullNames = (cell: string): string[] => [
  ...new Map(
    cell
      .split(/[,;\n]+/u)
      .map(clean)
      .filter(Boolean)
      .map((name) => [fold(name), name]),
  ).values(),
]

/** The names of a group of people in a cell: usernames parted by commas, semicolons or blanks. */
export const usernames = (cell: string): string[] => [
  ...new Set(
    cell
      .toLowerCase()
      .split(/[,;\s]+/u)
      .filter(Boolean),
  ),
]
