import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { earsC1 } from '@phaodai/epi/ears-c1.ts'
import { earsC2 } from '@phaodai/epi/ears-c2.ts'
import { earsC3 } from '@phaodai/epi/ears-c3.ts'
import { forecast as forecastOf } from '@phaodai/epi/forecast.ts'
import { growth as growthOf } from '@phaodai/epi/growth.ts'
import { nowcast as nowcastOf } from '@phaodai/epi/nowcast.ts'
import { offspring as offspringOf } from '@phaodai/epi/offspring.ts'
import { reportingTriangle } from '@phaodai/epi/reporting-triangle.ts'
import { rt } from '@phaodai/epi/rt.ts'
import { spaceTimeScan } from '@phaodai/epi/space-time-scan.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { list, report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { assertTransmission } from '../tracing/tracing.commands.ts'
import { forecast, nowcast } from './analysis.ahead.reads.ts'
import { offspring } from './analysis.chain.reads.ts'
import { placesOf } from './analysis.places.ts'
import { curve, growth, reproduction } from './analysis.reads.ts'
import { ASSUMED_SD_SHARE, dayNumber, dayText, seriesOf } from './analysis.rules.ts'
import { aberration, clusters } from './analysis.where.reads.ts'
import { scansEnded } from './scan.desk.ts'

const disease = 'covid19'
const FIRST = '2021-01-12'
const UNTIL = '2021-02-21'
const CODES = ['10783', '10786', '10507', '10660']

let t: TestApp
let cdc: TestPost
/** What was recorded, as the tests know it: the figures are computed from these once more, by the library alone. */
interface Known {
  id: string
  communeId: number
  reported: number
  onset: number | null
  origin: 'community' | 'imported'
}
const known: Known[] = []
const links: { from: string; to: string }[] = []

before(async () => {
  t = await testApp()
  cdc = await t.post('cdc', '30')
  const communes = await Promise.all(CODES.map((code) => t.area(code)))
  const first = dayNumber(FIRST)
  let n = 0
  for (let day = first; day <= dayNumber(UNTIL); day++) {
    const count = Math.round(0.6 * Math.exp((day - first) / 14)) + (day % 5 === 0 ? 1 : 0)
    for (let i = 0; i < count; i++) {
      const k = n++
      // the last week lies mostly in one commune
      const { areaId: communeId } = communes[day > dayNumber(UNTIL) - 7 && k % 4 !== 0 ? 3 : k % 4]!
      const onset = k % 6 === 5 ? null : day - [0, 1, 1, 2, 3, 2, 5][k % 7]!
      const origin = k % 10 === 0 ? 'imported' : 'community'
      const { subjectId: id } = await cdc.as(register, { communeId, fullName: `Lê Văn Tính ${k}`, sex: 'male' })
      await cdc.as(report, {
        subjectId: id,
        disease,
        sampledOn: dayText(day - (k % 3)),
        reportedOn: dayText(day),
        ...(onset !== null && { onsetOn: dayText(onset) }),
        origin,
      })
      known.push({ id, communeId, reported: day, onset, origin })
      const from = known[Math.floor(k / 3)]!
      if (k > 0 && k % 2 === 0) {
        await cdc.as(assertTransmission, { infectorId: from.id, infecteeId: id, disease })
        links.push({ from: from.id, to: id })
      }
    }
  }
})
after(() => t.close())

const last = dayNumber(UNTIL)
const counts = (day: (k: Known) => number | null, of: (k: Known) => boolean = () => true) => {
  const days = known.map(day).filter((d) => d !== null)
  const first = Math.min(...days)
  const out = new Array<number>(last - first + 1).fill(0)
  for (const k of known) {
    const at = day(k)
    if (at !== null && of(k)) out[at - first]!++
  }
  return { first, counts: out }
}
const byReport = (k: Known) => k.reported

test('the curve shows every day, told apart by origin, and its cases are the rows of the list behind it', async () => {
  const found = await cdc.as(curve, { days: 45 })
  assert.equal(found.until, UNTIL, 'today is not over, so yesterday is the last day')
  assert.equal(found.bars.length, 45)
  const all = counts(byReport).counts
  assert.deepEqual(
    found.bars.slice(-all.length).map((b) => b.local + b.imported),
    all,
  )
  assert.deepEqual(
    found.bars.slice(-all.length).map((b) => b.imported),
    counts(byReport, (k) => k.origin === 'imported').counts,
  )
  assert.equal(found.beside.n, known.length)
  assert.equal((await cdc.as(list, { disease, ...found.beside.list!.filters })).total, found.beside.n)
})

