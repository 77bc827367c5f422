import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { proposalKinds, Step } from './proposals.rules.ts'

export interface StoredProposal {
  proposalId: string
  areaId: number
  bodyId: number
  bodyName: string | null
  name: string
  kind: (typeof proposalKinds)[number]
  words: string
  reason: string
  quantity: number | null
  unit: string | null
  neededOn: string | null
  aboutTaskId: string | null
  toAreaId: number
  answerBy: string
  askedAt: string
  askedBy: string | null
}
export interface StoredProposalAct extends Step {
  proposalId: string
  words: string | null
  toName: string | null
  taskId: string | null
  directiveId: string | null
  at: string
  by: string | null
  byAreaName: string
}

/** Proposals in the scope, the earliest answer first. */
export const listProposals = (db: Db, proposalId: string | null): Promise<StoredProposal[]> =>
  db.many(sql`
    select p.proposal_id as "proposalId", p.commune_id as "areaId", p.body_id as "bodyId", b.name as "bodyName", coalesce(b.name, a.full_name) as name, p.kind, p.words, p.reason, p.quantity,
      p.unit, p.needed_on as "neededOn", p.about_task_id as "aboutTaskId", p.to_area_id as "toAreaId", p.answer_by as "answerBy", p.asked_at as "askedAt",
      c.full_name as "askedBy"
    from proposal p join area a on a.area_id = p.commune_id left join body b on b.body_id = p.body_id left join account c on c.account_id = p.asked_by
    where ${proposalId}::uuid is null or p.proposal_id = ${proposalId}::uuid
    order by p.answer_by, p.asked_at, p.proposal_id`)

export const listProposalActs = (db: Db, ids: readonly string[]): Promise<StoredProposalAct[]> =>
  db.many(sql`
    select x.proposal_id as "proposalId", x.kind, x.words, x.to_area_id as "toAreaId", t.full_name as "toName", x.task_id as "taskId", x.directive_id as "directiveId",
      x.at, c.full_name as by, g.full_name as "byAreaName"
    from proposal_act x join area g on g.area_id = x.by_area_id left join area t on t.area_id = x.to_area_id left join account c on c.account_id = x.by_account
    where x.proposal_id = any (${ids}::uuid[]) order by x.proposal_id, x.act_no`)

export const lockProposal = (db: Db, proposalId: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714343, hashtext(${proposalId}::text))`)

export const insertProposal = (
  db: Db,
  p: Omit<StoredProposal, 'bodyName' | 'name' | 'askedAt' | 'askedBy'>,
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into proposal (commune_id, proposal_id, body_id, kind, words, reason, quantity, unit, needed_on, about_task_id, to_area_id, answer_by, asked_at, asked_by, op_id)
    values (${p.areaId}, ${p.proposalId}, ${p.bodyId}, ${p.kind}, ${p.words}, ${p.reason}, ${p.quantity}, ${p.unit}, ${p.neededOn}, ${p.aboutTaskId}, ${p.toAreaId},
      ${p.answerBy}, ${by.at}, ${by.accountId}, ${by.opId})`)

export const insertProposalAct = (
  db: Db,
  a: Pick<StoredProposalAct, 'proposalId' | 'kind' | 'words' | 'toAreaId' | 'taskId' | 'directiveId'> & {
    areaId: number
    bodyId: number
    actNo: number
    byAreaId: number
    byRole: string
  },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into proposal_act (commune_id, proposal_id, act_no, body_id, kind, words, to_area_id, task_id, directive_id, at, by_account, by_area_id, by_role, op_id)
    values (${a.areaId}, ${a.proposalId}, ${a.actNo}, ${a.bodyId}, ${a.kind}, ${a.words}, ${a.toAreaId}, ${a.taskId}, ${a.directiveId}, ${by.at}, ${by.accountId},
      ${a.byAreaId}, ${a.byRole}, ${by.opId})`)
