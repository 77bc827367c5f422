import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { openPool } from '@phaodai/kernel/sql.ts'
import fc from 'fast-check'
import { withClient } from '../../db/bootstrap.ts'
import { type TestPost, testApp } from '../../test/database.ts'
import { enterBy, signIn } from '../identity/identity.signin.ts'
import { addHousehold } from '../people/people.commands.ts'
import { assign } from './assign.commands.ts'
import type { Answer } from './checks.contract.ts'
import { householdChecks, refusedChecks, round } from './checks.reads.ts'
import { check, cough, makeField, resident } from './field.fixtures.ts'
import { slots } from './rollup.reads.ts'
import { pushRound, settleRefused, voidCheck } from './round.commands.ts'
import { signals } from './signals.reads.ts'
import { addMember, endMember, makeTeam } from './teams.commands.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const operator = await t.post('operator', '30')
const day = '2021-02-22'
await t.day('2021-02-23')

const push = (post: TestPost, ...checks: Record<string, unknown>[]) => post.as(pushRound, { checks: checks as never })
const outcomes = async (sent: ReturnType<typeof push>) => (await sent).outcomes.map((o) => o.reason ?? o.outcome)
const figures = async (post: TestPost, slot: 'morning' | 'evening' = 'morning', on = day) => {
  const { total } = await post.as(slots, { day: on, slot })
  return [total.due, total.asked, total.well, total.symptomatic, total.absent, total.late, total.conflicts]
}
const agrees = async () => assert.deepEqual((await operator.as(verify, {})).differences, [])

test('a round sent twice is written once, under the same operation or another', async () => {
  const f = await makeField(t, '10783')
  const checks = f.homes.map((h) => check(h, day, 'morning', 'well'))
  const opId = newId()
  const first = await f.member.as(pushRound, { checks }, opId)
  assert.deepEqual(await f.member.as(pushRound, { checks }, opId), first)
  assert.deepEqual(await outcomes(push(f.member, ...checks)), ['duplicate', 'duplicate', 'duplicate'])
  assert.deepEqual(await figures(f.commune), [3, 3, 3, 0, 0, 3, 0])
  await agrees()
})

test('what a round came to is answered again, whether it was kept short or, as before, in full', async () => {
  const f = await makeField(t, '10825')
  const at = (time: string) => ({ capturedAt: `${day}T${time}:00+07:00` })
  const [well, ...others] = f.homes.map((h) => check(h, day, 'morning', 'well', at('08:30')))
  await push(f.member, others[0]!)
  const checks = [{ ...well!, answer: 'oẳn' }, well!, ...others, check(f.homes[2]!, day, 'evening', 'well', at('08:30'))]
  const opId = newId()
  const said = await f.member.as(pushRound, { checks: checks as never }, opId)
  const came = said.outcomes.map((o) => o.reason ?? o.outcome)
  assert.deepEqual(came, ['shape', 'applied', 'duplicate', 'applied', 'slot-not-begun'])
  const turned = checks.map((c) => Object.fromEntries(Object.entries(c).reverse()))
  const again = () => f.member.as(pushRound, { checks: turned as never }, opId)
  assert.deepEqual(await again(), said)
  await t.rows('update operation set result = $2 where op_id = $1', [opId, JSON.stringify(said)])
  assert.deepEqual(await again(), said)
})

test('an id that another check has is refused, in one round or two; the others are written and the figures agree', async () => {
  const f = await makeField(t, '10513')
  const [a, b, c] = f.homes as [string, string, string]
  const morning = check(a, day, 'morning', 'well')
  await push(f.member, morning)
  const evening = (home: string, checkId = newId()) => ({ ...check(home, day, 'evening', 'well'), checkId })
  assert.deepEqual(await outcomes(push(f.member, evening(a), evening(b, morning.checkId))), ['applied', 'id-used'])
  const twice = newId()
  const sent = push(f.member, evening(b, twice), { ...evening(c, twice), slot: 'morning' }, evening(c))
  assert.deepEqual(await outcomes(sent), ['applied', 'id-used', 'applied'])
  assert.deepEqual((await figures(f.commune, 'evening')).slice(0, 3), [3, 3, 3])
  assert.deepEqual((await figures(f.commune)).slice(0, 3), [3, 1, 1])
  await agrees()
})

