import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { deriveTask } from './derive.commands.ts'
import { issue, saveDraft } from './directives.commands.ts'
import { directive } from './directives.reads.ts'
import { withItem } from './draft.rules.ts'
import { addEvidence, evidenceFile, voidEvidence } from './evidence.commands.ts'
import { readPlan } from './plans.commands.ts'
import { acceptProposal, passProposal, propose, refuseProposal, withdrawProposal } from './proposals.commands.ts'
import { proposals } from './proposals.reads.ts'
import * as act from './tasks.commands.ts'
import { task, tasks } from './tasks.reads.ts'

let t: TestApp
let province: TestPost
let district: TestPost
let commune: TestPost
let neighbour: TestPost
before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  // 293 Kim Thành, with the commune 10750; 294 Kinh Môn
  commune = await t.post('commune', '10750')
  const [above] = await t.rows<{ code: string }>(
    'select p.code from area a join area p on p.area_id = a.parent_id where a.area_id = $1',
    [commune.area.areaId],
  )
  district = await t.post('district', above!.code)
  neighbour = await t.post('district', above!.code === '290' ? '291' : '290')
})
after(() => t.close())
const refused = (code: string) => (e: unknown) => (e as { code: string }).code === code

const give = (more: object = {}) =>
  province.as(act.giveTask, {
    areaId: district.area.areaId,
    words: 'Rà soát, củng cố các Tổ Covid cộng đồng',
    dueOn: '2021-02-23',
    responsible: 'Chủ tịch UBND huyện',
    source: { kind: 'direct' },
    ...more,
  })

test('a task is accepted, done and reported by who was given it, and closed by who gave it; each with its name and hour', async () => {
  const { taskId } = await give()
  await assert.rejects(neighbour.as(act.acceptTask, { taskId }), refused('not-found'))
  await assert.rejects(province.as(act.acceptTask, { taskId }), refused('task-not-yours'))
  await district.as(act.acceptTask, { taskId, responsible: 'Phó Chủ tịch UBND huyện' })
  await district.as(act.progressTask, { taskId, percent: 60, words: '12/20 xã đã củng cố' })
  await assert.rejects(province.as(act.checkTask, { taskId }), refused('task-state'))
  await district.as(act.doneTask, { taskId, words: 'Đã xong 20/20 xã' })
  await assert.rejects(district.as(act.checkTask, { taskId }), refused('task-not-given'))
  const again = await province.as(act.reopenTask, { taskId, reason: 'Xã A chưa có tổ ở thôn Đông' })
  assert.equal(again.state, 'running')
  await district.as(act.doneTask, { taskId })
  assert.equal((await province.as(act.checkTask, { taskId })).state, 'closed')
  const seen = await province.as(task, { taskId })
  assert.equal(seen.responsible, 'Phó Chủ tịch UBND huyện')
  assert.deepEqual(
    seen.acts.map((a) => a.kind),
    ['accepted', 'progress', 'done', 'reopened', 'done', 'checked'],
  )
  assert.ok(seen.acts.every((a) => a.by?.startsWith('Cán bộ')))
  assert.equal(seen.percent, 100)
  assert.deepEqual(seen.may, ['reopened'])
})

test('what was written down without a network keeps its hour beside that of its arrival; a clock that runs ahead says nothing', async () => {
  const { taskId } = await give()
  const early = '2021-02-21T09:00:00.000Z'
  await district.as(act.acceptTask, { taskId, capturedAt: early })
  await district.as(act.doneTask, { taskId, capturedAt: '2031-01-01T00:00:00Z' })
  const { acts } = await province.as(task, { taskId })
  assert.deepEqual(
    acts.map((a) => a.capturedAt && new Date(a.capturedAt).toISOString()),
    [early, null],
  )
})

test('a report sent again by the same operation is one report', async () => {
  const { taskId } = await give({ dueOn: null, perDay: 2 })
  const opId = newId()
  await district.as(act.progressTask, { taskId, words: 'buổi sáng đủ 10 tổ' }, opId)
  await district.as(act.progressTask, { taskId, words: 'buổi sáng đủ 10 tổ' }, opId)
  const { turn } = await district.as(task, { taskId })
  assert.deepEqual([turn?.have, turn?.need, turn?.state], [1, 2, 'due'])
})

