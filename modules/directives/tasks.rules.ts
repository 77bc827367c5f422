/** Where a task stands: from what was done about it, the rhythm and the day. Nothing of this is stored. */
import { addDays, localDay } from '@phaodai/text/dates.ts'

export const actKinds = ['accepted', 'refused', 'progress', 'done', 'checked', 'reopened', 'withdrawn', 'due-changed'] as const
export type ActKind = (typeof actKinds)[number]
export const taskStates = ['given', 'accepted', 'running', 'refused', 'reported', 'closed', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]

export interface Act {
  kind: ActKind
  at: string
  /** Of a rhythm: the day that it reports on. */
  onDay: string | null
  percent: number | null
  /** With 'due-changed'. */
  dueOn: string | null
}

/** Acts in their order. A report of progress also says that the task was taken up. */
export function stateOf(acts: readonly Pick<Act, 'kind'>[]): TaskState {
  let state: TaskState = 'given'
  for (const { kind } of acts) {
    if (kind === 'accepted') state = 'accepted'
    else if (kind === 'refused') state = 'refused'
    else if (kind === 'progress' || kind === 'reopened') state = 'running'
    else if (kind === 'done') state = 'reported'
    else if (kind === 'checked') state = 'closed'
    else if (kind === 'withdrawn') state = 'withdrawn'
  }
  return state
}

const from: Record<ActKind, readonly TaskState[]> = {
  accepted: ['given', 'refused'],
  refused: ['given', 'accepted', 'running'],
  progress: ['given', 'accepted', 'running'],
  done: ['given', 'accepted', 'running'],
  checked: ['reported'],
  reopened: ['reported', 'closed', 'refused'],
  withdrawn: ['given', 'accepted', 'running', 'refused', 'reported'],
  'due-changed': ['given', 'accepted', 'running', 'refused', 'reported'],
}
/** Whether an act fits the state that the task is in. */
export const mayAct = (state: TaskState, kind: ActKind): boolean => from[kind].includes(state)
/** Acts of the one who must do it; the others are the giver's. */
export const ofTheDoer: readonly ActKind[] = ['accepted', 'refused', 'progress', 'done']

/** Sooner than this after it was written down nobody needs to be told both times. */
const SOON_MS = 5 * 60_000
/** When an act was written down, where it came in only later: recorded without a network. Null: it came in at once. */
export const writtenDown = (a: { at: string; capturedAt: string | null }): string | null =>
  a.capturedAt !== null && Date.parse(a.at) - Date.parse(a.capturedAt) > SOON_MS ? a.capturedAt : null

export interface Due {
  dueOn: string | null
  /** HH:MM; null: the end of the day. */
  dueTime: string | null
  dueBefore: boolean
}

/** The first instant at which it is late (UTC+7, ISO 8601); null where no day was set. "Trước ngày 02/3": as 02/3 begins. */
export function lateFrom({ dueOn, dueTime, dueBefore }: Due): string | null {
  if (!dueOn) return null
  if (dueTime) return new Date(Date.parse(`${dueOn}T${dueTime}:00+07:00`)).toISOString()
  return new Date(Date.parse(`${dueBefore ? dueOn : addDays(dueOn, 1)}T00:00:00+07:00`)).toISOString()
}

/** The due day that holds: the last that the giver set. */
export function dueNow({ dueOn, dueTime, dueBefore }: Due, acts: readonly Pick<Act, 'kind' | 'dueOn'>[]): Due {
  const moved = acts.findLast((a) => a.kind === 'due-changed')
  return moved ? { dueOn: moved.dueOn, dueTime: null, dueBefore: false } : { dueOn, dueTime, dueBefore }
}

export interface Rhythm {
  perDay: number | null
  everyDays: number | null
  startsOn: string
  untilOn: string | null
}
export const isRecurring = (r: Pick<Rhythm, 'perDay' | 'everyDays'>): boolean => r.perDay !== null || r.everyDays !== null

