/**
 * Densities, cumulative probabilities and quantiles, the numbers of R's nmath through lib-r-math.js. Numbers in, numbers out.
 * The gamma is given by shape and scale, the negative binomial by its dispersion `size` and mean `mu` (variance mu + mu²/size; an
 * infinite `size` is the Poisson). `lower` false asks for the upper tail: P(X > x), or the value with p above it. `log` true
 * gives the natural logarithm of a density or of P. Quantiles of counts are the least count x with P(X <= x) >= p.
 * Every function throws RangeError, naming its arguments, where the distribution does not exist for them.
 */
import * as r from 'lib-r-math.js'

function real(value: number, call: string, ...args: (number | boolean)[]): number {
  if (Number.isNaN(value)) throw new RangeError(`${call} has no value at (${args.join(', ')})`)
  return value
}

/** The limit of infinite size. From here on the Poisson is nearer (some mu/size) than the incomplete beta, which loses digits. */
const isPoisson = (size: number, mu: number): boolean => mu >= 0 && size > 1e9 * Math.max(1, mu)

/**
 * The least count whose cumulative probability reaches p. The library's own search steps past the answer at large counts
 * (as R did until 4.2) and takes one step a count where size is small; this one doubles its step and then halves.
 */
function leastCount(p: number, lower: boolean, mean: number, sd: number, cdf: (x: number) => number): number {
  if (p === (lower ? 0 : 1)) return 0
  if (sd === 0) return mean // one value has all the probability
  if (p === (lower ? 1 : 0)) return Number.POSITIVE_INFINITY
  const fuzz = 64 * Number.EPSILON
  const enough = lower ? (x: number) => cdf(x) >= p * (1 - fuzz) : (x: number) => cdf(x) <= p * (1 + fuzz)
  const start = Math.min(2 ** 50, Math.max(0, Math.round(mean + sd * r.qnorm(p, 0, 1, lower))))
  let [no, yes, step] = [-1, start, 1]
  if (enough(start)) {
    for (let x = start - 1; x >= 0 && yes > 0; x = Math.max(0, x - step)) {
      if (!enough(x)) {
        no = x
        break
      }
      yes = x
      step *= 2
    }
  } else {
    for (no = start, yes = start + step; !enough(yes); step *= 2, yes += step) no = yes
  }
  while (yes - no > 1) {
    const middle = Math.floor(no + (yes - no) / 2)
    if (middle <= no || middle >= yes) break // beyond 2^53 not every count is a number
    if (enough(middle)) yes = middle
    else no = middle
  }
  return yes
}
const isProbability = (p: number): boolean => p >= 0 && p <= 1

export const dgamma = (x: number, shape: number, scale: number, log = false): number =>
  real(r.dgamma(x, shape, undefined, scale, log), 'dgamma(x, shape, scale)', x, shape, scale)
export const pgamma = (x: number, shape: number, scale: number, lower = true, log = false): number =>
  real(r.pgamma(x, shape, undefined, scale, lower, log), 'pgamma(x, shape, scale)', x, shape, scale)
export const qgamma = (p: number, shape: number, scale: number, lower = true): number =>
  real(r.qgamma(p, shape, undefined, scale, lower), 'qgamma(p, shape, scale)', p, shape, scale)

export const dnbinom = (x: number, size: number, mu: number, log = false): number =>
  isPoisson(size, mu) ? dpois(x, mu, log) : real(r.dnbinom(x, size, undefined, mu, log), 'dnbinom(x, size, mu)', x, size, mu)
export const pnbinom = (x: number, size: number, mu: number, lower = true, log = false): number =>
  isPoisson(size, mu)
    ? ppois(x, mu, lower, log)
    : real(r.pnbinom(x, size, undefined, mu, lower, log), 'pnbinom(x, size, mu)', x, size, mu)
export const qnbinom = (p: number, size: number, mu: number, lower = true): number =>
  isPoisson(size, mu)
    ? qpois(p, mu, lower)
    : size >= 0 && mu >= 0 && isProbability(p)
      ? leastCount(p, lower, size === 0 ? 0 : mu, size === 0 ? 0 : Math.sqrt(mu + (mu * mu) / size), (x) =>
          r.pnbinom(x, size, undefined, mu, lower),
        )
      : real(Number.NaN, 'qnbinom(p, size, mu)', p, size, mu)

