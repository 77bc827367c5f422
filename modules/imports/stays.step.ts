/** The steps of a job of stays, each one transaction: rows are matched, their stays written, the rest given back with its reason. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fold, toneCanonical } from '@phaodai/text/fold.ts'
import { changedHere } from '../tracing/changed.ts'
import { said } from '../tracing/sources/row.ts'
import { sources } from '../tracing/sources/sources.ts'
import type { Draft, PlaceSaid, Reason } from '../tracing/sources/stay.ts'
import { changedBy, followStays } from '../tracing/stays.follow.ts'
import { insertPlaces, insertVisits, listDiseases, type PlaceRow, type VisitRow } from '../tracing/tracing.store.ts'
import { splitStay } from '../tracing/visits.rules.ts'
import { inner, nextOf, nothing, sealed } from './imports.steps.ts'
import {
  addStep,
  getJob,
  insertRefusals,
  type JobRow,
  lockJob,
  type RefusalRow,
  type StaysReport,
  type Step,
} from './imports.store.ts'
import { placer } from './placing.ts'
import { type Match, matchPersons, personKey } from './stays.persons.ts'
import type { ReadStay } from './stays.reading.ts'
import { listPlacesKeyed, listStaysIn } from './stays-in.store.ts'

/** A job's rows as read for this run, and what was found of them so far. */
export interface OpenedStays {
  rows: ReadStay[]
  persons: Map<string, Match>
  /** Place ids by placeKey, with the places that are still to be written. */
  places: Map<string, { placeId: string; communeId: number }>
  /** Stays that an earlier row of this file said. */
  seen: Set<string>
}
const opened = new Map<string, OpenedStays>()
export const keepStays = (jobId: string, open: OpenedStays): void => void opened.set(jobId, open)
export const letGoStays = (jobId: string): void => void opened.delete(jobId)

/** Rows of one step. */
export const STEP = 5000
/** Stays of one statement. */
const BATCH = 5000

async function staysJob(ctx: Ctx, jobId: string): Promise<{ job: JobRow; stays: StaysReport; open: OpenedStays }> {
  await lockJob(ctx.db, jobId)
  const job = await getJob(ctx.db, jobId)
  if (job.state === 'failed') throw new Problem('import-ended')
  const open = opened.get(jobId)
  if (!open || !job.report.stays) throw new Error(`the rows of job ${jobId} were not opened`)
  return { job, stays: job.report.stays, open }
}

const placeKey = (p: PlaceSaid): string => [p.kind, p.name, p.commune, p.district, p.province].join('\u0000')

/** Finds the place that each list name means in its commune, else makes a new one: places are made once by kind, name and commune. */
async function placesOf(ctx: Ctx, saidPlaces: readonly PlaceSaid[], known: OpenedStays['places']): Promise<PlaceRow[]> {
  const { areaId, lo, hi } = ctx.actor
  const asked = [...new Map(saidPlaces.map((p) => [placeKey(p), p])).values()].filter((p) => !known.has(placeKey(p)))
  if (asked.length === 0) return []
  const place = placer({ areaId, lo, hi }, { province: false })
  const wanted = asked.map((p) => ({
    said: p,
    communeId: place({ province: p.province, district: p.district, commune: p.commune, address: null }, ctx.today).communeId,
    kind: p.kind,
    nameKey: fold(p.name),
  }))
  const there = Map.groupBy(await listPlacesKeyed(ctx.db, wanted), (p) => `${p.communeId}/${p.kind}/${p.nameKey}`)
  const fresh = new Map<string, PlaceRow>()
  for (const { said: p, communeId, kind, nameKey } of wanted) {
    const exact = toneCanonical(p.name).toLowerCase()
    const same = there.get(`${communeId}/${kind}/${nameKey}`) ?? []
    // Quán Hùng is not Quán Hưng; a list without accents means the one place that it can mean
    const found =
      same.find((s) => toneCanonical(s.name).toLowerCase() === exact) ??
      (exact === nameKey && same.length === 1 ? same[0] : undefined)
    const placeId = found?.placeId ?? idOf('place', kind, exact, String(communeId))
    known.set(placeKey(p), { placeId, communeId })
    if (!found && !fresh.has(placeId))
      fresh.set(placeId, { communeId, placeId, name: p.name, nameKey, kind, closedSpace: p.closedSpace, address: null })
  }
  return [...fresh.values()]
}

/** The visits of a row: cut to 14 hours, each with an id of its own content, so that a list taken in twice adds nothing. */
function visitsOf(
  drafts: readonly Draft[],
  who: { subjectId: string; communeId: number },
  placeIdOf: (p: PlaceSaid) => string,
  source: string,
): VisitRow[] {
  return drafts.flatMap((d) => {
    const placeId = placeIdOf(d.place)
    const words = [who.subjectId, placeId, d.fromAt, d.toAt, d.space ?? '', String(d.seatRow ?? '')]
    const stay = idOf('stay', ...words)
    return cut(d.fromAt, d.toAt).map((part) => ({
      communeId: who.communeId,
      visitId: idOf('visit', ...words, part.fromAt),
      subjectId: who.subjectId,
      placeId,
      ...part,
      masked: d.masked,
      source,
      space: d.space,
      seatRow: d.seatRow,
      detail: { stay, ...d.detail },
      expiresOn: d.expiresOn,
    }))
  })
}

