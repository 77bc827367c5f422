/** Takes a written address apart: house, street, hamlet, commune, district, province. What is not understood stays as a note. */
import { clean, fold, iyAlias } from '@phaodai/text/fold.ts'
import type { AreaRow, AreaTier } from './areas.contract.ts'
import { type AreaIndex, hasMarks, pathOf, type Resolution, readings, resolveUnit, type UnitQuery } from './areas.rules.ts'

export interface Address {
  house: string | null
  street: string | null
  /** Hamlet word in full; ` / ` between two where one lies in the other (tổ / khu). */
  hamletType: string | null
  hamlet: string | null
  /** Full names where `where` is found, else as written. */
  commune: string | null
  district: string | null
  province: string | null
  note: string | null
  /** The smallest unit named; see resolveUnit. */
  where: Resolution
}

/**
 * What people call the parts of a commune, with short forms. Hamlets have no national code: free text beside the commune.
 * Source: directives of the first five provinces and the address notes in data/SOURCES.md.
 */
export const hamletWords: readonly { word: string; short: readonly string[]; where: string }[] = [
  { word: 'thôn', short: [], where: 'lowland commune' },
  { word: 'xóm', short: [], where: 'lowland commune, within a thôn' },
  { word: 'làng', short: [], where: 'lowland commune' },
  { word: 'bản', short: [], where: 'highland' },
  { word: 'buôn', short: [], where: 'Tây Nguyên' },
  { word: 'ấp', short: [], where: 'south' },
  { word: 'đội', short: [], where: 'commune, former farm brigade' },
  { word: 'tổ dân phố', short: ['tdp', 'tổ dp'], where: 'town' },
  { word: 'tổ dân', short: [], where: 'Quảng Ninh' },
  { word: 'tổ', short: [], where: 'town' },
  { word: 'khu phố', short: ['kp', 'kp.'], where: 'town, south' },
  { word: 'khu dân cư', short: ['kdc', 'kdc.'], where: 'town' },
  { word: 'khu công nghiệp', short: ['kcn', 'kcn.'], where: 'workplace' },
  { word: 'cụm công nghiệp', short: ['ccn', 'ccn.'], where: 'workplace' },
  { word: 'khu', short: [], where: 'town' },
  { word: 'khối', short: [], where: 'town' },
  { word: 'tiểu khu', short: ['tk', 'tk.'], where: 'town' },
  { word: 'khóm', short: [], where: 'town, south' },
]
const hamletForms = hamletWords
  .flatMap(({ word, short }) => [word, ...short].map((form) => ({ word, form: form.split(' ') })))
  .toSorted((a, b) => b.form.length - a.form.length)

/** Which tiers the last parts of an address may name, the fullest first. */
const shapes: AreaTier[][] = [
  ['commune', 'district', 'province'],
  ['commune', 'district'],
  ['commune', 'province'],
  ['district', 'province'],
  ['commune'],
  ['district'],
  ['province'],
]

/** Takes an address apart as it was meant on a day. Never throws; see Address.where for how sure the units are. */
export function parseAddress(text: string, index: AreaIndex, day: string, within?: UnitQuery['within']): Address {
  const parts = splitParts(text)
  const { named, used, where } = nameUnits(parts, index, day, within)
  const path = where.ok ? pathOf(index, where.area, day) : null
  const unit = (tier: AreaTier) => path?.[tier]?.fullName ?? (path ? null : (named[tier] ?? null))
  return {
    ...parseLocal(parts.slice(0, parts.length - used)),
    commune: unit('commune'),
    district: unit('district'),
    province: unit('province'),
    where,
  }
}

