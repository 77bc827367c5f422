import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharedPath } from '../../../test/shared.ts'
import { registerAllocate } from './allocate.command.ts'
import { asking, files } from './asking.fixtures.ts'

const shared = sharedPath('data/epi/lab')
const file = files()
const { run, refusal } = asking(registerAllocate, 'allocate')

const small = {
  supply: [10, 20],
  urgency_weight: [1, 5],
  capacity_per_day: [15, 30],
  lab_turnaround_h: [4, 6],
  transport_h: [
    [1, 1],
    [1, 2],
  ],
}

test('the reference instances are at their optimum', async (t) => {
  const path = join(shared, 'allocation_instances.json')
  if (!existsSync(path)) return t.skip('shared reference data is absent: lab/allocation_instances.json')
  const { instances, notes } = JSON.parse((await run('--spec', path, '--json')).printed)
  const expected = JSON.parse(readFileSync(path, 'utf8'))
  assert.equal(instances.length, expected.length)
  instances.forEach((found: { status: string; objective: number }, i: number) => {
    assert.equal(found.status, 'optimal')
    assert.ok(Math.abs(found.objective / expected[i].optimum - 1) < 1e-6)
  })
  assert.deepEqual(notes, [])
})

test('names stand in the result; a shortage is said by district and number', async () => {
  const path = file('short.json', {
    ...small,
    capacity_per_day: [15, 8],
    districts: ['Chí Linh', 'Cẩm Giàng'],
    laboratories: ['CDC', 'BV'],
  })
  const { printed, said } = await run('--spec', path, '--csv')
  assert.match(printed, /^instance,day,district,laboratory,tested_day,samples\n0,0,/)
  assert.match(printed, /Cẩm Giàng,CDC/)
  assert.match(said, /thiếu công suất cho 7 mẫu \(Chí Linh: 7\)/)
  assert.match(said, /short by 7 samples/)
  assert.match((await run('--spec', path)).printed, /thiếu công suất/)
})

test('every wrong field is named', async () => {
  const message = await refusal(
    '--spec',
    file('wrong.json', { ...small, supply: [10, -1], urgency_weight: [1, 'x'], capacity: [1], transport_h: 3 }),
  )
  for (const field of ['supply[1]', 'urgency_weight[1]', 'capacity', 'transport_h'])
    assert.ok(message.includes(`field ${field}:`), `${field}: ${message}`)
  assert.match(
    await refusal('--spec', file('uneven.json', { ...small, supply: [1] })),
    /supply must be as long as urgency_weight/,
  )
})
