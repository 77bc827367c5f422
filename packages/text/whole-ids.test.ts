import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeIds } from './whole-ids.ts'

const none = (text: string) => text === '' || text === 'NA'
const read = (...cells: unknown[]) => cells.map((cell) => wholeIds(cells, none)(String(cell)))

test('ids that a program wrote as decimals are whole again; nothing else is touched', () => {
  assert.deepEqual(read('1.0', 'NA', '12.0', ''), ['1', 'NA', '12', ''])
  assert.deepEqual(read('007.0', '8'), ['007', '8'])
  assert.deepEqual(read('007', '8'), ['007', '8'])
  // versions, and ids of which both forms occur, may be different ones
  assert.deepEqual(read('1.0', '1.1'), ['1.0', '1.1'])
  assert.deepEqual(read('1.0', '1', '2.0'), ['1.0', '1', '2.0'])
  assert.deepEqual(read('1.0', 'BN2'), ['1.0', 'BN2'])
})
