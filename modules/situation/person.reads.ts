import { read } from '@phaodai/kernel/command.ts'
import { listFacts } from '../cases/cases.store.ts'
import { show } from '../people/people.reads.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { order as orderRead, personOwed } from '../quarantine/quarantine.reads.ts'
import { around } from '../tracing/tracing.reads.ts'
import { listVisits } from '../tracing/tracing.store.ts'
import * as contract from './person.contract.ts'
import { contactFacts, factOf, orderFacts, testFacts, visitFact } from './person.rules.ts'
import { listCallFacts, listOrderFacts, listTestFacts } from './person.store.ts'

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
  const facts = [
    ...(await listFacts(ctx.db, ids)).filter((f) => f.disease === disease).flatMap(factOf),
    ...testFacts(await listTestFacts(ctx.db, disease, ids)),
    ...orders.flatMap(orderFacts),
    ...contactFacts(why.contacts),
    ...(await listVisits(ctx.db, ids)).map(visitFact),
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