const MONTH = 28 * 86_400_000
/** splitStay takes 30 days at most; a room may be held for longer. */
export function cut(fromAt: string, toAt: string): { fromAt: string; toAt: string }[] {
  const parts = []
  const [from, to] = [Date.parse(fromAt), Date.parse(toAt)]
  for (let a = from; a < to; a += MONTH)
    parts.push(...splitStay(new Date(a).toISOString(), new Date(Math.min(to, a + MONTH)).toISOString()))
  return parts
}

export const takeStays = command(
  inner('imports.take-stays', 'Nhận các dòng có mặt', 'Take in rows of stays'),
  async (ctx, { jobId, chunk }) => {
    const { job, stays, open } = await staysJob(ctx, jobId)
    const rows = open.rows.slice(chunk * STEP, (chunk + 1) * STEP)
    const step: Step = { ...nothing, done: rows.length }
    const { dryRun } = job
    const good = rows.filter((r) => r.refused.length === 0)
    const strangers = good.map((r) => r.person).filter((p) => !open.persons.has(personKey(p)))
    for (const [key, match] of await matchPersons(ctx, strangers, { register: stays.register, dryRun }))
      open.persons.set(key, match)
    const newPlaces = await placesOf(
      ctx,
      good.flatMap((r) => (r.drafts[0] ? [r.drafts[0].place] : [])),
      open.places,
    )
    const source = sources[stays.source].source
    const refusals: RefusalRow[] = []
    const giveBack = (row: ReadStay, kind: RefusalRow['kind'], reasons: Reason[]) =>
      refusals.push({ row: row.row, kind, reasons, sealed: sealed(ctx, { cells: row.cells }) })
    const taken: { row: ReadStay; visits: VisitRow[]; notes: Reason[] }[] = []
    const registered = new Set<string>()
    for (const row of rows) {
      const match = row.refused.length === 0 ? open.persons.get(personKey(row.person)) : undefined
      const refused = match && 'refused' in match ? [match.refused] : row.refused
      if (refused.length > 0 || !match || 'refused' in match) {
        step.refused++
        giveBack(row, 'refused', refused)
        continue
      }
      if (match.fresh) registered.add(match.found.subjectId)
      match.fresh = false
      const visits = visitsOf(row.drafts, match.found, (p) => open.places.get(placeKey(p))!.placeId, source)
      taken.push({ row, visits, notes: [...row.notes, ...(match.note ? [match.note] : [])] })
    }
    const all = taken.flatMap((t) => t.visits)
    const there = new Set<string>()
    for (let i = 0; i < all.length; i += BATCH)
      for (const { visitId } of await listStaysIn(ctx.db, all.slice(i, i + BATCH))) there.add(visitId)
    const fresh = new Map<string, VisitRow>()
    let notes = 0
    for (const { row, visits, notes: reasons } of taken) {
      const added = visits.filter((v) => !there.has(v.visitId) && !open.seen.has(v.visitId))
      for (const v of added) {
        fresh.set(v.visitId, v)
        open.seen.add(v.visitId)
      }
      if (added.length > 0) step.added++
      else step.unchanged++
      if (visits.length === 0 && reasons.length === 0)
        reasons.push(said('', 'no-day', 'dòng không có ngày nào để ghi', 'the row has no day to record'))
      if (reasons.length === 0) continue
      notes++
      giveBack(row, 'note', reasons)
    }
    if (!dryRun) {
      if (newPlaces.length > 0) await insertPlaces(ctx.db, newPlaces, ctx.now, ctx.opId)
      const list = [...fresh.values()]
      for (let i = 0; i < list.length; i += BATCH) await insertVisits(ctx.db, list.slice(i, i + BATCH), ctx.now, ctx.opId)
      ctx.touch(...new Set(list.map((v) => v.subjectId)))
    }
    await insertRefusals(ctx.db, job.communeId, jobId, 'cases', refusals)
    await addStep(ctx.db, jobId, step, {
      ...job.report,
      notes: (job.report.notes ?? 0) + notes,
      next: nextOf(job.report, 'cases', chunk),
      stays: {
        ...stays,
        stays: stays.stays + fresh.size,
        places: stays.places + newPlaces.length,
        persons: stays.persons + registered.size,
      },
    })
    ctx.note({ jobId, chunk, ...step, stays: fresh.size })
    return { added: step.added }
  },
)

/** The levels that follow from all stays of the job: of those who have one and were at its places in its time. */
export const takeStayLevels = command(
  inner('imports.take-stay-levels', 'Xếp lại mức F theo nơi có mặt', 'Work out the levels that follow from stays'),
  async (ctx, { jobId, chunk }) => {
    const { job, open } = await staysJob(ctx, jobId)
    const drafts = open.rows.flatMap((r) => r.drafts)
    await placesOf(
      ctx,
      open.rows.flatMap((r) => (r.drafts[0] ? [r.drafts[0].place] : [])),
      open.places,
    )
    const stays = drafts.map((d) => ({ placeId: open.places.get(placeKey(d.place))!.placeId, fromAt: d.fromAt, toAt: d.toAt }))
    await followStays(ctx, changedBy(stays), async () => {})
    let changed = 0
    for (const { disease } of await ctx.acrossAreas(() => listDiseases(ctx.db)))
      changed += (await changedHere(ctx, disease)).length
    await addStep(ctx.db, jobId, nothing, { ...job.report, next: nextOf(job.report, 'levels', chunk) })
    ctx.note({ jobId, changed })
    return { added: changed }
  },
)
