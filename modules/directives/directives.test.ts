import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { shared } from '../../test/shared.ts'
import { addBody } from '../areas/areas.commands.ts'
import { deriveTask } from './derive.commands.ts'
import { issue, saveDraft, takeIn, voidDirective } from './directives.commands.ts'
import { directive, directiveFile, directives } from './directives.reads.ts'
import type { Draft } from './draft.contract.ts'
import { decide, keepSure, withHeader, withItem } from './draft.rules.ts'
import { acknowledge, forward, remind, withdrawForward } from './forward.commands.ts'
import { forwards, incoming } from './forward.reads.ts'
import { task, tasks } from './tasks.reads.ts'

const notice = `TỈNH ỦY HẢI DƯƠNG
Số 12-TB/TU
Hải Dương, ngày 21 tháng 02 năm 2021
THÔNG BÁO
kết luận về phòng, chống dịch
1- Giao Sở Y tế xây dựng kế hoạch xét nghiệm, báo cáo trước ngày 26/02/2021.
2- Các huyện, thị xã, thành phố củng cố Tổ Covid cộng đồng, xong trong ngày 23/02/2021.
3- Yêu cầu huyện Kim Thành lập thêm chốt ở các ngõ.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn Thử`

let t: TestApp
let province: TestPost
let clerk: TestPost
let district: TestPost
let commune: TestPost
before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  clerk = await t.post('cdc', '30')
  district = await t.post('district', '293')
  commune = await t.post('commune', '10750')
  await province.as(addBody, { areaId: province.area.areaId, kind: 'so', name: 'Sở Y tế' })
})
after(() => t.close())
const refused = (code: string) => (e: unknown) => (e as { code: string }).code === code
const take = (text: string, post = clerk) => post.as(takeIn, { fileName: 'thong-bao.txt', bytes: new TextEncoder().encode(text) })
const draftOf = async (directiveId: string) => {
  const { draft, draftNo } = await province.as(directive, { directiveId })
  return { draft: draft!, draftNo }
}
const save = (directiveId: string, from: number, draft: Draft) => clerk.as(saveDraft, { directiveId, from, draft })

test('a document is stored with its number, text and reading; the same file twice adds nothing', async () => {
  const first = await take(notice)
  assert.deepEqual([first.incomingNo, first.known, first.tasks], [1, false, 3])
  assert.deepEqual(await take(notice), { ...first, known: true })
  const second = await take(notice.replace('12-TB', '13-TB'))
  assert.equal(second.incomingNo, 2)
  const seen = await province.as(directive, { directiveId: first.directiveId })
  assert.deepEqual([seen.header.number, seen.header.date, seen.state], ['12-TB/TU', '2021-02-21', 'draft'])
  for (const i of seen.draft!.items) assert.equal(seen.text.slice(...i.span!).replace(/\s+/g, ' '), i.words)
  const { bytes } = (await province.as(directiveFile, { directiveId: first.directiveId })) as { bytes: Uint8Array }
  assert.equal(new TextDecoder().decode(bytes), notice)
  await assert.rejects(district.as(directive, { directiveId: first.directiveId }), refused('not-found'))
})

test('nothing is anybody’s before a person confirmed; then each has their own, with the sentence and who gave it', async () => {
  const { directiveId } = await take(notice)
  const { draft, draftNo } = await draftOf(directiveId)
  await assert.rejects(province.as(issue, { directiveId, draftNo }), refused('draft-not-ready'))
  assert.equal((await district.as(tasks, {})).total, 0)
  await assert.rejects(clerk.as(issue, { directiveId, draftNo }), refused('forbidden'))
  const ready = withHeader(keepSure(draft), { signatoryTitle: 'Phó Bí thư' })
  const saved = await save(directiveId, draftNo, ready)
  assert.deepEqual(saved.notReady, [])
  await assert.rejects(save(directiveId, draftNo, ready), refused('draft-changed'))
  await assert.rejects(province.as(issue, { directiveId, draftNo }), refused('draft-changed'))
  const done = await province.as(issue, { directiveId, draftNo: saved.draftNo })
  // one for the department, one for the district named, and a shared one with a part for each of the twelve
  assert.deepEqual([done.tasks, done.given], [3, 15])
  await assert.rejects(province.as(issue, { directiveId, draftNo: saved.draftNo }), refused('directive-issued'))
  const mine = (await district.as(tasks, { view: 'mine' })).rows
  assert.deepEqual(
    mine.map((r) => [r.fromName, r.sourceLabel, r.dueOn]).sort((a, b) => String(a).localeCompare(String(b))),
    [
      ['Tỉnh Hải Dương', '12-TB/TU ngày 21/02/2021', null],
      ['Tỉnh Hải Dương', '12-TB/TU ngày 21/02/2021', '2021-02-23'],
    ],
  )
  const shown = await province.as(directive, { directiveId })
  assert.equal(shown.issuedBy, `Cán bộ province 30`)
  assert.deepEqual(
    shown.given.map((g) => [g.assignee, g.children]),
    [
      ['Sở Y tế', 0],
      ['Các huyện, thị xã, thành phố', 12],
      ['Huyện Kim Thành', 0],
    ],
  )
  // the district reads the whole document and its own part of it; its commune too
  const below = await district.as(directive, { directiveId })
  assert.deepEqual([below.text, below.given.length, below.draft], [shown.text, 2, null])
  assert.equal((await commune.as(directive, { directiveId })).given.length, 0)
})

