import { bedBands } from '@phaodai/epi/bed-bands.ts'
import { type LabInstance, type LabPlan, labAllocation } from '@phaodai/epi/lab-allocation.ts'
import type { PoolTest } from '@phaodai/epi/pool-figures.ts'
import { type PoolingDays, poolingDays } from '@phaodai/epi/pooling-days.ts'
import { type PoolMethod, type PoolPlan, poolingOptimum } from '@phaodai/epi/pooling-optimum.ts'
import type { SeirDay, SeirParameters } from '@phaodai/epi/seir.parameters.ts'
import { seir } from '@phaodai/epi/seir.ts'
import { type SeirBands, seirStochastic } from '@phaodai/epi/seir-stochastic.ts'
import { smallSolver } from './smallSolver.ts'

/** Quantiles of the forecast's weeks and of the scenario's bands. */
export const LEVELS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]

export type Ask =
  | { kind: 'pooling'; test: PoolTest; people: number | null; testsPerDay: number | null }
  | { kind: 'scenario'; parameters: SeirParameters; seed: number; runs: number }
  | {
      kind: 'beds'
      seen: number[]
      weeks: number[][]
      fraction: number
      delay: [mean: number, sd: number]
      stay: [mean: number, sd: number]
    }
  | { kind: 'lab'; instance: LabInstance }

export interface Answers {
  pooling: { plans: PoolPlan[]; days: PoolingDays | null }
  scenario: { mean: SeirDay[]; bands: SeirBands }
  beds: { levels: number[]; seen: number; days: { admissions: number[]; occupied: number[] }[] }
  lab: LabPlan
}
export type AnswerTo<A extends Ask> = Answers[A['kind']]

const methods: PoolMethod[] = ['D2', 'D3', 'A2']

/**
 * One calculation, from the library alone: the same question gives the same answer, here and on the command line.
 * @throws RangeError naming the input that is impossible
 */
export function calculate<A extends Ask>(ask: A, onProgress?: (done: number, total: number) => void): AnswerTo<A>
export function calculate(ask: Ask, onProgress?: (done: number, total: number) => void): Answers[Ask['kind']] {
  if (ask.kind === 'pooling') {
    const plans = methods.map((method) => poolingOptimum(ask.test, method))
    const { size } = plans[0]!
    const days =
      ask.people === null
        ? null
        : poolingDays(ask.test, ask.people, Math.max(1, Math.round(ask.people / size)), ask.testsPerDay ?? undefined)
    return { plans, days }
  }
  if (ask.kind === 'scenario')
    return {
      mean: seir(ask.parameters),
      bands: seirStochastic(ask.parameters, {
        ...{ seed: ask.seed, runs: ask.runs, quantiles: LEVELS },
        onRun: (done) => onProgress?.(done, ask.runs),
      }),
    }
  if (ask.kind === 'beds') {
    // a week's quantile is spread evenly over its days
    const paths = LEVELS.map((level, at) => ({
      level,
      cases: ask.weeks.flatMap((week) => new Array<number>(7).fill(week[at]! / 7)),
    }))
    const [delay, stay] = [ask.delay, ask.stay].map(([mean, sd]) => ({ mean, sd }))
    const { levels, days } = bedBands(ask.seen, paths, { name: 'bed', fraction: ask.fraction, delay: delay!, stay: stay! })
    return { levels, days, seen: ask.seen.length }
  }
  return labAllocation(ask.instance, smallSolver)
}
