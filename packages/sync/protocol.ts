/** What goes over the wire between a phone and the server. Only optional keys are added within a version; unknown keys are passed over. */
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

/** The version that this code speaks. */
export const PROTOCOL = 5
/** From this version on a home may come packed: one row that stands for several. */
export const PACKED_FROM = 3
/** From this version on what ages of a home comes by columns, not as lists. */
export const COLUMNS_FROM = 4
/** From this version on a page of homes comes in three rows, with no small object for each. */
export const PAGES_FROM = 5
/** The oldest version that is still answered in its own words: a phone that was off for weeks is served, never refused its data. */
export const OLDEST_PROTOCOL = 1
/** Most operations of one push. */
export const MOST_OPERATIONS = 100

const Id = z.uuid()
const Words = z.object({ vi: z.string(), en: z.string() })
/** The version to answer in: the phone's where it is known here, else the nearest. */
export const spoken = (asked: number): number => Math.max(OLDEST_PROTOCOL, Math.min(PROTOCOL, asked))

/** One thing that a person did on the phone. Its id is made there, so that it can be sent any number of times. */
export const Operation = z.object({
  opId: Id,
  /** Name of the server's verb; of `checks.push-round` the input is one check. */
  verb: z.string().min(1).max(80),
  input: z.record(z.string(), z.unknown()),
  /** Operations without which this one makes no sense. */
  dependsOn: z.array(Id).max(20).default([]),
  /** By the phone's clock. */
  capturedAt: Instant,
  /** Server clock less phone clock as last measured before it was captured; null: not known. */
  clockErrorMs: z.int().nullable(),
  /** The order in which the phone recorded them. */
  seq: z.int().min(0),
})
export type Operation = z.output<typeof Operation>

/**
 * `applied`; `duplicate`: it was here; `merged`: beside another, nothing lost; `conflict`: beside another that says something else, shown to
 * a person; `refused`: kept on the server until a person has settled it; `blocked`: what it depends on is refused or not here yet.
 */
export const Outcome = z.enum(['applied', 'duplicate', 'merged', 'conflict', 'refused', 'blocked'])
export type Outcome = z.infer<typeof Outcome>
export const accepts = (outcome: Outcome): boolean => outcome !== 'refused' && outcome !== 'blocked'

export const OperationAnswer = z.object({
  opId: Id,
  outcome: Outcome,
  /** Why refused, or what of it was taken otherwise than it was said: a problem code or a reason of the module. */
  reason: z.string().optional(),
  words: Words.optional(),
  /** Under what id the server keeps what it refused. */
  refusedId: Id.optional(),
  /** Of `blocked`: true where the server holds it and the phone need not send it again. */
  held: z.boolean().optional(),
})
export type OperationAnswer = z.output<typeof OperationAnswer>

export const PushRequest = z.object({
  protocol: z.int().min(1),
  deviceId: Id,
  operations: z.array(Operation).min(1).max(MOST_OPERATIONS),
  /** What the phone still holds unsent after these; so that the server knows what a lost phone took with it. */
  unsent: z.int().min(0).default(0),
})
export type PushRequest = z.output<typeof PushRequest>

export const PushAnswer = z.object({
  protocol: z.int(),
  serverTime: Instant,
  /** In the order sent. May be shorter than what was sent: the server became busy, and the rest is to be sent again. */
  answers: z.array(OperationAnswer),
})
export type PushAnswer = z.output<typeof PushAnswer>

/** What opens a member's names on this phone for a while. */
export const Lease = z.object({
  leaseUntil: Instant,
  /** The server's half of the key of names, base64. Gone from the server once the device is revoked. */
  keyShare: z.string(),
  /** Unsent operations are sealed to this key (P-256, uncompressed point, base64). */
  serverKey: z.string(),
})
export type Lease = z.output<typeof Lease>

export const Manifest = Lease.extend({
  /** Changes when the rights of the device change. */
  version: z.string(),
  role: z.string(),
  accountId: z.string().optional(),
  communeId: z.int(),
  /** Of the instance: its mode, and its local day at this contact. */
  mode: z.enum(['drill', 'real']).optional(),
  today: Day.optional(),
  teams: z.array(z.object({ teamId: Id, code: z.string(), name: z.string(), communeId: z.int(), hamletId: z.int() })),
  /** Rows of a day before this one are to be forgotten. */
  keepFrom: Day,
})
export type Manifest = z.output<typeof Manifest>

/** One replicated document. `body` null: it is gone, or is no longer this phone's to hold. */
export const Row = z.object({
  collection: z.string(),
  id: z.string(),
  version: z.string(),
  /** The local day that it is of, where it ages. */
  day: Day.nullish(),
  body: z.record(z.string(), z.unknown()).nullable(),
})
export type Row = z.output<typeof Row>

export const PullRequest = z.object({
  protocol: z.coerce.number().int().min(1),
  deviceId: Id,
  cursor: z.string().max(4000).optional(),
  unsent: z.coerce.number().int().min(0).default(0),
})
export type PullRequest = z.input<typeof PullRequest>

export const PullAnswer = z.object({
  protocol: z.int(),
  /** Of the database; another one after a restore. */
  epoch: z.string(),
  cursor: z.string(),
  /** True: everything comes anew; what does not come is gone. */
  reset: z.boolean(),
  /** More rows follow under this cursor. */
  more: z.boolean(),
  serverTime: Instant,
  /** In a drill, by how much the drill's calendar is away from the real one; else 0. */
  shiftMs: z.int(),
  manifest: Manifest,
  /** Homes that are no longer this phone's: every row whose id begins with one of these goes. */
  purge: z.array(z.string()),
  rows: z.array(Row),
})
export type PullAnswer = z.output<typeof PullAnswer>

/** What a device is given once, when a member signs in on it. */
export const Enrolment = Lease.extend({
  deviceId: Id,
  /** Bearer token of this device, for the post it was enrolled in. */
  token: z.string(),
  /** Proves that a sealed operation was made on this device; 32 bytes, base64. */
  deviceKey: z.string(),
  /** Of the database. */
  epoch: z.string(),
  serverTime: Instant,
  shiftMs: z.int(),
})
export type Enrolment = z.output<typeof Enrolment>

/** A file of operations that could not be sent: only the server opens it. */
export const SealedExport = z.object({
  format: z.literal('phaodai-sealed-operations'),
  version: z.literal(1),
  deviceId: Id,
  madeAt: Instant,
  operations: z.array(z.object({ opId: Id, seq: z.int(), sealed: z.string() })).max(20_000),
})
export type SealedExport = z.output<typeof SealedExport>

/** The same answer in the words of an older version: the first one knew neither `merged`, `conflict` nor `blocked`. */
export function inWordsOf(protocol: number, answers: OperationAnswer[]): OperationAnswer[] {
  if (protocol >= 2) return answers
  return answers.flatMap((a) => {
    if (a.outcome === 'merged' || a.outcome === 'conflict') return [{ ...a, outcome: 'applied' as const }]
    if (a.outcome !== 'blocked') return [a]
    // it would take an answer for the end of the matter: what it must send again is not answered
    return a.held ? [{ ...a, outcome: 'refused' as const, reason: a.reason ?? 'blocked' }] : []
  })
}
