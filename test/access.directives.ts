/** Examples of the verbs of directives and tasks. */

import { newId } from '@phaodai/kernel/ids.ts'
import type { Draft } from '@phaodai/modules/directives/draft.contract.ts'
import type { Example } from './access.examples.ts'
import { act, barcodeOf, type Side, type World, word } from './access.world.ts'

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])

/** A task of a side's commune, given by whoever asks for it. */
export const newTask = async (w: World, s: Pick<Side, 'letter' | 'areaId'>, by = w.operator): Promise<{ taskId: string }> => {
  const words = `Lập chốt ở ngõ ${word(s.letter)}`
  const { taskId } = await act(w.t, by, 'directives.give-task', { areaId: s.areaId, words, dueOn: '2021-02-23' })
  return { taskId: taskId! }
}

const textOf = (letter: string) => {
  const head = `TRUNG TÂM Y TẾ\nSố 7/CV-TTYT\nNgày 20 tháng 02 năm 2021\nKính gửi: Trạm Y tế ${barcodeOf(letter)}`
  return `${head}\n1. Giao Trạm Y tế ${word(letter)} lập kế hoạch, xong trước ngày 26/02/2021.`
}
/** A document in the book of a side's commune, as a draft. */
async function newDirective(w: World, s: Pick<Side, 'letter' | 'cdc'>): Promise<string> {
  const bytes = new TextEncoder().encode(textOf(s.letter))
  const { directiveId } = await act(w.t, s.cdc, 'directives.take-in', { fileName: `${word(s.letter)}.txt`, bytes })
  return directiveId!
}
/** A document of the province's book sent on to a side's commune. */
export async function newForward(w: World, s: Side): Promise<string> {
  const bytes = new TextEncoder().encode(`${textOf(s.letter)}\n${newId()}`)
  const { directiveId } = await act(w.t, w.operator, 'directives.take-in', { fileName: 'chuyen.txt', bytes })
  await act(w.t, w.operator, 'directives.forward', {
    directiveId,
    to: [{ areaId: s.areaId }],
    words: `để ${word(s.letter)} biết`,
  })
  const [row] = await w.t.rows<{ id: string }>('select forward_id as id from forward where directive_id = $1', [directiveId])
  return row!.id
}
/** Something that a side's commune asks of its district. */
async function newProposal(w: World, s: Side): Promise<string> {
  const asked = { kind: 'kits', words: `Thêm bộ xét nghiệm cho ${word(s.letter)}`, reason: 'kho đã hết' }
  return (await act(w.t, s.cdc, 'directives.propose', asked)).proposalId!
}
/** What is looked through: every task of it goes to the commune's own committee. */
async function lookedThrough(w: World, s: Side) {
  const directiveId = await newDirective(w, s)
  const shown = (await act(w.t, s.cdc, 'directives.show', { directiveId })) as unknown as { draft: Draft; draftNo: number }
  const to = [{ kind: 'area' as const, areaId: s.areaId, name: 'Xã' }]
  const items = shown.draft.items.map((i) => ({
    ...i,
    decision: 'kept' as const,
    assignees: [{ written: 'Trạm', to, sure: true, proposals: [] }],
  }))
  return { directiveId, from: shown.draftNo, draft: { ...shown.draft, items } }
}

