import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharedPath } from '../../../test/shared.ts'
import { asking, files } from './asking.fixtures.ts'
import { registerBeds } from './beds.command.ts'

const shared = sharedPath('data/epi/simulation')
const file = files()
const { run, refusal } = asking(registerBeds, 'beds')

const spec = { hospital_fraction: 0.12, delay_gamma: { mean: 6, sd: 3 }, los_gamma: { mean: 11, sd: 6 } }

test('the reference is met, whether the cases stand in a file or in the document', async (t) => {
  if (!existsSync(join(shared, 'beds_meta.json'))) return t.skip('shared reference data is absent: simulation/beds_meta.json')
  const reference = readFileSync(join(shared, 'beds_reference.csv'), 'utf8').trim().split('\n')
  const cases = reference
    .slice(1)
    .map((line) => line.split(','))
    .map(([date, count]) => ({ date, cases: Number(count) }))
  const answers = [
    await run('--spec', join(shared, 'beds_meta.json'), '--incidence', join(shared, 'beds_reference.csv'), '--csv'),
    await run('--spec', file('rows.json', { ...spec, cases: cases.toReversed() }), '--csv'),
    await run('--spec', file('list.json', { ...spec, start: '2021-05-06', cases: cases.map((each) => each.cases) }), '--csv'),
    await run(
      '--spec',
      file('path.json', { ...spec, segment: 'Bắc Giang', incidence: join(shared, '../rt/vietnam_segments_incidence.csv') }),
      '--csv',
    ),
  ]
  for (const { printed } of answers) {
    const lines = printed.trimEnd().split('\n')
    assert.equal(lines.length, reference.length)
    assert.equal(lines[0], reference[0])
    lines.slice(1).forEach((line, i) => {
      const [date, ...found] = line.split(',')
      const [day, ...expected] = reference[i + 1]!.split(',')
      assert.equal(date, day)
      found.forEach((value, k) => {
        assert.ok(Math.abs(Number(value) - Number(expected[k])) < 1e-6)
      })
    })
  }
})

test('the cases of a document may be rows of text, pairs, a map, or a list with its dates or first day under any usual name', async () => {
  const days = ['2021-05-06', '2021-05-07', '2021-05-08']
  const counts = [1, 2, 31]
  const asked = (more: object) => run('--spec', file('shape.json', { ...spec, ...more }), '--csv')
  const plain = (await asked({ start: days[0], cases: counts })).printed
  for (const shape of [
    { cases: days.map((date, i) => ({ date, cases: `${counts[i]}` })) },
    { cases: days.map((date, i) => ({ t: i + 1, date, total: counts[i] })) },
    { cases: days.map((date, i) => [date, counts[i]]) },
    { cases: Object.fromEntries(days.map((date, i) => [date, counts[i]])) },
    { cases: file('named.csv', `date,cases\n${days.map((date, i) => `${date},${counts[i]}`).join('\n')}\n`) },
    { start_date: days[0], cases: counts },
    { date_start: days[0], cases: counts },
    { date: days, cases: counts },
  ])
    assert.equal((await asked(shape)).printed, plain)
})

test('tiers stand beside their sum; a forecast gives bands', async () => {
  const tiers = file('tiers.json', {
    ...spec,
    start: '2021-05-06',
    cases: [10, 20],
    tiers: { ward: { fraction: 0.1 }, icu: { fraction: 0.02 } },
  })
  const lines = (await run('--spec', tiers, '--csv')).printed.trimEnd().split('\n')
  assert.equal(lines[0], 'date,cases,admissions,occupied,admissions_ward,occupied_ward,admissions_icu,occupied_icu')
  const [, , admissions, , ward, , icu] = lines[2]!.split(',').map(Number)
  assert.ok(Math.abs(admissions! - ward! - icu!) < 1e-12 && Math.abs(ward! - 5 * icu!) < 1e-9)
  const forecast = { rows: [{ horizon_weeks: 1, 'q0.025': 7, 'q0.5': 70, 'q0.975': 700 }] }
  const bands = (await run('--spec', file('bands.json', { ...spec, start: '2021-05-06', cases: [10, 20], forecast }), '--json'))
    .printed
  const { rows } = JSON.parse(bands)
  assert.equal(rows.length, 9)
  assert.equal(rows.at(-1)['cases_q0.5'], 10)
  assert.ok(rows.at(-1)['occupied_q0.025'] < rows.at(-1)['occupied_q0.975'])
})

test('missing days are said, or refused where they are unknown', async () => {
  const gap = file('gap.csv', 'Ngày;Số ca\n07/05/2021;3\n09/05/2021;5\n')
  const path = file('spec.json', spec)
  const { printed, said } = await run('--spec', path, '--incidence', gap, '--date-order', 'dmy', '--csv')
  assert.equal(printed.trimEnd().split('\n').length, 4)
  assert.match(said, /1 ngày/)
  assert.match(await refusal('--spec', path, '--incidence', gap, '--date-order', 'dmy', '--gaps', 'unknown'), /không rõ số ca/)
})

test('every wrong field is named', async () => {
  const wrong = { hospital_fraction: 1.2, delay_gamma: { mean: 6 }, los_gama: {}, start: '2021-05-06', cases: [1, -2] }
  const message = await refusal('--spec', file('wrong.json', wrong))
  for (const field of ['hospital_fraction', 'delay_gamma.sd', 'los_gamma', 'los_gama', 'cases[1]'])
    assert.ok(message.includes(`field ${field}:`), `${field}: ${message}`)
  assert.match(await refusal('--spec', file('none.json', spec)), /field cases: is missing/)
  assert.match((await run('--spec', file('days.json', { ...spec, cases: [1, 2] }), '--csv')).said, /ngày đầu/)
})
