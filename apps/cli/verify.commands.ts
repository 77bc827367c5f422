import { type AuditVerdict, sealAudit, verifyAudit } from '@phaodai/kernel/audit.ts'
import { defineProblems, Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { verify as verifyChecks } from '@phaodai/modules/checks/verify.reads.ts'
import { verify as verifyConfirmations } from '@phaodai/modules/laboratory/verify.reads.ts'
import { verify as verifyIsolations } from '@phaodai/modules/quarantine/verify.reads.ts'
import { verify as verifyReports } from '@phaodai/modules/reports/verify.reads.ts'
import { verify as verifySweeps } from '@phaodai/modules/sweep/sweep.reads.ts'
import { verifyStays } from '@phaodai/modules/tracing/engine.verify.ts'
import { verify as verifyTracing } from '@phaodai/modules/tracing/tracing.reads.ts'
import type { Command } from 'commander'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

export const verifyProblems = defineProblems({
  'verify-differs': {
    status: 409,
    title: { vi: 'Bản lưu không khớp với dữ kiện: {what}', en: 'What is stored does not agree with the facts: {what}' },
    hint: {
      vi: 'Chạy lại với --json để có từng dòng; giữ nguyên dữ liệu và báo quản trị.',
      en: 'Run again with --json for each row; leave the data as it is and tell the administrator.',
    },
  },
})

const auditText = (a: AuditVerdict) =>
  a.agrees
    ? `Nhật ký khớp với niêm phong: ${a.rows} dòng trong ${a.seals} phút${a.sealedUntil ? `, đến ${a.sealedUntil}` : ''}.`
    : `Nhật ký KHÔNG khớp với niêm phong, từ phút ${a.firstDifference?.minute}.`

/** Each check by the name it is asked for. */
const checks = {
  async tracing({ run, app }: Session) {
    const found = await run(verifyTracing, {})
    const differing = found.diseases.reduce((n, d) => n + d.differences.length, 0)
    const persons = found.diseases.reduce((n, d) => n + d.persons, 0)
    // every stay in memory, asked the same as SQL
    const engine = await verifyStays(app.pool)
    const levels = found.agrees ? `Mức F0-F2 của ${persons} người khớp với dữ kiện.` : `Mức F0-F2 KHÔNG khớp: ${differing} người.`
    const answers = engine.agrees
      ? `Bộ máy truy vết khớp với SQL: ${engine.stays} lần có mặt, ${engine.questions} câu hỏi.`
      : `Bộ máy truy vết KHÔNG khớp với SQL: ${engine.differences.length} chỗ.`
    return { ...found, agrees: found.agrees && engine.agrees, engine, text: `${levels}\n${answers}` }
  },
  async confirmations({ run }: Session) {
    const found = await run(verifyConfirmations, {})
    const differing = found.diseases.reduce((n, d) => n + d.differences.length, 0)
    const resting = found.diseases.reduce((n, d) => n + d.resting, 0)
    return {
      ...found,
      text: found.agrees
        ? `${resting} xác định ca bệnh theo kết quả khớp với dữ kiện.`
        : `Xác định ca bệnh KHÔNG khớp với kết quả: ${differing} trường hợp.`,
    }
  },
  async isolations({ run }: Session) {
    const found = await run(verifyIsolations, {})
    return {
      ...found,
      text: found.agrees
        ? `Cách ly theo ${found.orders} quyết định khớp với dữ kiện.`
        : `Cách ly KHÔNG khớp với quyết định: ${found.differences.length} trường hợp.`,
    }
  },
  async checks({ run }: Session) {
    const found = await run(verifyChecks, {})
    const kept = found.slots + found.hours + found.sizes + found.signals
    return {
      ...found,
      text: found.agrees
        ? `${kept} số liệu của các tổ khớp với lượt hỏi.`
        : `Số liệu của các tổ KHÔNG khớp: ${found.differences.length} chỗ.`,
    }
  },
  async sweeps({ run }: Session) {
    const found = await run(verifySweeps, {})
    return {
      ...found,
      text: found.agrees
        ? `Độ phủ của các đợt rà soát khớp với từng lần ghi: ${found.kept} thôn.`
        : `Độ phủ của các đợt rà soát KHÔNG khớp: ${found.differences.length} thôn.`,
    }
  },
  async reports({ run }: Session) {
    const found = await run(verifyReports, {})
    const since = found.from.split('-').reverse().join('/')
    return {
      ...found,
      text: found.agrees
        ? `${found.reports} báo cáo ngày và ${found.periods} báo cáo tuần, tháng từ ngày ${since} dựng lại đúng từng số liệu; ${found.conclusions} thông báo kết luận đúng như đã ký.`
        : `Báo cáo, kết luận KHÔNG dựng lại được như đã chốt: ${found.differences.length}.`,
    }
  },
  async audit({ app }: Session) {
    const found = await verifyAudit(app.pool)
    return { ...found, text: auditText(found) }
  },
}
type CheckName = keyof typeof checks

async function runChecks(names: CheckName[], flags: GlobalFlags): Promise<void> {
  await inSession(flags, async (session) => {
    const answers: Record<string, unknown> = {}
    const lines: string[] = []
    const wrong: string[] = []
    for (const name of names) {
      const { text, ...found } = await checks[name](session)
      answers[name] = found
      lines.push(text)
      if (!found.agrees) wrong.push(name)
    }
    if (wrong.length > 0) {
      if (!flags.json) print(flags, lines, (l) => l.join('\n'))
      throw new Problem('verify-differs', { what: wrong.join(', '), ...answers })
    }
    print(flags, { agrees: true, ...answers }, () => lines.join('\n'))
  })
}

/** verify, and audit verify | seal: rebuilds what is derived and compares. Exit 1 where something differs. */
export function registerVerify(program: Command): void {
  program
    .command('verify')
    .description('dựng lại những gì suy ra được từ dữ kiện và so với bản lưu (rebuild what is derived and compare)')
    .argument('[what]', `chỉ một phần: ${Object.keys(checks).join(', ')}`)
    .option('--json')
    .action(async (what: string | undefined, flags: GlobalFlags) => {
      const names = Object.keys(checks) as CheckName[]
      if (what !== undefined && !names.includes(what as CheckName)) {
        throw new UsageError(`Không có phần ${what}; có: ${names.join(', ')} (choose one of them).`)
      }
      await runChecks(what === undefined ? names : [what as CheckName], flags)
    })

  const audit =
    program.commands.find((c) => c.name() === 'audit') ?? program.command('audit').description('nhật ký (the audit log)')
  audit
    .command('verify')
    .description('so nhật ký với niêm phong từng phút (compare the log with its seals)')
    .option('--json')
    .action((flags: GlobalFlags) => runChecks(['audit'], flags))
  audit
    .command('seal')
    .description('niêm phong những phút đã qua; máy chủ tự làm mỗi phút (seal the minutes that have passed)')
    .option('--json')
    .action((flags: GlobalFlags) =>
      inSession(flags, async ({ app }) => {
        print(flags, await sealAudit(app.pool), (s) =>
          s.waitingFor > 0
            ? `Còn ${s.waitingFor} giao dịch đang ghi nhật ký; thử lại sau.`
            : `Đã niêm phong ${s.rows} dòng trong ${s.minutes} phút.`,
        )
      }),
    )
}
