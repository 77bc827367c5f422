/** docs/cli.md from the help of the command line itself. `node tools/cli-docs.ts` writes it; a test holds it current. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { makeProgram } from '../apps/cli/program.ts'

export const file = fileURLToPath(new URL('../docs/cli.md', import.meta.url))

const HEAD = `# Dòng lệnh \`phaodai\`

Tệp này do \`node tools/cli-docs.ts\` viết ra từ chính phần trợ giúp của các lệnh; đừng sửa tay.

Chạy bằng \`npx phaodai LỆNH\`, cùng máy với dữ liệu (\`PHAODAI_DATA\`, \`DATABASE_URL\` như khi chạy máy chủ; máy chủ chạy hay không đều được).
Người gọi bằng mã hồ sơ (\`HD-7K3F9\`) hoặc mã định danh; đơn vị bằng mã hoặc tên; mẫu bằng mã trên ống. Không có \`--as\` thì lệnh chạy bằng tài khoản vận hành.

- \`--json\`: đầu ra chuẩn có đúng một tài liệu JSON, không có gì khác.
- Mã thoát: 0 xong; 1 bị từ chối (với \`--json\`: một Problem theo RFC 9457); 2 gõ sai lệnh.
- \`--op UUID\`: chạy lại với cùng mã thì trả lại kết quả cũ, không ghi hai lần.
- Nhiều người, nhiều mẫu trong một lệnh được ghi lần lượt: bị từ chối ở đâu thì dừng ở đó, những gì trước đó vẫn còn.
- Làm thử từ đầu đến cuối: [walkthrough.md](walkthrough.md).
`

const byName = (a: Command, b: Command) => a.name().localeCompare(b.name())

/** Every command that does something, with its full name. */
function* leaves(command: Command, path: string[]): Generator<{ path: string; command: Command }> {
  const mine = [...path, command.name()]
  const within = [...command.commands].sort(byName)
  // commander keeps no public word of it: a command that takes arguments, or holds no others, does something itself
  if (path.length > 0 && (within.length === 0 || command.registeredArguments.length > 0)) yield { path: mine.join(' '), command }
  for (const sub of within) yield* leaves(sub, mine)
}

/** The text of docs/cli.md. */
export function cliDocs(): string {
  const all = [...leaves(makeProgram(), [])]
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const index = all.map(
    ({ path, command }) => `| [\`${path}\`](#${path.replaceAll(' ', '-')}) | ${cell(command.description())} |`,
  )
  const sections = all.map(({ path, command }) => {
    const help = command
      .configureOutput({ getOutHelpWidth: () => 120, getOutHasColors: () => false })
      .helpInformation()
      .trim()
    return `## ${path}\n\n\`\`\`text\n${help}\n\`\`\`\n`
  })
  return `${HEAD}\n| Lệnh | Việc |\n| --- | --- |\n${index.join('\n')}\n\n${sections.join('\n')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, cliDocs())
