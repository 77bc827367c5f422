import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, Day, Id, Instant, Reason } from '../checks/checks.contract.ts'
import { To } from '../directives/tasks.contract.ts'
import { taskStates } from '../directives/tasks.rules.ts'
import { kinds } from './checklist.rules.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const Text = z.string().trim().max(4000)
const Short = z.string().trim().min(1).max(300)

/** Who inspects and gives work of what was found. */
export const inspectors = ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'] as const satisfies Role[]
export const readers = [...inspectors, 'auditor'] as const satisfies Role[]

export const Kind = z.enum(kinds)
/** A place that this product knows. */
export const PlaceKey = z.string().regex(/^(body:\d{1,9}|(team|sentinel|place):[0-9a-f-]{36})$/)
const Lateness = z.enum(['none', 'next-day', 'unknown'])

export const checklists = verb({
  name: 'inspections.checklists',
  method: 'GET',
  path: '/api/inspections/checklists',
  title: { vi: 'Bảng kiểm theo loại nơi', en: 'Checklists by kind of place' },
  roles: readers,
  input: z.object({ kind: Kind.optional() }),
  output: z.object({
    lists: z.array(
      z.object({
        code: z.string(),
        version: z.int(),
        kinds: z.array(Kind),
        title: Words,
        note: Words.nullable(),
        items: z.array(
          z.object({
            item: z.string(),
            words: Words,
            must: z.boolean(),
            points: z.object({ min: z.number(), max: z.number() }).nullable(),
            source: Words,
            confirmed: z.boolean(),
          }),
        ),
        bands: z.array(
          z.object({
            words: Words,
            upTo: z.number().optional(),
            below: z.number().optional(),
            unlessItem: z.number().optional(),
          }),
        ),
      }),
    ),
  }),
})

const Rule = z.object({ perDay: z.number(), source: Words, confirmed: z.boolean() }).nullable()

export const plan = verb({
  name: 'inspections.plan',
  method: 'GET',
  path: '/api/inspections/plan',
  title: { vi: 'Hôm nay nên kiểm tra nơi nào, vì sao', en: 'What to visit today, and why' },
  roles: readers,
  input: z.object({
    /** Default: what the officer answers for, else the area of the post. */
    areaId: AreaId.optional(),
    kind: Kind.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(20),
  }),
  output: z.object({
    day: Day,
    rule: Rule,
    /** Areas that the officer answers for, and what is owed and done of each today. */
    mine: z.array(
      z.object({ areaId: z.number(), name: z.string(), document: z.string().nullable(), owed: z.number(), done: z.number() }),
    ),
    /** Places that were not visited today. */
    total: z.number(),
    rows: z.array(
      z.object({
        key: z.string(),
        kind: Kind,
        name: z.string(),
        areaId: z.number(),
        areaName: z.string(),
        lastOn: Day.nullable(),
        points: z.number(),
        reasons: z.array(z.object({ code: z.string(), points: z.number(), words: Words })),
      }),
    ),
  }),
})

/** The work that a finding is turned into: to whom (default: the unit of the place), what, until when. */
export const FindingTask = To.extend({
  words: z.string().trim().min(3).max(4000).nullish(),
  dueOn: Day.nullish(),
  responsible: Short.nullish(),
})
const Finding = z.object({
  findingId: Id,
  item: z.string().max(60).nullish(),
  words: z.string().trim().min(3).max(4000),
  /** Without it the finding waits for one, or is closed by hand. */
  task: FindingTask.nullish(),
})

export const record = verb({
  name: 'inspections.record',
  method: 'POST',
  path: '/api/inspections',
  title: { vi: 'Ghi một lần kiểm tra', en: 'Record an inspection' },
  roles: inspectors,
  packed: true,
  input: z.object({
    inspectionId: Id,
    /** A place that is known; else its kind, its name as said there, and the unit that it lies in (default: the post's own). */
    placeKey: PlaceKey.nullish(),
    kind: Kind.nullish(),
    placeName: Short.nullish(),
    areaId: AreaId.nullish(),
    surprise: z.boolean().default(true),
    /** By the device's clock. Default: now. */
    capturedAt: Instant.nullish(),
    /** Server clock less device clock, measured at the last contact. */
    clockErrorMs: z.number().int().min(-31_536_000_000).max(31_536_000_000).nullish(),
    /** Default: the first of the kind. */
    checklist: z.string().max(60).nullish(),
    answers: z
      .array(
        z.object({
          item: z.string().max(60),
          answer: z.enum(['pass', 'fail', 'na', 'points']),
          points: z.number().nullish(),
          note: z.string().trim().max(1000).nullish(),
        }),
      )
      .max(100)
      .default([]),
    findings: z.array(Finding).max(50).default([]),
    words: Text.nullish(),
    latitude: z.number().min(-90).max(90).nullish(),
    longitude: z.number().min(-180).max(180).nullish(),
    accuracyMetres: z.number().min(0).max(1_000_000).nullish(),
  }),
  output: z.object({
    inspectionId: Id,
    onDay: Day,
    lateness: Lateness,
    unanswered: z.number(),
    tasks: z.array(z.object({ findingId: Id, taskId: Id })),
  }),
})

