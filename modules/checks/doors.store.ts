import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface NewMovement {
  communeId: number
  movementId: string
  householdId: string
  hamletId: number
  teamId: string | null
  kind: string
  subjectId: string | null
  people: number
  onDay: string
  place: string | null
  note: string | null
  capturedAt: string
}
interface By {
  at: string
  accountId: string
  opId: string
}

export const insertMovement = (db: Db, m: NewMovement, by: By) =>
  db.run(sql`
    insert into movement (commune_id, movement_id, household_id, hamlet_id, team_id, kind, subject_id, people, on_day, place, note, captured_at, received_at, recorded_by, op_id)
    values (${m.communeId}, ${m.movementId}, ${m.householdId}, ${m.hamletId}, ${m.teamId}, ${m.kind}, ${m.subjectId}, ${m.people}, ${m.onDay}, ${m.place}, ${m.note},
      ${m.capturedAt}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, movement_id) do nothing`)

export interface MovementRow {
  communeId: number
  movementId: string
  householdId: string
  kind: 'arrival' | 'departure' | 'new-resident'
  subjectId: string | null
  people: number
  onDay: string
  place: string | null
  receivedAt: string
  voidedAt: string | null
  voidReason: string | null
}

export const findMovement = (db: Db, movementId: string) =>
  db.maybe<MovementRow>(sql`
    select commune_id as "communeId", movement_id as "movementId", household_id as "householdId", kind, subject_id as "subjectId", people, on_day as "onDay", place,
      received_at as "receivedAt", voided_at as "voidedAt", void_reason as "voidReason"
    from movement where movement_id = ${movementId} and commune_id between scope_lo() and scope_hi()`)

export const voidMovement = (db: Db, communeId: number, id: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update movement set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId}::int and movement_id = ${id}::uuid and voided_at is null`)

export const listMovements = (
  db: Db,
  f: {
    lo: number
    hi: number
    teamIds: string[] | null
    householdId: string | null
    kind: string | null
    from: string
    until: string
    limit: number
  },
) =>
  db.many<
    MovementRow & { areaName: string; address: string | null; note: string | null; fullName: string | null; total: number }
  >(sql`
    select m.commune_id as "communeId", a.full_name as "areaName", m.movement_id as "movementId", m.household_id as "householdId", h.address, m.kind, m.subject_id as "subjectId",
      m.note, p.full_name as "fullName", m.people, m.on_day as "onDay", m.place, m.received_at as "receivedAt", m.voided_at as "voidedAt", m.void_reason as "voidReason",
      count(*) over ()::int as total
    from movement m join area a on a.area_id = m.commune_id
    left join household h on h.commune_id = m.commune_id and h.household_id = m.household_id
    left join lateral (select full_name from person p where p.subject_id = m.subject_id and p.commune_id = m.commune_id order by p.until_on desc nulls first limit 1) p on true
    where m.commune_id between ${f.lo} and ${f.hi} and m.on_day between ${f.from}::date and ${f.until}::date
      and (${f.teamIds}::uuid[] is null or m.team_id = any (${f.teamIds}::uuid[]))
      and (${f.householdId}::uuid is null or m.household_id = ${f.householdId}::uuid) and (${f.kind}::text is null or m.kind = ${f.kind}::text)
    order by m.on_day desc, m.received_at desc, m.movement_id limit ${f.limit}::int`)

export const insertFrail = (
  db: Db,
  f: {
    communeId: number
    frailId: string
    subjectId: string
    householdId: string
    hamletId: number
    reasons: readonly string[]
    note: string | null
    fromOn: string
  },
  by: By,
) =>
  db.run(sql`
    insert into frail_person (commune_id, frail_id, subject_id, household_id, hamlet_id, reasons, note, from_on, recorded_by, op_id)
    values (${f.communeId}, ${f.frailId}, ${f.subjectId}, ${f.householdId}, ${f.hamletId}, ${[...f.reasons]}::text[], ${f.note}, ${f.fromOn}, ${by.accountId}, ${by.opId})
    on conflict do nothing`)

export interface FrailFact {
  communeId: number
  frailId: string
  subjectId: string
  householdId: string
  untilOn: string | null
}

export const findFrail = (db: Db, frailId: string) =>
  db.maybe<FrailFact>(sql`
    select commune_id as "communeId", frail_id as "frailId", subject_id as "subjectId", household_id as "householdId", until_on as "untilOn"
    from frail_person where frail_id = ${frailId} and commune_id between scope_lo() and scope_hi()`)

export const updateFrailEnd = (db: Db, f: FrailFact, on: string, reason: string) =>
  db.run(sql`
    update frail_person set until_on = greatest(from_on, ${on}::date), end_reason = ${reason}
    where commune_id = ${f.communeId} and frail_id = ${f.frailId} and until_on is null`)

export interface NewVisit {
  communeId: number
  visitId: string
  subjectId: string
  householdId: string
  hamletId: number
  teamId: string | null
  onDay: string
  temperature: number | null
  spo2: number | null
  complaints: readonly string[]
  note: string | null
  capturedAt: string
}

export const insertVisit = (db: Db, v: NewVisit, by: By) =>
  db.run(sql`
    insert into frail_visit (commune_id, visit_id, subject_id, household_id, hamlet_id, team_id, on_day, temperature, spo2, complaints, note, captured_at, received_at,
      recorded_by, op_id)
    values (${v.communeId}, ${v.visitId}, ${v.subjectId}, ${v.householdId}, ${v.hamletId}, ${v.teamId}, ${v.onDay}, ${v.temperature}, ${v.spo2},
      ${[...v.complaints]}::text[], ${v.note}, ${v.capturedAt}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, visit_id) do nothing`)

export const findVisit = (db: Db, visitId: string) =>
  db.maybe<{
    communeId: number
    subjectId: string
    householdId: string
    onDay: string
    voidedAt: string | null
    voidReason: string | null
  }>(sql`
    select commune_id as "communeId", subject_id as "subjectId", household_id as "householdId", on_day as "onDay", voided_at as "voidedAt", void_reason as "voidReason"
    from frail_visit where visit_id = ${visitId} and commune_id between scope_lo() and scope_hi()`)

export const voidVisit = (db: Db, communeId: number, id: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update frail_visit set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId}::int and visit_id = ${id}::uuid and voided_at is null`)

