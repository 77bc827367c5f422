import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import fc from 'fast-check'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { declareFor, markFalse } from '../declarations/declarations.commands.ts'
import { register } from '../people/people.commands.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import * as commands from './violations.commands.ts'
import { acts, evidenceFile, figures, list, show } from './violations.reads.ts'
import { competence, fineFor, type Step, standingOf, stepKinds } from './violations.rules.ts'

const fines = loadPacks().find((p) => p.code === 'vn-covid19-2020-11-15-nd117')!.rules.fines!.rule
const M = 1_000_000

test('a fine lies in the range of its article, an organisation pays twice, and the middle is the default of the law', () => {
  assert.deepEqual(fineFor(fines, 'ra-vao-vung-dich', 'person'), { min: 20 * M, max: 30 * M, midpoint: 25 * M, confirmed: true })
  assert.deepEqual(fineFor(fines, 'khau-trang', 'organisation'), { min: 2 * M, max: 6 * M, midpoint: 4 * M, confirmed: true })
  assert.equal(fineFor(fines, null, 'person'), null)
  assert.equal(fineFor(undefined, 'khau-trang', 'person'), null)
})

test('a ceiling that nobody confirmed never refuses by itself: it asks what the competence rests on', () => {
  assert.deepEqual(competence(fines, 'commune', 2 * M, 'person'), { refused: false, doubt: null })
  assert.deepEqual(competence(fines, 'commune', 25 * M, 'person'), { refused: false, doubt: 'over-ceiling' })
  assert.deepEqual(competence(fines, 'province', 25 * M, 'person'), { refused: false, doubt: 'ceiling-unknown' })
  assert.deepEqual(competence(fines, 'station', M, 'person'), { refused: true, doubt: null })
})

test('what is owed is the fine that stands less what was paid, whatever happened in between', () => {
  const step = fc.record({ kind: fc.constantFrom(...stepKinds), amount: fc.integer({ min: 0, max: 100 }), voided: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (raw) => {
      const steps: Step[] = raw.map((s, i) => ({
        ...s,
        onDay: '2021-02-22',
        recordedAt: String(i).padStart(3, '0'),
        voidedAt: s.voided ? 'x' : null,
      }))
      const live = steps.filter((s) => !s.voidedAt)
      const s = standingOf(steps)
      const paid = live.filter((x) => x.kind === 'payment').reduce((n, x) => n + x.amount!, 0)
      const fixed = live.filter((x) => x.kind === 'decision' || x.kind === 'appeal-answer').at(-1)?.amount ?? null
      assert.equal(s.paid, paid)
      assert.equal(s.owed, s.state === 'withdrawn' || fixed === null ? 0 : Math.max(0, fixed - paid))
      assert.deepEqual(standingOf(live), s, 'what was taken back counts for nothing')
    }),
  )
})

let t: TestApp
let station: TestPost
let commune: TestPost
let province: TestPost
let subjectId: string
const code = (error: unknown) => (error as { code: string }).code
const onDay = '2021-02-21'

before(async () => {
  t = await testApp()
  commune = await t.post('commune', '10882')
  station = await t.post('station', '10882')
  province = await t.post('province', '30')
  subjectId = (await commune.as(register, { communeId: commune.area.areaId, fullName: 'Phạm Văn Thử' })).subjectId
})
after(() => t.close())

