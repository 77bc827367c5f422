import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { shown, shownInstant } from '@phaodai/modules/reports/figures.rules.ts'
import { freezePeriod } from '@phaodai/modules/reports/period.commands.ts'
import type { period as periodVerb } from '@phaodai/modules/reports/period.contract.ts'
import { frozenPeriodDocument, periodDocument } from '@phaodai/modules/reports/period.document.ts'
import { changedText } from '@phaodai/modules/reports/period.letter.rules.ts'
import { period, periods, verifyPeriod } from '@phaodai/modules/reports/period.reads.ts'
import { periodKinds } from '@phaodai/modules/reports/period.rules.ts'
import type { Command } from 'commander'
import type { z } from 'zod'
import { acting, day, lines, oneOf, shownDay, shownTime } from './flags.ts'
import { assertNew, writeNew } from './printed.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

const outbreakWords = { active: 'đang hoạt động', ended: 'đã kết thúc' }
/** A week or month as lines of text: each disease with cases, its outbreaks, and what is not known. */
function periodText(p: z.output<typeof periodVerb.output>): string {
  const told = p.diseases.filter((d) => (d.cases ?? 0) > 0 || (d.casesThisYear ?? 0) > 0 || d.outbreaks.length > 0)
  return [
    `${p.area.name}, ${p.kind === 'week' ? 'tuần' : 'tháng'} ${shownDay(p.from)} - ${shownDay(p.until)}${p.ended ? '' : ', kỳ chưa hết'}`,
    ...(told.length === 0 ? ['Không ghi nhận ca bệnh nào.'] : []),
    ...told.flatMap((d) => [
      `${d.name.vi}: mắc ${shown(d.cases)}, tử vong ${shown(d.deaths)}, từ đầu năm ${shown(d.casesThisYear)}`,
      d.notices
        ? `  báo cáo ca: đúng hạn ${d.notices.sent}, muộn ${d.notices.sentLate}, chưa báo ${d.notices.owed + d.notices.late}, quá hạn ${d.notices.late}`
        : `  báo cáo ca: không tính thời hạn. ${d.why?.vi ?? ''}`,
      ...d.units.filter((u) => (u.cases ?? 0) > 0).map((u) => `  ${u.name}: mắc ${shown(u.cases)}, tử vong ${shown(u.deaths)}`),
      ...d.outbreaks.map(
        (o) =>
          `  ổ dịch ${o.areaName}: ${shownDay(o.firstOn)} - ${shownDay(o.lastOn)}, ${o.cases} ca, ${o.state ? outbreakWords[o.state] : 'chưa rõ đã kết thúc chưa'}`,
      ),
      ...d.missing.map((m) => `  ? ${m.vi}`),
    ]),
    ...p.missing.map((m) => `? ${m.vi}`),
  ].join('\n')
}

interface Flags extends GlobalFlags {
  kind: 'week'
  area?: string
  day?: string
  out?: string
  freeze?: true
}
const formatOf = (file: string) => (['pdf', 'xlsx'] as const).find((end) => file.endsWith(`.${end}`)) ?? 'docx'

/** The paper of a frozen period, to a new file. */
async function writeFrozen(s: Session, reportId: string, out: string): Promise<void> {
  const file = (await s.run(frozenPeriodDocument, { reportId, format: formatOf(out) })) as FileAnswer
  writeNew(out, file.bytes)
}

/** report period | periods | verify-period: weeks and months of TT 54. */
export function registerPeriods(report: Command): void {
  const ofPeriod = (command: Command) =>
    acting(
      command
        .addOption(oneOf('--kind <kind>', 'kỳ', periodKinds).default('week'))
        .option('--area <code>', 'mặc định: địa bàn của tài khoản')
        .option('--day <date>', 'một ngày trong kỳ, mặc định hôm nay', day),
    )
  ofPeriod(
    report
      .command('period')
      .description('báo cáo tuần, tháng, ổ dịch theo TT 54: bản nháp, hoặc chốt (weekly and monthly reports, outbreaks)')
      .option('--freeze', 'chốt kỳ đã hết; ký ở trang Báo cáo tuần, tháng')
      .option('--out <file>', 'ghi thành văn bản .docx, .pdf, .xlsx: bản nháp, hoặc bản vừa chốt'),
  ).action((f: Flags) =>
    inSession(f, async (s) => {
      const asked = { kind: f.kind, day: f.day, areaId: f.area ? await areaOf(s, f.area) : undefined }
      if (f.freeze) {
        if (f.out) assertNew(f.out)
        const made = await s.run(freezePeriod, { ...asked, day: f.day ?? s.today })
        if (f.out) await writeFrozen(s, made.reportId, f.out)
        const written = f.out ? `\nĐã ghi ${f.out}` : ''
        return print(f, made, (a) => `Đã chốt báo cáo ${a.reportId}: số liệu đến ${shownInstant(a.knownAt)}${written}`)
      }
      if (f.out) {
        const file = (await s.run(periodDocument, { ...asked, format: formatOf(f.out) })) as FileAnswer
        writeNew(f.out, file.bytes)
        return print(f, { file: f.out }, (a) => `Đã ghi ${a.file}`)
      }
      print(f, await s.run(period, asked), periodText)
    }),
  )
  ofPeriod(report.command('periods').description('báo cáo tuần, tháng đã chốt (frozen weekly and monthly reports)')).action(
    (f: Flags) =>
      inSession(f, async (s) => {
        const asked = { kind: f.kind, day: f.day, areaId: f.area ? await areaOf(s, f.area) : undefined }
        print(f, await s.run(periods, asked), (a) =>
          lines(
            a.rows,
            (r) =>
              `${shownDay(r.from)} - ${shownDay(r.until)}  ${r.areaName}  ${shownTime(r.knownAt)}  ${r.withdrawn !== null ? 'đã rút' : r.signature ? `${r.signature.signer} đã ký` : 'chưa ký'}${r.correction > 0 ? `, đính chính lần ${r.correction}` : ''}  ${r.reportId}`,
            'Chưa chốt báo cáo nào.',
          ),
        )
      }),
  )
  acting(
    report
      .command('verify-period')
      .description('dựng lại một kỳ đã chốt, nêu dữ kiện đến muộn; khác thì mã 1 (rebuild it; 1 when it differs)')
      .argument('<report>', 'mã báo cáo')
      .option('--out <file>', 'ghi bản đã chốt thành văn bản .docx, .pdf, .xlsx'),
  ).action((reportId: string, f: GlobalFlags & { out?: string }) =>
    inSession(f, async (s) => {
      const answer = await s.run(verifyPeriod, { reportId })
      if (!answer.same) process.exitCode = 1
      if (f.out) await writeFrozen(s, reportId, f.out)
      print(f, answer, (a) =>
        [
          ...(a.older ? [a.older.vi] : []),
          a.same ? 'Dựng lại đúng từng số liệu.' : 'KHÔNG dựng lại được như đã chốt:',
          ...a.differences.map((c) => `  ${c.label.vi}: chốt ${changedText(c, c.was)}, dựng lại ${changedText(c, c.now)}`),
          a.late.length === 0 ? 'Không có dữ kiện nào đến muộn.' : 'Dữ kiện đến muộn hoặc đã hủy sẽ đổi:',
          ...a.late.map((c) => `  ${c.label.vi}: ${changedText(c, c.was)} → ${changedText(c, c.now)}`),
        ].join('\n'),
      )
    }),
  )
}