/** One turn of a rhythm: days `from`..`until`, in which `need` reports are owed. */
export interface Turn {
  from: string
  until: string
  need: number
  have: number
  state: 'met' | 'missed' | 'due'
}

/**
 * The turns up to a day, the last `most` of them: each day for "so often a day", each stretch of so many days for "once in". Reports count by
 * the day that they are of. The turn of today is due until it is met.
 */
export function turnsOf(rhythm: Rhythm, acts: readonly Pick<Act, 'kind' | 'onDay'>[], today: string, most = 30): Turn[] {
  if (!isRecurring(rhythm) || rhythm.startsOn > today) return []
  const length = rhythm.everyDays ?? 1
  const need = length === 1 ? (rhythm.perDay ?? 1) : 1
  const last = rhythm.untilOn !== null && rhythm.untilOn < today ? rhythm.untilOn : today
  const days = daysBetween(rhythm.startsOn, last)
  if (days < 0) return []
  const turns: Turn[] = []
  const current = Math.floor(days / length)
  const reports = new Map<number, number>()
  for (const { kind, onDay } of acts) {
    if (kind !== 'progress' || onDay === null || onDay < rhythm.startsOn) continue
    const turn = Math.floor(daysBetween(rhythm.startsOn, onDay) / length)
    reports.set(turn, (reports.get(turn) ?? 0) + 1)
  }
  for (let n = Math.max(0, current - most + 1); n <= current; n++) {
    const begins = addDays(rhythm.startsOn, n * length)
    const ends = addDays(begins, length - 1)
    const have = reports.get(n) ?? 0
    turns.push({ from: begins, until: ends, need, have, state: have >= need ? 'met' : ends < today ? 'missed' : 'due' })
  }
  return turns
}

const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)

const wholeDay = { dueTime: null, dueBefore: false }
const closedStates: readonly TaskState[] = ['closed', 'withdrawn']

/**
 * Since when it is late: the deadline has passed unreported, or the last whole turn of a rhythm was missed. Null: it is not.
 * @param givenAt when whoever must do it could first know of it. Given after its deadline (a visit written down without a network comes in days
 * later), it is not late before the day on which it was given has ended.
 */
export function lateSince(state: TaskState, due: Due, turns: readonly Turn[], now: string, givenAt: string): string | null {
  if (closedStates.includes(state) || state === 'reported') return null
  const deadline = lateFrom(due)
  const at =
    deadline !== null && Date.parse(deadline) <= Date.parse(givenAt)
      ? lateFrom({ ...due, dueOn: localDay(givenAt), ...wholeDay })
      : deadline
  if (at !== null && at <= now) return at
  const past = turns.filter((t) => t.state !== 'due')
  if (past.at(-1)?.state !== 'missed') return null
  // late since the first of the turns missed in a row
  const first = past.findLastIndex((t) => t.state === 'met') + 1
  return new Date(Date.parse(`${addDays(past[first]!.until, 1)}T00:00:00+07:00`)).toISOString()
}

/** Hours after which a late task is shown to its giver, then to each next level (policy: taskChase). */
export interface Chase {
  giverHours: number
  nextLevelEveryHours: number
}

/** How many levels know that it is late: 0 none but the doer, 1 the giver, 2 the level above the giver … */
export function levelsTold(since: string | null, chase: Chase, now: string): number {
  if (since === null) return 0
  const hours = (Date.parse(now) - Date.parse(since)) / 3_600_000 - chase.giverHours
  return hours < 0 ? 0 : 1 + Math.floor(hours / chase.nextLevelEveryHours)
}

/** How far it says it is: the last percentage; all of it once checked. */
export const percentOf = (state: TaskState, acts: readonly Pick<Act, 'percent'>[]): number | null =>
  state === 'closed' ? 100 : (acts.findLast((a) => a.percent !== null)?.percent ?? null)
