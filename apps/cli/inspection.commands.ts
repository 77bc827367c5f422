import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { kinds } from '@phaodai/modules/inspections/checklist.rules.ts'
import * as commands from '@phaodai/modules/inspections/inspections.commands.ts'
import * as reads from '@phaodai/modules/inspections/inspections.reads.ts'
import type { Command } from 'commander'
import { acting, day, group, instant, lines, oneOf, partOp, shownDay, shownTime } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

interface Asked extends GlobalFlags {
  area?: string
  kind?: (typeof kinds)[number]
  on?: string
  from?: string
  until?: string
  mine?: boolean
  all?: boolean
}
interface Visit extends GlobalFlags {
  place?: string
  kind?: (typeof kinds)[number]
  name?: string
  area?: string
  checklist?: string
  pass: string[]
  fail: string[]
  na: string[]
  points: string[]
  finding: string[]
  due?: string
  announced?: boolean
  at?: string
  note?: string
  photo: string[]
}

const share = (n: number | null) => (n === null ? '–' : `${Math.round(100 * n)} %`)
const stateVi = { 'no-task': 'chưa giao việc', tasked: 'đã giao việc', closed: 'đã xong' }

/** Items as "item" or "item=note". */
const answersOf = (f: Visit) => {
  const plain = (['pass', 'fail', 'na'] as const).flatMap((answer) =>
    f[answer].map((text) => {
      const [item, note] = text.split(/=(.*)/s)
      return { item: item!, answer, note: note ?? null }
    }),
  )
  const points = f.points.map((text) => {
    const [item, n] = text.split('=')
    if (!item || n === undefined || Number.isNaN(Number(n))) throw new UsageError(`--points "${text}": dùng MỤC=ĐIỂM.`)
    return { item, answer: 'points' as const, points: Number(n) }
  })
  return [...plain, ...points]
}

const verdicts = { pass: 'đạt', fail: 'KHÔNG ĐẠT', na: 'không áp dụng' } as const

