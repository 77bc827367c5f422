import { pnorm } from './distributions.ts'

/** Threshold cycles of the infected people when tested alone: a normal distribution, or the cycles that were seen. */
export type CtSpread = { mean: number; sd: number } | readonly number[]

/**
 * How much of its sensitivity a pool keeps: of the infected whose own sample would be found, the share still found when it is mixed with
 * `size` − 1 samples without virus. Mixing costs log(size)/log(1 + efficiency) cycles: log2(size) where every cycle doubles.
 *
 * @param ct cycles of infected people tested alone: mean and sd (above 0), or a list of observed ones
 * @param limit last cycle at which a test is called positive (limit of detection), in the same cycles
 * @param size samples in the pool, a whole number from 1
 * @param efficiency share of the molecules that a cycle doubles, above 0 and at most 1; 1 unless given
 *
 * share = P(Ct + shift ≤ limit) / P(Ct ≤ limit). It says nothing of those whom the test misses alone too.
 *
 * @see Yelin I et al. Evaluation of COVID-19 RT-qPCR test in multi sample pools. Clin Infect Dis 2020;71:2073-2078. doi:10.1093/cid/ciaa531
 * @see Barak N et al. Lessons from applied large-scale pooling of 133,816 SARS-CoV-2 RT-PCR tests. Sci Transl Med 2021;13:eabf2823.
 *   doi:10.1126/scitranslmed.abf2823
 * @returns from 0 to 1; 1 for a pool of one; 0 where none of the listed people is found even alone
 * @throws RangeError if an argument is outside its range or the list is empty
 * @example dilution({ mean: 27, sd: 5 }, 37, 10) // 0.93
 */
export function dilution(ct: CtSpread, limit: number, size: number, efficiency = 1): number {
  if (!Number.isFinite(limit)) throw new RangeError(`limit must be a number: ${limit}`)
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`size must be a whole number from 1: ${size}`)
  if (!(efficiency > 0 && efficiency <= 1)) throw new RangeError(`efficiency must be above 0 and at most 1: ${efficiency}`)
  const reach = limit - Math.log(size) / Math.log1p(efficiency)
  const below = 'mean' in ct ? normalBelow(ct.mean, ct.sd) : seenBelow(ct)
  const alone = below(limit)
  return alone === 0 ? 0 : below(reach) / alone
}

function normalBelow(mean: number, sd: number): (cycle: number) => number {
  if (!Number.isFinite(mean)) throw new RangeError(`ct.mean must be a number: ${mean}`)
  if (!(sd > 0 && sd < Number.POSITIVE_INFINITY)) throw new RangeError(`ct.sd must be above 0: ${sd}`)
  return (cycle) => pnorm(cycle, mean, sd)
}

function seenBelow(cycles: readonly number[]): (cycle: number) => number {
  if (cycles.length === 0) throw new RangeError('ct must hold at least one cycle')
  for (const cycle of cycles) if (!Number.isFinite(cycle)) throw new RangeError(`ct must hold numbers: ${cycle}`)
  return (cycle) => cycles.filter((one) => one <= cycle).length / cycles.length
}
