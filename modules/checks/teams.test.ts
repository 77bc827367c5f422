import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { testApp } from '../../test/database.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { sessionOf, signIn } from '../identity/identity.signin.ts'
import { addHousehold } from '../people/people.commands.ts'
import { assign, setWalkingOrder, unassign } from './assign.commands.ts'
import { check, makeField } from './field.fixtures.ts'
import { importTeams } from './import-teams.ts'
import { codeSheets, resetMember, signOutMember, teamPeople } from './members.commands.ts'
import { pushRound } from './round.commands.ts'
import { addMember, addRecord, endTeam, makeTeam, renameTeam, setLead, setMendDate, voidRecord } from './teams.commands.ts'
import { gaps, householdTeams, team, teamHouseholds, teams } from './teams.reads.ts'
import { homesTaken, sampleSheet } from './teamsheet.rules.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const operator = await t.post('operator', '30')
const agrees = async () => assert.deepEqual((await operator.as(verify, {})).differences, [])
const bytes = (text: string) => new TextEncoder().encode(text)

test('teams are numbered in their commune by this product, and a name can change while the code stays', async () => {
  const f = await makeField(t, '10783')
  assert.equal(f.code, '10783-T01')
  const second = await f.commune.as(makeTeam, { name: 'Tổ số 2' })
  assert.equal(second.code, '10783-T02')
  await f.commune.as(renameTeam, { teamId: second.teamId, name: 'Tổ xóm Chùa' })
  const rows = (await f.commune.as(teams, {})).rows
  assert.deepEqual(
    rows.map((r) => [r.code, r.name]),
    [
      ['10783-T01', 'Tổ số 1'],
      ['10783-T02', 'Tổ xóm Chùa'],
    ],
  )
  const other = await t.post('commune', '10786')
  await assert.rejects(other.as(renameTeam, { teamId: f.teamId, name: 'Của xã khác' }), { code: 'not-found' })
  assert.deepEqual((await other.as(teams, {})).rows, [])
})

test('a size outside 50 to 70 households is told with its source, and so are homes without a team and the day to mend it by', async () => {
  const f = await makeField(t, '10798')
  await f.commune.as(addHousehold, { address: 'nhà chưa có tổ' })
  await f.commune.as(setMendDate, { mendBy: '2021-02-21' })
  const list = await f.commune.as(teams, {})
  assert.deepEqual(
    [list.rows[0]!.size, list.sizeRule?.min, list.sizeRule?.max, list.sizeRule?.confirmed],
    ['under', 50, 70, true],
  )
  assert.match(list.sizeRule!.source.vi, /TB 95/)
  const [gap] = (await f.commune.as(gaps, {})).communes
  assert.deepEqual([gap!.householdsWithoutTeam, gap!.households, gap!.tooSmall, gap!.withoutMembers], [1, 4, [f.code], []])
  assert.deepEqual([gap!.mendBy, gap!.late], ['2021-02-21', true])
  const district = await t.post('district', '288')
  assert.ok(
    (await district.as(gaps, {})).communes.every((c) => c.communeId !== f.commune.area.areaId),
    'only one’s own area',
  )
})

test('homes given to another team keep the past: who had them when, and what was counted for whom', async () => {
  const f = await makeField(t, '10801', 4)
  await t.day('2021-02-22')
  await f.member.as(pushRound, { checks: f.homes.map((h) => check(h, '2021-02-21', 'morning', 'well')) })
  const { teamId } = await f.commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  const done = await f.commune.as(assign, { teamId, householdIds: [...f.homes.slice(0, 2), newId()], reason: 'tổ 1 quá đông' })
  assert.deepEqual([done.assigned, done.moved, done.refused.length, done.households], [2, 2, 1, 2])
  const { history } = await f.commune.as(householdTeams, { householdId: f.homes[0]! })
  assert.deepEqual(
    history.map((h) => [h.code, h.fromOn, h.untilOn]),
    [
      ['10801-T02', '2021-02-22', null],
      ['10801-T01', '2021-02-20', '2021-02-22'],
    ],
  )
  const again = await f.commune.as(assign, { teamId, householdIds: f.homes.slice(0, 2) })
  assert.deepEqual([again.assigned, again.unchanged], [0, 2])
  assert.equal((await f.commune.as(unassign, { householdIds: [f.homes[0]!], reason: 'nhà bỏ hoang' })).ended, 1)
  await agrees()
})

test('the doors are walked in the order that the team set', async () => {
  const f = await makeField(t, '10804')
  const wanted = [f.homes[2]!, f.homes[0]!, f.homes[1]!]
  await f.member.as(setWalkingOrder, { teamId: f.teamId, householdIds: wanted })
  const { households } = await f.member.as(teamHouseholds, { teamId: f.teamId })
  assert.deepEqual(
    households.map((h) => h.householdId),
    wanted,
  )
  const stranger = await t.post('team', '10804')
  await assert.rejects(stranger.as(teamHouseholds, { teamId: f.teamId }), { code: 'team-not-yours' })
})

