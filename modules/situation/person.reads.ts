import { mayUse, type Operation, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { undone } from '@phaodai/kernel/sql.ts'
import { voidFact } from '../cases/cases.commands.ts'
import { listFacts } from '../cases/cases.store.ts'
import { voidSample } from '../laboratory/laboratory.commands.ts'
import { show } from '../people/people.reads.ts'
import { getPerson } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { order as orderRead, personOwed, toldOf } from '../quarantine/quarantine.reads.ts'
import { netChanges } from '../tracing/calls.told.ts'
import { voidContact } from '../tracing/tracing.commands.ts'
import { around, shownPersons } from '../tracing/tracing.reads.ts'
import { listContactFacts, listVisits } from '../tracing/tracing.store.ts'
import * as contract from './person.contract.ts'
import { contactFacts, declarationFact, declaredFacts, factOf, orderFacts, testFacts, visitFact } from './person.rules.ts'
import { listCallFacts, listDeclarationFacts, listOrderFacts, listTestFacts } from './person.store.ts'

/** All that is known of a person and of what is owed to them, on one page. Other modules' reads are asked inside this one, recorded once. */
export const personPage = read(contract.personPage, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { subjectId } = input
  const record = await show.handle(ctx, { subjectId })
  const ids = record.sameAs as string[]
  const why = await around.handle(ctx, { subjectId, disease })
  const owed = await personOwed.handle(ctx, { subjectId, disease })
  const orders = await listOrderFacts(ctx.db, disease, ids)
  const open = orders.filter((o) => !o.releasedOn && !o.revokedOn).at(-1) ?? null
  const schedule = open ? (await orderRead.handle(ctx, { orderId: open.orderId })).today : null
  const declared = await listContactFacts(ctx.db, disease, ids)
  const levelOf = new Map(why.contacts.map((c) => [c.otherId, c.level]))
  const who = await shownPersons(
    ctx,
    declared.map((c) => c.otherId),
    new Map(declared.map((c) => [c.otherId, c.snapshot])),
  )
  const facts = [
    ...(await listFacts(ctx.db, ids)).filter((f) => f.disease === disease).flatMap(factOf),
    ...testFacts(await listTestFacts(ctx.db, disease, ids)),
    ...orders.flatMap(orderFacts),
    ...contactFacts(why.contacts.filter((c) => c.contactId === null)),
    ...declaredFacts(declared.map((c) => ({ ...c, name: who(c.otherId).name, level: levelOf.get(c.otherId) ?? null }))),
    ...(await listVisits(ctx.db, ids)).map(visitFact),
    ...(await listDeclarationFacts(ctx.db, ids)).map(declarationFact),
    ...(await listCallFacts(ctx.db, disease, ids)).map((c) => ({
      id: `call-${c.callId}`,
      kind: 'order' as const,
      on: c.onDay,
      words: {
        vi: `Gọi điện: ${c.outcome === 'reached' ? `gặp, đã báo ${c.toldLevel ?? ''}` : 'chưa gặp'}`,
        en: `Call: ${c.outcome === 'reached' ? `reached, told ${c.toldLevel ?? ''}` : 'not reached'}`,
      },
      fact: { kind: 'call' as const, id: c.callId },
    })),
  ].sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id))
  const nextTest = owed.rows
    .filter((r) => r.kind === 'test' && r.dueOn)
    .map((r) => r.dueOn!)
    .sort()[0]
  const nextTestOn =
    nextTest ??
    schedule?.tests
      .map((t) => t.dueOn)
      .filter((d) => d > ctx.today)
      .sort()[0] ??
    null
  return {
    day: ctx.today,
    record: record as never,
    around: why,
    owed,
    facts,
    held: open && {
      orderId: open.orderId,
      kind: open.place,
      placeName: open.placeName,
      number: open.number,
      fromOn: open.fromOn,
      untilOn: schedule?.releaseOn ?? null,
    },
    nextTestOn,
  }
})

/** Why it would be voided is not known yet; the text is taken back with the rest. */
const reason = 'xem trước hệ quả'

/**
 * Voids the fact, looks at what came of it, and takes all of that back: what is foretold is what the command does, by the same code.
 * @throws Problem forbidden where the post may not void a fact of this kind
 */
export const whatFollows = read(contract.whatFollows, async (ctx, { subjectId, kind, factId }) => {
  await getPerson(ctx.db, subjectId)
  ctx.touch(subjectId)
  const may = (operation: Operation) => {
    if (!mayUse(ctx.actor.role, operation.verb))
      throw new Problem('forbidden', { role: ctx.actor.role, verb: operation.verb.title.vi, verbName: operation.verb.name })
  }
  return undone(ctx.db, async () => {
    if (kind === 'contact') {
      may(voidContact as unknown as Operation)
      await voidContact.handle(ctx, { contactId: factId, reason })
    } else if (kind === 'sample') {
      may(voidSample as unknown as Operation)
      await voidSample.handle(ctx, { sampleId: factId, reason })
    } else {
      may(voidFact as unknown as Operation)
      await voidFact.handle(ctx, { subjectId, kind, factId, reason })
    }
    const changes = await ctx.acrossAreas(() => netChanges(ctx.db, [ctx.opId]))
    const { lo, hi } = ctx.actor
    const here = changes.filter((c) => c.communeId >= lo && c.communeId <= hi)
    const shown = await shownPersons(
      ctx,
      here.map((c) => c.subjectId),
      new Map(),
    )
    const told = await toldOf(ctx, ctx.opId)
    return {
      changes: here.map((c) => ({
        subjectId: c.subjectId,
        code: shown(c.subjectId).code,
        name: shown(c.subjectId).name,
        disease: c.disease,
        from: c.fromLevel,
        to: c.toLevel,
      })),
      elsewhere: changes.length - here.length,
      told: told.rows,
      toldElsewhere: told.elsewhere,
    }
  })
})
