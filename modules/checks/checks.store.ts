import { type Db, kept, plainArray, type Statement, sql } from '@phaodai/kernel/sql.ts'
import type { Answer, Slot } from './checks.contract.ts'
import type { Lateness, Version } from './checks.rules.ts'

export interface CheckRow extends Version {
  householdId: string
  onDay: string
  slot: Slot
  lateness: Lateness
}

/** Every version of what households answered on days; the pairs are matched one by one. */
export const listVersions = (db: Db, communeId: number, householdIds: readonly string[], days: readonly string[]) =>
  db.many<CheckRow>(
    kept(sql`
    select c.check_id as "checkId", c.household_id as "householdId", c.on_day as "onDay", c.slot, c.answer, c.replaces, c.lateness,
      c.voided_at is not null as voided
    from household_check c where c.commune_id = ${communeId}::int and c.household_id = any (${[...householdIds]}::uuid[])
      and c.on_day = any (${[...new Set(days)]}::date[])`),
  )

/** Checks of a commune by their ids. */
export const listById = (db: Db, communeId: number, checkIds: readonly string[]) =>
  db.many<CheckRow>(
    kept(sql`
    select check_id as "checkId", household_id as "householdId", on_day as "onDay", slot, answer, replaces, lateness, voided_at is not null as voided
    from household_check where commune_id = ${communeId}::int and check_id = any (${[...checkIds]}::uuid[])`),
  )

export interface NewCheck {
  checkId: string
  householdId: string
  hamletId: number
  teamId: string
  onDay: string
  slot: Slot
  answer: Answer
  replaces: string | null
  note: string | null
  capturedAt: string
  lateness: Lateness
}

interface Writer {
  at: string
  accountId: string
  postId: string
  opId: string
}
const lie = (c: NewCheck) => `${c.hamletId} ${c.teamId} ${c.onDay} ${c.slot} ${c.lateness}`
/** Checks of one team, hamlet, day, slot and lateness: these are written once, not for each row. */
const inserting = (communeId: number, r: readonly NewCheck[], by: Writer): Statement => {
  const { hamletId, teamId, onDay, slot, lateness } = r[0]!
  // so it mostly is
  if (r.every((c) => c.replaces === null && c.note === null))
    return sql`
    insert into household_check (commune_id, check_id, household_id, hamlet_id, team_id, on_day, slot, answer, captured_at, lateness, received_at, account_id,
      post_id, op_id)
    select ${communeId}::int, u.i, u.h, ${hamletId}::int, ${teamId}::uuid, ${onDay}::date, ${slot}::text, u.a, u.c, ${lateness}::text,
      ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.postId}::uuid, ${by.opId}::uuid
    from unnest(${plainArray(r.map((c) => c.checkId))}::uuid[], ${plainArray(r.map((c) => c.householdId))}::uuid[],
      ${plainArray(r.map((c) => c.answer))}::text[], ${plainArray(r.map((c) => c.capturedAt))}::timestamptz[]) as u (i, h, a, c)`
  return sql`
    insert into household_check (commune_id, check_id, household_id, hamlet_id, team_id, on_day, slot, answer, replaces, note, captured_at, lateness,
      received_at, account_id, post_id, op_id)
    select ${communeId}::int, u.i, u.h, ${hamletId}::int, ${teamId}::uuid, ${onDay}::date, ${slot}::text, u.a, u.r, u.n, u.c, ${lateness}::text,
      ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.postId}::uuid, ${by.opId}::uuid
    from unnest(${plainArray(r.map((c) => c.checkId))}::uuid[], ${plainArray(r.map((c) => c.householdId))}::uuid[],
      ${plainArray(r.map((c) => c.answer))}::text[], ${r.map((c) => c.replaces)}::uuid[], ${r.map((c) => c.note)}::text[],
      ${plainArray(r.map((c) => c.capturedAt))}::timestamptz[]) as u (i, h, a, r, n, c)`
}
/** Inserts checks whose ids are taken to be new; one that is there already fails them all, and the transaction with them (`household_check_pkey`). */
export const inserts = (communeId: number, r: readonly NewCheck[], by: Writer): Statement[] =>
  [...Map.groupBy(r, lie).values()].map((same) => kept(inserting(communeId, same, by)))

