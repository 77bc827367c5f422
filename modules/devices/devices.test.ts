import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { type Client, openClient } from '@phaodai/sync/client.ts'
import { httpTransport } from '@phaodai/sync/transport.ts'
import { readInstance } from '../../apps/api/instance.ts'
import { buildServer } from '../../apps/api/server.ts'
import { operations } from '../../apps/api/wiring.ts'
import { testApp } from '../../test/database.ts'
import { assign } from '../checks/assign.commands.ts'
import { movements } from '../checks/doors.reads.ts'
import { makeField, resident } from '../checks/field.fixtures.ts'
import { undoOf, withoutNames } from '../checks/offline.rules.ts'
import { unpackRow } from '../checks/pages.rules.ts'
import type { Replicated } from '../checks/replica.contract.ts'
import { signals } from '../checks/signals.reads.ts'
import { addMember, endMember, makeTeam } from '../checks/teams.commands.ts'
import { deriveTask } from '../directives/derive.commands.ts'
import type { HeldTask } from '../directives/phone.contract.ts'
import { checkTask, giveTask } from '../directives/tasks.commands.ts'
import { task, tasks } from '../directives/tasks.reads.ts'
import { list as inspections, show } from '../inspections/inspections.reads.ts'
import type { HeldChecklists, HeldPlan } from '../inspections/phone.contract.ts'
import { enrolledPhone, PIN } from './devices.fixtures.ts'
import { list, refused } from './devices.reads.ts'
import { enrol, revoke } from './enrol.commands.ts'
import { takeSealed } from './push.commands.ts'
import { settle } from './settle.commands.ts'

const t = await testApp()
const server = buildServer({ app: t.app, operations, instance: () => readInstance(dbOf(t.app.pool)) })
const base = await server.listen({ host: '127.0.0.1', port: 0 })
after(async () => {
  await server.close()
  await t.close()
})
const transport = httpTransport({ base })
const day = '2021-02-22'
await t.day(day)
const field = await makeField(t, '10783', 4)
const { commune, member, homes } = field
const someone = await resident(commune, homes[0]!)
const station = await t.post('station', '10783')

const rows = <K extends keyof Replicated>(client: Client, collection: K) => client.rows<Replicated[K]>(collection)
/** One check as a page records it. */
const check = (householdId: string, answer: string, more: Record<string, unknown> = {}) => {
  const checkId = newId()
  return {
    opId: checkId,
    verb: 'checks.push-round',
    input: { checkId, householdId, onDay: day, slot: 'morning', answer, ...more },
  }
}
const cough = (subjectId: string) => ({ symptoms: [{ signalId: newId(), subjectId, kinds: ['cough'] }] })

test('a phone fetches its team’s doors and people, records a round offline, and the station sees the cough', async () => {
  const { client } = await enrolledPhone(member, transport)
  assert.deepEqual(await client.sync(), { ok: true, sent: 0, accepted: 0, refused: 0, pulled: 5, purged: 0 })
  assert.deepEqual(
    rows(client, 'doors')
      .map((r) => r.body.door)
      .sort(),
    ['1', '2', '3', '4'],
  )
  assert.equal(rows(client, 'households').find((r) => r.id === homes[0])!.body.people[0]!.name, 'Lê Thị Thử')
  assert.ok(rows(client, 'pace')[0]!.body.spans.length > 0)
  await client.record(check(homes[0]!, 'symptom', cough(someone)))
  await client.record(check(homes[1]!, 'well'))
  const report = await client.sync()
  assert.deepEqual([report.ok, report.sent, report.accepted], [true, 2, 2], JSON.stringify(report))
  assert.equal(rows(client, 'checks').length, 2)
  assert.equal(rows(client, 'signals')[0]!.body.state, 'to-order')
  assert.equal((await commune.as(signals, {})).total, 1)
  assert.deepEqual(await client.sync(), { ok: true, sent: 0, accepted: 0, refused: 0, pulled: 0, purged: 0 })
})

