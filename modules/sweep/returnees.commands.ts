import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { recordMovement } from '../checks/doors.commands.ts'
import { findHousehold } from '../people/households.store.ts'
import { communeOf } from '../people/people.brief.ts'
import { sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import * as store from './returnees.store.ts'
import * as contract from './sweep.contract.ts'
import { proposedMeasure } from './sweep.rules.ts'
import { addCovered } from './sweep.store.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
const HOUR = 3_600_000

export const setEpidemicArea = command(contract.setEpidemicArea, async (ctx, input) => {
  const { epidemicId = newId(), name, basis, fromOn, measure, document } = input
  const more = { areaId: input.areaId ?? null, untilOn: input.untilOn ?? null, holdDays: input.holdDays ?? null }
  const row = { epidemicId, name, basis, fromOn, measure, document, ...more }
  await written(store.insertEpidemicArea(ctx.db, row, by(ctx)), epidemicId)
  return { epidemicId }
})

export const endEpidemicArea = command(contract.endEpidemicArea, async (ctx, { epidemicId, untilOn }) => {
  if (!(await store.findEpidemicArea(ctx.db, epidemicId))) throw new Problem('not-found', { what: 'nơi có dịch' })
  await store.updateEpidemicEnd(ctx.db, epidemicId, untilOn)
  return { untilOn }
})

/** What the list and the rules in force on the day of arrival ask for, and until when it is to be decided from now. */
async function owedFor(ctx: Ctx, disease: string, epidemicId: string | null, arrivedOn: string) {
  const rules = await rulesFor(ctx.db, disease)
  const area = epidemicId ? await store.findEpidemicArea(ctx.db, epidemicId) : null
  if (epidemicId && !area) throw new Problem('not-found', { what: 'nơi có dịch' })
  const row = rules.on(arrivedOn)?.rules.entrantHold?.rule.rows.find((r) => r.immunity === null && r.places.includes('site'))
  const pack = row ? { days: row.holdDays.value, source: sourceWords(row.holdDays).vi, confirmed: row.holdDays.confirmed } : null
  const proposed = proposedMeasure(area, arrivedOn, pack)
  const hours = rules.on(ctx.today)?.rules.returnees?.rule.decideHours.value ?? null
  const dueAt = proposed && hours !== null ? new Date(Date.parse(ctx.now) + hours * HOUR).toISOString() : null
  return { proposed, dueAt }
}

/** Someone found at a door who came back unmanaged: in the register, with the movement, and with what is owed. All in one transaction. */
export const recordReturnee = command(contract.recordReturnee, async (ctx, input) => {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const { returneeId, movementId, householdId, fromPlace, arrivedOn, capturedAt, person } = input
  const epidemicId = input.epidemicId ?? null
  const subjectId = (person?.subjectId ?? input.subjectId)!
  const before = await store.findReturnee(ctx.db, returneeId)
  if (before) {
    if (before.subjectId !== subjectId || before.arrivedOn !== arrivedOn) throw new Problem('id-in-use', { id: returneeId })
    const { measure, holdDays, measureSource, dueAt } = before
    const proposed = measure ? { measure: measure as 'site', holdDays, source: measureSource ?? '', confirmed: true } : null
    return { returneeId, subjectId, proposed, dueAt, repeated: true }
  }
  const { proposed, dueAt } = await owedFor(ctx, input.disease, epidemicId, arrivedOn)
  // its own checks: the home, the team, the clock
  const who = person ? { person } : { subjectId }
  const kind = person ? ('new-resident' as const) : ('arrival' as const)
  const moved = { communeId, movementId, householdId, kind, ...who, people: 1, onDay: arrivedOn, place: fromPlace, capturedAt }
  await recordMovement.handle(ctx, moved)
  const home = await findHousehold(ctx.db, communeId, householdId)
  const row = {
    communeId,
    returneeId,
    sweepId: input.sweepId ?? null,
    movementId,
    subjectId,
    householdId,
    hamletId: home!.hamletId,
  }
  const owed = {
    measure: proposed?.measure ?? null,
    holdDays: proposed?.holdDays ?? null,
    measureSource: proposed?.source ?? null,
    dueAt,
  }
  await written(store.insertReturnee(ctx.db, { ...row, fromPlace, epidemicId, arrivedOn, ...owed }, by(ctx)), returneeId)
  const found = { hamletId: row.hamletId, done: 0, absent: 0, refused: 0, empty: 0, returnees: 1 }
  if (row.sweepId) await addCovered(ctx.db, communeId, row.sweepId, [found])
  ctx.touch(subjectId)
  return { returneeId, subjectId, proposed, dueAt, repeated: false }
})

/** A person decides; the paper that binds is issued as ever, and named here. */
export const decideReturnee = command(contract.decideReturnee, async (ctx, { returneeId, how, document, reason }) => {
  const r = await store.getReturnee(ctx.db, returneeId)
  if (r.decidedAt) throw new Problem('returnee-decided', { at: r.decidedAt })
  ctx.touch(r.subjectId)
  await store.updateDecision(ctx.db, r, { how, document: document || null, reason: reason ?? null }, by(ctx))
  return { decidedAt: ctx.now }
})
