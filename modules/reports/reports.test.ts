import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import mammoth from 'mammoth'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { list as caseList, recordOutcome, report as reportCase, voidFact } from '../cases/cases.commands.ts'
import { check, cough, type Field, makeField, resident } from '../checks/field.fixtures.ts'
import { slots } from '../checks/rollup.reads.ts'
import { pushRound } from '../checks/round.commands.ts'
import { signals } from '../checks/signals.reads.ts'
import { tasks } from '../directives/tasks.reads.ts'
import { receive, releaseResult, takeSample } from '../laboratory/laboratory.commands.ts'
import { orders } from '../laboratory/laboratory.reads.ts'
import { recordSent } from '../notices/notices.commands.ts'
import { decideDuplicate } from '../people/duplicates.commands.ts'
import { issue } from '../quarantine/quarantine.commands.ts'
import { owed } from '../quarantine/quarantine.reads.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { closeBriefing, decide, openBriefing, voidDecision } from './briefing.commands.ts'
import { agenda, briefing, conclusion } from './briefing.reads.ts'
import { correctConclusion, signConclusion } from './conclusion.commands.ts'
import { checkTracker, dhis2, lineList } from './exports.reads.ts'
import { mapping, saveMapping } from './mapping.ts'
import { correctPeriod, freezePeriod, signPeriod, withdrawPeriod } from './period.commands.ts'
import { frozenPeriodDocument, periodDocument } from './period.document.ts'
import type { FrozenBody } from './period.frozen.contract.ts'
import { latePeriod, period, periods, showPeriod, verifyPeriod } from './period.reads.ts'
import { correct, freeze, sign, withdraw } from './reports.commands.ts'
import { due, list, members, show, verify } from './reports.reads.ts'
import { answerRumour, publish, recordRumour, voidRumour, writeText } from './texts.commands.ts'
import { document, rumours, texts } from './texts.reads.ts'
import { verify as verifyAll } from './verify.reads.ts'

let t: TestApp
let cdc: TestPost
let district: TestPost
let lab: TestPost
let f: Field
let patient: string
let second: string
let contact: string
const disease = 'covid19'
before(async () => {
  t = await testApp()
  cdc = await t.post('cdc', '30')
  district = await t.post('district', '293')
  lab = await t.post('laboratory', '30', { body: 'CDC Hải Dương' })
  f = await makeField(t, '10783')
  ;[patient, second, contact] = [
    await resident(f.commune, f.homes[0]!),
    await resident(f.commune, f.homes[1]!, 'Phạm Văn Diễn'),
    await resident(f.commune, f.homes[2]!, 'Vũ Thị Tập'),
  ]
  // everything of the 22nd is recorded on the 22nd, whatever the hour of the test
  await cdc.as(reportCase, {
    subjectId: patient,
    disease,
    sampledOn: '2021-02-20',
    reportedOn: '2021-02-21',
    origin: 'community',
  })
  await cdc.as(declareContact, {
    ...{ subjectId: patient, otherId: contact, disease, firstOn: '2021-02-19', lastOn: '2021-02-20', physical: true },
  })
  await f.commune.as(issue, { subjectIds: [contact], disease, place: 'site', signer: 'Nguyễn Văn Mẫu' })
  const [one, two] = [await swab(contact, 'HD-1'), await swab(second, 'HD-2')]
  await lab.as(receive, { barcode: 'HD-1' })
  await lab.as(releaseResult, { sampleId: one, method: 'pcr', value: 'negative' })
  assert.ok(two)
  await t.day('2021-02-24')
})
after(() => t.close())

const swab = async (subjectId: string, barcode: string, sampledAt?: string) =>
  (await f.commune.as(takeSample, { subjectId, disease, barcode, identityCheck: 'cccd', ...(sampledAt && { sampledAt }) }))
    .sampleId
const values = async (reportId: string, by = f.commune) =>
  Object.fromEntries((await by.as(show, { reportId })).body.figures.map((x) => [x.key, x.value]))
/** Midnight: whatever was recorded the day before is known, nothing of the day itself. */
const midnight = { hour: '00:00', reason: 'kiểm thử giờ chốt' }
let first: string

test('a report counts what was known at its hour, and says of the rest that there is no figure, never zero', async () => {
  const empty = await f.commune.as(freeze, { day: '2021-02-22', ...midnight })
  assert.equal(
    (await f.commune.as(show, { reportId: empty.reportId })).before.knownAt,
    '2021-02-21T08:00:00.000Z',
    'by the policy',
  )
  assert.deepEqual([(await values(empty.reportId))['f0.total'], (await values(empty.reportId))['teams.all']], [0, null])
  first = (await f.commune.as(freeze, { day: '2021-02-23', ...midnight })).reportId
  const v = await values(first)
  assert.deepEqual(
    [v['f0.new'], v['f0.total'], v['f0.active'], v['f1.current'], v['f1.new'], v['held.site.current']],
    [1, 1, 1, 1, 1, 1],
  )
  assert.deepEqual([v['samples.new'], v['samples.negative'], v['samples.pending'], v['samples.positive']], [2, 1, 1, 0])
  assert.deepEqual([v['teams.all'], v['teams.reported'], v['homes.asked']], [1, 0, 0])
  for (const key of ['f0.recovered', 'f0.died', 'zones.people', 'doses.first', 'fines.cases', 'fines.amount', 'checkpoints'])
    assert.equal(v[key], null, key)
  const { body, cutOff, signature, before } = await f.commune.as(show, { reportId: first })
  assert.ok(body.figures.every((x) => x.how.vi.length > 10 && x.how.en.length > 10))
  assert.match(cutOff.source.vi, /kiểm thử giờ chốt/)
  assert.equal(signature, null)
  assert.equal(before.knownAt, '2021-02-21T17:00:00.000Z', 'the hour of the report before it')
  const behind = await f.commune.as(members, { reportId: first, figure: 'f1.current' })
  assert.deepEqual(
    behind.rows.map((r) => [r.id, r.areaName]),
    [[contact, 'Xã Kim Liên']],
  )
})

test('rebuilt a week later it gives the same figures, and says which facts came late and what they change', async () => {
  // of the 23rd and before, but told on the 24th
  await cdc.as(reportCase, { subjectId: second, disease, sampledOn: '2021-02-22', reportedOn: '2021-02-23', origin: 'community' })
  await cdc.as(recordOutcome, { subjectId: patient, disease, kind: 'recovered', onDay: '2021-02-23' })
  await swab(second, 'HD-3', '2021-02-23T09:00:00+07:00')
  await t.day('2021-03-03')
  const again = await f.commune.as(verify, { reportId: first })
  assert.deepEqual([again.same, again.differences], [true, []])
  const late = new Map(again.late.map((l) => [l.key, l]))
  assert.deepEqual([late.get('f0.total')?.frozen, late.get('f0.total')?.now, late.get('f0.total')?.added], [1, 2, 1])
  assert.deepEqual([late.get('f0.recovered')?.frozen, late.get('f0.recovered')?.now], [null, 1])
  assert.equal(late.get('samples.total')?.added, 1)
  assert.equal(late.has('teams.all'), false)
  const came = await f.commune.as(members, { reportId: first, figure: 'f0.total', side: 'late' })
  assert.deepEqual(
    came.rows.map((r) => r.id),
    [second],
  )
  assert.equal((await values(first))['f0.total'], 1, 'what was frozen stays as it was')
})

