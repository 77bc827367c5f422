import { epidemiology, type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40).default('covid19')
const Text = z.object({ vi: z.string(), en: z.string() })
/** Who sees figures: all but those who only hold rows of their own body or hamlet. */
const readers = [...epidemiology, 'inspector', 'auditor', 'administrator'] as const satisfies Role[]
const Where = { disease: Disease, areaId: z.coerce.number().int().optional(), day: Day.optional() }

/** A figure is never alone: its change since the day before, its hour, what doubts it, and the list behind it. */
export const Figure = z.object({
  key: z.string(),
  label: Text,
  value: z.number().nullable(),
  unit: z.string().nullable(),
  before: z.number().nullable(),
  parts: z.array(z.object({ key: z.string(), label: Text, value: z.number() })),
  doubt: Text.nullable(),
  /** The screen and its filters that list what was counted. */
  list: z.object({ screen: z.enum(['cases', 'levels', 'results', 'owed']), filters: z.record(z.string(), z.string()) }),
})
export type Figure = z.infer<typeof Figure>

export const overview = verb({
  name: 'situation.overview',
  method: 'GET',
  path: '/api/situation',
  title: { vi: 'Tình hình', en: 'Situation' },
  roles: readers,
  input: z.object(Where),
  output: z.object({
    day: Day,
    /** Instant at which the figures were counted. */
    cutOffAt: z.string(),
    area: z.object({ areaId: z.number(), name: z.string(), tier: z.string() }),
    disease: z.object({ code: z.string(), name: Text }),
    policy: z.object({ inForce: z.boolean(), layers: z.array(z.string()), unconfirmed: z.number() }),
    figures: z.array(Figure),
  }),
})

export const map = verb({
  name: 'situation.map',
  method: 'GET',
  path: '/api/situation/map',
  title: { vi: 'Bản đồ ca đang theo dõi', en: 'Map of active cases' },
  roles: readers,
  input: z.object({ ...Where, by: z.enum(['district-2021', 'commune-2025']).default('district-2021') }),
  output: z.object({
    day: Day,
    by: z.enum(['district-2021', 'commune-2025']),
    /** Where the shapes are not the units of that day, in words. */
    note: Text.nullable(),
    provinceCode: z.string(),
    areas: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        areaIds: z.array(z.number()),
        activeF0: z.number(),
        newF0: z.number(),
        f1: z.number(),
        f2: z.number(),
        approximate: z.boolean(),
      }),
    ),
    /** Active F0 whose place names no unit here. */
    unplaced: z.number(),
  }),
})

export const curve = verb({
  name: 'situation.curve',
  method: 'GET',
  path: '/api/situation/curve',
  title: { vi: 'Đường cong dịch', en: 'Epidemic curve' },
  roles: readers,
  input: z.object({
    ...Where,
    by: z.enum(['onset', 'report']).default('report'),
    days: z.coerce.number().int().min(7).max(730).default(60),
  }),
  output: z.object({
    by: z.enum(['onset', 'report']),
    /** Every day of the span, none left out: a day without a case is zero. */
    days: z.array(
      z.object({
        day: Day,
        community: z.number(),
        quarantine: z.number(),
        zone: z.number(),
        imported: z.number(),
        unknown: z.number(),
      }),
    ),
    /** Cases that have no such date, so stand on no day. */
    undated: z.number(),
    before: z.number(),
  }),
})

export const chain = verb({
  name: 'situation.chain',
  method: 'GET',
  path: '/api/situation/chain',
  title: { vi: 'Chuỗi lây', en: 'Chain of transmission' },
  roles: epidemiology,
  personal: true,
  input: z.object({
    ...Where,
    withContacts: z.enum(['no', 'yes']).default('no'),
    limit: z.coerce.number().int().min(1).max(6000).default(5000),
  }),
  output: z.object({
    nodes: z.array(
      z.object({
        id: Id,
        code: z.string(),
        name: z.string(),
        level: z.string(),
        day: Day.nullable(),
        generation: z.number().nullable(),
        cluster: z.number(),
        origin: z.string().nullable(),
        areaId: z.number(),
        areaName: z.string(),
      }),
    ),
    links: z.array(z.object({ from: Id, to: Id, kind: z.enum(['asserted', 'derived', 'contact']) })),
    truncated: z.boolean(),
  }),
})
