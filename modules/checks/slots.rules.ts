import type { Slot } from './checks.contract.ts'
import type { DayHours } from './checks.rules.ts'

/** Hours after a slot's end at which its missing rest is shown: to the lead, the commune, the district. */
export interface Steps {
  leadHours: number
  communeHours: number
  districtHours: number
}
export type Tier = 'lead' | 'commune' | 'district'
/** `unknown`: no rhythm is in force on that day, and nothing is derived. */
export type SlotState = 'not-begun' | 'open' | 'complete' | 'missed' | 'unknown'

export interface Owed {
  state: SlotState
  /** Households that were due and have no answer. */
  missing: number
  /** When the slot ended or ends. */
  dueAt: string | null
  /** Who is shown the missing rest now: the lead first, each level up with the next. */
  shownTo: Tier[]
}

const HOUR = 3_600_000
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`)

/** What a team owes of a slot. Nothing is stored: households due and asked, the hours in force that day, and the clock say it. */
export function slotOwed(
  team: { due: number; asked: number },
  day: string,
  slot: Slot,
  hours: DayHours | null,
  steps: Steps | null,
  now: string,
): Owed {
  const missing = Math.max(0, team.due - team.asked)
  if (!hours) return { state: 'unknown', missing, dueAt: null, shownTo: [] }
  const [from, end, clock] = [at(day, hours[slot].from), at(day, hours[slot].to), Date.parse(now)]
  const dueAt = new Date(end).toISOString()
  if (missing === 0) return { state: 'complete', missing, dueAt, shownTo: [] }
  if (clock < from) return { state: 'not-begun', missing, dueAt, shownTo: [] }
  if (clock < end) return { state: 'open', missing, dueAt, shownTo: [] }
  const since = (clock - end) / HOUR
  const shownTo: Tier[] = []
  if (steps) {
    if (since >= steps.leadHours) shownTo.push('lead')
    if (since >= steps.communeHours) shownTo.push('commune')
    if (since >= steps.districtHours) shownTo.push('district')
  }
  return { state: 'missed', missing, dueAt, shownTo }
}

/** The slot that is being asked, or was asked last, at an instant: its local day and name. */
export function currentSlot(now: string, hours: DayHours | null): { day: string; slot: Slot } {
  const local = new Date(Date.parse(now) + 7 * HOUR).toISOString()
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)]
  if (time >= (hours?.evening.from ?? '12:00')) return { day, slot: 'evening' }
  return { day, slot: 'morning' }
}

/** Whether a team has as many households as the pack asks; the limits are the pack's, inclusive. */
export function sizeState(
  households: number,
  limits: { min: number | null; max: number | null } | null,
): 'ok' | 'under' | 'over' | 'unknown' {
  if (!limits || limits.min === null || limits.max === null) return 'unknown'
  if (households < limits.min) return 'under'
  return households > limits.max ? 'over' : 'ok'
}
