import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import type { Colour, Declared, Why } from './declaration.shape.contract.ts'

export interface DeclarationRow {
  communeId: number
  seriesId: string
  code: string
  idKind: string | null
  idSealed: Buffer | null
  idIndex: Buffer | null
  phoneSealed: Buffer | null
  phoneIndex: Buffer | null
  hamletId: number
  signalId: string | null
  onDay: string
  writtenAt: string
  lateHours: number | null
  colour: z.output<typeof Colour>
  why: readonly z.output<typeof Why>[]
  validUntil: string
  source: 'self' | 'gate'
  bodyId: number
}

/** A plain insert: who writes it may not even see whether it is there. */
export const insertDeclaration = (db: Db, d: Declared, r: DeclarationRow, by: { at: string; recordedBy: string; opId: string }) =>
  db.run(sql`
    insert into declaration (commune_id, declaration_id, series_id, code, full_name, birth_year, sex, nationality, id_kind, id_sealed, id_index, phone_sealed,
      phone_index, hamlet_id, address, from_place, to_place, vehicle, countries, places, epidemic_ids, contact_case, contact_note, kinds, other, since_on,
      signal_id, arrived_on, on_day, written_at, received_at, late_hours, colour, colour_why, valid_until, source, body_id, recorded_by, op_id)
    values (${r.communeId}, ${d.declarationId}, ${r.seriesId}, ${r.code}, ${d.fullName}, ${d.birthYear ?? null}, ${d.sex ?? null}, ${d.nationality || null},
      ${r.idKind}, ${r.idSealed}, ${r.idIndex}, ${r.phoneSealed}, ${r.phoneIndex}, ${r.hamletId}, ${d.address || null}, ${d.fromPlace || null},
      ${d.toPlace || null}, ${d.vehicle || null}, ${d.countries || null}, ${JSON.stringify(d.places)}, ${d.epidemicIds}::uuid[], ${d.contactCase},
      ${d.contactNote || null}, ${d.kinds}::text[], ${d.other || null}, ${d.sinceOn ?? null}, ${r.signalId}, ${d.arrivedOn ?? null}, ${r.onDay},
      ${r.writtenAt}, ${by.at}, ${r.lateHours}, ${r.colour}, ${[...r.why]}::text[], ${r.validUntil}, ${r.source}, ${r.bodyId}, ${by.recordedBy}, ${by.opId})`)

export interface OwnDeclaration {
  declarationId: string
  seriesId: string
  fullName: string
  birthYear: number | null
  sex: 'male' | 'female' | null
  nationality: string | null
  communeId: number
  hamletId: number
  address: string | null
  fromPlace: string | null
  toPlace: string | null
  vehicle: string | null
  countries: string | null
  places: { name: string; onDay?: string | null }[]
  epidemicIds: string[]
  contactCase: boolean
  contactNote: string | null
  kinds: string[]
  other: string | null
  sinceOn: string | null
  arrivedOn: string | null
  onDay: string
  lateHours: number | null
  colour: z.output<typeof Colour>
  why: z.output<typeof Why>[]
  validUntil: string
}

/** The declarations of whoever's key opened the door, the newest first. */
export const listOwn = (db: Db) =>
  db.many<OwnDeclaration>(sql`
    select declaration_id as "declarationId", series_id as "seriesId", full_name as "fullName", birth_year as "birthYear", sex, nationality,
      commune_id as "communeId", hamlet_id as "hamletId", address, from_place as "fromPlace", to_place as "toPlace", vehicle, countries, places,
      epidemic_ids as "epidemicIds", contact_case as "contactCase", contact_note as "contactNote", kinds, other, since_on as "sinceOn",
      arrived_on as "arrivedOn", on_day as "onDay", late_hours as "lateHours", colour, colour_why as why, valid_until as "validUntil"
    from declaration_own()`)

export const listOwnFalse = (db: Db) =>
  db.many<{ declarationId: string }>(sql`select declaration_id as "declarationId" from declaration_own_false()`)

export interface ShownDeclaration {
  communeId: number
  declarationId: string
  seriesId: string
  fullName: string
  birthYear: number | null
  colour: z.output<typeof Colour>
  why: z.output<typeof Why>[]
  validUntil: string
  lateHours: number | null
  vehicle: string | null
  fromPlace: string | null
  toPlace: string | null
  subjectId: string | null
  markedFalse: boolean
}

