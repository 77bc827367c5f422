/** One disease in a period (TT 54/2015/TT-BYT), counted from the same facts as the daily report as they were known at an instant. No person in it. */
import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { StoredArea } from '../areas/areas.store.ts'
import { clockOf } from '../notices/notices.rules.ts'
import type { DiseaseProfile } from '../policy/policy.contract.ts'
import { countsIn, listUnitsUnder, printOf } from './counting.ts'
import { countSets } from './figures.store.ts'
import type { PeriodDisease } from './period.contract.ts'
import type { FrozenBody } from './period.frozen.contract.ts'
import { outbreaksOf } from './period.rules.ts'
import * as store from './period.store.ts'
import { undatedIn } from './undated.rules.ts'

/** What a disease is counted by: of its profile, or of a frozen report, so that a profile mended later does not change what was frozen. */
export type CountedBy = Pick<PeriodDisease, 'disease' | 'name' | 'inForce' | 'source' | 'why' | 'rule'>

export function countedBy(profile: DiseaseProfile, until: string): CountedBy {
  const { cluster } = profile
  const clock = clockOf(profile, until)
  return {
    ...{ disease: profile.code, name: profile.name, inForce: clock.inForce, source: clock.source, why: clock.why },
    rule: {
      casesAtLeast: cluster?.casesAtLeast.value ?? null,
      withinDays: cluster?.withinDays.value ?? null,
      endsAfterDaysWithoutCase: cluster?.endsAfterDaysWithoutCase.value ?? null,
      notifyHours: clock.inForce ? clock.hours : null,
      undated: 'recorded',
    },
  }
}

/** The same by today's rule of endings without a day. */
export const byNow = (of: readonly CountedBy[]): CountedBy[] =>
  of.map((by) => ({ ...by, rule: { ...by.rule, undated: 'recorded' } }))

/** Whether some disease was counted by the older rule. */
export const isOlder = (of: readonly CountedBy[]): boolean => of.some((by) => undatedIn(by.rule) === 'always')

/** An area in a stretch of days, both inclusive, as known at an instant. */
export interface Counting {
  area: Pick<StoredArea, 'lo' | 'hi'>
  from: string
  until: string
  known: string
}

async function countsOf(ctx: Ctx, { disease, rule }: CountedBy, { area: { lo, hi }, until, known }: Counting, before: string) {
  const at = { disease, lo, hi, day: until, known, beforeDay: before, beforeKnown: known, undated: undatedIn(rule) }
  return Map.groupBy(await countSets(ctx.db, { ...at, families: ['cases'] }), (r) => r.stock)
}

/** @param ctx across areas: the figures of a level are the same whoever asks */
export async function diseaseIn(ctx: Ctx, by: CountedBy, of: Counting): Promise<FrozenBody['diseases'][number]> {
  const { disease, rule } = by
  const { from, until, known, area } = of
  const { lo, hi } = area
  const [counts, year, days] = await Promise.all([
    countsOf(ctx, by, of, addDays(from, -1)),
    countsOf(ctx, by, of, `${Number(until.slice(0, 4)) - 1}-12-31`),
    store.listCaseDays(ctx.db, { disease, lo, hi, until, known }),
  ])
  const at = countsIn(counts, area)
  // nobody ever said how any case ended: then how many died is not known
  const endings = at('f0-recovered').there + at('f0-died').there > 0 || at('f0').there === 0
  const deaths = (of: typeof at) => (endings ? of('f0-died').new : null)
  // while the period goes on, whether one is over is told of the day it is, not of the last day to come
  const today = localDay(known)
  const told = today < until ? today : until
  const outbreaks = [...Map.groupBy(days, (d) => d.communeId).entries()].flatMap(([areaId, own]) =>
    outbreaksOf(
      own.flatMap((d) => Array<string>(d.n).fill(d.day)),
      rule,
      told,
    )
      // those that were going on in the period
      .filter((o) => o.lastOn >= from || o.state === 'active')
      .map((o) => ({ areaId, areaName: own[0]!.areaName, ...o })),
  )
  return {
    ...by,
    ...{ cases: at('f0').new, deaths: deaths(at), casesThisYear: countsIn(year, area)('f0').new },
    ...(rule.undated && endings && { deathsUndated: at('f0-died-undated').new }),
    notices:
      rule.notifyHours === null
        ? null
        : await store.countNotices(ctx.db, { disease, hours: rule.notifyHours, lo, hi, from, until, known }),
    units: (await listUnitsUnder(ctx.db, lo, until))
      .map((u) => ({ areaId: u.areaId, name: u.fullName, own: countsIn(counts, u) }))
      .map(({ own, ...u }) => ({ ...u, cases: own('f0').new, deaths: deaths(own) })),
    outbreaks,
    missing: missingOf(rule, endings),
    print: printOf(counts.get('f0') ?? []),
  }
}

const missingOf = (rule: CountedBy['rule'], endings: boolean) => [
  ...(rule.casesAtLeast === null
    ? [
        {
          vi: 'bao nhiêu ca thì là ổ dịch: hồ sơ bệnh không nêu, mỗi xã có ca được kể',
          en: 'how many cases make an outbreak',
        },
      ]
    : []),
  ...(rule.endsAfterDaysWithoutCase === null
    ? [
        {
          vi: 'ổ dịch kết thúc sau bao nhiêu ngày không có ca: hồ sơ bệnh không nêu',
          en: 'after how many quiet days it ends',
        },
      ]
    : []),
  ...(endings ? [] : [{ vi: 'số tử vong: chưa có kết cục nào được ghi', en: 'deaths: no outcome was recorded' }]),
]

/** What the form of TT 54 asks for and nothing here knows. */
export const unknownOfForm = [
  { vi: 'hạn nộp trong tuần, tháng của TT 54: chưa xác nhận được', en: 'the day on which it is due: not confirmed' },
  {
    vi: 'biểu mẫu của TT 54: chưa có bản chính, các cột ở đây là của phần mềm',
    en: 'the form itself: columns are this product’s own',
  },
  { vi: 'ca nội trú, ca nặng, tình trạng tiêm chủng của ca', en: 'in-patients, severe cases, vaccination of cases' },
]

/** Every disease that has a profile; the most cases first. */
export async function diseasesIn(ctx: Ctx, by: readonly CountedBy[], of: Counting): Promise<FrozenBody['diseases']> {
  const all = await ctx.acrossAreas(() => Promise.all(by.map((b) => diseaseIn(ctx, b, of))))
  return all.sort((a, b) => (b.cases ?? 0) - (a.cases ?? 0) || a.disease.localeCompare(b.disease))
}
