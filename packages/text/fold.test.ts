import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { sharedPath } from '../../test/shared.ts'
import { clean, fold, iyAlias, toneCanonical } from './fold.ts'

const textData = sharedPath('data/areas/text')

test('a name copied from an official file is stored with plain spaces and a plain apostrophe', () => {
  assert.equal(clean(' Xã\u00a0Kim \t Liên\n'), 'Xã Kim Liên')
  assert.equal(clean('Cư M\u2019gar'), "Cư M'gar")
  assert.equal(clean('Ho\u0300a'), 'Hòa')
  assert.equal(clean('\ufeffĐông\u200b Triều'), 'Đông Triều')
  assert.equal(clean('\u00d0ông Triều'), 'Đông Triều')
})

test('a search without marks finds names with marks', () => {
  assert.equal(fold('Đông Triều'), 'dong trieu')
  assert.equal(fold('ĐẦM HÀ'), 'dam ha')
  assert.equal(fold('Phan Rang - Tháp Chàm'), fold('Phan Rang-Tháp Chàm'))
  assert.equal(fold('Cư M\u2019gar'), 'cu m gar')
  assert.equal(fold('Ngã tư Ông Ích Khiêm – Lê Lợi'), 'nga tu ong ich khiem le loi')
})

test('the tone moves only in open oa, oe, uy', () => {
  for (const [from, to] of [
    ['Hoà', 'hòa'],
    ['THUỶ', 'thủy'],
    ['khoẻ', 'khỏe'],
    ['Uỷ ban', 'ủy ban'],
    ['hoạ', 'họa'],
    ['Quý', 'quý'],
    ['QUỲ', 'quỳ'],
    ['Hoàng', 'hoàng'],
    ['Huỳnh', 'huỳnh'],
    ['Hoài', 'hoài'],
    ['toàn', 'toàn'],
    ['loậ', 'loậ'],
  ] as const)
    assert.equal(toneCanonical(from), to)
})

test('Qui and Quy, Kì and Kỳ share an alias; Thi, Khi and đi are left alone', () => {
  assert.equal(iyAlias('Qui Nhơn'), 'quy nhơn')
  assert.equal(iyAlias('Kì Anh'), iyAlias('Kỳ Anh'))
  assert.equal(iyAlias('Lí Thái Tổ'), 'lý thái tổ')
  assert.equal(iyAlias('Thị Khi đi Tiên'), 'thị khi đi tiên')
})

test('every pair of official names that differ only by tone placement unifies', (t) => {
  const path = `${textData}/tone_placement_pairs.csv`
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  const pairs = readFileSync(path, 'utf8').trim().split(/\r?\n/u).slice(1)
  assert.equal(pairs.length, 192)
  for (const line of pairs) {
    const [, oldStyle = '', newStyle = ''] = line.split(',')
    assert.notEqual(oldStyle, newStyle)
    assert.equal(toneCanonical(newStyle), toneCanonical(oldStyle), line)
    assert.equal(toneCanonical(oldStyle), oldStyle.toLowerCase())
  }
})

test('the agreed cases of tone placement, search keys and i/y variants pass', (t) => {
  const path = `${textData}/text_cases.csv`
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  const forms: Record<string, (text: string) => string> = { tone_placement: toneCanonical, fold, iy_variant: iyAlias }
  let checked = 0
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/u).slice(1)) {
    const [kind = '', input = '', expected = ''] = line.split(',')
    const form = forms[kind]
    if (!form) continue
    assert.equal(form(input), expected, line)
    checked += 1
  }
  assert.equal(checked, 15)
})

test('no form throws on any text, and doing it twice changes nothing', () => {
  for (const form of [clean, fold, toneCanonical, iyAlias])
    fc.assert(
      fc.property(anyText(), (text) => {
        assert.equal(form(form(text)), form(text))
      }),
      { numRuns: 500 },
    )
})

test('a search key does not depend on how the text was composed or cased', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aăâbcdđeêhioôơquưyáàảãạấầẩẫậẾỀỂỄỆỚỜỞỠỢ -'") }), (text) => {
      assert.equal(fold(text.normalize('NFD')), fold(text))
      assert.equal(fold(text.toUpperCase()), fold(text))
      assert.match(fold(text), /^[a-z ]*$/u)
    }),
  )
})
