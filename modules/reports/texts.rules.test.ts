import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { runsOf } from './names.ts'
import { draft, draftedKinds, plainSms, type TextFacts } from './texts.rules.ts'
import { messages, spoken, unaccented } from './words.rules.ts'

const facts = (values: Record<string, number | null>, more: Partial<TextFacts> = {}): TextFacts => ({
  ...{ areaName: 'Xã Kim Liên', day: '2021-02-22', knownAt: '2021-02-22T10:00:00.000Z', drill: false, disease: 'COVID-19' },
  ...{ values: new Map(Object.entries(values)), rows: [], correction: 0 },
  ...more,
})
const some = { 'f0.new': 3, 'f0.total': 1205, 'f0.active': 41, 'f0.recovered': null, 'f1.current': 215, 'samples.pending': 12 }

test('numbers are spoken as people say them', () => {
  const said = [0, 5, 10, 15, 21, 24, 25, 105, 110, 555, 1000, 1005, 12_021, 1_000_001]
  assert.deepEqual(said.map(spoken), [
    ...['không', 'năm', 'mười', 'mười lăm', 'hai mươi mốt', 'hai mươi tư', 'hai mươi lăm', 'một trăm linh năm', 'một trăm mười'],
    ...['năm trăm năm mươi lăm', 'một nghìn', 'một nghìn không trăm linh năm', 'mười hai nghìn không trăm hai mươi mốt'],
    'một triệu không trăm linh một',
  ])
})

test('the loudspeaker says short sentences without digits, and nothing of what has no figure', () => {
  const text = draft('loudspeaker', facts(some))
  assert.match(text, /có ba ca mắc mới/)
  assert.match(text, /hai trăm mười lăm/)
  assert.doesNotMatch(text, /\d|F0|F1|khỏi/)
  assert.ok(
    text.split('\n').every((line) => line.split(' ').length <= 20),
    'each in one breath',
  )
  assert.match(draft('loudspeaker', facts({ 'f0.new': 0 })), /không có ca mắc mới/)
  assert.doesNotMatch(draft('loudspeaker', facts({ 'f0.new': null })), /ca mắc mới/)
})

test('the plain SMS is one message on every telephone, whatever the unit is called and however large its figures', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'Xã Kim Liên',
        'Thành phố Phan Rang - Tháp Chàm',
        'Thị trấn Nam Sách mở rộng theo nghị quyết sắp xếp đơn vị',
      ),
      fc.nat({ max: 90_000_000 }),
      fc.nat({ max: 90_000_000 }),
      fc.boolean(),
      (areaName, n, f1, drill) => {
        const f = facts({ 'f0.new': n, 'f0.active': n, 'f1.current': f1 }, { areaName, drill })
        const text = draft('sms-plain', f)
        assert.ok(text.length <= 160 && messages(text) === 1 && unaccented(text) === text, text)
        if (drill) assert.match(text, /^DIEN TAP/)
        assert.ok(draft('sms', f).includes(areaName))
      },
    ),
    { numRuns: 60 },
  )
  assert.ok(plainSms('ế'.repeat(400)).length <= 160)
})

test('a text names its hour, its units with new cases, and that it is a correction or a drill', () => {
  const rows = [
    { name: 'Huyện Kim Thành', values: { 'f0.new': 1 } },
    { name: 'Thành phố Chí Linh', values: { 'f0.new': 2 } },
    { name: 'Huyện Nam Sách', values: { 'f0.new': 0 } },
  ]
  const f = facts(some, { rows, correction: 2, drill: true, areaName: 'Tỉnh Hải Dương' })
  const text = draft('bulletin', f)
  assert.match(text, /^DIỄN TẬP\n\(Đính chính lần 2\)/)
  assert.match(text, /số liệu đến 17 giờ 00 ngày 22\/02\/2021/)
  assert.match(text, /Thành phố Chí Linh 2 ca; Huyện Kim Thành 1 ca\./)
  assert.doesNotMatch(text, /Nam Sách|khỏi/)
  for (const kind of draftedKinds) assert.doesNotMatch(draft(kind, f), /null|undefined|NaN/)
})

test('the runs of words that are looked up as names end at punctuation', () => {
  assert.deepEqual(runsOf('Nghe ông Trần Thị Diễn, ốm'), [
    ...['nghe ong tran', 'nghe ong tran thi', 'nghe ong tran thi dien', 'ong tran thi', 'ong tran thi dien', 'tran thi dien'],
  ])
})
