import { read } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { maskNumber } from '@phaodai/text/ids.ts'
import { rangeOf } from '../people/people.brief.ts'
import * as contract from './declarations.contract.ts'
import * as store from './declarations.store.ts'
import { passShown } from './shown.ts'

/** By QR or typed code: as much as a gate needs, and no more. */
export const lookAt = read(contract.lookAt, async (ctx, { shown }) => {
  const d = await passShown(ctx, shown)
  if (d.subjectId) ctx.touch(d.subjectId)
  ctx.note({ declarationId: d.declarationId })
  const { communeId: _, seriesId: __, subjectId: ___, markedFalse: ____, fullName: name, lateHours, ...rest } = d
  return { ...rest, name, late: lateHours !== null, expired: Date.parse(d.validUntil) < Date.parse(ctx.now) }
})

/** How many went through each gate; no names. A gate's own post sees its own. */
export const crossings = read(contract.crossings, async (ctx, { areaId, day }) => {
  const on = day ?? ctx.today
  const range = ctx.actor.bodyId === 0 ? await rangeOf(ctx, areaId) : null
  return { day: on, rows: await store.countCrossings(ctx.db, on, range) }
})

/** Declarations of those who live here; of a series the newest, and any that is late or marked. */
export const declarations = read(contract.declarations, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const until = input.until ?? ctx.today
  const { state, limit, subjectId = null } = input
  const from = input.from ?? addDays(until, subjectId ? -365 : -6)
  const rows = await store.listDeclarations(ctx.db, { ...range, from, until, subjectId, state, limit })
  ctx.touch(...rows.flatMap((r) => r.subjectId ?? []))
  const marks = Map.groupBy(
    await store.listMarks(
      ctx.db,
      rows.map((r) => r.declarationId),
    ),
    (m) => m.declarationId,
  )
  const masked = (field: string, sealed: Buffer | null) => sealed && maskNumber(ctx.secrets.open(field, sealed))
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, fullName: name, idSealed, phoneSealed, kinds, ...r }) => ({
      ...r,
      name,
      kinds: kinds as 'fever'[],
      idMasked: masked('id', idSealed),
      phoneMasked: masked('phone', phoneSealed),
      marks: (marks.get(r.declarationId) ?? []).map(({ declarationId: _, ...m }) => m),
    })),
  }
})
