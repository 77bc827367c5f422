import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { asking, files } from './asking.fixtures.ts'
import { registerForecast } from './forecast.command.ts'

const file = files()
const { run } = asking(registerForecast, 'forecast')

const days = Array.from({ length: 60 }, (_, i) => ({
  date: new Date(Date.UTC(2021, 5, 1 + i)).toISOString().slice(0, 10),
  cases: 30 + ((i * 7) % 11),
}))
const csv = (rows: readonly { date: string; cases: number | string }[]) =>
  `date,cases\n${rows.map(({ date, cases }) => `${date},${cases}`).join('\n')}\n`

test('the columns are those of the weekly format and nothing after the origin is used', async () => {
  const whole = file('whole.csv', csv(days))
  const { printed, said } = await run('--incidence', whole, '--origin', '2021-07-20', '--weeks', '2', '--seed', '7', '--csv')
  const lines = printed.trimEnd().split('\n')
  assert.equal(lines[0], 'horizon_weeks,q0.025,q0.05,q0.1,q0.25,q0.5,q0.75,q0.9,q0.95,q0.975')
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(',').length),
    [10, 10],
  )
  assert.equal(said, '')
  const cut = file('cut.csv', csv(days.filter(({ date }) => date <= '2021-07-20')))
  assert.equal((await run('--incidence', cut, '--csv')).printed, printed)
})

test('rows in any order, day-first dates, a BOM, semicolons and a totals row give the same answer', async () => {
  const plain = (await run('--incidence', file('plain.csv', csv(days)), '--csv')).printed
  const local = days.toReversed().map(({ date, cases }) => `${date.split('-').reverse().join('/')};${cases}`)
  const dirty = file('dirty.csv', `\uFEFFNgày;Số ca\n${[...local, 'Tổng cộng;2100'].join('\n')}\n`)
  await assert.rejects(run('--incidence', dirty, '--csv'), /--date-order/)
  const { printed, said } = await run('--incidence', dirty, '--date-order', 'dmy', '--csv')
  assert.equal(printed, plain)
  assert.match(said, /dòng 62, cột "Ngày": "Tổng cộng"/)
})

test('refused rows are named by file, row, column and rule, and their days stay unknown; corrections are kept', async () => {
  const rows: { date: string; cases: number | string }[] = days.filter((_, i) => i !== 40)
  rows[45] = { date: rows[45]!.date, cases: 'abc' }
  rows[55] = { date: rows[55]!.date, cases: -9 }
  rows.push({ date: '2021-02-30', cases: 4 }, { date: days[50]!.date, cases: 999 })
  const { said } = await run('--incidence', file('odd.csv', csv(rows)), '--csv')
  assert.match(said, /odd\.csv, dòng 47, cột "cases": "abc" không phải số nguyên/)
  assert.match(said, /dòng 61, cột "date": "2021-02-30" không đọc được là ngày/)
  assert.match(said, /dòng 51 và 62: ngày 2021-07-21 có hai lần với số khác nhau/)
  assert.match(said, /1 ngày không có dòng và 0 ô trống được coi là chưa biết/)
  assert.match(said, /1 ngày có số âm \(hiệu chỉnh\); đã trừ vào các ngày trước/)
  const zero = await run('--incidence', file('odd.csv', csv(rows)), '--gaps', 'zero', '--csv')
  assert.match(zero.said, /được coi là bằng 0/)
})

test('one province of a long or a wide table, and the same rows as JSON and in words', async () => {
  const long = file(
    'long.csv',
    `province,date,cases\n${days.map((d) => `Hà Nội,${d.date},${d.cases}\nHuế,${d.date},3`).join('\n')}\n`,
  )
  await assert.rejects(run('--incidence', long), /--place/)
  const { printed } = await run('--incidence', long, '--place', 'ha noi', '--csv')
  const wide = file('wide.csv', `date,Huế,Hà Nội\n${days.map((d) => `${d.date},3,${d.cases}`).join('\n')}\n`)
  assert.equal((await run('--incidence', wide, '--cases', 'Hà Nội', '--csv')).printed, printed)
  const found = JSON.parse((await run('--incidence', long, '--place', 'Huế', '--json')).printed)
  assert.deepEqual(
    found.rows.map((row: { horizon_weeks: number }) => row.horizon_weeks),
    [1, 2],
  )
  assert.match((await run('--incidence', long, '--place', 'Huế')).printed, /Tuần 1 \(31\/07\/2021 – 06\/08\/2021\) {2}\d+ ca/)
})

test('a series without dates is counted by day number', async () => {
  const numbered = (n: number) =>
    `t,date,total\n${days
      .slice(0, n)
      .map((d, i) => `${i + 1},,${d.cases}`)
      .join('\n')}\n`
  const { printed } = await run('--incidence', file('t.csv', numbered(60)), '--origin', '40', '--csv')
  assert.equal((await run('--incidence', file('t40.csv', numbered(40)), '--csv')).printed, printed)
})

test('days between the end of the file and the origin are not reported yet, whatever a gap means', async () => {
  const whole = file('whole.csv', csv(days))
  const { printed, said } = await run('--incidence', whole, '--origin', '2021-08-02', '--gaps', 'zero', '--csv')
  assert.match(said, /3 trong 28 ngày cuối không rõ số ca/)
  const median = Number(printed.split('\n')[1]!.split(',')[5])
  assert.ok(median > 200 && median < 290, `${median}`)
})

test('too short a series gives empty cells and a note', async () => {
  const { printed, said } = await run('--incidence', file('short.csv', csv(days.slice(0, 9))), '--csv')
  assert.equal(printed.trimEnd().split('\n')[1], `1${','.repeat(9)}`)
  assert.match(said, /Không dự báo được/)
})

test('what cannot be asked is a usage error', async () => {
  const whole = file('whole.csv', csv(days))
  await assert.rejects(run(), UsageError)
  await assert.rejects(run('--incidence', '/khong-co/none.csv'), UsageError)
  await assert.rejects(run('--incidence', whole, '--weeks', '5'), UsageError)
  await assert.rejects(run('--incidence', whole, '--origin', '2022-01-01'), UsageError)
  await assert.rejects(run('--incidence', whole, '--seed', 'x'), UsageError)
  await assert.rejects(run('--incidence', whole, '--origin', 'today'), UsageError)
  await assert.rejects(run('--incidence', file('other.csv', 'day,number\n1,2\n')), /Các cột hiện có/)
})