const GivenTask = z.object({ taskId: Id, assignee: z.string(), words: z.string(), state: z.enum(taskStates) })

export const voidInspection = verb({
  name: 'inspections.void',
  method: 'POST',
  path: '/api/inspections/:inspectionId/void',
  title: { vi: 'Hủy biên bản ghi nhầm', en: 'Void an inspection recorded by mistake' },
  roles: inspectors,
  input: z.object({ inspectionId: Id, reason: Reason }),
  output: z.object({
    voided: z.literal(true),
    /** Tasks that it had given and nobody has begun: withdrawn with it. */
    withdrawn: z.array(GivenTask),
    /** Those under way or ended: a person decides on each. */
    staying: z.array(GivenTask),
  }),
})

export const addPhoto = verb({
  name: 'inspections.add-photo',
  method: 'POST',
  path: '/api/inspections/:inspectionId/photos',
  title: { vi: 'Thêm ảnh kiểm tra', en: 'Add a photo of an inspection' },
  roles: inspectors,
  upload: true,
  input: z.object({
    inspectionId: Id,
    photoId: Id.optional(),
    fileName: z.string().trim().min(1).max(200),
    note: z.string().trim().max(500).optional(),
    takenAt: Instant.optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    accuracyMetres: z.coerce.number().min(0).max(1_000_000).optional(),
    bytes: z.instanceof(Uint8Array),
  }),
  output: z.object({ photoId: Id, sha256: z.string(), /** The same picture was there. */ known: z.boolean() }),
})
export const voidPhoto = verb({
  name: 'inspections.void-photo',
  method: 'POST',
  path: '/api/inspections/:inspectionId/photos/:photoId/void',
  title: { vi: 'Rút ảnh gửi nhầm', en: 'Take back a photo' },
  roles: inspectors,
  input: z.object({ inspectionId: Id, photoId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
export const photo = verb({
  name: 'inspections.photo',
  method: 'GET',
  path: '/api/inspections/:inspectionId/photos/:photoId',
  title: { vi: 'Xem ảnh kiểm tra', en: 'A photo of an inspection' },
  roles: readers,
  file: true,
  // somebody may be in it
  personal: true,
  input: z.object({ inspectionId: Id, photoId: Id }),
  output: z.any(),
})

const FindingState = z.enum(['no-task', 'tasked', 'closed'])
const FindingRow = z.object({
  findingId: Id,
  inspectionId: Id,
  communeId: z.number(),
  areaName: z.string(),
  placeName: z.string(),
  kind: Kind,
  onDay: Day,
  item: z.string().nullable(),
  words: z.string(),
  state: FindingState,
  closeWords: z.string().nullable(),
  task: z
    .object({ taskId: Id, assignee: z.string(), words: z.string(), dueOn: Day.nullable(), state: z.string(), late: z.boolean() })
    .nullable(),
})
export type FindingRow = z.output<typeof FindingRow>
const InspectionRow = z.object({
  inspectionId: Id,
  kind: Kind,
  placeKey: z.string(),
  placeName: z.string(),
  communeId: z.number(),
  areaName: z.string(),
  surprise: z.boolean(),
  onDay: Day,
  capturedAt: z.string(),
  receivedAt: z.string(),
  lateness: Lateness,
  byName: z.string(),
  byRole: z.string(),
  /** The reader's own. */
  mine: z.boolean(),
  pass: z.number(),
  fail: z.number(),
  findings: z.number(),
  findingsOpen: z.number(),
  photos: z.number(),
  voidedAt: z.string().nullable(),
})
export type InspectionRow = z.output<typeof InspectionRow>

export const list = verb({
  name: 'inspections.list',
  method: 'GET',
  path: '/api/inspections',
  title: { vi: 'Các lần kiểm tra', en: 'Inspections' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    whose: z.enum(['all', 'mine']).default('all'),
    kind: Kind.optional(),
    accountId: Id.optional(),
    placeKey: z.string().max(200).optional(),
    surprise: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({ total: z.number(), rows: z.array(InspectionRow) }),
})

export const show = verb({
  name: 'inspections.show',
  method: 'GET',
  path: '/api/inspections/:inspectionId',
  title: { vi: 'Một lần kiểm tra: bảng kiểm, tồn tại, nhiệm vụ, ảnh', en: 'An inspection: answers, findings, tasks, photos' },
  roles: readers,
  input: z.object({ inspectionId: Id }),
  output: InspectionRow.extend({
    checklist: z.string(),
    checklistTitle: Words,
    words: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    accuracyMetres: z.number().nullable(),
    voidReason: z.string().nullable(),
    answers: z.array(
      z.object({
        item: z.string(),
        asked: z.string(),
        answer: z.enum(['pass', 'fail', 'na', 'points']),
        points: z.number().nullable(),
        note: z.string().nullable(),
      }),
    ),
    outcome: z.object({
      unanswered: z.number(),
      na: z.number(),
      mustFailed: z.array(z.string()),
      score: z
        .object({ points: z.number(), most: z.number(), percent: z.number(), band: Words, doubt: Words.nullable() })
        .nullable(),
    }),
    found: z.array(FindingRow),
    pictures: z.array(
      z.object({
        photoId: Id,
        name: z.string(),
        note: z.string().nullable(),
        mime: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        takenAt: z.string().nullable(),
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        addedAt: z.string(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
      }),
    ),
    mayChange: z.boolean(),
  }),
})

export const findings = verb({
  name: 'inspections.findings',
  method: 'GET',
  path: '/api/inspections/findings',
  title: { vi: 'Tồn tại qua kiểm tra và nhiệm vụ khắc phục', en: 'Findings and their tasks' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['open', 'closed', 'all']).default('open'),
    from: Day.optional(),
    until: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({ total: z.number(), rows: z.array(FindingRow) }),
})
export const giveFindingTask = verb({
  name: 'inspections.give-task',
  method: 'POST',
  path: '/api/inspections/findings/:findingId/task',
  title: { vi: 'Giao việc khắc phục một tồn tại', en: 'Give the task that mends a finding' },
  roles: inspectors,
  input: FindingTask.extend({ findingId: Id }),
  output: z.object({ findingId: Id, taskId: Id }),
})
export const closeFinding = verb({
  name: 'inspections.close-finding',
  method: 'POST',
  path: '/api/inspections/findings/:findingId/close',
  title: { vi: 'Kết thúc một tồn tại đã khắc phục tại chỗ', en: 'Close a finding that was mended at once' },
  roles: inspectors,
  input: z.object({ findingId: Id, words: z.string().trim().min(3).max(1000) }),
  output: z.object({ closed: z.literal(true) }),
})

export const league = verb({
  name: 'inspections.league',
  method: 'GET',
  path: '/api/inspections/league',
  title: { vi: 'Kiểm tra trong ngày theo địa bàn', en: 'Inspections of a day, area by area' },
  roles: readers,
  input: z.object({ areaId: AreaId.optional(), day: Day.optional() }),
  output: z.object({
    day: Day,
    areaName: z.string(),
    rule: Rule,
    rows: z.array(
      z.object({
        areaId: z.number(),
        name: z.string(),
        leaders: z.number(),
        owed: z.number(),
        done: z.number(),
        missing: z.number(),
        inspections: z.number(),
        late: z.number(),
        pass: z.number(),
        fail: z.number(),
        share: z.number().nullable(),
        findingsOpen: z.number(),
        findingsClosed: z.number(),
      }),
    ),
  }),
})
export const leaders = verb({
  name: 'inspections.leaders',
  method: 'GET',
  path: '/api/inspections/leaders',
  title: { vi: 'Lãnh đạo phụ trách: đã kiểm tra đột xuất chưa', en: 'Officers who answer for areas: owed and done' },
  roles: readers,
  input: z.object({ areaId: AreaId.optional(), day: Day.optional() }),
  output: z.object({
    day: Day,
    rule: Rule,
    rows: z.array(
      z.object({
        accountId: Id,
        /** Null where the officer's account lies outside the scope. */
        officer: z.string().nullable(),
        areaId: z.number(),
        areaName: z.string(),
        owed: z.number(),
        done: z.number(),
        missing: z.number(),
      }),
    ),
  }),
})
