import { dorfman } from './dorfman.ts'
import { needSize, type PoolTest } from './pool-figures.ts'

export type PoolingDays = {
  people: number
  /** First-stage pools, as even as can be: `small` of the size `size` and the others of one more. */
  pools: number
  size: number
  small: number
  /** Tests expected: the pools, and every person of a positive pool alone. */
  expectedTests: number
  testsPerPerson: number
  /** Pools expected to be positive. */
  positivePools: number
  /** Share of the tests that testing everybody alone would take; below 0 where pooling costs more. */
  saved: number
  /** Tubes when a pool is taken in one tube at the sampling site: one each pool, and one each person sampled again. */
  tubes: number
  /** Laboratory days at the capacity given, begun days counted whole; null without a capacity. */
  days: number | null
  daysAlone: number | null
}

/**
 * What pooled (Dorfman) testing of a population takes: pools, tests, tubes, laboratory days, beside testing everybody alone.
 *
 * @param test prevalence, sensitivity, specificity
 * @param people to be tested, a whole number from 1
 * @param pools first-stage pools, a whole number from 1 to `people`; the people are spread over them evenly
 * @param testsPerDay what the laboratory can run in a day, above 0; leave out where unknown
 * @see dorfman
 * @returns expectations, not bounds; the second stage needs the first to be read, so add a day where results are not read the same day
 * @throws RangeError if an argument is outside its range
 * @example poolingDays({ prevalence: 32 / 96123, sensitivity: 1, specificity: 1 }, 96123, 22290).testsPerPerson // 0.2333
 */
export function poolingDays(test: PoolTest, people: number, pools: number, testsPerDay?: number): PoolingDays {
  needSize(people, 1, 'people')
  needSize(pools, 1, 'pools')
  if (pools > people) throw new RangeError(`pools must be at most the people (${people}): ${pools}`)
  if (testsPerDay !== undefined && !(testsPerDay > 0)) throw new RangeError(`testsPerDay must be above 0: ${testsPerDay}`)
  const size = Math.floor(people / pools)
  const large = people - size * pools
  const small = pools - large
  const parts: [number, number][] = [
    [small, size],
    [large, size + 1],
  ]
  let [expectedTests, positivePools] = [0, 0]
  for (const [count, n] of parts) {
    if (count === 0) continue
    const { expectedTests: tests } = dorfman(test, n)
    expectedTests += count * tests
    positivePools += n === 1 ? 0 : (count * (tests - 1)) / n
  }
  const days = (tests: number) => (testsPerDay === undefined ? null : Math.ceil(tests / testsPerDay - 1e-9))
  return {
    people,
    pools,
    size,
    small,
    expectedTests,
    testsPerPerson: expectedTests / people,
    positivePools,
    saved: 1 - expectedTests / people,
    tubes: expectedTests,
    days: days(expectedTests),
    daysAlone: days(people),
  }
}
