import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksOf, type PackedCheck, packHome, unpackHome } from './packed.rules.ts'

const home = '01a223db-0000-7000-8000-000000000001'
const at = (iso: string) => Date.parse(iso)
const checks: PackedCheck[] = [
  ['c3', 13, 0, 1, at('2021-02-22T01:10:00.000Z'), 60_000, 1],
  ['c2', 12, 1, 0, at('2021-02-21T11:00:00.000Z'), 1500, 0, 0, 'c1', null],
  ['c1', 12, 1, 2, at('2021-02-21T10:59:00.000Z'), 61_500, 0, 1, null, 'không có ai, “cổng khóa”'],
]

test('a packed home stands for the door, the household, a document of answers for each day, and what else goes with it', () => {
  const frail = { collection: 'frail', id: `${home}:f`, version: 'v', body: { frailId: 'f' } }
  const moved = { collection: 'movements', id: `${home}:m`, version: 'v', day: '2021-02-20', body: { movementId: 'm' } }
  const rows = packHome(
    home,
    {
      teamId: 't',
      order: 3,
      door: '12',
      address: 'ngõ 4',
      headName: 'Nguyễn Văn Thử',
      people: [['s', 'Lê Thị Thử', 1950, 'female', true]],
      others: [frail],
    },
    { from: '2021-02-09', checks, others: [moved] },
  )
  assert.deepEqual(
    rows.map((r) => [r.collection, r.day ?? null]),
    [
      ['doors', null],
      ['homes', null],
      ['answers', '2021-02-22'],
    ],
  )
  const docs = rows.flatMap((r) => unpackHome(r) ?? [r])
  assert.deepEqual(
    docs.map((d) => `${d.collection}/${d.id.replace(home, '')}`),
    ['doors/', 'households/', 'frail/:f', 'checks/:2021-02-22', 'checks/:2021-02-21', 'movements/:m'],
  )
  assert.deepEqual(docs[1]!.body, {
    ...{ householdId: home, teamId: 't', order: 3, door: '12', address: 'ngõ 4', headName: 'Nguyễn Văn Thử' },
    people: [{ subjectId: 's', name: 'Lê Thị Thử', birthYear: 1950, sex: 'female', frail: true }],
  })
  assert.ok(!JSON.stringify(rows[0]).includes('Nguyễn'), 'the door opens without the names')
})

test('answers come out as they were: instants, what replaces what, what was taken back, and what the day shows', () => {
  const [today, yesterday] = checksOf(home, '2021-02-09', checks)
  assert.deepEqual(today!.body, {
    ...{ householdId: home, onDay: '2021-02-22', worst: 'symptom' },
    morning: { answer: 'symptom', conflict: false, late: true },
    evening: { answer: null, conflict: false, late: false },
    versions: [
      {
        ...{ checkId: 'c3', slot: 'morning', answer: 'symptom', capturedAt: '2021-02-22T01:10:00.000Z' },
        ...{ receivedAt: '2021-02-22T01:11:00.000Z', lateness: 'arrived', replaces: null, note: null, voided: false },
      },
    ],
  })
  const { versions, worst } = yesterday!.body as {
    versions: { checkId: string; note: string | null; voided: boolean; receivedAt: string }[]
    worst: string
  }
  assert.equal(worst, 'well')
  assert.deepEqual(
    versions.map((v) => [v.checkId, v.note, v.voided, v.receivedAt]),
    [
      ['c2', null, false, '2021-02-21T11:00:01.500Z'],
      ['c1', 'không có ai, “cổng khóa”', true, '2021-02-21T11:00:01.500Z'],
    ],
  )
})
