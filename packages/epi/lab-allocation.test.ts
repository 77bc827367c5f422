import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { shared as reference } from '../../test/shared.ts'
import { type LabInstance, type LabPlan, labAllocation } from './lab-allocation.ts'
import { linearSolver } from './linear-solver.ts'

const file = new URL('data/epi/lab/allocation_instances.json', reference)
const solver = await linearSolver()

const small: LabInstance = {
  supply: [10, 20],
  urgency_weight: [1, 5],
  capacity_per_day: [15, 30],
  lab_turnaround_h: [4, 6],
  transport_h: [
    [1, 1],
    [1, 2],
  ],
}

function flat(amounts: LabInstance['supply']): number[][] {
  return (Array.isArray(amounts[0]) ? amounts : [amounts]) as number[][]
}

/** Every rule but optimality. */
function holds(instance: LabInstance, plan: LabPlan): void {
  const [supply, capacity] = [flat(instance.supply), flat(instance.capacity_per_day)]
  const gone = supply.map((districts) => districts.map(() => 0))
  const used = capacity.map((labs) => labs.map(() => 0))
  for (const { district, laboratory, day, tested, samples } of plan.shipments) {
    assert.ok(samples > 0 && tested >= day)
    assert.notEqual(instance.transport_h[district]![laboratory], null)
    gone[day]![district]! += samples
    used[tested]![laboratory]! += samples
  }
  for (const { district, day, samples } of plan.short.districts) gone[day]![district]! += samples
  assert.deepEqual(gone, supply)
  assert.deepEqual(used, plan.load)
  used.forEach((labs, day) => {
    labs.forEach((amount, laboratory) => {
      assert.ok(amount <= capacity[day]![laboratory]! + 1e-6)
    })
  })
}

test('the synthetic instances are at their optimum, whole samples throughout', (t) => {
  if (!existsSync(file)) return t.skip('shared reference data is absent: lab/allocation_instances.json')
  for (const instance of JSON.parse(readFileSync(file, 'utf8'))) {
    const plan = labAllocation(instance, solver)
    assert.equal(plan.status, 'optimal')
    assert.ok(Math.abs(plan.objective / instance.optimum - 1) < 1e-9, `instance ${instance.id}`)
    holds(instance, plan)
    for (const { samples } of plan.shipments) assert.ok(Number.isInteger(samples))
  }
})

test('worked by hand: the urgent district fills the fast laboratory first', () => {
  const plan = labAllocation(small, solver)
  assert.equal(plan.objective, 15 * 5 * 5 + 5 * 5 * 8 + 10 * 7)
  assert.deepEqual(plan.load, [[15, 15]])
  holds(small, plan)
})

test('where capacity is short the plan says by how much, tests what can be tested, and keeps back what is least urgent', () => {
  const instance = { ...small, capacity_per_day: [15, 8] }
  const plan = labAllocation(instance, solver)
  assert.equal(plan.status, 'infeasible')
  assert.deepEqual(plan.short, { samples: 7, districts: [{ district: 0, day: 0, samples: 7 }] })
  assert.deepEqual(plan.load, [[15, 8]])
  holds(instance, plan)
})

test('a district that no laboratory serves is named, the others are sent', () => {
  const instance = { ...small, transport_h: [[null, null], small.transport_h[1]!] }
  const plan = labAllocation(instance, solver)
  assert.deepEqual(plan.short, { samples: 10, districts: [{ district: 0, day: 0, samples: 10 }] })
  assert.equal(
    plan.shipments.reduce((sum, each) => sum + each.samples, 0),
    20,
  )
  assert.equal(
    labAllocation(
      {
        ...small,
        transport_h: [
          [null, null],
          [null, null],
        ],
      },
      solver,
    ).short.samples,
    30,
  )
})

test('over several days samples wait for a laboratory, never the other way', () => {
  const instance = {
    ...small,
    supply: [
      [10, 40],
      [0, 5],
    ],
    capacity_per_day: [
      [15, 20],
      [15, 20],
    ],
  }
  const plan = labAllocation(instance, solver)
  assert.equal(plan.status, 'optimal')
  holds(instance, plan)
  const waited = plan.shipments.filter((each) => each.tested > each.day)
  assert.equal(
    waited.reduce((sum, each) => sum + each.samples, 0),
    15,
  )
  // the ten that weigh 1 all wait
  const leastUrgent = waited.filter((each) => each.district === 0)
  assert.equal(
    leastUrgent.reduce((sum, each) => sum + each.samples, 0),
    10,
  )
  const late = labAllocation(
    {
      ...instance,
      supply: [
        [0, 0],
        [10, 45],
      ],
    },
    solver,
  )
  assert.equal(late.short.samples, 20)
})

const instances = fc.integer({ min: 1, max: 4 }).chain((districts) =>
  fc.integer({ min: 1, max: 3 }).chain((labs) =>
    fc.record({
      supply: fc.array(fc.nat(60), { minLength: districts, maxLength: districts }),
      urgency_weight: fc.array(fc.constantFrom(1, 2, 5), { minLength: districts, maxLength: districts }),
      capacity_per_day: fc.array(fc.nat(80), { minLength: labs, maxLength: labs }),
      lab_turnaround_h: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: labs, maxLength: labs }),
      transport_h: fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: labs, maxLength: labs }), {
        minLength: districts,
        maxLength: districts,
      }),
    }),
  ),
)

test('whatever the instance: rules hold, what is short is what exceeds capacity, and the order of the districts costs nothing', () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const plan = labAllocation(instance, solver)
      holds(instance, plan)
      const total = (list: number[]) => list.reduce((sum, each) => sum + each, 0)
      assert.equal(plan.short.samples, Math.max(0, total(instance.supply) - total(instance.capacity_per_day)))
      const turned = labAllocation(
        {
          ...instance,
          supply: instance.supply.toReversed(),
          urgency_weight: instance.urgency_weight.toReversed(),
          transport_h: instance.transport_h.toReversed(),
        },
        solver,
      )
      assert.ok(Math.abs(turned.objective - plan.objective) < 1e-6)
      const twice = labAllocation(
        { ...instance, supply: instance.supply.map((n) => 2 * n), capacity_per_day: instance.capacity_per_day.map((n) => 2 * n) },
        solver,
      )
      assert.ok(Math.abs(twice.objective - 2 * plan.objective) < 1e-6)
    }),
    { numRuns: 40 },
  )
})

test('an impossible instance is named', () => {
  assert.throws(() => labAllocation({ ...small, supply: [10, -1] }, solver), /supply must be at least 0/)
  assert.throws(() => labAllocation({ ...small, supply: [10] }, solver), /supply must be as long as urgency_weight/)
  assert.throws(() => labAllocation({ ...small, lab_turnaround_h: [4] }, solver), /capacity_per_day must be as long/)
  assert.throws(() => labAllocation({ ...small, transport_h: [[1, 1]] }, solver), /transport_h must have a row/)
  assert.throws(() => labAllocation({ ...small, urgency_weight: [0, 1] }, solver), /urgency_weight must/)
  assert.throws(
    () =>
      labAllocation(
        {
          ...small,
          supply: [
            [10, 20],
            [1, 1],
          ],
        },
        solver,
      ),
    /as many days/,
  )
})
