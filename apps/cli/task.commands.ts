import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { deriveTask } from '@phaodai/modules/directives/derive.commands.ts'
import { addEvidence } from '@phaodai/modules/directives/evidence.commands.ts'
import { measureTask, metTasks } from '@phaodai/modules/directives/measures.commands.ts'
import { readPlan } from '@phaodai/modules/directives/plans.commands.ts'
import * as work from '@phaodai/modules/directives/tasks.commands.ts'
import { SourceKind } from '@phaodai/modules/directives/tasks.contract.ts'
import { task, tasks } from '@phaodai/modules/directives/tasks.reads.ts'
import { taskStates as allStates } from '@phaodai/modules/directives/tasks.rules.ts'
import type { Command } from 'commander'
import { acting, day, group, inTurn, limit, lines, number, oneOf, partOp, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'
import { duration, shown as shownText } from './task-lines.ts'
import { dueText, taskStates } from './task-text.ts'
import { teamOf } from './team.commands.ts'

type Flags = GlobalFlags & { limit: number }
interface Reading extends Flags {
  view?: 'mine' | 'given' | 'told' | 'all'
  state?: (typeof allStates)[number] | 'open' | 'late' | 'any'
  area?: string
  source?: string
  parent?: string
}

/** Adds `task list, show, give, derive, accept, refuse, progress, done, check, reopen, withdraw, measure`. */
export function registerTasks(program: Command): void {
  const at = group(program, 'task', 'nhiệm vụ (tasks)')
  acting(
    limit(
      at
        .command('list')
        .description('nhiệm vụ: của tôi, tôi giao, quá hạn (tasks)')
        .addOption(oneOf('--view <which>', 'của tôi, tôi giao, quá hạn báo lên tôi, tất cả', ['mine', 'given', 'told', 'all']))
        .addOption(oneOf('--state <state>', 'tình trạng; mặc định: đang mở', [...allStates, 'open', 'late', 'any']))
        .option('--area <code>')
        .option('--source <id>', 'của văn bản, cuộc kiểm tra này')
        .option('--parent <id>', 'phần việc giao tiếp từ nhiệm vụ này'),
    ),
  ).action((f: Reading) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const asked = { view: f.view, state: f.state, sourceId: f.source, parentId: f.parent, areaId, limit: f.limit }
      print(f, await s.run(tasks, asked), (a) => {
        const row = (t: (typeof a.rows)[number]) => {
          const late = t.lateSince
            ? `QUÁ HẠN ${duration(t.lateSince, a.cutOffAt)}${t.toldLevels > 1 ? `, đã báo ${t.toldLevels} cấp` : ''}`
            : ''
          const parts =
            t.children > 0 ? `${t.childrenClosed}/${t.children} phần xong` : t.percent !== null ? `${t.percent} %` : ''
          const said = [t.bodyName ?? (t.teamId ? t.assignee : t.areaName), taskStates[t.state], dueText(t), parts, late]
            .filter(Boolean)
            .join('\t')
          return `${t.taskId}\t${said}\n     ${t.words.length > 90 ? `${t.words.slice(0, 88)}…` : t.words}`
        }
        return lines(a.rows, row, 'Không có nhiệm vụ nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(at.command('show').argument('<id>').description('một nhiệm vụ: 5 rõ, việc đã làm, cấp dưới (a task)')).action(
    (taskId: string, f: Flags) => inSession(f, async (s) => print(f, await s.run(task, { taskId }), shownText)),
  )
  acting(
    at
      .command('give')
      .argument('<words>', 'việc phải làm')
      .description('giao một nhiệm vụ không theo văn bản (give a task)')
      .requiredOption('--to <area>', 'xã, huyện, tỉnh')
      .option('--body <id>', 'cơ quan', number)
      .option('--team <code>', 'tổ Covid cộng đồng của xã')
      .option('--due <date>', 'hạn', day)
      .option('--responsible <name>')
      .option('--product <text>')
      .option('--per-day <n>', 'số lần mỗi ngày', number)
      .option('--every <days>', 'mấy ngày một lần', number)
      .option('--measure <code>', 'thước đo')
      .addOption(oneOf('--source <kind>', 'từ đâu', SourceKind.options)),
  ).action(
    (
      words: string,
      f: Flags & {
        to: string
        body?: number
        team?: string
        due?: string
        responsible?: string
        product?: string
        perDay?: number
        every?: number
        measure?: string
        source?: (typeof SourceKind.options)[number]
      },
    ) =>
      inSession(f, async (s) => {
        const areaId = await areaOf(s, f.to)
        const rest = { responsible: f.responsible, product: f.product, perDay: f.perDay, everyDays: f.every, measure: f.measure }
        const made = await s.run(work.giveTask, {
          ...rest,
          words,
          areaId,
          bodyId: f.body,
          teamId: f.team ? (await teamOf(s, f.team)).teamId : undefined,
          dueOn: f.due,
          source: { kind: f.source ?? 'direct' },
        })
        print(f, made, (a) => `Đã giao ${a.taskId}`)
      }),
  )
  acting(
    at
      .command('derive')
      .argument('<id...>')
      .description('giao tiếp cho mỗi đơn vị cấp dưới, hoặc những nơi nêu tên (derive)')
      .option('--each', 'mỗi đơn vị cấp dưới; của xã: mỗi tổ')
      .option('--to <area...>', 'đơn vị nhận')
      .option('--words <text>', 'phần việc, nếu khác')
      .option('--due <date>', 'hạn, không muộn hơn hạn được giao', day),
  ).action((ids: string[], f: Flags & { each?: boolean; to?: string[]; words?: string; due?: string }) =>
    inSession(f, async (s) => {
      const to = await inTurn(f.to ?? [], async (named) => ({ areaId: await areaOf(s, named) }))
      const asked = { each: f.each ?? false, to, words: f.words, dueOn: f.due }
      const all = await inTurn(ids, (taskId) => s.run(deriveTask, { taskId, ...asked }, partOp(f, taskId, ids.length)))
      const made = all.reduce((sum, d) => sum + d.made.length, 0)
      const there = all.reduce((sum, d) => sum + d.there, 0)
      print(
        f,
        all.length === 1 ? all[0]! : { derived: all },
        () => `Đã giao tiếp ${made} phần việc${there > 0 ? `; ${there} nơi đã có` : ''}`,
      )
    }),
  )
  registerActs(at)
  acting(
    at
      .command('evidence')
      .argument('<id>')
      .argument('<file>', 'ảnh, PDF, .docx, .xlsx, văn bản')
      .description('thêm minh chứng (add evidence)')
      .option('--note <text>')
      .option('--taken <instant>', 'lúc chụp, ISO 8601')
      .option('--at <lat,lon>', 'nơi chụp'),
  ).action((taskId: string, file: string, f: Flags & { note?: string; taken?: string; at?: string }) =>
    inSession(f, async (s) => {
      const bytes = new Uint8Array(
        await readFile(file).catch(() => {
          throw new UsageError(`Không đọc được tệp ${file}.`)
        }),
      )
      const [latitude, longitude] = f.at?.split(',').map(Number) ?? []
      const made = await s.run(addEvidence, {
        taskId,
        fileName: basename(file),
        bytes,
        note: f.note,
        takenAt: f.taken,
        latitude,
        longitude,
      })
      print(f, made, (a) => (a.known ? 'Tệp này đã có.' : `Đã thêm minh chứng ${a.evidenceId}`))
    }),
  )
  acting(
    at
      .command('plan')
      .argument('<id>')
      .argument('<evidence>', 'mã minh chứng: văn bản kế hoạch đã nộp')
      .description('đọc kế hoạch đã nộp thành văn bản để soát, giao (read a plan that was handed in)'),
  ).action((taskId: string, evidenceId: string, f: Flags) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(readPlan, { taskId, evidenceId }),
        (a) => `${a.tasks} nhiệm vụ đọc được, chưa giao cho ai\n${a.directiveId}`,
      ),
    ),
  )
  acting(
    at
      .command('measure')
      .argument('[id]', 'không có: nhiệm vụ tôi giao đã đạt theo số liệu')
      .description('số liệu sống của nhiệm vụ (live measure)'),
  ).action((taskId: string | undefined, f: Flags) =>
    inSession(f, async (s) => {
      if (!taskId)
        return print(f, await s.run(metTasks, {}), (a) =>
          lines(
            a.rows,
            (r) => `${r.taskId}\t${r.measure.vi}\t${r.done}/${r.whole}\tđề nghị nghiệm thu`,
            'Chưa có nhiệm vụ nào đạt theo số liệu.',
          ),
        )
      print(f, await s.run(measureTask, { taskId }), (m) =>
        [
          `${m.measure.words.vi}${m.about ? ` (${m.about})` : ''}: ${m.done}/${m.whole} ${m.measure.unit.vi}\t${m.met ? 'ĐẠT' : 'chưa đạt'}`,
          ...m.parts.map((p) => `  ${p.name}\t${p.done}/${p.whole}${p.met ? '' : '\tchưa đạt'}`),
          `Cách tính: ${m.measure.how.vi}`,
        ].join('\n'),
      )
    }),
  )
}

type Done = { taskId: string; state: keyof typeof taskStates; actId: string }
const said = (f: GlobalFlags, a: Done) => print(f, a, () => `Đã ghi: nhiệm vụ ${taskStates[a.state]}`)

/** The same act on several tasks, one after the other: a refusal stops there, and what came before it stands. */
const eachOf = (
  f: GlobalFlags,
  ids: readonly string[],
  run: (s: Session, taskId: string, op: string | undefined) => Promise<Done>,
) =>
  inSession(f, async (s) => {
    const done = await inTurn(ids, (taskId) => run(s, taskId, partOp(f, taskId, ids.length)))
    if (done.length === 1) return said(f, done[0]!)
    print(f, { tasks: done }, () => `Đã ghi ${done.length} nhiệm vụ: ${taskStates[done[0]!.state]}`)
  })

function registerActs(at: Command): void {
  acting(
    at
      .command('accept')
      .argument('<id...>')
      .description('nhận nhiệm vụ (accept)')
      .option('--responsible <name>', 'người chịu trách nhiệm'),
  ).action((ids: string[], f: Flags & { responsible?: string }) =>
    eachOf(f, ids, (s, taskId, op) => s.run(work.acceptTask, { taskId, responsible: f.responsible }, op)),
  )
  acting(
    at
      .command('progress')
      .argument('<id>')
      .description('báo tiến độ (report progress)')
      .option('--percent <n>', 'phần trăm', number)
      .option('--words <text>')
      .option('--figure <n>', 'số liệu', number)
      .option('--unit <text>')
      .option('--day <date>', 'của nhiệm vụ có nhịp: ngày được báo', day),
  ).action((taskId: string, f: Flags & { percent?: number; words?: string; figure?: number; unit?: string; day?: string }) =>
    inSession(f, async (s) => {
      const { percent, words, figure, unit } = f
      said(f, await s.run(work.progressTask, { taskId, percent, words, figure, unit, onDay: f.day }))
    }),
  )
  acting(
    at
      .command('done')
      .argument('<id...>')
      .description('báo đã xong (report it done)')
      .option('--words <text>')
      .option('--figure <n>', 'số liệu', number)
      .option('--unit <text>'),
  ).action((ids: string[], f: Flags & { words?: string; figure?: number; unit?: string }) =>
    eachOf(f, ids, (s, taskId, op) => s.run(work.doneTask, { taskId, words: f.words, figure: f.figure, unit: f.unit }, op)),
  )
  acting(at.command('check').argument('<id...>').description('nghiệm thu (accept as done)').option('--words <text>')).action(
    (ids: string[], f: Flags & { words?: string }) =>
      eachOf(f, ids, (s, taskId, op) => s.run(work.checkTask, { taskId, words: f.words }, op)),
  )
  const reasoned = [
    ['refuse', 'không nhận, có lý do (refuse)', work.refuseTask],
    ['reopen', 'yêu cầu làm lại, có lý do (reopen)', work.reopenTask],
    ['withdraw', 'rút nhiệm vụ, có lý do (withdraw)', work.withdrawTask],
  ] as const
  for (const [name, words, operation] of reasoned)
    acting(at.command(name).argument('<id>').description(words).requiredOption('--reason <text>')).action(
      (taskId: string, f: Flags & { reason: string }) =>
        inSession(f, async (s) => said(f, await s.run(operation as typeof work.refuseTask, { taskId, reason: f.reason }))),
    )
  acting(
    at
      .command('move')
      .argument('<id>')
      .description('đổi thời hạn, có lý do (change the deadline)')
      .requiredOption('--due <date>', 'hạn mới', day)
      .requiredOption('--reason <text>'),
  ).action((taskId: string, f: Flags & { due: string; reason: string }) =>
    inSession(f, async (s) => said(f, await s.run(work.moveDue, { taskId, dueOn: f.due, reason: f.reason }))),
  )
}