test('a case taken back later still stands in the report of its day', async () => {
  const [fact] = await t.rows<{ id: string }>('select confirmation_id as id from confirmation where subject_id = $1', [second])
  await cdc.as(voidFact, { subjectId: second, kind: 'confirmation', factId: fact!.id, reason: 'nhập nhầm người' })
  const next = (await f.commune.as(freeze, { day: '2021-02-25', ...midnight })).reportId
  assert.equal((await values(next))['f0.total'], 2, 'known on the 24th, taken back on the 3rd')
  const again = await f.commune.as(verify, { reportId: next })
  assert.equal(again.same, true)
  assert.deepEqual(
    again.late.filter((l) => l.key === 'f0.total').map((l) => [l.frozen, l.now, l.removed]),
    [[2, 1, 1]],
  )
})

test('the day after shows its difference, and what became known of the day before', async () => {
  const next = (await f.commune.as(freeze, { day: '2021-02-24', ...midnight })).reportId
  const shown = await f.commune.as(show, { reportId: next })
  const figure = (key: string) => shown.body.figures.find((x) => x.key === key)!
  assert.deepEqual([figure('f0.total').value, figure('f0.total').before], [1, 1])
  assert.deepEqual([figure('f1.new').value, figure('f1.ended').value], [0, 0])
  assert.deepEqual(shown.body.changed, [], 'nothing was told between the two midnights')
  assert.equal(shown.body.beforeId, first)
  assert.equal(shown.before.knownAt, '2021-02-22T17:00:00.000Z')
  await t.day('2021-03-04')
  const later = (await f.commune.as(freeze, { day: '2021-02-25', ...midnight }).catch((e) => e)) as { code?: string }
  assert.equal(later.code, 'report-frozen')
})

test('signed by a named person, it changes only by a numbered correction that says what it changes', async () => {
  await assert.rejects(f.commune.as(correct, { reportId: first, reason: 'thêm ca' }), { code: 'report-unsigned' })
  const signed = await f.commune.as(sign, { reportId: first, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })
  assert.deepEqual(signed, { documentNo: 1, year: 2021 })
  await assert.rejects(f.commune.as(sign, { reportId: first, signer: 'Người Khác', title: 'Phó' }), { code: 'report-signed' })
  await assert.rejects(f.commune.as(withdraw, { reportId: first, reason: 'rút' }), { code: 'report-signed' })
  const op = newId()
  const corrected = await f.commune.as(correct, { reportId: first, reason: 'bổ sung người khỏi' }, op)
  assert.deepEqual(await f.commune.as(correct, { reportId: first, reason: 'bổ sung người khỏi' }, op), corrected, 'sent again')
  const shown = await f.commune.as(show, { reportId: corrected.reportId })
  assert.deepEqual([shown.correction, shown.corrects, shown.number], [1, first, 2])
  assert.deepEqual(
    shown.body.changed.filter((c) => c.key.startsWith('f0.recovered')).map((c) => [c.key, c.was, c.now]),
    [
      ['f0.recovered', null, 1],
      ['f0.recovered-new', null, 1],
    ],
  )
  assert.equal((await f.commune.as(show, { reportId: first })).supersededBy, corrected.reportId)
  await assert.rejects(f.commune.as(correct, { reportId: first, reason: 'lần nữa' }), { code: 'report-superseded' })
})

test('an unsigned report can be withdrawn and frozen anew; nobody freezes before the hour, or for another level', async () => {
  const { reportId } = await f.commune.as(freeze, { day: '2021-02-26' })
  assert.equal((await f.commune.as(show, { reportId })).cutOff.confirmed, false, 'the hour of the product is marked')
  await f.commune.as(withdraw, { reportId, reason: 'chốt nhầm giờ' })
  assert.equal((await f.commune.as(freeze, { day: '2021-02-26', ...midnight })).number, 2)
  await assert.rejects(f.commune.as(freeze, { day: '2021-03-05' }), { code: 'report-too-early' })
  await assert.rejects(f.commune.as(freeze, { day: '2021-02-27', hour: '12:00' }), { code: 'invalid-input' })
  await assert.rejects(district.as(freeze, { day: '2021-02-26', areaId: f.commune.area.areaId }), { code: 'report-not-own' })
  const other = await t.post('commune', '10786')
  await assert.rejects(other.as(show, { reportId }), { code: 'not-found' })
})

test('a district counts the same by commune, and sees who has reported', async () => {
  const { reportId } = await district.as(freeze, { day: '2021-02-25', ...midnight })
  const { body } = await district.as(show, { reportId })
  assert.equal(body.figures.find((x) => x.key === 'f0.total')?.value, 2)
  const row = body.rows.find((r) => r.areaId === f.commune.area.areaId)!
  assert.deepEqual([row.name, row.values['f0.total'], row.values['teams.all']], ['Xã Kim Liên', 2, 1])
  assert.equal(
    body.rows.reduce((n, r) => n + (r.values['f0.total'] ?? 0), 0),
    2,
  )
  const owed = await district.as(due, { day: '2021-02-26' })
  assert.deepEqual(
    owed.rows.filter((r) => r.areaId === f.commune.area.areaId).map((r) => [r.state, r.late]),
    [['frozen', false]],
  )
  assert.ok(owed.rows.filter((r) => r.state === 'none').every((r) => r.late))
  assert.ok((await district.as(list, {})).rows.some((r) => r.reportId === first && r.signature?.signer === 'Nguyễn Văn Mẫu'))
})

test('checks at doors count by when they were received, not by when they were asked', async () => {
  await t.day('2021-03-09')
  const ask = (door: number, more = {}) => check(f.homes[door]!, '2021-03-08', 'morning', 'well', more)
  await f.member.as(pushRound, { checks: [ask(0)] })
  await t.rows("update household_check set received_at = '2021-03-08T03:00:00Z'")
  await f.member.as(pushRound, { checks: [ask(1), { ...ask(2), answer: 'symptom', ...cough(contact) }] })
  const { reportId } = await f.commune.as(freeze, { day: '2021-03-08', hour: '23:59', reason: 'hết ngày' })
  const v = await values(reportId)
  assert.deepEqual([v['teams.reported'], v['homes.asked'], v.signals], [1, 1, 0])
  const again = await f.commune.as(verify, { reportId })
  assert.equal(again.same, true)
  assert.deepEqual(
    again.late.filter((l) => l.key === 'homes.asked' || l.key === 'signals').map((l) => [l.key, l.now]),
    [
      ['homes.asked', 3],
      ['signals', 1],
    ],
  )
})

