import { read } from '@phaodai/kernel/command.ts'
import { getAreas } from '../areas/areas.store.ts'
import * as contract from './proposals.contract.ts'
import { addressee, daysLate, proposalState } from './proposals.rules.ts'
import * as store from './proposals.store.ts'
import { standsFor } from './tasks.facts.ts'

/** Late ones first, by how many days; then by the day for the answer. */
export const proposals = read(contract.proposals, async (ctx, input) => {
  const { actor, today } = ctx
  const found = await store.listProposals(ctx.db, input.proposalId ?? null)
  const acts = Map.groupBy(
    await store.listProposalActs(
      ctx.db,
      found.map((p) => p.proposalId),
    ),
    (a) => a.proposalId,
  )
  const told = found.map((p) => ({ p, steps: acts.get(p.proposalId) ?? [] }))
  const to = new Map(
    (await getAreas(ctx.db, [...new Set(told.map(({ p, steps }) => addressee(p.toAreaId, steps)))])).map((a) => [a.areaId, a]),
  )
  const rows = told
    .map(({ p, steps }): contract.ProposalRow => {
      const state = proposalState(steps)
      const toAreaId = addressee(p.toAreaId, steps)
      const here = actor.areaId === toAreaId && actor.bodyId === 0 && actor.hamletId === 0
      return {
        ...p,
        state,
        toAreaId,
        toName: to.get(toAreaId)?.fullName ?? '',
        daysLate: daysLate(state, p.answerBy, today),
        acts: steps,
        mine: standsFor(actor, p),
        toMe: state === 'open' && (here || actor.role === 'operator'),
        mayPass: to.get(toAreaId)?.tier !== 'province',
      }
    })
    .filter((r) => {
      if (input.view === 'mine' && !r.mine) return false
      if (input.view === 'to-me' && !r.toMe) return false
      if (input.proposalId || input.state === 'any') return true
      return input.state === 'late' ? r.daysLate > 0 : r.state === input.state
    })
    .sort((a, b) => b.daysLate - a.daysLate || a.answerBy.localeCompare(b.answerBy))
  return { day: today, total: rows.length, late: rows.filter((r) => r.daysLate > 0).length, rows: rows.slice(0, input.limit) }
})
