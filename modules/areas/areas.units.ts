/**
 * Reads the module's data files. Each result is read once a process and then shared: treat it as read-only.
 * areaId: 1,000,000 + 10 x place in tree order for the units of 2021, 2,000,000 + the same for those of 2025; the order is by code
 * alone (province, district, commune), so an id changes only if a code is inserted before it. Never edit a published list:
 * a unit that changes type keeps its place and takes the next id of its gap; a new territory needs a new list with a new first id.
 */
import { readFileSync } from 'node:fs'
import { fold } from '@phaodai/text/fold.ts'
import type { AreaRow, AreaTier, CensusFigures, CommuneMapping, MappingBasis } from './areas.contract.ts'
import { type AreaOutlines, decodeOutlines } from './areas.outline.ts'

/** Ids from one unit to the next in tree order. */
export const areaIdGap = 10
const lists = [
  {
    file: 'units-2021.txt',
    firstId: 1_000_000,
    validFrom: '2020-01-01',
    validUntil: '2025-07-01',
    tiers: ['province', 'district', 'commune'],
  },
  { file: 'units-2025.txt', firstId: 2_000_000, validFrom: '2025-07-01', validUntil: null, tiers: ['province', 'commune'] },
] as const

const types: Record<string, { type: string; word: string }> = {
  TW: { type: 'Thành phố trực thuộc trung ương', word: 'Thành phố' },
  TP: { type: 'Thành phố thuộc tỉnh', word: 'Thành phố' },
  TPTW: { type: 'Thành phố thuộc thành phố trực thuộc trung ương', word: 'Thành phố' },
  T: { type: 'Tỉnh', word: 'Tỉnh' },
  Q: { type: 'Quận', word: 'Quận' },
  H: { type: 'Huyện', word: 'Huyện' },
  TX: { type: 'Thị xã', word: 'Thị xã' },
  P: { type: 'Phường', word: 'Phường' },
  TT: { type: 'Thị trấn', word: 'Thị trấn' },
  X: { type: 'Xã', word: 'Xã' },
  DK: { type: 'Đặc khu', word: 'Đặc khu' },
}

const read = (name: string) => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')
const linesOf = (name: string) =>
  read(name)
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))

function once<T>(load: () => T): () => T {
  let kept: { value: T } | undefined
  return () => {
    kept ??= { value: load() }
    return kept.value
  }
}

function naming(mark: string, name: string) {
  const found = types[mark]
  if (!found) throw new Error(`areas data: unknown type ${mark} of ${name}`)
  return { name, fullName: `${found.word} ${name}`, type: found.type }
}

function readList({ file, firstId, validFrom, validUntil, tiers }: (typeof lists)[number]): AreaRow[] {
  const path: AreaRow[] = []
  const rows = linesOf(file).map((line, place) => {
    const depth = line.length - line.trimStart().length
    const [code = '', mark = '', ...words] = line.slice(depth).split(' ')
    const areaId = firstId + areaIdGap * place
    const hi = areaId + areaIdGap - 1
    path.length = depth
    for (const above of path) above.hi = hi
    const parent = path[depth - 1]
    const row: AreaRow = {
      areaId,
      code,
      tier: tiers[depth] as AreaTier,
      ...naming(mark, words.join(' ')),
      nameKey: '',
      parentId: parent?.areaId ?? null,
      provinceCode: path[0]?.code ?? code,
      validFrom,
      validUntil,
      lo: areaId,
      hi,
    }
    path.push(row)
    return row
  })
  // One fold over all names at once: four times as fast as one by one. No name has a bar.
  const keys = fold(rows.map((row) => row.fullName).join('|')).split('|')
  rows.forEach((row, place) => {
    row.nameKey = keys[place] ?? ''
  })
  return rows
}

/** Ends the old validity and starts the new one, on the next id of the gap and with the same range: the territory is the same. */
function applyChanges(rows: AreaRow[]): AreaRow[] {
  const current = new Map(rows.filter((row) => row.validUntil === null).map((row) => [row.code, row]))
  const renewed = new Map<AreaRow, AreaRow>()
  for (const line of linesOf('changes-2025.txt')) {
    const [day = '', code = '', mark = '', ...words] = line.split(' ')
    const old = current.get(code)
    if (!old) throw new Error(`areas data: change of unknown unit ${code}`)
    const fresh = { ...old, ...naming(mark, words.join(' ')), areaId: old.areaId + 1, validFrom: day }
    fresh.nameKey = fold(fresh.fullName)
    old.validUntil = day
    current.set(code, fresh)
    renewed.set(old, fresh)
  }
  return rows.flatMap((row) => {
    const chain = [row]
    for (let next = renewed.get(row); next; next = renewed.get(next)) chain.push(next)
    return chain
  })
}