test('no text and no document of a report names anybody on record, and none that does can be written', async () => {
  const names = (await t.rows<{ name: string }>('select distinct full_name as name from person')).map((r) => r.name)
  assert.ok(names.length >= 3)
  const { rows } = await f.commune.as(texts, { reportId: first })
  const drafts = rows.map((r) => r.draft ?? '')
  assert.equal(drafts.filter(Boolean).length, 5)
  const docx = await f.commune.as(document, { reportId: first, format: 'docx', layout: 'state' })
  const paper = (await mammoth.extractRawText({ buffer: Buffer.from(docx.bytes) })).value
  assert.match(paper, /Số: 01\/BC-BCĐ/)
  assert.match(paper, /Chưa có số liệu/)
  for (const name of names) for (const text of [...drafts, paper]) assert.ok(!text.includes(name), name)
  for (const named of ['Bệnh nhân Vũ Thị Tập ở thôn 2', 'BN vu thi tap'])
    await assert.rejects(f.commune.as(writeText, { reportId: first, kind: 'bulletin', body: named }), {
      code: 'text-names-someone',
    })
})

test('a text is edited as versions, and published only from a signed report, with where and when', async () => {
  const unsigned = (await f.commune.as(freeze, { day: '2021-02-27', ...midnight })).reportId
  const draft = await f.commune.as(writeText, { reportId: unsigned, kind: 'sms', body: 'Tin nhắn thử' })
  await assert.rejects(f.commune.as(publish, { textId: draft.textId, channel: 'sms' }), { code: 'report-unsigned' })
  await f.commune.as(writeText, { reportId: first, kind: 'bulletin', body: 'Bản tin của xã' })
  const second = await f.commune.as(writeText, { reportId: first, kind: 'bulletin', body: 'Bản tin đã sửa' })
  assert.equal(second.version, 2)
  await f.commune.as(publish, { textId: second.textId, channel: 'loudspeaker', place: 'Đài truyền thanh xã' })
  const at = { channel: 'website', publishedAt: '2021-03-20T00:00:00+07:00' } as const
  await assert.rejects(f.commune.as(publish, { textId: second.textId, ...at }), { code: 'publish-ahead' })
  const row = (await f.commune.as(texts, { reportId: first })).rows.find((r) => r.kind === 'bulletin')!
  assert.deepEqual([row.body, row.version, row.published.map((p) => p.place)], ['Bản tin đã sửa', 2, ['Đài truyền thanh xã']])
  await assert.rejects(f.commune.as(writeText, { reportId: first, kind: 'remarks', body: 'Nhận xét' }), { code: 'report-signed' })
})

test('the annex is a table whose empty cells are what has no figure', async () => {
  const { bytes, fileName } = await district.as(document, {
    reportId: (await district.as(list, {})).rows[0]!.reportId,
    format: 'xlsx',
  })
  assert.match(fileName, /^dien-tap-bao-cao-nhanh-.*\.xlsx$/)
  const { rows } = await readTable(bytes, fileName)
  const row = rows.find((r) => r.cells[0] === 'Tiêm mũi 1')!
  assert.deepEqual([row.cells[1] ?? '', row.cells[6]], ['', 'chưa có số liệu'])
})

test('a rumour is open, answered, published by its rows; once answered it stays', async () => {
  await assert.rejects(f.commune.as(recordRumour, { heardWhere: 'chợ', content: 'Bà Vũ Thị Tập mắc bệnh' }), {
    code: 'text-names-someone',
  })
  const { rumourId } = await f.commune.as(recordRumour, {
    heardWhere: 'Chợ Kim Liên',
    content: 'Nghe nói phong tỏa cả xã từ đêm nay',
  })
  const wrong = await f.commune.as(recordRumour, { heardWhere: 'Zalo', content: 'ghi nhầm tin này' })
  await f.commune.as(voidRumour, { rumourId: wrong.rumourId, reason: 'ghi nhầm' })
  const state = async () => (await district.as(rumours, {})).rows.map((r) => [r.rumourId, r.state])
  assert.deepEqual(await state(), [[rumourId, 'open']])
  const { answerId } = await f.commune.as(answerRumour, {
    ...{ rumourId, verdict: 'false', answer: 'Không có quyết định phong tỏa nào.', answeredBy: 'Ban Chỉ đạo xã' },
  })
  assert.deepEqual(await state(), [[rumourId, 'answered']])
  await f.commune.as(publish, { answerId, channel: 'zalo', place: 'Nhóm Zalo thôn' })
  assert.deepEqual(await state(), [[rumourId, 'published']])
  await assert.rejects(f.commune.as(voidRumour, { rumourId, reason: 'không cần nữa' }), { code: 'rumour-answered' })
})

test('decisions typed into a briefing become tasks of the unit they name, and the paper lists them', async () => {
  const proposed = await district.as(agenda, {})
  assert.ok(proposed.items.some((i) => i.key === 'owed' && /quá hạn/.test(i.why.vi)))
  assert.ok(
    proposed.items.some((i) => i.key === 'reports' && /đơn vị khác/.test(i.why.vi)),
    'whoever has not reported of today or the day before',
  )
  const asked = { chair: 'Nguyễn Văn Mẫu', chairTitle: 'Chủ tịch UBND huyện', attended: 'các thành viên Ban Chỉ đạo' }
  const { briefingId } = await district.as(openBriefing, { ...asked, agenda: proposed.items })
  const { areaId } = f.commune.area
  const given = await district.as(decide, {
    ...{ briefingId, topic: 'Xét nghiệm', words: 'Lấy mẫu toàn bộ người có triệu chứng', assignee: 'UBND xã Kim Liên', areaId },
    ...{ dueOn: '2021-03-12', product: 'báo cáo kết quả' },
  })
  assert.ok(given.taskId)
  const mine = await f.commune.as(tasks, { view: 'mine' })
  assert.deepEqual(
    mine.rows.map((r) => [r.taskId, r.dueOn, r.sourceKind, r.sourceId]),
    [[given.taskId, '2021-03-12', 'briefing', briefingId]],
  )
  const spoken = await district.as(decide, { briefingId, words: 'Biểu dương các tổ Covid cộng đồng' })
  assert.equal(spoken.taskId, null)
  await assert.rejects(district.as(voidDecision, { decisionId: given.decisionId, reason: 'ghi nhầm' }), {
    code: 'decision-is-task',
  })
  await district.as(closeBriefing, { briefingId })
  await assert.rejects(district.as(decide, { briefingId, words: 'thêm một việc' }), { code: 'briefing-closed' })
  const { bytes, fileName } = await district.as(conclusion, { briefingId })
  assert.match(fileName, /^dien-tap-ket-luan-giao-ban-huyen-kim-thanh-.*\.docx$/)
  const text = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  assert.match(text, /THÔNG BÁO[\s\S]*Kết luận của Chủ tịch UBND huyện tại hội nghị giao ban/)
  assert.match(
    text,
    /UBND xã Kim Liên: Lấy mẫu toàn bộ người có triệu chứng\. Hoàn thành trước hết ngày 12\/03\/2021\. Sản phẩm: báo cáo kết quả\./,
  )
  assert.match(text, /- UBND xã Kim Liên \(thực hiện\);/)
  meeting = briefingId
})

