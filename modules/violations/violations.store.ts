import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Step, StepKind } from './violations.rules.ts'

interface By {
  at: string
  accountId: string
  opId: string
}
export interface NewViolation {
  violationId: string
  communeId: number
  hamletId: number
  disease: string
  onDay: string
  place: string
  actCode: string | null
  act: string
  article: string | null
  fineMin: number | null
  fineMax: number | null
  packCode: string | null
  subjectId: string | null
  organisation: string | null
  organisationCode: string | null
  who: string | null
  description: string
  declarationId: string | null
  /** The gate that saw it; 0: recorded by a post of an area. */
  bodyId: number
}
export const insertViolation = (db: Db, v: NewViolation, by: By) =>
  db.run(sql`
    insert into violation (commune_id, violation_id, disease, hamlet_id, on_day, place, act_code, act, article, fine_min, fine_max, pack_code, subject_id,
      organisation, organisation_code, who, description, declaration_id, body_id, recorded_at, recorded_by, op_id)
    values (${v.communeId}, ${v.violationId}, ${v.disease}, ${v.hamletId}, ${v.onDay}, ${v.place}, ${v.actCode}, ${v.act}, ${v.article}, ${v.fineMin}, ${v.fineMax},
      ${v.packCode}, ${v.subjectId}, ${v.organisation}, ${v.organisationCode}, ${v.who}, ${v.description}, ${v.declarationId}, ${v.bodyId},
      ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, violation_id) do nothing`)

export interface ViolationRow extends NewViolation {
  areaName: string
  gate: string | null
  fullName: string | null
}
/** Who it is now: as recorded, or as a person has said since. @throws Problem not-found */
export async function getViolation(db: Db, violationId: string): Promise<ViolationRow> {
  const found = await db.maybe<ViolationRow>(sql`
    select v.violation_id as "violationId", v.commune_id as "communeId", a.full_name as "areaName", v.hamlet_id as "hamletId", v.disease, v.on_day as "onDay", v.place,
      v.act_code as "actCode", v.act, v.article, v.fine_min as "fineMin", v.fine_max as "fineMax", v.pack_code as "packCode",
      coalesce(v.subject_id, i.subject_id) as "subjectId", coalesce(v.organisation, i.organisation) as organisation,
      coalesce(v.organisation_code, i.organisation_code) as "organisationCode", v.who, v.description, coalesce(v.declaration_id, d.declaration_id) as "declarationId",
      v.body_id as "bodyId", g.name as gate, p.full_name as "fullName"
    from violation v join area a on a.area_id = v.commune_id left join body g on g.body_id = v.body_id
    left join lateral (select subject_id, organisation, organisation_code from violation_step s where s.commune_id = v.commune_id and s.violation_id = v.violation_id
      and s.kind = 'identified' and s.voided_at is null order by recorded_at desc limit 1) i on true
    left join lateral (select declaration_id from violation_step s where s.commune_id = v.commune_id and s.violation_id = v.violation_id
      and s.kind = 'declaration' and s.voided_at is null order by recorded_at desc limit 1) d on true
    left join lateral (select full_name from person p where p.subject_id = coalesce(v.subject_id, i.subject_id)
      order by p.commune_id = v.commune_id desc, p.until_on desc nulls first limit 1) p on true
    where v.violation_id = ${violationId} and (v.commune_id between scope_lo() and scope_hi() or (v.body_id <> 0 and v.body_id = scope_body()))`)
  if (!found) throw new Problem('not-found', { what: 'vi phạm' })
  return found
}

export interface StepRow extends Step {
  stepId: string
  number: string | null
  signatory: string | null
  body: string | null
  words: string | null
  voidReason: string | null
}
export const listSteps = (db: Db, communeId: number, violationId: string) =>
  db.many<StepRow>(sql`
    select step_id as "stepId", kind, on_day as "onDay", number, signatory, body, amount, words, recorded_at as "recordedAt", voided_at as "voidedAt",
      void_reason as "voidReason"
    from violation_step where commune_id = ${communeId} and violation_id = ${violationId} order by recorded_at, step_id`)

/** One after another: two decisions of one violation at once cannot both be the first. */
export const lockViolation = (db: Db, communeId: number, violationId: string) =>
  db.run(sql`select pg_advisory_xact_lock(${communeId}::int, hashtext(${violationId}::text))`)

