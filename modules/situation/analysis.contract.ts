import { epidemiology, type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

const Text = z.object({ vi: z.string(), en: z.string() })
/** Who sees figures: as on the situation page. No verb here answers with a person. */
const readers = [...epidemiology, 'inspector', 'auditor', 'administrator'] as const satisfies Role[]
/** `day`: the last day counted; yesterday unless given, for today is not over. */
const Where = {
  disease: z.string().min(1).max(40).default('covid19'),
  areaId: z.coerce.number().int().optional(),
  day: Day.optional(),
}
const Interval = {
  siMean: z.coerce.number().gt(1).max(60).optional(),
  siSd: z.coerce.number().min(0.1).max(60).optional(),
}

/** What stands beside a figure: what it counts, how it is made, and when not to believe it. */
export const Beside = z.object({
  n: z.number(),
  counted: Text,
  method: Text,
  settings: z.array(z.object({ label: Text, value: Text })),
  sources: z.array(z.string()),
  /** What speaks against the figure on this day and in this area. */
  doubts: z.array(Text),
  /** What always speaks against the method. */
  notWhen: z.array(Text),
  /** The cases screen with the filters of what was counted; null where no list shows just that. */
  list: z.object({ screen: z.literal('cases'), filters: z.record(z.string(), z.string()) }).nullable(),
})
export type Beside = z.infer<typeof Beside>

/** What every answer begins with. */
const Head = {
  /** Last day counted. */
  until: Day,
  cutOffAt: z.string(),
  area: z.object({ areaId: z.number(), name: z.string(), tier: z.string() }),
  disease: z.object({ code: z.string(), name: Text }),
  /** Cases in the area up to that day. */
  cases: z.number(),
  beside: Beside,
  /** Why there is no figure; null where there is one. */
  notEstimable: Text.nullable(),
}
const numbers = z.array(z.number())

/** The serial interval that was used, and whose word it is. */
export const SerialInterval = z.object({
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  /** `reader`: typed in; `profile`: the disease profile's; `assumed`: this product's own assumption; null: not known. */
  meanFrom: z.enum(['reader', 'profile']).nullable(),
  sdFrom: z.enum(['reader', 'assumed']).nullable(),
  /** True only where a citation stands behind both. */
  confirmed: z.boolean(),
  words: Text,
})
export type SerialInterval = z.infer<typeof SerialInterval>

export const curve = verb({
  name: 'situation.epidemic-curve',
  method: 'GET',
  path: '/api/situation/epidemic-curve',
  title: { vi: 'Đường cong dịch theo ngày, tuần', en: 'Epidemic curve by day and week' },
  roles: readers,
  input: z.object({
    ...Where,
    by: z.enum(['onset', 'report']).default('report'),
    unit: z.enum(['day', 'week', 'epiweek']).default('day'),
    days: z.coerce.number().int().min(14).max(730).default(60),
  }),
  output: z.object({
    ...Head,
    by: z.enum(['onset', 'report']),
    unit: z.enum(['day', 'week', 'epiweek']),
    bars: z.array(
      z.object({
        period: z.string(),
        start: Day,
        end: Day,
        local: z.number(),
        imported: z.number(),
        /** Days of the period, and how many of them are within the span; fewer: a lower bound. */
        days: z.number(),
        known: z.number(),
      }),
    ),
    undated: z.number(),
    before: z.number(),
    /** From this day on reports are still to come (fewer than nine in ten are in); null where complete or not known. */
    incompleteFrom: Day.nullable(),
  }),
})

const GrowthOut = z.object({
  end: Day,
  window: z.number(),
  cases: z.number(),
  /** A day, natural logarithm; 95 % limits. */
  rate: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  dispersion: z.number().nullable(),
  /** Days; negative: halving. Null where the limits lie on both sides of 0 or nothing is estimable. */
  doublingTime: z.number().nullable(),
  clear: z.boolean(),
  /** R that goes with the rate and its limits; null without a serial interval. */
  R: z.tuple([z.number().nullable(), z.number().nullable(), z.number().nullable()]).nullable(),
})

export const growth = verb({
  name: 'situation.growth',
  method: 'GET',
  path: '/api/situation/growth',
  title: { vi: 'Tốc độ tăng và thời gian nhân đôi', en: 'Growth rate and doubling time' },
  roles: readers,
  input: z.object({
    ...Where,
    ...Interval,
    by: z.enum(['onset', 'report']).default('report'),
    window: z.coerce.number().int().min(5).max(60).default(14),
  }),
  output: z.object({ ...Head, by: z.enum(['onset', 'report']), serialInterval: SerialInterval, growth: GrowthOut.nullable() }),
})

export const reproduction = verb({
  name: 'situation.reproduction',
  method: 'GET',
  path: '/api/situation/reproduction',
  title: { vi: 'Hệ số lây theo ngày (Rt)', en: 'Reproduction number by day (Rt)' },
  roles: readers,
  input: z.object({
    ...Where,
    ...Interval,
    by: z.enum(['onset', 'report']).default('report'),
    window: z.coerce.number().int().min(1).max(28).default(7),
    days: z.coerce.number().int().min(14).max(730).default(60),
  }),
  output: z.object({
    ...Head,
    by: z.enum(['onset', 'report']),
    serialInterval: SerialInterval,
    levels: numbers,
    rows: z.array(
      z.object({
        /** Last day of the window. */
        day: Day,
        from: Day,
        cases: z.number(),
        imported: z.number(),
        mean: z.number().nullable(),
        quantiles: numbers.nullable(),
        state: z.enum(['ok', 'few', 'early', 'unknown', 'late']),
        /**
         * The window reaches into days that still lack reports. R is then that of the nowcast; where the nowcast must not be used there is none
         * (`late`), for what is reported so far would fall of itself.
         */
        incomplete: z.boolean(),
      }),
    ),
    /** First day whose whole interval lies below 1; R may have risen since. Never a day that lacks reports and was not nowcast. */
    firstControlled: Day.nullable(),
    incompleteFrom: Day.nullable(),
    /** How the incomplete days were met; null where there are none. */
    lateDays: z.enum(['nowcast', 'short', 'shifting']).nullable(),
  }),
})

export const nowcast = verb({
  name: 'situation.nowcast',
  method: 'GET',
  path: '/api/situation/nowcast',
  title: { vi: 'Ước tính số ca chưa báo cáo', en: 'Nowcast of cases not yet reported' },
  roles: readers,
  input: z.object({
    ...Where,
    of: z.enum(['onset', 'sample']).default('onset'),
    maxDelay: z.coerce.number().int().min(2).max(60).optional(),
  }),
  output: z.object({
    ...Head,
    of: z.enum(['onset', 'sample']),
    maxDelay: z.number(),
    levels: numbers,
    days: z.array(z.object({ day: Day, reported: z.number(), point: z.number().nullable(), quantiles: numbers.nullable() })),
    /** Share reported after 0, 1, 2 … days. */
    delay: numbers.nullable(),
    shift: z.object({ skill: z.number(), bias: z.number(), reports: z.number(), shifting: z.boolean() }).nullable(),
    /** True: use what is reported and say that it is incomplete. */
    doNotUse: z.boolean(),
  }),
})

export const forecast = verb({
  name: 'situation.forecast',
  method: 'GET',
  path: '/api/situation/forecast',
  title: { vi: 'Dự báo số ca 1–2 tuần', en: 'Forecast of cases, 1–2 weeks' },
  roles: readers,
  input: z.object({ ...Where, weeks: z.coerce.number().int().min(1).max(2).default(2) }),
  output: z.object({
    ...Head,
    levels: numbers,
    /** Weekly sums before the origin, the oldest first. */
    past: z.array(z.object({ from: Day, until: Day, cases: z.number() })),
    weeks: z.array(z.object({ week: z.number(), from: Day, until: Day, quantiles: numbers.nullable() })),
    /** Cases of the last 42 days, for the bed calculator. */
    daily: numbers,
  }),
})

const Bound = z.object({ upperbound: z.number().nullable(), alarm: z.boolean().nullable() })
export const aberration = verb({
  name: 'situation.aberration',
  method: 'GET',
  path: '/api/situation/aberration',
  title: { vi: 'Tăng bất thường (EARS, Farrington)', en: 'Aberrations (EARS, Farrington)' },
  roles: readers,
  input: z.object({ ...Where, minSigma: z.coerce.number().min(0).max(10).default(0.5) }),
  output: z.object({
    ...Head,
    /** Units looked at; those without a case in four weeks cannot alarm. */
    units: z.number(),
    rows: z.array(
      z.object({
        areaId: z.number(),
        name: z.string(),
        district: z.string().nullable(),
        observed: z.number(),
        last7: z.number(),
        c1: Bound,
        c2: Bound,
        c3: Bound,
        /** Days of the last 14 on which any of the three alarmed. */
        alarmDays: z.array(Day),
      }),
    ),
    farrington: z.object({
      /** Whole weeks since the first case, and how many the method needs. */
      weeks: z.number(),
      needed: z.number(),
      rows: z.array(
        z.object({
          from: Day,
          until: Day,
          observed: z.number(),
          expected: z.number().nullable(),
          upperbound: z.number().nullable(),
          alarm: z.boolean().nullable(),
        }),
      ),
      words: Text,
    }),
  }),
})

export const offspring = verb({
  name: 'situation.offspring',
  method: 'GET',
  path: '/api/situation/offspring',
  title: { vi: 'Số người mỗi ca lây (R, k)', en: 'Offspring of cases (R, k)' },
  roles: readers,
  input: z.object({ ...Where, links: z.enum(['all', 'asserted']).default('all') }),
  output: z.object({
    ...Head,
    links: z.object({ asserted: z.number(), derived: z.number() }),
    R: z.number().nullable(),
    /** Null with R: no more spread than chance. */
    k: z.number().nullable(),
    /** 95 % by profile likelihood; an upper limit of k that is null is without end. */
    limits: z.object({
      R: z.tuple([z.number(), z.number()]).nullable(),
      k: z.tuple([z.number(), z.number().nullable()]).nullable(),
    }),
    zero: z.number(),
    max: z.number(),
    /** Least share of the cases that infected four in five of those with a known infector. */
    shareOf80: z.number().nullable(),
    tally: z.array(z.object({ infected: z.number(), cases: z.number() })),
    generations: z.array(z.object({ generation: z.number(), cases: z.number() })),
    largestCluster: z.number(),
    /** Onset to onset, over pairs with both known. */
    serialInterval: z.object({
      n: z.number(),
      mean: z.number().nullable(),
      sd: z.number().nullable(),
      negative: z.number(),
      missing: z.number(),
    }),
  }),
})

export const clusters = verb({
  name: 'situation.clusters',
  method: 'GET',
  path: '/api/situation/clusters',
  title: { vi: 'Cụm không gian – thời gian', en: 'Space-time clusters' },
  roles: readers,
  input: z.object({
    ...Where,
    days: z.coerce.number().int().min(7).max(120).default(30),
    maxRadiusKm: z.coerce.number().min(0).max(200).default(10),
    maxDays: z.coerce.number().int().min(1).max(30).default(7),
    maxFraction: z.coerce.number().gt(0).max(1).default(0.5),
    runs: z.coerce.number().int().min(99).max(999).default(999),
    seed: z.coerce
      .number()
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
  }),
  output: z.object({
    ...Head,
    /** `running`: ask again; the work goes on in a thread of its own. */
    state: z.enum(['running', 'done', 'none']),
    progress: z.object({ done: z.number(), total: z.number() }),
    from: Day,
    places: z.number(),
    /** Cases whose unit has no outline, so no place. */
    unplaced: z.number(),
    clusters: z.array(
      z.object({
        places: z.array(z.object({ areaId: z.number(), name: z.string() })),
        start: Day,
        end: Day,
        observed: z.number(),
        expected: z.number(),
        llr: z.number(),
        p: z.number(),
        pGumbel: z.number().nullable(),
        radiusKm: z.number(),
        /** The cases screen: the cluster's units and days. */
        list: z.record(z.string(), z.string()),
      }),
    ),
  }),
})
