import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { recordOutcome, report as reportCase } from '../cases/cases.commands.ts'
import { check, type Field, makeField, resident } from '../checks/field.fixtures.ts'
import { pushRound } from '../checks/round.commands.ts'
import { issue, revoke } from '../quarantine/quarantine.commands.ts'
import { startSweep, tickSweep } from '../sweep/sweep.commands.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { deriveTask } from './derive.commands.ts'
import { bindMeasure, measureTask, metTasks } from './measures.commands.ts'
import { sinceBack } from './measures.rules.ts'
import * as act from './tasks.commands.ts'

test('since when: the first day of the days in a row that are as the newest is, however they are looked through', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (met) => {
      const days = met.map((m, i) => ({ day: addDays('2021-02-01', i), met: m }))
      const newest = days.at(-1)!
      const on = new Map(days.map((d) => [d.day, d.met]))
      // beyond the first day there is nothing: it is as the first was
      const since = sinceBack(
        newest.day,
        newest.met,
        days.length - 1,
        (day) => on.get(day)!,
        (day) => addDays(day, -1),
      )
      const run = days.filter((d) => d.day >= since.day)
      assert.ok(run.every((d) => d.met === newest.met))
      const before = days[days.length - run.length - 1]
      assert.equal(since.atLeast, before === undefined)
      if (before) assert.notEqual(before.met, newest.met)
    }),
  )
})

let t: TestApp
let f: Field
let cdc: TestPost
let district: TestPost
let province: TestPost
const disease = 'covid19'
before(async () => {
  t = await testApp()
  f = await makeField(t, '10783')
  cdc = await t.post('cdc', '30')
  district = await t.post('district', '293')
  province = await t.post('province', '30')
})
after(() => t.close())

const give = async (measure: string, by = district, areaId = f.commune.area.areaId) =>
  (await by.as(act.giveTask, { areaId, words: 'Việc có thước đo', measure })).taskId
const stands = async (taskId: string, by = district) => {
  const m = await by.as(measureTask, { taskId })
  return [m.met, m.metSince, m.unmetSince, m.sinceAtLeast]
}

test('a figure over those held says since when it is not met, and since when it is', async () => {
  const taskId = await give('orders-issued')
  assert.deepEqual(await stands(taskId), [false, null, null, false], 'nobody is held: there is nothing to count')
  const [patient, contact] = [await resident(f.commune, f.homes[0]!), await resident(f.commune, f.homes[1]!, 'Phạm Văn Diễn')]
  await cdc.as(reportCase, {
    subjectId: patient,
    disease,
    sampledOn: '2021-02-20',
    reportedOn: '2021-02-21',
    origin: 'community',
  })
  await f.commune.as(issue, { subjectIds: [patient], disease, place: 'treatment', signer: 'Nguyễn Văn Mẫu' })
  await t.day('2021-02-23')
  const met = { subjectId: patient, otherId: contact, disease, firstOn: '2021-02-19', lastOn: '2021-02-20', physical: true }
  await cdc.as(declareContact, met)
  await t.day('2021-02-26')
  assert.deepEqual(await stands(taskId), [false, null, '2021-02-23', false], 'the contact of the 23rd has no order yet')
  const { orders } = await f.commune.as(issue, { subjectIds: [contact], disease, place: 'site', signer: 'Nguyễn Văn Mẫu' })
  await t.day('2021-02-28')
  assert.deepEqual(await stands(taskId), [true, '2021-02-26', null, false])
  const tests = await give('f1-tested')
  const late = await district.as(measureTask, { taskId: tests })
  assert.equal(late.met, late.unmetSince === null)
  await f.commune.as(revoke, { orderId: orders[0]!.orderId, reason: 'ghi nhầm nơi cách ly' })
  await t.day('2021-03-01')
  assert.deepEqual(await stands(taskId), [false, null, '2021-02-28', false], 'from the day its order was taken back')
})

test('a test day that passes without a sample is late from the next day on, and the measure says so', async () => {
  await t.day('2021-03-02')
  const contact = await resident(f.commune, f.homes[2]!, 'Vũ Thị Tập')
  const patient = await resident(f.commune, f.homes[2]!, 'Vũ Văn Tập')
  await cdc.as(reportCase, {
    subjectId: patient,
    disease,
    sampledOn: '2021-03-01',
    reportedOn: '2021-03-02',
    origin: 'community',
  })
  const met = { subjectId: patient, otherId: contact, disease, firstOn: '2021-03-01', lastOn: '2021-03-01', physical: true }
  await cdc.as(declareContact, met)
  await f.commune.as(issue, { subjectIds: [contact], disease, place: 'site', signer: 'Nguyễn Văn Mẫu' })
  const taskId = await give('f1-tested')
  const days: [string, boolean, string | null][] = []
  for (const day of ['2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05', '2021-03-06']) {
    await t.day(day)
    const m = await district.as(measureTask, { taskId })
    days.push([day, m.met, m.unmetSince])
  }
  const first = days.find(([, ok]) => !ok)
  assert.ok(first, 'a test day has passed')
  for (const [day, ok, since] of days)
    if (!ok && day >= first[0]) assert.equal(since, first[0], `on ${day} it says the day it began`)
})

