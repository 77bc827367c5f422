/** Which unit a name means on a day, and what became of it in 2025. The lists are arguments (areas.units.ts loads them). */
import { clean, fold, iyAlias } from '@phaodai/text/fold.ts'
import type { AreaRow, AreaTier, CommuneMapping, MappingBasis } from './areas.contract.ts'

const inForce = (row: AreaRow, day: string) => row.validFrom <= day && (row.validUntil === null || day < row.validUntil)

/** The units in force on a day (YYYY-MM-DD), each with the parent in force on that day. */
export function unitsOn(rows: readonly AreaRow[], day: string): AreaRow[] {
  const current = rows.filter((row) => inForce(row, day))
  const idAt = new Map(current.map((row) => [row.lo, row.areaId]))
  return current.map((row) => {
    const parentId = row.parentId === null ? null : (idAt.get(row.parentId) ?? row.parentId)
    return parentId === row.parentId ? row : { ...row, parentId }
  })
}

/** Whether `inner` lies in `outer` or is it. Both must come from one list (2021 or 2025). */
export const contains = (outer: Pick<AreaRow, 'lo' | 'hi'>, inner: Pick<AreaRow, 'lo' | 'hi'>): boolean =>
  outer.lo <= inner.lo && inner.hi <= outer.hi

export interface AreaIndex {
  byId: ReadonlyMap<number, AreaRow>
  /** All validities of one place in the tree, by its first id. */
  byPlace: ReadonlyMap<number, readonly AreaRow[]>
  /** By tier and search key of the bare name. */
  byKey: ReadonlyMap<string, readonly AreaRow[]>
  /** Provinces by their initials: HD, QN, BRVT. */
  byInitials: ReadonlyMap<string, readonly AreaRow[]>
}

/** Over all rows of loadUnits(), all validities. */
export function indexAreas(rows: readonly AreaRow[]): AreaIndex {
  // fold keeps one sign for each letter of the unit word, so the bare name starts at the same place in the key
  const nameKey = (row: AreaRow) => row.nameKey.slice(row.fullName.length - row.name.length)
  return {
    byId: new Map(rows.map((row) => [row.areaId, row])),
    byPlace: Map.groupBy(rows, (row) => row.lo),
    byKey: Map.groupBy(rows, (row) => `${row.tier}/${looseKey(nameKey(row))}`),
    byInitials: Map.groupBy(
      rows.filter((row) => row.tier === 'province'),
      (row) => nameKey(row).replace(/(\w)\w* ?/g, '$1'),
    ),
  }
}

/** The unit and all above it, as in force on the day. */
export function pathOf(index: AreaIndex, area: AreaRow, day: string): Partial<Record<AreaTier, AreaRow>> {
  const path: Partial<Record<AreaTier, AreaRow>> = {}
  for (let row: AreaRow | undefined = area; row; row = row.parentId === null ? undefined : index.byId.get(row.parentId))
    path[row.tier] = index.byPlace.get(row.lo)?.find((version) => inForce(version, day)) ?? row
  return path
}

/** Names as written, with or without the unit word or its abbreviation. */
export interface UnitQuery {
  province?: string | undefined
  district?: string | undefined
  commune?: string | undefined
  /** The area to look in, e.g. that of the post in which the reader acts. */
  within?: Pick<AreaRow, 'lo' | 'hi'> | undefined
}
export type Resolution =
  | { ok: true; area: AreaRow }
  /** More than one unit fits: a person chooses. One only, where a commune was named with no parent. */
  | { ok: false; ambiguous: AreaRow[] }
  /** `near`: same letters in the same parent, other accents or another unit word; to offer, never to take. */
  | { ok: false; unknown: string; at: AreaTier; near: AreaRow[] }

const tiers = ['province', 'district', 'commune'] as const

/**
 * The unit that the names mean on a day. Accents and the unit word are significant. A syllable without accents fits any accents, but
 * more than one fit gives the list. Old and new tone placement and -i/-y are equal. A commune named with no parent is never picked.
 */
export function resolveUnit(index: AreaIndex, query: UnitQuery, day: string): Resolution {
  const named = tiers.filter((tier) => query[tier]?.trim())
  const deepest = named.at(-1)
  if (!deepest) return { ok: false, unknown: '', at: 'province', near: [] }
  // A writer who uses accents anywhere means the plain ones too: Tam Ky is then not Tam Kỳ.
  const accented = named.some((tier) => hasMarks(query[tier] ?? ''))
  const { within } = query
  const nearby = (row: AreaRow) => inForce(row, day) && (!within || contains(within, row) || contains(row, within))
  let areas: AreaRow[] = []
  for (const tier of named) {
    const text = clean(query[tier] ?? '')
    const parents = areas
    const inScope = (row: AreaRow) => nearby(row) && (tier === named[0] || parents.some((parent) => contains(parent, row)))
    const fits = readings(text).flatMap((reading) => matches(index, tier, reading).filter(({ row }) => inScope(row)))
    const exact = accented ? fits.filter((fit) => fit.exact) : []
    areas = [...new Set((exact.length > 0 ? exact : fits.filter((fit) => fit.fits)).map((fit) => fit.row))]
    if (areas.length === 0) return { ok: false, unknown: text, at: tier, near: nearTo(index, tier, text).filter(inScope) }
  }
  const alone = deepest === 'commune' && named.length === 1 && !within
  return areas.length === 1 && !alone ? { ok: true, area: areas[0]! } : { ok: false, ambiguous: areas }
}