test('a notice of conclusions is signed by a named person, keeps what it said, and is corrected by a version that names what it replaces', async () => {
  const by = { briefingId: meeting, signer: 'Trần Văn Ký', title: 'Chánh Văn phòng', capacity: 'TL.' as const }
  await assert.rejects(district.as(correctConclusion, { briefingId: meeting, reason: 'sửa hạn' }), {
    code: 'conclusion-unsigned',
  })
  await assert.rejects(f.commune.as(signConclusion, by), { code: 'not-found' })
  assert.deepEqual(await district.as(signConclusion, by), { version: 1, documentNo: 1, year: 2021 })
  await assert.rejects(district.as(signConclusion, by), { code: 'conclusion-signed' })
  const paper = async (version?: number) => {
    const { bytes } = await district.as(conclusion, { briefingId: meeting, version })
    return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  }
  const first = await paper()
  assert.match(first, /Số: 01\/TB-BCĐ/)
  assert.match(first, /TL\. TRƯỞNG BAN[\s\S]*CHÁNH VĂN PHÒNG[\s\S]*Trần Văn Ký/)
  await assert.rejects(district.as(decide, { briefingId: meeting, words: 'thêm một việc' }), { code: 'briefing-closed' })
  assert.deepEqual(await district.as(correctConclusion, { briefingId: meeting, reason: 'bổ sung một kết luận' }), { version: 2 })
  await district.as(decide, { briefingId: meeting, words: 'Tạm dừng chợ phiên hai tuần' })
  const second = await district.as(signConclusion, by)
  assert.deepEqual([second.version, second.documentNo], [2, 2])
  const { versions } = await district.as(briefing, { briefingId: meeting })
  assert.deepEqual(
    versions.map((v) => [v.version, v.reason, v.signature?.decisions]),
    [
      [1, null, 2],
      [2, 'bổ sung một kết luận', 3],
    ],
  )
  assert.match(
    await paper(),
    /Tạm dừng chợ phiên[\s\S]*Thông báo này thay thế Thông báo số 01\/TB-BCĐ ngày .*Lý do: bổ sung một kết luận\./,
  )
  assert.doesNotMatch(await paper(1), /Tạm dừng chợ phiên/, 'what was signed stays as it was')
})

test('every standing report and signed notice is rebuilt at once, and one that was tampered with is found', async () => {
  const operator = await t.post('operator', '30')
  const good = await operator.as(verifyAll, { from: '2021-02-01' })
  assert.deepEqual([good.agrees, good.differences], [true, []])
  assert.ok(good.reports >= 5 && good.conclusions === 2)
  await t.rows("update report set body = jsonb_set(body, '{figures,0,value}', '99') where report_id = $1", [first])
  await t.rows("update conclusion_signature set body = jsonb_set(body, '{decisions,0,words}', '\"khác\"') where document_no = 1")
  const bad = await operator.as(verifyAll, { from: '2021-02-01' })
  assert.deepEqual(
    bad.differences.map((d) => [d.kind, d.areaName, d.keys.length]),
    [
      ['report', 'Xã Kim Liên', 1],
      ['conclusion', 'Huyện Kim Thành', 1],
    ],
  )
  await t.rows("update report set body = jsonb_set(body, '{figures,0,value}', $2) where report_id = $1", [first, '1'])
})
let meeting: string

test('a month counts the same facts by disease and unit, says which places had cases, and leaves blank what nobody knows', async () => {
  const p = await district.as(period, { kind: 'month', day: '2021-02-22' })
  assert.deepEqual([p.from, p.until, p.ended], ['2021-02-01', '2021-02-28', true])
  const covid = p.diseases.find((d) => d.disease === 'covid19')!
  const daily = await values((await f.commune.as(list, {})).rows.find((r) => r.withdrawn === null)!.reportId)
  assert.deepEqual([covid.cases, covid.casesThisYear], [1, daily['f0.total']])
  assert.equal(covid.deaths, 0, 'somebody recovered, so endings are on record')
  assert.deepEqual(
    covid.units.filter((u) => u.cases).map((u) => [u.name, u.cases]),
    [['Xã Kim Liên', 1]],
  )
  assert.deepEqual(
    covid.outbreaks.map((o) => [o.areaName, o.cases, o.state]),
    [['Xã Kim Liên', 1, null]],
  )
  assert.ok(covid.notices && covid.notices.late === 1, 'TT 54 ran then, and nobody notified')
  assert.ok(covid.missing.some((m) => /kết thúc/.test(m.vi)) && p.missing.some((m) => /hạn nộp/.test(m.vi)))
  const { bytes } = await district.as(periodDocument, { kind: 'month', day: '2021-02-22' })
  const text = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  assert.match(text, /Bệnh truyền nhiễm tháng từ ngày 01\/02\/2021 đến ngày 28\/02\/2021/)
  assert.match(text, /Chưa có số liệu/)
  const empty = (await district.as(period, { kind: 'week', day: '2020-05-01' })).diseases.find((d) => d.disease === 'covid19')!
  assert.deepEqual([empty.cases, empty.outbreaks], [0, []])
})

test('what goes to DHIS2 has the codes of units and elements, and leaves out what has no figure', async () => {
  const out = await f.commune.as(dhis2, { reportId: first })
  assert.deepEqual([out.dryRun, out.body.period, out.body.orgUnit], [true, '20210223', '10783'])
  assert.match(out.request, /dryRun=true/)
  const value = (element: string) => out.body.dataValues.find((v) => v.dataElement === element)?.value
  assert.deepEqual([value('PD_F0_TOTAL'), value('PD_F1_CURRENT'), value('PD_F0_DIED')], ['1', '1', undefined])
  assert.ok(out.leftOut.some((l) => l.key === 'f0.died' && l.why === 'no-figure'))
})

