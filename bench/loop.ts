import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { deriveTask } from '@phaodai/modules/directives/derive.commands.ts'
import { measureTask, metTasks } from '@phaodai/modules/directives/measures.commands.ts'
import { giveTask } from '@phaodai/modules/directives/tasks.commands.ts'
import { task, tasks } from '@phaodai/modules/directives/tasks.reads.ts'
import { leaders, league, plan } from '@phaodai/modules/inspections/inspections.reads.ts'
import { clockOwes, strike } from '@phaodai/modules/reports/clock.ts'
import { due, list, members, verify } from '@phaodai/modules/reports/reports.reads.ts'
import { operatorName, postOf } from '../apps/api/instance.ts'
import { testApp } from '../test/database.ts'
import { layProvince } from './province.fixtures.ts'
import { timed } from './timed.fixtures.ts'

const seconds = (from: number) => Number(((performance.now() - from) / 1000).toFixed(1))
const measured = ['teams-reported', 'f1-tested', 'orders-issued', 'parts-closed'] as const

/**
 * `npm run bench -- loop [--homes 600000] [--json]`: the loop from above in a province with 12 districts and 235 communes, each with an officer: the clock
 * freezes every unit's report of two days, the second against the first; what to visit; the league; the tree of a directive; 500 measured tasks. Facts are
 * laid down by plain inserts, the rest is the ordinary commands and reads.
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const at = process.argv.indexOf('--homes')
  const homes = at > 0 ? Number(process.argv[at + 1]) : 600_000
  const t = await testApp()
  const step = (words: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)
  try {
    step('laying down')
    let from = performance.now()
    const laid = await layProvince(t, homes)
    const laidSeconds = seconds(from)
    const units = await t.rows<{ code: string; tier: 'district' | 'commune'; areaId: number }>(
      `select c.code, c.tier, c.area_id as "areaId" from area c join area p on p.tier = 'province' and p.code = '30' and c.lo between p.lo and p.hi
       where c.tier in ('district', 'commune') and date '2021-02-22' >= c.valid_from and (c.valid_until is null or c.valid_until > '2021-02-22')
         and (p.valid_until is null or p.valid_until > '2021-02-22') order by c.area_id`,
    )
    const province = await t.post('province', '30')
    const posts = new Map([[province.area.areaId, province]])
    for (const u of units) posts.set(u.areaId, await t.post(u.tier, u.code))
    await t.rows(
      `insert into responsibility (responsibility_id, area_id, account_id, from_on)
       select gen_random_uuid(), a, c, '2021-02-01' from unnest($1::int[], $2::uuid[]) as u (a, c)`,
      [[...posts.keys()], [...posts.values()].map((p) => p.accountId)],
    )
    const district = posts.get(units.find((u) => u.tier === 'district')!.areaId)!
    const commune = posts.get(units.find((u) => u.tier === 'commune')!.areaId)!
    const operator = await t.post('operator', '30')

    step('giving work')
    from = performance.now()
    const source = { kind: 'directive', id: newId(), label: '01-CT/TU' } as const
    let first = ''
    for (let n = 0; n < 20; n++) {
      const { taskId } = await operator.as(giveTask, {
        ...{ words: `Việc số ${n + 1} của chỉ thị`, dueOn: n % 2 === 0 ? '2021-02-22' : null, startsOn: '2021-02-20' },
        ...{ source, measure: 'parts-closed' },
      })
      first ||= taskId
      const { made } = await operator.as(deriveTask, { taskId, each: true })
      for (const part of made) await operator.as(deriveTask, { taskId: part.taskId, each: true })
    }
    const measuredIds: string[] = []
    for (let n = 0; n < 500; n++) {
      const of = units[n % units.length]!.areaId
      const words = `Việc đo được số ${n + 1}`
      const more = { areaId: n % 2 === 0 ? undefined : of, measure: measured[n % 4]!, words }
      measuredIds.push((await operator.as(giveTask, more)).taskId)
    }
    const giveSeconds = seconds(from)
    await t.rows('analyze')

    const clockPost = await postOf(t.app.pool, operatorName, '2021-02-22')
    const freezing = async (day: string) => {
      await t.day(day)
      step(`freezing, ${day}`)
      const from = performance.now()
      const { rows } = await execute(t.app, clockOwes, {}, { postId: clockPost })
      const owes = performance.now() - from
      const { frozen } = await strike(t.app, clockPost)
      const all = performance.now() - from
      return {
        owed: rows.length,
        frozen,
        seconds: Number((all / 1000).toFixed(1)),
        owesMs: Math.round(owes),
        msEach: Math.round(all / Math.max(1, frozen)),
      }
    }
    const firstDay = await freezing('2021-02-23')
    const secondDay = await freezing('2021-02-24')
    await t.day('2021-02-23')

    step('reading reports')
    const of = (post: typeof province) => async () => {
      const { rows } = await post.as(list, { areaId: post.area.areaId, from: '2021-02-22', until: '2021-02-22' })
      return rows.find((r) => r.areaId === post.area.areaId)!.reportId
    }
    const reportId = await of(province)()
    const communeReport = await of(commune)()
    const reports = {
      provinceDueMs: await timed(3, () => province.as(due, { day: '2021-02-22' })),
      provinceListMs: await timed(3, () => province.as(list, { from: '2021-02-22', until: '2021-02-22' })),
      provinceVerifyMs: await timed(1, () => province.as(verify, { reportId })),
      communeVerifyMs: await timed(1, () => commune.as(verify, { reportId: communeReport })),
      provinceHomesMs: await timed(1, () => province.as(members, { reportId, figure: 'homes.asked', side: 'frozen' })),
    }
    step('inspections')
    const inspections = {
      planProvinceMs: await timed(3, () => province.as(plan, {})),
      planDistrictMs: await timed(3, () => district.as(plan, {})),
      planCommuneMs: await timed(5, () => commune.as(plan, {})),
      leagueProvinceMs: await timed(3, () => province.as(league, {})),
      leadersProvinceMs: await timed(3, () => province.as(leaders, {})),
    }
    step('tasks')
    const tree = {
      directiveAllMs: await timed(3, () =>
        province.as(tasks, { sourceId: source.id, view: 'all', state: 'any', parts: 'all', limit: 1000 }),
      ),
      directiveUnderMs: await timed(3, () => province.as(tasks, { sourceId: source.id, view: 'all', state: 'any' })),
      oneMs: await timed(5, () => province.as(task, { taskId: first })),
    }
    step('measures')
    from = performance.now()
    for (const taskId of measuredIds) await province.as(measureTask, { taskId })
    const measureSeconds = seconds(from)
    const met = await timed(1, () => province.as(metTasks, {}))
    return {
      name: 'loop',
      results: {
        ...{ homes, ...laid, laidSeconds, giveSeconds, units: posts.size },
        ...{ firstDay, secondDay, reports, inspections, tree },
        ...{ measured: measuredIds.length, measureSeconds, metTasksMs: met },
      },
    }
  } finally {
    await t.close()
  }
}
