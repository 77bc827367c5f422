import {
  acceptProposal,
  passProposal,
  propose,
  refuseProposal,
  withdrawProposal,
} from '@phaodai/modules/directives/proposals.commands.ts'
import { proposals } from '@phaodai/modules/directives/proposals.reads.ts'
import { proposalKinds } from '@phaodai/modules/directives/proposals.rules.ts'
import type { Command } from 'commander'
import { targetOf } from './directive-work.commands.ts'
import { acting, day, group, limit, lines, number, oneOf, shownDay, shownTime } from './flags.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const states = { open: 'chờ trả lời', accepted: 'chấp thuận', refused: 'không chấp thuận', withdrawn: 'đã rút' }
const acts = { accepted: 'chấp thuận', refused: 'không chấp thuận', passed: 'chuyển lên', withdrawn: 'rút' }

/** proposal …: what a unit asks of the level above, and the answer. */
export function registerProposals(program: Command): void {
  const at = group(program, 'proposal', 'đề nghị lên cấp trên và trả lời (proposals)')
  acting(
    at
      .command('ask')
      .argument('<words>', 'nội dung đề nghị')
      .description('đề nghị lên cấp trên (ask the level above)')
      .requiredOption('--reason <text>', 'lý do')
      .addOption(oneOf('--kind <kind>', 'loại', proposalKinds).default('other'))
      .option('--quantity <n>', 'số lượng', number)
      .option('--unit <text>', 'đơn vị tính')
      .option('--needed <date>', 'cần trước ngày', day)
      .option('--answer-by <date>', 'xin trả lời trước ngày', day),
  ).action(
    (
      words: string,
      f: GlobalFlags & {
        reason: string
        kind: 'other'
        quantity?: number
        unit?: string
        needed?: string
        answerBy?: string
      },
    ) =>
      inSession(f, async (s) => {
        const { reason, kind, quantity, unit, needed: neededOn, answerBy } = f
        const made = await s.run(propose, { words, reason, kind, quantity, unit, neededOn, answerBy })
        print(f, made, (a) => `Đã gửi đề nghị ${a.proposalId} đến ${a.toName}, xin trả lời trước hết ${shownDay(a.answerBy)}`)
      }),
  )
  acting(
    limit(
      at
        .command('list')
        .description('đề nghị trong địa bàn, trả lời muộn trước (proposals, late answers first)')
        .addOption(oneOf('--view <whose>', 'của ai', ['all', 'mine', 'to-me']).default('all'))
        .addOption(
          oneOf('--state <state>', 'tình trạng', ['open', 'late', 'accepted', 'refused', 'withdrawn', 'any']).default('open'),
        ),
    ),
  ).action((f: GlobalFlags & { view: 'all'; state: 'open'; limit: number }) =>
    inSession(f, async (s) =>
      print(f, await s.run(proposals, { view: f.view, state: f.state, limit: f.limit }), (a) =>
        lines(
          a.rows,
          (r) =>
            [
              `${r.proposalId}\t${r.name} → ${r.toName}\t${states[r.state]}\ttrả lời trước hết ${shownDay(r.answerBy)}${r.daysLate > 0 ? `\tMUỘN ${r.daysLate} ngày` : ''}`,
              `     ${r.words}${r.quantity === null ? '' : ` (${r.quantity}${r.unit ? ` ${r.unit}` : ''})`}; lý do: ${r.reason}`,
              ...r.acts.map(
                (x) =>
                  `     ${shownTime(x.at)}\t${x.byAreaName} ${acts[x.kind]}${x.toName ? ` ${x.toName}` : ''}${x.words ? `: ${x.words}` : ''}`,
              ),
            ].join('\n'),
          'Không có đề nghị nào.',
        ),
      ),
    ),
  )
  acting(
    at
      .command('accept')
      .argument('<proposal>')
      .description('chấp thuận; có --to thì thành nhiệm vụ, --draft thì lập dự thảo trả lời (accept)')
      .requiredOption('--words <text>', 'trả lời')
      .option('--to <who>', 'giao thành nhiệm vụ của đơn vị, cơ quan')
      .option('--task <text>', 'việc phải làm; mặc định: lời trả lời')
      .option('--due <date>', 'hạn', day)
      .option('--draft', 'lập dự thảo văn bản trả lời'),
  ).action((proposalId: string, f: GlobalFlags & { words: string; to?: string; task?: string; due?: string; draft?: boolean }) =>
    inSession(f, async (s) => {
      const t = f.to ? await targetOf(s, f.to) : null
      const where = !t || t.kind === 'each' ? null : t.kind === 'body' ? { bodyId: t.bodyId } : { areaId: t.areaId }
      const task = where && { ...where, words: f.task ?? f.words, dueOn: f.due }
      print(f, await s.run(acceptProposal, { proposalId, words: f.words, task, draft: f.draft ?? false }), (a) =>
        [
          'Đã trả lời: chấp thuận.',
          ...(a.taskId ? [`Thành nhiệm vụ ${a.taskId}`] : []),
          ...(a.directiveId ? [`Dự thảo trả lời ${a.directiveId}`] : []),
        ].join('\n'),
      )
    }),
  )
  acting(
    at
      .command('refuse')
      .argument('<proposal>')
      .description('không chấp thuận (refuse)')
      .requiredOption('--reason <text>', 'lý do'),
  ).action((proposalId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(refuseProposal, { proposalId, reason: f.reason }), () => 'Đã trả lời: không chấp thuận.'),
    ),
  )
  acting(
    at
      .command('pass')
      .argument('<proposal>')
      .description('chuyển lên cấp trên nữa (pass it up)')
      .requiredOption('--words <text>', 'vì sao'),
  ).action((proposalId: string, f: GlobalFlags & { words: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(passProposal, { proposalId, words: f.words }), (a) => `Đã chuyển lên ${a.toName}.`),
    ),
  )
  acting(
    at
      .command('withdraw')
      .argument('<proposal>')
      .description('rút đề nghị (take it back)')
      .requiredOption('--reason <text>', 'lý do'),
  ).action((proposalId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) => print(f, await s.run(withdrawProposal, { proposalId, reason: f.reason }), () => 'Đã rút đề nghị.')),
  )
}
