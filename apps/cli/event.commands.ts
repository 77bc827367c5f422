import { newId } from '@phaodai/kernel/ids.ts'
import { decide, register } from '@phaodai/modules/events/events.commands.ts'
import { How, Setting } from '@phaodai/modules/events/events.contract.ts'
import { list } from '@phaodai/modules/events/events.reads.ts'
import type { Command } from 'commander'
import type { z } from 'zod'
import { acting, day, group, limit, lines, number, oneOf, shownDay, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const verdicts = { allowed: 'trong giới hạn', unknown: 'cần người quyết định', over: 'VƯỢT GIỚI HẠN', postpone: 'PHẢI HOÃN' }
interface Registered extends GlobalFlags {
  commune: string
  name: string
  organiser: string
  place: string
  setting: z.output<typeof Setting>
  from: string
  until?: string
  people: number
  rooms: number
}

/** event: registered, checked against the limits in force, decided. */
export function registerEvents(program: Command): void {
  const event = group(program, 'event', 'sự kiện, cuộc họp (events and meetings)')
  acting(
    event
      .command('register')
      .description('đăng ký sự kiện, cuộc họp (register)')
      .requiredOption('--commune <code>')
      .requiredOption('--name <text>')
      .requiredOption('--organiser <text>')
      .requiredOption('--place <text>')
      .addOption(oneOf('--setting <setting>', 'hình thức', Setting.options).makeOptionMandatory())
      .requiredOption('--from <date>', 'từ ngày', day)
      .option('--until <date>', 'đến hết ngày', day)
      .requiredOption('--people <n>', 'số người dự kiến', number)
      .option('--rooms <n>', 'số phòng', number, 1),
  ).action((f: Registered) =>
    inSession(f, async (s) => {
      const communeId = await areaOf(s, f.commune, 'commune')
      const { name, organiser, place, setting, people, rooms } = f
      const made = await s.run(register, {
        eventId: newId(),
        communeId,
        name,
        organiser,
        place,
        setting,
        fromOn: f.from,
        untilOn: f.until,
        people,
        rooms,
      })
      print(f, made, (a) =>
        [
          `${a.eventId}: ${verdicts[a.checked.verdict]}`,
          ...a.checked.findings.map((x) => `- ${x.words.vi} (${x.document.vi})`),
        ].join('\n'),
      )
    }),
  )
  acting(
    limit(
      event
        .command('list')
        .description('sự kiện, đối chiếu giới hạn (events against the limits)')
        .option('--area <code>')
        .addOption(oneOf('--state <state>', 'chọn', ['coming', 'affected', 'past', 'all']).default('coming')),
    ),
  ).action((f: GlobalFlags & { area?: string; state: 'coming'; limit: number }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(list, { areaId, state: f.state, limit: f.limit }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.eventId}\t${r.name}\t${shownDay(r.fromOn)}\t${r.people} người\t${r.checked ? verdicts[r.checked.verdict] : '-'}\t${r.how ?? 'chưa quyết định'}${r.affected ? '\tPHẢI XEM LẠI' : ''}`
        return lines(a.rows, row, 'Không có sự kiện nào.') + total(a.rows.length, a.total)
      })
    }),
  )
  acting(
    event
      .command('decide')
      .description('quyết định về một hoặc nhiều sự kiện (decide about one or several)')
      .argument('<event...>')
      .addOption(oneOf('--how <how>', 'quyết định', How.options).makeOptionMandatory())
      .option('--people <n>', 'giảm còn', number)
      .option('--rooms <n>', 'số phòng', number)
      .option('--to <date>', 'hoãn đến ngày', day)
      .option('--document <text>')
      .option('--words <text>', 'căn cứ, lý do'),
  ).action(
    (
      eventIds: string[],
      f: GlobalFlags & {
        how: z.output<typeof How>
        people?: number
        rooms?: number
        to?: string
        document?: string
        words?: string
      },
    ) =>
      inSession(f, async (s) => {
        const { how, people, rooms, document, words } = f
        print(
          f,
          await s.run(decide, { eventIds, how, people, rooms, newFromOn: f.to, document, words }),
          (a) => `Đã ghi cho ${a.decisions.length} sự kiện.`,
        )
      }),
  )
}
