import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { Command } from 'commander'
import { shared } from '../../../test/shared.ts'
import { registerAberration } from './aberration.command.ts'

const path = (name: string) => fileURLToPath(new URL(`data/epi/${name}`, shared))
const folder = mkdtempSync(join(tmpdir(), 'phaodai-aberration-'))
test.after(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

async function run(...words: string[]): Promise<{ out: string; notes: string }> {
  let [out, notes] = ['', '']
  const program = new Command().exitOverride()
  registerAberration(program, { out: (text) => (out += text), note: (text) => (notes += text) })
  await program.parseAsync(['aberration', ...words], { from: 'user' })
  return { out, notes }
}

test('a weekly series by number gives the columns of the reference, and its bounds', async (t) => {
  const series = path('surveillance/salmonella_agona_observed.csv')
  if (!existsSync(series)) return t.skip('shared reference data is absent: surveillance')
  const { out } = await run('--series', series, '--method', 'farrington-flexible', '--csv')
  const [header, ...lines] = out.trim().split('\n')
  assert.equal(header, 'method,t,observed,upperbound,alarm')
  const wanted = readFileSync(path('surveillance/salmonella_agona_ref_farrington.csv'), 'utf8')
  const reference = wanted.split('\n').filter((line) => line.includes('_np10_nbPlugin'))
  assert.deepEqual(lines.slice(-97), reference)
})

test('months by year and month, of several series in one file, take monthly settings', async (t) => {
  const series = path('vietnam_surveillance/gdpm_ref_series_used.csv.gz')
  if (!existsSync(series)) return t.skip('shared reference data is absent: vietnam_surveillance')
  const { out } = await run('--series', series, '--method', 'farrington-flexible', '--csv')
  assert.ok(out.startsWith('disease,province,method,t,date,observed,upperbound,alarm\n'))
  assert.ok(out.includes('dengue,Ho Chi Minh,farringtonFlexible_b3_w2_np1_nbPlugin,217,2016-01-01,2743,2361,1\n'))
})

test('rows in any order, semicolons, a mark in front, day/month dates and a totals row change nothing', async () => {
  const days = Array.from({ length: 20 }, (_, i) => [`2021-05-${String(i + 5).padStart(2, '0')}`, i % 4] as const)
  const clean = file('clean.csv', ['date,observed', ...days.map((day) => day.join(','))].join('\n'))
  const turned = days.map(([date, count]) => `${date.split('-').reverse().join('/')};${count}`).reverse()
  const dirty = file('dirty.csv', ['\ufeffNgày;Số ca', ...turned, 'Tổng cộng;30'].join('\n'))
  const [a, b] = [await run('--series', clean, '--method', 'ears-c2', '--csv'), await run('--series', dirty, '--csv')]
  assert.equal(b.out, a.out)
  assert.match(b.notes, /dòng tổng cộng/)
})

test('a day without a row is unknown unless told to be zero, and either is said', async () => {
  const rows = ['date,observed']
  for (let i = 1; i <= 12; i++) if (i !== 3) rows.push(`2021-05-${String(i).padStart(2, '0')},1`)
  const gap = file('gap.csv', rows.join('\n'))
  const unknown = await run('--series', gap, '--method', 'ears-c1', '--csv')
  assert.match(unknown.out, /^EARS_C1,8,2021-05-08,1,,$/m)
  assert.match(unknown.out, /^EARS_C1,11,2021-05-11,1,1,0$/m)
  assert.match(unknown.notes, /không rõ/)
  const zero = await run('--series', gap, '--method', 'ears-c1', '--gaps', 'zero', '--csv')
  assert.doesNotMatch(zero.out, /,,/)
})

test('two different counts of one day, and a count below zero, are unknown and named by row', async () => {
  const { notes } = await run('--series', file('two.csv', 't,observed\n1,4\n1,5\n2,-1\n3,x\n'), '--csv')
  assert.match(notes, /dòng 2 và 3/)
  assert.match(notes, /dòng 4, cột "observed": "-1"/)
  assert.match(notes, /dòng 5, cột "observed": "x"/)
  assert.match(notes, /cần ít nhất 10/)
})

test('what cannot be done is a usage error', async () => {
  const few = file('few.csv', 't,observed\n1,4\n')
  await assert.rejects(run('--series', few, '--method', 'cusum'), UsageError)
  await assert.rejects(run('--series', few, '--min-sigma', '-1'), UsageError)
  await assert.rejects(run('--series', file('none.csv', 'a,b\n1,2\n')), UsageError)
  await assert.rejects(run('--series', file('either.csv', 'date,observed\n03/04/2021,1\n04/05/2021,2\n')), /--date-order/)
})
