import { checkSeir, factorsOf, type SeirDay, type SeirParameters } from './seir.parameters.ts'

/**
 * The deterministic SEIR course by day, with measures, testing, tracing and vaccination: what would happen on average in a large, evenly mixed
 * population under the stated assumptions. A scenario, not a forecast.
 *
 * @param parameters people, R0, periods in days, start, last day, and what is done (see SeirParameters)
 * @returns days 0 to `days`; S + E + I + R + V = N on each. Relative error of integration below 1e-7 (Dormand-Prince 5(4), restarted on each
 *   day and where a measure begins)
 *
 * Formula: S' = −β S (I + (1−effect) J)/N with β = R0·mult(t)/inf and J the isolated infectious; E' = β… − E/lat; I' = E/lat − I/inf; R' = I/inf.
 * Testing moves d = min(rate·I, capacityPerDay/testsPerCase) a day from free to isolated. Tracing moves share·min(1, capacity/(d·contactsPerCase)) of
 * those whom the found cases have infected, d·(β S/N)/(1/inf + rate), taken from E and I as they stand. Doses are given at the start of each day.
 *
 * @throws RangeError naming the parameter, and where the course is too fast to be followed
 * @see Keeling MJ, Rohani P. Modeling Infectious Diseases in Humans and Animals. Princeton University Press 2008, ch. 2. doi:10.1515/9781400841035
 * @see Dormand JR, Prince PJ. A family of embedded Runge-Kutta formulae. J Comput Appl Math 1980;6:19-26. doi:10.1016/0771-050X(80)90013-3
 * @example seir({ N: 1e6, R0: 2.5, lat: 3, inf: 5, I0: 10, days: 300, mult: [[40, 0.4], [80, 0.8]] }).at(-1)?.R
 */
export function seir(parameters: SeirParameters): SeirDay[] {
  checkSeir(parameters)
  const p = parameters
  const factor = factorsOf(p.mult)
  const starts = [...(p.mult ?? []).map(([day]) => day), p.testing?.from ?? 0, p.tracing?.from ?? 0]
  const breaks = [...new Set(starts)].filter((time) => !Number.isInteger(time)).sort((a, b) => a - b)
  let state = new Float64Array(STATES)
  state[S] = p.N - p.I0 - (p.E0 ?? 0) - (p.immune ?? 0)
  state[E] = p.E0 ?? 0
  state[I] = p.I0
  state[R] = p.immune ?? 0

  // Susceptible people by vaccination; all bear the same force of infection, so each group shrinks as S does.
  const waiting: { ripe: number; people: number }[] = []
  let unvaccinated = state[S]
  let doses = 0
  let V = 0
  const days: SeirDay[] = [dayOf(0)]
  let step = 0.05
  for (let day = 0; day < p.days; day++) {
    vaccinate(day)
    const before = state[S]!
    const stops = [...breaks.filter((time) => time > day && time < day + 1), day + 1]
    let from = day
    for (const to of stops) {
      const began = from
      ;[state, step] = integrate(state, from, to, step, (y, out) => slopes(p, factor(began), began, y, out))
      from = to
    }
    const kept = before > 0 ? state[S]! / before : 0
    unvaccinated *= kept
    for (const group of waiting) group.people *= kept
    ripen(day + 1)
    days.push(dayOf(day + 1))
  }
  return days

  function vaccinate(day: number): void {
    if (!p.vaccination || day < p.vaccination.from) return
    const given = Math.max(0, Math.min(p.vaccination.dosesPerDay, p.N * (p.vaccination.uptake ?? 1) - doses))
    if (given === 0) return
    const reached = (unvaccinated * given) / (p.N - doses)
    unvaccinated -= reached
    doses += given
    waiting.push({ ripe: day + p.vaccination.delay, people: reached * p.vaccination.efficacy })
    ripen(day)
  }

  function ripen(day: number): void {
    while (waiting[0] && waiting[0].ripe <= day) {
      const people = Math.min(waiting.shift()!.people, state[S]!)
      state[S]! -= people
      V += people
    }
  }

  function dayOf(day: number): SeirDay {
    const at = (place: number) => state[place]!
    const isolated = at(JE) + at(JI)
    const people = { S: at(S), E: at(E) + at(JE), I: at(I) + at(JI), R: at(R), V }
    return { day, ...people, isolated, infections: at(INFECTIONS), detected: at(DETECTED), doses }
  }
}

