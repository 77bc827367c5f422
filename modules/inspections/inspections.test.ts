import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { assignResponsibility } from '../areas/areas.commands.ts'
import { report } from '../cases/cases.commands.ts'
import { assign } from '../checks/assign.commands.ts'
import { pushRound } from '../checks/round.commands.ts'
import { makeTeam } from '../checks/teams.commands.ts'
import * as act from '../directives/tasks.commands.ts'
import { tasks } from '../directives/tasks.reads.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { addPhoto, closeFinding, giveFindingTask, record, voidInspection, voidPhoto } from './inspections.commands.ts'
import { findings, leaders, league, list, photo, plan, show } from './inspections.reads.ts'
import { review, voidReview } from './missed.commands.ts'
import { missedFever, missedFevers } from './missed.reads.ts'

let t: TestApp
let province: TestPost
/** Answers for the district of the commune; and one of another district. */
let leader: TestPost
let elsewhere: TestPost
let commune: TestPost
let teamId: string
let household: string
const code = (error: unknown) => (error as { code: string }).code

before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  commune = await t.post('commune', '10882')
  const [above] = await t.rows<{ code: string }>('select code from area where area_id = $1', [commune.area.parentId])
  leader = await t.post('district', above!.code)
  elsewhere = await t.post('district', above!.code === '290' ? '291' : '290')
  await province.as(assignResponsibility, {
    areaId: leader.area.areaId,
    accountId: leader.accountId,
    fromOn: '2021-02-01',
    document: 'QĐ 1',
  })
  ;({ teamId } = await commune.as(makeTeam, { name: 'Tổ thử', fromOn: '2021-02-10' }))
  household = (await commune.as(addHousehold, { address: 'Số 1' })).householdId
  await commune.as(assign, { teamId, householdIds: [household], fromOn: '2021-02-10' })
})
after(() => t.close())

const visit = (more: object = {}) => ({ inspectionId: newId(), placeKey: `team:${teamId}`, ...more })

test('a team that was never visited and left slots open is proposed to the leader who answers for its district, with each reason', async () => {
  const { mine, rule, rows } = await leader.as(plan, {})
  assert.deepEqual(
    mine.map((m) => [m.name, m.document, m.owed, m.done]),
    [[leader.area.fullName, 'QĐ 1', 1, 0]],
  )
  assert.match(rule!.source.vi, /95-TB\/TU/)
  const team = rows.find((r) => r.key === `team:${teamId}`)!
  assert.deepEqual(
    team.reasons.map((r) => [r.code, r.points]),
    [
      ['never', 3],
      ['late-team', 3],
    ],
  )
  assert.deepEqual((await elsewhere.as(plan, {})).rows, [])
})

test('an inspection and the tasks of its findings are written once, however often they are sent', async () => {
  const findingId = newId()
  const input = visit({
    answers: [
      { item: 'mask', answer: 'pass' },
      { item: 'twice', answer: 'fail', note: 'chiều chưa đi' },
    ],
    findings: [
      {
        findingId,
        item: 'twice',
        words: 'Buổi chiều tổ chưa đến nhà nào',
        task: { dueOn: '2021-02-23', responsible: 'Tổ trưởng' },
      },
    ],
  })
  const opId = newId()
  const first = await leader.as(record, input, opId)
  assert.deepEqual(await leader.as(record, input, opId), first)
  assert.equal(await leader.as(record, input).catch(code), 'id-in-use')
  const { taskId } = first.tasks[0]!
  const { rows } = await commune.as(tasks, { sourceId: input.inspectionId })
  assert.deepEqual(
    rows.map((r) => [r.taskId, r.words, r.fromName, r.sourceKind]),
    [[taskId, 'Buổi chiều tổ chưa đến nhà nào', leader.area.fullName, 'inspection']],
  )
  assert.match(rows[0]!.sourceLabel!, /^Kiểm tra Tổ thử .*22\/02\/2021$/)
  const state = async () => (await commune.as(show, { inspectionId: input.inspectionId })).found[0]!.state
  assert.equal(await state(), 'tasked')
  await commune.as(act.doneTask, { taskId })
  await leader.as(act.checkTask, { taskId })
  assert.equal(await state(), 'closed')
  assert.equal(
    (await leader.as(plan, {})).rows.some((r) => r.key === `team:${teamId}`),
    false,
    'visited today: not proposed again',
  )
})

