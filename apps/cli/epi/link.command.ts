import { type Link, type Linkage, linkRecords } from '@phaodai/epi/link-records.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { needColumn } from '../columns.ts'
import { readTableFile, type TableFile } from '../table-file.ts'
import { given } from './flags.ts'
import { type Column, columnOf, labelOf, likelyPairs, type Pairing, parsePair } from './link.columns.ts'
import { comparisonOf, orderComparison } from './link.compare.ts'
import { digits, printAnswer } from './spec-file.ts'
import type { EpiIo, Note } from './table-out.ts'

type Flags = {
  left?: string
  right?: string
  map?: string[]
  exact?: string[]
  ignore?: string[]
  auto?: boolean
  leftId?: string
  rightId?: string
  block?: string[]
  order?: string
  ids?: string
  minProbability?: string
  csv?: boolean
  json?: boolean
}

const several = (value: string, before: string[] = []) => [...before, value]

/** Adds `epi link` to the command. */
export function registerLink(epi: Command, io: EpiIo): void {
  epi
    .command('link')
    .description('ghép hai danh sách của cùng những người, không cần mã chung (who in one list is who in another)')
    .option('--left <file>', 'danh sách thứ nhất, CSV hoặc XLSX; - là đầu vào chuẩn')
    .option('--right <file>', 'danh sách thứ hai')
    .option('--map <pair>', 'so cột-trái=cột-phải[:exact|text|number|date], lặp lại được (columns to compare)', several)
    .option(
      '--exact <pair>',
      'như --map …:exact, cũng dùng cho mã chung, ví dụ --exact id (compare as written, also an id)',
      several,
    )
    .option('--ignore <column>', 'không so cột này, lặp lại được (a column not to compare)', several)
    .option('--no-auto', 'chỉ so các cột đã nêu (compare only what is named)')
    .option('--left-id <column>', 'cột mã của danh sách thứ nhất (names the rows; compared as --ids says)')
    .option('--right-id <column>', 'cột mã của danh sách thứ hai')
    .option(
      '--block <pair>',
      'chỉ so những dòng bằng nhau ở cột này, lặp lại được; cho danh sách lớn (compare only within)',
      several,
    )
    .option('--order <how>', 'thứ tự dòng: auto (dùng nếu hai danh sách cùng thứ tự), use, ignore (order of the rows)', 'auto')
    .option(
      '--ids <how>',
      'cột mã: auto (so nếu các cặp chắc chắn cho thấy là mã chung), ignore (shared number of the rows)',
      'auto',
    )
    .option(
      '--min-probability <p>',
      'chỉ in cặp có xác suất từ p, mặc định 0,05 (least probability of a pair printed, 0.05 unless given)',
    )
    .option('--csv', 'kết quả là CSV: left_row,right_row,left_id,right_id,weight,probability,margin (ghi chú ra stderr)')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const least = leastGiven(flags.minProbability)
      if (!['auto', 'use', 'ignore'].includes(flags.order ?? 'auto'))
        throw new UsageError('--order là auto, use hoặc ignore.\n--order is auto, use or ignore.')
      if (!['auto', 'ignore'].includes(flags.ids ?? 'auto'))
        throw new UsageError('--ids là auto hoặc ignore.\n--ids is auto or ignore.')
      const [left, right] = await both(flags)
      for (const table of [left, right])
        if (table.rows.length === 0) throw new UsageError(`Tệp ${table.name} không có dòng nào.\n${table.name} has no rows.`)
      const labels = { left: labelOf(left, flags.leftId, '--left-id'), right: labelOf(right, flags.rightId, '--right-id') }
      const found = linked(left, right, labels, flags)
      const name = (table: TableFile, at: number | undefined, row: number) =>
        at === undefined ? null : (table.rows[row]!.cells[at] ?? null) === null ? null : String(table.rows[row]!.cells[at])
      const pairs = found.linkage.links.filter(({ probability }) => probability >= least)
      const rows = pairs.map((link) => ({
        left_row: left.rows[link.left]!.row,
        right_row: right.rows[link.right]!.row,
        left_id: name(left, labels.left, link.left),
        right_id: name(right, labels.right, link.right),
        weight: digits(link.weight),
        probability: digits(link.probability),
        margin: Number.isFinite(link.margin) ? digits(link.margin) : null,
      }))
      const alone = (table: TableFile, at: number | undefined, list: number[]) =>
        list.map((row) => ({ row: table.rows[row]!.row, id: name(table, at, row) }))
      const { linkage, pairings } = found
      const besides = (table: TableFile, taken: number[]) => {
        const paired = new Set(taken)
        return table.rows.map((_, row) => row).filter((row) => !paired.has(row))
      }
      const unmatched = {
        left: alone(
          left,
          labels.left,
          besides(
            left,
            pairs.map((p) => p.left),
          ),
        ),
        right: alone(
          right,
          labels.right,
          besides(
            right,
            pairs.map((p) => p.right),
          ),
        ),
      }
      const more = {
        unmatched,
        compared: pairings.map((pair) => ({ left: pair.left.name, right: pair.right.name, kind: pair.kind, why: pair.why })),
        comparisons: linkage.comparisons,
        threshold: linkage.threshold,
      }
      const columns = ['left_row', 'right_row', 'left_id', 'right_id', 'weight', 'probability', 'margin']
      const notes = [...left.notes, ...right.notes, ...found.notes]
      printAnswer(io, flags, { columns, rows, notes, more }, () => text(rows.length, left, right, found))
    })
}

