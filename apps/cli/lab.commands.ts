import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import {
  correctResult,
  orderTest,
  receive,
  releaseResult,
  takeSample,
  voidSample,
} from '@phaodai/modules/laboratory/laboratory.commands.ts'
import { Method, OrderReason, Value } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { orders, results, samples } from '@phaodai/modules/laboratory/laboratory.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, instant, limit, lines, number, oneOf, partOp, shownDay, shownTime, total } from './flags.ts'
import { changedText } from './changed.ts'
import { areaOf, isId, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

interface Listing extends GlobalFlags {
  disease: string
  state?: string
  area?: string
  person?: string
  barcode?: string
  from?: string
  until?: string
  value?: string
  method?: string
  limit: number
}

/** The filters of a list as its verb takes them. */
export async function filtersOf(s: Session, flags: Listing) {
  return {
    disease: flags.disease,
    limit: flags.limit,
    ...(flags.state && { state: flags.state as never }),
    ...(flags.area && { areaId: await areaOf(s, flags.area) }),
    ...(flags.person && { subjectId: await personOf(s, flags.person) }),
  }
}

const valueWords = { positive: 'dương tính', negative: 'âm tính', inconclusive: 'không xác định' } as const
const verdictWords = {
  confirmed: '; xác định ca bệnh',
  'follow-up': '; đã là ca bệnh',
  suspect: '; nghi ngờ, chờ xác định',
  none: '',
} as const

/** A tube by its id or barcode. */
const tube = (named: string) => (isId(named) ? { sampleId: named.toLowerCase() } : { barcode: named })

async function sampleIdOf(s: Session, named: string, sick: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  const { rows } = await s.run(samples, { disease: sick, barcode: named, state: 'standing' })
  if (rows.length === 0) throw new Problem('not-found', { what: `mẫu ${named}` })
  return rows[0]!.sampleId
}

/** A result by its id or by the barcode of its sample, where that has one standing result. */
async function resultIdOf(s: Session, named: string, sick: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  const { rows } = await s.run(results, { disease: sick, barcode: named })
  if (rows.length === 0) throw new Problem('not-found', { what: `kết quả của mẫu ${named}` })
  if (rows.length > 1)
    throw new UsageError(`Mẫu ${named} có ${rows.length} kết quả: ${rows.map((r) => `${r.resultId} (${r.method})`).join(', ')}. Dùng mã.`)
  return rows[0]!.resultId
}

function registerSamples(program: Command): void {
  const sample = group(program, 'sample', 'mẫu xét nghiệm (samples)')
  acting(
    sample
      .command('add')
      .description('lấy mẫu; nhiều người thì ghi --person và --barcode theo cùng thứ tự (take samples)')
      .requiredOption('--person <code...>')
      .requiredOption('--barcode <code...>', 'mã dán trên ống')
      .addOption(
        oneOf('--check <how>', 'đã đối chiếu giấy tờ bằng cách nào', ['cccd', 'cmnd', 'passport', 'known-to-taker', 'household-head']).makeOptionMandatory(),
      )
      .option(...disease)
      .option('--order <id>', 'chỉ định xét nghiệm mà mẫu này thực hiện')
      .option('--kind <kind>', 'loại mẫu', 'swab')
      .option('--at <time>', 'giờ lấy mẫu; mặc định bây giờ'),
  ).action((f: GlobalFlags & { person: string[]; barcode: string[]; check: string; disease: string; order?: string; kind: string; at?: string }) =>
    inSession(f, async (s) => {
      if (f.person.length !== f.barcode.length)
        throw new UsageError(`Có ${f.person.length} người nhưng ${f.barcode.length} mã ống: phải bằng nhau.`)
      if (f.order && f.person.length > 1) throw new UsageError('--order chỉ dùng cho một người.')
      const subjects: string[] = []
      for (const person of f.person) subjects.push(await personOf(s, person))
      const made = []
      for (const [i, subjectId] of subjects.entries()) {
        const barcode = f.barcode[i]!
        const input = {
          subjectId,
          barcode,
          disease: f.disease,
          kind: f.kind,
          identityCheck: f.check as never,
          orderId: f.order,
          sampledAt: instant(f.at, s.today, '--at'),
        }
        made.push({ barcode, ...(await s.run(takeSample, input, partOp(f, barcode, subjects.length))) })
      }
      print(f, made.length === 1 ? made[0]! : { samples: made }, () =>
        made.map((m) => `Đã lấy mẫu ${m.barcode}: ${m.label.name}`).join('\n'),
      )
    }),
  )
  acting(
    sample
      .command('receive')
      .description('phòng xét nghiệm nhận mẫu (receive samples)')
      .argument('<sample...>', 'mã ống hoặc mã mẫu')
      .option('--at <time>', 'giờ nhận; mặc định bây giờ'),
  ).action((named: string[], f: GlobalFlags & { at?: string }) =>
    inSession(f, async (s) => {
      const made = []
      for (const name of named) {
        const receivedAt = instant(f.at, s.today, '--at')
        made.push(await s.run(receive, { ...tube(name), receivedAt }, partOp(f, name, named.length)))
      }
      print(f, made.length === 1 ? made[0]! : { samples: made }, () => `Đã nhận mẫu ${named.join(', ')}`)
    }),
  )
  acting(
    limit(
      sample
        .command('list')
        .description('danh sách mẫu, mẫu chờ lâu nhất trước (samples)')
        .addOption(oneOf('--state <state>', 'mặc định: chờ kết quả', ['waiting', 'answered', 'standing', 'voided', 'all']))
        .option('--person <code>')
        .option('--barcode <code>')
        .option('--area <code>')
        .option('--from <date>', 'ngày lấy mẫu', day)
        .option('--until <date>', 'ngày lấy mẫu', day)
        .option(...disease),
    ),
  ).action((f: Listing) =>
    inSession(f, async (s) => {
      const { from, until, barcode } = f
      print(f, await s.run(samples, { ...(await filtersOf(s, f)), from, until, barcode }), (a) => {
        const states = { waiting: 'chờ kết quả', answered: 'đã có kết quả', voided: 'đã hủy' }
        return lines(a.rows, (r) => `${r.barcode}\t${r.label.name}\t${shownTime(r.sampledAt)}\t${states[r.state]}`, 'Không có mẫu nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    sample
      .command('void')
      .description('hủy mẫu: nhầm người, hỏng; kết quả của mẫu cũng bị hủy (void a sample)')
      .argument('<sample>', 'mã ống hoặc mã mẫu')
      .requiredOption('--reason <text>')
      .option(...disease),
  ).action((named: string, f: GlobalFlags & { reason: string; disease: string }) =>
    inSession(f, async (s) => {
      const sampleId = await sampleIdOf(s, named, f.disease)
      const done = await s.run(voidSample, { sampleId, reason: f.reason })
      const changed = f.json ? '' : await changedText(s, done.changed)
      print(f, done, (d) => `Đã hủy mẫu ${named} và ${d.voidedResults} kết quả của mẫu.${changed}`)
    }),
  )
}

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

function registerResults(program: Command): void {
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
      const made = []
      for (const name of named)
        made.push(await s.run(releaseResult, { ...tube(name), ...resultBody(f, s.today) }, partOp(f, name, named.length)))
      const changed = f.json ? '' : await changedText(s, made.flatMap((m) => m.changed))
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

function registerTests(program: Command): void {
  const test = group(program, 'test', 'chỉ định xét nghiệm (test orders)')
  acting(
    test
      .command('order')
      .description('chỉ định xét nghiệm một người; hạn theo quy định đang hiệu lực (order a test)')
      .requiredOption('--person <code>')
      .addOption(oneOf('--reason <reason>', 'vì sao', OrderReason.options).makeOptionMandatory())
      .option('--due <time>', 'hạn lấy mẫu do người ghi, khi không có quy định')
      .option(...disease),
  ).action((f: GlobalFlags & { person: string; reason: string; due?: string; disease: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, f.person)
      const dueAt = instant(f.due, s.today, '--due')
      const made = await s.run(orderTest, { subjectId, disease: f.disease, reason: f.reason as never, dueAt })
      print(f, made, (m) => {
        const rule = m.packCode ? ` (theo ${m.packCode}${m.unconfirmed ? '; số liệu chưa kiểm chứng' : ''})` : ''
        return `Đã chỉ định xét nghiệm, hạn lấy mẫu ${shownTime(m.dueAt)}${rule}`
      })
    }),
  )
  acting(
    limit(
      test
        .command('list')
        .description('chỉ định chờ lấy mẫu, quá hạn nhất trước (test orders)')
        .addOption(oneOf('--state <state>', 'mặc định: chưa lấy mẫu', ['open', 'due', 'late', 'sampled', 'voided', 'all']))
        .option('--person <code>')
        .option('--area <code>')
        .option(...disease),
    ),
  ).action((f: Listing) =>
    inSession(f, async (s) => {
      print(f, await s.run(orders, await filtersOf(s, f)), (a) => {
        const states = { due: 'chưa lấy mẫu', late: 'QUÁ HẠN', sampled: 'đã lấy mẫu', voided: 'đã hủy' }
        const row = (r: (typeof a.rows)[number]) => `${states[r.state]}\t${r.code}\t${r.name}\t${r.areaName}\thạn ${shownTime(r.dueAt)}`
        return lines(a.rows, row, 'Không có chỉ định nào.') + total(a.rows.length, a.total)
      })
    }),
  )
}

/** test, sample, result: from the order of a test to its result, and back. */
export function registerLab(program: Command): void {
  registerTests(program)
  registerSamples(program)
  registerResults(program)
}
