import { door } from '@phaodai/kernel/door.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { publicUnits } from '../areas/areas.public.ts'
import { findProvince } from '../areas/areas.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listEpidemicAreas } from '../sweep/returnees.store.ts'
import * as contract from './declarations.doors.contract.ts'
import { mostInADay } from './declarations.rules.ts'
import { listOwn, listOwnFalse } from './declarations.store.ts'
import { passOf } from './pass.ts'
import { takeDeclaration } from './taking.ts'

/** One's own declaration, also the first with a key that nobody has seen. */
export const declare = door(contract.declare, async (ctx, input) => {
  const { ownerId: by, communeId: elsewhereId } = ctx.door
  const today = (await listOwn(ctx.db)).filter((d) => d.onDay === ctx.today)
  if (today.length >= mostInADay) throw new Problem('declaration-too-many', { most: mostInADay })
  const { db, secrets, today: day, now, opId, writtenAt } = ctx
  return takeDeclaration({ db, secrets, today: day, now, opId, writtenAt, by, elsewhereId, source: 'self', bodyId: 0 }, input, by)
})

/** The pass that is good now, what to renew from, and what was declared before; of this key alone. */
export const own = door(contract.own, async (ctx) => {
  const province = await findProvince(ctx.db)
  const rows = await listOwn(ctx.db)
  const wrong = new Set((await listOwnFalse(ctx.db)).map((m) => m.declarationId))
  const [last] = rows
  const rule = (await rulesFor(ctx.db, 'covid19')).on(ctx.today)?.rules.healthDeclaration?.rule
  const areas = await listEpidemicAreas(ctx.db, ctx.today)
  const inProvince = last && last.communeId >= province.lo && last.communeId <= province.hi && last.communeId !== province.areaId
  return {
    day: ctx.today,
    now: ctx.now,
    province: province.fullName,
    drill: province.drill,
    lookBackDays: rule?.lookBackDays.value ?? null,
    epidemicAreas: areas.map(({ epidemicId, name, basis }) => ({ epidemicId, name, basis })),
    pass: last
      ? {
          ...passOf(ctx.secrets, last.seriesId),
          ...{ validUntil: last.validUntil, lateHours: last.lateHours },
          ...(wrong.has(last.declarationId)
            ? { colour: 'red' as const, why: [...last.why, 'false' as const] }
            : { colour: last.colour, why: last.why }),
        }
      : null,
    last: last
      ? {
          ...last,
          kinds: last.kinds as 'fever'[],
          communeId: inProvince ? last.communeId : null,
          hamletId: last.hamletId || null,
        }
      : null,
    history: rows.map((d) => ({
      ...{ declarationId: d.declarationId, onDay: d.onDay, colour: d.colour, lateHours: d.lateHours },
      markedFalse: wrong.has(d.declarationId),
    })),
  }
})

export const declarantUnits = door(contract.declarantUnits, (ctx, { communeId }) => publicUnits(ctx.db, ctx.today, communeId))
