import { acknowledge, forward, remind, withdrawForward } from '@phaodai/modules/directives/forward.commands.ts'
import { forwards, incoming } from '@phaodai/modules/directives/forward.reads.ts'
import { RECEIPT_HOURS } from '@phaodai/modules/directives/forward.rules.ts'
import type { Command } from 'commander'
import { targetOf } from './directive-work.commands.ts'
import { acting, group, lines, number, shownTime } from './flags.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

type Row = Awaited<ReturnType<typeof forwards.handle>>['rows'][number]
const state = (r: Row) =>
  r.withdrawnAt
    ? `đã thu hồi: ${r.withdrawnReason}`
    : r.receivedAt
      ? `đã nhận${r.receivedBy ? ` (${r.receivedBy})` : ''}`
      : `CHƯA NHẬN ${r.waitingHours} giờ${r.late ? ', QUÁ GIỜ' : ''}${r.reminders > 0 ? `, nhắc ${r.reminders} lần` : ''}`

/** Adds `directive forward, receipts, incoming, received, take-back, remind`. */
export function registerForwards(program: Command): void {
  const at = group(program, 'directive', 'văn bản chỉ đạo (directives)')
  acting(
    at
      .command('forward')
      .argument('<id>')
      .description('chuyển văn bản xuống đơn vị dưới, chờ xác nhận đã nhận (send a document on)')
      .option('--each', 'mọi đơn vị cấp dưới trực tiếp')
      .option('--to <who...>', 'đơn vị, cơ quan')
      .option('--words <text>', 'lời chuyển')
      .option('--within <hours>', 'xác nhận trong bao nhiêu giờ', number, RECEIPT_HOURS),
  ).action((directiveId: string, f: GlobalFlags & { each?: boolean; to?: string[]; words?: string; within: number }) =>
    inSession(f, async (s) => {
      const to = []
      for (const who of f.to ?? []) {
        const t = await targetOf(s, who)
        if (t.kind !== 'each') to.push(t.kind === 'body' ? { bodyId: t.bodyId } : { areaId: t.areaId })
      }
      const made = await s.run(forward, { directiveId, each: f.each ?? false, to, words: f.words, withinHours: f.within })
      print(f, made, (a) => `Đã chuyển đến ${a.sent} nơi${a.there > 0 ? `; ${a.there} nơi đã được chuyển từ trước` : ''}`)
    }),
  )
  acting(at.command('receipts').argument('<id>').description('nơi nào đã nhận, nơi nào chưa, bao nhiêu giờ (who has it)')).action(
    (directiveId: string, f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(forwards, { directiveId }), (a) =>
          [
            `${a.received}/${a.total} nơi đã nhận${a.late > 0 ? `, ${a.late} nơi quá giờ` : ''}`,
            ...a.rows.map((r) => `${r.name}\t${state(r)}`),
          ].join('\n'),
        ),
      ),
  )
  acting(at.command('incoming').description('văn bản chuyển đến đơn vị tôi, chờ xác nhận (sent to my unit)')).action(
    (f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(incoming, {}), (a) =>
          lines(
            a.rows,
            (r) => `${r.forwardId}\t${r.label}\t${r.fromName}\t${shownTime(r.forwardedAt)}\t${state(r)}`,
            'Không có văn bản nào chờ xác nhận.',
          ),
        ),
      ),
  )
  acting(
    at
      .command('received')
      .argument('<forward...>', 'mã lần chuyển')
      .description('xác nhận đã nhận văn bản (say that it was received)')
      .option('--words <text>', 'ghi thêm'),
  ).action((ids: string[], f: GlobalFlags & { words?: string }) =>
    inSession(f, async (s) => {
      const made = []
      for (const forwardId of ids) made.push(await s.run(acknowledge, { forwardId, words: f.words }))
      print(f, { received: made.length }, (a) => `Đã xác nhận ${a.received} văn bản.`)
    }),
  )
  acting(
    at
      .command('take-back')
      .argument('<id>')
      .description('thu hồi văn bản đã chuyển (take back a document sent on)')
      .option('--forward <id...>', 'chỉ những lần chuyển này; không ghi là mọi nơi')
      .requiredOption('--reason <text>', 'lý do'),
  ).action((directiveId: string, f: GlobalFlags & { forward?: string[]; reason: string }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(withdrawForward, { directiveId, forwardIds: f.forward, reason: f.reason }),
        (a) => `Đã thu hồi từ ${a.withdrawn} nơi${a.onward > 0 ? `, ${a.onward} nơi trong đó do đơn vị dưới chuyển tiếp` : ''}.`,
      ),
    ),
  )
  acting(at.command('remind').argument('<id>').description('nhắc nơi chưa nhận; in lời nhắc cho nhóm chat (remind)')).action(
    (directiveId: string, f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(remind, { directiveId }), (a) =>
          [
            `Đã nhắc ${a.reminded} nơi${a.recent > 0 ? `; ${a.recent} nơi vừa được nhắc trong giờ qua` : ''}.`,
            ...(a.text ? [a.text] : []),
          ].join('\n'),
        ),
      ),
  )
}
