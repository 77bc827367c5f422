import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Draft } from './draft.contract.ts'
import {
  add,
  decide,
  draftOfUnit,
  firstDraft,
  keepSure,
  merge,
  notReady,
  split,
  stretches,
  withItem,
  wordsOf,
} from './draft.rules.ts'
import { matchAssignee, type Register, type Unit } from './match.rules.ts'
import { measureFor } from './measures.rules.ts'
import { readDirective } from './reader/read.rules.ts'

const unit = (areaId: number, tier: string, name: string, fullName: string): Unit => ({
  areaId,
  tier,
  name,
  fullName,
  lo: areaId,
  hi: areaId,
})
const register: Register = {
  own: { ...unit(100, 'province', 'Hải Dương', 'Tỉnh Hải Dương'), hi: 900 },
  units: [
    unit(200, 'district', 'Kim Thành', 'Huyện Kim Thành'),
    unit(300, 'district', 'Cẩm Giàng', 'Huyện Cẩm Giàng'),
    unit(400, 'district', 'Chí Linh', 'Thành phố Chí Linh'),
    unit(201, 'commune', 'Kim Liên', 'Xã Kim Liên'),
  ],
  bodies: [
    { bodyId: 1, areaId: 100, name: 'Sở Y tế tỉnh Hải Dương' },
    { bodyId: 2, areaId: 100, name: 'Trung tâm Kiểm soát bệnh tật tỉnh' },
    { bodyId: 3, areaId: 100, name: 'Ban Tuyên giáo Tỉnh ủy' },
    { bodyId: 4, areaId: 100, name: 'Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh' },
    { bodyId: 5, areaId: 100, name: 'Sở Tài chính' },
  ],
}
const to = (written: string) =>
  matchAssignee(written, register).to.map((t) => (t.kind === 'each' ? t.tier : t.kind === 'body' ? t.bodyId : t.areaId))

test('a name means the body of the register that bears it, however its province and its abbreviations are written', () => {
  assert.deepEqual(to('Sở Y tế'), [1])
  assert.deepEqual(to('Sở Y tế tỉnh'), [1])
  assert.deepEqual(to('CDC'), [2])
  assert.deepEqual(to('CDC tỉnh Hải Dương'), [2])
  assert.deepEqual(to('Ban Tuyên giáo Tỉnh ủy'), [3])
  assert.equal(matchAssignee('Sở Y tế', register).sure, true)
})

test('units are found by their names, and a list of units is every one of them', () => {
  assert.deepEqual(to('Ủy ban nhân dân huyện Kim Thành'), [200])
  assert.deepEqual(to('huyện Kim Thành và huyện Cẩm Giàng'), [200, 300])
  assert.deepEqual(to('Thành ủy Chí Linh'), [400])
})

test('in the plan of a district "các xã" are its own communes, also where the province reads it', () => {
  const wide = { ...register, units: [...register.units, unit(401, 'commune', 'Hoàng Tân', 'Xã Hoàng Tân')] }
  const of = { ...unit(200, 'district', 'Kim Thành', 'Huyện Kim Thành'), hi: 299 }
  const text = 'KẾ HOẠCH\n1. Giao UBND các xã, thị trấn bố trí điểm lấy mẫu, xong trước ngày 25/02/2021.\n'
  const names = (draft: Draft) => draft.items.flatMap((i) => i.assignees.flatMap((a) => a.to.map((t) => t.name)))
  const reading = readDirective(text)
  assert.deepEqual(names(firstDraft(reading, wide)), ['2/2 xã, phường, thị trấn'])
  assert.deepEqual(names(draftOfUnit(reading, wide, of)), ['Xã Kim Liên'])
})

