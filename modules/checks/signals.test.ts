import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestPost, testApp } from '../../test/database.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { correctResult, orderTest, receive, releaseResult, takeSample, voidSample } from '../laboratory/laboratory.commands.ts'
import { decideDuplicate } from '../people/duplicates.commands.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { assign } from './assign.commands.ts'
import { check, cough, makeField, resident } from './field.fixtures.ts'
import { slots } from './rollup.reads.ts'
import { pushRound, voidCheck } from './round.commands.ts'
import { closeSignal, identifySignal } from './signals.commands.ts'
import { clusters, signals } from './signals.reads.ts'
import { addMember, makeTeam } from './teams.commands.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const operator = await t.post('operator', '30')
const lab = await t.post('laboratory', '30', { body: 'CDC Hải Dương' })
const day = '2021-02-22'
await t.day('2021-02-23')
const disease = 'covid19'
let n = 0
const push = (post: TestPost, ...checks: Record<string, unknown>[]) => post.as(pushRound, { checks: checks as never })
const agrees = async () => assert.deepEqual((await operator.as(verify, {})).differences, [])
const swab = async (post: TestPost, subjectId: string) => {
  const barcode = `HD-${String(++n).padStart(6, '0')}`
  const { sampleId } = await post.as(takeSample, { subjectId, disease, barcode, identityCheck: 'cccd' })
  await lab.as(receive, { barcode })
  return sampleId
}

test('an order given, a sample spoilt and a result corrected each reach the team in the same transaction', async () => {
  const f = await makeField(t, '10783')
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  const seen = async () => {
    const [row] = (await f.member.as(signals, { state: 'all' })).rows
    return [row!.state, row!.result]
  }
  assert.deepEqual(await seen(), ['to-order', null])
  await f.commune.as(orderTest, { subjectId, disease, reason: 'symptom' })
  assert.deepEqual(await seen(), ['ordered', null])
  const spoilt = await swab(f.commune, subjectId)
  assert.deepEqual(await seen(), ['sampled', null])
  await lab.as(voidSample, { sampleId: spoilt, reason: 'ống bị vỡ' })
  assert.deepEqual(await seen(), ['ordered', null])
  const sampleId = await swab(f.commune, subjectId)
  const { resultId } = await lab.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' })
  assert.deepEqual(await seen(), ['answered', 'positive'])
  await lab.as(correctResult, { resultId, value: 'negative', reason: 'đọc nhầm ống' })
  assert.deepEqual(await seen(), ['answered', 'negative'])
  await agrees()
})

test('a cough told on two days is one illness: one order answers both, and the second asks for no other', async () => {
  const f = await makeField(t, '10786')
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, '2021-02-21', 'evening', 'symptom', cough(subjectId)))
  await f.commune.as(orderTest, { subjectId, disease, reason: 'symptom' })
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  const { rows } = await f.commune.as(signals, {})
  assert.deepEqual(
    rows.map((r) => r.state),
    ['ordered', 'ordered'],
  )
  await agrees()
})

test('the clock of "at once" is the pack’s, and a signal past it is late', async () => {
  const f = await makeField(t, '10798')
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  const now = await f.commune.as(signals, {})
  assert.deepEqual([now.clock?.hours, now.clock?.confirmed, now.late], [4, false, 0])
  await t.day('2021-02-24')
  const later = await f.commune.as(signals, {})
  assert.deepEqual([later.late, later.rows[0]!.late], [1, true])
  await t.day('2021-02-23')
})

test('someone not in the register is a signal in words, until a person says who it is', async () => {
  const f = await makeField(t, '10801')
  const symptom = cough(null, { who: 'khách của nhà 1, nam khoảng 30 tuổi' })
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', symptom))
  const [row] = (await f.commune.as(signals, {})).rows
  assert.deepEqual([row!.state, row!.name], ['to-identify', 'khách của nhà 1, nam khoảng 30 tuổi'])
  const { subjectId } = await f.commune.as(register, { fullName: 'Đỗ Văn Thử', birth: { year: 1990 } })
  await f.member.as(identifySignal, { signalId: row!.signalId, subjectId })
  assert.equal((await f.commune.as(signals, {})).rows[0]!.state, 'to-order')
  await assert.rejects(f.commune.as(identifySignal, { signalId: row!.signalId, subjectId }), { code: 'signal-known' })
  await f.commune.as(orderTest, { subjectId, disease, reason: 'symptom' })
  assert.equal((await f.commune.as(signals, {})).rows[0]!.state, 'ordered')
  await agrees()
})