test('by week every day is counted once, and a week that is not whole says how many days it has', async () => {
  const { bars } = await cdc.as(curve, { unit: 'week', days: 45 })
  assert.equal(
    bars.reduce((sum, b) => sum + b.local + b.imported, 0),
    known.length,
  )
  assert.equal(
    bars.reduce((sum, b) => sum + b.known, 0),
    45,
  )
  assert.match(bars[1]!.period, /^2021-W\d\d$/)
})

test('by onset the cases without an onset are counted apart, and the days that lack reports are named', async () => {
  const found = await cdc.as(curve, { by: 'onset', days: 60 })
  const without = known.filter((k) => k.onset === null).length
  assert.equal(found.undated, without)
  assert.equal(found.beside.n, known.length - without)
  assert.ok(found.incompleteFrom && found.incompleteFrom <= UNTIL)
  assert.ok(found.beside.doubts.some((d) => d.vi.includes('chưa đủ báo cáo')))
})

test('growth and doubling time are those of the library on the same fortnight', async () => {
  const found = await cdc.as(growth, {})
  const expected = growthOf(counts(byReport).counts, { days: 14 })
  assert.equal(found.growth?.rate, expected.rate)
  assert.deepEqual([found.growth?.lower, found.growth?.upper], [expected.lower, expected.upper])
  assert.equal(found.beside.n, expected.cases)
  assert.equal((await cdc.as(list, { disease, ...found.beside.list!.filters })).total, expected.cases)
})

test('R by day is that of the library, imported cases infecting but not infected here', async () => {
  const found = await cdc.as(reproduction, { days: 60, siMean: 4.7, siSd: 2.9 })
  const rows = rt(
    {
      local: counts(byReport, (k) => k.origin !== 'imported').counts,
      imported: counts(byReport, (k) => k.origin === 'imported').counts,
    },
    { si: { mean: 4.7, sd: 2.9 } },
  )
  assert.deepEqual(
    found.rows.map((r) => r.mean),
    rows.map((r) => r.mean),
  )
  assert.deepEqual(found.rows.at(-1)?.quantiles, rows.at(-1)?.quantiles)
  assert.equal(found.rows.at(-1)?.day, UNTIL)
})

test('the serial interval says whose word it is: the profile’s is not confirmed, its spread is assumed, the reader’s is the reader’s', async () => {
  const { serialInterval: own } = await cdc.as(reproduction, {})
  assert.deepEqual([own.mean, own.meanFrom, own.sdFrom, own.confirmed], [5, 'profile', 'assumed', false])
  assert.equal(own.sd, 5 * ASSUMED_SD_SHARE)
  assert.match(own.words.vi, /chưa xác nhận.*giả định của phần mềm/)
  const { serialInterval: chosen } = await cdc.as(reproduction, { siMean: 4.7, siSd: 2.9 })
  assert.deepEqual([chosen.mean, chosen.sd, chosen.meanFrom, chosen.sdFrom], [4.7, 2.9, 'reader', 'reader'])
  const dengue = await cdc.as(reproduction, { disease: 'dengue' })
  assert.equal(dengue.serialInterval.mean, null)
  assert.match(dengue.serialInterval.words.vi, /không có khoảng thế hệ/)
})

test('the nowcast is that of the library on the delays that were recorded', async () => {
  const found = await cdc.as(nowcast, { maxDelay: 7 })
  const reports = known.flatMap((k) => (k.onset === null ? [] : [{ reference: k.onset, report: k.reported }]))
  const triangle = reportingTriangle(reports, { asOf: last, maxDelay: 7 })
  const expected = nowcastOf(triangle.rows)
  assert.deepEqual(
    found.days.map((d) => [d.day, d.reported, d.point, d.quantiles]),
    expected.days.map((d) => [dayText(triangle.first + d.row), d.reported, d.point, d.quantiles]),
  )
  assert.equal(found.doNotUse, expected.shift?.shifting ?? false)
  for (const note of expected.notes) assert.ok(found.beside.doubts.some((d) => d.vi === note.vi))
})

