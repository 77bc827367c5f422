import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bedDemand } from '@phaodai/epi/bed-demand.ts'
import { earsC2 } from '@phaodai/epi/ears-c2.ts'
import { farringtonFlexible } from '@phaodai/epi/farrington-flexible.ts'
import { forecast } from '@phaodai/epi/forecast.ts'
import { growth } from '@phaodai/epi/growth.ts'
import { labAllocation } from '@phaodai/epi/lab-allocation.ts'
import { linearSolver } from '@phaodai/epi/linear-solver.ts'
import { linkRecords } from '@phaodai/epi/link-records.ts'
import { nowcast } from '@phaodai/epi/nowcast.ts'
import { poolingOptimum } from '@phaodai/epi/pooling-optimum.ts'
import { rt } from '@phaodai/epi/rt.ts'
import { seir } from '@phaodai/epi/seir.ts'
import { seirStochastic } from '@phaodai/epi/seir-stochastic.ts'
import { spaceTimeScan } from '@phaodai/epi/space-time-scan.ts'

/** One method on its largest set. A new one is an entry of `methods`. */
type Method = {
  name: string
  /** What is worked through, in words. */
  size: string
  /** Input, not timed. `run` does the work and gives a figure that stands for all its answers. */
  make(): { run(): number | Promise<number>; r?: RWork }
  /** Wanted, in seconds. */
  goal?: number
}
/** The same work in R. The script has `files` in its working folder, times the work alone and prints: seconds, the same figure. */
type RWork = { packages: readonly string[]; files: Record<string, string>; script: string }

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Waves of made-up counts, from a few cases a day to thousands, never an empty month. */
function waves(places: number, days: number, period: number, seed: number): number[][] {
  const random = seeded(seed)
  return Array.from({ length: places }, (_, place) =>
    Array.from({ length: days }, (_, t) =>
      Math.floor(2 + random() * Math.exp(1.5 + place / 12 + 1.5 * Math.sin((2 * Math.PI * t) / period + place))),
    ),
  )
}

const table = (columns: readonly (readonly number[])[]): string =>
  columns[0]!.map((_, t) => columns.map((column) => column[t]).join(',')).join('\n')
const provinces = () => waves(63, 700, 230, 20210501)
const timed = (packages: string, work: string): string => `
suppressMessages({ ${packages} })
x <- as.matrix(read.csv("series.csv", header = FALSE))
figure <- 0
seconds <- system.time({
${work}
})[["elapsed"]]
cat(sprintf("%.6f %.12g\\n", seconds, figure))
`