export interface FrailRow {
  frailId: string | null
  subjectId: string
  code: string
  fullName: string
  birthYear: number | null
  communeId: number
  householdId: string | null
  reasons: string[]
  visits: number
  temperature: number | null
  spo2: number | null
  complaints: string[]
  lastAt: string | null
}

/** Flagged people on a day with the last reading of that day. */
export const listFrail = (db: Db, f: { lo: number; hi: number; householdIds: string[] | null; day: string }) =>
  db.many<FrailRow>(sql`
    select f.frail_id as "frailId", f.subject_id as "subjectId", p.code, p.full_name as "fullName", p.birth_year as "birthYear", f.commune_id as "communeId",
      f.household_id as "householdId", f.reasons, coalesce(v.n, 0)::int as visits, v.temperature, v.spo2, coalesce(v.complaints, '{}') as complaints, v.at as "lastAt"
    from frail_person f
    join lateral (select code, full_name, birth_year from person p where p.subject_id = f.subject_id and p.commune_id = f.commune_id
      order by p.until_on desc nulls first limit 1) p on true
    left join lateral (
      select count(*) over () as n, temperature, spo2, complaints, captured_at as at from frail_visit v
      where v.commune_id = f.commune_id and v.subject_id = f.subject_id and v.on_day = ${f.day}::date and v.voided_at is null order by v.captured_at desc limit 1) v on true
    where f.commune_id between ${f.lo} and ${f.hi} and f.from_on <= ${f.day}::date and (f.until_on is null or f.until_on > ${f.day}::date)
      and (${f.householdIds}::uuid[] is null or f.household_id = any (${f.householdIds}::uuid[]))
    order by p.full_name, f.subject_id`)

/** People of an age, in a household, who are not flagged. */
export const listElderly = (
  db: Db,
  f: { lo: number; hi: number; householdIds: string[] | null; bornBefore: number; limit: number },
) =>
  db.many<FrailRow>(sql`
    select null::uuid as "frailId", p.subject_id as "subjectId", p.code, p.full_name as "fullName", p.birth_year as "birthYear", p.commune_id as "communeId",
      p.household_id as "householdId", array['elderly'] as reasons, 0 as visits, null::numeric as temperature, null::numeric as spo2, '{}'::text[] as complaints,
      null::timestamptz as "lastAt"
    from person p where p.commune_id between ${f.lo} and ${f.hi} and p.until_on is null and p.birth_year <= ${f.bornBefore}::int and p.household_id is not null
      and (${f.householdIds}::uuid[] is null or p.household_id = any (${f.householdIds}::uuid[]))
      and not exists (select 1 from frail_person f where f.commune_id = p.commune_id and f.subject_id = p.subject_id and f.until_on is null)
    order by p.birth_year, p.full_name, p.subject_id limit ${f.limit}::int`)
