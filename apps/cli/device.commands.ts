import { list, refused } from '@phaodai/modules/devices/devices.reads.ts'
import { revoke } from '@phaodai/modules/devices/enrol.commands.ts'
import { settle } from '@phaodai/modules/devices/settle.commands.ts'
import type { Command } from 'commander'
import { acting, group, limit, lines, oneOf, shownTime, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

/** device: list, revoke, refused, settle. */
export function registerDevices(program: Command): void {
  const device = group(program, 'device', 'điện thoại của các tổ (phones of the teams)')
  acting(
    limit(
      device
        .command('list')
        .description('điện thoại: của ai, gửi lần cuối, còn giữ bao nhiêu việc chưa gửi (phones)')
        .option('--area <code>')
        .option('--find <text>', 'tên đăng nhập, tên người hoặc tên máy')
        .addOption(oneOf('--state <state>', 'đang dùng, đã thu hồi, tất cả', ['live', 'revoked', 'all'])),
    ),
  ).action((f: GlobalFlags & { area?: string; find?: string; state?: 'live' | 'revoked' | 'all'; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(list, { areaId, text: f.find, state: f.state ?? 'live', limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          [
            ...[r.deviceId, r.username, r.name, r.areaName, r.label ?? '', shownTime(r.lastContactAt)],
            r.revokedAt ? `THU HỒI ${shownTime(r.revokedAt)}` : r.unsent > 0 ? `còn ${r.unsent} việc chưa gửi` : '',
          ].join('\t')
        return lines(a.rows, row, 'Chưa có điện thoại nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    device
      .command('revoke')
      .description('thu hồi máy bị mất: tên người trên máy không mở được nữa (revoke a lost phone)')
      .argument('<device>', 'mã máy, xem device list')
      .requiredOption('--reason <text>')
      .option('--one', 'chỉ người này, không phải mọi người dùng chung máy'),
  ).action((deviceId: string, f: GlobalFlags & { reason: string; one?: boolean }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(revoke, { deviceId, reason: f.reason, handset: !f.one }),
        (a) => `Đã thu hồi ${a.revoked} máy${a.unsent > 0 ? `; lần liên lạc cuối máy còn ${a.unsent} việc chưa gửi` : ''}.`,
      ),
    ),
  )
  acting(
    limit(
      device
        .command('refused')
        .description('việc ghi trên điện thoại chưa nhận, chờ người xử lý (refused operations)')
        .option('--area <code>'),
    ),
  ).action((f: GlobalFlags & { area?: string; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(refused, { areaId, limit: Math.min(f.limit, 500) }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.refusedId}\t${shownTime(r.receivedAt)}\t${r.byName}\t${r.title.vi}\t${r.words.vi}`
        const checks = a.checks > 0 ? `\nLượt hỏi chưa nhận: ${a.checks} (phaodai round refused)` : ''
        return lines(a.rows, row, 'Không có việc nào chờ xử lý.') + total(a.rows.length, a.total) + checks
      })
    }),
  )
  acting(
    device
      .command('settle')
      .description('xử lý một việc chưa nhận: nhận vào hoặc bỏ (settle a refused operation)')
      .argument('<refused>', 'mã, xem device refused')
      .addOption(oneOf('--how <how>', 'nhận vào hay bỏ', ['apply', 'discard']).makeOptionMandatory())
      .requiredOption('--reason <text>')
      .option(
        '--set <json>',
        'những mục sửa lại cho đúng, dạng JSON',
        (text: string) => JSON.parse(text) as Record<string, unknown>,
      )
      .option('--day-as-said', 'đã hỏi lại: đúng là ngày đó, dù đã lâu (that day it is, though far back)'),
  ).action(
    (
      refusedId: string,
      f: GlobalFlags & { how: 'apply' | 'discard'; reason: string; set?: Record<string, unknown>; dayAsSaid?: boolean },
    ) =>
      inSession(f, async (s) =>
        print(
          f,
          await s.run(settle, { refusedId, how: f.how, reason: f.reason, changes: f.set, dayAsSaid: f.dayAsSaid ?? false }),
          (a) => `Đã xử lý; ${a.followed} việc chờ theo đã vào, ${a.stillRefused} việc còn chờ.`,
        ),
      ),
  )
}
