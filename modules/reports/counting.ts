import { createHash } from 'node:crypto'
import { OFFSET } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import { listChildren, type StoredArea } from '../areas/areas.store.ts'
import { firstHamletId } from '../areas/hamlets.rules.ts'
import { ruleIn, sourceWords } from '../policy/inforce.rules.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { alone, type Counted, families, figureValue, kinds, nothing, type Stock } from './figures.rules.ts'
import { type CountedRow, compareSets, countAsked, countSets } from './figures.store.ts'
import type { Body, CutOff, Figure } from './reports.contract.ts'
import type { Undated } from './undated.rules.ts'

/** Facts dated up to `day` and known at `known`, against those of the day before. */
export interface Times {
  day: string
  known: string
  beforeDay: string
  beforeKnown: string
  /** By which rule an ending without a day counts. */
  undated: Undated
}

export type Counts = Map<Stock, CountedRow[]>

type Range = Pick<StoredArea, 'lo' | 'hi'>

/**
 * Every stock of an area at two times, as far as figures say what is new and gone. Across areas: the figures of a level are the same whoever asks,
 * and hold no person.
 */
export const countAll = (ctx: Ctx, disease: string, { lo, hi }: Range, t: Times, prints = true): Promise<Counts> =>
  ctx.acrossAreas(async () => {
    const asked = { disease, lo, hi, ...t, families: families.filter((f) => !alone.includes(f)) }
    const rows = await Promise.all([
      prints ? countSets(ctx.db, asked) : compareSets(ctx.db, asked),
      countAsked(ctx.db, { lo, hi, day: t.day, known: t.known }, prints),
    ])
    return Map.groupBy(rows.flat(), (r) => r.stock)
  })

/** What is new and gone of every stock between two times; no prints. */
export const compareAll = (ctx: Ctx, disease: string, { lo, hi }: Range, t: Times): Promise<Counts> =>
  ctx.acrossAreas(async () => Map.groupBy(await compareSets(ctx.db, { disease, lo, hi, ...t, families }), (r) => r.stock))

/** The counts of the communes in a range of ids. */
export const countsIn =
  (counts: Counts, { lo, hi }: Pick<StoredArea, 'lo' | 'hi'>) =>
  (stock: Stock): Counted => {
    const sum = { ...nothing }
    for (const row of counts.get(stock) ?? [])
      if (row.communeId >= lo && row.communeId <= hi) {
        sum.there += row.there
        sum.new += row.new
        sum.gone += row.gone
      }
    return sum
  }

/** The print of a set: of each commune's, in their order. */
export const printOf = (rows: readonly CountedRow[]): string => {
  const hash = createHash('sha256')
  for (const r of rows) if (r.there > 0) hash.update(`${r.communeId}:${r.print}\n`)
  return hash.digest('hex').slice(0, 32)
}

/** Figures with how they are counted and what lists their rows. `before`: the values of the day before's report. */
export function figuresOf(counts: Counts, area: StoredArea, before: ReadonlyMap<string, number | null>): Figure[] {
  const at = countsIn(counts, area)
  return kinds.map((kind) => {
    const value = figureValue(kind, at)
    const { key, label, how, unit } = kind
    return {
      ...{ key, label, how, unit, value },
      before: before.get(key) ?? null,
      list: kind.of && { stock: kind.of.stock, side: kind.of.side, print: printOf(counts.get(kind.of.stock) ?? []) },
    }
  })
}

/** The units just below one. Hamlets are none: no fact is counted by them, which is not zero, and none reports for itself, so none is late. */
export const listUnitsUnder = async (db: Db, lo: number, day: string): Promise<StoredArea[]> =>
  (await listChildren(db, lo, day)).filter((u) => u.areaId < firstHamletId)

/** The same figures of the units just below. */
export async function rowsOf(ctx: Ctx, counts: Counts, area: StoredArea, day: string): Promise<Body['rows']> {
  return (await listUnitsUnder(ctx.db, area.lo, day)).map((child) => {
    const at = countsIn(counts, child)
    const values = Object.fromEntries(kinds.filter((k) => k.of !== null).map((k) => [k.key, figureValue(k, at)]))
    return { areaId: child.areaId, name: child.fullName, values }
  })
}

const hourKeys = { commune: 'communeAt', district: 'districtAt', province: 'provinceAt' } as const

/** The hour of a level on a day by the policy in force, with its source; null where it says nothing. */
export function cutOffOf(rules: Rules, tier: string, day: string): z.output<typeof CutOff> | null {
  const stated = ruleIn(rules.on(day), 'quickReport')?.[hourKeys[tier as keyof typeof hourKeys] ?? 'communeAt']
  return stated?.value ? { hour: stated.value, source: sourceWords(stated), confirmed: stated.confirmed } : null
}

export const instantOf = (day: string, hour: string): string => new Date(`${day}T${hour}:00${OFFSET}`).toISOString()

/** The hour to freeze at: the policy's, or the one a person set with a reason. @throws Problem report-no-hour, report-too-early */
export function hourFor(
  ctx: Ctx,
  rules: Rules,
  tier: string,
  day: string,
  own: { hour?: string | undefined; reason?: string | undefined },
) {
  const stated = cutOffOf(rules, tier, day)
  if (own.hour && !own.reason)
    throw new Problem('invalid-input', {}, [
      { field: 'reason', vi: 'ghi lý do khi ấn định giờ khác', en: 'say why another hour is set' },
    ])
  const set = own.hour && {
    hour: own.hour,
    source: { vi: `ấn định riêng: ${own.reason}`, en: `set by hand: ${own.reason}` },
    confirmed: true,
  }
  const cutOff = set || stated
  if (!cutOff) throw new Problem('report-no-hour', { day })
  const knownAt = instantOf(day, cutOff.hour)
  if (knownAt > ctx.now) throw new Problem('report-too-early', { cutOff: `${cutOff.hour} ${day.split('-').reverse().join('/')}` })
  return { cutOff, knownAt, stated }
}

/** When the day before is taken to have been cut off, where no report of it was frozen. */
export const dayBefore = (rules: Rules, tier: string, day: string, knownAt: string) => {
  const beforeDay = addDays(day, -1)
  const hour = cutOffOf(rules, tier, beforeDay)?.hour
  return { beforeDay, beforeKnown: hour ? instantOf(beforeDay, hour) : new Date(Date.parse(knownAt) - 86_400_000).toISOString() }
}
