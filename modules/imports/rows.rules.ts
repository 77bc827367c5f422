/** One row of a line list read by its mapping: what it says, why it is given back, what is worth knowing. Pure. */
import type { Cell } from '@phaodai/tabular/cells.ts'
import { parseBirth } from '@phaodai/text/birth.ts'
import { type DateReading, type DayOrder, isOfOldDays, parseDate } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { type IdentityReading, readIdentity } from '@phaodai/text/ids.ts'
import { repairText } from '@phaodai/text/mojibake.ts'
import { tidyName } from '@phaodai/text/names.ts'
import { normalisePhone } from '@phaodai/text/phone.ts'
import { idsOfList, wholeIds } from '@phaodai/text/whole-ids.ts'
import { type DateField, dateFields, type Field, fields, type Mapping, type Reason } from './imports.contract.ts'
import { say } from './reasons.rules.ts'
import { isNone, isTotal, type Origin, readAge, readOrigin, readOutcome, readSex, readYes, saysNothing } from './values.rules.ts'

/** What a row says, read. Every text is clean; days are local dates. */
export interface CaseValues {
  id: string | null
  name: string | null
  birth: { year: number; month: number | null; day: number | null } | null
  age: number | null
  sex: 'male' | 'female' | null
  nationality: string | null
  occupation: string | null
  idNumber: Extract<IdentityReading, { ok: true }> | null
  phone: string | null
  province: string | null
  district: string | null
  commune: string | null
  address: string | null
  onset: string | null
  sampled: string | null
  confirmed: string | null
  reported: string | null
  outcome: 'died' | 'recovered' | 'discharged' | null
  outcomeOn: string | null
  origin: Origin | null
  placeFound: string | null
  infectors: string[]
  details: Record<string, string>
}
export interface CaseReading {
  row: number
  values: CaseValues
  refused: Reason[]
  notes: Reason[]
}

/** Where each mapped column stands. */
export interface Columns {
  at: Partial<Record<Field, number>>
  details: [name: string, column: number][]
  width: number
}