test('a team shows who guides it, its handbook, its equipment, and its money with the source', async () => {
  const f = await makeField(t, '10807')
  const record = (more: Record<string, unknown>) => f.commune.as(addRecord, { teamId: f.teamId, ...more } as never)
  await record({ kind: 'guide', item: 'Trạm y tế xã' })
  await record({ kind: 'handbook', item: 'Sổ tay tổ Covid cộng đồng, bản 1' })
  await record({ kind: 'equipment', item: 'Nhiệt kế hồng ngoại', quantity: 2, source: 'Huyện cấp' })
  const money = await record({ kind: 'money', item: 'Hỗ trợ tháng 2', amountVnd: 1_500_000, source: 'Ngân sách xã' })
  await assert.rejects(record({ kind: 'money', item: 'không rõ nguồn', amountVnd: 1 }), { code: 'invalid-input' })
  await f.commune.as(voidRecord, { recordId: money.recordId, reason: 'ghi nhầm tổ' })
  const shown = await f.commune.as(team, { teamId: f.teamId })
  assert.deepEqual([shown.guidedBy, shown.hasHandbook, shown.hasLead, shown.members], ['Trạm y tế xã', true, true, 1])
  assert.equal(shown.records.find((r) => r.kind === 'money')!.voidReason, 'ghi nhầm tổ')
})

test('only a team post of the commune that sees the team’s hamlet becomes a member; one lead at a time', async () => {
  const f = await makeField(t, '10810')
  const communeId = f.commune.area.areaId
  const { hamletId } = await f.commune.as(addHamlet, { communeId, type: 'thôn', name: 'Đoài' })
  const elsewhere = await t.post('team', '10813')
  const bound = await t.post('team', '10810', { hamletId })
  const station = await t.post('station', '10810')
  const add = (postId: string, lead = false) => f.commune.as(addMember, { teamId: f.teamId, postId, lead })
  await assert.rejects(add(elsewhere.postId), { code: 'member-not-team-post' })
  await assert.rejects(add(station.postId), { code: 'member-not-team-post' })
  await assert.rejects(add(bound.postId), { code: 'member-other-hamlet' })
  await assert.rejects(add(f.member.postId), { code: 'member-already' })
  const second = await t.post('team', '10810')
  const { memberId } = await add(second.postId)
  await f.commune.as(setLead, { teamId: f.teamId, memberId })
  const members = (await f.commune.as(team, { teamId: f.teamId })).team
  assert.deepEqual(
    members.filter((m) => m.isLead).map((m) => m.memberId),
    [memberId],
  )
})

test('a team that ends leaves its homes for another, and its members see no door any more', async () => {
  const f = await makeField(t, '10816')
  assert.equal((await f.commune.as(endTeam, { teamId: f.teamId, reason: 'sáp nhập tổ' })).householdsLeft, 3)
  await assert.rejects(f.commune.as(assign, { teamId: f.teamId, householdIds: f.homes }), { code: 'team-ended' })
  assert.equal((await f.commune.as(gaps, {})).communes[0]!.householdsWithoutTeam, 3)
  await agrees()
})

test('hamlets, teams, homes and members come from one spreadsheet; rows that cannot be taken come back with the reason', async () => {
  const commune = await t.post('commune', '10819')
  await t.post('team', '10819', { username: 'to-vien-1' })
  const sheet = [
    'Thôn,Tổ,Thứ tự,Số nhà,Địa chỉ,Chủ hộ,Tài khoản',
    'Thôn Đông,Tổ 1,2,12,Thôn Đông ngõ 3,Lê Văn Thử,to-vien-1',
    'Thôn Đông,Tổ 1,1,10,Thôn Đông ngõ 3,Lê Thị Thử,',
    'Thôn Đoài,Tổ 2,,4,Thôn Đoài,Phạm Văn Thử,nguoi-la',
    'Đông,Tổ 1,,5,Thôn Đông,Phạm Thị Thử,',
    'Thôn Đông,,,6,Thôn Đông,Đỗ Văn Thử,',
    'Thôn Đông,Tổ 1,một,7,Thôn Đông,Đỗ Thị Thử,',
  ].join('\n')
  const input = { bytes: bytes(sheet), fileName: 'to.csv' }
  const looked = await commune.as(importTeams, { ...input, mode: 'look' })
  assert.equal((await commune.as(teams, {})).total, 0, 'looking makes nothing')
  const done = await commune.as(importTeams, input)
  assert.deepEqual(looked, done, 'what was foreseen is what is done')
  assert.deepEqual(
    [done.rows, done.hamlets, done.teams, done.households, done.assigned, done.members],
    [6, 2, 2, 3, 3, 1],
    JSON.stringify(done.failed),
  )
  assert.deepEqual(
    done.failed.map((r) => [r.row, r.field]),
    [
      [4, 'account'],
      [5, 'hamlet'],
      [6, 'team'],
      [7, 'order'],
    ],
  )
  assert.equal(homesTaken(done), done.assigned, 'an unknown account does not hold the home of its row')
})

