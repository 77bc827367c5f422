import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharedPath } from '../../../test/shared.ts'
import { asking, files } from './asking.fixtures.ts'
import { registerScenario } from './scenario.command.ts'

const shared = sharedPath('data/epi/simulation')
const file = files()
const { run, refusal } = asking(registerScenario, 'scenario')

const base = { N: 100_000, R0: 2, lat: 3, inf: 5, I0: 10, days: 120 }

test('the reference document is read as it stands and gives its figures', async (t) => {
  const path = join(shared, 'seir_meta.json')
  if (!existsSync(path)) return t.skip('shared reference data is absent: simulation/seir_meta.json')
  const answer = JSON.parse((await run('--spec', path, '--json')).printed)
  const meta = JSON.parse(readFileSync(path, 'utf8'))
  assert.deepEqual(answer.notes, [])
  for (const found of answer.scenarios) {
    const expected = meta[found.name]
    assert.ok(Math.abs(found.peak_I / expected.peak_I - 1) < 1e-4)
    assert.equal(found.peak_day, expected.peak_day)
    assert.ok(Math.abs(found.final_R / expected.final_R - 1) < 1e-4)
    assert.ok(Math.abs(found.growth_rate_analytic / expected.growth_rate_analytic - 1) < 1e-3)
    assert.ok(Math.abs(found.final_size_analytic_base / expected.final_size_analytic_base - 1) < 1e-3)
  }
  assert.deepEqual(
    answer.scenarios.map(({ name }: { name: string }) => name),
    Object.keys(meta),
  )
  assert.equal(answer.rows.length, 602)
  assert.equal(answer.comparison.length, 2)
})

test('one scenario has the columns of the reference first; several say which', async () => {
  const one = (await run('--spec', file('one.json', base), '--csv')).printed.split('\n')
  assert.match(one[0]!, /^day,S,E,I,R,/)
  assert.equal(one[1], '0,99990,0,10,0,0,0,0,0,0')
  const two = file('two.json', { common: base, scenarios: { open: {}, closed: { mult: [[20, 0.4]] } } })
  const several = (await run('--spec', two, '--csv')).printed.split('\n')
  assert.match(several[0]!, /^scenario,day,S,E,I,R,/)
  assert.equal(several.length, 1 + 2 * 121 + 1)
  assert.match((await run('--spec', two)).printed, /open.*\n.*closed/)
})

test('a seed adds the stochastic runs, and the same seed the same bands', async () => {
  const path = file('one.json', { ...base, days: 30 })
  const first = (await run('--spec', path, '--seed', '3', '--runs', '20', '--json')).printed
  assert.equal(first, (await run('--spec', path, '--seed', '3', '--runs', '20', '--json')).printed)
  const { stochastic } = JSON.parse(first).scenarios[0]
  assert.equal(stochastic.runs, 20)
  assert.equal(stochastic.days[30].I.quantiles.length, 9)
  const said = await run('--spec', path, '--seed', '3', '--csv')
  assert.match(said.said, /--json/)
})

test('every wrong field is named, in both languages, all at once', async () => {
  const wrong = {
    ...base,
    N: -5,
    R0: 'two',
    days: 2.5,
    R_0: 3,
    mult: [[3]],
    vaccination: { from: 0, dosesPerDay: 10, efficacy: 2, delay: 1 },
    tracing: { from: 1, share: 0.5 },
  }
  const message = await refusal('--spec', file('wrong.json', wrong))
  for (const field of ['N', 'R0', 'days', 'R_0', 'mult', 'vaccination.efficacy', 'tracing'])
    assert.ok(message.includes(`trường ${field}:`) && message.includes(`field ${field}:`), `${field}: ${message}`)
  assert.match(await refusal('--spec', file('broken.json', '{ "N": 1, ')), /không phải JSON/)
  assert.match(await refusal('--spec', '/khong-co/none.json'), /ENOENT/)
  assert.match(await refusal('--spec', file('list.json', [1])), /phải là một đối tượng/)
  assert.match(await refusal(), /--spec/)
  const { lat: _, ...short } = base
  assert.match(await refusal('--spec', file('short.json', { a: { params: short } })), /a\.params\.lat: thiếu/)
})

test('a scenario too fast to be followed is named, with what to change', async () => {
  const path = file('fast.json', { common: base, scenarios: { open: {}, fast: { lat: 1e-9, inf: 1e-9 } } })
  assert.match(await refusal('--spec', path), /^Kịch bản fast .*tăng lat, inf.*\nScenario fast: lat, inf, R0/)
})
