/** One course of an epidemic, by S, E, I, R. Days count from 0; shares are from 0 to 1; people are not in whole numbers here. */
export type SeirParameters = {
  /** People. */
  N: number
  /** People that one case infects among all-susceptible people without measures. */
  R0: number
  /** Mean days from infection to infectiousness (latent period), exponential. */
  lat: number
  /** Mean days infectious, exponential. */
  inf: number
  /** Infectious people on day 0. */
  I0: number
  /** Infected, not yet infectious, on day 0. Default 0. */
  E0?: number
  /** Immune on day 0. Default 0. */
  immune?: number
  /** Last day. */
  days: number
  /** R is R0 times this factor from that day on; the last that has begun holds. */
  mult?: readonly (readonly [day: number, factor: number])[]
  vaccination?: Vaccination
  testing?: Testing
  tracing?: Tracing
}

export type Vaccination = {
  from: number
  /** People vaccinated a day; they are drawn from all who are not yet vaccinated, whether susceptible or not. */
  dosesPerDay: number
  /** Share of the susceptible whom it protects, wholly and for good. */
  efficacy: number
  /** Whole days from the dose to protection. */
  delay: number
  /** Share of the people who will take it. Default 1. */
  uptake?: number
}

export type Testing = {
  from: number
  /** Infectious people found and isolated, per infectious person and day, while capacity lasts (0.2: after 5 days on average). */
  rate: number
  /** Tests a day. Default: no limit. */
  capacityPerDay?: number
  /** Tests used for each case found. Default 1. */
  testsPerCase?: number
  /** Share of transmission that isolation ends. Default 1. */
  effect?: number
}

/** Contacts of the cases that testing finds. */
export type Tracing = {
  from: number
  /** Share of those whom a found case has infected that is found and isolated. */
  share: number
  /** Contacts to be traced for each case found. Default 1. */
  contactsPerCase?: number
  /** Contacts traced a day. Default: no limit. */
  capacityPerDay?: number
}

/** State at the end of a day; day 0 is the start. */
export type SeirDay = {
  day: number
  S: number
  /** Isolated ones included, as in I. */
  E: number
  I: number
  R: number
  /** Protected by vaccine. S + E + I + R + V = N. */
  V: number
  isolated: number
  /** Infected, found, and vaccinated, from day 0 on. */
  infections: number
  detected: number
  doses: number
}

/** Throws RangeError naming the first parameter that is impossible. */
export function checkSeir(p: SeirParameters): void {
  need(p.N > 0 && Number.isFinite(p.N), 'N', 'above 0', p.N)
  need(p.R0 >= 0 && Number.isFinite(p.R0), 'R0', 'at least 0', p.R0)
  need(p.lat > 0 && Number.isFinite(p.lat), 'lat', 'above 0 days', p.lat)
  need(p.inf > 0 && Number.isFinite(p.inf), 'inf', 'above 0 days', p.inf)
  need(p.I0 >= 0 && Number.isFinite(p.I0), 'I0', 'at least 0', p.I0)
  need((p.E0 ?? 0) >= 0 && Number.isFinite(p.E0 ?? 0), 'E0', 'at least 0', p.E0)
  need((p.immune ?? 0) >= 0 && Number.isFinite(p.immune ?? 0), 'immune', 'at least 0', p.immune)
  need(
    p.I0 + (p.E0 ?? 0) + (p.immune ?? 0) <= p.N,
    'I0 + E0 + immune',
    `at most N (${p.N})`,
    p.I0 + (p.E0 ?? 0) + (p.immune ?? 0),
  )
  need(Number.isInteger(p.days) && p.days >= 0 && p.days <= 36_525, 'days', 'a whole number from 0 to 36525', p.days)
  for (const [day, factor] of p.mult ?? []) {
    need(day >= 0 && Number.isFinite(day), 'mult', 'pairs of a day from 0 and a factor', day)
    need(factor >= 0 && Number.isFinite(factor), 'mult', 'pairs of a day and a factor of at least 0', factor)
  }
  const { vaccination: v, testing: t, tracing: c } = p
  if (v) {
    atLeast0(v.from, 'vaccination.from')
    atLeast0(v.dosesPerDay, 'vaccination.dosesPerDay')
    share(v.efficacy, 'vaccination.efficacy')
    need(Number.isInteger(v.delay) && v.delay >= 0, 'vaccination.delay', 'a whole number of days from 0', v.delay)
    share(v.uptake ?? 1, 'vaccination.uptake')
  }
  if (t) {
    atLeast0(t.from, 'testing.from')
    atLeast0(t.rate, 'testing.rate')
    atLeast0(t.capacityPerDay ?? 0, 'testing.capacityPerDay')
    need((t.testsPerCase ?? 1) > 0, 'testing.testsPerCase', 'above 0', t.testsPerCase)
    share(t.effect ?? 1, 'testing.effect')
  }
  if (c) {
    need(t !== undefined, 'testing', 'given where tracing is: contacts are traced from cases that testing finds', t)
    atLeast0(c.from, 'tracing.from')
    share(c.share, 'tracing.share')
    need((c.contactsPerCase ?? 1) > 0, 'tracing.contactsPerCase', 'above 0', c.contactsPerCase)
    atLeast0(c.capacityPerDay ?? 0, 'tracing.capacityPerDay')
  }
}

/** The factor on R at each moment: the one of the latest day that has begun, in whatever order they are given; 1 before all. */
export function factorsOf(mult: SeirParameters['mult'] = []): (time: number) => number {
  const sorted = mult.toSorted((a, b) => a[0] - b[0])
  return (time) => {
    let factor = 1
    for (const [day, each] of sorted) if (day <= time + 1e-9) factor = each
    return factor
  }
}

function need(holds: boolean, name: string, condition: string, value: unknown): void {
  if (!holds) throw new RangeError(`${name} must be ${condition}: ${value}`)
}

function share(value: number, name: string): void {
  need(value >= 0 && value <= 1, name, 'from 0 to 1', value)
}

function atLeast0(value: number, name: string): void {
  need(value >= 0 && Number.isFinite(value), name, 'at least 0', value)
}
