import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LabInstance, type LabPlan, labAllocation } from '@phaodai/epi/lab-allocation.ts'
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

/** Weighted hours of all samples, each left behind counted a day longer than the longest way: what a plan with a shortage makes least. */
function waitOf(asked: LabInstance, plan: LabPlan): number {
  const ways = asked.transport_h.flatMap((row, i) =>
    (asked.supply[i] as number) > 0 ? row.flatMap((h, j) => (h === null ? [] : [h + asked.lab_turnaround_h[j]!])) : [],
  )
  const left = plan.short.districts.reduce((sum, d) => sum + d.samples * asked.urgency_weight[d.district]!, 0)
  return plan.objective + left * (Math.max(0, ...ways) + 24)
}

/** One must be left: an urgent sample far away and one of no urgency cost the same, so that plans differ in what they send. */
const tied: LabInstance = {
  supply: [1, 1, 1, 1],
  urgency_weight: [1, 2, 2, 1],
  capacity_per_day: [1, 2],
  lab_turnaround_h: [21, 21],
  transport_h: [
    [0, 0],
    [12, null],
    [0, 7],
    [null, 2],
  ],
}

test('the page’s own solver finds the same shortage and the same least wait as the product’s, of those left behind too', async () => {
  const solver = await linearSolver()
  fc.assert(
    fc.property(instance, (asked) => {
      const [own, theirs] = [labAllocation(asked, smallSolver), labAllocation(asked, solver)]
      assert.equal(own.status, theirs.status)
      assert.ok(Math.abs(own.short.samples - theirs.short.samples) < 1e-4)
      const [mine, product] = [waitOf(asked, own), waitOf(asked, theirs)]
      assert.ok(Math.abs(mine - product) <= 1e-4 * (1 + product), `${mine} and ${product}`)
    }),
    { numRuns: 60, examples: [[tied]] },
  )
})
