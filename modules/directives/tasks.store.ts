import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import type { ActKind } from './tasks.rules.ts'

export interface StoredTask {
  taskId: string
  areaId: number
  areaName: string
  tier: string
  lo: number
  hi: number
  bodyId: number
  bodyName: string | null
  /** The community team that must act; null: the body or the area's committee. */
  teamId: string | null
  hamletId: number
  parentAreaId: number | null
  parentId: string | null
  shared: boolean
  fromAreaId: number
  fromName: string
  fromTier: string
  fromBodyId: number
  sourceKind: string
  sourceId: string | null
  sourceLabel: string | null
  sourceText: string | null
  spanFrom: number | null
  spanUntil: number | null
  assignee: string
  words: string
  dueOn: string | null
  dueTime: string | null
  dueBefore: boolean
  responsible: string | null
  product: string | null
  reportTo: string | null
  helpers: string[]
  startsOn: string
  perDay: number | null
  everyDays: number | null
  untilOn: string | null
  measure: string | null
  measureTarget: number | null
  givenAt: string
  givenBy: string
}
export type NewTask = Omit<StoredTask, 'areaName' | 'tier' | 'lo' | 'hi' | 'bodyName' | 'fromName' | 'fromTier'>

export interface TaskFilter {
  lo: number
  hi: number
  /** The acting body, where the post is of one; else 0. */
  bodyId: number
  areaId: number | null
  fromAreaId: number | null
  sourceId: string | null
  parentId: string | null
  /** Only of these teams; absent: whosever. */
  teamIds?: readonly string[]
}

/** Tasks of a range of areas, or of a body; the newest first. */
export function listTasks(db: Db, f: TaskFilter): Promise<StoredTask[]> {
  const found = sql`
    select t.task_id as "taskId", t.commune_id as "areaId", a.full_name as "areaName", a.tier, a.lo, a.hi, t.body_id as "bodyId", b.name as "bodyName", t.team_id as "teamId", t.hamlet_id as "hamletId",
      t.parent_area_id as "parentAreaId", t.parent_id as "parentId", t.is_shared as shared, t.from_area_id as "fromAreaId", f.full_name as "fromName", f.tier as "fromTier",
      t.from_body_id as "fromBodyId", t.source_kind as "sourceKind", t.source_id as "sourceId", t.source_label as "sourceLabel", t.source_text as "sourceText",
      t.span_from as "spanFrom", t.span_until as "spanUntil", t.assignee, t.words, t.due_on as "dueOn", t.due_time as "dueTime", t.due_before as "dueBefore",
      t.responsible, t.product, t.report_to as "reportTo", t.helpers, t.starts_on as "startsOn", t.per_day as "perDay", t.every_days as "everyDays",
      t.until_on as "untilOn", t.measure, t.measure_target as "measureTarget", t.given_at as "givenAt", t.given_by as "givenBy"
    from task t join area a on a.area_id = t.commune_id join area f on f.area_id = t.from_area_id left join body b on b.body_id = t.body_id
    where (t.commune_id between ${f.lo} and ${f.hi} or (${f.bodyId}::int <> 0 and t.body_id = ${f.bodyId}::int))
      and (${f.areaId}::int is null or t.commune_id = ${f.areaId}::int) and (${f.fromAreaId}::int is null or t.from_area_id = ${f.fromAreaId}::int)
      and (${f.teamIds ? [...f.teamIds] : null}::uuid[] is null or t.team_id = any (${f.teamIds ? [...f.teamIds] : null}::uuid[]))
      and (${f.sourceId}::uuid is null or t.source_id = ${f.sourceId}::uuid) and (${f.parentId}::uuid is null or t.parent_id = ${f.parentId}::uuid)
    order by t.given_at desc, t.span_from nulls last, a.lo, t.task_id`
  // each contact of a team's phone asks, mostly for nothing: planning it takes longer than all else
  return db.many<StoredTask>(f.teamIds ? kept(found) : found)
}

/** A task as far as the scope reaches; null where there is none. */
export const findTask = (db: Db, taskId: string): Promise<StoredTask | null> =>
  db.maybe<StoredTask>(sql`
    select t.task_id as "taskId", t.commune_id as "areaId", a.full_name as "areaName", a.tier, a.lo, a.hi, t.body_id as "bodyId", b.name as "bodyName", t.team_id as "teamId", t.hamlet_id as "hamletId",
      t.parent_area_id as "parentAreaId", t.parent_id as "parentId", t.is_shared as shared, t.from_area_id as "fromAreaId", f.full_name as "fromName", f.tier as "fromTier",
      t.from_body_id as "fromBodyId", t.source_kind as "sourceKind", t.source_id as "sourceId", t.source_label as "sourceLabel", t.source_text as "sourceText",
      t.span_from as "spanFrom", t.span_until as "spanUntil", t.assignee, t.words, t.due_on as "dueOn", t.due_time as "dueTime", t.due_before as "dueBefore",
      t.responsible, t.product, t.report_to as "reportTo", t.helpers, t.starts_on as "startsOn", t.per_day as "perDay", t.every_days as "everyDays",
      t.until_on as "untilOn", t.measure, t.measure_target as "measureTarget", t.given_at as "givenAt", t.given_by as "givenBy"
    from task t join area a on a.area_id = t.commune_id join area f on f.area_id = t.from_area_id left join body b on b.body_id = t.body_id
    where t.task_id = ${taskId}::uuid`)