test('from the record to the payment: evidence with its print, a decision within the range by whom may, what is owed, the figures', async () => {
  const table = await station.as(acts, {})
  assert.equal(table.acts.find((a) => a.code === 'khai-bao')?.refer, true)
  assert.ok(table.competence.every((c) => !c.confirmed))
  const seen = { onDay, place: 'chốt cầu Thử', description: 'đi qua chốt, không dừng để kiểm tra' }
  const { violationId, range } = await station.as(commands.record, {
    ...seen,
    actCode: 'ra-vao-vung-dich',
    who: 'xe máy màu đen',
  })
  assert.equal(range?.midpoint, 25 * M)
  const bytes = new TextEncoder().encode('biên bản ghi lời khai')
  const first = await station.as(commands.addEvidence, { violationId, fileName: 'bien-ban.txt', bytes })
  assert.match(first.sha256, /^[0-9a-f]{64}$/)
  assert.equal((await station.as(commands.addEvidence, { violationId, fileName: 'lai.txt', bytes })).known, true)
  assert.equal(
    await station.as(commands.addEvidence, { violationId, fileName: 'x.bin', bytes: new Uint8Array([0, 1]) }).catch(code),
    'violation-file',
  )
  assert.deepEqual((await commune.as(evidenceFile, { violationId, evidenceId: first.evidenceId })).bytes.length, bytes.length)
  const decision = {
    violationId,
    onDay: '2021-02-22',
    number: '5/QĐ-XPVPHC',
    signatory: 'Lê Văn Ký',
    body: 'UBND xã',
    amount: 25 * M,
  }
  assert.equal(
    await commune.as(commands.decide, decision).catch(code),
    'violation-step',
    'nobody is fined before it is known who',
  )
  await station.as(commands.identify, { violationId, onDay: '2021-02-22', subjectId })
  assert.equal(await commune.as(commands.decide, { ...decision, amount: 31 * M }).catch(code), 'violation-amount')
  assert.equal(await commune.as(commands.decide, decision).catch(code), 'violation-competence-doubtful')
  await province.as(commands.decide, { ...decision, words: 'Chủ tịch UBND tỉnh ký' })
  assert.equal(await province.as(commands.decide, { ...decision, words: 'lần hai' }).catch(code), 'violation-step')
  await commune.as(commands.pay, { violationId, onDay: '2021-02-22', amount: 10 * M, number: 'BL 01' })
  let now = await commune.as(show, { violationId })
  assert.deepEqual([now.state, now.fine, now.paid, now.owed, now.name], ['decided', 25 * M, 10 * M, 15 * M, 'Phạm Văn Thử'])
  assert.equal((await province.as(show, { violationId })).name, 'Phạm V. T.', 'a role that needs no names reads initials')
  await commune.as(commands.appeal, { violationId, onDay: '2021-02-22', words: 'cho rằng không có biển báo' })
  const answer = {
    violationId,
    onDay: '2021-02-22',
    number: '6/QĐ',
    signatory: 'Lê Văn Ký',
    body: 'UBND tỉnh',
    words: 'giảm nhẹ',
  }
  await province.as(commands.answerAppeal, { ...answer, amount: 20 * M })
  await commune.as(commands.pay, { violationId, onDay: '2021-02-22', amount: 10 * M, number: 'BL 02' })
  now = await commune.as(show, { violationId })
  assert.deepEqual([now.state, now.owed], ['paid', 0])
  const listed = await commune.as(list, {})
  assert.deepEqual(
    listed.rows.map((r) => [r.state, r.fine, r.paid, r.owed]),
    [['paid', 20 * M, 20 * M, 0]],
    'the list says the same as the page',
  )
  const wrong = await station.as(commands.record, { ...seen, act: 'đổ rác', organisation: 'Công ty Thử' })
  await station.as(commands.withdraw, { violationId: wrong.violationId, onDay: '2021-02-22', words: 'ghi nhầm nơi' })
  const said = await commune.as(figures, { by: 'article' })
  assert.deepEqual(said.total, { recorded: 1, decided: 1, fined: 20 * M, paid: 20 * M })
  assert.match(said.rows[0]!.name, /^Điều 12.4a: /)
  const elsewhere = await t.post('commune', '10750')
  assert.deepEqual((await elsewhere.as(figures, {})).rows, [])
  assert.equal(await elsewhere.as(show, { violationId }).catch(code), 'not-found')
})

test('a grave false declaration is referred to the competent authority by a person, and says so', async () => {
  const said = {
    onDay,
    place: 'trạm y tế',
    description: 'khai không đi qua vùng dịch, camera cho thấy khác',
    actCode: 'khai-bao',
    subjectId,
  }
  const { violationId } = await station.as(commands.record, said)
  assert.ok((await commune.as(show, { violationId })).referWhenGrave)
  await commune.as(commands.refer, {
    violationId,
    onDay: '2021-02-22',
    body: 'Công an huyện',
    number: 'CV 7',
    words: 'làm lây cho 3 người',
  })
  assert.equal((await commune.as(show, { violationId })).state, 'referred')
  assert.equal(await station.as(commands.record, { ...said, actCode: 'khong-co' }).catch(code), 'violation-act-unknown')
})