async function both(flags: Flags): Promise<[TableFile, TableFile]> {
  const [left, right] = [given(flags.left, '--left'), given(flags.right, '--right')]
  if (left === '-' && right === '-')
    throw new UsageError(
      'Chỉ một trong hai tệp được đọc từ đầu vào chuẩn (-).\nOnly one of the two files can come from standard input (-).',
    )
  return [await readTableFile(left), await readTableFile(right)]
}

/** Below one in twenty a pair is left unpaired unless it is asked for: lists that share only some people would else be paired to the last row. */
const LEAST = 0.05

function leastGiven(value: string | undefined): number {
  const number = value === undefined ? LEAST : Number(value.replace(',', '.'))
  if (number >= 0 && number <= 1) return number
  throw new UsageError('--min-probability là số từ 0 đến 1.\n--min-probability is a number from 0 to 1.')
}

type Found = { linkage: Linkage; pairings: Pairing[]; notes: Note[] }

function linked(
  left: TableFile,
  right: TableFile,
  labels: { left?: number | undefined; right?: number | undefined },
  flags: Flags,
): Found {
  const columns = (table: TableFile) => table.headers.map((_, at) => columnOf(table, at))
  const [a, b] = [columns(left), columns(right)]
  const asked = [
    ...(flags.map ?? []).map((text) => pairOf(parsePair(text, '--map', left, right), a, b)),
    ...(flags.exact ?? []).map((text) => pairOf({ ...parsePair(text, '--exact', left, right), kind: 'exact' }, a, b)),
  ]
  const ignored = new Set((flags.ignore ?? []).flatMap((name) => ignoredIn(name, left, right)))
  const open = (list: Column[], side: 'left' | 'right') =>
    list.filter(
      (column) =>
        column.at !== labels[side] && !ignored.has(`${side} ${column.at}`) && !asked.some((pair) => pair[side].at === column.at),
    )
  const likely = flags.auto === false ? [] : likelyPairs(open(a, 'left'), open(b, 'right'))
  if (asked.length + likely.length === 0)
    throw new UsageError(
      `Không thấy cột nào chung để so. Hãy nêu --map CỘT-TRÁI=CỘT-PHẢI. Cột trái: ${left.headers.join(', ')}. Cột phải: ${right.headers.join(', ')}.\n` +
        `No columns in common to compare. Give --map LEFT=RIGHT. Left: ${left.headers.join(', ')}. Right: ${right.headers.join(', ')}.`,
    )
  const blocks = (flags.block ?? []).map((text) => {
    const pair = pairOf(parsePair(text, '--block', left, right), a, b)
    return { left: (row: number) => pair.left.text[row] ?? null, right: (row: number) => pair.right.text[row] ?? null }
  })
  const run = (pairings: Pairing[], order: Link[] = []) => {
    try {
      const comparisons = pairings.map(comparisonOf)
      if (order.length > 0) comparisons.push(orderComparison(order, left.rows.length))
      return linkRecords([...left.rows.keys()], [...right.rows.keys()], comparisons, blocks.length > 0 ? { blocks } : {})
    } catch (error) {
      if (!(error instanceof RangeError) || !/^blocks/.test(error.message)) throw error
      throw new UsageError(
        'Hai danh sách quá dài để so mọi cặp: nêu --block CỘT.\nThe lists are too long to compare every pair: give --block COLUMN.',
      )
    }
  }
  const pairings = chosen(asked, likely, (pairs) => run(pairs))
  const first = run(pairings)
  const shared = flags.ids === 'ignore' || flags.auto === false ? null : sharedId(first, labels, ignored, pairings, a, b)
  if (shared) pairings.push(shared)
  const notes = [...notesOf(pairings, labels, left, right), ...(shared ? [ID_USED] : [])]
  const linkage = shared ? run(pairings) : first
  const sure = linkage.links.filter((link) => link.margin >= 3)
  const byOrder = flags.order === 'use' ? sure.length > 0 : flags.order !== 'ignore' && inOneOrder(sure)
  if (!byOrder) return { linkage, pairings, notes }
  return { linkage: run(pairings, sure), pairings, notes: [...notes, ORDER_USED] }
}

