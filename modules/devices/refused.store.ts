import type { Role } from '@phaodai/kernel/contract.ts'
import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'

export interface NewRefused {
  refusedId: string
  opId: string
  verb: string
  /** Sealed: a payload may hold a number of identity. */
  payload: Buffer
  dependsOn: readonly string[]
  reason: string
  details: string
  capturedAt: string
}

/** One of an operation; one that is there already stays as it is. */
export const insertRefused = (
  db: Db,
  of: { communeId: number; hamletId: number; deviceId: string; accountId: string; postId: string; at: string },
  r: NewRefused,
) =>
  db.run(sql`
    insert into refused_operation (commune_id, refused_id, hamlet_id, device_id, op_id, verb, payload, depends_on, reason, details, captured_at, received_at, account_id, post_id)
    values (${of.communeId}, ${r.refusedId}, ${of.hamletId}, ${of.deviceId}, ${r.opId}, ${r.verb}, ${r.payload}, ${[...r.dependsOn]}, ${r.reason}, ${r.details},
      ${r.capturedAt}, ${of.at}, ${of.accountId}, ${of.postId}) on conflict (commune_id, refused_id) do nothing`)

export interface RecorderPost {
  role: Role
  areaId: number
  lo: number
  hi: number
  hamletId: number
  bodyId: number
}

export interface RefusedRow {
  communeId: number
  refusedId: string
  hamletId: number
  deviceId: string
  opId: string
  verb: string
  payload: Buffer
  dependsOn: string[]
  reason: string
  details: Record<string, unknown>
  capturedAt: string
  receivedAt: string
  accountId: string
  postId: string
  byName: string
  settledAt: string | null
  settledHow: 'applied' | 'discarded' | null
  settleReason: string | null
  settledByName: string | null
  /** Names of the fields that were set right; null: not settled, or before they were kept. */
  settledChanged: string[] | null
  areaName: string
  /** The post that recorded it; null where it is out of sight. */
  post: RecorderPost | null
  total: number
}

export const listRefused = (
  db: Db,
  f: {
    lo: number
    hi: number
    state: string
    accountId: string | null
    refusedId: string | null
    from: string | null
    limit: number
    offset?: number
  },
) =>
  db.many<RefusedRow>(sql`
    select r.commune_id as "communeId", r.refused_id as "refusedId", r.hamlet_id as "hamletId", r.device_id as "deviceId", r.op_id as "opId", r.verb, r.payload,
      r.depends_on as "dependsOn", r.reason, r.details, r.captured_at as "capturedAt", r.received_at as "receivedAt", r.account_id as "accountId", r.post_id as "postId", s.full_name as "settledByName",
      case when po.post_id is not null then jsonb_build_object('role', po.role, 'areaId', po.area_id, 'lo', ar.lo, 'hi', ar.hi,
        'hamletId', po.hamlet_id, 'bodyId', po.body_id) end as post,
      coalesce(a.full_name, '') as "byName", r.settled_at as "settledAt", r.settled_how as "settledHow", r.settle_reason as "settleReason", r.settled_changed as "settledChanged", un.full_name as "areaName", count(*) over ()::int as total
    from refused_operation r join area un on un.area_id = r.commune_id left join account a on a.account_id = r.account_id left join account s on s.account_id = r.settled_by
      left join post po on po.post_id = r.post_id left join area ar on ar.area_id = po.area_id
    where r.commune_id between ${f.lo} and ${f.hi} and (${f.accountId}::uuid is null or r.account_id = ${f.accountId}::uuid)
      and (${f.refusedId}::uuid is null or r.refused_id = ${f.refusedId}::uuid)
      and (${f.from}::timestamptz is null or r.received_at >= ${f.from}::timestamptz or r.settled_at is null)
      and (${f.state}::text = 'all' or (${f.state}::text = 'open') = (r.settled_at is null))
    order by r.received_at, cardinality(r.depends_on), r.captured_at, r.refused_id limit ${f.limit}::int offset ${f.offset ?? 0}::int`)

/** What an account sent and was refused since an instant, or is not settled yet; 500 at most. */
export const listRefusedOf = (db: Db, accountId: string, from: string) =>
  db.many<Pick<RefusedRow, 'refusedId' | 'opId' | 'verb' | 'reason' | 'details' | 'receivedAt' | 'settledHow' | 'settleReason'>>(
    kept(sql`
    select refused_id as "refusedId", op_id as "opId", verb, reason, details, received_at as "receivedAt", settled_how as "settledHow", settle_reason as "settleReason"
    from refused_operation where commune_id between scope_lo() and scope_hi() and account_id = ${accountId}::uuid
      and (received_at >= ${from}::timestamptz or settled_at is null)
    order by received_at, cardinality(depends_on), captured_at, refused_id limit 500`),
  )

/** What waits for an operation, in the order received. */
export const listWaiting = (db: Db, communeId: number, opId: string) =>
  db.many<{ refusedId: string }>(sql`
    select refused_id as "refusedId" from refused_operation
    where commune_id = ${communeId} and depends_on @> array[${opId}::uuid] and settled_at is null order by received_at, captured_at, refused_id`)

export const updateSettled = (
  db: Db,
  r: { communeId: number; refusedId: string },
  s: { how: 'applied' | 'discarded'; reason: string; changed: readonly string[]; at: string; by: string },
) =>
  db.run(sql`
    update refused_operation set settled_at = ${s.at}, settled_by = ${s.by}, settled_how = ${s.how}, settle_reason = ${s.reason}, settled_changed = ${[...s.changed]}
    where commune_id = ${r.communeId} and refused_id = ${r.refusedId} and settled_at is null`)

export const updateReason = (db: Db, r: { communeId: number; refusedId: string }, reason: string) =>
  db.run(sql`update refused_operation set reason = ${reason} where commune_id = ${r.communeId} and refused_id = ${r.refusedId}`)

/** A part that may fail without the rest: what it wrote is taken back where it throws. */
export const savepoint = (db: Db) => db.run(sql`savepoint one_operation`)
export const rollback = (db: Db) => db.run(sql`rollback to savepoint one_operation`)
