import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
const Text = z.object({ vi: z.string(), en: z.string() })
const Reason = z.string().trim().min(5).max(500)
const Signer = z.string().trim().min(2).max(120)
const SourcedText = Text.extend({ source: Text, confirmed: z.boolean() })
export const OrderPlace = z.enum(['home', 'site', 'hotel', 'treatment'])
export type OrderPlace = z.infer<typeof OrderPlace>
export const OwedKind = z.enum(['isolate', 'test', 'release', 'revoke', 'call', 'no-policy'])
export type OwedKind = z.infer<typeof OwedKind>
export const OrderLevel = z.enum(['F0', 'F1', 'F2', 'arrival'])
const OrderState = z.enum(['open', 'released', 'revoked', 'replaced'])

/** Who may bind a person: steering committees; the operator records in their name. A station proposes. */
const deciders = ['province', 'district', 'commune', 'operator'] as const satisfies Role[]
const proposers = [...deciders, 'cdc', 'station'] as const satisfies Role[]
const readers = [...proposers, 'site', 'inspector'] as const satisfies Role[]

const Person = { subjectId: Id, communeId: z.number(), areaName: z.string(), code: z.string(), name: z.string() }
const Owed = z.object({
  kind: OwedKind,
  ...Person,
  level: OrderLevel.nullable(),
  orderId: Id.nullable(),
  dueOn: Day.nullable(),
  dueAt: z.string().nullable(),
  state: z.enum(['due', 'late', 'upcoming']),
  words: Text,
  basis: z.array(SourcedText),
  unconfirmed: z.boolean(),
  needs: z.array(SourcedText),
})

