import { type ChainProblem, say } from '@phaodai/epi/chains.problems.ts'
import { type ChainCase, type Chains, chains } from '@phaodai/epi/chains.ts'
import { type Offspring, offspring } from '@phaodai/epi/offspring.ts'
import { type OffspringLimits, offspringLimits } from '@phaodai/epi/offspring-limits.ts'
import { type SuperSpreading, superSpreading } from '@phaodai/epi/super-spreading.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { headingIsLink, infectorColumns, linkColumnsOf } from '@phaodai/modules/imports/link-columns.rules.ts'
import { isTotal, saysNothing } from '@phaodai/modules/imports/values.rules.ts'
import { type Cell, isSpreadsheetError } from '@phaodai/tabular/cells.ts'
import { type DateOptions, type DayOrder, inferOrder, isOfOldDays, parseDate } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { idsOfList, wholeIds } from '@phaodai/text/whole-ids.ts'
import { needColumn } from './columns.ts'
import { type ByteStream, readTableFile, type TableFile } from './table-file.ts'

export type EpiChainsInput = {
  /** Paths; `-` is standard input (for one of the two). The same path twice: a line list that names each case's infector. */
  linelist: string
  contacts: string
  id: string
  /** Without it there are no intervals. */
  onset?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Which comes first in 03/04/2021. Without it such dates are refused, row by row. */
  dateOrder?: DayOrder | undefined
  selfLinks?: 'count' | 'leave-out' | undefined
  /** Where `-` reads from; the process's own standard input unless given. */
  stdin?: ByteStream | undefined
}

export type EpiChains = Chains & {
  /** Number of clusters of each size. */
  sizes: Record<string, number>
  /** Over the cases of the line list: how many each infected. */
  offspring: Offspring & { limits: OffspringLimits; superSpreading: SuperSpreading }
  columns: { id: string; onset: string | null; from: string; to: string }
  notes: { vi: string; en: string }[]
}

/**
 * Transmission chains of a line list and a list of links, as read from two files, CSV or XLSX (see chains). Rows in problems are rows of the file,
 * the header being row 1. Throws UsageError for a file or column that is not there.
 */
export async function epiChains(input: EpiChainsInput): Promise<EpiChains> {
  if (input.linelist === '-' && input.contacts === '-')
    throw new UsageError(
      'Chỉ một trong hai tệp được đọc từ đầu vào chuẩn (-).\nOnly one of the two files can come from standard input (-).',
    )
  const list = await readTableFile(input.linelist, input.stdin)
  const links = input.contacts === input.linelist ? list : await readTableFile(input.contacts, input.stdin)
  const notes: EpiChains['notes'] = links === list ? [...list.notes] : [...list.notes, ...links.notes]

  const idAt = needColumn(list.headers, input.id, '--id', list.name)
  const onsetAt = input.onset === undefined ? undefined : needColumn(list.headers, input.onset, '--onset', list.name)

  const problems: ChainProblem[] = []
  const idOf = wholeIds(column(list, idAt), noCase)
  const written = new Set(column(list, idAt).flatMap((cell) => known(cell) ?? []))
  const old = onsetAt !== undefined && isOfOldDays(column(list, onsetAt))
  const cases = list.rows.flatMap(({ row, cells }): ChainCase[] => {
    const text = known(cells[idAt])
    if (text !== null && isTotal(text)) {
      problems.push({ row, table: 'cases', kind: 'total-row', ids: [], ...say.totalRow() })
      return []
    }
    const id = text === null ? null : idOf(text)
    const order = { order: input.dateOrder, oldDays: old }
    return [{ row, id, onset: onsetAt === undefined ? null : readOnset(id, cells[onsetAt], row, order, problems) }]
  })
  const listed = new Set(cases.flatMap(({ id }) => id ?? []))
  const [fromAt, toAt] = links === list ? ownLinks(list, idAt, listed, input, notes) : linkColumns(links, input, notes)
  if (onsetAt !== undefined && problems.some((problem) => problem.kind === 'ambiguous-date'))
    notes.push(orderNote(list.rows.map(({ cells }) => cells[onsetAt])))
  const idsAt = (at: number) => idsOfList(column(links, at), noCase, written, idOf)
  const [fromOf, toOf] = [idsAt(fromAt), idsAt(toAt)]
  const heading = [links.headers[fromAt]!, links.headers[toAt]!] as const
  const linkRows = [...links.rows]
  if (
    links !== list &&
    headingIsLink(
      heading,
      links.rows.map(({ cells }) => [cells[fromAt], cells[toAt]]),
    )
  ) {
    linkRows.unshift({ row: links.headerRows[0] ?? 1, cells: [...links.headers] })
    notes.push({
      vi: `Tệp ${links.name} không có dòng tiêu đề: dòng đầu (${heading.join(', ')}) được đọc là một liên kết.`,
      en: `${links.name} has no header row: its first line (${heading.join(', ')}) is read as a link.`,
    })
  }
  const pairs = linkRows.flatMap(({ row, cells }) => {
    const [from, to] = [known(cells[fromAt]), known(cells[toAt])]
    if (links === list && to !== null && isTotal(to)) return []
    const many = links === list && from !== null ? infectorsIn(from, written) : [from]
    return many.map((one) => ({ row, from: one && fromOf(one), to: to && toOf(to) }))
  })
  const found = chains(cases, pairs, input.selfLinks === undefined ? {} : { selfLinks: input.selfLinks })

  const sizes: Record<string, number> = {}
  for (const { size } of found.clusters) sizes[size] = (sizes[size] ?? 0) + 1
  const { problems: more, ...figures } = found
  const counts = secondaryCases(found)
  const fit = offspring(counts)
  return {
    ...figures,
    sizes,
    offspring: { ...fit, limits: offspringLimits(counts), superSpreading: superSpreading(counts, fit.k) },
    columns: {
      id: list.headers[idAt]!,
      onset: onsetAt === undefined ? null : list.headers[onsetAt]!,
      from: links.headers[fromAt]!,
      to: links.headers[toAt]!,
    },
    notes,
    problems: [...problems, ...more],
  }
}

