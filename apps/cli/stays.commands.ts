import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { job, refused } from '@phaodai/modules/imports/imports.reads.ts'
import { runJob } from '@phaodai/modules/imports/imports.run.ts'
import { startStays } from '@phaodai/modules/imports/stays.commands.ts'
import { sourceKinds } from '@phaodai/modules/tracing/sources/stay.ts'
import { readWeekdays } from '@phaodai/modules/tracing/sources/when.rules.ts'
import { addRoster, editPlace, members, voidVisit } from '@phaodai/modules/tracing/stays.commands.ts'
import { PlaceKind } from '@phaodai/modules/tracing/tracing.contract.ts'
import type { Command } from 'commander'
import { changedText } from './changed.ts'
import { acting, day, disease, group, inTurn, lines, oneOf, partOp, shownTime } from './flags.ts'
import { personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${path} (${code}).\nCannot read ${path} (${code}).`)
  }
}

export interface StaysFlags {
  kind: string
  map?: string
  register?: boolean
  dryRun?: boolean
  refused?: string
  op?: string
}

/** Takes a list of stays in and runs the job to its end. @throws UsageError, Problem */
export async function importStays(
  s: Pick<Session, 'app' | 'postId'>,
  file: string,
  flags: StaysFlags,
  onProgress: (text: string) => void = () => {},
) {
  const mapping = flags.map === undefined ? undefined : new TextDecoder().decode(await bytesOf(flags.map)).replace(/^\ufeff/, '')
  const flag = (on: boolean | undefined) => (on ? ('true' as const) : ('false' as const))
  const input = {
    bytes: await bytesOf(file),
    fileName: basename(file),
    source: flags.kind as never,
    mapping,
    register: flag(flags.register),
    dryRun: flag(flags.dryRun),
  }
  const { jobId, mapping: used } = await execute(s.app, startStays, input, { postId: s.postId, opId: flags.op ?? newId() })
  await runJob(s.app, s.postId, jobId, ({ phase, done, total }) =>
    onProgress(`${phase === 'levels' ? 'Xếp mức F' : 'Dòng'} ${done}/${total}`),
  )
  const done = await execute(s.app, job, { jobId }, { postId: s.postId })
  const { added, unchanged, notes, problems, warnings, dryRun, total, stays } = done
  if (flags.refused !== undefined) {
    const format = /\.xlsx$/i.test(flags.refused) ? 'xlsx' : 'csv'
    const back = await execute(s.app, refused, { jobId, format, part: 'cases' }, { postId: s.postId })
    await writeFile(flags.refused, back.bytes)
  }
  const { stays: made = 0, places = 0, persons = 0 } = stays ?? {}
  const answer = {
    jobId,
    kind: flags.kind,
    dryRun,
    total,
    added,
    unchanged,
    refused: done.refused,
    notes,
    stays: made,
    places,
    persons,
  }
  return { ...answer, mapping: used, problems, warnings, ...(flags.refused !== undefined && { refusedFile: flags.refused }) }
}

function importText(a: Awaited<ReturnType<typeof importStays>>): string {
  return [
    `${a.dryRun ? 'Chạy thử, chưa ghi gì. ' : ''}${a.total} dòng: thêm ${a.added}, đã có ${a.unchanged}, trả lại ${a.refused}; ghi chú ${a.notes}.`,
    `${a.stays} lần có mặt, ${a.places} nơi mới, ${a.persons} người mới đăng ký.`,
    ...a.warnings.map((w) => `Tệp: ${w.vi}.`),
    ...a.problems.slice(0, 20).map((p) => `  dòng ${p.row}: ${p.vi}`),
    ...(a.refusedFile ? [`Các dòng trả lại, kèm lý do: ${a.refusedFile}`] : []),
  ].join('\n')
}

function registerImport(stays: Command): void {
  acting(
    stays
      .command('import')
      .description(
        'nhập danh sách có mặt từ tệp CSV hoặc XLSX: ca làm, lớp, phòng cách ly, xe, chốt, địa điểm, lịch trình (import stays)',
      )
      .argument('<file>')
      .addOption(oneOf('--kind <kind>', 'loại danh sách', sourceKinds).makeOptionMandatory())
      .option('--map <file>', 'bảng ghép cột, JSON: {"workplace": "Công ty", "line": "Chuyền", "dateOrder": "dmy"}')
      .option('--register', 'đăng ký người chưa có hồ sơ khi dòng ghi đủ họ tên, xã, và giấy tờ, điện thoại hoặc ngày sinh')
      .option('--refused <file>', 'ghi các dòng trả lại kèm lý do ra tệp .csv hoặc .xlsx')
      .option('--dry-run', 'chỉ thử, không ghi gì'),
  ).action((file: string, f: GlobalFlags & StaysFlags) =>
    inSession(f, async (s) => {
      const show = !f.json && process.stderr.isTTY
      const answer = await importStays(s, file, f, (text) => show && process.stderr.write(`\r${text}   `))
      if (show) process.stderr.write('\n')
      print(f, answer, importText)
    }),
  )
}

interface RosterFlags extends GlobalFlags {
  person: string[]
  place: string
  from: string
  until?: string
  weekdays?: string
  start: string
  end: string
  space?: string
  row?: number
  masked?: boolean
  source: string
  disease: string
}

function registerEntries(stays: Command): void {
  acting(
    stays
      .command('roster')
      .description('ghi ca làm hoặc buổi học của một hay nhiều người trong nhiều ngày (enter shifts or classes)')
      .requiredOption('--person <code...>')
      .requiredOption('--place <id>', 'nhà máy, trường')
      .requiredOption('--from <date>', 'từ ngày', day)
      .option('--until <date>', 'đến ngày; mặc định cùng ngày', day)
      .option('--weekdays <days>', 'T2-T6; mặc định mọi ngày')
      .requiredOption('--start <time>', 'giờ vào, 22:00')
      .requiredOption('--end <time>', 'giờ ra, 06:00 là qua đêm')
      .option('--space <text>', 'chuyền 3, lớp 6A')
      .option('--row <n>', 'hàng ghế, dãy bàn', Number)
      .option('--masked')
      .option('--source <text>', 'nguồn', 'bảng phân ca')
      .option(...disease),
  ).action((f: RosterFlags) =>
    inSession(f, async (s) => {
      const weekdays = f.weekdays === undefined ? undefined : readWeekdays(f.weekdays)
      if (weekdays === null)
        throw new UsageError('--weekdays ghi như T2-T6 hoặc T2,T4,CN.\n--weekdays is like T2-T6 or T2,T4,CN.')
      const shared = {
        disease: f.disease,
        placeId: f.place,
        fromOn: f.from,
        untilOn: f.until ?? f.from,
        weekdays,
        start: f.start,
        end: f.end,
        space: f.space ?? null,
        seatRow: f.row ?? null,
        masked: f.masked ? true : null,
        source: f.source,
      }
      const subjects = await inTurn(f.person, (person) => personOf(s, person))
      const made = await inTurn(subjects, (subjectId) =>
        s.run(addRoster, { ...shared, subjectId }, partOp(f, subjectId, subjects.length)),
      )
      const changed = f.json
        ? ''
        : await changedText(
            s,
            made.flatMap((m) => m.changed),
          )
      const added = made.reduce((n, m) => n + m.added, 0)
      print(
        f,
        made.length === 1 ? made[0]! : { recorded: made },
        () => `Đã ghi ${added} lần có mặt của ${subjects.length} người.${changed}`,
      )
    }),
  )
  acting(
    stays
      .command('members')
      .description('ai lẽ ra có mặt ở ca, lớp, phòng trong một ngày (who should have been there)')
      .requiredOption('--place <id>')
      .requiredOption('--on <date>', '', day)
      .option('--space <text>', 'chỉ một chuyền, lớp, phòng')
      .option(...disease),
  ).action((f: GlobalFlags & { place: string; on: string; space?: string; disease: string }) =>
    inSession(f, async (s) => {
      const asked = { placeId: f.place, on: f.on, space: f.space, disease: f.disease }
      print(f, await s.run(members, asked), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.code}\t${r.name}\t${r.space ?? ''}\t${shownTime(r.fromAt)}–${shownTime(r.toAt)}\t${r.source}\t${r.level ?? ''}`
        return lines(a.rows, row, 'Không có ai.') + (a.elsewhere > 0 ? `\n(và ${a.elsewhere} người ở địa bàn khác)` : '')
      })
    }),
  )
  acting(
    stays
      .command('void')
      .description('hủy một lần có mặt ghi sai; không xóa (void a stay)')
      .argument('<visit>', 'mã lần có mặt')
      .requiredOption('--person <code>')
      .requiredOption('--reason <text>')
      .option(...disease),
  ).action((visitId: string, f: GlobalFlags & { person: string; reason: string; disease: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, f.person)
      const done = await s.run(voidVisit, { subjectId, visitId, disease: f.disease, reason: f.reason })
      const changed = f.json ? '' : await changedText(s, done.changed)
      print(f, done, () => `Đã hủy ${done.voided} lần có mặt.${changed}`)
    }),
  )
}

