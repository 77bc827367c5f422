import { isLocalDate } from '@phaodai/text/dates.ts'
import type { Answer, Slot } from './checks.contract.ts'

/** One version of what a household answered in a slot. */
export interface Version {
  checkId: string
  answer: Answer
  /** The version that this one corrects. */
  replaces: string | null
  voided: boolean
}

/** In one slot a family that was reached counts as reached, however often it had been away: a cough first, then an answer, then none. */
const inSlot: Record<Answer, number> = { symptom: 5, well: 4, refused: 3, absent: 2, moved: 1 }
/** Over the day the worst shows. */
const inDay: Record<Answer, number> = { symptom: 5, refused: 4, absent: 3, moved: 2, well: 1 }
const greatest = (answers: readonly Answer[], rank: Record<Answer, number>): Answer | null =>
  answers.length === 0 ? null : answers.reduce((a, b) => (rank[b] > rank[a] ? b : a))

/** Versions that count: neither voided nor replaced by one that is not voided. The order in which they arrived does not matter. */
export function standing<V extends Version>(versions: readonly V[]): V[] {
  const replaced = new Set(versions.flatMap((v) => (v.replaces && !v.voided ? [v.replaces] : [])))
  return versions.filter((v) => !v.voided && !replaced.has(v.checkId))
}

/** What a slot shows, and whether people must look at it: one says well where another says a cough, or moved out where another was answered. */
export function slotShows(versions: readonly Version[]): { answer: Answer | null; conflict: boolean } {
  const answers = [...new Set(standing(versions).map((v) => v.answer))]
  const both = (a: Answer, b: Answer) => answers.includes(a) && answers.includes(b)
  return {
    answer: greatest(answers, inSlot),
    conflict: both('symptom', 'well') || (answers.includes('moved') && answers.length > 1),
  }
}

/** What one household adds to the figures of a slot; 0 or 1 each. */
export interface SlotFigures {
  asked: number
  well: number
  symptomatic: number
  absent: number
  refused: number
  moved: number
  late: number
  conflicts: number
}
export const noFigures = (): SlotFigures => ({
  ...{ asked: 0, well: 0, symptomatic: 0, absent: 0, refused: 0 },
  ...{ moved: 0, late: 0, conflicts: 0 },
})
const figureOf = { well: 'well', symptom: 'symptomatic', absent: 'absent', refused: 'refused', moved: 'moved' } as const

export function figuresOf(versions: readonly (Version & { lateness: Lateness })[]): SlotFigures {
  const [first] = versions
  // as most homes are: asked once
  if (first && versions.length === 1 && !first.voided && !first.replaces) {
    const late = first.lateness === 'arrived' || first.lateness === 'recorded'
    return { ...noFigures(), asked: 1, [figureOf[first.answer]]: 1, late: Number(late) }
  }
  const kept = standing(versions)
  const { answer, conflict } = slotShows(kept)
  const late = kept.some((v) => v.lateness === 'arrived' || v.lateness === 'recorded')
  const out = noFigures()
  if (answer) Object.assign(out, { asked: 1, [figureOf[answer]]: 1, late: Number(late), conflicts: Number(conflict) })
  return out
}

/** The day's worst: a clear evening never hides a coughing morning. */
export const dayShows = (slots: readonly (Answer | null)[]): Answer | null =>
  greatest(
    slots.filter((a) => a !== null),
    inDay,
  )

/**
 * What a new version does to those that stand already: `applied` to an empty slot or as a correction, `merged` where both may stand,
 * `conflict` where they say different things and a person looks.
 */
export function outcomeOf(before: readonly Version[], added: Version): 'applied' | 'merged' | 'conflict' {
  if (before.length === 0) return 'applied'
  const kept = standing(before).filter((v) => v.checkId !== added.replaces)
  if (kept.length === 0 || added.replaces !== null) return 'applied'
  return slotShows([...kept, added]).conflict && !slotShows(kept).conflict ? 'conflict' : 'merged'
}

/** Local times HH:MM between which a slot is asked; from the pack in force. */
export interface SlotHours {
  from: string
  to: string
}
export type DayHours = Record<Slot, SlotHours>