export const dpois = (x: number, mean: number, log = false): number => real(r.dpois(x, mean, log), 'dpois(x, mean)', x, mean)
export const ppois = (x: number, mean: number, lower = true, log = false): number =>
  real(r.ppois(x, mean, lower, log), 'ppois(x, mean)', x, mean)
export const qpois = (p: number, mean: number, lower = true): number =>
  mean >= 0 && mean < Number.POSITIVE_INFINITY && isProbability(p)
    ? leastCount(p, lower, mean, Math.sqrt(mean), (x) => r.ppois(x, mean, lower))
    : real(Number.NaN, 'qpois(p, mean)', p, mean)

export const dbinom = (x: number, n: number, prob: number, log = false): number =>
  real(r.dbinom(x, n, prob, log), 'dbinom(x, n, prob)', x, n, prob)
export const pbinom = (x: number, n: number, prob: number, lower = true, log = false): number =>
  real(r.pbinom(x, n, prob, lower, log), 'pbinom(x, n, prob)', x, n, prob)
export const qbinom = (p: number, n: number, prob: number, lower = true): number =>
  Number.isSafeInteger(n) && n >= 0 && isProbability(prob) && isProbability(p)
    ? Math.min(
        n,
        leastCount(p, lower, n * prob, Math.sqrt(n * prob * (1 - prob)), (x) => r.pbinom(x, n, prob, lower)),
      )
    : real(Number.NaN, 'qbinom(p, n, prob)', p, n, prob)

export const dnorm = (x: number, mean = 0, sd = 1, log = false): number =>
  real(r.dnorm(x, mean, sd, log), 'dnorm(x, mean, sd)', x, mean, sd)
export const pnorm = (x: number, mean = 0, sd = 1, lower = true, log = false): number =>
  real(r.pnorm(x, mean, sd, lower, log), 'pnorm(x, mean, sd)', x, mean, sd)
export const qnorm = (p: number, mean = 0, sd = 1, lower = true): number =>
  real(r.qnorm(p, mean, sd, lower), 'qnorm(p, mean, sd)', p, mean, sd)

export const dt = (x: number, df: number, log = false): number => real(r.dt(x, df, 0, log), 'dt(x, df)', x, df)
export const pt = (x: number, df: number, lower = true, log = false): number =>
  real(r.pt(x, df, 0, lower, log), 'pt(x, df)', x, df)
export const qt = (p: number, df: number, lower = true): number => real(r.qt(p, df, undefined, lower), 'qt(p, df)', p, df)

export const dbeta = (x: number, a: number, b: number, log = false): number =>
  real(r.dbeta(x, a, b, undefined, log), 'dbeta(x, a, b)', x, a, b)
export const pbeta = (x: number, a: number, b: number, lower = true, log = false): number =>
  real(r.pbeta(x, a, b, undefined, lower, log), 'pbeta(x, a, b)', x, a, b)
export const qbeta = (p: number, a: number, b: number, lower = true): number =>
  real(r.qbeta(p, a, b, undefined, lower), 'qbeta(p, a, b)', p, a, b)

export const pchisq = (x: number, df: number, lower = true): number =>
  real(r.pchisq(x, df, undefined, lower), 'pchisq(x, df)', x, df)
export const qchisq = (p: number, df: number, lower = true): number =>
  real(r.qchisq(p, df, undefined, lower), 'qchisq(p, df)', p, df)

/** ln |Γ(x)|; infinite at 0, -1, -2 … */
export const lgamma = (x: number): number => real(r.lgamma(x), 'lgamma(x)', x)
/** d/dx ln Γ(x) */
export const digamma = (x: number): number => real(r.digamma(x), 'digamma(x)', x)
/** d²/dx² ln Γ(x) */
export const trigamma = (x: number): number => real(r.trigamma(x), 'trigamma(x)', x)
/** ln of the binomial coefficient n over k. */
export const lchoose = (n: number, k: number): number => real(r.lchoose(n, k), 'lchoose(n, k)', n, k)