test('a district passes a task on to each of its communes; the province sees how many have it and who has not', async () => {
  const { taskId } = await give()
  const first = await district.as(deriveTask, { taskId, to: [{ areaId: commune.area.areaId }] })
  assert.equal(first.made.length, 1)
  let { coverage } = await province.as(task, { taskId })
  assert.equal(coverage?.have, 1)
  assert.equal(coverage?.missing.length, coverage!.units - 1)
  const rest = await district.as(deriveTask, { taskId, each: true })
  assert.deepEqual([rest.there, rest.made.length], [1, coverage!.units - 1])
  ;({ coverage } = await province.as(task, { taskId }))
  assert.deepEqual([coverage?.have, coverage?.missing], [coverage?.units, []])
  const { rows } = await commune.as(tasks, { view: 'mine' })
  assert.deepEqual(
    rows.map((r) => [r.fromName, r.dueOn, r.words]),
    [[district.area.fullName, '2021-02-23', 'Rà soát, củng cố các Tổ Covid cộng đồng']],
  )
  await assert.rejects(district.as(deriveTask, { taskId, to: [{ areaId: neighbour.area.areaId }] }), refused('outside-area'))
  await assert.rejects(
    district.as(deriveTask, { taskId, to: [{ areaId: commune.area.areaId, words: 'việc khác', dueOn: '2021-02-25' }] }),
    refused('task-due-after-parent'),
  )
})

test('a task that a district gave and a commune leaves late is shown to the district, and a day later to the province', async () => {
  const { taskId } = await give({ dueOn: null })
  const { made } = await district.as(deriveTask, {
    taskId,
    to: [{ areaId: commune.area.areaId, words: 'Lập chốt', dueOn: '2021-02-22' }],
  })
  const told = async (post: TestPost) => (await post.as(tasks, { view: 'told', state: 'late' })).rows.map((r) => r.taskId)
  assert.ok(!(await told(district)).includes(made[0]!.taskId))
  await t.day('2021-02-23')
  assert.ok((await told(district)).includes(made[0]!.taskId))
  assert.ok(!(await told(province)).includes(made[0]!.taskId))
  await t.day('2021-02-24')
  assert.ok((await told(province)).includes(made[0]!.taskId))
  await commune.as(act.doneTask, { taskId: made[0]!.taskId })
  assert.ok(!(await told(province)).includes(made[0]!.taskId))
  await t.day('2021-02-22')
})

test('a photo is kept sealed with its place and time, once, and only who sees the task gets it', async () => {
  const { taskId } = await give()
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const photo = { taskId, fileName: 'chot.jpg', takenAt: '2021-02-22T08:00:00+07:00', latitude: 20.9, longitude: 106.5, bytes }
  const { evidenceId } = await district.as(addEvidence, photo)
  assert.deepEqual(await district.as(addEvidence, photo), { evidenceId, known: true })
  const { bytes: back, mime } = (await province.as(evidenceFile, { taskId, evidenceId })) as { bytes: Uint8Array; mime: string }
  assert.deepEqual([[...back], mime], [[...bytes], 'image/jpeg'])
  await assert.rejects(neighbour.as(evidenceFile, { taskId, evidenceId }), refused('not-found'))
  await assert.rejects(district.as(addEvidence, { ...photo, bytes: Uint8Array.from([0, 1, 2]) }), refused('evidence-kind'))
  const [row] = (await province.as(task, { taskId })).evidence
  assert.deepEqual([row?.kind, row?.latitude, row?.takenAt], ['photo', 20.9, '2021-02-22T01:00:00.000Z'])
})

