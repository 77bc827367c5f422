import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { readIncidence } from './incidence-file.ts'

async function* stream(text: string) {
  yield text
}
const read = (text: string, options: Partial<Parameters<typeof readIncidence>[0]> = {}) =>
  readIncidence({ incidence: '-', gaps: 'zero', stdin: stream(text), ...options })

test('a file as people send it: byte-order mark, semicolons, Vietnamese heads and dates, rows in any order', async () => {
  const { series, groupColumn } = await read('\ufeffNgày;Số ca\r\n08/05/2021;32\r\n06/05/2021;1\r\n07/05/2021;2\r\n', {
    dateOrder: 'dmy',
  })
  assert.equal(groupColumn, null)
  assert.deepEqual(series[0]!.dates, ['2021-05-06', '2021-05-07', '2021-05-08'])
  assert.deepEqual(series[0]!.total, [1, 2, 32])
  assert.equal(series[0]!.split, false)
})

test('a day without a row is a zero or unknown as asked, and it is said', async () => {
  const text = 'date,cases\n2021-05-06,1\n2021-05-09,4\n2021-05-08,\n'
  const zero = await read(text)
  assert.deepEqual(zero.series[0]!.total, [1, 0, 0, 4])
  assert.match(zero.notes[0]!.en, /^1 days without a row and 1 blank counts were taken as nought/)
  const unknown = await read(text, { gaps: 'unknown' })
  assert.deepEqual(unknown.series[0]!.total, [1, null, null, 4])
})

test('what is no count or no day is refused by row and column, and its day is unknown, never zero', async () => {
  const { series, notes } = await read(
    'date,cases\n2021-05-06,1\n2021-05-07,-2\n2021-05-08,x\n2021-05-09,1.5\n2021-05-10,3\nTổng,99\n',
  )
  assert.deepEqual(series[0]!.total, [1, null, null, null, 3])
  assert.deepEqual(
    notes.map((note) => /row (\d+), column "(\w+)"/.exec(note.en)?.slice(1)),
    [
      ['3', 'cases'],
      ['4', 'cases'],
      ['5', 'cases'],
      ['7', 'date'],
    ],
  )
})

test('the same day twice counts once if the counts agree and is unknown if they do not', async () => {
  const { series, notes } = await read('date,cases\n2021-05-06,1\n2021-05-06,1\n2021-05-07,2\n2021-05-07,5\n')
  assert.deepEqual(series[0]!.total, [1, null])
  assert.match(notes[0]!.en, /rows 2 and 3: 2021-05-06 stands twice, the same/)
  assert.match(notes[1]!.en, /rows 4 and 5: 2021-05-07 stands twice with different counts/)
})

test('local and imported cases are kept apart; one that is missing follows from the total', async () => {
  const { series, notes } = await read('t,date,total,local,imported\n1,,5,0,5\n2,,4,3,1\n3,,6,,2\n4,,9,3,3\n5,,8,,\n')
  assert.equal(series[0]!.dates, null)
  assert.equal(series[0]!.split, true)
  assert.deepEqual(series[0]!.local, [0, 3, 4, 3, 8])
  assert.deepEqual(series[0]!.imported, [5, 1, 2, 3, 0])
  assert.match(notes[0]!.en, /row 5, column "total": "9 ≠ 3 \+ 3" do not agree/)
})

test('several places in one file are several series', async () => {
  const { series, groupColumn } = await read('province,date,cases\nA,2021-05-06,1\nB,2021-05-07,7\nA,2021-05-07,2\n')
  assert.equal(groupColumn, 'province')
  assert.deepEqual(
    series.map((one) => [one.group, one.dates![0], one.total]),
    [
      ['A', '2021-05-06', [1, 2]],
      ['B', '2021-05-07', [7]],
    ],
  )
})

test('dates that can be read in two ways stop the command, with the evidence', async () => {
  const said = await read('date,cases\n06/05/2021,1\n25/05/2021,2\n').catch((error) => error)
  assert.ok(said instanceof UsageError)
  assert.match(said.message, /row 2: 06\/05\/2021.*1 can only be day\/month, 0 only month\/day/)
})

test('a file without days, counts or rows is a usage error that says so', async () => {
  await assert.rejects(read('x,y\n1,2\n'), /has no column "cases"/)
  await assert.rejects(read('cases\n1\n'), /needs a column of dates/)
  await assert.rejects(read('date,cases\n'), /has no rows of data/)
  await assert.rejects(read('date,cases\n1921-05-06,1\n2090-05-06,1\n'), /\(row 2\) to 2090-05-06 \(row 3\) is too long/)
})
