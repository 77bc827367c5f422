import type { EarsRow } from '@phaodai/epi/ears.window.ts'
import { earsC1 } from '@phaodai/epi/ears-c1.ts'
import { earsC2 } from '@phaodai/epi/ears-c2.ts'
import { earsC3 } from '@phaodai/epi/ears-c3.ts'
import { farringtonFlexible } from '@phaodai/epi/farrington-flexible.ts'
import { scanPlan } from '@phaodai/epi/scan-plan.ts'
import { read } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { listUnits } from '../areas/areas.store.ts'
import * as contract from './analysis.contract.ts'
import { besideOf, dmy, listOf, NO_CASE, opened, setting } from './analysis.frame.ts'
import { placesOf } from './analysis.places.ts'
import { countOf, dayNumber, dayText, seriesOf } from './analysis.rules.ts'
import * as store from './analysis.store.ts'
import { methods } from './analysis.words.ts'
import { scanJob } from './scan.desk.ts'
import { dayAfter } from './situation.rules.ts'
import { provinceOf } from './situation.store.ts'

const say = (vi: string, en: string): Words => ({ vi, en })

/** Days of a commune's series that are judged, and days before them that the longest baseline needs. */
const JUDGED = 14
const BASELINE = 11
/** What Farrington flexible looks back by default: 4 years and 3 weeks, and the week itself. */
const FARRINGTON_WEEKS = 4 * 52 + 3 + 1
/** Weeks of its verdicts that are shown. */
const FARRINGTON_SHOWN = 8

