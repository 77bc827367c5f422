import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { newId } from '@phaodai/kernel/ids.ts'
import * as commands from '@phaodai/modules/violations/violations.commands.ts'
import { acts, figures, list, show } from '@phaodai/modules/violations/violations.reads.ts'
import type { Command } from 'commander'
import { acting, day, group, limit, lines, number, oneOf, shownDay, total } from './flags.ts'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const dong = (n: number | null) => (n === null ? '-' : `${n.toLocaleString('vi-VN')} đồng`)
interface Recorded extends GlobalFlags {
  commune: string
  on: string
  place: string
  act?: string
  words?: string
  person?: string
  organisation?: string
  who?: string
  description: string
}
interface Decided extends GlobalFlags {
  on: string
  number: string
  signatory: string
  body: string
  amount: number
  words?: string
}

/** violation: acts and fines, records, decisions, payments, figures. */
export function registerViolations(program: Command): void {
  const violation = group(program, 'violation', 'vi phạm, xử phạt (violations)')
  acting(
    violation
      .command('acts')
      .description('hành vi, điều khoản, khung phạt (acts and fines)')
      .option('--on <date>', 'mặc định hôm nay', day),
  ).action((f: GlobalFlags & { on?: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(acts, { day: f.on }), (a) =>
        lines(
          a.acts,
          (x) =>
            `${x.code}\t${x.article ?? '-'}\t${x.person ? `${dong(x.person.min)} - ${dong(x.person.max)}` : 'chưa có số liệu'}\t${x.act.vi}`,
          'Ngày này không có bảng xử phạt nào có hiệu lực.',
        ),
      ),
    ),
  )
  acting(
    violation
      .command('record')
      .description('ghi vi phạm (record a violation)')
      .requiredOption('--commune <code>')
      .requiredOption('--on <date>', 'ngày vi phạm', day)
      .requiredOption('--place <text>')
      .option('--act <code>', 'hành vi của bảng (violation acts)')
      .option('--words <text>', 'hành vi khác, bằng lời')
      .option('--person <code>', 'mã hồ sơ người vi phạm')
      .option('--organisation <name>')
      .option('--who <text>', 'chưa rõ là ai: đặc điểm nhận biết')
      .requiredOption('--description <text>'),
  ).action((f: Recorded) =>
    inSession(f, async (s) => {
      const subjectId = f.person ? await personOf(s, f.person) : undefined
      const communeId = await areaOf(s, f.commune, 'commune')
      const seen = { communeId, onDay: f.on, place: f.place, description: f.description }
      const made = await s.run(commands.record, {
        ...seen,
        actCode: f.act,
        act: f.words,
        subjectId,
        organisation: f.organisation,
        who: f.who,
      })
      print(f, made, (a) => `Đã ghi ${a.violationId}${a.range ? `, khung phạt ${dong(a.range.min)} - ${dong(a.range.max)}` : ''}`)
    }),
  )
  acting(
    violation
      .command('evidence')
      .description('thêm ảnh, tệp chứng cứ (add evidence)')
      .argument('<violation>')
      .argument('<file>')
      .option('--note <text>'),
  ).action((violationId: string, file: string, f: GlobalFlags & { note?: string }) =>
    inSession(f, async (s) => {
      const sent = { violationId, fileName: basename(file), bytes: new Uint8Array(readFileSync(file)), note: f.note }
      print(
        f,
        await s.run(commands.addEvidence, sent),
        (a) => `${a.known ? 'Đã có' : 'Đã thêm'} ${a.evidenceId}, SHA-256 ${a.sha256}`,
      )
    }),
  )
  acting(
    violation
      .command('decide')
      .description('ghi quyết định xử phạt (record a decision)')
      .argument('<violation>')
      .requiredOption('--on <date>', 'ngày quyết định', day)
      .requiredOption('--number <text>')
      .requiredOption('--signatory <text>')
      .requiredOption('--body <text>')
      .requiredOption('--amount <dong>', 'số tiền', number)
      .option('--words <text>', 'căn cứ thẩm quyền'),
  ).action((violationId: string, f: Decided) =>
    inSession(f, async (s) => {
      const { number: no, signatory, body, amount, words } = f
      print(
        f,
        await s.run(commands.decide, { violationId, stepId: newId(), onDay: f.on, number: no, signatory, body, amount, words }),
        () => `Đã ghi phạt ${dong(amount)}`,
      )
    }),
  )
  acting(
    violation
      .command('pay')
      .description('ghi nộp phạt (record a payment)')
      .argument('<violation>')
      .requiredOption('--on <date>', 'ngày nộp', day)
      .requiredOption('--amount <dong>', 'số tiền', number)
      .requiredOption('--receipt <text>'),
  ).action((violationId: string, f: GlobalFlags & { on: string; amount: number; receipt: string }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(commands.pay, { violationId, stepId: newId(), onDay: f.on, amount: f.amount, number: f.receipt }),
        () => `Đã ghi nộp ${dong(f.amount)}`,
      ),
    ),
  )
  acting(violation.command('show').description('một vi phạm (one violation)').argument('<violation>')).action(
    (violationId: string, f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(show, { violationId }), (v) =>
          [
            `${v.article ?? ''} ${v.act}: ${v.name ?? 'chưa rõ là ai'}, ${shownDay(v.onDay)}, ${v.state}, phạt ${dong(v.fine)}, còn ${dong(v.owed)}`,
            ...v.steps.map((x) => `${shownDay(x.onDay)}\t${x.kind}\t${x.number ?? ''}\t${dong(x.amount)}\t${x.words ?? ''}`),
            ...v.evidence.map((e) => `${e.name}\t${e.sha256}`),
          ].join('\n'),
        ),
      ),
  )
  acting(
    limit(violation.command('list').description('vi phạm của địa bàn (violations of an area)').option('--area <code>')),
  ).action((f: GlobalFlags & { area?: string; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(list, { areaId, limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.violationId}\t${shownDay(r.onDay)}\t${r.article ?? '-'}\t${r.name ?? 'chưa rõ'}\t${r.state}\t${dong(r.fine)}`
        return lines(a.rows, row, 'Chưa ghi vi phạm nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    violation
      .command('figures')
      .description('số vụ, số tiền (cases and money)')
      .option('--area <code>')
      .option('--from <date>', 'từ ngày', day)
      .option('--until <date>', 'đến hết ngày', day)
      .addOption(oneOf('--by <by>', 'theo', ['area', 'article']).default('area')),
  ).action((f: GlobalFlags & { area?: string; from?: string; until?: string; by: 'area' }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(figures, { areaId, from: f.from, until: f.until, by: f.by }), (a) =>
        lines(
          a.rows,
          (r) => `${r.name}\t${r.recorded} vụ\t${r.decided} đã quyết định\t${dong(r.fined)}\tđã nộp ${dong(r.paid)}`,
          'Chưa có vụ nào.',
        ),
      )
    }),
  )
}
