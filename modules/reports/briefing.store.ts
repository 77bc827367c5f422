import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Item } from './briefing.contract.ts'

export interface StoredBriefing {
  briefingId: string
  areaId: number
  areaName: string
  disease: string
  day: string
  chair: string
  chairTitle: string
  attended: string
  agenda: Item[]
  reportId: string | null
  closedAt: string | null
  decisions: number
}

export const listBriefings = (
  db: Db,
  f: { briefingId: string | null; disease: string | null; lo: number; hi: number; limit: number },
): Promise<StoredBriefing[]> =>
  db.many<StoredBriefing>(sql`
    select b.briefing_id as "briefingId", b.commune_id as "areaId", a.full_name as "areaName", b.disease, b.on_day as day, b.chair, b.chair_title as "chairTitle",
      b.attended, b.agenda, b.report_id as "reportId", b.closed_at as "closedAt",
      (select count(*)::int from briefing_decision d where d.commune_id = b.commune_id and d.briefing_id = b.briefing_id and d.voided_at is null) as decisions
    from briefing b join area a on a.area_id = b.commune_id
    where b.commune_id between ${f.lo} and ${f.hi} and (${f.briefingId}::uuid is null or b.briefing_id = ${f.briefingId}::uuid)
      and (${f.disease}::text is null or b.disease = ${f.disease})
    order by b.on_day desc, b.opened_at desc limit ${f.limit}`)

export const insertBriefing = (
  db: Db,
  b: Omit<StoredBriefing, 'areaName' | 'closedAt' | 'decisions'>,
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into briefing (commune_id, briefing_id, disease, on_day, chair, chair_title, attended, agenda, report_id, opened_at, opened_by, op_id)
    values (${b.areaId}, ${b.briefingId}, ${b.disease}, ${b.day}, ${b.chair}, ${b.chairTitle}, ${b.attended}, ${JSON.stringify(b.agenda)}, ${b.reportId},
      ${at}, ${by}, ${opId})`)

export const setClosed = (db: Db, areaId: number, briefingId: string, at: string, by: string): Promise<number> =>
  db.run(sql`
    update briefing set closed_at = ${at}, closed_by = ${by} where commune_id = ${areaId} and briefing_id = ${briefingId} and closed_at is null`)

export interface StoredDecision {
  decisionId: string
  areaId: number
  briefingId: string
  place: number
  topic: string | null
  words: string
  assignee: string | null
  assigneeAreaId: number | null
  dueOn: string | null
  product: string | null
  taskId: string | null
  voided: string | null
}

export const listDecisions = (db: Db, f: { briefingId: string | null; decisionId: string | null }): Promise<StoredDecision[]> =>
  db.many<StoredDecision>(sql`
    select decision_id as "decisionId", commune_id as "areaId", briefing_id as "briefingId", place, topic, words, assignee, assignee_area_id as "assigneeAreaId",
      due_on as "dueOn", product, task_id as "taskId", case when voided_at is not null then coalesce(void_reason, '') end as voided
    from briefing_decision where (${f.briefingId}::uuid is null or briefing_id = ${f.briefingId}::uuid)
      and (${f.decisionId}::uuid is null or decision_id = ${f.decisionId}::uuid) order by place`)

/** Decisions of a briefing as they stood at an instant. */
export const listKnownDecisions = (
  db: Db,
  areaId: number,
  briefingId: string,
  at: string,
): Promise<Pick<StoredDecision, 'decisionId' | 'topic' | 'words' | 'assignee' | 'dueOn' | 'product'>[]> =>
  db.many(sql`
    select decision_id as "decisionId", topic, words, assignee, due_on as "dueOn", product from briefing_decision
    where commune_id = ${areaId} and briefing_id = ${briefingId}::uuid and decided_at <= ${at}::timestamptz
      and (voided_at is null or voided_at > ${at}::timestamptz) order by place`)

export const insertDecision = (
  db: Db,
  d: Omit<StoredDecision, 'place' | 'voided'>,
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into briefing_decision (commune_id, decision_id, briefing_id, place, topic, words, assignee, assignee_area_id, due_on, product, task_id, decided_at, decided_by, op_id)
    select ${d.areaId}::int, ${d.decisionId}::uuid, ${d.briefingId}::uuid,
      (select coalesce(max(place), 0) + 1 from briefing_decision where commune_id = ${d.areaId}::int and briefing_id = ${d.briefingId}::uuid),
      ${d.topic}::text, ${d.words}::text, ${d.assignee}::text, ${d.assigneeAreaId}::int, ${d.dueOn}::date, ${d.product}::text, ${d.taskId}::uuid,
      ${at}::timestamptz, ${by}::uuid, ${opId}::uuid`)

export const voidDecision = (
  db: Db,
  areaId: number,
  decisionId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update briefing_decision set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${areaId} and decision_id = ${decisionId} and voided_at is null`)