const methods: readonly Method[] = [
  {
    name: 'rt',
    size: '63 provinces x 700 days, weekly windows: mean, sd, 3 quantiles',
    goal: 0.5,
    make() {
      const input = provinces()
      const options = { si: { mean: 4.7, sd: 2.9 }, quantiles: [0.025, 0.5, 0.975] }
      return {
        run: () =>
          input.reduce(
            (sum, cases) => sum + rt({ cases }, options).reduce((part, row) => part + (row.quantiles?.[2] ?? 0), 0),
            0,
          ),
        r: {
          packages: ['EpiEstim'],
          files: { 'series.csv': table(input) },
          script: timed(
            'library(EpiEstim)',
            `for (i in seq_len(ncol(x))) {
              fit <- suppressWarnings(suppressMessages(
                estimate_R(as.numeric(x[, i]), method = "parametric_si", config = make_config(list(mean_si = 4.7, std_si = 2.9)))))
              figure <- figure + sum(fit$R[["Quantile.0.975(R)"]], na.rm = TRUE)
            }`,
          ),
        },
      }
    },
  },
  {
    name: 'growth',
    size: '63 provinces, the 14 days up to each of 687 days',
    make() {
      const input = provinces()
      const ends = Array.from({ length: 687 }, (_, i) => i + 14)
      return {
        run: () => input.reduce((sum, cases) => ends.reduce((part, end) => part + (growth(cases, { end }).rate ?? 0), sum), 0),
        r: {
          packages: [],
          files: { 'series.csv': table(input) },
          script: timed(
            '',
            `day <- 1:14
            for (i in seq_len(ncol(x))) for (end in 14:nrow(x)) {
              fit <- summary(glm(x[(end - 13):end, i] ~ day, family = quasipoisson))
              figure <- figure + fit$coefficients[2, 1]
            }`,
          ),
        },
      }
    },
  },
  {
    name: 'aberration ears-c2',
    size: '63 provinces x 700 days',
    make() {
      const input = provinces()
      return {
        run: () => input.reduce((sum, counts) => sum + earsC2(counts).reduce((part, row) => part + (row.upperbound ?? 0), 0), 0),
        r: {
          packages: ['surveillance'],
          files: { 'series.csv': table(input) },
          script: timed(
            'library(surveillance)',
            `for (i in seq_len(ncol(x))) {
              fit <- earsC(sts(x[, i]), control = list(method = "C2", baseline = 7, minSigma = 0))
              figure <- figure + sum(fit@upperbound, na.rm = TRUE)
            }`,
          ),
        },
      }
    },
  },
  {
    name: 'aberration farrington-flexible',
    size: '6 series x 520 weeks, each of the last 260 weeks',
    make() {
      const input = waves(6, 520, 52, 7)
      return {
        run: () =>
          input.reduce(
            (sum, counts) =>
              sum + farringtonFlexible(counts).reduce((part, row) => part + (row.t > 260 ? (row.upperbound ?? 0) : 0), 0),
            0,
          ),
        r: {
          packages: ['surveillance'],
          files: { 'series.csv': table(input) },
          script: timed(
            'library(surveillance)',
            `for (i in seq_len(ncol(x))) {
              fit <- suppressWarnings(farringtonFlexible(sts(x[, i], frequency = 52, start = c(2005, 1)), control = list(
                range = 261:520, b = 4, w = 3, noPeriods = 10, populationOffset = FALSE, pastWeeksNotIncluded = 26,
                thresholdMethod = "nbPlugin", weightsThreshold = 2.58, pThresholdTrend = 1, alpha = 0.01)))
              figure <- figure + sum(fit@upperbound, na.rm = TRUE)
            }`,
          ),
        },
      }
    },
  },
  {
    name: 'pool',
    size: 'best D2, D3 and A2 plan at 400 prevalences',
    make() {
      const shares = Array.from({ length: 400 }, (_, i) => (i + 1) / 1000)
      const test = (prevalence: number) => ({ prevalence, sensitivity: 0.95, specificity: 0.99 })
      return {
        run: () =>
          shares.reduce(
            (sum, share) =>
              (['D2', 'D3', 'A2'] as const).reduce(
                (part, method) => part + poolingOptimum(test(share), method).testsPerPerson,
                sum,
              ),
            0,
          ),
      }
    },
  },
  {
    name: 'scan',
    size: '228 communes x 30 days, 3,445 cases, circles up to 10 km, 999 runs, one thread',
    goal: 10,
    make() {
      const random = seeded(20210630)
      const locations = Array.from({ length: 228 }, (_, i) => ({
        location: `X${i}`,
        lat: 10.78 + 0.07 * (random() + random() + random() - 1.5),
        lng: 106.68 + 0.07 * (random() + random() + random() - 1.5),
      }))
      const cases = Array.from({ length: 3445 }, () => ({
        location: `X${Math.floor(228 * random() ** 1.5)}`,
        day: Math.floor(30 * random() ** 0.7),
        cases: 1,
      }))
      return { run: () => spaceTimeScan(cases, locations)[0]?.llr ?? 0 }
    },
  },
  {
    name: 'nowcast',
    size: '63 provinces, triangles of 160 days x 41 delays: point and 5 quantiles of the last 40 days',
    make() {
      const random = seeded(20210915)
      const input = waves(63, 160, 230, 20210501).map((days) =>
        days.map((cases, i) =>
          Array.from({ length: 41 }, (_, d) => (i + d < 160 ? Math.floor(cases * 0.2 * 0.8 ** d * (0.5 + random())) : null)),
        ),
      )
      return {
        run: () =>
          input.reduce((sum, rows) => sum + nowcast(rows).days.reduce((part, day) => part + (day.quantiles?.[4] ?? 0), 0), 0),
      }
    },
  },
  {
    name: 'forecast',
    size: '63 provinces x 700 days: 9 quantiles, 1 and 2 weeks',
    make() {
      const input = provinces()
      return {
        run: () =>
          input.reduce((sum, days) => sum + forecast(days).weeks.reduce((part, week) => part + (week.quantiles?.[8] ?? 0), 0), 0),
      }
    },
  },
  {
    name: 'scenario',
    size: '63 scenarios x 300 days, one change of R each',
    make: () => ({
      run: () =>
        Array.from({ length: 63 }, (_, i) =>
          seir({ N: 1e6, R0: 2.5, lat: 3, inf: 5, I0: 10, days: 300, mult: [[20 + i, 0.6]] }),
        ).reduce((sum, days) => sum + days.at(-1)!.R, 0),
    }),
  },
  {
    name: 'scenario stochastic',
    size: '100 runs x 300 days, a million people, testing, tracing and vaccination',
    make: () => ({
      run: () =>
        seirStochastic(
          {
            ...{ N: 1e6, R0: 2.5, lat: 3, inf: 5, I0: 100, days: 300, mult: [[30, 0.7]] },
            vaccination: { from: 20, dosesPerDay: 8000, efficacy: 0.8, delay: 14, uptake: 0.7 },
            testing: { from: 20, rate: 0.2, capacityPerDay: 20_000, testsPerCase: 5, effect: 0.9 },
            tracing: { from: 30, share: 0.5, contactsPerCase: 10, capacityPerDay: 20_000 },
          },
          { seed: 1 },
        ).days.at(-1)!.infections.mean,
    }),
  },
  {
    name: 'beds',
    size: '63 provinces x 700 days, three tiers',
    make() {
      const input = provinces()
      const tier = (fraction: number) => ({ name: '', fraction, delay: { mean: 6, sd: 3 }, stay: { mean: 11, sd: 6 } })
      return {
        run: () =>
          input.reduce(
            (sum, cases) => sum + [0.1, 0.03, 0.01].reduce((part, f) => part + bedDemand(cases, tier(f)).at(-1)!.occupied, 0),
            0,
          ),
      }
    },
  },
  {
    name: 'allocate',
    size: '228 communes x 12 laboratories x 3 days, samples may wait; the first run loads the solver',
    make() {
      const random = seeded(7)
      const some = (n: number, least: number, most: number) =>
        Array.from({ length: n }, () => Math.floor(least + random() * (most - least)))
      const instance = {
        supply: [some(228, 0, 90), some(228, 0, 90), some(228, 0, 90)],
        urgency_weight: some(228, 1, 6),
        capacity_per_day: [some(12, 700, 1000), some(12, 700, 1000), some(12, 1000, 1500)],
        lab_turnaround_h: some(12, 4, 9),
        transport_h: Array.from({ length: 228 }, () => some(12, 1, 6)),
      }
      return { run: async () => labAllocation(instance, await linearSolver()).objective }
    },
  },
  {
    name: 'link',
    size: 'two lists of 1,064 people, five comparisons, all pairs',
    make() {
      const random = seeded(1064)
      const pick = (n: number) => Math.floor(random() * n)
      const people = Array.from({ length: 1064 }, () => [pick(2), pick(90), pick(40), pick(40), pick(250)])
      const other = people.map(([sex, age, home, ward, day]) => [
        sex!,
        age! + (pick(20) === 0 ? 1 : 0),
        home!,
        ward!,
        day! + pick(3),
      ])
      const comparisons = ['sex', 'age', 'home', 'ward', 'day'].map((name, k) => ({
        name,
        levels: 4,
        level: (a: number[], b: number[]) => Math.min(3, Math.abs(a[k]! - b[k]!)),
      }))
      return { run: () => linkRecords(people, other, comparisons).links.reduce((sum, link) => sum + link.weight, 0) }
    },
  },
]

