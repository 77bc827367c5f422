import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { LevelMeasures } from '../policy/policy.contract.ts'
import type { Decided } from './standing.rules.ts'

export interface CommuneCases {
  communeId: number
  all: number
  community: number
  unknownSource: number
  knownSource: number
  unknownOrigin: number
}

/** Cases of a window by commune; communes without one are left out. */
export const countCases = (db: Db, r: { disease: string; lo: number; hi: number; from: string; until: string }) =>
  db.many<CommuneCases>(sql`
    select commune_id as "communeId", count(*)::int as all, count(*) filter (where origin is null or origin = 'community')::int as community,
      count(*) filter (where not source_known)::int as "unknownSource", count(*) filter (where source_known)::int as "knownSource",
      count(*) filter (where origin is null)::int as "unknownOrigin"
    from level_cases(${r.disease}::text, ${r.lo}::int, ${r.hi}::int, ${r.from}::date, ${r.until}::date) group by 1`)

export interface CaseRow {
  subjectId: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  knownOn: string
  origin: string | null
  sourceKnown: boolean
  total: number
}

/** The same cases one by one, newest first: the list behind a number. */
export const listCases = (
  db: Db,
  r: { disease: string; lo: number; hi: number; from: string; until: string; of: string; limit: number },
) =>
  db.many<CaseRow>(sql`
    select c.subject_id as "subjectId", c.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName", c.known_on as "knownOn",
      c.origin, c.source_known as "sourceKnown", count(*) over ()::int as total
    from level_cases(${r.disease}::text, ${r.lo}::int, ${r.hi}::int, ${r.from}::date, ${r.until}::date) c
    join area a on a.area_id = c.commune_id
    join lateral (select code, full_name from person p where p.subject_id in (c.subject_id, c.recorded_as)
      order by p.subject_id = c.subject_id desc, p.commune_id = c.commune_id desc, p.until_on desc nulls first limit 1) p on true
    where case ${r.of}::text when 'community' then c.origin is null or c.origin = 'community' when 'unknownSource' then not c.source_known
      when 'knownSource' then c.source_known else true end
    order by c.known_on desc, c.subject_id limit ${r.limit}::int`)

/** Samples by day and by days until they were known as cases, over the last so many days: for what is still to come. */
export const listDelays = (db: Db, r: { disease: string; lo: number; hi: number; from: string; until: string }) =>
  db.many<{ sampledOn: string; delay: number; n: number }>(sql`
    select sampled_on as "sampledOn", known_on - sampled_on as delay, count(*)::int as n
    from level_cases(${r.disease}::text, ${r.lo}::int, ${r.hi}::int, ${r.from}::date, ${r.until}::date)
    where sampled_on is not null and sampled_on >= ${r.from}::date group by 1, 2`)

export interface InputRow {
  inputId: string
  areaId: number
  key: string
  value: number
  asOf: string
  source: string
}

/** Figures typed in about units of a range as of a day: for each the newest that was of that day or before. */
export const listInputs = (db: Db, lo: number, hi: number, day: string) =>
  db.many<InputRow>(sql`
    select distinct on (i.area_id, i.key) i.input_id as "inputId", i.area_id as "areaId", i.key, i.value, i.as_of as "asOf", i.source
    from level_input i join area a on a.area_id = i.area_id
    where a.lo >= ${lo} and a.hi <= ${hi} and i.as_of <= ${day}::date and i.voided_at is null
    order by i.area_id, i.key, i.as_of desc, i.entered_at desc, i.input_id desc`)

interface By {
  at: string
  accountId: string
  opId: string
}
export const insertInput = (db: Db, i: InputRow, by: By) =>
  db.run(sql`
    insert into level_input (input_id, area_id, key, value, as_of, source, entered_at, entered_by, op_id)
    values (${i.inputId}, ${i.areaId}, ${i.key}, ${i.value}, ${i.asOf}, ${i.source}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (input_id) do nothing`)

/** @throws Problem not-found */
export async function getInput(db: Db, inputId: string): Promise<{ areaId: number }> {
  const found = await db.maybe<{ areaId: number }>(sql`select area_id as "areaId" from level_input where input_id = ${inputId}`)
  if (!found) throw new Problem('not-found', { what: 'số liệu' })
  return found
}
export const updateInputVoid = (db: Db, inputId: string, by: By, reason: string) =>
  db.run(
    sql`update level_input set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${reason} where input_id = ${inputId} and voided_at is null`,
  )

