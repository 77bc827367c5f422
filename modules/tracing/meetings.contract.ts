import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
const Text = z.object({ vi: z.string(), en: z.string() })
const Window = { from: Instant, to: Instant }
const AnsweredBy = z.enum(['engine', 'sql'])

/** How many persons an answer explains; the totals are of all. */
export const EXPLAINED = 200

/** One time at one place, as it is told: who was where in it, how long, and what the closeness asks there. */
const Meeting = z.object({
  placeId: Id,
  placeName: z.string(),
  placeKind: z.string(),
  fromAt: z.string(),
  toAt: z.string(),
  minutes: z.number(),
  /** The part of the place of each, where it is known. */
  space: z.string().nullable(),
  otherSpace: z.string().nullable(),
  rowsApart: z.number().nullable(),
  masked: z.boolean().nullable(),
  closedSpace: z.boolean().nullable(),
  /** Minutes within 24 hours that make a contact here; null: this alone never does. */
  needMinutes: z.number().nullable(),
})

const Met = z.object({
  otherId: Id,
  code: z.string(),
  name: z.string(),
  /** The level that the record gives this person now. */
  level: z.string().nullable(),
  counts: z.boolean(),
  minutes: z.number(),
  /** The most minutes within 24 hours of the meetings that can count. */
  most24: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  /** F1 because: same shift, line 3, Tuesday 6:00-14:00, 8 h, closed space. */
  because: Text,
  meetings: z.array(Meeting),
})
const Totals = z.object({
  /** In the reader's area: close contacts, and those met who do not count (candidates). */
  close: z.number(),
  candidates: z.number(),
  /** In other areas: how many, never who. Their communes learn of them by referral. */
  elsewhereClose: z.number(),
  elsewhereCandidates: z.number(),
})

export const meetings = verb({
  name: 'tracing.meetings',
  method: 'GET',
  path: '/api/people/:subjectId/meetings',
  title: {
    vi: 'Đã gặp ai, ở đâu, bao lâu: F1 theo tiêu chí tiếp xúc gần',
    en: 'Whom a person met, where and how long: F1 by closeness',
  },
  personal: true,
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease.default('covid19'),
    ...Window,
    limit: z.coerce.number().int().min(0).max(EXPLAINED).default(EXPLAINED),
  }),
  output: z.object({ answeredBy: AnsweredBy, totals: Totals, rows: z.array(Met) }),
})

const Second = Met.extend({
  /** The F1 between them; someone of another area is not named. */ via: z.object({
    otherId: Id.nullable(),
    code: z.string(),
    name: z.string(),
    inScope: z.boolean(),
  }),
})
export const reach = verb({
  name: 'tracing.reach',
  method: 'GET',
  path: '/api/people/:subjectId/reach',
  title: { vi: 'F1 và F2 của một người trong một khoảng thời gian', en: 'F1 and F2 of a person in a window' },
  personal: true,
  roles: epidemiology,
  input: meetings.input,
  output: z.object({
    answeredBy: AnsweredBy,
    totals: Totals.extend({ second: z.number(), elsewhereSecond: z.number() }),
    first: z.array(Met),
    second: z.array(Second),
  }),
})

const Shared = z.object({
  placeId: Id,
  placeName: z.string(),
  placeKind: z.string(),
  /** A place on one local day; null: over the whole window. */
  onDay: Day.nullable(),
  cases: z.array(z.object({ subjectId: Id, code: z.string(), name: z.string(), inScope: z.boolean() })),
  visitors: z.number(),
  expected: z.number(),
  /** -log10 of the chance of so many cases or more among so many visitors: 3 is one in a thousand. */
  surprise: z.number(),
})
export const sources = verb({
  name: 'tracing.sources',
  method: 'POST',
  path: '/api/tracing/sources',
  title: {
    vi: 'Nơi và dịp mà nhiều ca cùng có mặt, xếp theo mức đáng ngờ',
    en: 'Places and events that several cases share, by surprise',
  },
  personal: true,
  roles: epidemiology,
  input: z.object({
    subjectIds: z.array(Id).min(2).max(500),
    ...Window,
    limit: z.number().int().min(1).max(EXPLAINED).default(50),
  }),
  output: z.object({ answeredBy: AnsweredBy, population: z.number(), found: z.number(), rows: z.array(Shared) }),
})

