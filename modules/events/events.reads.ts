import { read } from '@phaodai/kernel/command.ts'
import { rangeOf } from '../people/people.brief.ts'
import { checkAll } from './events.checking.ts'
import * as contract from './events.contract.ts'
import { heldAs, roomsFor, worst } from './events.rules.ts'
import * as store from './events.store.ts'

/** Events with what the limits in force say of each today: what was allowed and is no longer within them is affected. */
export const list = read(contract.list, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const when = input.state === 'affected' ? 'coming' : input.state
  const found = await store.listEvents(ctx.db, { ...range, when, day: ctx.today, limit: input.limit })
  const held = found.map((e) =>
    heldAs(e, e.how && { how: e.how, people: e.decidedPeople, rooms: e.decidedRooms, newFromOn: e.newFromOn }),
  )
  const standing = held.filter((e) => e !== null)
  const checks = new Map((await checkAll(ctx.db, standing)).map((c, i) => [standing[i]!.eventId, c]))
  const rows = found.map((e, i) => {
    const now = held[i] ?? null
    const checked = checks.get(e.eventId) ?? null
    const { total: _, disease: __, decidedPeople: ___, decidedRooms: ____, newFromOn: _____, knownVerdict, ...row } = e
    // what a person let stand, knowing that it was so, is not asked about again until it is worse
    const settled = checked !== null && knownVerdict !== null && worst(checked.verdict, knownVerdict) === knownVerdict
    return {
      ...row,
      held: now && { fromOn: now.fromOn, untilOn: now.untilOn, people: now.people, rooms: now.rooms },
      checked,
      roomsNeeded: now && checked ? roomsFor(now, checked.most) : null,
      affected: now !== null && now.untilOn >= ctx.today && checked !== null && checked.verdict !== 'allowed' && !settled,
    }
  })
  const affected = rows.filter((r) => r.affected)
  return {
    day: ctx.today,
    total: input.state === 'affected' ? affected.length : (found[0]?.total ?? 0),
    affected: affected.length,
    rows: input.state === 'affected' ? affected : rows,
  }
})
