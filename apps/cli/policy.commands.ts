import { readFileSync } from 'node:fs'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { inForce, loadProfile, pack, packs } from '@phaodai/modules/policy/policy.commands.ts'
import { shipped } from '@phaodai/modules/policy/shipped.reads.ts'
import type { shipped as shippedVerb } from '@phaodai/modules/policy/shipped.verbs.ts'
import { loadPack, takeShipped, withdrawPack } from '@phaodai/modules/policy/taking.commands.ts'
import type { Command } from 'commander'
import type { z } from 'zod'
import { acting, day, disease, group, lines, shownDay } from './flags.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

function jsonOf(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new UsageError(`Không đọc được tệp ${file} (${(error as NodeJS.ErrnoException).code}).`)
  }
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  } catch (error) {
    throw new UsageError(`${file} không phải JSON: ${(error as Error).message} (not JSON).`)
  }
  throw new UsageError(`${file} phải là một đối tượng JSON (must be a JSON object).`)
}

/** policy: the rules in force, the packs, and a new one. */
export function registerPolicy(program: Command): void {
  const policy = group(program, 'policy', 'quy định phòng, chống dịch (policy packs)')
  acting(
    policy
      .command('in-force')
      .description('quy định đang hiệu lực: từng số liệu với văn bản nguồn (the rules in force)')
      .option(...disease)
      .option('--day <date>', 'mặc định hôm nay', day),
  ).action((f: GlobalFlags & { disease: string; day?: string }) =>
    inSession(f, async (s) => {
      print(f, await s.run(inForce, { disease: f.disease, day: f.day }), (a) => {
        if (!a) return `Ngày ${shownDay(f.day ?? s.today)} không có gói quy định nào đang hiệu lực; không áp dụng quy định cũ.`
        const figure = (x: (typeof a.figures)[number]) =>
          `  ${x.ruleTitle.vi}${x.item ? `, ${x.item.vi}` : ''}: ${x.title.vi}: ${x.text.vi} (${x.sourceText.vi})${x.confirmed ? '' : ' [chưa kiểm chứng]'}`
        return [
          `${a.diseaseName.vi}, ngày ${shownDay(a.day)}: ${a.layers.map((l) => l.code).join(', ')}`,
          ...a.figures.map(figure),
          `${a.figures.length} số liệu, ${a.unconfirmed} chưa kiểm chứng.`,
        ].join('\n')
      })
    }),
  )
  acting(policy.command('packs').description('danh mục gói quy định (policy packs)').option('--disease <code>')).action(
    (f: GlobalFlags & { disease?: string }) =>
      inSession(f, async (s) => {
        print(f, await s.run(packs, { disease: f.disease }), (a) => {
          const row = (p: (typeof a.packs)[number]) =>
            `${p.inForceToday ? 'đang áp dụng' : p.here ? '' : 'nơi khác'}\t${p.code}\t${p.disease}\t${shownDay(p.effectiveFrom)} - ${shownDay(p.effectiveUntil)}\t${p.title.vi}`
          return lines(a.packs, row, 'Chưa có gói quy định nào.')
        })
      }),
  )
  registerShipped(policy)
  ordered(
    policy
      .command('load')
      .description('nạp một gói quy định hoặc hồ sơ bệnh; mã đã có thì thành phiên bản mới (load a pack or a disease profile)')
      .argument('<file>', 'tệp JSON; - là đầu vào chuẩn'),
    false,
  ).action((file: string, f: Ordered) => {
    const body = jsonOf(file)
    return inSession(f, async (s) => {
      // only a profile says how the disease is followed
      const made =
        'classification' in body
          ? await s.run(loadProfile, { profile: body })
          : await s.run(loadPack, { pack: body, order: orderOf(f) })
      print(f, made, (m) =>
        m.changed
          ? `Đã nạp ${m.code}, phiên bản ${m.version}.`
          : `${m.code} đã có đúng như vậy (phiên bản ${m.version}); không ghi gì.`,
      )
    })
  })
}

interface Ordered extends GlobalFlags {
  document?: string
  issued?: string
  signer?: string
}
/** The document that orders a pack into force. */
function ordered(command: Command, required: boolean): Command {
  const options = [
    ['--document <number>', 'số, ký hiệu văn bản cho áp dụng gói'],
    ['--issued <date>', 'ngày văn bản'],
    ['--signer <name>', 'người ký văn bản'],
  ] as const
  for (const [flag, words] of options) {
    const read = flag.includes('<date>') ? [day] : []
    if (required) command.requiredOption(flag, words, ...(read as []))
    else command.option(flag, words, ...(read as []))
  }
  return acting(command)
}
function orderOf({ document, issued, signer }: Ordered) {
  if (!document || !issued || !signer)
    throw new UsageError(
      'Gói quy định cần văn bản cho áp dụng: --document, --issued, --signer (name the document that orders it).',
    )
  return { documentNo: document, issuedOn: issued, signer }
}

