import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeldTask } from '@phaodai/modules/directives/phone.contract.ts'
import { record } from '@phaodai/modules/inspections/inspections.contract.ts'
import { DAY } from '../made.ts'
import { newId } from '../newId.ts'
import { givenOf, isOpen } from './given.ts'
import type { HeldInspections } from './held.ts'
import type { OwnOp } from './own.ts'
import type { Recorded } from './taps.ts'
import { dayOfVisits, listOf, missingOf, ownVisits, recordsOf, type VisitDraft } from './visiting.ts'

const now = `${DAY}T02:30:00.000Z` // 9:30 in the province
const task = (more: Partial<HeldTask> = {}): HeldTask => ({
  ...{ taskId: newId(), words: 'Lập danh sách', assignee: 'Tổ số 1', fromName: 'Xã Thử', sourceLabel: null, responsible: null },
  ...{ product: null, reportTo: null, startsOn: '2021-02-20', dueOn: DAY, dueTime: null, dueBefore: false, perDay: null },
  ...{ everyDays: null, untilOn: null, givenAt: '2021-02-20T01:00:00Z', state: 'given', percent: null, photos: 0 },
  ...{ reports: [], acts: [], ...more },
})
const op = (recorded: Recorded, state: OwnOp['state'] = 'recorded', reflected = false): OwnOp => ({
  opId: newId(),
  ...{ recorded, state, reflected },
})
const blank = { words: null, figure: null, unit: null }

test('late work stands first, then what is due first, then what has no day; what was reported or ended stands below', () => {
  const tasks = [
    task({ words: 'không hạn', dueOn: null }),
    task({ words: 'đã nghiệm thu', state: 'closed' }),
    task({ words: 'đã báo xong', state: 'reported', dueOn: '2021-02-21' }),
    task({ words: 'hôm nay' }),
    task({ words: 'quá hạn', dueOn: '2021-02-21', state: 'running' }),
    task({ words: 'quá hạn lâu', dueOn: '2021-02-20' }),
    task({ words: 'trưa nay', dueTime: '12:00' }),
  ]
  assert.deepEqual(
    givenOf(tasks, [], now).map((t) => t.words),
    ['quá hạn lâu', 'quá hạn', 'trưa nay', 'hôm nay', 'không hạn', 'đã báo xong', 'đã nghiệm thu'],
  )
  assert.equal(givenOf(tasks, [], now).filter(isOpen).length, 5)
})

test('what was recorded without a network counts on the phone at once: a late task reported is late no more, what was refused does not count', () => {
  const late = task({ dueOn: '2021-02-21' })
  const done = { kind: 'done-task', body: { taskId: late.taskId, ...blank } } as const
  assert.deepEqual(
    [[], [op(done)], [op(done, 'refused')], [op(done, 'accepted', true)]].map((own) => {
      const [t] = givenOf([late], own, now)
      return [t!.state, t!.late !== null]
    }),
    [
      ['given', true],
      ['reported', false],
      ['given', true],
      ['given', true],
    ],
  )
  const both = [
    op({ kind: 'accept-task', body: { taskId: late.taskId } }),
    op({ kind: 'refuse-task', body: { taskId: late.taskId, reason: 'hết người' } }),
  ]
  assert.deepEqual(givenOf([late], both, now)[0]!.may, ['accepted'])
})

test('of a task reported twice a day the phone says what this day still lacks, with what lies on it', () => {
  const twice = task({ dueOn: null, perDay: 2, reports: ['2021-02-20', '2021-02-20', '2021-02-21', '2021-02-21'] })
  const report = op({ kind: 'progress-task', body: { taskId: twice.taskId, percent: 30, onDay: DAY, ...blank } })
  assert.deepEqual([givenOf([twice], [], now)[0]!.turn!.have, givenOf([twice], [report], now)[0]!.turn!.have], [0, 1])
  assert.equal(givenOf([twice], [report, report], now)[0]!.turn!.state, 'met')
  assert.equal(givenOf([twice], [report], now)[0]!.percent, 30)
  assert.equal(givenOf([task({ dueOn: null, perDay: 2, reports: ['2021-02-20'] })], [], now)[0]!.late !== null, true)
})

const words = (vi: string) => ({ vi, en: vi })
const of: HeldInspections = {
  ...{ day: DAY, rule: null, mine: [], total: 1, units: [], made: [] },
  places: [{ key: 'team:1', kind: 'team', name: 'Tổ số 1', areaId: 1, areaName: 'Xã Thử', lastOn: null, reasons: [] }],
  lists: [
    {
      ...{ code: 'market', version: 1, kinds: ['market'], title: words('Chợ'), note: null, bands: [] },
      items: [
        { item: 'mask', words: words('Khẩu trang'), must: true, points: null, source: words('TB 95'), confirmed: true },
        { item: 'risk', words: words('Nguy cơ'), must: false, points: { min: 1, max: 10 }, source: words('QĐ'), confirmed: true },
        { item: 'one-way', words: words('Một lối'), must: false, points: null, source: words('TB 95'), confirmed: true },
      ],
    },
  ],
}
const draft: VisitDraft = {
  ...{ inspectionId: newId(), key: null, kind: 'market', name: 'Chợ Thử', areaId: 7, startedAt: now, clockKnown: true },
  ...{ checklist: null, surprise: true, extra: '', extraId: newId(), note: ' ', dueOn: DAY, where: null },
  said: { mask: { answer: 'fail', findingId: newId() }, risk: { points: 4 } },
}

