import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, askers, Day, Disease, Id, Instant, Reason, Text } from '../checks/checks.contract.ts'
import { recordMovement } from '../checks/doors.contract.ts'

export const problems = defineProblems({
  'sweep-ended': {
    status: 409,
    title: { vi: 'Đợt rà soát {name} đã kết thúc ngày {endedOn}', en: 'The sweep {name} ended on {endedOn}' },
  },
  'sweep-not-begun': {
    status: 409,
    title: { vi: 'Đợt rà soát {name} bắt đầu ngày {startsOn}', en: 'The sweep {name} begins on {startsOn}' },
  },
  'sweep-elsewhere': {
    status: 422,
    title: { vi: 'Đợt rà soát này không gồm địa bàn đó', en: 'The sweep does not cover that area' },
  },
  'returnee-decided': {
    status: 409,
    title: { vi: 'Đã quyết định cho người này lúc {at}', en: 'A measure was decided for this person at {at}' },
  },
})

const arrangers = ['province', 'district', 'commune', 'station', 'cdc', 'operator'] as const satisfies Role[]
const figureReaders = [...arrangers, 'inspector', 'auditor', 'team'] as const satisfies Role[]
export const Outcome = z.enum(['done', 'absent', 'refused', 'empty'])
export const Measure = z.enum(['site', 'home', 'watch', 'test'])
export const Basis = z.enum(['ct16', 'cases', 'hospital'])

export const startSweep = verb({
  name: 'sweep.start',
  method: 'POST',
  path: '/api/sweeps',
  title: { vi: 'Mở đợt đi từng ngõ, gõ từng nhà, rà từng người', en: 'Start a sweep of every door' },
  roles: arrangers,
  input: z.object({
    sweepId: Id.optional(),
    /** Default: the post's own area. */
    areaId: z.int().positive().optional(),
    name: z.string().trim().min(2).max(160),
    document: z.string().trim().max(200).nullish(),
    startsOn: Day,
    dueOn: Day.nullish(),
    /** The sweep that this one counts again. */
    recounts: Id.nullish(),
  }),
  output: z.object({ sweepId: Id }),
})

export const endSweep = verb({
  name: 'sweep.end',
  method: 'POST',
  path: '/api/sweeps/:sweepId/end',
  title: { vi: 'Kết thúc đợt rà soát', en: 'End a sweep' },
  roles: arrangers,
  input: z.object({ sweepId: Id }),
  output: z.object({ endedOn: Day }),
})

export const Sweep = z.object({
  sweepId: Id,
  areaId: z.number(),
  areaName: z.string(),
  name: z.string(),
  document: z.string().nullable(),
  startsOn: Day,
  dueOn: Day.nullable(),
  endedOn: Day.nullable(),
  recounts: Id.nullable(),
})
export const sweeps = verb({
  name: 'sweep.list',
  method: 'GET',
  path: '/api/sweeps',
  title: { vi: 'Các đợt rà soát', en: 'Sweeps' },
  roles: figureReaders,
  input: z.object({ state: z.enum(['open', 'all']).default('all') }),
  output: z.object({ rows: z.array(Sweep) }),
})

export const Tick = z.object({
  tickId: Id,
  householdId: Id,
  outcome: Outcome,
  people: z.int().min(0).max(60).nullish(),
  note: z.string().trim().max(300).nullish(),
  capturedAt: Instant,
})
export const tickSweep = verb({
  name: 'sweep.tick',
  method: 'POST',
  path: '/api/sweeps/:sweepId/ticks',
  title: { vi: 'Ghi đã rà soát hộ', en: 'Tick households' },
  roles: [...askers, 'district'],
  input: z.object({
    sweepId: Id,
    communeId: z.int().positive().optional(),
    ticks: z.array(Tick).min(1).max(100),
  }),
  /** One outcome for each, in the order sent; a refused one holds nothing else up. */
  output: z.object({
    outcomes: z.array(
      z.object({
        tickId: Id,
        outcome: z.enum(['applied', 'duplicate', 'refused']),
        reason: z.enum(['household-unknown', 'not-yours', 'id-used', 'clock-ahead']).optional(),
      }),
    ),
  }),
})