test('the twelve districts derive their own, and the province sees how far: who has not is named', async () => {
  const { rows } = await province.as(tasks, { view: 'given' })
  const shared = rows.find((r) => r.shared)!
  const parts = (await province.as(tasks, { parentId: shared.taskId })).rows
  assert.equal(parts.length, 12)
  for (const part of parts.slice(0, 11)) {
    const post =
      part.areaId === district.area.areaId
        ? district
        : await t.post(
            'district',
            (await t.rows<{ code: string }>('select code from area where area_id = $1', [part.areaId]))[0]!.code,
          )
    await post.as(deriveTask, { taskId: part.taskId, each: true })
  }
  const { coverage } = await province.as(task, { taskId: shared.taskId })
  assert.deepEqual([coverage?.have, coverage?.units, coverage?.derived], [12, 12, 11])
  assert.deepEqual(
    coverage?.notDerived.map((u) => u.name),
    [parts[11]!.areaName],
  )
})

test('a document stamped "Mật" is not opened to those below', async () => {
  const { directiveId } = await take(notice.replace('Số 12-TB/TU', 'MẬT\nSố 14-TB/TU'))
  const { draft, draftNo } = await draftOf(directiveId)
  const saved = await save(directiveId, draftNo, keepSure(draft))
  await province.as(issue, { directiveId, draftNo: saved.draftNo })
  await assert.rejects(district.as(directive, { directiveId }), refused('not-found'))
})

test('taken in by mistake, a document is struck out and its file may come again', async () => {
  const made = await take(notice.replace('12-TB', '99-TB'))
  await clerk.as(voidDirective, { directiveId: made.directiveId, reason: 'nhầm tệp của tỉnh khác' })
  const again = await take(notice.replace('12-TB', '99-TB'))
  assert.ok(!again.known && again.incomingNo === made.incomingNo + 1)
  assert.ok((await province.as(directives, { state: 'voided' })).rows.some((r) => r.directiveId === made.directiveId))
})

const real = new URL('data/directives/hai-duong-2021-02-22.txt', shared)
test('notice 95-TB/TU: taken in, looked through, issued; every district has its plan to make before 01/3/2021', {
  skip: existsSync(real) ? false : 'the shared directives are not here',
}, async () => {
  const bytes = new Uint8Array(readFileSync(real))
  const { directiveId, tasks: found } = await clerk.as(takeIn, { fileName: '95-TB-TU.txt', bytes })
  assert.ok(found >= 30, `${found} tasks`)
  const { draft, draftNo } = await draftOf(directiveId)
  assert.equal(draft.header.number, '95-TB/TU')
  // what the register does not know goes to the province's committee, as a person would decide
  const own = { kind: 'area' as const, areaId: province.area.areaId, name: province.area.fullName }
  let looked = draft
  for (const i of draft.items) {
    const assignees = i.assignees.length === 0 ? [{ written: 'Ban Chỉ đạo', to: [own], sure: true, proposals: [] }] : i.assignees
    looked = decide(looked, i.key, 'kept')
    looked = withItem(looked, i.key, {
      assignees: assignees.map((a) => (a.to.length === 0 ? { ...a, to: [own], sure: true } : a)),
    })
  }
  const saved = await save(directiveId, draftNo, looked)
  assert.deepEqual(saved.notReady, [])
  const done = await province.as(issue, { directiveId, draftNo: saved.draftNo })
  assert.equal(done.tasks, found)
  const plan = (await district.as(tasks, { view: 'mine', sourceId: directiveId })).rows.filter(
    (r) => r.dueOn === '2021-03-01' && r.dueBefore,
  )
  assert.equal(plan.length, 1)
  assert.match(plan[0]!.words, /ban thường vụ các huyện, thị xã, thành phố tiến hành xây dựng kế hoạch/)
})

