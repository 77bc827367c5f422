/** Who in the register a name of a document means. It proposes: a person confirms. */
import { fold } from '@phaodai/text/fold.ts'

export interface Unit {
  areaId: number
  tier: string
  name: string
  fullName: string
  lo: number
  hi: number
}
export interface Body {
  bodyId: number
  areaId: number
  name: string
}
/** What a unit's book knows: the unit itself, those within it, and the bodies of both. */
export interface Register {
  own: Unit
  units: readonly Unit[]
  bodies: readonly Body[]
}

/** A committee of an area, a body, or each unit of a tier within one's own. */
export type Target =
  | { kind: 'area'; areaId: number; name: string }
  | { kind: 'body'; bodyId: number; areaId: number; name: string }
  | { kind: 'each'; tier: 'district' | 'commune'; name: string }

export interface Match {
  to: Target[]
  /** The name says exactly this; else it is a proposal to be looked at. */
  sure: boolean
  /** Others that it may mean, best first. */
  proposals: Target[]
}

const short: [RegExp, string][] = [
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bhdnd\b/g, 'hoi dong nhan dan'],
  [/\bmttq\b/g, 'mat tran to quoc'],
  [/\bbcd\b/g, 'ban chi dao'],
  [/\bttyt\b/g, 'trung tam y te'],
  [/\bcdc\b/g, 'trung tam kiem soat benh tat'],
  [/\bdtnt\b/g, 'doan thanh nien'],
  [/\bldtbxh\b/g, 'lao dong thuong binh va xa hoi'],
]
/** Letters and digits only, abbreviations written out. */
const plain = (text: string): string =>
  short
    .reduce(
      (t, [from, to]) => t.replace(from, to),
      fold(text)
        .replace(/[^a-z0-9/]+/g, ' ')
        .trim(),
    )
    .replace(/ +/g, ' ')

/** Without what only says whose: "Sở Y tế tỉnh Hải Dương", "Sở Y tế tỉnh", "Sở Y tế" are one. */
function bare(text: string, own: Unit): string {
  const name = plain(own.name)
  // in a district "Công an tỉnh" is not its own police
  const whose = own.tier === 'province' ? / (?:cua )?(?:cap )?tinh (?!uy)/g : /(?!)/g
  return ` ${plain(text)} `
    .replace(/ (?:cac )?dong chi /g, ' ')
    .replace(new RegExp(` (?:tinh|thanh pho|huyen|thi xa|xa|phuong)?(?: uy)? ?${name} `, 'g'), ' ')
    .replace(whose, ' ')
    .replace(/ (?:viet nam|tren dia ban.*) /g, ' ')
    .trim()
}

const many = /\b(?:cac|moi|tung|tat ca|toan bo|nhung|\d+\/\d+|\d\d+)\b/
const district = /\b(?:huyen|thi xa|thanh pho|cap huyen|huyen uy|thi uy|thanh uy|thi thanh uy|dia phuong)\b/
const commune = /\b(?:xa|phuong|thi tran|cap xa)\b/
const anyLevel = /\b(?:cap uy|chinh quyen|cac cap|cac nganh|dia phuong|moi nguoi|nguoi dung dau)\b/
const teams = /\bto covid|\bto tu quan|\bto cong dong/

const each = (register: Register, tier: 'district' | 'commune'): Target[] => {
  const there = register.units.filter((u) => u.tier === tier).length
  if (there === 0) return tier === 'district' ? each(register, 'commune') : []
  const words = tier === 'district' ? 'huyện, thị xã, thành phố' : 'xã, phường, thị trấn'
  return [{ kind: 'each', tier, name: `${there}/${there} ${words}` }]
}

export const areaTarget = (u: Unit): Target => ({ kind: 'area', areaId: u.areaId, name: u.fullName })
const bodyTarget = (b: Body): Target => ({ kind: 'body', bodyId: b.bodyId, areaId: b.areaId, name: b.name })

/** Units whose name stands in the text after a word of their tier, accents counted: "huyện Kim Thành", "thành ủy Chí Linh", "các huyện Kim Thành, Cẩm Giàng". */
function unitsNamed(written: string, { own, units }: Register): Unit[] {
  const text = ` ${written.normalize('NFC').toLowerCase()} `
  const key = plain(written)
  const tier = district.test(key) ? 'district' : commune.test(key) ? 'commune' : null
  if (!tier) return []
  return units.filter((u) => {
    if (u.tier !== tier || u.areaId === own.areaId) return false
    const at = text.indexOf(u.name.toLowerCase())
    return at > 0 && !/\p{L}/u.test(text[at - 1]!) && !/\p{L}/u.test(text[at + u.name.length] ?? ' ')
  })
}

/** Shared words of two names, of the words of the longer one: 0..1. */
function likeness(a: string, b: string): number {
  const [x, y] = [new Set(a.split(' ')), new Set(b.split(' '))]
  const shared = [...x].filter((w) => y.has(w)).length
  return shared / Math.max(x.size, y.size)
}

export function matchAssignee(written: string, register: Register): Match {
  const { own, bodies } = register
  const key = bare(written, own)
  const near = bodies
    .map((b) => ({ b, like: likeness(key, bare(b.name, own)) }))
    .filter(({ like }) => like >= 0.4)
    .sort((p, q) => q.like - p.like || p.b.name.localeCompare(q.b.name, 'vi'))
    .slice(0, 4)
  const proposals = near.map(({ b }) => bodyTarget(b))
  const exact = bodies.filter((b) => bare(b.name, own) === key && key !== '')
  // the name of two bodies means neither for certain; one's own area's comes first
  const ownBody = exact.find((b) => b.areaId === own.areaId) ?? exact[0]
  if (ownBody)
    return { to: [bodyTarget(ownBody)], sure: exact.filter((b) => b.areaId === ownBody.areaId).length === 1, proposals }
  const named = unitsNamed(written, register)
  if (named.length > 0) return { to: named.map(areaTarget), sure: true, proposals }
  const full = plain(written)
  const isMany = many.test(full)
  const groups = [...each(register, 'district'), ...each(register, 'commune')]
  if (isMany && district.test(full))
    return { to: each(register, 'district'), sure: !anyLevel.test(full), proposals: [...proposals, ...groups] }
  if (isMany && commune.test(full)) return { to: each(register, 'commune'), sure: true, proposals: [...proposals, ...groups] }
  if (teams.test(full)) return { to: each(register, 'commune'), sure: false, proposals: [...groups, ...proposals] }
  if (anyLevel.test(full)) return { to: each(register, 'district'), sure: false, proposals: [...groups, ...proposals] }
  const committee = new RegExp(
    {
      province: 'tinh uy|uy ban nhan dan tinh|ban chi dao|cap tinh',
      district: 'huyen uy|uy ban nhan dan huyen|ban chi dao',
      commune: 'dang uy|uy ban nhan dan|ban chi dao',
    }[own.tier] ?? 'ban chi dao',
  )
  const isOwn = committee.test(full) && near[0] === undefined
  if (isOwn) return { to: [areaTarget(own)], sure: false, proposals }
  const best = near[0]
  return best && best.like >= 0.75 ? { to: [bodyTarget(best.b)], sure: false, proposals } : { to: [], sure: false, proposals }
}
