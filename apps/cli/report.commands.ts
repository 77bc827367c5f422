import { strike } from '@phaodai/modules/reports/clock.ts'
import { shown, shownInstant } from '@phaodai/modules/reports/figures.rules.ts'
import { correct, freeze, sign, withdraw } from '@phaodai/modules/reports/reports.commands.ts'
import type { show as showVerb } from '@phaodai/modules/reports/reports.contract.ts'
import { due, list, show, verify } from '@phaodai/modules/reports/reports.reads.ts'
import type { Command } from 'commander'
import type { z } from 'zod'
import { acting, day, disease, group, limit, lines, oneOf, shownDay, shownTime } from './flags.ts'
import { registerPeriods } from './period.commands.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

type Shown = z.output<typeof showVerb.output>

const stateText = (r: { signature: { signer: string } | null; correction: number; withdrawn: string | null; byClock: boolean }) =>
  [
    r.correction > 0 ? `đính chính lần ${r.correction}` : '',
    r.withdrawn !== null
      ? `đã rút: ${r.withdrawn}`
      : r.signature
        ? `${r.signature.signer} đã ký`
        : r.byClock
          ? 'đồng hồ chốt, chưa ký'
          : 'chưa ký',
  ]
    .filter(Boolean)
    .join(', ')

/** A frozen report as lines of text: what each figure is, its change since the day before. */
function reportText(r: Shown): string {
  const change = (value: number | null, before: number | null) =>
    value === null || before === null || value === before ? '' : ` (hôm trước ${shown(before)})`
  const { cutOff } = r
  return [
    ...(r.drill ? ['DIỄN TẬP'] : []),
    `${r.areaName}, ngày ${shownDay(r.day)}: số liệu đến ${shownInstant(r.knownAt)}; ${stateText(r)}`,
    `Giờ chốt ${cutOff.hour}: ${cutOff.source.vi}${cutOff.confirmed ? '' : ' [chưa kiểm chứng]'}`,
    ...r.body.figures.map((f) => `  ${f.label.vi}: ${shown(f.value)}${change(f.value, f.before)}`),
    ...(r.body.changed.length === 0
      ? []
      : [
          r.corrects ? 'Đính chính:' : 'Số liệu hôm trước nay đã khác:',
          ...r.body.changed.map((c) => `  ${c.label.vi}: ${shown(c.was)} → ${shown(c.now)}`),
        ]),
  ].join('\n')
}

interface Flags extends GlobalFlags {
  area?: string
  day?: string
  disease: string
}

