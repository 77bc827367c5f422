import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayTicks } from './dayTicks.ts'
import { curveRows, originsSeen } from './epiTable.ts'

test('a day without cases is a zero in the curve, not a gap', () => {
  const rows = curveRows(
    [
      { on: '2021-02-03', onset: { zone: 1 }, report: {} },
      { on: '2021-02-01', onset: { community: 2, zone: 1 }, report: { community: 1 } },
    ],
    'onset',
  )
  assert.deepEqual(
    rows.map((r) => [r.on, r.total]),
    [
      ['2021-02-01', 3],
      ['2021-02-02', 0],
      ['2021-02-03', 1],
    ],
  )
  assert.deepEqual(originsSeen(rows), ['community', 'zone'])
  assert.deepEqual(curveRows([], 'report'), [])
})

test('the marks of an axis never crowd, and weeks begin on Monday', () => {
  assert.deepEqual(dayTicks('2021-02-01', '2021-02-04', 80, 64), ['2021-02-01', '2021-02-02', '2021-02-03', '2021-02-04'])
  assert.deepEqual(dayTicks('2021-02-03', '2021-02-24', 10, 64), ['2021-02-08', '2021-02-15', '2021-02-22'])
})
