import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { decide, end, putInput, voidDecision } from './levels.commands.ts'
import { limitsAt } from './levels.reading.ts'
import { area, cases, inForce, proposals, scales } from './levels.reads.ts'

let t: TestApp
let province: TestPost
let district: TestPost
let commune: TestPost
const code = (error: unknown) => (error as { code: string }).code
const national = 'Chỉ thị 19: không tụ tập đông người'
const qd2686 = 'vn-covid19-2021-05-31-qd2686'

async function f0(on: string, origin: 'community' | 'quarantine' | null = 'community'): Promise<string> {
  const { subjectId } = await commune.as(register, { communeId: commune.area.areaId, fullName: 'Nguyễn Văn Thử' })
  await province.as(report, { subjectId, disease: 'covid19', sampledOn: on, confirmedOn: on, reportedOn: on, origin })
  return subjectId
}
const paper = { number: '12/QĐ-UBND', signedOn: '2021-02-22', issuer: 'UBND tỉnh', signatory: 'Trần Văn Ký' }

before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  commune = await t.post('commune', '10882')
  const [above] = await t.rows<{ code: string }>('select code from area where area_id = $1', [commune.area.parentId])
  district = await t.post('district', above!.code)
})
after(() => t.close())

test('on 22/02/2021 what holds is CT 16 by the province’s own pack until 02/3; no criteria are in force, and that is said', async () => {
  const now = await commune.as(inForce, {})
  assert.equal(now.pack?.packCode, 'hai-duong-covid19-2021-02-16-ct16')
  assert.deepEqual([now.pack?.lastOn, now.pack?.daysLeft], ['2021-03-02', 8])
  assert.match(now.pack!.limits.map((l) => l.vi).join('; '), /Không tụ tập ngoài công sở, trường học, bệnh viện: trên 2 người/)
  const asked = await province.as(proposals, {})
  assert.equal(asked.criteria, null)
  assert.deepEqual(asked.rows, [])
  assert.deepEqual(
    asked.known.map((k) => k.packCode),
    [qd2686, 'vn-covid19-2021-10-12-qd4800'],
  )
  const looked = await province.as(proposals, { criteria: qd2686 })
  assert.deepEqual(
    [looked.criteria?.inForce, looked.rows.length],
    [false, 247],
    'a set of another time may be looked at, named as such',
  )
})

test('a decision has its document, its days and its way back; a level is decided by whom the rule names', async () => {
  const { areaId } = commune.area
  const from = { fromOn: '2021-03-03', reviewOn: '2021-03-17' }
  const ct15 = { ...paper, ...from, areas: [{ areaId, decisionId: newId() }], scale: 'distancing' as const, level: 'ct15' }
  assert.equal(await commune.as(decide as never, ct15 as never).catch(code), 'forbidden')
  const ofDistrict = { ...ct15, areas: [{ areaId: district.area.areaId }] }
  assert.equal(await district.as(decide, ofDistrict).catch(code), 'level-not-competent')
  assert.equal(await district.as(decide, { ...ct15, level: 'cap-2' }).catch(code), 'level-unknown')
  assert.equal(await district.as(decide, { ...ct15, signedOn: '2021-02-23' }).catch(code), 'level-dates')
  assert.equal(await district.as(decide, { ...ct15, untilOn: '2021-03-01' }).catch(code), 'level-dates')
  await district.as(decide, ct15)
  const { decisions } = await province.as(decide, { ...ct15, areas: [{ areaId: province.area.areaId }], level: 'ct19' })
  const db = dbOf(t.app.pool)
  const names = async (day: string) => (await limitsAt(db, 'covid19', areaId, day)).map((l) => l.name.vi)
  assert.deepEqual(await names('2021-03-02'), ['Cách ly xã hội theo Chỉ thị 16, toàn tỉnh'])
  assert.deepEqual(
    (await names('2021-03-03')).sort(),
    ['Chỉ thị 15', 'Chỉ thị 19', national],
    'the commune’s own order stays beside the province’s',
  )
  const planned = await commune.as(inForce, {})
  assert.deepEqual(planned.rows.map((r) => [r.level, r.state, r.areaName]).sort(), [
    ['ct15', 'planned', commune.area.fullName],
    ['ct19', 'planned', province.area.fullName],
  ])
  await t.day('2021-03-18')
  assert.ok(
    (await commune.as(inForce, {})).rows.every((r) => r.reviewDue && r.lastOn === null),
    'until further notice, and due to be looked at',
  )
  await district.as(end, { decisionId: ct15.areas[0]!.decisionId, endedOn: '2021-03-18', document: 'CV 40/UBND' })
  assert.deepEqual((await names('2021-03-19')).sort(), ['Chỉ thị 19', national])
  await province.as(voidDecision, { decisionId: decisions[0]!.decisionId, reason: 'nhập nhầm ngày' })
  assert.deepEqual(await names('2021-03-19'), [national])
  const all = await commune.as(inForce, { state: 'all' })
  assert.deepEqual(all.rows.map((r) => r.state).sort(), ['in-force', 'void'])
  await t.day('2021-03-19')
  assert.equal(
    await district.as(end, { decisionId: ct15.areas[0]!.decisionId, endedOn: '2021-03-20', document: 'CV 41' }).catch(code),
    'level-not-standing',
  )
})

