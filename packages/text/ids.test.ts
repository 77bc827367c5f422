import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { sharedPath } from '../../test/shared.ts'
import { cccdFacts, fakeCccd, fakePhone, isFake, maskNumber, readIdentity } from './ids.ts'
import { normalisePhone } from './phone.ts'

const phone = (cell: unknown) => {
  const reading = normalisePhone(cell)
  return reading.ok ? reading.phone : reading.problem
}

test('identity papers are told apart by their shape', () => {
  assert.deepEqual(readIdentity('003 085 001 234'), { ok: true, kind: 'cccd', number: '003085001234' })
  assert.deepEqual(readIdentity('012345678'), { ok: true, kind: 'cmnd', number: '012345678' })
  assert.deepEqual(readIdentity('b1234567'), { ok: true, kind: 'passport', number: 'B1234567' })
  for (const cell of ['12345', '123456789012', 'không có', 'ABCDEFG']) assert.equal(readIdentity(cell).ok, false, cell)
  assert.deepEqual(readIdentity(null), { ok: false, problem: 'empty', text: '' })
})

test('a number whose zeros a spreadsheet ate is not repaired in silence', () => {
  assert.deepEqual(readIdentity(3085001234), { ok: false, problem: 'wrong_length', text: '3085001234', proposal: '003085001234' })
  assert.deepEqual(readIdentity('12345678'), { ok: false, problem: 'wrong_length', text: '12345678', proposal: '012345678' })
})

test('a citizen number says place of registration, sex and year of birth', () => {
  assert.deepEqual(cccdFacts('003185001234'), { registeredIn: '003', sex: 'female', birthYear: 1985 })
  assert.deepEqual(cccdFacts('005210001234'), { registeredIn: '005', sex: 'male', birthYear: 2010 })
  assert.equal(cccdFacts('12345678'), null)
})

test('a masked number cannot be read back', () => {
  assert.equal(maskNumber('054000123123'), '0540***123')
  assert.equal(maskNumber('0540 000 123'), '0540***123')
  assert.equal(maskNumber('012345678'), '01***78')
  assert.equal(maskNumber('1234'), '***')
  assert.equal(maskNumber(''), '')
})

test('the same phone written in any way is one number', () => {
  for (const cell of [
    '0912345678',
    '+84912345678',
    '84 912 345 678',
    '0084912345678',
    '+84 (0) 912.345.678',
    '0912-345-678',
    'ĐT: 0912 345 678',
    '0540000001',
  ])
    assert.equal(phone(cell), cell === '0540000001' ? cell : '0912345678', cell)
  assert.equal(phone('02203812345'), '02203812345')
  assert.equal(phone('+85512345678'), '+85512345678')
})

test('old 11-digit mobiles get the prefix that replaced theirs', () => {
  assert.deepEqual(normalisePhone('01681234567'), {
    ok: true,
    phone: '0381234567',
    kind: 'mobile',
    warnings: ['renumbered_2018'],
  })
  assert.equal(phone('+841231234567'), '0831234567')
  assert.equal(phone('01991234567'), '0591234567')
})

test('a number that we do not know is kept with a warning, since somebody may answer it', () => {
  assert.deepEqual(normalisePhone('0540000001'), { ok: true, phone: '0540000001', kind: 'unknown', warnings: ['unknown_prefix'] })
  assert.deepEqual(normalisePhone(912345678), {
    ok: true,
    phone: '0912345678',
    kind: 'mobile',
    warnings: ['leading_zero_restored'],
  })
  assert.equal(phone('0912345678 / 0987654321'), 'several')
  assert.equal(phone('không có'), 'unreadable')
  assert.equal(phone('  '), 'empty')
})

test('every prefix in use is known', (t) => {
  const path = sharedPath('data/areas/text/phone_prefixes.csv')
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/u).slice(1)) {
    const [range = '', kind] = line.split(',')
    const [from = '', to = from] = range.split('-')
    for (let n = Number(from); n <= Number(to); n += 1) {
      const prefix = `0${n}`
      const reading = normalisePhone(prefix + '1'.repeat((kind === 'mobile' ? 10 : 11) - prefix.length))
      assert.equal(reading.ok && reading.kind, kind, prefix)
    }
  }
})

test('made-up people never carry a number that somebody may hold, and no two share one', () => {
  const phones = new Set<string>()
  const cards = new Set<string>()
  for (let seed = 0; seed < 20_000; seed += 1) {
    phones.add(fakePhone(seed))
    cards.add(fakeCccd(seed, { sex: 'female', birthYear: 1985 }))
  }
  assert.equal(phones.size, 20_000)
  assert.equal(cards.size, 20_000)
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      assert.ok(isFake(fakePhone(seed)) && isFake(fakeCccd(seed)))
      assert.equal(readIdentity(fakeCccd(seed)).ok, true)
    }),
  )
  assert.deepEqual(cccdFacts(fakeCccd(7, { sex: 'male', birthYear: 2004 })), {
    registeredIn: '005',
    sex: 'male',
    birthYear: 2004,
  })
})

test('no cell makes the readings fail, and a normalised phone stays as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), anyText(), fc.stringMatching(/^[+0-9 .()-]{6,16}$/u)), (cell) => {
      readIdentity(cell)
      if (typeof cell === 'string') maskNumber(cell)
      const reading = normalisePhone(cell)
      if (reading.ok) assert.equal(phone(reading.phone), reading.phone)
    }),
    { numRuns: 1000 },
  )
})
