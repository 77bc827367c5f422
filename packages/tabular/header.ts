/** Finds the header of a sheet that people made: titles and blank lines above it, two or three stacked lines, numbering under it. */

import { parseDate } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import { type Cell, isBlank, isSpreadsheetError } from './cells.ts'

export interface Header {
  /** One label a column; '' where the column has none. A group and its part are joined: 'Địa chỉ / Xã'. */
  labels: string[]
  /** Every wording a column has in the stacked lines, top down, for matching names. */
  wordings: string[][]
  /** Indexes of the lines that make up the header. */
  lines: number[]
  /** Index of the first line that may hold data. */
  dataStart: number
}

/** How far down a header is looked for. */
const REACH = 40
type Line = readonly Cell[]

const plain = (cell: Cell | undefined): string => (isBlank(cell) ? '' : String(cell).replace(/\s+/gu, ' ').trim())
const filled = (line: Line): number[] => line.flatMap((cell, i) => (isBlank(cell) ? [] : [i]))

/** Whether the cell is a value (number or day) rather than words. */
function isValue(cell: Cell): boolean {
  if (typeof cell === 'number' || cell instanceof Date) return true
  if (typeof cell !== 'string') return false
  const text = cell.trim()
  if (/^[-+]?[\d.,\s]+%?$/u.test(text)) return true
  if (!/^\d/u.test(text)) return false
  const day = parseDate(text)
  return day.ok || day.problem === 'ambiguous' || /^\d+$/u.test(text.replace(/[\s.+-]/gu, ''))
}

const isWords = (line: Line): boolean => {
  const cells = filled(line).map((i) => line[i]!)
  return cells.length > 0 && cells.filter((cell) => isValue(cell) || isSpreadsheetError(cell)).length <= cells.length * 0.1
}

/**
 * (1) (2) (3), A B 1 2 or 1 to 6 and on, under the header: columns numbered for reference, as official forms do. Three bare numbers are
 * taken for a record.
 */
export function isNumbering(line: Line): boolean {
  const cells = filled(line).map((i) => plain(line[i]))
  const marks = cells.map((cell) => cell.replace(/[()[\]]/gu, ''))
  const numbers = marks.filter((mark) => /^\d{1,2}$/u.test(mark)).map(Number)
  const letters = marks.filter((mark) => /^[A-D]$/u.test(mark))
  if (numbers.length + letters.length < marks.length || !numbers.every((n, i) => n === i + 1)) return false
  const bracketed = cells.every((cell) => /^[([].+[)\]]$/u.test(cell))
  return numbers.length >= (bracketed ? 2 : letters.length ? 3 : 6)
}

/** Columns that hold values (numbers, days) in most of the lines below `from`. */
function valueColumns(lines: readonly Line[], from: number, width: number): Set<number> {
  const below = lines.slice(from, from + 30).filter((line) => filled(line).length > 1 || width === 1)
  const columns = new Set<number>()
  for (let c = 0; c < width; c += 1) {
    const cells = below.map((line) => line[c]).filter((cell): cell is Exclude<Cell, null> => !isBlank(cell))
    if (cells.length > 0 && cells.filter(isValue).length >= cells.length * 0.6) columns.add(c)
  }
  return columns
}

interface Candidate {
  index: number
  fill: number
  score: number
}

function candidates(lines: readonly Line[], width: number, widest: number): Candidate[] {
  const found: Candidate[] = []
  for (let i = 0; i < Math.min(lines.length, REACH); i += 1) {
    const columns = filled(lines[i]!)
    if (columns.length < Math.max(widest === 1 ? 1 : 2, widest * 0.4) || !isWords(lines[i]!) || isNumbering(lines[i]!)) continue
    const words = columns.map((c) => fold(plain(lines[i]![c])))
    const values = valueColumns(lines, i + 1, width)
    const contrast = values.size ? columns.filter((c) => values.has(c)).length / values.size : 0
    found.push({
      index: i,
      fill: columns.length,
      score: columns.length / widest + new Set(words).size / words.length + 0.3 * contrast,
    })
  }
  return found
}

/** Groups written once over several columns: 'Address' over District and Province. Null where the line names no part of a group. */
function groupOf(head: Line, line: Line, column: number): string | null {
  let start = column
  while (start > 0 && isBlank(head[start]) && !isBlank(line[start])) start -= 1
  if (isBlank(head[start]) || isBlank(line[start])) return null
  const spans = start < column || (isBlank(head[column + 1]) && !isBlank(line[column + 1]))
  return spans ? plain(head[start]) : null
}