test('a finding that was not taken in takes nothing else in: the whole inspection is one piece', async () => {
  const input = visit({ findings: [{ findingId: newId(), words: 'Việc trước ngày', task: { dueOn: '2021-02-01' } }] })
  assert.equal(await leader.as(record, input).catch(code), 'task-dates')
  assert.equal(await leader.as(show, { inspectionId: input.inspectionId }).catch(code), 'not-found')
  assert.equal(
    await leader.as(record, visit({ answers: [{ item: 'one-way', answer: 'pass' }] })).catch(code),
    'inspection-answers',
  )
  assert.equal(await leader.as(record, { inspectionId: newId() }).catch(code), 'inspection-place')
})

test('a place that the product does not have is typed in by kind and name, and proposed again on later days', async () => {
  const cho = { kind: 'market' as const, placeName: 'Chợ Đình', areaId: commune.area.areaId }
  const { inspectionId } = await leader.as(record, {
    inspectionId: newId(),
    ...cho,
    findings: [{ findingId: newId(), words: 'Hai lối vào' }],
  })
  const [found] = (await leader.as(show, { inspectionId })).found
  // another unit's market of the same name is another market
  await leader.as(record, { inspectionId: newId(), ...cho, areaId: leader.area.areaId, capturedAt: '2021-02-20T08:00:00+07:00' })
  assert.equal(found!.state, 'no-task')
  await t.day('2021-02-24')
  const markets = (await leader.as(plan, { kind: 'market' })).rows
  assert.deepEqual(markets.map((r) => r.lastOn).sort(), ['2021-02-20', '2021-02-22'])
  const market = markets.find((r) => r.areaId === commune.area.areaId)!
  assert.deepEqual([market.name, market.reasons.map((r) => r.code)], ['Chợ Đình', ['long-ago', 'open-findings']])
  const { taskId } = await leader.as(giveFindingTask, { findingId: found!.findingId, words: 'Mở một lối', dueOn: '2021-02-25' })
  assert.equal(await leader.as(closeFinding, { findingId: found!.findingId, words: 'đã xong' }).catch(code), 'finding-has-task')
  await leader.as(act.withdrawTask, { taskId, reason: 'đã sửa ngay tại chỗ' })
  await leader.as(closeFinding, { findingId: found!.findingId, words: 'Đã bịt lối sau tại chỗ' })
  assert.equal(
    (await leader.as(findings, {})).rows.some((f) => f.findingId === found!.findingId),
    false,
  )
  await t.day('2021-02-22')
})

test('what was written down without a network is taken the next day, marked late, on the day of the visit', async () => {
  await t.day('2021-02-23')
  const made = await leader.as(record, visit({ capturedAt: '2021-02-22T16:40:00+07:00', clockErrorMs: 0 }))
  assert.deepEqual([made.onDay, made.lateness], ['2021-02-22', 'next-day'])
  assert.equal(
    await leader.as(record, visit({ capturedAt: '2021-02-25T16:40:00+07:00', clockErrorMs: 0 })).catch(code),
    'inspection-ahead',
  )
  await t.day('2021-02-22')
})

test('the league of a day counts what leaders owe and made, and each figure has its list', async () => {
  const { rows } = await province.as(league, { day: '2021-02-22' })
  const mine = rows.find((r) => r.areaId === leader.area.areaId)!
  assert.deepEqual([mine.leaders, mine.owed, mine.done, mine.missing, mine.inspections, mine.late], [1, 1, 3, 0, 3, 1])
  assert.deepEqual([mine.pass, mine.fail, mine.share, mine.findingsOpen, mine.findingsClosed], [1, 1, 0.5, 0, 2])
  const behind = await province.as(list, { areaId: mine.areaId, from: '2021-02-22', until: '2021-02-22' })
  assert.equal(behind.total, 3)
  assert.ok(behind.rows.every((r) => r.byName.startsWith('Cán bộ district')))
  const who = (await province.as(leaders, { day: '2021-02-23' })).rows
  assert.deepEqual(
    who.map((l) => [l.areaName, l.done, l.missing]),
    [[leader.area.fullName, 0, 1]],
  )
  assert.equal((await elsewhere.as(list, {})).total, 0)
  assert.equal(await elsewhere.as(league, { areaId: leader.area.areaId }).catch(code), 'outside-area')
})

