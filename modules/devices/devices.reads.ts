import { read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { refusedChecks } from '../checks/checks.reads.ts'
import { rangeOf } from '../people/people.brief.ts'
import { readsNames } from '../people/people.rules.ts'
import { keepsPhones } from './contact.ts'
import * as contract from './devices.contract.ts'
import * as store from './devices.store.ts'
import { offlineVerb, readable } from './offline.ts'
import { listRefused } from './refused.store.ts'
import { opened, titleOf, wordsOf } from './refused.ts'
import { maySettle } from './settle.rules.ts'

/** Phones of the area; whoever keeps none sees their own. */
export const list = read(contract.list, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const { state, limit } = input
  const accountIds = keepsPhones(ctx.actor.role) ? (input.accountIds ?? null) : [ctx.actor.accountId]
  const rows = await store.listDevices(ctx.db, { ...range, state, limit, text: input.text || null, accountIds })
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...r }) => r) }
})

/** What phones sent and was refused, of every kind; checks have a list of their own, whose number stands beside. A member sees their own. */
export const refused = read(contract.refused, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const accountId = ctx.actor.role === 'team' ? ctx.actor.accountId : null
  const { rows, head } = await pageOf((asked) => listRefused(ctx.db, asked), {
    ...range,
    state: input.state,
    accountId,
    refusedId: null,
    from: null,
    limit: input.limit,
    offset: input.offset,
  })
  const checks = await refusedChecks.handle(ctx, { areaId: input.areaId, state: input.state, limit: 1, offset: 0 })
  return {
    total: head?.total ?? 0,
    checks: checks.total,
    rows: rows.map((r) => {
      const { refusedId, communeId, areaName, verb, byName, reason, capturedAt, receivedAt } = r
      const { settledAt, settledHow, settleReason, settledByName, settledChanged } = r
      const authored = offlineVerb(verb)?.authored === true
      const mine = maySettle(ctx.actor, { communeId, role: r.post?.role ?? null, authored })
      return {
        ...{ refusedId, communeId, areaName, verb, title: titleOf(verb), byName, reason, words: wordsOf(reason, r.details) },
        // a committee reads the visits and reports of its own level that it settles
        payload:
          readsNames(ctx.actor.role) || accountId !== null || (mine && authored) ? readable(verb, opened(ctx.secrets, r)) : null,
        ...{ capturedAt, receivedAt, maySettle: mine },
        ...{ settledAt, settledHow, settleReason, settledByName, settledChanged },
        waitsFor: reason === 'dependency-refused' ? r.dependsOn : [],
      }
    }),
  }
})
