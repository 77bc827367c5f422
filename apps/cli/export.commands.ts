import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { purposes } from '@phaodai/modules/reports/exports.contract.ts'
import { dhis2, lineList } from '@phaodai/modules/reports/exports.reads.ts'
import { writeText } from '@phaodai/modules/reports/texts.commands.ts'
import { document, texts } from '@phaodai/modules/reports/texts.reads.ts'
import { textKinds } from '@phaodai/modules/reports/texts.rules.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, oneOf } from './flags.ts'
import { writeNew } from './printed.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, out, print } from './runtime.ts'

/** Writes a file that an operation answered, under its own name unless told; says where. */
function save(flags: GlobalFlags & { out?: string }, file: FileAnswer): void {
  const name = flags.out ?? file.fileName
  writeNew(name, file.bytes)
  print(flags, { file: name, bytes: file.bytes.length }, (a) => `Đã ghi ${a.file} (${a.bytes} byte)`)
}

/** report export, report text; export dhis2, export linelist. */
export function registerExports(program: Command): void {
  const report = group(program, 'report', 'báo cáo nhanh hằng ngày của các cấp (daily quick reports)')
  acting(
    report
      .command('export')
      .description('báo cáo theo thể thức văn bản hoặc phụ lục (an official document, or the annex)')
      .argument('<report>', 'mã báo cáo')
      .addOption(oneOf('--format <kind>', 'loại tệp', ['docx', 'pdf', 'xlsx']).default('docx'))
      .addOption(oneOf('--layout <whose>', 'thể thức: Nhà nước, Đảng', ['state', 'party']).default('state'))
      .option('--out <file>', 'tên tệp; mặc định theo báo cáo'),
  ).action((reportId: string, f: GlobalFlags & { format: 'docx'; layout: 'state'; out?: string }) =>
    inSession(f, async (s) => save(f, (await s.run(document, { reportId, format: f.format, layout: f.layout })) as FileAnswer)),
  )
  acting(
    report
      .command('text')
      .description('bản tin, thông cáo, bài loa, tin nhắn; --write ghi bài mới (texts of a report)')
      .argument('<report>', 'mã báo cáo')
      .addOption(oneOf('--kind <kind>', 'một loại bài', textKinds))
      .option('--write <text>', 'ghi bài này'),
  ).action((reportId: string, f: GlobalFlags & { kind?: 'bulletin'; write?: string }) =>
    inSession(f, async (s) => {
      if (f.write !== undefined) {
        const written = await s.run(writeText, { reportId, kind: f.kind ?? 'bulletin', body: f.write })
        return print(f, written, (a) => `Đã ghi bản ${a.version}`)
      }
      const { rows } = await s.run(texts, { reportId })
      const shown = rows.filter((r) => f.kind === undefined || r.kind === f.kind)
      print(f, { rows: shown }, (a) => a.rows.map((r) => `== ${r.kind}\n${r.body ?? r.draft ?? ''}`).join('\n\n'))
    }),
  )
  const exporting = group(program, 'export', 'xuất số liệu và danh sách cho hệ thống khác (exports for other systems)')
  acting(
    exporting
      .command('dhis2')
      .description('dataValueSets của một báo cáo, JSON (figures of a report for DHIS2)')
      .argument('<report>', 'mã báo cáo')
      .option('--import', 'bảo DHIS2 ghi thật; mặc định dryRun: chỉ kiểm tra')
      .option('--out <file>', 'ghi phần thân vào tệp'),
  ).action((reportId: string, f: GlobalFlags & { import?: boolean; out?: string }) =>
    inSession(f, async (s) => {
      const answer = await s.run(dhis2, { reportId, dryRun: f.import ? 'no' : 'yes' })
      if (f.out) writeNew(f.out, JSON.stringify(answer.body, null, 2))
      print(f, answer, (a) =>
        f.out
          ? `${a.request}\n${a.body.dataValues.length} giá trị vào ${f.out}; ${a.leftOut.length} không gửi`
          : JSON.stringify(a.body, null, 2),
      )
    }),
  )
  acting(
    exporting
      .command('linelist')
      .description('danh sách ca, đã thay mã; kèm tên khi vai trò và mục đích cho phép (line list, pseudonymised)')
      .requiredOption('--because <text>', 'vì sao, theo yêu cầu nào; vào nhật ký')
      .addOption(oneOf('--purpose <purpose>', 'mục đích', purposes).makeOptionMandatory())
      .addOption(oneOf('--format <kind>', 'loại tệp', ['csv', 'xlsx', 'dhis2-tracker']).default('csv'))
      .option('--identified', 'kèm tên')
      .option('--area <code>', 'mặc định: địa bàn của tài khoản')
      .option('--from <date>', 'công bố từ ngày', day)
      .option('--until <date>', 'đến ngày', day)
      .option('--out <file>', 'tên tệp; - là đầu ra chuẩn')
      .option(...disease),
  ).action(
    (
      f: GlobalFlags & { because: string; purpose: 'tracing'; format: 'csv'; identified?: boolean; area?: string } & {
        from?: string
        until?: string
        out?: string
        disease: string
      },
    ) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        const { because, purpose, format, from, until } = f
        const asked = {
          disease: f.disease,
          areaId,
          from,
          until,
          format,
          purpose,
          because,
          identified: f.identified ? 'yes' : 'no',
        }
        const file = (await s.run(
          lineList,
          asked as Parameters<typeof s.run<typeof lineList.verb.input, typeof lineList.verb.output>>[1],
        )) as FileAnswer
        if (f.out === '-') out(new TextDecoder().decode(file.bytes))
        else save(f, file)
      }),
  )
}
