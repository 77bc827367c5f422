import type { Words } from '@phaodai/kernel/words.ts'
import type { Row } from './row.ts'
import type { Draft, SourceKind } from './stay.ts'

/** Where stays come from: the columns of its list, and what a row says. Pure. */
export interface Source {
  kind: SourceKind
  words: Words
  /** What is kept on the stay as its source. */
  source: string
  /** Headings by field, best first, folded, divided by |. */
  columns: Readonly<Record<string, string>>
  /** Of each group at least one field must have a column. */
  needs: readonly (readonly string[])[]
  /** The stays of a row; reasons go to the row. Nothing of a row that has a reason to be given back is used. */
  stays(row: Row, today: string): Draft[]
}

/** Columns that every source may have: where the place lies, and what was worn. */
export const shared = {
  commune: 'xa cua noi|xa phuong noi|xa phuong noi lam viec|xa noi|xa phuong cua noi|place commune|commune of place',
  district: 'huyen noi|huyen cua noi|quan huyen noi|place district',
  province: 'tinh noi|tinh cua noi|place province',
  masked: 'khau trang|deo khau trang|masked|mask|masks',
  closed: 'khong gian kin|kin|closed space|closed|indoor',
}

/** Today and earlier: a stay that is still to come is nobody's exposure yet. */
export function untilToday(row: Row, days: readonly string[], today: string): string[] {
  const past = days.filter((d) => d <= today)
  if (past.length < days.length)
    row.note(
      'date',
      'still-to-come',
      `${days.length - past.length} ngày sau hôm nay chưa ghi; nhập lại tệp khi đã qua`,
      `${days.length - past.length} days after today were left out; import the file again later`,
    )
  return past
}