const bag = (text: string): string =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .toSorted()
    .join(' ')

/**
 * A line under the header that names the parts of its groups, or words it a second time; null where it may be a record. To take a record
 * for a header would lose it, so a second wording must repeat a word of the first or be written as variable names are (onset_date).
 */
function relation(head: Line, line: Line, values: Set<number>): 'part' | 'second' | null {
  if (!isWords(line)) return null
  const columns = filled(line)
  if (columns.every((c) => groupOf(head, line, c) !== null)) return 'part'
  const words = columns.map((c) => plain(line[c]))
  if (columns.length < 3 || new Set(words).size < words.length || !words.every((word) => /\p{L}/u.test(word))) return null
  // the same words again, as a person and as a program writes them: 'Onset date' over date_onset
  const again = columns.filter((c, i) => bag(words[i]!) === bag(plain(head[c]))).length
  if (again >= 2 && again >= columns.length * 0.6) return 'second'
  const over = columns.filter((c) => values.has(c)).length
  const alike = columns.some(
    (c, i) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/iu.test(words[i]!) || fold(words[i]!) === fold(plain(head[c])),
  )
  return over >= 2 && over >= values.size * 0.5 && alike ? 'second' : null
}

/**
 * The header of the first lines of a sheet, or null where no line looks like one. Scored by how full a line is, how different its words
 * are, and whether values stand below its words; the first good line wins unless a later one is clearly fuller and better.
 */
export function findHeader(lines: readonly Line[]): Header | null {
  const head = lines.slice(0, REACH * 2)
  const width = Math.max(0, ...head.map((line) => (filled(line).at(-1) ?? -1) + 1))
  const widest = Math.max(0, ...head.map((line) => filled(line).length))
  const found = candidates(head, width, widest)
  const first = found[0]
  if (!first) return null
  const best = found.reduce((a, b) => (b.score > a.score + 0.35 && b.fill > a.fill * 1.4 ? b : a), first)
  const main = head[best.index]!

  const labels = Array.from({ length: width }, (_, c) => plain(main[c]))
  const wordings = labels.map((label) => (label ? [label] : []))
  const taken = [best.index]
  const above = head[best.index - 1]
  if (above && isWords(above)) {
    const groups = filled(above)
    if (groups.length > 1 && groups.length < filled(main).length * 0.7) {
      taken.unshift(best.index - 1)
      for (const c of filled(main)) {
        const group = groupOf(above, main, c)
        if (!group) continue
        labels[c] = `${group} / ${labels[c]}`
        wordings[c]!.unshift(group)
      }
      for (const c of groups) if (isBlank(main[c])) labels[c] = plain(above[c])
    }
  }

  const refined = new Set<number>()
  let last = best.index
  for (let i = best.index + 1; i < head.length && i <= last + 3; i += 1) {
    const line = head[i]!
    const columns = filled(line)
    if (columns.length === 0) continue
    if (isNumbering(line) && columns.length >= filled(main).length * 0.7) {
      taken.push(i)
      last = i
      continue
    }
    const kind = relation(main, line, valueColumns(head, i + 1, width))
    if (!kind) break
    for (const c of columns) {
      const word = plain(line[c])
      if (!wordings[c]!.includes(word)) wordings[c]!.push(word)
      const group = refined.has(c) ? null : groupOf(main, line, c)
      if (group && group !== word) {
        labels[c] = `${group} / ${word}`
        refined.add(c)
      } else if (labels[c] === '') labels[c] = word
    }
    taken.push(i)
    last = i
  }
  while (labels.at(-1) === '') labels.pop()
  return { labels, wordings: wordings.slice(0, labels.length), lines: taken, dataStart: last + 1 }
}

/** Tests whether a line repeats one of the header's lines (pages pasted under each other). */
export function repeatsHeader(lines: readonly Line[], header: Header): (line: Line) => boolean {
  const known = header.lines
    .map((i) => lines[i]!)
    .filter((line) => filled(line).length > 1 || header.labels.length === 1)
    .map((line) => line.map((cell) => fold(plain(cell))))
  return (line) => {
    for (const words of known) {
      let of = 0
      let same = 0
      for (let c = 0; c < words.length; c += 1) {
        if (words[c] === '') continue
        of += 1
        const cell = line[c]
        if (typeof cell === 'string' && fold(cell) === words[c]) same += 1
        else if (of - same > of * 0.2 && of > 5) break
      }
      if (of > 0 && same >= of * 0.8) return true
    }
    return false
  }
}