test('in the plan of a district a body of another district is never taken for its own, and one of the province is found', () => {
  const of = { ...unit(200, 'district', 'Kim Thành', 'Huyện Kim Thành'), hi: 299 }
  const police = { bodyId: 6, areaId: 200, name: 'Công an huyện Kim Thành' }
  const wide = { ...register, bodies: [...register.bodies, police, { bodyId: 7, areaId: 300, name: 'Trung tâm Y tế' }] }
  const planned = (body: string) => {
    const text = `KẾ HOẠCH\n1. Giao ${body} rà soát người từ vùng dịch về, xong trước ngày 25/02/2021.\n`
    return draftOfUnit(readDirective(text), wide, of).items.flatMap((i) =>
      i.assignees.map((a) => [a.written, a.to.map((t) => t.name), a.sure && a.to.length > 0]),
    )
  }
  assert.deepEqual(planned('Công an huyện'), [['Công an huyện', [], false]])
  assert.deepEqual(planned('Công an tỉnh'), [['Công an tỉnh', [], false]])
  assert.deepEqual(planned('Sở Y tế'), [['Sở Y tế', ['Sở Y tế tỉnh Hải Dương'], true]])
  assert.deepEqual(planned('CDC tỉnh'), [['CDC tỉnh', ['Trung tâm Kiểm soát bệnh tật tỉnh'], true]])
  assert.deepEqual(planned('Trung tâm Y tế'), [['Trung tâm Y tế', [], false]])
  assert.deepEqual(matchAssignee('Công an huyện Kim Thành', { ...wide, own: of }).to, [
    { kind: 'body', bodyId: 6, areaId: 200, name: police.name },
  ])
})

test('"các huyện", "12/12 huyện", "ban thường vụ các huyện" mean each district; teams and "các cấp ủy" only may', () => {
  for (const said of [
    'các huyện, thị xã, thành phố',
    '12/12 huyện, thành phố, thị xã',
    'ban thường vụ các huyện, thị xã, thành phố',
  ]) {
    assert.deepEqual(to(said), ['district'], said)
    assert.equal(matchAssignee(said, register).sure, true)
  }
  assert.deepEqual(to('các xã, phường, thị trấn'), ['commune'])
  assert.deepEqual([to('Các Tổ Covid-19 cộng đồng'), matchAssignee('Tổ Covid-19 cộng đồng', register).sure], [['commune'], false])
  assert.deepEqual(
    [to('các cấp ủy, chính quyền'), matchAssignee('các cấp ủy, chính quyền', register).sure],
    [['district'], false],
  )
})

test('a name that is in no register is matched to nobody, never to what is merely near', () => {
  const found = matchAssignee('Sở Nông nghiệp và Phát triển nông thôn', register)
  assert.deepEqual(found.to, [])
  assert.equal(matchAssignee('đồng chí Lâm Văn Mẫu', register).to.length, 0)
})

const source = `THÔNG BÁO
1- Giao Sở Y tế lập kế hoạch, xong trước ngày 02/3/2021; báo cáo Tỉnh ủy.
2- Các huyện, thị xã, thành phố rà soát từng nhà, hoàn thành trong ngày 23/2/2021.
3- Sở Nông nghiệp tháo gỡ khó khăn cho nông dân.`
const draft: Draft = firstDraft(readDirective(source), register)

test('every task of a draft is the words of its span, whatever is parted, joined, added, dropped', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('split'), n: fc.nat(6), at: fc.nat(source.length) }),
    fc.record({ do: fc.constant('merge'), n: fc.nat(6), at: fc.nat(6) }),
    fc.record({ do: fc.constant('drop'), n: fc.nat(6), at: fc.nat(1) }),
    fc.record({ do: fc.constant('add'), n: fc.nat(source.length), at: fc.nat(source.length) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      let d = draft
      for (const s of steps) {
        const key = d.items[s.n % d.items.length]?.key ?? ''
        if (s.do === 'split') d = split(d, key, s.at, source)
        if (s.do === 'merge') d = merge(d, key, d.items[s.at % d.items.length]?.key ?? '', source)
        if (s.do === 'drop') d = decide(d, key, s.at ? 'dropped' : 'open')
        if (s.do === 'add') d = add(d, { span: [Math.min(s.n, s.at), Math.max(s.n, s.at)], source })
      }
      assert.equal(new Set(d.items.map((i) => i.key)).size, d.items.length)
      for (const i of d.items) if (i.span) assert.equal(i.words, wordsOf(source.slice(...i.span)))
      // the page shows the whole text, once
      assert.equal(
        stretches(source.length, d.items)
          .map((x) => source.slice(x.from, x.until))
          .join(''),
        source,
      )
    }),
  )
})

test('a task parted and joined again is the same stretch with the same deadline and the same assignee', () => {
  const first = draft.items[0]!
  const parted = split(draft, first.key, first.span![0] + 30, source)
  assert.equal(parted.items.length, draft.items.length + 1)
  const joined = merge(parted, parted.items[0]!.key, parted.items[1]!.key, source)
  assert.deepEqual({ ...joined.items[0], decision: 'open' }, first)
})

