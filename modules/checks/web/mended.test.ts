import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFarDay, mendable, mendedIn } from './mended.ts'

const moved = {
  ...{ movementId: 'm', householdId: 'h', kind: 'new-resident', people: 1, onDay: '2021-02-22', place: 'Hà Nội' },
  person: { subjectId: 's', personId: 'p', fullName: 'Phạm Thị Mẫu', birth: { year: 2990, month: null, day: null } },
}

test('only what a person set right is sent, and the person of a movement as a whole', () => {
  assert.deepEqual(mendedIn(moved, mendable(moved)), {})
  assert.deepEqual(mendedIn(moved, { ...mendable(moved), onDay: '2021-02-21' }), { onDay: '2021-02-21' })
  assert.deepEqual(mendedIn(moved, { ...mendable(moved), birthYear: 1990 }), {
    person: { subjectId: 's', personId: 'p', fullName: 'Phạm Thị Mẫu', birth: { year: 1990 } },
  })
})

test('a new resident by themself, and a visit, have their own values; what the work does not hold cannot be set right', () => {
  const born = { subjectId: 's', personId: 'p', fullName: 'Phạm Thị Mẫu', birth: { year: 2990 }, householdId: 'h' }
  assert.deepEqual(mendedIn(born, { ...mendable(born), birthYear: 1990, householdId: 'k' }), {
    householdId: 'k',
    birth: { year: 1990 },
  })
  const visit = { visitId: 'v', subjectId: 's', onDay: '2021-02-22', temperature: 384, spo2: 93, complaints: [] }
  assert.deepEqual(Object.keys(mendable(visit)), ['onDay', 'temperature', 'spo2'])
  assert.deepEqual(mendedIn(visit, { ...mendable(visit), temperature: 38.4 }), { temperature: 38.4 })
})

test('whether a day lies far back is judged by the moment that was set right, as the server does, not by a phone’s clock that is years off', () => {
  const [today, phone] = ['2021-02-22', '2019-02-20T17:30:00+07:00']
  const payload = { ...moved, onDay: '2019-02-20', capturedAt: '2021-02-20T10:30:00.000Z' }
  assert.equal(isFarDay('2019-02-20', today, payload, phone), true)
  assert.equal(isFarDay('2021-02-20', today, payload, phone), false)
  assert.equal(isFarDay('2019-02-20', today, moved, phone), false)
  assert.equal(isFarDay(null, today, payload, phone), false)
})