test('a reporting delay that shifts is said, and the raw count is what to use', async () => {
  const { areaId: communeId } = await t.area(CODES[1]!)
  // late for three weeks (one in four at once, the others after eight days), then all at once
  for (let back = 28; back >= 0; back--)
    for (let i = 0; i < 4; i++) {
      const delay = back > 8 && i > 0 ? 8 : 0
      if (delay > back) continue
      const { subjectId } = await cdc.as(register, { communeId, fullName: `Lê Thị Trễ ${back} ${i}`, sex: 'female' })
      const on = { onsetOn: dayText(last - back), reportedOn: dayText(last - back + delay) }
      await cdc.as(report, { subjectId, disease: 'mers', ...on })
    }
  const found = await cdc.as(nowcast, { disease: 'mers', maxDelay: 9 })
  assert.equal(found.shift?.shifting, true)
  assert.equal(found.doNotUse, true)
  assert.ok(found.beside.doubts.some((d) => d.vi.includes('Không nên dùng ước tính')))
  const bySample = await cdc.as(nowcast, { of: 'sample' })
  assert.equal(bySample.beside.n, known.length, 'every case has a sample, so none is left out')
})

test('the forecast is that of the library and names its days', async () => {
  const found = await cdc.as(forecast, {})
  const expected = forecastOf(counts(byReport).counts, { weeks: 2 })
  assert.deepEqual(
    found.weeks.map((week) => week.quantiles),
    expected.weeks.map((week) => week.quantiles),
  )
  assert.deepEqual([found.weeks[0]!.from, found.weeks[1]!.until], ['2021-02-22', '2021-03-07'])
  assert.equal(
    found.past.at(-1)!.cases,
    counts(byReport)
      .counts.slice(-7)
      .reduce((a, b) => a + b, 0),
  )
})

test('each commune is judged by EARS on its own days, and Farrington says how many years are missing', async () => {
  const found = await cdc.as(aberration, {})
  assert.equal(found.units, 235)
  const { areaId } = await t.area(CODES[3]!)
  const days = Array.from(
    { length: 25 },
    (_, i) => known.filter((k) => k.communeId === areaId && k.reported === last - 24 + i).length,
  )
  const row = found.rows.find((r) => r.areaId === areaId)!
  const options = { minSigma: 0.5 }
  assert.equal(row.observed, days.at(-1))
  assert.equal(row.c1.upperbound, earsC1(days, options).at(-1)!.upperbound)
  assert.equal(row.c2.upperbound, earsC2(days, options).at(-1)!.upperbound)
  assert.equal(row.c3.alarm, earsC3(days, options).at(-1)!.alarm)
  assert.ok(row.alarmDays.length > 0, 'the commune of the last week has alarmed')
  assert.equal((await cdc.as(list, { disease, areaId, from: UNTIL, until: UNTIL })).total, row.observed)
  assert.deepEqual(found.farrington.rows, [])
  assert.match(found.farrington.words.vi, /cần 212 tuần/)
})

test('offspring and serial interval come from the chain as it was stated', async () => {
  const found = await cdc.as(offspring, { links: 'asserted' })
  assert.deepEqual([found.links.asserted, found.cases], [links.length, known.length])
  const expected = offspringOf(known.map((k) => links.filter((l) => l.from === k.id).length))
  assert.deepEqual([found.R, found.k, found.zero, found.max], [expected.R, expected.k, expected.zero, expected.max])
  const on = new Map(known.map((k) => [k.id, k.onset]))
  const gaps = links.flatMap((l) => (on.get(l.from) == null || on.get(l.to) == null ? [] : [on.get(l.to)! - on.get(l.from)!]))
  assert.equal(found.serialInterval.n, gaps.length)
  assert.ok(Math.abs(found.serialInterval.mean! - gaps.reduce((a, b) => a + b, 0) / gaps.length) < 1e-9)
})

