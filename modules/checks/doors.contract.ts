import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { BirthShape, SexShape } from '../people/people.contract.ts'
import { AreaId, arrangers, askers, Day, Disease, Id, Instant, Reason, SymptomKind, Text } from './checks.contract.ts'

const readers = [...arrangers, 'team', 'cdc'] as const
export const MovementKind = z.enum(['arrival', 'departure', 'new-resident'])

export const recordMovement = verb({
  name: 'checks.record-movement',
  method: 'POST',
  path: '/api/movements',
  title: { vi: 'Ghi người đến, người đi, người mới của một hộ', en: 'Record who came, left or moved in at a household' },
  roles: askers,
  input: z
    .object({
      movementId: Id,
      communeId: z.int().positive().optional(),
      householdId: Id,
      kind: MovementKind,
      /** Someone in the register; for a new person see `person`. */
      subjectId: Id.nullish(),
      /** A person to be put into the register, under ids made where it is recorded. */
      person: z
        .object({
          subjectId: Id,
          personId: Id,
          fullName: z.string().trim().min(1).max(200),
          birth: BirthShape.nullish(),
          sex: SexShape.nullish(),
          idNumber: z.string().max(40).nullish(),
          phone: z.string().max(60).nullish(),
        })
        .optional(),
      /** How many, where nobody is named. */
      people: z.int().min(1).max(50).default(1),
      onDay: Day,
      /** From where, or to where. */
      place: z.string().trim().max(200).nullish(),
      note: z.string().trim().max(300).nullish(),
      capturedAt: Instant,
    })
    .refine((m) => m.kind !== 'new-resident' || m.person, 'person')
    .refine((m) => !(m.subjectId && m.person), 'subjectId | person'),
  output: z.object({ movementId: Id, subjectId: Id.nullable(), repeated: z.boolean() }),
})

export const voidMovement = verb({
  name: 'checks.void-movement',
  method: 'POST',
  path: '/api/movements/:movementId/void',
  title: { vi: 'Hủy biến động ghi nhầm', en: 'Take back a movement' },
  roles: askers,
  input: z.object({ movementId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

export const movements = verb({
  name: 'checks.movements',
  method: 'GET',
  path: '/api/movements',
  title: { vi: 'Biến động dân cư', en: 'Arrivals, departures, new residents' },
  personal: true,
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    householdId: Id.optional(),
    kind: MovementKind.optional(),
    from: Day.optional(),
    until: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        movementId: Id,
        communeId: z.number(),
        areaName: z.string(),
        householdId: Id,
        address: z.string().nullable(),
        kind: MovementKind,
        subjectId: Id.nullable(),
        name: z.string().nullable(),
        people: z.number(),
        onDay: Day,
        place: z.string().nullable(),
        note: z.string().nullable(),
        receivedAt: z.string(),
        voidedAt: z.string().nullable(),
      }),
    ),
  }),
})

export const FrailReason = z.enum(['elderly', 'chronic', 'pregnant', 'disabled', 'alone'])

export const flagFrail = verb({
  name: 'checks.flag-frail',
  method: 'POST',
  path: '/api/frail',
  title: { vi: 'Ghi người cần theo dõi hằng ngày tại nhà', en: 'Flag a frail person for daily visits' },
  roles: askers,
  input: z.object({
    frailId: Id.optional(),
    subjectId: Id,
    reasons: z.array(FrailReason).min(1).max(5),
    note: z.string().trim().max(300).nullish(),
  }),
  output: z.object({ frailId: Id }),
})

export const unflagFrail = verb({
  name: 'checks.unflag-frail',
  method: 'POST',
  path: '/api/frail/:frailId/end',
  title: { vi: 'Thôi theo dõi hằng ngày', en: 'End the daily visits' },
  roles: askers,
  input: z.object({ frailId: Id, reason: Reason }),
  output: z.object({ untilOn: Day }),
})

export const recordVisit = verb({
  name: 'checks.record-visit',
  method: 'POST',
  path: '/api/frail/visits',
  title: { vi: 'Ghi lần thăm: nhiệt độ, SpO2', en: 'Record a visit: temperature, oxygen saturation' },
  roles: askers,
  input: z
    .object({
      visitId: Id,
      /** Of the signal, where an alarm makes one. */
      signalId: Id,
      subjectId: Id,
      disease: Disease,
      onDay: Day,
      /** °C */
      temperature: z.number().min(30).max(45).nullish(),
      /** Percent. */
      spo2: z.number().min(40).max(100).nullish(),
      complaints: z.array(SymptomKind).max(4).default([]),
      note: z.string().trim().max(300).nullish(),
      capturedAt: Instant,
    })
    .refine(
      (v) => v.temperature != null || v.spo2 != null || v.complaints.length > 0 || v.note,
      'temperature | spo2 | complaints | note',
    ),
  output: z.object({
    visitId: Id,
    repeated: z.boolean(),
    alarms: z.array(z.enum(['temperature', 'spo2', 'breathlessness'])),
    /** False: a limit behind an alarm is a default of this product. */
    confirmed: z.boolean(),
    signalId: Id.nullable(),
  }),
})

export const voidVisit = verb({
  name: 'checks.void-visit',
  method: 'POST',
  path: '/api/frail/visits/:visitId/void',
  title: { vi: 'Hủy lần thăm ghi nhầm', en: 'Take back a visit' },
  roles: askers,
  input: z.object({ visitId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true), signals: z.number() }),
})

export const frail = verb({
  name: 'checks.frail',
  method: 'GET',
  path: '/api/frail',
  title: { vi: 'Người cần theo dõi hằng ngày tại nhà', en: 'Frail people: visited today, alarms' },
  personal: true,
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    disease: Disease,
    day: Day.optional(),
    /** `proposed`: of the age that the pack names, not flagged. */
    state: z.enum(['due', 'visited', 'alarm', 'all', 'proposed']).default('all'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    day: Day,
    limits: z
      .object({ temperatureFrom: z.number().nullable(), spo2Below: z.number().nullable(), source: Text, confirmed: z.boolean() })
      .nullable(),
    total: z.number(),
    rows: z.array(
      z.object({
        frailId: Id.nullable(),
        subjectId: Id,
        code: z.string(),
        name: z.string(),
        birthYear: z.number().nullable(),
        communeId: z.number(),
        householdId: Id.nullable(),
        reasons: z.array(FrailReason),
        state: z.enum(['due', 'visited', 'alarm', 'proposed']),
        visits: z.number(),
        temperature: z.number().nullable(),
        spo2: z.number().nullable(),
        alarms: z.array(z.enum(['temperature', 'spo2', 'breathlessness'])),
        lastAt: z.string().nullable(),
      }),
    ),
  }),
})
