import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Now } from './clock.ts'
import type { Role, Verb } from './contract.ts'
import { newId } from './ids.ts'
import { notice, toldText } from './live.ts'
import { Problem } from './problem.ts'
import { type Actor, type Enter, openScope, turnOf, withEngineScope } from './scope.ts'
import type { Secrets } from './secrets.ts'
import { type Db, inTransaction, kept, type Pool, type Statement, sql, type Transaction } from './sql.ts'

/** What every command and read works with. */
export interface Ctx {
  db: Db
  actor: Actor
  /** Local date YYYY-MM-DD by the instance's clock. */
  today: string
  /** Instant by the instance's clock. */
  now: string
  opId: string
  secrets: Secrets
  /** Names the persons whose record this touches; they stand in the audit row. */
  touch(...subjectIds: string[]): void
  /** Adds a detail to the audit row; never personal data. */
  note(details: Record<string, unknown>): void
  /** Tells later modules, in this transaction. */
  emit(event: Event): Promise<void>
  /**
   * Tells those who have a read open that its answer has changed in a commune, once this is committed (docs/adr/0012-live-push.md).
   * For what is rare and waited for: commits that tell wait for one another.
   */
  tell(communeId: number, verb: Pick<Verb, 'name'>): void
  /** Runs it in one journey with the commit: for what nothing in this transaction reads. */
  last(s: Statement): void
  /** An attempt before this one ran into an id that was there already (`ids` of command()): now it looks before it writes. */
  collided: boolean
  /** Work that crosses areas; ends with the scope as it was. */
  acrossAreas<T>(work: () => Promise<T>): Promise<T>
}

type Ahead<V extends Verb, A> = (db: Db, input: z.output<V['input']>) => Promise<A>

/** Something that happened, said by the module that owns it. The body holds ids, never names. */
export interface Event {
  name: string
  communeId: number
  body: Record<string, unknown>
}

export type Handler<I, O> = (ctx: Ctx, input: I, ahead?: unknown) => Promise<O>

/** A verb with what it does. Later modules call `handle` inside their own transaction. */
export interface Operation<V extends Verb = Verb> {
  verb: V
  kind: 'command' | 'read'
  handle: Handler<z.output<V['input']>, z.input<V['output']>>
  /**
   * What `handle` asks in any case, asked in the journey that opens the scope; see read(). Of a command it may hold locks too: it runs behind the turn
   * of the operation.
   */
  ahead?: Ahead<V, unknown>
  /** The unique constraint that the ids it writes without looking may run into; it is then run once more, and `collided`. */
  ids?: string
  /** How its answer is kept for repeats, where that is much shorter than the answer. `open` takes what was kept in full before, too. */
  stored?: Stored<V>
  /** `handle` without its end, which asks and touches nothing and is done while the commit is on its way; see read(). */
  begin?: Handler<z.output<V['input']>, () => z.input<V['output']>>
  /** Of a verb that is made of other operations: each goes through execute() in a transaction of its own. */
  run?(app: App, rawInput: unknown, call: Call): Promise<z.output<V['output']>>
}

export interface Stored<V extends Verb> {
  pack(answer: z.output<V['output']>): unknown
  /** @param input that of the repeat, which is the same */
  open(kept: unknown, input: z.output<V['input']>): unknown
}

/** A write: permission, scope, transaction, idempotency, audit and events come from here; there is no other way to write. */
export function command<V extends Verb>(
  v: V,
  handle: Operation<V>['handle'],
  how: Pick<Operation<V>, 'ids' | 'stored' | 'ahead'> = {},
): Operation<V> {
  if (v.file) throw new Error(`${v.name}: the answer of a command is kept for repeats, so it cannot be a file`)
  return { verb: v, kind: 'command', handle, ...how }
}

/** A read: permission and scope; recorded when it is personal. */
export function read<V extends Verb>(v: V, handle: Operation<V>['handle']): Operation<V>
/**
 * The same in parts, for one that is asked often and answers much. `ahead`: what it asks in any case; that saves a journey. It sees what the post's scope
 * lets see and is asked before anybody has looked whether the post may do this at all: so it reads, and judges nothing. What `handle` gives back makes
 * the answer, out of what was read, while the row of the audit log is on its way to the disk.
 */
