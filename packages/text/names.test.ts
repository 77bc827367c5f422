import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { fold } from './fold.ts'
import { compareNames, compareVietnamese, givenKey, maskName, nameParts, sortKey, tidyName } from './names.ts'

test('a name typed in any case comes out as it is written on paper', () => {
  assert.equal(tidyName('nguyễn VĂN  an'), 'Nguyễn Văn An')
  assert.equal(tidyName('TRẦN THỊ ÁNH'), 'Trần Thị Ánh')
  assert.equal(tidyName('nGUYỄN tHỊ hOA'), 'Nguyễn Thị Hoa')
  assert.equal(tidyName('NGuyễn THị Hoa'), 'Nguyễn Thị Hoa')
  assert.equal(tidyName('Nguyen van An'), 'Nguyen Van An')
  assert.equal(tidyName(' \u00d0ỗ đức\u00a0anh'), 'Đỗ Đức Anh')
})

test('names of other peoples and other countries are not broken', () => {
  for (const name of [
    "Điểu K'Ré",
    'Y Moan Êban',
    "H'Hen Niê",
    'Vincent van Gogh',
    'Ronald McDonald',
    "Conan O'Brien",
    'John Smith III',
  ])
    assert.equal(tidyName(name), name)
  assert.equal(tidyName("ĐIỂU K'RÉ"), "Điểu K'Ré")
  assert.equal(tidyName('điểu k\u2019ré'), "Điểu K'Ré")
  assert.equal(tidyName('y moan êban'), 'Y Moan Êban')
  assert.equal(tidyName('JEAN-PAUL SARTRE'), 'Jean-Paul Sartre')
  assert.equal(tidyName('JP Morgan'), 'JP Morgan')
})

test('a masked name shows the surname and initials only', () => {
  assert.equal(maskName('Nguyễn Văn An'), 'Nguyễn V. A.')
  assert.equal(maskName('đỗ thị ánh'), 'Đỗ T. Á.')
  assert.equal(maskName("Điểu K'Ré"), 'Điểu K.')
  assert.equal(maskName('An'), 'A.')
  assert.equal(maskName('  '), '')
})

test('people are addressed and sorted by given name, then surname', () => {
  assert.equal(givenKey('Nguyễn Thị Ngọc Ánh'), 'anh')
  assert.equal(sortKey('Nguyễn Văn An'), 'an nguyen van')
  assert.deepEqual(nameParts('Y Moan Êban'), { given: 'Moan', surname: 'Êban', middle: 'Y' })
  assert.deepEqual(nameParts("H'Hen Niê"), { given: 'Hen', surname: 'Niê', middle: '' })
  const list = ['Trần Văn Bình', 'Nguyễn Văn Ân', 'Trần Thị An', 'Lê Văn An', 'Đỗ Thị Đào', 'Đỗ Văn Dũng']
  assert.deepEqual(list.toSorted(compareNames), [
    'Lê Văn An',
    'Trần Thị An',
    'Nguyễn Văn Ân',
    'Trần Văn Bình',
    'Đỗ Văn Dũng',
    'Đỗ Thị Đào',
  ])
})

test('places sort in Vietnamese dictionary order with numbers by value', () => {
  assert.deepEqual(['Thôn 10', 'Thôn 2', 'Thôn Đông', 'Thôn Dù'].toSorted(compareVietnamese), [
    'Thôn 2',
    'Thôn 10',
    'Thôn Dù',
    'Thôn Đông',
  ])
})

test('tidying never throws, never changes which letters there are, and is settled after one pass', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      for (const form of [tidyName, maskName, givenKey, sortKey]) assert.equal(typeof form(text), 'string')
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aăâdđeêiuưyvnthkAĂÂDĐEÊIUƯYVNTHKạảễỄ  '-.") }), (text) => {
      const tidy = tidyName(text)
      assert.equal(fold(tidy), fold(text))
      assert.equal(tidyName(tidy), tidy)
    }),
    { numRuns: 1000 },
  )
})