/** How many each case of the line list infected. Ids that are only linked are no sample of cases, so they are left out. */
function secondaryCases(found: Chains): number[] {
  const unlisted = new Set(found.problems.flatMap((problem) => (problem.kind === 'unknown-case' ? problem.ids : [])))
  const counts = found.degree.filter((row) => !unlisted.has(row.id)).map((row) => row.deg_out)
  return [...counts, ...new Array<number>(found.cases - counts.length).fill(0)]
}

function known(cell: unknown): string | null {
  const text = cell === null || cell === undefined ? '' : clean(String(cell))
  return saysNothing(text) || isSpreadsheetError(text) ? null : text
}

/** What stands in a column of ids and is none: nothing known, a spreadsheet's error, a row of totals. */
const noCase = (text: string): boolean => known(text) === null || isTotal(text)

const column = (table: TableFile, at: number) => table.rows.map(({ cells }) => cells[at])

/** The infectors that a cell of a line list names: several by comma or semicolon, unless the whole is one id. */
function infectorsIn(text: string, listed: ReadonlySet<string>): string[] {
  if (listed.has(text)) return [text]
  const parts = text
    .split(/[,;]/)
    .map(clean)
    .filter((part) => !saysNothing(part))
  return parts.length === 0 ? [text] : parts
}

/** Where a line list names each case's infector: that column and the id. @throws UsageError where no column is plainly that */
function ownLinks(
  list: TableFile,
  idAt: number,
  listed: ReadonlySet<string>,
  input: EpiChainsInput,
  notes: EpiChains['notes'],
): [number, number] {
  if (input.from !== undefined || input.to !== undefined) return linkColumns(list, input, notes)
  const isIds = (at: number) => {
    const said = column(list, at).flatMap((cell) => known(cell) ?? [])
    const ofList = said.filter((text) => infectorsIn(text, listed).some((id) => listed.has(id)))
    return ofList.length > 0 && ofList.length * 2 >= said.length
  }
  const named = infectorColumns(list.headers).filter(({ at }) => at !== idAt)
  const sure = named.filter(({ name }) => name === 'surely')
  const from = (sure.find(({ at }) => isIds(at)) ?? sure[0] ?? named.find(({ at }) => isIds(at)))?.at
  if (from !== undefined) return [from, idAt]
  const both = linkColumnsOf(list.headers, input.id)
  if (both && !both.guessed) return [both.from, both.to]
  throw new UsageError(
    `Không rõ cột nào của ${list.name} ghi nguồn lây. Hãy nêu --from và --to. Các cột: ${list.headers.join(', ')}.\n` +
      `No column of ${list.name} plainly names the infector. Give --from and --to. Columns: ${list.headers.join(', ')}.`,
  )
}

function linkColumns(links: TableFile, input: EpiChainsInput, notes: EpiChains['notes']): [number, number] {
  const { headers: columns, name } = links
  if (input.from !== undefined || input.to !== undefined) {
    if (input.from === undefined || input.to === undefined)
      throw new UsageError('Cần nêu cả --from và --to.\nGive both --from and --to.')
    return [needColumn(columns, input.from, '--from', name), needColumn(columns, input.to, '--to', name)]
  }
  // R writes the row numbers in a first column without a name
  const unnamed = links.warnings.find((warning) => warning.code === 'unnamed_column')?.detail?.split(', ') ?? []
  const found = linkColumnsOf(columns, input.id, new Set(unnamed.map((place) => Number(place) - 1)))
  if (found === null)
    throw new UsageError(
      `Tệp ${name} chỉ có một cột; liên kết cần hai cột: nguồn lây và người bị lây.\n` +
        `${name} has one column; links need two: infector and infectee.`,
    )
  if (!found.guessed) return [found.from, found.to]
  const [from, to] = [columns[found.from], columns[found.to]]
  notes.push({
    vi: `Coi cột "${from}" là nguồn lây và cột "${to}" là người bị lây. Nếu sai, hãy nêu --from và --to.`,
    en: `Took "${from}" as the infector and "${to}" as the infectee. If wrong, give --from and --to.`,
  })
  return [found.from, found.to]
}

