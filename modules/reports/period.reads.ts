/** Weekly and monthly reports and outbreaks (TT 54/2015/TT-BYT), counted from the same facts as the daily report. No person in them. */
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { z } from 'zod'
import { getAreas, listChildren } from '../areas/areas.store.ts'
import { clockOf } from '../notices/notices.rules.ts'
import type { DiseaseProfile } from '../policy/policy.contract.ts'
import { loadedPolicy } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { countsIn } from './counting.ts'
import type { Stock } from './figures.rules.ts'
import { countStock } from './figures.store.ts'
import { written } from './letter/written.ts'
import * as contract from './period.contract.ts'
import { periodLetter } from './period.letter.rules.ts'
import { type OutbreakRule, outbreaksOf, periodOf } from './period.rules.ts'
import * as store from './period.store.ts'
import { getMode } from './reports.store.ts'

type Area = Awaited<ReturnType<typeof areaOf>>
const stocks = ['f0', 'f0-recovered', 'f0-died'] as const satisfies Stock[]

async function countsOf(ctx: Ctx, disease: string, { lo, hi }: Area, until: string, before: string) {
  const at = { disease, lo, hi, day: until, known: ctx.now, beforeDay: before, beforeKnown: ctx.now }
  return new Map(await Promise.all(stocks.map(async (stock) => [stock, await countStock(ctx.db, { ...at, stock })] as const)))
}

async function diseaseIn(ctx: Ctx, profile: DiseaseProfile, area: Area, span: { from: string; until: string }) {
  const { code, cluster } = profile
  const { from, until } = span
  const clock = clockOf(profile, until)
  const { lo, hi } = area
  const [counts, year, days] = await Promise.all([
    countsOf(ctx, code, area, until, addDays(from, -1)),
    countsOf(ctx, code, area, until, `${Number(until.slice(0, 4)) - 1}-12-31`),
    store.listCaseDays(ctx.db, { disease: code, lo, hi, until }),
  ])
  const at = countsIn(counts, area)
  // nobody ever said how any case ended: then how many died is not known
  const endings = at('f0-recovered').there + at('f0-died').there > 0 || at('f0').there === 0
  const deaths = (of: typeof at) => (endings ? of('f0-died').new : null)
  const rule: OutbreakRule = {
    casesAtLeast: cluster?.casesAtLeast.value ?? null,
    withinDays: cluster?.withinDays.value ?? null,
    endsAfterDaysWithoutCase: cluster?.endsAfterDaysWithoutCase.value ?? null,
  }
  const outbreaks = [...Map.groupBy(days, (d) => d.communeId).entries()].flatMap(([areaId, own]) =>
    outbreaksOf(
      own.flatMap((d) => Array<string>(d.n).fill(d.day)),
      rule,
      until,
    )
      // those that were going on in the period
      .filter((o) => o.lastOn >= from || o.state === 'active')
      .map((o) => ({ areaId, areaName: own[0]!.areaName, ...o })),
  )
  const hours = clock.inForce ? clock.hours : null
  return {
    ...{ disease: code, name: profile.name, inForce: clock.inForce, source: clock.source, why: clock.why },
    ...{ cases: at('f0').new, deaths: deaths(at), casesThisYear: countsIn(year, area)('f0').new },
    notices: hours === null ? null : await store.countNotices(ctx.db, { disease: code, hours, lo, hi, ...span, now: ctx.now }),
    units: (await listChildren(ctx.db, lo, until))
      .map((u) => ({ areaId: u.areaId, name: u.fullName, own: countsIn(counts, u) }))
      .map(({ own, ...u }) => ({ ...u, cases: own('f0').new, deaths: deaths(own) })),
    outbreaks,
    missing: [
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
    ],
  }
}

async function periodIn(ctx: Ctx, input: z.output<typeof contract.period.input>): Promise<z.infer<typeof contract.Period>> {
  const area = await areaOf(ctx, input.areaId)
  const span = periodOf(input.kind, input.day ?? ctx.today)
  const { profiles } = await loadedPolicy(ctx.db)
  const all = await ctx.acrossAreas(() => Promise.all(profiles.map((p) => diseaseIn(ctx, p, area, span))))
  return {
    ...{ kind: input.kind, ...span, ended: span.until < ctx.today, cutOffAt: ctx.now },
    area: { areaId: area.areaId, name: area.fullName, tier: area.tier },
    diseases: all.sort((a, b) => b.cases - a.cases || a.disease.localeCompare(b.disease)),
    missing: [
      { vi: 'hạn nộp trong tuần, tháng của TT 54: chưa xác nhận được', en: 'the day on which it is due: not confirmed' },
      {
        vi: 'biểu mẫu của TT 54: chưa có bản chính, các cột ở đây là của phần mềm',
        en: 'the form itself: columns are this product’s own',
      },
      { vi: 'ca nội trú, ca nặng, tình trạng tiêm chủng của ca', en: 'in-patients, severe cases, vaccination of cases' },
    ],
  }
}

export const period = read(contract.period, periodIn)

const MIME = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' }
export const periodDocument = read(contract.periodDocument, async (ctx, input): Promise<FileAnswer> => {
  const p = await periodIn(ctx, input)
  const [area] = await getAreas(ctx.db, [p.area.areaId])
  const [above] = area?.parentId ? await getAreas(ctx.db, [area.parentId]) : []
  const drill = (await getMode(ctx.db)).mode === 'drill'
  const letter = periodLetter(p, {
    drill,
    above: above ? { name: above.fullName, tier: above.tier } : null,
    provinceName: area?.name ?? '',
  })
  const fileName = `${drill ? 'dien-tap-' : ''}bao-cao-${p.kind === 'week' ? 'tuan' : 'thang'}-${fold(p.area.name).replace(/ /g, '-')}-${p.from}.${input.format}`
  return { fileName, mime: MIME[input.format], bytes: await written(letter, input.format) }
})
