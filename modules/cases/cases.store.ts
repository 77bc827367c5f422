import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface ConfirmationRow {
  communeId: number
  confirmationId: string
  subjectId: string
  disease: string
  basis: 'result' | 'notified'
  resultId: string | null
  sampledOn: string | null
  confirmedOn: string | null
  reportedOn: string | null
  origin: string | null
  placeFound: string | null
  listName: string | null
  listRef: string | null
  details: Record<string, unknown>
}

const column = <R, K extends keyof R>(rows: R[], key: K) => rows.map((r) => r[key])

/** A batch; a row whose id is there already is left as it is. Answers how many were new. */
export const insertConfirmations = (db: Db, rows: ConfirmationRow[], at: string, opId: string): Promise<number> =>
  db.run(sql`
    insert into confirmation (commune_id, confirmation_id, subject_id, disease, basis, result_id, sampled_on, confirmed_on, reported_on,
      origin, place_found, list_name, list_ref, details, recorded_at, op_id)
    select *, ${at}::timestamptz, ${opId}::uuid from unnest(${column(rows, 'communeId')}::int[], ${column(rows, 'confirmationId')}::uuid[],
      ${column(rows, 'subjectId')}::uuid[], ${column(rows, 'disease')}::text[], ${column(rows, 'basis')}::text[], ${column(rows, 'resultId')}::uuid[],
      ${column(rows, 'sampledOn')}::date[], ${column(rows, 'confirmedOn')}::date[], ${column(rows, 'reportedOn')}::date[], ${column(rows, 'origin')}::text[],
      ${column(rows, 'placeFound')}::text[], ${column(rows, 'listName')}::text[], ${column(rows, 'listRef')}::text[],
      ${rows.map((r) => JSON.stringify(r.details))}::jsonb[])
    on conflict (commune_id, confirmation_id) do nothing`)

export interface OnsetRow {
  communeId: number
  onsetId: string
  subjectId: string
  disease: string
  onsetOn: string | null
  symptoms: string[]
  saidOn: string
  source: string
}

export const insertOnsets = (db: Db, rows: OnsetRow[], at: string, opId: string): Promise<number> =>
  db.run(sql`
    insert into onset (commune_id, onset_id, subject_id, disease, onset_on, symptoms, said_on, source, recorded_at, op_id)
    select c, i, s, d, o, coalesce((select array_agg(x) from jsonb_array_elements_text(y) as x), '{}'), w, z, ${at}::timestamptz, ${opId}::uuid
    from unnest(${column(rows, 'communeId')}::int[], ${column(rows, 'onsetId')}::uuid[], ${column(rows, 'subjectId')}::uuid[],
      ${column(rows, 'disease')}::text[], ${column(rows, 'onsetOn')}::date[], ${rows.map((r) => JSON.stringify(r.symptoms))}::jsonb[],
      ${column(rows, 'saidOn')}::date[], ${column(rows, 'source')}::text[]) as u (c, i, s, d, o, y, w, z)
    on conflict (commune_id, onset_id) do nothing`)

export const insertIsolation = (
  db: Db,
  r: { communeId: number; isolationId: string; subjectId: string; disease: string; fromOn: string; basis: string },
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into isolation (commune_id, isolation_id, subject_id, disease, from_on, basis, recorded_at, op_id)
    values (${r.communeId}, ${r.isolationId}, ${r.subjectId}, ${r.disease}, ${r.fromOn}, ${r.basis}, ${at}, ${opId})
    on conflict (commune_id, isolation_id) do nothing`)

export const insertOutcomes = (
  db: Db,
  rows: {
    communeId: number
    outcomeId: string
    subjectId: string
    disease: string
    kind: string
    onDay: string | null
    source: string
  }[],
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into outcome (commune_id, outcome_id, subject_id, disease, kind, on_day, source, recorded_at, op_id)
    select *, ${at}::timestamptz, ${opId}::uuid from unnest(${column(rows, 'communeId')}::int[], ${column(rows, 'outcomeId')}::uuid[],
      ${column(rows, 'subjectId')}::uuid[], ${column(rows, 'disease')}::text[], ${column(rows, 'kind')}::text[], ${column(rows, 'onDay')}::date[],
      ${column(rows, 'source')}::text[])
    on conflict (commune_id, outcome_id) do nothing`)