/** Unit words by tier: as in the type column (its first words), with the ways they are written. Compared as iyAlias. */
const unitWords: { words: string[]; types: string[] }[] = [
  { words: ['tỉnh', 't.'], types: ['Tỉnh'] },
  {
    words: ['thành phố', 'tp', 'tp.', 't.p', 't.p.'],
    types: ['Thành phố trực thuộc trung ương', 'Thành phố thuộc tỉnh', 'Thành phố thuộc thành phố trực thuộc trung ương'],
  },
  { words: ['quận', 'q', 'q.'], types: ['Quận'] },
  { words: ['huyện', 'h', 'h.'], types: ['Huyện'] },
  { words: ['thị xã', 'tx', 'tx.', 't.x', 't.x.'], types: ['Thị xã'] },
  { words: ['phường', 'p', 'p.'], types: ['Phường'] },
  { words: ['thị trấn', 'tt', 'tt.', 't.t', 't.t.'], types: ['Thị trấn'] },
  { words: ['xã', 'x', 'x.'], types: ['Xã'] },
  { words: ['đặc khu', 'đk', 'đk.'], types: ['Đặc khu'] },
]
const writtenWords = unitWords
  .flatMap(({ words, types }) => words.map((word) => ({ forms: [...new Set([word, fold(word)])], types })))
  .toSorted((a, b) => (b.forms[0]?.length ?? 0) - (a.forms[0]?.length ?? 0))

interface Reading {
  name: string
  /** null: no unit word. */
  types: readonly string[] | null
}

/**
 * The ways to read a written name: its first word may be the unit word or belong to the name (Phường Đúc is the name of a ward).
 * The first reading has the unit word, where there is one.
 */
export function readings(text: string): Reading[] {
  const whole = iyAlias(text).replace(/^tphcm$/, 'tp hcm')
  const bare: Reading = { name: whole, types: null }
  const formsRead = hasMarks(text) ? 1 : 2
  for (const { forms, types } of writtenWords)
    for (const form of forms.slice(0, formsRead)) {
      if (!whole.startsWith(form)) continue
      const rest = whole.slice(form.length)
      // "p12" and "q.1" need no blank; "quan" is not "q" and "uan"
      if (/^ ?\S/.test(rest) && (rest.startsWith(' ') || form.endsWith('.') || (form.length < 3 && /^\d/.test(rest))))
        return [{ name: rest.trim(), types }, bare]
    }
  return [bare]
}

/** Whether the text has any letter of Vietnamese that needs an accent or a stroke. */
export const hasMarks = (text: string): boolean => /(?!\p{ASCII})[\p{L}\p{M}]/u.test(text)

/** Hyphen, apostrophe and full stop as a blank; no leading zeros (Phường 01 is Phường 1). */
const plain = (name: string) =>
  name
    .replace(/[-'.\u2010-\u2019]/g, ' ')
    .replace(/(^| )0+(?=\d)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
const looseKey = (name: string) => plain(fold(name)).replace(/(?<!\w)(qu|[hklmst])i(?!\w)/g, '$1y')

function matches(index: AreaIndex, tier: AreaTier, { name, types }: Reading) {
  const key = looseKey(name)
  const rows = index.byKey.get(`${tier}/${key}`) ?? []
  const wanted = plain(name)
  const syllables = wanted.split(' ')
  const named = rows
    .filter((row) => !types || types.includes(row.type))
    .map((row) => {
      const own = plain(iyAlias(row.name))
      const parts = own.split(' ')
      return {
        row,
        exact: own === wanted,
        fits: syllables.every((s, i) => s === parts[i] || (!hasMarks(s) && s === fold(parts[i] ?? ''))),
      }
    })
  if (tier !== 'province' || named.length > 0) return named
  const short = index.byInitials.get(key.replaceAll(' ', '')) ?? []
  return short.filter((row) => !types || types.includes(row.type)).map((row) => ({ row, exact: false, fits: true }))
}

function nearTo(index: AreaIndex, tier: AreaTier, text: string): AreaRow[] {
  return [...new Set(readings(text).flatMap(({ name }) => index.byKey.get(`${tier}/${looseKey(name)}`) ?? []))]
}

export interface Conversion {
  /** Units of the later list, in force on the day; empty where unresolved. */
  areas: AreaRow[]
  /** The old commune went to several: which one holds a given household is not known. */
  split: boolean
  basis: MappingBasis
}

/**
 * What became of a commune of 2021, to show only: a record of 2021 stays on its unit of 2021.
 * @param mappings loadCommuneMapping(), by fromId
 * @param day on or after 2025-07-01
 * @returns null where the id is not a commune of 2021
 */
export function convert(
  index: AreaIndex,
  mappings: ReadonlyMap<number, CommuneMapping>,
  communeId: number,
  day = '2025-07-01',
): Conversion | null {
  const mapping = mappings.get(communeId)
  if (!mapping) return null
  const areas = mapping.toIds.flatMap((id) => index.byPlace.get(id)?.filter((row) => inForce(row, day)) ?? [])
  return { areas, split: mapping.toIds.length > 1, basis: mapping.basis }
}
