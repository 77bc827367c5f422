import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOfList, wholeIds } from './whole-ids.ts'

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

test('an id that stands in the list is read as the list is, whatever else its column holds', () => {
  const listed = new Set(['1.0', '2.0'])
  const whole = wholeIds(listed, none)
  const from = (...cells: string[]) => cells.map(idsOfList(cells, none, listed, whole))
  assert.deepEqual(from('1.0', 'Vũ Hán'), ['1', 'Vũ Hán'])
  assert.deepEqual(from('1.0', '3.0'), ['1', '3'])
  const same = ['1.0', '1.1']
  assert.deepEqual(['1.0', '3.0'].map(idsOfList(['1.0', '3.0'], none, new Set(same), wholeIds(same, none))), ['1.0', '3'])
})