export function read<V extends Verb, A>(v: V, ahead: Ahead<V, A>, handle: Begin<V, A>): Operation<V>
export function read<V extends Verb, A>(v: V, first: Operation<V>['handle'] | Ahead<V, A>, second?: Begin<V, A>): Operation<V> {
  if (!second) return { verb: v, kind: 'read', handle: first as Operation<V>['handle'] }
  const ahead = first as Ahead<V, A>
  const begin: Operation<V>['begin'] = async (ctx, input, got) =>
    second(ctx, input, (got as A | undefined) ?? (await ahead(ctx.db, input)))
  return { verb: v, kind: 'read', ahead, begin, handle: async (...of) => (await begin(...of))() }
}
type Begin<V extends Verb, A> = (ctx: Ctx, input: z.output<V['input']>, ahead: A) => Promise<() => z.input<V['output']>>

/** A verb that runs several operations, so that one that is refused takes nothing of the others back. What it runs is checked and recorded each by itself. */
export const several = <V extends Verb>(v: V, run: NonNullable<Operation<V>['run']>): Operation<V> => ({
  verb: v,
  kind: 'command',
  handle: () => Promise.reject(new Error(`${v.name} runs in no transaction of another`)),
  run,
})

/** What a module does on an earlier module's event, in the same transaction. */
export interface Reaction {
  on: string
  react(ctx: Ctx, event: Event): Promise<void>
}

/** The assembled application: what execute() needs. */
export interface App {
  pool: Pool
  secrets: Secrets
  reactions: readonly Reaction[]
}

export interface Call {
  /** Or how it is found, where nothing has to be known of it before the scope is open. */
  postId: string | Enter
  opId?: string | undefined
  address?: string | undefined
}

/** Letters that JSON writes as they are. */
const PLAIN = /^[ !#-[\]-~]*$/

/** The same text for the same value, whatever the order of its keys: JSON; bytes by their hash. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (value instanceof Uint8Array) return `"${createHash('sha256').update(value).digest('hex')}"`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON())
  const object = value as Record<string, unknown>
  const { sorted, written } = keysOf(object)
  let text = ''
  for (let i = 0; i < sorted.length; i++) {
    const inner = object[sorted[i]!]
    if (inner !== undefined) text += `${text && ','}${written[i]}${canonical(inner)}`
  }
  return `{${text}}`
}

interface Keys {
  given: readonly string[]
  sorted: readonly string[]
  written: readonly string[]
}
let last: Keys = { given: [], sorted: [], written: [] }

/** The keys of an object in order. The rows of a list have the same keys, one after another: sorted once. */
function keysOf(object: object): Keys {
  const given = Object.keys(object)
  if (given.length === last.given.length && given.every((key, i) => key === last.given[i])) return last
  const sorted = [...given].sort()
  last = { given, sorted, written: sorted.map((key) => `${JSON.stringify(key)}:`) }
  return last
}

/** Parses an input by its shape; a Problem names each bad field. */
export function parseInput<S extends z.ZodType>(shape: S, input: unknown): z.output<S> {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  const en = z.locales.en().localeError
  const vi = z.locales.vi().localeError
  const words = (issue: z.core.$ZodIssue, of: typeof en) => {
    if (issue.code === 'custom') return issue.message
    const said = of(issue as never)
    return typeof said === 'string' ? said : (said?.message ?? issue.message)
  }
  throw new Problem(
    'invalid-input',
    {},
    parsed.error.issues.map((i) => ({ field: i.path.join('.') || '(toàn bộ)', vi: words(i, vi), en: words(i, en) })),
  )
}

const TRANSIENT = new Set(['40001', '40P01', '55P03'])
const LOST = new Set(['57P01', '57P02', '57P03', '08006', '08003', '53300', 'ECONNREFUSED', 'ECONNRESET'])
const codeOf = (e: unknown) => (e as { code?: string }).code ?? ''

interface AuditRow {
  kind: 'write' | 'read' | 'denied' | 'refused'
  action: string
  opId: string
  subjects: Iterable<string>
  details: Record<string, unknown>
}

const auditRow = (actor: Actor, now: Now, row: AuditRow): Statement =>
  kept(sql`insert into audit (commune_id, audit_id, op_id, at, account_id, post_id, role, action, kind, subject_ids, details)
    values (${actor.areaId}, ${newId()}, ${row.opId}, ${now.at}, ${actor.accountId}, ${actor.postId}, ${actor.role}, ${row.action}, ${row.kind},
            ${[...new Set(row.subjects)]}, ${JSON.stringify(row.details)})`)

/** One row of the audit log. */
export const writeAudit = (db: Db, actor: Actor, now: Now, row: AuditRow) => db.run(auditRow(actor, now, row))

/**
 * Runs a transaction anew where it lost to another one. @throws Problem busy where it loses each time, or the database is not there
 * @param refused told of what it threw in the end
 * @param ids where it ran into this constraint it is run once more, and told so
 */
export async function retrying<T>(
  work: (collided: boolean) => Promise<T>,
  refused?: (error: unknown) => Promise<void>,
  ids?: string,
): Promise<T> {
  let collided = false
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(collided)
    } catch (error) {
      if (TRANSIENT.has(codeOf(error)) && attempt < 5) continue
      if (ids !== undefined && !collided && (error as { constraint?: string }).constraint === ids) {
        collided = true
        continue
      }
      // lost again and again: nothing was written, and it may be sent anew
      const lost = TRANSIENT.has(codeOf(error)) || LOST.has(codeOf(error))
      if (lost || /timeout exceeded when trying to connect/.test((error as Error).message)) throw new Problem('busy')
      const reused = (error as { constraint?: string }).constraint === 'operation_pkey'
      const said = reused ? new Problem('operation-reused') : error
      await refused?.(said)
      throw said
    }
  }
}

