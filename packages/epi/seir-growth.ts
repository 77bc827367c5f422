/**
 * Rate at which cases grow (per day) at the start of an SEIR epidemic, or fall if R is below 1.
 * Formula: the greater root r of (r + 1/lat)(r + 1/inf) = R/(lat·inf).
 *
 * @param R people infected by one case now, from 0 (R0 times the susceptible share and the effect of measures)
 * @param lat mean latent period in days, above 0, exponential
 * @param inf mean infectious period in days, above 0, exponential
 * @returns r per day; the doubling time is ln 2 / r days
 * @throws RangeError naming the parameter
 * @see Wallinga J, Lipsitch M. How generation intervals shape the relationship between growth rates and reproductive numbers.
 *   Proc R Soc B 2007;274:599-604. doi:10.1098/rspb.2006.3754
 * @example seirGrowth(2.5, 3, 5) // 0.1470
 */
export function seirGrowth(R: number, lat: number, inf: number): number {
  if (!(R >= 0 && Number.isFinite(R))) throw new RangeError(`R must be at least 0: ${R}`)
  if (!(lat > 0 && Number.isFinite(lat))) throw new RangeError(`lat must be above 0 days: ${lat}`)
  if (!(inf > 0 && Number.isFinite(inf))) throw new RangeError(`inf must be above 0 days: ${inf}`)
  const [onset, recovery] = [1 / lat, 1 / inf]
  const root = Math.sqrt((onset - recovery) ** 2 + 4 * onset * recovery * R)
  // the form without cancellation near R = 1
  return (2 * onset * recovery * (R - 1)) / (onset + recovery + root)
}
