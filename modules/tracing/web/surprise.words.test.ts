import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceWords, doubts } from './surprise.words.ts'

test('a surprise is told as a chance with one digit, and what is usual is said to be so', () => {
  assert.equal(chanceWords(0.9).vi, 'không bất thường')
  assert.equal(chanceWords(3).vi, 'khoảng 1 trong 1.000')
  assert.equal(chanceWords(4.3).en, 'about 1 in 20.000')
  assert.equal(chanceWords(12).vi, 'dưới 1 trong 1 tỷ')
})

test('a ranking over few itineraries, or of cases that share nothing, says so', () => {
  assert.deepEqual(doubts({ population: 5000, cases: 3, found: 2, withoutStays: 0 }), [])
  assert.match(doubts({ population: 10, cases: 3, found: 2, withoutStays: 0 })[0]!.vi, /^Mới có 10 người/)
  assert.match(doubts({ population: 5000, cases: 3, found: 2, withoutStays: 1 })[0]!.vi, /^1 trong 3 ca/)
})
