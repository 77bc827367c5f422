import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas, listUnits, type StoredArea } from '../areas/areas.store.ts'
import { listResponsibilities } from '../areas/bodies.store.ts'
import { openFile } from '../imports/imports.files.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { sourceWords } from '../policy/policy.rules.ts'
import { outcomeOf } from './checklist.rules.ts'
import { checklists as known } from './checklists.ts'
import { findingRows } from './findings.reading.ts'
import { countFindings } from './findings.store.ts'
import { getInspection, mayChange } from './inspections.commands.ts'
import * as contract from './inspections.contract.ts'
import * as store from './inspections.store.ts'
import { doneBy, leagueOf, type Visit } from './league.rules.ts'
import { candidatesIn, unitOf } from './places.reading.ts'
import { proposeVisits } from './propose.rules.ts'

export const checklists = read(contract.checklists, async (_, { kind }) => ({
  lists: known
    .filter((l) => !kind || l.kinds.includes(kind))
    .map((l) => ({ ...l, kinds: [...l.kinds], items: [...l.items], bands: [...l.bands] })),
}))

/** How many surprise inspections a leader owes a day, by the pack in force; null: no document says. */
async function ruleOn(ctx: Ctx, day: string) {
  const figure = (await rulesFor(ctx.db, 'covid19')).on(day)?.rules.inspection?.rule.leaderPerDay
  if (!figure || figure.value === null) return null
  return { perDay: figure.value, source: sourceWords(figure), confirmed: figure.confirmed }
}

const everything = { from: null, until: null, accountId: null, kind: null, placeKey: null, surprise: null, inspectionId: null }
/** Inspections of one day in an area, as counting wants them. */
async function visitsOf(ctx: Ctx, { lo, hi }: { lo: number; hi: number }, day: string): Promise<Visit[]> {
  const rows = await store.listInspections(ctx.db, { lo, hi, ...everything, from: day, until: day, limit: 100_000 })
  return rows.map((r) => ({ ...r, late: r.lateness !== 'none' }))
}
/** Officers who answer on a day for units inside an area, each with the range of theirs. */
async function leadersIn(ctx: Ctx, { lo, hi }: { lo: number; hi: number }, day: string) {
  const found = await listResponsibilities(ctx.db, lo, hi, day)
  const areas = new Map((await getAreas(ctx.db, [...new Set(found.map((r) => r.areaId))])).map((a) => [a.areaId, a]))
  return found.flatMap((r) => {
    const area = areas.get(r.areaId)
    return area && area.lo >= lo && area.hi <= hi ? [{ ...r, lo: area.lo, hi: area.hi }] : []
  })
}

export const plan = read(contract.plan, async (ctx, input) => {
  const { actor, today } = ctx
  const rule = await ruleOn(ctx, today)
  const own = (await leadersIn(ctx, actor, today)).filter((r) => r.accountId === actor.accountId)
  const visits = await visitsOf(ctx, actor, today)
  const asked =
    input.areaId || own.length === 0
      ? [await unitOf(ctx, input.areaId)]
      : await getAreas(
          ctx.db,
          own.map((r) => r.areaId),
        )
  const places = new Map<string, Awaited<ReturnType<typeof candidatesIn>>[number]>()
  for (const area of asked)
    for (const c of await candidatesIn(ctx, area as StoredArea, input.kind ?? null)) places.set(`${c.areaId} ${c.key}`, c)
  return {
    day: today,
    rule,
    mine: own.map((r) => ({
      ...{ areaId: r.areaId, name: r.areaName, document: r.document },
      ...{ owed: rule?.perDay ?? 0, done: doneBy(visits, actor.accountId, r) },
    })),
    ...proposeVisits([...places.values()], today, input.limit),
  }
})

const rowOf = (ctx: Ctx, i: store.InspectionFact, found: readonly contract.FindingRow[]): contract.InspectionRow => ({
  ...{
    inspectionId: i.inspectionId,
    kind: i.kind,
    placeKey: i.placeKey,
    placeName: i.placeName,
    communeId: i.communeId,
    areaName: i.areaName,
  },
  ...{ surprise: i.surprise, onDay: i.onDay, capturedAt: i.capturedAt, receivedAt: i.receivedAt, lateness: i.lateness },
  ...{ byName: i.byName, byRole: i.byRole, mine: i.accountId === ctx.actor.accountId, pass: i.pass, fail: i.fail },
  ...{
    findings: found.length,
    findingsOpen: found.filter((f) => f.state !== 'closed').length,
    photos: i.photos,
    voidedAt: i.voidedAt,
  },
})

