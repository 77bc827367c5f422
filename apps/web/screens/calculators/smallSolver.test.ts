import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LabInstance, labAllocation } from '@phaodai/epi/lab-allocation.ts'
import { linearSolver } from '@phaodai/epi/linear-solver.ts'
import fc from 'fast-check'
import { smallSolver } from './smallSolver.ts'

const instance = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })).chain(([districts, laboratories]) => {
  const list = (value: fc.Arbitrary<number>, length: number) => fc.array(value, { minLength: length, maxLength: length })
  const hours = fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 })
  return fc.record<LabInstance>({
    supply: list(fc.integer({ min: 0, max: 200 }), districts),
    urgency_weight: list(fc.integer({ min: 1, max: 5 }), districts),
    capacity_per_day: list(fc.integer({ min: 0, max: 300 }), laboratories),
    lab_turnaround_h: list(fc.integer({ min: 2, max: 24 }), laboratories),
    transport_h: fc.array(fc.array(hours, { minLength: laboratories, maxLength: laboratories }), {
      minLength: districts,
      maxLength: districts,
    }),
  })
})

test('the page’s own solver finds the same shortage as the product’s, and where there is none the same least cost', async () => {
  const solver = await linearSolver()
  fc.assert(
    fc.property(instance, (asked) => {
      const [own, theirs] = [labAllocation(asked, smallSolver), labAllocation(asked, solver)]
      assert.equal(own.status, theirs.status)
      assert.ok(Math.abs(own.short.samples - theirs.short.samples) < 1e-4)
      // where some must be left, whose samples wait is not one answer alone, and each has a cost of its own
      if (theirs.short.samples > 1e-4) return
      assert.ok(
        Math.abs(own.objective - theirs.objective) <= 1e-4 * (1 + theirs.objective),
        `${own.objective} and ${theirs.objective}`,
      )
    }),
    { numRuns: 60 },
  )
})