/** Places of the mapped columns; `missing`: a heading that the file does not have. */
export function columnsOf(
  headers: readonly string[],
  mapping: Mapping,
): { columns: Columns; missing: { field: string; column: string }[] } {
  const columns: Columns = { at: {}, details: [], width: headers.length }
  const missing: { field: string; column: string }[] = []
  const find = (name: string) => {
    const exact = headers.indexOf(name)
    return exact >= 0 ? exact : headers.findIndex((h) => clean(h).toLowerCase() === clean(name).toLowerCase())
  }
  for (const field of fields) {
    const name = mapping[field]
    if (name === null || name === undefined) continue
    const at = find(name)
    if (at < 0) missing.push({ field, column: name })
    else columns.at[field] = at
  }
  for (const name of mapping.details ?? []) {
    const at = find(name)
    if (at < 0) missing.push({ field: 'details', column: name })
    else columns.details.push([headers[at]!, at])
  }
  return { columns, missing }
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/
/** Text as stored: mended where its damage can be undone, clean, and such as a database can hold. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  const text = typeof cell === 'string' ? cell : String(cell)
  if (PLAIN.test(text)) return text
  return clean(repairText(text.toWellFormed().replaceAll('\0', '')).text)
}

export const orderOf = (mapping: Mapping, field: DateField): DayOrder | undefined =>
  typeof mapping.dateOrder === 'string' ? mapping.dateOrder : mapping.dateOrder?.[field]

const LONGEST: Partial<Record<Field, number>> = { id: 200, name: 200 }
const LONGEST_TEXT = 2000
const ISO = /^\d{4}-\d\d-\d\d$/

/** How a file's columns are written, told by their cells as a whole. */
export interface Writing {
  /** Ids as decimal numbers (see wholeIds). */
  idOf(id: string): string
  infectorOf(id: string): string
  /** How an id reads in a column that speaks of this list's cases. */
  readerOf(cells: Iterable<unknown>): (id: string) => string
  /** Fields whose days are of the years 1800 to 1899. */
  oldDays: ReadonlySet<DateField>
}
const asWritten = (id: string): string => id
/** For a single row: nothing is told by the others. */
export const ROW_BY_ROW: Writing = {
  idOf: asWritten,
  infectorOf: asWritten,
  readerOf: () => asWritten,
  oldDays: new Set(),
}

export function writingOf(rows: readonly { cells: readonly Cell[] }[], { at }: Columns): Writing {
  const cells = (field: Field) => (at[field] === undefined ? [] : rows.map((row) => row.cells[at[field]!]))
  const noCase = (text: string) => saysNothing(text) || isTotal(text)
  const idOf = wholeIds(cells('id'), noCase)
  const written = new Set(cells('id').map(textOf))
  const readerOf = (of: Iterable<unknown>) => idsOfList(of, noCase, written, idOf)
  return {
    idOf,
    infectorOf: readerOf(cells('infector')),
    readerOf,
    oldDays: new Set(dateFields.filter((field) => isOfOldDays(cells(field)))),
  }
}

/** Reads one row. `today` is the last day that a fact can be of. */
export function readCase(
  source: { row: number; cells: readonly Cell[]; errors?: { column: number; text: string }[] },
  { at, details, width }: Columns,
  mapping: Mapping,
  today: string,
  reading: Writing = ROW_BY_ROW,
): CaseReading {
  const refused: Reason[] = []
  const notes: Reason[] = []
  const { cells } = source
  const text = (field: Field): string | null => {
    const column = at[field]
    if (column === undefined) return null
    const said = textOf(cells[column])
    if (saysNothing(said)) return null
    if (said.length > (LONGEST[field] ?? LONGEST_TEXT)) {
      refused.push(say.tooLong(field))
      return null
    }
    return said
  }
  if (cells.length > width && cells.slice(width).some((c) => textOf(c) !== '')) refused.push(say.ragged())
  for (const { column, text: error } of source.errors ?? []) {
    const field = fields.find((f) => at[f] === column) ?? details.find(([, c]) => c === column)?.[0]
    // R and spreadsheets write #N/A where nothing is known
    if (field && !/^#n\/a$/i.test(error.trim())) refused.push(say.cellError(field, error.trim()))
  }

  const whenWrong = (field: DateField, read: Exclude<DateReading, { ok: true }>): null => {
    if (read.problem === 'ambiguous' && mapping.ambiguousDates === 'leave-empty')
      notes.push(say.leftEmpty(field, read.text.slice(0, 60)))
    else refused.push(say.date(field, read))
    return null
  }
  const day = (field: DateField): string | null => {
    const said = text(field)
    if (said === null) return null
    const raw = cells[at[field]!]
    const read = parseDate(typeof raw === 'string' ? said : raw, {
      order: orderOf(mapping, field),
      oldDays: reading.oldDays.has(field),
    })
    if (!read.ok) return read.problem === 'empty' ? null : whenWrong(field, read)
    if (read.date > today) {
      refused.push(say.future(field, read.date, today))
      return null
    }
    return read.date
  }
  const word = <T>(field: Field, read: (said: string) => T | null): T | null => {
    const said = text(field)
    if (said === null) return null
    const value = read(said)
    if (value === null) notes.push(say.notUnderstood(field))
    return value
  }

  const days = Object.fromEntries(dateFields.filter((f) => f !== 'birth').map((f) => [f, day(f)])) as Record<
    Exclude<DateField, 'birth'>,
    string | null
  >
  let birth: CaseValues['birth'] = null
  const born = text('birth')
  if (born !== null) {
    const raw = cells[at.birth!]
    const read = parseBirth(typeof raw === 'string' ? born : raw, { order: orderOf(mapping, 'birth') })
    if (!read.ok) read.problem === 'empty' || whenWrong('birth', read)
    else if (read.year > Number(today.slice(0, 4))) refused.push(say.future('birth', String(read.year), today))
    else birth = { year: read.year, month: read.month, day: read.day }
  }
  const said = text('origin')
  const id = text('id')
  const origin = said === null ? null : readOrigin(said)
  const values: CaseValues = {
    id: id === null ? null : reading.idOf(id),
    name: text('name'),
    birth,
    age: word('age', readAge),
    sex: word('sex', readSex),
    nationality: text('nationality'),
    occupation: text('occupation'),
    idNumber: word('idNumber', (t) => {
      const read = readIdentity(t)
      return read.ok ? read : null
    }),
    phone: word('phone', (t) => {
      const read = normalisePhone(t)
      return read.ok ? read.phone : null
    }),
    province: text('province'),
    district: text('district'),
    commune: text('commune'),
    address: text('address'),
    onset: days.onset,
    sampled: days.sampled,
    confirmed: days.confirmed,
    reported: days.reported,
    ...outcomeOf(text, days, notes),
    origin,
    placeFound: text('placeFound'),
    infectors: (text('infector') ?? '')
      .split(/[,;]/)
      .map((t) => t.trim())
      .filter((t) => !saysNothing(t))
      .map(reading.infectorOf),
    details: {},
  }
  if (values.name !== null) values.name = tidyName(values.name)
  if (said !== null && origin === null) values.details.origin = said.slice(0, LONGEST_TEXT)
  for (const [name, column] of details) {
    const kept = textOf(cells[column])
    if (!isNone(kept)) values.details[name] = kept.slice(0, LONGEST_TEXT)
  }
  if (values.onset && days.deathOn && days.deathOn < values.onset) notes.push(say.deathBeforeOnset())
  // what else is odd in a row of totals is no fault of a case
  if (values.id !== null && isTotal(values.id)) refused.splice(0, refused.length, say.total())
  if (values.id === null && refused.length === 0) {
    const known = values.name ?? values.idNumber ?? values.phone
    if (at.id !== undefined && known === null) refused.push(say.unidentified())
    else if (canonical(values) === canonical(NOTHING)) refused.push(say.blank())
    else notes.push(say.noId())
  }
  return { row: source.row, values, refused, notes }
}

function outcomeOf(
  text: (field: Field) => string | null,
  days: { deathOn: string | null; outcomeOn: string | null },
  notes: Reason[],
): Pick<CaseValues, 'outcome' | 'outcomeOn'> {
  const word = text('outcome')
  // a file may have the day of the outcome under the heading of the outcome
  const read = word === null || ISO.test(word) ? null : readOutcome(word)
  if (word !== null && read === null && !ISO.test(word)) notes.push(say.notUnderstood('outcome'))
  const flag = text('died')
  const died = flag === null ? null : readYes(flag)
  if (flag !== null && died === null) notes.push(say.notUnderstood('died'))
  if (died || days.deathOn || read === 'died') return { outcome: 'died', outcomeOn: days.deathOn ?? days.outcomeOn }
  if (read === 'none' || read === null) return { outcome: null, outcomeOn: null }
  return { outcome: read, outcomeOn: days.outcomeOn }
}

const NOTHING = { details: {}, infectors: [] as string[] } as unknown as CaseValues

/** A row's content in one text, for telling whether two rows say the same. Null and absent are one. */
export function canonical({ details, infectors, ...values }: CaseValues): string {
  const kept = Object.entries(values)
    .filter(([, v]) => v !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const beside = Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([kept, beside, infectors])
}

/** Fields in which two rows differ. */
export function differingFields(a: CaseValues, b: CaseValues): (keyof CaseValues)[] {
  return (Object.keys(a) as (keyof CaseValues)[]).filter((k) => JSON.stringify(a[k] ?? null) !== JSON.stringify(b[k] ?? null))
}

/** One row of a file of links. */
export interface LinkReading {
  row: number
  from: string | null
  to: string | null
  refused: Reason[]
}

const AS_WRITTEN = { fromOf: (id: string) => id, toOf: (id: string) => id }

export function readLink(
  source: { row: number; cells: readonly Cell[]; errors?: { column: number; text: string }[] },
  from: number,
  to: number,
  { fromOf, toOf }: { fromOf(id: string): string; toOf(id: string): string } = AS_WRITTEN,
): LinkReading {
  const id = (column: number, field: 'from' | 'to', refused: Reason[]) => {
    const error = source.errors?.find((e) => e.column === column)
    const text = textOf(source.cells[column])
    if (error && !/^#n\/a$/i.test(error.text.trim())) refused.push(say.cellError(field, error.text.trim()))
    else if (saysNothing(text)) refused.push(say.blankLink(field))
    else if (text.length > 200) refused.push(say.tooLong(field))
    else return text
    return null
  }
  const refused: Reason[] = []
  const [said, heard] = [id(from, 'from', refused), id(to, 'to', refused)]
  const [a, b] = [said === null ? null : fromOf(said), heard === null ? null : toOf(heard)]
  if (a !== null && a === b) refused.push(say.selfLink())
  return { row: source.row, from: a, to: b, refused }
}