test('a signal is closed only with a reason, and one taken back at the door is gone from every list', async () => {
  const f = await makeField(t, '10804')
  const subjectId = await resident(f.commune, f.homes[0]!)
  const told = check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId))
  await push(f.member, told)
  const [row] = (await f.commune.as(signals, {})).rows
  await f.commune.as(closeSignal, { signalId: row!.signalId, reason: 'hen phế quản mạn tính, trạm đã khám' })
  assert.equal((await f.commune.as(signals, {})).total, 0)
  assert.equal((await f.member.as(signals, { state: 'closed' })).rows[0]!.closeReason, 'hen phế quản mạn tính, trạm đã khám')
  assert.equal((await f.member.as(voidCheck, { checkId: told.checkId, reason: 'ghi nhầm nhà' })).signals, 1)
  assert.equal((await f.commune.as(signals, { state: 'all' })).total, 0)
  await agrees()
})

test('people of one household, or of one hamlet, who fall ill together raise a warning with the numbers of the pack', async () => {
  const commune = await t.post('commune', '10807')
  const communeId = commune.area.areaId
  const { hamletId } = await commune.as(addHamlet, { communeId, type: 'thôn', name: 'Đông' })
  const { teamId } = await commune.as(makeTeam, { name: 'Tổ thôn Đông', hamletId, fromOn: '2021-02-20' })
  const homes: string[] = []
  for (const i of [1, 2]) homes.push((await commune.as(addHousehold, { address: `Đông ${i}`, hamletId })).householdId)
  await commune.as(assign, { teamId, householdIds: homes, fromOn: '2021-02-20' })
  const ill = [await resident(commune, homes[0]!, 'Lê Văn Một'), await resident(commune, homes[0]!, 'Lê Văn Hai')]
  await push(commune, check(homes[0]!, day, 'morning', 'symptom', cough(ill[0]!)))
  assert.deepEqual((await commune.as(clusters, {})).rows, [])
  await push(commune, check(homes[0]!, day, 'evening', 'symptom', cough(ill[1]!)))
  const two = await commune.as(clusters, {})
  assert.deepEqual([two.rule?.confirmed, two.rows.map((r) => [r.kind, r.people])], [false, [['household', 2]]])
  const third = await resident(commune, homes[1]!, 'Phạm Thị Ba')
  await push(commune, check(homes[1]!, day, 'morning', 'symptom', cough(third)))
  const found = (await commune.as(clusters, {})).rows
  assert.deepEqual(found.map((r) => [r.kind, r.people]).sort(), [
    ['hamlet', 3],
    ['household', 2],
  ])
  assert.doesNotMatch(JSON.stringify(found), /Phạm Thị Ba/)
})

test('two records found to be one human share one illness, and its sample', async () => {
  const f = await makeField(t, '10810')
  const birth = { year: 1984, month: 3, day: 4 }
  const [a, b] = await Promise.all(
    [0, 1].map((i) => f.commune.as(register, { fullName: 'Vũ Văn Trùng', birth, householdId: f.homes[i]! })),
  )
  await push(
    f.member,
    check(f.homes[0]!, day, 'morning', 'symptom', cough(a!.subjectId)),
    check(f.homes[1]!, day, 'evening', 'symptom', cough(b!.subjectId)),
  )
  await f.commune.as(orderTest, { subjectId: a!.subjectId, disease, reason: 'symptom' })
  const states = async () => (await f.commune.as(signals, {})).rows.map((r) => r.state).sort()
  assert.deepEqual(await states(), ['ordered', 'to-order'])
  const pair = { aSubjectId: a!.subjectId, bSubjectId: b!.subjectId }
  await f.commune.as(decideDuplicate, { ...pair, decision: 'same', reason: 'cùng một người' })
  assert.deepEqual(await states(), ['ordered', 'ordered'])
  await agrees()
})

test('a team sees its own signals and nobody else’s', async () => {
  const f = await makeField(t, '10813')
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  const second = await t.post('team', '10813')
  assert.equal((await second.as(signals, {})).total, 0)
  await assert.rejects(second.as(signals, { teamId: f.teamId }), { code: 'team-not-yours' })
  const [row] = (await f.commune.as(signals, {})).rows
  await assert.rejects(second.as(identifySignal, { signalId: row!.signalId, subjectId: newId() }), { code: 'team-not-yours' })
})

test('a home given to another team takes its open signal along; whoever heard it still sees what comes of it', async () => {
  const f = await makeField(t, '10816')
  const second = await t.post('team', '10816')
  const { teamId } = await f.commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  await f.commune.as(addMember, { teamId, postId: second.postId })
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  await f.commune.as(assign, { teamId, householdIds: [f.homes[0]!] })
  for (const post of [f.member, second]) assert.equal((await post.as(signals, {})).rows[0]!.state, 'to-order')
  await f.commune.as(assign, { teamId: f.teamId, householdIds: [f.homes[0]!] })
  await f.commune.as(assign, { teamId, householdIds: [f.homes[1]!], fromOn: '2021-02-22' })
  const rows = (await f.commune.as(slots, { day, slot: 'morning' })).rows
  assert.deepEqual(rows.map((r) => [r.name, r.due, r.signals]).sort(), [
    ['Tổ số 1', 2, 1],
    ['Tổ số 2', 1, 0],
  ])
  await agrees()
})