test('a new resident and their symptom arrive together; where the resident is refused the symptom waits, and follows when a person decides', async () => {
  const { client } = await enrolledPhone(member, transport)
  await client.sync()
  const [subjectId, personId] = [newId(), newId()]
  const born = {
    verb: 'people.register',
    input: { subjectId, personId, fullName: 'Phạm Thị Mẫu', birth: { year: 2990 }, householdId: homes[2] },
  }
  const person = await client.record(born)
  await client.record({ ...check(homes[2]!, 'symptom', cough(subjectId)), dependsOn: [person] })
  await client.record(check(homes[3]!, 'absent'))
  const report = await client.sync()
  assert.deepEqual([report.accepted, report.refused], [1, 2], JSON.stringify(client.operations()))
  assert.equal(rows(client, 'refused').length, 2)
  const kept = await station.as(refused, {})
  assert.deepEqual(
    kept.rows.map((r) => [r.verb, r.reason, r.byName]),
    [
      ['people.register', 'invalid-input', 'Cán bộ team 10783'],
      ['checks.push-round', 'dependency-refused', 'Cán bộ team 10783'],
    ],
  )
  assert.equal((kept.rows[0]!.payload as { fullName: string }).fullName, 'Phạm Thị Mẫu')
  const done = await station.as(settle, {
    refusedId: kept.rows[0]!.refusedId,
    how: 'apply',
    reason: 'năm sinh gõ nhầm',
    changes: { birth: { year: 1990 } },
  })
  assert.deepEqual(done, { settled: true, followed: 1, stillRefused: 0 })
  await client.sync()
  assert.equal(
    rows(client, 'refused').every((r) => r.body.settledHow === 'applied'),
    true,
  )
  assert.ok(rows(client, 'signals').some((r) => r.body.subjectId === subjectId))
  assert.ok(
    rows(client, 'households')
      .find((r) => r.id === homes[2])!
      .body.people.some((p) => p.subjectId === subjectId),
  )
})

test('a home given to another team leaves the phone, and what was recorded there before is still taken', async () => {
  const { client } = await enrolledPhone(member, transport)
  await client.sync()
  const other = await commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  await client.record({ ...check(homes[3]!, 'well'), verb: 'checks.push-round' })
  await commune.as(assign, { teamId: other.teamId, householdIds: [homes[3]!], fromOn: day, reason: 'chia lại tổ' })
  const report = await client.sync()
  assert.equal(report.accepted, 1)
  assert.equal(rows(client, 'households').length, 3)
  assert.equal(
    rows(client, 'checks').some((r) => r.id.startsWith(homes[3]!)),
    false,
  )
})

test('two members on one phone: neither opens what the other has not sent, and a stolen phone is revoked for both', async () => {
  const second = await t.post('team', '10783')
  await commune.as(addMember, { teamId: field.teamId, postId: second.postId, fromOn: '2021-02-20' })
  const one = await enrolledPhone(member, transport)
  const two = await enrolledPhone(second, transport, { handsetId: one.handsetId })
  for (const { client } of [one, two]) await client.sync()
  await one.client.record(check(homes[1]!, 'well'))
  const prying = await openClient({ store: one.disk.open(), transport, newId, withoutNames, undoOf, unpack: unpackRow })
  await assert.rejects(prying.unlock('000000'), { code: 'wrong-pin' })
  assert.deepEqual([prying.rows('households').length, prying.operations()[0]!.input], [0, {}])
  await assert.rejects(second.as(enrol, { deviceId: one.deviceId, handsetId: one.handsetId }), { code: 'id-in-use' })
  assert.deepEqual(await station.as(revoke, { deviceId: one.deviceId, reason: 'mất máy ở chợ' }), { revoked: 2, unsent: 0 })
  for (const { client } of [one, two]) {
    assert.equal((await client.sync()).problem, 'signed-out')
    assert.deepEqual([client.status().state, client.rows('households').length], ['names-locked', 0])
  }
  assert.equal((await station.as(list, { state: 'revoked' })).total, 2)
  assert.equal((await station.as(list, { state: 'revoked', accountIds: [second.accountId] })).total, 1)

  const file = await one.client.exportSealed()
  assert.equal(file.operations, 1)
  assert.doesNotMatch(file.text, new RegExp(homes[1]!))
  const bytes = new TextEncoder().encode(file.text)
  const taken = await station.as(takeSealed, { bytes })
  assert.deepEqual([taken.accepted, taken.refused, taken.unreadable], [1, 0, 0])
  assert.equal((await station.as(takeSealed, { bytes })).answers[0]!.outcome, 'duplicate')
  const forged = JSON.parse(file.text) as { operations: { sealed: string }[] }
  forged.operations[0]!.sealed = `${forged.operations[0]!.sealed.slice(0, -8)}AAAAAAA=`
  assert.equal((await station.as(takeSealed, { bytes: new TextEncoder().encode(JSON.stringify(forged)) })).unreadable, 1)
})

