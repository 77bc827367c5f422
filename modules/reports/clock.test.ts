import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dbOf, inTransaction, sql } from '@phaodai/kernel/sql.ts'
import { operatorName, postOf } from '../../apps/api/instance.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report as reportCase } from '../cases/cases.commands.ts'
import { makeField, resident } from '../checks/field.fixtures.ts'
import { countOpenSince } from './clock.store.ts'
import { strike } from './clock.ts'
import { freeze, sign, withdraw } from './reports.commands.ts'
import { due, list, show, verify } from './reports.reads.ts'

let t: TestApp
let commune: TestPost
let district: TestPost
let operator: string
const of = { from: '2021-02-22', until: '2021-02-22' }
before(async () => {
  t = await testApp()
  const f = await makeField(t, '10783')
  commune = f.commune
  district = await t.post('district', '293')
  const cdc = await t.post('cdc', '30')
  operator = await postOf(t.app.pool, operatorName, '2021-02-22')
  await t.day('2021-02-23')
  // of the 22nd, but told on the 23rd
  const subjectId = await resident(f.commune, f.homes[0]!)
  await cdc.as(reportCase, { subjectId, disease: 'covid19', sampledOn: '2021-02-22', reportedOn: '2021-02-22' })
})
after(() => t.close())

test('an hour that nobody was there for is frozen later, once whatever the servers, as known at the hour, and signed by nobody', async () => {
  const struck = await Promise.all([strike(t.app, operator), strike(t.app, operator), strike(t.app, operator)])
  assert.ok(struck.every((s) => s.waitingFor === 0))
  await strike(t.app, operator)
  const { rows } = await district.as(list, of)
  assert.deepEqual(
    rows.map((r) => [r.areaName, r.byClock, r.signature, r.number]),
    [
      ['Xã Kim Liên', true, null, 1],
      ['Huyện Kim Thành', true, null, 1],
    ].sort((a, b) => rows.findIndex((r) => r.areaName === a[0]) - rows.findIndex((r) => r.areaName === b[0])),
    'units with an officer of their own, each once',
  )
  const own = rows.find((r) => r.areaId === commune.area.areaId)!
  assert.equal(own.knownAt, '2021-02-22T08:00:00.000Z', 'the hour of the policy, not of the clock’s coming')
  const value = (await commune.as(show, { reportId: own.reportId })).body.figures.find((f) => f.key === 'f0.total')?.value
  assert.equal(value, 0, 'what was told after the hour is not in it')
  const again = await commune.as(verify, { reportId: own.reportId })
  assert.deepEqual([again.same, again.late.find((l) => l.key === 'f0.total')?.now], [true, 1])
})

test('a report of the clock counts as late until a person signs it; one that a person withdrew is left to that person', async () => {
  const state = async () =>
    (await commune.as(due, { day: '2021-02-22' })).rows
      .filter((r) => r.areaId === commune.area.areaId)
      .map((r) => [r.state, r.late])
  assert.deepEqual(await state(), [['clock', true]])
  const [own] = (await commune.as(list, of)).rows
  await commune.as(withdraw, { reportId: own!.reportId, reason: 'chốt lại theo giờ riêng' })
  await strike(t.app, operator)
  assert.deepEqual(await state(), [['none', true]])
  const { reportId } = await commune.as(freeze, { day: '2021-02-22', hour: '23:59', reason: 'số liệu cả ngày' })
  await commune.as(sign, { reportId, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })
  assert.deepEqual(await state(), [['signed', false]])
})

test('a unit whose report cannot be frozen holds up no other, and is frozen once it can be', async () => {
  // a day on which no clock has struck yet, whatever the hour of the test
  await t.day('2021-02-25')
  const bad = commune.area.areaId
  await t.rows(`alter table report add constraint broken check (commune_id <> ${bad} or on_day <> '2021-02-24') not valid`)
  await assert.rejects(strike(t.app, operator), (e: AggregateError) => e.errors.length === 1 && /broken/.test(e.message))
  const there = async () => {
    const { rows } = await district.as(list, { from: '2021-02-24', until: '2021-02-24' })
    return rows.map((r) => r.areaId === bad).sort()
  }
  assert.deepEqual(await there(), [false])
  await t.rows('alter table report drop constraint broken')
  const stopped = new AbortController()
  stopped.abort()
  assert.equal((await strike(t.app, operator, stopped.signal)).frozen, 0, 'a server that ends begins no other')
  assert.equal((await strike(t.app, operator)).frozen, 1)
  assert.deepEqual(await there(), [false, true])
})

test('who began to write before the hour is seen, so that the clock waits for them', async () => {
  await inTransaction(t.app.pool, async (db) => {
    await db.run(sql`select 1`)
    assert.ok((await countOpenSince(dbOf(t.app.pool), 0)).n >= 1)
    assert.equal((await countOpenSince(dbOf(t.app.pool), 3600)).n, 0)
  })
})
