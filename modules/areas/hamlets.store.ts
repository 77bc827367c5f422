import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { StoredArea } from './areas.store.ts'

export interface HamletRow {
  hamletId: number
  code: string
  communeId: number
  communeName: string
  type: string
  name: string
  fullName: string
  nameKey: string
  households: number | null
  people: number | null
}

/** Hamlets in force on a day of the communes in a range of ids, in order of commune and number. */
export const listHamlets = (db: Db, lo: number, hi: number, day: string): Promise<HamletRow[]> =>
  db.many<HamletRow>(sql`
    select h.area_id as "hamletId", h.code, h.parent_id as "communeId", c.full_name as "communeName", h.type, h.name, h.full_name as "fullName",
      h.name_key as "nameKey", h.households, h.people
    from area h join area c on c.area_id = h.parent_id
    where h.tier = 'hamlet' and h.parent_id between ${lo} and ${hi} and h.valid_from <= ${day}::date and (h.valid_until is null or h.valid_until > ${day}::date)
    order by h.area_id`)

/** Until the transaction ends, nobody else numbers a hamlet of this commune. */
export const lockNumbering = (db: Db, communeLo: number): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714203, ${communeLo}::int)`)

/** The greatest id given in a range of hamlet ids, whatever its validity; null where none. */
export const lastHamlet = (db: Db, lo: number, hi: number): Promise<{ areaId: number | null }> =>
  db.one<{ areaId: number | null }>(sql`select max(area_id) as "areaId" from area where area_id between ${lo} and ${hi}`)

export const insertHamlet = (db: Db, h: Omit<StoredArea, 'tier'>): Promise<number> =>
  db.run(sql`
    insert into area (area_id, code, tier, name, full_name, type, parent_id, province_code, valid_from, valid_until, lo, hi, name_key, households, people)
    values (${h.areaId}, ${h.code}, 'hamlet', ${h.name}, ${h.fullName}, ${h.type}, ${h.parentId}, ${h.provinceCode}, ${h.validFrom}, ${h.validUntil},
      ${h.lo}, ${h.hi}, ${h.nameKey}, ${h.households}, ${h.people})`)
