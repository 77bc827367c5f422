import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { throughDoor } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { doors } from '../../apps/api/wiring.ts'
import { withClient } from '../../db/bootstrap.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { assign } from '../checks/assign.commands.ts'
import { slots } from '../checks/rollup.reads.ts'
import { identifySignal } from '../checks/signals.commands.ts'
import { signals } from '../checks/signals.reads.ts'
import { addMember, makeTeam } from '../checks/teams.commands.ts'
import { takeSample } from '../laboratory/laboratory.commands.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { endSentinel, identifyInpatient, issueLink, registerSentinel } from './sentinels.commands.ts'
import { inpatients, reports, sentinels } from './sentinels.reads.ts'
import { dayState } from './sentinels.rules.ts'

let t: TestApp
/** The pharmacy's and hospital's station; and the station of another commune, where the buyer lives. */
let here: TestPost
let there: TestPost
let hamletId: number
let team: TestPost
let householdId: string
let pharmacy: { sentinelId: string; key: string }
let hospital: { sentinelId: string; key: string }

const device = 'dien-thoai-cua-quay-0001'
const enter = async (
  name: string,
  key: string,
  input: object,
  more: { opId?: string; device?: string; waitedMinutes?: number } = {},
) =>
  (await throughDoor(t.app, doors.find((d) => d.verb.name === name)!, input, { key, device, ...more })) as {
    today: { reports: number; nil: boolean; screened: number; admitted: number }
  }

async function linked(kind: 'pharmacy' | 'hospital', name: string) {
  const { sentinelId } = await here.as(registerSentinel, { kind, name, address: 'phố Thử' })
  return { sentinelId, key: (await here.as(issueLink, { sentinelId })).key }
}
const cough = (more: object = {}) => ({
  ...{
    reportId: newId(),
    signalId: newId(),
    who: 'Ông Sửu bán chè',
    ageYears: 61,
    phone: '0540 111 222',
    kinds: ['cough', 'fever'],
  },
  ...{ communeId: there.area.areaId, hamletId, address: 'số 4', bought: 'thuốc hạ sốt', ...more },
})

before(async () => {
  t = await testApp()
  here = await t.post('station', '10882')
  there = await t.post('station', '10750')
  hamletId = (await there.as(addHamlet, { communeId: there.area.areaId, type: 'thôn', name: 'Thử' })).hamletId
  const { teamId } = await there.as(makeTeam, { hamletId, name: 'Tổ thử', fromOn: '2021-02-20' })
  team = await t.post('team', '10750', { hamletId })
  await there.as(addMember, { teamId, postId: team.postId })
  householdId = (await there.as(addHousehold, { address: 'Số 4, thôn Thử', hamletId })).householdId
  await there.as(assign, { teamId, householdIds: [householdId], fromOn: '2021-02-20' })
  pharmacy = await linked('pharmacy', 'Nhà thuốc Thử')
  hospital = await linked('hospital', 'Bệnh viện Thử')
})
after(() => t.close())

test('a cough at a counter is a signal in the commune where the buyer lives, once, and nothing at the counter tells who that is', async () => {
  const opId = newId()
  const said = cough()
  const first = await enter('sentinels.report', pharmacy.key, said, { opId })
  const again = await enter('sentinels.report', pharmacy.key, said, { opId, waitedMinutes: 7 })
  assert.deepEqual([first, again], [first, first])
  assert.deepEqual(first.today, { reports: 1, nil: false, screened: 0, admitted: 0, discharged: 0 })
  const [signal, ...more] = (await there.as(signals, { state: 'open' })).rows
  assert.deepEqual(more, [])
  assert.deepEqual(
    [signal!.source, signal!.name, signal!.kinds, signal!.state, signal!.hamletId],
    ['pharmacy', 'Ông Sửu bán chè, 61 tuổi, số 4', ['cough', 'fever'], 'to-identify', hamletId],
  )
  assert.deepEqual((await here.as(signals, { state: 'all' })).rows, [])
  // of no team yet, and in the commune's sum of the slot all the same, as in the province's
  const sums = [(await there.as(slots, {})).total, (await (await t.post('province', '30')).as(slots, {})).total]
  assert.deepEqual(
    sums.map((x) => [x.signals, x.waiting]),
    [
      [1, 1],
      [1, 1],
    ],
  )
  const [paper] = (await there.as(reports, {})).rows
  assert.deepEqual([paper!.phone, paper!.bought, paper!.sentinelName], ['0540111222', 'thuốc hạ sốt', 'Nhà thuốc Thử'])
  // the same answer for someone in the register and for nobody
  await there.as(register, { fullName: 'Ông Sửu bán chè', phone: '0540111222', householdId })
  const known = await enter('sentinels.report', pharmacy.key, cough())
  const unknown = await enter('sentinels.report', pharmacy.key, cough({ who: 'Người Không Ai Biết', phone: null }))
  assert.deepEqual({ ...known.today, reports: 3 }, unknown.today)
  assert.equal((await there.as(signals, { state: 'open' })).rows.filter((s) => s.subjectId !== null).length, 0)
})