test('a finished visit becomes one inspection with its findings, and its photos after it; what was not answered is not said', () => {
  const list = listOf(of, draft)!
  const photo = { photoId: newId(), fileName: 'a.jpg', takenAt: now, bytes: 'AA==' }
  const [made, picture] = recordsOf(draft, list, [photo], newId)
  assert.ok(made!.kind === 'inspection' && picture!.kind === 'inspection-photo')
  const { answers, findings, capturedAt, clockErrorMs, words: note } = made.body
  assert.deepEqual(answers, [
    { item: 'mask', answer: 'fail' },
    { item: 'risk', answer: 'points', points: 4 },
  ])
  assert.deepEqual(
    findings!.map((f) => [f.findingId, f.words, f.task]),
    [[draft.said.mask!.findingId, 'Không đạt: Khẩu trang', { dueOn: DAY }]],
  )
  assert.deepEqual([capturedAt, clockErrorMs, note], [now, 0, null])
  assert.equal(picture.body.inspectionId, draft.inspectionId)
  const kept = recordsOf(
    { ...draft, clockKnown: false, extra: 'Thiếu nước', said: { mask: { answer: 'fail', give: false } } },
    list,
    [],
    newId,
  )[0]!
  assert.ok(kept.kind === 'inspection')
  assert.equal(kept.body.clockErrorMs, null)
  assert.deepEqual(
    kept.body.findings!.map((f) => [f.words, f.task]),
    [
      ['Không đạt: Khẩu trang', null],
      ['Thiếu nước', { dueOn: DAY }],
    ],
  )
  assert.deepEqual(
    [missingOf({ ...draft, name: ' ' }, list), missingOf(draft, null), missingOf(draft, list)],
    ['name', 'list', null],
  )
  const own = [made, picture].map((r) => ({ ...op(r), opId: r === made ? draft.inspectionId : newId() }))
  assert.deepEqual(
    ownVisits(own, of).map((v) => [v.name, v.photos, v.state]),
    [['Chợ Thử', 1, 'recorded']],
  )
})

test('what the server would refuse whole is said while the leader still stands there: a finding of two letters, a deadline before the visit', () => {
  const list = listOf(of, draft)!
  const dirty = { ...draft, dueOn: '', said: { mask: { answer: 'fail' as const, finding: 'Dơ' } } }
  const [made] = recordsOf(dirty, list, [], newId)
  assert.ok(made!.kind === 'inspection')
  assert.deepEqual(
    made.body.findings!.map((f) => [f.words, f.task]),
    [['Không đạt: Khẩu trang (Dơ)', { dueOn: null }]],
    'no deadline is made up',
  )
  assert.ok(record.input.safeParse(made.body).success)
  const early = { ...draft, dueOn: '2021-02-01' }
  const kept = { ...early, said: { mask: { answer: 'fail' as const, give: false } } }
  assert.deepEqual(
    [dirty, early, kept, { ...draft, extra: 'Dơ' }].map((d) => missingOf(d, list)),
    [null, 'due', null, 'extra'],
  )
})

test('a place leaves the list for the day of the visit only; what is owed counts unannounced visits, each in its own area, on top of the server’s', () => {
  const area = { name: 'Xã', document: null, owed: 1, done: 0 }
  const two: HeldInspections = {
    ...of,
    mine: [
      { ...area, areaId: 1, lo: 1, hi: 1, done: 1 },
      { ...area, areaId: 7, lo: 7, hi: 9 },
    ],
  }
  const visit = (more: Partial<VisitDraft>, state: OwnOp['state'] = 'recorded'): OwnOp => {
    const d = { ...draft, inspectionId: newId(), ...more }
    return { ...op(recordsOf(d, listOf(of, d)!, [], newId)[0]!, state), opId: d.inspectionId }
  }
  const seen = (own: OwnOp[], held = two, day = DAY) => {
    const { places, done } = dayOfVisits(held, own, day)
    return [places.length, ...done.values()]
  }
  const team = { key: 'team:1' }
  const yesterday = { startedAt: '2021-02-21T02:30:00.000Z' }
  assert.deepEqual(seen([]), [1, 1, 0])
  assert.deepEqual(seen([visit(team)]), [0, 2, 0])
  assert.deepEqual(seen([visit(team, 'refused'), visit({ ...team, ...yesterday }, 'accepted')]), [1, 1, 0])
  assert.deepEqual(seen([visit({ areaId: 8 }), visit({ surprise: false })]), [1, 1, 1])
  assert.deepEqual(seen([], two, '2021-02-23'), [1, 0, 0], 'what was done yesterday is not done today')
  const sent = visit(team, 'accepted')
  const made = {
    inspectionId: sent.opId,
    placeName: 'Tổ số 1',
    areaName: 'Xã',
    onDay: DAY,
    capturedAt: now,
    lateness: 'none' as const,
  }
  const back = { ...two, made: [{ ...made, pass: 0, fail: 1, findings: 1, photos: 0 }] }
  assert.deepEqual(seen([sent], back), [0, 1, 0], 'the server has counted it')
})
