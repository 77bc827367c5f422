import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movedTo } from './walking.order.ts'

test('a home is moved up, down or to the ends of the walk, and no home is lost or doubled by it', () => {
  const walk = ['a', 'b', 'c', 'd']
  assert.deepEqual(movedTo(walk, 'c', 0), ['c', 'a', 'b', 'd'])
  assert.deepEqual(movedTo(walk, 'b', 2), ['a', 'c', 'b', 'd'])
  assert.deepEqual(movedTo(walk, 'a', 9), ['b', 'c', 'd', 'a'])
  assert.deepEqual(movedTo(walk, 'd', -1), ['d', 'a', 'b', 'c'])
  assert.deepEqual(movedTo(walk, 'x', 1), walk)
})