test('the team of that hamlet sees it, and once it says who that is, the signal is of that home', async () => {
  const [signal] = (await team.as(signals, { state: 'open' })).rows
  const { subjectId } = await there.as(register, { fullName: 'Sửu Văn Thử', householdId })
  await team.as(identifySignal, { signalId: signal!.signalId, subjectId })
  const found = (await team.as(signals, { state: 'open' })).rows.find((s) => s.signalId === signal!.signalId)!
  assert.deepEqual([found.subjectId, found.householdId, found.state], [subjectId, householdId, 'to-order'])
  assert.match(found.teamCode!, /^10750-T\d+$/)
})

test('written without a network, it counts for the day it was written on', async () => {
  await t.day('2021-02-23')
  const { reportId, ...rest } = cough()
  await enter('sentinels.report', pharmacy.key, { reportId, ...rest }, { waitedMinutes: 1440 })
  const [row] = await t.rows<{ day: string }>('select on_day as day from sentinel_tally where tally_id = $1', [reportId])
  assert.equal(row!.day, '2021-02-22')
  await t.day('2021-02-22')
})

test('a link is of the first device that opens it, until it is issued again; a wrong or ended one opens nothing', async () => {
  await assert.rejects(enter('sentinels.nil', pharmacy.key, { tallyId: newId() }, { device: 'dien-thoai-khac-00000002' }), {
    code: 'link-other-device',
  })
  const { key } = await here.as(issueLink, { sentinelId: pharmacy.sentinelId })
  await assert.rejects(enter('sentinels.open', pharmacy.key, {}), { code: 'link-unknown' })
  await enter('sentinels.nil', key, { tallyId: newId() }, { device: 'dien-thoai-khac-00000002' })
  pharmacy.key = key
  await assert.rejects(enter('sentinels.open', 'x'.repeat(43), {}), { code: 'link-unknown' })
  const gone = await linked('pharmacy', 'Nhà thuốc Cũ')
  await here.as(endSentinel, { sentinelId: gone.sentinelId, reason: 'đóng cửa hẳn' })
  await assert.rejects(enter('sentinels.open', gone.key, {}), { code: 'link-unknown' })
})

test('what a counter sent and was refused is on record with the sentinel and the reason, and no word of what it said', async () => {
  const opId = newId()
  await assert.rejects(
    enter('sentinels.report', pharmacy.key, cough({ kinds: [] }), { opId, device: 'dien-thoai-khac-00000002' }),
    {
      code: 'invalid-input',
    },
  )
  const rows = await t.rows<{ kind: string; role: string; details: object; who: string }>(
    'select kind, role, details, account_id as who from audit where op_id = $1',
    [opId],
  )
  assert.deepEqual(rows, [{ kind: 'refused', role: 'sentinel', details: { problem: 'invalid-input' }, who: pharmacy.sentinelId }])
})

test('who has not reported by the end of the evening is late, and is told by name of the shop alone', async () => {
  const all = await here.as(sentinels, {})
  const state = (id: string) => all.rows.find((r) => r.sentinelId === id)!
  assert.deepEqual(
    [state(pharmacy.sentinelId).state, state(pharmacy.sentinelId).link, state(hospital.sentinelId).link],
    ['reported', 'bound', 'unopened'],
  )
  const yesterday = await here.as(sentinels, { day: '2021-02-22', state: 'late' })
  for (const row of yesterday.rows) assert.ok(yesterday.chaseText.includes(row.name))
  const s = { linked: true, reports: 0, nil: false, screened: 0 }
  assert.equal(dayState(s, '2021-02-22T10:00:00Z', '2021-02-22T12:00:00Z'), 'due')
  assert.equal(dayState(s, '2021-02-22T12:01:00Z', '2021-02-22T12:00:00Z'), 'late')
  assert.equal(dayState({ ...s, nil: true }, '2021-02-22T12:01:00Z', '2021-02-22T12:00:00Z'), 'reported')
  assert.equal(dayState(s, '2021-02-22T12:01:00Z', null), 'due')
})