/**
 * Each method of the epi library on its largest set. `seconds` is the first run, code not yet compiled by the engine;
 * `secondsAgain` the best of three more. Beside it the same work in R where Rscript and its packages are found (`--no-r` leaves
 * it out): its seconds, how many times slower than the first run, and how far the two answers are apart. `--only NAME` runs the
 * methods whose name contains NAME.
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const only = process.argv[process.argv.indexOf('--only') + 1]
  const chosen = process.argv.includes('--only') ? methods.filter((method) => method.name.includes(only ?? '')) : methods
  const results: Record<string, unknown> = {}
  for (const method of chosen) {
    const { run, r } = method.make()
    const figures: number[] = []
    const seconds: number[] = []
    for (let i = 0; i < 4; i++) {
      const start = performance.now()
      figures.push(await run())
      seconds.push((performance.now() - start) / 1000)
    }
    const [first, ...again] = seconds as [number, ...number[]]
    const there = r === undefined || process.argv.includes('--no-r') ? null : await inR(r)
    results[method.name] = {
      size: method.size,
      seconds: round(first),
      secondsAgain: round(Math.min(...again)),
      ...(method.goal === undefined ? {} : { goal: method.goal, met: first < method.goal }),
      ...(there === null
        ? {}
        : 'absent' in there
          ? { r: there.absent }
          : {
              rSeconds: round(there.seconds),
              ratio: round(there.seconds / first),
              apart: Math.abs(there.figure / figures[0]! - 1),
            }),
    }
  }
  return { name: 'epi', results }
}

const round = (value: number): number => Number(value.toPrecision(3))
const execute = promisify(execFile)

async function inR(work: RWork): Promise<{ absent: string } | { seconds: number; figure: number }> {
  const need = work.packages.map((name) => `requireNamespace("${name}", quietly = TRUE)`).join(' && ')
  const found = await execute('Rscript', ['-e', `cat(${need === '' ? 'TRUE' : need})`]).catch(() => null)
  if (found === null) return { absent: 'Rscript is not installed' }
  if (!found.stdout.endsWith('TRUE')) return { absent: `R is there, but not ${work.packages.join(', ')}` }
  const folder = await mkdtemp(join(tmpdir(), 'phaodai-bench-'))
  try {
    for (const [name, text] of Object.entries(work.files)) await writeFile(join(folder, name), text)
    await writeFile(join(folder, 'work.R'), work.script)
    const { stdout } = await execute('Rscript', ['work.R'], { cwd: folder })
    const [seconds, figure] = stdout.trim().split('\n').at(-1)!.split(' ').map(Number)
    return { seconds: seconds!, figure: figure! }
  } finally {
    await rm(folder, { recursive: true })
  }
}
