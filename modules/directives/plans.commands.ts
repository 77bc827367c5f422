/** A plan that a task asks for (S17): the file handed in becomes a document of the book, and its tasks are confirmed like any other's. */
import { command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { openFile } from '../imports/imports.files.ts'
import { takeDocument } from './directives.commands.ts'
import * as contract from './plans.contract.ts'
import * as store from './plans.store.ts'
import { gave, getTask, standsFor } from './tasks.facts.ts'
import { findEvidenceFile, listEvidence } from './tasks.store.ts'

/** Into the book of the unit that does the task, or of the one that gave it: whoever is to give its tasks on. */
export const readPlan = command(contract.readPlan, async (ctx, { taskId, evidenceId }) => {
  const task = await getTask(ctx, taskId)
  if (!standsFor(ctx.actor, task) && !gave(ctx.actor, task)) throw new Problem('task-not-yours', { name: task.assignee })
  const { areaId, bodyId } = task
  const evidence = (await listEvidence(ctx.db, areaId, taskId)).find((e) => e.evidenceId === evidenceId && e.voidedAt === null)
  const file = evidence && (await findEvidenceFile(ctx.db, areaId, evidenceId))
  if (!file) throw new Problem('not-found', { what: 'minh chứng' })
  const there = (await store.listPlans(ctx.db, areaId, taskId)).find((p) => p.evidenceId === evidenceId)
  if (there) return { directiveId: there.directiveId, tasks: 0, known: true }
  const bytes = new Uint8Array(await openFile(ctx.secrets, file.sealed))
  const taken = await takeDocument(ctx, { fileName: file.name, bytes }, areaId)
  const { directiveId, tasks, known } = taken
  const plan = { areaId, taskId, evidenceId, bodyId, directiveId, directiveAreaId: ctx.actor.areaId }
  await store.insertPlan(ctx.db, plan, { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
  ctx.note({ taskId, directiveId })
  return { directiveId, tasks, known }
})
