/**
 * The reproduction number that goes with a growth rate, for a gamma generation interval.
 *
 * @param rate growth a day (natural logarithm), from `growth`; negative while cases fall
 * @param interval generation interval in days: mean above 0, sd from 0 (0: everyone infects after exactly the mean)
 * Formula: R = 1/M(-r) = (1 + r·sd²/mean)^(mean²/sd²), M the moment generating function; e^(r·mean) for sd 0. It rises with r,
 * so the limits of r give the limits of R.
 * @see Wallinga J, Lipsitch M. Proc R Soc B 2007;274:599-604. doi:10.1098/rspb.2006.3754
 * @return R; null where cases fall faster than any R could make them (r <= -mean/sd²)
 * @throws RangeError where rate is not a number, or mean or sd is not as said
 * @example reproductionFromGrowth(0.1, { mean: 5, sd: 2 }) // 1.617…
 */
export function reproductionFromGrowth(rate: number, interval: { mean: number; sd: number }): number | null {
  const { mean, sd } = interval
  if (!Number.isFinite(rate)) throw new RangeError(`rate must be a number: ${rate}`)
  if (!(mean > 0 && mean < Number.POSITIVE_INFINITY)) throw new RangeError(`interval.mean must be above 0 days: ${mean}`)
  if (!(sd >= 0 && sd < Number.POSITIVE_INFINITY)) throw new RangeError(`interval.sd must not be below 0 days: ${sd}`)
  const step = (rate * sd * sd) / mean
  if (step <= -1) return null
  // below this spread the logarithm is its argument and the square would leave the numbers
  return Math.abs(step) < 1e-14 ? Math.exp(rate * mean) : Math.exp((mean / sd) ** 2 * Math.log1p(step))
}
