import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface HouseholdRow {
  communeId: number
  householdId: string
  /** 0 where not known. */
  hamletId?: number
  door?: string | null
  address: string
  headName?: string | null
  createdAt: string
  opId: string
}

export interface Household {
  communeId: number
  householdId: string
  hamletId: number
  door: string | null
  address: string
  headName: string | null
}

/** Inserts households in one batch and counts them in their hamlets; those already there stay. Every commune must be in scope. @returns rows written */
export async function insertHouseholds(db: Db, r: readonly HouseholdRow[]): Promise<number> {
  const { made } = await db.one<{ made: number }>(sql`
    with made as (
      insert into household (commune_id, household_id, hamlet_id, door, address, head_name, created_at, op_id)
      select * from unnest(${r.map((h) => h.communeId)}::int[], ${r.map((h) => h.householdId)}::uuid[], ${r.map((h) => h.hamletId ?? 0)}::int[],
        ${r.map((h) => h.door ?? null)}::text[], ${r.map((h) => h.address)}::text[], ${r.map((h) => h.headName ?? null)}::text[],
        ${r.map((h) => h.createdAt)}::timestamptz[], ${r.map((h) => h.opId)}::uuid[])
      on conflict (commune_id, household_id) do nothing returning commune_id, hamlet_id
    ), counted as (
      insert into hamlet_homes as n (commune_id, hamlet_id, homes) select commune_id, hamlet_id, count(*) from made group by 1, 2 order by 1, 2
      on conflict (commune_id, hamlet_id) do update set homes = n.homes + excluded.homes
    )
    select count(*)::int as made from made`)
  return made
}

export const findHousehold = (db: Db, communeId: number, householdId: string) =>
  db.maybe<Household>(sql`
    select commune_id as "communeId", household_id as "householdId", hamlet_id as "hamletId", door, address, head_name as "headName"
    from household where commune_id = ${communeId} and household_id = ${householdId}`)

/** @throws Problem not-found, also where the household lies outside the scope */
export async function getHousehold(db: Db, communeId: number, householdId: string): Promise<Household> {
  const found = await findHousehold(db, communeId, householdId)
  if (!found) throw new Problem('not-found', { what: 'hộ' })
  return found
}

export interface HouseholdFilter {
  lo: number
  hi: number
  hamletId: number | null
  afterCommune: number | null
  afterId: string | null
  limit: number
}

/** A page of households in a range of communes with the number who live there now, by commune and id. */
export const listHouseholds = (db: Db, f: HouseholdFilter) =>
  db.many<Household & { members: number }>(sql`
    select h.commune_id as "communeId", h.household_id as "householdId", h.hamlet_id as "hamletId", h.door, h.address, h.head_name as "headName",
      (select count(*)::int from person p where p.commune_id = h.commune_id and p.household_id = h.household_id and p.until_on is null) as members
    from household h
    where h.commune_id between ${f.lo} and ${f.hi} and (${f.hamletId}::int is null or h.hamlet_id = ${f.hamletId})
      and (${f.afterId}::uuid is null or (h.commune_id, h.household_id) > (${f.afterCommune}::int, ${f.afterId}::uuid))
    order by h.commune_id, h.household_id limit ${f.limit}::int`)