export const owed = verb({
  name: 'quarantine.owed',
  method: 'GET',
  path: '/api/owed',
  title: {
    vi: 'Việc phải làm hôm nay và quá hạn: cách ly, xét nghiệm, kết thúc',
    en: 'What is owed today and late: isolation, tests, release',
  },
  personal: true,
  roles: readers,
  input: z.object({
    disease: Disease.default('covid19'),
    areaId: z.coerce.number().int().positive().optional(),
    kind: OwedKind.optional(),
    /** `today`: due and late. */
    state: z.enum(['today', 'late', 'due', 'upcoming', 'all']).default('today'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    day: Day,
    policyInForce: z.boolean(),
    /** Set where no pack is in force: then nothing is derived. */
    notice: Text.nullable(),
    total: z.number(),
    late: z.number(),
    byKind: z.record(z.string(), z.object({ due: z.number(), late: z.number() })),
    rows: z.array(Owed),
  }),
})

export const personOwed = verb({
  name: 'quarantine.person-owed',
  method: 'GET',
  path: '/api/people/:subjectId/owed',
  title: { vi: 'Việc phải làm với một người', en: 'What is owed for a person' },
  personal: true,
  roles: readers,
  input: z.object({ subjectId: Id, disease: Disease.default('covid19') }),
  output: z.object({ day: Day, policyInForce: z.boolean(), rows: z.array(Owed) }),
})

const Status = z.object({
  doses: z.number().int().min(0).nullable(),
  fullyDosed: z.boolean().nullable(),
  lastDoseOn: Day.nullable(),
  recoveredOn: Day.nullable(),
})
const Schedule = z.object({
  holdUntilOn: Day.nullable(),
  releaseOn: Day.nullable(),
  endsWhen: z.enum(['day', 'source-negative', 'unknown', 'results']),
  minTests: z.number(),
  watchUntilOn: Day.nullable(),
  placeAllowed: z.boolean(),
  unconfirmed: z.boolean(),
  basis: z.array(SourcedText),
  tests: z.array(
    z.object({
      dayNumber: z.number(),
      dueOn: Day,
      phase: z.enum(['hold', 'watch']),
      state: z.enum(['done', 'due', 'late', 'missed', 'upcoming']),
    }),
  ),
})
export type ScheduleOut = z.infer<typeof Schedule>

export const propose = verb({
  name: 'quarantine.propose',
  method: 'GET',
  path: '/api/people/:subjectId/order-proposal',
  title: { vi: 'Dự thảo quyết định cách ly với lịch và căn cứ', en: 'Preview of an order with its schedule and sources' },
  personal: true,
  roles: proposers,
  input: z.object({ subjectId: Id, disease: Disease.default('covid19'), place: OrderPlace.optional(), fromOn: Day.optional() }),
  output: z.object({
    level: OrderLevel,
    place: OrderPlace,
    fromOn: Day,
    lastExposureOn: Day,
    packCode: z.string(),
    sentence: Text,
    schedule: Schedule.nullable(),
    openOrder: z.object({ orderId: Id, number: z.string(), level: OrderLevel }).nullable(),
  }),
})

export const issue = verb({
  name: 'quarantine.issue',
  method: 'POST',
  path: '/api/quarantine/orders',
  title: { vi: 'Ban hành quyết định cách ly', en: 'Issue isolation orders' },
  roles: deciders,
  input: z.object({
    subjectIds: z.array(Id).min(1).max(500),
    disease: Disease,
    place: OrderPlace,
    placeName: z.string().trim().max(200).nullish(),
    /** The site that holds the person: its manager then sees the order. */
    bodyId: z.number().int().positive().nullish(),
    fromOn: Day.optional(),
    signer: Signer,
    /** Why this place, where the rule in force does not name it. */
    placeReason: Reason.optional(),
    /** Immunity, where known; only for a single person. */
    personStatus: Status.optional(),
    /** Further legal bases for the printed decision. */
    citations: z.array(z.string().trim().min(5).max(300)).max(10).default([]),
  }),
  output: z.object({
    orders: z.array(z.object({ subjectId: Id, orderId: Id, number: z.string() })),
    /** Those of a batch that got no order, and why. */
    refused: z.array(z.object({ subjectId: Id, problem: z.string(), vi: z.string(), en: z.string() })),
  }),
})

export const decision = verb({
  name: 'quarantine.decision',
  method: 'GET',
  path: '/api/quarantine/orders/:orderId/decision',
  title: { vi: 'Bản in quyết định', en: 'The printed decision' },
  personal: true,
  file: true,
  roles: readers,
  input: z.object({ orderId: Id }),
  output: z.any(),
})

export const release = verb({
  name: 'quarantine.release',
  method: 'POST',
  path: '/api/quarantine/orders/:orderId/release',
  title: { vi: 'Quyết định kết thúc cách ly', en: 'Release from an order' },
  roles: deciders,
  input: z.object({
    orderId: Id,
    signer: Signer,
    /** What the treating doctor states. */
    clinicallyWell: z.boolean().optional(),
    lastSymptomOn: Day.nullish(),
    lastFeverOn: Day.nullish(),
    symptomatic: z.boolean().optional(),
  }),
  output: z.object({ releaseId: Id, number: z.string(), watchUntilOn: Day.nullable(), unconfirmed: z.boolean() }),
})

export const voidRelease = verb({
  name: 'quarantine.void-release',
  method: 'POST',
  path: '/api/quarantine/orders/:orderId/release/void',
  title: { vi: 'Hủy quyết định kết thúc ban hành nhầm', en: 'Void a release made in error' },
  roles: deciders,
  input: z.object({ orderId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

export const revoke = verb({
  name: 'quarantine.revoke',
  method: 'POST',
  path: '/api/quarantine/orders/:orderId/revocation',
  title: { vi: 'Hủy bỏ quyết định cách ly', en: 'Revoke an order' },
  roles: deciders,
  input: z.object({ orderId: Id, reason: Reason }),
  output: z.object({ revoked: z.literal(true) }),
})

const OrderRow = z.object({
  orderId: Id,
  ...Person,
  level: OrderLevel,
  place: OrderPlace,
  placeName: z.string().nullable(),
  number: z.string(),
  fromOn: Day,
  issuedOn: Day,
  state: OrderState,
  releasedOn: Day.nullable(),
})

export const orders = verb({
  name: 'quarantine.orders',
  method: 'GET',
  path: '/api/quarantine/orders',
  title: { vi: 'Danh sách quyết định cách ly', en: 'Isolation orders' },
  personal: true,
  roles: readers,
  input: z.object({
    disease: Disease.default('covid19'),
    areaId: z.coerce.number().int().positive().optional(),
    subjectId: Id.optional(),
    state: z.enum([...OrderState.options, 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ total: z.number(), rows: z.array(OrderRow) }),
})

export const order = verb({
  name: 'quarantine.order',
  method: 'GET',
  path: '/api/quarantine/orders/:orderId',
  title: { vi: 'Một quyết định: lịch theo quy định ngày ban hành và đến nay', en: 'An order: its schedule then and now' },
  personal: true,
  roles: readers,
  input: z.object({ orderId: Id }),
  output: OrderRow.extend({
    disease: z.string(),
    packCode: z.string(),
    signer: z.string(),
    sentence: Text,
    lastExposureOn: Day,
    lastExposureNowOn: Day,
    /** By the rules of its day; null for an F0, whose results decide. */
    atIssue: Schedule.nullable(),
    /** With each later version that reaches open orders. */
    today: Schedule.nullable(),
    releaseNeeds: z.array(SourcedText),
    revokeReason: z.string().nullable(),
  }),
})

export const toldOnVoid = verb({
  name: 'quarantine.told-on-void',
  method: 'GET',
  path: '/api/quarantine/told/:opId',
  title: { vi: 'Người đã được báo một mức nay không còn đúng', en: 'Those already told a level that no longer holds' },
  personal: true,
  roles: proposers,
  input: z.object({ opId: Id }),
  output: z.object({
    rows: z.array(
      z.object({
        ...Person,
        fromLevel: z.string(),
        toLevel: z.string().nullable(),
        told: z.array(
          z.object({
            how: z.enum(['order', 'call']),
            level: z.string().nullable(),
            at: z.string(),
            document: z.string().nullable(),
            orderId: Id.nullable(),
          }),
        ),
      }),
    ),
    /** Told persons in other areas: how many, never who. */
    elsewhere: z.number(),
  }),
})

export const toldByOrder = verb({
  name: 'quarantine.told-by-order',
  method: 'GET',
  path: '/api/quarantine/told',
  title: {
    vi: 'Người nhận quyết định theo một mức nay đã hạ, chưa được báo lại',
    en: 'Those served an order for a level that was taken back, not told since',
  },
  personal: true,
  roles: proposers,
  /** Of one person: with those who were told since, too. */
  input: z.object({ subjectId: Id.optional(), areaId: z.coerce.number().int().optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        ...Person,
        disease: z.string(),
        /** The operation that lowered the level. */
        opId: Id,
        orderId: Id,
        number: z.string(),
        toldLevel: z.string(),
        toldAt: z.string(),
        signer: z.string(),
        levelNow: z.string().nullable(),
        fellAt: z.string(),
        /** When a call, or an order for what holds now, told them; null while that is owed. */
        correctedAt: z.string().nullable(),
      }),
    ),
  }),
})

export const verify = verb({
  name: 'quarantine.verify',
  method: 'GET',
  path: '/api/verify/isolations',
  title: { vi: 'Dựng lại cách ly từ các quyết định và so với bản lưu', en: 'Rebuild the isolations from the orders and compare' },
  roles: ['operator', 'auditor', 'administrator'],
  input: z.object({}),
  output: z.object({
    agrees: z.boolean(),
    orders: z.number(),
    differences: z.array(
      z.object({ orderId: z.uuid(), subjectId: z.uuid(), stored: z.string().nullable(), rebuilt: z.string() }),
    ),
  }),
})

export const problems = defineProblems({
  'no-policy': {
    status: 422,
    title: {
      vi: 'Ngày {day} không có gói quy định đang hiệu lực cho bệnh này',
      en: 'No policy pack is in force for this disease on {day}',
    },
    hint: {
      vi: 'Không áp dụng quy định đã hết hiệu lực. Nạp gói quy định rồi làm lại.',
      en: 'A rule past its end is not applied. Load the pack and try again.',
    },
  },
  'order-no-level': {
    status: 422,
    title: {
      vi: 'Người này không thuộc diện F0, F1, F2: không có căn cứ ra quyết định',
      en: 'This person is no F0, F1 or F2: an order has no basis',
    },
  },
  'order-already-open': {
    status: 409,
    title: { vi: 'Người này đang theo Quyết định {number} ({level})', en: 'This person is under order {number} ({level})' },
    hint: {
      vi: 'Mở quyết định đang hiệu lực; hủy bỏ trước nếu phải ra quyết định khác.',
      en: 'Open that order; revoke it first if another must be issued.',
    },
  },
  'order-not-open': {
    status: 409,
    title: { vi: 'Quyết định {number} không còn hiệu lực ({state})', en: 'Order {number} is no longer open ({state})' },
  },
  'order-not-released': {
    status: 409,
    title: { vi: 'Quyết định {number} chưa được kết thúc', en: 'Order {number} was not released' },
  },
  'place-not-in-rule': {
    status: 422,
    title: {
      vi: 'Quy định đang hiệu lực không cho cách ly {level} tại {place}',
      en: 'The rule in force names no hold of an {level} at {place}',
    },
    hint: {
      vi: 'Chọn nơi khác, hoặc ghi lý do; lý do được in kèm căn cứ.',
      en: 'Choose another place, or give the reason; it is kept with the basis.',
    },
  },
  'order-day-far': {
    status: 422,
    title: { vi: 'Ngày bắt đầu {fromOn} lùi quá {days} ngày', en: 'The first day {fromOn} lies more than {days} days back' },
    hint: { vi: 'Kiểm tra lại ngày, tháng, năm; chưa có gì được ghi.', en: 'Check day, month and year; nothing was written.' },
  },
  'order-day-ahead': {
    status: 422,
    title: { vi: 'Ngày bắt đầu {fromOn} ở sau hôm nay ({today})', en: 'The first day {fromOn} is after today ({today})' },
  },
  'status-of-one': {
    status: 422,
    title: {
      vi: 'Tình trạng miễn dịch chỉ ghi khi ra quyết định cho một người',
      en: 'Immunity is stated only for one person at a time',
    },
  },
  'release-not-allowed': {
    status: 422,
    title: { vi: 'Chưa đủ điều kiện kết thúc Quyết định {number}: {rulesVi}', en: 'Order {number} may not end yet: {rulesEn}' },
    hint: {
      vi: 'Từng điều kiện còn thiếu có kèm căn cứ; chưa có gì được ghi.',
      en: 'Each unmet rule stands in the details with its source; nothing was written.',
    },
  },
})
