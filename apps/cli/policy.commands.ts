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
          : `${m.code} đã có đúng như vậy (phiên bản ${m.version}); ${m.ordered ? 'đã ghi văn bản cho áp dụng' : 'không ghi gì'}.`,
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
function ordered(command: Command): Command {
  const options = [
    ['--document <number>', 'số, ký hiệu văn bản cho áp dụng gói'],
    ['--issued <date>', 'ngày văn bản'],
    ['--signer <name>', 'người ký văn bản'],
  ] as const
  for (const [flag, words] of options) {
    const read = flag.includes('<date>') ? [day] : []
    command.option(flag, words, ...(read as []))
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
          ...changesText(p.changes),
          ...p.lost.map((l) => `  ${l.ruleTitle.vi}: gói ${l.packCode} vẫn đè lên`),
          `  dấu của bản chữ: ${p.fingerprint.slice(0, 16)}`,
        ]
      : []),
  ].join('\n')

type WaitingProfile = z.output<typeof shippedVerb.output>['profiles'][number]
const changesText = (changes: WaitingProfile['changes']) =>
  changes.map(
    (c) => `  ${[c.ruleTitle?.vi, c.item?.vi, c.title.vi].filter(Boolean).join(', ')}: ${sideText(c.was)} → ${sideText(c.now)}`,
  )
const profileText = (p: WaitingProfile, whole: boolean) =>
  [
    `${p.code}: hồ sơ bệnh ${p.held === null ? states.new : `${states.changed} (phiên bản ${p.held})`}; ${p.name.vi}; ${p.changes.length} chỗ khác`,
    ...(whole ? [...changesText(p.changes), `  dấu của bản chữ: ${p.fingerprint.slice(0, 16)}`] : []),
  ].join('\n')

/** What is taken in is the text that somebody has read: they say its print. @throws UsageError with the text where they do not */
function assertRead(actual: string, given: string | undefined, text: string): void {
  if (given !== undefined && given.length >= 12 && actual.startsWith(given)) return
  const why = given === undefined ? 'Chưa đưa vào gì' : 'Bản chữ này không phải bản đã đọc; chưa đưa vào gì'
  throw new UsageError(`${text}\n${why}. Đọc xong thì chạy lại với --fingerprint ${actual.slice(0, 16)}`)
}

/** policy shipped | take | withdraw | versions: packs that come with the product. */
function registerShipped(policy: Command): void {
  acting(
    policy
      .command('shipped')
      .description('gói, hồ sơ bệnh kèm phần mềm mới hoặc khác bản đang giữ (shipped packs and profiles not held here)')
      .argument('[code]', 'chỉ một gói hoặc hồ sơ, với từng thay đổi và dấu của bản chữ'),
  ).action((code: string | undefined, f: GlobalFlags) =>
    inSession(f, async (s) => {
      const found = await s.run(shipped, {})
      const asked = <T extends { code: string }>(rows: T[]) => rows.filter((p) => code === undefined || p.code === code)
      const whole = code !== undefined
      print(f, { packs: asked(found.packs), profiles: asked(found.profiles) }, (a) =>
        lines(
          [...a.packs.map((p) => waitingText(p, whole)), ...a.profiles.map((p) => profileText(p, whole))],
          (text) => text,
          'Mọi gói và hồ sơ bệnh kèm phần mềm đều đã được giữ đúng như vậy.',
        ),
      )
    }),
  )
  ordered(
    policy
      .command('take')
      .description('đưa một gói kèm phần mềm vào áp dụng theo văn bản, hoặc nạp một hồ sơ bệnh (take in what shipped)')
      .argument('<code>', 'mã gói hoặc mã bệnh')
      .option('--fingerprint <print>', 'dấu của bản chữ đã đọc, từ phaodai policy shipped <code>; không có thì chỉ nêu thay đổi'),
  ).action((code: string, f: Ordered & { fingerprint?: string }) =>
    inSession(f, async (s) => {
      const waiting = await s.run(shipped, {})
      const pack = waiting.packs.find((p) => p.code === code)
      const profile = waiting.profiles.find((p) => p.code === code)
      const found = pack ?? profile
      if (!found) throw new UsageError(`Không có gói hay hồ sơ ${code} trong số đang chờ (phaodai policy shipped).`)
      assertRead(found.fingerprint, f.fingerprint, pack ? waitingText(pack, true) : profileText(profile!, true))
      const made = pack
        ? await s.run(takeShipped, { code, fingerprint: found.fingerprint, order: orderOf(f) })
        : await s.run(loadProfile, { profile: profile!.profile })
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
