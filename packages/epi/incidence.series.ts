import { discretiseSerialInterval } from './discretise-serial-interval.ts'

/** New cases a day, the first day first; null or NaN: not known. Imported cases infect others but were infected elsewhere. */
export type Incidence =
  | { cases: ArrayLike<number | null> }
  | { local: ArrayLike<number | null>; imported: ArrayLike<number | null> }
/** A gamma distribution in days, or the weights of 0, 1, 2 … days. */
export type SerialInterval = { mean: number; sd: number } | ArrayLike<number>

/** Local and all cases a day, unknown as NaN; the first day's cases are nobody's infectees. */
export function series(incidence: Incidence): { local: Float64Array; all: Float64Array } {
  const here = 'cases' in incidence ? incidence.cases : incidence.local
  const brought = 'cases' in incidence ? null : incidence.imported
  if (brought !== null && brought.length !== here.length)
    throw new RangeError(`local and imported must have the same length: ${here.length} and ${brought.length}`)
  const local = new Float64Array(here.length)
  const all = new Float64Array(here.length)
  for (let t = 0; t < here.length; t++) {
    const mine = here[t] ?? Number.NaN
    const theirs = brought === null ? 0 : (brought[t] ?? Number.NaN)
    if (mine < 0 || theirs < 0 || mine + theirs === Number.POSITIVE_INFINITY)
      throw new RangeError(`cases must be finite and not negative: day ${t + 1}`)
    local[t] = t === 0 ? mine * 0 : mine
    all[t] = mine + theirs
  }
  return { local, all }
}

/** The weights of 0, 1, 2 … days. Throws RangeError where they are no distribution of whole days from 1. */
export function weightsOf(si: SerialInterval, days: number): ArrayLike<number> {
  if ('mean' in si) return discretiseSerialInterval(si.mean, si.sd, days)
  let sum = 0
  for (let k = 0; k < si.length; k++) {
    if (!(si[k]! >= 0)) throw new RangeError(`si must hold no negative weight: ${si[k]} at ${k} days`)
    sum += si[k]!
  }
  if (si[0] !== 0) throw new RangeError(`si must give no weight to 0 days: ${si[0]}`)
  if (Math.abs(sum - 1) > 0.01) throw new RangeError(`si must sum to 1: ${sum}`)
  return si
}
