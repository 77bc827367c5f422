import type { CheckFact, Door, Held, MovementFact, Resident, VisitFact } from './held.ts'
import type { Recorded } from './taps.ts'

/** How far a record of this phone has come. Only `accepted` counts for anyone. */
export type OwnState = 'recorded' | 'sent' | 'accepted' | 'refused'
export interface OwnOp {
  opId: string
  recorded: Recorded
  state: OwnState
  /** What came of it is in the rows of the server. */
  reflected: boolean
}

function checkOf({ body: c }: Extract<Recorded, { kind: 'check' }>): CheckFact {
  return {
    ...{ checkId: c.checkId, householdId: c.householdId, onDay: c.onDay, slot: c.slot, answer: c.answer },
    ...{ replaces: c.replaces ?? null, voided: false, lateness: 'none', capturedAt: c.capturedAt },
    symptoms: (c.symptoms ?? []).map((s) => ({
      ...{ subjectId: s.subjectId ?? null, who: s.who ?? null, kinds: s.kinds, sinceOn: s.sinceOn ?? null },
    })),
  }
}

const visitOf = ({ body: b }: Extract<Recorded, { kind: 'visit' }>): VisitFact => ({
  ...{ visitId: b.visitId, subjectId: b.subjectId, onDay: b.onDay as string, capturedAt: b.capturedAt as string },
  ...{ temperature: (b.temperature as number | null) ?? null, spo2: (b.spo2 as number | null) ?? null },
  ...{ complaints: (b.complaints as string[]) ?? [], voided: false },
})

const movementOf = ({ body: b }: Extract<Recorded, { kind: 'movement' }>): MovementFact => ({
  ...{ movementId: b.movementId, householdId: b.householdId, kind: b.kind as MovementFact['kind'] },
  ...{ people: (b.people as number) ?? 1, onDay: b.onDay as string, place: (b.place as string | null) ?? null, voided: false },
  subjectId: (b.subjectId as string | undefined) ?? null,
  name: (b.person as { fullName: string } | undefined)?.fullName ?? null,
})

/** Rows of the server, and beside them what this phone recorded and has not got back yet. */
function joined<T>(rows: readonly T[], own: readonly T[], id: (row: T) => string): T[] {
  const theirs = new Set(rows.map(id))
  return [...rows, ...own.filter((o) => !theirs.has(id(o)))]
}

/** What was recorded here knows who had signs; the server's row does not say it again. */
function withSigns(rows: readonly CheckFact[], ops: readonly OwnOp[]): readonly CheckFact[] {
  const signs = new Map(
    ops.flatMap(({ recorded: r }) => (r.kind === 'check' && r.body.symptoms ? [[r.body.checkId, checkOf(r).symptoms]] : [])),
  )
  return signs.size === 0 ? rows : rows.map((c) => (signs.has(c.checkId) ? { ...c, symptoms: signs.get(c.checkId)! } : c))
}

/** What the member sees: all that is held, with their own records on top. Names go where they are locked. */
export function withOwn(held: Held, ops: readonly OwnOp[]): Held {
  const own = ops.filter((o) => o.state !== 'refused' && !o.reflected).map((o) => o.recorded)
  const of = <K extends Recorded['kind']>(kind: K, from = own) =>
    from.filter((r): r is Extract<Recorded, { kind: K }> => r.kind === kind)
  const gone = new Set([
    ...of('void-check').map((r) => r.body.checkId),
    ...of('void-movement').map((r) => r.body.movementId),
    ...of('void-visit').map((r) => r.body.visitId),
  ])
  const read = new Set(of('read-message').map((r) => r.body.messageId))
  const flagged = new Map(of('flag-frail').map((r) => [r.body.subjectId, r.body.frailId]))
  const checks = joined(withSigns(held.checks, ops), of('check').map(checkOf), (c) => c.checkId)
  const movements = joined(held.movements, of('movement').map(movementOf), (m) => m.movementId)
  const visits = joined(held.visits, of('visit').map(visitOf), (v) => v.visitId)
  const newcomers = Map.groupBy(of('movement').flatMap(newcomerOf), (n) => n.householdId)
  const changed = held.locked || flagged.size > 0 || newcomers.size > 0
  return {
    ...held,
    doors: changed ? held.doors.map((d) => doorShown(d, held.locked, flagged, newcomers.get(d.householdId) ?? [])) : held.doors,
    checks: checks.map((c) => (gone.has(c.checkId) ? { ...c, voided: true } : c)),
    movements: movements.map((m) => (gone.has(m.movementId) ? { ...m, voided: true } : m)),
    visits: visits.map((v) => (gone.has(v.visitId) ? { ...v, voided: true } : v)),
    messages: held.messages.map((m) => (read.has(m.messageId) ? { ...m, readAt: m.readAt ?? m.sentAt } : m)),
  }
}

interface Newcomer {
  householdId: string
  person: Resident
}

/** Somebody who was put into the register from this phone, and has not come back from the server yet. */
function newcomerOf({ body }: Extract<Recorded, { kind: 'movement' }>): Newcomer[] {
  const p = body.person as { subjectId: string; fullName: string; sex?: string; birth?: { year: number } } | undefined
  if (!p) return []
  const person = { subjectId: p.subjectId, name: p.fullName, birthYear: p.birth?.year ?? null, sex: p.sex ?? null, frailId: null }
  return [{ householdId: body.householdId, person }]
}

/** The same object where nothing of the door changes, so that its row is not drawn again. */
function doorShown(door: Door, locked: boolean, flagged: ReadonlyMap<string, string>, newcomers: readonly Newcomer[]): Door {
  const known = new Set(door.people.map((p) => p.subjectId))
  const added = newcomers.flatMap((n) => (known.has(n.person.subjectId) ? [] : [n.person]))
  const marked = door.people.some((p) => !p.frailId && flagged.has(p.subjectId))
  if (!locked && added.length === 0 && !marked) return door
  const people = [...door.people, ...added].map((p) => ({ ...p, frailId: p.frailId ?? flagged.get(p.subjectId) ?? null }))
  if (!locked) return { ...door, people }
  return { ...door, headName: null, address: null, people: people.map((p) => ({ ...p, name: null, birthYear: null, sex: null })) }
}
