/** Which column of a line list holds what: proposed from the headings, in Vietnamese and English, and from what stands below them. */
import type { Cell } from '@phaodai/tabular/cells.ts'
import { parseBirth } from '@phaodai/text/birth.ts'
import { parseDate } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { DateField, Field, Mapping } from './imports.contract.ts'
import { linkColumnsOf, namesInfector } from './link-columns.rules.ts'
import { readAge, readOrigin, readOutcome, readSex, readYes, saysNothing } from './values.rules.ts'

/** What a table must have for this; @phaodai/tabular gives it. */
export interface Sheet {
  headers: readonly string[]
  wordings: readonly (readonly string[])[]
  rows: readonly { row: number; cells: readonly Cell[]; errors?: { column: number; text: string }[] }[]
}

/** Headings by field, best first. Days are named without the word for day: 'date_of_onset', 'dt_onset' and 'ngày khởi phát' all lose it. */
const NAMES: Record<Field, string> = {
  id: 'case id|id case|caseid|ma ca benh|ma ca|ma benh nhan|ma so benh nhan|ma bn|patient id|patientid|so ca benh|id|ma so|so bn|bn|case no|case number|case code|visual id|epid|epid number|epid no|epid id|unique id|unique case id|case identifier|record id|identifier|patient no|benh nhan|case|patient|ma',
  name: 'full name|fullname|ho va ten|ho ten|ho ten benh nhan|ten benh nhan|patient name|name|ten',
  birth: 'birth|dob|sinh|nam sinh|thang nam sinh|year birth|birth year|birthday|birthdate|yob',
  age: 'age|tuoi|age years|age year',
  sex: 'sex|gender|gioi|gioi tinh|phai',
  nationality: 'nationality|quoc tich',
  occupation: 'occupation|nghe nghiep|job',
  idNumber: 'cccd|cmnd|cmnd cccd|cccd cmnd|so cccd|so cmnd|identity number|national id|can cuoc|so dinh danh|ho chieu|passport',
  phone: 'phone|sdt|so dien thoai|dien thoai|phone number|telephone|mobile',
  province: 'province|tinh|tinh thanh pho|tinh thanh|tinh tp|address province|province residence|residence province|city',
  district: 'district|quan huyen|huyen|quan|huyen thi xa thanh pho|address district|residence district|dis',
  commune: 'commune|ward|xa phuong|phuong xa|xa|phuong|xa phuong thi tran|address commune|residence commune',
  address: 'address|dia chi|noi o|cho o|noi cu tru|residence|dia chi noi o|dia chi cu tru',
  onset:
    'onset|symptom onset|onset symptoms|khoi phat|kp|khoi phat trieu chung|onset symptom|bat dau trieu chung|xuat hien trieu chung|trieu chung dau tien|phat benh|mac benh|illness onset|disease onset|first symptom|first symptoms|symptom start|symptoms start|symptoms onset|onset fever|prodrome|prodrome onset|rash onset|debut symptomes|inicio sintomas',
  sampled: 'sampled|sample|sampling|lay mau|specimen|collection|swab',
  confirmed:
    'confirmed|confirmation|diagnosed|diag|diagnosis|xac dinh|khang dinh|chan doan|duong tinh|co ket qua|ket qua|xet nghiem duong tinh|confirm|positive|test positive',
  reported: 'reported|report|announced|announcement|notified|notification|bao cao|cong bo|thong bao|reporting|ghi nhan',
  outcome: 'outcome|status|ket cuc|tinh trang|ket qua dieu tri|trang thai|final outcome',
  died: 'died|dead|death|tu vong|deceased|fatal',
  deathOn: 'death|died|tu vong|mat|dead|death announced',
  outcomeOn: 'outcome|recovered|recovery|discharged|discharge|ra vien|xuat vien|khoi benh|ket cuc',
  origin:
    'origin|case class|case classification|classification|case cat|setting|nguon goc|loai ca|phan loai ca|phan loai|noi phat hien ca|nguon phat hien',
  placeFound: 'place detected|detected place|place found|noi phat hien|noi ghi nhan|noi lay mau',
  infector:
    'infector|infected by|nguon lay|lay tu|nguoi lay|source case|infector id|ma nguon lay|infection source id|infection source|source infection|source case id|source id|nguon lay nhiem|source',
}
/** Columns that may be kept as written beside the case: they say nothing of who it is. */
const DETAILS = new Set(
  'cluster|severity|severe complication|hospital|facility|case class|case classification|generation|age class|age group|type symptom|symptoms|trieu chung|o dich|chum ca benh|benh vien|noi dieu tri|treatment province|place infect|original region|original country|hospitalisation|hospitalization|hospital admission|hospitalized|infection|infected|quarantine|quarantined|n close contacts|n contacts tested|n contacts positive|loc hosp'.split(
    '|',
  ),
)

