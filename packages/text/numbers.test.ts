import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatNumber, parseNumber } from './numbers.ts'

const value = (cell: unknown, style?: 'vi' | 'en') => {
  const reading = parseNumber(cell, { style })
  return reading.ok ? reading.value : reading.problem
}

test('60.000 is sixty thousand and 1.234,5 has a decimal comma', () => {
  assert.equal(value('60.000'), 60_000)
  assert.equal(value('1.234,5'), 1234.5)
  assert.equal(value('1.234.567'), 1_234_567)
  assert.equal(value('60\u00a0000'), 60_000)
  assert.equal(value('0,5'), 0.5)
  assert.equal(value('-12'), -12)
  assert.equal(value('\u221212'), -12)
  assert.equal(value(38.5), 38.5)
})

test('numbers of an English spreadsheet are read where they can mean only one thing', () => {
  assert.equal(value('1,234,567'), 1_234_567)
  assert.equal(value('1,234.5'), 1234.5)
  assert.equal(value('38.5'), 38.5)
  assert.equal(value('60,000'), 'ambiguous')
  assert.equal(value('60,000', 'vi'), 60)
  assert.equal(value('60,000', 'en'), 60_000)
  assert.equal(value('60.000', 'en'), 60)
})

test('what is no number is not one', () => {
  for (const cell of ['12/12', '1.23.456', '1,2,3', 'abc', '12 34', '-', Number.NaN, Number.POSITIVE_INFINITY, {}])
    assert.equal(value(cell), 'unreadable', String(cell))
  assert.equal(value(' '), 'empty')
})

test('a formatted number is read back as the same number', () => {
  assert.equal(formatNumber(1234.5), '1.234,5')
  assert.equal(formatNumber(60_000), '60.000')
  assert.equal(formatNumber(Number.NaN), '–')
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 2 }), (n, decimals) => {
      const number = n / 10 ** decimals
      assert.equal(value(formatNumber(number, decimals), 'vi'), number)
      assert.equal(value(formatNumber(number, decimals)), number)
    }),
  )
  fc.assert(fc.property(fc.anything(), (cell) => typeof parseNumber(cell).ok === 'boolean'))
})
