import { newId } from '@phaodai/kernel/ids.ts'
import { job } from '@phaodai/modules/imports/imports.reads.ts'
import { runJob } from '@phaodai/modules/imports/imports.run.ts'
import { startStays } from '@phaodai/modules/imports/stays.commands.ts'
import { releaseResult, takeSample } from '@phaodai/modules/laboratory/laboratory.commands.ts'
import { verify } from '@phaodai/modules/tracing/tracing.reads.ts'
import { testApp } from '../test/database.ts'

type Result = { what: string; seconds: number; [figure: string]: unknown }

/** The roster of a factory without lines: everybody shares the hours of two weeks with everybody. */
function roster(workers: number, days: number): string {
  const rows = ['Mã thẻ,Họ và tên,Năm sinh,Giới tính,Tỉnh,Huyện,Xã,Nơi làm việc,Ngày,Giờ vào,Giờ ra']
  for (let i = 0; i < workers; i++)
    for (let d = 0; d < days; d++)
      rows.push(
        `${i},Công Nhân Số ${i},${1960 + Math.floor(i / 336)}-${String(1 + (Math.floor(i / 28) % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')},Nữ,Hải Dương,Kim Thành,Kim Liên,Công ty may Tạo Ra,2021-02-${String(8 + d).padStart(2, '0')},6:00,14:00`,
      )
  return rows.join('\n')
}

/**
 * `npm run bench -- factory [--json]`: a positive in a factory of 2,300 whose roster names no lines, through the real commands: roster,
 * first and second positive, and the rebuilding of all levels from the facts. Wanted: an answer in seconds.
 */
export async function bench(workers = 2300, days = 14): Promise<{ name: string; results: Result[] }> {
  const t = await testApp()
  try {
    const post = await t.post('operator', '30')
    const results: Result[] = []
    const timed = async <T>(what: string, work: () => Promise<T>, told: (answer: T) => Record<string, unknown>) => {
      const began = performance.now()
      const answer = await work()
      const result = { what, seconds: Math.round((performance.now() - began) / 10) / 100, ...told(answer) }
      results.push(result)
      process.stderr.write(`${JSON.stringify(result)}\n`)
      return answer
    }
    await timed(
      'roster',
      async () => {
        const bytes = new TextEncoder().encode(roster(workers, days))
        const { jobId } = await post.as(startStays, {
          bytes,
          fileName: 'ca.csv',
          source: 'shift',
          register: 'true',
          dryRun: 'false',
        } as never)
        await runJob(t.app, post.postId, jobId, () => {})
        return post.as(job, { jobId })
      },
      ({ added, refused, stays, problems }) => ({ added, refused, ...stays, problems: problems.slice(0, 3) }),
    )
    const people = await t.rows<{ id: string; n: number }>(
      'select subject_id as id, count(*)::int as n from visit group by 1 order by 1',
    )
    results.at(-1)!.persons = people.length
    for (const [i, what] of ['first positive', 'second positive'].entries()) {
      const subjectId = people[i * 7]!.id
      const { sampleId } = await post.as(takeSample, {
        subjectId,
        disease: 'covid19',
        barcode: `HD-00000${i}`,
        identityCheck: 'cccd',
      })
      await timed(
        what,
        () => post.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' } as never, newId()),
        (a) => ({
          changed: a.changed.length,
        }),
      )
    }
    if (!process.env.NOVERIFY)
      await timed(
        'verify',
        () => post.as(verify, {}),
        (a) => ({ agrees: a.agrees }),
      )
    return { name: 'factory', results }
  } finally {
    await t.close()
  }
}
