import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEars } from '../../test/ears.ts'
import { earsC1 } from './ears-c1.ts'

isEars('C1', earsC1, 7)

test('worked by hand: mean 1, standard deviation 1', () => {
  const found = earsC1([0, 0, 1, 1, 1, 2, 2, 4])
  assert.equal(found.length, 1)
  assert.ok(Math.abs(found[0]!.upperbound! - (1 + 3.090232306167813 * Math.sqrt(4 / 6))) < 1e-12)
  assert.equal(found[0]!.alarm, true)
})
