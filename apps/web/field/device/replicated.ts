import type { Replicated } from '@phaodai/modules/checks/replica.contract.ts'
import type { HeldTask } from '@phaodai/modules/directives/phone.contract.ts'
import type { HeldChecklists, HeldMade, HeldPlan } from '@phaodai/modules/inspections/phone.contract.ts'
import type { Client } from '@phaodai/sync/client.ts'
import type { OperationView } from '@phaodai/sync/outbox.ts'
import type { CheckFact, Door, Held, HeldInspections, RefusedFact, VisitFact } from '../model/held.ts'
import type { OwnOp } from '../model/own.ts'
import type { Recorded } from '../model/taps.ts'
import type { Profile } from './profiles.ts'

/** Between the documents of the protocol and what the screens show. */

const verbs: Record<string, Recorded['kind']> = {
  'checks.push-round': 'check',
  'checks.void-check': 'void-check',
  'checks.record-movement': 'movement',
  'checks.void-movement': 'void-movement',
  'checks.record-visit': 'visit',
  'checks.void-visit': 'void-visit',
  'checks.flag-frail': 'flag-frail',
  'checks.read-message': 'read-message',
  'directives.accept-task': 'accept-task',
  'directives.refuse-task': 'refuse-task',
  'directives.progress-task': 'progress-task',
  'directives.done-task': 'done-task',
  'directives.add-evidence': 'evidence',
  'inspections.record': 'inspection',
  'inspections.add-photo': 'inspection-photo',
}
export const verbOf = (kind: Recorded['kind']): string => Object.keys(verbs).find((v) => verbs[v] === kind)!

/** A record as one of the member's own; null for a kind that these pages do not know. */
export function ownOf(op: OperationView): OwnOp | null {
  const kind = verbs[op.verb]
  if (!kind || op.state === 'undone') return null
  const recorded = { kind, body: { capturedAt: op.capturedAt, ...op.input } } as unknown as Recorded
  return { opId: op.opId, recorded, state: op.state, reflected: op.reflected }
}

const checks = new WeakMap<object, readonly CheckFact[]>()
function checksOf(body: Replicated['checks']): readonly CheckFact[] {
  let known = checks.get(body)
  if (!known) {
    known = body.versions.map((v) => ({
      ...{ checkId: v.checkId, householdId: body.householdId, onDay: body.onDay, slot: v.slot, answer: v.answer },
      ...{ replaces: v.replaces, voided: v.voided, capturedAt: v.capturedAt, symptoms: [] },
      lateness: v.lateness as CheckFact['lateness'],
    }))
    checks.set(body, known)
  }
  return known
}

interface Parts {
  door: Replicated['doors']
  home: Replicated['households'] | undefined
  frail: string
}
const doors = new Map<string, Parts & { made: Door }>()
/** The same object while nothing of the door has changed: its row is not drawn again. */
function doorOf(parts: Parts, frailIds: ReadonlyMap<string, string>): Door {
  const known = doors.get(parts.door.householdId)
  if (known && known.door === parts.door && known.home === parts.home && known.frail === parts.frail) return known.made
  const { householdId, teamId, order, door } = parts.door
  const made: Door = {
    ...{ householdId, teamId, order, door, address: parts.home?.address ?? null, headName: parts.home?.headName ?? null },
    people: (parts.home?.people ?? []).map((p) => ({
      ...{ subjectId: p.subjectId, name: p.name, birthYear: p.birthYear, sex: p.sex },
      frailId: frailIds.get(p.subjectId) ?? (p.frail ? p.subjectId : null),
    })),
  }
  doors.set(householdId, { ...parts, made })
  return made
}

/** Everything that the client holds, as the screens read it. */
export function heldOf(client: Client, profile: Profile): Held {
  const rows = <K extends keyof Replicated>(collection: K) => client.rows<Replicated[K]>(collection).map((r) => r.body)
  const homes = new Map(rows('households').map((h) => [h.householdId, h]))
  const frail = rows('frail')
  const frailIds = new Map(frail.map((f) => [f.subjectId, f.frailId]))
  const frailOf = Map.groupBy(frail, (f) => f.householdId)
  const visits = frail.flatMap((f): VisitFact[] => f.visits.map((v) => ({ ...v, subjectId: f.subjectId, voided: false })))
  const pace = rows('pace').find((p) => p.disease === 'covid19') ?? rows('pace')[0]
  const signals = rows('signals')
  const signsOf = Map.groupBy(
    signals.filter((s) => s.checkId !== null),
    (s) => s.checkId,
  )
  return {
    role: client.manifest()?.role ?? profile.role ?? 'team',
    tasks: client.rows<{ tasks: HeldTask[] }>('tasks').flatMap((r) => r.body.tasks),
    inspections: inspectionsOf(client),
    account: { accountId: profile.accountId, username: profile.username, fullName: profile.fullName },
    instance: { mode: profile.mode },
    teams: rows('teams').map(({ teamId, code, name, members }) => ({ teamId, code, name, members: members.map((m) => m.name) })),
    pace: (pace?.spans ?? []).map(({ from, hours, backDays, frail: care }) => ({
      ...{ day: from, hours, backDays },
      ...{ temperatureFrom: care?.temperatureFrom ?? null, spo2Below: care?.spo2Below ?? null },
    })),
    doors: rows('doors').map((door) =>
      doorOf(
        { door, home: homes.get(door.householdId), frail: (frailOf.get(door.householdId) ?? []).map((f) => f.frailId).join() },
        frailIds,
      ),
    ),
    checks: rows('checks')
      .flatMap(checksOf)
      .map((c) => {
        const signs = c.answer === 'symptom' ? signsOf.get(c.checkId) : undefined
        return signs ? { ...c, symptoms: signs.map((s) => ({ ...s, who: s.subjectId ? null : s.name })) } : c
      }),
    visits,
    movements: rows('movements').map((m) => ({ ...m, voided: m.voidedAt !== null })),
    signals,
    messages: rows('messages'),
    refused: refusedOf(client, rows('refused')),
    locked: client.status().state !== 'open',
  }
}

/** Of a leader's phone; null where none came. */
function inspectionsOf(client: Client): HeldInspections | null {
  const docs = new Map(client.rows('inspections').map((r) => [r.id, r.body]))
  const plan = docs.get('plan') as HeldPlan | undefined
  const lists = docs.get('checklists') as HeldChecklists | undefined
  if (!plan || !lists) return null
  return { ...plan, lists: lists.lists, made: (docs.get('made') as HeldMade | undefined)?.rows ?? [] }
}

/** What the server keeps for a person: as it lists them, and what this phone has just been told. */
function refusedOf(client: Client, listed: Replicated['refused'][]): RefusedFact[] {
  const ops = new Map(client.operations().map((o) => [o.opId, o]))
  const homeOf = (opId: string | null) => (ops.get(opId ?? '')?.input.householdId as string | undefined) ?? null
  const known = new Set(listed.map((r) => r.opId))
  const told = [...ops.values()].filter((o) => o.state === 'refused' && !known.has(o.opId))
  return [
    ...listed
      .filter((r) => r.settledHow === null)
      .map((r) => ({ opId: r.opId ?? r.refusedId, householdId: homeOf(r.opId), words: r.words, at: r.receivedAt })),
    ...told.map((o) => ({
      ...{ opId: o.opId, householdId: homeOf(o.opId), at: o.capturedAt },
      words: o.words ?? { vi: 'Máy chủ chưa nhận mục này', en: 'The server did not take this' },
    })),
  ]
}
