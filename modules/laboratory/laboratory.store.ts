import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { ConfirmationKnown, Positive } from './laboratory.rules.ts'

/** One writer at a time for a barcode and what its tube says: it is unique in the province, while the table's key holds it by commune. */
export const lockBarcode = (db: Db, barcode: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714301, hashtext(${barcode}))`)

export const insertOrder = (
  db: Db,
  o: {
    communeId: number
    orderId: string
    subjectId: string
    disease: string
    reason: string
    dueAt: string
    packCode: string | null
    orderedBy: string
  },
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into test_order (commune_id, order_id, subject_id, disease, reason, due_at, ordered_at, ordered_by, pack_code, op_id)
    values (${o.communeId}, ${o.orderId}, ${o.subjectId}, ${o.disease}, ${o.reason}, ${o.dueAt}, ${at}, ${o.orderedBy}, ${o.packCode}, ${opId})
    on conflict (commune_id, order_id) do nothing`)

export const findOrder = (
  db: Db,
  orderId: string,
): Promise<{ subjectId: string; disease: string; voidedAt: string | null; sampled: boolean } | null> =>
  db.maybe(sql`
    select o.subject_id as "subjectId", o.disease, o.voided_at as "voidedAt",
      exists (select 1 from sample s where s.order_id = o.order_id and s.voided_at is null and s.subject_id = o.subject_id) as sampled
    from test_order o where o.order_id = ${orderId}`)

export interface SampleRow {
  communeId: number
  sampleId: string
  bodyId: number
  orderId: string | null
  subjectId: string
  disease: string
  barcode: string
  sampledAt: string
  sampledOn: string
  receivedAt: string | null
  voidedAt: string | null
  voidReason: string | null
}

/** By id or barcode, as far as the scope reaches. */
export const findSample = (db: Db, sampleId: string | null, barcode: string | null): Promise<SampleRow | null> =>
  db.maybe<SampleRow>(sql`
    select commune_id as "communeId", sample_id as "sampleId", body_id as "bodyId", order_id as "orderId", subject_id as "subjectId", disease, barcode,
      sampled_at as "sampledAt", sampled_on as "sampledOn", received_at as "receivedAt", voided_at as "voidedAt", void_reason as "voidReason"
    from sample where (${sampleId}::uuid is null or sample_id = ${sampleId}::uuid) and (${barcode}::text is null or barcode = ${barcode}::text)
      and (${sampleId}::uuid is not null or ${barcode}::text is not null)`)

export const insertSample = (
  db: Db,
  s: Omit<SampleRow, 'bodyId' | 'receivedAt' | 'voidedAt' | 'voidReason'> & {
    kind: string
    identityCheck: string
    label: object
    takenBy: string
  },
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into sample (commune_id, sample_id, order_id, subject_id, disease, barcode, kind, identity_check, label, sampled_at, sampled_on, taken_by, recorded_at, op_id)
    values (${s.communeId}, ${s.sampleId}, ${s.orderId}, ${s.subjectId}, ${s.disease}, ${s.barcode}, ${s.kind}, ${s.identityCheck}, ${JSON.stringify(s.label)},
      ${s.sampledAt}, ${s.sampledOn}, ${s.takenBy}, ${at}, ${opId})
    on conflict (commune_id, sample_id) do nothing`)

export const receiveSample = (db: Db, communeId: number, sampleId: string, bodyId: number, at: string): Promise<number> =>
  db.run(
    sql`update sample set received_at = ${at}, body_id = ${bodyId} where commune_id = ${communeId} and sample_id = ${sampleId} and received_at is null`,
  )

export interface ResultRow {
  communeId: number
  resultId: string
  bodyId: number
  sampleId: string
  subjectId: string
  disease: string
  method: Positive['method']
  value: 'positive' | 'negative' | 'inconclusive'
  ct: number | null
  testedAt: string
  corrects: string | null
}

export const insertResult = (db: Db, r: ResultRow, at: string, by: string, opId: string): Promise<number> =>
  db.run(sql`
    insert into result (commune_id, result_id, body_id, sample_id, subject_id, disease, method, value, ct, tested_at, released_at, released_by, corrects, op_id)
    values (${r.communeId}, ${r.resultId}, ${r.bodyId}, ${r.sampleId}, ${r.subjectId}, ${r.disease}, ${r.method}, ${r.value}, ${r.ct}, ${r.testedAt}, ${at}, ${by},
      ${r.corrects}, ${opId})
    on conflict (commune_id, result_id) do nothing`)

export const findResult = (db: Db, resultId: string): Promise<(ResultRow & { voidedAt: string | null }) | null> =>
  db.maybe(sql`
    select commune_id as "communeId", result_id as "resultId", body_id as "bodyId", sample_id as "sampleId", subject_id as "subjectId", disease, method, value, ct,
      tested_at as "testedAt", corrects, voided_at as "voidedAt"
    from result where result_id = ${resultId}`)

/** Standing results of a sample. */
export const listOfSample = (
  db: Db,
  sampleId: string,
): Promise<{ resultId: string; communeId: number; method: string; value: string }[]> =>
  db.many(
    sql`select result_id as "resultId", commune_id as "communeId", method, value from result where sample_id = ${sampleId} and voided_at is null`,
  )

export const voidResult = (
  db: Db,
  communeId: number,
  resultId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update result set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId} and result_id = ${resultId} and voided_at is null`)

