import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '@phaodai/text/fold.ts'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { convert, indexAreas, pathOf, type Resolution, resolveUnit, type UnitQuery, unitsOn } from './areas.rules.ts'
import { loadCommuneMapping, loadUnits } from './areas.units.ts'

const rows = loadUnits()
const index = indexAreas(rows)
const day = '2021-08-22'
const resolve = (query: UnitQuery, on = day) => resolveUnit(index, query, on)
const said = (result: Resolution): string =>
  result.ok
    ? `${result.area.fullName} ${result.area.code}`
    : 'ambiguous' in result
      ? `? ${result.ambiguous.map((area) => `${area.fullName} ${area.code}`).join(', ')}`
      : `unknown ${result.at}: ${result.unknown}${result.near.map((area) => ` ~ ${area.fullName}`).join('')}`

test('every unit of both lists is found by its own full name inside its parents', () => {
  for (const on of [day, '2025-07-01', '2026-05-01'])
    for (const area of unitsOn(rows, on)) {
      const path = pathOf(index, area, on)
      const query = { province: path.province?.fullName, district: path.district?.fullName, commune: path.commune?.fullName }
      const found = resolve(query, on)
      assert.ok(found.ok && found.area.areaId === area.areaId, `${area.code} ${said(found)}`)
    }
})

test('a name without accents never leads to another unit: it gives that unit or a list that holds it', () => {
  const communes = unitsOn(rows, day).filter((row) => row.tier === 'commune')
  let lists = 0
  for (const area of communes) {
    const path = pathOf(index, area, day)
    const bare = (name: string | undefined) => fold(name ?? '')
    const found = resolve({
      province: bare(path.province?.fullName),
      district: bare(path.district?.fullName),
      commune: bare(area.fullName),
    })
    if (found.ok) assert.equal(found.area.areaId, area.areaId)
    else assert.ok('ambiguous' in found && found.ambiguous.includes(area) && ++lists, `${area.fullName}: ${said(found)}`)
  }
  assert.ok(lists >= 40, `${lists}`)
})

test('Xã Kim Liên exists twice: alone it gives both, inside Kim Thành the one of Hải Dương', () => {
  assert.equal(said(resolve({ commune: 'Xã Kim Liên' })), '? Xã Kim Liên 10783, Xã Kim Liên 17971')
  assert.equal(said(resolve({ commune: 'Xã Kim Liên', district: 'Huyện Kim Thành' })), 'Xã Kim Liên 10783')
  assert.equal(said(resolve({ commune: 'kim lien', province: 'nghe an' })), 'Xã Kim Liên 17971')
})

test('a commune named with no parent is never picked, unless the reader stands in an area', () => {
  assert.equal(said(resolve({ commune: 'Lai Vu' })), '? Xã Lai Vu 10753')
  const haiDuong = rows.find((row) => row.code === '30')
  assert.equal(said(resolve({ commune: 'Lai Vu', within: haiDuong })), 'Xã Lai Vu 10753')
  assert.equal(said(resolve({ commune: 'Xã Kim Liên', within: haiDuong })), 'Xã Kim Liên 10783')
  assert.equal(said(resolve({ province: 'Nghệ An', within: haiDuong })), 'unknown province: Nghệ An')
})

test('accents decide between Hoằng Quý and Hoằng Quỳ; without them both are given', () => {
  const district = 'Hoằng Hóa'
  assert.equal(said(resolve({ commune: 'Hoằng Quý', district })), 'Xã Hoằng Quý 15916')
  assert.equal(said(resolve({ commune: 'xã Hoằng Quỳ', district })), 'Xã Hoằng Quỳ 15886')
  assert.equal(said(resolve({ commune: 'hoang quy', district })), '? Xã Hoằng Quỳ 15886, Xã Hoằng Quý 15916')
  assert.equal(said(resolve({ commune: 'Hoằng Quy', district })), '? Xã Hoằng Quỳ 15886, Xã Hoằng Quý 15916')
  assert.equal(said(resolve({ commune: 'Hoằng Quỷ', district })), 'unknown commune: Hoằng Quỷ ~ Xã Hoằng Quỳ ~ Xã Hoằng Quý')
})

test('the unit word tells a province from its city, and a town from the commune of the same name', () => {
  assert.equal(said(resolve({ province: 'tỉnh Bắc Giang' })), 'Tỉnh Bắc Giang 24')
  assert.equal(said(resolve({ district: 'TP. Bắc Giang' })), 'Thành phố Bắc Giang 213')
  const district = 'H. Đầm Hà'
  assert.equal(said(resolve({ commune: 'Đầm Hà', district })), '? Thị trấn Đầm Hà 06895, Xã Đầm Hà 06916')
  assert.equal(said(resolve({ commune: 'TT. Đầm Hà', district })), 'Thị trấn Đầm Hà 06895')
  assert.equal(said(resolve({ commune: 'X.Đầm Hà', district })), 'Xã Đầm Hà 06916')
  assert.equal(said(resolve({ commune: 'P. Lai Vu', district: 'Kim Thành' })), 'unknown commune: P. Lai Vu ~ Xã Lai Vu')
})

