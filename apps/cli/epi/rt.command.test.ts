import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Command } from 'commander'
import { parse } from 'csv-parse/sync'
import { sharedPath } from '../../../test/shared.ts'
import { registerCurve } from './curve.command.ts'
import { registerGrowth } from './growth.command.ts'
import { registerRt } from './rt.command.ts'

const path = (name: string) => sharedPath(`data/epi/rt/${name}.csv`)
type Row = Record<string, string>
const rows = (text: string): Row[] => parse(text, { columns: true })

async function run(...words: string[]): Promise<string> {
  let text = ''
  const epi = new Command('epi').exitOverride()
  for (const register of [registerRt, registerGrowth, registerCurve])
    register(epi, {
      out(part) {
        text += part
      },
      note() {},
    })
  await epi.parseAsync(words, { from: 'user' })
  return text
}

const folder = mkdtempSync(join(tmpdir(), 'phaodai-epi-'))
test.after(() => rmSync(folder, { recursive: true }))
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function same(found: Row[], wanted: Row[], numbers: string[]): void {
  assert.equal(found.length, wanted.length)
  wanted.forEach((row, i) => {
    for (const [column, text] of Object.entries(row)) {
      const mine = found[i]![column]!
      if (!numbers.includes(column) || text === '') assert.equal(mine, text, `${column}, row ${i}`)
      else assert.ok(Math.abs(Number(mine) - Number(text)) <= 1e-8 * Math.abs(Number(text)), `${column}, row ${i}`)
    }
  })
}

const R = ['mean', 'std', 'q0.025', 'q0.05', 'q0.25', 'median', 'q0.75', 'q0.95', 'q0.975']

test('epi rt prints the reference file: columns, windows and figures', async (t) => {
  if (!existsSync(path('mers_2014_15_ref_parametric_si'))) return t.skip(`shared reference data is absent: data/epi/rt`)
  const text = await run('rt', '--incidence', path('mers_2014_15_incidence'), '--si-mean', '6.8', '--si-sd', '4.1', '--csv')
  const wanted = readFileSync(path('mers_2014_15_ref_parametric_si'), 'utf8')
  assert.equal(text.split('\n')[0], wanted.split('\n')[0])
  same(rows(text), rows(wanted), R)
  const given = await run('rt', '--incidence', path('Flu1918_incidence'), '--si', path('Flu1918_si'), '--csv')
  same(rows(given), rows(readFileSync(path('Flu1918_ref_non_parametric_si'), 'utf8')), R)
})

test('epi rt of several places gives each its own windows', async (t) => {
  if (!existsSync(path('vietnam_segments_incidence'))) return t.skip(`shared reference data is absent: data/epi/rt`)
  const text = await run('rt', '--incidence', path('vietnam_segments_incidence'), '--si-mean', '4.7', '--si-sd', '2.9', '--csv')
  same(rows(text), rows(readFileSync(path('vietnam_segments_ref_parametric_si_4.7_2.9'), 'utf8')), R)
})

test('epi growth gives the reference rows without being asked for them, and the last window; one row a place with --every 0', async (t) => {
  if (!existsSync(path('vietnam_segments_ref_growth_rate'))) return t.skip(`shared reference data is absent: data/epi/rt`)
  const wanted = readFileSync(path('vietnam_segments_ref_growth_rate'), 'utf8')
  const text = await run('growth', '--incidence', path('vietnam_segments_incidence'), '--csv')
  assert.equal(text.split('\n')[0], wanted.split('\n')[0])
  const keys = new Set(rows(wanted).map((row) => row.segment! + row.date_end))
  const numbers = Object.keys(rows(wanted)[0]!).slice(4)
  same(
    rows(text).filter((row) => keys.has(row.segment! + row.date_end)),
    rows(wanted),
    numbers,
  )
  assert.equal(
    rows(text)
      .filter((row) => row.segment === 'Bắc Giang')
      .at(-1)!.date_end,
    '2021-07-31',
  )
  const last = rows(await run('growth', '--incidence', path('vietnam_segments_incidence'), '--every', '0', '--csv'))
  assert.equal(last.length, 5)
  assert.equal(last[0]!.date_end, '2021-07-31')
})

