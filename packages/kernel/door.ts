import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type Now, readClock } from './clock.ts'
import { type App, claim, parseInput, retrying, writeAudit } from './command.ts'
import type { DoorKind, DoorVerb } from './contract.ts'
import { newId } from './ids.ts'
import { defineProblems, Problem } from './problem.ts'
import type { Actor } from './scope.ts'
import type { Secrets } from './secrets.ts'
import { type Db, inTransaction, sql } from './sql.ts'

defineProblems({
  'link-unknown': {
    status: 401,
    title: { vi: 'Đường dẫn này không dùng được', en: 'This link cannot be used' },
    hint: {
      vi: 'Đường dẫn đã bị thu hồi hoặc chưa đủ ký tự. Quét lại mã, hoặc xin trạm y tế cấp lại.',
      en: 'It was revoked, or part of it is missing. Scan the code again, or ask the health station for a new one.',
    },
  },
  'link-other-device': {
    status: 403,
    title: { vi: 'Đường dẫn này đã gắn với một máy khác', en: 'This link is bound to another device' },
    hint: {
      vi: 'Dùng máy đã mở đầu tiên, hoặc xin trạm y tế cấp lại đường dẫn cho máy này.',
      en: 'Use the device that opened it first, or ask the health station to issue it again for this one.',
    },
  },
})

/** What one who comes through a door works with: no area, no reading of others' rows, no events. */
export interface DoorCtx {
  db: Db
  /** Who came, and the commune in whose log it stands. `known`: the link was there before. */
  door: { kind: DoorKind; ownerId: string; communeId: number; known: boolean; keyHash: Buffer }
  today: string
  now: string
  /** When it was written down, by the server's clock: a page that had no network says how long it waited. */
  writtenAt: string
  opId: string
  secrets: Secrets
  /** Adds a detail to the audit row; never personal data. */
  note(details: Record<string, unknown>): void
}

/** A capability behind a door. `write`: claimed by its operation id and recorded; a read is neither. */
export interface DoorOperation<V extends DoorVerb = DoorVerb> {
  verb: V
  handle(ctx: DoorCtx, input: z.output<V['input']>): Promise<z.input<V['output']>>
}
export const door = <V extends DoorVerb>(verb: V, handle: DoorOperation<V>['handle']): DoorOperation<V> => ({ verb, handle })

/** What the database keeps of a secret. @throws Problem link-unknown where it is too short to be one */
export function hashOfKey(key: string | undefined): Buffer {
  if (!key || !/^[\w-]{40,128}$/.test(key)) throw new Problem('link-unknown')
  return createHash('sha256').update(`door ${key}`).digest()
}

export interface DoorCall {
  key: string | undefined
  /** Made by the device at its first visit, and kept there. */
  device?: string | undefined
  opId?: string | undefined
  address?: string | undefined
  /** Minutes since it was written down; three days at most. Beside the content: sent again, the content is the same and the wait is longer. */
  waitedMinutes?: number | undefined
}
const MOST_WAITED = 4320

const codeOf = (e: unknown) => (e as { code?: string }).code
/** A unique violation: an id that was used; a door inserts without looking, for it may not look. */
const refusals: Record<string, string> = { PD003: 'link-unknown', PD004: 'link-other-device', '23505': 'id-in-use' }
const asProblem = (e: unknown): never => {
  const code = refusals[codeOf(e) ?? '']
  throw code ? new Problem(code) : e
}

/**
 * Runs one operation for the holder of a secret link: sets the door's scope, parses, works in one transaction, records a write. A repeat
 * of the same opId answers the first result. @throws Problem
 */
export async function throughDoor<V extends DoorVerb>(
  app: App,
  { verb: v, handle }: DoorOperation<V>,
  rawInput: unknown,
  call: DoorCall,
): Promise<z.output<V['output']>> {
  const opId = call.opId ?? newId()
  const keyHash = hashOfKey(call.key)
  const device = call.device && /^[\w-]{20,128}$/.test(call.device) ? createHash('sha256').update(call.device).digest() : null
  let came: { actor: Actor; now: Now } | undefined
  return retrying(
    () =>
      inTransaction(app.pool, async (db) => {
        const now = await readClock(db)
        const found = await db
          .one<{ ownerId: string; communeId: number; known: boolean }>(sql`
          select owner_id as "ownerId", commune_id as "communeId", known from set_door_scope(${v.door}, ${keyHash}, ${device}, ${now.at})`)
          .catch(asProblem)
        if (!found.known && !v.opens) throw new Problem('link-unknown')
        const actor = { accountId: found.ownerId, postId: null, role: v.door, areaId: found.communeId } as unknown as Actor
        came = { actor, now }
        const input = parseInput(v.input, rawInput) as z.output<V['input']>
        if (v.writes) {
          const earlier = await claim(db, app.secrets, actor, opId, v.name, input, now)
          if (earlier) return v.output.parse(earlier.result) as z.output<V['output']>
        }
        const details: Record<string, unknown> = call.address ? { address: call.address } : {}
        const { today, at } = now
        const waited = Math.min(Math.max(call.waitedMinutes ?? 0, 0), MOST_WAITED) || 0
        const writtenAt = new Date(Date.parse(at) - waited * 60_000).toISOString()
        const answer = await handle(
          {
            ...{ db, today, now: at, writtenAt, opId, secrets: app.secrets },
            door: { kind: v.door, ...found, keyHash },
            note: (more) => void Object.assign(details, more),
          },
          input,
        )
        const result = v.output.parse(answer) as z.output<V['output']>
        if (v.writes) {
          await db.run(
            sql`update operation set result = ${JSON.stringify(result)} where commune_id = ${found.communeId} and op_id = ${opId}`,
          )
          await writeAudit(db, actor, now, { kind: 'write', action: v.name, opId, subjects: [], details })
        }
        return result
      }).catch(asProblem),
    // what was refused is on record after the rollback, as it is for those with an account; who is behind no known link has no log to stand in
    async (error) => {
      if (!came || !(error instanceof Problem)) return
      const { actor, now } = came
      const details = { problem: error.code, ...(call.address && { address: call.address }) }
      await inTransaction(app.pool, (db) =>
        writeAudit(db, actor, now, { kind: 'refused', action: v.name, opId, subjects: [], details }),
      )
    },
  )
}
