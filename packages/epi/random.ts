import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** Seeded chance. Every draw moves the stream; two streams of one seed give the same numbers on every machine. */
export type Rng = {
  /** Above 0 and below 1, never either: odd multiples of 2^-53. */
  uniform(): number
  /** Mean 0, sd 1. */
  normal(): number
  /** Mean 1. */
  exponential(): number
  /** Mean shape x scale; shape 0 is always 0. */
  gamma(shape: number, scale: number): number
  /** Whole number, mean from 0 to 2^50. */
  poisson(mean: number): number
  /** Successes of n trials, n from 0 to 2^50. */
  binomial(n: number, p: number): number
  /** Variance mean + mean²/size; size Infinity is Poisson. */
  negativeBinomial(mean: number, size: number): number
  /** Whole number from lo to hi, both included, at most 2^52 of them. */
  integer(lo: number, hi: number): number
  /** Puts the array (or typed array) in random order, in its place, and returns it. */
  shuffle<T extends { length: number; [place: number]: unknown }>(array: T): T
}

/**
 * Random numbers from a seed: xoroshiro128+ whose four state words are mixed from the seed, so that neighbouring seeds (run 1, run 2, …) share nothing.
 * Normal: polar method. Exponential: inversion. Gamma: squeeze of a cubed normal, below shape 1 boosted by u^(1/shape). Poisson and binomial: inversion
 * where the mean (or n·min(p, 1−p)) is below 10, else transformed rejection PTRS and BTRS, whose last comparison uses saddle-point log densities, so
 * that means of 10^15 stay right. Negative binomial: Poisson of a gamma. Integers by multiplication with rejection: no value is favoured.
 *
 * @param seed whole number from 0 to 2^53 − 1; the same seed is the same stream for ever
 * @throws RangeError if the seed, or a parameter of a draw, is outside its range
 * @see Blackman D, Vigna S. Scrambled linear pseudorandom number generators. ACM Trans Math Softw 2021;47:36. doi:10.1145/3460772
 * @see Marsaglia G, Bray TA. A convenient method for generating normal variables. SIAM Review 1964;6:260-264. doi:10.1137/1006063
 * @see Marsaglia G, Tsang WW. A simple method for generating gamma variables. ACM Trans Math Softw 2000;26:363-372. doi:10.1145/358407.358414
 * @see Hörmann W. The transformed rejection method for generating Poisson random variables. Insur Math Econ 1993;12:39-45. doi:10.1016/0167-6687(93)90997-4
 * @see Hörmann W. The generation of binomial random variates. J Stat Comput Simul 1993;46:101-110. doi:10.1080/00949659308811496
 * @see Loader C. Fast and accurate computation of binomial probabilities. 2000 (log densities)
 * @see Lemire D. Fast random integer generation in an interval. ACM Trans Model Comput Simul 2019;29:3. doi:10.1145/3230636
 * @example rng(1).poisson(4.7)
 */
