import { UsageError } from '@phaodai/kernel/usage.ts'
import { clean, fold } from '@phaodai/text/fold.ts'

/** Place of a column by its name as typed, else by the only one equal but for case and accents. Undefined if there is none. */
export function findColumn(columns: readonly string[], name: string): number | undefined {
  const exact = columns.findIndex((column) => clean(column) === clean(name))
  if (exact >= 0) return exact
  const alike = columns.flatMap((column, i) => (fold(column) === fold(name) ? [i] : []))
  return alike.length === 1 ? alike[0] : undefined
}

/** Letters of a column's name that a message repeats; a file that is no table can have a first line of megabytes. */
const SHOWN = 80

/** As findColumn, but a missing column is a usage error that lists the columns there are, nearest name first. */
export function needColumn(columns: readonly string[], name: string, option: string, file: string): number {
  const found = findColumn(columns, name)
  if (found !== undefined) return found
  const near = [...columns]
    .filter((column) => column !== '')
    .sort((a, b) => distance(a.slice(0, SHOWN), name) - distance(b.slice(0, SHOWN), name))
    .map((column) => (column.length > SHOWN ? `${column.slice(0, SHOWN)}…` : column))
  throw new UsageError(
    `Tệp ${file} không có cột "${name}" (${option}). Các cột hiện có, gần nhất trước: ${near.join(', ')}.\n` +
      `${file} has no column "${name}" (${option}). Columns there are, nearest first: ${near.join(', ')}.`,
  )
}

/** Edits between two names, their case and accents aside; a name that contains the other counts as near. */
function distance(left: string, right: string): number {
  const [a, b] = [fold(left).replace(/[_ .]/g, ''), fold(right).replace(/[_ .]/g, '')]
  if (a !== '' && b !== '' && (a.includes(b) || b.includes(a))) return Math.abs(a.length - b.length) / 100
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++)
      now.push(Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    before = now
  }
  return before[b.length]!
}
