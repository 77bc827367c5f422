/** Settings of the EARS methods. */
export type EarsOptions = {
  /** Days of the baseline, from 3; 7 unless given. */
  baseline?: number
  /** Standard deviations below this are raised to it, from 0; 0 unless given. Keeps a day with 1 case after a week of none from being an alarm. */
  minSigma?: number
}

export type EarsRow = {
  /** Position in the series, from 1. */
  t: number
  observed: number | null
  /** Null where a count that the bound needs is unknown. */
  upperbound: number | null
  /** Null where there is no bound or the day itself is unknown. */
  alarm: boolean | null
}

/** For each day the mean and the standard deviation (divisor n − 1, at least minSigma) of its baseline; NaN where a count of it is unknown. */
export type Baselines = { mean: Float64Array; sd: Float64Array }

/**
 * The moving baselines of the EARS methods, each ending `lag` + 1 days before its day.
 * @throws RangeError if a count or option is outside its range
 */
export function earsBaselines(counts: readonly (number | null)[], lag: number, options: EarsOptions): Baselines {
  const { baseline = 7, minSigma = 0 } = options
  if (!Number.isSafeInteger(baseline) || baseline < 3) throw new RangeError(`baseline must be a whole number from 3: ${baseline}`)
  if (!(minSigma >= 0 && minSigma < Number.POSITIVE_INFINITY)) throw new RangeError(`minSigma must be from 0: ${minSigma}`)
  const days = counts.length
  const known = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    const count = counts[day]!
    if (count === null) known[day] = Number.NaN
    else if (count >= 0 && count < Number.POSITIVE_INFINITY) known[day] = count
    else throw new RangeError(`counts must be from 0: ${count}`)
  }
  const mean = new Float64Array(days).fill(Number.NaN)
  const sd = new Float64Array(days).fill(Number.NaN)
  for (let day = lag + baseline; day < days; day++) {
    const [start, end] = [day - lag - baseline, day - lag]
    let sum = 0
    for (let i = start; i < end; i++) sum += known[i]!
    const middle = sum / baseline
    let squares = 0
    for (let i = start; i < end; i++) squares += (known[i]! - middle) * (known[i]! - middle)
    mean[day] = middle
    sd[day] = Math.max(Math.sqrt(squares / (baseline - 1)), minSigma)
  }
  return { mean, sd }
}