test('a day or an hour of the year 0000 or 9999 holds nothing of its round up', async () => {
  const f = await makeField(t, '10828')
  const [a, b, c] = f.homes as [string, string, string]
  const odd = [
    check(a, '0000-01-01', 'morning', 'well'),
    check(a, '9999-12-31', 'morning', 'well'),
    { ...check(a, day, 'morning', 'well'), capturedAt: '0000-01-01T00:00:00Z' },
    { ...check(a, day, 'morning', 'well'), capturedAt: '9999-12-31T23:59:59Z' },
    check(b, day, 'morning', 'symptom', { ...cough(null), capturedAt: '0000-12-31T23:59:59-01:00' }),
    check(b, day, 'morning', 'symptom', cough(null, { sinceOn: '0000-02-01' })),
  ]
  const came = await outcomes(push(f.member, ...odd, check(c, day, 'morning', 'well')))
  assert.deepEqual(
    came.slice(0, 5).filter((o) => o === 'applied'),
    [],
  )
  assert.equal(came[5], 'applied')
  await agrees()
})

test('one bad check is refused and kept; the others of its round are written', async () => {
  const f = await makeField(t, '10786')
  const other = await makeField(t, '10504')
  const sent = push(
    f.member,
    check(f.homes[0]!, day, 'morning', 'well'),
    { checkId: newId(), householdId: 'nhà 2', answer: 'hơi mệt' },
    check(other.homes[0]!, day, 'morning', 'well'),
    check(f.homes[1]!, '2021-02-24', 'morning', 'well'),
    check(f.homes[1]!, '2021-01-20', 'morning', 'well', { capturedAt: '2021-02-22T08:00:00+07:00' }),
    check(f.homes[1]!, day, 'evening', 'well', { capturedAt: '2021-02-22T08:00:00+07:00' }),
    check(f.homes[1]!, day, 'morning', 'symptom', cough(newId())),
    check(f.homes[2]!, day, 'morning', 'absent'),
  )
  const expected = [
    'applied',
    'shape',
    'household-unknown',
    'clock-ahead',
    'day-too-old',
    'slot-not-begun',
    'person-unknown',
    'applied',
  ]
  assert.deepEqual(await outcomes(sent), expected)
  const kept = await f.commune.as(refusedChecks, {})
  assert.equal(kept.total, 6)
  const next = await f.commune.as(refusedChecks, { limit: 5, offset: 5 })
  assert.deepEqual([next.total, next.rows], [6, kept.rows.slice(5)], 'the next page')
  const past = await f.commune.as(refusedChecks, { limit: 5, offset: 10 })
  assert.deepEqual([past.total, past.rows], [6, []], 'past the end there are as many as before')
  const shape = kept.rows.find((r) => r.reason === 'shape')!
  assert.match(shape.words.vi, /householdId/)
  assert.equal((shape.payload as { answer: string }).answer, 'hơi mệt')
  assert.equal((await f.member.as(refusedChecks, {})).total, 6, 'who sent it sees it too')
  assert.equal((await other.commune.as(refusedChecks, {})).total, 0)
})

