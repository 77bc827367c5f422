import { command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { giveTask } from '../directives/tasks.commands.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import './inspections.problems.ts'
import * as contract from './missed.contract.ts'
import { oneMissed } from './missed.reads.ts'
import * as store from './missed.store.ts'

/** What a person concluded, with its document; the chain of duty as it was known then is kept beside it. It may give tasks. */
export const review = command(contract.review, async (ctx, input) => {
  if (input.signedOn > ctx.today) throw new Problem('review-dates', { signedOn: input.signedOn, today: ctx.today })
  const { disease, fact, row, chain } = await oneMissed(ctx, input.subjectId, input.disease)
  const standing = (await store.listReviews(ctx.db, disease, [fact.subjectId, fact.recordedAs])).find((r) => !r.voidedAt)
  if (standing) throw new Problem('review-exists', { document: standing.document })
  ctx.touch(fact.subjectId)
  const { reviewId, conclusion, words, document, signedOn, signatory } = input
  const { communeId, subjectId } = fact
  const { code: _, name: __, ...facts } = row
  await written(
    store.insertReview(
      ctx.db,
      {
        ...{ communeId, reviewId, subjectId, disease, conclusion, words, document, signedOn, signatory },
        ...{ reviewerRole: ctx.actor.role, facts: { row: facts, chain } },
      },
      { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId },
    ),
    reviewId,
  )
  const tasks: string[] = []
  for (const [n, task] of input.tasks.entries()) {
    // no name and no code of the person: a task is read by more people than the review
    const label = `Kết luận ${document}: sốt, ho chưa ai báo, ${fact.areaName}`.slice(0, 300)
    const made = (await giveTask.handle(
      ctx,
      giveTask.verb.input.parse({
        ...task,
        taskId: idOf('task', reviewId, String(n)),
        areaId: task.bodyId ? undefined : (task.areaId ?? communeId),
        source: { kind: 'missed-fever', id: reviewId, label },
      }),
    )) as { taskId: string }
    tasks.push(made.taskId)
  }
  await ctx.emit({ name: 'inspections.fever-reviewed', communeId, body: { reviewId } })
  return { reviewId, tasks }
})

/** It no longer stands; its tasks stay, and are withdrawn where they are. */
export const voidReview = command(contract.voidReview, async (ctx, { subjectId, disease: named, reviewId, reason }) => {
  const { disease } = await rulesFor(ctx.db, named)
  const found = (await store.listReviews(ctx.db, disease, [subjectId])).find((r) => r.reviewId === reviewId)
  if (!found) throw new Problem('not-found', { what: 'kết luận rà soát' })
  ctx.touch(found.subjectId)
  if ((await store.updateReviewVoid(ctx.db, found.communeId, reviewId, ctx.now, ctx.opId, reason)) === 0)
    throw new Problem('already-voided')
  await ctx.emit({ name: 'inspections.fever-reviewed', communeId: found.communeId, body: { reviewId } })
  return { voided: true as const }
})
