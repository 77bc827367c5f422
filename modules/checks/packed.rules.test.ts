import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutNames } from './offline.rules.ts'
import {
  type AnswerColumns,
  answersIn,
  checksOf,
  inLists,
  type PackedCheck,
  type PackedHome,
  packAnswers,
  packHome,
  unpackHome,
} from './packed.rules.ts'
import { type PageAnswers, pageAnswersIn, unpackRow } from './pages.rules.ts'
import { packPage } from './pages.ts'

const home = '01a223db-0000-7000-8000-000000000001'
const subject = '01a223db-0000-4000-8000-0000000000f1'
const at = (iso: string) => Date.parse(iso)
const [c2, c1, c3, c4] = [1, 2, 3, 4].map((n) => `01a223db-0000-7000-8000-00000000c00${n}`) as [string, string, string, string]
const checks: PackedCheck[] = [
  [c3, 13, 0, 1, at('2021-02-22T01:10:00.000Z'), 60_000, 1],
  [c2, 12, 1, 0, at('2021-02-21T11:00:00.000Z'), 1500, 0, 0, c1, null],
  [c1, 12, 1, 2, at('2021-02-21T10:59:00.000Z'), 61_500, 0, 1, null, 'không có ai, “cổng khóa”'],
]
const hex = (n: bigint, bytes: number) =>
  BigInt.asUintN(8 * bytes, n)
    .toString(16)
    .padStart(2 * bytes, '0')
const micros = (ms: number) => hex(1000n * BigInt(ms - Date.parse('2000-01-01T00:00:00Z')), 8)
/** As the database puts them together. */
const columnsOf = (list: readonly PackedCheck[]): AnswerColumns => ({
  ...{ from: '2021-02-09', homes: list.length > 0 ? [home] : [], counts: list.length > 0 ? [list.length] : [] },
  ids: list.map((c) => c[0].replaceAll('-', '')).join(''),
  said: list
    .map(([, day, slot, answer, , , lateness]) => hex(BigInt(((day * 2 + slot) * 8 + answer) * 4 + lateness), 2))
    .join(''),
  captured: list.map((c) => micros(c[4])).join(''),
  received: list.map((c) => micros(c[4] + c[5])).join(''),
  more: Object.fromEntries(list.filter((c) => c.length > 7).map((c) => [c[0], [c[7] === 1, c[8] ?? null, c[9] ?? null]])),
})

test('a packed home stands for the door, the household, a document of answers for each day, and what else goes with it', () => {
  const frail = { collection: 'frail', id: `${home}:f`, version: 'v', body: { frailId: 'f' } }
  const moved = { collection: 'movements', id: `${home}:m`, version: 'v', day: '2021-02-20', body: { movementId: 'm' } }
  const packed: PackedHome = {
    ...{ teamId: 't', order: 3, door: '12', address: 'ngõ 4', headName: 'Nguyễn Văn Thử' },
    people: [[subject, 'Lê Thị Thử', 1950, 'female', true]],
    others: [frail],
  }
  const aging = { ...columnsOf(checks), others: [moved] }
  const rows = [...packHome(home, packed), ...packAnswers(aging, '2021-02-22')]
  assert.deepEqual(
    rows.map((r) => [r.collection, r.day ?? null]),
    [
      ['doors', null],
      ['homes', null],
      ['columns', '2021-02-22'],
    ],
  )
  assert.ok(!rows[2]!.id.startsWith(home), 'what is of many homes does not leave with one')
  const docs = rows.flatMap((r) => unpackHome(r) ?? [r])
  assert.deepEqual(
    docs.map((d) => `${d.collection}/${d.id.replace(home, '')}`),
    ['doors/', 'households/', 'frail/:f', 'checks/:2021-02-22', 'checks/:2021-02-21', 'movements/:m'],
  )
  assert.deepEqual(docs[1]!.body, {
    ...{ householdId: home, teamId: 't', order: 3, door: '12', address: 'ngõ 4', headName: 'Nguyễn Văn Thử' },
    people: [{ subjectId: subject, name: 'Lê Thị Thử', birthYear: 1950, sex: 'female', frail: true }],
  })
  assert.ok(!JSON.stringify(rows[0]).includes('Nguyễn'), 'the door opens without the names')
  assert.deepEqual(
    rows.flatMap(inLists).flatMap((r) => unpackHome(r) ?? [r]),
    docs,
    'and to a phone that knows lists only',
  )
  const page = packPage({ homes: [[home, packed]], aging, lastOn: '2021-02-22' })
  assert.deepEqual(
    page.map((r) => [r.collection, r.day ?? null]),
    [
      ['page-doors', null],
      ['page-homes', null],
      ['page-answers', '2021-02-22'],
    ],
  )
  assert.deepEqual(
    JSON.parse(JSON.stringify(page)).flatMap((r: (typeof page)[number]) => unpackRow(r)),
    docs,
    'and to one that knows pages',
  )
  assert.ok(!JSON.stringify(page[0]).includes('Nguyễn') && withoutNames.includes('page-doors'))
  assert.ok(page.every((r) => !r.id.startsWith(home)))
})