/**
 * All units of both lists, every validity, in order of areaId. parentId names the parent's first validity in that list
 * (unitsOn gives the one in force on a day).
 */
export const loadUnits = once((): AreaRow[] => applyChanges(lists.flatMap(readList)))

const bases: Record<string, MappingBasis> = { '+': 'merged', '~': 'matched-by-name', '?': 'unresolved' }

/** One row for each of the 10,599 communes of 2021, in order of fromId. */
export const loadCommuneMapping = once((): CommuneMapping[] => {
  const idOf = idsByCode()
  const found = new Map<number, CommuneMapping>()
  for (const line of linesOf('communes-2021-to-2025.txt')) {
    const [to = '', from = ''] = line.split(' < ')
    for (const item of from.split(' ')) {
      const fromId = idOf('2021', item.slice(0, 5))
      const row = found.get(fromId) ?? { fromId, toIds: [], basis: bases[item.slice(5)] ?? 'same-code' }
      if (to !== '-') row.toIds.push(idOf('2025', to))
      found.set(fromId, row)
    }
  }
  return [...found.values()].toSorted((a, b) => a.fromId - b.fromId)
})

/** Province of 2025 for each of the 63 of 2021, by areaId. Territory of the old one lies in it, but for 23 border communes. */
export const loadProvinceMapping = once((): Map<number, number> => {
  const idOf = idsByCode()
  const pairs = linesOf('provinces-2021-to-2025.txt').flatMap((line) => {
    const [to = '', from = ''] = line.split(' < ')
    return from.split(' ').map((code): [number, number] => [idOf('2021', code), idOf('2025', to)])
  })
  return new Map(pairs)
})

/** Looks up the areaId of a code in the list of one year (its first validity). Throws on a code that is not in the list. */
function idsByCode() {
  const ids = new Map<string, number>()
  for (const row of loadUnits())
    if (row.areaId === row.lo) ids.set(`${row.validFrom < '2025' ? '2021' : '2025'}/${row.code}`, row.areaId)
  return (year: '2021' | '2025', code: string): number => {
    const id = ids.get(`${year}/${code}`)
    if (id === undefined) throw new Error(`areas data: no unit ${code} in the list of ${year}`)
    return id
  }
}

/**
 * The census of 2019-04-01: every commune of the first five provinces (22, 24, 30, 35, 58) and 699 of 705 districts.
 * Add up communes or districts, never both. Source: SOURCES.md.
 */
export const loadCensus = once((): { communes: CensusFigures[]; districts: CensusFigures[] } => {
  const idOf = idsByCode()
  const figures = (file: string) =>
    linesOf(file).map((line): CensusFigures => {
      const [code = '', people = '', urban = '', households = ''] = line.split(' ')
      return { areaId: idOf('2021', code), people: +people, urbanPeople: +urban, households: +households }
    })
  return { communes: figures('census-2019-communes.txt'), districts: figures('census-2019-districts.txt') }
})

/** Provinces are national files; the others exist for the first five provinces, named by their code of 2021. */
export type OutlineKind = 'provinces-2021' | 'provinces-2025' | 'districts-2021' | 'communes-2025'
export const outlinedProvinces = ['22', '24', '30', '35', '58'] as const

/**
 * The encoded outline file, to be sent as it is and decoded by decodeOutlines; null where there is none.
 * @param provinceCode code of 2021; not used for the two national files
 */
export function outlineText(kind: OutlineKind, provinceCode?: string): string | null {
  if (kind === 'provinces-2021' || kind === 'provinces-2025') return read(`outlines/${kind}.txt`)
  if (!outlinedProvinces.some((code) => code === provinceCode)) return null
  return read(`outlines/${kind}-${provinceCode}.txt`)
}

/** Decoded outlines as GeoJSON; for a national file a province code narrows the features to that province. Null where there is none. */
export function outlineOf(kind: OutlineKind, provinceCode?: string): AreaOutlines | null {
  const text = outlineText(kind, provinceCode)
  if (text === null) return null
  const all = decodeOutlines(text)
  if (provinceCode === undefined || !kind.startsWith('provinces')) return all
  const features = all.features.filter((feature) => feature.id === provinceCode)
  return features.length > 0 ? { ...all, features } : null
}