test('a photo is kept once with its print, place and time; the visited see it, the neighbour does not; both have a way back', async () => {
  const { inspectionId } = await leader.as(record, visit())
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 9, 9])
  const sent = {
    inspectionId,
    fileName: 'chot.jpg',
    takenAt: '2021-02-22T08:00:00+07:00',
    latitude: 20.9,
    longitude: 106.5,
    bytes,
  }
  const { photoId, sha256 } = await leader.as(addPhoto, sent)
  assert.match(sha256, /^[0-9a-f]{64}$/)
  assert.deepEqual(await leader.as(addPhoto, sent), { photoId, sha256, known: true })
  assert.equal(await commune.as(addPhoto, sent).catch(code), 'inspection-not-yours')
  assert.deepEqual([...((await commune.as(photo, { inspectionId, photoId })) as { bytes: Uint8Array }).bytes], [...bytes])
  assert.equal(await elsewhere.as(photo, { inspectionId, photoId }).catch(code), 'not-found')
  await leader.as(voidPhoto, { inspectionId, photoId, reason: 'có người dân trong ảnh' })
  assert.equal(await commune.as(photo, { inspectionId, photoId }).catch(code), 'not-found')
  const total = async () => (await commune.as(list, {})).total
  const had = await total()
  await leader.as(voidInspection, { inspectionId, reason: 'ghi nhầm nơi' })
  assert.equal(await total(), had - 1)
})

test('a voided inspection takes back the tasks that nobody has begun, and says which are under way', async () => {
  const finding = (words: string) => ({ findingId: newId(), words, task: {} })
  const made = await leader.as(record, visit({ findings: [finding('Thiếu nước rửa tay'), finding('Thiếu sổ ghi')] }))
  const [untouched, begun] = made.tasks.map((x) => x.taskId)
  await commune.as(act.acceptTask, { taskId: begun! })
  const done = await leader.as(voidInspection, { inspectionId: made.inspectionId, reason: 'ghi nhầm nơi' })
  assert.deepEqual(
    [done.withdrawn, done.staying].map((list) => list.map((x) => [x.taskId, x.state])),
    [[[untouched, 'withdrawn']], [[begun, 'accepted']]],
  )
  const open = (await commune.as(tasks, { sourceId: made.inspectionId })).rows
  assert.deepEqual(
    open.map((r) => r.taskId),
    [begun],
  )
})

async function ill(fullName: string, more: object = {}) {
  await t.day('2021-02-14')
  const { subjectId } = await commune.as(register, { communeId: commune.area.areaId, householdId: household, fullName })
  await t.day('2021-02-22')
  await province.as(report, {
    ...{
      subjectId,
      disease: 'covid19',
      sampledOn: '2021-02-20',
      confirmedOn: '2021-02-21',
      reportedOn: '2021-02-21',
      origin: 'community' as const,
    },
    ...{ placeFound: 'Bệnh viện Đa khoa huyện', onsetOn: '2021-02-16', symptoms: ['sốt'], ...more },
  })
  return subjectId
}

test('a case that a hospital found, ill before, whose fever nobody had reported, is found by the rule; one that a team had reported is not', async () => {
  const unreported = await ill('Nguyễn Văn Thử')
  await ill('Trần Thị Trạm', { placeFound: 'Trạm Y tế xã' })
  await ill('Lê Văn Cách', { origin: 'quarantine' })
  await ill('Đỗ Thị Ngày', { onsetOn: '2021-02-20' })
  const reported = await ill('Phạm Văn Báo')
  const symptoms = [{ signalId: newId(), subjectId: reported, kinds: ['fever' as const] }]
  await t.day('2021-02-19')
  await commune.as(pushRound, {
    checks: [
      {
        checkId: newId(),
        householdId: household,
        onDay: '2021-02-18',
        slot: 'morning',
        answer: 'symptom',
        symptoms,
        capturedAt: '2021-02-18T07:30:00+07:00',
      },
    ] as never,
  })
  await t.day('2021-02-22')
  const { rows } = await province.as(missedFevers, {})
  assert.deepEqual(
    rows.map((r) => [r.subjectId, r.foundHow, r.onsetOn, r.foundOn, r.days]),
    [[unreported, 'written', '2021-02-16', '2021-02-20', 4]],
  )
  assert.equal(rows[0]!.name, 'Nguyễn V. T.', 'the province reads no names')
  assert.deepEqual((await elsewhere.as(missedFevers, {})).rows, [])
  assert.equal(await elsewhere.as(missedFever, { subjectId: unreported }).catch(code), 'not-found')
  const { chain, mayReview } = await leader.as(missedFever, { subjectId: unreported })
  assert.equal(mayReview, true)
  const [team] = chain
  assert.ok(team!.facts.some((f) => f.vi === '18/02/2021 sáng: có người có biểu hiện.'))
  assert.ok(team!.gaps.some((f) => f.vi === '17/02/2021 không có lượt hỏi: sáng, chiều.'))
})

