import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { testApp } from '../../test/database.ts'
import { list } from '../people/people.reads.ts'
import { flagFrail, recordMovement, recordVisit, unflagFrail, voidMovement, voidVisit } from './doors.commands.ts'
import { frail, movements } from './doors.reads.ts'
import { makeField, resident } from './field.fixtures.ts'
import { signals } from './signals.reads.ts'

const t = await testApp()
after(() => t.close())
await t.day('2021-02-23')
const onDay = '2021-02-22'
const capturedAt = '2021-02-22T09:00:00+07:00'

test('a new resident told at the door is in the register at once, under the ids that the phone made; sent again, once', async () => {
  const f = await makeField(t, '10783')
  const person = { subjectId: newId(), personId: newId(), fullName: 'Phạm Thị Mới', birth: { year: 1995 } }
  const told = {
    movementId: newId(),
    householdId: f.homes[0]!,
    kind: 'new-resident' as const,
    person,
    onDay,
    place: 'Thành phố Chí Linh',
    capturedAt,
  }
  const first = await f.member.as(recordMovement, told)
  assert.deepEqual(first, { movementId: told.movementId, subjectId: person.subjectId, repeated: false })
  assert.equal((await f.member.as(recordMovement, told)).repeated, true)
  const { people } = await f.commune.as(list, { householdId: f.homes[0]! })
  assert.deepEqual(
    people.map((p) => [p.subjectId, p.fromOn]),
    [[person.subjectId, onDay]],
  )
  await assert.rejects(f.member.as(recordMovement, { ...told, kind: 'arrival' }), { code: 'id-in-use' })
  await assert.rejects(
    f.member.as(recordMovement, { ...told, movementId: newId() }),
    { code: 'id-in-use' },
    'no second person under one id',
  )
  await assert.rejects(
    f.member.as(recordMovement, { ...told, movementId: newId(), person: undefined, kind: 'arrival', onDay: '2019-02-22' }),
    { code: 'checks-day-far' },
    'a year typed wrong',
  )
  const late = { ...told, movementId: newId(), person: undefined, kind: 'arrival' as const, onDay: '2020-02-22' }
  assert.equal((await f.member.as(recordMovement, late)).repeated, false, 'near enough on the day it was told')
})

test('arrivals and departures are listed by household, and one told by mistake is taken back with its reason', async () => {
  const f = await makeField(t, '10786')
  const subjectId = await resident(f.commune, f.homes[0]!)
  const arrival = {
    movementId: newId(),
    householdId: f.homes[1]!,
    kind: 'arrival' as const,
    people: 3,
    onDay,
    place: 'Hải Phòng',
    capturedAt,
  }
  await f.member.as(recordMovement, arrival)
  await f.member.as(recordMovement, {
    movementId: newId(),
    householdId: f.homes[0]!,
    kind: 'departure',
    subjectId,
    onDay,
    capturedAt,
  })
  const { rows, total } = await f.commune.as(movements, {})
  assert.deepEqual(
    [total, rows.map((r) => [r.kind, r.people]).sort()],
    [
      2,
      [
        ['arrival', 3],
        ['departure', 1],
      ],
    ],
  )
  await f.member.as(voidMovement, { movementId: arrival.movementId, reason: 'nhầm nhà' })
  await assert.rejects(f.member.as(voidMovement, { movementId: arrival.movementId, reason: 'nhầm nhà' }), { code: 'door-voided' })
  const other = await makeField(t, '10798')
  const elsewhere = { ...arrival, movementId: newId() }
  await assert.rejects(other.member.as(recordMovement, elsewhere), { code: 'not-found' })
  const stranger = await t.post('team', '10786')
  await assert.rejects(stranger.as(recordMovement, { ...arrival, movementId: newId() }), { code: 'team-not-yours' })
})

test('a frail person is due each day, and a reading beyond the pack’s limit is an alarm and a signal for a sample', async () => {
  const f = await makeField(t, '10801')
  const subjectId = await resident(f.commune, f.homes[0]!, 'Cụ Bà Thử', 1940)
  await resident(f.commune, f.homes[1]!, 'Cháu Thử', 2010)
  const proposed = await f.member.as(frail, { state: 'proposed' })
  assert.deepEqual(
    proposed.rows.map((r) => [r.subjectId, r.state]),
    [[subjectId, 'proposed']],
  )
  const flag = { frailId: newId(), subjectId, reasons: ['elderly' as const, 'chronic' as const] }
  const { frailId } = await f.member.as(flagFrail, flag)
  assert.deepEqual(await f.member.as(flagFrail, flag), { frailId }, 'sent again, flagged once')
  await assert.rejects(f.member.as(flagFrail, { subjectId, reasons: ['elderly'] }), { code: 'frail-already' })
  const today = '2021-02-23'
  assert.equal((await f.member.as(frail, { day: today })).rows[0]!.state, 'due')
  const visit = { visitId: newId(), signalId: newId(), subjectId, onDay, temperature: 36.8, spo2: 97, capturedAt }
  const calm = await f.member.as(recordVisit, visit)
  assert.deepEqual([calm.alarms, calm.signalId], [[], null])
  const ill = { ...visit, visitId: newId(), signalId: newId(), temperature: 38.2, spo2: 92 }
  const alarm = await f.member.as(recordVisit, ill)
  assert.deepEqual([alarm.alarms, alarm.confirmed, alarm.signalId], [['temperature', 'spo2'], false, ill.signalId])
  assert.equal((await f.member.as(recordVisit, ill)).repeated, true)
  const [signal] = (await f.commune.as(signals, {})).rows
  assert.deepEqual([signal!.source, signal!.kinds, signal!.state], ['visit', ['fever', 'breathlessness'], 'to-order'])
  assert.equal((await f.member.as(voidVisit, { visitId: ill.visitId, reason: 'đo nhầm người' })).signals, 1)
  assert.equal((await f.commune.as(signals, {})).total, 0)
  await f.member.as(unflagFrail, { frailId, reason: 'chuyển về nhà con' })
  assert.equal((await f.member.as(frail, {})).total, 0)
})