test('a line list holds pseudonyms unless role and purpose need names; purpose and reason stand in the log', async () => {
  const csv = async (by: TestPost, more: object) => {
    const input = { purpose: 'statistics', because: 'báo cáo tuần gửi Sở Y tế', ...more } as never
    return new TextDecoder().decode((await by.as(lineList, input)).bytes)
  }
  const plain = await csv(cdc, {})
  assert.doesNotMatch(plain, /Lê Thị Thử|Phạm Văn Diễn/)
  assert.match(plain, /^[0-9a-f]{16},,40-49,10783,Xã Kim Liên,/m)
  const other = await csv(cdc, { purpose: 'research' })
  assert.notEqual(plain.split('\n')[1]!.slice(0, 16), other.split('\n')[1]!.slice(0, 16), 'another purpose, another pseudonym')
  assert.match(await csv(cdc, { purpose: 'tracing', identified: 'yes' }), /Lê Thị Thử/)
  await assert.rejects(csv(cdc, { identified: 'yes' }), { code: 'export-not-identified' })
  const province = await t.post('province', '30')
  await assert.rejects(csv(province, { purpose: 'tracing', identified: 'yes' }), { code: 'export-not-identified' })
  const tracker = JSON.parse(await csv(cdc, { format: 'dhis2-tracker' }))
  assert.equal(tracker.trackedEntities[0].orgUnit, '10783')
  assert.doesNotMatch(JSON.stringify(tracker), /Thử|PD_NAME/)
  const [read] = await t.rows<{ kind: string; details: Record<string, unknown>; n: number }>(
    "select kind, details, cardinality(subject_ids) as n from audit where action = 'reports.export-linelist' and kind = 'read' order by at limit 1",
  )
  assert.deepEqual([read!.kind, read!.details.purpose, read!.details.because], ['read', 'statistics', 'báo cáo tuần gửi Sở Y tế'])
  assert.ok(read!.n >= 1)
})

test('fines are counted by their decisions, with their amounts, once there are any', async () => {
  const { areaId } = f.commune.area
  const [violation] = await t.rows<{ id: string }>(
    `insert into violation (commune_id, violation_id, disease, on_day, place, act, description, recorded_at, recorded_by, op_id)
     values ($1, gen_random_uuid(), 'covid19', '2021-03-08', 'Chợ thử', 'không đeo khẩu trang', 'ở nơi công cộng', '2021-03-08T03:00Z', gen_random_uuid(), gen_random_uuid())
     returning violation_id as id`,
    [areaId],
  )
  for (const [amount, at] of [
    [3_000_000_000, '2021-03-08T04:00Z'],
    [2_000_000, '2021-03-08T05:00Z'],
    [1_000_000, '2021-03-09T05:00Z'],
  ])
    await t.rows(
      `insert into violation_step (commune_id, step_id, violation_id, kind, on_day, amount, recorded_at, recorded_by, op_id)
       values ($1, gen_random_uuid(), $2, 'decision', '2021-03-08', $3, $4, gen_random_uuid(), gen_random_uuid())`,
      [areaId, violation!.id, amount, at],
    )
  await t.day('2021-03-10')
  const [last] = (await f.commune.as(list, { from: '2021-03-08', until: '2021-03-08' })).rows
  await f.commune.as(withdraw, { reportId: last!.reportId, reason: 'chốt lại' })
  const { reportId } = await f.commune.as(freeze, { day: '2021-03-08', hour: '23:59', reason: 'hết ngày' })
  const v = await values(reportId)
  assert.deepEqual([v['fines.cases'], v['fines.amount']], [2, 3_002_000_000])
  const late = (await f.commune.as(verify, { reportId })).late.find((l) => l.key === 'fines.amount')
  assert.deepEqual([late?.frozen, late?.now], [3_002_000_000, 3_003_000_000])
})

