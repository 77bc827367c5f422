/** Tables that share out the work (phụ lục phân công nhiệm vụ): one task a row. Known by their column heads; cells set apart by tabs, bars or wide gaps. */
import { namesApart, startsBody } from './bodies.rules.ts'
import { type Piece, trimmed } from './layout.rules.ts'

type Column = 'work' | 'who' | 'help' | 'when' | 'product' | 'other'
export interface WorkRow {
  /** The whole row. */
  start: number
  end: number
  who: string[]
  help: string[]
  /** Cells of the column of time: a bare date in them is a day by which it must be done. */
  when: Piece[]
  product: string | null
  label: string
}
export interface WorkTables {
  rows: WorkRow[]
  /** The lines that are of a table, its head included. */
  lines: ReadonlySet<Piece>
}

const HEADS: readonly (readonly [Column, RegExp])[] = [
  ['other', /^(?:s?tt|số tt|số thứ tự|ghi chú|kinh phí|căn cứ)\.?$/u],
  ['help', /phối hợp/u],
  [
    'who',
    /chủ trì|^(?:đơn vị|cơ quan|người|bộ phận)(?:,? (?:đơn vị|cơ quan|bộ phận))?(?: được)? (?:thực hiện|giao|phụ trách|chịu trách nhiệm)|^(?:phân công|trách nhiệm)/u,
  ],
  ['when', /thời (?:gian|hạn|điểm)|tiến độ|^hạn|hoàn thành/u],
  ['product', /sản phẩm|kết quả|đầu ra/u],
  ['work', /nhiệm vụ|nội dung|công việc|^việc/u],
]
/** "nt", "Như trên": as in the row above. */
const AS_ABOVE = /^[-"“”〃'\s]*(?:nt|n\/t|như trên)?[-"“”〃'.\s]*$/iu
const LONGEST_HEAD = 400
const RULED = /^[\s|:+–—_=-]+$/u

/** @param view the tidy text that the lines are of */
export function workTables(view: string, lines: readonly Piece[]): WorkTables {
  const used = new Set<Piece>()
  const rows: WorkRow[] = []
  let head: Head | null = null
  let above: WorkRow | null = null
  /** Lines that are headings across the table if a row follows, and the document's own if none does. */
  let headings: Piece[] = []
  for (const line of lines) {
    if (!head && line.text.length > LONGEST_HEAD) continue
    const opened: Head | null = headOf(whole(view, line))
    if (opened) {
      head = opened
      above = null
      headings = []
      used.add(line)
      continue
    }
    if (!head) continue
    if (RULED.test(line.text)) {
      used.add(line)
      continue
    }
    const cells: Cells = cellsUnder(head, whole(view, line))
    const work = cells.get('work')
    if (cells.size < 2) {
      // "I. Công tác xét nghiệm" across the table; anything longer ends it
      const heading = line.text.length < 120 && (line.text.includes('|') || /^(?:[IVX]+|[A-Z]|\d{1,2})[.)\s\t]/u.test(line.text))
      if (heading) headings.push(line)
      else {
        head = null
        headings = []
      }
      continue
    }
    for (const piece of [...headings, line]) used.add(piece)
    headings = []
    if (!work) {
      if (above) carryOn(above, cells, line)
      continue
    }
    const row: WorkRow = {
      start: work.start,
      end: line.end,
      who: whoIn(cells.get('who'), above?.who),
      help: whoIn(cells.get('help'), above?.help),
      when: cells.has('when') ? [cells.get('when')!] : [],
      product: cells.get('product')?.text.replace(/\s+/gu, ' ') ?? null,
      label: cells.get('other')?.text ?? '',
    }
    // a row with nothing but its work is a heading of the table
    if (row.who.length === 0 && row.when.length === 0) continue
    row.end = Math.max(...[...cells.values()].map((c) => c.end))
    rows.push(row)
    above = row
  }
  return { rows, lines: used }
}

/** The line with the tabs before it: empty cells. */
function whole(view: string, line: Piece): Piece {
  let start = line.start
  while (start > 0 && view[start - 1] !== '\n') start -= 1
  return { start, end: line.end, text: view.slice(start, line.end) }
}

type Cells = Map<Column, Piece>
interface Head {
  columns: { column: Column; from: number }[]
  by: 'bar' | 'tab' | 'place'
}

/** A line that names the columns: the work, and who does it or by when. */
function headOf(line: Piece): Head | null {
  if (line.text.length > LONGEST_HEAD || !/nhiệm vụ|nội dung|công việc/iu.test(line.text)) return null
  const by = line.text.includes('|') ? 'bar' : line.text.includes('\t') ? 'tab' : 'place'
  const parts = partsOf(line, by)
  if (parts.length < 3) return null
  const columns = parts.map((part) => {
    const low = part.text.toLowerCase().replace(/\s+/gu, ' ').trim()
    return {
      column: HEADS.find(([, pattern]) => low.length < 60 && pattern.test(low))?.[0] ?? 'other',
      from: part.start - line.start,
    }
  })
  const has = (column: Column) => columns.some((c) => c.column === column)
  return has('work') && has('who') ? { columns, by } : null
}

/** Cells by their places, empty ones too where bars or tabs set them apart. */
function partsOf(line: Piece, by: Head['by']): Piece[] {
  const parts: Piece[] = []
  const text = by === 'bar' ? line.text.replace(/^\s*\|/u, (m) => ' '.repeat(m.length)).replace(/\|\s*$/u, '') : line.text
  const gap = by === 'bar' ? /\|/gu : by === 'tab' ? /\t/gu : / {2,}/gu
  let from = 0
  const put = (to: number) => {
    const piece = trimmed(text, from, to) ?? { start: from, end: from, text: '' }
    parts.push({ text: piece.text, start: line.start + piece.start, end: line.start + piece.end })
  }
  for (const m of text.matchAll(gap)) {
    put(m.index)
    from = m.index + m[0].length
  }
  put(text.length)
  return parts
}

function cellsUnder(head: Head, line: Piece): Cells {
  const cells: Cells = new Map()
  partsOf(line, head.by).forEach((part, i) => {
    const at = part.start - line.start
    const column =
      head.by === 'place' ? head.columns.findLast((c, k) => k === 0 || c.from <= at + 2)?.column : head.columns[i]?.column
    if (column && part.text !== '' && !cells.has(column)) cells.set(column, part)
  })
  return cells
}

/** A line without work of its own goes on with the row above. */
function carryOn(row: WorkRow, cells: Cells, line: Piece): void {
  const when = cells.get('when')
  if (when) row.when.push(when)
  const who = cells.get('who')
  if (who) row.who = [...row.who, ...whoIn(who, undefined)]
  row.end = Math.max(row.end, line.end)
}

function whoIn(cell: Piece | undefined, above: string[] | undefined): string[] {
  const text = cell?.text.replace(/\s+/gu, ' ').trim() ?? ''
  if (text === '' || /^[-–x/]+$/u.test(text)) return []
  if (AS_ABOVE.test(text)) return above ?? []
  return text
    .split(/;\s*/u)
    .flatMap((part) => (startsBody(part.toLowerCase()) ? namesApart(part) : [part]))
    .map((name) => name.replace(/[.,;\s]+$/u, ''))
    .filter(Boolean)
}
