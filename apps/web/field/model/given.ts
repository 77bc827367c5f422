import type { HeldTask } from '@phaodai/modules/directives/phone.contract.ts'
import * as rules from '@phaodai/modules/directives/tasks.rules.ts'
import { dayOf } from './clock.ts'
import type { OwnOp, OwnState } from './own.ts'
import type { TaskAct } from './taps.ts'

const kindOf = {
  'accept-task': 'accepted',
  'refuse-task': 'refused',
  'progress-task': 'progress',
  'done-task': 'done',
} as const satisfies Record<TaskAct['kind'], rules.ActKind>
const isAct = (o: OwnOp): o is OwnOp & { recorded: TaskAct } => o.recorded.kind in kindOf

/** A task with what this phone has recorded of it and not got back yet, as it stands now. */
export interface GivenTask extends HeldTask {
  /** Since when it is late, by the phone's knowledge of the server's clock; null: it is not. */
  late: string | null
  /** The turn of a rhythm that is owed now. */
  turn: rules.Turn | null
  /** What of it lies on this phone, and how far that has come. */
  own: readonly { opId: string; kind: rules.ActKind | 'photo'; state: OwnState; words: string | null }[]
  /** Acts that fit its state. */
  may: readonly rules.ActKind[]
}

/** Work given, late first, then by its deadline; what has ended stands last. By the rules that the server tells lateness by. */
export function givenOf(tasks: readonly HeldTask[], ops: readonly OwnOp[], now: string): GivenTask[] {
  const today = dayOf(now)
  const fresh = ops.filter((o) => !o.reflected)
  return tasks
    .map((t): GivenTask => {
      const own = fresh.filter((o) => 'taskId' in o.recorded.body && o.recorded.body.taskId === t.taskId)
      const acts = own.filter(isAct).filter((o) => o.state !== 'refused')
      const state = acts.reduce((was, o) => rules.stateOf([{ kind: standing[was] }, { kind: kindOf[o.recorded.kind] }]), t.state)
      const reports = [...t.reports, ...acts.flatMap((o) => (o.recorded.kind === 'progress-task' ? [o.recorded.body.onDay] : []))]
      const told = acts.findLast((o) => o.recorded.kind === 'progress-task' && o.recorded.body.percent !== null)
      const turns = rules.turnsOf(
        t,
        reports.map((onDay) => ({ kind: 'progress' as const, onDay })),
        today,
      )
      return {
        ...t,
        ...{ state, reports, late: rules.lateSince(state, t, turns, now, t.givenAt), turn: turns.at(-1) ?? null },
        percent: told?.recorded.kind === 'progress-task' ? told.recorded.body.percent : t.percent,
        photos: t.photos + own.filter((o) => o.recorded.kind === 'evidence' && o.state !== 'refused').length,
        own: own.map((o) => ({
          ...{ opId: o.opId, kind: isAct(o) ? kindOf[o.recorded.kind] : ('photo' as const), state: o.state },
          words: 'words' in o.recorded.body ? ((o.recorded.body.words as string | null) ?? null) : null,
        })),
        may: rules.ofTheDoer.filter((kind) => rules.mayAct(state, kind)),
      }
    })
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)))
}

/** The act that stands for a state, so that the same rule goes on from it. */
const standing: Record<rules.TaskState, rules.ActKind> = {
  ...{ given: 'due-changed', accepted: 'accepted', running: 'progress', refused: 'refused' },
  ...{ reported: 'done', closed: 'checked', withdrawn: 'withdrawn' },
}
const rankOf = (t: GivenTask): number =>
  t.late ? 0 : t.state === 'closed' || t.state === 'withdrawn' ? 4 : t.state === 'reported' || t.state === 'refused' ? 3 : 1
const orderOf = (t: GivenTask): string =>
  [rankOf(t), t.late ?? t.turn?.until ?? rules.lateFrom(t) ?? '9999', t.givenAt, t.taskId].join('|')

/** What is the doer's to do: the badge of the tab counts it. */
export const isOpen = (t: GivenTask): boolean => ['given', 'accepted', 'running'].includes(t.state)
