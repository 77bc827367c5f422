/** Which column of a list of stays holds what: proposed from the headings, in Vietnamese and English. */

import type { DayOrder } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import type { Source } from '../tracing/sources/source.ts'

/** Headings of the person whom a row is of; the first group finds them, the rest is for those who are registered. */
export const personColumns: Readonly<Record<string, string>> = {
  code: 'ma ho so|ma ca nhan|ma nguoi|ma doi tuong|personal code|person code|record code|code',
  idNumber:
    'cccd|so cccd|cmnd|so cmnd|cccd cmnd|cmnd cccd|so cccd cmnd|so cmnd cccd|can cuoc|can cuoc cong dan|so dinh danh|ho chieu|so giay to|identity number|id number|national id|passport|id',
  phone: 'so dien thoai|dien thoai|sdt|dt|so dt|phone|phone number|mobile',
  name: 'ho va ten|ho ten|ten|ho ten nguoi lao dong|ho ten hoc sinh|ho ten hanh khach|full name|name|fullname',
  birth: 'ngay sinh|ngay thang nam sinh|nam sinh|sinh ngay|date of birth|birth date|birthdate|birth|dob|year of birth',
  sex: 'gioi tinh|gioi|phai|sex|gender',
  homeProvince: 'tinh|tinh thanh pho|tinh thanh|tinh tp|province',
  homeDistrict: 'huyen|quan huyen|quan|huyen thi xa thanh pho|district',
  homeCommune: 'xa|xa phuong|phuong|xa phuong thi tran|phuong xa|noi o|noi cu tru|commune|ward',
  address: 'dia chi|dia chi nha|so nha|address',
}

/** Which column holds each field, by the heading as written; what 03/04/2021 means. MAP.json of the command line has this shape. */
export type StaysMapping = { dateOrder?: DayOrder } & Record<string, string | null | undefined>

export const fieldsOf = (source: Source): string[] => [...Object.keys(source.columns), ...Object.keys(personColumns)]

/** A heading as it is compared. 'Tổ' (a team) and the English 'to' fold to one word: written plainly it is the English one. */
export const keyOf = (heading: string): string => {
  const plain = clean(heading).replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
  if (plain.toLowerCase() === 'to') return 'to_en'
  return fold(plain)
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The mapping that the headings suggest: a heading goes to the field of which it is the best name, and to one field only. */
export function proposeStays(
  source: Source,
  table: { headers: readonly string[]; wordings: readonly (readonly string[])[] },
): StaysMapping {
  const names = Object.entries({ ...source.columns, ...personColumns }).map(([field, said]) => [field, said.split('|')] as const)
  const keys = table.headers.map((h, c) => [...(table.wordings[c] ?? []), h].map(keyOf))
  const fits = names.flatMap(([field, known]) =>
    keys.flatMap((own, column) => {
      const ranks = own.map((k) => known.indexOf(k)).filter((r) => r >= 0)
      return ranks.length > 0 ? [{ field, column, rank: Math.min(...ranks) }] : []
    }),
  )
  const mapping: StaysMapping = {}
  const taken = new Set<number>()
  for (const { field, column } of fits.toSorted((a, b) => a.rank - b.rank)) {
    if (mapping[field] !== undefined || taken.has(column)) continue
    mapping[field] = table.headers[column]!
    taken.add(column)
  }
  return mapping
}

/** Where each field stands; `missing`: a heading that the file does not have. */
export function placesOf(
  headers: readonly string[],
  mapping: StaysMapping,
): { at: Record<string, number>; missing: [string, string][] } {
  const at: Record<string, number> = {}
  const missing: [string, string][] = []
  for (const [field, name] of Object.entries(mapping)) {
    if (field === 'dateOrder' || name == null) continue
    const exact = headers.indexOf(name)
    const column = exact >= 0 ? exact : headers.findIndex((h) => keyOf(h) === keyOf(name))
    if (column < 0) missing.push([field, name])
    else at[field] = column
  }
  return { at, missing }
}

/** Fields that the list cannot do without and that no column has: of each group one is enough. */
export const lacking = (source: Source, at: Readonly<Record<string, number>>): string[][] =>
  [...source.needs, ['code', 'idNumber', 'phone', 'name']]
    .filter((group) => group.every((f) => at[f] === undefined))
    .map((g) => [...g])