export const aberration = read(contract.aberration, async (ctx, input) => {
  const { area, until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const last = dayNumber(until)
  const span = JUDGED + BASELINE
  const units = await listUnits(ctx.db, area.lo, area.hi, until, null)
  const communes = units.filter((u) => u.tier === 'commune')
  const names = new Map(units.map((u) => [u.areaId, u]))
  const counts = new Map<number, number[]>()
  for (const g of groups) {
    const back = g.known === null ? -1 : last - dayNumber(g.known)
    if (back < 0 || back >= 28) continue
    const days = counts.get(g.communeId) ?? new Array<number>(28).fill(0)
    days[27 - back]! += g.n
    counts.set(g.communeId, days)
  }
  const options = { minSigma: input.minSigma }
  const rows = [...counts].map(([areaId, days]) => {
    const series = days.slice(-span)
    const found = [earsC1(series, options), earsC2(series, options), earsC3(series, options)] as const
    const today = (judged: readonly EarsRow[]) => {
      const { upperbound, alarm } = judged.at(-1)!
      return { upperbound, alarm }
    }
    const alarms = new Set(
      found.flatMap((judged) =>
        judged
          .slice(-JUDGED)
          .filter((row) => row.alarm)
          .map((row) => row.t),
      ),
    )
    const unit = names.get(areaId)
    return {
      areaId,
      name: unit?.fullName ?? String(areaId),
      district: (unit?.parentId && names.get(unit.parentId)?.tier === 'district' && names.get(unit.parentId)?.fullName) || null,
      observed: series.at(-1)!,
      last7: series.slice(-7).reduce((sum, n) => sum + n, 0),
      c1: today(found[0]),
      c2: today(found[1]),
      c3: today(found[2]),
      alarmDays: [...alarms].sort((a, b) => a - b).map((t) => dayText(last - series.length + t)),
    }
  })
  const alarmed = (r: (typeof rows)[number]) => [r.c1, r.c2, r.c3].filter((bound) => bound.alarm).length
  rows.sort((a, b) => alarmed(b) - alarmed(a) || b.observed - a.observed || b.last7 - a.last7 || a.areaId - b.areaId)
  const inSpan = rows.length === 0 ? 0 : [...counts.values()].flat().reduce((sum, n) => sum + n, 0)
  const chance = Math.round(communes.length * 0.001 * 100) / 100
  return {
    ...head,
    cases: countOf(groups),
    units: communes.length,
    rows,
    farrington: farringtonOf(groups, until),
    notEstimable:
      countOf(groups) === 0
        ? NO_CASE(until)
        : rows.length === 0
          ? say('Không có ca nào trong 28 ngày: không có gì để xét.', 'No case in 28 days: nothing to judge.')
          : null,
    beside: besideOf(methods.aberration, {
      n: inSpan,
      settings: [
        setting('Ngày xét', 'Day judged', say(dmy(until), dmy(until))),
        setting('Ngày nền', 'Baseline days', 7),
        setting('Độ lệch chuẩn tối thiểu', 'Least standard deviation', input.minSigma),
        setting('Ngưỡng C1, C2', 'Bound of C1, C2', say('p < 0,001', 'p < 0.001')),
        setting('Ngưỡng C3', 'Bound of C3', say('trên 2', 'above 2')),
      ],
      doubts: [
        ...doubts,
        say(
          `Xét ${communes.length} đơn vị một ngày: do ngẫu nhiên khoảng ${String(chance).replace('.', ',')} báo động C1 mỗi ngày, nếu số ca phân bố chuẩn; số nhỏ thì nhiều hơn.`,
          `${communes.length} units judged a day: some ${chance} C1 alarms a day by chance were counts normal; with small counts more.`,
        ),
      ],
      list: listOf({ from: dayAfter(until, -27), until }),
    }),
  }
})

/** Whole weeks that end on the day, against the same season of earlier years; said so where there are no such years. */
function farringtonOf(groups: readonly store.CaseGroup[], until: string) {
  const series = seriesOf(groups, 'report', until)
  const weeks = Math.floor(series.all.length / 7)
  const needed = FARRINGTON_WEEKS
  if (weeks < needed)
    return {
      ...{ weeks, needed, rows: [] },
      words: say(
        `Farrington chưa dùng được: cần ${needed} tuần (4 năm) số liệu, mới có ${weeks}.`,
        `Farrington cannot be used yet: it needs ${needed} weeks (4 years) of counts, there are ${weeks}.`,
      ),
    }
  const offset = series.all.length - 7 * weeks
  const sums = Array.from({ length: weeks }, (_, w) =>
    series.all.slice(offset + 7 * w, offset + 7 * w + 7).reduce((sum, n) => sum + n, 0),
  )
  const ends = sums.map((_, w) => series.first + offset + 7 * w + 6)
  const rows = farringtonFlexible(sums, { days: ends })
    .slice(-FARRINGTON_SHOWN)
    .map(({ t, observed, expected, upperbound, alarm }) => ({
      ...{ observed: observed!, expected, upperbound, alarm },
      from: dayText(ends[t - 1]! - 6),
      until: dayText(ends[t - 1]!),
    }))
  return {
    ...{ weeks, needed, rows },
    words: say(
      'Farrington linh hoạt theo tuần: 4 năm, 3 tuần mỗi bên, 10 mùa, một phía 0,01.',
      'Farrington flexible by week: 4 years, 3 weeks on each side, 10 seasons, one-sided 0.01.',
    ),
  }
}

export const clusters = read(contract.clusters, async (ctx, input) => {
  const { area, until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const { provinceCode } = await provinceOf(ctx.db)
  const from = dayAfter(until, 1 - input.days)
  const units = await listUnits(ctx.db, area.lo, area.hi, until, 'commune')
  const places = placesOf(units, provinceCode)
  const names = new Map(units.map((u) => [u.areaId, u.fullName]))
  const placed = new Set(places.map((p) => p.areaId))
  const inSpan = groups.filter((g) => g.known !== null && g.known >= from)
  const cases = inSpan
    .filter((g) => placed.has(g.communeId))
    .map((g) => ({ location: String(g.communeId), day: dayNumber(g.known!), cases: g.n }))
  const n = cases.reduce((sum, c) => sum + c.cases, 0)
  const unplaced = countOf(inSpan) - n
  const enough = n >= 2 && new Set(cases.map((c) => c.location)).size > 1
  const job = enough
    ? scanJob(
        scanPlan(
          cases,
          places.map(({ areaId, lat, lng }) => ({ location: String(areaId), lat, lng })),
          {
            ...{ maxRadiusKm: input.maxRadiusKm, maxDays: Math.min(input.maxDays, input.days), maxFraction: input.maxFraction },
            ...{ runs: input.runs, seed: input.seed, from: dayNumber(from), to: dayNumber(until) },
          },
        ),
      )
    : null
  return {
    ...head,
    cases: countOf(groups),
    state: job === null ? ('none' as const) : job.clusters === null ? ('running' as const) : ('done' as const),
    progress: { done: job?.done ?? 0, total: job?.total ?? 0 },
    from,
    places: places.length,
    unplaced,
    clusters: (job?.clusters ?? []).map((c) => {
      const start = dayText(c.start)
      const end = dayText(c.end)
      return {
        ...{
          start,
          end,
          observed: c.observed,
          expected: c.expected,
          llr: c.llr,
          p: c.p,
          pGumbel: c.pGumbel,
          radiusKm: c.radiusKm,
        },
        places: c.locations.map((id) => ({ areaId: Number(id), name: names.get(Number(id)) ?? id })),
        list: { area: c.locations.join(','), from: start, until: end },
      }
    }),
    notEstimable:
      countOf(groups) === 0
        ? NO_CASE(until)
        : places.length === 0
          ? say(
              'Chưa có ranh giới của tỉnh này nên không có vị trí để quét.',
              'There are no outlines of this province, so no places to scan.',
            )
          : enough
            ? null
            : say(
                `Chưa quét được: cần ít nhất hai ca ở hai nơi trong ${input.days} ngày.`,
                `Nothing to scan: at least two cases in two places in ${input.days} days are needed.`,
              ),
    beside: besideOf(methods.clusters, {
      n,
      settings: [
        setting('Khoảng ngày', 'Span', say(`${dmy(from)} – ${dmy(until)}`, `${dmy(from)} – ${dmy(until)}`)),
        setting('Bán kính lớn nhất (km)', 'Largest radius (km)', input.maxRadiusKm),
        setting('Cửa sổ dài nhất (ngày)', 'Longest window (days)', input.maxDays),
        setting('Tỷ lệ ca lớn nhất', 'Largest share of cases', input.maxFraction),
        setting('Số lần hoán vị', 'Permutations', input.runs),
        setting('Hạt giống', 'Seed', input.seed),
      ],
      doubts: [
        ...doubts,
        ...(unplaced > 0
          ? [
              say(
                `${unplaced} ca ở đơn vị không có vị trí, không quét.`,
                `${unplaced} cases lie in units without a place and are left out.`,
              ),
            ]
          : []),
        ...(until < '2025-07-01' && places.length > 0
          ? [
              say(
                'Xã năm 2021 được đặt ở tâm xã năm 2025 mà nó nhập vào: các xã cùng nhập vào một xã có cùng vị trí.',
                'Communes of 2021 are placed at the centre of the commune of 2025 that took them: those that went to one share a place.',
              ),
            ]
          : []),
      ],
      list: listOf({ from, until }),
    }),
  }
})
