import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { sharedPath } from '../../test/shared.ts'
import * as d from './distributions.ts'

const reference = sharedPath('data/epi/stats/gamma_quantiles_R.csv')

function near(found: number, wanted: number, relative = 1e-9): void {
  assert.ok(Math.abs(found - wanted) <= relative * Math.abs(wanted), `${found} is not ${wanted}`)
}

test('gamma quantiles and probabilities are those of R from shape 0.05 to 250,000', (t) => {
  if (!existsSync(reference)) return t.skip(`shared reference data is absent: ${reference}`)
  const rows = readFileSync(reference, 'utf8').trim().split('\n').slice(1)
  assert.ok(rows.length > 100)
  for (const row of rows) {
    const [shape, q, x, cdf] = row.split(',').map(Number) as [number, number, number, number]
    near(d.qgamma(q, shape, 1), x)
    near(d.qgamma(q, shape, 2.5), 2.5 * x)
    near(d.pgamma(0.8 * shape, shape, 1), cdf)
  }
})

test('single values are those of R 4.2.2', () => {
  const values: [number, number][] = [
    [d.dgamma(2.5, 3.7, 1.3), 0.15756581228567373],
    [d.pgamma(60, 3.7, 1.3, false), 7.151284039899311e-17],
    [d.dnbinom(7, 0.4, 12), 0.027748934274844685],
    [d.pnbinom(7, 0.4, 12), 0.6064047284858741],
    [d.dpois(4, 2.5), 0.13360188578108531],
    [d.ppois(4, 2.5), 0.8911780189141513],
    [d.dbinom(3, 25, 0.2), 0.13576803638250232],
    [d.pbinom(3, 25, 0.2), 0.23399325922619102],
    [d.dnorm(1.2, 0.5, 2), 0.18762017345846896],
    [d.pnorm(-8), 6.220960574271785e-16],
    [d.qnorm(0.999999), 4.753424308817089],
    [d.dt(0.5, 12), 0.3417166761526546],
    [d.pt(2.2, 12), 0.9759315932774888],
    [d.qt(0.975, 12), 2.1788128296672284],
    [d.qt(0.975, 1), 12.706204736174694],
    [d.dbeta(0.1, 3, 17), 5.3867296889923],
    [d.pbeta(0.1, 3, 17), 0.2945552141041045],
    [d.qbeta(0.025, 3, 17), 0.03382624900176466],
    [d.pchisq(3, 3), 0.6083748237289109],
    [d.qchisq(0.95, 3), 7.814727903251179],
    [d.lgamma(0.3), 1.0957979948180756],
    [d.lgamma(100000), 1051287.7089736569],
    [d.digamma(2), 0.42278433509846747],
    [d.trigamma(2.5), 0.4903577561002349],
    [d.lchoose(50, 3), 9.883284845218608],
  ]
  for (const [found, wanted] of values) near(found, wanted)
  // the far tail of the incomplete beta keeps seven digits
  near(d.pnbinom(400, 0.4, 12, false), 1.8136056276099892e-7, 1e-7)
  assert.deepEqual(
    [0.025, 0.5, 0.975, 0.999].map((p) => d.qnbinom(p, 0.4, 12)),
    [0, 4, 68, 154],
  )
  assert.deepEqual([d.qnbinom(0.5, 20, 1e5), d.qnbinom(0.975, 20, 1e5)], [98338, 148359])
  assert.equal(d.qnbinom(0.025, 0.4, 12, false), 68)
  assert.deepEqual([d.qpois(0.025, 2.5), d.qpois(0.5, 2.5), d.qpois(0.975, 2.5)], [0, 2, 6])
  assert.deepEqual([d.qpois(0.025, 1e6), d.qpois(0.975, 1e6)], [998041, 1001960])
  assert.deepEqual([d.qbinom(0.025, 25, 0.2), d.qbinom(0.975, 25, 0.2)], [1, 9])
  assert.deepEqual([d.qbinom(0.025, 1e6, 0.3), d.qbinom(0.975, 1e6, 0.3)], [299102, 300898])
})

test('a negative binomial with an infinite size is a Poisson, with size 0 it is all at nought', () => {
  near(d.dnbinom(3, Number.POSITIVE_INFINITY, 2), d.dpois(3, 2))
  near(d.pnbinom(3, 1e15, 2), d.ppois(3, 2))
  assert.equal(d.qnbinom(0.9, Number.POSITIVE_INFINITY, 2), d.qpois(0.9, 2))
  assert.equal(d.qnbinom(0.9, 0, 5), 0)
  assert.equal(d.qnbinom(0.9, 3, 0), 0)
  assert.equal(d.qbinom(0.5, 7, 1), 7)
})

test('the quantile of a count is the least count that reaches the probability, at any size and in both tails', () => {
  const inputs = fc.record({
    size: fc.double({ min: -3, max: 12, noNaN: true }).map((x) => 10 ** x),
    mu: fc.double({ min: -2, max: 6, noNaN: true }).map((x) => 10 ** x),
    p: fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
    lower: fc.boolean(),
  })
  fc.assert(
    fc.property(inputs, ({ size, mu, p, lower }) => {
      const reaches = (x: number) => {
        const tail = d.pnbinom(x, size, mu, lower)
        return lower ? tail >= p * (1 - 1e-10) : tail <= p * (1 + 1e-10)
      }
      const short = (x: number) => {
        const tail = d.pnbinom(x, size, mu, lower)
        return lower ? tail <= p * (1 + 1e-10) : tail >= p * (1 - 1e-10)
      }
      const x = d.qnbinom(p, size, mu, lower)
      return reaches(x) && (x === 0 || short(x - 1))
    }),
    { numRuns: 300 },
  )
})

test('the ends of the probabilities give the ends of the counts', () => {
  assert.deepEqual([d.qpois(0, 3), d.qpois(1, 3), d.qpois(0, 3, false)], [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
  assert.deepEqual([d.qbinom(0, 9, 0.3), d.qbinom(1, 9, 0.3)], [0, 9])
})

test('arguments for which there is no distribution are refused by name', () => {
  assert.throws(() => d.qgamma(1.1, 2, 1), /qgamma\(p, shape, scale\) has no value at \(1.1, 2, 1\)/)
  assert.throws(() => d.qgamma(0.5, -1, 1), RangeError)
  assert.throws(() => d.qnbinom(0.5, 2, Number.NaN), RangeError)
  assert.throws(() => d.qpois(-0.1, 2), RangeError)
  assert.throws(() => d.qbinom(0.5, 2.5, 0.1), RangeError)
  assert.throws(() => d.dpois(1, -1), RangeError)
})