const [S, E, I, R, JE, JI, INFECTIONS, DETECTED, STATES] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

function slopes(p: SeirParameters, factor: number, began: number, y: Float64Array, out: Float64Array): void {
  const beta = (p.R0 * factor) / p.inf
  const testing = p.testing && began >= p.testing.from ? p.testing : undefined
  const infected = (beta * y[S]! * (y[I]! + (1 - (p.testing?.effect ?? 1)) * y[JI]!)) / p.N
  const onset = y[E]! / p.lat
  const recovered = y[I]! / p.inf
  let found = 0
  let tracedE = 0
  let tracedI = 0
  if (testing && y[I]! > 0) {
    const most = (testing.capacityPerDay ?? Number.POSITIVE_INFINITY) / (testing.testsPerCase ?? 1)
    found = Math.min(testing.rate * y[I]!, most)
    const tracing = p.tracing && began >= p.tracing.from ? p.tracing : undefined
    if (tracing && found > 0) {
      const able = (tracing.capacityPerDay ?? Number.POSITIVE_INFINITY) / (found * (tracing.contactsPerCase ?? 1))
      const infectees = (beta * y[S]!) / p.N / (1 / p.inf + testing.rate)
      // a stage of the integration can put E a hair below nobody, and E + I then on nothing
      const traced = (tracing.share * Math.min(1, able) * found * infectees) / (Math.max(0, y[E]!) + y[I]!)
      tracedE = traced * y[E]!
      tracedI = traced * y[I]!
    }
  }
  out[S] = -infected
  out[E] = infected - onset - tracedE
  out[I] = onset - recovered - found - tracedI
  out[R] = recovered + y[JI]! / p.inf
  out[JE] = tracedE - y[JE]! / p.lat
  out[JI] = y[JE]! / p.lat + found + tracedI - y[JI]! / p.inf
  out[INFECTIONS] = infected
  out[DETECTED] = found + tracedE + tracedI
}

type Slopes = (y: Float64Array, out: Float64Array) => void

/** More than any disease needs: with periods of one minute a day takes some 1,300 steps, of one second 39,000. */
const STEPS_A_DAY = 200_000
const TOO_FAST = `lat, inf, R0 and testing.rate must give a course that ${STEPS_A_DAY} steps a day can follow: take longer periods or smaller rates`
const RELATIVE = 1e-9
const ABSOLUTE = 1e-10
/** Dormand-Prince: rows of the tableau, the last being the fifth-order weights; and fifth minus fourth order. */
const TABLEAU = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
]
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]

/** The state at `to` and the step to go on with. */
function integrate(
  start: Float64Array,
  from: number,
  to: number,
  firstStep: number,
  slopesAt: Slopes,
): [Float64Array<ArrayBuffer>, number] {
  let y = Float64Array.from(start)
  const k = Array.from({ length: 7 }, () => new Float64Array(STATES))
  let time = from
  let step = firstStep
  slopesAt(y, k[0]!)
  for (let steps = 0; time < to; steps++) {
    if (steps === STEPS_A_DAY) throw new RangeError(TOO_FAST)
    const last = time + step >= to - 1e-12
    const h = last ? to - time : step
    let next = y
    for (let stage = 0; stage < 6; stage++) {
      next = Float64Array.from(y)
      TABLEAU[stage]!.forEach((weight, j) => {
        const slope = k[j]!
        for (let s = 0; s < STATES; s++) next[s]! += h * weight * slope[s]!
      })
      slopesAt(next, k[stage + 1]!)
    }
    let worst = 0
    for (let s = 0; s < STATES; s++) {
      let error = 0
      for (let j = 0; j < 7; j++) error += ERROR[j]! * k[j]![s]!
      const allowed = ABSOLUTE + RELATIVE * Math.max(Math.abs(y[s]!), Math.abs(next[s]!))
      worst = Math.max(worst, Math.abs(h * error) / allowed)
    }
    if (Number.isNaN(worst)) throw new RangeError(TOO_FAST)
    const change = Math.min(5, Math.max(0.2, 0.9 * worst ** -0.2))
    if (worst <= 1 || h < 1e-7) {
      time = last ? to : time + h
      y = next
      k[0]!.set(k[6]!)
      step = last ? Math.max(step, h * change) : h * change
    } else step = h * change
    step = Math.min(step, 1)
  }
  return [y, step]
}
