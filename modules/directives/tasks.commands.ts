import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { z } from 'zod'
import { getArea } from '../areas/areas.reads.ts'
import { findBody } from '../areas/bodies.store.ts'
import { activeTeam } from '../checks/whose.ts'
import './directives.problems.ts'
import { isMeasure } from './measures.rules.ts'
import * as contract from './tasks.contract.ts'
import { gave, getTask, mustStandFor } from './tasks.facts.ts'
import { type ActKind, isRecurring, mayAct, ofTheDoer, stateOf, type TaskState } from './tasks.rules.ts'
import * as store from './tasks.store.ts'

/** Where a task goes: an area, a body or a community team within the giver's own area. @throws Problem not-found, outside-area, team-ended */
export async function placeOf(ctx: Ctx, to: z.output<typeof contract.To>) {
  const team = to.teamId ? await activeTeam(ctx, to.teamId) : null
  const body = to.bodyId && !team ? await findBody(ctx.db, to.bodyId) : null
  if (to.bodyId && !team && !body) throw new Problem('not-found', { what: `cơ quan ${to.bodyId}` })
  const area = await getArea(ctx, team?.communeId ?? body?.areaId ?? to.areaId ?? ctx.actor.areaId)
  const ownBody = body !== null && body.bodyId === ctx.actor.bodyId
  if (!ownBody && (area.lo < ctx.actor.lo || area.hi > ctx.actor.hi)) throw new Problem('outside-area')
  const assignee = to.assignee ?? (team ? `${team.name}, ${area.fullName}` : (body?.name ?? area.fullName))
  return { area, bodyId: body?.bodyId ?? 0, teamId: team?.teamId ?? null, hamletId: team?.hamletId ?? 0, assignee }
}

/** Says that something became of a task, also to those who have its list open; a body's post has no area of its own to say it in. */
export function tell(ctx: Ctx, what: ActKind | 'given' | 'derived', communeId: number, taskId: string): Promise<void> {
  ctx.tell(communeId, contract.tasks)
  return ctx.acrossAreas(() => ctx.emit({ name: `directives.${what}`, communeId, body: { taskId } }))
}

/** A row from what was asked, with every blank said. @throws Problem task-rhythm, task-dates */
export function taskFrom(
  what: z.output<typeof contract.What>,
  rest: Omit<store.NewTask, keyof z.output<typeof contract.What> | 'shared'> & { shared?: boolean },
  today: string,
): store.NewTask {
  const { perDay = null, everyDays = null } = what
  const startsOn = what.startsOn ?? today
  if (perDay && perDay > 1 && everyDays && everyDays > 1) throw new Problem('task-rhythm')
  if (what.untilOn && what.untilOn < startsOn) throw new Problem('task-dates', { startsOn, dueOn: what.untilOn })
  if (what.dueOn && what.dueOn < startsOn) throw new Problem('task-dates', { startsOn, dueOn: what.dueOn })
  return {
    shared: false,
    ...rest,
    words: what.words,
    dueOn: what.dueOn ?? null,
    dueTime: what.dueTime ?? null,
    dueBefore: what.dueBefore,
    responsible: what.responsible ?? null,
    product: what.product ?? null,
    reportTo: what.reportTo ?? null,
    helpers: what.helpers,
    startsOn,
    // once in so many days is never also "so often a day"
    perDay: everyDays && everyDays > 1 ? null : perDay,
    everyDays: everyDays === 1 ? null : everyDays,
    untilOn: what.untilOn ?? null,
  }
}

/** One task, given by an officer, or by a module in whose work it arose (`source`), to a body or an area's committee. */
export const giveTask = command(contract.giveTask, async (ctx, input) => {
  const { area, bodyId, teamId, hamletId, assignee } = await placeOf(ctx, input)
  if (input.measure && !isMeasure(input.measure)) throw new Problem('measure-unknown', { measure: input.measure })
  const taskId = input.taskId ?? idOf('task', ctx.opId)
  const { actor } = ctx
  const row = taskFrom(
    input,
    {
      taskId,
      areaId: area.areaId,
      bodyId,
      teamId,
      hamletId,
      assignee,
      parentAreaId: null,
      parentId: null,
      fromAreaId: actor.areaId,
      fromBodyId: actor.bodyId,
      sourceKind: input.source.kind,
      sourceId: input.source.id ?? null,
      sourceLabel: input.source.label ?? null,
      sourceText: input.source.text ?? null,
      spanFrom: null,
      spanUntil: null,
      measure: input.measure ?? null,
      measureTarget: input.measureTarget ?? null,
      givenAt: ctx.now,
      givenBy: actor.accountId,
    },
    ctx.today,
  )
  if ((await store.insertTasks(ctx.db, [row], ctx.opId)) === 0) throw new Problem('task-exists', { taskId })
  await tell(ctx, 'given', area.areaId, taskId)
  return { taskId, areaId: area.areaId }
})

type More = Partial<
  Pick<store.StoredAct, 'words' | 'percent' | 'figure' | 'unit' | 'responsible' | 'dueOn' | 'onDay' | 'capturedAt'>
>