export const list = read(contract.list, async (ctx, input) => {
  const { lo, hi } = await unitOf(ctx, input.areaId)
  const accountId = input.whose === 'mine' ? ctx.actor.accountId : (input.accountId ?? null)
  const days = { from: input.from ?? null, until: input.until ?? null }
  const rows = await store.listInspections(ctx.db, {
    ...{ lo, hi, ...days, accountId, kind: input.kind ?? null, placeKey: input.placeKey ?? null },
    ...{ surprise: input.surprise ?? null, inspectionId: null, limit: input.limit },
  })
  const found = Map.groupBy(
    await findingRows(ctx, { lo, hi, from: null, until: null, inspectionIds: rows.map((i) => i.inspectionId), findingId: null }),
    (f) => f.inspectionId,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map((i) => rowOf(ctx, i, found.get(i.inspectionId) ?? [])) }
})

export const show = read(contract.show, async (ctx, { inspectionId }) => {
  const i = await getInspection(ctx, inspectionId)
  const { lo, hi } = ctx.actor
  const found = await findingRows(ctx, { lo, hi, from: null, until: null, inspectionIds: [inspectionId], findingId: null })
  const answers = await store.listAnswers(ctx.db, i.communeId, inspectionId)
  const checklist = known.find((l) => l.code === i.checklist)
  const order = new Map(checklist?.items.map((x, n) => [x.item, n]))
  const pictures = await store.listPhotos(ctx.db, i.communeId, inspectionId)
  const { unanswered, na, mustFailed, score } = checklist
    ? outcomeOf(checklist, answers)
    : { unanswered: 0, na: 0, mustFailed: [], score: null }
  return {
    ...rowOf(ctx, i, found),
    checklist: i.checklist,
    checklistTitle: checklist?.title ?? { vi: i.checklist, en: i.checklist },
    ...{
      words: i.words,
      latitude: i.latitude,
      longitude: i.longitude,
      accuracyMetres: i.accuracyMetres,
      voidReason: i.voidReason,
    },
    answers: answers.sort((a, b) => (order.get(a.item) ?? 99) - (order.get(b.item) ?? 99)),
    outcome: { unanswered, na, mustFailed, score },
    found,
    pictures: pictures.map(({ accuracyMetres: _, ...p }) => ({ ...p, sha256: p.sha256.toString('hex') })),
    mayChange: i.voidedAt === null && ctx.actor.role !== 'auditor' && mayChange(ctx, i),
  }
})

export const photo = read(contract.photo, async (ctx, { inspectionId, photoId }): Promise<FileAnswer> => {
  const { communeId } = await getInspection(ctx, inspectionId)
  const found = await store.findPhoto(ctx.db, communeId, inspectionId, photoId)
  if (!found) throw new Problem('not-found', { what: 'ảnh' })
  return { fileName: found.name, mime: found.mime, bytes: await openFile(ctx.secrets, found.sealed) }
})

export const findings = read(contract.findings, async (ctx, input) => {
  const { lo, hi } = await unitOf(ctx, input.areaId)
  const all = await findingRows(ctx, {
    lo,
    hi,
    from: input.from ?? null,
    until: input.until ?? null,
    inspectionIds: null,
    findingId: null,
  })
  const rows = all.filter((f) => input.state === 'all' || (f.state === 'closed') === (input.state === 'closed'))
  return { total: rows.length, rows: rows.slice(0, input.limit) }
})

export const league = read(contract.league, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const area = await unitOf(ctx, input.areaId)
  const rule = await ruleOn(ctx, day)
  const below = (await listUnits(ctx.db, area.lo, area.hi, day, null)).filter(
    (u) => u.parentId === area.areaId && (u.tier === 'district' || u.tier === 'commune'),
  )
  const units = below.length > 0 ? below : [area]
  const found = await countFindings(ctx.db, area.lo, area.hi, day)
  const rows = leagueOf(
    units.map((u) => ({ areaId: u.areaId, name: u.fullName, lo: u.lo, hi: u.hi })),
    await leadersIn(ctx, area, day),
    await visitsOf(ctx, area, day),
    found,
    rule?.perDay ?? null,
  )
  return { day, areaName: area.fullName, rule, rows }
})

export const leaders = read(contract.leaders, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const area = await unitOf(ctx, input.areaId)
  const rule = await ruleOn(ctx, day)
  const visits = await visitsOf(ctx, area, day)
  const owed = rule?.perDay ?? 0
  const rows = (await leadersIn(ctx, area, day)).map((l) => {
    const done = doneBy(visits, l.accountId, l)
    return {
      accountId: l.accountId,
      officer: l.officer,
      areaId: l.areaId,
      areaName: l.areaName,
      owed,
      done,
      missing: Math.max(0, owed - done),
    }
  })
  return { day, rule, rows: rows.sort((a, b) => b.missing - a.missing) }
})