export const insertStep = (
  db: Db,
  s: {
    communeId: number
    stepId: string
    violationId: string
    kind: StepKind
    onDay: string
    number?: string | null | undefined
    signatory?: string | null | undefined
    body?: string | null | undefined
    amount?: number | null | undefined
    words?: string | null | undefined
    subjectId?: string | null | undefined
    organisation?: string | null | undefined
    organisationCode?: string | null | undefined
    declarationId?: string | null | undefined
    bodyId: number
  },
  by: By,
) =>
  db.run(sql`
    insert into violation_step (commune_id, step_id, violation_id, kind, on_day, number, signatory, body, amount, words, subject_id, organisation,
      organisation_code, declaration_id, body_id, recorded_at, recorded_by, op_id)
    values (${s.communeId}, ${s.stepId}, ${s.violationId}, ${s.kind}, ${s.onDay}, ${s.number ?? null}, ${s.signatory ?? null}, ${s.body ?? null}, ${s.amount ?? null},
      ${s.words ?? null}, ${s.subjectId ?? null}, ${s.organisation ?? null}, ${s.organisationCode ?? null},
      ${s.declarationId ?? null}, ${s.bodyId}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, step_id) do nothing`)

/** Of which violation a step is; null: none in the scope. */
export const findStep = (db: Db, stepId: string) =>
  db.maybe<{ communeId: number; violationId: string }>(
    sql`select commune_id as "communeId", violation_id as "violationId" from violation_step where step_id = ${stepId}`,
  )
export const updateStepVoid = (db: Db, communeId: number, stepId: string, by: By, reason: string) =>
  db.run(sql`
    update violation_step set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${reason}
    where commune_id = ${communeId} and step_id = ${stepId} and voided_at is null`)

export interface ListRow {
  violationId: string
  communeId: number
  areaName: string
  onDay: string
  place: string
  actCode: string | null
  act: string
  article: string | null
  subjectId: string | null
  fullName: string | null
  organisation: string | null
  state: string
  fine: number | null
  paid: number
  total: number
}

export interface ListFilter {
  lo: number
  hi: number
  /** The gate whose own are listed; 0: those of the range. */
  bodyId: number
  from: string | null
  until: string | null
  actCode: string | null
  state: string
  limit: number
}
/** Violations of a range, or of a gate, with where each stands: the same rule as standingOf, for thousands. */
export const listViolations = (db: Db, f: ListFilter) =>
  db.many<ListRow>(sql`
    with step as (
      select s.commune_id, s.violation_id, bool_or(kind = 'withdrawal') as withdrawn, bool_or(kind = 'decision') as decided, bool_or(kind = 'referral') as referred,
        (array_agg(kind order by recorded_at desc) filter (where kind in ('appeal', 'appeal-answer')))[1] is not distinct from 'appeal' as appealed,
        (array_agg(amount order by recorded_at desc) filter (where kind in ('decision', 'appeal-answer')))[1] as fine,
        coalesce(sum(amount) filter (where kind = 'payment'), 0)::bigint as paid,
        (array_agg(subject_id order by recorded_at desc) filter (where kind = 'identified'))[1] as subject_id,
        (array_agg(organisation order by recorded_at desc) filter (where kind = 'identified'))[1] as organisation
      from violation_step s where (s.commune_id between ${f.lo} and ${f.hi} or (${f.bodyId}::int <> 0 and s.body_id = ${f.bodyId}::int)) and voided_at is null group by 1, 2
    ), row as (
      select v.violation_id, v.commune_id, v.on_day, v.place, v.act_code, v.act, v.article, v.recorded_at, coalesce(v.subject_id, s.subject_id) as subject_id,
        coalesce(v.organisation, s.organisation) as organisation, s.fine, coalesce(s.paid, 0) as paid,
        case when s.withdrawn then 'withdrawn' when s.appealed then 'appealed' when s.decided and s.paid >= s.fine then 'paid' when s.decided then 'decided'
          when s.referred then 'referred' else 'recorded' end as state
      from violation v left join step s on s.commune_id = v.commune_id and s.violation_id = v.violation_id
      where (v.commune_id between ${f.lo} and ${f.hi} or (${f.bodyId}::int <> 0 and v.body_id = ${f.bodyId}::int))
        and (${f.from}::date is null or v.on_day >= ${f.from}::date) and (${f.until}::date is null or v.on_day <= ${f.until}::date)
        and (${f.actCode}::text is null or v.act_code = ${f.actCode}::text)
    )
    select r.violation_id as "violationId", r.commune_id as "communeId", a.full_name as "areaName", r.on_day as "onDay", r.place, r.act_code as "actCode", r.act, r.article,
      r.subject_id as "subjectId", p.full_name as "fullName", r.organisation, r.state, r.fine, r.paid, count(*) over ()::int as total
    from row r join area a on a.area_id = r.commune_id
    left join lateral (select full_name from person p where p.subject_id = r.subject_id
      order by p.commune_id = r.commune_id desc, p.until_on desc nulls first limit 1) p on true
    where ${f.state}::text = 'all' or r.state = ${f.state}::text order by r.on_day desc, r.recorded_at desc, r.violation_id limit ${f.limit}::int`)

