import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { readsNames, shownName } from '../people/people.rules.ts'
import { currentPersons } from '../people/people.store.ts'
import { getMode } from '../people/search.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { callClock, officers } from './calls.commands.ts'
import { listLevelsOf } from './calls.store.ts'
import * as contract from './referrals.contract.ts'
import { referralSheet } from './referrals.sheet.ts'
import * as store from './referrals.store.ts'

const dueOf = (at: string, hours: number | null) =>
  hours === null ? null : new Date(Date.parse(at) + hours * 3600_000).toISOString()

async function areaNames(ctx: Ctx, rows: store.ReferralRow[]): Promise<(id: number) => string> {
  const ids = [...new Set(rows.flatMap((r) => [r.communeId, r.fromCommuneId]))]
  const names = new Map((await getAreas(ctx.db, ids)).map((a) => [a.areaId, a.fullName]))
  return (id) => names.get(id) ?? ''
}

/** What was handed to my area and what my area handed over. A hand-over inside my area is in both. */
export const referrals = read(contract.referrals, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const clock = callClock(rules, ctx.today)
  const filter = { disease: rules.disease, lo: ctx.actor.lo, hi: ctx.actor.hi, open: input.state === 'open', limit: input.limit }
  const received = await store.listReceived(ctx.db, filter)
  const sent = await ctx.acrossAreas(() => store.listSent(ctx.db, filter))
  const area = await areaNames(ctx, [...received, ...sent])
  const ids = received.map((r) => r.subjectId)
  ctx.touch(...ids)
  const persons = await currentPersons(ctx.db, ids)
  const levels = new Map((await listLevelsOf(ctx.db, rules.disease, ids)).map((l) => [l.subjectId, l.level]))
  const officer = await officers(
    ctx,
    received.flatMap((r) => (r.acknowledgedBy ? [r.acknowledgedBy] : [])),
  )
  const shape = (r: store.ReferralRow) => {
    const dueAt = dueOf(r.at, clock?.hours ?? null)
    const late = r.acknowledgedAt === null && dueAt !== null && dueAt < ctx.now
    const { referralId, disease, snapshot, at, acknowledgedAt } = r
    return {
      referralId,
      disease,
      snapshot,
      at,
      acknowledgedAt,
      dueAt,
      late,
      fromArea: area(r.fromCommuneId),
      toArea: area(r.communeId),
    }
  }
  return {
    clock,
    received: received.map((r) => {
      const person = persons.get(r.subjectId)
      return {
        ...shape(r),
        subjectId: r.subjectId,
        name: person ? shownName(ctx.actor.role, person.fullName) : r.snapshot.name,
        levelNow: levels.get(r.subjectId) ?? null,
        acknowledgedBy: r.acknowledgedBy ? officer(r.acknowledgedBy) : null,
      }
    }),
    sent: sent.map(shape),
  }
})

/** Only the receiving side can: the row stands in its area. */
export const acknowledgeReferral = command(contract.acknowledgeReferral, async (ctx, { referralId }) => {
  const found = await store.findReferral(ctx.db, referralId)
  if (!found) throw new Problem('not-found', { what: 'phiếu chuyển' })
  ctx.touch(found.subjectId)
  if ((await store.acknowledge(ctx.db, referralId, ctx.now, ctx.actor.accountId)) === 0)
    throw new Problem('referral-acknowledged', { at: found.acknowledgedAt })
  return { referralId, acknowledgedAt: ctx.now }
})

/** On paper. The whole name only where the person is in the printer's area; the sender prints what was frozen. */
export const printReferral = read(contract.printReferral, async (ctx, { referralId }): Promise<FileAnswer> => {
  const found = await ctx.acrossAreas(() => store.findReferral(ctx.db, referralId))
  const { lo, hi } = ctx.actor
  const mine = (id: number) => id >= lo && id <= hi
  if (!found || !(mine(found.communeId) || mine(found.fromCommuneId))) throw new Problem('not-found', { what: 'phiếu chuyển' })
  ctx.touch(found.subjectId)
  const rules = await rulesFor(ctx.db, found.disease)
  const area = await areaNames(ctx, [found])
  const person = (await currentPersons(ctx.db, [found.subjectId])).get(found.subjectId)
  const drill = (await getMode(ctx.db)) === 'drill'
  const { snapshot, at, acknowledgedAt } = found
  const html = referralSheet({
    referralId,
    disease: rules.profile.name.vi,
    fromArea: area(found.fromCommuneId),
    toArea: area(found.communeId),
    snapshot,
    name: person ? shownName(ctx.actor.role, person.fullName) : snapshot.name,
    nameIsWhole: person !== undefined && readsNames(ctx.actor.role),
    at,
    dueAt: dueOf(at, callClock(rules, ctx.today)?.hours ?? null),
    acknowledgedAt,
    drill,
    printedOn: ctx.today,
  })
  return {
    fileName: `${drill ? 'dien-tap-' : ''}phieu-chuyen-${snapshot.code}.html`,
    mime: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode(html),
  }
})