export const insertTasks = (db: Db, t: readonly NewTask[], opId: string): Promise<number> => {
  const of = <K extends keyof NewTask>(key: K) => t.map((x) => x[key])
  return db.run(sql`
    insert into task (commune_id, task_id, body_id, parent_area_id, parent_id, is_shared, from_area_id, from_body_id, source_kind, source_id, source_label,
      source_text, span_from, span_until, assignee, words, due_on, due_time, due_before, responsible, product, report_to, helpers, starts_on, per_day, every_days,
      until_on, measure, measure_target, given_at, given_by, team_id, hamlet_id, op_id)
    select u.commune_id, u.task_id, u.body_id, u.parent_area_id, u.parent_id, u.is_shared, u.from_area_id, u.from_body_id, u.source_kind, u.source_id, u.source_label,
      u.source_text, u.span_from, u.span_until, u.assignee, u.words, u.due_on, u.due_time, u.due_before, u.responsible, u.product, u.report_to,
      array(select jsonb_array_elements_text(u.helpers)), u.starts_on, u.per_day, u.every_days, u.until_on, u.measure, u.measure_target, u.given_at, u.given_by, u.team_id, u.hamlet_id, ${opId}::uuid
    from unnest(${of('areaId')}::int[], ${of('taskId')}::uuid[], ${of('bodyId')}::int[], ${of('parentAreaId')}::int[], ${of('parentId')}::uuid[],
      ${of('shared')}::boolean[], ${of('fromAreaId')}::int[], ${of('fromBodyId')}::int[], ${of('sourceKind')}::text[], ${of('sourceId')}::uuid[],
      ${of('sourceLabel')}::text[], ${of('sourceText')}::text[], ${of('spanFrom')}::int[], ${of('spanUntil')}::int[], ${of('assignee')}::text[], ${of('words')}::text[],
      ${of('dueOn')}::date[], ${of('dueTime')}::text[], ${of('dueBefore')}::boolean[], ${of('responsible')}::text[], ${of('product')}::text[],
      ${of('reportTo')}::text[], ${t.map((x) => JSON.stringify(x.helpers))}::jsonb[], ${of('startsOn')}::date[], ${of('perDay')}::int[], ${of('everyDays')}::int[],
      ${of('untilOn')}::date[], ${of('measure')}::text[], ${of('measureTarget')}::numeric[], ${of('givenAt')}::timestamptz[], ${of('givenBy')}::uuid[],
      ${of('teamId')}::uuid[], ${of('hamletId')}::int[])
      as u (commune_id, task_id, body_id, parent_area_id, parent_id, is_shared, from_area_id, from_body_id, source_kind, source_id, source_label, source_text,
        span_from, span_until, assignee, words, due_on, due_time, due_before, responsible, product, report_to, helpers, starts_on, per_day, every_days, until_on,
        measure, measure_target, given_at, given_by, team_id, hamlet_id)
    on conflict (commune_id, task_id) do nothing`)
}

export const setMeasure = (
  db: Db,
  areaId: number,
  taskId: string,
  measure: string | null,
  target: number | null,
): Promise<number> =>
  db.run(
    sql`update task set measure = ${measure}, measure_target = ${target} where commune_id = ${areaId} and task_id = ${taskId}::uuid`,
  )

export interface StoredAct {
  taskId: string
  actNo: number
  actId: string
  kind: ActKind
  onDay: string | null
  words: string | null
  percent: number | null
  figure: number | null
  unit: string | null
  responsible: string | null
  dueOn: string | null
  at: string
  capturedAt: string | null
  byAreaId: number
  byAreaName: string
  byRole: string
  /** Null where the account lies outside the scope. */
  by: string | null
}

/** What was done about these tasks, in order. */
export const listActs = (db: Db, taskIds: readonly string[]): Promise<StoredAct[]> =>
  db.many<StoredAct>(sql`
    select c.task_id as "taskId", c.act_no as "actNo", c.act_id as "actId", c.kind, c.on_day as "onDay", c.words, c.percent, c.figure, c.unit, c.responsible,
      c.due_on as "dueOn", c.at, c.captured_at as "capturedAt", c.by_area_id as "byAreaId", a.full_name as "byAreaName", c.by_role as "byRole", ac.full_name as by
    from task_act c join area a on a.area_id = c.by_area_id left join account ac on ac.account_id = c.by_account
    where c.task_id = any (${[...taskIds]}::uuid[]) order by c.task_id, c.act_no`)