test('a document sent on is acknowledged by each unit itself; who has not answered is named first with the hours, and reminded once an hour', async () => {
  const { directiveId } = await take(notice.replace('12-TB', '14-TB'))
  const sent = { directiveId, each: true, words: 'để biết, thực hiện', withinHours: 24 }
  await assert.rejects(province.as(forward, { directiveId, each: false, to: [] }), refused('nobody-to-send'))
  assert.deepEqual(await province.as(forward, sent), { sent: 12, there: 0 })
  assert.deepEqual(await province.as(forward, sent), { sent: 0, there: 12 }, 'sent again it goes to nobody twice')
  const [mine] = (await district.as(incoming, {})).rows
  assert.deepEqual(
    [mine!.label, mine!.fromName, mine!.words, mine!.mine],
    ['14-TB/TU ngày 21/02/2021', 'Tỉnh Hải Dương', 'để biết, thực hiện', true],
  )
  const read = await district.as(directive, { directiveId })
  assert.deepEqual([read.header.number, read.draft], ['14-TB/TU', null], 'it is open to those below, its draft is not')
  // the district sends it further down; the commune answers to the district
  await district.as(forward, { directiveId, to: [{ areaId: commune.area.areaId }] })
  const [theirs] = (await commune.as(incoming, {})).rows
  await assert.rejects(commune.as(acknowledge, { forwardId: mine!.forwardId }), refused('not-found'))
  await assert.rejects(district.as(acknowledge, { forwardId: theirs!.forwardId }), refused('forward-not-yours'))
  await district.as(acknowledge, { forwardId: mine!.forwardId, words: 'Đã triển khai' })
  const first = await district.as(acknowledge, { forwardId: mine!.forwardId })
  await t.day('2021-02-24')
  assert.equal(
    (await district.as(acknowledge, { forwardId: mine!.forwardId })).receivedAt,
    first.receivedAt,
    'the first word stands',
  )
  const all = await province.as(forwards, { directiveId })
  assert.deepEqual([all.total, all.received, all.late], [12, 1, 11])
  assert.deepEqual(
    [all.rows[0]!.late, all.rows[0]!.waitingHours! >= 47, all.rows.at(-1)!.receivedWords],
    [true, true, 'Đã triển khai'],
  )
  const told = await province.as(remind, { directiveId })
  assert.deepEqual([told.reminded, told.recent], [11, 0])
  assert.deepEqual((await province.as(remind, { directiveId })).reminded, 0)
  assert.match(
    told.text!,
    /Tỉnh Hải Dương đề nghị các đơn vị sau xác nhận đã nhận văn bản 14-TB\/TU[\s\S]*- Huyện Nam Sách: đã \d+ giờ/,
  )
  assert.doesNotMatch(told.text!, /Cán bộ|Huyện Kim Thành/, 'nobody’s name, and nobody who has it')
  assert.equal((await commune.as(incoming, {})).rows[0]!.remindedAt, null, 'the province reminds whom it sent it to')
  await t.day('2021-02-22')
})

test('a document stamped secret is not sent on', async () => {
  const { directiveId } = await take(`MẬT\n${notice.replace('12-TB', '15-TB')}`)
  const { stamps } = await province.as(directive, { directiveId })
  assert.deepEqual(stamps, ['mật'])
  await assert.rejects(province.as(forward, { directiveId, each: true }), refused('directive-secret'))
})