test('a phone that speaks an older version is answered in its words, and one of a newer version in ours', async () => {
  const { client, deviceId } = await enrolledPhone(member, transport)
  await client.sync()
  const enrolment = await member.as(enrol, { deviceId, handsetId: newId() })
  const again = check(homes[1]!, 'absent')
  const operation = { ...again, dependsOn: [], capturedAt: client.now(), clockErrorMs: 0, seq: 1 }
  const old = await transport.push({ protocol: 1, deviceId, operations: [operation], unsent: 0 }, enrolment.token)
  assert.deepEqual([old.protocol, old.answers[0]!.outcome], [1, 'applied'])
  const [two, three, four, ours] = [
    await transport.pull({ protocol: 2, deviceId }, enrolment.token),
    await transport.pull({ protocol: 3, deviceId }, enrolment.token),
    await transport.pull({ protocol: 4, deviceId }, enrolment.token),
    await transport.pull({ protocol: 9, deviceId }, enrolment.token),
  ]
  assert.deepEqual([two.protocol, three.protocol, four.protocol, ours.protocol], [2, 3, 4, 5])
  const documents = (rows: typeof two.rows) => Object.fromEntries(rows.map((r) => [`${r.collection}/${r.id}`, r.body]))
  const packedBy = [two, three, four, ours].map(({ rows }) =>
    ['checks', 'answers', 'columns', 'page-answers'].filter((c) => rows.some((r) => r.collection === c)),
  )
  assert.deepEqual(packedBy, [['checks'], ['answers'], ['columns'], ['page-answers']])
  for (const { rows } of [three, four, ours])
    assert.deepEqual(documents(rows.flatMap((r) => unpackRow(r) ?? [r]) as typeof two.rows), documents(two.rows))
  assert.equal((await client.sync()).problem, 'signed-out')
  assert.equal(await client.unlock(PIN), 'names-locked')
  await client.renew(await member.as(enrol, { deviceId, handsetId: newId() }))
  assert.equal((await client.sync()).ok, true)
})

test('a member who left the team and came back fetches each home once', async () => {
  const back = await t.post('team', '10783')
  const { teamId } = field
  const { memberId } = await commune.as(addMember, { teamId, postId: back.postId })
  await commune.as(endMember, { memberId })
  await commune.as(addMember, { teamId, postId: back.postId })
  const deviceId = newId()
  const { token } = await back.as(enrol, { deviceId, handsetId: newId(), label: 'máy thử' })
  const { rows: came } = await transport.pull({ protocol: 5, deviceId }, token)
  const doors = came
    .flatMap((r) => unpackRow(r) ?? [])
    .filter((r) => r.collection === 'doors')
    .map((r) => r.id)
  assert.ok(doors.length > 0)
  assert.deepEqual(doors, [...new Set(doors)])
})

test('after a restore the epoch is another: everything comes anew and nothing accepted is lost', async () => {
  const { client } = await enrolledPhone(member, transport)
  await client.sync()
  const lost = check(homes[0]!, 'absent', { slot: 'evening', onDay: '2021-02-21' })
  await client.record(lost)
  assert.equal((await client.sync()).accepted, 1)
  // what a restore from an older backup leaves: another epoch, an empty log, and the check not there
  await t.rows('update instance set epoch = gen_random_uuid()')
  await t.rows('delete from replica_change')
  for (const table of ['household_check', 'device_operation', 'operation'])
    await t.rows(
      table === 'household_check'
        ? 'delete from household_check where check_id = $1'
        : `delete from ${table} where op_id is not null and $1::uuid is not null`,
      [lost.opId],
    )
  const report = await client.sync()
  assert.equal(report.ok, true)
  const [back] = await t.rows<{ answer: string }>('select answer from household_check where check_id = $1', [lost.opId])
  assert.equal(back?.answer, 'absent')
})

