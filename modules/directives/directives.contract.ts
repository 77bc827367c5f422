import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Draft, Header } from './draft.contract.ts'
import { Day, Id, Reason, State, taskReaders } from './tasks.contract.ts'

/** Who keeps a unit's book of incoming documents. */
const takers = ['province', 'district', 'commune', 'cdc', 'station', 'operator'] as const satisfies Role[]
/** Who confirms in a unit's name what it is to do and gives it on: its steering committee. */
const issuers = ['province', 'district', 'commune', 'operator'] as const satisfies Role[]

export const takeIn = verb({
  name: 'directives.take-in',
  method: 'POST',
  path: '/api/directives',
  title: { vi: 'Tiếp nhận văn bản chỉ đạo', en: 'Take in a directive' },
  roles: takers,
  upload: true,
  input: z.object({
    fileName: z.string().trim().min(1).max(200),
    /** Default: today. */
    receivedOn: Day.optional(),
    bytes: z.instanceof(Uint8Array),
  }),
  output: z.object({
    directiveId: Id,
    incomingNo: z.int(),
    incomingYear: z.int(),
    /** The same file was taken in before: nothing was added. */
    known: z.boolean(),
    tasks: z.int(),
  }),
})

const State_ = z.enum(['draft', 'issued', 'voided'])
const Row = z.object({
  directiveId: Id,
  areaId: z.int(),
  areaName: z.string(),
  incomingNo: z.int(),
  incomingYear: z.int(),
  receivedOn: Day,
  fileName: z.string(),
  state: State_,
  issuedAt: z.string().nullable(),
  header: Header,
  /** Tasks in the draft, or given. */
  tasks: z.int(),
})
export const directives = verb({
  name: 'directives.list',
  method: 'GET',
  path: '/api/directives',
  title: { vi: 'Sổ văn bản chỉ đạo', en: 'Directives taken in' },
  roles: taskReaders,
  input: z.object({
    state: z.enum([...State_.options, 'all']).default('all'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ total: z.int(), rows: z.array(Row) }),
})

export const NotReady = z.object({
  key: z.string(),
  why: z.enum(['undecided', 'nobody', 'unmatched', 'rhythm', 'dates']),
  written: z.string().optional(),
})
export const directive = verb({
  name: 'directives.show',
  method: 'GET',
  path: '/api/directives/:directiveId',
  title: { vi: 'Đọc chỉ thị: văn bản và nhiệm vụ', en: 'A directive with its tasks' },
  roles: taskReaders,
  input: z.object({ directiveId: Id }),
  output: Row.extend({
    text: z.string(),
    takenAt: z.string(),
    takenBy: z.string().nullable(),
    issuedBy: z.string().nullable(),
    issuedRole: z.string().nullable(),
    stamps: z.array(z.string()),
    references: z.array(z.object({ number: z.string(), date: Day.nullable() })),
    /** Of whoever took it in; null for those below, and once issued. */
    draft: Draft.nullable(),
    draftNo: z.int(),
    notReady: z.array(NotReady),
    /** Once issued: the tasks of it that the reader may see, those of its own unit first. */
    given: z.array(
      z.object({
        taskId: Id,
        areaId: z.int(),
        assignee: z.string(),
        words: z.string(),
        span: z.tuple([z.int(), z.int()]).nullable(),
        state: State,
        dueOn: Day.nullable(),
        dueBefore: z.boolean(),
        late: z.boolean(),
        children: z.int(),
        childrenClosed: z.int(),
      }),
    ),
    mayConfirm: z.boolean(),
  }),
})

export const saveDraft = verb({
  name: 'directives.save-draft',
  method: 'POST',
  path: '/api/directives/:directiveId/draft',
  title: { vi: 'Lưu bản đang soát', en: 'Save the draft of a directive’s tasks' },
  roles: takers,
  input: z.object({ directiveId: Id, /** The draft that it was made from. */ from: z.int().min(1), draft: Draft }),
  output: z.object({ draftNo: z.int(), notReady: z.array(NotReady) }),
})

export const issue = verb({
  name: 'directives.issue',
  method: 'POST',
  path: '/api/directives/:directiveId/issue',
  title: { vi: 'Xác nhận và giao nhiệm vụ của văn bản', en: 'Confirm and issue the tasks of a directive' },
  roles: issuers,
  input: z.object({ directiveId: Id, /** The draft that was looked at. */ draftNo: z.int().min(1) }),
  output: z.object({
    /** Tasks as confirmed. */
    tasks: z.int(),
    /** Rows made: each assignee’s own. */
    given: z.int(),
    issuedAt: z.string(),
  }),
})

export const voidDirective = verb({
  name: 'directives.void',
  method: 'POST',
  path: '/api/directives/:directiveId/void',
  title: { vi: 'Bỏ văn bản tiếp nhận nhầm', en: 'Void a directive taken in by mistake' },
  roles: takers,
  input: z.object({ directiveId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

export const directiveFile = verb({
  name: 'directives.file',
  method: 'GET',
  path: '/api/directives/:directiveId/file',
  title: { vi: 'Tải tệp văn bản gốc', en: 'The file of a directive' },
  roles: taskReaders,
  file: true,
  personal: true,
  input: z.object({ directiveId: Id }),
  output: z.any(),
})