test('an alarm does not wait for a first day that cannot be: the signal stands at once without it, what was said stays, a person asks again', async () => {
  const f = await makeField(t, '10549')
  const since = (sinceOn: string) => cough(null, { who: 'khách', sinceOn })
  const said = ['2019-02-10', '2022-02-21', '20211-02-10', '2021-02-30', '0000-01-01']
  const checks = said.map((d, i) => check(f.homes[i % 3]!, day, i < 3 ? 'morning' : 'evening', 'symptom', since(d)))
  const known = check(f.homes[2]!, day, 'evening', 'symptom', since('2021-02-20'))
  const sent = await push(f.member, ...checks, known)
  assert.deepEqual(
    sent.outcomes.map((o) => [o.outcome, o.reason, o.remark, o.refusedId]),
    [...said.map(() => ['applied', undefined, 'since-impossible', undefined]), ['applied', undefined, undefined, undefined]],
  )
  assert.match(
    sent.outcomes[0]!.words!.vi,
    /trạm y tế đã thấy dấu hiệu; ngày khởi phát ghi là 10\/02\/2019 không hợp lệ, cần hỏi lại/,
  )
  assert.equal(sent.signals, 6)
  const seen = (await f.commune.as(signals, {})).rows.map((r) => [r.sinceOn, r.sinceSaid])
  assert.deepEqual(seen.sort(), [...said.map((d) => [null, d]), ['2021-02-20', null]].sort())
  assert.equal((await f.commune.as(refusedChecks, {})).total, 0, 'nothing waits')
  const home = await f.commune.as(householdChecks, { householdId: f.homes[0]! })
  assert.deepEqual(home.days[0]!.versions.map((v) => v.sinceSaid).sort(), [['2019-02-10'], ['2021-02-30']])
  assert.deepEqual(
    await outcomes(push(f.member, ...checks)),
    said.map(() => 'duplicate'),
  )
  await agrees()
})

test('a first day long ago is taken where a person says so, one to come never, and neither with a check that is settled for another reason', async () => {
  const f = await makeField(t, '10552')
  const old = { capturedAt: '2021-02-22T08:00:00+07:00' }
  const long = { who: 'khách', sinceOn: '2019-02-10' }
  const sent = await push(
    f.member,
    check(f.homes[0]!, '2021-02-10', 'morning', 'symptom', { ...cough(null, long), ...old }),
    check(f.homes[1]!, day, 'morning', 'symptom', cough(newId(), long)),
    check(f.homes[2]!, day, 'morning', 'symptom', cough(newId(), long)),
  )
  const settle = (n: number, changes: Record<string, unknown>) => {
    const { refusedId } = sent.outcomes[n]!
    return f.commune.as(settleRefused, { refusedId: refusedId!, how: 'apply', reason: 'đã hỏi lại tổ trưởng', changes })
  }
  await settle(0, { onDay: day })
  await settle(1, cough(null, long))
  await settle(2, cough(null, { who: 'khách', sinceOn: '2022-02-10' }))
  const seen = (await f.commune.as(signals, {})).rows.map((r) => [r.householdId, r.sinceOn, r.sinceSaid])
  assert.deepEqual(
    seen.sort(),
    [
      [f.homes[0]!, null, '2019-02-10'],
      [f.homes[1]!, '2019-02-10', null],
      [f.homes[2]!, null, '2022-02-10'],
    ].sort(),
  )
})