type Waiting = z.output<typeof shippedVerb.output>['packs'][number]
const states = { new: 'MỚI', changed: 'KHÁC bản đang giữ', withdrawn: 'đã rút' } as const
const sideText = (s: Waiting['changes'][number]['now']) =>
  s
    ? `${s.text.vi}${s.sourceText ? ` (${s.sourceText.vi})` : ''}${s.confirmed === false ? ' [chưa kiểm chứng]' : ''}`
    : 'không có'
const waitingText = (p: Waiting, whole: boolean) =>
  [
    `${p.code}: ${states[p.state]}${p.held?.own ? ' (bản đang giữ do tỉnh nạp)' : ''}${p.here ? '' : ', tỉnh khác'}; ${p.title.vi}; hiệu lực ${shownDay(p.effectiveFrom)} - ${shownDay(p.effectiveUntil)}; ${p.changes.length} chỗ khác`,
    ...(p.withdrawnReason ? [`  đã rút: ${p.withdrawnReason}`] : []),
    ...(whole
      ? [
          ...p.changes.map(
            (c) =>
              `  ${[c.ruleTitle?.vi, c.item?.vi, c.title.vi].filter(Boolean).join(', ')}: ${sideText(c.was)} → ${sideText(c.now)}`,
          ),
          ...p.lost.map((l) => `  ${l.ruleTitle.vi}: gói ${l.packCode} vẫn đè lên`),
        ]
      : []),
  ].join('\n')

/** policy shipped | take | withdraw | versions: packs that come with the product. */
function registerShipped(policy: Command): void {
  acting(
    policy
      .command('shipped')
      .description('gói kèm phần mềm mới hoặc khác gói đang giữ: từng thay đổi (shipped packs not in force here)')
      .argument('[code]', 'chỉ một gói, với từng thay đổi'),
  ).action((code: string | undefined, f: GlobalFlags) =>
    inSession(f, async (s) => {
      const found = await s.run(shipped, {})
      const rows = found.packs.filter((p) => code === undefined || p.code === code)
      print(f, { packs: rows }, (a) =>
        lines(a.packs, (p) => waitingText(p, code !== undefined), 'Mọi gói kèm phần mềm đều đã được giữ đúng như vậy.'),
      )
    }),
  )
  ordered(
    policy
      .command('take')
      .description('đưa một gói kèm phần mềm vào áp dụng theo văn bản (take a shipped pack into force by a document)')
      .argument('<code>', 'mã gói'),
    true,
  ).action((code: string, f: Ordered) =>
    inSession(f, async (s) => {
      const found = (await s.run(shipped, {})).packs.find((p) => p.code === code)
      if (!found) throw new UsageError(`Không có gói ${code} trong số đang chờ (phaodai policy shipped).`)
      const made = await s.run(takeShipped, { code, fingerprint: found.fingerprint, order: orderOf(f) })
      print(f, made, (m) => `Đã đưa ${m.code} vào áp dụng, phiên bản ${m.version}.`)
    }),
  )
  acting(
    policy
      .command('withdraw')
      .description('rút phiên bản gói đưa vào nhầm (withdraw a version taken in by mistake)')
      .argument('<code>', 'mã gói')
      .argument('<version>', 'phiên bản đang đứng')
      .requiredOption('--reason <text>', 'lý do'),
  ).action((code: string, version: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) => {
      const made = await s.run(withdrawPack, { code, version: Number(version), reason: f.reason })
      print(f, made, (m) =>
        m.standing === null
          ? `Đã rút ${m.code}; không còn phiên bản nào áp dụng.`
          : `Đã rút; ${m.code} trở lại phiên bản ${m.standing}.`,
      )
    }),
  )
  acting(
    policy
      .command('versions')
      .description('mọi phiên bản của một gói: theo văn bản nào, rút vì sao (a pack with its versions)')
      .argument('<code>', 'mã gói'),
  ).action((code: string, f: GlobalFlags) =>
    inSession(f, async (s) => {
      print(f, await s.run(pack, { code }), (a) =>
        lines(
          a.versions,
          (v) =>
            `v${v.version}${v.standing ? ' (đang đứng)' : ''}: ${v.order ? `${v.order.documentNo} ngày ${shownDay(v.order.issuedOn)}, ${v.order.signer}` : v.loadedBy ? 'không ghi văn bản' : 'có từ khi lập hệ thống'}${v.withdrawn ? `; đã rút: ${v.withdrawn.reason}` : ''}`,
          '',
        ),
      )
    }),
  )
}
