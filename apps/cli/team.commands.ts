import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { findByCode } from '@phaodai/modules/areas/areas.store.ts'
import { assign } from '@phaodai/modules/checks/assign.commands.ts'
import { addMember, endTeam, makeTeam } from '@phaodai/modules/checks/teams.commands.ts'
import { gaps, team as showTeam, teamHouseholds, teams } from '@phaodai/modules/checks/teams.reads.ts'
import { accounts } from '@phaodai/modules/identity/accounts.commands.ts'
import type { Command } from 'commander'
import { acting, day, group, limit, lines, shownDay, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'
import { importSheet, writeCodeSheets } from './team-sheet.ts'

/** A team named by its code, 10783-T03. @throws Problem not-found */
export async function teamOf(s: Session, code: string): Promise<{ teamId: string; communeId: number; name: string }> {
  const found = /^(\d{5})-T\d+$/i.exec(code)
  const commune = found && (await findByCode(dbOf(s.app.pool), found[1]!, s.today))
  const rows = commune ? (await s.run(teams, { areaId: commune.areaId, state: 'all', limit: 2000 })).rows : []
  const team = rows.find((t) => t.code.toUpperCase() === code.toUpperCase())
  if (!team) throw new Problem('not-found', { what: `tổ ${code}` })
  return team
}

const sizes = { ok: '', under: 'THIẾU HỘ', over: 'QUÁ HỘ', unknown: '' }
type Size = keyof typeof sizes
const sizeText = (size: Size) => (sizes[size] ? `\t${sizes[size]}` : '')

/** The team post of an account in a commune. @throws UsageError */
async function postOf(s: Session, username: string, communeId: number): Promise<string> {
  const found = (await s.run(accounts, { text: username, limit: 200 })) as unknown as {
    accounts: { username: string; posts: { postId: string; role: string; areaId: number; untilOn: string | null }[] }[]
  }
  const account = found.accounts.find((a) => a.username === username.toLowerCase())
  const post = account?.posts.find((p) => p.role === 'team' && p.areaId === communeId)
  if (!post) throw new UsageError(`Tài khoản ${username} không giữ vai trò tổ Covid cộng đồng ở xã của tổ.`)
  return post.postId
}

/** team: make, list, show, member, assign, import, gaps, end. */
export function registerTeams(program: Command): void {
  const team = group(program, 'team', 'tổ Covid cộng đồng (community teams)')
  acting(
    team
      .command('make')
      .description('lập tổ (make a team)')
      .requiredOption('--commune <code>')
      .requiredOption('--name <text>')
      .option('--hamlet <id>', 'mã số thôn', Number)
      .option('--from <date>', 'ngày thành lập; mặc định hôm nay', day),
  ).action((f: GlobalFlags & { commune: string; name: string; hamlet?: number; from?: string }) =>
    inSession(f, async (s) => {
      const communeId = await areaOf(s, f.commune, 'commune')
      print(
        f,
        await s.run(makeTeam, { communeId, name: f.name, hamletId: f.hamlet, fromOn: f.from }),
        (m) => `Đã lập ${f.name}: ${m.code}`,
      )
    }),
  )
  acting(limit(team.command('list').description('danh sách tổ (teams)').option('--area <code>'))).action(
    (f: GlobalFlags & { area?: string; limit: number }) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        print(f, await s.run(teams, { areaId, limit: f.limit }), (a) => {
          const row = (r: (typeof a.rows)[number]) =>
            `${r.code}\t${r.name}\t${r.hamletName ?? r.areaName}\t${r.households} hộ\t${r.members} người${sizeText(r.size)}`
          return lines(a.rows, row, 'Chưa có tổ nào.') + total(a.rows.length, a.total)
        })
      }),
  )
  acting(
    team.command('show').description('một tổ: tổ viên, hộ, trang bị (one team)').argument('<team>', 'mã tổ, 10783-T03'),
  ).action((code: string, f: GlobalFlags) =>
    inSession(f, async (s) => {
      const { teamId } = await teamOf(s, code)
      const shown = await s.run(showTeam, { teamId })
      const { households } = await s.run(teamHouseholds, { teamId })
      print(f, { ...shown, doors: households }, (t) =>
        [
          `${t.code}  ${t.name}  ${t.hamletName ?? t.areaName}  ${t.households} hộ${sizes[t.size] ? `  ${sizes[t.size]}` : ''}`,
          ...t.team.filter((m) => m.untilOn === null).map((m) => `  ${m.isLead ? 'tổ trưởng' : 'tổ viên'}  ${m.name}`),
          ...t.records.filter((r) => !r.voidedAt).map((r) => `  ${shownDay(r.onDay)}  ${r.item}`),
          ...t.doors.map((d) => `  ${d.order ?? '-'}  ${d.address}  ${d.headName ?? ''}  ${d.people} người  ${d.householdId}`),
        ].join('\n'),
      )
    }),
  )
  acting(
    team
      .command('member')
      .description('thêm tổ viên (add a member)')
      .argument('<team>')
      .requiredOption('--user <username>')
      .option('--lead', 'là tổ trưởng'),
  ).action((code: string, f: GlobalFlags & { user: string; lead?: boolean }) =>
    inSession(f, async (s) => {
      const { teamId, communeId } = await teamOf(s, code)
      const postId = await postOf(s, f.user, communeId)
      print(f, await s.run(addMember, { teamId, postId, lead: Boolean(f.lead) }), () => `Đã thêm ${f.user} vào ${code}`)
    }),
  )
  acting(
    team
      .command('assign')
      .description('giao hộ cho tổ, kể cả chuyển từ tổ khác (give households to a team)')
      .argument('<team>')
      .requiredOption('--household <id...>')
      .option('--from <date>', 'ngày đầu tiên; mặc định hôm nay', day)
      .option('--reason <text>'),
  ).action((code: string, f: GlobalFlags & { household: string[]; from?: string; reason?: string }) =>
    inSession(f, async (s) => {
      const { teamId } = await teamOf(s, code)
      const done = await s.run(assign, { teamId, householdIds: f.household, fromOn: f.from, reason: f.reason })
      print(f, done, (d) =>
        [
          `Đã giao ${d.assigned} hộ (${d.moved} từ tổ khác), ${d.unchanged} hộ đã có; tổ có ${d.households} hộ${sizeText(d.size)}`,
          ...d.refused.map((r) => `  ${r.householdId}: ${r.vi}`),
        ].join('\n'),
      )
    }),
  )
  acting(
    team
      .command('import')
      .description('nhập tổ, thôn, hộ từ một bảng CSV hoặc XLSX (teams, hamlets and homes from a spreadsheet)')
      .argument('<file>')
      .option('--commune <code>', 'khi bảng không có cột Mã xã')
      .option('--failed <file>', 'ghi các dòng chưa nhận, kèm lý do, ra tệp này'),
  ).action((file: string, f: GlobalFlags & { commune?: string; failed?: string }) =>
    inSession(f, async (s) => {
      const communeId = f.commune ? await areaOf(s, f.commune, 'commune') : undefined
      const done = await importSheet(s, file, communeId, f.failed, (at, of) => {
        if (of > 1 && !f.json) process.stderr.write(`\r${at}/${of} phần`)
        if (of > 1 && !f.json && at === of) process.stderr.write('\n')
      })
      print(f, done, (a) =>
        [
          `${a.rows} dòng: thêm ${a.hamlets} thôn, ${a.teams} tổ, ${a.households} hộ; giao ${a.assigned} hộ, đã có ${a.unchanged}; thêm ${a.members} tổ viên` +
            (a.accounts > 0 ? `, ${a.accounts} tài khoản mới (in phiếu mã: phaodai team codes)` : ''),
          ...a.failed.map((r) => `  dòng ${r.row}: ${r.vi}`),
          ...(a.failedFile ? [`  Các dòng chưa nhận: ${a.failedFile}`] : []),
          ...a.sizes.map((t) => `  ${t.code}: ${t.households} hộ\t${sizes[t.size]}`),
        ].join('\n'),
      )
    }),
  )
  acting(
    team
      .command('codes')
      .description('cấp mã một lần cho tổ viên chưa dùng mã và ghi phiếu để in, mỗi xã một tệp (code sheets by commune)')
      .requiredOption('--area <code>', 'xã, huyện hoặc tỉnh')
      .requiredOption('--out <folder>', 'thư mục nhận các phiếu'),
  ).action((f: GlobalFlags & { area: string; out: string }) =>
    inSession(f, async (s) => {
      const written = await writeCodeSheets(s, await areaOf(s, f.area), f.out)
      print(f, { sheets: written }, (d) =>
        lines(d.sheets, (x) => `${x.file}\t${x.issued} mã`, 'Không có tổ viên nào chưa dùng mã.'),
      )
    }),
  )
  acting(team.command('gaps').description('hộ chưa có tổ, tổ sai quy mô (gaps)').option('--area <code>')).action(
    (f: GlobalFlags & { area?: string }) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        print(f, await s.run(gaps, { areaId }), (a) =>
          lines(
            a.communes,
            (c) =>
              `${c.areaName}\t${c.householdsWithoutTeam}/${c.households} hộ chưa có tổ\tthiếu hộ: ${c.tooSmall.join(', ') || 'không'}\tquá hộ: ${c.tooLarge.join(', ') || 'không'}` +
              `${c.mendBy ? `\thạn ${shownDay(c.mendBy)}${c.late ? ' QUÁ HẠN' : ''}` : ''}`,
            'Không có hộ, tổ nào.',
          ),
        )
      }),
  )
  acting(
    team
      .command('end')
      .description('kết thúc hoạt động của tổ (end a team)')
      .argument('<team>')
      .requiredOption('--reason <text>'),
  ).action((code: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) => {
      const { teamId } = await teamOf(s, code)
      print(
        f,
        await s.run(endTeam, { teamId, reason: f.reason }),
        (d) => `Đã kết thúc ${code}; ${d.householdsLeft} hộ chờ giao tổ khác`,
      )
    }),
  )
}