/** True where the role holds the verb. */
export const mayUse = (role: Role, v: Verb): boolean => v.roles.includes(role)

/**
 * Runs one operation for one post: sets the scope, checks the permission, parses the input, works in one transaction, records it.
 * A repeat of the same opId answers the first result and writes nothing; the same opId with other content is refused.
 * Serialization failures and deadlocks are retried; refusals are audited after the rollback.
 * @param made what the caller makes of the answer, while the commit is on its way
 * @throws Problem
 */
export async function execute<V extends Verb, R = z.output<V['output']>>(
  app: App,
  operation: Operation<V>,
  rawInput: unknown,
  call: Call,
  made: (answer: z.output<V['output']>) => R = (answer) => answer as R,
): Promise<R> {
  const { verb: v } = operation
  if (operation.run) return made(await operation.run(app, rawInput, call))
  const opId = call.opId ?? newId()
  const asked = readInput(v.input, rawInput)
  let known: { actor: Actor; now: Now } | undefined
  return retrying(
    (collided) =>
      inTransaction(
        app.pool,
        async (db) => {
          const [scope, earlier, ahead] = await Promise.all([
            opened(db, call.postId, operation.kind === 'command' ? opId : null),
            operation.kind === 'command' ? findEarlier(db, opId) : [],
            asked instanceof Problem ? undefined : operation.ahead?.(db, asked.input as z.output<V['input']>),
          ]).catch((e: unknown) => {
            throw codeOf(e) === 'PD001' ? new Problem('not-signed-in') : e
          })
          known = scope
          const { actor, now } = scope
          // permission before shape: who may not do it learns nothing of how it is done, and the attempt is recorded
          if (!mayUse(actor.role, v)) throw new Problem('forbidden', { role: actor.role, verb: v.title.vi, verbName: v.name })
          if (asked instanceof Problem) throw asked
          const input = asked.input as z.output<V['input']>
          const hash = operation.kind === 'command' ? hashOf(app.secrets, input) : null
          // an account may repeat what it sent in another of its posts, whose area is another
          const done = earlier.find((e) => e.communeId === actor.areaId || e.accountId === actor.accountId)
          if (done) {
            if (done.command !== v.name || !hash!.equals(done.hash)) throw new Problem('operation-reused')
            if (v.once) throw new Problem('shown-once')
            const result = v.output.parse(operation.stored?.open(done.result, input) ?? done.result) as z.output<V['output']>
            return () => result
          }
          const subjects: string[] = []
          const details: Record<string, unknown> = call.address ? { address: call.address } : {}
          const told = new Set<string>()
          const ctx = context(app, db, actor, now, opId, subjects, details, told, collided)
          const shaped = (answer: z.input<V['output']>) =>
            v.file ? (answer as z.output<V['output']>) : (v.output.parse(answer) as z.output<V['output']>)
          if (operation.begin) {
            const end = await operation.begin(ctx, input, ahead)
            if (v.personal) db.last(auditRow(actor, now, { kind: 'read', action: v.name, opId, subjects, details }))
            return () => shaped(end())
          }
          const result = shaped(await operation.handle(ctx, input, ahead))
          if (hash) {
            db.last(
              kept(sql`
            insert into operation (commune_id, op_id, command, account_id, input_hash, result, at)
            values (${actor.areaId}, ${opId}, ${v.name}, ${actor.accountId}, ${hash}, ${v.once ? null : JSON.stringify(operation.stored?.pack(result) ?? result)}, ${now.at})`),
            )
            db.last(auditRow(actor, now, { kind: 'write', action: v.name, opId, subjects, details }))
            if (told.size > 0) db.last(notice([...told]))
          } else if (v.personal) {
            db.last(auditRow(actor, now, { kind: 'read', action: v.name, opId, subjects, details }))
          }
          return () => result
        },
        'read committed',
        (result) => made(result()),
      ),
    async (error) => {
      if (known && error instanceof Problem) await recordRefusal(app.pool, known.actor, known.now, v.name, opId, error)
    },
    operation.ids,
  )
}

