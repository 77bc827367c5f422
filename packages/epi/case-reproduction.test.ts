import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caseReproduction } from './case-reproduction.ts'

const cases = [1, 2, 0, 3, 5, 4, 8, 9, 12, 10, 14, 9, 7, 8, 5, 3, 2, 2, 1, 0, 1]
function near(found: number | null, wanted: number, relative = 1e-10): void {
  assert.ok(found !== null && Math.abs(found - wanted) <= relative * wanted, `${found} is not ${wanted}`)
}

// made-up counts, wallinga_teunis of EpiEstim 2.2-4; its sd and limits are those of 20,000 draws
test('means are those of EpiEstim, weekly with a parametric interval', () => {
  const found = caseReproduction({ cases }, { si: { mean: 2.6, sd: 1.5 } })
  const wanted = [
    1.711852714916, 1.499630375618, 1.381723470788, 1.176353762706, 1.047659097064, 0.951287134349, 0.816426524107,
    0.713700607973, 0.611445110523, 0.538323955713, 0.463774251405, 0.401037700714, 0.351416500603, 0.289082612141,
  ]
  assert.equal(found.length, wanted.length)
  wanted.forEach((mean, i) => {
    near(found[i]!.mean, mean)
  })
  near(found[0]!.sd, 0.09312175883, 0.02)
  near(found[0]!.lower, 1.548387096774, 0.02)
  near(found[0]!.upper, 1.903225806452, 0.02)
  near(found[7]!.sd, 0.0442201824947, 0.02)
  assert.deepEqual([found[0]!.tStart, found[0]!.tEnd, found[0]!.cases, found[0]!.state], [2, 8, 31, 'ok'])
})

test('means are those of EpiEstim, three days with a given interval', () => {
  const found = caseReproduction({ cases }, { si: [0, 0.2, 0.5, 0.2, 0.1], window: 3 })
  near(found[0]!.mean, 2.269152540581)
  near(found[10]!.mean, 0.581080469485)
  near(found[17]!.mean, 0.227272727273)
})

test('the last windows are marked: the infectees of their cases are not all in the series yet', () => {
  const found = caseReproduction({ cases }, { si: [0, 0.2, 0.5, 0.2, 0.1], window: 3 })
  assert.equal(found.at(-1)!.state, 'open')
  assert.ok(found.at(-1)!.complete! < 0.5)
  assert.ok(Math.abs(found[0]!.complete! - 1) < 1e-12)
})

test('every case with a possible infector is infected by somebody: the counts add up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 40 }), (list) => {
      const weights = [0, 0.3, 0.4, 0.3]
      const days = caseReproduction({ cases: [0, ...list] }, { si: weights, window: 1 })
      const infectees = days.reduce((sum, row) => sum + (row.mean ?? 0) * row.cases!, 0)
      const linked = list.reduce((sum, n, t) => (list.slice(Math.max(0, t - 3), t).some((count) => count > 0) ? sum + n : sum), 0)
      assert.ok(Math.abs(infectees - linked) < 1e-8)
    }),
    { numRuns: 100 },
  )
})

test('imported cases infect but nobody is credited with them', () => {
  const all = caseReproduction({ cases: [4, 4, 4, 4, 4] }, { si: [0, 1], window: 1 })
  const some = caseReproduction({ local: [0, 2, 4, 4, 4], imported: [4, 2, 0, 0, 0] }, { si: [0, 1], window: 1 })
  assert.deepEqual(
    all.map((row) => row.mean),
    [1, 1, 1, 0],
  )
  assert.deepEqual(some, all)
  const late = caseReproduction({ local: [4, 4, 1, 4], imported: [0, 0, 3, 0] }, { si: [0, 1], window: 1 })
  assert.equal(late[0]!.mean, 0.25)
})

test('a window without cases has no answer, nor one whose infectees are unknown', () => {
  const found = caseReproduction({ cases: [3, 0, 0, 5, null, 5, 5, 5] }, { si: [0, 1], window: 1 })
  assert.deepEqual(
    found.map((row) => row.state),
    ['none', 'none', 'unknown', 'unknown', 'ok', 'ok', 'open'],
  )
  assert.throws(() => caseReproduction({ cases }, { si: [0, 1], window: 0 }), /window/)
  assert.deepEqual(caseReproduction({ cases: [1, 2] }, { si: [0, 1], window: 2 }), [])
})