/** Inserts checks of which some ids may be used already, in order; answers the ids that were written. */
export const insertChecks = (db: Db, communeId: number, r: readonly NewCheck[], by: Writer) =>
  db.many<{ checkId: string }>(
    sql`
    insert into household_check (commune_id, check_id, household_id, hamlet_id, team_id, on_day, slot, answer, replaces, note, captured_at, lateness,
      received_at, account_id, post_id, op_id)
    select ${communeId}::int, u.*, ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.postId}::uuid, ${by.opId}::uuid
    from unnest(${r.map((c) => c.checkId)}::uuid[], ${r.map((c) => c.householdId)}::uuid[], ${r.map((c) => c.hamletId)}::int[], ${r.map((c) => c.teamId)}::uuid[],
      ${r.map((c) => c.onDay)}::date[], ${r.map((c) => c.slot)}::text[], ${r.map((c) => c.answer)}::text[], ${r.map((c) => c.replaces)}::uuid[],
      ${r.map((c) => c.note)}::text[], ${r.map((c) => c.capturedAt)}::timestamptz[], ${r.map((c) => c.lateness)}::text[]) as u
    on conflict (commune_id, check_id) do nothing returning check_id as "checkId"`,
  )

export const findCheck = (db: Db, checkId: string) =>
  db.maybe<CheckRow & { communeId: number; teamId: string; voidReason: string | null }>(sql`
    select commune_id as "communeId", check_id as "checkId", household_id as "householdId", team_id as "teamId", on_day as "onDay", slot, answer, replaces,
      lateness, voided_at is not null as voided, void_reason as "voidReason"
    from household_check where check_id = ${checkId} and commune_id between scope_lo() and scope_hi()`)

export const updateCheckVoid = (
  db: Db,
  communeId: number,
  checkId: string,
  at: string,
  by: string,
  opId: string,
  reason: string,
) =>
  db.run(sql`
    update household_check set voided_at = ${at}, void_by = ${by}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId}::int and check_id = ${checkId}::uuid and voided_at is null`)

export interface ShownCheck extends CheckRow {
  capturedAt: string
  receivedAt: string
  note: string | null
  voidedAt: string | null
  voidReason: string | null
  by: string | null
}

/** Every version of households between two days, both included. */
export const listShown = (db: Db, communeId: number, householdIds: readonly string[], from: string, until: string) =>
  db.many<ShownCheck>(sql`
    select c.check_id as "checkId", c.household_id as "householdId", c.on_day as "onDay", c.slot, c.answer, c.replaces, c.voided_at is not null as voided,
      c.captured_at as "capturedAt", c.received_at as "receivedAt", c.lateness, c.note, c.voided_at as "voidedAt", c.void_reason as "voidReason", a.full_name as by
    from household_check c left join account a on a.account_id = c.account_id
    where c.commune_id = ${communeId}::int and c.household_id = any (${[...householdIds]}::uuid[]) and c.on_day between ${from}::date and ${until}::date
    order by c.on_day desc, c.received_at, c.check_id`)

export interface HomeSeen {
  communeId: number
  areaName: string
  hamletId: number
  hamletName: string | null
  door: string | null
  address: string
  headName: string | null
}

/** A household in the scope, and where it is. */
export const findHome = (db: Db, householdId: string) =>
  db.maybe<HomeSeen>(sql`
    select h.commune_id as "communeId", a.full_name as "areaName", h.hamlet_id as "hamletId", m.full_name as "hamletName", h.door, h.address, h.head_name as "headName"
    from household h join area a on a.area_id = h.commune_id left join area m on m.area_id = h.hamlet_id
    where h.household_id = ${householdId} and h.commune_id between scope_lo() and scope_hi()`)

/** Where in the scope these subjects have or had a residence. */
export const listResidents = (db: Db, subjectIds: readonly string[]) =>
  db.many<{ communeId: number; subjectId: string }>(
    kept(sql`
    select distinct commune_id as "communeId", subject_id as "subjectId" from person
    where subject_id = any (array(select unnest(${plainArray(subjectIds)}::uuid[]))) and commune_id between scope_lo() and scope_hi()`),
  )

export interface Resident {
  householdId: string
  subjectId: string
  fullName: string
  birthYear: number | null
  sex: string | null
  frail: boolean
}

/** Who lives in households now. */
export const listMembersOf = (db: Db, communeId: number, householdIds: readonly string[]) =>
  db.many<Resident>(
    kept(sql`
    select p.household_id as "householdId", p.subject_id as "subjectId", p.full_name as "fullName", p.birth_year as "birthYear", p.sex,
      exists (select 1 from frail_person f where f.commune_id = p.commune_id and f.subject_id = p.subject_id and f.until_on is null) as frail
    from person p where p.commune_id = ${communeId}::int and p.household_id = any (${[...householdIds]}::uuid[]) and p.until_on is null
    order by p.household_id, p.birth_year nulls last, p.full_name, p.subject_id`),
  )