export function rng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed must be a whole number from 0 to 2^53-1: ${seed}`)
  const source = xoroshiro128plusFromState(stateOf(seed))
  let spare: number | null = null

  /** A whole number from 0 to 2^52 − 1; the low bits of each word, which are the weaker ones, are not used. */
  const bits52 = () => (source.next() >>> 6) * 0x4000000 + (source.next() >>> 6)
  const uniform = () => (bits52() + 0.5) / 0x10000000000000
  const exponential = () => -Math.log(uniform())

  function normal(): number {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * factor
      return x * factor
    }
  }

  function gamma(shape: number, scale: number): number {
    need(shape >= 0 && shape < Number.POSITIVE_INFINITY, 'shape', 'finite and at least 0', shape)
    need(scale >= 0 && scale < Number.POSITIVE_INFINITY, 'scale', 'finite and at least 0', scale)
    if (shape === 0 || scale === 0) return 0
    if (shape < 1) return gamma(shape + 1, scale) * Math.exp(-exponential() / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      const u = uniform()
      if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v * scale
    }
  }

  function poisson(mean: number): number {
    need(mean >= 0 && mean <= LARGEST, 'mean', 'from 0 to 2^50', mean)
    if (mean < 10) {
      let left = uniform()
      let term = Math.exp(-mean)
      let k = 0
      while (left > term && k < 200) {
        left -= term
        k += 1
        term *= mean / k
      }
      return k
    }
    const b = 0.931 + 2.53 * Math.sqrt(mean)
    const a = -0.059 + 0.02483 * b
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    const always = 0.9277 - 3.6224 / (b - 2)
    for (;;) {
      const u = uniform() - 0.5
      const v = uniform()
      const edge = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
      if (edge >= 0.07 && v <= always) return k
      if (k < 0 || (edge < 0.013 && v > edge)) continue
      if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= logPoisson(k, mean)) return k
    }
  }

  function binomial(n: number, p: number): number {
    need(Number.isInteger(n) && n >= 0 && n <= LARGEST, 'n', 'a whole number from 0 to 2^50', n)
    need(p >= 0 && p <= 1, 'p', 'from 0 to 1', p)
    if (p > 0.5) return n - lessLikely(n, 1 - p)
    return lessLikely(n, p)
  }

  /** p at most one half. */
  function lessLikely(n: number, p: number): number {
    if (n === 0 || p === 0) return 0
    const q = 1 - p
    if (n * p < 10) {
      let left = uniform()
      let term = Math.exp(n * Math.log1p(-p))
      let k = 0
      while (left > term && k < n && k < 200) {
        left -= term
        k += 1
        term *= ((n - k + 1) / k) * (p / q)
      }
      return k
    }
    const spread = Math.sqrt(n * p * q)
    const b = 1.15 + 2.53 * spread
    const a = -0.0873 + 0.0248 * b + 0.01 * p
    const alpha = (2.83 + 5.1 / b) * spread
    const always = 0.92 - 4.2 / b
    const atMode = logBinomial(Math.floor((n + 1) * p), n, p)
    for (;;) {
      const u = uniform() - 0.5
      const v = uniform()
      const edge = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5)
      if (k < 0 || k > n) continue
      if (edge >= 0.07 && v <= always) return k
      if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= logBinomial(k, n, p) - atMode) return k
    }
  }

  function negativeBinomial(mean: number, size: number): number {
    need(size > 0, 'size', 'above 0', size)
    if (size === Number.POSITIVE_INFINITY || mean === 0) return poisson(mean)
    need(mean >= 0 && mean <= LARGEST, 'mean', 'from 0 to 2^50', mean)
    return poisson(gamma(size, mean / size))
  }

  function integer(lo: number, hi: number): number {
    need(Number.isSafeInteger(lo), 'lo', 'a whole number', lo)
    need(Number.isSafeInteger(hi) && hi >= lo, 'hi', 'a whole number, at least lo', hi)
    need(hi - lo < 0x10000000000000, 'hi - lo', 'below 2^52', hi - lo)
    return lo + below(hi - lo + 1)
  }

  function below(count: number): number {
    if (count > 0x200000) {
      const most = 0x10000000000000 - (0x10000000000000 % count)
      for (;;) {
        const k = bits52()
        if (k < most) return k % count
      }
    }
    for (;;) {
      const product = (source.next() >>> 0) * count
      const low = product >>> 0
      if (low >= count || low >= 0x100000000 % count) return (product - low) / 0x100000000
    }
  }

  function shuffle<T extends { length: number; [place: number]: unknown }>(array: T): T {
    for (let last = array.length - 1; last > 0; last--) {
      const other = below(last + 1)
      const kept = array[last]
      array[last] = array[other]
      array[other] = kept
    }
    return array
  }

  return { uniform, normal, exponential, gamma, poisson, binomial, negativeBinomial, integer, shuffle }
}

const LARGEST = 2 ** 50

function need(holds: boolean, name: string, condition: string, value: number): void {
  if (!holds) throw new RangeError(`${name} must be ${condition}: ${value}`)
}

/** Four words from the 53 bits of a seed, never all zero; two seeds never give the same four. */
function stateOf(seed: number): [number, number, number, number] {
  const golden = 0x9e3779b9
  const first = mix(((seed >>> 0) + golden) | 0)
  const second = mix((Math.floor(seed / 0x100000000) + first) | 0)
  const third = mix((first + second + golden) | 0)
  return [first, second, third, mix((third + golden) | 0)]
}

/** The 32-bit finaliser of MurmurHash3 (Appleby, public domain): one to one, every bit of the input moves every bit of the output. */
function mix(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** ln of the Poisson probability of k, without the cancellation of k·ln(mean) − mean − ln k!. */
function logPoisson(k: number, mean: number): number {
  if (k === 0) return -mean
  return -stirlingRest(k) - deviance(k, mean) - 0.5 * Math.log(2 * Math.PI * k)
}

function logBinomial(k: number, n: number, p: number): number {
  if (k === 0) return n * Math.log1p(-p)
  if (k === n) return n * Math.log(p)
  const rest = stirlingRest(n) - stirlingRest(k) - stirlingRest(n - k)
  return rest - deviance(k, n * p) - deviance(n - k, n * (1 - p)) + 0.5 * Math.log(n / (2 * Math.PI * k * (n - k)))
}

/** k·ln(k/mean) + mean − k, also where k is near the mean. */
function deviance(k: number, mean: number): number {
  const ratio = (k - mean) / (k + mean)
  if (Math.abs(ratio) >= 0.1) return k * Math.log(k / mean) + mean - k
  const square = ratio * ratio
  let sum = (k - mean) * ratio
  let power = 2 * k * ratio
  for (let j = 3; ; j += 2) {
    power *= square
    const next = sum + power / j
    if (next === sum) return sum
    sum = next
  }
}

/** ln n! − ln(√(2πn)·(n/e)^n) for n from 1. */
function stirlingRest(n: number): number {
  if (n < 16) {
    let factorial = 1
    for (let j = 2; j <= n; j++) factorial *= j
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI)
  }
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / n
}
