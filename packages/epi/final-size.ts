/**
 * Share of a closed, evenly mixed population that is infected in the end, without measures.
 * Formula: the greatest root z of z = s·(1 − exp(−R0·(z + i))), s susceptible and i infectious at the start, as shares of the people.
 * The latent period plays no part.
 *
 * @param R0 basic reproduction number, from 0
 * @param susceptible share susceptible at the start, from 0 to 1 (default 1)
 * @param infectious share infected at the start (default 0: the limit of very few; then z is 0 where R0·susceptible is at most 1)
 * @returns share of all the people who are infected after the start (those infected at the start are not in it)
 * @throws RangeError naming the parameter
 * @see Kermack WO, McKendrick AG. A contribution to the mathematical theory of epidemics. Proc R Soc A 1927;115:700-721. doi:10.1098/rspa.1927.0118
 * @see Ma J, Earn DJD. Generality of the final size formula. Bull Math Biol 2006;68:679-702. doi:10.1007/s11538-005-9047-7
 * @example finalSize(2.5) // 0.8926
 */
export function finalSize(R0: number, susceptible = 1, infectious = 0): number {
  if (!(R0 >= 0 && Number.isFinite(R0))) throw new RangeError(`R0 must be at least 0: ${R0}`)
  if (!(susceptible >= 0 && susceptible <= 1)) throw new RangeError(`susceptible must be from 0 to 1: ${susceptible}`)
  if (!(infectious >= 0 && infectious + susceptible <= 1 + 1e-12))
    throw new RangeError(`infectious must be at least 0 and, with susceptible, at most 1: ${infectious}`)
  if (infectious === 0 && R0 * susceptible <= 1) return 0
  // excess(z) = s(1 − exp(−R0(z+i))) − z is concave: above 0 between the roots, below 0 above the greatest
  const excess = (z: number) => -susceptible * Math.expm1(-R0 * (z + infectious)) - z
  let high = susceptible
  let low = 0
  // where its slope is 0 the excess is at its greatest, so the root lies above
  if (R0 * susceptible > 1) low = Math.max(0, Math.log(R0 * susceptible) / R0 - infectious)
  for (let i = 0; i < 200 && high - low > 1e-16 * high; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (excess(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