/** At commas; at dashes where there are no commas; before a unit word that is followed by a name. */
function splitParts(text: string): string[] {
  const byComma = text.split(/[,;\n]/)
  const parts = byComma.length > 1 ? byComma : text.split(/\s[-–]\s/)
  const beforeUnit = /(?<!đường|phường|đặc)\s+(?=(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+[\p{Lu}\d])/u
  return parts
    .flatMap((part) => clean(part).split(beforeUnit))
    .map((part) => part.trim().replace(/\.$/, ''))
    .filter(Boolean)
}

interface NamedUnits {
  named: Partial<Record<AreaTier, string>>
  /** How many of the last parts name units. */
  used: number
  where: Resolution
}

/** Of all shapes that fit, those that use the most parts. */
function nameUnits(parts: string[], index: AreaIndex, day: string, within: UnitQuery['within']): NamedUnits {
  let first: NamedUnits | undefined
  const areas = new Map<number, AreaRow>()
  for (const shape of shapes) {
    if (first && shape.length < first.used) break
    if (shape.length > parts.length) continue
    const texts = parts.slice(parts.length - shape.length)
    const named: NamedUnits['named'] = Object.fromEntries(shape.map((tier, i) => [tier, texts[i]]))
    const where = resolveUnit(index, { ...named, within }, day)
    if (!where.ok && 'unknown' in where) continue
    first ??= { named, used: shape.length, where }
    for (const area of where.ok ? [where.area] : where.ambiguous) areas.set(area.areaId, area)
  }
  // The same words may name a district and a town in it (Đầm Hà): then all of them are the answer.
  const start = first && areas.size > 1 ? { ...first, where: { ok: false as const, ambiguous: [...areas.values()] } } : first
  return withLabelled(parts, start, index, day, within)
}

/** Adds the units that the writer marked as such (xã …) and that are in no list, so that they are reported, not lost in the note. */
function withLabelled(
  parts: string[],
  start: NamedUnits | undefined,
  index: AreaIndex,
  day: string,
  within: UnitQuery['within'],
): NamedUnits {
  const named = { ...start?.named }
  let used = start?.used ?? 0
  for (; used < parts.length; used++) {
    const part = parts[parts.length - 1 - used] ?? ''
    const tier = labelledTier(part, used === 0)
    if (!tier || named[tier] !== undefined) break
    named[tier] = part
  }
  if (start && used === start.used) return start
  if (used === 0) return { named, used, where: resolveUnit(index, { province: parts.at(-1), within }, day) }
  return { named, used, where: resolveUnit(index, { ...named, within }, day) }
}

function labelledTier(part: string, last: boolean): AreaTier | null {
  const types = readings(part)[0]?.types
  if (!types) return null
  if (types.length > 1) return last ? 'province' : 'district'
  if (types[0] === 'Tỉnh') return 'province'
  return ['Quận', 'Huyện', 'Thị xã'].includes(types[0] ?? '') ? 'district' : 'commune'
}

const houseWord = /^(?:số nhà|so nha|số|so|sn|ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet)\.?\s+(?=\S*\d)/iu
const streetWord = /^(?:đường|duong|phố|pho|đại lộ|dai lo|quốc lộ|quoc lo|tỉnh lộ|tinh lo|ql\.?\s?\d|tl\.?\s?\d)/iu

function parseLocal(parts: string[]): Pick<Address, 'house' | 'street' | 'hamletType' | 'hamlet' | 'note'> {
  const house: string[] = []
  const street: string[] = []
  const note: string[] = []
  const hamlets: { type: string; name: string }[] = []
  for (const part of parts) {
    const inHamlet = parseHamlet(part)
    if (inHamlet) {
      hamlets.push(...inHamlet)
      continue
    }
    // "Số 12 đường Nguyễn Trãi" and "12 Nguyễn Trãi" hold a house and a street
    const [, number, rest] = /^((?:(?:số nhà|số|sn)\.?\s+)?\d[\w/.-]*)\s+(\p{L}.*)$/iu.exec(part) ?? [null, part, '']
    if (houseWord.test(number ?? '') || /^\d[\w/.-]*$/.test(number ?? '')) {
      house.push((number ?? '').replace(/^(?:số nhà|so nha|số|so|sn)\.?\s+/iu, ''))
      if (houseWord.test(rest ?? '')) house.push(rest ?? '')
      else if (rest) street.push(rest)
    } else if (streetWord.test(part)) street.push(part)
    else note.push(part)
  }
  const joined = (texts: string[], by: string) => (texts.length > 0 ? texts.join(by) : null)
  return {
    house: joined(house, ' '),
    street: joined(street, ', '),
    hamletType: joined(
      hamlets.map(({ type }) => type),
      ' / ',
    ),
    hamlet: joined(
      hamlets.map(({ name }) => name),
      ' / ',
    ),
    note: joined(note, ', '),
  }
}

/** One part such as "Tổ 4 khu 2"; null where it does not begin with a hamlet word. */
function parseHamlet(part: string): { type: string; name: string }[] | null {
  const words = part.replace(/^(\p{L}+)(?=\d)/u, '$1 ').split(' ')
  const forms = iyAlias(words.join(' ')).split(' ')
  const bare = !hasMarks(part)
  const wordAt = (at: number) =>
    hamletForms.find(
      ({ form: wanted }) =>
        at + wanted.length < words.length &&
        wanted.every((sign, i) => forms[at + i] === sign || (bare && forms[at + i] === fold(sign))),
    )
  const found: { type: string; name: string[] }[] = []
  for (let at = 0; at < words.length; ) {
    const here = wordAt(at)
    const current = found.at(-1)
    // A second hamlet word begins a second hamlet only after a number or where it is thôn: "xóm Chùa thôn Trung", not "thôn Đông Khu Hạ"
    const begins = here && (!current || (current.name.length > 0 && (/^\d/.test(current.name[0] ?? '') || here.word === 'thôn')))
    if (begins) {
      found.push({ type: here.word, name: [] })
      at += here.form.length
    } else if (!current) return null
    else {
      const word = words[at++] ?? ''
      if (current.name.length > 0 || !/^(số|so)\.?$/iu.test(word) || at === words.length) current.name.push(word)
    }
  }
  return found.map(({ type, name }) => ({ type, name: name.join(' ') }))
}
