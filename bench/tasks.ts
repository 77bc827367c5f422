import { deriveTask } from '@phaodai/modules/directives/derive.commands.ts'
import { doneTask, giveTask } from '@phaodai/modules/directives/tasks.commands.ts'
import { task, tasks } from '@phaodai/modules/directives/tasks.reads.ts'
import { testApp } from '../test/database.ts'
import { timed } from './timed.fixtures.ts'

/**
 * `npm run bench -- tasks [--tasks 40] [--json]`: as many tasks of the province, each derived to twelve districts and by them to 235 communes; the list of
 * the province and of a district, one task with its coverage. Through the ordinary commands and reads.
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const at = process.argv.indexOf('--tasks')
  const count = at > 0 ? Number(process.argv[at + 1]) : 40
  const t = await testApp()
  try {
    const operator = await t.post('operator', '30')
    const province = await t.post('province', '30')
    const district = await t.post('district', '293')
    const from = performance.now()
    let first = ''
    for (let n = 0; n < count; n++) {
      const { taskId } = await operator.as(giveTask, {
        words: `Việc số ${n + 1} của tỉnh`,
        dueOn: n % 3 === 0 ? '2021-02-21' : null,
        startsOn: '2021-02-20',
      })
      first ||= taskId
      const { made } = await operator.as(deriveTask, { taskId, each: true })
      for (const [i, part] of made.entries()) {
        await operator.as(deriveTask, { taskId: part.taskId, each: true })
        if (i % 2 === 0) await operator.as(doneTask, { taskId: part.taskId })
      }
    }
    const seconds = (performance.now() - from) / 1000
    const [{ n: rows }] = (await t.rows<{ n: number }>('select count(*)::int as n from task')) as [{ n: number }]
    return {
      name: 'tasks',
      results: {
        tasks: rows,
        derivedPerSecond: Math.round(rows / seconds),
        provinceGivenMs: await timed(15, () => province.as(tasks, { view: 'given' })),
        provinceAllMs: await timed(15, () => province.as(tasks, { view: 'all', state: 'any', parts: 'all', limit: 1000 })),
        districtMineMs: await timed(15, () => district.as(tasks, { view: 'mine' })),
        oneWithCoverageMs: await timed(15, () => province.as(task, { taskId: first })),
      },
    }
  } finally {
    await t.close()
  }
}
