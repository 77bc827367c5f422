import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
const Text = z.object({ vi: z.string(), en: z.string() })
export const Level = z.enum(['F0', 'F1', 'F2'])
const Changed = z.array(z.object({ subjectId: Id, from: z.string().nullable(), to: z.string().nullable() }))

export const declareContact = verb({
  name: 'tracing.declare-contact',
  method: 'POST',
  path: '/api/contacts',
  title: { vi: 'Ghi một lần tiếp xúc', en: 'Record a contact' },
  roles: epidemiology,
  input: z.object({
    contactId: Id.optional(),
    subjectId: Id,
    otherId: Id,
    disease: Disease,
    firstOn: Day.nullish(),
    lastOn: Day.nullish(),
    minutes: z
      .number()
      .int()
      .min(0)
      .max(24 * 60)
      .nullish(),
    distanceM: z.number().min(0).max(1000).nullish(),
    masked: z.boolean().nullish(),
    closedSpace: z.boolean().nullish(),
    physical: z.boolean().nullish(),
    care: z.boolean().nullish(),
    fullPpe: z.boolean().nullish(),
    household: z.boolean().nullish(),
    class: z.boolean().nullish(),
    workshop: z.boolean().nullish(),
    vehicle: z.boolean().nullish(),
    rowsApart: z.number().int().min(0).max(100).nullish(),
    placeText: z.string().max(300).nullish(),
    /** A tracer's word that it counts (or not), whatever the closeness says; needs a reason. */
    tracerSays: z.object({ counts: z.boolean(), reason: z.string().trim().min(5).max(300) }).nullish(),
  }),
  output: z.object({ contactId: Id, counts: z.boolean(), reason: Text, unknown: z.array(z.string()), changed: Changed }),
})

export const voidContact = verb({
  name: 'tracing.void-contact',
  method: 'POST',
  path: '/api/contacts/:contactId/void',
  title: { vi: 'Hủy một lần tiếp xúc ghi sai', en: 'Void a contact recorded in error' },
  roles: epidemiology,
  input: z.object({ contactId: Id, reason: z.string().trim().min(5).max(500) }),
  output: z.object({ changed: Changed }),
})

export const PlaceKind = z.enum(['household', 'room', 'class', 'shift', 'office', 'ward', 'vehicle', 'market', 'venue', 'other'])

export const searchPlaces = verb({
  name: 'tracing.search-places',
  method: 'GET',
  path: '/api/places',
  title: { vi: 'Tìm một nơi đã ghi', en: 'Find a place on record' },
  roles: epidemiology,
  input: z.object({
    /** Words of the name, accents not needed; none: the places where someone was most lately. */
    q: z.string().trim().max(100).default(''),
    kind: PlaceKind.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    places: z.array(
      z.object({
        placeId: Id,
        communeId: z.number(),
        areaName: z.string(),
        name: z.string(),
        kind: PlaceKind,
        address: z.string().nullable(),
        closedSpace: z.boolean().nullable(),
        /** The last day on which someone of the reader's area is known to have been there. */
        lastVisitOn: Day.nullable(),
      }),
    ),
  }),
})

export const addPlace = verb({
  name: 'tracing.add-place',
  method: 'POST',
  path: '/api/places',
  title: { vi: 'Thêm một nơi', en: 'Add a place' },
  roles: epidemiology,
  input: z.object({
    placeId: Id.optional(),
    communeId: z.number().int().optional(),
    name: z.string().trim().min(2).max(200),
    kind: PlaceKind,
    closedSpace: z.boolean().nullish(),
    address: z.string().max(300).nullish(),
  }),
  output: z.object({ placeId: Id }),
})