const ORDER_USED: Note = {
  vi: 'Hai danh sách cùng một thứ tự (thứ tự báo cáo), nên vị trí dòng được dùng như một dấu hiệu. Để không dùng: --order ignore.',
  en: 'Both lists are in one order (of report), so the position of a row was used as a sign. To leave it out: --order ignore.',
}

const ID_USED: Note = {
  vi: 'Cột mã là mã chung của hai danh sách (các cặp chắc chắn mà không cần mã đều cùng mã), nên mã được so như một dấu hiệu. Để không dùng: --ids ignore.',
  en: 'The id is shared by both lists (pairs that are sure without it bear the same one), so it was compared as a sign. To leave it out: --ids ignore.',
}

/**
 * The columns that name the rows as one more comparison, where they prove to be one numbering: of 30 pairs or more that are sure without them, at least
 * four in five bear the same one, and no list uses one twice. Two lists that each count from 1 do not pass.
 */
function sharedId(
  { links }: Linkage,
  labels: { left?: number | undefined; right?: number | undefined },
  ignored: ReadonlySet<string>,
  pairings: readonly Pairing[],
  a: Column[],
  b: Column[],
): Pairing | null {
  if (labels.left === undefined || labels.right === undefined) return null
  const [left, right] = [a[labels.left]!, b[labels.right]!]
  if (ignored.has(`left ${left.at}`) || ignored.has(`right ${right.at}`)) return null
  if (pairings.some((pair) => pair.left === left || pair.right === right)) return null
  const once = ({ text }: Column) => new Set(text.filter((id) => id !== null)).size === text.filter((id) => id !== null).length
  if (!once(left) || !once(right)) return null
  const sure = links.filter((link) => link.margin >= 3 && left.text[link.left] !== null && right.text[link.right] !== null)
  const same = sure.filter((link) => left.text[link.left] === right.text[link.right]).length
  return sure.length >= 30 && same >= 0.8 * sure.length ? { left, right, kind: 'exact', why: 'values' } : null
}

/** Whether the pairs that are sure without the order rise together in both lists: a correlation of their rows of at least 0.98. */
function inOneOrder(sure: readonly Link[]): boolean {
  if (sure.length < 30) return false
  const mean = (pick: 'left' | 'right') => sure.reduce((sum, link) => sum + link[pick], 0) / sure.length
  const [l, r] = [mean('left'), mean('right')]
  let [xy, xx, yy] = [0, 0, 0]
  for (const link of sure) {
    xy += (link.left - l) * (link.right - r)
    xx += (link.left - l) ** 2
    yy += (link.right - r) ** 2
  }
  return xy >= 0.98 * Math.sqrt(xx * yy)
}