/** One grey point, as a phone sends a photo. */
const photo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='
const tasksOn = (client: Client) => client.rows<{ tasks: HeldTask[] }>('tasks').flatMap((r) => r.body.tasks)

test('work given to a team reaches its phones and no other team’s; accepted, reported and shown by photo without a network, it is there once', async () => {
  const other = await t.post('team', '10783')
  const { teamId } = await commune.as(makeTeam, { name: 'Tổ số 3', fromOn: '2021-02-20' })
  await commune.as(addMember, { teamId, postId: other.postId, fromOn: '2021-02-20' })
  const given = await commune.as(giveTask, { words: 'Lập danh sách người từ vùng dịch về', dueOn: day })
  // a commune passes what it was given on to each of its teams
  const { made } = await commune.as(deriveTask, { taskId: given.taskId, each: true })
  assert.ok(made.length >= 2)
  const [{ client }, { client: theirs }] = [await enrolledPhone(member, transport), await enrolledPhone(other, transport)]
  await client.sync()
  await theirs.sync()
  const [held] = tasksOn(client)
  assert.deepEqual([tasksOn(client).length, tasksOn(theirs).length], [1, 1])
  assert.notEqual(held!.taskId, tasksOn(theirs)[0]!.taskId)
  const of = { taskId: held!.taskId }
  await client.record({ verb: 'directives.accept-task', input: of })
  await client.record({ verb: 'directives.progress-task', input: { ...of, words: 'đã hỏi 12 nhà', percent: 40 } })
  await client.record({ verb: 'directives.add-evidence', input: { ...of, fileName: 'anh.png', bytes: photo } })
  await client.record({ verb: 'directives.done-task', input: { ...of, figure: 3, unit: 'người' } })
  const report = await client.sync()
  assert.deepEqual([report.accepted, report.refused], [4, 0], JSON.stringify(client.operations()))
  assert.deepEqual([tasksOn(client)[0]!.state, tasksOn(client)[0]!.photos], ['reported', 1])
  const there = await commune.as(task, of)
  assert.deepEqual(
    there.acts.map((a) => a.kind),
    ['accepted', 'progress', 'done'],
  )
  assert.equal(there.evidence.length, 1)
  assert.ok(there.acts.every((a) => a.capturedAt === null || a.capturedAt <= a.at))
  // the other team can do nothing about it, and says nothing of the commune's own work
  await theirs.record({ verb: 'directives.done-task', input: of })
  await theirs.record({ verb: 'directives.accept-task', input: { taskId: given.taskId } })
  assert.deepEqual((await theirs.sync()).refused, 2)
  assert.equal((await commune.as(task, of)).acts.length, 3)
  await assert.rejects(member.as(tasks, {}), { code: 'forbidden' })
  await commune.as(checkTask, of)
  await client.sync()
  assert.equal(tasksOn(client)[0]!.state, 'closed')
})

