import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fold } from '@phaodai/text/fold.ts'
import { parse } from 'csv-parse/sync'
import { shared as reference } from '../../test/shared.ts'
import { Area, type AreaRow } from './areas.contract.ts'
import { contains, unitsOn } from './areas.rules.ts'
import {
  areaIdGap,
  loadCensus,
  loadCommuneMapping,
  loadProvinceMapping,
  loadUnits,
  type OutlineKind,
  outlinedProvinces,
  outlineOf,
} from './areas.units.ts'

const shared = new URL('data/areas/', reference)
const absent = existsSync(shared) ? false : `shared reference data is absent: ${shared.pathname}`
const csv = (path: string): Record<string, string>[] => parse(readFileSync(new URL(path, shared), 'utf8'), { columns: true })

const rows = loadUnits()
const on2021 = unitsOn(rows, '2021-08-22')
const on2025 = unitsOn(rows, '2025-07-01')
const count = (units: AreaRow[], tier: string) => units.filter((row) => row.tier === tier).length
const byId = new Map(rows.map((row) => [row.areaId, row]))
const find = (units: AreaRow[], code: string) => {
  const row = units.find((unit) => unit.code === code)
  assert.ok(row, code)
  return row
}

test('the country had 63 provinces, 705 districts and 10,599 communes in 2021, and has 34 and 3,321 since 2025-07-01', () => {
  for (const day of ['2020-01-01', '2021-08-22', '2025-06-30']) {
    const units = unitsOn(rows, day)
    assert.deepEqual(
      ['province', 'district', 'commune'].map((tier) => count(units, tier)),
      [63, 705, 10_599],
      day,
    )
  }
  for (const day of ['2025-07-01', '2026-04-29', '2026-04-30', '2030-01-01']) {
    const units = unitsOn(rows, day)
    assert.deepEqual(
      ['province', 'district', 'commune'].map((tier) => count(units, tier)),
      [34, 0, 3321],
      day,
    )
  }
  assert.equal(unitsOn(rows, '2019-12-31').length, 0)
})

test('every row has the shape of the contract', () => {
  for (const row of rows) Area.parse(row)
})

test('no name, type, parent or code of either list is lost', { skip: absent }, () => {
  for (const [file, units] of [
    ['units/units_2021_3tier.csv', on2021],
    ['units/units_2025_2tier.csv', on2025],
  ] as const) {
    const ours = new Map(units.map((row) => [row.code, row]))
    const theirs = csv(file)
    assert.equal(theirs.length, units.length)
    for (const row of theirs) {
      const unit = ours.get(row.code ?? '')
      const parent = byId.get(unit?.parentId ?? 0)?.code ?? ''
      assert.deepEqual(
        [unit?.name, unit?.fullName, unit?.type, parent, unit?.provinceCode],
        [row.name, row.full_name, row.type, row.parent_code, row.province_code],
      )
      assert.equal(unit?.nameKey, fold(row.full_name ?? ''))
    }
  }
})

test('ids follow the order of codes, and every range holds exactly its own descendants', () => {
  for (const units of [on2021, on2025, unitsOn(rows, '2026-04-30')]) {
    const parents = new Map(units.map((row) => [row.areaId, row]))
    const open: AreaRow[] = []
    let previous: AreaRow | undefined
    for (const row of units) {
      assert.ok(row.lo <= row.areaId && row.areaId <= row.hi && (row.hi + 1 - row.lo) % areaIdGap === 0)
      assert.ok(!previous || previous.lo < row.lo)
      while (open.length > 0 && open.at(-1)!.hi < row.lo) open.pop()
      const above = open.at(-1)
      assert.equal(row.parentId, above?.areaId ?? null, row.fullName)
      if (above) assert.ok(contains(above, row) && parents.get(row.parentId ?? 0) === above)
      const sibling = previous && previous.parentId === row.parentId ? previous : undefined
      if (sibling) assert.ok(sibling.code < row.code && sibling.hi < row.lo)
      open.push(row)
      previous = row
    }
  }
  assert.equal(byId.size, rows.length)
  assert.ok(on2021.every((row) => row.areaId >= 1_000_000 && row.hi < 2_000_000))
  assert.ok(on2025.every((row) => row.areaId >= 2_000_000))
})