export interface FigureRow {
  key: string
  name: string
  recorded: number
  decided: number
  fined: number
  paid: number
}
/** Cases and dong by commune or by article; what was withdrawn is not counted. `decided`, `fined`: as it stands after appeals. */
export const listFigures = (
  db: Db,
  f: { lo: number; hi: number; from: string | null; until: string | null; by: 'area' | 'article' },
) =>
  db.many<FigureRow>(sql`
    with step as (
      select s.commune_id, s.violation_id, bool_or(kind = 'withdrawal') as withdrawn, bool_or(kind = 'decision') as decided,
        (array_agg(amount order by recorded_at desc) filter (where kind in ('decision', 'appeal-answer')))[1] as fine,
        coalesce(sum(amount) filter (where kind = 'payment'), 0)::bigint as paid
      from violation_step s where s.commune_id between ${f.lo} and ${f.hi} and voided_at is null group by 1, 2
    )
    select case ${f.by}::text when 'area' then v.commune_id::text else coalesce(v.article, 'khác') end as key,
      min(case ${f.by}::text when 'area' then a.full_name else coalesce(v.article || ': ' || v.act, 'hành vi khác') end) as name, count(*)::int as recorded,
      count(*) filter (where s.decided)::int as decided, coalesce(sum(s.fine), 0)::bigint as fined, coalesce(sum(s.paid), 0)::bigint as paid
    from violation v join area a on a.area_id = v.commune_id left join step s on s.commune_id = v.commune_id and s.violation_id = v.violation_id
    where v.commune_id between ${f.lo} and ${f.hi} and (${f.from}::date is null or v.on_day >= ${f.from}::date) and (${f.until}::date is null or v.on_day <= ${f.until}::date)
      and not coalesce(s.withdrawn, false) group by 1 order by 3 desc, 2`)

export interface EvidenceRow {
  evidenceId: string
  kind: 'photo' | 'file'
  name: string
  mime: string
  bytes: number
  sha256: Buffer
  note: string | null
  addedAt: string
  addedBy: string
  voidedAt: string | null
  voidReason: string | null
}
export const listEvidence = (db: Db, communeId: number, violationId: string) =>
  db.many<EvidenceRow>(sql`
    select evidence_id as "evidenceId", kind, name, mime, bytes, sha256, note, added_at as "addedAt", added_by as "addedBy", voided_at as "voidedAt", void_reason as "voidReason"
    from violation_evidence
    where commune_id = ${communeId} and violation_id = ${violationId} order by added_at, evidence_id`)
export const findEvidence = (db: Db, communeId: number, violationId: string, evidenceId: string) =>
  db.maybe<{ name: string; mime: string; sealed: Buffer; voidedAt: string | null }>(sql`
    select name, mime, sealed, voided_at as "voidedAt" from violation_evidence where commune_id = ${communeId} and violation_id = ${violationId} and evidence_id = ${evidenceId}`)
export const insertEvidence = (
  db: Db,
  e: Omit<EvidenceRow, 'addedAt' | 'addedBy' | 'voidedAt' | 'voidReason'> & {
    communeId: number
    violationId: string
    bodyId: number
    sealed: Buffer
  },
  by: By,
) =>
  db.run(sql`
    insert into violation_evidence (commune_id, evidence_id, violation_id, kind, name, mime, bytes, sha256, sealed, note, body_id, added_at, added_by, op_id)
    values (${e.communeId}, ${e.evidenceId}, ${e.violationId}, ${e.kind}, ${e.name}, ${e.mime}, ${e.bytes}, ${e.sha256}, ${e.sealed}, ${e.note}, ${e.bodyId}, ${by.at},
      ${by.accountId}, ${by.opId}) on conflict (commune_id, evidence_id) do nothing`)
export const updateEvidenceVoid = (db: Db, communeId: number, violationId: string, evidenceId: string, by: By, reason: string) =>
  db.run(sql`
    update violation_evidence set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${reason}
    where commune_id = ${communeId} and violation_id = ${violationId} and evidence_id = ${evidenceId} and voided_at is null`)
