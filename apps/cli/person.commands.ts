import { decideDuplicate, duplicates, unmerge } from '@phaodai/modules/people/duplicates.commands.ts'
import { move } from '@phaodai/modules/people/people.commands.ts'
import { personPage } from '@phaodai/modules/situation/person.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, limit, lines, shownDay } from './flags.ts'
import { pageOfPerson } from './person-page.ts'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

/** person show, move, duplicates, merge, unmerge. */
export function registerPerson(program: Command): void {
  const person = group(program, 'person', 'hồ sơ người (people)')
  acting(
    person
      .command('show')
      .description('vì sao người này là F0, F1, F2; chuỗi lây; dữ kiện theo ngày; việc phải làm (a person, and why)')
      .argument('<person>', 'mã hồ sơ hoặc mã định danh')
      .option(...disease),
  ).action((named: string, f: GlobalFlags & { disease: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, named)
      print(f, await s.run(personPage, { subjectId, disease: f.disease }), pageOfPerson)
    }),
  )
  acting(
    person
      .command('move')
      .description('chuyển nơi cư trú (move to another residence)')
      .argument('<person>')
      .requiredOption('--commune <code>', 'xã đến')
      .option('--on <date>', 'ngày đầu tiên ở nơi mới; mặc định hôm nay', day)
      .option('--household <id>')
      .option('--address <text>'),
  ).action((named: string, f: GlobalFlags & { commune: string; on?: string; household?: string; address?: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, named)
      const communeId = await areaOf(s, f.commune, 'commune')
      const input = { subjectId, communeId, on: f.on, householdId: f.household ?? null, address: f.address ?? null }
      print(f, await s.run(move, input), () => `Đã chuyển nơi cư trú của ${named} đến ${f.commune}`)
    }),
  )
  acting(
    limit(
      person
        .command('duplicates')
        .description('hồ sơ có thể trùng; không bao giờ tự gộp (possible duplicates)')
        .option('--person <code>')
        .option('--area <code>'),
    ),
  ).action((f: GlobalFlags & { person?: string; area?: string; limit: number }) =>
    inSession(f, async (s) => {
      const subjectId = f.person ? await personOf(s, f.person) : undefined
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(duplicates, { subjectId, areaId, limit: Math.min(f.limit, 200) }), (a) => {
        const row = (p: (typeof a.proposals)[number]) =>
          `${p.a.code}\t${p.a.name}\t${p.b.code}\t${p.b.name}\t${p.strength === 'strong' ? 'nhiều khả năng' : 'ít khả năng'}: ${p.reasons.map((r) => r.vi).join('; ')}`
        return lines(a.proposals, row, 'Không có hồ sơ nào nghi trùng.')
      })
    }),
  )
  acting(
    person
      .command('merge')
      .description('kết luận hai hồ sơ là một người, hoặc với --different là hai người; bỏ lại được (same person or not)')
      .argument('<person>')
      .argument('<other>')
      .requiredOption('--reason <text>')
      .option('--different', 'là hai người khác nhau: không gộp, và không đề nghị lại'),
  ).action((a: string, b: string, f: GlobalFlags & { reason: string; different?: boolean }) =>
    inSession(f, async (s) => {
      const aSubjectId = await personOf(s, a)
      const bSubjectId = await personOf(s, b)
      const decision = f.different ? 'different' : 'same'
      print(f, await s.run(decideDuplicate, { aSubjectId, bSubjectId, decision, reason: f.reason }), (d) =>
        d.mergeId
          ? `Đã gộp ${a} và ${b}.\nBỏ gộp: phaodai person unmerge ${d.mergeId} --reason "…"`
          : `Đã ghi: ${a} và ${b} là hai người.`,
      )
    }),
  )
  acting(
    person
      .command('unmerge')
      .description('bỏ gộp hồ sơ (undo a merge)')
      .argument('<merge>', 'mã lần gộp')
      .requiredOption('--reason <text>'),
  ).action((mergeId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(unmerge, { mergeId, reason: f.reason }),
        (u) => `Đã tách thành ${u.subjectIds.length} hồ sơ, từ ${shownDay(s.today)}`,
      ),
    ),
  )
}
