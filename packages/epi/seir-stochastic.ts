import { type Rng, rng } from './random.ts'
import { checkSeir, factorsOf, type SeirDay, type SeirParameters } from './seir.parameters.ts'

export type SeirSeries = Exclude<keyof SeirDay, 'day'>

export type SeirBands = {
  seed: number
  runs: number
  quantiles: number[]
  /** By day: for each series its mean and its quantiles over the runs, in the order of `quantiles`. */
  days: ({ day: number } & Record<SeirSeries, { mean: number; quantiles: number[] }>)[]
  /** Each run in itself: the quantiles by day are not the course of any one run. */
  eachRun: {
    peak_I: number
    peak_day: number
    infections: number
    detected: number /** Nobody is infected on the last day. */
    over: boolean
  }[]
}

/**
 * The SEIR course with chance: whole people, many seeded runs, quantile bands by day. The assumptions and parameters are those of `seir`, whose
 * course is the mean of many runs in a large population; here an outbreak can die out, and capacity counts whole cases.
 *
 * Method: in each eighth of a day infection, onset, isolation and recovery are drawn in turn as exact binomials, first in this order and then in the
 * reverse (Strang splitting, error of second order), so that numbers are never negative. I0, E0 and immune are rounded to whole people.
 *
 * @param parameters as for seir
 * @param options seed (whole number from 0), runs (default 100), quantiles (default 0.025 … 0.975); onRun is told how many runs are done
 * @returns bands by day and a line for each run. The same seed gives the same result; run k has the same chance whatever the number of runs
 * @throws RangeError naming the parameter
 * @see Bretó C et al. Time series analysis via mechanistic models. Ann Appl Stat 2009;3:319-348. doi:10.1214/08-AOAS201 (binomial steps)
 * @see Strang G. On the construction and comparison of difference schemes. SIAM J Numer Anal 1968;5:506-517. doi:10.1137/0705041
 * @see Hyndman RJ, Fan Y. Sample quantiles in statistical packages. Am Stat 1996;50:361-365. doi:10.1080/00031305.1996.10473566 (type 7)
 * @example seirStochastic({ N: 10000, R0: 2.5, lat: 3, inf: 5, I0: 3, days: 120 }, { seed: 1 }).days[60]?.I.quantiles
 */
export function seirStochastic(
  parameters: SeirParameters,
  options: { seed: number; runs?: number; quantiles?: readonly number[]; onRun?: (done: number) => void },
): SeirBands {
  checkSeir(parameters)
  const { seed, runs = 100 } = options
  const quantiles = [...(options.quantiles ?? [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975])]
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 100_000)) throw new RangeError(`runs must be from 1 to 100000: ${runs}`)
  for (const q of quantiles) if (!(q >= 0 && q <= 1)) throw new RangeError(`quantiles must be from 0 to 1: ${q}`)
  if (!Number.isInteger(parameters.N)) throw new RangeError(`N must be a whole number: ${parameters.N}`)
  const seeds = rng(seed)
  const columns = new Map(SERIES.map((name) => [name, Array.from({ length: parameters.days + 1 }, () => new Float64Array(runs))]))
  const eachRun: SeirBands['eachRun'] = []
  for (let run = 0; run < runs; run++) {
    const days = oneRun(parameters, rng(seeds.integer(0, 2 ** 52 - 1)))
    let peak = days[0]!
    for (const day of days) {
      if (day.I > peak.I) peak = day
      for (const name of SERIES) columns.get(name)![day.day]![run] = day[name]
    }
    const last = days.at(-1)!
    const { infections, detected } = last
    eachRun.push({ peak_I: peak.I, peak_day: peak.day, infections, detected, over: last.E + last.I === 0 })
    options.onRun?.(run + 1)
  }
  const days = Array.from({ length: parameters.days + 1 }, (_, day) => {
    const bands = SERIES.map((name) => [name, band(columns.get(name)![day]!, quantiles)] as const)
    return { day, ...(Object.fromEntries(bands) as Record<SeirSeries, { mean: number; quantiles: number[] }>) }
  })
  return { seed, runs, quantiles, days, eachRun }
}

const SERIES: SeirSeries[] = ['S', 'E', 'I', 'R', 'V', 'isolated', 'infections', 'detected', 'doses']
const STEPS_PER_DAY = 8

function band(values: Float64Array, quantiles: readonly number[]): { mean: number; quantiles: number[] } {
  const sorted = values.toSorted()
  const last = sorted.length - 1
  const at = (q: number) => {
    const place = q * last
    const below = Math.floor(place)
    return sorted[below]! + (place - below) * (sorted[Math.min(last, below + 1)]! - sorted[below]!)
  }
  return { mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length, quantiles: quantiles.map(at) }
}