/** The onset as an ISO date, or null; what cannot be read goes to the problems and the case stays. */
function readOnset(id: string | null, cell: unknown, row: number, options: DateOptions, problems: ChainProblem[]): string | null {
  const text = known(cell)
  if (text === null) return null
  const read = parseDate(typeof cell === 'string' ? text : cell, options)
  if (read.ok) return read.date
  if (read.problem === 'empty') return null
  const who = id ?? `(${row})`
  const said = {
    ambiguous: {
      vi: `có thể hiểu theo hai cách (${read.readings?.dmy} hoặc ${read.readings?.mdy})`,
      en: `can be read in two ways (${read.readings?.dmy} or ${read.readings?.mdy})`,
    },
    impossible: { vi: 'không có trong lịch', en: 'is not in the calendar' },
    unreadable: { vi: 'không đọc được là ngày', en: 'cannot be read as a date' },
  }[read.problem]
  problems.push({
    row,
    table: 'cases',
    kind: `${read.problem}-date`,
    ids: id === null ? [] : [id],
    vi: `Ngày khởi phát "${text}" của ${who} ${said.vi}. Ca bệnh được giữ, không có ngày khởi phát. Hãy sửa ngày.`,
    en: `The onset "${text}" of ${who} ${said.en}. The case is kept without an onset. Correct the date.`,
  })
  return null
}

function orderNote(cells: readonly (Cell | undefined)[]): { vi: string; en: string } {
  const { dmy, mdy, either } = inferOrder(cells)
  return {
    vi:
      `${either} ngày khởi phát có thể là ngày/tháng hoặc tháng/ngày (trong cột: ${dmy} ngày chỉ đọc được kiểu ngày/tháng, ` +
      `${mdy} chỉ kiểu tháng/ngày). Nêu --date-order dmy hoặc --date-order mdy để đọc.`,
    en:
      `${either} onsets can be day/month or month/day (in the column: ${dmy} can only be day/month, ${mdy} only month/day). ` +
      'Give --date-order dmy or --date-order mdy to read them.',
  }
}

/** The figures in a few lines of Vietnamese, for a person at a terminal. */
export function chainsText(found: EpiChains): string {
  const number = (value: number | null) => (value === null ? 'không tính được' : value.toFixed(2).replace('.', ','))
  const between = (limits: [number, number | null] | null) =>
    limits === null ? '' : ` (${number(limits[0])} đến ${limits[1] === null ? 'vô cùng' : number(limits[1])})`
  const { serialInterval: si, offspring: fit } = found
  const chained = found.clusters.filter((cluster) => cluster.size > 1)
  const top = found.degree.filter((row) => row.deg_out > 0).sort((a, b) => b.deg_out - a.deg_out)
  const kinds = Map.groupBy(found.problems, (problem) => problem.kind)
  const lines: [string, string][] = [
    ['Ca bệnh', String(found.cases)],
    ['Liên kết', String(found.links)],
    ['Chuỗi lây từ 2 ca', `${chained.length} (lớn nhất ${chained[0]?.size ?? 0} ca)`],
    ['Ca đơn lẻ', String(found.clusters.length - chained.length)],
    [
      'Thế hệ',
      Object.entries(found.generations)
        .map(([generation, n]) => `${generation}: ${n}`)
        .join('  ') || 'không có',
    ],
    ['Khoảng cách khởi phát', `${number(si.mean)} ngày, độ lệch chuẩn ${number(si.sd)} (${si.n} cặp, ${si.negative} cặp âm)`],
    ['Số ca lây trung bình', `${number(fit.R)}${between(fit.limits.R)}, k ${number(fit.k)}${between(fit.limits.k)}`],
    [
      'Lây nhiều nhất',
      top
        .slice(0, 5)
        .map((row) => `${row.id} (${row.deg_out})`)
        .join(', ') || 'không có',
    ],
    ['Cần xem lại', [...kinds].map(([kind, list]) => `${kind} ${list.length}`).join(', ') || 'không có'],
  ]
  const wide = Math.max(...lines.map(([name]) => name.length))
  const notes = found.notes.map((note) => note.vi)
  return [...lines.map(([name, value]) => `${name.padEnd(wide)}  ${value}`), ...notes].join('\n')
}