test('a document sent to a body is listed, read and acknowledged by its own post, or by the office of the area that is that body; by no other', async () => {
  const { directiveId } = await take(notice.replace('12-TB', '16-TB'))
  const laboratory = await t.post('laboratory', '30', { body: 'Labo xét nghiệm Chí Linh' })
  const other = await t.post('laboratory', '30', { body: 'Labo xét nghiệm Kinh Môn' })
  const station = await t.post('station', '10750')
  const body = (area: TestPost, name: string) => province.as(addBody, { areaId: area.area.areaId, kind: 'co-quan', name })
  const health = await body(commune, 'Trạm Y tế xã')
  const police = await body(commune, 'Công an xã')
  const to = [{ bodyId: laboratory.bodyId }, { bodyId: health.bodyId }]
  assert.deepEqual(await province.as(forward, { directiveId, to }), { sent: 2, there: 0 })
  for (const post of [laboratory, station]) {
    const [mine] = (await post.as(incoming, {})).rows.filter((r) => r.directiveId === directiveId)
    assert.deepEqual([mine!.label, mine!.mine], ['16-TB/TU ngày 21/02/2021', true])
    assert.equal((await post.as(directive, { directiveId })).header.number, '16-TB/TU')
    assert.equal(((await post.as(directiveFile, { directiveId })) as { fileName: string }).fileName, 'thong-bao.txt')
    await post.as(acknowledge, { forwardId: mine!.forwardId })
    assert.ok(!(await post.as(incoming, {})).rows.some((r) => r.directiveId === directiveId))
    assert.ok(
      (await post.as(directives, {})).rows.some((r) => r.directiveId === directiveId),
      'it stays in their list',
    )
  }
  assert.equal((await other.as(incoming, { state: 'all' })).rows.length, 0)
  await assert.rejects(other.as(directive, { directiveId }), refused('not-found'))
  assert.equal((await province.as(forwards, { directiveId })).received, 2)
  // what went to another body of the same commune is not the station's
  const second = await take(notice.replace('12-TB', '17-TB'))
  await province.as(forward, { directiveId: second.directiveId, to: [{ bodyId: police.bodyId }] })
  assert.ok(!(await station.as(incoming, {})).rows.some((r) => r.directiveId === second.directiveId))
  await assert.rejects(station.as(directive, second), refused('not-found'))
  await assert.rejects(station.as(directiveFile, second), refused('not-found'))
  assert.ok(!(await station.as(directives, {})).rows.some((r) => r.directiveId === second.directiveId))
  assert.equal((await commune.as(incoming, {})).rows.filter((r) => r.directiveId === second.directiveId).length, 1)
})

test('sent to one unit, a document is open to that unit alone; taken back or voided it is gone, with what was sent on from there', async () => {
  const { directiveId } = await take(notice.replace('12-TB', '18-TB'))
  const elsewhere = await t.post('district', '290')
  const to = [{ areaId: district.area.areaId }]
  await province.as(forward, { directiveId, to })
  await assert.rejects(elsewhere.as(directive, { directiveId }), refused('not-found'))
  await assert.rejects(commune.as(directive, { directiveId }), refused('not-found'))
  await district.as(forward, { directiveId, to: [{ areaId: commune.area.areaId }] })
  await commune.as(directive, { directiveId })
  const [sent] = (await district.as(incoming, {})).rows.filter((r) => r.directiveId === directiveId)
  const reason = 'chuyển nhầm văn bản'
  const back = { directiveId, forwardIds: [sent!.forwardId], reason }
  await assert.rejects(district.as(withdrawForward, back), refused('not-found'), 'only who sent it takes it back')
  assert.deepEqual(await province.as(withdrawForward, back), { withdrawn: 2, onward: 1 })
  assert.deepEqual(await province.as(withdrawForward, back), { withdrawn: 0, onward: 0 })
  for (const post of [district, commune]) {
    await assert.rejects(post.as(directive, { directiveId }), refused('not-found'))
    assert.ok(!(await post.as(incoming, {})).rows.some((r) => r.directiveId === directiveId))
  }
  await assert.rejects(district.as(acknowledge, { forwardId: sent!.forwardId }), refused('forward-withdrawn'))
  const { total, rows } = await province.as(forwards, { directiveId })
  assert.deepEqual([total, rows.length, rows[0]!.withdrawnReason, rows[0]!.late], [0, 1, reason, false])
  assert.deepEqual((await province.as(remind, { directiveId })).reminded, 0)
  // sent again it is a new sending; voided, nobody is shown it or asked for it
  assert.deepEqual(await province.as(forward, { directiveId, to }), { sent: 1, there: 0 })
  await district.as(directive, { directiveId })
  await clerk.as(voidDirective, { directiveId, reason })
  assert.ok(!(await district.as(incoming, {})).rows.some((r) => r.directiveId === directiveId))
  await assert.rejects(district.as(directive, { directiveId }), refused('not-found'))
  assert.deepEqual((await province.as(remind, { directiveId })).reminded, 0)
})