export const voidSample = (
  db: Db,
  communeId: number,
  sampleId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update sample set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId} and sample_id = ${sampleId} and voided_at is null`)

/** Standing positives of a person, under any of their ids. */
export const listPositives = (db: Db, disease: string, ids: string[]): Promise<(Positive & { subjectId: string })[]> =>
  db.many(sql`
    select r.result_id as "resultId", r.subject_id as "subjectId", r.method, s.sampled_at as "sampledAt", s.sampled_on as "sampledOn", r.released_at as "releasedAt"
    from result r join sample s on s.commune_id = r.commune_id and s.sample_id = r.sample_id
    where r.disease = ${disease} and r.subject_id = any (${ids}::uuid[]) and r.value = 'positive' and r.voided_at is null and s.voided_at is null`)

/** Who of these (everyone where null), as recorded, has a standing positive on which no confirmation rests that stands or that a person voided. */
export const listUnconfirmed = (db: Db, disease: string, ids: string[] | null): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select distinct r.subject_id as "subjectId" from result r
    where r.disease = ${disease} and (${ids}::uuid[] is null or r.subject_id = any (${ids}::uuid[])) and r.value = 'positive' and r.voided_at is null
      and not exists (select 1 from confirmation c where c.subject_id = r.subject_id and c.result_id = r.result_id and not c.unmet)`)

/** Every confirmation of a person, those that a person voided too; what was only taken back as unmet never spoke. */
export const listConfirmations = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<(ConfirmationKnown & { confirmationId: string })[]> =>
  db.many(sql`
    select confirmation_id as "confirmationId", result_id as "resultId", coalesce(sampled_on, confirmed_on, reported_on) as day, voided_at is not null as voided
    from confirmation where disease = ${disease} and subject_id = any (${ids}::uuid[]) and not unmet`)

/** How often a result's confirmation was taken back as unmet: ever, and by one operation. */
export const countUnmet = (db: Db, resultId: string, opId: string): Promise<{ ever: number; now: number }> =>
  db.one(
    sql`select count(*)::int as ever, (count(*) filter (where void_op = ${opId}))::int as now from confirmation where result_id = ${resultId} and unmet`,
  )

export interface RestingRow {
  subjectId: string
  confirmationId: string
  resultId: string
}

/** Standing confirmations that rest on results (of everyone where `ids` is null). */
export const listResting = (db: Db, disease: string, ids: string[] | null): Promise<RestingRow[]> =>
  db.many<RestingRow>(sql`
    select subject_id as "subjectId", confirmation_id as "confirmationId", result_id as "resultId" from confirmation
    where disease = ${disease} and basis = 'result' and voided_at is null and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))`)

/** Of those, the ones that may need more than their own result: all but PCR, which alone confirms by every pack. */
export const listRestingNotPcr = (db: Db, disease: string): Promise<RestingRow[]> =>
  db.many<RestingRow>(sql`
    select subject_id as "subjectId", confirmation_id as "confirmationId", result_id as "resultId" from confirmation
    where disease = ${disease} and basis = 'result' and voided_at is null and details ->> 'method' <> 'pcr'`)

/** Who of these is a case by notification: nothing that a laboratory says takes it back. */
export const listNotified = (db: Db, disease: string, ids: string[]): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select distinct subject_id as "subjectId" from confirmation
    where disease = ${disease} and basis = 'notified' and voided_at is null and subject_id = any (${ids}::uuid[])`)

export interface TestRow {
  sampleId: string
  subjectId: string
  communeId: number
  sampledAt: string
  sampledOn: string
  method: Positive['method'] | null
  value: 'positive' | 'negative' | 'inconclusive' | null
  ct: number | null
  releasedAt: string | null
}

/** Standing samples of these persons with each standing result (null: waiting); what quarantine counts. */
export const listTests = (db: Db, disease: string, ids: string[]): Promise<TestRow[]> =>
  db.many<TestRow>(sql`
    select s.sample_id as "sampleId", s.subject_id as "subjectId", s.commune_id as "communeId", s.sampled_at as "sampledAt", s.sampled_on as "sampledOn",
      r.method, r.value, r.ct, r.released_at as "releasedAt"
    from sample s left join result r on r.commune_id = s.commune_id and r.sample_id = s.sample_id and r.voided_at is null
    where s.disease = ${disease} and s.subject_id = any (${ids}::uuid[]) and s.voided_at is null
    order by s.sampled_at, s.sample_id, r.released_at`)