test('a gate writes down what it saw, reads its own and nobody else’s, and takes back only what nobody has acted on', async () => {
  const gate = await t.post('checkpoint', '10882', { body: 'Chốt cầu Thử' })
  const other = await t.post('checkpoint', '10882', { body: 'Chốt ngã ba Thử' })
  const seen = {
    onDay,
    place: 'chốt cầu Thử',
    who: 'xe tải, biển số TH-0001',
    description: 'tài xế không xuất trình giấy xét nghiệm',
  }
  const { violationId } = await gate.as(commands.record, { ...seen, actCode: 'khau-trang' })
  const bytes = new TextEncoder().encode('ảnh biển số')
  const { evidenceId } = await gate.as(commands.addEvidence, { violationId, fileName: 'bien-so.txt', bytes })
  assert.deepEqual(
    (await gate.as(list, {})).rows.map((r) => [r.violationId, r.communeId]),
    [[violationId, commune.area.areaId]],
  )
  const read = await commune.as(show, { violationId })
  assert.deepEqual([read.gate, read.who, read.evidence.length], ['Chốt cầu Thử', seen.who, 1], 'the commune has it at once')
  assert.deepEqual((await other.as(list, {})).rows, [], 'another gate of the same commune reads nothing of it')
  assert.equal(await other.as(show, { violationId }).catch(code), 'not-found')
  assert.equal(await other.as(evidenceFile, { violationId, evidenceId }).catch(code), 'not-found')
  assert.equal(await other.as(commands.withdraw, { violationId, onDay, words: 'ghi nhầm' }).catch(code), 'not-found')
  const elsewhere = await t.post('commune', '10750')
  const outside = { ...seen, actCode: 'khau-trang', communeId: elsewhere.area.areaId }
  assert.equal(await gate.as(commands.record, outside).catch(code), 'outside-area')
  assert.equal(await gate.as(commands.decide, { ...fine, violationId, amount: 2 * M }).catch(code), 'forbidden')
  await gate.as(commands.voidEvidence, { violationId, evidenceId, reason: 'chụp nhầm xe khác' })
  assert.equal(await gate.as(evidenceFile, { violationId, evidenceId }).catch(code), 'not-found')
  assert.ok((await province.as(evidenceFile, { violationId, evidenceId })).bytes.length, 'who decides still reads it')
  assert.equal((await commune.as(show, { violationId })).evidence[0]!.voidReason, 'chụp nhầm xe khác')
  await commune.as(commands.identify, { violationId, onDay, organisation: 'Công ty Vận tải Thử' })
  await province.as(commands.decide, { ...fine, violationId, amount: 4 * M })
  assert.equal(
    await gate.as(commands.withdraw, { violationId, onDay: '2021-02-22', words: 'ghi nhầm' }).catch(code),
    'violation-step',
  )
  const second = await gate.as(commands.record, { ...seen, act: 'đỗ xe sai' })
  await gate.as(commands.withdraw, { violationId: second.violationId, onDay, words: 'ghi nhầm chốt' })
  assert.equal((await commune.as(show, { violationId: second.violationId })).state, 'withdrawn')
})

test('evidence under a fine is taken back only by who may decide; before it only by who added it, and a gate never sees what others add', async () => {
  const gate = await t.post('checkpoint', '10882', { body: 'Chốt đò Thử' })
  const seen = { onDay, place: 'bến đò Thử', description: 'chở quá số người cho phép', organisation: 'Hợp tác xã Đò Thử' }
  const { violationId } = await gate.as(commands.record, { ...seen, actCode: 'khau-trang' })
  const add = async (by: TestPost, said: string) => {
    const file = { violationId, fileName: 'anh.txt', bytes: new TextEncoder().encode(said) }
    return (await by.as(commands.addEvidence, file)).evidenceId
  }
  const back = (by: TestPost, evidenceId: string) =>
    by.as(commands.voidEvidence, { violationId, evidenceId, reason: 'ảnh mờ' }).catch(code)
  const ofGate = await add(gate, 'ảnh con đò')
  const ofStation = await add(station, 'biên bản của trạm')
  const mistaken = await add(gate, 'ảnh con đò khác')
  assert.equal(await back(gate, ofStation), 'not-found')
  assert.equal(await gate.as(evidenceFile, { violationId, evidenceId: ofStation }).catch(code), 'not-found')
  assert.deepEqual((await gate.as(show, { violationId })).evidence.length, 2, 'its own')
  assert.equal(await back(station, ofGate), 'violation-step', 'somebody else added it')
  assert.deepEqual(await back(gate, mistaken), { voided: true })
  await province.as(commands.decide, { ...fine, violationId, amount: 4 * M })
  assert.equal(await back(gate, ofGate), 'violation-step', 'a fine rests on it')
  assert.equal(await back(station, ofStation), 'violation-step')
  const mays = async (by: TestPost) => (await by.as(show, { violationId })).evidence.map((e) => [e.mayOpen, e.mayVoid])
  assert.deepEqual(await mays(station), [
    [true, false],
    [true, false],
    [false, false],
  ])
  assert.deepEqual(await mays(province), [
    [true, true],
    [true, true],
    [true, false],
  ])
  assert.deepEqual(await back(province, ofGate), { voided: true })
  assert.equal(await back(province, ofGate), 'not-found')
  assert.ok((await commune.as(evidenceFile, { violationId, evidenceId: ofGate })).bytes.length)
  assert.equal(await station.as(evidenceFile, { violationId, evidenceId: ofGate }).catch(code), 'not-found')
})