const wave = [1, 2, 32, 12, 30, 41, 60, 55, 70, 81, 90, 77, 102, 98]
const days = (counts: (number | string)[]) => counts.map((n, i) => `2021-05-${String(i + 1).padStart(2, '0')},${n}`).join('\n')

test('what has no answer is an empty cell in CSV and a note with its reason in JSON', async () => {
  const quiet = file('quiet.csv', `date,cases\n${days(Array(20).fill(0))}\n`)
  const csv = await run('growth', '--incidence', quiet, '--csv')
  assert.deepEqual(csv.split('\n').slice(1, 3), ['2021-05-14,14,0,,,,,,,', '2021-05-20,14,0,,,,,,,'])
  const { rows: list, notes } = JSON.parse(await run('growth', '--incidence', quiet, '--json'))
  assert.equal(list[0].growth_rate, null)
  assert.equal(list[0].state, 'one-day')
  assert.match(notes[0].en, /not estimable, fewer than two days have cases/)

  const long = file('wave.csv', `date,cases\n${days(wave)}\n`)
  const rt = JSON.parse(await run('rt', '--incidence', long, '--si-mean', '9', '--si-sd', '3', '--window', '2', '--json'))
  assert.deepEqual([rt.rows[0].t_start, rt.rows[0].t_end, rt.rows[0].mean, rt.rows[0].state], [2, 3, null, 'early'])
  assert.match(rt.notes[0].en, /end before the mean serial interval/)
})

test('a person reads the last window, its limits and the doubling time in Vietnamese', async () => {
  const long = file('wave.csv', `date,cases\n${days(wave)}\n`)
  assert.match(
    await run('rt', '--incidence', long, '--si-mean', '4.7', '--si-sd', '2.9'),
    /^R \d,\d\d \(95 %: .*2021-05-08 đến 2021-05-14/,
  )
  assert.match(await run('growth', '--incidence', long), /mỗi ngày .*gấp đôi sau \d+,\d ngày; 14 ngày đến 2021-05-14, 751 ca/)
})

test('epi curve counts by week and says how many days of a week are known', async () => {
  const text = await run('curve', '--incidence', file('wave.csv', `date,cases\n${days(wave)}\n`), '--by', 'week', '--csv')
  assert.deepEqual(text.trim().split('\n'), [
    'period,start,end,cases,days,known',
    '2021-W17,2021-04-26,2021-05-02,3,7,2',
    '2021-W18,2021-05-03,2021-05-09,300,7,7',
    '2021-W19,2021-05-10,2021-05-16,448,7,5',
  ])
})

test('options that make no sense are refused in words', async () => {
  const long = file('wave.csv', `date,cases\n${days(wave)}\n`)
  const si = file('si.csv', 'k,w\n0,0.1\n1,0.9\n')
  await assert.rejects(run('rt', '--si-mean', '4', '--si-sd', '2'), /--incidence is missing/)
  await assert.rejects(run('rt', '--incidence', long, '--si-mean', '1', '--si-sd', '2'), /--si-mean must be a number above 1/)
  await assert.rejects(run('rt', '--incidence', long, '--si-mean', '4'), /--si-sd is missing/)
  await assert.rejects(run('rt', '--incidence', long, '--si', si), /the weight of 0 days must be 0/)
  await assert.rejects(run('rt', '--incidence', long, '--si', si, '--si-mean', '4'), /not both/)
  await assert.rejects(run('rt', '--incidence', long, '--si-mean', '4', '--si-sd', '2', '--window', '0'), /--window must be/)
  await assert.rejects(
    run('rt', '--incidence', long, '--si-mean', '4', '--si-sd', '2', '--gaps', 'no'),
    /--gaps is zero or unknown/,
  )
  await assert.rejects(run('growth', '--incidence', long, '--end', '2022-01-01'), /--end 2022-01-01 is not in the series/)
  await assert.rejects(run('curve', '--incidence', long, '--by', 'year'), /--by is one of/)
})