test('a refused check is applied by a person who set it right, or left with a reason; sent again it asks nothing new', async () => {
  const f = await makeField(t, '10792')
  const old = check(f.homes[0]!, '2021-02-10', 'morning', 'well', { capturedAt: '2021-02-22T08:00:00+07:00' })
  const bad = {
    checkId: newId(),
    householdId: f.homes[1]!,
    onDay: day,
    slot: 'morning',
    answer: 'oẳn',
    capturedAt: '2021-02-22T08:00:00+07:00',
  }
  const [first, second] = (await push(f.member, old, bad)).outcomes
  const settle = (refusedId: string, how: 'apply' | 'discard', changes?: Record<string, unknown>) =>
    f.commune.as(settleRefused, { refusedId, how, reason: 'đã hỏi lại tổ trưởng', changes })
  await assert.rejects(settle(second!.refusedId!, 'apply'), { code: 'refused-still' })
  assert.equal((await settle(second!.refusedId!, 'apply', { answer: 'well' })).outcome, 'applied')
  assert.equal((await settle(first!.refusedId!, 'apply', { onDay: day })).outcome, 'applied')
  await assert.rejects(settle(first!.refusedId!, 'discard'), { code: 'refused-settled' })
  assert.deepEqual(await outcomes(push(f.member, old, bad)), ['duplicate', 'duplicate'])
  assert.equal((await f.commune.as(refusedChecks, {})).total, 0)
  const province = await t.post('province', '30')
  const seen = (await province.as(refusedChecks, { state: 'settled', areaId: f.commune.area.areaId })).rows
  assert.deepEqual(
    seen.map((r) => [r.refusedId, r.settledChanged, r.settledByName, r.payload]).sort(),
    [
      [second!.refusedId, ['answer'], 'Cán bộ commune 10792', null],
      [first!.refusedId, ['onDay'], 'Cán bộ commune 10792', null],
    ].sort(),
    'who set what right, by its name',
  )
  assert.deepEqual((await figures(f.commune)).slice(0, 3), [3, 2, 2])
  await agrees()
})

test('a correction takes the wrong answer’s place with its signal; undone, both stand again', async () => {
  const f = await makeField(t, '10507')
  const subjectId = await resident(f.commune, f.homes[0]!)
  const wrong = check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId))
  const right = check(f.homes[0]!, day, 'morning', 'well', { replaces: wrong.checkId })
  await push(f.member, wrong)
  assert.equal((await f.commune.as(signals, {})).total, 1)
  assert.deepEqual(await outcomes(push(f.member, right)), ['applied'])
  assert.equal((await f.commune.as(signals, {})).total, 0)
  assert.deepEqual((await figures(f.commune)).slice(1, 4), [1, 1, 0])
  await f.member.as(voidCheck, { checkId: right.checkId, reason: 'sửa nhầm' })
  assert.equal((await f.commune.as(signals, {})).total, 1)
  assert.deepEqual((await figures(f.commune)).slice(1, 4), [1, 0, 1])
  const shown = await f.commune.as(householdChecks, { householdId: f.homes[0]! })
  assert.equal(shown.days[0]!.versions.length, 2, 'nothing is erased')
  assert.equal(shown.days[0]!.worst, 'symptom')
  await agrees()
})

test('a correction that arrives before what it corrects ends the same way', async () => {
  const f = await makeField(t, '10798')
  const subjectId = await resident(f.commune, f.homes[0]!)
  const wrong = check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId))
  const right = check(f.homes[0]!, day, 'morning', 'well', { replaces: wrong.checkId })
  await push(f.member, right)
  await push(f.member, wrong)
  assert.equal((await f.commune.as(signals, {})).total, 0)
  assert.deepEqual((await figures(f.commune)).slice(1, 4), [1, 1, 0])
  await agrees()
})

test('two members who heard different things make a conflict that shows the cough', async () => {
  const f = await makeField(t, '10801')
  const second = await t.post('team', '10801')
  await f.commune.as(addMember, { teamId: f.teamId, postId: second.postId })
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(f.member, check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)))
  assert.deepEqual(await outcomes(push(second, check(f.homes[0]!, day, 'morning', 'well'))), ['conflict'])
  assert.deepEqual(await figures(f.commune), [3, 1, 0, 1, 0, 1, 1])
  const mine = (await f.member.as(round, { day })).households[0]!
  assert.deepEqual([mine.morning.answer, mine.morning.conflict, mine.worst], ['symptom', true, 'symptom'])
})

test('a coughing morning still shows after a clear evening', async () => {
  const f = await makeField(t, '10804')
  const subjectId = await resident(f.commune, f.homes[0]!)
  await push(
    f.member,
    check(f.homes[0]!, day, 'morning', 'symptom', cough(subjectId)),
    check(f.homes[0]!, day, 'evening', 'well'),
  )
  const home = (await f.member.as(round, { day })).households[0]!
  assert.deepEqual([home.morning.answer, home.evening.answer, home.worst], ['symptom', 'well', 'symptom'])
})

