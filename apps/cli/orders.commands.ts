import { resolve } from 'node:path'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { decision } from '@phaodai/modules/quarantine/decision.read.ts'
import { issue, release, revoke, voidRelease } from '@phaodai/modules/quarantine/quarantine.commands.ts'
import { OrderPlace, OwedKind } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { order, orders, owed, personOwed, propose, toldOnVoid } from '@phaodai/modules/quarantine/quarantine.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, inTurn, limit, lines, oneOf, partOp, shownDay, shownTime, total } from './flags.ts'
import { orderText, owedLine, proposalText, stateWords } from './order-text.ts'
import { pageText, writeNew } from './printed.ts'
import { areaOf, isId, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

interface OrderFlags extends GlobalFlags {
  disease: string
}

/** An order by its id, or by its person: the one that holds them now, else the latest. @throws Problem not-found */
async function orderOf(s: Session, named: string, sick: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  const subjectId = await personOf(s, named)
  const { rows } = await s.run(orders, { disease: sick, subjectId, state: 'all' })
  const found = rows.find((r) => r.state === 'open') ?? rows[0]
  if (!found) throw new Problem('not-found', { what: `quyết định cách ly của ${named}` })
  return found.orderId
}

interface ListFlags extends OrderFlags {
  owed?: boolean
  late?: boolean
  kind?: string
  state?: string
  area?: string
  person?: string
  limit: number
}

async function listOwed(s: Session, f: ListFlags): Promise<void> {
  if (f.person) {
    const subjectId = await personOf(s, f.person)
    const found = await s.run(personOwed, { subjectId, disease: f.disease })
    return print(f, found, (a) => lines(a.rows, owedLine, 'Không còn việc gì phải làm với người này.'))
  }
  const states = ['today', 'late', 'due', 'upcoming', 'all']
  const state = f.late ? 'late' : (f.state ?? 'today')
  if (!states.includes(state)) throw new UsageError(`Với --owed, --state là một trong: ${states.join(', ')}.`)
  const areaId = f.area ? await areaOf(s, f.area) : undefined
  const asked = { disease: f.disease, areaId, kind: f.kind as never, state: state as never, limit: f.limit }
  print(f, await s.run(owed, asked), (a) =>
    a.notice ? a.notice.vi : lines(a.rows, owedLine, 'Không có việc nào đến hạn.') + total(a.rows.length, a.total),
  )
}

async function listOrders(s: Session, f: ListFlags): Promise<void> {
  const states = ['open', 'released', 'revoked', 'replaced', 'all']
  if (f.state && !states.includes(f.state)) throw new UsageError(`--state là một trong: ${states.join(', ')}.`)
  const asked = {
    disease: f.disease,
    areaId: f.area ? await areaOf(s, f.area) : undefined,
    subjectId: f.person ? await personOf(s, f.person) : undefined,
    state: f.state as never,
    limit: f.limit,
  }
  print(f, await s.run(orders, asked), (a) => {
    const row = (r: (typeof a.rows)[number]) =>
      `${r.number}\t${r.level}\t${r.code}\t${r.name}\ttừ ${shownDay(r.fromOn)}\t${stateWords[r.state]}${r.releasedOn ? ` ${shownDay(r.releasedOn)}` : ''}`
    return lines(a.rows, row, 'Không có quyết định nào.') + total(a.rows.length, a.total)
  })
}

function registerReads(group: Command): void {
  acting(
    limit(
      group
        .command('list')
        .description('quyết định cách ly; với --owed hoặc --late: việc phải làm, quá hạn trước (orders, or what is owed)')
        .option('--owed', 'việc phải làm hôm nay: cách ly, gọi, xét nghiệm, kết thúc')
        .option('--late', 'chỉ việc quá hạn')
        .addOption(oneOf('--kind <kind>', 'chỉ một loại việc', OwedKind.options))
        .option('--state <state>', 'open, released, revoked, replaced, all; với --owed: today, late, due, upcoming, all')
        .option('--area <code>')
        .option('--person <code>')
        .option(...disease),
    ),
  ).action((f: ListFlags) => inSession(f, (s) => (f.owed || f.late || f.kind ? listOwed(s, f) : listOrders(s, f))))
  acting(
    group
      .command('propose')
      .description('dự thảo quyết định cho một người: lịch và căn cứ, chưa ghi gì (preview an order)')
      .argument('<person>')
      .addOption(oneOf('--place <place>', 'mặc định: nơi mà quy định nêu', OrderPlace.options))
      .option('--from <date>', 'ngày bắt đầu; mặc định hôm nay', day)
      .option(...disease),
  ).action((person: string, f: OrderFlags & { place?: string; from?: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, person)
      print(f, await s.run(propose, { subjectId, disease: f.disease, place: f.place as never, fromOn: f.from }), proposalText)
    }),
  )
  acting(
    group
      .command('show')
      .description('một quyết định: lịch theo quy định ngày ban hành và đến nay (one order)')
      .argument('<order>', 'mã quyết định, hoặc mã hồ sơ')
      .option(...disease),
  ).action((named: string, f: OrderFlags) =>
    inSession(f, async (s) => print(f, await s.run(order, { orderId: await orderOf(s, named, f.disease) }), orderText)),
  )
  acting(
    group
      .command('print')
      .description('bản in quyết định: chữ trên màn hình, hoặc tệp HTML khổ A4 với --out (the printed decision)')
      .argument('<order>', 'mã quyết định, hoặc mã hồ sơ')
      .option('--out <file>', 'tệp HTML mới')
      .option(...disease),
  ).action((named: string, f: OrderFlags & { out?: string }) =>
    inSession(f, async (s) => {
      const file = (await s.run(decision, { orderId: await orderOf(s, named, f.disease) })) as FileAnswer
      const html = new TextDecoder().decode(file.bytes)
      if (f.out) writeNew(f.out, html)
      const { fileName, mime } = file
      print(f, { fileName, mime, ...(f.out ? { file: resolve(f.out) } : { text: html }) }, () =>
        f.out ? `Đã ghi bản in vào ${resolve(f.out)}` : pageText(html),
      )
    }),
  )
  acting(
    group
      .command('told')
      .description('người đã được báo một mức mà thao tác này lấy lại: đính chính, hủy mẫu (those already told)')
      .argument('<operation>', 'mã thao tác: opId của lần đính chính'),
  ).action((opId: string, f: GlobalFlags) =>
    inSession(f, async (s) => {
      print(f, await s.run(toldOnVoid, { opId }), (a) => {
        const told = (t: (typeof a.rows)[number]['told'][number]) =>
          `${t.how === 'order' ? `Quyết định ${t.document}` : 'cuộc gọi'} (${t.level}, ${shownTime(t.at)})`
        const row = (r: (typeof a.rows)[number]) =>
          `${r.code}\t${r.name}\t${r.fromLevel} → ${r.toLevel ?? 'không'}\tđã báo: ${r.told.map(told).join('; ')}`
        const elsewhere = a.elsewhere > 0 ? `\nỞ địa bàn khác: ${a.elsewhere} người.` : ''
        return lines(a.rows, row, 'Chưa ai được báo.') + elsewhere
      })
    }),
  )
}