function oneRun(p: SeirParameters, chance: Rng): SeirDay[] {
  const factor = factorsOf(p.mult)
  let E = Math.round(p.E0 ?? 0)
  let I = Math.round(p.I0)
  let R = Math.round(p.immune ?? 0)
  let [V, JE, JI, infections, detected, doses] = [0, 0, 0, 0, 0, 0]
  // Susceptible people by vaccination: not vaccinated; vaccinated without effect; waiting for protection.
  let open = Math.max(0, p.N - E - I - R)
  let failed = 0
  const waiting: { ripe: number; people: number }[] = []
  let susceptible = open
  let testsLeft = 0
  let contactsLeft = 0

  const half = 1 / (2 * STEPS_PER_DAY)
  const chanceOf = (rate: number, time: number) => -Math.expm1(-rate * time)
  const days = [dayOf(0)]
  for (let day = 0; day < p.days; day++) {
    vaccinate(day)
    ;[testsLeft, contactsLeft] = [0, 0]
    for (let step = 0; step < STEPS_PER_DAY; step++) {
      const time = day + step / STEPS_PER_DAY
      const beta = (p.R0 * factor(time)) / p.inf
      infect(beta)
      onset()
      isolate(beta, time)
      recover()
      isolate(beta, time)
      onset()
      infect(beta)
    }
    ripen(day + 1)
    days.push(dayOf(day + 1))
  }
  return days

  function infect(beta: number): void {
    const force = (beta * (I + (1 - (p.testing?.effect ?? 1)) * JI)) / p.N
    if (force === 0 || susceptible === 0) return
    const risk = chanceOf(force, half)
    let sum = chance.binomial(open, risk)
    open -= sum
    if (failed > 0) {
      const these = chance.binomial(failed, risk)
      failed -= these
      sum += these
    }
    for (const group of waiting) {
      const these = chance.binomial(group.people, risk)
      group.people -= these
      sum += these
    }
    susceptible -= sum
    E += sum
    infections += sum
  }

  function onset(): void {
    const risk = chanceOf(1 / p.lat, half)
    const free = chance.binomial(E, risk)
    E -= free
    I += free
    const isolated = chance.binomial(JE, risk)
    JE -= isolated
    JI += isolated
  }

  function recover(): void {
    const risk = chanceOf(1 / p.inf, 2 * half)
    const free = chance.binomial(I, risk)
    const isolated = chance.binomial(JI, risk)
    I -= free
    JI -= isolated
    R += free + isolated
  }

  function isolate(beta: number, time: number): void {
    const { testing, tracing } = p
    if (!testing || time < testing.from) return
    testsLeft += (testing.capacityPerDay ?? Number.POSITIVE_INFINITY) * half
    const able = Math.floor(testsLeft / (testing.testsPerCase ?? 1) + 1e-9)
    const before = I
    const found = Math.min(able, chance.binomial(I, chanceOf(testing.rate, half)))
    testsLeft -= found * (testing.testsPerCase ?? 1)
    I -= found
    JI += found
    detected += found
    if (!tracing || time < tracing.from) return
    contactsLeft += (tracing.capacityPerDay ?? Number.POSITIVE_INFINITY) * half
    const pool = E + I
    if (found === 0 || pool === 0 || before === 0) return
    const each = tracing.contactsPerCase ?? 1
    const followed = Math.min(found, contactsLeft / each)
    contactsLeft -= followed * each
    const infectees = (beta * susceptible) / p.N / (1 / p.inf + testing.rate)
    const share = chanceOf((tracing.share * followed * infectees) / pool, 1)
    const tracedE = chance.binomial(E, share)
    const tracedI = chance.binomial(I, share)
    E -= tracedE
    JE += tracedE
    I -= tracedI
    JI += tracedI
    detected += tracedE + tracedI
  }

  function vaccinate(day: number): void {
    if (!p.vaccination || day < p.vaccination.from) return
    const { dosesPerDay, efficacy, delay, uptake = 1 } = p.vaccination
    const upTo = Math.floor(dosesPerDay * (day + 1 - Math.ceil(p.vaccination.from)) + 1e-9)
    const given = Math.max(0, Math.min(upTo, Math.floor(p.N * uptake)) - doses)
    if (given === 0) return
    const reached = Math.min(open, chance.binomial(given, Math.min(1, open / (p.N - doses))))
    open -= reached
    doses += given
    const works = chance.binomial(reached, efficacy)
    failed += reached - works
    waiting.push({ ripe: day + delay, people: works })
    ripen(day)
  }

  function ripen(day: number): void {
    while (waiting[0] && waiting[0].ripe <= day) {
      const { people } = waiting.shift()!
      susceptible -= people
      V += people
    }
  }

  function dayOf(day: number): SeirDay {
    return { day, S: susceptible, E: E + JE, I: I + JI, R, V, isolated: JE + JI, infections, detected, doses }
  }
}
