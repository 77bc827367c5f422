import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { sharedPath } from '../../test/shared.ts'
import { repairText } from './mojibake.ts'

const misread = (text: string, as = 'windows-1252') => new TextDecoder(as).decode(new TextEncoder().encode(text))
const asLatin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

test('a name that was UTF-8 and was read as Windows-1252 or Latin-1 is put right', () => {
  for (const name of ['Nguyễn Văn An', 'Phường Phạm Ngũ Lão', 'Đỗ Thị Ánh', 'XÃ KIM LIÊN', 'Huyện Ba Chẽ', 'à', 'Ý']) {
    assert.deepEqual(repairText(misread(name)), { state: 'repaired', text: name })
    assert.deepEqual(repairText(asLatin1(name)), { state: 'repaired', text: name })
    assert.deepEqual(repairText(misread(misread(name))), { state: 'repaired', text: name })
  }
})

test('sound text is left alone, also in capitals before a quote or a dash', () => {
  for (const text of [
    'XÃ KIM LIÊN',
    'khu “XÃ”',
    'XÃ”',
    'XÃ–PHƯỜNG',
    'Pfizer® 0,3 ml',
    '36,5°C',
    'TRÂN',
    'Café',
    'Müller',
    '',
    'https://a.vn/?b=c',
  ])
    assert.deepEqual(repairText(text), { state: 'sound', text })
})

test('damage that cannot be undone is flagged and the text is kept', () => {
  for (const text of ['Nguy\ufffdn Văn An', 'Nguy?n V?n An', 'Nguyá»…n và Đỗ', 'Nguyá» n', 'NguyêÞn Vãn An', 'NguyÔn V¨n An'])
    assert.deepEqual(repairText(text), { state: 'damaged', text })
})

test('every official name survives a misreading and none is taken for damage', (t) => {
  const path = sharedPath('data/areas/text/tone_placement_pairs.csv')
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/u).slice(1)) {
    for (const name of line.split(',').slice(1)) {
      assert.equal(repairText(name).state, 'sound', name)
      assert.equal(repairText(name.toUpperCase()).state, 'sound', name)
      assert.deepEqual(repairText(misread(name)), { state: 'repaired', text: name })
    }
  }
})

test('Vietnamese text is never changed, its misreading always comes back, and nothing makes it fail', () => {
  const letters = 'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ'
  const words = fc.array(fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(words, fc.boolean(), (list, upper) => {
      const text = upper ? list.join(' ').toUpperCase() : list.join(' ')
      assert.deepEqual(repairText(text), { state: 'sound', text })
      const broken = misread(text)
      // A capital Ó, Ô … before the end of a word misread looks like a capital before a quote: left alone, by choice.
      const doubtful = /[ÃÂÄÅ][‘’“”–—…]/u.test(broken)
      if (broken !== text && !doubtful) assert.ok(['repaired', 'damaged'].includes(repairText(broken).state), broken)
      const back = repairText(broken)
      if (back.state === 'repaired') assert.equal(back.text, text)
    }),
    { numRuns: 1000 },
  )
  fc.assert(fc.property(anyText(), (text) => typeof repairText(text).text === 'string'))
})
