/** ln Γ(x) for x ≥ 1: Stirling's series (DLMF 5.11.1) after as many steps of Γ(x + 1) = x Γ(x) as make its terms vanish; within 1e-15 of ln Γ. */
function lnGamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 16; y++) shift += Math.log(y)
  const r = 1 / (y * y)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / y
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift
}

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)

/**
 * How surprising it is that `k` or more of the `K` cases are among the `n` visitors of a place, where `N` persons are known: the upper tail
 * of the hypergeometric distribution, as -log10 p (3 is one in a thousand). This is Fisher's exact test, one-sided, as it is used for
 * enrichment (Rivals et al. 2007, doi:10.1093/bioinformatics/btl633). A market that everyone visits surprises nobody.
 */
export function surprise(k: number, n: number, K: number, N: number): number {
  const most = Math.min(n, K)
  if (k <= Math.max(0, n + K - N) || N <= 0) return 0
  const total = lnChoose(N, n)
  const first = lnChoose(K, k) + lnChoose(N - K, n - k) - total
  // terms relative to the first, so that a tail of 1e-400 is still told from one of 1e-500
  let term = 1
  let sum = 1
  for (let i = k; i < most; i++) {
    term *= ((K - i) * (n - i)) / ((i + 1) * (N - K - n + i + 1))
    sum += term
    if (term < sum * 1e-17) break
  }
  return Math.max(0, -(first + Math.log(sum)) / Math.LN10)
}