/** What tracing needs to know of each confirmed person, voided facts left out. One row per subject id as recorded. */
export interface CaseFactsRow {
  subjectId: string
  firstPositiveOn: string | null
  reportedOn: string | null
  sinceOn: string
  origin: string | null
}

/** Confirmed persons among these ids (all of the disease where `ids` is null). */
export const listConfirmed = (db: Db, disease: string, ids: string[] | null): Promise<CaseFactsRow[]> =>
  db.many<CaseFactsRow>(sql`
    select subject_id as "subjectId", min(coalesce(sampled_on, confirmed_on, reported_on)) as "firstPositiveOn", min(reported_on) as "reportedOn",
      min(coalesce(reported_on, confirmed_on, sampled_on, (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date)) as "sinceOn",
      (array_agg(origin order by recorded_at desc))[1] as origin
    from confirmation where disease = ${disease} and voided_at is null and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))
    group by subject_id`)

/** The latest word on onset for each of these; `onsetOn` null: said to have no symptom. */
export const listOnsets = (
  db: Db,
  disease: string,
  ids: string[] | null,
): Promise<{ subjectId: string; onsetOn: string | null; symptoms: string[] }[]> =>
  db.many(sql`
    select distinct on (subject_id) subject_id as "subjectId", onset_on as "onsetOn", symptoms
    from onset where disease = ${disease} and voided_at is null and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))
    order by subject_id, recorded_at desc, onset_id desc`)

/** Standing isolations of these, each with its last day (null while it lasts). */
export const listIsolated = (
  db: Db,
  disease: string,
  ids: string[] | null,
): Promise<{ subjectId: string; fromOn: string; untilOn: string | null }[]> =>
  db.many(sql`
    select subject_id as "subjectId", from_on as "fromOn", until_on as "untilOn" from isolation
    where disease = ${disease} and voided_at is null and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))`)

/** The last day of an isolation (null: it lasts again); null where it was voided or is out of scope. */
export const setIsolationEnd = (
  db: Db,
  isolationId: string,
  untilOn: string | null,
): Promise<{ subjectId: string; disease: string; communeId: number } | null> =>
  db.maybe(sql`update isolation set until_on = ${untilOn}::date where isolation_id = ${isolationId} and voided_at is null
    returning subject_id as "subjectId", disease, commune_id as "communeId"`)

/** The newest of each person, with its day and the day of their first; a day that nobody gave is the one on which it was recorded. */
export const listOutcomes = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<{ subjectId: string; kind: string; onDay: string; firstOn: string }[]> =>
  db.many(sql`
    select distinct on (subject_id) subject_id as "subjectId", kind, coalesce(on_day, (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date) as "onDay",
      min(coalesce(on_day, (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date)) over (partition by subject_id) as "firstOn"
    from outcome
    where disease = ${disease} and voided_at is null and subject_id = any (${ids}::uuid[]) order by subject_id, recorded_at desc`)

export interface FactRow {
  kind: string
  factId: string
  communeId: number
  disease: string
  day: string | null
  details: Record<string, unknown>
  recordedAt: string
  voidedAt: string | null
  voidReason: string | null
}

/** Every fact of a person's record, voided ones too, oldest first: the time axis. */
export const listFacts = (db: Db, ids: string[]): Promise<FactRow[]> =>
  db.many<FactRow>(sql`
    select 'confirmation' as kind, confirmation_id as "factId", commune_id as "communeId", disease, coalesce(sampled_on, confirmed_on, reported_on) as day,
      jsonb_build_object('basis', basis, 'sampledOn', sampled_on, 'confirmedOn', confirmed_on, 'reportedOn', reported_on, 'origin', origin,
        'place', place_found, 'list', list_name, 'ref', list_ref, 'resultId', result_id) as details,
      recorded_at as "recordedAt", voided_at as "voidedAt", void_reason as "voidReason"
    from confirmation where subject_id = any (${ids}::uuid[])
    union all select 'onset', onset_id, commune_id, disease, onset_on, jsonb_build_object('symptoms', symptoms, 'saidOn', said_on, 'source', source),
      recorded_at, voided_at, void_reason from onset where subject_id = any (${ids}::uuid[])
    union all select 'isolation', isolation_id, commune_id, disease, from_on, jsonb_build_object('basis', basis), recorded_at, voided_at, void_reason
      from isolation where subject_id = any (${ids}::uuid[])
    union all select 'outcome', outcome_id, commune_id, disease, on_day, jsonb_build_object('outcome', kind, 'source', source), recorded_at, voided_at, void_reason
      from outcome where subject_id = any (${ids}::uuid[])
    order by 5 nulls first, 7`)