test('homes reassigned while a phone was offline: what it recorded is taken, and counts for the team that has them now', async () => {
  const f = await makeField(t, '10807')
  const { teamId: newTeam } = await f.commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  const offline = check(f.homes[0]!, day, 'morning', 'well')
  const later = check(f.homes[0]!, day, 'evening', 'well')
  await push(f.member, offline)
  await f.commune.as(assign, { teamId: newTeam, householdIds: [f.homes[0]!], fromOn: day, reason: 'chia lại địa bàn' })
  assert.deepEqual(await outcomes(push(f.member, later)), ['applied'])
  const rows = (await f.commune.as(slots, { day, slot: 'morning' })).rows
  assert.deepEqual(rows.map((r) => [r.name, r.due, r.asked]).sort(), [
    ['Tổ số 1', 2, 0],
    ['Tổ số 2', 1, 1],
  ])
  await t.day('2021-03-02')
  const tooLong = check(f.homes[0]!, '2021-03-01', 'morning', 'well')
  assert.deepEqual(await outcomes(push(f.member, tooLong)), ['not-yours'])
  assert.equal((await f.commune.as(refusedChecks, {})).rows[0]!.reason, 'not-yours')
  await t.day('2021-02-23')
  await agrees()
})

test('two teams that send each other’s former homes at one moment do not wait for each other for ever', {
  timeout: 60_000,
}, async () => {
  const [f, commune] = [await makeField(t, '10813'), await t.post('commune', '10813')]
  const second = await t.post('team', '10813')
  const { teamId } = await commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  await commune.as(addMember, { teamId, postId: second.postId, lead: true, fromOn: '2021-02-20' })
  const { householdId } = await commune.as(addHousehold, { address: 'Thôn Thử, nhà 9', door: '9', headName: 'Lê Văn Thử' })
  await commune.as(assign, { teamId, householdIds: [householdId], fromOn: '2021-02-20' })
  await commune.as(assign, { teamId, householdIds: [f.homes[0]!], fromOn: day, reason: 'chia lại địa bàn' })
  await commune.as(assign, { teamId: f.teamId, householdIds: [householdId], fromOn: day, reason: 'chia lại địa bàn' })
  // a ring would be broken only after the test has failed
  const [{ name }] = (await t.rows<{ name: string }>('select current_database() as name')) as [{ name: string }]
  await t.rows(`alter database "${name}" set deadlock_timeout = '10min'`)
  const pool = openPool(t.appUrl, { max: 2 })
  try {
    const send = (post: TestPost, home: string) =>
      execute({ ...t.app, pool }, pushRound, { checks: [check(home, day, 'evening', 'well')] }, { postId: post.postId })
    // both hold their own team, and look up the other's home, before either goes on
    const both = await withClient(t.adminUrl, async (gate) => {
      await gate.query('begin; lock table household in access exclusive mode')
      const sent = Promise.all([send(f.member, f.homes[0]!), send(second, householdId)])
      for (let held = 0; held < 2; ) {
        const { rows } = await gate.query(
          "select count(*)::int as n from pg_locks where relation = 'household'::regclass and not granted",
        )
        held = rows[0].n
      }
      await gate.query('commit')
      return sent
    })
    assert.deepEqual(
      both.map((b) => b.outcomes[0]!.outcome),
      ['applied', 'applied'],
    )
  } finally {
    await pool.end()
  }
  await agrees()
})