test('a person above concludes, by a document, and gives tasks; the commune may not conclude about itself; a conclusion has a way back', async () => {
  const { subjectId } = (await commune.as(missedFevers, { state: 'waiting' })).rows[0]!
  const conclusion = {
    ...{ subjectId, reviewId: newId(), conclusion: 'missed' as const, words: 'Tổ không đến nhà ba ngày liền.' },
    ...{ document: '12/KL-UBND', signedOn: '2021-02-22', signatory: 'Trần Văn Ký' },
    tasks: [{ words: 'Kiểm điểm Tổ Covid, báo cáo Ban Chỉ đạo huyện', dueOn: '2021-02-24' }],
  }
  assert.equal(await commune.as(review as never, conclusion as never).catch(code), 'forbidden')
  assert.equal(await leader.as(review, { ...conclusion, signedOn: '2021-02-23' }).catch(code), 'review-dates')
  const { reviewId } = await leader.as(review, conclusion)
  assert.equal(await leader.as(review, { ...conclusion, reviewId: newId() }).catch(code), 'review-exists')
  const mine = (await commune.as(tasks, { sourceId: reviewId })).rows
  assert.deepEqual(
    mine.map((r) => [r.sourceKind, r.words]),
    [['missed-fever', 'Kiểm điểm Tổ Covid, báo cáo Ban Chỉ đạo huyện']],
  )
  assert.doesNotMatch(JSON.stringify(mine), /Nguyễn Văn Thử/)
  const seen = await commune.as(missedFever, { subjectId })
  assert.deepEqual([seen.row.conclusion, seen.reviews[0]!.tasks.length, seen.mayReview], ['missed', 1, false])
  await leader.as(voidReview, { subjectId, reviewId, reason: 'ghi nhầm người ký' })
  assert.equal((await leader.as(missedFevers, {})).rows[0]!.conclusion, null)
  const read = await t.rows<{ n: number }>(
    "select count(*)::int as n from audit where action = 'inspections.missed-fever' and kind = 'read' and $1 = any (subject_ids)",
    [subjectId],
  )
  assert.ok(read[0]!.n >= 2, 'who looked is recorded')
})

test('the league counts open and closed findings as their list does: closed by hand, by a task, taken back, voided', async () => {
  const finding = (words: string, task?: object) => ({ findingId: newId(), words, ...(task && { task }) })
  const found = [finding('Không giao'), finding('Giao rồi rút', {}), finding('Giao', {}), finding('Đóng tay')]
  const made = await leader.as(record, visit({ findings: found }))
  await leader.as(act.withdrawTask, { taskId: made.tasks[0]!.taskId, reason: 'giao nhầm' })
  await leader.as(closeFinding, { findingId: found[3]!.findingId, words: 'đã xong tại chỗ' })
  const { rows } = await province.as(league, {})
  for (const unit of rows) {
    const of = async (state: 'open' | 'closed') => (await province.as(findings, { areaId: unit.areaId, state })).total
    assert.deepEqual([unit.findingsOpen, unit.findingsClosed], [await of('open'), await of('closed')], unit.name)
  }
  assert.ok(rows.some((u) => u.findingsOpen >= 3 && u.findingsClosed >= 2))
})

test('every late task of a place counts for what to visit, however many there are', async () => {
  const { taskId } = await leader.as(act.giveTask, { areaId: commune.area.areaId, words: 'Việc quá hạn', dueOn: '2021-02-22' })
  await t.day('2021-02-24')
  const lateAt = async () => {
    const { reasons } = (await leader.as(plan, {})).rows.find((r) => r.key === `team:${teamId}`)!
    return Number.parseInt(reasons.find((r) => r.code === 'late-tasks')!.words.vi, 10)
  }
  const one = await lateAt()
  await t.rows(
    `insert into task select (jsonb_populate_record(t, jsonb_build_object('task_id', gen_random_uuid()))).*
     from task t cross join generate_series(1, 1000) where t.task_id = $1`,
    [taskId],
  )
  assert.equal(await lateAt(), one + 1000)
})