const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`)
const DAY_MS = 86_400_000
const dayNumber = (day: string): number => Date.parse(day) / DAY_MS
let written = { number: 0, day: '1970-01-01' }
/** A day by its number since 1970; the checks of a round are of one or two. */
function dayOf(number: number): string {
  if (written.number !== number) written = { number, day: new Date(number * DAY_MS).toISOString().slice(0, 10) }
  return written.day
}
const localDay = (instant: number): string => dayOf(Math.floor((instant + 7 * 3_600_000) / DAY_MS))
const [two, three] = [2, 3].map((n) => Array.from({ length: 10 ** n }, (_, i) => String(i).padStart(n, '0'))) as [
  string[],
  string[],
]
const LAST_DAY = dayNumber('9999-12-31')

/** As toISOString(), which costs more than the judging around it needs. */
export function isoOf(instant: number): string {
  const number = Math.floor(instant / DAY_MS)
  if (!(number >= 0 && number <= LAST_DAY)) return new Date(instant).toISOString()
  const ms = instant - number * DAY_MS
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
  return `${dayOf(number)}T${two[h]}:${two[m]}:${two[s]}.${three[ms % 1000]}Z`
}
/** A phone's clock may be a little ahead. */
const AHEAD_MS = 5 * 60_000

/**
 * How far back a day may lie that somebody names at a door: when symptoms began, who came or left. No rule says; further back it is a year typed
 * wrong, and a technical bound.
 */
export const FARTHEST_DAYS = 366

/** Whether a day named on another lies too far back. */
export const isFar = (day: string, on: string): boolean => dayNumber(on) - dayNumber(day) > FARTHEST_DAYS

/** Whether symptoms can have begun on a day: not after the check's own day and the one of its recording. */
function hadBegun(since: string, onDay: string, capturedAt: string): boolean {
  const capturedOn = localDay(Date.parse(capturedAt))
  return since <= (onDay > capturedOn ? onDay : capturedOn)
}

/** The first day of symptoms; or, where what was said cannot be that day, what was said. Both null: nobody said one. */
export interface FirstDay {
  sinceOn: string | null
  sinceSaid: string | null
}

/**
 * What is known of the first day. A year typed wrong must not hold an alarm up: the day is left out of the facts and kept as said.
 * @param asSaid a person has looked at it: however far back, it is that day; one to come is none
 */
export function firstDay(said: string | null | undefined, onDay: string, capturedAt: string, asSaid = false): FirstDay {
  if (!said) return { sinceOn: null, sinceSaid: null }
  const known = isLocalDate(said) && hadBegun(said, onDay, capturedAt) && (asSaid || !isFar(said, onDay))
  return known ? { sinceOn: said, sinceSaid: null } : { sinceOn: null, sinceSaid: said }
}

export interface Said {
  onDay: string
  slot: Slot
  /** By the device's clock. */
  capturedAt: string
  /** Server clock less device clock, measured at the last contact, in milliseconds; null where never measured. */
  clockErrorMs: number | null
  receivedAt: string
}
/** `arrived`: asked in time, came in after the slot; `recorded`: written down after it; `unknown`: no slot hours are in force. */
export type Lateness = 'none' | 'arrived' | 'recorded' | 'unknown'
export type Timing =
  | { ok: true; capturedAt: string; lateness: Lateness }
  | { ok: false; reason: 'clock-ahead' | 'day-ahead' | 'slot-not-begun' | 'day-too-old' }

/**
 * Decides the time of a check: the captured time set right by the clock's measured error decides; where that cannot be (it lies in the
 * future) a person decides. `backDays`: how many days back one may record; null: no limit is in force.
 */
export function judgeTime(said: Said, hours: DayHours | null, backDays: number | null): Timing {
  const received = Date.parse(said.receivedAt)
  const captured = Date.parse(said.capturedAt) + (said.clockErrorMs ?? 0)
  if (captured > received + AHEAD_MS) return { ok: false, reason: 'clock-ahead' }
  const capturedOn = localDay(captured)
  if (said.onDay > capturedOn) return { ok: false, reason: 'day-ahead' }
  if (backDays !== null && dayNumber(capturedOn) - dayNumber(said.onDay) > backDays) return { ok: false, reason: 'day-too-old' }
  if (hours && said.slot === 'evening' && captured < at(said.onDay, hours.evening.from))
    return { ok: false, reason: 'slot-not-begun' }
  const capturedAt = isoOf(captured)
  if (!hours) return { ok: true, capturedAt, lateness: 'unknown' }
  const end = at(said.onDay, hours[said.slot].to)
  const lateness = captured >= end ? 'recorded' : received >= end + AHEAD_MS ? 'arrived' : 'none'
  return { ok: true, capturedAt, lateness }
}

/** Where a household stood from a day until another (exclusive; null: still). */
export interface Assignment {
  teamId: string
  fromOn: string
  untilOn: string | null
}

/** The team of a household on a day; null where it had none. */
export const teamOn = (history: readonly Assignment[], day: string): string | null =>
  history.find((a) => a.fromOn <= day && (a.untilOn === null || day < a.untilOn))?.teamId ?? null

/**
 * Which of the asking teams may record for that day: the household's own; else one that had it not more than `graceDays` before, for its
 * phone may have been offline while the household was given to another. Null: none.
 */
export function askingTeam(
  history: readonly Assignment[],
  day: string,
  mine: ReadonlySet<string>,
  graceDays: number,
): string | null {
  const own = teamOn(history, day)
  if (own && mine.has(own)) return own
  const former = history.filter(
    (a) => mine.has(a.teamId) && a.untilOn !== null && a.fromOn <= day && dayNumber(day) - dayNumber(a.untilOn) <= graceDays,
  )
  return former.at(-1)?.teamId ?? null
}