test('ids given out once stay as they are', () => {
  // Stored facts point at these: a change here needs a migration, not a new figure in this test.
  const ids = (units: AreaRow[], codes: string[]) => codes.map((code) => find(units, code).areaId)
  assert.deepEqual(
    ids(on2021, ['01', '30', '293', '10783', '24', '96']),
    [1_000_000, 1_035_600, 1_036_510, 1_036_620, 1_028_200, 1_112_560],
  )
  assert.deepEqual(ids(on2025, ['01', '31', '10750', '24', '96']), [2_000_000, 2_010_330, 2_010_580, 2_007_840, 2_032_900])
})

test('a code that was used again names another unit: 24 is Bắc Giang then and Bắc Ninh now, 10750 a town then and a commune now', () => {
  assert.deepEqual([find(on2021, '24').fullName, find(on2025, '24').fullName], ['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh'])
  assert.deepEqual([find(on2021, '10750').fullName, find(on2025, '10750').fullName], ['Thị trấn Phú Thái', 'Xã Phú Thái'])
  assert.equal(new Set(rows.map((row) => `${row.code}/${row.validFrom}`)).size, rows.length)
})

test('Hải Dương has 12 districts and 235 communes, five districts of the country have none', () => {
  const haiDuong = on2021.filter((row) => row.provinceCode === '30')
  assert.deepEqual([count(haiDuong, 'district'), count(haiDuong, 'commune')], [12, 235])
  const withCommunes = new Set(on2021.map((row) => row.parentId))
  const leaves = on2021.filter((row) => row.tier === 'district' && !withCommunes.has(row.areaId)).map((row) => row.name)
  assert.deepEqual(leaves.toSorted(), ['Bạch Long Vĩ', 'Cồn Cỏ', 'Côn Đảo', 'Hoàng Sa', 'Lý Sơn'].toSorted())
})

test('Đồng Nai becomes a city on 2026-04-30 with ten wards, and every place in it keeps its range', { skip: absent }, () => {
  const later = unitsOn(rows, '2026-04-30')
  const changes = csv('units/delta_2025_to_20260430.csv')
  assert.equal(changes.length, 11)
  for (const change of changes) {
    const [before, after] = [find(unitsOn(rows, '2026-04-29'), change.code ?? ''), find(later, change.code ?? '')]
    assert.deepEqual([before.fullName, before.type], [change.full_name_20250701, change.type_20250701])
    assert.deepEqual([after.fullName, after.type], [change.full_name_20260430, change.type_20260430])
    assert.deepEqual([after.lo, after.hi, after.areaId], [before.lo, before.hi, before.areaId + 1])
  }
  const province = find(later, '75')
  assert.ok(later.filter((row) => row.provinceCode === '75' && row !== province).every((row) => row.parentId === province.areaId))
})

test('each commune of 2021 leads to the same communes of 2025 as in the source; 16 stay unresolved', { skip: absent }, () => {
  const basis: Record<string, string> = { same_code: 'same-code', merged_same_name: 'matched-by-name' }
  const theirs = csv('units/map_2021_to_2025_communes.csv').map((row) =>
    [row.old_code, row.new_code ?? '', basis[row.step1 ?? ''] ?? row.step1].join('/'),
  )
  const mappings = loadCommuneMapping()
  const code = (id: number) => byId.get(id)?.code
  const ours = mappings.flatMap((row) =>
    (row.toIds.length > 0 ? row.toIds.map(code) : ['']).map((to) => [code(row.fromId), to, row.basis].join('/')),
  )
  assert.deepEqual(ours.toSorted(), theirs.toSorted())
  assert.equal(mappings.length, 10_599)
  assert.equal(ours.length, 11_213)
  assert.equal(mappings.filter((row) => row.toIds.length > 1).length, 517)
  assert.equal(mappings.filter((row) => row.basis === 'unresolved').length, 16)
})

test('each of the 63 provinces leads to one of the 34', { skip: absent }, () => {
  const ours = [...loadProvinceMapping()].map(([from, to]) => `${byId.get(from)?.code}/${byId.get(to)?.code}`)
  const theirs = csv('units/map_provinces_63_to_34.csv').map((row) => `${row.old_code}/${row.new_code}`)
  assert.deepEqual(ours.toSorted(), theirs.toSorted())
  assert.equal(new Set(loadProvinceMapping().values()).size, 34)
})

