import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reportingTriangle } from './reporting-triangle.ts'

test('a line list is counted by day and delay, and what is not known yet is empty', () => {
  const reports = [
    { reference: 1, report: 1 },
    { reference: 1, report: 3 },
    { reference: 3, report: 3, count: 2 },
    { reference: 2, report: 4 },
    { reference: 2, report: 1 },
    { reference: 0, report: 3 },
  ]
  const { first, rows, leftOut } = reportingTriangle(reports, { asOf: 3, maxDelay: 2, first: 1 })
  assert.equal(first, 1)
  assert.deepEqual(rows, [
    [1, 0, 1],
    [0, 0, null],
    [2, null, null],
  ])
  assert.deepEqual(leftOut, { negative: 1, late: 1, future: 1 })
})

test('days may be shifted and rows may come in any order', () => {
  const report = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 9 }))
    .map(([reference, delay]) => ({ reference, report: reference + delay }))
  fc.assert(
    fc.property(fc.array(report), fc.integer({ min: -500, max: 500 }), (reports, shift) => {
      const here = reportingTriangle(reports, { asOf: 20, maxDelay: 5 })
      const moved = reports.toReversed().map((r) => ({ reference: r.reference + shift, report: r.report + shift }))
      const there = reportingTriangle(moved, { asOf: 20 + shift, maxDelay: 5 })
      assert.deepEqual(there.rows, here.rows)
      assert.deepEqual(there.leftOut, here.leftOut)
      const counted = here.rows.flat().reduce<number>((sum, x) => sum + (x ?? 0), 0)
      const { negative, late, future } = here.leftOut
      assert.equal(counted + negative + late + future, reports.length)
    }),
  )
})

test('what is no whole day is refused', () => {
  assert.throws(() => reportingTriangle([{ reference: 0.5, report: 1 }], { asOf: 3, maxDelay: 2 }), RangeError)
  assert.throws(() => reportingTriangle([], { asOf: 3, maxDelay: 0 }), RangeError)
  assert.deepEqual(reportingTriangle([], { asOf: 3, maxDelay: 2 }).rows, [])
})
