import { throughDoor } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { declare, own } from '@phaodai/modules/declarations/declarations.doors.ts'
import { declarations, lookAt } from '@phaodai/modules/declarations/declarations.reads.ts'
import { issueLink, registerSentinel } from '@phaodai/modules/sentinels/sentinels.commands.ts'
import { nil, report } from '@phaodai/modules/sentinels/sentinels.doors.ts'
import { inpatients, sentinels } from '@phaodai/modules/sentinels/sentinels.reads.ts'
import { startSweep, tickSweep } from '@phaodai/modules/sweep/sweep.commands.ts'
import { coverage, sweeps } from '@phaodai/modules/sweep/sweep.reads.ts'
import type { Command } from 'commander'
import { acting, day, group, limit, lines, number, oneOf, shownDay, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const kinds = { pharmacy: 'nhà thuốc', clinic: 'phòng khám', hospital: 'bệnh viện' }
const states = { reported: 'đã báo', due: 'chờ', late: 'CHƯA BÁO', 'no-link': 'chưa cấp đường dẫn' }
const colours = { green: 'XANH', yellow: 'VÀNG', red: 'ĐỎ' }
type Kind = 'fever' | 'cough' | 'breathlessness' | 'other'
const symptoms = ['fever', 'cough', 'breathlessness', 'other']
/** Of the command line: a door asks which device comes. */
const device = 'command-line-of-this-machine'

function registerSentinels(program: Command): void {
  const sentinel = group(program, 'sentinel', 'điểm báo: nhà thuốc, phòng khám, bệnh viện (sentinels)')
  acting(
    sentinel
      .command('add')
      .description('đăng ký điểm báo và cấp đường dẫn (register a sentinel, issue its link)')
      .requiredOption('--commune <code>')
      .addOption(oneOf('--kind <kind>', 'loại', Object.keys(kinds)).makeOptionMandatory())
      .requiredOption('--name <text>')
      .option('--address <text>'),
  ).action((f: GlobalFlags & { commune: string; kind: keyof typeof kinds; name: string; address?: string }) =>
    inSession(f, async (s) => {
      const communeId = await areaOf(s, f.commune, 'commune')
      const { sentinelId } = await s.run(registerSentinel, { communeId, kind: f.kind, name: f.name, address: f.address })
      const { key } = await s.run(issueLink, { sentinelId })
      print(f, { sentinelId, key }, () => `Đã đăng ký ${kinds[f.kind]} ${f.name}\nĐường dẫn, chỉ hiện một lần: /td#${key}`)
    }),
  )
  acting(
    limit(
      sentinel
        .command('list')
        .description('ai đã báo trong ngày, ai chưa (who reported, who has not)')
        .option('--area <code>')
        .option('--day <date>', 'mặc định hôm nay', day)
        .option('--late', 'chỉ những điểm chưa báo')
        .option('--beds', 'người bệnh nội trú chưa có mẫu'),
    ),
  ).action((f: GlobalFlags & { area?: string; day?: string; late?: boolean; beds?: boolean; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      if (f.beds)
        return print(f, await s.run(inpatients, { areaId, limit: f.limit }), (a) =>
          lines(
            a.rows,
            (r) =>
              `${r.recordNo}\t${r.who}\t${r.sentinelName}\tnằm ${r.days} ngày\t${r.state === 'unknown' ? 'CHƯA RÕ LÀ AI' : 'CHƯA CÓ MẪU'}`,
            'Không còn người bệnh nội trú nào chưa có mẫu.',
          ),
        )
      const state = f.late ? ('late' as const) : ('all' as const)
      print(f, await s.run(sentinels, { areaId, day: f.day, state, limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${kinds[r.kind]}\t${r.name}\t${r.areaName}\t${r.reports} người\t${states[r.state]}`
        return lines(a.rows, row, 'Không có điểm báo nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    sentinel
      .command('report')
      .description('báo như điểm báo, bằng khóa của đường dẫn (report as the sentinel does, by its key)')
      .requiredOption('--key <key>', 'phần sau dấu # của đường dẫn')
      .option('--nobody', 'hôm nay không có ai')
      .option('--who <name>')
      .option('--age <n>', 'tuổi', number)
      .option('--commune <code>', 'xã nơi người đó ở; không có: ngoài tỉnh')
      .option('--symptom <kind...>', symptoms.join(', '))
      .option('--bought <text>'),
  ).action(
    (
      f: GlobalFlags & {
        key: string
        nobody?: boolean
        who?: string
        age?: number
        commune?: string
        symptom?: Kind[]
        bought?: string
      },
    ) =>
      inSession(f, async (s) => {
        const call = { key: f.key, device, opId: f.op }
        const communeId = f.commune ? await areaOf(s, f.commune, 'commune') : null
        const said = { who: f.who, ageYears: f.age, communeId, kinds: f.symptom, bought: f.bought }
        const done = f.nobody
          ? await throughDoor(s.app, nil, { tallyId: newId() }, call)
          : await throughDoor(s.app, report, { reportId: newId(), signalId: newId(), ...said }, call)
        print(f, done, (a) => `Đã nhận. Hôm nay điểm này đã báo ${a.today.reports} người.`)
      }),
  )
}

function registerSweep(program: Command): void {
  const sweep = group(program, 'sweep', 'đi từng ngõ, gõ từng nhà, rà từng người (sweeps)')
  acting(
    sweep
      .command('start')
      .description('mở đợt rà soát (start a sweep)')
      .requiredOption('--area <code>')
      .requiredOption('--name <text>')
      .requiredOption('--from <date>', 'ngày bắt đầu', day)
      .option('--document <text>'),
  ).action((f: GlobalFlags & { area: string; name: string; from: string; document?: string }) =>
    inSession(f, async (s) => {
      const areaId = await areaOf(s, f.area)
      const made = await s.run(startSweep, { areaId, name: f.name, startsOn: f.from, document: f.document })
      print(f, made, () => `Đã mở đợt rà soát ${made.sweepId}`)
    }),
  )
  acting(
    sweep
      .command('tick')
      .description('ghi kết quả ở các hộ (tick households)')
      .argument('<sweep>')
      .requiredOption('--commune <code>')
      .requiredOption('--household <id...>')
      .addOption(oneOf('--outcome <outcome>', 'kết quả', ['done', 'absent', 'refused', 'empty']).default('done')),
  ).action((sweepId: string, f: GlobalFlags & { commune: string; household: string[]; outcome: 'done' }) =>
    inSession(f, async (s) => {
      const communeId = await areaOf(s, f.commune, 'commune')
      const capturedAt = `${s.today}T00:00:00+07:00`
      const ticks = f.household.map((householdId) => ({ tickId: newId(), householdId, outcome: f.outcome, capturedAt }))
      print(f, await s.run(tickSweep, { sweepId, communeId, ticks }), (a) => {
        const count = (what: string) => a.outcomes.filter((o) => o.outcome === what).length
        return `Đã ghi ${count('applied')} hộ, chưa nhận ${count('refused')}`
      })
    }),
  )
  acting(
    sweep
      .command('coverage')
      .description('độ phủ theo xã, thôn, tổ (coverage)')
      .argument('[sweep]')
      .option('--area <code>')
      .addOption(oneOf('--by <by>', 'theo', ['commune', 'hamlet', 'team']).default('hamlet')),
  ).action((named: string | undefined, f: GlobalFlags & { area?: string; by: 'hamlet' }) =>
    inSession(f, async (s) => {
      const sweepId = named ?? (await s.run(sweeps, {})).rows[0]?.sweepId
      if (!sweepId) return print(f, { rows: [] }, () => 'Chưa có đợt rà soát nào.')
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(coverage, { sweepId, areaId, by: f.by }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.areaName}\t${r.name ?? '-'}\t${r.done}/${r.households} hộ xong\tvắng ${r.absent}, từ chối ${r.refused}, CÒN ${r.missing}\tngười về ${r.returnees}`
        return `${a.sweep.name}: ${a.total.done}/${a.total.households} hộ\n${lines(a.rows, row, 'Không có hộ nào.')}`
      })
    }),
  )
}

function registerDeclarations(program: Command): void {
  const declareGroup = group(program, 'declare', 'khai báo y tế (health declarations)')
  acting(
    declareGroup
      .command('send')
      .description('khai như người dân, bằng khóa của mình (declare as a citizen, by a key)')
      .requiredOption('--key <key>', '40 ký tự trở lên, tự đặt')
      .requiredOption('--name <text>')
      .option('--birth <year>', 'năm sinh', number)
      .option('--commune <code>', 'nơi ở; không có: ngoài tỉnh')
      .option('--from <place>')
      .option('--arrived <date>', 'ngày đến', day)
      .option('--symptom <kind...>', symptoms.join(', '))
      .option('--contact', 'có tiếp xúc ca bệnh'),
  ).action(
    (
      f: GlobalFlags & {
        key: string
        name: string
        birth?: number
        commune?: string
        from?: string
        arrived?: string
        symptom?: Kind[]
        contact?: boolean
      },
    ) =>
      inSession(f, async (s) => {
        const communeId = f.commune ? await areaOf(s, f.commune, 'commune') : null
        const ids = { declarationId: newId(), signalId: newId() }
        const said = { fullName: f.name, birthYear: f.birth, communeId, fromPlace: f.from, arrivedOn: f.arrived }
        const input = { ...ids, ...said, kinds: f.symptom ?? [], contactCase: Boolean(f.contact) }
        const pass = await throughDoor(s.app, declare, input, { key: f.key, opId: f.op })
        print(f, pass, (p) => `${colours[p.colour]}${p.lateHours === null ? '' : `, MUỘN ${p.lateHours} giờ`}`)
      }),
  )
  acting(
    declareGroup.command('own').description('tờ khai của khóa này (the declarations of a key)').requiredOption('--key <key>'),
  ).action((f: GlobalFlags & { key: string }) =>
    inSession(f, async (s) => {
      print(f, await throughDoor(s.app, own, {}, { key: f.key }), (a) =>
        lines(
          a.history,
          (h) => `${shownDay(h.onDay)}\t${colours[h.colour]}${h.markedFalse ? '\tSAI' : ''}`,
          'Chưa khai lần nào.',
        ),
      )
    }),
  )
  acting(
    declareGroup
      .command('look')
      .description('đọc mã như ở chốt (read a code as a gate does)')
      .argument('<code>', 'nội dung QR hoặc mã 8 ký tự'),
  ).action((shown: string, f: GlobalFlags) =>
    inSession(f, async (s) => {
      print(
        f,
        await s.run(lookAt, { shown }),
        (d) => `${d.name}\t${d.birthYear ?? ''}\t${colours[d.colour]}${d.expired ? '\tHẾT HẠN' : ''}`,
      )
    }),
  )
  acting(
    limit(
      declareGroup
        .command('list')
        .description('tờ khai của địa bàn (declarations of an area)')
        .option('--area <code>')
        .addOption(
          oneOf('--state <state>', 'chọn', ['all', 'symptomatic', 'late', 'false', 'unlinked', 'duplicates']).default('all'),
        ),
    ),
  ).action((f: GlobalFlags & { area?: string; state: 'all'; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(declarations, { areaId, state: f.state, limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${shownDay(r.onDay)}\t${r.name}\t${r.areaName}\t${colours[r.colour]}${r.lateHours === null ? '' : '\tMUỘN'}${r.marks.length > 0 ? '\tSAI' : ''}`
        return lines(a.rows, row, 'Không có tờ khai nào.') + total(a.rows.length, a.total)
      })
    }),
  )
}

/** sentinel, sweep, declare: what comes from a counter, a door, a citizen. */
export function registerDoors(program: Command): void {
  registerSentinels(program)
  registerSweep(program)
  registerDeclarations(program)
}
