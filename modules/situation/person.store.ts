import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface TestFact {
  sampleId: string
  barcode: string
  sampledOn: string
  identityCheck: string
  sampleVoid: string | null
  resultId: string | null
  method: string | null
  value: string | null
  ct: number | null
  releasedOn: string | null
  resultVoid: string | null
}

/** Every sample of a person with each result, voided ones too. */
export const listTestFacts = (db: Db, disease: string, ids: string[]): Promise<TestFact[]> =>
  db.many<TestFact>(sql`
    select s.sample_id as "sampleId", s.barcode, s.sampled_on as "sampledOn", s.identity_check as "identityCheck", s.void_reason as "sampleVoid",
      r.result_id as "resultId", r.method, r.value, r.ct, (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date as "releasedOn", r.void_reason as "resultVoid"
    from sample s left join result r on r.commune_id = s.commune_id and r.sample_id = s.sample_id
    where s.disease = ${disease} and s.subject_id = any (${ids}::uuid[]) order by s.sampled_at, r.released_at`)

export interface OrderFact {
  orderId: string
  level: string
  place: 'home' | 'site' | 'hotel' | 'treatment'
  placeName: string | null
  number: string
  fromOn: string
  issuedOn: string
  signer: string
  releasedOn: string | null
  releaseNumber: string | null
  revokedOn: string | null
}

export const listOrderFacts = (db: Db, disease: string, ids: string[]): Promise<OrderFact[]> =>
  db.many<OrderFact>(sql`
    select q.order_id as "orderId", q.level, q.place, q.place_name as "placeName", q.number, q.from_on as "fromOn", q.issued_on as "issuedOn", q.signer,
      r.released_on as "releasedOn", r.number as "releaseNumber", (q.revoked_at at time zone 'Asia/Ho_Chi_Minh')::date as "revokedOn"
    from quarantine_order q left join release r on r.commune_id = q.commune_id and r.order_id = q.order_id and r.voided_at is null
    where q.disease = ${disease} and q.subject_id = any (${ids}::uuid[]) order by q.issued_at`)

export const listCallFacts = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<{ callId: string; onDay: string; outcome: string; toldLevel: string | null }[]> =>
  db.many(sql`
    select call_id as "callId", on_day as "onDay", outcome, told_level as "toldLevel" from call_attempt
    where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by at`)

export interface DeclarationFact {
  declarationId: string
  onDay: string
  colour: string
  kinds: string[]
  fromPlace: string | null
  lateHours: number | null
  evidence: string | null
  source: 'self' | 'gate'
}

export const listDeclarationFacts = (db: Db, ids: string[]): Promise<DeclarationFact[]> =>
  db.many<DeclarationFact>(sql`
    select d.declaration_id as "declarationId", d.on_day as "onDay", d.colour, d.kinds, d.from_place as "fromPlace", d.late_hours as "lateHours", d.source,
      (select m.evidence from declaration_mark m where m.commune_id = d.commune_id and m.declaration_id = d.declaration_id and m.voided_at is null limit 1) as evidence
    from declaration d where d.subject_id = any (${ids}::uuid[]) order by d.received_at`)
