import { UsageError } from '@phaodai/kernel/usage.ts'
import { callList, recordCall } from '@phaodai/modules/tracing/calls.commands.ts'
import { Outcome, Told } from '@phaodai/modules/tracing/calls.contract.ts'
import { addPlace, recordVisits, voidContact } from '@phaodai/modules/tracing/tracing.commands.ts'
import { addPlace as addPlaceVerb, Level } from '@phaodai/modules/tracing/tracing.contract.ts'
import { levels } from '@phaodai/modules/tracing/tracing.reads.ts'
import { isLocalDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { changedText } from './changed.ts'
import { acting, day, disease, group, instant, inTurn, limit, lines, oneOf, partOp, shownTime, total } from './flags.ts'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

function registerLevels(program: Command): void {
  acting(
    limit(
      group(program, 'levels', 'mức F0, F1, F2 (levels)')
        .command('list')
        .description('ai là F0, F1, F2 và vì sao, một câu một người (who has which level, and why)')
        .addOption(oneOf('--level <level>', 'chỉ một mức', Level.options))
        .option('--area <code>')
        .option('--since <date>', 'có mức từ ngày này', day)
        .option('--until <date>', 'có mức đến ngày này', day)
        .option('--active <date>', 'chỉ người đang theo dõi ngày đó', day)
        .option(...disease),
    ),
  ).action(
    (
      f: GlobalFlags & {
        level?: string
        area?: string
        since?: string
        until?: string
        active?: string
        disease: string
        limit: number
      },
    ) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        const { since, until } = f
        const asked = { disease: f.disease, level: f.level as never, areaId, since, until, activeOn: f.active, limit: f.limit }
        print(f, await s.run(levels, asked), (a) => {
          const row = (r: (typeof a.rows)[number]) =>
            `${r.level}\t${r.code}\t${r.name}\t${r.sentence.vi}${r.unconfirmed ? ' [số liệu chưa kiểm chứng]' : ''}`
          return lines(a.rows, row, 'Không có ai.') + total(a.rows.length, a.total)
        })
      }),
  )
}

function registerPlaces(program: Command): void {
  acting(
    group(program, 'contact', 'tiếp xúc (contacts)')
      .command('void')
      .description('hủy một lần tiếp xúc ghi sai; không xóa (void a contact)')
      .argument('<contact>', 'mã lần tiếp xúc')
      .requiredOption('--reason <text>'),
  ).action((contactId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) => {
      const done = await s.run(voidContact, { contactId, reason: f.reason })
      const changed = f.json ? '' : await changedText(s, done.changed)
      print(f, done, () => `Đã hủy lần tiếp xúc.${changed}`)
    }),
  )
  acting(
    group(program, 'place', 'nơi có người gặp nhau (places)')
      .command('add')
      .description('thêm một nơi: lớp, ca, phòng, chợ (add a place)')
      .requiredOption('--name <text>')
      .addOption(oneOf('--kind <kind>', 'loại nơi', addPlaceVerb.input.shape.kind.options).makeOptionMandatory())
      .requiredOption('--commune <code>')
      .option('--closed-space', 'không gian kín')
      .option('--open-air', 'ngoài trời')
      .option('--address <text>'),
  ).action(
    (
      f: GlobalFlags & {
        name: string
        kind: string
        commune: string
        closedSpace?: boolean
        openAir?: boolean
        address?: string
      },
    ) =>
      inSession(f, async (s) => {
        const input = {
          name: f.name,
          kind: f.kind as never,
          communeId: await areaOf(s, f.commune, 'commune'),
          closedSpace: f.closedSpace ? true : f.openAir ? false : null,
          address: f.address ?? null,
        }
        print(f, await s.run(addPlace, input), (p) => `Đã thêm nơi ${p.placeId}`)
      }),
  )
  acting(
    group(program, 'visit', 'lịch trình (itineraries)')
      .command('add')
      .description('ghi có mặt ở một nơi; nhiều người, nhiều ngày cùng giờ được (record visits)')
      .requiredOption('--person <code...>')
      .requiredOption('--place <id>')
      .requiredOption('--from <time>', 'giờ vào: 06:00 (với --on), hoặc 2021-02-19T06:00')
      .requiredOption('--to <time>', 'giờ ra')
      .option('--on <date...>', 'những ngày có mặt; mặc định hôm nay')
      .option('--masked')
      .option('--unmasked')
      .option('--source <text>', 'nguồn', 'khai báo')
      .option(...disease),
  ).action(
    (
      f: GlobalFlags & {
        person: string[]
        place: string
        from: string
        to: string
        on?: string[]
        masked?: boolean
        unmasked?: boolean
        source: string
        disease: string
      },
    ) =>
      inSession(f, async (s) => {
        const on = f.on ?? [s.today]
        if (!on.every(isLocalDate)) throw new UsageError('--on là một hoặc nhiều ngày dạng NĂM-THÁNG-NGÀY.')
        const masked = f.masked ? true : f.unmasked ? false : null
        const visits = on.map((d) => ({
          placeId: f.place,
          fromAt: instant(f.from, d, '--from')!,
          toAt: instant(f.to, d, '--to')!,
          masked,
        }))
        const subjects = await inTurn(f.person, (person) => personOf(s, person))
        const made = await inTurn(subjects, (subjectId) =>
          s.run(recordVisits, { subjectId, disease: f.disease, source: f.source, visits }, partOp(f, subjectId, subjects.length)),
        )
        const changed = f.json
          ? ''
          : await changedText(
              s,
              made.flatMap((m) => m.changed),
            )
        print(
          f,
          made.length === 1 ? made[0]! : { recorded: made },
          () => `Đã ghi ${visits.length} lần có mặt của ${subjects.length} người.${changed}`,
        )
      }),
  )
}

