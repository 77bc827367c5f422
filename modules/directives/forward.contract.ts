import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { RECEIPT_HOURS } from './forward.rules.ts'
import { Id, offices, Reason, To, taskReaders } from './tasks.contract.ts'

/** Who sends a unit's documents on. */
const senders = ['province', 'district', 'commune', 'cdc', 'station', 'operator'] as const satisfies Role[]
const Note = z.string().trim().min(1).max(1000)

export const forward = verb({
  name: 'directives.forward',
  method: 'POST',
  path: '/api/directives/:directiveId/forward',
  title: { vi: 'Chuyển văn bản xuống đơn vị dưới', en: 'Send a document on to units below' },
  roles: senders,
  input: z.object({
    directiveId: Id,
    /** Each unit of the level below, beside those in `to`. */
    each: z.boolean().default(false),
    to: z
      .array(To.omit({ assignee: true }))
      .max(300)
      .default([]),
    words: Note.nullish(),
    /** A receipt is expected within so many hours. */
    withinHours: z.int().min(1).max(240).default(RECEIPT_HOURS),
  }),
  output: z.object({ sent: z.int(), /** Units that had it already. */ there: z.int() }),
})

const Sent = z.object({
  forwardId: Id,
  directiveId: Id,
  label: z.string(),
  areaId: z.int(),
  /** The unit or body that it was sent to. */
  name: z.string(),
  fromName: z.string(),
  words: z.string().nullable(),
  forwardedAt: z.string(),
  dueAt: z.string(),
  receivedAt: z.string().nullable(),
  /** The officer who said so; null where the reader does not see the account. */
  receivedBy: z.string().nullable(),
  receivedWords: z.string().nullable(),
  late: z.boolean(),
  /** Hours without a receipt; null: received. */
  waitingHours: z.int().nullable(),
  reminders: z.int(),
  remindedAt: z.string().nullable(),
  /** Taken back: the document is not read or reminded of any more; that it was is told to whom it was sent. */
  withdrawnAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  mine: z.boolean(),
})
export type Sent = z.infer<typeof Sent>

export const forwards = verb({
  name: 'directives.forwards',
  method: 'GET',
  path: '/api/directives/:directiveId/forwards',
  title: { vi: 'Nơi nào đã nhận văn bản', en: 'Who has received a document' },
  roles: taskReaders,
  input: z.object({ directiveId: Id }),
  output: z.object({
    /** Without those taken back. */
    total: z.int(),
    received: z.int(),
    late: z.int(),
    /** To paste into a chat: units that wait and their hours, nobody's name. */
    text: z.string().nullable(),
    rows: z.array(Sent),
  }),
})

export const incoming = verb({
  name: 'directives.incoming',
  method: 'GET',
  path: '/api/forwards',
  title: { vi: 'Văn bản chuyển đến đơn vị tôi', en: 'Documents sent to my unit' },
  roles: taskReaders,
  input: z.object({
    state: z.enum(['waiting', 'all']).default('waiting'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({ waiting: z.int(), rows: z.array(Sent) }),
})

export const acknowledge = verb({
  name: 'directives.acknowledge',
  method: 'POST',
  path: '/api/forwards/:forwardId/acknowledge',
  title: { vi: 'Xác nhận đã nhận văn bản', en: 'Say that a document was received' },
  roles: offices,
  input: z.object({ forwardId: Id, words: Note.nullish() }),
  output: z.object({ receivedAt: z.string() }),
})

export const withdrawForward = verb({
  name: 'directives.withdraw-forward',
  method: 'POST',
  path: '/api/directives/:directiveId/withdraw-forward',
  title: { vi: 'Thu hồi văn bản đã chuyển', en: 'Take back a document sent on' },
  roles: senders,
  input: z.object({
    directiveId: Id,
    /** Default: all that one's unit sent. */ forwardIds: z.array(Id).max(300).optional(),
    reason: Reason,
  }),
  output: z.object({
    withdrawn: z.int(),
    /** Of those: what the units below had sent on from there. */ onward: z.int(),
  }),
})

export const remind = verb({
  name: 'directives.remind',
  method: 'POST',
  path: '/api/directives/:directiveId/remind',
  title: { vi: 'Nhắc nơi chưa xác nhận', en: 'Remind those who have not answered' },
  roles: senders,
  input: z.object({ directiveId: Id, /** Default: all who wait. */ forwardIds: z.array(Id).max(300).optional() }),
  output: z.object({
    reminded: z.int(),
    /** Reminded within the hour: left alone. */ recent: z.int(),
    text: z.string().nullable(),
  }),
})