function registerWrites(group: Command): void {
  acting(
    group
      .command('issue')
      .description('ban hành quyết định cách ly cho một hoặc nhiều người (issue orders)')
      .argument('<person...>')
      .addOption(oneOf('--place <place>', 'nơi cách ly', OrderPlace.options).makeOptionMandatory())
      .requiredOption('--signer <name>', 'người ký')
      .option('--place-name <text>')
      .option('--body <id>', 'khu cách ly giữ người này', Number)
      .option('--from <date>', 'ngày bắt đầu; mặc định hôm nay', day)
      .option('--place-reason <text>', 'vì sao ở nơi này, khi quy định không nêu nơi đó')
      .option('--cite <text...>', 'căn cứ thêm')
      .option(...disease),
  ).action(
    (
      named: string[],
      f: OrderFlags & {
        place: string
        signer: string
        placeName?: string
        body?: number
        from?: string
        placeReason?: string
        cite?: string[]
      },
    ) =>
      inSession(f, async (s) => {
        const subjectIds = await inTurn(named, (person) => personOf(s, person))
        const input = {
          subjectIds,
          disease: f.disease,
          place: f.place as never,
          placeName: f.placeName ?? null,
          bodyId: f.body ?? null,
          fromOn: f.from,
          signer: f.signer,
          placeReason: f.placeReason,
          citations: f.cite ?? [],
        }
        print(f, await s.run(issue, input), (a) => {
          const who = (id: string) => named[subjectIds.indexOf(id)]
          return [
            ...a.orders.map((o) => `Đã ban hành Quyết định ${o.number}: ${who(o.subjectId)}`),
            ...a.refused.map((r) => `CHƯA ban hành: ${who(r.subjectId)}: ${r.vi}`),
          ].join('\n')
        })
      }),
  )
  acting(
    group
      .command('release')
      .description('quyết định kết thúc cách ly; chỉ khi đủ điều kiện (release, only when the rules allow)')
      .argument('<order...>', 'mã quyết định, hoặc mã hồ sơ')
      .requiredOption('--signer <name>', 'người ký')
      .option('--well', 'bác sĩ xác nhận lâm sàng ổn định')
      .option('--last-fever <date>', 'ngày sốt cuối cùng', day)
      .option('--last-symptom <date>', 'ngày có triệu chứng cuối cùng', day)
      .option('--symptomatic', 'đang có triệu chứng')
      .option(...disease),
  ).action(
    (
      named: string[],
      f: OrderFlags & { signer: string; well?: boolean; lastFever?: string; lastSymptom?: string; symptomatic?: boolean },
    ) =>
      inSession(f, async (s) => {
        const ids = await inTurn(named, (name) => orderOf(s, name, f.disease))
        const made = await inTurn(ids, (orderId) => {
          const input = {
            orderId,
            signer: f.signer,
            ...(f.well && { clinicallyWell: true }),
            ...(f.symptomatic && { symptomatic: true }),
            ...(f.lastFever && { lastFeverOn: f.lastFever }),
            ...(f.lastSymptom && { lastSymptomOn: f.lastSymptom }),
          }
          return s.run(release, input, partOp(f, orderId, ids.length))
        })
        print(f, made.length === 1 ? made[0]! : { releases: made }, () =>
          made
            .map((m, i) => {
              const watch = m.watchUntilOn ? `; theo dõi tại nhà đến ${shownDay(m.watchUntilOn)}` : ''
              return `Đã kết thúc cách ly: ${named[i]}, Quyết định ${m.number}${watch}`
            })
            .join('\n'),
        )
      }),
  )
  const withReason = (name: string, description: string) =>
    acting(
      group
        .command(name)
        .description(description)
        .argument('<order>', 'mã quyết định, hoặc mã hồ sơ')
        .requiredOption('--reason <text>')
        .option(...disease),
    )
  withReason('revoke', 'hủy bỏ quyết định sai hoặc đã mất căn cứ (revoke an order)').action(
    (named: string, f: OrderFlags & { reason: string }) =>
      inSession(f, async (s) => {
        const orderId = await orderOf(s, named, f.disease)
        print(
          f,
          await s.run(revoke, { orderId, reason: f.reason }),
          () => `Đã hủy bỏ quyết định của ${named}; bản cũ vẫn được lưu.`,
        )
      }),
  )
  withReason('void-release', 'hủy quyết định kết thúc ban hành nhầm; quyết định cách ly lại có hiệu lực (void a release)').action(
    (named: string, f: OrderFlags & { reason: string }) =>
      inSession(f, async (s) => {
        const orderId = await orderOf(s, named, f.disease)
        print(
          f,
          await s.run(voidRelease, { orderId, reason: f.reason }),
          () => `Đã hủy quyết định kết thúc; ${named} tiếp tục cách ly.`,
        )
      }),
  )
}

/** order: what is owed, the decisions, their release and end. */
export function registerOrders(program: Command): void {
  const orderGroup = group(program, 'order', 'quyết định cách ly và việc phải làm (isolation orders and what is owed)')
  registerReads(orderGroup)
  registerWrites(orderGroup)
}
