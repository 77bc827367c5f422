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
}

/** What was sent, by document, by who sent it, to whom, or one by its id; each filter may be null. */
export const listForwards = (
  db: Db,
  f: {
    forwardId: string | null
    directiveId: string | null
    fromAreaId: number | null
    areaId: number | null
    bodyId: number | null
    waiting: boolean
    limit: number
  },
): Promise<StoredForward[]> =>
  db.many(sql`
    select f.forward_id as "forwardId", f.directive_id as "directiveId", f.label, f.commune_id as "areaId", f.body_id as "bodyId", coalesce(b.name, a.full_name) as name,
      f.from_area_id as "fromAreaId", g.full_name as "fromName", f.words, f.forwarded_at as "forwardedAt", f.due_at as "dueAt", r.received_at as "receivedAt",
      c.full_name as "receivedBy", r.words as "receivedWords", coalesce(m.n, 0)::int as reminders, m.last as "remindedAt"
    from forward f join area a on a.area_id = f.commune_id join area g on g.area_id = f.from_area_id left join body b on b.body_id = f.body_id
    left join forward_receipt r on r.commune_id = f.commune_id and r.forward_id = f.forward_id
    left join account c on c.account_id = r.received_by
    left join lateral (select count(*) as n, max(reminded_at) as last from forward_reminder x where x.commune_id = f.commune_id and x.forward_id = f.forward_id) m on true
    where (${f.forwardId}::uuid is null or f.forward_id = ${f.forwardId}::uuid) and (${f.directiveId}::uuid is null or f.directive_id = ${f.directiveId}::uuid)
      and (${f.fromAreaId}::int is null or f.from_area_id = ${f.fromAreaId}::int) and (${f.areaId}::int is null or f.commune_id = ${f.areaId}::int)
      and (${f.bodyId}::int is null or f.body_id = ${f.bodyId}::int) and (not ${f.waiting}::boolean or r.received_at is null)
    order by f.forwarded_at desc, f.commune_id limit ${f.limit}`)

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

/** Lets units below read a document that was not issued; an issued one is open to them already. */
export const openForReading = (db: Db, areaId: number, directiveId: string, lo: number, hi: number): Promise<number> =>
  db.run(sql`
    update directive set open_lo = ${lo}, open_hi = ${hi} where commune_id = ${areaId} and directive_id = ${directiveId}::uuid and open_lo is null`)