test('an inpatient without a sample since the admission is listed, by the rule, until a tube is matched or the stay ends', async () => {
  for (const recordNo of ['BA-1', 'BA-2', 'BA-3'])
    await enter('sentinels.admit', hospital.key, {
      inpatientId: newId(),
      recordNo,
      who: `Người bệnh ${recordNo}`,
      admittedDaysAgo: 2,
    })
  const list = async () => (await here.as(inpatients, {})).rows.map((r) => [r.recordNo, r.state])
  const { rule } = await here.as(inpatients, {})
  assert.match(rule!.source.vi, /TB 95/)
  assert.equal((await list()).length, 3)
  await enter('sentinels.discharge', hospital.key, { dischargeId: newId(), recordNo: 'ba-1' })
  // one is ours, one lives in another commune: their tube is enough
  const ours = await here.as(register, { fullName: 'Người Bệnh Hai' })
  const theirs = await there.as(register, { fullName: 'Người Bệnh Ba' })
  const rows = (await here.as(inpatients, {})).rows
  const idOf = (recordNo: string) => rows.find((r) => r.recordNo === recordNo)!.inpatientId
  await here.as(identifyInpatient, { inpatientId: idOf('BA-2'), subjectId: ours.subjectId })
  assert.deepEqual((await list()).sort(), [
    ['BA-2', 'untested'],
    ['BA-3', 'unknown'],
  ])
  await here.as(takeSample, { subjectId: ours.subjectId, disease: 'covid19', barcode: 'BV00001', identityCheck: 'cccd' })
  await there.as(takeSample, { subjectId: theirs.subjectId, disease: 'covid19', barcode: 'BV00002', identityCheck: 'cccd' })
  await assert.rejects(here.as(identifyInpatient, { inpatientId: idOf('BA-3'), barcode: 'BV99999' }), { code: 'inpatient-whose' })
  await here.as(identifyInpatient, { inpatientId: idOf('BA-3'), barcode: 'BV00002' })
  assert.deepEqual(await list(), [])
  assert.equal((await here.as(sentinels, {})).rows.find((r) => r.kind === 'hospital')!.untested, 0)
})

describe('behind the door, by SQL', () => {
  /** Runs SQL as the server's role with a door's scope, as throughDoor sets it. */
  const inside = <T>(
    work: (query: (text: string, values?: unknown[]) => Promise<{ rows: T[]; rowCount: number | null }>) => Promise<void>,
  ) =>
    withClient(t.appUrl, async (client) => {
      await client.query('begin')
      const { createHash } = await import('node:crypto')
      const hash = (text: string) => createHash('sha256').update(text).digest()
      await client.query("select set_door_scope('sentinel', $1, $2, now())", [hash(`door ${hospital.key}`), hash(device)])
      await work((text, values) => client.query(text, values) as never)
      await client.query('rollback')
    })

  test('not one row of any table with facts or names can be read, and none changed', async () => {
    const tables = await t.rows<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity order by 1",
    )
    assert.ok(tables.length > 30)
    await inside<{ n: number }>(async (query) => {
      for (const { name } of tables) {
        await query('savepoint s')
        const seen = await query(`select count(*)::int as n from "${name}"`).catch((e: { code: string }) => {
          assert.equal(e.code, '42501', name)
          return null
        })
        if (!seen) await query('rollback to savepoint s')
        // its own operations, whose answers are counts: so that sending again writes nothing twice
        else if (name !== 'operation') assert.equal(seen.rows[0]!.n, 0, name)
      }
      for (const text of [
        'update signal set closed_at = now()',
        'update inpatient set sampled_on = now()',
        'update door_link set revoked_at = now()',
      ])
        assert.equal((await query(text)).rowCount, 0, text)
    })
  })

  test('it adds only as itself: no report of another sentinel, no signal of a person, nothing in other tables', async () => {
    const id = newId()
    const report = `insert into sentinel_report (commune_id, report_id, signal_id, sentinel_id, sentinel_name, source, who, kinds, on_day, received_at, op_id)
      values (1, '${id}', '${id}', $1, 'x', 'hospital', 'x', '{cough}', '2021-02-22', now(), '${id}')`
    const signal = `insert into signal (commune_id, signal_id, source, disease, kinds, on_day, slot, noted_at, received_at, recorded_by, op_id, subject_id)
      values (1, '${id}', 'hospital', 'covid19', '{cough}', '2021-02-22', 'morning', now(), now(), $1, '${id}', $2)`
    const refused = (text: string, values: unknown[]) =>
      inside(async (query) => {
        await assert.rejects(query(text, values), { code: '42501' }, text)
        await query('rollback')
        await query('begin')
      })
    await inside(async (query) => {
      assert.equal((await query(report, [hospital.sentinelId])).rowCount, 1)
      assert.equal((await query(signal, [hospital.sentinelId, null])).rowCount, 1)
    })
    await refused(report, [pharmacy.sentinelId])
    await refused(signal, [hospital.sentinelId, newId()])
    await refused(signal, [pharmacy.sentinelId, null])
    await refused(`insert into household (commune_id, household_id, address, created_at, op_id) values (1, $1, 'x', now(), $1)`, [
      id,
    ])
  })
})
