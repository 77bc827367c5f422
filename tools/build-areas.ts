/**
 * Rewrites modules/areas/data from the reference data (units, mapping, outlines, census).
 * Run by a developer who has the reference data: `node tools/build-areas.ts` (PHAODAI_SHARED overrides its place).
 * Deterministic: the same input gives the same bytes. Sources, licences and cautions: modules/areas/data/SOURCES.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type AreaFeature, encodeOutlines, type OutlineProperties } from '../modules/areas/areas.outline.ts'
import { shared } from '../test/shared.ts'

type Row = Record<string, string>

const root = new URL('../', import.meta.url)
const source = new URL('data/areas/', shared)
const target = new URL('modules/areas/data/', root)

const csv = (path: string): Row[] => parse(readFileSync(new URL(path, source), 'utf8'), { columns: true })
const byCode = (a: Row, b: Row) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1)
const write = (name: string, head: string[], lines: string[]) => {
  writeFileSync(new URL(name, target), `${[...head.map((line) => `# ${line}`), ...lines].join('\n')}\n`)
  console.log(`${name}: ${lines.length} lines`)
}

/** Short marks of the unit types; the reader in areas.units.ts knows the same ones. */
const marks: Record<string, string> = {
  'Thành phố trực thuộc trung ương': 'TW',
  'Thành phố thuộc tỉnh': 'TP',
  'Thành phố thuộc thành phố trực thuộc trung ương': 'TPTW',
  Tỉnh: 'T',
  Quận: 'Q',
  Huyện: 'H',
  'Thị xã': 'TX',
  Phường: 'P',
  'Thị trấn': 'TT',
  Xã: 'X',
  'Đặc khu': 'DK',
}
const mark = (type: string | undefined) => {
  const found = marks[type ?? '']
  if (!found) throw new Error(`unknown unit type: ${type}`)
  return found
}

/** The tree, one unit a line, indented by depth: code, type mark, name. */
function tree(rows: Row[]): string[] {
  const children = Map.groupBy(rows, (row) => row.parent_code ?? '')
  const walk = (parent: string, depth: number): string[] =>
    (children.get(parent) ?? [])
      .toSorted(byCode)
      .flatMap((row) => [`${' '.repeat(depth)}${row.code} ${mark(row.type)} ${row.name}`, ...walk(row.code ?? '?', depth + 1)])
  return walk('', 0)
}

function units() {
  write(
    'units-2021.txt',
    [
      'Units in force on 2021-11-01: 63 provinces, 705 districts, 10,599 communes. valid 2020-01-01 2025-07-01',
      'code, type, name; see SOURCES.md',
    ],
    tree(csv('units/units_2021_3tier.csv')),
  )
  write(
    'units-2025.txt',
    ['Units from 2025-07-01: 34 provinces, 3,321 communes. valid 2025-07-01 -', 'code, type, name; see SOURCES.md'],
    tree(csv('units/units_2025_2tier.csv')),
  )
  write(
    'changes-2025.txt',
    ['Units of 2025 that took another type later: day, code, type, name. The territory and the code stay.'],
    csv('units/delta_2025_to_20260430.csv')
      .toSorted(byCode)
      .map((row) => {
        const name = (row.full_name_20260430 ?? '').replace(/^(Phường|Thành phố) /, '')
        return `2026-04-30 ${row.code} ${mark(row.type_20260430)} ${name}`
      }),
  )
}

function mapping() {
  const how: Record<string, string> = { same_code: '', merged: '+', merged_same_name: '~', unresolved: '?' }
  const rows = csv('units/map_2021_to_2025_communes.csv')
  const groups = Map.groupBy(rows, (row) => row.new_code || '-')
  const line = (code: string) => {
    const from = (groups.get(code) ?? []).map((row) => `${row.old_code}${how[row.step1 ?? ''] ?? '!'}`)
    return `${code} < ${from.toSorted().join(' ')}`
  }
  write(
    'communes-2021-to-2025.txt',
    [
      'Commune of 2025 < communes of 2021 that it took, whole or in part (one in two lines was split).',
      'No mark: the old code was still in use in 2025-03. + merged 2021 to 2025-03. ~ the same, matched by name. ? unresolved (line -).',
    ],
    [...groups.keys()].toSorted().map(line),
  )
  const provinces = Map.groupBy(csv('units/map_provinces_63_to_34.csv'), (row) => row.new_code ?? '')
  write(
    'provinces-2021-to-2025.txt',
    ['Province of 2025 < provinces of 2021. The same code on both sides does not mean the same territory.'],
    [...provinces].toSorted().map(([code, from]) => `${code} < ${from.map((row) => row.old_code).join(' ')}`),
  )
}

function census() {
  const figures = (code: string) => (row: Row) => `${row[code]} ${row.population} ${row.urban} ${row.households}`
  const head = ['Census of 2019-04-01: code of 2021, people, of whom urban, households.']
  write(
    'census-2019-communes.txt',
    [...head, 'The communes of 22, 24, 30, 35, 58.'],
    [...csv('census2019/census2019_by_commune_2021_five.csv').map(figures('code_2021')).toSorted()],
  )
  write(
    'census-2019-districts.txt',
    [...head, 'The whole country: 699 of 705 districts.'],
    [...csv('census2019/census2019_districts_2021.csv').map(figures('district_code_2021')).toSorted()],
  )
}

interface SourceFeature {
  id: string
  properties: Record<string, unknown>
  geometry: AreaFeature['geometry']
}

function outlines() {
  mkdirSync(new URL('outlines/', target), { recursive: true })
  const put = (name: string, features: SourceFeature[]) => {
    const own = features
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, properties: p, geometry }): AreaFeature => {
        const properties: OutlineProperties = {
          code: id,
          name: String(p.name),
          fullName: String(p.full_name),
          type: String(p.type),
          label: p.label as [number, number],
        }
        if (p.km2 !== undefined) properties.km2 = Number(p.km2)
        if (p.province_code !== undefined) properties.provinceCode = String(p.province_code)
        if (p.old_province_code !== undefined) {
          properties.oldProvinceCode = String(p.old_province_code)
          properties.oldDistrictCode = String(p.old_district_code)
          properties.oldDistrictShare = Number(p.old_district_share)
        }
        return { type: 'Feature', id, properties, geometry }
      })
    write(
      `outlines/${name}.txt`,
      ['ranh giới minh họa / illustrative outline, not for legal limits. See ../SOURCES.md. Reader: areas.outline.ts'],
      encodeOutlines(own),
    )
  }
  const features = (name: string): SourceFeature[] =>
    JSON.parse(readFileSync(new URL(`boundaries/${name}.geojson`, source), 'utf8')).features
  const each = (name: string, key: string, kind: string) => {
    for (const [province, list] of Map.groupBy(features(name), (f) => String(f.properties[key]))) put(`${kind}-${province}`, list)
  }
  put('provinces-2021', features('vn_provinces_2021'))
  put('provinces-2025', features('vn_provinces_2025'))
  each('five_districts_2021_derived', 'province_code', 'districts-2021')
  each('five_communes_2025', 'old_province_code', 'communes-2025')
}

units()
mapping()
census()
outlines()
