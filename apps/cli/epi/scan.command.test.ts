import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { scanPlan } from '@phaodai/epi/scan-plan.ts'
import { scanRuns } from '@phaodai/epi/scan-runs.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { Command } from 'commander'
import { registerScan } from './scan.command.ts'
import { scanInWorkers } from './scan-in-workers.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaodai-scan-'))
test.after(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

async function run(...words: string[]): Promise<string> {
  let printed = ''
  const program = new Command().exitOverride()
  registerScan(program, { out: (text) => (printed += text), note: () => {} })
  await program.parseAsync(['scan', ...words], { from: 'user' })
  return printed
}

const date = (day: number) => `2021-05-${String(day).padStart(2, '0')}`
const names = ['A', 'B', 'C', 'D', 'E', 'F']
const places = names.map((name, i) => `${name},${21 + i / 10},106`)
const quiet = names.flatMap((name) => Array.from({ length: 20 }, (_, i) => `${name},1,${date(i + 1)}`))
const cases = () => file('cases.csv', ['location,cases,date', ...quiet, `B,15,${date(9)}`].join('\n'))
const locations = () => file('locations.csv', ['location,lat,lng', ...places].join('\n'))

test('an outbreak of one place and day is the first cluster, with the keys that were promised', async () => {
  const found = JSON.parse(await run('--cases', cases(), '--locations', locations(), '--runs', '99', '--json'))
  const { locations: members, start, end, observed, p, radius_km } = found.clusters[0]
  assert.deepEqual([members, start, end, observed, p, radius_km], [['B'], date(9), date(9), 16, 0.01, 0])
  assert.deepEqual(found.study, { from: date(1), to: date(20), cases: 135 })
  assert.deepEqual(found.notes, [])
})

test('a line list of one case a row, in any order, says the same', async () => {
  const rows = [...quiet.map((row) => row.replace(',1,', ',')), ...Array.from({ length: 15 }, () => `B,${date(9)}`)]
  const list = file('list.csv', ['Xã,Ngày', ...rows.reverse()].join('\n'))
  const words = ['--locations', locations(), '--runs', '49', '--csv']
  assert.equal(await run('--cases', list, ...words), await run('--cases', cases(), ...words))
})

test('rows that cannot be used are named by row, the others are scanned', async () => {
  const bad = file(
    'bad.csv',
    `location,cases,date\nB,9,${date(9)}\nA,1,${date(2)}\nX,1,${date(2)}\nC,-1,${date(2)}\nC,1,31/02/2021\n,1,${date(2)}\n`,
  )
  const found = JSON.parse(await run('--cases', bad, '--locations', locations(), '--runs', '9', '--json'))
  const said = found.notes.map((note: { en: string }) => note.en).join('\n')
  for (const row of [4, 5, 6, 7]) assert.match(said, new RegExp(`row ${row},`))
  assert.equal(found.study.cases, 10)
})

test('what cannot be scanned is a usage error', async () => {
  await assert.rejects(run('--cases', cases()), UsageError)
  await assert.rejects(run('--cases', cases(), '--locations', locations(), '--runs', '0'), UsageError)
  await assert.rejects(run('--cases', cases(), '--locations', locations(), '--max-fraction', '2'), UsageError)
  await assert.rejects(run('--cases', cases(), '--locations', locations(), '--from', '2022-01-01'), UsageError)
})

test('any number of threads gives the same runs, and the event loop goes on meanwhile', async () => {
  const rows = quiet.map((row) => row.split(','))
  const plan = scanPlan(
    rows.map(([location, , day]) => ({ location: location!, day: Number(day!.slice(-2)), cases: 1 })),
    places.map((row) => row.split(',')).map(([location, lat, lng]) => ({ location: location!, lat: +lat!, lng: +lng! })),
    { runs: 120 },
  )
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  const [one, three] = [await scanInWorkers(plan, 1), await scanInWorkers(plan, 3)]
  clearInterval(timer)
  assert.ok(turns > 0)
  assert.deepEqual(three, one)
  assert.deepEqual(one, scanRuns(plan, 0, 120))
})