export const voidTick = verb({
  name: 'sweep.void-tick',
  method: 'POST',
  path: '/api/sweeps/ticks/:tickId/void',
  title: { vi: 'Hủy ghi nhầm', en: 'Take back a tick' },
  roles: [...askers, 'district'],
  input: z.object({ tickId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

const Figures = {
  households: z.number(),
  done: z.number(),
  absent: z.number(),
  refused: z.number(),
  empty: z.number(),
  missing: z.number(),
  returnees: z.number(),
}
export const coverage = verb({
  name: 'sweep.coverage',
  method: 'GET',
  path: '/api/sweeps/:sweepId/coverage',
  title: { vi: 'Độ phủ của đợt rà soát', en: 'What the sweep has covered' },
  roles: figureReaders,
  input: z.object({ sweepId: Id, areaId: AreaId.optional(), by: z.enum(['commune', 'hamlet', 'team']).default('hamlet') }),
  output: z.object({
    sweep: Sweep,
    total: z.object(Figures),
    rows: z.array(
      z.object({
        communeId: z.number(),
        areaName: z.string(),
        /** Of the hamlet or team; null: without one. */
        key: z.string().nullable(),
        name: z.string().nullable(),
        ...Figures,
      }),
    ),
  }),
})

export const verify = verb({
  name: 'sweep.verify',
  method: 'GET',
  path: '/api/verify/sweeps',
  title: {
    vi: 'Dựng lại độ phủ của các đợt rà soát từ dữ kiện và so',
    en: 'Rebuild what sweeps have covered from the facts and compare',
  },
  roles: ['province', 'cdc', 'auditor', 'operator', 'administrator'],
  input: z.object({}),
  output: z.object({
    agrees: z.boolean(),
    /** Rows of the summaries, of homes and of what was covered. */
    kept: z.number(),
    /** Sweep (or `homes`) and hamlet of those that differ, the first hundred. */
    differences: z.array(z.object({ communeId: z.number(), key: z.string() })),
  }),
})

export const households = verb({
  name: 'sweep.households',
  method: 'GET',
  path: '/api/sweeps/:sweepId/households',
  title: { vi: 'Từng hộ của đợt rà soát', en: 'The doors of a sweep' },
  roles: ['district', 'commune', 'station', 'team', 'cdc', 'operator'],
  personal: true,
  input: z.object({
    sweepId: Id,
    areaId: AreaId.optional(),
    hamletId: z.coerce.number().int().min(0).optional(),
    teamId: Id.optional(),
    state: z.enum(['missing', 'absent', 'refused', 'done', 'empty', 'all']).default('missing'),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        householdId: Id,
        communeId: z.number(),
        hamletName: z.string().nullable(),
        teamCode: z.string().nullable(),
        door: z.string().nullable(),
        address: z.string(),
        headName: z.string().nullable(),
        outcome: Outcome.nullable(),
        people: z.number().nullable(),
        note: z.string().nullable(),
        at: z.string().nullable(),
        tickId: Id.nullable(),
      }),
    ),
  }),
})

export const setEpidemicArea = verb({
  name: 'sweep.set-epidemic-area',
  method: 'POST',
  path: '/api/epidemic-areas',
  title: { vi: 'Ghi nơi có dịch, theo văn bản', en: 'Enter an epidemic area, with its document' },
  roles: ['province', 'cdc', 'operator'],
  input: z.object({
    epidemicId: Id.optional(),
    name: z.string().trim().min(2).max(200),
    areaId: z.int().positive().nullish(),
    basis: Basis,
    fromOn: Day,
    untilOn: Day.nullish(),
    measure: Measure,
    holdDays: z.int().min(1).max(60).nullish(),
    document: z.string().trim().min(2).max(200),
  }),
  output: z.object({ epidemicId: Id }),
})

export const endEpidemicArea = verb({
  name: 'sweep.end-epidemic-area',
  method: 'POST',
  path: '/api/epidemic-areas/:epidemicId/end',
  title: { vi: 'Ghi ngày hết là nơi có dịch', en: 'Say the last day of an epidemic area' },
  roles: ['province', 'cdc', 'operator'],
  input: z.object({ epidemicId: Id, untilOn: Day }),
  output: z.object({ untilOn: Day }),
})

export const EpidemicArea = z.object({
  epidemicId: Id,
  name: z.string(),
  basis: Basis,
  fromOn: Day,
  untilOn: Day.nullable(),
  measure: Measure,
  holdDays: z.number().nullable(),
  document: z.string(),
})
export const epidemicAreas = verb({
  name: 'sweep.epidemic-areas',
  method: 'GET',
  path: '/api/epidemic-areas',
  title: { vi: 'Nơi có dịch: Chỉ thị 16, có ca bệnh, bệnh viện', en: 'Epidemic areas elsewhere, by day' },
  roles: [...figureReaders, 'checkpoint'],
  input: z.object({ day: Day.optional(), state: z.enum(['in-force', 'all']).default('in-force') }),
  output: z.object({ day: Day, rows: z.array(EpidemicArea) }),
})

/** A movement with where the person came back from; the person enters the register in the same transaction. */
export const recordReturnee = verb({
  name: 'sweep.record-returnee',
  method: 'POST',
  path: '/api/returnees',
  title: { vi: 'Ghi người về chưa được quản lý', en: 'Record someone who came back unmanaged' },
  roles: askers,
  input: z
    .object({
      returneeId: Id,
      movementId: Id,
      sweepId: Id.nullish(),
      disease: Disease,
      communeId: z.int().positive().optional(),
      householdId: Id,
      subjectId: Id.nullish(),
      person: recordMovement.input.shape.person,
      arrivedOn: Day,
      fromPlace: z.string().trim().min(2).max(200),
      epidemicId: Id.nullish(),
      capturedAt: Instant,
    })
    .refine((r) => Boolean(r.subjectId) !== Boolean(r.person), 'subjectId | person'),
  output: z.object({
    returneeId: Id,
    subjectId: Id,
    /** What the list and the rules of the day of arrival ask for; a person decides. */
    proposed: z
      .object({ measure: Measure, holdDays: z.number().nullable(), source: z.string(), confirmed: z.boolean() })
      .nullable(),
    dueAt: z.string().nullable(),
    repeated: z.boolean(),
  }),
})

export const decideReturnee = verb({
  name: 'sweep.decide',
  method: 'POST',
  path: '/api/returnees/:returneeId/decision',
  title: { vi: 'Quyết định biện pháp với người về', en: 'Decide the measure for someone who came back' },
  roles: ['district', 'commune', 'station', 'cdc', 'operator'],
  input: z
    .object({
      returneeId: Id,
      how: z.enum([...Measure.options, 'none']),
      document: z.string().trim().max(160).nullish(),
      reason: Reason.nullish(),
    })
    .refine((d) => d.how !== 'none' || d.reason, 'reason'),
  output: z.object({ decidedAt: z.string() }),
})

export const returnees = verb({
  name: 'sweep.returnees',
  method: 'GET',
  path: '/api/returnees',
  title: { vi: 'Người về: biện pháp đề xuất, hạn quyết định', en: 'Returnees: the measure proposed, the clock' },
  roles: ['district', 'commune', 'station', 'team', 'cdc', 'operator', 'province'],
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    sweepId: Id.optional(),
    state: z.enum(['open', 'late', 'decided', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    total: z.number(),
    late: z.number(),
    /** What the clock rests on. */
    clock: z.object({ hours: z.number(), source: Text, confirmed: z.boolean() }).nullable(),
    rows: z.array(
      z.object({
        returneeId: Id,
        communeId: z.number(),
        areaName: z.string(),
        subjectId: Id,
        code: z.string().nullable(),
        name: z.string().nullable(),
        householdId: Id,
        address: z.string().nullable(),
        fromPlace: z.string(),
        arrivedOn: Day,
        foundAt: z.string(),
        measure: Measure.nullable(),
        holdDays: z.number().nullable(),
        measureSource: z.string().nullable(),
        dueAt: z.string().nullable(),
        late: z.boolean(),
        decidedAt: z.string().nullable(),
        decidedHow: z.enum([...Measure.options, 'none']).nullable(),
        decideDocument: z.string().nullable(),
        decideReason: z.string().nullable(),
      }),
    ),
  }),
})