test('a leader’s phone holds where to go and the checklists; an inspection with its photo goes in once, and its token opens nothing else', async () => {
  const leader = await t.post('district', '293')
  const { client } = await enrolledPhone(leader, transport)
  assert.equal((await client.sync()).ok, true)
  const held = <B>(id: string) => client.rows<B>('inspections').find((r) => r.id === id)!.body
  const { lists } = held<HeldChecklists>('checklists')
  assert.ok(lists.some((l) => l.kinds.includes('market')))
  assert.ok(held<HeldPlan>('plan').units.length > 1)
  const inspectionId = newId()
  const at = { kind: 'market', placeName: 'Chợ Thử', areaId: held<HeldPlan>('plan').units[0]!.areaId }
  const input = { inspectionId, ...at, capturedAt: '2021-02-21T09:00:00+07:00', clockErrorMs: 0 }
  const answers = [{ item: 'mask', answer: 'fail' }]
  const findings = [{ findingId: newId(), item: 'mask', words: 'Không ai đeo khẩu trang', task: { dueOn: day } }]
  await client.record({ verb: 'inspections.record', input: { ...input, answers, findings }, opId: inspectionId })
  const photoId = newId()
  await client.record({
    verb: 'inspections.add-photo',
    input: { inspectionId, photoId, fileName: 'cho.png', bytes: photo },
    dependsOn: [inspectionId],
    opId: photoId,
  })
  const report = await client.sync()
  assert.deepEqual([report.accepted, report.refused], [2, 0], JSON.stringify(client.operations()))
  const there = await leader.as(show, { inspectionId })
  assert.deepEqual([there.onDay, there.lateness, there.found.length, there.pictures.length], ['2021-02-21', 'next-day', 1, 1])
  assert.equal((await leader.as(inspections, { whose: 'mine' })).total, 1)
  const answer = await fetch(`${base}/api/tasks`, { headers: { authorization: `Bearer ${client.token()}` } })
  assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [403, 'device-only'])
})

test('a leader’s stolen phone is revoked by the province or by themselves, and an officer who keeps no phones reaches only their own', async () => {
  const [leader, cdc, province] = [await t.post('district', '293'), await t.post('cdc', '293'), await t.post('province', '30')]
  const [one, two, high] = [
    await enrolledPhone(leader, transport),
    await enrolledPhone(cdc, transport),
    await enrolledPhone(province, transport),
  ]
  const handset = await enrolledPhone(leader, transport, { handsetId: two.handsetId })
  assert.deepEqual(
    (await cdc.as(list, {})).rows.map((r) => r.deviceId),
    [two.deviceId],
  )
  assert.deepEqual(
    (await cdc.as(list, { accountIds: [leader.accountId] })).rows.map((r) => r.accountId),
    [cdc.accountId],
  )
  await assert.rejects(cdc.as(revoke, { deviceId: one.deviceId, reason: 'không phải máy mình' }), { code: 'not-found' })
  assert.equal((await cdc.as(revoke, { deviceId: two.deviceId, reason: 'mất máy ở chợ' })).revoked, 1)
  assert.equal((await two.client.sync()).problem, 'signed-out')
  assert.equal((await handset.client.sync()).ok, true)
  assert.equal((await leader.as(revoke, { deviceId: handset.deviceId, reason: 'mất máy ở chợ' })).revoked, 1)
  assert.equal((await province.as(list, { accountIds: [leader.accountId] })).total, 1)
  assert.equal((await province.as(revoke, { deviceId: one.deviceId, reason: 'mất máy ở chợ' })).revoked, 1)
  assert.equal((await one.client.sync()).problem, 'signed-out')
  assert.equal((await province.as(revoke, { deviceId: high.deviceId, reason: 'mất máy ở chợ' })).revoked, 1)
})