/** One act at a time on one task. */
export const lockTask = (db: Db, taskId: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714340, hashtext(${taskId}::text))`)

export const insertAct = (
  db: Db,
  a: Omit<StoredAct, 'byAreaName' | 'by'> & { areaId: number; bodyId: number; hamletId: number; byAccount: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into task_act (commune_id, task_id, act_no, act_id, body_id, hamlet_id, kind, on_day, words, percent, figure, unit, responsible, due_on, at, captured_at, by_account, by_area_id, by_role, op_id)
    values (${a.areaId}, ${a.taskId}, ${a.actNo}, ${a.actId}, ${a.bodyId}, ${a.hamletId}, ${a.kind}, ${a.onDay}, ${a.words}, ${a.percent}, ${a.figure}, ${a.unit}, ${a.responsible},
      ${a.dueOn}, ${a.at}, ${a.capturedAt}, ${a.byAccount}, ${a.byAreaId}, ${a.byRole}, ${a.opId})`)

export interface Child {
  parentId: string
  taskId: string
  areaId: number
  bodyId: number
  teamId: string | null
  words: string
  /** The last act that decides its state; null: none. */
  last: ActKind | null
  /** Tasks derived from it. */
  derived: number
}

/** The tasks derived from these, as far as the scope reaches. */
export const listChildren = (db: Db, parentIds: readonly string[]): Promise<Child[]> =>
  db.many<Child>(sql`
    select t.parent_id as "parentId", t.task_id as "taskId", t.commune_id as "areaId", t.body_id as "bodyId", t.team_id as "teamId", t.words, l.kind as last,
      (select count(*)::int from task d where d.parent_id = t.task_id) as derived
    from task t left join lateral (
      select c.kind from task_act c where c.commune_id = t.commune_id and c.task_id = t.task_id and c.kind <> 'due-changed' order by c.act_no desc limit 1) l on true
    where t.parent_id = any (${[...parentIds]}::uuid[])`)

export interface StoredEvidence {
  evidenceId: string
  kind: 'file' | 'photo' | 'figure'
  note: string | null
  name: string | null
  mime: string | null
  bytes: number | null
  figure: number | null
  unit: string | null
  takenAt: string | null
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
  addedAt: string
  voidedAt: string | null
  voidReason: string | null
}

export const listEvidence = (db: Db, areaId: number, taskId: string): Promise<StoredEvidence[]> =>
  db.many<StoredEvidence>(sql`
    select evidence_id as "evidenceId", kind, note, name, mime, bytes, figure, unit, taken_at as "takenAt", latitude, longitude,
      accuracy_metres as "accuracyMetres", added_at as "addedAt", voided_at as "voidedAt", void_reason as "voidReason"
    from task_evidence where commune_id = ${areaId} and task_id = ${taskId}::uuid order by added_at, evidence_id`)

/** Photos that stand as evidence of these tasks; a task without one is not named. */
export const countPhotos = (db: Db, taskIds: readonly string[]) =>
  db.many<{ taskId: string; photos: number }>(sql`
    select task_id as "taskId", count(*)::int as photos from task_evidence
    where task_id = any (${[...taskIds]}::uuid[]) and kind = 'photo' and voided_at is null group by 1`)

export const findSameFile = (db: Db, areaId: number, taskId: string, sha256: Buffer): Promise<{ evidenceId: string } | null> =>
  db.maybe(sql`
    select evidence_id as "evidenceId" from task_evidence
    where commune_id = ${areaId} and task_id = ${taskId}::uuid and sha256 = ${sha256} and voided_at is null limit 1`)

export const insertEvidence = (
  db: Db,
  e: Omit<StoredEvidence, 'voidedAt' | 'voidReason'> & {
    areaId: number
    taskId: string
    bodyId: number
    hamletId: number
    sha256: Buffer | null
    sealed: Buffer | null
    addedBy: string
    opId: string
  },
): Promise<number> =>
  db.run(sql`
    insert into task_evidence (commune_id, evidence_id, task_id, body_id, hamlet_id, kind, note, name, mime, bytes, sha256, sealed, figure, unit, taken_at, latitude, longitude,
      accuracy_metres, added_at, added_by, op_id)
    values (${e.areaId}, ${e.evidenceId}, ${e.taskId}, ${e.bodyId}, ${e.hamletId}, ${e.kind}, ${e.note}, ${e.name}, ${e.mime}, ${e.bytes}, ${e.sha256}, ${e.sealed}, ${e.figure}, ${e.unit},
      ${e.takenAt}, ${e.latitude}, ${e.longitude}, ${e.accuracyMetres}, ${e.addedAt}, ${e.addedBy}, ${e.opId})
    on conflict (commune_id, evidence_id) do nothing`)

export const findEvidenceFile = (
  db: Db,
  areaId: number,
  evidenceId: string,
): Promise<{ name: string; mime: string; sealed: Buffer } | null> =>
  db.maybe(sql`
    select name, mime, sealed from task_evidence where commune_id = ${areaId} and evidence_id = ${evidenceId}::uuid and sealed is not null`)

export const voidEvidence = (
  db: Db,
  areaId: number,
  evidenceId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update task_evidence set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${areaId} and evidence_id = ${evidenceId}::uuid and voided_at is null`)