test('the scan runs in a thread of its own and finds the clusters that the library finds', async () => {
  const asked = { runs: 199, days: 30, maxRadiusKm: 12 }
  const begun = await cdc.as(clusters, asked)
  assert.equal(begun.state, 'running', 'the answer does not wait for the scan')
  await scansEnded()
  const found = await cdc.as(clusters, asked)
  assert.equal(found.state, 'done')
  const units = await t.rows<never>(
    `select area_id as "areaId", code, valid_from::text as "validFrom" from area where tier = 'commune' and area_id between $1 and $2 order by 1`,
    [cdc.area.lo, cdc.area.hi],
  )
  const places = placesOf(units, '30')
  const expected = spaceTimeScan(
    known.filter((k) => k.reported > last - 30).map((k) => ({ location: String(k.communeId), day: k.reported, cases: 1 })),
    places.map((p) => ({ location: String(p.areaId), lat: p.lat, lng: p.lng })),
    { runs: 199, maxRadiusKm: 12, maxDays: 7, maxFraction: 0.5, seed: 1, from: last - 29, to: last },
  )
  assert.ok(expected.length > 0)
  assert.deepEqual(
    found.clusters.map((c) => [c.places.map((p) => String(p.areaId)), c.start, c.observed, c.llr, c.p]),
    expected.map((c) => [c.locations, dayText(c.start), c.observed, c.llr, c.p]),
  )
  const { list: filters, observed } = found.clusters[0]!
  let behind = 0
  for (const areaId of filters.area!.split(','))
    behind += (await cdc.as(list, { disease, areaId: Number(areaId), from: filters.from!, until: filters.until! })).total
  assert.equal(behind, observed)
})

test('a commune sees its own cases only, in every figure, and may not ask for another', async () => {
  const commune = await t.post('commune', CODES[0]!)
  const own = known.filter((k) => k.communeId === commune.area.areaId)
  assert.equal((await commune.as(curve, {})).beside.n, own.length)
  assert.equal((await commune.as(reproduction, { days: 60 })).beside.n, own.length)
  assert.equal((await commune.as(offspring, {})).cases, own.length)
  assert.deepEqual(
    (await commune.as(aberration, {})).rows.map((r) => r.areaId),
    [commune.area.areaId],
  )
  assert.equal((await commune.as(clusters, {})).state, 'none', 'one place alone cannot be scanned')
  const { areaId } = await t.area(CODES[2]!)
  for (const verb of [curve, growth, reproduction, nowcast, forecast, aberration, offspring, clusters])
    await assert.rejects(commune.as(verb as typeof curve, { areaId }), { code: 'outside-area' })
})

test('where nobody is ill every figure says so in words, and none is made up', async () => {
  const empty = { areaId: (await t.area('10606')).areaId }
  for (const verb of [curve, growth, reproduction, nowcast, forecast, aberration, offspring, clusters]) {
    const found = await cdc.as(verb as typeof curve, empty)
    assert.equal(found.cases, 0)
    assert.match(found.notEstimable!.vi, /Chưa ghi ca bệnh nào/)
    assert.match(found.notEstimable!.en, /No case is recorded/)
  }
  assert.equal((await cdc.as(growth, empty)).growth, null)
  assert.deepEqual((await cdc.as(forecast, empty)).weeks, [])
})

test('a day without rules has its figures all the same: they rest on what happened, not on a policy', async () => {
  const found = await cdc.as(reproduction, { day: '2020-01-05' })
  assert.equal(found.until, '2020-01-05')
  assert.match(found.notEstimable!.vi, /05\/01\/2020/)
  await t.day('2024-06-02')
  const later = await cdc.as(curve, { days: 730 })
  assert.deepEqual([later.until, later.cases], ['2024-06-01', known.length])
  assert.equal((await cdc.as(growth, {})).growth, null, 'a fortnight without a case has no growth')
  await t.day('2021-02-22')
})

test('a last day that is not over is said', async () => {
  const found = await cdc.as(growth, { day: '2021-02-22' })
  assert.ok(found.beside.doubts.some((d) => d.vi.startsWith('Ngày cuối chưa kết thúc')))
})

test('a series begins with its first case and holds every day after it', () => {
  const at = (known: string, n: number) => ({
    communeId: 1,
    onset: null,
    sampled: null,
    known,
    imported: false,
    stoodIn: false,
    n,
  })
  const found = seriesOf([at('2021-02-05', 2), at('2021-02-01', 1)], 'report', '2021-02-07')
  assert.deepEqual([dayText(found.first), found.all], ['2021-02-01', [1, 0, 0, 0, 2, 0, 0]])
})
