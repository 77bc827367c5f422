import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { findDisease } from '../policy/policy.reading.ts'
import * as contract from './laboratory.contract.ts'
import * as lists from './lists.store.ts'

/** The disease by its code and the rows asked for; a body's post reads its own rows only, whatever the area. */
async function asked<I extends { disease: string; areaId?: number | undefined }>(ctx: Ctx, input: I) {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const range = ctx.actor.bodyId === 0 ? await rangeOf(ctx, input.areaId) : { lo: ctx.actor.lo, hi: ctx.actor.hi }
  return { ...input, disease, ...range, body: ctx.actor.bodyId }
}

export const orders = read(contract.orders, async (ctx, input) => {
  const of = { ...(await asked(ctx, input)), subjectId: input.subjectId ?? null }
  const { rows, head } = await pageOf((f) => lists.listOrders(ctx.db, f, ctx.now), of)
  ctx.touch(...rows.map((r) => r.subjectId))
  const shown = rows.map(({ fullName, total: _, ...r }) => ({ ...r, name: shownName(ctx.actor.role, fullName) }))
  return { total: head?.total ?? 0, rows: shown as never }
})

export const samples = read(contract.samples, async (ctx, input) => {
  const { subjectId = null, barcode = null, from = null, until = null } = input
  const of = { ...(await asked(ctx, input)), subjectId, barcode, from, until }
  const { rows, head } = await pageOf((f) => lists.listSamples(ctx.db, f), of)
  ctx.touch(...rows.map((r) => r.subjectId))
  return { total: head?.total ?? 0, rows: rows.map(({ total: _, ...r }) => r) }
})

export const results = read(contract.results, async (ctx, input) => {
  const { subjectId = null, barcode = null, from = null, until = null, value = null, method = null } = input
  const of = { ...(await asked(ctx, input)), subjectId, barcode, from, until, value, method }
  const { rows, head } = await pageOf((f) => lists.listResults(ctx.db, f), of)
  ctx.touch(...rows.map((r) => r.subjectId))
  // the bench reads the label, never the name
  const nameOf = (r: lists.ListedName) => (r.fullName === null ? r.labelName : shownName(ctx.actor.role, r.fullName))
  return {
    total: head?.total ?? 0,
    rows: rows.map(({ fullName, labelName, code, total: _, ...r }) => ({
      ...r,
      code: code ?? r.barcode,
      name: nameOf({ fullName, labelName }),
    })),
  }
})

export const turnaround = read(contract.turnaround, async (ctx, input) => {
  const { disease, lo, hi, body } = await asked(ctx, input)
  const rows = await lists.listTurnaround(ctx.db, {
    disease,
    lo,
    hi,
    body,
    from: input.from ?? null,
    until: input.until ?? null,
    by: input.by,
  })
  const step = (r: lists.TurnaroundRow, s: string) => ({
    n: Number(r[`${s}N`]),
    medianHours: tenth(r[`${s}Median`]),
    p90Hours: tenth(r[`${s}P90`]),
  })
  return {
    rows: rows.map((r) => ({
      key: r.key,
      label: input.by === 'none' ? { vi: 'Tất cả', en: 'All' } : { vi: r.name, en: r.name },
      orderToSample: step(r, 'os'),
      sampleToReceived: step(r, 'sr'),
      receivedToResult: step(r, 'rr'),
      sampleToResult: step(r, 'st'),
    })),
  }
})

const tenth = (hours: string | number | null | undefined): number | null =>
  hours == null ? null : Math.round(Number(hours) * 10) / 10
