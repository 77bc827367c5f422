import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface StoredPlan {
  evidenceId: string
  directiveId: string
  name: string
  /** Of the document, where it is in sight. */
  seen: boolean
  issued: boolean
  voided: boolean
}

/** Plans of a task, but those whose evidence was taken back. */
export const listPlans = (db: Db, areaId: number, taskId: string): Promise<StoredPlan[]> =>
  db.many(sql`
    select p.evidence_id as "evidenceId", p.directive_id as "directiveId", coalesce(e.name, '') as name, d.directive_id is not null as seen,
      d.header is not null as issued, d.voided_at is not null as voided
    from task_plan p join task_evidence e on e.commune_id = p.commune_id and e.evidence_id = p.evidence_id
    left join directive d on d.commune_id = p.directive_area_id and d.directive_id = p.directive_id
    where p.commune_id = ${areaId} and p.task_id = ${taskId}::uuid and e.voided_at is null order by p.linked_at, p.evidence_id`)

export const insertPlan = (
  db: Db,
  p: { areaId: number; taskId: string; evidenceId: string; bodyId: number; directiveId: string; directiveAreaId: number },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into task_plan (commune_id, task_id, evidence_id, body_id, directive_id, directive_area_id, linked_at, linked_by, op_id)
    values (${p.areaId}, ${p.taskId}, ${p.evidenceId}, ${p.bodyId}, ${p.directiveId}, ${p.directiveAreaId}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, evidence_id) do nothing`)
