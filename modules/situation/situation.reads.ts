import { chains } from '@phaodai/epi/chains.ts'
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas, listSuccessors, listUnits } from '../areas/areas.store.ts'
import { shownName } from '../people/people.rules.ts'
import { canonicalOf } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listTransmissions } from '../tracing/tracing.store.ts'
import * as contract from './situation.contract.ts'
import { dayAfter, fillCurve, sixFigures } from './situation.rules.ts'
import * as store from './situation.store.ts'

/** The area asked for, inside the reader's own; the reader's own where none is named. */
export async function areaOf(ctx: Ctx, areaId: number | undefined) {
  const [area] = await getAreas(ctx.db, [areaId ?? ctx.actor.areaId])
  if (!area) throw new Problem('not-found', { what: 'đơn vị' })
  if (area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  return area
}

const countUnconfirmed = (node: unknown): number => {
  if (node === null || typeof node !== 'object') return 0
  const own = 'confirmed' in node && node.confirmed === false ? 1 : 0
  return own + Object.values(node).reduce((n: number, v) => n + countUnconfirmed(v), 0)
}

export const overview = read(contract.overview, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const range = { disease: rules.disease, lo: area.lo, hi: area.hi, day }
  const now = await store.dayFigures(ctx.db, range)
  const before = await store.dayFigures(ctx.db, { ...range, day: dayAfter(day, -1) })
  const pack = rules.on(day)
  return {
    day,
    cutOffAt: ctx.now,
    area: { areaId: area.areaId, name: area.fullName, tier: area.tier },
    disease: { code: rules.disease, name: rules.profile.name },
    policy: { inForce: pack !== null, layers: pack?.layers ?? [], unconfirmed: pack ? countUnconfirmed(pack.rules) : 0 },
    figures: sixFigures(now, before, day),
  }
})

/**
 * Districts on their 2021 shapes, or communes on the shapes of 2025 through the mapping (no open 2021 commune shapes exist): where an old
 * commune was split its figures go to each part and are marked approximate.
 */
export const map = read(contract.map, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const counts = await store.figuresByCommune(ctx.db, { disease, lo: area.lo, hi: area.hi, day })
  const { provinceCode } = await store.provinceOf(ctx.db)
  type Row = {
    code: string
    name: string
    areaIds: number[]
    activeF0: number
    newF0: number
    f1: number
    f2: number
    approximate: boolean
  }
  const rows = new Map<string, Row>()
  const add = (code: string, name: string, id: number, c: store.AreaFigures | null, approximate: boolean) => {
    const row = rows.get(code) ?? { code, name, areaIds: [], activeF0: 0, newF0: 0, f1: 0, f2: 0, approximate: false }
    row.areaIds.push(id)
    if (approximate) row.approximate = true
    if (c) for (const key of ['activeF0', 'newF0', 'f1', 'f2'] as const) row[key] += c[key]
    rows.set(code, row)
  }
  const placed = new Set<number>()
  const units = await listUnits(ctx.db, area.lo, area.hi, day, null)
  const districts = units.filter((u) => u.tier === 'district')
  const byCommune = new Map(counts.map((c) => [c.communeId, c]))
  // since 2025-07-01 there are no districts: the units of the day are the communes themselves
  const by =
    districts.length === 0 && units.some((u) => u.tier === 'commune' && u.validFrom >= '2025-07-01') ? 'commune-2025' : input.by
  if (by === 'district-2021') {
    for (const d of districts) {
      add(d.code, d.fullName, d.areaId, null, false)
      for (const c of counts) {
        if (c.communeId < d.lo || c.communeId > d.hi) continue
        placed.add(c.communeId)
        add(d.code, d.fullName, d.areaId, c, false)
      }
    }
  } else {
    const then = units
      .filter((u) => u.tier === 'commune' && u.validFrom >= '2025-07-01')
      .map((u) => ({ oldAreaId: u.lo, newCode: u.code, newName: u.fullName, isSplit: false }))
    for (const s of [...then, ...(await listSuccessors(ctx.db, area.lo, area.hi))]) {
      if (!s.newCode) continue
      const c = byCommune.get(s.oldAreaId) ?? null
      if (c) placed.add(c.communeId)
      add(s.newCode, s.newName ?? s.newCode, s.oldAreaId, c, s.isSplit)
    }
  }
  for (const row of rows.values()) row.areaIds = [...new Set(row.areaIds)]
  const unplaced = counts.filter((c) => !placed.has(c.communeId)).reduce((n, c) => n + c.activeF0, 0)
  const note =
    by === 'commune-2025'
      ? {
          vi: 'Ranh giới xã năm 2025 (minh họa); số liệu xã năm 2021 chuyển qua bảng đối chiếu, xã bị chia được tính ở mọi phần',
          en: 'Commune outlines of 2025 (illustrative); 2021 figures go through the mapping, a split commune counts in each part',
        }
      : { vi: 'Ranh giới minh họa', en: 'Illustrative outlines' }
  return { day, by, note, provinceCode, areas: [...rows.values()], unplaced }
})

export const curve = read(contract.curve, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const rows = await store.curveRows(ctx.db, { disease, lo: area.lo, hi: area.hi, day }, input.by)
  return { by: input.by, ...fillCurve(rows, day, input.days) }
})

/** The chain: persons as nodes, asserted and derived infections as links; contacts too when asked for. */
export const chain = read(contract.chain, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const rows = await store.chainRows(
    ctx.db,
    { disease, lo: area.lo, hi: area.hi, day },
    input.withContacts === 'yes',
    input.limit + 1,
  )
  const shown = rows.slice(0, input.limit)
  const here = new Set(shown.map((r) => r.subjectId))
  const asserted = await listTransmissions(ctx.db, disease, [...here])
  const canonical = await canonicalOf(
    ctx.db,
    asserted.flatMap((l) => [l.infectorId, l.infecteeId]),
  )
  const links: { from: string; to: string; kind: 'asserted' | 'derived' | 'contact' }[] = []
  const has = new Set<string>()
  for (const l of asserted) {
    const [from, to] = [canonical.get(l.infectorId)!, canonical.get(l.infecteeId)!]
    if (here.has(from) && here.has(to) && from !== to && !has.has(`${from}${to}`)) links.push({ from, to, kind: 'asserted' })
    has.add(`${from}${to}`)
    has.add(to)
  }
  for (const r of shown) {
    // a tracer's word on the infector stands before the system's guess
    if (!r.sourceId || !here.has(r.sourceId) || has.has(r.subjectId)) continue
    links.push({ from: r.sourceId, to: r.subjectId, kind: r.level === 'F0' ? 'derived' : 'contact' })
  }
  const graph = chains(
    shown.map((r) => ({ id: r.subjectId, onset: r.onsetOn })),
    links,
  )
  const generation = new Map(graph.degree.map((d) => [d.id, d.generation]))
  const cluster = new Map(graph.clusters.flatMap((c, i) => c.members.map((id) => [id, i] as const)))
  ctx.touch(...here)
  return {
    nodes: shown.map((r) => ({
      id: r.subjectId,
      code: r.code,
      name: shownName(ctx.actor.role, r.fullName),
      level: r.level,
      day: r.onsetOn ?? r.reportedOn,
      generation: generation.get(r.subjectId) ?? (generation.has(r.subjectId) ? null : 0),
      cluster: cluster.get(r.subjectId) ?? 0,
      origin: r.origin,
      areaId: r.communeId,
      areaName: r.areaName,
    })),
    links,
    truncated: rows.length > input.limit,
  }
})