const DAY_WORDS = new Set('date|day|dt|ngay|on|of|the|de|dates|fecha'.split('|'))
interface Heading {
  /** Words without those for 'day' and 'of', in their order. */
  key: string
  /** The same words in order of the alphabet. */
  bag: string
  day: boolean
}

function headingOf(wording: string): Heading {
  const plain = fold(wording.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^(dt|date)(?=[a-z]{4})|(?<=[a-z]{4})date$/u, ' date ')
    .trim()
  const words = plain.split(/\s+/)
  const kept = words.filter((w) => !DAY_WORDS.has(w))
  return {
    key: kept.join(' '),
    bag: kept.toSorted().join(' '),
    day: words.some((w) => ['date', 'dt', 'ngay', 'day', 'fecha'].includes(w)),
  }
}
const bagOf = (name: string) => name.split(' ').toSorted().join(' ')

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? 'date' : String(cell).trim()

/** Of the filled cells, how many fit. */
function share(sheet: Sheet, column: number, fits: (cell: Cell) => boolean): { filled: number; fits: number } {
  let filled = 0
  let good = 0
  const step = Math.max(1, Math.floor(sheet.rows.length / 2000))
  for (let i = 0; i < sheet.rows.length; i += step) {
    const cell = sheet.rows[i]!.cells[column] ?? null
    if (saysNothing(textOf(cell))) continue
    filled++
    if (fits(cell)) good++
  }
  return { filled, fits: filled === 0 ? 0 : good / filled }
}

const isDay = (cell: Cell): boolean => {
  const read = parseDate(cell)
  // eight digits are a code far oftener than a day, and then each would be a day that is not in the calendar
  if (typeof cell === 'string' && /^\d{8}$/.test(cell.trim())) return read.ok
  return read.ok || read.problem === 'ambiguous' || read.problem === 'impossible'
}
/** What a column must look like for a field: the least share of filled cells that make sense. Fields not named here need nothing. */
const LOOKS: Partial<Record<Field, [(cell: Cell) => boolean, number]>> = {
  ...(Object.fromEntries(
    (['onset', 'sampled', 'confirmed', 'reported', 'deathOn', 'outcomeOn'] as const).map((f) => [f, [isDay, 0.5]]),
  ) as Record<DateField, [(cell: Cell) => boolean, number]>),
  birth: [(c) => parseBirth(c).ok || isDay(c), 0.5],
  age: [(c) => readAge(textOf(c)) !== null, 0.5],
  sex: [(c) => readSex(textOf(c)) !== null, 0.5],
  origin: [(c) => readOrigin(textOf(c)) !== null, 0.3],
  outcome: [(c) => readOutcome(textOf(c)) !== null, 0.3],
  died: [(c) => readYes(textOf(c)) !== null, 0.5],
}

export interface Proposal {
  mapping: Mapping
  /** Fields whose column was chosen among several, or by a weak name. */
  uncertain: Field[]
}

/** 'First symptoms' and 'prodrome' may hold a day, or fever and cough. */
const SAYS_ONSET = /onset|khoi phat|^kp$|bat dau/
const WANTS_DAY = new Set<Field>(['onset', 'sampled', 'confirmed', 'reported', 'deathOn', 'outcomeOn', 'birth'])

