import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import type { EpidemicArea } from './sweep.contract.ts'

interface By {
  at: string
  accountId: string
  opId: string
}
type Area = z.output<typeof EpidemicArea>

export const insertEpidemicArea = (db: Db, e: Area & { areaId: number | null }, by: By) =>
  db.run(sql`
    insert into epidemic_area (epidemic_id, name, area_id, basis, from_on, until_on, measure, hold_days, document, entered_at, entered_by, op_id)
    values (${e.epidemicId}, ${e.name}, ${e.areaId}, ${e.basis}, ${e.fromOn}, ${e.untilOn}, ${e.measure}, ${e.holdDays}, ${e.document}, ${by.at},
      ${by.accountId}, ${by.opId}) on conflict (epidemic_id) do nothing`)

export const updateEpidemicEnd = (db: Db, epidemicId: string, untilOn: string) =>
  db.run(sql`update epidemic_area set until_on = ${untilOn} where epidemic_id = ${epidemicId}`)

/** Areas in force on a day (null: all that ever were), the strictest first. */
export const listEpidemicAreas = (db: Db, day: string | null) =>
  db.many<Area>(sql`
    select epidemic_id as "epidemicId", name, basis, from_on as "fromOn", until_on as "untilOn", measure, hold_days as "holdDays", document
    from epidemic_area where ${day}::date is null or (from_on <= ${day}::date and (until_on is null or until_on >= ${day}::date))
    order by array_position(array['ct16', 'hospital', 'cases'], basis), name, epidemic_id`)

export const findEpidemicArea = (db: Db, epidemicId: string) =>
  db.maybe<Area>(sql`
    select epidemic_id as "epidemicId", name, basis, from_on as "fromOn", until_on as "untilOn", measure, hold_days as "holdDays", document
    from epidemic_area where epidemic_id = ${epidemicId}`)

export interface ReturneeRow {
  communeId: number
  returneeId: string
  sweepId: string | null
  movementId: string
  subjectId: string
  householdId: string
  hamletId: number
  fromPlace: string
  epidemicId: string | null
  arrivedOn: string
  measure: string | null
  holdDays: number | null
  measureSource: string | null
  dueAt: string | null
}

export const insertReturnee = (db: Db, r: ReturneeRow, by: By) =>
  db.run(sql`
    insert into returnee (commune_id, returnee_id, sweep_id, movement_id, subject_id, household_id, hamlet_id, from_place, epidemic_id, arrived_on, found_at,
      measure, hold_days, measure_source, due_at, recorded_by, op_id)
    values (${r.communeId}, ${r.returneeId}, ${r.sweepId}, ${r.movementId}, ${r.subjectId}, ${r.householdId}, ${r.hamletId}, ${r.fromPlace}, ${r.epidemicId},
      ${r.arrivedOn}, ${by.at}, ${r.measure}, ${r.holdDays}, ${r.measureSource}, ${r.dueAt}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, returnee_id) do nothing`)

export const findReturnee = (db: Db, returneeId: string) =>
  db.maybe<ReturneeRow & { decidedAt: string | null }>(sql`
    select commune_id as "communeId", returnee_id as "returneeId", sweep_id as "sweepId", movement_id as "movementId", subject_id as "subjectId",
      household_id as "householdId", hamlet_id as "hamletId", from_place as "fromPlace", epidemic_id as "epidemicId", arrived_on as "arrivedOn", measure,
      hold_days as "holdDays", measure_source as "measureSource", due_at as "dueAt", decided_at as "decidedAt"
    from returnee where returnee_id = ${returneeId} and commune_id between scope_lo() and scope_hi()`)

/** @throws Problem not-found */
export async function getReturnee(db: Db, returneeId: string) {
  const found = await findReturnee(db, returneeId)
  if (!found) throw new Problem('not-found', { what: 'người về' })
  return found
}

export const updateDecision = (
  db: Db,
  r: { communeId: number; returneeId: string },
  d: { how: string; document: string | null; reason: string | null },
  by: By,
) =>
  db.run(sql`
    update returnee set decided_at = ${by.at}, decided_by = ${by.accountId}, decided_how = ${d.how}, decide_document = ${d.document}, decide_reason = ${d.reason}
    where commune_id = ${r.communeId} and returnee_id = ${r.returneeId} and decided_at is null`)

export interface ListedReturnee {
  returneeId: string
  communeId: number
  areaName: string
  subjectId: string
  code: string | null
  fullName: string | null
  householdId: string
  address: string | null
  fromPlace: string
  arrivedOn: string
  foundAt: string
  measure: 'site' | 'home' | 'watch' | 'test' | null
  holdDays: number | null
  measureSource: string | null
  dueAt: string | null
  decidedAt: string | null
  decidedHow: 'site' | 'home' | 'watch' | 'test' | 'none' | null
  decideDocument: string | null
  decideReason: string | null
}

export const listReturnees = (
  db: Db,
  f: { lo: number; hi: number; sweepId: string | null; teamIds: string[] | null; state: string; now: string; limit: number },
) =>
  db.many<ListedReturnee & { total: number; lateTotal: number }>(sql`
    select r.returnee_id as "returneeId", r.commune_id as "communeId", a.full_name as "areaName", r.subject_id as "subjectId", p.code,
      p.full_name as "fullName", r.household_id as "householdId", h.address, r.from_place as "fromPlace", r.arrived_on as "arrivedOn", r.found_at as "foundAt",
      r.measure, r.hold_days as "holdDays", r.measure_source as "measureSource", r.due_at as "dueAt", r.decided_at as "decidedAt",
      r.decided_how as "decidedHow", r.decide_document as "decideDocument", r.decide_reason as "decideReason", count(*) over ()::int as total,
      (count(*) filter (where r.decided_at is null and r.due_at < ${f.now}::timestamptz) over ())::int as "lateTotal"
    from returnee r join area a on a.area_id = r.commune_id left join household h on h.commune_id = r.commune_id and h.household_id = r.household_id
    left join lateral (select code, full_name from person p where p.subject_id = r.subject_id and p.commune_id = r.commune_id
      order by p.until_on desc nulls first limit 1) p on true
    where r.commune_id between ${f.lo} and ${f.hi} and (${f.sweepId}::uuid is null or r.sweep_id = ${f.sweepId}::uuid)
      and (${f.teamIds}::uuid[] is null or exists (select 1 from household_team d where d.commune_id = r.commune_id and d.household_id = r.household_id
        and d.until_on is null and d.team_id = any (${f.teamIds}::uuid[])))
      and (${f.state}::text = 'all' or (${f.state}::text = 'decided') = (r.decided_at is not null))
      and (${f.state}::text <> 'late' or r.due_at < ${f.now}::timestamptz)
    order by r.due_at nulls last, r.found_at, r.returnee_id limit ${f.limit}::int`)
