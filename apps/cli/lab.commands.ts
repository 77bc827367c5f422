import { UsageError } from '@phaodai/kernel/usage.ts'
import { orderTest, receive, takeSample, voidSample } from '@phaodai/modules/laboratory/laboratory.commands.ts'
import { OrderReason } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { orders, samples } from '@phaodai/modules/laboratory/laboratory.reads.ts'
import type { Command } from 'commander'
import { changedText } from './changed.ts'
import { acting, day, disease, group, instant, inTurn, limit, lines, oneOf, partOp, shownTime, total } from './flags.ts'
import { personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'
import { filtersOf, type Listing, sampleIdOf, tube } from './tubes.ts'

function registerSamples(program: Command): void {
  const sample = group(program, 'sample', 'mẫu xét nghiệm (samples)')
  acting(
    sample
      .command('add')
      .description('lấy mẫu; nhiều người thì ghi --person và --barcode theo cùng thứ tự (take samples)')
      .requiredOption('--person <code...>')
      .requiredOption('--barcode <code...>', 'mã dán trên ống')
      .addOption(
        oneOf('--check <how>', 'đã đối chiếu giấy tờ bằng cách nào', [
          'cccd',
          'cmnd',
          'passport',
          'known-to-taker',
          'household-head',
        ]).makeOptionMandatory(),
      )
      .option(...disease)
      .option('--order <id>', 'chỉ định xét nghiệm mà mẫu này thực hiện')
      .option('--kind <kind>', 'loại mẫu', 'swab')
      .option('--at <time>', 'giờ lấy mẫu; mặc định bây giờ'),
  ).action(
    (
      f: GlobalFlags & {
        person: string[]
        barcode: string[]
        check: string
        disease: string
        order?: string
        kind: string
        at?: string
      },
    ) =>
      inSession(f, async (s) => {
        if (f.person.length !== f.barcode.length)
          throw new UsageError(`Có ${f.person.length} người nhưng ${f.barcode.length} mã ống: phải bằng nhau.`)
        if (f.order && f.person.length > 1) throw new UsageError('--order chỉ dùng cho một người.')
        const subjects = await inTurn(f.person, (person) => personOf(s, person))
        const made = await inTurn(subjects, async (subjectId, i) => {
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
          return { barcode, ...(await s.run(takeSample, input, partOp(f, barcode, subjects.length))) }
        })
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
      const made = await inTurn(named, (name) => {
        const receivedAt = instant(f.at, s.today, '--at')
        return s.run(receive, { ...tube(name), receivedAt }, partOp(f, name, named.length))
      })
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
        return (
          lines(
            a.rows,
            (r) => `${r.barcode}\t${r.label.name}\t${shownTime(r.sampledAt)}\t${states[r.state]}`,
            'Không có mẫu nào.',
          ) + total(a.rows.length, a.total)
        )
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
        const row = (r: (typeof a.rows)[number]) =>
          `${states[r.state]}\t${r.code}\t${r.name}\t${r.areaName}\thạn ${shownTime(r.dueAt)}`
        return lines(a.rows, row, 'Không có chỉ định nào.') + total(a.rows.length, a.total)
      })
    }),
  )
}

/** test, sample: from the order of a test to the tube in the laboratory. */
export function registerLab(program: Command): void {
  registerTests(program)
  registerSamples(program)
}
