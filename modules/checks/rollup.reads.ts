import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, listUnits, type StoredArea } from '../areas/areas.store.ts'
import { getInstance } from '../identity/identity.store.ts'
import type { Slot } from './checks.contract.ts'
import { paceFor } from './pace.ts'
import * as contract from './rollup.contract.ts'
import * as store from './rollup.store.ts'
import { slotReportText } from './slotreport.rules.ts'
import { currentSlot, slotOwed } from './slots.rules.ts'
import { ownTeams } from './whose.ts'

type Figures = contract.Figures
const none = (): Figures => ({
  ...{ teamsDue: 0, teamsReported: 0, teamsComplete: 0, due: 0, asked: 0, well: 0, symptomatic: 0, absent: 0, refused: 0 },
  ...{ moved: 0, late: 0, conflicts: 0, signals: 0, ordered: 0, sampled: 0, answered: 0, positive: 0, waiting: 0 },
})
const keys = Object.keys(none()) as (keyof Figures)[]
/** Adds what a row has of the figures. */
function add(to: Figures, from: Partial<Figures>): void {
  for (const k of keys) to[k] += from[k] ?? 0
}
const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b)
const later = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b)

interface Line {
  figures: Figures
  firstAt: string | null
  lastAt: string | null
}
const line = (): Line => ({ figures: none(), firstAt: null, lastAt: null })
interface Asked {
  area: StoredArea
  day: string
  slot: Slot
  disease: string
}

/** The area, day and slot that are asked for: by default the post's own, and the slot that is being asked now. */
async function asked(
  ctx: Ctx,
  input: { areaId?: number | undefined; day?: string | undefined; slot?: Slot | undefined; disease: string },
) {
  const [area] = await getAreas(ctx.db, [input.areaId ?? ctx.actor.areaId])
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  const pace = await paceFor(ctx, input.disease)
  const now = currentSlot(ctx.now, pace.on(ctx.today).hours)
  const day = input.day ?? ctx.today
  return { area, day, slot: input.slot ?? (day === ctx.today ? now.slot : 'evening'), disease: pace.disease, pace: pace.on(day) }
}

/**
 * Each team of a commune, or each commune under an area, with its figures of the slot.
 * @param loose takes the signals of no team (a pharmacy's, a declaration's): the area's sum has them at every tier
 */
async function linesOf(ctx: Ctx, a: Asked, byTeam: boolean, loose: Figures) {
  const range = { lo: a.area.lo, hi: a.area.hi, day: a.day, slot: a.slot }
  const signals = await store.listSignalFigures(ctx.db, { ...range, disease: a.disease })
  const lines = new Map<string, Line & { name: string; code: string; communeId: number }>()
  const own = await ownTeams(ctx)
  if (byTeam || own) {
    for (const t of await store.listTeamFigures(ctx.db, { ...range, teamIds: own })) {
      const at = { ...line(), name: t.name, code: t.code, communeId: t.communeId, firstAt: t.firstAt, lastAt: t.lastAt }
      add(at.figures, { ...t, teamsDue: 1, teamsReported: t.asked > 0 ? 1 : 0, teamsComplete: t.asked >= t.due ? 1 : 0 })
      lines.set(t.teamId, at)
    }
    for (const s of signals) {
      const line = s.teamId && lines.get(s.teamId)
      if (line) add(line.figures, s)
      else if (!own) add(loose, s)
    }
    return lines
  }
  const names = new Map((await listUnits(ctx.db, a.area.lo, a.area.hi, a.day, 'commune')).map((u) => [u.lo, u]))
  const nameOf = (id: number) => ({
    name: names.get(id)?.fullName ?? String(id),
    code: names.get(id)?.code ?? String(id),
    communeId: id,
  })
  for (const c of await store.listCommuneFigures(ctx.db, range)) {
    const at = { ...line(), ...nameOf(c.communeId), firstAt: c.firstAt, lastAt: c.lastAt }
    add(at.figures, c)
    lines.set(String(c.communeId), at)
  }
  for (const s of signals) {
    const key = String(s.communeId)
    if (!lines.has(key)) lines.set(key, { ...line(), ...nameOf(s.communeId) })
    add(lines.get(key)!.figures, s)
  }
  return lines
}

/** The communes' lines added up by district. */
async function byDistrict(ctx: Ctx, a: Asked, lines: Awaited<ReturnType<typeof linesOf>>) {
  const districts = await listUnits(ctx.db, a.area.lo, a.area.hi, a.day, 'district')
  if (districts.length === 0) return null
  const out: typeof lines = new Map()
  for (const c of lines.values()) {
    const d = districts.find((u) => u.lo <= c.communeId && c.communeId <= u.hi)
    const key = String(d?.areaId ?? c.communeId)
    const at = out.get(key) ?? { ...line(), name: d?.fullName ?? c.name, code: d?.code ?? c.code, communeId: c.communeId }
    out.set(key, { ...at, firstAt: earlier(at.firstAt, c.firstAt), lastAt: later(at.lastAt, c.lastAt) })
    add(at.figures, c.figures)
  }
  return out
}

