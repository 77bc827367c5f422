import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, Day, Id, Reason, SymptomKind } from '../checks/checks.contract.ts'
import { Colour, Declared, Pass, Why } from './declaration.shape.contract.ts'

export const problems = defineProblems({
  'declaration-too-many': {
    status: 429,
    title: { vi: 'Hôm nay đã khai quá {most} lần bằng khóa này', en: 'More than {most} declarations today with this key' },
    hint: {
      vi: 'Đưa mã QR đã có ở chốt, hoặc nhờ chốt khai giúp.',
      en: 'Show the QR you have, or ask the gate to declare for you.',
    },
  },
  'declaration-unreadable': {
    status: 422,
    title: { vi: 'Mã này không phải mã khai báo', en: 'This is no code of a declaration' },
    hint: { vi: 'Quét lại, hoặc gõ mã 8 ký tự dưới ảnh QR.', en: 'Scan again, or type the 8 characters under the QR.' },
  },
  'declaration-marked': {
    status: 409,
    title: { vi: 'Tờ khai này đã được ghi là sai', en: 'This declaration is marked false already' },
  },
  'declaration-linked': {
    status: 409,
    title: { vi: 'Tờ khai này đã gắn với một hồ sơ', en: 'This declaration is linked already' },
  },
})

const gates = ['checkpoint', 'team', 'station', 'commune', 'operator'] as const satisfies Role[]
const keepers = ['district', 'commune', 'station', 'cdc', 'operator'] as const satisfies Role[]
/** Either what the QR says or what is typed. */
const shown = z.string().trim().min(6).max(120)

export const declareFor = verb({
  name: 'declarations.declare-for',
  method: 'POST',
  path: '/api/declarations',
  title: { vi: 'Khai hộ tại chốt, tại nhà', en: 'Declare for another at a gate or door' },
  roles: gates,
  input: Declared.extend({
    /** The first 16 bytes of the hash of the key that the page made, so that the person can renew by the link printed; no uuid of a version. */
    seriesId: z.guid(),
  }),
  output: Pass,
})

const AtGate = z.object({
  declarationId: Id,
  name: z.string(),
  birthYear: z.number().nullable(),
  colour: Colour,
  why: z.array(Why),
  validUntil: z.string(),
  expired: z.boolean(),
  late: z.boolean(),
  vehicle: z.string().nullable(),
  fromPlace: z.string().nullable(),
  toPlace: z.string().nullable(),
})
export const lookAt = verb({
  name: 'declarations.look',
  // the code in an address would stay in logs
  method: 'POST',
  path: '/api/declarations/look',
  title: { vi: 'Đọc mã khai báo tại chốt', en: 'Read a declaration at a gate' },
  roles: [...gates, 'district', 'cdc'],
  personal: true,
  input: z.object({ shown }),
  output: AtGate,
})

export const cross = verb({
  name: 'declarations.cross',
  method: 'POST',
  path: '/api/crossings',
  title: { vi: 'Ghi một lượt qua chốt', en: 'Record a crossing' },
  roles: gates,
  input: z.object({
    crossingId: Id,
    shown,
    direction: z.enum(['in', 'out']),
    gate: z.string().trim().min(2).max(160),
    /** °C */
    temperature: z.number().min(30).max(45).nullish(),
    vehicle: z.string().trim().max(60).nullish(),
  }),
  output: z.object({ crossingId: Id, colour: Colour }),
})

export const crossings = verb({
  name: 'declarations.crossings',
  method: 'GET',
  path: '/api/crossings',
  title: { vi: 'Lượt qua chốt trong ngày', en: 'Crossings of a day by gate' },
  roles: [...keepers, 'province', 'checkpoint', 'team', 'inspector'],
  input: z.object({ areaId: AreaId.optional(), day: Day.optional() }),
  output: z.object({
    day: Day,
    rows: z.array(
      z.object({
        areaName: z.string(),
        gate: z.string(),
        in: z.number(),
        out: z.number(),
        green: z.number(),
        yellow: z.number(),
        red: z.number(),
        fever: z.number(),
        lastAt: z.string(),
      }),
    ),
  }),
})

export const declarations = verb({
  name: 'declarations.list',
  method: 'GET',
  path: '/api/declarations',
  title: { vi: 'Tờ khai y tế của địa bàn', en: 'Health declarations of an area' },
  roles: keepers,
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    subjectId: Id.optional(),
    state: z.enum(['all', 'symptomatic', 'late', 'false', 'unlinked', 'duplicates']).default('all'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        declarationId: Id,
        communeId: z.number(),
        areaName: z.string(),
        hamletName: z.string().nullable(),
        name: z.string(),
        birthYear: z.number().nullable(),
        address: z.string().nullable(),
        idMasked: z.string().nullable(),
        phoneMasked: z.string().nullable(),
        subjectId: Id.nullable(),
        personCode: z.string().nullable(),
        onDay: Day,
        receivedAt: z.string(),
        source: z.enum(['self', 'gate']),
        colour: Colour,
        why: z.array(Why),
        kinds: z.array(SymptomKind),
        contactCase: z.boolean(),
        fromPlace: z.string().nullable(),
        toPlace: z.string().nullable(),
        arrivedOn: Day.nullable(),
        lateHours: z.number().nullable(),
        /** Other series with the same identity number, or the same telephone and name. Shown, never merged. */
        twins: z.number(),
        renewals: z.number(),
        marks: z.array(z.object({ markId: Id, evidence: z.string(), document: z.string().nullable(), markedAt: z.string() })),
      }),
    ),
  }),
})

export const linkDeclaration = verb({
  name: 'declarations.link',
  method: 'POST',
  path: '/api/declarations/:declarationId/person',
  title: { vi: 'Ghi tờ khai này là của hồ sơ nào', en: 'Say whose declaration it is' },
  roles: keepers,
  input: z.object({ declarationId: Id, subjectId: Id }),
  output: z.object({ declarationId: Id }),
})

export const markFalse = verb({
  name: 'declarations.mark-false',
  method: 'POST',
  path: '/api/declarations/:declarationId/false',
  title: { vi: 'Ghi tờ khai sai, kèm bằng chứng', en: 'Mark a declaration false, with the evidence' },
  roles: keepers,
  input: z.object({
    markId: Id,
    declarationId: Id,
    evidence: z.string().trim().min(10).max(2000),
    document: z.string().trim().max(160).nullish(),
  }),
  output: z.object({ markId: Id }),
})

export const unmarkFalse = verb({
  name: 'declarations.unmark-false',
  method: 'POST',
  path: '/api/declarations/marks/:markId/void',
  title: { vi: 'Rút lại việc ghi tờ khai sai', en: 'Take a mark back' },
  roles: keepers,
  input: z.object({ markId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