const opened = (db: Db, by: string | Enter, opId: string | null): Promise<{ actor: Actor; now: Now }> =>
  typeof by === 'string' ? openScope(db, by, opId) : by(db, opId)

/** Read before the transaction, said after the permission. */
function readInput(shape: z.ZodType, raw: unknown): Problem | { input: unknown } {
  try {
    return { input: parseInput(shape, raw) }
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Keyed: an input may hold a password, and a plain hash of it could be guessed offline. */
const hashOf = (secrets: Secrets, input: unknown): Buffer =>
  createHmac('sha256', keyOf(secrets)).update(canonical(input)).digest()

const keys = new WeakMap<Secrets, KeyObject>()
function keyOf(secrets: Secrets): KeyObject {
  const known = keys.get(secrets) ?? createSecretKey(secrets.derive('operation'))
  keys.set(secrets, known)
  return known
}

interface Earlier {
  communeId: number
  accountId: string
  command: string
  hash: Buffer
  result: unknown
}

/** Operations of that id in the scope. Wait for its turn first. */
const findEarlier = (db: Db, opId: string) =>
  db.many<Earlier>(
    kept(sql`
    select commune_id as "communeId", account_id as "accountId", command, input_hash as hash, result from operation where op_id = ${opId}::uuid`),
  )

/** Takes an operation id for this content; what it answered before, where it was taken already. @throws Problem operation-reused */
export async function claim(
  db: Db,
  secrets: Secrets,
  actor: Actor,
  opId: string,
  name: string,
  input: unknown,
  now: Now,
): Promise<{ result: unknown } | null> {
  const hash = hashOf(secrets, input)
  const [, found] = await Promise.all([db.run(kept(turnOf(opId))), findEarlier(db, opId)])
  const earlier = found.find((e) => e.communeId === actor.areaId || e.accountId === actor.accountId)
  if (!earlier) {
    const claimed = await db.run(sql`
      insert into operation (commune_id, op_id, command, account_id, input_hash, at)
      values (${actor.areaId}, ${opId}, ${name}, ${actor.accountId}, ${hash}, ${now.at}) on conflict (commune_id, op_id) do nothing`)
    if (claimed === 0) throw new Problem('operation-reused')
    return null
  }
  if (earlier.command !== name || !hash.equals(earlier.hash)) throw new Problem('operation-reused')
  return { result: earlier.result }
}

function context(
  app: App,
  db: Transaction,
  actor: Actor,
  now: Now,
  opId: string,
  subjects: string[],
  details: Record<string, unknown>,
  told: Set<string>,
  collided: boolean,
): Ctx {
  let across = 0
  const ctx: Ctx = {
    db,
    actor,
    today: now.today,
    now: now.at,
    opId,
    secrets: app.secrets,
    last: (s) => db.last(s),
    collided,
    touch: (...ids) => void subjects.push(...ids),
    note: (more) => void Object.assign(details, more),
    tell: (communeId, { name }) => void told.add(toldText({ verb: name, communeId })),
    async acrossAreas(work) {
      if (across > 0) return work()
      across++
      try {
        return await withEngineScope(db, actor, work)
      } finally {
        across--
      }
    },
    async emit(event) {
      const told = db.run(
        kept(sql`insert into event (commune_id, event_id, op_id, at, name, body)
        values (${event.communeId}, ${newId()}, ${opId}, ${now.at}, ${event.name}, ${JSON.stringify(event.body)})`),
      )
      const listening = app.reactions.filter((r) => r.on === event.name)
      // nobody is to be told now: it travels with what is asked next. Where it fails all that comes after it fails too, the commit as well
      if (listening.length === 0) return void told.catch(() => {})
      await told
      for (const reaction of listening) await reaction.react(ctx, event)
    },
  }
  return ctx
}

async function recordRefusal(pool: Pool, actor: Actor, now: Now, action: string, opId: string, problem: Problem): Promise<void> {
  await inTransaction(pool, (db) =>
    db.run(
      auditRow(actor, now, {
        kind: problem.code === 'forbidden' ? 'denied' : 'refused',
        action,
        opId,
        subjects: [],
        details: { problem: problem.code },
      }),
    ),
  )
}