export const recordVisits = verb({
  name: 'tracing.record-visits',
  method: 'POST',
  path: '/api/people/:subjectId/visits',
  title: { vi: 'Ghi lịch trình', en: 'Record an itinerary' },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    source: z.string().max(80).default('khai báo'),
    visits: z
      .array(
        z.object({
          placeId: Id,
          fromAt: Instant,
          toAt: Instant,
          masked: z.boolean().nullish(),
          /** The part of the place: chuyền 3, lớp 6A, phòng 204, toa 5. */
          space: z.string().trim().min(1).max(100).nullish(),
          /** The row of seats or desks, counted from the front. */
          seatRow: z.number().int().min(0).max(1000).nullish(),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: z.object({ visitIds: z.array(Id), changed: Changed }),
})

export const itinerary = verb({
  name: 'tracing.itinerary',
  method: 'GET',
  path: '/api/people/:subjectId/visits',
  title: { vi: 'Lịch trình của một người', en: "A person's itinerary" },
  personal: true,
  roles: epidemiology,
  input: z.object({ subjectId: Id }),
  output: z.object({
    visits: z.array(
      z.object({
        visitId: Id,
        placeId: Id,
        placeName: z.string(),
        placeKind: z.string(),
        space: z.string().nullable(),
        seatRow: z.number().nullable(),
        fromAt: z.string(),
        toAt: z.string(),
        source: z.string(),
        voided: z.boolean(),
      }),
    ),
  }),
})

export const candidates = verb({
  name: 'tracing.candidates',
  method: 'GET',
  path: '/api/people/:subjectId/candidates',
  title: { vi: 'Người cùng nơi cùng lúc, chờ cán bộ truy vết xét', en: 'Candidates: same place and time, waiting for a tracer' },
  personal: true,
  roles: epidemiology,
  input: z.object({ subjectId: Id, disease: Disease }),
  output: z.object({
    rows: z.array(
      z.object({
        otherId: Id,
        code: z.string(),
        name: z.string(),
        placeId: Id,
        placeName: z.string(),
        onDay: Day,
        minutes: z.number(),
        counts: z.boolean(),
        decision: z.enum(['counts', 'dismissed']).nullable(),
        reason: Text,
        unknown: z.array(z.string()),
      }),
    ),
    /** Candidates in other areas: how many, never who. */
    elsewhere: z.number(),
    /** Earlier stays are not looked at: the longest incubation before the first that is known of this person's infection. */
    since: Day,
  }),
})

export const decideCandidate = verb({
  name: 'tracing.decide-candidate',
  method: 'POST',
  path: '/api/candidates',
  title: { vi: 'Kết luận một người cùng nơi cùng lúc', en: 'Decide a candidate' },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    otherId: Id,
    placeId: Id,
    onDay: Day,
    disease: Disease,
    decision: z.enum(['counts', 'dismissed']),
    reason: z.string().trim().min(5).max(300),
  }),
  output: z.object({ changed: Changed }),
})

export const assertTransmission = verb({
  name: 'tracing.assert-transmission',
  method: 'POST',
  path: '/api/transmissions',
  title: { vi: 'Ghi ai lây cho ai', en: 'Record who infected whom' },
  roles: ['province', 'district', 'cdc', 'operator'],
  input: z.object({
    transmissionId: Id.optional(),
    infectorId: Id,
    infecteeId: Id,
    disease: Disease,
    source: z.string().max(120).default('điều tra'),
  }),
  output: z.object({ transmissionId: Id }),
})

const LevelRow = z.object({
  subjectId: Id,
  communeId: z.number(),
  areaName: z.string(),
  code: z.string(),
  name: z.string(),
  birthYear: z.number().nullable(),
  level: Level,
  sinceOn: Day,
  firstExposedOn: Day.nullable(),
  lastExposedOn: Day.nullable(),
  sentence: Text,
  unconfirmed: z.boolean(),
})

export const levels = verb({
  name: 'tracing.levels',
  method: 'GET',
  path: '/api/levels',
  title: { vi: 'Danh sách F0, F1, F2', en: 'F0, F1 and F2' },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'],
  input: z.object({
    disease: Disease.default('covid19'),
    level: Level.optional(),
    areaId: z.coerce.number().int().optional(),
    since: Day.optional(),
    until: Day.optional(),
    /** Only those under watch on that day, as the situation figures count them. */
    activeOn: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ total: z.number(), rows: z.array(LevelRow) }),
})

export const around = verb({
  name: 'tracing.around',
  method: 'GET',
  path: '/api/people/:subjectId/around',
  title: {
    vi: 'Vì sao người này là F0, F1, F2; chuỗi về F0; những người tiếp xúc',
    en: 'Why this level, the chain back to the F0, and the contacts',
  },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'operator'],
  input: z.object({ subjectId: Id, disease: Disease }),
  output: z.object({
    disease: z.string(),
    /** Null: none. F3 is computed on read. */
    level: z.enum(['F0', 'F1', 'F2', 'F3']).nullable(),
    sentence: Text,
    sinceOn: Day.nullable(),
    firstExposedOn: Day.nullable(),
    lastExposedOn: Day.nullable(),
    packCode: z.string().nullable(),
    unconfirmed: z.boolean(),
    policyInForce: z.boolean(),
    /** From this person back to the F0. */
    chain: z.array(z.object({ subjectId: Id, code: z.string(), name: z.string(), level: z.string(), inScope: z.boolean() })),
    contacts: z.array(
      z.object({
        otherId: Id,
        /** Of a declared contact: what voids it. */
        contactId: Id.nullable(),
        code: z.string(),
        name: z.string(),
        level: z.string().nullable(),
        kind: z.enum(['declared', 'household', 'place']),
        firstOn: Day.nullable(),
        lastOn: Day.nullable(),
        placeText: z.string().nullable(),
        reason: Text,
        inScope: z.boolean(),
      }),
    ),
    history: z.array(z.object({ at: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  }),
})

export const verify = verb({
  name: 'tracing.verify',
  method: 'GET',
  path: '/api/verify/tracing',
  title: { vi: 'Dựng lại mọi mức F0-F2 từ dữ kiện và so với bản lưu', en: 'Rebuild every level from the facts and compare' },
  roles: ['operator', 'auditor', 'administrator'],
  input: z.object({}),
  output: z.object({
    agrees: z.boolean(),
    diseases: z.array(
      z.object({
        disease: z.string(),
        persons: z.number(),
        rows: z.number(),
        differences: z.array(z.object({ subjectId: Id, stored: z.string().nullable(), rebuilt: z.string().nullable() })),
      }),
    ),
  }),
})

export const problems = defineProblems({
  'same-person': {
    status: 422,
    title: { vi: 'Một người không tiếp xúc với chính mình', en: 'A person is no contact of themselves' },
  },
  'contact-dates': {
    status: 422,
    title: {
      vi: 'Ngày tiếp xúc cuối ({lastOn}) trước ngày đầu ({firstOn})',
      en: 'The last day of contact ({lastOn}) is before the first ({firstOn})',
    },
  },
  'place-unknown': {
    status: 422,
    title: { vi: 'Nơi của lần có mặt thứ {index} không có trong hồ sơ', en: 'The place of visit {index} is not on record' },
    hint: {
      vi: 'Tìm lại nơi đó, hoặc thêm một nơi mới; chưa có gì được ghi.',
      en: 'Look for the place again, or add a new one; nothing was written.',
    },
  },
  'visit-times': {
    status: 422,
    title: {
      vi: 'Lần có mặt thứ {index}: giờ ra phải sau giờ vào và không quá 30 ngày',
      en: 'Visit {index}: it must end after it began, within 30 days',
    },
  },
})