test('refused work that is somebody’s own word goes in under their name: a leader’s visit by their own committee, a team’s report by its commune', async () => {
  const [leader, office, province] = [
    await t.post('district', '293'),
    await t.post('district', '293'),
    await t.post('province', '30'),
  ]
  const { client } = await enrolledPhone(leader, transport)
  await client.sync()
  const { areaId } = client.rows<HeldPlan>('inspections').find((r) => r.id === 'plan')!.body.units[0]!
  const [inspectionId, photoId] = [newId(), newId()]
  const visit = {
    inspectionId,
    kind: 'market',
    placeName: 'Chợ Giả',
    areaId,
    capturedAt: '2021-02-21T09:00:00+07:00',
    clockErrorMs: 0,
  }
  const answers = [{ item: 'khong-co', answer: 'fail' }]
  await client.record({ verb: 'inspections.record', input: { ...visit, answers, findings: [] }, opId: inspectionId })
  await client.record({
    verb: 'inspections.add-photo',
    input: { inspectionId, photoId, fileName: 'cho.png', bytes: photo },
    dependsOn: [inspectionId],
    opId: photoId,
  })
  assert.equal((await client.sync()).refused, 2)
  const open = async (as: typeof leader) => (await as.as(refused, {})).rows.find((r) => r.verb === 'inspections.record')!
  const { refusedId, maySettle } = await open(office)
  assert.deepEqual([maySettle, (await open(province)).maySettle], [true, false])
  const how = {
    refusedId,
    how: 'apply' as const,
    reason: 'gõ nhầm mục',
    changes: { answers: [{ item: 'mask', answer: 'fail' }] },
  }
  await assert.rejects(province.as(settle, how), { code: 'refused-not-yours' })
  assert.deepEqual(await office.as(settle, how), { settled: true, followed: 1, stillRefused: 0 })
  const mine = await leader.as(inspections, { whose: 'mine' })
  assert.deepEqual(
    mine.rows.map((r) => [r.inspectionId, r.photos]),
    [[inspectionId, 1]],
  )
  const after = (await province.as(refused, { state: 'settled' })).rows.find((r) => r.refusedId === refusedId)!
  assert.deepEqual([after.byName, after.settledByName], ['Cán bộ district 293', 'Cán bộ district 293'])
  assert.deepEqual([after.settledChanged, after.payload], [['answers'], null], 'what was set right by its name, never its value')

  const phone = (await enrolledPhone(member, transport)).client
  const { made } = await commune.as(deriveTask, {
    taskId: (await commune.as(giveTask, { words: 'Dán thông báo ở nhà văn hóa', dueOn: day })).taskId,
    each: true,
  })
  await phone.sync()
  const { taskId } = tasksOn(phone).find((k) => made.some((m) => m.taskId === k.taskId))!
  await phone.record({ verb: 'directives.accept-task', input: { taskId } })
  await phone.record({ verb: 'directives.progress-task', input: { taskId } })
  assert.equal((await phone.sync()).refused, 1)
  const report = (await station.as(refused, {})).rows.find((r) => r.verb === 'directives.progress-task')!
  await station.as(settle, {
    refusedId: report.refusedId,
    how: 'apply',
    reason: 'quên ghi nội dung',
    changes: { words: 'đã dán 3 chỗ' },
  })
  const acts = await t.rows<{ by: string; role: string }>(
    "select by_account as by, by_role as role from task_act where task_id = $1 and kind = 'progress'",
    [taskId],
  )
  assert.deepEqual(acts, [{ by: member.accountId, role: 'team' }])
})

test('a first day that cannot be holds up no alarm of an old phone: it is told with the acceptance, again where the answer was lost, and comes back beside the signal', async () => {
  const deviceId = newId()
  const { token } = await member.as(enrol, { deviceId, handsetId: newId(), label: 'máy thử' })
  const symptoms = [{ signalId: newId(), subjectId: someone, kinds: ['cough'], sinceOn: '2019-02-20' }]
  const said = check(homes[0]!, 'symptom', { symptoms, onDay: '2021-02-20', slot: 'evening' })
  const operation = { ...said, dependsOn: [], capturedAt: '2021-02-20T17:30:00+07:00', clockErrorMs: 0, seq: 1 }
  const send = async () =>
    (await transport.push({ protocol: 1, deviceId, unsent: 0, operations: [operation] }, token)).answers[0]!
  const [first, again] = [await send(), await send()]
  assert.deepEqual([first.outcome, first.reason, first.refusedId], ['applied', 'since-impossible', undefined])
  assert.match(first.words!.vi, /ghi là 20\/02\/2019 không hợp lệ, cần hỏi lại/)
  assert.deepEqual([again.outcome, again.reason], ['duplicate', 'since-impossible'])
  assert.match(again.words!.vi, /cần hỏi lại/)
  const { rows: came } = await transport.pull({ protocol: 1, deviceId }, token)
  const signal = came.find((r) => r.collection === 'signals' && r.id.endsWith(symptoms[0]!.signalId))!
  assert.deepEqual([signal.body!.sinceOn, signal.body!.sinceSaid, signal.body!.state], [null, '2019-02-20', 'to-order'])
})