/** inspection: what to visit, what was found, who owes a visit. */
export function registerInspections(program: Command): void {
  const inspection = group(program, 'inspection', 'kiểm tra đột xuất (inspections)')
  const kind = () => oneOf('--kind <kind>', 'loại nơi', kinds)
  acting(
    inspection
      .command('plan')
      .description('hôm nay nên kiểm tra nơi nào, vì sao (what to visit)')
      .option('--area <code>')
      .addOption(kind()),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(reads.plan, { areaId, kind: f.kind }), (a) => {
        const rule = a.rule ? `Mỗi ngày ít nhất ${a.rule.perDay} lần (${a.rule.source.vi})` : 'Không có quy định số lần kiểm tra'
        const mine = a.mine.map((m) => `Phụ trách ${m.name}: đã kiểm tra đột xuất ${m.done}/${m.owed}`)
        const row = (r: (typeof a.rows)[number]) =>
          `${r.points}\t${r.key}\t${r.name}, ${r.areaName}\t${r.reasons.map((x) => x.words.vi).join('; ')}`
        return [rule, ...mine, lines(a.rows, row, 'Không có nơi nào để gợi ý.')].join('\n')
      })
    }),
  )
  acting(inspection.command('checklist').description('bảng kiểm theo loại nơi (checklists)').addOption(kind())).action(
    (f: Asked) =>
      inSession(f, async (s) =>
        print(f, await s.run(reads.checklists, { kind: f.kind }), (a) =>
          lines(
            a.lists,
            (l) =>
              [
                `${l.code}\t${l.title.vi}`,
                ...l.items.map(
                  (i) =>
                    `  ${i.item}\t${i.words.vi}${i.must ? ' *' : ''}\t${i.source.vi}${i.confirmed ? '' : ' (chưa kiểm chứng)'}`,
                ),
              ].join('\n'),
            'Không có.',
          ),
        ),
      ),
  )
  acting(
    inspection
      .command('record')
      .description('ghi một lần kiểm tra; tồn tại thành nhiệm vụ (record an inspection)')
      .option('--place <key>', 'nơi có trong phần mềm, như trong plan: team:…, body:…, sentinel:…, place:…')
      .addOption(kind())
      .option('--name <text>', 'tên nơi, nếu phần mềm chưa có')
      .option('--area <code>', 'địa bàn của nơi đó')
      .option('--checklist <code>', 'mặc định bảng đầu của loại nơi')
      .option('--pass <item...>', 'mục đạt; MỤC=ghi chú', [])
      .option('--fail <item...>', 'mục không đạt; MỤC=ghi chú', [])
      .option('--na <item...>', 'mục không áp dụng', [])
      .option('--points <item=n...>', 'mục chấm điểm', [])
      .option('--finding <text...>', 'tồn tại; giao ngay thành nhiệm vụ nếu có --due', [])
      .option('--due <date>', 'hạn khắc phục', day)
      .option('--announced', 'có báo trước, không phải đột xuất')
      .option('--at <time>', 'giờ kiểm tra, nếu ghi sau: 08:00 hoặc 2021-02-22T08:00')
      .option('--note <text>')
      .option('--photo <file...>', 'ảnh JPEG, PNG, WebP', []),
  ).action((f: Visit) =>
    inSession(f, async (s) => {
      const inspectionId = f.op ? idOf('inspection', f.op) : newId()
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const findings = f.finding.map((words, n) => ({
        ...{ findingId: f.op ? idOf('finding', f.op, String(n)) : newId(), words },
        task: f.due ? { dueOn: f.due } : null,
      }))
      const at = instant(f.at, s.today, '--at')
      const place = { placeKey: f.place, kind: f.place ? undefined : f.kind, placeName: f.name, areaId }
      const input = { inspectionId, ...place, checklist: f.checklist, surprise: !f.announced, answers: answersOf(f), findings }
      const parts = 1 + f.photo.length
      const made = await s.run(
        commands.record,
        { ...input, words: f.note, ...(at && { capturedAt: at, clockErrorMs: 0 }) },
        partOp(f, 'record', parts),
      )
      for (const [n, file] of f.photo.entries())
        await s.run(
          commands.addPhoto,
          { inspectionId, fileName: basename(file), bytes: new Uint8Array(readFileSync(file)) },
          partOp(f, `photo ${n}`, parts),
        )
      print(f, made, (a) => {
        const late = a.lateness === 'none' ? '' : ' (ghi muộn)'
        return `Đã ghi ${a.inspectionId}, ngày ${shownDay(a.onDay)}${late}; ${a.tasks.length} nhiệm vụ, ${a.unanswered} mục chưa trả lời.`
      })
    }),
  )
  acting(
    inspection
      .command('list')
      .description('các lần kiểm tra (inspections)')
      .option('--area <code>')
      .option('--from <date>', 'từ ngày', day)
      .option('--until <date>', 'đến ngày', day)
      .option('--mine', 'của tôi')
      .addOption(kind()),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const asked = { areaId, from: f.from, until: f.until, kind: f.kind, whose: f.mine ? ('mine' as const) : ('all' as const) }
      print(f, await s.run(reads.list, asked), (a) =>
        lines(
          a.rows,
          (r) =>
            `${r.inspectionId}\t${shownDay(r.onDay)}${r.lateness === 'none' ? '' : ' muộn'}\t${r.placeName}, ${r.areaName}\t${r.byName}\tđạt ${r.pass}, không ${r.fail}\ttồn tại ${r.findings}, còn ${r.findingsOpen}`,
          'Chưa có lần kiểm tra nào.',
        ),
      )
    }),
  )
  acting(inspection.command('show').description('một lần kiểm tra (one inspection)').argument('<inspection>')).action(
    (inspectionId: string, f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(reads.show, { inspectionId }), (a) =>
          [
            `${a.placeName}, ${a.areaName}, ${shownTime(a.capturedAt)}, ${a.byName}`,
            ...a.answers.map(
              (x) => `${x.answer === 'points' ? x.points : verdicts[x.answer]}\t${x.asked}${x.note ? ` (${x.note})` : ''}`,
            ),
            ...(a.outcome.score ? [`${a.outcome.score.band.vi}: ${a.outcome.score.percent.toFixed(1)} %`] : []),
            ...a.found.map(
              (x) => `- ${x.words}: ${stateVi[x.state]}${x.task ? `, ${x.task.assignee}, hạn ${shownDay(x.task.dueOn)}` : ''}`,
            ),
          ].join('\n'),
        ),
      ),
  )
  acting(
    inspection
      .command('findings')
      .description('tồn tại và nhiệm vụ khắc phục (findings)')
      .option('--area <code>')
      .option('--all', 'cả những tồn tại đã xong'),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(reads.findings, { areaId, state: f.all ? 'all' : 'open' }), (a) =>
        lines(
          a.rows,
          (r) => `${r.findingId}\t${shownDay(r.onDay)}\t${r.placeName}\t${r.words}\t${stateVi[r.state]}`,
          'Không có.',
        ),
      )
    }),
  )
  acting(
    inspection
      .command('give')
      .description('giao việc khắc phục một tồn tại (give its task)')
      .argument('<finding>')
      .option('--area <code>', 'mặc định địa bàn của nơi được kiểm tra')
      .option('--words <text>', 'mặc định lời ghi tồn tại')
      .option('--due <date>', 'hạn', day),
  ).action((findingId: string, f: GlobalFlags & { area?: string; words?: string; due?: string }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const made = await s.run(commands.giveFindingTask, { findingId, areaId, words: f.words, dueOn: f.due })
      print(f, made, (a) => `Đã giao nhiệm vụ ${a.taskId}`)
    }),
  )
  acting(
    inspection
      .command('close')
      .description('kết thúc tồn tại đã khắc phục tại chỗ (close a finding)')
      .argument('<finding>')
      .requiredOption('--words <text>'),
  ).action((findingId: string, f: GlobalFlags & { words: string }) =>
    inSession(f, async (s) => print(f, await s.run(commands.closeFinding, { findingId, words: f.words }), () => 'Đã kết thúc.')),
  )
  acting(
    inspection
      .command('void')
      .description('hủy biên bản ghi nhầm (void an inspection)')
      .argument('<inspection>')
      .requiredOption('--reason <text>'),
  ).action((inspectionId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(commands.voidInspection, { inspectionId, reason: f.reason }), ({ withdrawn, staying }) =>
        [
          'Đã hủy.',
          ...(withdrawn.length > 0 ? [`Đã rút ${withdrawn.length} nhiệm vụ chưa ai bắt tay vào.`] : []),
          ...staying.map((t) => `Còn đang làm: ${t.taskId} ${t.assignee}: ${t.words}`),
        ].join('\n'),
      ),
    ),
  )
  acting(
    inspection
      .command('league')
      .description('kiểm tra trong ngày theo địa bàn (areas side by side)')
      .option('--area <code>')
      .option('--on <date>', 'mặc định hôm nay', day),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(reads.league, { areaId, day: f.on }), (a) =>
        lines(
          a.rows,
          (r) =>
            `${r.name}\tđột xuất ${r.done}/${r.owed}\tthiếu ${r.missing}\ttất cả ${r.inspections}\tđạt ${share(r.share)}\ttồn tại: còn ${r.findingsOpen}, xong ${r.findingsClosed}`,
          'Không có đơn vị nào.',
        ),
      )
    }),
  )
  acting(
    inspection
      .command('leaders')
      .description('lãnh đạo phụ trách đã kiểm tra chưa (leaders)')
      .option('--area <code>')
      .option('--on <date>', 'mặc định hôm nay', day),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(reads.leaders, { areaId, day: f.on }), (a) =>
        lines(
          a.rows,
          (r) => `${r.officer ?? 'lãnh đạo cấp trên'}\t${r.areaName}\t${r.done}/${r.owed}`,
          'Chưa phân công ai phụ trách địa bàn.',
        ),
      )
    }),
  )
}
