import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'

export interface DeviceFact {
  communeId: number
  deviceId: string
  handsetId: string
  accountId: string
  postId: string
  hamletId: number
  sessionHash: Buffer
  /** Null: revoked. */
  shareSalt: Buffer | null
  leaseUntil: string
  lastContactAt: string
  unsent: number
  revokedAt: string | null
}

export const findDevice = (db: Db, deviceId: string) =>
  db.maybe<DeviceFact>(
    kept(sql`
    select commune_id as "communeId", device_id as "deviceId", handset_id as "handsetId", account_id as "accountId", post_id as "postId", hamlet_id as "hamletId",
      session_hash as "sessionHash", share_salt as "shareSalt", lease_until as "leaseUntil", last_contact_at as "lastContactAt", unsent, revoked_at as "revokedAt"
    from device where device_id = ${deviceId} and commune_id between scope_lo() and scope_hi()`),
  )

export interface NewDevice {
  communeId: number
  deviceId: string
  handsetId: string
  accountId: string
  postId: string
  hamletId: number
  label: string | null
  sessionHash: Buffer
  shareSalt: Buffer
  leaseUntil: string
  at: string
  opId: string
}

export const insertDevice = (db: Db, d: NewDevice) =>
  db.run(sql`
    insert into device (commune_id, device_id, handset_id, account_id, post_id, hamlet_id, label, enrolled_at, op_id, session_hash, share_salt, lease_until, last_contact_at)
    values (${d.communeId}, ${d.deviceId}, ${d.handsetId}, ${d.accountId}, ${d.postId}, ${d.hamletId}, ${d.label}, ${d.at}, ${d.opId}, ${d.sessionHash}, ${d.shareSalt},
      ${d.leaseUntil}, ${d.at}) on conflict (commune_id, device_id) do nothing`)

export const updateSession = (db: Db, communeId: number, deviceId: string, hash: Buffer, leaseUntil: string, at: string) =>
  db.run(sql`
    update device set session_hash = ${hash}, lease_until = ${leaseUntil}, last_contact_at = ${at} where commune_id = ${communeId} and device_id = ${deviceId}`)

/** A contact: what the phone holds unsent, what it speaks, until when its names open. */
export const updateContact = (
  db: Db,
  d: { communeId: number; deviceId: string },
  c: { at: string; leaseUntil: string; unsent: number; protocol: number; pushed: boolean },
) =>
  db.run(
    kept(sql`
    update device set last_contact_at = ${c.at}, lease_until = ${c.leaseUntil}, unsent = ${c.unsent}, protocol = ${c.protocol},
      last_push_at = case when ${c.pushed}::boolean then ${c.at}::timestamptz else last_push_at end
    where commune_id = ${d.communeId} and device_id = ${d.deviceId}`),
  )

/** Revokes devices; the salt of the key share goes for good. */
export const revokeDevices = (
  db: Db,
  f: {
    lo: number
    hi: number
    deviceId: string
    handsetId: string | null
    accountId: string | null
    at: string
    by: string
    reason: string
  },
) =>
  db.many<{ deviceId: string; accountId: string; sessionHash: Buffer; unsent: number }>(sql`
    update device set revoked_at = ${f.at}, revoked_by = ${f.by}, revoke_reason = ${f.reason}, share_salt = null
    where commune_id between ${f.lo} and ${f.hi} and revoked_at is null
      and (device_id = ${f.deviceId}::uuid or handset_id = ${f.handsetId}::uuid) and (${f.accountId}::uuid is null or account_id = ${f.accountId}::uuid)
    returning device_id as "deviceId", account_id as "accountId", session_hash as "sessionHash", unsent`)

export interface DeviceRow {
  deviceId: string
  handsetId: string
  communeId: number
  areaName: string
  accountId: string
  username: string
  name: string
  label: string | null
  enrolledAt: string
  lastContactAt: string
  lastPushAt: string | null
  unsent: number
  leaseUntil: string
  protocol: number
  revokedAt: string | null
  revokeReason: string | null
  total: number
}

/** Devices of a range, those with unsent work and the longest silence first. */
export const listDevices = (
  db: Db,
  f: { lo: number; hi: number; state: string; text: string | null; accountIds: readonly string[] | null; limit: number },
) =>
  db.many<DeviceRow>(sql`
    select d.device_id as "deviceId", d.handset_id as "handsetId", d.commune_id as "communeId", a.full_name as "areaName", d.account_id as "accountId",
      coalesce(c.username, '') as username, coalesce(c.full_name, '') as name, d.label, d.enrolled_at as "enrolledAt", d.last_contact_at as "lastContactAt",
      d.last_push_at as "lastPushAt", d.unsent, d.lease_until as "leaseUntil", d.protocol, d.revoked_at as "revokedAt", d.revoke_reason as "revokeReason",
      count(*) over ()::int as total
    from device d join area a on a.area_id = d.commune_id left join account c on c.account_id = d.account_id
    where d.commune_id between ${f.lo} and ${f.hi} and (${f.state}::text = 'all' or (${f.state}::text = 'revoked') = (d.revoked_at is not null))
      and (${f.accountIds}::uuid[] is null or d.account_id = any (${f.accountIds}::uuid[]))
      and (${f.text}::text is null or concat_ws(' ', c.username, c.full_name, d.label) ilike '%' || ${f.text}::text || '%')
    order by d.unsent > 0 desc, d.last_contact_at, d.device_id limit ${f.limit}::int`)

export interface KnownOperation {
  opId: string
  outcome: 'applied' | 'duplicate' | 'merged' | 'conflict' | 'refused' | 'blocked'
  reason: string | null
  refusedId: string | null
  /** Of what was refused: how a person settled it. */
  settledHow: 'applied' | 'discarded' | null
}

/** What came of operations that are known here, by whatever device they were sent. */
export const listKnown = (db: Db, communeId: number, opIds: readonly string[]) =>
  db.many<KnownOperation>(sql`
    select o.op_id as "opId", o.outcome, o.reason, o.refused_id as "refusedId", coalesce(r.settled_how, c.settled_how) as "settledHow"
    from device_operation o
    left join refused_operation r on r.commune_id = o.commune_id and r.refused_id = o.refused_id
    left join refused_check c on c.commune_id = o.commune_id and c.refused_id = o.refused_id
    where o.commune_id = ${communeId}::int and o.op_id = any (${[...opIds]}::uuid[])`)

export interface NewOutcome {
  opId: string
  verb: string
  outcome: string
  reason: string | null
  refusedId: string | null
}

export const insertOutcomes = (
  db: Db,
  of: { communeId: number; hamletId: number; deviceId: string; at: string },
  o: readonly NewOutcome[],
) =>
  db.run(sql`
    insert into device_operation (commune_id, op_id, hamlet_id, device_id, verb, outcome, reason, refused_id, received_at)
    select ${of.communeId}::int, u.i, ${of.hamletId}::int, ${of.deviceId}::uuid, u.v, u.o, u.r, u.f, ${of.at}::timestamptz
    from unnest(${o.map((x) => x.opId)}::uuid[], ${o.map((x) => x.verb)}::text[], ${o.map((x) => x.outcome)}::text[], ${o.map((x) => x.reason)}::text[],
      ${o.map((x) => x.refusedId)}::uuid[]) as u (i, v, o, r, f)
    on conflict (commune_id, op_id) do nothing`)

export const updateOutcome = (db: Db, communeId: number, opId: string, outcome: string, reason: string | null) =>
  db.run(
    sql`update device_operation set outcome = ${outcome}, reason = ${reason} where commune_id = ${communeId} and op_id = ${opId}`,
  )