function pairOf(pair: { left: number; right: number; kind?: Pairing['kind'] }, a: Column[], b: Column[]): Pairing {
  const [left, right] = [a[pair.left]!, b[pair.right]!]
  return { left, right, kind: pair.kind ?? (left.kind === right.kind ? left.kind : 'text'), why: 'asked' }
}

function ignoredIn(name: string, left: TableFile, right: TableFile): string[] {
  const found = ([side, table]: readonly ['left' | 'right', TableFile]) =>
    table.headers.flatMap((header, at) => (header.toLowerCase() === name.toLowerCase() ? [`${side} ${at}`] : []))
  const list = [...found(['left', left]), ...found(['right', right])]
  if (list.length === 0) needColumn([...left.headers, ...right.headers], name, '--ignore', `${left.name}, ${right.name}`)
  return list
}

/**
 * Pairs of columns found by their values say the same thing more than once (two provinces against two provinces). After a first linkage with all of them
 * each text column keeps the partner that tells most, each date column its best two.
 */
function chosen(asked: Pairing[], likely: Pairing[], run: (pairs: Pairing[]) => Linkage): Pairing[] {
  const sure = [...asked, ...likely.filter((pair) => pair.why === 'name')]
  const guessed = likely.filter((pair) => pair.why === 'values')
  if (guessed.length < 2) return [...sure, ...guessed]
  const first = run([...sure, ...guessed])
  const told = guessed.map((pair, i) => {
    const { levels } = first.comparisons[sure.length + i]!
    const bits = levels.reduce((sum, { m, weight }) => sum + m * weight, 0)
    return { pair, bits: bits * pair.left.filled * pair.right.filled }
  })
  const used = new Map<Column, number>()
  const kept = told
    .sort((x, y) => y.bits - x.bits)
    .filter(({ pair, bits }) => {
      const most = pair.kind === 'date' ? 2 : 1
      const [l, r] = [used.get(pair.left) ?? 0, used.get(pair.right) ?? 0]
      if (bits < 0.05 || l >= most || r >= most) return false
      used.set(pair.left, l + 1)
      used.set(pair.right, r + 1)
      return true
    })
  return [...sure, ...kept.map(({ pair }) => pair)]
}

function notesOf(
  pairings: Pairing[],
  labels: { left?: number | undefined; right?: number | undefined },
  left: TableFile,
  right: TableFile,
): Note[] {
  const list = pairings
    .map((pair) => (pair.left.name === pair.right.name ? pair.left.name : `${pair.left.name} ~ ${pair.right.name}`))
    .join('; ')
  const compared = pairings.some((pair) => pair.left.at === labels.left || pair.right.at === labels.right)
  const ids = [
    labels.left === undefined ? [] : left.headers[labels.left]!,
    labels.right === undefined ? [] : right.headers[labels.right]!,
  ].flat()
  const notes: Note[] = [{ vi: `Các cột được so: ${list}.`, en: `Columns compared: ${list}.` }]
  if (ids.length > 0 && !compared)
    notes.push({
      vi: `Cột mã (${[...new Set(ids)].join(', ')}) chỉ ghi tên dòng, không được so. Nếu là mã chung của hai danh sách, nêu --exact.`,
      en: `The id column (${[...new Set(ids)].join(', ')}) only names the rows and is not compared. If both lists share it, give --exact.`,
    })
  return notes
}

function text(shown: number, left: TableFile, right: TableFile, { linkage }: Found): string {
  const unsure = linkage.links.filter((link) => link.margin < 1).length
  const surely = linkage.links.filter((link) => link.probability >= 0.9).length
  return [
    `Danh sách trái ${left.rows.length} dòng, phải ${right.rows.length} dòng`,
    `Ghép được       ${linkage.links.length} cặp (in ${shown}), xác suất từ 0,9: ${surely}`,
    `Khó phân biệt   ${unsure} cặp có người khác gần như giống hệt: cần người xem`,
    `Không ghép      ${linkage.left.length} dòng trái, ${linkage.right.length} dòng phải`,
  ].join('\n')
}
