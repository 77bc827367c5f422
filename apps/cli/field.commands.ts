import { UsageError } from '@phaodai/kernel/usage.ts'
import type { RefusalReason } from '@phaodai/modules/checks/checks.contract.ts'
import { refusalText } from '@phaodai/modules/checks/checks.problems.ts'
import { refusedChecks, round } from '@phaodai/modules/checks/checks.reads.ts'
import { remind } from '@phaodai/modules/checks/rollup.commands.ts'
import { slotReport, slots } from '@phaodai/modules/checks/rollup.reads.ts'
import { pushRound, settleRefused } from '@phaodai/modules/checks/round.commands.ts'
import { SignalState } from '@phaodai/modules/checks/signals.contract.ts'
import { clusters, signals } from '@phaodai/modules/checks/signals.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, inTurn, limit, lines, oneOf, partOp, shownTime, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { checksIn } from './round-file.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'
import { teamOf } from './team.commands.ts'

type Slot = 'morning' | 'evening'
const slotFlag = () => oneOf('--slot <slot>', 'buổi: sáng hoặc chiều', ['morning', 'evening'])
const answerWords = { well: 'khỏe', symptom: 'CÓ DẤU HIỆU', absent: 'vắng', refused: 'từ chối', moved: 'chuyển đi' }
const shownAnswer = (answer: keyof typeof answerWords | null) => (answer ? answerWords[answer] : '-')

/** Why it was not taken; which fields are wrong stands in the list of refused ones. */
const reasonText = (reason: RefusalReason) => refusalText(reason, {}).vi.replace(/: …$/, '')

/** The server takes a hundred at a time. */
const MOST = 100