/** The figures of a slot: teams of a commune, communes of a district, districts of a province; the most missing first. */
async function slotFigures(ctx: Ctx, input: Parameters<typeof asked>[1] & { by: 'next' | 'team' }) {
  const a = await asked(ctx, input)
  const teams = input.by === 'team' || a.area.tier === 'commune' || ctx.actor.role === 'team'
  const total = none()
  const lines = await linesOf(ctx, a, teams, total)
  const grouped = !teams && a.area.tier === 'province' ? await byDistrict(ctx, a, lines) : null
  const tier = teams ? ('team' as const) : grouped ? ('district' as const) : ('commune' as const)
  const rows = [...(grouped ?? lines)].map(([key, l]) => {
    add(total, l.figures)
    const owed = slotOwed(l.figures, a.day, a.slot, a.pace.hours, a.pace.steps, ctx.now)
    const { state, missing, shownTo } = owed
    return { key, tier, code: l.code, name: l.name, ...l.figures, state, missing, shownTo, firstAt: l.firstAt, lastAt: l.lastAt }
  })
  rows.sort((x, y) => y.missing - x.missing || y.waiting - x.waiting || (x.code < y.code ? -1 : 1))
  return { ...a, total, rows }
}

export const slots = read(contract.slots, async (ctx, input) => {
  const { area, day, slot, pace, total, rows } = await slotFigures(ctx, input)
  const { areaId, code, fullName, tier } = area
  return {
    day,
    slot,
    cutOffAt: ctx.now,
    area: { areaId, code, name: fullName, tier },
    hours: pace.hours && { ...pace.hours[slot], source: pace.hours.source, confirmed: pace.hours.confirmed },
    total,
    rows,
  }
})

/** The quick report of a slot in the form that communes send up. */
export const slotReport = read(contract.slotReport, async (ctx, input) => {
  const { area, day, slot, total, rows } = await slotFigures(ctx, { ...input, by: 'next' })
  const movement = await store.dayFigures(ctx.db, area.lo, area.hi, day)
  const above = area.tier === 'commune' ? (await getAreas(ctx.db, [area.parentId!])).map((u) => u.fullName) : []
  const { mode } = await getInstance(ctx.db)
  const text = slotReportText({
    areaName: [area.fullName, ...above].join(', '),
    ...{ tier: area.tier, day, slot, cutOffAt: ctx.now, figures: total, movement, drill: mode === 'drill' },
    late: rows
      .filter((r) => r.missing > 0)
      .map((r) => `${r.name}${r.tier === 'team' ? ` (${r.code})` : ''} còn ${r.missing}/${r.due} hộ`),
  })
  return { day, slot, cutOffAt: ctx.now, text }
})

/** Which step of the ladder a role stands on: a lead sees at once, each level up after its hours. */
const levelOf = (ctx: Ctx) =>
  ctx.actor.role === 'team'
    ? ('lead' as const)
    : ctx.actor.role === 'commune' || ctx.actor.role === 'station'
      ? ('commune' as const)
      : ('district' as const)

/** Slots of the last days that are over and not complete, once they have come up to the reader's level; the oldest first. */
export const missed = read(contract.missed, async (ctx, input) => {
  const [area] = await getAreas(ctx.db, [input.areaId ?? ctx.actor.areaId])
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  const pace = await paceFor(ctx, 'covid19')
  const level = levelOf(ctx)
  const teamIds = await ownTeams(ctx)
  const from = addDays(ctx.today, 1 - input.days)
  const names = new Map((await listUnits(ctx.db, area.lo, area.hi, ctx.today, 'commune')).map((u) => [u.lo, u.fullName]))
  const reminded = new Map(
    (await store.listReminded(ctx.db, area.lo, area.hi, from)).map((r) => [`${r.teamId} ${r.day} ${r.slot}`, r.n]),
  )
  const rows = []
  for (let day = from; day <= ctx.today; day = addDays(day, 1)) {
    const { hours, steps } = pace.on(day)
    if (!hours || !steps) continue
    for (const slot of ['morning', 'evening'] as const) {
      if (Date.parse(`${day}T${hours[slot].to}:00+07:00`) > Date.parse(ctx.now)) continue
      for (const t of await store.listTeamFigures(ctx.db, { lo: area.lo, hi: area.hi, day, slot, teamIds, short: true })) {
        const { missing, dueAt, shownTo } = slotOwed(t, day, slot, hours, steps, ctx.now)
        if (!shownTo.includes(level)) continue
        const { teamId, code, name, communeId, due, asked } = t
        const areaName = names.get(communeId) ?? ''
        rows.push({
          teamId,
          code,
          name,
          communeId,
          areaName,
          day,
          slot,
          due,
          asked,
          missing,
          dueAt: dueAt!,
          reminded: reminded.get(`${teamId} ${day} ${slot}`) ?? 0,
        })
      }
    }
  }
  const { steps } = pace.on(ctx.today)
  const rule = steps && { source: steps.source, confirmed: steps.confirmed }
  return { level, rule, total: rows.length, rows: rows.slice(0, input.limit) }
})

export const hours = read(contract.hours, async (ctx, input) => {
  const { area, day } = await asked(ctx, { ...input, disease: 'covid19' })
  const from = new Date(`${day}T00:00:00+07:00`).toISOString()
  const until = new Date(`${addDays(day, 1)}T00:00:00+07:00`).toISOString()
  return { day, hours: (await store.listHours(ctx.db, area.lo, area.hi, from, until)) as never }
})

export const messages = read(contract.messages, async (ctx, input) => {
  const own = await ownTeams(ctx)
  if (own && input.teamId && !own.includes(input.teamId)) throw new Problem('team-not-yours')
  const { lo, hi } = ctx.actor
  const teamIds = input.teamId ? [input.teamId] : own
  const rows = await store.listMessages(ctx.db, { lo, hi, teamIds, unread: input.state === 'unread' })
  return { messages: rows.map(({ communeId: _, ...m }) => m) }
})
