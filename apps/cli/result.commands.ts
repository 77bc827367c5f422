import { correctResult, releaseResult } from '@phaodai/modules/laboratory/laboratory.commands.ts'
import { Method, Value } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { results } from '@phaodai/modules/laboratory/laboratory.reads.ts'
import type { Command } from 'commander'
import { changedText } from './changed.ts'
import { acting, day, disease, group, instant, inTurn, limit, lines, number, oneOf, partOp, shownDay, total } from './flags.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'
import { filtersOf, type Listing, resultIdOf, tube } from './tubes.ts'

const valueWords = { positive: 'dương tính', negative: 'âm tính', inconclusive: 'không xác định' } as const
const verdictWords = {
  confirmed: '; xác định ca bệnh',
  'follow-up': '; đã là ca bệnh',
  suspect: '; nghi ngờ, chờ xác định',
  none: '',
} as const

interface ResultFlags extends GlobalFlags {
  method?: string
  value: string
  ct?: number
  at?: string
  disease: string
}

const resultBody = (f: ResultFlags, today: string) => ({
  method: f.method as never,
  value: f.value as never,
  ct: f.ct ?? null,
  testedAt: instant(f.at, today, '--at'),
})

/** result: released, corrected, listed. */
export function registerResults(program: Command): void {
  const result = group(program, 'result', 'kết quả xét nghiệm (results)')
  const body = (command: Command) =>
    acting(
      command
        .addOption(oneOf('--value <value>', 'kết quả', Value.options).makeOptionMandatory())
        .option('--ct <n>', 'giá trị Ct, chỉ với PCR', number)
        .option('--at <time>', 'giờ xét nghiệm; mặc định bây giờ')
        .option(...disease),
    )
  body(
    result
      .command('add')
      .description('trả kết quả; nhiều mẫu thì cùng một kết quả (release results)')
      .argument('<sample...>', 'mã ống hoặc mã mẫu')
      .addOption(oneOf('--method <method>', 'phương pháp', Method.options).makeOptionMandatory()),
  ).action((named: string[], f: ResultFlags) =>
    inSession(f, async (s) => {
      const made = await inTurn(named, (name) =>
        s.run(releaseResult, { ...tube(name), ...resultBody(f, s.today) }, partOp(f, name, named.length)),
      )
      const changed = f.json
        ? ''
        : await changedText(
            s,
            made.flatMap((m) => m.changed),
          )
      const said = (i: number) => {
        const noRule = made[i]!.policyInForce ? '' : '; không có gói quy định đang hiệu lực'
        return `Đã trả kết quả ${named[i]}: ${valueWords[f.value as 'positive']}${verdictWords[made[i]!.verdict]}${noRule}`
      }
      print(f, made.length === 1 ? made[0]! : { results: made }, () => made.map((_, i) => said(i)).join('\n') + changed)
    }),
  )
  body(
    result
      .command('correct')
      .description('đính chính kết quả; những gì theo sau được tính lại, không xóa gì (correct a result)')
      .argument('<result>', 'mã kết quả, hoặc mã ống')
      .requiredOption('--reason <text>')
      .addOption(oneOf('--method <method>', 'mặc định: như kết quả cũ', Method.options)),
  ).action((named: string, f: ResultFlags & { reason: string }) =>
    inSession(f, async (s) => {
      const resultId = await resultIdOf(s, named, f.disease)
      const done = await s.run(correctResult, { resultId, reason: f.reason, ...resultBody(f, s.today) })
      const changed = f.json ? '' : await changedText(s, done.changed)
      print(
        f,
        done,
        (d) =>
          `Đã đính chính ${named}: ${valueWords[f.value as 'positive']}${verdictWords[d.verdict]}${changed}\nAi đã được báo mức cũ: phaodai order told ${d.opId}`,
      )
    }),
  )
  acting(
    limit(
      result
        .command('list')
        .description('danh sách kết quả, mới nhất trước (results)')
        .addOption(oneOf('--state <state>', 'mặc định: còn hiệu lực', ['standing', 'suspect', 'voided', 'all']))
        .addOption(oneOf('--value <value>', '', Value.options))
        .addOption(oneOf('--method <method>', '', Method.options))
        .option('--person <code>')
        .option('--barcode <code>')
        .option('--area <code>')
        .option('--from <date>', 'ngày trả', day)
        .option('--until <date>', 'ngày trả', day)
        .option(...disease),
    ),
  ).action((f: Listing) =>
    inSession(f, async (s) => {
      const { from, until, barcode } = f
      const input = { ...(await filtersOf(s, f)), from, until, barcode, value: f.value as never, method: f.method as never }
      print(f, await s.run(results, input), (a) => {
        const why = (r: (typeof a.rows)[number]) => (r.voidedAt ? `\tđã hủy: ${r.voidReason}` : r.suspect ? '\tnghi ngờ' : '')
        const row = (r: (typeof a.rows)[number]) =>
          `${r.barcode}\t${r.code}\t${r.name}\tlấy mẫu ${shownDay(r.sampledOn)}\t${r.method}\t${valueWords[r.value]}${r.ct === null ? '' : `, Ct ${r.ct}`}${why(r)}`
        return lines(a.rows, row, 'Không có kết quả nào.') + total(a.rows.length, a.total)
      })
    }),
  )
}
