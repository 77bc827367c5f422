import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { slots } from '../checks/rollup.reads.ts'
import { signals } from '../checks/signals.reads.ts'
import { tasks } from '../directives/tasks.reads.ts'
import { orders } from '../laboratory/laboratory.reads.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { owed } from '../quarantine/quarantine.reads.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { figuresByCommune } from '../situation/situation.store.ts'
import { agendaOf } from './agenda.rules.ts'
import { loadBriefing } from './briefing.commands.ts'
import * as contract from './briefing.contract.ts'
import { conclusionLetter } from './briefing.letter.rules.ts'
import * as store from './briefing.store.ts'
import { bodyNow, versionsOf } from './conclusion.commands.ts'
import type { StoredVersion } from './conclusion.store.ts'
import { listUnitsUnder } from './counting.ts'
import { written } from './letter/written.ts'
import { standingOf } from './reports.commands.ts'
import { due } from './reports.reads.ts'
import { getMode } from './reports.store.ts'
import { listRumours } from './texts.store.ts'

/** From what is late and worst on the screens of the day. Each figure is the screen's own. */
export const agenda = read(contract.agenda, async (ctx: Ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const { areaId, lo, hi } = area
  const day = ctx.today
  const units = await listUnitsUnder(ctx.db, lo, day)
  const counts = await figuresByCommune(ctx.db, { disease, lo, hi, day })
  const sum = (u: { lo: number; hi: number }, key: 'newF0' | 'activeF0') =>
    counts.filter((c) => c.communeId >= u.lo && c.communeId <= u.hi).reduce((n, c) => n + c[key], 0)
  const slot = await slots.handle(ctx, { disease, areaId, by: 'next' })
  const late = await owed.handle(ctx, { disease, areaId, state: 'late', limit: 1, offset: 0 })
  const sampling = await orders.handle(ctx, { disease, areaId, state: 'late', limit: 1, offset: 0 } as Parameters<
    typeof orders.handle
  >[1])
  const coughing = await signals.handle(ctx, { disease, areaId, state: 'open', from: day, until: day, limit: 1 })
  const chased = await tasks.handle(ctx, { view: 'all', state: 'late', parts: 'all', areaId, limit: 20, offset: 0 })
  const today = await due.handle(ctx, { disease, areaId, day })
  // a morning's briefing speaks of the day before: of today nothing is due yet
  const yesterday = addDays(day, -1)
  const reporting = today.cutOff?.passed ? today : await due.handle(ctx, { disease, areaId, day: yesterday })
  const open = await listRumours(ctx.db, { rumourId: null, lo, hi, from: null, state: 'open', limit: 1000 })
  const frozen = (await standingOf(ctx, areaId, disease, day)) ?? (await standingOf(ctx, areaId, disease, yesterday))
  return {
    day,
    items: agendaOf({
      worst: units
        .map((u) => ({ name: u.fullName, newF0: sum(u, 'newF0'), activeF0: sum(u, 'activeF0') }))
        .sort((a, b) => b.newF0 - a.newF0 || b.activeF0 - a.activeF0),
      newF0: sum(area, 'newF0'),
      slots: {
        late: slot.rows.filter((r) => r.state === 'missed' && r.missing > 0).map((r) => ({ name: r.name, missing: r.missing })),
        ...{ teamsDue: slot.total.teamsDue, teamsReported: slot.total.teamsReported, slot: slot.slot },
      },
      waiting: coughing.total,
      owedLate: late.total,
      ordersLate: sampling.total,
      samplesPending: frozen && {
        n: frozen.body.figures.find((f) => f.key === 'samples.pending')?.value ?? 0,
        reportId: frozen.reportId,
      },
      tasksLate: chased.rows,
      tasksLateTotal: chased.total,
      reportsLate: reporting.rows.filter((r) => r.late && r.areaId !== areaId).map((r) => r.name),
      rumoursOpen: open.length,
      ...{ day, reportsDay: reporting.day, disease, area: areaId === ctx.actor.areaId ? null : areaId },
    }),
  }
})

const headOf = (b: store.StoredBriefing) => ({
  ...{ briefingId: b.briefingId, areaId: b.areaId, areaName: b.areaName, day: b.day, chair: b.chair, chairTitle: b.chairTitle },
  ...{ decisions: b.decisions, closedAt: b.closedAt },
})

export const briefings = read(contract.briefings, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { lo, hi } = await areaOf(ctx, input.areaId)
  return { rows: (await store.listBriefings(ctx.db, { briefingId: null, disease, lo, hi, limit: input.limit })).map(headOf) }
})

export const briefing = read(contract.briefing, async (ctx, input) => {
  const b = await loadBriefing(ctx, input.briefingId)
  return {
    ...{ ...headOf(b), attended: b.attended, reportId: b.reportId },
    versions: (await versionsOf(ctx, b)).map((v) => ({
      version: v.version,
      reason: v.reason,
      signature: v.signer === null ? null : { ...signedOf(v), signedAt: v.signedAt!, decisions: v.body!.decisions.length },
    })),
    // those opened before figures had their lists hold none
    agenda: b.agenda.map((i) => ({ ...i, lists: i.lists ?? [] })),
    rows: await store.listDecisions(ctx.db, { briefingId: b.briefingId, decisionId: null }),
  }
})

const signedOf = (v: StoredVersion) => ({
  ...{
    documentNo: v.documentNo!,
    year: v.year!,
    signer: v.signer!,
    title: v.title!,
    capacity: v.capacity!,
    signedOn: v.signedOn!,
  },
})

const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

export const conclusion = read(contract.conclusion, async (ctx, input): Promise<FileAnswer> => {
  const b = await loadBriefing(ctx, input.briefingId)
  const { profile } = await rulesFor(ctx.db, b.disease)
  const [area] = await getAreas(ctx.db, [b.areaId])
  const [above] = area?.parentId ? await getAreas(ctx.db, [area.parentId]) : []
  const versions = await versionsOf(ctx, b)
  const of = input.version ? versions.find((v) => v.version === input.version) : versions.at(-1)
  if (input.version && !of?.body) throw new Problem('not-found', { what: `bản ký số ${input.version}` })
  const before = versions.findLast((v) => v.body !== null && v.version < (of?.version ?? 0))
  const drill = (await getMode(ctx.db)).mode === 'drill'
  const letter = conclusionLetter({
    ...{ layout: input.layout, drill, disease: profile.name.vi, ...(of?.body ?? (await bodyNow(ctx, b))) },
    ...{ area: { name: b.areaName, tier: area?.tier ?? '' }, provinceName: area?.name ?? '' },
    above: above ? { name: above.fullName, tier: above.tier } : null,
    signature: of?.signer ? signedOf(of) : null,
    replaces: of && before ? { ...signedOf(before), reason: of.reason ?? '' } : null,
  })
  const fileName = `${drill ? 'dien-tap-' : ''}ket-luan-giao-ban-${fold(b.areaName).replace(/ /g, '-')}-${b.day}.${input.format}`
  return { fileName, mime: MIME[input.format], bytes: await written(letter, input.format) }
})
