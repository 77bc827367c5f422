import { type Role, roles, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { z } from 'zod'
import { Plan } from './plans.contract.ts'
import { actKinds, taskStates } from './tasks.rules.ts'

export { Day }

export const Id = z.uuid()
export const Reason = z.string().trim().min(5).max(500)
const Words = z.string().trim().min(3).max(4000)
const Short = z.string().trim().min(1).max(300)
export const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const AreaId = z.coerce.number().int().positive()

/** Who may give work in the name of their area. */
export const givers = ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'] as const satisfies Role[]
/** Who speaks in the name of a unit or body; a team's member does not. */
export const offices = [...givers, 'laboratory', 'site', 'checkpoint'] as const satisfies Role[]
/** Who may do work that their area, body or community team was given. */
export const doers = [...offices, 'team'] as const satisfies Role[]
/** A team reads its own tasks on its phone (directives.sync.ts), not the lists of the area. */
export const taskReaders = [...offices, 'auditor'] as const satisfies Role[]

/** What a task came from. */
export const SourceKind = z.enum([
  'directive',
  'task',
  'inspection',
  'missed-fever',
  'briefing',
  'report',
  'violation',
  'level',
  'proposal',
  'direct',
])
export const Source = z.object({
  kind: SourceKind,
  /** The row of the module that owns it. */
  id: Id.nullish(),
  /** What people call it: "95-TB/TU ngày 22/02/2021", "Kiểm tra chốt số 4, 23/02". */
  label: Short.nullish(),
  /** The sentence that it comes from. */
  text: Words.nullish(),
})

/** What must be said of any task: the five "rõ" beside who. */
export const What = z.object({
  words: Words,
  /** Last day; with `dueBefore` that day itself is late. */
  dueOn: Day.nullish(),
  dueTime: Time.nullish(),
  dueBefore: z.boolean().default(false),
  /** The person who answers, by name and office. */
  responsible: Short.nullish(),
  product: Short.nullish(),
  reportTo: Short.nullish(),
  helpers: z.array(Short).max(20).default([]),
  /** Default: today. */
  startsOn: Day.nullish(),
  perDay: z.int().min(1).max(24).nullish(),
  everyDays: z.int().min(1).max(90).nullish(),
  untilOn: Day.nullish(),
})

/** One body, one community team, or one area's steering committee. */
export const To = z.object({
  /** Default: the giver's own area. */
  areaId: z.int().positive().nullish(),
  bodyId: z.int().positive().nullish(),
  teamId: Id.nullish(),
  /** As it is written; default: the name of the body, team or area. */
  assignee: Short.nullish(),
})

export const giveTask = verb({
  name: 'directives.give-task',
  method: 'POST',
  path: '/api/tasks',
  title: { vi: 'Giao một nhiệm vụ', en: 'Give a task' },
  roles: givers,
  input: What.extend({
    taskId: Id.optional(),
    ...To.shape,
    source: Source.default({ kind: 'direct' }),
    measure: z.string().max(60).nullish(),
    measureTarget: z.number().nullish(),
  }),
  output: z.object({ taskId: Id, areaId: z.int() }),
})

/** When it was written down without a network, set right by the clock's measured error. Default: now. */
const captured = { capturedAt: Instant.nullish() }

/** Acts of the doer and of the giver. */
const act = <N extends string, S extends z.ZodRawShape>(
  name: N,
  title: { vi: string; en: string },
  roles: readonly Role[],
  more: S,
) =>
  verb({
    name: `directives.${name}-task`,
    method: 'POST',
    path: `/api/tasks/:taskId/${name}`,
    title,
    roles,
    input: z.object({ taskId: Id, ...more }),
    output: z.object({ taskId: Id, state: z.enum(taskStates), actId: Id }),
  })

export const acceptTask = act('accept', { vi: 'Nhận nhiệm vụ', en: 'Accept a task' }, doers, {
  /** The person who answers for it. */
  responsible: Short.nullish(),
  words: Words.nullish(),
  ...captured,
})
export const refuseTask = act('refuse', { vi: 'Không nhận, có lý do', en: 'Refuse a task, with the reason' }, doers, {
  reason: Reason,
  ...captured,
})
export const progressTask = act('progress', { vi: 'Báo tiến độ', en: 'Report progress' }, doers, {
  words: Words.nullish(),
  percent: z.number().min(0).max(100).nullish(),
  figure: z.number().nullish(),
  unit: z.string().trim().max(40).nullish(),
  /** Of a rhythm: the day that it reports on. Default: today. */
  onDay: Day.nullish(),
  ...captured,
})
export const doneTask = act('done', { vi: 'Báo đã xong', en: 'Report it done' }, doers, {
  words: Words.nullish(),
  figure: z.number().nullish(),
  unit: z.string().trim().max(40).nullish(),
  ...captured,
})
export const checkTask = act('check', { vi: 'Nghiệm thu, kết thúc nhiệm vụ', en: 'Accept it as done' }, givers, {
  words: Words.nullish(),
})
export const reopenTask = act('reopen', { vi: 'Yêu cầu làm lại, có lý do', en: 'Reopen, with the reason' }, givers, {
  reason: Reason,
})
export const withdrawTask = act('withdraw', { vi: 'Rút nhiệm vụ, có lý do', en: 'Withdraw, with the reason' }, givers, {
  reason: Reason,
})
export const moveDue = act('move-due', { vi: 'Đổi thời hạn, có lý do', en: 'Change the deadline, with the reason' }, givers, {
  dueOn: Day,
  reason: Reason,
})

export const deriveTask = verb({
  name: 'directives.derive-task',
  method: 'POST',
  path: '/api/tasks/:taskId/derive',
  title: { vi: 'Cụ thể hóa: giao tiếp từ nhiệm vụ được giao', en: 'Derive tasks from one that was given' },
  roles: givers,
  input: z.object({
    taskId: Id,
    /** Each unit of the level below, of a commune each of its teams; beside those in `to`. */
    each: z.boolean().default(false),
    to: z
      .array(To.extend({ words: Words.nullish(), dueOn: Day.nullish(), responsible: Short.nullish() }))
      .max(300)
      .default([]),
    /** Default for all: the words and the last day of the task itself. */
    words: Words.nullish(),
    dueOn: Day.nullish(),
  }),
  output: z.object({
    made: z.array(z.object({ taskId: Id, areaId: z.int() })),
    /** Units that had the same task already. */
    there: z.int(),
  }),
})

export const State = z.enum(taskStates)
const Turn = z.object({
  from: Day,
  until: Day,
  need: z.int(),
  have: z.int(),
  state: z.enum(['met', 'missed', 'due']),
})
export const TaskRow = z.object({
  taskId: Id,
  areaId: z.int(),
  areaName: z.string(),
  bodyId: z.int().nullable(),
  bodyName: z.string().nullable(),
  teamId: Id.nullable(),
  fromAreaId: z.int(),
  fromName: z.string(),
  parentId: Id.nullable(),
  shared: z.boolean(),
  sourceKind: z.string(),
  sourceId: Id.nullable(),
  sourceLabel: z.string().nullable(),
  assignee: z.string(),
  words: z.string(),
  responsible: z.string().nullable(),
  product: z.string().nullable(),
  reportTo: z.string().nullable(),
  startsOn: Day,
  dueOn: Day.nullable(),
  dueTime: z.string().nullable(),
  dueBefore: z.boolean(),
  perDay: z.int().nullable(),
  everyDays: z.int().nullable(),
  untilOn: Day.nullable(),
  measure: z.string().nullable(),
  givenAt: z.string(),
  state: State,
  percent: z.number().nullable(),
  lastAt: z.string().nullable(),
  /** Since when it is late; null: it is not. */
  lateSince: z.string().nullable(),
  /** Levels that are shown it: 1 the giver, 2 the level above … */
  toldLevels: z.int(),
  /** The turn of a rhythm that is owed now. */
  turn: Turn.nullable(),
  /** Derived tasks: how many, and how many are closed. */
  children: z.int(),
  childrenClosed: z.int(),
  /** What the reader's post may do with it now. */
  mine: z.boolean(),
  given: z.boolean(),
})
export type TaskRow = z.output<typeof TaskRow>

export const tasks = verb({
  name: 'directives.tasks',
  method: 'GET',
  path: '/api/tasks',
  title: { vi: 'Chỉ đạo: nhiệm vụ của tôi, tôi giao, quá hạn', en: 'Tasks: mine, given by me, overdue' },
  roles: taskReaders,
  input: z.object({
    view: z.enum(['mine', 'given', 'told', 'all']).default('all'),
    /** `open`: neither closed nor withdrawn; `late`: open and late. */
    state: z.enum([...taskStates, 'open', 'late', 'any']).default('open'),
    areaId: AreaId.optional(),
    sourceId: Id.optional(),
    parentId: Id.optional(),
    /** `under`: a part stands under the task that it is of where both would be listed, unless what is late or to be checked is asked for. */
    parts: z.enum(['under', 'all']).default('under'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    day: Day,
    total: z.int(),
    late: z.int(),
    /** The instant against which lateness is told. */
    cutOffAt: z.string(),
    /** After how long a late task is shown to whom; null: no policy is in force. */
    chase: z
      .object({ giverHours: z.number(), nextLevelEveryHours: z.number(), confirmed: z.boolean(), source: z.string() })
      .nullable(),
    rows: z.array(TaskRow),
  }),
})

const ActRow = z.object({
  actId: Id,
  kind: z.enum(actKinds),
  at: z.string(),
  /** When it was written down, where that was without a network. */
  capturedAt: z.string().nullable(),
  by: z.string().nullable(),
  byAreaName: z.string(),
  byRole: z.enum(roles),
  onDay: Day.nullable(),
  words: z.string().nullable(),
  percent: z.number().nullable(),
  figure: z.number().nullable(),
  unit: z.string().nullable(),
  responsible: z.string().nullable(),
  dueOn: Day.nullable(),
})
const EvidenceRow = z.object({
  evidenceId: Id,
  kind: z.enum(['file', 'photo', 'figure']),
  note: z.string().nullable(),
  name: z.string().nullable(),
  mime: z.string().nullable(),
  bytes: z.int().nullable(),
  figure: z.number().nullable(),
  unit: z.string().nullable(),
  takenAt: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracyMetres: z.number().nullable(),
  addedAt: z.string(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
})
/** How far the level below has taken a task up. */
export const Coverage = z.object({
  tier: z.enum(['district', 'commune']),
  units: z.int(),
  /** Units that have a task of this one. */
  have: z.int(),
  /** Of these, units that have given their own. */
  derived: z.int(),
  closed: z.int(),
  missing: z.array(z.object({ areaId: z.int(), name: z.string() })),
  notDerived: z.array(z.object({ areaId: z.int(), name: z.string() })),
})

export const task = verb({
  name: 'directives.task',
  method: 'GET',
  path: '/api/tasks/:taskId',
  title: { vi: 'Một nhiệm vụ: 5 rõ, việc đã làm, minh chứng, cấp dưới', en: 'A task: what was done, evidence, those below' },
  roles: taskReaders,
  input: z.object({ taskId: Id }),
  output: TaskRow.extend({
    sourceText: z.string().nullable(),
    helpers: z.array(z.string()),
    measureTarget: z.number().nullable(),
    givenBy: z.string().nullable(),
    acts: z.array(ActRow),
    evidence: z.array(EvidenceRow),
    /** Plans that were handed in as evidence and read. */
    plans: z.array(Plan),
    /** Its product is a plan. */
    expectsPlan: z.boolean(),
    turns: z.array(Turn),
    coverage: Coverage.nullable(),
    /** Acts that fit its state and that the reader's post may do. */
    may: z.array(z.enum(actKinds)),
  }),
})

export const addFigure = verb({
  name: 'directives.add-figure',
  method: 'POST',
  path: '/api/tasks/:taskId/figures',
  title: { vi: 'Thêm số liệu minh chứng', en: 'Add a figure as evidence' },
  roles: doers,
  input: z.object({ taskId: Id, figure: z.number(), unit: z.string().trim().max(40).nullish(), note: Words }),
  output: z.object({ evidenceId: Id }),
})
export const addEvidence = verb({
  name: 'directives.add-evidence',
  method: 'POST',
  path: '/api/tasks/:taskId/evidence',
  title: { vi: 'Thêm tệp, ảnh minh chứng', en: 'Add a file or photo as evidence' },
  roles: doers,
  upload: true,
  input: z.object({
    taskId: Id,
    fileName: z.string().trim().min(1).max(200),
    note: z.string().trim().max(500).optional(),
    /** Of a photo, as the device says: ISO 8601, degrees, metres. */
    takenAt: Instant.optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    accuracyMetres: z.coerce.number().min(0).max(1_000_000).optional(),
    bytes: z.instanceof(Uint8Array),
  }),
  output: z.object({ evidenceId: Id, /** The same file was there. */ known: z.boolean() }),
})
export const voidEvidence = verb({
  name: 'directives.void-evidence',
  method: 'POST',
  path: '/api/tasks/:taskId/evidence/:evidenceId/void',
  title: { vi: 'Rút minh chứng đưa nhầm', en: 'Take back evidence' },
  roles: doers,
  input: z.object({ taskId: Id, evidenceId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
export const evidenceFile = verb({
  name: 'directives.evidence-file',
  method: 'GET',
  path: '/api/tasks/:taskId/evidence/:evidenceId',
  title: { vi: 'Tải minh chứng', en: 'The file of evidence' },
  roles: taskReaders,
  file: true,
  personal: true,
  input: z.object({ taskId: Id, evidenceId: Id }),
  output: z.any(),
})