test('a page holds homes of several teams, with nobody in them and without an answer', () => {
  const homes = [1, 2, 3].map((n) => `01a223db-0000-7000-8000-00000000000${n}`)
  const of = homes.map((id, i): [string, PackedHome] => [
    id,
    {
      ...{ teamId: `t${i % 2}`, order: null, door: null, address: `ngõ ${i}`, headName: null },
      people: i === 1 ? [] : [[subject, `Thử ${i}`, null, null, false]],
      others: [],
    },
  ])
  const none = { ...columnsOf([]), others: [] }
  const docs = of.flatMap(([id, home]) => packHome(id, home)).flatMap((r) => unpackHome(r) ?? [r])
  const byKind = (list: typeof docs) => list.toSorted((a, b) => (a.collection + a.id < b.collection + b.id ? -1 : 1))
  assert.deepEqual(byKind(packPage({ homes: of, aging: none, lastOn: null }).flatMap((r) => unpackRow(r)!)), byKind(docs))
  assert.deepEqual(packPage({ homes: [], aging: none, lastOn: null }), [])
})

test('columns hold answers in any order, also those of a phone whose clock stood before 2000', () => {
  assert.deepEqual(answersIn(columnsOf(checks.toReversed())), [[home, checks]])
  const never: PackedCheck = [c1, 0, 1, 4, at('1970-01-01T00:00:12.345Z'), 1_600_000_000_000, 3]
  assert.deepEqual(answersIn(columnsOf([never])), [[home, [never]]])
  assert.deepEqual(packAnswers({ ...columnsOf([]), others: [] }, null), [])
  const paged = (list: readonly PackedCheck[]) => {
    const home = { teamId: 't', order: null, door: null, address: '', headName: null, people: [], others: [] }
    const row = packPage({ homes: [['', home]], aging: { ...columnsOf(list), others: [] }, lastOn: '2021-02-22' }).at(-1)!
    return pageAnswersIn(row.body as unknown as PageAnswers)
  }
  assert.deepEqual(paged(checks.toReversed()), [[home, checks]])
  const old: PackedCheck = [c4, ...(never.slice(1) as unknown as [number, number, number, number, number, number])]
  assert.deepEqual(paged([old, ...checks]), [[home, [...checks, old]]])
})

test('answers come out as they were: instants, what replaces what, what was taken back, and what the day shows', () => {
  const [today, yesterday] = checksOf(home, '2021-02-09', checks)
  assert.deepEqual(today!.body, {
    ...{ householdId: home, onDay: '2021-02-22', worst: 'symptom' },
    morning: { answer: 'symptom', conflict: false, late: true },
    evening: { answer: null, conflict: false, late: false },
    versions: [
      {
        ...{ checkId: c3, slot: 'morning', answer: 'symptom', capturedAt: '2021-02-22T01:10:00.000Z' },
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
      [c2, null, false, '2021-02-21T11:00:01.500Z'],
      [c1, 'không có ai, “cổng khóa”', true, '2021-02-21T11:00:01.500Z'],
    ],
  )
})
