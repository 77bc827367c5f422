import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApp } from '../../test/database.ts'
import { check, cough, makeField, resident } from './field.fixtures.ts'
import { slotDoors } from './homes.reads.ts'
import { readMessage, remind } from './rollup.commands.ts'
import { hours, messages, missed, slotReport, slots } from './rollup.reads.ts'
import { pushRound } from './round.commands.ts'
import { slotReportText } from './slotreport.rules.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const day = '2021-02-22'
const a = await makeField(t, '10783', 4)
const b = await makeField(t, '10807', 2)
const district = await t.post('district', '288')
const province = await t.post('province', '30')
await t.day('2021-02-23')
const subjectId = await resident(a.commune, a.homes[0]!, 'Trịnh Thị Kín')
await a.member.as(pushRound, {
  checks: [
    check(a.homes[0]!, day, 'morning', 'symptom', cough(subjectId)),
    check(a.homes[1]!, day, 'morning', 'well'),
    check(a.homes[2]!, day, 'morning', 'refused'),
  ],
})

test('the province sees districts, a district its communes, a commune its teams; the most missing first', async () => {
  const up = await province.as(slots, { day, slot: 'morning' })
  assert.equal(up.rows[0]!.tier, 'district')
  assert.deepEqual([up.total.teamsDue, up.total.teamsReported, up.total.due, up.total.asked], [2, 1, 6, 3])
  const down = await province.as(slots, { day, slot: 'morning', by: 'team' })
  assert.deepEqual(
    down.rows.map((r) => [r.code, r.missing, r.state]),
    [
      [b.code, 2, 'missed'],
      [a.code, 1, 'missed'],
    ],
  )
  const mine = await a.commune.as(slots, { day, slot: 'morning' })
  assert.deepEqual(
    mine.rows.map((r) => [r.tier, r.symptomatic, r.refused, r.signals, r.waiting, r.late]),
    [['team', 1, 1, 1, 1, 3]],
  )
  assert.deepEqual([mine.hours?.from, mine.hours?.confirmed], ['05:00', false])
  await assert.rejects(a.commune.as(slots, { areaId: b.commune.area.areaId }), { code: 'outside-area' })
  assert.equal((await district.as(slots, { day, slot: 'morning' })).total.teamsDue, 0)
})

test('what a slot lacks is shown to the lead, to the commune and to those above once it is over', async () => {
  const ofDay = (rows: { day: string; slot: string; code: string; missing: number }[]) =>
    rows.filter((r) => r.day === day).map((r) => [r.code, r.slot, r.missing])
  const lead = await a.member.as(missed, {})
  assert.deepEqual(
    [lead.level, ofDay(lead.rows)],
    [
      'lead',
      [
        [a.code, 'morning', 1],
        [a.code, 'evening', 4],
      ],
    ],
  )
  const commune = await b.commune.as(missed, {})
  assert.deepEqual(
    [commune.level, ofDay(commune.rows)],
    [
      'commune',
      [
        [b.code, 'morning', 2],
        [b.code, 'evening', 2],
      ],
    ],
  )
  const above = await province.as(missed, {})
  assert.deepEqual([above.level, ofDay(above.rows).length, above.rule?.confirmed], ['district', 4, false])
})

test('a reminder is a row that the team reads and a text without names; a team that owes nothing is left alone', async () => {
  const sent = await a.commune.as(remind, { teamIds: [a.teamId], day, slot: 'morning' })
  assert.equal(sent.reminded, 1)
  assert.match(sent.text, /Tổ số 1 \(10783-T01\): buổi sáng ngày 22\/02\/2021 mới báo 3\/4 hộ, còn 1 hộ/)
  assert.doesNotMatch(sent.text, /Trịnh Thị Kín/)
  const [message] = (await a.member.as(messages, {})).messages
  assert.equal(message!.text, sent.text)
  await a.member.as(readMessage, { messageId: message!.messageId })
  assert.deepEqual((await a.member.as(messages, {})).messages, [])
  await assert.rejects(b.member.as(readMessage, { messageId: message!.messageId }), { code: 'not-found' })
  await a.member.as(pushRound, { checks: [check(a.homes[3]!, day, 'morning', 'well')] })
  assert.deepEqual(await a.commune.as(remind, { teamIds: [a.teamId], day, slot: 'morning' }), {
    reminded: 0,
    complete: 1,
    text: '',
  })
  const [row] = (await province.as(missed, {})).rows.filter((r) => r.teamId === a.teamId && r.slot === 'morning' && r.day === day)
  assert.equal(row, undefined, 'what is complete is missed no more')
})