test('units that finish: met since the last was accepted, not met since one was opened again', async () => {
  await t.day('2021-03-08')
  const taskId = await give('parts-closed', province, district.area.areaId)
  const { made } = await district.as(deriveTask, { taskId, each: true })
  await t.day('2021-03-10')
  assert.deepEqual(await stands(taskId, province), [false, null, '2021-03-08', false], 'since it was given')
  // each commune's committee reports it done, the operator in its name
  const operator = await t.post('operator', '30')
  for (const [n, part] of made.entries()) {
    if (n === made.length - 1) await t.day('2021-03-12')
    await operator.as(act.doneTask, { taskId: part.taskId })
    await district.as(act.checkTask, { taskId: part.taskId })
  }
  await t.day('2021-03-14')
  assert.deepEqual(await stands(taskId, province), [true, '2021-03-12', null, false])
  await district.as(act.reopenTask, { taskId: made[0]!.taskId, reason: 'còn thiếu một thôn' })
  await t.day('2021-03-15')
  assert.deepEqual(await stands(taskId, province), [false, null, '2021-03-14', false])
})

test('a sweep is not met since it began, and met since the home that made it whole was done', async () => {
  await t.day('2021-03-16')
  const taskId = await give('households-swept')
  const { sweepId } = await cdc.as(startSweep, { name: 'Rà soát thử', startsOn: '2021-03-16', document: 'CV thử' })
  const tick = (home: number, outcome: 'done' | 'absent', day: string) =>
    f.member.as(tickSweep, {
      sweepId,
      ticks: [{ tickId: newId(), householdId: f.homes[home]!, outcome, capturedAt: `${day}T00:01:00+07:00` }],
    })
  await tick(0, 'done', '2021-03-16')
  await tick(1, 'absent', '2021-03-16')
  await t.day('2021-03-18')
  await tick(1, 'done', '2021-03-18')
  assert.deepEqual(await stands(taskId), [false, null, '2021-03-16', false])
  await t.day('2021-03-19')
  await tick(2, 'done', '2021-03-19')
  await t.day('2021-03-20')
  assert.deepEqual(await stands(taskId), [true, '2021-03-19', null, false])
})

test('teams that report are met as often as the task asks, and since the day on which that many did', async () => {
  const other = await makeField(t, '10783', 3, '2021-03-20')
  const whole = await give('teams-reported')
  const one = await give('teams-reported')
  await district.as(bindMeasure, { taskId: one, measure: 'teams-reported', target: 1 })
  // an evening is asked in the evening, whatever the hour of this run: each day's rounds come in on the next
  const reports = async (team: Field, onDay: string) => {
    await t.day(addDays(onDay, 1))
    const checks = (['morning', 'evening'] as const).map((slot) => check(team.homes[0]!, onDay, slot, 'well'))
    await team.member.as(pushRound, { checks })
    await t.day(onDay)
  }
  for (const day of ['2021-03-21', '2021-03-22', '2021-03-23']) await reports(f, day)
  assert.deepEqual(await stands(one), [true, '2021-03-21', null, false], 'one of the two is as many as asked')
  assert.equal((await stands(whole))[0], false)
  await reports(other, '2021-03-23')
  assert.deepEqual(await stands(whole), [true, '2021-03-23', null, false])
  await t.day('2021-03-24')
  assert.deepEqual(await stands(one), [false, null, '2021-03-24', false], 'a new day')
})

test('a figure over those held is met since the one without an order died, not as if they had never been held', async () => {
  await t.day('2021-03-25')
  const far = await makeField(t, '10807', 2)
  const [held, dead] = [await resident(far.commune, far.homes[0]!), await resident(far.commune, far.homes[1]!, 'Phạm Thị Khuất')]
  for (const subjectId of [held, dead])
    await cdc.as(reportCase, { subjectId, disease, sampledOn: '2021-03-24', reportedOn: '2021-03-25', origin: 'community' })
  await far.commune.as(issue, { subjectIds: [held], disease, place: 'treatment', signer: 'Nguyễn Văn Mẫu' })
  const taskId = await give('orders-issued', province, far.commune.area.areaId)
  await t.day('2021-03-28')
  assert.deepEqual(await stands(taskId, province), [false, null, '2021-03-25', false])
  await cdc.as(recordOutcome, { subjectId: dead, disease, kind: 'died', onDay: '2021-03-27' })
  await t.day('2021-03-29')
  assert.deepEqual(await stands(taskId, province), [true, '2021-03-27', null, false])
})

test('every open task whose figure is met is proposed, however many were given, and its own page says the same', async () => {
  const far = await t.area('10807')
  const all: string[] = []
  for (let n = 0; n < 61; n++) all.push(await give('orders-issued', province, far.areaId))
  const areas = [far.areaId, f.commune.area.areaId, district.area.areaId, province.area.areaId]
  for (const measure of ['teams-reported', 'f1-tested', 'orders-issued', 'households-swept', 'parts-closed'])
    for (const areaId of areas) all.push(await give(measure, province, areaId))
  const { rows } = await province.as(metTasks, {})
  const proposed = new Map(rows.map((r) => [r.taskId, [r.done, r.whole]]))
  const met = all.filter((id) => proposed.has(id))
  assert.ok(
    all.slice(0, 61).every((id) => proposed.has(id)),
    `${met.length} of 61 that are met`,
  )
  for (const taskId of all.slice(60)) {
    const own = await province.as(measureTask, { taskId })
    assert.deepEqual(proposed.get(taskId), own.met ? [own.done, own.whole] : undefined, own.measure.code)
  }
})
