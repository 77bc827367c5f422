import type { Answer } from '@phaodai/modules/checks/checks.contract.ts'
import { dayShows, slotShows, standing } from '@phaodai/modules/checks/checks.rules.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { CheckFact, Door, Held } from './held.ts'
import type { SlotRef } from './slots.ts'

/** What one door shows in one slot. */
export interface DoorShown {
  door: Door
  answer: Answer | null
  conflict: boolean
  /** The worst of the day's other slot: a coughing morning stays in sight in the evening. */
  otherSlot: Answer | null
  /** Versions that stand, the last one first. */
  standing: readonly CheckFact[]
}

export interface RoundShown {
  /** In walking order. */
  doors: readonly DoorShown[]
  asked: number
  total: number
  /** Doors whose slot shows signs. */
  symptomatic: number
}

const walking = (a: Door, b: Door): number =>
  (a.order ?? 1e9) - (b.order ?? 1e9) ||
  (a.door ?? '').localeCompare(b.door ?? '', 'vi', { numeric: true }) ||
  a.householdId.localeCompare(b.householdId)

/** The list of a slot, in walking order. */
export function roundOf(held: Pick<Held, 'doors' | 'checks'>, at: SlotRef): RoundShown {
  const byDoor = Map.groupBy(
    held.checks.filter((c) => c.onDay === at.day),
    (c) => c.householdId,
  )
  const doors = held.doors.toSorted(walking).map((door): DoorShown => {
    const [here, other] = [[], []] as [CheckFact[], CheckFact[]]
    for (const c of byDoor.get(door.householdId) ?? []) (c.slot === at.slot ? here : other).push(c)
    const stands = standing(here).toSorted((a, b) => b.capturedAt.localeCompare(a.capturedAt))
    return { door, ...slotShows(here), otherSlot: slotShows(other).answer, standing: stands }
  })
  return {
    doors,
    asked: doors.filter((d) => d.answer !== null).length,
    total: doors.length,
    symptomatic: doors.filter((d) => d.answer === 'symptom').length,
  }
}

/** What is left first; a door answered since the list was opened stays in its place, so that no row moves under a finger. */
export function inOrder(round: RoundShown, stay: ReadonlySet<string>): { left: DoorShown[]; done: DoorShown[] } {
  const left: DoorShown[] = []
  const done: DoorShown[] = []
  for (const d of round.doors) (d.answer === null || stay.has(d.door.householdId) ? left : done).push(d)
  return { left, done }
}

export interface Needle {
  door: Door
  text: string
  number: string
}

/** What is searched, made once for a list of doors. */
export const needles = (doors: readonly Door[]): Needle[] =>
  doors.map((door) => ({
    door,
    text: fold([door.headName, door.address, ...door.people.map((p) => p.name)].filter(Boolean).join(' | ')),
    number: fold(door.door ?? ''),
  }))

/**
 * Doors that match what was typed, without accents: digits find door numbers that begin so (the exact one first), words find names and lanes.
 * @returns household ids in order; null where nothing was typed
 */
export function find(list: readonly Needle[], typed: string): string[] | null {
  const text = fold(typed)
  if (text === '') return null
  const words = text.split(' ')
  const ranked = list.flatMap((n) => {
    if (n.number === text) return [{ id: n.door.householdId, rank: 0 }]
    if (/^\d/.test(text) && n.number.startsWith(text)) return [{ id: n.door.householdId, rank: 1 }]
    const parts = n.text.split(/[ |]+/)
    if (words.every((w) => parts.some((p) => p.startsWith(w)))) return [{ id: n.door.householdId, rank: 2 }]
    return []
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map((r) => r.id)
}

/** The last days of one door, newest first, with what each slot showed. */
export function pastOf(held: Pick<Held, 'checks'>, householdId: string, until: string) {
  const mine = held.checks.filter((c) => c.householdId === householdId && c.onDay <= until)
  return [...Map.groupBy(mine, (c) => c.onDay)]
    .toSorted(([a], [b]) => b.localeCompare(a))
    .map(([day, of]) => {
      const morning = slotShows(of.filter((c) => c.slot === 'morning')).answer
      const evening = slotShows(of.filter((c) => c.slot === 'evening')).answer
      return { day, morning, evening, worst: dayShows([morning, evening]) }
    })
}