test('after some rounds on a connection none of their statements is planned anew', async () => {
  const f = await makeField(t, '10816', 4, '2021-02-01')
  const sick = await resident(f.commune, f.homes[0]!)
  const signed = await signIn(t.app, { username: f.member.username, password: 'test-only' })
  assert.ok(!(signed instanceof Problem))
  // of one row everything is cheap
  await t.rows(`insert into team_slot (commune_id, team_id, on_day, slot, asked, well, symptomatic, absent, refused, moved, late, conflicts)
    select 1, gen_random_uuid(), date '2020-01-01' + n % 300, 'morning', 0, 0, 0, 0, 0, 0, 0, 0 from generate_series(1, 20000) n`)
  await t.rows(`insert into signal (commune_id, signal_id, disease, source, subject_id, kinds, on_day, slot, noted_at, received_at, recorded_by, op_id)
    select 1, gen_random_uuid(), 'covid19', 'team', gen_random_uuid(), '{cough}', date '2020-01-01', 'morning', now(), now(), gen_random_uuid(), gen_random_uuid()
    from generate_series(1, 20000)`)
  await t.rows('analyze')
  const pool = openPool(t.appUrl, { max: 1 })
  try {
    for (let back = 0; back < 12; back++)
      for (const slot of ['morning', 'evening'] as const) {
        const on = new Date(Date.parse(day) - back * 86_400_000).toISOString().slice(0, 10)
        const checks = f.homes.map((h, i) => (i === 0 ? check(h, on, slot, 'symptom', cough(sick)) : check(h, on, slot, 'well')))
        await execute({ ...t.app, pool }, pushRound, { checks }, { postId: enterBy(signed.token, pushRound.verb.name) })
      }
    const { rows } = await pool.query<{ statement: string; generic: number; custom: number }>(
      'select statement, generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements',
    )
    const often = rows.filter((r) => r.generic + r.custom >= 20)
    assert.ok(often.length >= 15, `${often.length} statements`)
    // PostgreSQL makes five plans for the values at hand before it thinks of one for all
    assert.deepEqual(
      often.filter((r) => r.custom > 5).map((r) => r.statement),
      [],
    )
  } finally {
    await pool.end()
  }
})

test('a member who left may still send the days before, and not the days after', async () => {
  const f = await makeField(t, '10810')
  await f.commune.as(endMember, { memberId: f.memberId })
  assert.deepEqual(await outcomes(push(f.member, check(f.homes[0]!, day, 'morning', 'well'))), ['applied'])
  await t.day('2021-02-25')
  assert.deepEqual(await outcomes(push(f.member, check(f.homes[0]!, '2021-02-24', 'morning', 'well'))), ['not-yours'])
  await t.day('2021-02-23')
  assert.deepEqual((await f.member.as(round, {})).households, [], 'the phone carries no door any more')
})

test('a team bound to one hamlet sends for its hamlet, and its figures are those of the whole team', async () => {
  const f = await makeField(t, '10813')
  const hamletMember = async () => {
    const { addHamlet } = await import('../areas/areas.commands.ts')
    const { hamletId } = await f.commune.as(addHamlet, { communeId: f.commune.area.areaId, type: 'thôn', name: 'Đông' })
    const member = await t.post('team', '10813', { hamletId })
    const { teamId } = await f.commune.as(makeTeam, { name: 'Tổ thôn Đông', hamletId, fromOn: '2021-02-20' })
    await f.commune.as(addMember, { teamId, postId: member.postId })
    const homes = []
    for (const n of [1, 2]) homes.push((await f.commune.as(addHousehold, { address: `Đông ${n}`, hamletId })).householdId)
    await f.commune.as(assign, { teamId, householdIds: homes, fromOn: '2021-02-20' })
    return { member, homes }
  }
  const { member, homes } = await hamletMember()
  assert.deepEqual(await outcomes(push(member, ...homes.map((h) => check(h, day, 'morning', 'well')))), ['applied', 'applied'])
  assert.deepEqual(await outcomes(push(member, check(f.homes[0]!, day, 'morning', 'well'))), ['household-unknown'])
  assert.deepEqual(
    (await member.as(slots, { day, slot: 'morning' })).rows.map((r) => [r.due, r.asked]),
    [[2, 2]],
  )
  await agrees()
})

