import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { asking, files } from './asking.fixtures.ts'
import { registerNowcast } from './nowcast.command.ts'

const file = files()
const { run, refusal } = asking(registerNowcast, 'nowcast')

const day = (i: number) => new Date(Date.UTC(2021, 5, 1 + i)).toISOString().slice(0, 10)
/** 40 days of 100 cases: 50 known at once, 25 after a day, 25 after two; `until` is the last day known. */
const cells = (until: number) =>
  Array.from({ length: 40 }, (_, i) => [50, 25, 25].flatMap((count, d) => (i + d <= until ? [{ i, d, count }] : []))).flat()
const triangle = (until: number) =>
  `reference_date,delay,count\n${cells(until)
    .map(({ i, d, count }) => `${day(i)},${d},${count}`)
    .join('\n')}\n`

test('the columns are those of the reference; later rows are used for the final count alone', async () => {
  const later = file('later.csv', triangle(41))
  const { printed, said } = await run('--triangle', later, '--as-of', day(30), '--max-delay', '2', '--seed', '4', '--csv')
  const lines = printed.trimEnd().split('\n')
  assert.equal(lines[0], 'as_of,reference_date,reported,point,q0.025,q0.25,q0.5,q0.75,q0.975,final')
  assert.equal(said, '')
  assert.match(lines[1]!, new RegExp(`^${day(30)},${day(29)},75,100\\.08333\\d*,.*,100$`))
  const now = file('now.csv', triangle(30))
  const today = (await run('--triangle', now, '--max-delay', '2', '--csv')).printed.trimEnd().split('\n')
  assert.deepEqual(
    today.slice(1),
    lines.slice(1).map((line) => line.replace(/100$/, '')),
  )
})

test('rows in any order, report dates in place of delays, gzip and a line list give the same answer', async () => {
  const plain = (await run('--triangle', file('plain.csv', triangle(39)), '--max-delay', '2', '--csv')).printed
  const turned = cells(39)
    .toReversed()
    .map(({ i, d, count }) => `${day(i)},${day(i + d)},${count}`)
  const packed = file('turned.csv.gz', gzipSync(`reference_date,report_date,count\n${turned.join('\n')}\n`))
  assert.equal((await run('--triangle', packed, '--max-delay', '2', '--csv')).printed, plain)
  const unnamed = file('unnamed', gzipSync(`reference_date,report_date,count\n${turned.join('\n')}\n`))
  assert.equal((await run('--triangle', unnamed, '--max-delay', '2', '--csv')).printed, plain)
  assert.match(
    await refusal('--triangle', file('bad.csv.gz', Buffer.from([0x1f, 0x8b, 1, 2])), '--csv'),
    /Cannot read .*bad\.csv\.gz/,
  )
  const people = cells(39).flatMap(({ i, d, count }) => Array<string>(count).fill(`${day(i)},${day(i + d)}`))
  const list = file('list.csv', `khoi_phat,bao_cao\n${people.join('\n')}\n`)
  const words = ['--linelist', list, '--onset', 'khoi_phat', '--report', 'bao_cao', '--max-delay', '2', '--csv']
  assert.equal((await run(...words)).printed, plain)
})

test('missing cells, late reports, bad rows and shifting delays are said', async () => {
  const rows = cells(39)
    .filter(({ i, d }) => !(i === 5 && d === 1))
    .map(({ i, d, count }) => `${day(i)},${d},${i < 37 ? [10, 10, 80][d] : count}`)
  const text = `reference_date,delay,count\n${[...rows, `${day(2)},9,4`, `${day(3)},x,4`, `${day(4)},1,abc`].join('\n')}\n`
  const { said } = await run('--triangle', file('odd.csv', text), '--max-delay', '2', '--csv')
  assert.match(said, /1 ô \(ngày, độ trễ\) không có dòng, coi là không có báo cáo/)
  assert.match(said, /4 trong \d+ ca được báo sau hơn 2 ngày/)
  assert.match(said, /cột "delay": "x" cho độ trễ không phải số nguyên từ 0/)
  assert.match(said, /cột "count": "abc" không phải số nguyên/)
  assert.match(said, /Độ trễ báo cáo đang thay đổi/)
})

test('too short a triangle gives empty cells and a note; JSON and words say the same', async () => {
  const short = file('short.csv', triangle(39))
  const { printed, said } = await run('--triangle', short, '--max-delay', '60', '--csv')
  assert.match(printed.split('\n')[1]!, /,100,,,,,,,$/)
  assert.match(said, /Không ước tính được/)
  const found = JSON.parse((await run('--triangle', short, '--max-delay', '2', '--json')).printed)
  assert.equal(found.rows.length, 2)
  assert.equal(found.shift.shifting, false)
  assert.match((await run('--triangle', short, '--max-delay', '2')).printed, /đã báo 75 {2}ước tính 100 {2}\(95 %: \d+–\d+\)/)
})

test('what cannot be asked is a usage error', async () => {
  const whole = file('whole.csv', triangle(39))
  await assert.rejects(run(), UsageError)
  await assert.rejects(run('--triangle', whole, '--linelist', whole), UsageError)
  await assert.rejects(run('--linelist', whole), UsageError)
  await assert.rejects(run('--triangle', whole, '--as-of', '2023-01-01'), UsageError)
  await assert.rejects(run('--triangle', whole, '--as-of', 'today'), UsageError)
  await assert.rejects(run('--triangle', whole, '--max-delay', '0'), UsageError)
  await assert.rejects(run('--triangle', file('other.csv', 'a,b\n1,2\n')), /Các cột hiện có/)
})
