import { dbOf, sql } from '@phaodai/kernel/sql.ts'
import { chains } from '@phaodai/modules/imports/imports.chains.ts'
import { start } from '@phaodai/modules/imports/imports.commands.ts'
import { job } from '@phaodai/modules/imports/imports.reads.ts'
import { type Progress, runJob } from '@phaodai/modules/imports/imports.run.ts'
import { testApp } from '../test/database.ts'

type Result = { what: string; rows: number; ms: number; [figure: string]: unknown }

/**
 * A made-up line list of 100,000 rows (names, age, sex, district, onset, report, outcome, infector) through the real commands: taking it in,
 * every row with its levels, the same file again, and the chains. Wanted: the first two together under 60 seconds.
 */
export async function bench(size = 100_000): Promise<{ name: string; results: Result[] }> {
  const t = await testApp()
  try {
    const post = await t.post('cdc', '30')
    const bytes = new TextEncoder().encode(lineList(size))
    const results: Result[] = []
    for (const what of ['first time', 'the same file again']) {
      const began = performance.now()
      const { jobId } = await post.as(start, { bytes, fileName: `${what}.csv`, disease: 'covid19' })
      const taken = performance.now()
      const phases: Record<string, number> = {}
      let last = performance.now()
      let longest = 0
      await runJob(t.app, post.postId, jobId, ({ phase }: Progress) => {
        const now = performance.now()
        phases[phase] = Math.round((phases[phase] ?? 0) + now - last)
        longest = Math.max(longest, Math.round(now - last))
        last = now
      })
      const { added, unchanged, refused, linksAdded } = await post.as(job, { jobId })
      const ms = Math.round(performance.now() - began)
      results.push({
        what,
        rows: size,
        ms,
        startMs: Math.round(taken - began),
        ...phases,
        longestStepMs: longest,
        added,
        unchanged,
        refused,
        linksAdded,
      })
    }
    await dbOf(t.app.pool).run(sql`select 1`)
    const began = performance.now()
    const found = await post.as(chains, { disease: 'covid19' })
    results.push({ what: 'chains', rows: found.cases, ms: Math.round(performance.now() - began), links: found.links })
    return { name: 'import', results }
  } finally {
    await t.close()
  }
}

function lineList(size: number): string {
  const first = Date.UTC(2020, 6, 1)
  const day = (n: number) => new Date(first + n * 86_400_000).toISOString().slice(0, 10)
  const names = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Dũng', 'Phạm Thị Hương', 'Vũ Minh Khôi', 'Đỗ Thị Lan']
  const districts = ['Chí Linh', 'Kinh Môn', 'Nam Sách', 'Cẩm Giàng', 'Thanh Hà', 'Gia Lộc', 'Tứ Kỳ', 'Kim Thành']
  const lines = ['Mã ca,Họ và tên,Tuổi,Giới tính,Tỉnh,Huyện,Ngày khởi phát,Ngày báo cáo,Kết cục,Nguồn lây']
  for (let i = 0; i < size; i++) {
    const n = Math.floor((i / size) * 180) + (i % 7)
    const infector = i > 10 && i % 3 === 0 ? `CA${Math.floor(i / 2)}` : ''
    lines.push(
      `CA${i},${names[i % 6]} ${i},${i % 90},${i % 2 ? 'Nam' : 'Nữ'},Hải Dương,${districts[i % 8]},${day(n)},${day(n + 4)},${i % 50 ? 'Khỏi bệnh' : 'Tử vong'},${infector}`,
    )
  }
  return `${lines.join('\n')}\n`
}
