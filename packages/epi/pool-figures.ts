/** A test and the people it is used on. All four figures are shares from 0 to 1; prevalence strictly between. */
export type PoolTest = {
  /** Share of the people tested who are infected; each independently of the others. */
  prevalence: number
  /** Probability that a test (of one person or of a pool with at least one infected) is positive. */
  sensitivity: number
  /** Probability that a test of one or more people, all uninfected, is negative. */
  specificity: number
}

/** What a pooling plan costs and finds. Predictive values are null where nobody would be called positive (or negative). */
export type PoolFigures = {
  /** Tests expected for one whole plan: one first pool, or one array. */
  expectedTests: number
  /** People in one whole plan. */
  people: number
  testsPerPerson: number
  /** Probability that an infected person is called infected at the end. */
  sensitivity: number
  /** Probability that an uninfected person is called uninfected at the end. */
  specificity: number
  ppv: number | null
  npv: number | null
}

/** Figures of a plan from its expected tests and its accuracy for one person. */
export function poolFigures(
  prevalence: number,
  people: number,
  expectedTests: number,
  sensitivity: number,
  specificity: number,
): PoolFigures {
  const [p, q] = [prevalence, 1 - prevalence]
  const positive = p * sensitivity + q * (1 - specificity)
  const negative = q * specificity + p * (1 - sensitivity)
  return {
    expectedTests,
    people,
    testsPerPerson: expectedTests / people,
    sensitivity,
    specificity,
    ppv: positive > 0 ? (p * sensitivity) / positive : null,
    npv: negative > 0 ? (q * specificity) / negative : null,
  }
}

/** @throws RangeError unless the three shares can be those of a test */
export function needTest({ prevalence, sensitivity, specificity }: PoolTest): void {
  if (!(prevalence > 0 && prevalence < 1)) throw new RangeError(`prevalence must be above 0 and below 1: ${prevalence}`)
  if (!(sensitivity > 0 && sensitivity <= 1)) throw new RangeError(`sensitivity must be above 0 and at most 1: ${sensitivity}`)
  if (!(specificity >= 0 && specificity <= 1)) throw new RangeError(`specificity must be from 0 to 1: ${specificity}`)
}

/** @throws RangeError unless the size is a whole number from `least` */
export function needSize(size: number, least: number, name = 'size'): void {
  if (!Number.isSafeInteger(size) || size < least) throw new RangeError(`${name} must be a whole number from ${least}: ${size}`)
}
