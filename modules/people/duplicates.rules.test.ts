import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  birthRelation,
  compareRecords,
  type NumberFacts,
  nameRelation,
  PROPOSE_FROM,
  pairKey,
  type RecordFacts,
} from './duplicates.rules.ts'

const nobody: RecordFacts = {
  fullName: 'Nguyễn Văn Hùng',
  birthYear: null,
  birthMonth: null,
  birthDay: null,
  ageYears: null,
  ageSaidOn: null,
  sex: null,
  communeId: 1,
  hamletId: 0,
  householdId: null,
}
const record = (more: Partial<RecordFacts>): RecordFacts => ({ ...nobody, ...more })
const born = (birthYear: number, birthMonth: number | null = null, birthDay: number | null = null) => ({
  birthYear,
  birthMonth,
  birthDay,
})
const unknown: NumberFacts = { sameId: null, samePhone: null }

const names = [
  'Nguyễn Văn Hùng',
  'Nguyễn Văn Hưng',
  'NGUYEN VAN HUNG',
  'Trần Thị Thủy',
  'Trần Thị Thúy',
  'Trần Thị Thuỷ',
  'Lê An',
  'Lê Anh',
  'Lê Thị An',
]
const records: fc.Arbitrary<RecordFacts> = fc.record({
  fullName: fc.constantFrom(...names),
  birthYear: fc.constantFrom(null, 1985, 1986),
  birthMonth: fc.constant(null),
  birthDay: fc.constant(null),
  ageYears: fc.constantFrom(null, 35, 60),
  ageSaidOn: fc.constantFrom(null, '2021-02-22'),
  sex: fc.constantFrom(null, 'male' as const, 'female' as const),
  communeId: fc.constantFrom(1, 2),
  hamletId: fc.constantFrom(0, 7, 8),
  householdId: fc.constantFrom(null, 'h1', 'h2'),
})
const numbers: fc.Arbitrary<NumberFacts> = fc.record({
  sameId: fc.constantFrom(null, true, false),
  samePhone: fc.constantFrom(null, true, false),
})
const proposed = (verdict: string) => verdict === 'weak' || verdict === 'strong'

test('a comparison reads the same from either side, scores from 0 to 100 and always gives its reasons', () => {
  fc.assert(
    fc.property(records, records, numbers, (a, b, n) => {
      const one = compareRecords(a, b, n)
      assert.deepEqual(compareRecords(b, a, n), one)
      assert.ok(one.score >= 0 && one.score <= 100)
      assert.ok(one.reasons.length > 0 && one.reasons.every((r) => r.vi && r.en))
    }),
  )
})

test('two different CCCD are never one human, whatever else agrees; the same identity number is always strong', () => {
  fc.assert(
    fc.property(records, records, numbers, (a, b, n) => {
      assert.equal(compareRecords(a, b, { ...n, sameId: false }).verdict, 'never')
      assert.equal(compareRecords(a, b, { ...n, sameId: true }).verdict, 'strong')
    }),
  )
})

test('a name alone proposes nothing: births unknown, communes apart, no number', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), (fullName) => {
      const far = { ...unknown, samePhone: false }
      for (const n of [unknown, far])
        assert.equal(compareRecords(record({ fullName }), record({ fullName, communeId: 2 }), n).verdict, 'none')
    }),
  )
})

test('names that differ, in accents too, are never proposed without a shared identity number', () => {
  fc.assert(
    fc.property(records, records, numbers, (a, b, n) => {
      fc.pre(['different', 'accents-differ'].includes(nameRelation(a.fullName, b.fullName)) && n.sameId !== true)
      assert.ok(!proposed(compareRecords(a, b, n).verdict))
    }),
  )
})

test('the place of a tone, the case and the normal form of a name change nothing', () => {
  fc.assert(
    fc.property(records, records, numbers, (a, b, n) => {
      const other = { ...a, fullName: a.fullName.replaceAll('ủy', 'uỷ').toUpperCase().normalize('NFD') }
      assert.deepEqual(compareRecords(other, b, n), compareRecords(a, b, n))
    }),
  )
})

test('accents tell people apart, spelling does not', () => {
  const pairs: [string, string, ReturnType<typeof nameRelation>][] = [
    ['Nguyễn Văn Hùng', 'Nguyễn Văn Hưng', 'accents-differ'],
    ['Trần Thị Thủy', 'Trần Thị Thúy', 'accents-differ'],
    ['Trần Thị Thúy', 'Trần Thị Thuý', 'same'],
    ['Lê Thị Hoà', 'Lê Thị Hòa', 'same'],
    ['Lê An', 'Lê Anh', 'different'],
    ['Nguyễn Văn Hùng', 'Nguyen Van Hung', 'unaccented'],
    ['Phạm Thị Lý', 'Phạm Thị Lí', 'spelling'],
    ['Phạm Thị Lan', 'Phạm Lan', 'shortened'],
    ['Phạm Lan Thị', 'Phạm Thị Lan', 'different'],
  ]
  for (const [a, b, relation] of pairs) assert.equal(nameRelation(a, b), relation, `${a} | ${b}`)
})

test('births: whole, partial, swapped, and ages said on a day', () => {
  const relation = (a: Partial<RecordFacts>, b: Partial<RecordFacts>) => birthRelation(record(a), record(b))
  assert.equal(relation(born(1985, 3, 12), born(1985, 3, 12)), 'same-day')
  assert.equal(relation(born(1985, 3, 12), born(1985, 12, 3)), 'swapped')
  assert.equal(relation(born(1985, 3, 12), born(1985, 3, 13)), 'different')
  assert.equal(relation(born(1985, 3, 12), born(1985)), 'same-year')
  assert.equal(relation(born(1985, 3), born(1985, 4)), 'different')
  assert.equal(relation(born(1985), born(1986)), 'different')
  assert.equal(relation(born(1985), { ageYears: 35, ageSaidOn: '2021-02-22' }), 'age-agrees')
  assert.equal(relation(born(1970), { ageYears: 35, ageSaidOn: '2021-02-22' }), 'different')
  assert.equal(relation({}, born(1985)), 'unknown')
})

test('the unaccented name with a birth date, a phone or the commune is proposed', () => {
  const bare = 'NGUYEN VAN HUNG'
  assert.equal(
    compareRecords(record(born(1985, 3, 12)), record({ fullName: bare, ...born(1985, 3, 12), communeId: 2 }), unknown).verdict,
    'weak',
  )
  assert.equal(
    compareRecords(record({}), record({ fullName: bare, communeId: 2 }), { sameId: null, samePhone: true }).verdict,
    'weak',
  )
  assert.equal(compareRecords(record({}), record({ fullName: bare }), unknown).verdict, 'weak')
  const all = compareRecords(record(born(1985, 3, 12)), record(born(1985, 3, 12)), { sameId: null, samePhone: true })
  assert.equal(all.verdict, 'strong')
  assert.deepEqual(
    all.reasons.map((r) => r.vi),
    ['Trùng ngày sinh', 'Trùng họ tên', 'Trùng số điện thoại', 'Cùng xã'],
  )
  assert.ok(
    compareRecords(record(born(1985)), record(born(1960)), { sameId: null, samePhone: true }).score < PROPOSE_FROM,
    'father and son',
  )
})

test('a pair has one key, whichever is named first', () => {
  assert.equal(pairKey('b', 'a'), pairKey('a', 'b'))
})