/** The newest declaration of a series or code, anywhere. Needs the engine's scope. */
export const findShown = (db: Db, seriesId: string | null, code: string | null) =>
  db.maybe<ShownDeclaration>(sql`
    select d.commune_id as "communeId", d.declaration_id as "declarationId", d.series_id as "seriesId", d.full_name as "fullName", d.birth_year as "birthYear",
      d.colour, d.colour_why as why, d.valid_until as "validUntil", d.late_hours as "lateHours", d.vehicle, d.from_place as "fromPlace",
      d.to_place as "toPlace", d.subject_id as "subjectId", exists (select 1 from declaration_mark m where m.commune_id = d.commune_id
        and m.declaration_id = d.declaration_id and m.voided_at is null) as "markedFalse"
    from declaration d where (${seriesId}::uuid is null or d.series_id = ${seriesId}::uuid) and (${code}::text is null or d.code = ${code}::text)
      and (${seriesId}::uuid is not null or ${code}::text is not null)
    order by d.received_at desc, d.declaration_id desc limit 1`)

export const insertCrossing = (
  db: Db,
  c: {
    communeId: number
    crossingId: string
    bodyId: number
    hamletId: number
    gate: string
    seriesId: string
    declarationId: string
    direction: string
    colour: string
    temperature: number | null
    vehicle: string | null
    onDay: string
  },
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into crossing (commune_id, crossing_id, body_id, hamlet_id, gate, series_id, declaration_id, direction, colour, temperature, vehicle, on_day,
      crossed_at, recorded_by, op_id)
    values (${c.communeId}, ${c.crossingId}, ${c.bodyId}, ${c.hamletId}, ${c.gate}, ${c.seriesId}, ${c.declarationId}, ${c.direction}, ${c.colour},
      ${c.temperature}, ${c.vehicle}, ${c.onDay}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, crossing_id) do nothing`)

/** By gate; a body's post is asked for its own by the scope. */
export const countCrossings = (db: Db, day: string, range: { lo: number; hi: number } | null) =>
  db.many<{
    areaName: string
    gate: string
    in: number
    out: number
    green: number
    yellow: number
    red: number
    fever: number
    lastAt: string
  }>(sql`
    select a.full_name as "areaName", c.gate, count(*) filter (where direction = 'in')::int as in, count(*) filter (where direction = 'out')::int as out,
      count(*) filter (where colour = 'green')::int as green, count(*) filter (where colour = 'yellow')::int as yellow,
      count(*) filter (where colour = 'red')::int as red, count(*) filter (where temperature >= 37.5)::int as fever, max(crossed_at) as "lastAt"
    from crossing c join area a on a.area_id = c.commune_id
    where c.on_day = ${day}::date and (${range?.lo ?? null}::int is null or c.commune_id between ${range?.lo ?? null}::int and ${range?.hi ?? null}::int)
    group by 1, 2 order by 1, 2`)

export interface ListedDeclaration {
  declarationId: string
  communeId: number
  areaName: string
  hamletName: string | null
  fullName: string
  birthYear: number | null
  address: string | null
  idSealed: Buffer | null
  phoneSealed: Buffer | null
  subjectId: string | null
  personCode: string | null
  onDay: string
  receivedAt: string
  source: 'self' | 'gate'
  colour: z.output<typeof Colour>
  why: z.output<typeof Why>[]
  kinds: string[]
  contactCase: boolean
  fromPlace: string | null
  toPlace: string | null
  arrivedOn: string | null
  lateHours: number | null
  twins: number
  renewals: number
}

/** The newest of each series within the days, the newest first. */
export const listDeclarations = (
  db: Db,
  f: { lo: number; hi: number; from: string; until: string; subjectId: string | null; state: string; limit: number },
) =>
  db.many<ListedDeclaration & { total: number }>(sql`
    with within as (
      select d.*, count(*) over (partition by d.series_id) as n, row_number() over (partition by d.series_id order by d.received_at desc, d.declaration_id desc) as k,
        exists (select 1 from declaration_mark m where m.commune_id = d.commune_id and m.declaration_id = d.declaration_id and m.voided_at is null) as wrong
      from declaration d where d.commune_id between ${f.lo} and ${f.hi} and d.on_day between ${f.from}::date and ${f.until}::date
        and (${f.subjectId}::uuid is null or d.subject_id = ${f.subjectId}::uuid)
    ), rows as (
      -- one that is marked or late is shown itself, also where a newer one followed
      select w.*, (select count(distinct o.series_id)::int from within o where o.series_id <> w.series_id
          and (o.id_index = w.id_index or (o.phone_index = w.phone_index and lower(o.full_name) = lower(w.full_name)))) as twins
      from within w where w.k = 1 or w.wrong or w.late_hours is not null
    )
    select r.declaration_id as "declarationId", r.commune_id as "communeId", a.full_name as "areaName", h.full_name as "hamletName", r.full_name as "fullName",
      r.birth_year as "birthYear", r.address, r.id_sealed as "idSealed", r.phone_sealed as "phoneSealed", r.subject_id as "subjectId",
      (select p.code from person p where p.subject_id = r.subject_id order by p.until_on desc nulls first limit 1) as "personCode", r.on_day as "onDay",
      r.received_at as "receivedAt", r.source, r.colour, r.colour_why as why, r.kinds, r.contact_case as "contactCase", r.from_place as "fromPlace",
      r.to_place as "toPlace", r.arrived_on as "arrivedOn", r.late_hours as "lateHours", r.twins, (r.n - 1)::int as renewals, count(*) over ()::int as total
    from rows r join area a on a.area_id = r.commune_id left join area h on h.area_id = r.hamlet_id
    where case ${f.state}::text when 'symptomatic' then cardinality(r.kinds) > 0 when 'late' then r.late_hours is not null when 'false' then r.wrong
      when 'unlinked' then r.subject_id is null when 'duplicates' then r.twins > 0 else true end
    order by r.received_at desc, r.declaration_id limit ${f.limit}::int`)

export const listMarks = (db: Db, declarationIds: readonly string[]) =>
  db.many<{ declarationId: string; markId: string; evidence: string; document: string | null; markedAt: string }>(sql`
    select declaration_id as "declarationId", mark_id as "markId", evidence, document, marked_at as "markedAt" from declaration_mark
    where commune_id between scope_lo() and scope_hi() and declaration_id = any (${[...declarationIds]}::uuid[]) and voided_at is null order by marked_at`)

export const findDeclaration = (db: Db, declarationId: string) =>
  db.maybe<{
    communeId: number
    seriesId: string
    signalId: string | null
    subjectId: string | null
    onDay: string
    receivedAt: string
  }>(sql`
    select commune_id as "communeId", series_id as "seriesId", signal_id as "signalId", subject_id as "subjectId", on_day as "onDay", received_at as "receivedAt"
    from declaration where declaration_id = ${declarationId} and commune_id between scope_lo() and scope_hi()`)

/** Every declaration of that series in that commune is of the same person. */
export const updateLink = (db: Db, communeId: number, seriesId: string, subjectId: string, by: string) =>
  db.run(sql`
    update declaration set subject_id = ${subjectId}, linked_by = ${by} where commune_id = ${communeId} and series_id = ${seriesId} and subject_id is null`)

export const insertMark = (
  db: Db,
  m: { communeId: number; markId: string; declarationId: string; evidence: string; document: string | null },
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into declaration_mark (commune_id, mark_id, declaration_id, evidence, document, marked_at, marked_by, op_id)
    values (${m.communeId}, ${m.markId}, ${m.declarationId}, ${m.evidence}, ${m.document}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, mark_id) do nothing`)

export const findMark = (db: Db, markId: string) =>
  db.maybe<{ communeId: number; voidedAt: string | null; voidReason: string | null }>(sql`
    select commune_id as "communeId", voided_at as "voidedAt", void_reason as "voidReason" from declaration_mark
    where mark_id = ${markId} and commune_id between scope_lo() and scope_hi()`)

export const updateMarkVoid = (db: Db, communeId: number, markId: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update declaration_mark set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where commune_id = ${communeId} and mark_id = ${markId} and voided_at is null`)