/** The mapping that headings and cells suggest. A field without a fitting column is left out. */
export function proposeMapping(sheet: Sheet): Proposal {
  const headings = sheet.wordings.map((w, c) => [...w, sheet.headers[c] ?? ''].map(headingOf))
  const taken = new Map<number, Field>()
  const mapping: Mapping = {}
  const uncertain: Field[] = []
  const order: Field[] = [
    'id',
    'onset',
    'sampled',
    'confirmed',
    'reported',
    'deathOn',
    'outcomeOn',
    'died',
    'outcome',
    ...(Object.keys(NAMES) as Field[]),
  ]
  for (const field of new Set(order)) {
    const names = NAMES[field].split('|')
    const bags = names.map(bagOf)
    const found = headings
      .flatMap((own, column) => {
        if (taken.has(column)) return []
        let rank = Number.POSITIVE_INFINITY
        for (const h of own) {
          if (field === 'died' && h.day) continue
          if ((field === 'outcomeOn' || field === 'deathOn') && !h.day) continue
          const at = names.indexOf(h.key)
          const loose = at >= 0 ? at : bags.indexOf(h.bag) >= 0 ? bags.indexOf(h.bag) + 0.5 : -1
          if (loose >= 0 && h.key !== '') rank = Math.min(rank, loose + (WANTS_DAY.has(field) && !h.day ? 0.2 : 0))
        }
        if (rank === Number.POSITIVE_INFINITY) return []
        // a heading that says 'day of onset' is that, however its days are written: what cannot be read is then said row by row
        const plainly =
          (field === 'onset' && own.some((h) => SAYS_ONSET.test(h.key))) || (WANTS_DAY.has(field) && own.some((h) => h.day))
        const looks = plainly ? undefined : LOOKS[field]
        const { filled, fits } = looks ? share(sheet, column, looks[0]) : { filled: 1, fits: 1 }
        if (looks && filled > 0 && fits < looks[1]) return []
        if (looks && filled === 0 && field === 'died') return []
        if (field === 'infector' && own.every((h) => namesInfector(h.key) !== 'surely') && !tellsIds(sheet, column, mapping.id))
          return []
        return [{ column, rank: field === 'origin' ? -fits : rank }]
      })
      .toSorted((a, b) => a.rank - b.rank)
    // of two columns of the same heading, one that holds nothing is not the one
    const told = found.length > 1 ? found.filter(({ column }) => share(sheet, column, () => true).filled > 0) : found
    const [best, next] = told.length > 0 ? told : found
    if (!best) continue
    taken.set(best.column, field)
    mapping[field] = sheet.headers[best.column]!
    if (next && next.rank - best.rank < 0.05) uncertain.push(field)
    if (field === 'id' && !uncertain.includes('id') && !isKey(sheet, best.column)) uncertain.push('id')
  }
  const details = sheet.headers.filter((_, c) => !taken.has(c) && headings[c]!.some((h) => DETAILS.has(h.key)))
  if (details.length > 0) mapping.details = details
  return { mapping, uncertain }
}

/** Whether at least half of what a column says are ids of the list: then 'source' is who infected, not where word came from. */
function tellsIds(sheet: Sheet, column: number, idColumn: string | null | undefined): boolean {
  const at = idColumn ? sheet.headers.indexOf(idColumn) : -1
  if (at < 0) return false
  const whole = (text: string) => text.trim().replace(/\.0+$/, '')
  const ids = new Set(sheet.rows.map((r) => whole(textOf(r.cells[at]))))
  const { filled, fits } = share(sheet, column, (cell) =>
    textOf(cell)
      .split(/[,;]/)
      .some((id) => ids.has(whole(id))),
  )
  return filled > 0 && fits >= 0.5
}

/** Whether a column can tell cases apart. Real lists have ids missing and rows twice, so much is allowed; a few rows say nothing. */
function isKey(sheet: Sheet, column: number): boolean {
  if (sheet.rows.length < 20) return true
  const values = sheet.rows.map((r) => textOf(r.cells[column])).filter((t) => !saysNothing(t))
  return values.length >= sheet.rows.length * 0.2 && new Set(values).size >= values.length * 0.3
}

/** Columns of a file of links, by what their headings mean; else the first two that have a name. */
export function proposeLinks(
  headers: readonly string[],
  idColumn: string | null | undefined,
): { from: string; to: string; guessed: boolean } | null {
  const unnamed = new Set(headers.flatMap((heading, i) => (/^Cột \d+$/u.test(heading) ? [i] : [])))
  const found = linkColumnsOf(headers, idColumn, unnamed)
  return found && { from: headers[found.from]!, to: headers[found.to]!, guessed: found.guessed }
}
