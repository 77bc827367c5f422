import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEars } from '../../test/ears.ts'
import { earsC2 } from './ears-c2.ts'

isEars('C2', earsC2, 9, { 'Bắc Giang': '2021-05-07', 'Hồ Chí Minh': '2021-05-18', 'Quảng Ninh': '2021-01-28' })

test('worked by hand: mean 1, standard deviation 1', () => {
  const found = earsC2([0, 0, 1, 1, 1, 2, 2, 50, 50, 4])
  assert.equal(found.length, 1)
  assert.ok(Math.abs(found[0]!.upperbound! - (1 + 3.090232306167813 * Math.sqrt(4 / 6))) < 1e-12)
  assert.equal(found[0]!.alarm, true)
})
