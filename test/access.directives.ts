/** Examples of the verbs of directives and tasks. */
import type { Example } from './access.examples.ts'
import { act, type Side, type World, word } from './access.world.ts'

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])

/** A task of a side's commune, given by whoever asks for it. */
export const newTask = async (w: World, s: Pick<Side, 'letter' | 'areaId'>, by = w.operator): Promise<{ taskId: string }> => {
  const words = `Lập chốt ở ngõ ${word(s.letter)}`
  const { taskId } = await act(w.t, by, 'directives.give-task', { areaId: s.areaId, words, dueOn: '2021-02-23' })
  return { taskId: taskId! }
}

/** One task of a side with what belongs to it. */
export async function makeWork(w: World, s: Pick<Side, 'letter' | 'areaId'>): Promise<Side['work']> {
  const { taskId } = await newTask(w, s)
  await act(w.t, w.operator, 'directives.accept-task', { taskId, responsible: `Ông ${word(s.letter)}` })
  const file = { taskId, fileName: `${word(s.letter)}.jpg`, bytes: JPEG }
  const { evidenceId } = await act(w.t, w.operator, 'directives.add-evidence', file)
  return { taskId, evidenceId: evidenceId! }
}

/** Not the one who was given it, or who gave it; or a body that does not see it. */
const notTheirs = ['task-not-yours', 'task-not-given', 'not-found']
const onTask = (more: Record<string, unknown>, before: [string, Record<string, unknown>][] = []): Example => ({
  aim: async (s, w) => {
    const { taskId } = await newTask(w, s)
    for (const [name, input] of before) await act(w.t, w.operator, `directives.${name}`, { taskId, ...input })
    return [{ taskId, ...more }]
  },
  refusals: notTheirs,
})
const reason = 'lý do đã ghi rõ'
const done: [string, Record<string, unknown>][] = [['done-task', {}]]

export const directiveExamples: Record<string, Example> = {
  'directives.give-task': { aim: (s) => [{ areaId: s.areaId, words: 'Rà soát từng nhà' }], refusals: ['outside-area'] },
  'directives.tasks': {
    aim: (s) => [{}, { state: 'any' }, { view: 'mine' }, { view: 'told', state: 'late' }, { parentId: s.work.taskId }],
  },
  'directives.task': { aim: (s) => [{ taskId: s.work.taskId }], refusals: ['not-found'] },
  'directives.accept-task': onTask({}),
  'directives.refuse-task': onTask({ reason }),
  'directives.progress-task': onTask({ percent: 40 }),
  'directives.done-task': onTask({}),
  'directives.check-task': onTask({}, done),
  'directives.reopen-task': onTask({ reason }, done),
  'directives.withdraw-task': onTask({ reason }),
  'directives.move-due-task': onTask({ dueOn: '2021-02-25', reason }),
  'directives.derive-task': {
    aim: async (s, w) => [{ ...(await newTask(w, s)), to: [{ areaId: s.areaId, words: 'Phần việc của trạm' }] }],
    refusals: notTheirs,
  },
  'directives.add-figure': onTask({ figure: 12, unit: 'tổ', note: 'đã kiện toàn' }),
  'directives.add-evidence': onTask({ fileName: 'anh.jpg', bytes: JPEG }),
  'directives.void-evidence': {
    aim: async (s, w) => {
      const { taskId } = await newTask(w, s)
      const { evidenceId } = await act(w.t, w.operator, 'directives.add-figure', { taskId, figure: 1, note: 'nhầm' })
      return [{ taskId, evidenceId, reason }]
    },
    refusals: notTheirs,
  },
  'directives.evidence-file': {
    aim: (s) => [{ taskId: s.work.taskId, evidenceId: s.work.evidenceId }],
    refusals: ['not-found'],
  },
}
