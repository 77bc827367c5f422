import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report, voidFact } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { loadProfiles } from '../policy/policy.packs.ts'
import { recordSent, voidSent } from './notices.commands.ts'
import { clocks, list } from './notices.reads.ts'
import { clockOf, noticeStand } from './notices.rules.ts'

const covid = loadProfiles().find((p) => p.code === 'covid19')!

test('the clock is of the disease: 24 or 48 hours, and no clock runs once its document is no longer known to be in force', () => {
  assert.deepEqual([clockOf(covid, '2021-02-22').hours, clockOf(covid, '2021-02-22').inForce], [24, true])
  const rabies = loadProfiles().find((p) => p.code === 'rabies')!
  assert.deepEqual([clockOf(rabies, '2021-02-22').hours, clockOf(rabies, '2021-02-22').confirmed], [48, true])
  const now = clockOf(covid, '2026-07-01')
  assert.equal(now.inForce, false)
  assert.match(now.why!.vi, /chưa xác nhận văn bản thay thế/)
  assert.equal(clockOf(covid, '2026-06-30').inForce, true)
  const { notifyRule: _, ...old } = covid
  assert.equal(clockOf(old, '2021-02-22').inForce, false, 'a profile that does not say when is not taken to be in force')
})

test('late begins after the last minute, whether it was sent or not', () => {
  const dueAt = '2021-02-22T10:00:00.000Z'
  const at = (sentAt: string | null, now = '2021-02-22T10:00:00.000Z') => noticeStand({ dueAt, sentAt }, now)
  assert.deepEqual(at(null), { state: 'owed', lateHours: null })
  assert.deepEqual(at(null, '2021-02-22T10:00:01.000Z'), { state: 'late', lateHours: 1 })
  assert.deepEqual(at('2021-02-22T10:00:00.000Z', '2021-03-01T00:00:00.000Z'), { state: 'sent', lateHours: null })
  assert.deepEqual(at('2021-02-22T12:30:00.000Z', '2021-03-01T00:00:00.000Z'), { state: 'sent-late', lateHours: 3 })
})

let t: TestApp
let station: TestPost
const code = (error: unknown) => (error as { code: string }).code
async function f0(name: string, confirmedOn: string) {
  const { subjectId } = await station.as(register, { communeId: station.area.areaId, fullName: name })
  const { confirmationId } = await station.as(report, { subjectId, disease: 'covid19', confirmedOn, reportedOn: confirmedOn })
  return { subjectId, confirmationId }
}
before(async () => {
  t = await testApp()
  station = await t.post('station', '10882')
})
after(() => t.close())

test('a confirmed case owes a notice until it is recorded as sent; taken back it is owed again, and a case that was wrong owes none', async () => {
  const early = await f0('Nguyễn Văn Sớm', '2021-02-19')
  const fresh = await f0('Trần Thị Mới', '2021-02-22')
  const open = await station.as(list, {})
  assert.deepEqual(
    open.rows.map((r) => [r.subjectId, r.state, r.exact, r.dueAt]),
    [
      [early.subjectId, 'late', false, '2021-02-19T17:00:00.000Z'],
      [fresh.subjectId, 'owed', false, '2021-02-22T17:00:00.000Z'],
    ],
  )
  assert.deepEqual(open.counts, { owed: 1, late: 1, sent: 0, sentLate: 0 })
  const sent = { disease: 'covid19', how: 'phone' as const, toBody: 'CDC tỉnh', sentBy: 'Trạm trưởng Thử' }
  assert.equal(
    await station.as(recordSent, { ...sent, subjectId: early.subjectId, sentAt: '2021-02-18T08:00:00+07:00' }).catch(code),
    'notice-time',
  )
  const done = await station.as(recordSent, { ...sent, subjectId: early.subjectId, sentAt: '2021-02-20T09:00:00+07:00' })
  assert.deepEqual([done.state, done.lateHours], ['sent-late', 9])
  assert.equal(
    await station.as(recordSent, { ...sent, subjectId: early.subjectId, sentAt: '2021-02-20T10:00:00+07:00' }).catch(code),
    'notice-sent',
  )
  assert.equal((await station.as(list, { state: 'sent' })).rows[0]?.sentBy, 'Trạm trưởng Thử')
  await station.as(voidSent, { noticeId: done.noticeId, reason: 'ghi nhầm người' })
  assert.equal((await station.as(list, { state: 'late' })).rows[0]?.subjectId, early.subjectId)
  await station.as(voidFact, {
    subjectId: early.subjectId,
    kind: 'confirmation',
    factId: early.confirmationId,
    reason: 'nhầm mẫu',
  })
  assert.deepEqual(
    (await station.as(list, {})).rows.map((r) => r.subjectId),
    [fresh.subjectId],
  )
  const elsewhere = await t.post('station', '10750')
  assert.deepEqual((await elsewhere.as(list, { state: 'all' })).rows, [])
})

test('after 01/07/2026 a new case runs no clock, and the screen is told why', async () => {
  const { subjectId } = await station.as(register, { communeId: station.area.areaId, fullName: 'Lê Văn Sau' })
  await t.day('2026-07-02')
  await station.as(report, { subjectId, disease: 'measles', confirmedOn: '2026-07-01', reportedOn: '2026-07-01' })
  const now = await station.as(list, { disease: 'measles' })
  assert.deepEqual(now.rows, [])
  assert.match((await station.as(clocks, {})).clocks.find((c) => c.disease === 'measles')!.why!.vi, /114\/2025\/QH15/)
  const sent = {
    subjectId,
    disease: 'measles',
    how: 'paper' as const,
    toBody: 'CDC',
    sentBy: 'Trạm',
    sentAt: '2026-07-01T08:00:00+07:00',
  }
  assert.equal(await station.as(recordSent, sent).catch(code), 'notice-not-owed')
  await t.day('2021-02-22')
})
