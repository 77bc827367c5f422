import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface StoredOrder {
  orderId: string
  communeId: number
  bodyId: number
  subjectId: string
  disease: string
  level: 'F0' | 'F1' | 'F2' | 'arrival'
  place: 'home' | 'site' | 'hotel' | 'treatment'
  placeName: string | null
  issuerId: number
  year: number
  number: string
  batchId: string | null
  fromOn: string
  lastExposureOn: string
  personStatus: string
  packCode: string
  basis: Record<string, unknown>
  issuedOn: string
  issuedAt: string
  signer: string
  revokedAt: string | null
  revokeReason: string | null
  releasedOn: string | null
}

/** The next `count` numbers of an issuer's series this year; answers the first. Two at once wait for one another. */
export async function takeNumbers(db: Db, issuerId: number, year: number, count: number): Promise<number> {
  const { last } = await db.one<{ last: number }>(sql`
    insert into number_series (commune_id, series, year, last_number) values (${issuerId}, 'QĐ-BCĐ', ${year}, ${count})
    on conflict (commune_id, series, year) do update set last_number = number_series.last_number + excluded.last_number returning last_number as last`)
  return last - count + 1
}

export const insertOrder = (
  db: Db,
  o: Omit<StoredOrder, 'revokedAt' | 'revokeReason' | 'releasedOn'>,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into quarantine_order (commune_id, order_id, body_id, subject_id, disease, level, place, place_name, issuer_id, year, number, batch_id, from_on, last_exposure_on,
      person_status, pack_code, basis, issued_on, issued_at, issued_by, signer, op_id)
    values (${o.communeId}, ${o.orderId}, ${o.bodyId}, ${o.subjectId}, ${o.disease}, ${o.level}, ${o.place}, ${o.placeName}, ${o.issuerId}, ${o.year}, ${o.number}, ${o.batchId},
      ${o.fromOn}, ${o.lastExposureOn}, ${o.personStatus}, ${o.packCode}, ${JSON.stringify(o.basis)}, ${o.issuedOn}, ${o.issuedAt}, ${by}, ${o.signer}, ${opId})
    on conflict (commune_id, order_id) do nothing`)

/** Orders by id or by person (any of their ids), as far as the scope reaches. */
export const listOrders = (
  db: Db,
  disease: string | null,
  orderIds: string[] | null,
  subjectIds: string[] | null,
): Promise<StoredOrder[]> =>
  db.many<StoredOrder>(sql`
    select q.order_id as "orderId", q.commune_id as "communeId", q.body_id as "bodyId", q.subject_id as "subjectId", q.disease, q.level, q.place, q.place_name as "placeName",
      q.issuer_id as "issuerId", q.year, q.number, q.batch_id as "batchId", q.from_on as "fromOn", q.last_exposure_on as "lastExposureOn", q.person_status as "personStatus",
      q.pack_code as "packCode", q.basis, q.issued_on as "issuedOn", q.issued_at as "issuedAt", q.signer, q.revoked_at as "revokedAt", q.revoke_reason as "revokeReason",
      r.released_on as "releasedOn"
    from quarantine_order q
    left join lateral (select released_on from release r where r.commune_id = q.commune_id and r.order_id = q.order_id and r.voided_at is null limit 1) r on true
    where (${disease}::text is null or q.disease = ${disease}::text) and (${orderIds}::uuid[] is null or q.order_id = any (${orderIds}::uuid[]))
      and (${subjectIds}::uuid[] is null or q.subject_id = any (${subjectIds}::uuid[]))
      and (${orderIds}::uuid[] is not null or ${subjectIds}::uuid[] is not null)`)

/** Persons of an area (or of a body's orders) for whom something may be owed: a level stands, or an order was issued. */
export const listConcerned = (db: Db, disease: string, lo: number, hi: number, body: number): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId" from classification where disease = ${disease} and commune_id between ${lo} and ${hi}
    union select subject_id from quarantine_order where disease = ${disease} and revoked_at is null
      and (commune_id between ${lo} and ${hi} or (${body}::int <> 0 and body_id = ${body}::int))`)

/** Of them those who may be F0 or F1: most are F2, whose orders no figure of these asks about. */
export const listBound = (db: Db, disease: string, lo: number, hi: number): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId" from classification where disease = ${disease} and commune_id between ${lo} and ${hi} and level <> 'F2'
    union select q.subject_id from quarantine_order q where q.disease = ${disease} and q.revoked_at is null and q.commune_id between ${lo} and ${hi}
      and not exists (select 1 from classification c where c.disease = q.disease and c.subject_id = q.subject_id and c.level = 'F2')`)

/** When the present level arose in the record. */
export const listArisen = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<{ subjectId: string; level: string | null; at: string }[]> =>
  db.many(sql`
    select distinct on (subject_id) subject_id as "subjectId", to_level as level, at from classification_change
    where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by subject_id, change_id desc`)

export const listReached = (db: Db, disease: string, ids: string[]): Promise<{ subjectId: string; at: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId", max(at) as at from call_attempt where disease = ${disease} and subject_id = any (${ids}::uuid[]) and outcome = 'reached' group by subject_id`)

