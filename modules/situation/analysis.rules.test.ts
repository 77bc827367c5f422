import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstControlled } from '@phaodai/epi/first-controlled.ts'
import { RT_QUANTILES, rt } from '@phaodai/epi/rt.ts'
import { dayNumber, dayText, type Group, incompleteFrom, rtRows, seriesOf, triangleOf } from './analysis.rules.ts'

const UNTIL = '2021-02-21'
const si = { mean: 4.7, sd: 2.9 }
/** Forty cases a day by onset, a fifth each reported after 0, 1, 2, 4 and 6 days; what is known on the last day. */
function steady(days: number): Group[] {
  const last = dayNumber(UNTIL)
  return Array.from({ length: days }, (_, back) =>
    [0, 1, 2, 4, 6].filter((delay) => delay <= back).map((delay) => ({ back, delay })),
  )
    .flat()
    .map(({ back, delay }) => ({
      ...{ communeId: 1, sampled: null, imported: false, stoodIn: false, n: 8 },
      ...{ onset: dayText(last - back), known: dayText(last - back + delay) },
    }))
}
const asked = (groups: Group[]) => {
  const series = seriesOf(groups, 'onset', UNTIL)
  const { triangle } = triangleOf(groups, 'onset', UNTIL)
  const late = incompleteFrom(triangle)
  return { series, late, ...rtRows(series, late, triangle, { si }) }
}

test('R of days that still lack reports counts those to come: late reports alone never look like a fall', () => {
  const { series, late, rows, lateDays } = asked(steady(45))
  const incomplete = rows.filter((row) => row.incomplete)
  assert.equal(lateDays, 'nowcast')
  assert.equal(dayText(series.first + incomplete[0]!.tEnd - 1), late)
  assert.ok(rt(series, { si }).at(-1)!.quantiles!.at(-1)! < 0.9, 'the bare counts would say that it is controlled')
  assert.ok(incomplete.every((row) => row.mean! > 0.93 && row.quantiles!.at(-1)! > 1 && row.quantiles![0]! < 1.05))
  const width = (row: (typeof rows)[number]) => row.quantiles!.at(-1)! - row.quantiles![0]!
  assert.ok(width(rows.at(-1)!) > width(rows.findLast((row) => !row.incomplete)!), 'and they are less sure')
  assert.equal(firstControlled(rows, RT_QUANTILES), null)
})

test('while the delays are not known, the days that may lack reports have no R at all', () => {
  const { rows, late, lateDays } = asked(steady(6))
  assert.notEqual(late, null)
  assert.equal(lateDays, 'short')
  for (const row of rows) assert.ok(!row.incomplete || (row.late && row.mean === null && row.quantiles === null))
  const twenty = asked(steady(20))
  assert.ok(twenty.rows.filter((row) => row.incomplete).every((row) => row.mean === null || row.quantiles!.at(-1)! > 1))
})
