import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface StoredForward {
  forwardId: string
  directiveId: string
  label: string
  areaId: number
  bodyId: number
  name: string
  fromAreaId: number
  fromName: string
  words: string | null
  forwardedAt: string
  dueAt: string
  receivedAt: string | null
  receivedBy: string | null
  receivedWords: string | null
  reminders: number
  remindedAt: string | null
  withdrawnAt: string | null
  withdrawnReason: string | null
  /** In whose book the document is. */
  directiveAreaId: number
}

interface Filter {
  forwardId?: string | null
  directiveId?: string | null
  fromAreaId?: number | null
  areaId?: number | null
  /** To any of these bodies; 0: the committee of the area. */
  bodyIds?: readonly number[] | null
  /** Stands, and is not acknowledged. */
  waiting: boolean
  limit?: number
}

/** What was sent, by document, by who sent it, to whom, or one by its id; each filter may be left out. */
export const listForwards = (
  db: Db,
  { forwardId = null, directiveId = null, fromAreaId = null, areaId = null, bodyIds = null, waiting, limit = 2000 }: Filter,
): Promise<StoredForward[]> =>
  db.many(sql`
    select f.forward_id as "forwardId", f.directive_id as "directiveId", f.label, f.commune_id as "areaId", f.body_id as "bodyId", coalesce(b.name, a.full_name) as name,
      f.from_area_id as "fromAreaId", g.full_name as "fromName", f.words, f.forwarded_at as "forwardedAt", f.due_at as "dueAt", r.received_at as "receivedAt",
      c.full_name as "receivedBy", r.words as "receivedWords", coalesce(m.n, 0)::int as reminders, m.last as "remindedAt",
      f.withdrawn_at as "withdrawnAt", f.withdraw_reason as "withdrawnReason", f.directive_area_id as "directiveAreaId"
    from forward f join area a on a.area_id = f.commune_id join area g on g.area_id = f.from_area_id left join body b on b.body_id = f.body_id
    left join forward_receipt r on r.commune_id = f.commune_id and r.forward_id = f.forward_id
    left join account c on c.account_id = r.received_by
    left join lateral (select count(*) as n, max(reminded_at) as last from forward_reminder x where x.commune_id = f.commune_id and x.forward_id = f.forward_id) m on true
    where (${forwardId}::uuid is null or f.forward_id = ${forwardId}::uuid) and (${directiveId}::uuid is null or f.directive_id = ${directiveId}::uuid)
      and (${fromAreaId}::int is null or f.from_area_id = ${fromAreaId}::int) and (${areaId}::int is null or f.commune_id = ${areaId}::int)
      and (${bodyIds}::int[] is null or f.body_id = any (${bodyIds}::int[]))
      and (not ${waiting}::boolean or (r.received_at is null and f.withdrawn_at is null))
    order by f.forwarded_at desc, f.commune_id limit ${limit}`)

/** Bodies that an area was ever sent documents for; 0: its committee. */
export const listReceivers = (db: Db, areaId: number): Promise<{ areaId: number; bodyId: number; bodyName: string | null }[]> =>
  db.many(sql`
    select distinct f.commune_id as "areaId", f.body_id as "bodyId", b.name as "bodyName"
    from forward f left join body b on b.body_id = f.body_id where f.commune_id = ${areaId}`)

/** What stands of documents from other books, to whom; one, or with null all. */
export const listSentHere = (
  db: Db,
  directiveId: string | null,
): Promise<{ directiveId: string; areaId: number; bodyId: number; bodyName: string | null }[]> =>
  db.many(sql`
    select distinct f.directive_id as "directiveId", f.commune_id as "areaId", f.body_id as "bodyId", b.name as "bodyName"
    from forward f left join body b on b.body_id = f.body_id
    where f.withdrawn_at is null and not f.directive_area_id between scope_lo() and scope_hi()
      and (${directiveId}::uuid is null or f.directive_id = ${directiveId}::uuid)`)

/** One row a receiver; who has it already is left as it is. */
export const insertForwards = (
  db: Db,
  rows: readonly { forwardId: string; areaId: number; bodyId: number }[],
  of: { directiveId: string; directiveAreaId: number; label: string; fromAreaId: number; words: string | null; dueAt: string },
  by: { at: string; accountId: string; opId: string },
): Promise<{ areaId: number; forwardId: string }[]> =>
  db.many(sql`
    insert into forward (commune_id, forward_id, body_id, directive_id, directive_area_id, label, from_area_id, words, due_at, forwarded_at, forwarded_by, op_id)
    select x.area, x.id, x.body, ${of.directiveId}, ${of.directiveAreaId}, ${of.label}, ${of.fromAreaId}, ${of.words}, ${of.dueAt}, ${by.at}, ${by.accountId}, ${by.opId}
    from unnest(${rows.map((r) => r.areaId)}::int[], ${rows.map((r) => r.forwardId)}::uuid[], ${rows.map((r) => r.bodyId)}::int[]) as x(area, id, body)
    on conflict (commune_id, forward_id) do nothing returning commune_id as "areaId", forward_id as "forwardId"`)

export const insertReceipt = (
  db: Db,
  r: { areaId: number; forwardId: string; bodyId: number; words: string | null; role: string },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into forward_receipt (commune_id, forward_id, body_id, words, received_at, received_by, by_role, op_id)
    values (${r.areaId}, ${r.forwardId}, ${r.bodyId}, ${r.words}, ${by.at}, ${by.accountId}, ${r.role}, ${by.opId})
    on conflict (commune_id, forward_id) do nothing`)

export const insertReminders = (
  db: Db,
  rows: readonly { reminderId: string; forwardId: string; areaId: number; bodyId: number }[],
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into forward_reminder (commune_id, reminder_id, forward_id, body_id, reminded_at, reminded_by, op_id)
    select x.area, x.id, x.forward, x.body, ${by.at}, ${by.accountId}, ${by.opId}
    from unnest(${rows.map((r) => r.areaId)}::int[], ${rows.map((r) => r.reminderId)}::uuid[], ${rows.map((r) => r.forwardId)}::uuid[], ${rows.map((r) => r.bodyId)}::int[])
      as x(area, id, forward, body)`)

/** Takes sendings back, once. */
export const setWithdrawn = (
  db: Db,
  rows: readonly { areaId: number; forwardId: string }[],
  reason: string,
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    update forward f set withdrawn_at = ${by.at}, withdrawn_by = ${by.accountId}, withdraw_op = ${by.opId}, withdraw_reason = ${reason}
    from unnest(${rows.map((r) => r.areaId)}::int[], ${rows.map((r) => r.forwardId)}::uuid[]) as x(area, id)
    where f.commune_id = x.area and f.forward_id = x.id and f.withdrawn_at is null`)