const voidStatement = {
  confirmation: (id: string, at: string, opId: string, reason: string) => sql`
    update confirmation set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where confirmation_id = ${id} and voided_at is null
    returning subject_id as "subjectId", disease, commune_id as "communeId"`,
  onset: (id: string, at: string, opId: string, reason: string) => sql`
    update onset set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where onset_id = ${id} and voided_at is null
    returning subject_id as "subjectId", disease, commune_id as "communeId"`,
  isolation: (id: string, at: string, opId: string, reason: string) => sql`
    update isolation set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where isolation_id = ${id} and voided_at is null
    returning subject_id as "subjectId", disease, commune_id as "communeId"`,
  outcome: (id: string, at: string, opId: string, reason: string) => sql`
    update outcome set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where outcome_id = ${id} and voided_at is null
    returning subject_id as "subjectId", disease, commune_id as "communeId"`,
}
export type FactKind = keyof typeof voidStatement

/** Marks a fact as wrong; null where it was voided before or is out of scope. Nothing is erased. */
export const voidFact = (
  db: Db,
  kind: FactKind,
  id: string,
  at: string,
  opId: string,
  reason: string,
): Promise<{ subjectId: string; disease: string; communeId: number } | null> =>
  db.maybe(voidStatement[kind](id, at, opId, reason))

/** Takes back standing confirmations whose definition is no longer met; they may be made again. Answers those that this took back. */
export const voidUnmet = (
  db: Db,
  ids: string[],
  at: string,
  opId: string,
  reason: string,
): Promise<{ subjectId: string; disease: string; communeId: number }[]> =>
  db.many(sql`
    update confirmation set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}, unmet = true
    where confirmation_id = any (${ids}::uuid[]) and voided_at is null returning subject_id as "subjectId", disease, commune_id as "communeId"`)

/** Standing confirmations that rest on a laboratory result. */
export const listByResult = (db: Db, resultId: string): Promise<{ confirmationId: string; communeId: number }[]> =>
  db.many(
    sql`select confirmation_id as "confirmationId", commune_id as "communeId" from confirmation where result_id = ${resultId} and voided_at is null`,
  )

export interface CaseListRow {
  subjectId: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  birthYear: number | null
  sex: string | null
  onsetOn: string | null
  sampledOn: string | null
  confirmedOn: string | null
  reportedOn: string | null
  origin: string | null
  basis: 'result' | 'notified'
  outcome: string | null
  total: number
}

/** One row per human: their earliest standing confirmation, by the day it became known, newest first. */
export const listCases = (
  db: Db,
  f: {
    disease: string
    lo: number
    hi: number
    from: string | null
    until: string | null
    origin: string | null
    limit: number
    offset: number
  },
): Promise<CaseListRow[]> =>
  db.many<CaseListRow>(sql`
    select c.subject_id as "subjectId", c.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName", p.birth_year as "birthYear", p.sex,
      o.onset_on as "onsetOn", c.sampled_on as "sampledOn", c.confirmed_on as "confirmedOn", c.reported_on as "reportedOn", c.origin, c.basis,
      (select x.kind from outcome x where x.subject_id in (c.subject_id, c.recorded_as) and x.disease = ${f.disease} and x.voided_at is null
        order by x.recorded_at desc limit 1) as outcome,
      count(*) over ()::int as total
    from first_confirmations(${f.disease}::text, ${f.lo}::int, ${f.hi}::int) c
    join area a on a.area_id = c.commune_id
    join lateral (select code, full_name, birth_year, sex from person p where p.subject_id in (c.subject_id, c.recorded_as)
      order by p.subject_id = c.subject_id desc, p.commune_id = c.commune_id desc, p.until_on desc nulls first limit 1) p on true
    left join onset_days(${f.disease}::text, ${f.lo}::int, ${f.hi}::int) o on o.subject_id = c.subject_id
    where (${f.from}::date is null or c.known_on >= ${f.from}::date) and (${f.until}::date is null or c.known_on <= ${f.until}::date)
      and (${f.origin}::text is null or c.origin = ${f.origin})
    order by c.known_on desc nulls last, c.subject_id limit ${f.limit} offset ${f.offset}`)