test('the number is the length of its list; a known source, a figure typed in and the communes within move the proposal', async () => {
  await t.day('2021-06-10')
  const { areaId } = commune.area
  const first = await f0('2021-06-08')
  await f0('2021-06-09', null)
  await f0('2021-05-20')
  const seen = await commune.as(area, { areaId })
  assert.deepEqual(
    seen.row?.cases,
    { all: 2, community: 2, unknownSource: 2, knownSource: 0 },
    'the third is outside the 14 days',
  )
  assert.equal(seen.row?.proposed, 'nguy-co-rat-cao')
  assert.match(seen.row!.doubts.map((d) => d.vi).join(' '), /Ít ca \(2\).*1 ca chưa rõ nơi phát hiện/)
  const unknown = seen.criteriaMet.find((c) => c.id === 'c-unknown')!
  const { of, from, until } = unknown.stands[0]!.list!
  const list = await commune.as(cases, { areaId, of, from, until })
  assert.equal(list.total, unknown.stands[0]!.have)
  assert.ok(list.rows.some((r) => r.subjectId === first))
  assert.match(seen.changes.map((c) => c.words.vi).join('; '), /bớt 2 ca chưa rõ nguồn lây thì xuống Bình thường mới/)
  const up = await province.as(area, { areaId: district.area.areaId })
  assert.equal(up.row?.proposed, 'nguy-co-cao', 'one commune at very high risk')
  assert.ok(up.missing.some((m) => m.key === 'fast-spread'))
  await district.as(putInput, {
    areaId: district.area.areaId,
    key: 'fast-spread',
    value: 60,
    asOf: '2021-06-10',
    source: 'Báo cáo CDC 10/06',
  })
  assert.equal((await province.as(area, { areaId: district.area.areaId })).row?.proposed, 'nguy-co-rat-cao')
  const elsewhere = await t.post('commune', '10750')
  assert.equal(await elsewhere.as(area, { areaId }).catch(code), 'outside-area')
})

test('a case whose source is asserted is no longer of unknown source; a decision against the criteria needs its reason, and keeps what they said', async () => {
  const { areaId } = commune.area
  const { criteria } = await province.as(proposals, {})
  assert.equal(criteria?.packCode, qd2686)
  const list = await province.as(cases, { areaId, from: '2021-05-28', until: '2021-06-10' })
  const [later, earlier] = list.rows.map((r) => r.subjectId)
  await province.as(declareContact, {
    ...{ disease: 'covid19', subjectId: earlier!, otherId: later!, firstOn: '2021-06-07', lastOn: '2021-06-08' },
    ...{ minutes: 60, distanceM: 1, masked: false, closedSpace: true },
  })
  const seen = await commune.as(area, { areaId })
  assert.ok((seen.row?.cases.knownSource ?? 0) > 0 && seen.row!.cases.unknownSource < 2, JSON.stringify(seen.row?.cases))
  const [scale] = (await province.as(scales, {})).scales.filter((s) => s.scale === 'riskLevels')
  assert.equal(scale?.packCode, qd2686)
  const decision = {
    ...paper,
    areas: [{ areaId }],
    scale: 'riskLevels' as const,
    level: 'nguy-co',
    signedOn: '2021-06-10',
    fromOn: '2021-06-11',
    untilOn: '2021-06-25',
  }
  assert.equal(await district.as(decide, decision).catch(code), 'level-reason-needed')
  const { decisions } = await district.as(decide, { ...decision, reason: 'ổ dịch đã khoanh trong khu cách ly' })
  assert.equal(decisions[0]?.proposed, 'nguy-co-rat-cao')
  await t.day('2021-06-12')
  const after_ = await commune.as(area, { areaId })
  assert.deepEqual(
    [after_.row?.current, after_.history[0]?.proposed, after_.history[0]?.state],
    ['nguy-co', 'nguy-co-rat-cao', 'in-force'],
  )
})
