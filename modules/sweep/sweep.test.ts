import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { assign } from '../checks/assign.commands.ts'
import { movements } from '../checks/doors.reads.ts'
import { addMember, makeTeam } from '../checks/teams.commands.ts'
import { addHousehold } from '../people/people.commands.ts'
import { decideReturnee, endEpidemicArea, recordReturnee, setEpidemicArea } from './returnees.commands.ts'
import { endSweep, startSweep, tickSweep, voidTick } from './sweep.commands.ts'
import { coverage, epidemicAreas, households, returnees, sweeps, verify } from './sweep.reads.ts'
import { proposedMeasure } from './sweep.rules.ts'

let t: TestApp
let commune: TestPost
let team: TestPost
let province: TestPost
let homes: string[]
let hamlets: number[]
let sweepId: string

const at = (time: string) => `2021-02-22T${time}:00+07:00`
const tick = (i: number, outcome: 'done' | 'absent' | 'refused' | 'empty', time: string) => ({
  ...{ tickId: newId(), householdId: homes[i]!, outcome, capturedAt: at(time) },
})
const figures = async () => {
  const { total } = await commune.as(coverage, { sweepId })
  return [total.households, total.done, total.absent, total.refused, total.missing]
}

before(async () => {
  t = await testApp()
  commune = await t.post('commune', '10882')
  province = await t.post('cdc', '30')
  hamlets = []
  homes = []
  for (const name of ['Đông', 'Đoài'])
    hamlets.push((await commune.as(addHamlet, { communeId: commune.area.areaId, type: 'thôn', name })).hamletId)
  for (let i = 0; i < 5; i++)
    homes.push((await commune.as(addHousehold, { address: `Số ${i}`, hamletId: hamlets[i < 3 ? 0 : 1]! })).householdId)
  const { teamId } = await commune.as(makeTeam, { hamletId: hamlets[0]!, name: 'Tổ thử', fromOn: '2021-02-20' })
  team = await t.post('team', '10882', { hamletId: hamlets[0]! })
  await commune.as(addMember, { teamId, postId: team.postId })
  await commune.as(assign, { teamId, householdIds: homes.slice(0, 3), fromOn: '2021-02-20' })
  sweepId = (await province.as(startSweep, { name: 'Rà soát người về', startsOn: '2021-02-22', document: 'TB 95-TB/TU' })).sweepId
})
after(() => t.close())

test('a sweep of the province is at every door: what is ticked, what is missing, by hamlet; the newest tick stands, one taken back does not', async () => {
  assert.deepEqual(
    (await commune.as(sweeps, {})).rows.map((s) => s.name),
    ['Rà soát người về'],
  )
  assert.deepEqual(await figures(), [5, 0, 0, 0, 5])
  const absent = tick(1, 'absent', '00:01')
  const first = [tick(0, 'done', '00:01'), absent, tick(4, 'done', '00:01'), tick(1, 'done', '23:59')]
  const own = first.map((k, i) => (i === 3 ? { ...k, capturedAt: '2021-02-25T08:00:00+07:00' } : k))
  const { outcomes } = await team.as(tickSweep, { sweepId, ticks: own })
  assert.deepEqual(
    outcomes.map((o) => o.reason ?? o.outcome),
    ['applied', 'applied', 'household-unknown', 'clock-ahead'],
  )
  const again = await team.as(tickSweep, { sweepId, ticks: [own[0]!, { ...absent, outcome: 'refused' }] })
  assert.deepEqual(
    again.outcomes.map((o) => o.reason ?? o.outcome),
    ['duplicate', 'id-used'],
  )
  assert.deepEqual(await figures(), [5, 1, 1, 0, 3])
  const later = tick(1, 'done', '00:02')
  await team.as(tickSweep, { sweepId, ticks: [later] })
  assert.deepEqual(await figures(), [5, 2, 0, 0, 3])
  await team.as(voidTick, { tickId: later.tickId, reason: 'ghi nhầm nhà' })
  assert.deepEqual(await figures(), [5, 1, 1, 0, 3])
  const rows = (await commune.as(coverage, { sweepId })).rows
  assert.deepEqual(
    rows.map((r) => [r.name, r.households, r.done, r.missing]),
    [
      ['Thôn Đoài', 2, 0, 2],
      ['Thôn Đông', 3, 1, 1],
    ],
  )
  assert.deepEqual((await team.as(coverage, { sweepId })).total.households, 3)
  assert.deepEqual(
    (await commune.as(households, { sweepId, state: 'missing', hamletId: hamlets[0] })).rows.map((r) => r.address),
    ['Số 2'],
  )
  assert.equal((await team.as(households, { sweepId, state: 'all' })).rows.length, 3)
  const other = await t.post('commune', '10750')
  assert.deepEqual((await other.as(coverage, { sweepId })).rows, [])
})