test('the census figures add up to the official totals of the five provinces', () => {
  const { communes, districts } = loadCensus()
  assert.deepEqual([communes.length, districts.length], [795, 699])
  const official: Record<string, [number, number]> = {
    '22': [1_320_324, 368_727],
    '24': [1_803_950, 478_834],
    '30': [1_892_254, 585_432],
    '35': [852_800, 269_692],
    '58': [590_467, 161_013],
  }
  for (const [code, [people, households]] of Object.entries(official)) {
    const own = communes.filter((row) => byId.get(row.areaId)?.provinceCode === code)
    assert.equal(
      own.reduce((sum, row) => sum + row.people, 0),
      people,
    )
    assert.equal(
      own.reduce((sum, row) => sum + row.households, 0),
      households,
    )
  }
  const kimLien = communes.find((row) => row.areaId === find(on2021, '10783').areaId)
  assert.deepEqual([kimLien?.people, kimLien?.households], [11_513, 3526])
})

test('every census row of the source is kept', { skip: absent }, () => {
  const { communes, districts } = loadCensus()
  for (const [file, key, figures] of [
    ['census2019/census2019_by_commune_2021_five.csv', 'code_2021', communes],
    ['census2019/census2019_districts_2021.csv', 'district_code_2021', districts],
  ] as const) {
    const theirs = csv(file).map((row) => [row[key], row.population, row.urban, row.households].join(' '))
    const ours = figures.map((row) => [byId.get(row.areaId)?.code, row.people, row.urbanPeople, row.households].join(' '))
    assert.deepEqual(ours.toSorted(), theirs.toSorted(), file)
  }
})

test('decoded outlines are the shapes of the source, point for point, with their label points', { skip: absent }, () => {
  const geojson = (name: string) => JSON.parse(readFileSync(new URL(`boundaries/${name}.geojson`, shared), 'utf8')).features
  const all = (kind: OutlineKind) => outlinedProvinces.flatMap((code) => outlineOf(kind, code)?.features ?? [])
  for (const [file, features] of [
    ['vn_provinces_2021', outlineOf('provinces-2021')!.features],
    ['vn_provinces_2025', outlineOf('provinces-2025')!.features],
    ['five_districts_2021_derived', all('districts-2021')],
    ['five_communes_2025', all('communes-2025')],
  ] as const) {
    const ours = new Map(features.map((feature) => [feature.id, feature]))
    const theirs = geojson(file)
    assert.equal(ours.size, theirs.length)
    for (const feature of theirs) {
      const own = ours.get(feature.id)
      assert.deepEqual(own?.geometry, feature.geometry, `${file} ${feature.id}`)
      assert.deepEqual(own?.properties.label, feature.properties.label)
      assert.equal(own?.properties.fullName, feature.properties.full_name)
      assert.equal(own?.properties.oldDistrictCode, feature.properties.old_district_code)
    }
  }
})

test('Hoàng Sa and Trường Sa are on the national maps, under Đà Nẵng and Khánh Hòa', () => {
  for (const kind of ['provinces-2021', 'provinces-2025'] as const)
    for (const [code, west, north] of [
      ['48', 111, 17.5],
      ['56', 111.5, 12.5],
    ] as const) {
      const feature = outlineOf(kind, code)!.features[0]!
      assert.equal(feature.geometry.type, 'MultiPolygon')
      const points = (feature.geometry.coordinates as number[][][][]).flat(2)
      assert.ok(
        points.some(([lon = 0, lat = 99]) => lon > west && lat < north),
        `${kind} ${code}`,
      )
    }
  assert.equal(find(on2021, '498').fullName, 'Huyện Hoàng Sa')
  assert.equal(find(on2025, '20333').fullName, 'Đặc khu Hoàng Sa')
  assert.ok(on2025.some((row) => row.fullName === 'Đặc khu Trường Sa' && row.provinceCode === '56'))
})

test('there is no outline for a province outside the five, and a national file can be narrowed', () => {
  assert.equal(outlineOf('districts-2021', '01'), null)
  assert.equal(outlineOf('communes-2025', '../x'), null)
  assert.equal(outlineOf('provinces-2021', '99'), null)
  assert.deepEqual(
    outlineOf('provinces-2021', '30')!.features.map((feature) => feature.properties.name),
    ['Hải Dương'],
  )
})

test('all units load in well under 150 ms of processor time', async () => {
  const cold = 'cold' // a second copy of the module, nothing read yet
  const fresh: typeof import('./areas.units.ts') = await import(`./areas.units.ts?${cold}`)
  const start = process.cpuUsage()
  assert.equal(fresh.loadUnits().length, rows.length)
  const { user, system } = process.cpuUsage(start)
  assert.ok((user + system) / 1000 < 150, `${(user + system) / 1000} ms`)
})