test('a spreadsheet taken in again adds nothing, and without its columns is refused whole', async () => {
  const commune = await t.post('commune', '10822')
  const sheet = bytes('Tổ,Địa chỉ,Chủ hộ\nTổ 1,xóm Chùa,Lê Văn Thử\nTổ 1,xóm Đình,Lê Thị Thử\n')
  const first = await commune.as(importTeams, { bytes: sheet, fileName: 'to.csv' })
  assert.deepEqual([first.teams, first.households, first.assigned], [1, 2, 2])
  const again = await commune.as(importTeams, { bytes: sheet, fileName: 'to.csv' })
  assert.deepEqual([again.teams, again.households, again.assigned, again.unchanged], [0, 0, 0, 2])
  assert.deepEqual(again.sizes, [{ code: '10822-T01', households: 2, size: 'under' }])
  await assert.rejects(commune.as(importTeams, { bytes: bytes('tên,tuổi\na,1\n'), fileName: 'x.csv' }), {
    code: 'import-columns',
  })
  await agrees()
})

test('members named in the sheet get accounts that nobody can use until the commune prints their codes; the station resets and signs out its own only', async () => {
  const commune = await t.post('commune', '10792')
  const [station, elsewhere] = [await t.post('station', '10792'), await t.post('station', '10780')]
  const sheet =
    'Tổ,Địa chỉ,Chủ hộ,Họ tên tổ viên\nTổ số 1,ngõ 1,Lê Văn Thử,"Trần Thị Thử; Lê Văn Thử"\nTổ số 1,ngõ 2,Lê Thị Thử,\n'
  const first = await commune.as(importTeams, { bytes: bytes(sheet), fileName: 'to.csv' })
  assert.deepEqual([first.teams, first.members, first.accounts, first.failed], [1, 2, 2, []])
  const again = await commune.as(importTeams, { bytes: bytes(sheet), fileName: 'to.csv' })
  assert.deepEqual([again.members, again.accounts], [0, 0])
  const { rows } = await station.as(teamPeople, { text: 'tran thi' })
  assert.deepEqual(
    rows.map((r) => [r.fullName, r.username, r.codeUnused, r.teams[0]?.code, r.teams[0]?.lead]),
    [['Trần Thị Thử', '10792-t01-1', true, '10792-T01', true]],
  )
  assert.equal((await elsewhere.as(teamPeople, {})).total, 0)

  const printed = await station.as(codeSheets, {})
  assert.equal(printed.issued, 2)
  const { accountId, username } = rows[0]!
  const code = new RegExp(`${username}</code></p><p>Mã một lần: <code>([^<]+)`).exec(printed.html)![1]!
  const signedIn = await signIn(t.app, { username, password: code })
  assert.ok('token' in signedIn, 'the printed code signs in')
  const reset = await station.as(resetMember, { accountId })
  assert.equal(reset.sessionsEnded, 1)
  assert.equal(await sessionOf(t.app, signedIn.token), null)
  assert.ok(!('token' in (await signIn(t.app, { username, password: code }))), 'the old code is void')
  const anew = await signIn(t.app, { username, password: reset.oneTimePassword })
  assert.ok('token' in anew)
  assert.equal((await station.as(signOutMember, { accountId })).sessionsEnded, 1)
  assert.equal(await sessionOf(t.app, anew.token), null)

  await assert.rejects(elsewhere.as(resetMember, { accountId }), { code: 'not-found' })
  await assert.rejects(station.as(resetMember, { accountId: commune.accountId }), { code: 'account-above' })
})

test('the sample sheet that the dialog gives is taken in whole', async () => {
  const commune = await t.post('commune', '10816')
  const done = await commune.as(importTeams, { bytes: bytes(sampleSheet(false)), fileName: 'bang-mau-nhap-to.csv' })
  assert.deepEqual([done.failed, done.teams, done.households, done.accounts], [[], 2, 3, 3])
  const district = await t.post('district', '293')
  const many = await district.as(importTeams, { bytes: bytes(sampleSheet(true)), fileName: 'x.csv', mode: 'look' })
  assert.deepEqual([...new Set(many.failed.map((r) => r.field))], ['commune'], 'only which commune is left to say')
})