const outcomes = {
  reached: 'gặp được',
  unreachable: 'không liên lạc được',
  refused: 'từ chối',
  'wrong-number': 'sai số',
} as const

function registerCalls(program: Command): void {
  const call = group(program, 'call', 'gọi truy vết; hoặc gọi một chức năng theo tên (calls to contacts; or any verb by name)')
  acting(
    call
      .command('add')
      .description('ghi một cuộc gọi (record a call)')
      .requiredOption('--person <code>')
      .addOption(oneOf('--outcome <outcome>', 'kết quả', Outcome.options).makeOptionMandatory())
      .addOption(oneOf('--told <level>', 'mức đã báo; mặc định mức hiện nay', Told.options))
      .option('--note <text>', 'lời người đó nói; bắt buộc khi từ chối')
      .option(...disease),
  ).action((f: GlobalFlags & { person: string; outcome: string; told?: string; note?: string; disease: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, f.person)
      const input = {
        subjectId,
        disease: f.disease,
        outcome: f.outcome as never,
        toldLevel: f.told as never,
        note: f.note ?? null,
      }
      print(f, await s.run(recordCall, input), (c) => {
        const visit = c.homeVisit ? '; cần đến tận nhà' : ''
        return `Đã ghi cuộc gọi: ${outcomes[f.outcome as 'reached']}${c.toldLevel ? `, đã báo ${c.toldLevel}` : ''}${visit}`
      })
    }),
  )
  acting(
    limit(
      call
        .command('list')
        .description('người cần gọi, quá hạn trước (persons to call)')
        .addOption(oneOf('--level <level>', '', Level.options))
        .addOption(oneOf('--only <which>', '', ['late', 'refused', 'home-visit']))
        .option('--area <code>')
        .option(...disease),
    ),
  ).action((f: GlobalFlags & { level?: string; only?: string; area?: string; disease: string; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const asked = { disease: f.disease, level: f.level as never, only: f.only as never, areaId, limit: f.limit }
      print(f, await s.run(callList, asked), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.late ? 'QUÁ HẠN' : 'chờ gọi'}\t${r.code}\t${r.name}\t${r.phoneMasked ?? 'chưa có số'}\t${r.sentence.vi}${r.dueAt ? `\thạn ${shownTime(r.dueAt)}` : ''}${r.attempts > 0 ? `\tđã gọi ${r.attempts} lần` : ''}`
        return lines(a.rows, row, 'Không còn ai cần gọi.') + total(a.rows.length, a.total)
      })
    }),
  )
}

/** levels, contact void, place, visit, call add and list: what the tracers write. */
export function registerTracing(program: Command): void {
  registerLevels(program)
  registerPlaces(program)
  registerCalls(program)
}
