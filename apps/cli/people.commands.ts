import { idOf } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { list as listCases, report, voidFact } from '@phaodai/modules/cases/cases.commands.ts'
import { addHousehold, register } from '@phaodai/modules/people/people.commands.ts'
import { search } from '@phaodai/modules/people/people.reads.ts'
import { declareContact } from '@phaodai/modules/tracing/tracing.commands.ts'
import { parseBirth } from '@phaodai/text/birth.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'

interface PersonFlags extends GlobalFlags {
  name?: string
  commune?: string
  birth?: string
  age?: string
  sex?: string
  phone?: string
  idNumber?: string
  address?: string
  household?: string
}

const withPerson = (command: Command): Command =>
  command
    .option('--name <full name>', 'họ và tên')
    .option('--commune <code>', 'xã: mã hoặc tên')
    .option('--birth <date>', 'ngày sinh: 1985, 03/1985, 12/03/1985 (ngày trước tháng)')
    .option('--age <years>', 'tuổi, khi không rõ ngày sinh')
    .option('--sex <sex>', 'male hoặc female')
    .option('--phone <number>')
    .option('--id-number <number>', 'CCCD, CMND hoặc hộ chiếu')
    .option('--address <text>')
    .option('--household <id>', 'mã hộ')

const common = (command: Command): Command =>
  command
    .option('--json')
    .option('--as <username>', 'làm việc bằng tài khoản này')
    .option('--op <uuid>', 'mã thao tác: chạy lại không ghi hai lần')

async function registerPerson(session: Session, flags: PersonFlags) {
  if (!flags.name) throw new UsageError('Thiếu --name: họ và tên.')
  if (!flags.commune && !flags.household) throw new UsageError('Thiếu --commune: mã hoặc tên xã.')
  const birth = flags.birth ? parseBirth(flags.birth, { order: 'dmy' }) : null
  if (birth && !birth.ok) throw new UsageError(`Ngày sinh "${flags.birth}" không đọc được (${birth.problem}).`)
  if (flags.sex && flags.sex !== 'male' && flags.sex !== 'female') throw new UsageError('--sex là male hoặc female.')
  return session.run(register, {
    fullName: flags.name,
    ...(flags.commune && { communeId: await areaOf(session, flags.commune, 'commune') }),
    birth: birth?.ok ? { year: birth.year, month: birth.month, day: birth.day } : null,
    ageYears: flags.age ? Number(flags.age) : null,
    sex: (flags.sex as 'male' | 'female' | undefined) ?? null,
    phone: flags.phone ?? null,
    idNumber: flags.idNumber ?? null,
    address: flags.address ?? null,
    ...(flags.household && { householdId: flags.household }),
  })
}