/** One task of a side with what belongs to it. */
export async function makeWork(w: World, s: Pick<Side, 'letter' | 'areaId' | 'cdc'>): Promise<Side['work']> {
  const { taskId } = await newTask(w, s)
  await act(w.t, w.operator, 'directives.accept-task', { taskId, responsible: `Ông ${word(s.letter)}` })
  const file = { taskId, fileName: `${word(s.letter)}.jpg`, bytes: JPEG }
  const { evidenceId } = await act(w.t, w.operator, 'directives.add-evidence', file)
  const measured = { areaId: s.areaId, words: `Cách ly hết F1 của ${word(s.letter)}`, measure: 'orders-issued' }
  const { taskId: measuredId } = await act(w.t, w.operator, 'directives.give-task', measured)
  return { taskId, evidenceId: evidenceId!, measuredId: measuredId!, directiveId: await newDirective(w, s) }
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

/** A document of another unit's book. */
const otherBook = ['not-found']
/** Another level has to answer it, or another unit asked. */
const notAnswering = ['proposal-not-yours', 'not-found']
export const directiveExamples: Record<string, Example> = {
  'directives.take-in': { aim: (s) => [{ fileName: 'vb.txt', bytes: new TextEncoder().encode(textOf(s.letter)) }] },
  'directives.list': { aim: () => [{}, { state: 'draft' }] },
  'directives.show': { aim: (s) => [{ directiveId: s.work.directiveId }], refusals: otherBook },
  'directives.save-draft': { aim: async (s, w) => [await lookedThrough(w, s)], refusals: otherBook },
  'directives.issue': {
    aim: async (s, w) => {
      const looked = await lookedThrough(w, s)
      const { draftNo } = (await act(w.t, s.cdc, 'directives.save-draft', looked)) as unknown as { draftNo: number }
      return [{ directiveId: looked.directiveId, draftNo }]
    },
    refusals: otherBook,
  },
  'directives.void': { aim: async (s, w) => [{ directiveId: await newDirective(w, s), reason }], refusals: otherBook },
  'directives.file': { aim: (s) => [{ directiveId: s.work.directiveId }], refusals: otherBook },
  'directives.forward': {
    aim: async (s, w) => [{ directiveId: await newDirective(w, s), to: [{ bodyId: s.laboratory.bodyId }] }],
    refusals: [...otherBook, 'outside-area'],
  },
  'directives.forwards': { aim: (s) => [{ directiveId: s.work.directiveId }] },
  'directives.incoming': { aim: () => [{}, { state: 'all' }] },
  'directives.acknowledge': {
    aim: async (s, w) => [{ forwardId: await newForward(w, s) }],
    refusals: ['forward-not-yours', 'not-found'],
  },
  'directives.withdraw-forward': {
    aim: async (s, w) => {
      const [row] = await w.t.rows<{ id: string }>('select directive_id as id from forward where forward_id = $1', [
        await newForward(w, s),
      ])
      return [{ directiveId: row!.id, reason }]
    },
  },
  'directives.remind': { aim: (s) => [{ directiveId: s.work.directiveId }] },
  'directives.propose': {
    aim: () => [{ kind: 'beds', words: 'Thêm 20 giường', reason: 'đã kín chỗ' }],
    refusals: ['nobody-above'],
  },
  'directives.proposals': { aim: () => [{}, { state: 'any' }, { view: 'mine', state: 'any' }, { view: 'to-me' }] },
  'directives.accept-proposal': {
    aim: async (s, w) => [
      { proposalId: await newProposal(w, s), words: 'Đồng ý', task: { words: 'Cấp thêm', areaId: s.areaId } },
    ],
    refusals: notAnswering,
  },
  'directives.refuse-proposal': {
    aim: async (s, w) => [{ proposalId: await newProposal(w, s), reason }],
    refusals: notAnswering,
  },
  'directives.pass-proposal': {
    aim: async (s, w) => [{ proposalId: await newProposal(w, s), words: 'Vượt thẩm quyền' }],
    refusals: [...notAnswering, 'nobody-above'],
  },
  'directives.withdraw-proposal': {
    aim: async (s, w) => [{ proposalId: await newProposal(w, s), reason }],
    refusals: notAnswering,
  },
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
  'directives.measures': { aim: () => [{}] },
  'directives.measure-task': {
    aim: (s) => [{ taskId: s.work.measuredId }],
    refusals: ['not-found'],
  },
  'directives.met-tasks': { aim: () => [{}] },
  'directives.bind-measure': onTask({ measure: 'orders-issued' }),
  'directives.read-plan': {
    aim: async (s, w) => {
      const { taskId } = await newTask(w, s)
      const file = { taskId, fileName: 'ke-hoach.txt', bytes: new TextEncoder().encode(`${textOf(s.letter)}\n${newId()}`) }
      return [{ taskId, evidenceId: (await act(w.t, w.operator, 'directives.add-evidence', file)).evidenceId! }]
    },
    refusals: notTheirs,
  },
  'directives.evidence-file': {
    aim: (s) => [{ taskId: s.work.taskId, evidenceId: s.work.evidenceId }],
    refusals: ['not-found'],
  },
}
