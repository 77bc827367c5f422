import { read } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import * as contract from './quarantine.contract.ts'
import * as store from './verify.store.ts'

/** What an isolation should say, by the order that made it and the release that stands. */
const expected = (o: store.OrderDays) => (o.revoked ? 'void' : `${o.fromOn} ${o.releasedOn ?? ''}`)
const said = (i: store.IsolationDays) => (i.voided ? 'void' : `${i.fromOn} ${i.untilOn ?? ''}`)

/** Rebuilds the isolation of every order in the reader's area and compares. One that a person voided by hand is that person's word. */
export const verify = read(contract.verify, async (ctx) => {
  const orders = await store.listOrderDays(ctx.db, ctx.actor.lo, ctx.actor.hi)
  const made = await store.listIsolationDays(
    ctx.db,
    orders.map((o) => idOf('order', o.orderId)),
  )
  const byId = new Map(made.map((i) => [i.isolationId, i]))
  const differences = orders.flatMap((o) => {
    const isolation = byId.get(idOf('order', o.orderId))
    if (isolation && (said(isolation) === expected(o) || (isolation.voided && isolation.byHand))) return []
    return [{ orderId: o.orderId, subjectId: o.subjectId, stored: isolation ? said(isolation) : null, rebuilt: expected(o) }]
  })
  return { agrees: differences.length === 0, orders: orders.length, differences: differences.slice(0, 100) }
})
