import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { squareArray } from './square-array.ts'

/** Every state of a 2 × 2 array and every outcome of its four pools, one by one. */
function byEnumeration(p: number, se: number, sp: number) {
  let [retests, found, alarmed] = [0, 0, 0]
  for (let state = 0; state < 16; state++) {
    const ill = (r: number, c: number) => (state >> (2 * r + c)) & 1
    const many = [0, 1, 2, 3].reduce((sum, bit) => sum + ((state >> bit) & 1), 0)
    const chance = p ** many * (1 - p) ** (4 - many)
    for (let outcome = 0; outcome < 16; outcome++) {
      const positive = (pool: number) => (outcome >> pool) & 1
      let likely = chance
      for (let k = 0; k < 2; k++) {
        const row = ill(k, 0) || ill(k, 1) ? se : 1 - sp
        const column = ill(0, k) || ill(1, k) ? se : 1 - sp
        likely *= (positive(k) ? row : 1 - row) * (positive(2 + k) ? column : 1 - column)
      }
      const [rows, columns] = [positive(0) || positive(1), positive(2) || positive(3)]
      for (let r = 0; r < 2; r++)
        for (let c = 0; c < 2; c++) {
          const again = (positive(r) && positive(2 + c)) || (positive(r) && !columns) || (positive(2 + c) && !rows)
          if (!again) continue
          retests += likely
          if (ill(r, c)) found += likely * se
          else alarmed += likely * (1 - sp)
        }
    }
  }
  return { tests: 4 + retests, sensitivity: found / (4 * p), specificity: 1 - alarmed / (4 * (1 - p)) }
}

test('the closed form is what counting every outcome of a 2 × 2 array gives', () => {
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true })
  fc.assert(
    fc.property(share, share, share, (prevalence, sensitivity, specificity) => {
      const closed = squareArray({ prevalence, sensitivity, specificity }, 2)
      const counted = byEnumeration(prevalence, sensitivity, specificity)
      assert.ok(Math.abs(closed.expectedTests - counted.tests) < 1e-9)
      assert.ok(Math.abs(closed.sensitivity - counted.sensitivity) < 1e-9)
      assert.ok(Math.abs(closed.specificity - counted.specificity) < 1e-9)
    }),
  )
})

test('a side of one is refused', () => {
  assert.throws(() => squareArray({ prevalence: 0.1, sensitivity: 1, specificity: 1 }, 1), /side/)
})
