import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seirGrowth } from './seir-growth.ts'

test('growth of R 2.5 with 3 days latent and 5 infectious', () => {
  assert.ok(Math.abs(seirGrowth(2.5, 3, 5) - 0.14698912153302857) < 1e-15)
  assert.equal(seirGrowth(1, 3, 5), 0)
  // nobody is infected: what is slowest to empty sets the pace
  assert.ok(Math.abs(seirGrowth(0, 3, 5) + 1 / 5) < 1e-15)
})

test('the rate solves Wallinga and Lipsitch, and the two periods may be exchanged', () => {
  const period = fc.double({ min: 0.1, max: 30, noNaN: true })
  fc.assert(
    fc.property(fc.double({ min: 0, max: 15, noNaN: true }), period, period, (R, lat, inf) => {
      const r = seirGrowth(R, lat, inf)
      assert.ok(Math.abs((1 + r * lat) * (1 + r * inf) - R) < 1e-9 * Math.max(1, R))
      assert.ok(Math.abs(r - seirGrowth(R, inf, lat)) < 1e-12)
    }),
  )
})

test('an impossible parameter is named', () => {
  assert.throws(() => seirGrowth(-1, 3, 5), /R must/)
  assert.throws(() => seirGrowth(2, 0, 5), /lat must/)
  assert.throws(() => seirGrowth(2, 3, Number.NaN), /inf must/)
})
