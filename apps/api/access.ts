import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Operation } from '@phaodai/kernel/command.ts'
import { type Role, roles, roleWords } from '@phaodai/kernel/contract.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import { problemCatalogue } from '@phaodai/kernel/problem.ts'
import './server.problems.ts'
import { moduleOf, moduleWords } from './titles.ts'

/** One route of the table: who may use it. */
export interface AccessRow {
  module: string
  verb: string
  kind: 'command' | 'read'
  method: string
  path: string
  title: { vi: string; en: string }
  /** The answer holds personal data, so each read is recorded. */
  personal: boolean
  may: Record<Role, boolean>
}

/** Route x role, from the verbs themselves; in the order of the modules as they are wired. */
export const accessTable = (operations: readonly Operation[]): AccessRow[] =>
  operations.map(({ verb: v, kind }) => ({
    module: moduleOf(v),
    verb: v.name,
    kind,
    method: v.method,
    path: v.path,
    title: v.title,
    personal: v.personal ?? false,
    may: Object.fromEntries(roles.map((role) => [role, v.roles.includes(role)])) as Record<Role, boolean>,
  }))

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
const table = (head: string[], rows: string[][]) => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

/** docs/access.md */
export function accessMarkdown(operations: readonly Operation[], doors: readonly DoorOperation[]): string {
  const rows = accessTable(operations)
  const byModule = [...new Set(rows.map((row) => row.module))].map((name) => {
    const head = ['', 'Địa chỉ / Route', 'Việc / Verb', ...roles]
    const body = rows
      .filter((row) => row.module === name)
      .map((row) => [
        row.personal ? '◉' : '',
        `\`${row.method} ${row.path}\``,
        `${row.title.vi} / ${row.title.en} (\`${row.verb}\`)`,
        ...roles.map((role) => (row.may[role] ? '●' : '')),
      ])
    return `## ${moduleWords(name).vi} / ${moduleWords(name).en}\n\n${table(head, body)}`
  })
  const who = table(
    ['role', 'Vai trò', 'Role'],
    roles.map((role) => [`\`${role}\``, roleWords[role].vi, roleWords[role].en]),
  )
  return [
    '# Ai được làm gì / Who may do what',
    'Sinh từ khai báo của từng việc (`tools/docs.ts`); không sửa tay. ● được phép, trong địa bàn của vị trí. ◉ có thông tin cá nhân: mỗi lần đọc đều được ghi lại. Mọi việc khác bị từ chối, và lần từ chối cũng được ghi lại.',
    'Generated from the verbs (`tools/docs.ts`); not edited by hand. ● allowed, within the area of the post. ◉ personal data: each read is recorded. All else is refused, and the refusal is recorded.',
    who,
    ...byModule,
    ...(doors.length > 0 ? [DOORS, table(['', 'Địa chỉ / Route', 'Việc / Verb', 'door'], doors.map(doorRow))] : []),
    '',
  ].join('\n\n')
}

const DOORS = [
  '## Không cần tài khoản / Without an account',
  'Bằng đường dẫn bí mật (quyết định 11). Người gọi không đọc được dòng nào của bảng nào: chỉ ghi thêm, hoặc xem tờ khai của chính mình. ✎ có ghi.',
  'By a secret link (decision 11). The caller reads no row of any table: it adds, or sees the declaration of its own key. ✎ writes.',
].join('\n\n')
const doorRow = ({ verb: v }: DoorOperation) => [
  v.writes ? '✎' : '',
  `\`${v.method} ${v.path}\``,
  `${v.title.vi} / ${v.title.en} (\`${v.name}\`)`,
  v.opens ? `${v.door}, khóa mới được / a new key may come` : v.door,
]

/** docs/problems.md */
export function problemsMarkdown(): string {
  const rows = [...problemCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, title, hint }]) => [
      `<a id="${code}"></a>\`${code}\``,
      String(status),
      `${title.vi}. ${hint?.vi ?? ''}`.trim(),
      `${title.en}. ${hint?.en ?? ''}`.trim(),
    ])
  return [
    '# Mã từ chối và lỗi / Problems',
    'Sinh từ `defineProblems` (`tools/docs.ts`); không sửa tay. Dạng RFC 9457. `{…}` được điền từ `details`.',
    'Generated from `defineProblems` (`tools/docs.ts`); not edited by hand. Form: RFC 9457. `{…}` is filled from `details`.',
    table(['code', 'HTTP', 'Tiếng Việt', 'English'], rows),
    '',
  ].join('\n\n')
}

const docs = fileURLToPath(new URL('../../docs', import.meta.url))

/** Writes access.md and problems.md; answers the paths written. */
export function writeAccess(operations: readonly Operation[], doors: readonly DoorOperation[], folder: string = docs): string[] {
  const files = { 'access.md': accessMarkdown(operations, doors), 'problems.md': problemsMarkdown() }
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
}