test('a movement of a day far back is taken as it is by a person who says that it was that day, with the reason; a day to come is not', async () => {
  const deviceId = newId()
  const { token } = await member.as(enrol, { deviceId, handsetId: newId(), label: 'máy thử' })
  const movementId = newId()
  const input = { movementId, householdId: homes[0]!, kind: 'departure', people: 1, onDay: '2019-02-20', place: 'Bình Dương' }
  const operation = {
    ...{ opId: movementId, verb: 'checks.record-movement', input, dependsOn: [], seq: 1 },
    ...{ capturedAt: '2021-02-20T17:30:00+07:00', clockErrorMs: 0 },
  }
  const { answers } = await transport.push({ protocol: 4, deviceId, unsent: 0, operations: [operation] }, token)
  assert.deepEqual([answers[0]!.outcome, answers[0]!.reason], ['refused', 'checks-day-far'])
  assert.match(answers[0]!.words!.vi, /^Ngày 20\/02\/2019 cách hôm nay/)
  const asked = { refusedId: answers[0]!.refusedId!, how: 'apply' as const, reason: 'đã hỏi lại chủ hộ, đi từ năm 2019' }
  await assert.rejects(station.as(settle, asked), { code: 'checks-day-far' })
  const ahead = { ...asked, dayAsSaid: true, changes: { onDay: '2021-02-25' } }
  await assert.rejects(station.as(settle, ahead), { code: 'checks-day-ahead' })
  assert.deepEqual(await station.as(settle, { ...asked, dayAsSaid: true }), { settled: true, followed: 0, stillRefused: 0 })
  const [moved] = (await station.as(movements, { householdId: homes[0]!, from: '2019-01-01' })).rows
  assert.deepEqual([moved!.movementId, moved!.onDay], [movementId, '2019-02-20'])
  const settled = await station.as(refused, { state: 'settled' })
  assert.equal((await station.as(refused, { state: 'settled', offset: 500 })).total, settled.total, 'past the end too')
  const [done] = settled.rows.filter((r) => r.refusedId === asked.refusedId)
  assert.deepEqual([done!.settledHow, done!.settleReason, done!.settledChanged], ['applied', asked.reason, []])
})

test('what waited rests on what went in before it by the same decision: an answer is taken back, and a home that answered twice counts once', async () => {
  const deviceId = newId()
  const { token } = await member.as(enrol, { deviceId, handsetId: newId(), label: 'máy thử' })
  const on = { onDay: '2021-02-20', slot: 'evening' }
  const [person, first, second, mistaken] = [
    newId(),
    check(homes[1]!, 'well', on),
    check(homes[1]!, 'absent', on),
    check(homes[2]!, 'well', { ...on, slot: 'morning' }),
  ]
  const born = { subjectId: newId(), personId: newId(), fullName: 'Phạm Thị Mẫu', birth: { year: 2990 }, householdId: homes[2] }
  const taken = { checkId: mistaken.opId, reason: 'tổ ghi nhầm, hủy trên máy' }
  const operations = [
    { opId: person, verb: 'people.register', input: born, dependsOn: [] },
    ...[first, second, mistaken].map((c) => ({ ...c, dependsOn: [person] })),
    { opId: newId(), verb: 'checks.void-check', input: taken, dependsOn: [mistaken.opId] },
  ].map((op, i) => ({ ...op, seq: i + 1, capturedAt: '2021-02-20T17:30:00+07:00', clockErrorMs: 0 }))
  const asked = async () => {
    const [slot] = await t.rows<{ asked: number }>(
      "select asked from team_slot where team_id = $1 and on_day = '2021-02-20' and slot = 'evening'",
      [field.teamId],
    )
    return slot?.asked ?? 0
  }
  const before = await asked()
  const { answers } = await transport.push({ protocol: 5, deviceId, unsent: 0, operations }, token)
  assert.deepEqual(
    answers.map((a) => a.outcome),
    ['refused', 'blocked', 'blocked', 'blocked', 'blocked'],
  )
  const how = {
    refusedId: answers[0]!.refusedId!,
    how: 'apply' as const,
    reason: 'năm sinh gõ nhầm',
    changes: { birth: { year: 1990 } },
  }
  assert.deepEqual(await station.as(settle, how), { settled: true, followed: 4, stillRefused: 0 })
  assert.equal(await asked(), before + 1)
})
