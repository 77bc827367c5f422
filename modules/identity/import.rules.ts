import { type Role, roles, roleWords } from '@phaodai/kernel/contract.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { Tier } from './identity.rules.ts'

export type ColumnName = 'username' | 'fullName' | 'role' | 'area' | 'district' | 'body'

/** Folded headings of each column, Vietnamese first; the first match in this order wins. */
const headings: Record<ColumnName, readonly string[]> = {
  username: ['ten dang nhap', 'tai khoan', 'username', 'user name'],
  fullName: ['ho va ten', 'ho ten', 'ten can bo', 'full name', 'fullname', 'name'],
  role: ['vai tro', 'nhiem vu', 'chuc vu', 'role'],
  area: ['ma don vi', 'ma dia ban', 'ma xa', 'dia ban', 'don vi', 'xa phuong', 'xa', 'phuong xa', 'area code', 'area', 'commune'],
  district: ['quan huyen', 'huyen', 'district'],
  body: ['co quan', 'co so', 'don vi cong tac', 'body'],
}
const plain = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()

/** Which column of the file holds what: index by name, -1 where it is absent. `wordings`: every wording of each heading. */
export function findColumns(wordings: readonly (readonly string[])[]): Record<ColumnName, number> {
  const words = wordings.map((list) => list.map(plain))
  const found = Object.entries(headings).map(([name, known]) => {
    const best = known.map((k) => words.findIndex((list) => list.includes(k))).find((i) => i >= 0)
    return [name, best ?? -1]
  })
  return Object.fromEntries(found)
}

/** Short names that lists use beside the full ones. */
const shortRoles: Record<string, Role> = {
  'bcd tinh': 'province',
  'ban chi dao tinh': 'province',
  'bcd huyen': 'district',
  'ban chi dao huyen': 'district',
  'bcd xa': 'commune',
  'ban chi dao xa': 'commune',
  'dieu tra dich te': 'cdc',
  'tram y te xa': 'station',
  tyt: 'station',
  'xet nghiem': 'laboratory',
  'khu cach ly': 'site',
  chot: 'checkpoint',
  'to covid': 'team',
  'to covid cong dong': 'team',
  'kiem tra': 'inspector',
  'giam sat': 'inspector',
  'kiem toan': 'auditor',
  'quan tri': 'administrator',
}

/** The role a cell names: its code, its name in either language, or a short one; null where none. */
export function readRole(cell: string): Role | null {
  const key = plain(cell)
  return (
    shortRoles[key] ?? roles.find((r) => r === key || plain(roleWords[r].vi) === key || plain(roleWords[r].en) === key) ?? null
  )
}

export interface Unit {
  areaId: number
  code: string
  tier: Tier
  name: string
  nameKey: string
  parentId: number | null
}

/**
 * The unit a cell names, among those given: by code (a spreadsheet may have dropped the leading zero), or by name, with the units above it
 * after commas where the name alone is not enough: 'Kim Liên, Kim Thành'.
 */
export function findUnit<U extends Unit>(units: readonly U[], cell: string): U | 'area-unknown' | 'area-ambiguous' {
  const code = cell.trim()
  if (/^\d+$/.test(code)) return units.find((u) => u.code === code) ?? units.find((u) => u.code === `0${code}`) ?? 'area-unknown'
  const byCode = units.find((u) => u.code === code)
  if (byCode) return byCode
  const byId = new Map(units.map((u) => [u.areaId, u]))
  const [first = '', ...above] = cell.split(/[,;>]/).map(fold)
  const called = (u: Unit, word: string) => u.nameKey === word || fold(u.name) === word
  const under = (u: Unit | undefined, words: string[]): boolean => {
    if (words.length === 0) return true
    if (!u) return false
    return called(u, words[0]!) ? under(byId.get(u.parentId ?? 0), words.slice(1)) : under(byId.get(u.parentId ?? 0), words)
  }
  const matches = units.filter((u) => called(u, first) && under(byId.get(u.parentId ?? 0), above))
  // accents tell apart what the search key joins
  const said = cell.normalize('NFC').toLowerCase()
  const exact = matches.filter((u) => said.includes(u.name.toLowerCase()))
  const [one, ...more] = exact.length > 0 ? exact : matches
  if (!one) return 'area-unknown'
  return more.length === 0 ? one : 'area-ambiguous'
}