test('the quick report of a slot has its hour, its figures and who is late, and names no person', async () => {
  const { text } = await b.commune.as(slotReport, { day, slot: 'morning' })
  assert.match(text, /^DIỄN TẬP\nBAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH/)
  assert.match(text, /BÁO CÁO NHANH\nKết quả hỏi hộ buổi sáng ngày 22\/02\/2021/)
  assert.match(text, /\(số liệu đến \d\d giờ \d\d ngày 23\/02\/2021\)/)
  assert.match(text, /1\. Tổ Covid cộng đồng: 0\/1 tổ đã báo cáo \(0,0%\); 0 tổ hỏi đủ số hộ\./)
  assert.match(text, /6\. Tổ chưa báo cáo đủ: Tổ số 1 \(10807-T01\) còn 2\/2 hộ\./)
  const whole = (await province.as(slotReport, { day, slot: 'morning' })).text
  assert.match(whole, /TỈNH HẢI DƯƠNG/)
  assert.match(whole, /3\. Ho, sốt, khó thở: 1 hộ, 1 người; .* chưa lấy mẫu 1/)
  assert.doesNotMatch(whole, /Trịnh Thị Kín/)
})

test('a long list of late teams is cut, and how many were left out is said', () => {
  const figures = Object.fromEntries(
    [
      'teamsDue',
      'teamsReported',
      'teamsComplete',
      'due',
      'asked',
      'well',
      'symptomatic',
      'absent',
      'refused',
      'moved',
      'late',
      'conflicts',
    ]
      .concat(['signals', 'ordered', 'sampled', 'answered', 'positive', 'waiting'])
      .map((k) => [k, 0]),
  ) as never
  const text = slotReportText({
    areaName: 'Xã Thử',
    tier: 'commune',
    day,
    slot: 'evening',
    cutOffAt: '2021-02-22T14:00:00.000Z',
    figures,
    movement: { arrivals: 0, departures: 0, residents: 0, frail: 0, visited: 0 },
    late: Array.from({ length: 25 }, (_, i) => `Tổ ${i + 1}`),
    drill: false,
  })
  assert.match(text, /Tổ 20; và 5 tổ khác\.$/)
  assert.match(text, /21 giờ 00 ngày 22\/02\/2021/)
})

test('checks received by the hour add up to the checks there are, and verify finds a figure that was tampered with', async () => {
  const operator = await t.post('operator', '30')
  const received = await province.as(hours, { day: '2021-02-23' })
  assert.equal(
    received.hours.reduce((n, h) => n + h.n, 0),
    4,
  )
  assert.equal((await operator.as(verify, {})).agrees, true)
  await t.rows('update team_slot set well = well + 1 where team_id = $1', [a.teamId])
  await t.rows('update signal set result_value = $1 where subject_id = $2', ['negative', subjectId])
  await t.rows('update check_hour set n = n + 1')
  await t.rows('update team_size set households = 99 where team_id = $1', [b.teamId])
  const found = await operator.as(verify, {})
  assert.equal(found.agrees, false)
  assert.deepEqual([...new Set(found.differences.map((d) => d.what))].sort(), ['hour', 'signal', 'size', 'slot'])
})

test('every figure of homes is as long as the list behind it, also where answers contradict each other', async () => {
  const on = '2021-02-21'
  const c = await makeField(t, '10801', 4)
  const said = [check(c.homes[0]!, on, 'morning', 'refused'), check(c.homes[1]!, on, 'evening', 'well')]
  await c.member.as(pushRound, { checks: [...said, check(c.homes[2]!, on, 'evening', 'absent')] })
  await c.commune.as(pushRound, { checks: [check(c.homes[1]!, on, 'evening', 'symptom', cough(null, { who: 'khách' }))] })
  for (const reader of [c.commune, c.member])
    for (const slot of ['morning', 'evening'] as const) {
      const { total } = await reader.as(slots, { day: on, slot })
      for (const what of ['due', 'asked', 'well', 'symptomatic', 'absent', 'refused', 'moved', 'late', 'conflicts'] as const)
        assert.equal((await reader.as(slotDoors, { day: on, slot, of: what })).total, total[what], `${slot} ${what}`)
      assert.equal((await reader.as(slotDoors, { day: on, slot, of: 'missing' })).total, total.due - total.asked)
    }
  const { rows } = await c.commune.as(slotDoors, { teamId: c.teamId, day: on, slot: 'evening', of: 'conflicts' })
  assert.deepEqual(
    rows.map((r) => [r.householdId, r.answer]),
    [[c.homes[1], 'symptom']],
  )
  await assert.rejects(b.member.as(slotDoors, { teamId: c.teamId, day: on }), { code: 'not-found' })
})
