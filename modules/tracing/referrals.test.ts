import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { acknowledgeReferral, printReferral, referrals } from './referrals.commands.ts'
import { declareContact } from './tracing.commands.ts'

let t: TestApp
let here: TestPost
let there: TestPost
let third: TestPost
before(async () => {
  t = await testApp()
  here = await t.post('station', '10783')
  there = await t.post('station', '10507')
  third = await t.post('station', '10510')
})
after(() => t.close())

const disease = 'covid19'
const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
let count = 0
const person = async (post: TestPost) =>
  (await post.as(register, { communeId: post.area.areaId, fullName: `Người <Chuyển> ${++count}`, sex: 'male' } as never))
    .subjectId
/** An F0 here met someone who lives there: they are handed over. */
const handedOver = async () => {
  const [f0, f1] = [await person(here), await person(there)]
  const province = await t.post('operator', '30')
  await province.as(declareContact, {
    subjectId: f0,
    otherId: f1,
    disease,
    firstOn: '2021-02-19',
    lastOn: '2021-02-19',
    physical: true,
  })
  await here.as(report, { subjectId: f0, disease, sampledOn: '2021-02-20', confirmedOn: '2021-02-20', reportedOn: '2021-02-20' })
  const row = (await there.as(referrals, { state: 'open' })).received.find((r) => r.subjectId === f1)
  assert.ok(row, 'the referral arrived')
  return { f0, f1, row }
}

test('a contact of another commune arrives there with a clock, and the sender sees no more than was frozen', async () => {
  const { row } = await handedOver()
  assert.equal(Date.parse(row.dueAt!) - Date.parse(row.at), 12 * 3600_000)
  assert.deepEqual([row.late, row.acknowledgedAt, row.levelNow], [false, null, 'F1'])
  assert.match(row.name, /^Người <Chuyển> \d+$/)
  const sent = (await here.as(referrals, {})).sent.find((r) => r.referralId === row.referralId)!
  assert.deepEqual([sent.snapshot.level, sent.toArea, sent.fromArea], ['F1', row.toArea, row.fromArea])
  assert.notEqual(sent.snapshot.name, row.name)
  assert.ok(!('subjectId' in sent) && !('name' in sent))
})

test('the receiver acknowledges once; then it is no longer open, and the sender sees when', async () => {
  const { row } = await handedOver()
  const { acknowledgedAt } = await there.as(acknowledgeReferral, { referralId: row.referralId })
  await assert.rejects(there.as(acknowledgeReferral, { referralId: row.referralId }), refused('referral-acknowledged'))
  assert.ok(!(await there.as(referrals, { state: 'open' })).received.some((r) => r.referralId === row.referralId))
  const all = (await there.as(referrals, {})).received
  assert.equal(all.find((r) => r.referralId === row.referralId)?.acknowledgedBy, 'Cán bộ station 10507')
  assert.equal((await here.as(referrals, {})).sent.find((r) => r.referralId === row.referralId)?.acknowledgedAt, acknowledgedAt)
  const open = all.findIndex((r) => r.acknowledgedAt !== null)
  assert.ok(
    all.slice(open).every((r) => r.acknowledgedAt !== null),
    'those not acknowledged come first',
  )
})

test('a referral that nobody took up is late a day after', async () => {
  const { row } = await handedOver()
  await t.day('2021-02-24')
  assert.equal((await there.as(referrals, { state: 'open' })).received.find((r) => r.referralId === row.referralId)?.late, true)
  await t.day('2021-02-22')
})

test('the sender cannot acknowledge for the receiver, and a third commune sees nothing of it', async () => {
  const { row } = await handedOver()
  await assert.rejects(here.as(acknowledgeReferral, { referralId: row.referralId }), refused('not-found'))
  assert.deepEqual(await third.as(referrals, {}).then((r) => [r.received.length, r.sent.length]), [0, 0])
  await assert.rejects(third.as(printReferral, { referralId: row.referralId }), refused('not-found'))
})

test('on paper the receiver prints the whole name, the sender only what was frozen; a drill says so', async () => {
  const { row } = await handedOver()
  const html = async (post: TestPost) =>
    new TextDecoder().decode((await post.as(printReferral, { referralId: row.referralId })).bytes)
  const [theirs, ours] = [await html(there), await html(here)]
  assert.match(theirs, /Người &#60;Chuyển&#62; \d/)
  assert.ok(!ours.includes('Chuyển&#62;'))
  for (const page of [theirs, ours]) {
    assert.match(page, /DIỄN TẬP/)
    assert.ok(page.includes(row.snapshot.code))
    assert.ok(!page.includes('<Chuyển>') && !page.includes('<script'))
  }
})