/** Writes one act where the post may do it and the state allows it. @throws Problem task-not-yours, task-not-given, task-state */
async function doAct(ctx: Ctx, taskId: string, kind: ActKind, more: More) {
  await store.lockTask(ctx.db, taskId)
  const task = await getTask(ctx, taskId)
  const doer = ofTheDoer.includes(kind)
  if (doer) await mustStandFor(ctx, task)
  if (!doer && !gave(ctx.actor, task)) throw new Problem('task-not-given', { name: task.fromName })
  return writeAct(ctx, task, await store.listActs(ctx.db, [taskId]), kind, more)
}

/** One act after those that there are. @throws Problem task-state */
async function writeAct(ctx: Ctx, task: store.StoredTask, acts: readonly store.StoredAct[], kind: ActKind, more: More) {
  const { taskId } = task
  const state = stateOf(acts)
  if (!mayAct(state, kind)) throw new Problem('task-state', { state: said[state].vi, stateEn: said[state].en })
  const actId = idOf('task-act', ctx.opId, taskId)
  const blank = { words: null, percent: null, figure: null, unit: null, responsible: null, dueOn: null, onDay: null }
  await store.insertAct(ctx.db, {
    ...blank,
    ...more,
    // a clock that runs ahead says nothing of the future
    capturedAt: more.capturedAt && more.capturedAt < ctx.now ? more.capturedAt : null,
    kind,
    taskId,
    actId,
    actNo: acts.length + 1,
    areaId: task.areaId,
    bodyId: task.bodyId,
    hamletId: task.hamletId,
    at: ctx.now,
    byAccount: ctx.actor.accountId,
    byAreaId: ctx.actor.areaId,
    byRole: ctx.actor.role,
    opId: ctx.opId,
  })
  await tell(ctx, kind, task.areaId, taskId)
  return { taskId, state: stateOf([...acts, { kind }]), actId }
}
const said = {
  given: { vi: 'chưa nhận', en: 'not accepted yet' },
  accepted: { vi: 'đã nhận', en: 'accepted' },
  running: { vi: 'đang làm', en: 'under way' },
  refused: { vi: 'không nhận', en: 'refused' },
  reported: { vi: 'đã báo xong', en: 'reported done' },
  closed: { vi: 'đã nghiệm thu', en: 'accepted as done' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
}

export const acceptTask = command(contract.acceptTask, (ctx, { taskId, responsible, words, capturedAt = null }) =>
  doAct(ctx, taskId, 'accepted', { responsible: responsible ?? null, words: words ?? null, capturedAt }),
)
export const refuseTask = command(contract.refuseTask, (ctx, { taskId, reason, capturedAt = null }) =>
  doAct(ctx, taskId, 'refused', { words: reason, capturedAt }),
)
export const progressTask = command(
  contract.progressTask,
  async (ctx, { taskId, words, percent, figure, unit, onDay, capturedAt = null }) => {
    const task = await getTask(ctx, taskId)
    if (!words && percent == null && figure == null) throw new Problem('task-report-empty')
    if (onDay && (onDay > ctx.today || onDay < task.startsOn))
      throw new Problem('task-report-day', { onDay, startsOn: task.startsOn, today: ctx.today })
    return doAct(ctx, taskId, 'progress', {
      words: words ?? null,
      percent: percent ?? null,
      figure: figure ?? null,
      unit: unit || null,
      onDay: isRecurring(task) ? (onDay ?? ctx.today) : (onDay ?? null),
      capturedAt,
    })
  },
)
export const doneTask = command(contract.doneTask, (ctx, { taskId, words, figure, unit, capturedAt = null }) =>
  doAct(ctx, taskId, 'done', { words: words ?? null, figure: figure ?? null, unit: unit || null, capturedAt }),
)
export const checkTask = command(contract.checkTask, (ctx, { taskId, words }) =>
  doAct(ctx, taskId, 'checked', { words: words ?? null }),
)
export const reopenTask = command(contract.reopenTask, (ctx, { taskId, reason }) =>
  doAct(ctx, taskId, 'reopened', { words: reason }),
)
export const withdrawTask = command(contract.withdrawTask, (ctx, { taskId, reason }) =>
  doAct(ctx, taskId, 'withdrawn', { words: reason }),
)
/**
 * What a record that was taken back had given: tasks that nobody has begun are withdrawn with it; work under way stays, for a person to decide.
 * Whoever may take the record back may do this, so it asks for no permission of its own.
 */
export async function withdrawUnbegun(ctx: Ctx, taskIds: readonly string[], reason: string) {
  const withdrawn: GivenTask[] = []
  const staying: GivenTask[] = []
  for (const taskId of taskIds) {
    await store.lockTask(ctx.db, taskId)
    const task = await store.findTask(ctx.db, taskId)
    if (!task) continue
    const acts = await store.listActs(ctx.db, [taskId])
    const given = { taskId, assignee: task.assignee, words: task.words, state: stateOf(acts) }
    if (given.state === 'withdrawn') continue
    const begun = given.state !== 'given' || (await store.listChildren(ctx.db, [taskId])).length > 0
    if (begun) staying.push(given)
    else withdrawn.push({ ...given, state: (await writeAct(ctx, task, acts, 'withdrawn', { words: reason })).state })
  }
  return { withdrawn, staying }
}
type GivenTask = Pick<store.StoredTask, 'taskId' | 'assignee' | 'words'> & { state: TaskState }

export const moveDue = command(contract.moveDue, (ctx, { taskId, dueOn, reason }) =>
  doAct(ctx, taskId, 'due-changed', { dueOn, words: reason }),
)
