import { readFileSync } from 'node:fs'
import { idOf } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Answer, Slot } from '@phaodai/modules/checks/checks.contract.ts'
import { isBlank } from '@phaodai/tabular/cells.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { findColumn } from './columns.ts'
import { readTableFile, type TableFile } from './table-file.ts'

/** A door of the team's list, as the server tells it. */
export interface DoorOfTeam {
  householdId: string
  order: number | null
  people: { subjectId: string; name: string }[]
}

const answers: Record<string, Answer> = {
  khoe: 'well',
  'khoe manh': 'well',
  'binh thuong': 'well',
  vang: 'absent',
  'vang nha': 'absent',
  'di vang': 'absent',
  'tu choi': 'refused',
  'chuyen di': 'moved',
}
const symptoms: [string, string][] = [
  ['kho tho', 'breathlessness'],
  ['sot', 'fever'],
  ['ho', 'cough'],
]

/** What a cell says: an answer for the household, or the symptoms in it; null where neither. */
export function readAnswer(cell: string): { answer: Answer; kinds: string[]; other: string | null } | null {
  const key = fold(cell)
  const known = answers[key]
  if (known) return { answer: known, kinds: [], other: null }
  const parts = key
    .split(/[,;+]| va /u)
    .map((p) => p.trim())
    .filter(Boolean)
  const kinds = parts.flatMap((p) => symptoms.find(([word]) => word === p)?.[1] ?? [])
  if (kinds.length === 0) return null
  return { answer: 'symptom', kinds: [...new Set(kinds)], other: null }
}

const headings = {
  order: ['Thứ tự', 'STT'],
  answer: ['Trả lời', 'Kết quả'],
  person: ['Người', 'Họ tên'],
  since: ['Từ ngày'],
  time: ['Giờ'],
} as const

interface Where {
  day: string
  slot: Slot
  doors: readonly DoorOfTeam[]
}

/**
 * The checks in a file: JSON as the server takes it, or a table of a team's doors by walking order. Ids of a table's rows follow from what
 * they say, so that the same file sent twice is written once. @throws UsageError naming the row
 */
export async function checksIn(path: string, where: Where | null): Promise<Record<string, unknown>[]> {
  if (/\.json$/i.test(path)) return jsonChecks(path)
  if (!where) throw new UsageError('Bảng cần --team, --day và --slot (a table needs them).')
  const table = await readTableFile(path)
  const at = Object.fromEntries(
    Object.entries(headings).map(([k, names]) => [
      k,
      names.map((n) => findColumn(table.headers, n)).find((i) => i !== undefined),
    ]),
  ) as Record<keyof typeof headings, number | undefined>
  if (at.order === undefined || at.answer === undefined)
    throw new UsageError(`${table.name}: cần hai cột "Thứ tự" và "Trả lời" (columns are missing).`)
  return table.rows.map((r) => rowCheck(r, at, where, table))
}

function jsonChecks(path: string): Record<string, unknown>[] {
  try {
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as unknown
    const found = Array.isArray(parsed) ? parsed : (parsed as { checks?: unknown }).checks
    if (Array.isArray(found)) return found as Record<string, unknown>[]
  } catch (error) {
    throw new UsageError(`Không đọc được tệp ${path}: ${(error as Error).message}`)
  }
  throw new UsageError(`${path}: cần một danh sách lượt hỏi, hoặc {"checks": […]} (a list of checks).`)
}

function rowCheck(
  { row, cells }: TableFile['rows'][number],
  at: Record<keyof typeof headings, number | undefined>,
  { day, slot, doors }: Where,
  table: TableFile,
): Record<string, unknown> {
  const said = (key: keyof typeof headings) => {
    const cell = at[key] === undefined ? null : cells[at[key]]
    return isBlank(cell) ? '' : clean(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
  }
  const wrong = (vi: string): never => {
    throw new UsageError(`${table.name}, dòng ${row}: ${vi}`)
  }
  const door = doors.find((d) => d.order === Number(said('order'))) ?? wrong(`tổ không có hộ thứ tự "${said('order')}".`)
  const read =
    readAnswer(said('answer')) ?? wrong(`"${said('answer')}" không phải: khỏe, vắng, từ chối, chuyển đi, hoặc ho, sốt, khó thở.`)
  const time = said('time') || (slot === 'morning' ? '08:00' : '17:00')
  if (!/^\d\d:\d\d$/.test(time)) wrong(`giờ "${time}" phải dạng 08:00.`)
  const { householdId } = door
  const words = [householdId, day, slot, said('answer'), said('person')]
  const person = door.people.find((p) => fold(p.name) === fold(said('person')))
  const who = said('person') && !person ? said('person') : null
  const symptom = {
    signalId: idOf('round-file-signal', ...words),
    subjectId: person?.subjectId ?? null,
    who,
    kinds: read.kinds,
    sinceOn: said('since') || null,
  }
  const check = { checkId: idOf('round-file', ...words), householdId, onDay: day, slot, answer: read.answer }
  return { ...check, capturedAt: `${day}T${time}:00+07:00`, ...(read.answer === 'symptom' && { symptoms: [symptom] }) }
}
