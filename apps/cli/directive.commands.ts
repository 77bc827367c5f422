import { readFile } from 'node:fs/promises'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { type DocumentText, textOfFile } from '@phaodai/modules/directives/directives.files.ts'
import { provinceOfDistrict } from '@phaodai/modules/directives/places.ts'
import { type DirectiveRead, readDirective } from '@phaodai/modules/directives/reader/read.rules.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { group } from './flags.ts'

/** A reading with the text that its spans index. */
export type Reading = DirectiveRead & { format: DocumentText['format']; text: string }

/** Adds `directive read`. Reads a file and nothing else: no database, no network. */
export function registerDirective(
  program: Command,
  io: { out(text: string): void; stdin?: AsyncIterable<Uint8Array | string> },
): void {
  group(program, 'directive', 'văn bản chỉ đạo (directives)')
    .command('read')
    .argument('<file>', 'tệp .txt, .docx, .pdf; - là đầu vào chuẩn')
    .description('đọc một văn bản: đầu mục, thời hạn, nhiệm vụ giao cho ai (read a directive)')
    .option('--json', 'in một tài liệu JSON')
    .action(async (file: string, flags: { json?: boolean }) => {
      const { format, text } = await textOfFile(await bytesOf(file, io.stdin ?? process.stdin))
      const reading: Reading = { ...readDirective(text, { provinceOfDistrict }), format, text }
      io.out(`${flags.json ? JSON.stringify(reading) : readingText(reading)}\n`)
    })
}

async function bytesOf(file: string, stdin: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  try {
    if (file !== '-') return await readFile(file)
    const parts: Buffer[] = []
    for await (const part of stdin) parts.push(Buffer.from(part as Uint8Array))
    return Buffer.concat(parts)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${file} (${code}).\nCannot read ${file} (${code}).`)
  }
}

/** For a person at a terminal: the header in a few lines, then each task with whose it is and by when. */
export function readingText({ document: d, tasks, deadlines }: DirectiveRead): string {
  const or = (value: string | null, none = 'để trống') => value ?? none
  const head = [
    `${or(d.kind, 'Văn bản').toUpperCase()}  số ${or(d.number)}  ${or(d.issuer, 'không rõ nơi ban hành')}`,
    `ngày ${d.date ? formatDate(d.date) : 'để trống'}${d.meetingDate ? `, họp ngày ${formatDate(d.meetingDate)}` : ''}`,
    or(d.subject, ''),
    `ký: ${or(d.signatory.name)}${d.signatory.title ? `, ${d.signatory.title}` : ''}${d.signatory.onBehalfOf ? ` (${d.signatory.capacity} ${d.signatory.onBehalfOf})` : ''}; ${d.recipients.length} nơi nhận; ${deadlines.length} mốc thời gian`,
  ]
  const list = tasks.map((t, i) => {
    const when = [
      t.startsOn && `từ ${formatDate(t.startsOn)}`,
      t.deadline && `${t.before ? 'trước' : 'hạn'} ${formatDate(t.deadline)}`,
      t.perDay && `${t.perDay} lần/ngày`,
      t.everyDays && `${t.everyDays} ngày/lần`,
    ].filter(Boolean)
    return `${String(i + 1).padStart(3)}. [${t.assignees.join('; ') || 'chưa nêu ai'}]${when.length > 0 ? ` (${when.join(', ')})` : ''}\n     ${t.text.replace(/\s+/gu, ' ')}`
  })
  return [...head, '', ...(list.length > 0 ? list : ['Không thấy nhiệm vụ nào.'])].join('\n')
}
