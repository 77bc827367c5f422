import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type ActKind,
  actKinds,
  lateFrom,
  lateSince,
  levelsTold,
  mayAct,
  stateOf,
  taskStates,
  turnsOf,
  writtenDown,
} from './tasks.rules.ts'

const act = (kind: ActKind, onDay: string | null = null) => ({ kind, onDay, at: '', percent: null, dueOn: null })
const no = { dueOn: null, dueTime: null, dueBefore: false }

test('a deadline "xong trong ngày" ends with the day; "trước ngày" is late as that day begins', () => {
  assert.equal(lateFrom({ dueOn: '2021-02-23', dueTime: null, dueBefore: false }), '2021-02-23T17:00:00.000Z')
  assert.equal(lateFrom({ dueOn: '2021-03-02', dueTime: null, dueBefore: true }), '2021-03-01T17:00:00.000Z')
  assert.equal(lateFrom({ dueOn: '2021-02-23', dueTime: '17:00', dueBefore: false }), '2021-02-23T10:00:00.000Z')
})

test('whatever is done in whatever order, the state is one that the last act led to, and a closed task takes only a reopening', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actKinds), { maxLength: 12 }), (asked) => {
      const done: { kind: ActKind }[] = []
      for (const kind of asked) if (mayAct(stateOf(done), kind)) done.push({ kind })
      const state = stateOf(done)
      assert.ok(taskStates.includes(state))
      if (state === 'closed')
        assert.deepEqual(
          actKinds.filter((k) => mayAct(state, k)),
          ['reopened'],
        )
      if (state === 'withdrawn')
        assert.deepEqual(
          actKinds.filter((k) => mayAct(state, k)),
          [],
        )
      // nobody is done before it was checked, and nothing is checked that was not reported
      if (state === 'closed')
        assert.deepEqual(
          done
            .filter((d) => d.kind !== 'due-changed')
            .slice(-2)
            .map((d) => d.kind),
          ['done', 'checked'],
        )
    }),
  )
})

test('once in three days owes one report in each stretch of three days from its first day', () => {
  const rhythm = { perDay: null, everyDays: 3, startsOn: '2021-02-22', untilOn: null }
  const turns = turnsOf(rhythm, [act('progress', '2021-02-24')], '2021-02-28')
  assert.deepEqual(
    turns.map((t) => [t.from, t.until, t.state]),
    [
      ['2021-02-22', '2021-02-24', 'met'],
      ['2021-02-25', '2021-02-27', 'missed'],
      ['2021-02-28', '2021-03-02', 'due'],
    ],
  )
  assert.equal(
    lateSince('running', no, turns, '2021-02-28T05:00:00.000Z', '2021-02-20T02:00:00.000Z'),
    '2021-02-27T17:00:00.000Z',
  )
})

test('work given after its deadline does not arrive late: whoever must do it has the day on which it was given', () => {
  const due = { ...no, dueOn: '2021-02-20', dueTime: '17:00' }
  const since = (givenAt: string, now: string) => lateSince('given', due, [], now, givenAt)
  const comesIn = '2021-02-22T03:00:00.000Z'
  assert.equal(since(comesIn, '2021-02-22T04:00:00.000Z'), null)
  assert.equal(since(comesIn, '2021-02-22T17:00:00.000Z'), '2021-02-22T17:00:00.000Z')
  assert.equal(since('2021-02-20T03:00:00.000Z', '2021-02-22T04:00:00.000Z'), '2021-02-20T10:00:00.000Z', 'given in time')
})

test('turns cover every day of a rhythm once, owe what the rhythm says and count each report in its own turn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 40 }),
      (length, times, on) => {
        const day = (n: number) => new Date(Date.UTC(2021, 1, 1 + n)).toISOString().slice(0, 10)
        const rhythm = {
          perDay: length === 1 ? times : null,
          everyDays: length === 1 ? null : length,
          startsOn: day(0),
          untilOn: null,
        }
        const turns = turnsOf(
          rhythm,
          on.map((n) => act('progress', day(n))),
          day(25),
        )
        assert.equal(turns[0]!.from, day(0))
        for (const [i, t] of turns.entries()) if (i > 0) assert.equal(t.from, day(i * length))
        assert.equal(
          turns.reduce((sum, t) => sum + t.have, 0),
          on.length,
        )
        for (const t of turns) assert.equal(t.state === 'met', t.have >= t.need)
      },
    ),
  )
})

test('a late task is shown to its giver at once, to the next level a day later, and so on', () => {
  const chase = { giverHours: 0, nextLevelEveryHours: 24 }
  const since = '2021-02-23T17:00:00.000Z'
  assert.equal(levelsTold(null, chase, '2021-02-25T00:00:00.000Z'), 0)
  assert.equal(levelsTold(since, chase, '2021-02-23T17:00:00.000Z'), 1)
  assert.equal(levelsTold(since, chase, '2021-02-24T16:59:00.000Z'), 1)
  assert.equal(levelsTold(since, chase, '2021-02-24T17:00:00.000Z'), 2)
})

test('an act that came in long after it was written down says both times; one that came in at once says one', () => {
  const at = '2021-02-22T11:00:00Z'
  assert.deepEqual(
    [null, '2021-02-22T10:58:00Z', '2021-02-22T02:00:00Z'].map((capturedAt) => writtenDown({ at, capturedAt })),
    [null, null, '2021-02-22T02:00:00Z'],
  )
})