/** person, household, case, contact: from a cough to the people around it, by script. */
export function registerPeople(program: Command): void {
  const person = program.command('person').description('hồ sơ người (people)')
  common(withPerson(person.command('add').description('lập hồ sơ một người'))).action((flags: PersonFlags) =>
    inSession(flags, async (s) =>
      print(
        flags,
        await registerPerson(s, flags),
        (p) => `Đã lập hồ sơ ${p.code}${p.duplicates > 0 ? `; có ${p.duplicates} hồ sơ có thể trùng` : ''}`,
      ),
    ),
  )
  common(
    person.command('search').description('tìm theo tên (có hoặc không dấu), mã, số giấy tờ, điện thoại').argument('<text>'),
  ).action((text: string, flags: GlobalFlags) =>
    inSession(flags, async (s) =>
      print(
        flags,
        await s.run(search, { q: text }),
        (a) => a.people.map((p) => `${p.code}\t${p.name}\t${p.birthYear ?? ''}`).join('\n') || 'Không tìm thấy ai.',
      ),
    ),
  )

  const household = program.command('household').description('hộ (households)')
  common(
    household
      .command('add')
      .description('thêm hộ')
      .requiredOption('--commune <code>')
      .requiredOption('--address <text>')
      .option('--door <number>'),
  ).action((flags: GlobalFlags & { commune: string; address: string; door?: string }) =>
    inSession(flags, async (s) => {
      const communeId = await areaOf(s, flags.commune, 'commune')
      print(
        flags,
        await s.run(addHousehold, { communeId, address: flags.address, door: flags.door ?? null }),
        (h) => `Đã thêm hộ ${h.householdId}`,
      )
    }),
  )

  const cases = program.command('case').description('ca bệnh (cases)')
  common(
    withPerson(cases.command('add').description('ghi nhận ca bệnh được thông báo, cho hồ sơ đã có (--person) hoặc người mới')),
  )
    .requiredOption('--disease <code>')
    .option('--person <code>')
    .option('--onset <date>')
    .option('--sampled <date>')
    .option('--confirmed <date>')
    .option('--reported <date>')
    .option('--origin <origin>', 'community, quarantine, zone, imported')
    .action(
      (
        flags: PersonFlags & {
          disease: string
          person?: string
          onset?: string
          sampled?: string
          confirmed?: string
          reported?: string
          origin?: string
        },
      ) =>
        inSession(flags, async (s) => {
          const { op } = flags
          const made = flags.person ? null : await registerPerson(s, { ...flags })
          const subjectId = made?.subjectId ?? (await personOf(s, flags.person))
          const input = {
            subjectId,
            disease: flags.disease,
            onsetOn: flags.onset,
            sampledOn: flags.sampled,
            confirmedOn: flags.confirmed,
            reportedOn: flags.reported,
            origin: flags.origin as never,
          }
          const answer = await s.run(report, input, made && op ? idOf('command-line', op, 'case') : op)
          print(
            flags,
            { subjectId, ...(made && { code: made.code, duplicates: made.duplicates }), ...answer },
            (a) => `Đã ghi ca bệnh ${'code' in a ? a.code : flags.person}`,
          )
        }),
    )
  common(
    cases
      .command('list')
      .description('danh sách ca bệnh')
      .requiredOption('--disease <code>')
      .option('--area <code>')
      .option('--from <date>')
      .option('--until <date>'),
  ).action((flags: GlobalFlags & { disease: string; area?: string; from?: string; until?: string }) =>
    inSession(flags, async (s) => {
      const areaId = flags.area ? await areaOf(s, flags.area) : undefined
      const answer = await s.run(listCases, { disease: flags.disease, areaId, from: flags.from, until: flags.until, limit: 1000 })
      print(
        flags,
        answer,
        (a) =>
          a.rows.map((r) => `${r.code}\t${r.name}\t${r.areaName}\t${r.reportedOn ? formatDate(r.reportedOn) : ''}`).join('\n') ||
          'Chưa có ca bệnh nào.',
      )
    }),
  )
  common(
    cases
      .command('void')
      .description('hủy một dữ kiện ghi sai (không xóa)')
      .requiredOption('--person <code>')
      .requiredOption('--kind <kind>', 'confirmation, onset, isolation, outcome')
      .requiredOption('--fact <id>')
      .requiredOption('--reason <text>'),
  ).action((flags: GlobalFlags & { person: string; kind: string; fact: string; reason: string }) =>
    inSession(flags, async (s) => {
      const subjectId = await personOf(s, flags.person)
      print(
        flags,
        await s.run(voidFact, { subjectId, kind: flags.kind as never, factId: flags.fact, reason: flags.reason }),
        () => 'Đã hủy; mọi mức theo sau đã được tính lại.',
      )
    }),
  )

  const contact = program.command('contact').description('tiếp xúc (contacts)')
  common(
    contact
      .command('add')
      .description('ghi một lần tiếp xúc giữa hai người')
      .requiredOption('--person <code>')
      .requiredOption('--with <code>')
      .requiredOption('--disease <code>')
      .option('--from <date>')
      .option('--until <date>')
      .option('--minutes <n>')
      .option('--distance <metres>')
      .option('--masked')
      .option('--unmasked')
      .option('--closed-space')
      .option('--physical')
      .option('--care')
      .option('--workshop')
      .option('--class')
      .option('--place <text>')
      .option('--counts <reason>', 'cán bộ truy vết kết luận là tiếp xúc gần, với lý do'),
  ).action(
    (flags: GlobalFlags & Record<string, string | boolean | undefined> & { person: string; with: string; disease: string }) =>
      inSession(flags, async (s) => {
        const subjectId = await personOf(s, flags.person)
        const otherId = await personOf(s, flags.with, '--with')
        const text = (key: string) => (typeof flags[key] === 'string' ? (flags[key] as string) : null)
        const answer = await s.run(declareContact, {
          subjectId,
          otherId,
          disease: flags.disease,
          firstOn: text('from') ?? text('until'),
          lastOn: text('until') ?? text('from'),
          minutes: flags.minutes ? Number(flags.minutes) : null,
          distanceM: flags.distance ? Number(flags.distance) : null,
          masked: flags.masked ? true : flags.unmasked ? false : null,
          closedSpace: flags.closedSpace ? true : null,
          physical: flags.physical ? true : null,
          care: flags.care ? true : null,
          workshop: flags.workshop ? true : null,
          class: flags.class ? true : null,
          placeText: text('place'),
          tracerSays: text('counts') ? { counts: true, reason: text('counts')! } : null,
        })
        print(flags, answer, (a) => `${a.counts ? 'Tính là tiếp xúc gần' : 'Chưa tính là tiếp xúc gần'}: ${a.reason.vi}`)
      }),
  )
}
