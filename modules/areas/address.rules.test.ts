import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { shared as reference } from '../../test/shared.ts'
import { hamletWords, parseAddress } from './address.rules.ts'
import { indexAreas } from './areas.rules.ts'
import { loadUnits } from './areas.units.ts'

const shapesFile = new URL('data/areas/text/address_shapes.csv', reference)
const index = indexAreas(loadUnits())
const day = '2021-08-22'
const read = (text: string) => parseAddress(text, index, day)
const code = (text: string) => {
  const { where } = read(text)
  return where.ok ? where.area.code : where
}

test('all twelve agreed shapes of an address are taken apart as agreed', {
  skip: existsSync(shapesFile) ? false : `shared reference data is absent: ${shapesFile.pathname}`,
}, () => {
  const rows: Record<string, string>[] = parse(readFileSync(shapesFile, 'utf8'), { columns: true })
  assert.equal(rows.length, 12)
  for (const row of rows) {
    const address = parseAddress(row.input ?? '', index, row.note?.startsWith('two-tier') ? '2025-07-01' : day)
    const { house, street, hamletType, hamlet, commune, district, province } = address
    assert.deepEqual(
      [house, street, hamletType, hamlet, commune, district, province].map((part) => part ?? ''),
      [row.house, row.street, row.hamlet_type, row.hamlet, row.commune, row.district, row.province],
      row.input,
    )
    assert.ok(address.where.ok)
  }
})

test('the landmark of a boarding house stays as a note', () => {
  const address = read('trọ nhà bà Hoa, sau chợ, thôn Đồng, Quang Châu, Việt Yên')
  assert.deepEqual([address.note, address.hamlet, address.commune], ['trọ nhà bà Hoa, sau chợ', 'Đồng', 'Xã Quang Châu'])
})

test('an address without commas, with dashes, or without accents is read too', () => {
  for (const text of [
    'Thôn 3 xã Kim Liên huyện Kim Thành tỉnh Hải Dương',
    'Thôn 3 - xã Kim Liên - huyện Kim Thành - tỉnh Hải Dương',
    'thon 3, xa kim lien, huyen kim thanh, hai duong',
    'Thôn 3; Kim Liên; Kim Thành; HD.',
  ]) {
    const { hamletType, hamlet } = read(text)
    assert.deepEqual([hamletType, hamlet, code(text)], ['thôn', '3', '10783'], text)
  }
})

test('house and street are told from the hamlet', () => {
  const address = read('Số nhà 12/5 đường Nguyễn Trãi, TDP5, P. Phạm Ngũ Lão, TP Hải Dương')
  const { house, street, hamletType, hamlet } = address
  assert.deepEqual([house, street, hamletType, hamlet], ['12/5', 'đường Nguyễn Trãi', 'tổ dân phố', '5'])
})

test('a commune whose name begins with a hamlet word is still a commune', () => {
  assert.equal(code('Bản Phiệt, Bảo Thắng, Lào Cai'), '02911')
})

test('words that fit two units give both: Đầm Hà is a district, a town and a commune', () => {
  const { where } = read('Đầm Hà, Quảng Ninh')
  assert.ok(!where.ok && 'ambiguous' in where)
  assert.deepEqual(where.ambiguous.map((area) => area.fullName).toSorted(), ['Huyện Đầm Hà', 'Thị trấn Đầm Hà', 'Xã Đầm Hà'])
})

test('a unit that is in no list is reported as unknown and kept as written', () => {
  const address = read('đội 5, xã Kim Lâm, huyện Kim Thành, Hải Dương')
  assert.deepEqual([address.hamletType, address.hamlet, address.commune], ['đội', '5', 'xã Kim Lâm'])
  assert.ok(!address.where.ok && 'unknown' in address.where && address.where.at === 'commune')
})

test('nothing that was written is lost, whatever the text, and nothing throws', () => {
  const words = [
    'Số 5',
    'thôn',
    'Tổ 4 khu 2',
    'xã Kim Liên',
    'Kim Thành',
    'HD',
    'ngõ 3',
    'sau chợ',
    'TP.',
    'đường',
    '12 Trần Phú',
    'x',
    ', ',
    ' ',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), anyText({ maxLength: 6 })), { maxLength: 8 }), (parts) => {
      const address = read(parts.join(', '))
      const kept = Object.values(address)
        .filter((part) => typeof part === 'string')
        .join(' ')
      for (const part of ['Trần Phú', 'sau chợ'])
        assert.equal(
          kept.includes(part),
          parts.some((p) => p.includes(part)),
          kept,
        )
    }),
  )
})

test('each hamlet word is read in full and in short', () => {
  for (const { word, short } of hamletWords)
    for (const form of [word, ...short]) {
      const address = read(`${form} 7, xã Kim Liên, Kim Thành, HD`)
      assert.deepEqual([address.hamletType, address.hamlet, address.commune], [word, '7', 'Xã Kim Liên'], form)
    }
})
