import type { Ctx } from '@phaodai/kernel/command.ts'
import { dueNow, lateSince, stateOf, turnsOf } from '../directives/tasks.rules.ts'
import { listActs } from '../directives/tasks.store.ts'
import * as store from './findings.store.ts'
import type { FindingRow } from './inspections.contract.ts'
import { findingState } from './league.rules.ts'

const none = { perDay: null, everyDays: null, startsOn: '', untilOn: null }

/** Tasks that something was turned into, each with its state of now; derived, as in module directives. */
export async function tasksOf(ctx: Ctx, taskIds: readonly string[]) {
  if (taskIds.length === 0) return new Map<string, NonNullable<FindingRow['task']> & { last: string | null }>()
  const found = await store.listTasksById(ctx.db, taskIds)
  const acts = Map.groupBy(await listActs(ctx.db, taskIds), (a) => a.taskId)
  return new Map(
    found.map((t) => {
      const own = acts.get(t.taskId) ?? []
      const state = stateOf(own)
      const due = dueNow(t, own)
      const late = lateSince(state, due, turnsOf(none, own, ctx.today), ctx.now, t.givenAt) !== null
      const last = own.findLast((a) => a.kind !== 'due-changed')?.kind ?? null
      return [t.taskId, { taskId: t.taskId, assignee: t.assignee, words: t.words, dueOn: due.dueOn, state, late, last }]
    }),
  )
}

/** Findings with the task that mends each and what has become of it. */
export async function findingRows(
  ctx: Ctx,
  filter: Parameters<typeof store.listFindings>[1],
): Promise<(FindingRow & { placeKey: string })[]> {
  const found = await store.listFindings(ctx.db, filter)
  const tasks = await tasksOf(
    ctx,
    found.flatMap((f) => f.taskIds),
  )
  return found.map(({ taskIds, closedAt, ...f }) => {
    const own = taskIds.flatMap((id) => tasks.get(id) ?? [])
    // a task beyond the scope stands as given: nobody here may say that it is not
    const acts = taskIds.map((id) => tasks.get(id)?.last ?? null)
    const shown = own.findLast((t) => t.state !== 'withdrawn') ?? own.at(-1)
    const task = shown
      ? {
          taskId: shown.taskId,
          assignee: shown.assignee,
          words: shown.words,
          dueOn: shown.dueOn,
          state: shown.state,
          late: shown.late,
        }
      : null
    return { ...f, state: findingState(closedAt, acts), task }
  })
}
