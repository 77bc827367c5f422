import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { roles } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { accounts, createAccount, resetPassword } from '@phaodai/modules/identity/accounts.commands.ts'
import { auditLog } from '@phaodai/modules/identity/audit.commands.ts'
import { importAccounts } from '@phaodai/modules/identity/import.commands.ts'
import type { Command } from 'commander'
import { acting, day, group, limit, lines, number, oneOf, shownTime } from './flags.ts'
import { writeNew } from './printed.ts'
import { areaOf, isId, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

async function accountOf(s: Session, named: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  // the list begins after a user name, so the one before it leads to it
  let after: string | undefined
  for (;;) {
    const page = await s.run(accounts, { text: named, limit: 500, after })
    const found = page.accounts.find((a) => a.username === named.toLowerCase())
    if (found) return found.accountId
    if (!page.next) throw new Problem('not-found', { what: `tài khoản ${named}` })
    after = page.next
  }
}

interface AddFlags extends GlobalFlags {
  name: string
  role: string
  area: string
  username?: string
  body?: number
  from?: string
  until?: string
  document?: string
}

/** account: officers and their codes. */
export function registerAccounts(program: Command): void {
  const account = group(program, 'account', 'tài khoản cán bộ (accounts)')
  acting(
    account
      .command('add')
      .description('tạo tài khoản; mật khẩu dùng một lần chỉ hiện ở đây (create an account)')
      .requiredOption('--name <full name>')
      .addOption(oneOf('--role <role>', 'vai trò', roles).makeOptionMandatory())
      .requiredOption('--area <code>')
      .option('--username <name>')
      .option('--body <id>', 'phòng xét nghiệm, khu cách ly, chốt', number)
      .option('--from <date>', '', day)
      .option('--until <date>', '', day)
      .option('--document <text>', 'văn bản giao nhiệm vụ'),
  ).action((f: AddFlags) =>
    inSession(f, async (s) => {
      const input = {
        fullName: f.name,
        role: f.role as never,
        areaId: await areaOf(s, f.area),
        username: f.username,
        bodyId: f.body ?? 0,
        fromOn: f.from,
        untilOn: f.until,
        document: f.document,
      }
      print(f, await s.run(createAccount, input), (a) => `Đăng nhập: ${a.username}\nMật khẩu dùng một lần: ${a.oneTimePassword}`)
    }),
  )
  acting(
    limit(
      account
        .command('list')
        .description('danh sách tài khoản (accounts)')
        .argument('[text]', 'tên hoặc tên đăng nhập')
        .addOption(oneOf('--role <role>', '', roles))
        .addOption(oneOf('--state <state>', '', ['active', 'disabled', 'unused']))
        .option('--area <code>'),
    ),
  ).action((text: string | undefined, f: GlobalFlags & { role?: string; state?: string; area?: string; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(accounts, { text, role: f.role as never, state: f.state as never, areaId, limit: f.limit }), (a) => {
        const state = (x: (typeof a.accounts)[number]) =>
          x.disabledAt ? 'đã khóa' : x.mustChange ? 'chưa đặt mật khẩu' : 'đang dùng'
        const posts = (x: (typeof a.accounts)[number]) => x.posts.map((p) => `${p.role} ${p.areaName}`).join('; ')
        return (
          lines(a.accounts, (x) => `${x.username}\t${x.fullName}\t${state(x)}\t${posts(x)}`, 'Không có tài khoản nào.') +
          (a.next ? '\n(còn nữa; thêm --limit)' : '')
        )
      })
    }),
  )
  acting(
    account
      .command('reset')
      .description('cấp mã một lần mới (give a new one-time code)')
      .argument('<username>')
      .option('--second-factor', 'bỏ cả mã xác thực: mất điện thoại'),
  ).action((named: string, f: GlobalFlags & { secondFactor?: boolean }) =>
    inSession(f, async (s) => {
      const accountId = await accountOf(s, named)
      print(
        f,
        await s.run(resetPassword, { accountId, secondFactor: f.secondFactor ?? false }),
        (a) => `Đăng nhập: ${a.username}\nMật khẩu dùng một lần: ${a.oneTimePassword}`,
      )
    }),
  )
  acting(
    account
      .command('import')
      .description('tạo tài khoản từ bảng CSV hoặc XLSX; phiếu mã ghi vào tệp, không hiện ở đây (accounts from a file)')
      .argument('<file>')
      .requiredOption('--sheet <file>', 'tệp HTML mới: phiếu mã để in; bảng mã và dòng chưa nhận được ghi cạnh nó'),
  ).action((file: string, f: GlobalFlags & { sheet: string }) => {
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = new Uint8Array(readFileSync(file))
    } catch (error) {
      throw new UsageError(`Không đọc được tệp ${file} (${(error as NodeJS.ErrnoException).code}).`)
    }
    return inSession(f, async (s) => {
      const sheet = resolve(f.sheet)
      // before any code is made: a code that cannot be written down is lost
      writeNew(sheet, '')
      try {
        const made = await s.run(importAccounts, { bytes, fileName: basename(file) })
        const written = made.files.map(({ fileName, text }) => {
          const path = fileName.endsWith('.html')
            ? sheet
            : join(dirname(sheet), `${basename(sheet).replace(/\.\w+$/, '')}-${fileName}`)
          writeFileSync(path, text, { mode: 0o600 })
          return path
        })
        print(f, { created: made.created, accountIds: made.accountIds, failed: made.failed, files: written }, (m) =>
          [
            `Đã tạo ${m.created} tài khoản; ${m.failed.length} dòng chưa nhận.`,
            ...m.failed.map((x) => `  dòng ${x.row}: ${x.vi}`),
            `Phiếu mã (chỉ có ở đây, in rồi xóa): ${m.files.join(', ')}`,
          ].join('\n'),
        )
      } catch (error) {
        if (existsSync(sheet) && readFileSync(sheet).length === 0) rmSync(sheet)
        throw error
      }
    })
  })
}

/** audit list: who did what, newest first. */
export function registerAuditList(program: Command): void {
  acting(
    limit(
      group(program, 'audit', 'nhật ký (the audit log)')
        .command('list')
        .description('ai đã làm gì, xem gì; mới nhất trước (who did what)')
        .option('--person <code>', 'những dòng chạm đến người này')
        .option('--account <username>')
        .option('--action <verb>', 'tên chức năng, hoặc phần đầu: people')
        .addOption(oneOf('--kind <kind>', '', ['write', 'read', 'sign-in', 'denied', 'refused']))
        .option('--from <date>', '', day)
        .option('--until <date>', '', day),
    ),
  ).action(
    (
      f: GlobalFlags & {
        person?: string
        account?: string
        action?: string
        kind?: string
        from?: string
        until?: string
        limit: number
      },
    ) =>
      inSession(f, async (s) => {
        const input = {
          subjectId: f.person ? await personOf(s, f.person) : undefined,
          accountId: f.account ? await accountOf(s, f.account) : undefined,
          action: f.action,
          kind: f.kind as never,
          fromOn: f.from,
          untilOn: f.until,
          limit: Math.min(f.limit, 500),
        }
        print(f, await s.run(auditLog, input), (a) => {
          const row = (r: (typeof a.rows)[number]) =>
            `${shownTime(r.at)}\t${r.username ?? '—'}\t${r.role ?? '—'}\t${r.kind}\t${r.action}`
          return lines(a.rows, row, 'Không có dòng nào.') + (a.next ? '\n(còn nữa; thêm --limit)' : '')
        })
      }),
  )
}