test('abbreviations, numbers, old and new tone placement, i and y, hyphens and apostrophes all find the unit', () => {
  for (const [query, expected] of [
    [{ district: 'Q.1', province: 'TPHCM' }, 'Quận 1 760'],
    [{ commune: 'P3', district: 'Q. 3', province: 'TP. HCM' }, 'Phường 03 27154'],
    [{ district: 'TX. Kinh Môn', province: 'HD' }, 'Thị xã Kinh Môn 292'],
    [{ district: 'Tp Hạ Long', province: 'QN' }, 'Thành phố Hạ Long 193'],
    [{ district: 'Qui Nhơn' }, 'Thành phố Quy Nhơn 540'],
    [{ province: 'Hòa Bình' }, 'Tỉnh Hoà Bình 17'],
    [{ province: 'Khánh Hoà' }, 'Tỉnh Khánh Hòa 56'],
    [{ district: 'phan rang thap cham' }, 'Thành phố Phan Rang-Tháp Chàm 582'],
    [{ district: 'Phan Rang - Tháp Chàm' }, 'Thành phố Phan Rang-Tháp Chàm 582'],
    [{ district: 'Cư M\u2019gar' }, "Huyện Cư M'gar 648"],
    [{ commune: 'Phường Đúc', district: 'Huế' }, 'Phường Phường Đúc 19780'],
  ] as const)
    assert.equal(said(resolve(query)), expected)
})

test('Huyện Châu Thành exists ten times and the commune beneath may decide', () => {
  const alone = resolve({ district: 'Huyện Châu Thành' })
  assert.equal('ambiguous' in alone && alone.ambiguous.length, 10)
  assert.equal(said(resolve({ district: 'Châu Thành', province: 'Tiền Giang' })), 'Huyện Châu Thành 821')
})

test('the same words mean the unit in force on the day', () => {
  assert.equal(said(resolve({ commune: 'Phú Thái', district: 'Kim Thành' })), 'Thị trấn Phú Thái 10750')
  assert.equal(said(resolve({ commune: 'Phú Thái', province: 'Hải Phòng' }, '2025-07-01')), 'Xã Phú Thái 10750')
  assert.equal(said(resolve({ province: 'Hải Dương' }, '2025-07-01')), 'unknown province: Hải Dương')
  assert.equal(said(resolve({ province: 'Đồng Nai', commune: 'Phường Trị An' }, '2026-04-30')), 'Phường Trị An 26170')
})

test('a wrong parent or an empty question finds nothing', () => {
  assert.equal(said(resolve({ district: 'Kim Thành', province: 'Nghệ An' })), 'unknown district: Kim Thành')
  assert.equal(said(resolve({})), 'unknown province: ')
  assert.equal(said(resolve({ commune: '  ' })), 'unknown province: ')
})

test('no text makes the search fail', () => {
  fc.assert(
    fc.property(anyText(), fc.constantFrom('xã ', 'TP.', 'p', ''), (text, word) => {
      const found = resolve({ province: word + text, district: text, commune: word + text })
      assert.equal(typeof found.ok, 'boolean')
    }),
  )
})

test('Kim Liên is part of Phú Thái in 2025, a split commune has several targets, an unresolved one none', () => {
  const mappings = new Map(loadCommuneMapping().map((row) => [row.fromId, row]))
  const of = (code: string, on?: string) => {
    const area = rows.find((row) => row.code === code && row.validFrom === '2020-01-01')
    return convert(index, mappings, area?.areaId ?? 0, on)
  }
  assert.deepEqual(
    of('10783')?.areas.map((area) => [area.fullName, area.provinceCode]),
    [['Xã Phú Thái', '31']],
  )
  assert.ok(of('00016')?.split)
  assert.deepEqual(of('26869'), { areas: [], split: false, basis: 'unresolved' })
  assert.equal(convert(index, mappings, 2_000_000), null)
  // A ward since 2026-04-30, a commune the day before
  const triAn = [...mappings.values()].find((row) => row.toIds.some((id) => index.byId.get(id)?.code === '26170'))
  const named = (on: string) => convert(index, mappings, triAn?.fromId ?? 0, on)?.areas.map((area) => area.fullName)
  assert.ok(named('2026-04-29')?.includes('Xã Trị An'))
  assert.ok(named('2026-04-30')?.includes('Phường Trị An'))
})