test('someone found who came back from an area on the list is in the register with the movement, the measure proposed and a clock; a person decides', async () => {
  const named = { name: 'Thành phố Thử (Chỉ thị 16)', basis: 'ct16' as const, fromOn: '2021-02-16', document: 'CT 16' }
  const { epidemicId } = await province.as(setEpidemicArea, { ...named, measure: 'site' })
  const [subjectId, returneeId] = [newId(), newId()]
  const found = {
    ...{
      returneeId,
      movementId: newId(),
      sweepId,
      householdId: homes[0]!,
      arrivedOn: '2021-02-21',
      fromPlace: 'quận Thử',
      epidemicId,
    },
    ...{ person: { subjectId, personId: newId(), fullName: 'Nguyễn Văn Về' }, capturedAt: at('00:03') },
  }
  const made = await team.as(recordReturnee, found)
  assert.deepEqual([made.proposed!.measure, made.proposed!.holdDays, made.repeated], ['site', 14, false])
  assert.match(made.proposed!.source, /^CT 16; /)
  assert.equal((await team.as(recordReturnee, found, newId())).repeated, true)
  assert.deepEqual(
    (await commune.as(movements, {})).rows.map((m) => [m.kind, m.name, m.place]),
    [['new-resident', 'Nguyễn Văn Về', 'quận Thử']],
  )
  const open = await commune.as(returnees, {})
  assert.deepEqual([open.total, open.late, open.clock!.hours, open.clock!.confirmed], [1, 0, 12, false])
  assert.deepEqual([open.rows[0]!.name, open.rows[0]!.measure, open.rows[0]!.late], ['Nguyễn Văn Về', 'site', false])
  assert.equal((await commune.as(coverage, { sweepId })).total.returnees, 1)
  await t.day('2021-02-24')
  assert.equal((await commune.as(returnees, { state: 'late' })).rows.length, 1)
  await commune.as(decideReturnee, { returneeId, how: 'site', document: '15/QĐ-UBND' })
  await assert.rejects(commune.as(decideReturnee, { returneeId, how: 'home' }), { code: 'returnee-decided' })
  assert.deepEqual((await commune.as(returnees, {})).rows, [])
  await t.day('2021-02-22')
})

test('the list is dated: an area counts on the days that its document says, and what it does not name is not invented', async () => {
  const area = {
    epidemicId: newId(),
    name: 'x',
    basis: 'cases' as const,
    fromOn: '2021-02-10',
    untilOn: '2021-02-20',
    holdDays: 7,
    document: 'CV 2',
  }
  assert.equal(proposedMeasure({ ...area, measure: 'home' }, '2021-02-21', null), null)
  assert.deepEqual(proposedMeasure({ ...area, measure: 'home' }, '2021-02-20', null), {
    measure: 'home',
    holdDays: 7,
    source: 'CV 2',
    confirmed: true,
  })
  const pack = { days: 14, source: 'pack', confirmed: false }
  assert.equal(proposedMeasure({ ...area, measure: 'watch', holdDays: null }, '2021-02-15', pack)!.holdDays, null)
  assert.equal(proposedMeasure(null, '2021-02-15', pack), null)
  const { rows } = await commune.as(epidemicAreas, {})
  await province.as(endEpidemicArea, { epidemicId: rows[0]!.epidemicId, untilOn: '2021-02-21' })
  assert.deepEqual((await commune.as(epidemicAreas, {})).rows, [])
  assert.equal((await commune.as(epidemicAreas, { day: '2021-02-21' })).rows.length, 1)
})

test('a recount names what it counts again; an ended sweep says so; nobody ends what is wider than their area', async () => {
  await assert.rejects(commune.as(endSweep, { sweepId }), { code: 'outside-area' })
  const again = await commune.as(startSweep, { name: 'Rà lại', startsOn: '2021-02-22', recounts: sweepId })
  await commune.as(endSweep, { sweepId: again.sweepId })
  await assert.rejects(commune.as(endSweep, { sweepId: again.sweepId }), { code: 'sweep-ended' })
  const ahead = await commune.as(startSweep, { name: 'Mai đi', startsOn: '2021-02-23' })
  await assert.rejects(commune.as(tickSweep, { sweepId: ahead.sweepId, ticks: [tick(0, 'done', '00:05')] }), {
    code: 'sweep-not-begun',
  })
})

test('what a sweep has covered is what its ticks say, whatever was corrected and taken back, also by two at once', async () => {
  const province = await t.post('province', '30')
  const { sweepId } = await commune.as(startSweep, { name: 'Rà soát đếm', startsOn: '2021-02-22' })
  const doors = (await commune.as(households, { sweepId, limit: 50 })).rows.map((r) => r.householdId)
  const answers = ['done', 'absent', 'refused', 'empty'] as const
  const made: string[] = []
  for (let round = 0; round < 4; round++)
    await Promise.all(
      [0, 1].map((who) => {
        const ticks = doors.map((householdId, i) => {
          made.push(newId())
          const capturedAt = new Date(
            Date.parse('2021-02-22T00:00:00+07:00') + ((round * 7 + who * 5 + i) % 11) * 1000,
          ).toISOString()
          return { tickId: made.at(-1)!, householdId, outcome: answers[(i + round + who) % 4]!, capturedAt }
        })
        return commune.as(tickSweep, { sweepId, ticks })
      }),
    )
  for (const tickId of made.filter((_, i) => i % 3 === 0)) await commune.as(voidTick, { tickId, reason: 'ghi nhầm nhà' })
  const checked = await province.as(verify, {})
  assert.deepEqual([checked.agrees, checked.differences], [true, []])
  const { total } = await commune.as(coverage, { sweepId })
  const byTeam = (await commune.as(coverage, { sweepId, by: 'team' })).total
  assert.deepEqual(total, byTeam)
  assert.equal(total.done + total.absent + total.refused + total.empty + total.missing, doors.length)
  await t.rows('update sweep_hamlet set done = done + 1 where sweep_id = $1', [sweepId])
  assert.equal((await province.as(verify, {})).agrees, false)
  await t.rows('update sweep_hamlet set done = done - 1 where sweep_id = $1', [sweepId])
})