/** report …: freeze, read, sign, correct and rebuild the quick reports. */
export function registerReports(program: Command): void {
  const report = group(program, 'report', 'báo cáo nhanh hằng ngày của các cấp (daily quick reports)')
  const ofArea = (command: Command) =>
    acting(
      command
        .option('--area <code>', 'mặc định: địa bàn của tài khoản')
        .option('--day <date>', 'mặc định hôm nay', day)
        .option(...disease),
    )
  ofArea(
    report
      .command('freeze')
      .description('chốt số liệu như đã biết đến giờ chốt (freeze the figures as known at the cut-off)')
      .option('--hour <HH:MM>', 'giờ khác với chính sách, kèm --reason')
      .option('--reason <text>', 'vì sao giờ khác'),
  ).action((f: Flags & { hour?: string; reason?: string }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const made = await s.run(freeze, { disease: f.disease, areaId, day: f.day, hour: f.hour, reason: f.reason })
      print(f, made, (a) => `Đã chốt báo cáo ${a.reportId}: số liệu đến ${shownInstant(a.knownAt)}`)
    }),
  )
  report
    .command('clock')
    .description('chốt những báo cáo đã đến giờ mà chưa ai chốt; máy chủ tự làm mỗi phút (what the server does each minute)')
    .option('--json')
    .action((f: GlobalFlags) =>
      inSession(f, async ({ app, postId }) =>
        print(f, await strike(app, postId), (a) =>
          a.waitingFor > 0
            ? `Còn ${a.waitingFor} giao dịch bắt đầu trước giờ chốt; thử lại sau.`
            : `Đồng hồ đã chốt ${a.frozen} báo cáo, chưa ký.`,
        ),
      ),
    )
  acting(report.command('show').description('một báo cáo đã chốt (a frozen report)').argument('<report>', 'mã báo cáo')).action(
    (reportId: string, f: GlobalFlags) => inSession(f, async (s) => print(f, await s.run(show, { reportId }), reportText)),
  )
  acting(
    report
      .command('verify')
      .description('dựng lại từ sự kiện và nêu dữ kiện đến muộn; khác thì mã 1 (rebuild it; 1 when it differs)')
      .argument('<report>', 'mã báo cáo'),
  ).action((reportId: string, f: GlobalFlags) =>
    inSession(f, async (s) => {
      const answer = await s.run(verify, { reportId })
      if (!answer.same) process.exitCode = 1
      print(f, answer, (a) =>
        [
          ...(a.older ? [a.older.vi] : []),
          a.same ? 'Dựng lại đúng từng số liệu.' : 'KHÔNG dựng lại được như đã chốt:',
          ...a.differences.map((d) => `  ${d.label.vi}: chốt ${shown(d.was)}, dựng lại ${shown(d.now)}`),
          a.late.length === 0 ? 'Không có dữ kiện nào đến muộn.' : 'Dữ kiện đến sau giờ chốt sẽ đổi:',
          ...a.late.map((l) => `  ${l.label.vi}: ${shown(l.frozen)} → ${shown(l.now)} (thêm ${l.added}, bớt ${l.removed})`),
        ].join('\n'),
      )
    }),
  )
  acting(
    report
      .command('sign')
      .description('người có tên ký báo cáo (a named person signs it off)')
      .argument('<report>', 'mã báo cáo')
      .requiredOption('--signer <name>', 'họ tên người ký')
      .requiredOption('--title <text>', 'chức vụ')
      .addOption(oneOf('--capacity <how>', 'thể thức ký', ['TM.', 'KT.', 'TL.', 'TUQ.']).default('TM.')),
  ).action((reportId: string, f: GlobalFlags & { signer: string; title: string; capacity: 'TM.' }) =>
    inSession(f, async (s) => {
      const { signer, title, capacity } = f
      print(
        f,
        await s.run(sign, { reportId, signer, title, capacity }),
        (a) => `${signer} đã ký, số ${a.documentNo} năm ${a.year}`,
      )
    }),
  )
  for (const [name, operation, what] of [
    ['correct', correct, 'đính chính báo cáo đã ký bằng số liệu biết đến nay (a numbered correction)'],
    ['withdraw', withdraw, 'rút báo cáo chưa ký (withdraw an unsigned report)'],
  ] as const)
    acting(
      report.command(name).description(what).argument('<report>', 'mã báo cáo').requiredOption('--reason <text>', 'lý do'),
    ).action((reportId: string, f: GlobalFlags & { reason: string }) =>
      inSession(f, async (s) => {
        const made = await s.run(operation as typeof correct, { reportId, reason: f.reason })
        print(f, made, (a) => (name === 'correct' ? `Đã lập đính chính ${a.reportId}` : 'Đã rút.'))
      }),
    )
  registerPeriods(report)
  limit(
    ofArea(report.command('list').description('báo cáo của địa bàn và các đơn vị trong đó (reports of an area and below)')),
  ).action((f: Flags & { limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const found = await s.run(list, { disease: f.disease, areaId, from: f.day, until: f.day, limit: f.limit })
      print(f, found, (a) =>
        lines(
          a.rows,
          (r) => `${shownDay(r.day)}  ${r.areaName}  ${shownTime(r.knownAt)}  ${stateText(r)}  ${r.reportId}`,
          'Chưa có báo cáo nào.',
        ),
      )
    }),
  )
  ofArea(report.command('due').description('đơn vị nào đã báo cáo, đơn vị nào chậm (who has reported, who is late)')).action(
    (f: Flags) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        const words = { none: 'chưa có', clock: 'đồng hồ chốt, chưa ký', frozen: 'đã chốt, chưa ký', signed: 'đã ký' }
        print(f, await s.run(due, { disease: f.disease, areaId, day: f.day }), (a) =>
          lines(a.rows, (r) => `${r.name}: ${words[r.state]}${r.late ? ' – CHẬM' : ''}`, ''),
        )
      }),
  )
}
