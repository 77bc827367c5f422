import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { AreaRow } from './areas.contract.ts'

export interface StoredArea extends AreaRow {
  households: number | null
  people: number | null
}

export async function insertUnits(db: Db, units: StoredArea[]): Promise<void> {
  const column = <K extends keyof StoredArea>(key: K) => units.map((u) => u[key])
  await db.run(sql`
    insert into area (area_id, code, tier, name, full_name, type, parent_id, province_code, valid_from, valid_until, lo, hi, name_key, households, people)
    select * from unnest(${column('areaId')}::int[], ${column('code')}::text[], ${column('tier')}::text[], ${column('name')}::text[],
      ${column('fullName')}::text[], ${column('type')}::text[], ${column('parentId')}::int[], ${column('provinceCode')}::text[],
      ${column('validFrom')}::date[], ${column('validUntil')}::date[], ${column('lo')}::int[], ${column('hi')}::int[], ${column('nameKey')}::text[],
      ${column('households')}::int[], ${column('people')}::int[])
    on conflict (area_id) do nothing`)
}

export async function insertSuccessors(db: Db, rows: { from: number; to: number | null; split: boolean }[]): Promise<void> {
  await db.run(sql`
    insert into area_successor (old_area_id, new_area_id, is_split)
    select * from unnest(${rows.map((r) => r.from)}::int[], ${rows.map((r) => r.to)}::int[], ${rows.map((r) => r.split)}::boolean[])
    on conflict do nothing`)
}

/** The unit with that code on that day; null where there is none. Code alone is not a key. */
export const findByCode = (db: Db, code: string, day: string): Promise<StoredArea | null> =>
  db.maybe<StoredArea>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where code = ${code} and valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)`)

/** @throws Problem not-found */
export async function getByCode(db: Db, code: string, day: string): Promise<StoredArea> {
  const found = await findByCode(db, code, day)
  if (!found) throw new Problem('not-found', { what: `đơn vị ${code} ngày ${day}` })
  return found
}

export const getAreas = (db: Db, areaIds: number[]): Promise<StoredArea[]> =>
  db.many<StoredArea>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where area_id = any (${areaIds}::int[]) order by lo, area_id`)

/** Units in force on a day inside a range of ids, in tree order. */
export const listUnits = (db: Db, lo: number, hi: number, day: string, tier: string | null): Promise<StoredArea[]> =>
  db.many<StoredArea>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where lo >= ${lo} and hi <= ${hi} and valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
      and (${tier}::text is null or tier = ${tier}) order by lo, area_id`)

export interface Successor {
  oldAreaId: number
  newAreaId: number | null
  newCode: string | null
  newName: string | null
  isSplit: boolean
}

/** What became of the units in a range of ids. */
export const listSuccessors = (db: Db, lo: number, hi: number): Promise<Successor[]> =>
  db.many<Successor>(sql`
    select s.old_area_id as "oldAreaId", s.new_area_id as "newAreaId", n.code as "newCode", n.full_name as "newName", s.is_split as "isSplit"
    from area_successor s left join area n on n.area_id = s.new_area_id where s.old_area_id between ${lo} and ${hi} order by 1, 2`)

export const insertBody = (
  db: Db,
  b: { areaId: number; kind: string; side: string; name: string; parentBodyId: number | null },
): Promise<{ bodyId: number }> =>
  db.one<{ bodyId: number }>(sql`
    insert into body (area_id, kind, side, name, parent_body_id) values (${b.areaId}, ${b.kind}, ${b.side}, ${b.name}, ${b.parentBodyId})
    on conflict (area_id, name) do update set kind = excluded.kind returning body_id as "bodyId"`)

export const listBodies = (
  db: Db,
  lo: number,
  hi: number,
): Promise<
  { bodyId: number; areaId: number; kind: string; side: string; name: string; parentBodyId: number | null; areaName: string }[]
> =>
  db.many(sql`
    select b.body_id as "bodyId", b.area_id as "areaId", b.kind, b.side, b.name, b.parent_body_id as "parentBodyId", a.full_name as "areaName"
    from body b join area a on a.area_id = b.area_id where b.area_id between ${lo} and ${hi} order by b.area_id, b.name`)

/** The units on a day that took communes of a range of the other list, or whose communes it took; with all above them, in tree order. */
export const listUnitsAcross = (db: Db, lo: number, hi: number, day: string): Promise<StoredArea[]> =>
  db.many<StoredArea>(sql`
    with moved as (
      select distinct n.lo from area_successor s join area n on n.area_id = s.new_area_id where s.old_area_id between ${lo} and ${hi}
      union select distinct o.lo from area_successor s join area o on o.area_id = s.old_area_id where s.new_area_id between ${lo} and ${hi})
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where tier <> 'hamlet' and valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
      and exists (select 1 from moved where moved.lo between area.lo and area.hi) order by lo, area_id`)

/** The units in force on a day that hold a range of ids, itself included, the province first. */
export const listAbove = (db: Db, lo: number, hi: number, day: string): Promise<StoredArea[]> =>
  db.many<StoredArea>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where lo <= ${lo} and hi >= ${hi} and valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
    order by lo, hi desc, area_id`)

/** The units in force on a day whose parent is that place. @param parentLo the parent's first id: rows name its first validity */
export const listChildren = (db: Db, parentLo: number, day: string): Promise<StoredArea[]> =>
  db.many<StoredArea>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", type, parent_id as "parentId", province_code as "provinceCode",
      valid_from as "validFrom", valid_until as "validUntil", lo, hi, name_key as "nameKey", households, people
    from area where parent_id = ${parentLo} and valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
    order by lo, area_id`)

/** Census of a range by its districts; `missing` have no figure. */
export const sumDistricts = (
  db: Db,
  lo: number,
  hi: number,
): Promise<{ households: number; people: number; known: number; missing: number }> =>
  db.one(sql`
    select coalesce(sum(households), 0)::int as households, coalesce(sum(people), 0)::int as people, count(people)::int as known,
      (count(*) - count(people))::int as missing
    from area where tier = 'district' and lo >= ${lo} and hi <= ${hi}`)

/** The province of this instance, and whether it is a drill. */
export const findProvince = (db: Db): Promise<{ areaId: number; fullName: string; lo: number; hi: number; drill: boolean }> =>
  db.one(sql`
    select a.area_id as "areaId", a.full_name as "fullName", a.lo, a.hi, i.mode = 'drill' as drill
    from instance i join area a on a.area_id = i.province_area_id`)