export const site = verb({
  name: 'tracing.site',
  method: 'GET',
  path: '/api/places/:placeId/presence',
  title: { vi: 'Những ai đã ở một nơi trong một khoảng thời gian', en: 'All who were at a place in a window' },
  personal: true,
  roles: epidemiology,
  input: z.object({
    placeId: Id,
    ...Window,
    limit: z.coerce.number().int().min(0).max(5000).default(EXPLAINED),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    answeredBy: AnsweredBy,
    place: z.object({ placeId: Id, name: z.string(), kind: z.string(), closedSpace: z.boolean().nullable() }),
    total: z.number(),
    elsewhere: z.number(),
    rows: z.array(
      z.object({
        subjectId: Id,
        code: z.string(),
        name: z.string(),
        minutes: z.number(),
        firstAt: z.string(),
        lastAt: z.string(),
      }),
    ),
  }),
})

export const path = verb({
  name: 'tracing.path',
  method: 'GET',
  path: '/api/people/:subjectId/path',
  title: { vi: 'Con đường lây có thể từ người này đến người kia', en: 'A path by which one person may have reached another' },
  personal: true,
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    goalId: Id,
    disease: Disease.default('covid19'),
    ...Window,
    hops: z.coerce.number().int().min(1).max(8).default(4),
  }),
  output: z.object({
    found: z.boolean(),
    /** Persons looked at; where it is the bound, a path may exist that was not found. */
    searched: z.number(),
    bounded: z.boolean(),
    steps: z.array(
      z.object({
        subjectId: Id.nullable(),
        code: z.string(),
        name: z.string(),
        inScope: z.boolean(),
        at: z.string(),
        placeName: z.string().nullable(),
      }),
    ),
  }),
})

export const engine = verb({
  name: 'tracing.engine',
  method: 'GET',
  path: '/api/tracing/engine',
  title: { vi: 'Bộ máy truy vết: đã sẵn sàng chưa', en: 'The tracing engine: whether it is ready' },
  roles: [...epidemiology, 'administrator', 'auditor'],
  input: z.object({}),
  output: z.object({
    /** off: this process has none, and SQL answers. */
    state: z.enum(['off', 'loading', 'ready', 'failed']),
    stays: z.number(),
    persons: z.number(),
    places: z.number(),
    loadSeconds: z.number().nullable(),
    megabytes: z.number(),
  }),
})

export const purgeStays = verb({
  name: 'tracing.purge-stays',
  method: 'POST',
  path: '/api/tracing/purge',
  title: { vi: 'Xóa các lần có mặt đã hết hạn lưu', en: 'Delete stays past the last day they may be kept' },
  roles: ['administrator', 'operator'],
  input: z.object({}),
  output: z.object({ purged: z.number() }),
})

export const problems = defineProblems({
  'window-order': {
    status: 422,
    title: {
      vi: 'Thời điểm cuối phải sau thời điểm đầu, không quá 60 ngày',
      en: 'The window must end after it begins, within 60 days',
    },
  },
  'engine-not-ready': {
    status: 503,
    title: { vi: 'Bộ máy truy vết chưa sẵn sàng', en: 'The tracing engine is not ready' },
    hint: {
      vi: 'Nó đang đọc dữ liệu; thử lại sau một phút. Các câu hỏi về F1, F2, nơi chung vẫn được trả lời.',
      en: 'It is reading the record; try again in a minute. Questions on F1, F2 and shared places are answered meanwhile.',
    },
  },
})