const fine = {
  ...{ onDay: '2021-02-22', number: '9/QĐ-XPVPHC', signatory: 'Lê Văn Ký', body: 'UBND tỉnh', words: 'Chủ tịch UBND tỉnh ký' },
}

test('a step is taken back by who may record it, unless a later one rests on it; then everything is as before it', async () => {
  const seen = { onDay, place: 'chợ Thử', act: 'bán hàng không giãn cách', who: 'quầy số 3', description: 'tụ tập mua bán' }
  const { violationId } = await station.as(commands.record, seen)
  const named = await station.as(commands.identify, { violationId, onDay, organisation: 'Hợp tác xã Thử' })
  const decision = await province.as(commands.decide, { ...fine, violationId, amount: 2 * M })
  const back = (post: TestPost, stepId: string) => post.as(commands.voidStep, { stepId, reason: 'ghi nhầm số' }).catch(code)
  assert.equal(await back(station, named.stepId), 'violation-step', 'a fine names them')
  assert.equal(await back(station, decision.stepId), 'violation-step', 'a station decides no fine, and takes none back')
  const paid = await commune.as(commands.pay, { violationId, onDay: '2021-02-22', amount: M, number: 'BL 9' })
  assert.equal(await back(province, decision.stepId), 'violation-step', 'somebody has paid by it')
  const { steps } = await commune.as(show, { violationId })
  assert.deepEqual(
    steps.map((s) => [s.kind, s.mayVoid]),
    [
      ['identified', false],
      ['decision', false],
      ['payment', true],
    ],
  )
  for (const [post, stepId] of [
    [commune, paid.stepId],
    [province, decision.stepId],
    [station, named.stepId],
  ] as const)
    assert.deepEqual(await back(post, stepId), { voided: true })
  assert.equal(await back(commune, paid.stepId), 'already-voided')
  const now = await commune.as(show, { violationId })
  assert.deepEqual([now.state, now.fine, now.paid, now.name], ['recorded', null, 0, null])
})

test('a violation is linked to the declaration that was false once it is known which', async () => {
  const declared = {
    ...{ declarationId: newId(), signalId: newId(), fullName: 'Phạm Văn Thử', birthYear: 1980, phone: '0540 123 999' },
    ...{ communeId: commune.area.areaId, address: 'số 9', contactCase: false },
  }
  await station.as(declareFor, { ...declared, seriesId: newId() })
  const seen = { onDay, place: 'trạm y tế', actCode: 'khai-bao', subjectId, description: 'khai không đi qua vùng dịch' }
  const { violationId } = await station.as(commands.record, seen)
  const link = { violationId, onDay: '2021-02-22', declarationId: declared.declarationId }
  assert.equal(await station.as(commands.linkDeclaration, { ...link, declarationId: newId() }).catch(code), 'not-found')
  const { stepId } = await station.as(commands.linkDeclaration, link)
  assert.equal((await commune.as(show, { violationId })).declaration?.markedFalse, false)
  const evidence = 'camera cho thấy đã qua vùng dịch'
  await station.as(markFalse, { markId: newId(), declarationId: declared.declarationId, evidence })
  assert.equal((await commune.as(show, { violationId })).declaration?.markedFalse, true)
  await station.as(commands.voidStep, { stepId, reason: 'nhầm tờ khai' })
  assert.equal((await commune.as(show, { violationId })).declarationId, null)
})