test('a body of an area sees its own tasks and no others', async () => {
  const site = await t.post('site', '10750', { body: 'Khu cách ly thử' })
  const { taskId } = await commune.as(act.giveTask, { bodyId: site.bodyId, words: 'Phun khử khuẩn toàn khu' })
  assert.deepEqual(
    (await site.as(tasks, {})).rows.map((r) => r.taskId),
    [taskId],
  )
  await site.as(act.acceptTask, { taskId })
  await site.as(act.doneTask, { taskId })
  assert.equal((await commune.as(act.checkTask, { taskId })).state, 'closed')
})

test('what a body was given is for its own posts, the committee above and who gave it; not for other posts of the area', async () => {
  const site = await t.post('site', '10750', { body: 'Khu cách ly Hai' })
  const other = await t.post('site', '10750', { body: 'Khu cách ly Ba' })
  const station = await t.post('station', '10750')
  const { taskId } = await commune.as(act.giveTask, { bodyId: site.bodyId, words: 'Kiểm đếm giường trống' })
  const lists = async (post: TestPost) =>
    (await post.as(tasks, { state: 'any', parts: 'all', limit: 500 })).rows.some((r) => r.taskId === taskId)
  for (const [who, post, opens] of [
    ['the body', site, true],
    ['its committee', commune, true],
    ['the committee above', district, true],
    ['another body of the area', other, false],
    ['the health station of the area', station, false],
    ['another district', neighbour, false],
  ] as const) {
    assert.equal(await lists(post), opens, who)
    if (opens) assert.equal((await post.as(task, { taskId })).taskId, taskId)
    else await assert.rejects(post.as(task, { taskId }), refused('not-found'), who)
  }
  await assert.rejects(station.as(act.acceptTask, { taskId }), refused('not-found'))
  await assert.rejects(station.as(act.doneTask, { taskId }), refused('not-found'))
  await assert.rejects(district.as(act.acceptTask, { taskId }), refused('task-not-yours'))
  const own = await station.as(act.giveTask, { bodyId: other.bodyId, words: 'Báo số giường trống cho trạm' })
  assert.equal((await station.as(task, own)).bodyName, 'Khu cách ly Ba', 'who gave it follows it')
  const [office] = await t.rows<{ bodyId: number }>(
    `insert into body (area_id, kind, side, name) values ($1, 'tram', 'state', 'Trạm Y tế xã Thử') returning body_id as "bodyId"`,
    [station.area.areaId],
  )
  const theirs = await commune.as(act.giveTask, { bodyId: office!.bodyId, words: 'Trực 24/24' })
  await station.as(act.acceptTask, { taskId: theirs.taskId })
})

test('a unit asks the level above; it is passed further up, answered by a person, and becomes a task and a draft in one go', async () => {
  const asked = {
    kind: 'beds' as const,
    words: 'Thêm 20 giường cách ly',
    reason: 'khu của xã đã kín',
    quantity: 20,
    unit: 'giường',
  }
  await assert.rejects(province.as(propose, asked), refused('nobody-above'))
  const op = newId()
  const made = await commune.as(propose, asked, op)
  assert.deepEqual(await commune.as(propose, asked, op), made, 'sent again')
  const { proposalId } = made
  assert.equal(made.toName, 'Huyện Kim Thành')
  await assert.rejects(province.as(refuseProposal, { proposalId, reason: 'để huyện trả lời' }), refused('proposal-not-yours'))
  await assert.rejects(commune.as(acceptProposal, { proposalId, words: 'tự đồng ý' }), refused('proposal-not-yours'))
  const seen = async (post: TestPost, state: 'open' | 'late' | 'any' = 'any') =>
    (await post.as(proposals, { state })).rows.find((r) => r.proposalId === proposalId)
  assert.deepEqual([(await seen(district))!.toMe, (await seen(province))!.toMe, (await seen(commune))!.mine], [true, false, true])
  await district.as(passProposal, { proposalId, words: 'Huyện không còn giường trống' })
  assert.equal((await seen(commune))!.toName, 'Tỉnh Hải Dương', 'the asker sees who has it now')
  await assert.rejects(district.as(refuseProposal, { proposalId, reason: 'không còn giường' }), refused('proposal-not-yours'))
  const was = (await t.rows<{ on: string }>('select drill_on as on from instance'))[0]!.on
  await t.day('2021-03-20')
  assert.ok((await seen(province, 'late'))!.daysLate > 0)
  const task = { words: 'Bố trí 20 giường cho xã', areaId: district.area.areaId, dueOn: '2021-03-22' }
  const answered = await province.as(acceptProposal, {
    proposalId,
    words: 'Đồng ý, chuyển 20 giường trước ngày 22/03/2021',
    task,
    draft: true,
  })
  assert.deepEqual(answered.state, 'accepted')
  const given = (await district.as(tasks, { view: 'mine', sourceId: proposalId })).rows
  assert.deepEqual(
    given.map((r) => [r.taskId, r.sourceKind, r.sourceLabel, r.dueOn]),
    [[answered.taskId, 'proposal', `Đề nghị của ${commune.area.fullName}`, '2021-03-22']],
  )
  assert.equal((await province.as(directive, { directiveId: answered.directiveId! })).state, 'draft')
  const last = (await seen(commune))!
  assert.deepEqual([last.state, last.daysLate, last.acts.map((a) => a.kind)], ['accepted', 0, ['passed', 'accepted']])
  await assert.rejects(commune.as(withdrawProposal, { proposalId, reason: 'không cần nữa' }), refused('proposal-answered'))
  await t.day(was)
})