export interface NewRefusal {
  refusedId: string
  payload: string
  reason: string
  details: string
}

/** Keeps refused payloads; one that is there already stays as it is. */
export const insertRefusals = (
  db: Db,
  communeId: number,
  r: readonly NewRefusal[],
  by: { at: string; accountId: string; postId: string; opId: string; hamletId: number; teamId: string | null },
) =>
  db.run(sql`
    insert into refused_check (commune_id, refused_id, hamlet_id, team_id, payload, reason, details, received_at, account_id, post_id, op_id)
    select ${communeId}::int, u.i, ${by.hamletId}::int, ${by.teamId}::uuid, u.p, u.r, u.d, ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.postId}::uuid, ${by.opId}::uuid
    from unnest(${r.map((x) => x.refusedId)}::uuid[], ${r.map((x) => x.payload)}::jsonb[], ${r.map((x) => x.reason)}::text[], ${r.map((x) => x.details)}::jsonb[]) as u (i, p, r, d)
    on conflict (commune_id, refused_id) do nothing`)

/** Which of these refusals a person has settled. */
export const listSettled = (db: Db, communeId: number, refusedIds: readonly string[]) =>
  db.many<{ refusedId: string }>(sql`
    select refused_id as "refusedId" from refused_check
    where commune_id = ${communeId}::int and refused_id = any (${[...refusedIds]}::uuid[]) and settled_at is not null`)

export interface RefusedRow {
  refusedId: string
  communeId: number
  teamId: string | null
  teamCode: string | null
  reason: string
  details: Record<string, unknown>
  payload: unknown
  receivedAt: string
  accountId: string
  sender: string | null
  homeId: string | null
  address: string | null
  settledAt: string | null
  settledHow: 'applied' | 'discarded' | null
  settleReason: string | null
  settledByName: string | null
  /** Names of the fields that were set right; null: not settled, or before they were kept. */
  settledChanged: string[] | null
  areaName: string
  total: number
}

/** Refused payloads of a range; of one account where it asks for its own only. */
export const listRefused = (
  db: Db,
  f: {
    lo: number
    hi: number
    state: string
    accountId: string | null
    refusedId: string | null
    limit: number
    offset?: number
  },
) =>
  db.many<RefusedRow>(sql`
    select r.refused_id as "refusedId", r.commune_id as "communeId", r.team_id as "teamId", t.code as "teamCode", r.reason, r.details, r.payload, r.received_at as "receivedAt",
      r.account_id as "accountId", u.full_name as sender, h.household_id as "homeId", h.address, r.settled_at as "settledAt", r.settled_how as "settledHow", r.settle_reason as "settleReason",
      s.full_name as "settledByName", r.settled_changed as "settledChanged", ar.full_name as "areaName", count(*) over ()::int as total
    from refused_check r left join team t on t.commune_id = r.commune_id and t.team_id = r.team_id
    join area ar on ar.area_id = r.commune_id
    left join account u on u.account_id = r.account_id left join account s on s.account_id = r.settled_by
    left join household h on h.commune_id = r.commune_id and h.household_id::text = r.payload ->> 'householdId'
    where r.commune_id between ${f.lo} and ${f.hi} and (${f.accountId}::uuid is null or r.account_id = ${f.accountId}::uuid)
      and (${f.refusedId}::uuid is null or r.refused_id = ${f.refusedId}::uuid)
      and (${f.state}::text = 'all' or (${f.state}::text = 'open') = (r.settled_at is null))
    order by r.received_at, r.refused_id limit ${f.limit}::int offset ${f.offset ?? 0}::int`)

export const updateSettled = (
  db: Db,
  communeId: number,
  refusedId: string,
  s: { how: 'applied' | 'discarded'; reason: string; changed: readonly string[]; at: string; by: string },
) =>
  db.run(sql`
    update refused_check set settled_at = ${s.at}, settled_by = ${s.by}, settled_how = ${s.how}, settle_reason = ${s.reason}, settled_changed = ${[...s.changed]}
    where commune_id = ${communeId}::int and refused_id = ${refusedId}::uuid and settled_at is null`)
