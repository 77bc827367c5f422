import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { deriveTask } from '@phaodai/modules/directives/derive.commands.ts'
import { measureTask, metTasks } from '@phaodai/modules/directives/measures.commands.ts'
import { giveTask } from '@phaodai/modules/directives/tasks.commands.ts'
import { task, tasks } from '@phaodai/modules/directives/tasks.reads.ts'
import { leaders, league, plan } from '@phaodai/modules/inspections/inspections.reads.ts'
import { clockOwes, freezeByClock } from '@phaodai/modules/reports/clock.ts'
import { due, list, members, verify } from '@phaodai/modules/reports/reports.reads.ts'
import { operatorName, postOf } from '../apps/api/instance.ts'
import { testApp } from '../test/database.ts'
import { layProvince } from './province.fixtures.ts'
import { timed } from './timed.fixtures.ts'

const seconds = (from: number) => Number(((performance.now() - from) / 1000).toFixed(1))
/** The middle and the most of each kind, in ms. */
const spread = (took: ReadonlyMap<string, number[]>) =>
  Object.fromEntries(
    [...took].map(([kind, ms]) => {
      const sorted = ms.toSorted((a, b) => a - b)
      return [`${kind}Ms`, { p50: Math.round(sorted[sorted.length >> 1]!), most: Math.round(sorted.at(-1)!) }]
    }),
  )
const measured = ['teams-reported', 'f1-tested', 'orders-issued', 'parts-closed'] as const

/**
 * `npm run bench -- loop [--homes 600000] [--json]`: the loop from above in a province with 12 districts and 235 communes, each with an officer: the clock
 * freezes every unit's report of two days, the second against the first; what to visit; the league; the tree of a directive; 500 measured tasks, all
 * at once and one by one. Facts are laid down by plain inserts, the rest is the ordinary commands and reads.
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
    // half of them of the whole province, the others of one unit after another
    const given: { taskId: string; kind: string }[] = []
    for (let n = 0; n < 500; n++) {
      const unit = n % 2 === 0 ? undefined : units[n % units.length]!
      const measure = measured[(n >> 1) % measured.length]!
      const { taskId } = await operator.as(giveTask, { areaId: unit?.areaId, measure, words: `Việc đo được số ${n + 1}` })
      given.push({ taskId, kind: `${measure} ${unit?.tier ?? 'province'}` })
    }
    const giveSeconds = seconds(from)
    await t.rows('analyze')

    const clockPost = await postOf(t.app.pool, operatorName, '2021-02-22')
    // each unit by itself, as the clock does it; of one day, whatever the hour of this run
    const freezing = async (day: string, day2: string) => {
      await t.day(day2)
      step(`freezing ${day}`)
      const owesFrom = performance.now()
      const owed = (await execute(t.app, clockOwes, {}, { postId: clockPost })).rows.filter((r) => r.day === day)
      const owesMs = Math.round(performance.now() - owesFrom)
      const took = new Map<string, number[]>()
      for (const { areaId, disease } of owed) {
        const from = performance.now()
        await execute(t.app, freezeByClock, { disease, areaId, day }, { postId: clockPost })
        const tier = units.find((u) => u.areaId === areaId)?.tier ?? 'province'
        took.set(tier, [...(took.get(tier) ?? []), performance.now() - from])
      }
      const all = [...took.values()].flat().reduce((n, ms) => n + ms, 0)
      return { units: owed.length, seconds: Number((all / 1000).toFixed(1)), owesMs, ...spread(took) }
    }
    const firstDay = await freezing('2021-02-22', '2021-02-23')
    const secondDay = await freezing('2021-02-23', '2021-02-24')
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
    const met = await timed(3, () => province.as(metTasks, {}))
    const took = new Map<string, number[]>()
    for (const [kind, tasks] of Map.groupBy(given, (g) => g.kind)) {
      took.set(kind, [])
      for (const { taskId } of tasks.slice(0, 5)) {
        const from = performance.now()
        await province.as(measureTask, { taskId })
        took.get(kind)!.push(performance.now() - from)
      }
    }
    return {
      name: 'loop',
      results: {
        ...{ homes, ...laid, laidSeconds, giveSeconds, units: posts.size },
        ...{ firstDay, secondDay, reports, inspections, tree },
        ...{ measured: given.length, metTasksMs: met, one: spread(took) },
      },
    }
  } finally {
    await t.close()
  }
}