test('each figure, of the area and of every unit of its table, lists exactly its rows, with the same count', async () => {
  const made = await district.as(freeze, { day: '2021-03-08', hour: '23:59', reason: 'hết ngày' })
  const wrong: string[] = []
  let compared = 0
  for (const [by, reportId] of [
    [f.commune, first],
    [district, made.reportId],
  ] as const) {
    const { body } = await by.as(show, { reportId })
    for (const { key, value } of body.figures) {
      if (value === null) continue
      // units with nothing have one empty list like another
      const units = body.rows.filter((r) => r.values[key])
      for (const [areaId, shown] of [[undefined, value], ...units.map((r) => [r.areaId, r.values[key]!] as const)] as const) {
        const list = await by.as(members, { reportId, figure: key, areaId, limit: 5000 })
        const sum = list.rows.reduce((n, r) => n + r.n, 0)
        compared++
        if (list.sum !== shown || sum !== shown || list.frozen !== shown || list.rows.length !== list.total)
          wrong.push(`${key} of ${areaId ?? 'all'}: ${shown}, ${list.sum} in ${list.total} rows`)
      }
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(compared > 60)
  const page = await district.as(members, { reportId: made.reportId, figure: 'fines.amount', limit: 1, offset: 1 })
  assert.deepEqual([page.total, page.sum, page.rows.length, page.rows[0]?.page], [2, 3_002_000_000, 1, 'violation'])
  const outside = { reportId: first, figure: 'f0.total', areaId: district.area.areaId }
  await assert.rejects(f.commune.as(members, outside), { code: 'not-found' })
})

/** What the page of an address asks the server for, and how many it then lists. */
async function listed(by: TestPost, href: string): Promise<number> {
  const url = new URL(href, 'https://x')
  const q = Object.fromEntries(url.searchParams) as Record<string, never>
  const [, reportId] = /^\/reports\/(.+)\/rows$/.exec(url.pathname) ?? []
  if (reportId) return (await by.as(members, { reportId, figure: q.figure! })).sum
  if (url.pathname === '/cases') return (await by.as(caseList, { ...q })).total
  if (url.pathname === '/owed') return (await by.as(owed, { ...q })).total
  if (url.pathname === '/tests') return (await by.as(orders, { state: q.state! })).total
  if (url.pathname === '/signals') return (await by.as(signals, { ...q })).total
  if (url.pathname === '/tasks') return (await by.as(tasks, { ...q })).total
  if (url.pathname === '/rumours') return (await by.as(rumours, { ...q })).rows.length
  if (url.pathname === '/slots')
    return (await by.as(slots, { ...q })).rows.filter((r) => r.state === 'missed' && r.missing > 0).length
  if (url.pathname === '/reports')
    return (await by.as(due, { ...q })).rows.filter((r) => r.late && r.areaId !== by.area.areaId).length
  throw new Error(`no list for ${href}`)
}

test('each figure that brings up a topic of a briefing is the count of the list it opens', async () => {
  await cdc.as(reportCase, { subjectId: second, disease, sampledOn: '2021-03-10', reportedOn: '2021-03-10', origin: 'community' })
  await f.commune.as(recordRumour, { heardWhere: 'chợ', content: 'nghe nói sắp cấm chợ' })
  await district.as(freeze, { day: '2021-03-10', hour: '00:00', reason: 'số liệu sáng' })
  const { items } = await district.as(agenda, {})
  const lists = items.flatMap((i) => i.lists)
  for (const key of ['cases', 'owed', 'pending', 'reports', 'rumours'])
    assert.ok(
      items.some((i) => i.key === key && i.lists[0]),
      key,
    )
  const found = await Promise.all(lists.map(async (l) => [l.href, await listed(district, l.href)]))
  assert.deepEqual(
    found,
    lists.map((l) => [l.href, l.n]),
  )
})

test('the administrator of the province puts the codes of its own DHIS2, version by version; what has none is named and not sent', async () => {
  const administrator = await t.post('administrator', '30')
  const before = await administrator.as(mapping, {})
  assert.deepEqual([before.version, before.mayChange], [0, true])
  assert.ok(before.unmapped.figures.some((x) => x.key === 'fines.amount'))
  const { 'f0.total': _, ...rest } = before.mapping.dataElements
  const codes = { ...before.mapping, dataElements: { ...rest, 'fines.amount': 'HD_TIEN_PHAT', 'f1.current': 'HD_F1' } }
  const reason = 'mã của Sở Y tế, công văn thử'
  assert.deepEqual(await administrator.as(saveMapping, { from: 0, mapping: codes, reason }), { version: 1 })
  await assert.rejects(administrator.as(saveMapping, { from: 0, mapping: codes, reason }), { code: 'dhis2-mapping-moved' })
  const twice = { ...codes, dataElements: { ...codes.dataElements, 'f2.new': 'HD_F1' } }
  await assert.rejects(administrator.as(saveMapping, { from: 1, mapping: twice, reason }), { code: 'invalid-input' })
  const unheard = { ...codes, dataElements: { ...codes.dataElements, 'f9.new': 'HD_F9' } }
  await assert.rejects(administrator.as(saveMapping, { from: 1, mapping: unheard, reason }), { code: 'invalid-input' })
  await assert.rejects(cdc.as(saveMapping, { from: 1, mapping: codes, reason }), { code: 'forbidden' })
  for (const other of [await t.post('administrator', '293'), await t.post('administrator', '30', { body: 'Sở Y tế' })]) {
    await assert.rejects(other.as(saveMapping, { from: 1, mapping: codes, reason }), { code: 'outside-area' })
    assert.equal((await other.as(mapping, {})).mayChange, false)
  }
  const out = await f.commune.as(dhis2, { reportId: first })
  assert.equal(out.mappingVersion, 1)
  assert.ok(out.body.dataValues.some((v) => v.dataElement === 'HD_F1'))
  assert.ok(out.leftOut.some((l) => l.key === 'f0.total' && l.why === 'no-data-element'))
  const now = await cdc.as(mapping, {})
  assert.deepEqual([now.version, now.history[0]?.reason], [1, reason])
  assert.ok(now.unmapped.figures.some((x) => x.key === 'f0.total'))
  assert.equal(
    (await cdc.as(mapping, { version: 0 })).mapping.dataElements['f0.total'],
    'PD_F0_TOTAL',
    'the older one stays readable',
  )
  const dry = await cdc.as(checkTracker, {})
  assert.match(dry.validate, /importMode=VALIDATE/)
  const file = JSON.parse(
    new TextDecoder().decode(
      (await cdc.as(lineList, { purpose: 'statistics', because: 'báo cáo tuần gửi Sở', format: 'dhis2-tracker' })).bytes,
    ),
  )
  assert.equal(file.trackedEntities.length, dry.cases, 'the dry run counts what the file holds')
})

test('a frozen month rebuilt a week later gives the same figures, names the facts that came late, and changes only by a correction', async () => {
  await t.day('2021-03-12')
  const feb = { kind: 'month', day: '2021-02-10' } as const
  await assert.rejects(district.as(freezePeriod, { kind: 'week', day: '2021-03-12' }), { code: 'period-running' })
  await assert.rejects(district.as(freezePeriod, { ...feb, areaId: f.commune.area.areaId }), { code: 'report-not-own' })
  const op = newId()
  const made = await district.as(freezePeriod, feb, op)
  assert.deepEqual(await district.as(freezePeriod, feb, op), made, 'sent again')
  await assert.rejects(district.as(freezePeriod, feb), { code: 'report-frozen' })
  const { reportId } = made
  const covidOf = async (id: string) =>
    (await district.as(showPeriod, { reportId: id })).body.diseases.find((d) => d.disease === disease)!
  const covid = await covidOf(reportId)
  assert.equal(covid.cases, (await district.as(period, feb)).diseases.find((d) => d.disease === disease)!.cases)

  // of February, told in the middle of March: a case, a notice, a death; and a case taken back
  await t.day('2021-03-14')
  const third = await resident(f.commune, f.homes[0]!, 'Trần Văn Muộn')
  await cdc.as(reportCase, { subjectId: third, disease, sampledOn: '2021-02-26', reportedOn: '2021-02-27', origin: 'community' })
  await cdc.as(recordOutcome, { subjectId: third, disease, kind: 'died', onDay: '2021-02-28' })
  const told = { how: 'phone', toBody: 'CDC Hải Dương', sentBy: 'Nguyễn Văn Mẫu' } as const
  await cdc.as(recordSent, { subjectId: patient, disease, sentAt: '2021-02-21T08:00:00+07:00', ...told })
  await t.day('2021-03-21')
  const again = await district.as(verifyPeriod, { reportId })
  assert.deepEqual([again.same, again.differences], [true, []])
  const late = new Map(again.late.map((c) => [c.key, [c.was, c.now]]))
  assert.deepEqual(late.get('covid19.cases'), [covid.cases, covid.cases! + 1])
  assert.deepEqual(late.get('covid19.deaths'), [covid.deaths, covid.deaths! + 1])
  assert.deepEqual(late.get('covid19.notices.sent'), [covid.notices!.sent, covid.notices!.sent + 1])
  const place = f.commune.area.areaId
  assert.ok(late.has(`covid19.units.${place}.cases`) && [...late.keys()].some((k) => k.startsWith(`covid19.outbreaks.${place}.`)))
  const facts = await district.as(latePeriod, { reportId })
  assert.deepEqual(
    facts.rows.map((r) => [r.what, r.personId, r.was, r.now]),
    [
      ['case', third, null, '2021-02-27'],
      ['ending', third, null, 'died'],
      ['notice', patient, null, '2021-02-21T01:00:00Z'],
    ],
  )
  assert.equal((await covidOf(reportId)).cases, covid.cases, 'what was frozen stays as it was')

  await assert.rejects(district.as(correctPeriod, { reportId, reason: 'thêm ca' }), { code: 'report-unsigned' })
  const number = (await district.as(signPeriod, { reportId, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })).documentNo
  await assert.rejects(district.as(withdrawPeriod, { reportId, reason: 'rút lại' }), { code: 'report-signed' })
  const second = await district.as(correctPeriod, { reportId, reason: 'bổ sung ca báo muộn' })
  assert.equal((await covidOf(second.reportId)).cases, covid.cases! + 1)
  const { rows, below } = await district.as(periods, feb)
  assert.deepEqual(
    rows.map((r) => [r.number, r.correction, r.signature?.documentNo ?? null, r.supersededBy]),
    [
      [2, 1, null, null],
      [1, 0, number, second.reportId],
    ],
  )
  assert.ok(below && below.units > 10 && below.frozen === 0)
  const paper = async (id: string) =>
    (await mammoth.extractRawText({ buffer: Buffer.from((await district.as(frozenPeriodDocument, { reportId: id })).bytes) }))
      .value
  assert.match(await paper(reportId), new RegExp(`Số: ${String(number).padStart(2, '0')}/BC-BCĐ[\\s\\S]*Số liệu chốt đến`))
  assert.match(
    await paper(second.reportId),
    /Đính chính lần 1[\s\S]*bổ sung ca báo muộn[\s\S]*mắc trong kỳ: đã báo cáo 1, nay là 2/,
  )
  const { bytes, fileName } = await district.as(frozenPeriodDocument, { reportId: second.reportId, format: 'xlsx' })
  assert.deepEqual((await readTable(bytes, fileName)).rows[0]!.cells.slice(0, 2), ['COVID-19', covid.cases! + 1])

  const operator = await t.post('operator', '30')
  const all = async () => operator.as(verifyAll, { from: '2021-03-01' })
  assert.deepEqual([(await all()).differences.filter((d) => d.kind === 'period'), (await all()).periods], [[], 2])
  await t.rows("update period_report set body = jsonb_set(body, '{diseases,0,cases}', '99') where report_id = $1", [reportId])
  assert.deepEqual(
    (await all()).differences.filter((d) => d.kind === 'period').map((d) => [d.id, d.keys]),
    [[reportId, ['covid19.cases']]],
  )
})

test('two records merged after a week was frozen are two cases in it still, and the fact that changes it says that it is a merge', async () => {
  await t.day('2021-03-22')
  const [one, twin] = [await resident(f.commune, f.homes[1]!, 'Đỗ Thị Đôi'), await resident(f.commune, f.homes[2]!, 'Đỗ Thị Đôi')]
  for (const subjectId of [one, twin])
    await cdc.as(reportCase, { subjectId, disease, sampledOn: '2021-03-16', reportedOn: '2021-03-17', origin: 'community' })
  await t.day('2021-03-23')
  const { reportId } = await district.as(freezePeriod, { kind: 'week', day: '2021-03-17' })
  await t.day('2021-03-24')
  const pair = { aSubjectId: one, bSubjectId: twin }
  await f.commune.as(decideDuplicate, { ...pair, decision: 'same', reason: 'cùng một người' })
  await t.day('2021-03-30')
  const again = await district.as(verifyPeriod, { reportId })
  assert.equal(again.same, true)
  assert.deepEqual(
    again.late.filter((c) => c.key === 'covid19.cases').map((c) => [c.was, c.now]),
    [[2, 1]],
  )
  const gone = [one, twin].sort()[1]
  assert.deepEqual(
    (await district.as(latePeriod, { reportId })).rows.map((r) => [r.what, r.personId, r.was, r.now, r.merged]),
    [['case', gone, '2021-03-17', null, true]],
  )
})

test('a death whose day nobody knows counts in the month in which it was recorded and is told as such; a month frozen by the older rule is rebuilt by it and says so', async () => {
  const monthOf = (day: string) => ({ kind: 'month', day }) as const
  const covidOf = async (id: string) => {
    const { body } = await district.as(showPeriod, { reportId: id })
    return { ...body, covid: body.diseases.find((d) => d.disease === disease)! }
  }
  const fourth = await resident(f.commune, f.homes[3]!, 'Trần Thị Lâu')
  await cdc.as(reportCase, { subjectId: fourth, disease, sampledOn: '2021-03-29', reportedOn: '2021-03-29', origin: 'community' })
  await t.day('2021-04-05')
  const daily = await f.commune.as(freeze, { day: '2021-04-05', ...midnight })
  await t.day('2021-04-06')
  await cdc.as(recordOutcome, { subjectId: fourth, disease, kind: 'died', onDay: null })
  await t.day('2021-04-07')
  const frozen = await f.commune.as(verify, { reportId: daily.reportId })
  assert.deepEqual(
    [frozen.same, frozen.late.filter((l) => l.key.startsWith('f0.died'))],
    [true, []],
    'not known late: it is of the day after',
  )
  const march = await district.as(freezePeriod, monthOf('2021-03-10'))
  const { covid } = await covidOf(march.reportId)
  assert.deepEqual([covid.deaths, covid.deathsUndated], [0, 0])
  await t.day('2021-05-03')
  const april = await district.as(freezePeriod, monthOf('2021-04-10'))
  const next = await covidOf(april.reportId)
  assert.deepEqual([next.covid.deaths, next.covid.deathsUndated, next.changed, next.againstOlder], [1, 1, [], undefined])
  const { bytes } = await district.as(frozenPeriodDocument, { reportId: april.reportId })
  const paper = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
  assert.match(paper, /tử vong: 1 \(trong đó 1 không rõ ngày, tính theo ngày ghi nhận\)/)

  // March as it was frozen before: the death stood since ever, so in the month of its case
  const [stored] = await t.rows<{ body: FrozenBody }>('select body from period_report where report_id = $1', [march.reportId])
  const older = stored!.body.diseases.map(({ deathsUndated: _, rule: { undated: __, ...rule }, ...d }) => {
    const died = (n: number | null) => (d.disease === disease ? n! + 1 : n)
    const own = (u: (typeof d.units)[number]) => (u.areaId === f.commune.area.areaId ? { ...u, deaths: died(u.deaths) } : u)
    return { ...d, rule, deaths: died(d.deaths), units: d.units.map(own) }
  })
  const body = JSON.stringify({ ...stored!.body, diseases: older })
  await t.rows('update period_report set body = $2 where report_id = $1', [march.reportId, body])
  const again = await district.as(verifyPeriod, { reportId: march.reportId })
  assert.deepEqual([again.same, again.differences], [true, []])
  assert.match(again.older!.vi, /có thể chỉ vì cách tính/)
  assert.deepEqual(
    again.late.filter((c) => c.key === 'covid19.deaths').map((c) => [c.was, c.now]),
    [[1, 0]],
  )
  await district.as(withdrawPeriod, { reportId: april.reportId, reason: 'chốt lại' })
  const refrozen = await district.as(freezePeriod, monthOf('2021-04-10'))
  const retold = await covidOf(refrozen.reportId)
  assert.deepEqual([retold.againstOlder, retold.covid.deaths], [true, 1])
  assert.ok(retold.changed.some((c) => c.key === 'covid19.deaths' && c.was === 1 && c.now === 0))

  // somebody knows the day: March had it, April no more, and both name the fact behind the figure that changed
  const [ending] = await t.rows<{ id: string }>('select outcome_id as id from outcome where subject_id = $1', [fourth])
  await t.day('2021-05-04')
  await cdc.as(voidFact, { subjectId: fourth, kind: 'outcome', factId: ending!.id, reason: 'bệnh viện báo ngày' })
  await cdc.as(recordOutcome, { subjectId: fourth, disease, kind: 'died', onDay: '2021-03-31' })
  const named = async (reportId: string) =>
    (await district.as(latePeriod, { reportId })).rows.filter((r) => r.personId === fourth).map((r) => [r.what, r.was, r.now])
  assert.deepEqual(await named(march.reportId), [['ending', null, 'died']])
  assert.deepEqual(await named(refrozen.reportId), [['ending', 'died-undated', 'died-before']])

  // a dated death that a correction moves from one month to another changes both, and both name it
  const move = async (day: string, onDay: string) => {
    await t.day(day)
    const sql = 'select outcome_id as id from outcome where subject_id = $1 and voided_at is null'
    const [stands] = await t.rows<{ id: string }>(sql, [fourth])
    await cdc.as(voidFact, { subjectId: fourth, kind: 'outcome', factId: stands!.id, reason: 'bệnh viện báo lại ngày' })
    await cdc.as(recordOutcome, { subjectId: fourth, disease, kind: 'died', onDay })
  }
  const anew = async (day: string, reportId: string) => {
    await t.day(day)
    await district.as(withdrawPeriod, { reportId, reason: 'chốt lại' })
    return (await district.as(freezePeriod, monthOf('2021-04-10'))).reportId
  }
  await move('2021-05-05', '2021-04-10')
  const losing = await anew('2021-05-06', refrozen.reportId)
  await move('2021-05-07', '2021-03-30')
  assert.deepEqual(await named(march.reportId), [['ending', null, 'died']])
  assert.deepEqual(await named(losing), [['ending', 'died', 'died-before']])
  const gaining = await anew('2021-05-08', losing)
  await move('2021-05-09', '2021-03-31')
  assert.deepEqual(await named(gaining), [], 'within another month it changes nothing here')
  await move('2021-05-10', '2021-04-12')
  assert.deepEqual(await named(gaining), [['ending', 'died-before', 'died']])
})

test('hamlets of a commune, by which no fact is counted and which report for nobody, are told neither as zero nor as late', async () => {
  const own = f.commune.area.areaId
  const { hamletId: areaId } = await f.commune.as(addHamlet, {
    communeId: own,
    type: 'thôn',
    name: 'Một',
    validFrom: '2021-02-01',
  })
  const { reportId } = await f.commune.as(freeze, { day: '2021-03-29', ...midnight })
  const { rows, figures } = (await f.commune.as(show, { reportId })).body
  assert.ok(figures.find((x) => x.key === 'f0.total')!.value! > 0)
  assert.deepEqual(rows, [])
  assert.deepEqual(
    (await f.commune.as(due, { day: '2021-03-20' })).rows.map((r) => r.areaId),
    [own],
  )
  const covid = (await f.commune.as(period, { kind: 'week', day: '2021-03-17' })).diseases.find((d) => d.disease === disease)!
  assert.deepEqual([covid.cases, covid.units], [1, []])
  assert.equal((await f.commune.as(periods, { kind: 'week', day: '2021-03-17' })).below?.units, 0)
  const { items } = await f.commune.as(agenda, {})
  assert.ok(!items.some((i) => /Thôn/.test(JSON.stringify(i))), JSON.stringify(items))
  // a report frozen when they were told as zero: those are not sent
  const row = JSON.stringify([{ areaId, name: 'Thôn Một', values: { 'f1.current': 0 } }])
  await t.rows("update report set body = jsonb_set(body, '{rows}', $2) where report_id = $1", [reportId, row])
  const sent = await f.commune.as(dhis2, { reportId })
  assert.deepEqual([...new Set(sent.body.dataValues.map((v) => v.orgUnit))], ['10783'])
})

test('while a month goes on, an outbreak is over only once its quiet days have gone by, not because the month ends after them', async () => {
  await t.day('2021-04-03')
  for (const home of f.homes.slice(0, 3)) {
    const subjectId = await resident(f.commune, home, 'Bùi Thị Muỗi')
    await cdc.as(reportCase, {
      subjectId,
      disease: 'dengue',
      sampledOn: '2021-04-01',
      reportedOn: '2021-04-01',
      origin: 'community',
    })
  }
  const told = async (kind: 'week' | 'month', day: string) => {
    const { ended, diseases } = await district.as(period, { kind, day })
    return [ended, diseases.find((d) => d.disease === 'dengue')!.outbreaks.map((o) => [o.lastOn, o.cases, o.state])]
  }
  assert.deepEqual(await told('month', '2021-04-03'), [false, [['2021-04-01', 3, 'active']]])
  // 14 quiet days: the 15th is the last of them
  await t.day('2021-04-15')
  assert.deepEqual(await told('month', '2021-04-15'), [false, [['2021-04-01', 3, 'active']]])
  await t.day('2021-04-16')
  assert.deepEqual(await told('month', '2021-04-16'), [false, [['2021-04-01', 3, 'ended']]])
  assert.deepEqual(
    await told('week', '2021-04-08'),
    [true, [['2021-04-01', 3, 'active']]],
    'a week that is over as it stood at its end',
  )
})

test('a correction that was withdrawn is not counted: the one made in its place is the first', async () => {
  const { reportId } = await f.commune.as(freeze, { day: '2021-03-28', ...midnight })
  await f.commune.as(sign, { reportId, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })
  const wrong = await f.commune.as(correct, { reportId, reason: 'lập nhầm ngày' })
  await f.commune.as(withdraw, { reportId: wrong.reportId, reason: 'lập nhầm ngày' })
  const right = await f.commune.as(correct, { reportId, reason: 'bổ sung ca báo muộn' })
  const shown = await f.commune.as(show, { reportId: right.reportId })
  assert.deepEqual([shown.number, shown.correction], [3, 1])
})

test('cases and their endings are put side by side without a join, which row-level security would have made one of all by all', async () => {
  const plan = await t.rows<{ 'QUERY PLAN': string }>(
    "explain select * from ended_known('covid19', '2021-03-31', '2021-04-01T00:00:00Z', 0, 2147483647, 'recorded')",
  )
  const joins = plan.flatMap((r) => /(?:Nested Loop|(?:Hash|Merge)(?: \w+)? Join)(?: \w+ Join)?/.exec(r['QUERY PLAN'])?.[0] ?? [])
  assert.ok(joins.length > 0, 'merged records are looked up')
  assert.ok(
    joins.every((j) => /Left|Right/.test(j)),
    joins.join(', '),
  )
})