export interface DecisionRow extends Decided {
  areaName: string
  lo: number
  hi: number
  disease: string
  packCode: string
  level: string
  measures: LevelMeasures
  number: string
  signedOn: string
  issuer: string
  signatory: string
  proposed: { level: string | null } | null
  reason: string | null
  endDocument: string | null
  voidReason: string | null
}

/** Every decision that reaches into a range of communes: of units within, of the unit itself, of those above. */
export const listDecisions = (db: Db, disease: string, lo: number, hi: number) =>
  db.many<DecisionRow>(sql`
    select d.decision_id as "decisionId", d.area_id as "areaId", a.full_name as "areaName", a.lo, a.hi, d.disease, d.scale, d.pack_code as "packCode", d.level,
      d.measures, d.number, d.signed_on as "signedOn", d.issuer, d.signatory, d.from_on as "fromOn", d.until_on as "untilOn", d.review_on as "reviewOn",
      d.proposed, d.reason, d.decided_at as "decidedAt", d.ended_on as "endedOn", d.end_document as "endDocument", d.voided_at as "voidedAt",
      d.void_reason as "voidReason"
    from level_decision d join area a on a.area_id = d.area_id
    where d.disease = ${disease} and a.lo <= ${hi} and a.hi >= ${lo} order by d.from_on desc, d.decided_at desc, a.lo, d.decision_id`)

/** @throws Problem not-found */
export async function getDecision(
  db: Db,
  decisionId: string,
): Promise<{ areaId: number; disease: string; lo: number; hi: number }> {
  const found = await db.maybe<{ areaId: number; disease: string; lo: number; hi: number }>(sql`
    select d.area_id as "areaId", d.disease, a.lo, a.hi from level_decision d join area a on a.area_id = d.area_id where d.decision_id = ${decisionId}`)
  if (!found) throw new Problem('not-found', { what: 'quyết định' })
  return found
}

export interface NewDecision {
  decisionId: string
  areaId: number
  proposed: unknown
}
export const insertDecisions = (
  db: Db,
  d: {
    disease: string
    scale: string
    packCode: string
    level: string
    measures: LevelMeasures
    number: string
    signedOn: string
    issuer: string
    signatory: string
    fromOn: string
    untilOn: string | null
    reviewOn: string | null
    reason: string | null
  },
  rows: readonly NewDecision[],
  by: By,
) =>
  db.run(sql`
    insert into level_decision (decision_id, area_id, disease, scale, pack_code, level, measures, number, signed_on, issuer, signatory, from_on, until_on, review_on,
      proposed, reason, decided_at, decided_by, op_id)
    select u.decision_id, u.area_id, ${d.disease}, ${d.scale}, ${d.packCode}, ${d.level}, ${JSON.stringify(d.measures)}::jsonb, ${d.number}, ${d.signedOn}::date,
      ${d.issuer}, ${d.signatory}, ${d.fromOn}::date, ${d.untilOn}::date, ${d.reviewOn}::date, u.proposed, ${d.reason}, ${by.at}::timestamptz,
      ${by.accountId}::uuid, ${by.opId}::uuid
    from unnest(${rows.map((r) => r.decisionId)}::uuid[], ${rows.map((r) => r.areaId)}::int[],
      ${rows.map((r) => (r.proposed === null ? null : JSON.stringify(r.proposed)))}::jsonb[]) as u (decision_id, area_id, proposed)
    on conflict (decision_id) do nothing`)

export const updateEnd = (db: Db, decisionId: string, on: string, document: string, by: By) =>
  db.run(sql`
    update level_decision set ended_on = ${on}, end_document = ${document}, ended_by = ${by.accountId}, end_op = ${by.opId}
    where decision_id = ${decisionId} and ended_on is null and voided_at is null`)
export const updateVoid = (db: Db, decisionId: string, by: By, reason: string) =>
  db.run(sql`
    update level_decision set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${reason} where decision_id = ${decisionId} and voided_at is null`)
