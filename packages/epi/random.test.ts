import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pbinom, pchisq, pexp, pgamma, pnbinom, pnorm, ppois } from 'lib-r-math.js'
import { rng } from './random.ts'

const draws = 20_000

/** Greatest distance of the drawn from the exact distribution, times the root of n: above 1.95 once in a thousand. */
function distance(values: number[], cdf: (x: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b)
  let most = 0
  sorted.forEach((x, i) => {
    const p = cdf(x)
    most = Math.max(most, p - i / sorted.length, (i + 1) / sorted.length - p)
  })
  return most * Math.sqrt(sorted.length)
}

/** Chance of so bad a fit, over about 40 groups of whole numbers of equal weight. */
function fit(values: number[], cdf: (k: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const groups: { seen: number; expected: number }[] = []
  let [from, below] = [0, 0]
  for (let i = 0; i < sorted.length; i++) {
    const last = i === sorted.length - 1
    if (!last && (sorted[i] === sorted[i + 1] || i + 1 - from < sorted.length / 40)) continue
    const upTo = last ? 1 : cdf(sorted[i]!)
    groups.push({ seen: i + 1 - from, expected: (upTo - below) * sorted.length })
    ;[from, below] = [i + 1, upTo]
  }
  const solid = groups.filter((group) => group.expected >= 5)
  const chi = solid.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0)
  return pchisq(chi, Math.max(1, solid.length - 1), undefined, false)
}

const many = (draw: () => number) => Array.from({ length: draws }, draw)

test('one seed gives the same numbers for ever', () => {
  const chance = rng(20210501)
  const first = [
    chance.uniform(),
    chance.normal(),
    chance.exponential(),
    chance.gamma(0.5, 2),
    chance.gamma(7, 1),
    chance.poisson(3),
    chance.poisson(1e6),
    chance.binomial(10, 0.3),
    chance.binomial(1e6, 0.7),
    chance.negativeBinomial(5, 0.3),
    chance.integer(1, 6),
    chance.integer(0, 1e12),
  ]
  assert.deepEqual(
    first,
    [
      0.4022716072080056, -0.07900290305462454, 1.133832462054695, 3.021876662364365, 5.169433427013072, 3, 999941, 4, 700189, 11,
      6, 257895564252,
    ],
  )
  assert.deepEqual(chance.shuffle([1, 2, 3, 4, 5, 6]), [4, 6, 1, 3, 2, 5])
  assert.equal(rng(2 ** 53 - 1).uniform(), 0.5796283672574151)
})

test('neighbouring seeds share nothing: the first numbers of the runs 0, 1, 2, … are themselves uniform', () => {
  const first = Array.from({ length: draws }, (_, seed) => rng(seed).uniform())
  assert.ok(distance(first, (x) => x) < 1.95)
  let sum = 0
  for (let i = 1; i < draws; i++) sum += (first[i]! - 0.5) * (first[i - 1]! - 0.5)
  assert.ok(Math.abs((12 * sum) / Math.sqrt(draws)) < 3.3)
})

test('continuous draws follow their distributions', () => {
  const chance = rng(3)
  assert.ok(distance(many(chance.uniform), (x) => x) < 1.95)
  assert.ok(distance(many(chance.normal), (x) => pnorm(x)) < 1.95)
  assert.ok(distance(many(chance.exponential), (x) => pexp(x)) < 1.95)
  for (const [shape, scale] of [
    [0.05, 3],
    [0.5, 1],
    [1, 2],
    [2.6, 1.8],
    [80, 0.1],
    [250_000, 1],
  ] as const) {
    const values = many(() => chance.gamma(shape, scale))
    assert.ok(distance(values, (x) => pgamma(x, shape, 1 / scale)) < 1.95, `gamma ${shape} ${scale}`)
  }
})