test('a check for a home without a team waits for a person, and is taken once the home has one', async () => {
  const f = await makeField(t, '10816')
  const { householdId } = await f.commune.as(addHousehold, { address: 'nhà chưa giao' })
  const sent = await f.commune.as(pushRound, { checks: [check(householdId, day, 'morning', 'well')] })
  assert.equal(sent.outcomes[0]!.reason, 'household-no-team')
  await f.commune.as(assign, { teamId: f.teamId, householdIds: [householdId], fromOn: '2021-02-20' })
  const done = await f.commune.as(settleRefused, { refusedId: sent.outcomes[0]!.refusedId!, how: 'apply', reason: 'đã giao tổ' })
  assert.equal(done.outcome, 'applied')
})

test('any history of rounds, corrections and undos, sent in any order and twice over, ends in the same figures, which the facts confirm', async () => {
  const f = await makeField(t, '10819', 2)
  const answers: Answer[] = ['well', 'absent', 'refused', 'moved']
  const step = fc.record({
    home: fc.nat(1),
    slot: fc.constantFrom('morning' as const, 'evening' as const),
    answer: fc.constantFrom(...answers),
    replaces: fc.option(fc.nat(5)),
    undone: fc.boolean(),
  })
  let on = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat(100)), async (steps, chance) => {
      // every history on a day of its own
      const onDay = new Date(Date.parse('2021-03-01') + on++ * 86_400_000).toISOString().slice(0, 10)
      await t.day(new Date(Date.parse(onDay) + 86_400_000).toISOString().slice(0, 10))
      const made = steps.map((s) => check(f.homes[s.home]!, onDay, s.slot, s.answer))
      const checks = made.map((c, i) => {
        const of = steps[i]!.replaces
        const other = of !== null && of !== i ? made[of] : undefined
        const same = other && other.householdId === c.householdId && other.slot === c.slot
        return same ? { ...c, replaces: other.checkId } : c
      })
      const order = [...checks, ...checks].map((c) => ({ c, at: chance.next().value! })).sort((a, b) => a.at - b.at)
      for (let i = 0; i < order.length; i += 3) await push(f.member, ...order.slice(i, i + 3).map((o) => o.c))
      for (const [i, s] of steps.entries())
        if (s.undone) await f.member.as(voidCheck, { checkId: checks[i]!.checkId, reason: 'ghi nhầm' })
      const { slotShows } = await import('./checks.rules.ts')
      for (const slot of ['morning', 'evening'] as const) {
        const expected = f.homes.map((h) => {
          const of = checks.flatMap((c, i) => (c.householdId === h && c.slot === slot ? [{ c, voided: steps[i]!.undone }] : []))
          return slotShows(
            of.map(({ c, voided }) => {
              const replaces = 'replaces' in c ? (c.replaces as string) : null
              return { checkId: c.checkId, answer: c.answer, replaces, voided }
            }),
          ).answer
        })
        const { total } = await f.commune.as(slots, { day: onDay, slot })
        assert.equal(total.asked, expected.filter((a) => a !== null).length)
        assert.equal(total.well, expected.filter((a) => a === 'well').length)
        assert.equal(total.moved, expected.filter((a) => a === 'moved').length)
      }
      await agrees()
    }),
    { numRuns: 40 },
  )
  await t.day('2021-02-23')
})

test('two phones of one team that send at the same moment lose nothing of each other', async () => {
  const f = await makeField(t, '10822', 12)
  const second = await t.post('team', '10822')
  await f.commune.as(addMember, { teamId: f.teamId, postId: second.postId, fromOn: '2021-02-20' })
  const send = (post: TestPost, h: string) => push(post, check(h, day, 'morning', 'well'))
  await Promise.all(f.homes.map((h, i) => send(i % 2 ? second : f.member, h)))
  assert.deepEqual((await figures(f.commune)).slice(0, 3), [12, 12, 12])
  await agrees()
})
