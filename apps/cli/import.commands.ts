import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type App, execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { chains } from '@phaodai/modules/imports/imports.chains.ts'
import { addLinks, start } from '@phaodai/modules/imports/imports.commands.ts'
import { job, refused } from '@phaodai/modules/imports/imports.reads.ts'
import { runJob } from '@phaodai/modules/imports/imports.run.ts'
import type { Command } from 'commander'

/** An opened instance and the post to act in; the lead's main gives it. */
export type Open = () => Promise<{ app: App; postId: string; close(): Promise<void> }>

interface ImportFlags {
  links?: string
  disease?: string
  map?: string
  dryRun?: boolean
  json?: boolean
  list?: string
  refused?: string
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${path} (${code}).\nCannot read ${path} (${code}).`)
  }
}

const given = (value: string | undefined, option: string): string => {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`Thiếu ${option}.\n${option} is missing.`)
}

async function inOpen<T>(open: Open, work: (session: { app: App; postId: string }) => Promise<T>): Promise<T> {
  const session = await open()
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** What `phaodai import linelist` answers. */
export interface Imported {
  jobId: string
  list: string
  dryRun: boolean
  added: number
  unchanged: number
  differing: number
  refused: number
  linksAdded: number
  linksUnchanged: number
  linksRefused: number
  notes: number
  /** The first hundred, of both files. */
  problems: { row: number; part: string; kind: string; field: string; rule: string; vi: string; en: string }[]
  warnings: { vi: string; en: string }[]
  refusedFile?: string
  refusedLinksFile?: string
}

/** Takes a line list and its links in and runs the job to its end. @throws UsageError, Problem */
export async function importLinelist(
  { app, postId }: { app: App; postId: string },
  file: string,
  flags: ImportFlags,
  onProgress: (text: string) => void = () => {},
): Promise<Imported> {
  const disease = given(flags.disease, '--disease')
  const bytes = await bytesOf(file)
  const links = flags.links === undefined ? null : await bytesOf(flags.links)
  const mapping = flags.map === undefined ? undefined : new TextDecoder().decode(await bytesOf(flags.map)).replace(/^\ufeff/, '')
  const call = () => ({ postId, opId: newId() })
  const { jobId } = await execute(
    app,
    start,
    {
      bytes,
      fileName: basename(file),
      disease,
      list: flags.list,
      mapping,
      dryRun: flags.dryRun ? 'true' : 'false',
      waitForLinks: links ? 'true' : 'false',
    },
    call(),
  )
  if (links) await execute(app, addLinks, { jobId, bytes: links, fileName: basename(flags.links!), mapping }, call())
  await runJob(app, postId, jobId, ({ phase, done, total }) =>
    onProgress(`${{ cases: 'Dòng', links: 'Liên kết', levels: 'Xếp mức F' }[phase]} ${done}/${total}`),
  )
  const done = await execute(app, job, { jobId }, { postId })
  const { added, unchanged, differing, linksAdded, linksUnchanged, linksRefused, notes, problems, warnings, list, dryRun } = done
  const answer: Imported = {
    jobId,
    list,
    dryRun,
    added,
    unchanged,
    differing,
    refused: done.refused,
    linksAdded,
    linksUnchanged,
    linksRefused,
    notes,
    problems,
    warnings,
  }
  if (flags.refused !== undefined) {
    const format = /\.xlsx$/i.test(flags.refused) ? 'xlsx' : 'csv'
    const of = (part: 'cases' | 'links') => execute(app, refused, { jobId, format, part }, { postId })
    await writeFile(flags.refused, (await of('cases')).bytes)
    answer.refusedFile = flags.refused
    if (format === 'csv' && links) {
      answer.refusedLinksFile = flags.refused.replace(/(\.[^./\\]*)?$/, '-lien-ket$1')
      await writeFile(answer.refusedLinksFile, (await of('links')).bytes)
    }
  }
  return answer
}

function importText(a: Imported): string {
  const lines = [
    `${a.dryRun ? 'Chạy thử, chưa ghi gì. ' : ''}Danh sách "${a.list}": thêm ${a.added}, đã có ${a.unchanged}, khác bản đã có ${a.differing}, trả lại ${a.refused} dòng.`,
    `Liên kết: thêm ${a.linksAdded}, đã có ${a.linksUnchanged}, trả lại ${a.linksRefused}. Ghi chú: ${a.notes}.`,
    ...a.warnings.map((w) => `Tệp: ${w.vi}.`),
    ...a.problems.slice(0, 20).map((p) => `  ${p.part === 'links' ? 'liên kết, ' : ''}dòng ${p.row}: ${p.vi}`),
    ...(a.refusedFile ? [`Các dòng trả lại, kèm lý do: ${[a.refusedFile, a.refusedLinksFile].filter(Boolean).join(', ')}`] : []),
  ]
  return lines.join('\n')
}

/** Adds `import linelist` and `chains` to the command. Throws UsageError and Problem; the caller uses parseAsync. */
export function registerImport(
  program: Command,
  open: Open,
  io = { out: (text: string): void => void process.stdout.write(text) },
): void {
  const group = program.command('import').description('nhập danh sách (import)')
  group
    .command('linelist')
    .description('nhập danh sách ca bệnh và liên kết, CSV hoặc XLSX (a line list and its links)')
    .argument('<file>', 'danh sách ca bệnh')
    .option('--links <file>', 'tệp liên kết: nguồn lây, người bị lây')
    .option('--disease <code>', 'mã bệnh: covid19, mers, ebola, measles …')
    .option('--map <file>', 'bảng ghép cột, JSON: {"id": "Mã ca", "onset": "Khởi phát", "dateOrder": "dmy"}')
    .option('--list <name>', 'tên danh sách; mặc định là tên tệp')
    .option('--refused <file>', 'ghi các dòng trả lại kèm lý do ra tệp .csv hoặc .xlsx')
    .option('--dry-run', 'chỉ thử, không ghi ca nào')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (file: string, flags: ImportFlags) => {
      given(flags.disease, '--disease')
      const show = !flags.json && process.stderr.isTTY
      const answer = await inOpen(open, (session) =>
        importLinelist(session, file, flags, (text) => show && process.stderr.write(`\r${text}   `)),
      )
      if (show) process.stderr.write('\n')
      io.out(`${flags.json ? JSON.stringify(answer) : importText(answer)}\n`)
    })

  program
    .command('chains')
    .description('chuỗi lây bệnh theo cơ sở dữ liệu (transmission chains of what is recorded)')
    .option('--disease <code>', 'mã bệnh')
    .option('--list <name>', 'imported, recorded, all, hoặc tên một danh sách')
    .option('--day <day>', 'khoảng cách tính giữa: onset (mặc định), sampled, confirmed, reported')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: { disease?: string; list?: string; day?: string; json?: boolean }) => {
      const disease = given(flags.disease, '--disease')
      const day = flags.day ?? 'onset'
      if (day !== 'onset' && day !== 'sampled' && day !== 'confirmed' && day !== 'reported')
        throw new UsageError('--day là onset, sampled, confirmed hoặc reported.\n--day is onset, sampled, confirmed or reported.')
      const found = await inOpen(open, ({ app, postId }) => execute(app, chains, { disease, list: flags.list, day }, { postId }))
      if (flags.json) return io.out(`${JSON.stringify(found)}\n`)
      const { serialInterval: si, scope } = found
      const chained = found.clusters.filter((c) => c.size > 1)
      const number = (n: number | null) => (n === null ? 'không tính được' : n.toFixed(2).replace('.', ','))
      io.out(
        `${[
          `Phạm vi: ${scope.list}${scope.lists.length > 0 ? ` (các danh sách: ${scope.lists.join(', ')})` : ''}`,
          `Ca bệnh ${found.cases}, liên kết ${found.links}, chuỗi từ 2 ca ${chained.length} (lớn nhất ${chained[0]?.size ?? 0})`,
          `Khoảng cách khởi phát ${number(si.mean)} ngày, độ lệch chuẩn ${number(si.sd)} (${si.n} cặp, ${si.negative} cặp âm)`,
        ].join('\n')}\n`,
      )
    })
}
