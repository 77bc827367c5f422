import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rng } from './random.ts'
import { type ScanPlan, scanPlan } from './scan-plan.ts'
import { scanRuns } from './scan-runs.ts'

const made = fc.record({
  places: fc.array(
    fc.record({ lat: fc.double({ min: 20, max: 20.2, noNaN: true }), lng: fc.double({ min: 106, max: 106.2, noNaN: true }) }),
    {
      minLength: 2,
      maxLength: 8,
    },
  ),
  cases: fc.array(fc.tuple(fc.nat(7), fc.nat(14), fc.integer({ min: 1, max: 6 })), { minLength: 3, maxLength: 40 }),
  maxDays: fc.integer({ min: 1, max: 20 }),
  minCases: fc.integer({ min: 1, max: 3 }),
  prospective: fc.boolean(),
})

function planOf({ places, cases, ...options }: typeof made extends fc.Arbitrary<infer T> ? T : never): ScanPlan {
  const locations = places.map((place, i) => ({ location: `L${i}`, ...place }))
  const rows = cases.map(([at, day, count]) => ({ location: `L${at % places.length}`, day, cases: count }))
  return scanPlan(rows, locations, { ...options, runs: 12, maxFraction: 0.7 })
}

/** Every circle and every window, without a shortcut. */
function largestOf(plan: ScanPlan, days: Int32Array): number {
  const N = plan.total
  let most = 0
  for (let centre = 0; centre < plan.locations.length; centre++)
    for (let last = plan.first[centre]!; last < plan.first[centre + 1]!; last++) {
      if (plan.circle[last] === 0) continue
      const members = new Set(plan.near.subarray(plan.first[centre]!, last + 1))
      for (let end = plan.prospective ? plan.days - 1 : 0; end < plan.days; end++)
        for (let start = Math.max(0, end - plan.maxDays + 1); start <= end; start++) {
          let [c, held, within] = [0, 0, 0]
          for (let i = 0; i < N; i++) {
            const [near, soon] = [members.has(plan.caseLocation[i]!), days[i]! >= start && days[i]! <= end]
            c += near && soon ? 1 : 0
            held += near ? 1 : 0
            within += soon ? 1 : 0
          }
          const mu = (held * within) / N
          if (c < plan.minCases || c <= mu) continue
          most = Math.max(most, c * Math.log(c / mu) + (c < N ? (N - c) * Math.log((N - c) / (N - mu)) : 0))
        }
    }
  return most
}

test('no window is missed: every run is what looking at all circles and windows gives', () => {
  fc.assert(
    fc.property(made, (input) => {
      const plan = planOf(input)
      const found = scanRuns(plan, 0, 12)
      for (const [run, ratio] of found.entries()) {
        const dealt = rng(plan.seeds[run]!).shuffle(Int32Array.from(plan.caseDay))
        assert.ok(Math.abs(ratio - largestOf(plan, dealt)) < 1e-9, `run ${run}: ${ratio}`)
      }
    }),
    { numRuns: 25 },
  )
})

test('runs done in portions are the runs done at once', () => {
  fc.assert(
    fc.property(made, fc.integer({ min: 0, max: 12 }), (input, cut) => {
      const plan = planOf(input)
      assert.deepEqual([...scanRuns(plan, 0, cut), ...scanRuns(plan, cut, 12)], [...scanRuns(plan, 0, 12)])
    }),
    { numRuns: 25 },
  )
})

test('a portion outside the plan is refused', () => {
  const plan = planOf({
    places: [{ lat: 20, lng: 106 }],
    cases: [
      [0, 0, 3],
      [0, 1, 1],
    ],
    maxDays: 1,
    minCases: 1,
    prospective: false,
  })
  assert.throws(() => scanRuns(plan, 0, 13), RangeError)
})
