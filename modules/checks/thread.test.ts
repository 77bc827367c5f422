import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApp } from '../../test/database.ts'
import { orderTest, receive, releaseResult, takeSample } from '../laboratory/laboratory.commands.ts'
import { check, cough, makeField, resident } from './field.fixtures.ts'
import { slotReport, slots } from './rollup.reads.ts'
import { pushRound } from './round.commands.ts'
import { signals } from './signals.reads.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const day = '2021-02-22'

test('a cough told at a door is sampled, answered, and comes back to the team that heard it', async () => {
  const field = await makeField(t, '10783')
  const lab = await t.post('laboratory', '30', { body: 'CDC Hải Dương' })
  const operator = await t.post('operator', '30')
  const { commune, member, homes } = field
  const subjectId = await resident(commune, homes[1]!)
  await t.day('2021-02-23')
  const sent = await member.as(pushRound, {
    checks: [
      check(homes[0]!, day, 'morning', 'well'),
      check(homes[1]!, day, 'morning', 'symptom', cough(subjectId, { sinceOn: '2021-02-21' })),
      check(homes[2]!, day, 'morning', 'absent'),
    ],
  })
  assert.deepEqual(
    sent.outcomes.map((o) => o.outcome),
    ['applied', 'applied', 'applied'],
  )
  assert.equal(sent.signals, 1)

  const list = await commune.as(signals, {})
  assert.equal(list.rows[0]!.state, 'to-order')
  assert.ok(list.rows[0]!.dueAt, 'the clock of "at once" runs')
  await commune.as(orderTest, { subjectId, disease: 'covid19', reason: 'symptom' })
  assert.equal((await member.as(signals, {})).rows[0]!.state, 'ordered')
  await commune.as(takeSample, { subjectId, disease: 'covid19', barcode: 'HD-000001', identityCheck: 'cccd' })
  assert.equal((await member.as(signals, {})).rows[0]!.state, 'sampled')
  await lab.as(receive, { barcode: 'HD-000001' })
  await lab.as(releaseResult, { barcode: 'HD-000001', method: 'pcr', value: 'positive' })
  const back = (await member.as(signals, { state: 'all' })).rows[0]!
  assert.deepEqual([back.state, back.result], ['answered', 'positive'])

  const province = await t.post('province', '30')
  const up = await province.as(slots, { day, slot: 'morning' })
  assert.deepEqual(
    [up.total.teamsDue, up.total.teamsReported, up.total.due, up.total.asked, up.total.symptomatic, up.total.positive],
    [1, 1, 3, 3, 1, 1],
  )
  const text = (await commune.as(slotReport, { day, slot: 'morning' })).text
  assert.match(text, /1\/1 tổ đã báo cáo/)
  assert.match(text, /Ho, sốt, khó thở: 1 hộ, 1 người/)
  assert.doesNotMatch(text, /Lê Thị Thử/)
  assert.deepEqual((await operator.as(verify, {})).differences, [])
})
