import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { parseAddress } from './address.rules.ts'
import type { AreaRow } from './areas.contract.ts'
import * as contract from './areas.contract.ts'
import { lists } from './areas.reading.ts'
import { pathOf, resolveUnit, unitsOn } from './areas.rules.ts'
import * as store from './areas.store.ts'
import * as bodyStore from './bodies.store.ts'
import { cameFrom, convertUnit, dayOfLaterList } from './conversion.rules.ts'
import { firstHamletId, sameHamlet } from './hamlets.rules.ts'
import { listHamlets } from './hamlets.store.ts'

/** @throws Problem not-found */
export async function getArea(ctx: Ctx, areaId: number): Promise<store.StoredArea> {
  const [area] = await store.getAreas(ctx.db, [areaId])
  if (!area) throw new Problem('not-found', { what: `đơn vị ${areaId}` })
  return area
}

/** The range asked for, by default that of the post's area; a laboratory's or gate's post has an empty range of its own. */
async function rangeOf(ctx: Ctx, within: number | undefined): Promise<{ lo: number; hi: number }> {
  if (within === 0) return { lo: 0, hi: firstHamletId - 1 }
  return getArea(ctx, within ?? ctx.actor.areaId)
}

/** As rangeOf, but never outside the post's own area: what people do there is not for their neighbours. @throws Problem outside-area */
async function ownRangeOf(ctx: Ctx, within: number | undefined): Promise<{ lo: number; hi: number }> {
  const own = await getArea(ctx, ctx.actor.areaId)
  if (!within) return own
  const asked = await getArea(ctx, within)
  if (asked.lo < own.lo || asked.hi > own.hi) throw new Problem('outside-area')
  return asked
}

export const units = read(contract.units, async (ctx, { day = ctx.today, tier, within }) => {
  const { lo, hi } = await rangeOf(ctx, within)
  const here = await store.listUnits(ctx.db, lo, hi, day, null)
  const converted = here.length === 0
  const rows = converted ? await store.listUnitsAcross(ctx.db, lo, hi, day) : here
  const inOrder = unitsOn(rows, day) as store.StoredArea[]
  return { day, converted, units: inOrder.filter((u) => !tier || u.tier === tier) }
})

export const show = read(contract.show, async (ctx, input) => {
  const asked = input.day ?? ctx.today
  const unit =
    input.areaId !== undefined ? await getArea(ctx, input.areaId) : await store.getByCode(ctx.db, input.code ?? '', asked)
  const over = unit.validUntil !== null && asked >= unit.validUntil
  const day = asked < unit.validFrom || over ? unit.validFrom : asked
  const isHamlet = unit.areaId >= firstHamletId
  const commune = isHamlet && unit.parentId !== null ? await getArea(ctx, unit.parentId) : null
  const above = await store.listAbove(ctx.db, (commune ?? unit).lo, (commune ?? unit).hi, day)
  const known = isHamlet ? undefined : lists().index.byId.get(unit.areaId)
  const later = known && convertUnit(lists(), known, dayOfLaterList(asked))
  const linked = (area: AreaRow, split: boolean) => ({
    areaId: area.areaId,
    code: area.code,
    tier: area.tier,
    fullName: area.fullName,
    split,
  })
  const is2021 = later !== undefined && later.basis !== 'current'
  return {
    day,
    unit,
    path: commune ? [...above, unit] : above,
    children: await store.listChildren(ctx.db, unit.lo, day),
    successors: is2021 ? later.targets.map((t) => linked(t, later.split)) : [],
    predecessors: known && !is2021 ? cameFrom(lists(), known).map(({ area, split }) => linked(area, split)) : [],
    unresolved: is2021 && later.unresolved,
    census: await censusOf(ctx, unit),
  }
})

async function censusOf(ctx: Ctx, unit: store.StoredArea) {
  if (unit.households !== null && unit.people !== null) return { households: unit.households, people: unit.people, missing: 0 }
  if (unit.tier !== 'province') return null
  const { known, ...sum } = await store.sumDistricts(ctx.db, unit.lo, unit.hi)
  return known === 0 ? null : sum
}

const placed = (area: AreaRow, day: string) => {
  const path = pathOf(lists().index, area, day)
  const names = [path.commune, path.district, path.province].flatMap((row) => (row ? [row.fullName] : []))
  return { areaId: area.areaId, code: area.code, tier: area.tier, fullName: area.fullName, path: names.join(', ') }
}

export const resolve = read(contract.resolve, async (ctx, { text, day = ctx.today, within: asked, ...names }) => {
  const within = asked === undefined ? undefined : await getArea(ctx, asked)
  const { index } = lists()
  const address = text ? parseAddress(text, index, day, within) : null
  const where = address ? address.where : resolveUnit(index, { ...names, within }, day)
  const found = where.ok ? where.area : null
  const local = address && {
    house: address.house,
    street: address.street,
    hamletType: address.hamletType,
    hamlet: address.hamlet,
    note: address.note,
    hamletId:
      found?.tier === 'commune' && address.hamlet
        ? await hamletIn(ctx, found, `${address.hamletType} ${address.hamlet}`, day)
        : null,
  }
  const none = { unit: null, candidates: [], unknown: null, near: [], address: local }
  if (found) return { ...none, outcome: 'ok' as const, unit: placed(found, day) }
  if (!where.ok && 'ambiguous' in where)
    return { ...none, outcome: 'ambiguous' as const, candidates: where.ambiguous.map((a) => placed(a, day)) }
  const { unknown, at, near } = where as { unknown: string; at: AreaRow['tier']; near: AreaRow[] }
  return { ...none, outcome: 'unknown' as const, unknown: { text: unknown, at }, near: near.map((a) => placed(a, day)) }
})

/** Accents count where they were written; more than one fit is none. */
async function hamletIn(ctx: Ctx, commune: AreaRow, written: string, day: string): Promise<number | null> {
  const rows = await listHamlets(ctx.db, commune.lo, commune.hi, day)
  const fits = sameHamlet(rows, written)
  return fits.length === 1 ? fits[0]!.hamletId : null
}

export const convert = read(contract.convert, async (ctx, { areaIds, day: asked = ctx.today }) => {
  const day = dayOfLaterList(asked)
  const all = lists()
  const answer = areaIds.map((areaId) => {
    const area = all.index.byId.get(areaId)
    if (!area) throw new Problem('not-found', { what: `đơn vị ${areaId}` })
    const { targets, split, unresolved, basis } = convertUnit(all, area, day)
    const short = (a: AreaRow) => ({ areaId: a.areaId, code: a.code, fullName: a.fullName })
    return { ...short(area), targets: targets.map(short), split, unresolved, basis }
  })
  return { day, units: answer }
})

export const bodies = read(contract.bodies, async (ctx, { within, kind }) => {
  const { lo, hi } = await ownRangeOf(ctx, within)
  return { bodies: await bodyStore.listBodiesAround(ctx.db, lo, hi, kind ?? null) }
})

export const responsibilities = read(contract.responsibilities, async (ctx, { within, day = ctx.today }) => {
  const { lo, hi } = await ownRangeOf(ctx, within)
  return { day, responsibilities: await bodyStore.listResponsibilities(ctx.db, lo, hi, day) }
})

export const hamlets = read(contract.hamlets, async (ctx, { within, day = ctx.today }) => {
  const { lo, hi } = await rangeOf(ctx, within)
  return { hamlets: await listHamlets(ctx.db, lo, hi, day) }
})
