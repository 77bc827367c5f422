import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Kind } from './checklist.rules.ts'

export interface NewFinding {
  findingId: string
  item: string | null
  words: string
}
export const insertFindings = (
  db: Db,
  of: { communeId: number; inspectionId: string; at: string; opId: string },
  f: readonly NewFinding[],
) =>
  db.run(sql`
    insert into inspection_finding (commune_id, finding_id, inspection_id, item, words, found_at, op_id)
    select ${of.communeId}::int, u.finding_id, ${of.inspectionId}::uuid, u.item, u.words, ${of.at}::timestamptz, ${of.opId}::uuid
    from unnest(${f.map((x) => x.findingId)}::uuid[], ${f.map((x) => x.item)}::text[], ${f.map((x) => x.words)}::text[]) as u (finding_id, item, words)
    on conflict (commune_id, finding_id) do nothing`)

export const insertTask = (
  db: Db,
  t: { communeId: number; findingId: string; taskId: string; taskAreaId: number; at: string; by: string; opId: string },
) =>
  db.run(sql`
    insert into inspection_task (commune_id, finding_id, task_id, task_area_id, given_at, given_by, op_id)
    values (${t.communeId}, ${t.findingId}, ${t.taskId}, ${t.taskAreaId}, ${t.at}, ${t.by}, ${t.opId})`)

/** Tasks that an inspection gave, in the order given. */
export const listTaskIds = (db: Db, communeId: number, inspectionId: string) =>
  db.many<{ taskId: string }>(sql`
    select t.task_id as "taskId" from inspection_task t
      join inspection_finding f on f.commune_id = t.commune_id and f.finding_id = t.finding_id
    where t.commune_id = ${communeId}::int and f.inspection_id = ${inspectionId}::uuid order by t.given_at, t.task_id`)

export interface FindingFact {
  findingId: string
  inspectionId: string
  communeId: number
  areaName: string
  placeKey: string
  placeName: string
  kind: Kind
  onDay: string
  item: string | null
  words: string
  closedAt: string | null
  closeWords: string | null
  /** Every task it was turned into, as far as the scope reaches. */
  taskIds: string[]
}
/** Findings of standing inspections, the oldest first; of voided ones too where inspections are asked for by id. */
export const listFindings = (
  db: Db,
  f: {
    lo: number
    hi: number
    from: string | null
    until: string | null
    inspectionIds: string[] | null
    findingId: string | null
  },
) =>
  db.many<FindingFact>(sql`
    select f.finding_id as "findingId", f.inspection_id as "inspectionId", f.commune_id as "communeId", a.full_name as "areaName", i.place_key as "placeKey",
      i.place_name as "placeName", i.kind, i.on_day as "onDay", f.item, f.words, f.closed_at as "closedAt", f.close_words as "closeWords",
      array(select t.task_id::text from inspection_task t where t.commune_id = f.commune_id and t.finding_id = f.finding_id order by t.given_at, t.task_id) as "taskIds"
    from inspection_finding f join inspection i on i.commune_id = f.commune_id and i.inspection_id = f.inspection_id join area a on a.area_id = f.commune_id
    where f.commune_id between ${f.lo} and ${f.hi} and (i.voided_at is null or ${f.inspectionIds}::uuid[] is not null)
      and (${f.from}::date is null or i.on_day >= ${f.from}::date) and (${f.until}::date is null or i.on_day <= ${f.until}::date)
      and (${f.inspectionIds}::uuid[] is null or f.inspection_id = any (${f.inspectionIds}::uuid[])) and (${f.findingId}::uuid is null or f.finding_id = ${f.findingId}::uuid)
    order by i.on_day, f.found_at, f.finding_id`)

/**
 * How many findings of a place are open and closed, of inspections up to a day: closed by hand or by a task accepted as done, as
 * `findingState` says. Counted where they lie: they are kept for ever.
 */
export const countFindings = (db: Db, lo: number, hi: number, until: string) =>
  db.many<{ communeId: number; placeKey: string; open: number; closed: number }>(sql`
    select x.commune_id as "communeId", x.place_key as "placeKey", (count(*) filter (where not x.closed))::int as open, (count(*) filter (where x.closed))::int as closed
    from (
      select f.commune_id, i.place_key, f.closed_at is not null or exists (
        select 1 from inspection_task t join task k on k.commune_id = t.task_area_id and k.task_id = t.task_id
        where t.commune_id = f.commune_id and t.finding_id = f.finding_id and 'checked' = (
          select c.kind from task_act c where c.commune_id = k.commune_id and c.task_id = k.task_id and c.kind <> 'due-changed' order by c.act_no desc limit 1)) as closed
      from inspection_finding f join inspection i on i.commune_id = f.commune_id and i.inspection_id = f.inspection_id
      where f.commune_id between ${lo} and ${hi} and i.voided_at is null and i.on_day <= ${until}::date) x
    group by 1, 2`)

export const closeFinding = (
  db: Db,
  communeId: number,
  findingId: string,
  by: { at: string; accountId: string; opId: string; words: string },
) =>
  db.run(sql`
    update inspection_finding set closed_at = ${by.at}, closed_by = ${by.accountId}, close_op = ${by.opId}, close_words = ${by.words}
    where commune_id = ${communeId}::int and finding_id = ${findingId}::uuid and closed_at is null`)

/** Tasks by their ids, as far as the scope reaches. */
export const listTasksById = (db: Db, taskIds: readonly string[]) =>
  db.many<{
    taskId: string
    assignee: string
    words: string
    dueOn: string | null
    dueTime: string | null
    dueBefore: boolean
    givenAt: string
  }>(sql`
    select task_id as "taskId", assignee, words, due_on as "dueOn", due_time as "dueTime", due_before as "dueBefore", given_at as "givenAt"
    from task where task_id = any (${[...taskIds]}::uuid[])`)
