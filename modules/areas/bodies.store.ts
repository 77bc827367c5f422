import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface BodyRow {
  bodyId: number
  areaId: number
  areaName: string
  kind: string
  side: 'state' | 'party' | 'front'
  name: string
  parentBodyId: number | null
}

/** Bodies of the units within a range and of the units that hold the range: a commune sees its province's laboratories, not its neighbour's. */
export const listBodiesAround = (db: Db, lo: number, hi: number, kind: string | null): Promise<BodyRow[]> =>
  db.many<BodyRow>(sql`
    select b.body_id as "bodyId", b.area_id as "areaId", a.full_name as "areaName", b.kind, b.side, b.name, b.parent_body_id as "parentBodyId"
    from body b join area a on a.area_id = b.area_id
    where ((a.lo >= ${lo} and a.hi <= ${hi}) or (a.lo <= ${lo} and a.hi >= ${hi})) and (${kind}::text is null or b.kind = ${kind})
    order by a.lo, a.hi desc, b.name`)

export const findBody = (db: Db, bodyId: number): Promise<{ bodyId: number; areaId: number; name: string } | null> =>
  db.maybe(sql`select body_id as "bodyId", area_id as "areaId", name from body where body_id = ${bodyId}`)

/** Null where the unit already has a body of that name. */
export const insertNewBody = (
  db: Db,
  b: { areaId: number; kind: string; side: string; name: string; parentBodyId: number | null },
): Promise<{ bodyId: number } | null> =>
  db.maybe<{ bodyId: number }>(sql`
    insert into body (area_id, kind, side, name, parent_body_id) values (${b.areaId}, ${b.kind}, ${b.side}, ${b.name}, ${b.parentBodyId})
    on conflict (area_id, name) do nothing returning body_id as "bodyId"`)

export interface ResponsibilityRow {
  responsibilityId: string
  areaId: number
  areaName: string
  accountId: string
  officer: string | null
  fromOn: string
  untilOn: string | null
  document: string | null
}

/** Who answers on a day for the units within a range and those that hold it. Names of accounts outside the scope are null (row-level security). */
export const listResponsibilities = (db: Db, lo: number, hi: number, day: string): Promise<ResponsibilityRow[]> =>
  db.many<ResponsibilityRow>(sql`
    select r.responsibility_id as "responsibilityId", r.area_id as "areaId", a.full_name as "areaName", r.account_id as "accountId",
      ac.full_name as officer, r.from_on as "fromOn", r.until_on as "untilOn", r.document
    from responsibility r join area a on a.area_id = r.area_id left join account ac on ac.account_id = r.account_id
    where ((a.lo >= ${lo} and a.hi <= ${hi}) or (a.lo <= ${lo} and a.hi >= ${hi}))
      and r.from_on <= ${day}::date and (r.until_on is null or r.until_on >= ${day}::date)
    order by a.lo, a.hi desc, r.from_on, r.responsibility_id`)

export const findResponsibility = (
  db: Db,
  responsibilityId: string,
): Promise<{ areaId: number; accountId: string; fromOn: string; untilOn: string | null } | null> =>
  db.maybe(sql`
    select area_id as "areaId", account_id as "accountId", from_on as "fromOn", until_on as "untilOn"
    from responsibility where responsibility_id = ${responsibilityId}::uuid`)

/** The same officer's responsibility for the same unit that shares a day with from..until; null where none. */
export const findOverlap = (
  db: Db,
  r: { areaId: number; accountId: string; fromOn: string; untilOn: string | null },
): Promise<{ responsibilityId: string; fromOn: string } | null> =>
  db.maybe(sql`
    select responsibility_id as "responsibilityId", from_on as "fromOn" from responsibility
    where area_id = ${r.areaId} and account_id = ${r.accountId}::uuid and (until_on is null or until_on >= ${r.fromOn}::date)
      and (${r.untilOn}::date is null or from_on <= ${r.untilOn}::date)
    order by from_on limit 1`)

export const insertResponsibility = (
  db: Db,
  r: {
    responsibilityId: string
    areaId: number
    accountId: string
    fromOn: string
    untilOn: string | null
    document: string | null
  },
): Promise<number> =>
  db.run(sql`
    insert into responsibility (responsibility_id, area_id, account_id, from_on, until_on, document)
    values (${r.responsibilityId}, ${r.areaId}, ${r.accountId}, ${r.fromOn}, ${r.untilOn}, ${r.document})`)

export const endResponsibilityOn = (db: Db, responsibilityId: string, untilOn: string): Promise<number> =>
  db.run(sql`update responsibility set until_on = ${untilOn} where responsibility_id = ${responsibilityId}::uuid`)

/** Until the transaction ends, nobody else gives this officer an area. */
export const lockOfficer = (db: Db, accountId: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714204, hashtext(${accountId}::text))`)