function registerPlaceEdit(program: Command): void {
  acting(
    group(program, 'place', 'nơi có người gặp nhau (places)')
      .command('edit')
      .description('sửa loại nơi, không gian kín, tên, địa chỉ; các mức F theo đó (mend a place)')
      .argument('<place>', 'mã nơi')
      .addOption(oneOf('--kind <kind>', 'loại nơi', PlaceKind.options))
      .option('--closed-space', 'không gian kín')
      .option('--open-air', 'ngoài trời, thoáng')
      .option('--name <text>')
      .option('--address <text>')
      .requiredOption('--reason <text>')
      .option(...disease),
  ).action(
    (
      placeId: string,
      f: GlobalFlags & {
        kind?: string
        closedSpace?: boolean
        openAir?: boolean
        name?: string
        address?: string
        reason: string
        disease: string
      },
    ) =>
      inSession(f, async (s) => {
        const closedSpace = f.closedSpace ? true : f.openAir ? false : undefined
        const { name, address, reason } = f
        const done = await s.run(editPlace, {
          placeId,
          disease: f.disease,
          kind: f.kind as never,
          closedSpace,
          name,
          address,
          reason,
        })
        const changed = f.json ? '' : await changedText(s, done.changed)
        print(f, done, () => `Đã sửa nơi.${changed}`)
      }),
  )
}

/** stays import, roster, members, void; place edit: where stays come from. */
export function registerStays(program: Command): void {
  const stays = group(program, 'stays', 'có mặt ở đâu, lúc nào (stays)')
  registerImport(stays)
  registerEntries(stays)
  registerPlaceEdit(program)
}