export const insertRelease = (
  db: Db,
  r: {
    communeId: number
    releaseId: string
    bodyId: number
    orderId: string
    subjectId: string
    disease: string
    issuerId: number
    year: number
    number: string
    releasedOn: string
    basis: object
    signer: string
  },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into release (commune_id, release_id, body_id, order_id, subject_id, disease, issuer_id, year, number, released_on, basis, released_at, released_by, signer, op_id)
    values (${r.communeId}, ${r.releaseId}, ${r.bodyId}, ${r.orderId}, ${r.subjectId}, ${r.disease}, ${r.issuerId}, ${r.year}, ${r.number}, ${r.releasedOn}, ${JSON.stringify(r.basis)},
      ${at}, ${by}, ${r.signer}, ${opId}) on conflict (commune_id, release_id) do nothing`)

export const voidRelease = (
  db: Db,
  communeId: number,
  orderId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update release set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where commune_id = ${communeId} and order_id = ${orderId} and voided_at is null`)

export const revokeOrder = (
  db: Db,
  communeId: number,
  orderId: string,
  at: string,
  by: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update quarantine_order set revoked_at = ${at}, revoked_by = ${by}, revoke_reason = ${reason}
    where commune_id = ${communeId} and order_id = ${orderId} and revoked_at is null`)

export interface OrderListRow {
  orderId: string
  subjectId: string
  communeId: number
  level: StoredOrder['level']
  place: StoredOrder['place']
  placeName: string | null
  number: string
  fromOn: string
  issuedOn: string
  state: 'open' | 'released' | 'revoked' | 'replaced'
  releasedOn: string | null
  total: number
}

/** Orders of an area or a body with their state (see stateOf in the rules), newest first. */
export const listPage = (
  db: Db,
  f: {
    disease: string
    lo: number
    hi: number
    body: number
    subjectIds: string[] | null
    state: string
    limit: number
    offset: number
  },
): Promise<OrderListRow[]> =>
  db.many<OrderListRow>(sql`
    with stated as (
      select q.*, r.released_on, case when q.revoked_at is not null then 'revoked' when r.released_on is not null then 'released'
        when exists (select 1 from quarantine_order o where o.subject_id = q.subject_id and o.disease = q.disease and o.revoked_at is null and o.issued_at >= q.issued_at
          and o.order_id <> q.order_id and array_position(array['F0', 'F1', 'F2', 'arrival'], o.level) < array_position(array['F0', 'F1', 'F2', 'arrival'], q.level)) then 'replaced'
        else 'open' end as state
      from quarantine_order q
      left join lateral (select released_on from release r where r.commune_id = q.commune_id and r.order_id = q.order_id and r.voided_at is null limit 1) r on true
      where q.disease = ${f.disease} and (q.commune_id between ${f.lo} and ${f.hi} or (${f.body}::int <> 0 and q.body_id = ${f.body}::int))
        and (${f.subjectIds}::uuid[] is null or q.subject_id = any (${f.subjectIds}::uuid[]))
    )
    select order_id as "orderId", subject_id as "subjectId", commune_id as "communeId", level, place, place_name as "placeName", number, from_on as "fromOn",
      issued_on as "issuedOn", state, released_on as "releasedOn", count(*) over ()::int as total
    from stated where ${f.state}::text = 'all' or state = ${f.state}::text
    order by issued_at desc, order_id limit ${f.limit}::int offset ${f.offset}::int`)

export interface ToldRow {
  subjectId: string
  communeId: number
  how: 'order' | 'call'
  level: string | null
  at: string
  document: string | null
  orderId: string | null
}

/** Orders issued to, and calls that reached, persons whose level fell by an operation, up to that moment. */
export const listTold = (db: Db, disease: string | null, opId: string): Promise<ToldRow[]> =>
  db.many<ToldRow>(sql`
    with fell as (select commune_id, subject_id, disease, from_level, max(at) as at from classification_change
      where op_id = ${opId} and from_level is not null and (${disease}::text is null or disease = ${disease}::text) group by 1, 2, 3, 4)
    select f.subject_id as "subjectId", f.commune_id as "communeId", 'order' as how, q.level, q.issued_at as at, q.number as document, q.order_id as "orderId"
    from fell f join quarantine_order q on q.subject_id = f.subject_id and q.disease = f.disease and q.level = f.from_level and q.issued_at <= f.at
      and (q.revoked_at is null or q.revoked_at >= f.at)
    union all
    select f.subject_id, f.commune_id, 'call', c.told_level, c.at, null, null
    from fell f join call_attempt c on c.subject_id = f.subject_id and c.disease = f.disease and c.outcome = 'reached' and c.at <= f.at
      and coalesce(c.told_level, f.from_level) = f.from_level
    order by 5`)

/** Each person's level before and after an operation. */
export const listFallen = (
  db: Db,
  opId: string,
): Promise<{ subjectId: string; communeId: number; from: string | null; to: string | null }[]> =>
  db.many(sql`
    select subject_id as "subjectId", (array_agg(commune_id order by change_id desc))[1] as "communeId", (array_agg(from_level order by change_id))[1] as "from",
      (array_agg(to_level order by change_id desc))[1] as "to"
    from classification_change where op_id = ${opId} group by subject_id`)

export const getInstance = (db: Db): Promise<{ mode: 'drill' | 'real' }> => db.one(sql`select mode from instance`)
