import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { z } from 'zod'
import { getAreas, type StoredArea } from '../areas/areas.store.ts'
import { tasksIn } from '../directives/tasks.reads.ts'
import type { Kind } from './checklist.rules.ts'
import { countFindings } from './findings.store.ts'
import type { record } from './inspections.contract.ts'
import * as store from './places.store.ts'
import type { Candidate } from './propose.rules.ts'

/** The area asked for, within the post's own; the post's own where none is named. @throws Problem outside-area */
export async function unitOf(ctx: Ctx, areaId: number | null | undefined): Promise<StoredArea> {
  const [area] = await getAreas(ctx.db, [areaId ?? ctx.actor.areaId])
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  return area
}

export interface Visited {
  key: string
  kind: Kind
  name: string
  communeId: number
  bodyId: number
}
/** Where an inspection was made: a place that is known, in the scope; or one typed in. @throws Problem inspection-place, outside-area */
export async function placeVisited(ctx: Ctx, input: z.output<typeof record.input>, day: string): Promise<Visited> {
  const { lo, hi } = ctx.actor
  if (input.placeKey) {
    const [place] = await store.listPlaces(ctx.db, { lo, hi, day, kind: null, key: input.placeKey })
    if (!place) throw new Problem('not-found', { what: `nơi ${input.placeKey}` })
    return place
  }
  if (!input.kind || !input.placeName) throw new Problem('inspection-place', { why: 'thiếu loại nơi hoặc tên nơi' })
  const area = await unitOf(ctx, input.areaId)
  return {
    key: `named:${input.kind} ${fold(input.placeName)}`,
    kind: input.kind,
    name: input.placeName,
    communeId: area.areaId,
    bodyId: 0,
  }
}

/** New cases of so many days say that a commune is at risk. Default of this product: the window of QĐ 2686 is 14 days. */
const RISK_DAYS = 14

/** Every place of an area that may be visited, with what is known of it today. */
export async function candidatesIn(ctx: Ctx, { lo, hi, areaId }: StoredArea, kind: Kind | null): Promise<Candidate[]> {
  const { db, today } = ctx
  const [known, typed, visits, slots, cases, found] = await Promise.all([
    store.listPlaces(db, { lo, hi, day: today, kind, key: null }),
    store.listTypedPlaces(db, lo, hi),
    store.listLastVisits(db, lo, hi),
    store.listMissedSlots(db, lo, hi, today),
    store.countCases(db, 'covid19', lo, hi, addDays(today, 1 - RISK_DAYS)),
    countFindings(db, lo, hi, today),
  ])
  const late = await tasksIn(ctx, { view: 'all', state: 'late', parts: 'all', areaId })
  const lastOn = new Map(visits.map((v) => [`${v.communeId} ${v.key}`, v.lastOn]))
  const missed = new Map(slots.map((s) => [`team:${s.teamId}`, s.missed]))
  const caseCount = new Map(cases.map((c) => [c.communeId, c.cases]))
  const lateBy = Map.groupBy(late.shown, (r) => `${r.areaId} ${r.bodyId ?? 0}`)
  const openOf = new Map(found.map((f) => [`${f.communeId} ${f.placeKey}`, f.open]))
  return [...known, ...typed.filter((t) => kind === null || t.kind === kind)].map((p) => ({
    key: p.key,
    kind: p.kind,
    name: p.name,
    areaId: p.communeId,
    areaName: p.areaName,
    lastOn: lastOn.get(`${p.communeId} ${p.key}`) ?? null,
    missedSlots: missed.get(p.key) ?? 0,
    lateTasks: lateBy.get(`${p.communeId} ${p.bodyId}`)?.length ?? 0,
    openFindings: openOf.get(`${p.communeId} ${p.key}`) ?? 0,
    cases: caseCount.get(p.communeId) ?? 0,
  }))
}