test('nothing is ready before a person decided on each task, and a task of nobody in the register cannot be given', () => {
  assert.deepEqual(new Set(notReady(draft).map((p) => p.why)), new Set(['undecided']))
  const kept = keepSure(draft)
  assert.deepEqual(
    kept.items.map((i) => i.decision),
    ['kept', 'kept', 'open'],
  )
  const third = kept.items[2]!.key
  assert.deepEqual(notReady(decide(kept, third, 'kept')), [{ key: third, why: 'unmatched', written: 'Sở Nông nghiệp' }])
  const chosen = withItem(kept, third, {
    decision: 'kept',
    assignees: [{ written: 'Sở Nông nghiệp', to: [{ kind: 'area', areaId: 100, name: 'Tỉnh' }], sure: true, proposals: [] }],
  })
  assert.deepEqual(notReady(chosen), [])
})

test('a measure is proposed by the words of an order', () => {
  assert.equal(
    measureFor('mỗi ngày Tổ Covid-19 cộng đồng phải báo cáo về Ban chỉ đạo cấp xã ít nhất 2 lần')?.code,
    'teams-reported',
  )
  assert.equal(measureFor('xét nghiệm định kỳ 3 ngày/lần F1, F2')?.code, 'f1-tested')
  assert.equal(measureFor('hoàn thành việc tổ chức xét nghiệm cho 12/12 huyện, thành phố, thị xã')?.code, 'parts-closed')
  assert.equal(measureFor('rà soát từng nhà, lập danh sách người về từ vùng dịch')?.code, 'households-swept')
  assert.equal(measureFor('Sở Tài chính tham mưu huy động tối đa nguồn lực'), null)
})

/** A letter of 22 February 2021 of Hải Dương with one item. */
const letter = (item: string) =>
  `ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG\nSố: 12/UBND-VX\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHải Dương, ngày 22 tháng 02 năm 2021\n\nChủ tịch UBND tỉnh yêu cầu:\n\n1. ${item}\n\n2. Sở Tài chính bố trí kinh phí.\n`

test('a task with two ends says so, and parted between them each part has its own; made one again it has both', () => {
  const source = letter(
    'Sở Y tế đẩy nhanh tiến độ tiêm: mũi 1 xong trong ngày 25/02/2021; hoàn thành mũi 2 trước ngày 15/3/2021; mũi nhắc lại hoàn thành trong tháng 6/2021.',
  )
  const draft = firstDraft(readDirective(source), register)
  const key = draft.items[0]!.key
  const ends = (d: Draft) => d.items.slice(0, -1).map((i) => [i.dueOn, i.dueBefore, i.laterOn ?? []])
  assert.deepEqual(ends(draft), [['2021-02-25', false, ['2021-03-15', '2021-06-30']]])
  const parted = split(draft, key, source.indexOf('hoàn thành mũi 2'), source)
  assert.deepEqual(ends(parted), [
    ['2021-02-25', false, []],
    ['2021-03-15', true, ['2021-06-30']],
  ])
  const again = split(parted, parted.items[1]!.key, source.indexOf('mũi nhắc lại'), source)
  assert.deepEqual(ends(again).at(-1), ['2021-06-30', false, []])
  assert.deepEqual(ends(merge(parted, key, parted.items[1]!.key, source)), [['2021-02-25', false, ['2021-03-15', '2021-06-30']]])
})

test("people whom an office is to hold to it stand in nobody's way of issuing; people alone are still to be looked at", () => {
  const draft = (item: string) => firstDraft(readDirective(letter(item)), register)
  const both = draft('Sở Y tế yêu cầu các cơ sở kinh doanh thuốc khai báo người mua thuốc ho.')
  assert.deepEqual(
    both.items[0]!.assignees.map((a) => [a.written, a.to.length]),
    [['Sở Y tế', 1]],
  )
  const people = draft('Người về từ vùng dịch phải khai báo y tế.')
  assert.deepEqual(
    notReady({ ...people, items: people.items.slice(0, 1).map((i) => ({ ...i, decision: 'kept' as const })) }).map((n) => n.why),
    ['unmatched'],
  )
})