test('counts follow their distributions, at small and at large means', () => {
  const chance = rng(5)
  for (const mean of [0.01, 0.7, 4, 9.99, 10, 13.5, 60, 1234.5, 1e6, 1e10])
    assert.ok(
      fit(
        many(() => chance.poisson(mean)),
        (k) => ppois(k, mean),
      ) > 0.001,
      `Poisson ${mean}`,
    )
  for (const [n, p] of [
    [1, 0.3],
    [10, 0.5],
    [40, 0.02],
    [40, 0.4],
    [40, 0.97],
    [1000, 0.0101],
    [100_000, 0.3],
    [5_000_000, 0.999],
  ] as const)
    assert.ok(
      fit(
        many(() => chance.binomial(n, p)),
        (k) => pbinom(k, n, p),
      ) > 0.001,
      `binomial ${n} ${p}`,
    )
  for (const [mean, size] of [
    [2.5, 0.16],
    [30, 0.5],
    [30, 20],
    [1e5, 4],
  ] as const) {
    const values = many(() => chance.negativeBinomial(mean, size))
    assert.ok(fit(values, (k) => pnbinom(k, size, size / (size + mean))) > 0.001, `negative binomial ${mean} ${size}`)
  }
})

test('a mean of a million billion has the right centre and spread', () => {
  const chance = rng(8)
  const mean = 1e15
  const normal = many(() => (chance.poisson(mean) - mean) / Math.sqrt(mean))
  assert.ok(distance(normal, (x) => pnorm(x)) < 1.95)
  const half = many(() => (chance.binomial(mean, 0.5) - mean / 2) / Math.sqrt(mean / 4))
  assert.ok(distance(half, (x) => pnorm(x)) < 1.95)
})

test('whole numbers of a range and orders of a list are equally likely', () => {
  const chance = rng(13)
  for (const [lo, hi] of [
    [1, 6],
    [-3, 3],
    [0, 2 ** 40],
  ] as const)
    assert.ok(
      fit(
        many(() => chance.integer(lo, hi)),
        (k) => (k - lo + 1) / (hi - lo + 1),
      ) > 0.001,
      `${lo} to ${hi}`,
    )
  const orders = many(() => Number(chance.shuffle([0, 1, 2, 3]).join('')))
  const codes = [...new Set(orders)].sort((a, b) => a - b)
  assert.equal(codes.length, 24)
  assert.ok(fit(orders, (code) => (codes.indexOf(code) + 1) / 24) > 0.001)
})

test('what is certain is drawn as certain', () => {
  const chance = rng(0)
  assert.equal(chance.poisson(0), 0)
  assert.equal(chance.gamma(0, 5), 0)
  assert.equal(chance.binomial(0, 0.5), 0)
  assert.equal(chance.binomial(7, 0), 0)
  assert.equal(chance.binomial(7, 1), 7)
  assert.equal(chance.negativeBinomial(0, 3), 0)
  assert.equal(chance.integer(4, 4), 4)
  assert.deepEqual(chance.shuffle([]), [])
})

test('draws stay in their range whatever the parameters', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, n, p) => {
      const chance = rng(seed)
      const k = chance.binomial(n, p)
      assert.ok(Number.isInteger(k) && k >= 0 && k <= n)
      const poisson = chance.poisson(n * p)
      assert.ok(Number.isInteger(poisson) && poisson >= 0)
      const spread = chance.negativeBinomial(n * p, p + 0.01)
      assert.ok(Number.isInteger(spread) && spread >= 0)
      const whole = chance.integer(-n, n)
      assert.ok(Number.isInteger(whole) && Math.abs(whole) <= n)
      assert.deepEqual(chance.shuffle([5, 1, n]).sort(), [5, 1, n].sort())
    }),
  )
})

test('a parameter out of its range is refused by name', () => {
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) assert.throws(() => rng(seed), /seed must be/)
  const chance = rng(1)
  assert.throws(() => chance.poisson(-1), /mean must be/)
  assert.throws(() => chance.poisson(Number.NaN), /mean must be/)
  assert.throws(() => chance.binomial(2.5, 0.5), /n must be/)
  assert.throws(() => chance.binomial(5, 1.1), /p must be/)
  assert.throws(() => chance.gamma(-1, 1), /shape must be/)
  assert.throws(() => chance.negativeBinomial(3, 0), /size must be/)
  assert.throws(() => chance.integer(2, 1), /hi must be/)
})