test('a plan handed in for a task is read into the book; its tasks are confirmed from it and their state stands under the task', async () => {
  const { taskId } = await give({ words: 'Xây dựng kế hoạch xét nghiệm của huyện', product: 'kế hoạch' })
  const text = `UBND HUYỆN KIM THÀNH\nSố 5/KH-UBND\nKim Thành, ngày 22 tháng 02 năm 2021\nKẾ HOẠCH\nxét nghiệm\n1. Giao UBND ${commune.area.fullName} lập danh sách, xong trước ngày 24/02/2021.`
  const file = { taskId, fileName: 'ke-hoach.txt', bytes: new TextEncoder().encode(text) }
  const { evidenceId } = await district.as(addEvidence, file)
  assert.deepEqual([(await province.as(task, { taskId })).expectsPlan, (await province.as(task, { taskId })).plans], [true, []])
  await assert.rejects(neighbour.as(readPlan, { taskId, evidenceId }), refused('not-found'))
  const { directiveId, tasks: found } = await district.as(readPlan, { taskId, evidenceId })
  assert.equal(found, 1)
  assert.equal((await district.as(readPlan, { taskId, evidenceId })).directiveId, directiveId, 'read again it is the same')
  const plan = async () => (await province.as(task, { taskId })).plans[0]!
  assert.deepEqual([(await plan()).state, (await plan()).given], ['draft', 0], 'nothing is given before it is confirmed')
  const { draft, draftNo } = await district.as(directive, { directiveId })
  const to = [{ kind: 'area' as const, areaId: commune.area.areaId, name: commune.area.fullName }]
  const kept = withItem(draft!, draft!.items[0]!.key, {
    ...{ decision: 'kept', assignees: [{ written: 'UBND xã', to, sure: true, proposals: [] }] },
  })
  const saved = await district.as(saveDraft, { directiveId, from: draftNo, draft: kept })
  await district.as(issue, { directiveId, draftNo: saved.draftNo })
  const [theirs] = (await commune.as(tasks, { view: 'mine', sourceId: directiveId })).rows
  assert.equal(theirs!.sourceLabel, '5/KH-UBND ngày 22/02/2021')
  await commune.as(act.doneTask, { taskId: theirs!.taskId })
  await district.as(act.checkTask, { taskId: theirs!.taskId })
  assert.deepEqual((({ state, given, closed, late, units }) => ({ state, given, closed, late, units }))(await plan()), {
    state: 'issued',
    given: 1,
    closed: 1,
    late: 0,
    units: 1,
  })
  await district.as(voidEvidence, { taskId, evidenceId, reason: 'nộp nhầm bản' })
  assert.deepEqual((await province.as(task, { taskId })).plans, [])
})
