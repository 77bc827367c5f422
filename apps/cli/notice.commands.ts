import { newId } from '@phaodai/kernel/ids.ts'
import { recordSent } from '@phaodai/modules/notices/notices.commands.ts'
import { clocks, list } from '@phaodai/modules/notices/notices.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, instant, limit, lines, oneOf, shownTime, total } from './flags.ts'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const words = { owed: 'chưa báo', late: 'QUÁ HẠN', sent: 'đã báo', 'sent-late': 'đã báo, MUỘN' }

/** notice: cases to be notified by TT 54. */
export function registerNotices(program: Command): void {
  const notice = group(program, 'notice', 'báo cáo ca bệnh theo TT 54 (notices of cases)')
  acting(
    notice.command('clocks').description('thời hạn theo bệnh (clocks by disease)').option('--on <date>', 'mặc định hôm nay', day),
  ).action((f: GlobalFlags & { on?: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(clocks, { day: f.on }), (a) =>
        lines(
          a.clocks,
          (c) => `${c.disease}\t${c.hours ?? '-'} giờ\t${c.inForce ? 'có hiệu lực' : c.why!.vi}\t${c.source.vi}`,
          'Không có bệnh nào.',
        ),
      ),
    ),
  )
  acting(
    limit(
      notice
        .command('list')
        .description('ca phải báo: hạn, đã báo, quá hạn (what is owed)')
        .option('--area <code>')
        .option('--disease <code>')
        .addOption(oneOf('--state <state>', 'chọn', ['open', 'late', 'sent', 'all']).default('open')),
    ),
  ).action((f: GlobalFlags & { area?: string; disease?: string; state: 'open'; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(list, { areaId, disease: f.disease, state: f.state, limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.code}\t${r.name}\t${r.disease}\t${r.areaName}\thạn ${shownTime(r.dueAt)}\t${words[r.state]}${r.lateHours ? ` ${r.lateHours} giờ` : ''}`
        return lines(a.rows, row, 'Không có ca nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    notice
      .command('sent')
      .description('ghi đã báo một ca (record that it was sent)')
      .requiredOption('--person <code>')
      .option(...disease)
      .requiredOption('--at <time>', '08:00 hoặc 2021-02-22T08:00')
      .addOption(oneOf('--how <how>', 'bằng cách nào', ['system', 'phone', 'email', 'paper']).makeOptionMandatory())
      .requiredOption('--to <body>')
      .requiredOption('--by <name>', 'người báo')
      .option('--number <text>'),
  ).action(
    (f: GlobalFlags & { person: string; disease: string; at: string; how: 'phone'; to: string; by: string; number?: string }) =>
      inSession(f, async (s) => {
        const subjectId = await personOf(s, f.person)
        const sentAt = instant(f.at, s.today, '--at')!
        const sent = {
          noticeId: newId(),
          subjectId,
          disease: f.disease,
          sentAt,
          how: f.how,
          toBody: f.to,
          sentBy: f.by,
          number: f.number,
        }
        print(f, await s.run(recordSent, sent), (a) => `${words[a.state]}${a.lateHours ? ` ${a.lateHours} giờ` : ''}`)
      }),
  )
}