function registerRounds(program: Command): void {
  const rounds = group(program, 'round', 'lượt hỏi của tổ (rounds)')
  acting(
    rounds
      .command('push')
      .description('gửi lượt hỏi: tệp .json, hoặc bảng có cột Thứ tự, Trả lời (send a round)')
      .argument('<file>')
      .option('--commune <code>', 'xã, khi tài khoản không thuộc một xã')
      .option('--team <code>', 'tổ, với bảng')
      .option('--day <date>', 'ngày, với bảng; mặc định hôm nay', day)
      .addOption(slotFlag()),
  ).action((file: string, f: GlobalFlags & { commune?: string; team?: string; day?: string; slot?: Slot }) =>
    inSession(f, async (s) => {
      const team = f.team ? await teamOf(s, f.team) : null
      const on = f.day ?? s.today
      const doors = team ? (await s.run(round, { teamId: team.teamId, day: on })).households : []
      const checks = await checksIn(file, team && f.slot ? { day: on, slot: f.slot, doors } : null)
      if (checks.length === 0) throw new UsageError(`${file}: không có lượt hỏi nào (no checks).`)
      const communeId = team?.communeId ?? (f.commune ? await areaOf(s, f.commune, 'commune') : undefined)
      const parts = Array.from({ length: Math.ceil(checks.length / MOST) }, (_, i) => checks.slice(i * MOST, (i + 1) * MOST))
      const sent = await inTurn(parts, (part, i) =>
        s.run(pushRound, { communeId, checks: part }, partOp(f, String(i), parts.length)),
      )
      const outcomes = sent.flatMap((a) => a.outcomes)
      const count = (what: string) => outcomes.filter((o) => o.outcome === what).length
      const made = sent.reduce((n, a) => n + a.signals, 0)
      print(f, { outcomes, signals: made }, () =>
        [
          `Đã nhận ${count('applied')}, ghép ${count('merged')}, khác nhau ${count('conflict')}, đã có ${count('duplicate')}, chưa nhận ${count('refused')}; ${made} dấu hiệu`,
          ...outcomes.flatMap((o) => (o.outcome === 'refused' ? [`  ${o.refusedId}\t${reasonText(o.reason!)}`] : [])),
          ...outcomes.flatMap((o) => (o.words ? [`  ${o.checkId}\t${o.words.vi}`] : [])),
        ].join('\n'),
      )
    }),
  )
  acting(
    rounds
      .command('list')
      .description('các hộ của tổ theo thứ tự đi và kết quả trong ngày (the doors of a day)')
      .argument('<team>')
      .option('--day <date>', 'mặc định hôm nay', day),
  ).action((code: string, f: GlobalFlags & { day?: string }) =>
    inSession(f, async (s) => {
      const { teamId } = await teamOf(s, code)
      print(f, await s.run(round, { teamId, day: f.day }), (a) =>
        lines(
          a.households,
          (h) =>
            `${h.order ?? '-'}\t${h.address}\tsáng ${shownAnswer(h.morning.answer)}\tchiều ${shownAnswer(h.evening.answer)}\tcả ngày ${shownAnswer(h.worst)}`,
          'Tổ chưa có hộ nào.',
        ),
      )
    }),
  )
  acting(
    limit(rounds.command('refused').description('lượt hỏi chưa nhận, chờ xử lý (refused checks)').option('--area <code>')),
  ).action((f: GlobalFlags & { area?: string; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(refusedChecks, { areaId, limit: Math.min(f.limit, 500) }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.refusedId}\t${r.teamCode ?? ''}\t${shownTime(r.receivedAt)}\t${r.words.vi}`
        return lines(a.rows, row, 'Không có lượt hỏi nào chờ xử lý.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    rounds
      .command('settle')
      .description('xử lý lượt hỏi chưa nhận (settle a refused check)')
      .argument('<id>')
      .addOption(oneOf('--how <how>', 'nhận vào hoặc bỏ', ['apply', 'discard']).makeOptionMandatory())
      .requiredOption('--reason <text>')
      .option('--changes <json>', 'mục đã sửa, ví dụ {"onDay":"2021-02-22"}'),
  ).action((refusedId: string, f: GlobalFlags & { how: 'apply' | 'discard'; reason: string; changes?: string }) =>
    inSession(f, async (s) => {
      let changes: never | undefined
      try {
        changes = f.changes === undefined ? undefined : (JSON.parse(f.changes) as never)
      } catch {
        throw new UsageError('--changes không phải JSON (not JSON).')
      }
      print(f, await s.run(settleRefused, { refusedId, how: f.how, reason: f.reason, changes }), () =>
        f.how === 'apply' ? 'Đã nhận lượt hỏi.' : 'Đã bỏ lượt hỏi; nội dung vẫn được lưu.',
      )
    }),
  )
}

const stateWords = {
  'to-identify': 'CHƯA RÕ LÀ AI',
  'to-order': 'CHƯA CHỈ ĐỊNH LẤY MẪU',
  ordered: 'đã chỉ định',
  sampled: 'đã lấy mẫu',
  answered: 'có kết quả',
  closed: 'đã kết luận',
}
const kindWords: Record<string, string> = { fever: 'sốt', cough: 'ho', breathlessness: 'khó thở', other: 'khác' }
const resultWords: Record<string, string> = { positive: 'DƯƠNG TÍNH', negative: 'âm tính', inconclusive: 'chưa rõ' }

function registerSignals(program: Command): void {
  acting(
    limit(
      program
        .command('signals')
        .description('ho, sốt, khó thở và việc đã làm; chùm dấu hiệu (signals and what came of them)')
        .addOption(oneOf('--state <state>', 'mặc định: chưa xong', ['open', ...SignalState.options, 'all']))
        .option('--area <code>')
        .option('--team <code>')
        .option('--clusters', 'các chùm dấu hiệu trong một hộ, một thôn')
        .option(...disease),
    ),
  ).action(
    (f: GlobalFlags & { state?: string; area?: string; team?: string; clusters?: boolean; disease: string; limit: number }) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        if (f.clusters) {
          print(f, await s.run(clusters, { areaId, disease: f.disease }), (a) =>
            lines(
              a.rows,
              (c) => `${c.areaName}\t${c.words.vi}`,
              a.rule ? 'Không có chùm dấu hiệu nào.' : 'Không có quy định đang hiệu lực.',
            ),
          )
          return
        }
        const teamId = f.team ? (await teamOf(s, f.team)).teamId : undefined
        const input = { areaId, teamId, disease: f.disease, state: f.state as never, limit: f.limit }
        print(f, await s.run(signals, input), (a) => {
          const row = (r: (typeof a.rows)[number]) =>
            `${r.code ?? '-'}\t${r.name ?? '-'}\t${r.areaName}\t${r.kinds.map((k) => kindWords[k]).join(', ')}\t${stateWords[r.state]}` +
            `${r.result ? `: ${resultWords[r.result] ?? r.result}` : ''}${r.dueAt ? `\thạn ${shownTime(r.dueAt)}${r.late ? ' QUÁ HẠN' : ''}` : ''}`
          return lines(a.rows, row, 'Không có dấu hiệu nào.') + total(a.rows.length, a.total)
        })
      }),
  )
}

const slotStates = { 'not-begun': 'chưa đến buổi', open: 'đang hỏi', complete: 'đủ', missed: 'CÒN THIẾU', unknown: '' }

function registerSlots(program: Command): void {
  acting(
    program
      .command('slots')
      .description('tổ đã báo cáo, hộ đã hỏi trong một buổi (teams reported, households asked)')
      .option('--date <date>', 'mặc định hôm nay', day)
      .addOption(slotFlag())
      .option('--area <code>')
      .option('--by-team', 'từng tổ')
      .option('--report', 'bản báo cáo nhanh để gửi đi')
      .option(...disease),
  ).action(
    (f: GlobalFlags & { date?: string; slot?: Slot; area?: string; byTeam?: boolean; report?: boolean; disease: string }) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        const when = { disease: f.disease, areaId, day: f.date, slot: f.slot }
        if (f.report) return print(f, await s.run(slotReport, when), (a) => a.text)
        print(f, await s.run(slots, { ...when, by: f.byTeam ? 'team' : 'next' }), (a) => {
          const { total: t } = a
          const head = `${a.area.name}, ${a.slot === 'morning' ? 'sáng' : 'chiều'}: ${t.teamsReported}/${t.teamsDue} tổ đã báo cáo, ${t.asked}/${t.due} hộ, ${t.symptomatic} hộ có dấu hiệu, chờ lấy mẫu ${t.waiting}`
          const rows = a.rows.map((r) => `${r.code}\t${r.name}\t${r.asked}/${r.due} hộ\t${slotStates[r.state]}`)
          return [head, ...rows].join('\n')
        })
      }),
  )
  acting(
    program
      .command('remind')
      .description('nhắc tổ chưa báo cáo; in văn bản để gửi nhóm (remind late teams)')
      .argument('<team...>', 'mã tổ')
      .option('--date <date>', 'mặc định hôm nay', day)
      .addOption(slotFlag()),
  ).action((codes: string[], f: GlobalFlags & { date?: string; slot?: Slot }) =>
    inSession(f, async (s) => {
      const found = await inTurn(codes, (code) => teamOf(s, code))
      const teamIds = found.map((t) => t.teamId)
      print(f, await s.run(remind, { teamIds, day: f.date, slot: f.slot }), (a) => a.text || 'Các tổ này đã hỏi đủ.')
    }),
  )
}

/** round, signals, slots, remind: the team's walk and what is seen of it. */
export function registerField(program: Command): void {
  registerRounds(program)
  registerSignals(program)
  registerSlots(program)
}
