import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { inferOrder, parseDate } from '@phaodai/text/dates.ts'
import { clean, fold, toneCanonical } from '@phaodai/text/fold.ts'
import { parseNumber } from '@phaodai/text/numbers.ts'
import { needColumn } from '../columns.ts'
import type { TableFile } from '../table-file.ts'

const NOTHING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '.', '?', '<na>', '#name?', '#value!', '#ref!', '#n/a'])
const isNothing = (cell: Cell | undefined) =>
  cell === null || cell === undefined || (typeof cell === 'string' && NOTHING.has(clean(cell).toLowerCase()))

export type Kind = 'exact' | 'text' | 'number' | 'date'

/** A column of one list, read once. */
export type Column = {
  name: string
  at: number
  kind: 'text' | 'number' | 'date'
  /** Share of the rows that say something. */
  filled: number
  /** By row: the text in the form in which it is compared; null where nothing is said. */
  text: (string | null)[]
  /** The number, or days since 1970; null also where the cell cannot be read so. */
  value: (number | null)[]
}

/** Names for the same thing, folded. */
const SAME: readonly (readonly string[])[] = [
  ['sex', 'gender', 'gioi', 'gioi tinh'],
  ['age', 'tuoi'],
  ['name', 'full name', 'ho ten', 'ho va ten', 'ten'],
  ['birth', 'birth date', 'date of birth', 'dob', 'ngay sinh'],
  ['birth year', 'year of birth', 'nam sinh'],
  ['phone', 'so dien thoai', 'dien thoai', 'sdt'],
  ['province', 'tinh', 'tinh thanh', 'tinh thanh pho'],
  ['district', 'huyen', 'quan huyen'],
  ['commune', 'xa', 'phuong xa', 'xa phuong'],
]
const LABELS = [
  'id',
  'ma',
  'ma bn',
  'bn',
  'ma benh nhan',
  'ma ca',
  'so bn',
  'case id',
  'case',
  'patient id',
  'patient',
  'code',
  'stt',
  'record id',
  'row id',
]

const plain = (header: string) =>
  fold(header)
    .replace(/[_.:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** One word for headers that mean the same. */
export function meaning(header: string): string {
  const name = plain(header)
  return SAME.find((names) => names.includes(name))?.[0] ?? name
}

/** Place of the column whose cells name the rows; undefined where no header is of that kind. */
export function labelOf(table: TableFile, asked: string | undefined, option: string): number | undefined {
  if (asked !== undefined) return needColumn(table.headers, asked, option, table.name)
  for (const label of LABELS) {
    const at = table.headers.findIndex((header) => plain(header) === label)
    if (at >= 0) return at
  }
  return undefined
}

const SEXES: Record<string, string> = { nam: 'm', male: 'm', m: 'm', man: 'm', nu: 'f', female: 'f', f: 'f', woman: 'f' }

export function columnOf(table: TableFile, at: number): Column {
  const cells = table.rows.map((row) => row.cells[at])
  const said = cells.filter((cell) => !isNothing(cell))
  const seen = inferOrder(said)
  const order = seen.order === 'mdy' ? 'mdy' : 'dmy'
  const dates = cells.map((cell) => dayOf(cell, order))
  const numbers = cells.map(numberOf)
  const enough = 0.8 * said.length
  const isDate = said.length > 0 && dates.filter((day) => day !== null).length >= enough
  const isNumber = said.length > 0 && numbers.filter((number) => number !== null).length >= enough
  const kind = isDate ? 'date' : isNumber ? 'number' : 'text'
  const isSex = meaning(table.headers[at]!) === 'sex'
  return {
    name: table.headers[at]!,
    at,
    kind,
    filled: table.rows.length === 0 ? 0 : said.length / table.rows.length,
    text: cells.map((cell) => {
      if (isNothing(cell)) return null
      const text = toneCanonical(String(cell))
      return isSex ? (SEXES[fold(text)] ?? text) : text
    }),
    value: kind === 'date' ? dates : numbers,
  }
}

function dayOf(cell: Cell | undefined, order: 'dmy' | 'mdy'): number | null {
  // a number of five digits is a spreadsheet's day only in a typed cell
  if (isNothing(cell) || (typeof cell === 'string' && !/\D/.test(cell.trim())) || typeof cell === 'number') return null
  const read = parseDate(cell, { order })
  return read.ok ? Date.parse(read.date) / 86_400_000 : null
}

function numberOf(cell: Cell | undefined): number | null {
  if (isNothing(cell)) return null
  const read = parseNumber(cell)
  return read.ok ? read.value : null
}

export type Pairing = { left: Column; right: Column; kind: Kind; why: 'asked' | 'name' | 'values' }

/** `a=b` or `a=b:kind` or `a` (the same name in both). */
export function parsePair(
  text: string,
  option: string,
  left: TableFile,
  right: TableFile,
): { left: number; right: number; kind?: Kind } {
  const parsed = /^([^=]+?)(?:=(.+?))?(?::(exact|text|number|date))?$/u.exec(text)
  if (!parsed)
    throw new UsageError(
      `${option} có dạng CỘT-TRÁI=CỘT-PHẢI[:exact|text|number|date]: "${text}".\n${option} is LEFT=RIGHT[:exact|text|number|date]: "${text}".`,
    )
  const [, a, b, kind] = parsed
  const [at, to] = [needColumn(left.headers, a!, option, left.name), needColumn(right.headers, b ?? a!, option, right.name)]
  return { left: at, right: to, ...(kind ? { kind: kind as Kind } : {}) }
}

/** Share of the rows of both whose word occurs in the other. */
function overlap(left: Column, right: Column): number {
  const [a, b] = [new Set(left.text), new Set(right.text)]
  const share = (words: (string | null)[], other: Set<string | null>) => {
    const said = words.filter((word) => word !== null)
    return said.length === 0 ? 0 : said.filter((word) => other.has(word)).length / said.length
  }
  return Math.min(share(left.text, b), share(right.text, a))
}

/** Pairs of columns that may say the same: of one name or meaning; texts that share their words; two dates. */
export function likelyPairs(left: Column[], right: Column[]): Pairing[] {
  const byName = left.flatMap((a): Pairing[] => {
    const b = right.find((each) => meaning(each.name) === meaning(a.name))
    if (!b || a.filled === 0 || b.filled === 0) return []
    return [{ left: a, right: b, kind: a.kind === b.kind ? a.kind : 'text', why: 'name' }]
  })
  const named = (column: Column, side: 'left' | 'right') => byName.some((pair) => pair[side] === column)
  const byValues = left.flatMap((a) =>
    right.flatMap((b): Pairing[] => {
      if (named(a, 'left') || named(b, 'right') || a.kind !== b.kind || a.filled < 0.1 || b.filled < 0.1) return []
      if (a.kind === 'date') return [{ left: a, right: b, kind: 'date', why: 'values' }]
      if (a.kind !== 'text' || new Set(a.text).size < 4 || overlap(a, b) < 0.5) return []
      return [{ left: a, right: b, kind: 'text', why: 'values' }]
    }),
  )
  return [...byName, ...byValues]
}
