/** What differs between two texts of a policy pack, number by number: nothing that differs is left out. */
import type { Words } from '@phaodai/kernel/words.ts'
import { type Figure, figuresOf, valueText } from './figures.rules.ts'
import { ruleWords, valueWords } from './figures.words.ts'
import { packInForce, sourceWords, type Where } from './inforce.rules.ts'
import {
  type DiseaseProfile,
  type PolicyDocument,
  type PolicyPack,
  type RuleKey,
  type RuleVersion,
  ruleKeys,
  type Source,
  type Sourced,
} from './policy.contract.ts'

/** One side of a change: what it says, where that is written, how sure it is; null where the pack says no source of it. */
export interface ChangeSide {
  text: Words
  sourceText: Words | null
  confirmed: boolean | null
}
export interface PackChange {
  /** Null: of the pack as a whole, its dates, provinces, documents. */
  ruleKey: RuleKey | null
  ruleTitle: Words | null
  /** Rows and criteria by their ids: f1Hold.rows.vaccinated.holdDays. */
  path: string
  item: Words | null
  title: Words
  /** Null: not there. */
  was: ChangeSide | null
  now: ChangeSide | null
}

interface Leaf extends ChangeSide {
  item: Words | null
  title: Words
  /** The whole of it, to tell whether it is the same. */
  print: string
}
/** What is compared: a pack, or the rules of several as they lie over each other. */
export type Compared = Pick<PolicyPack, 'rules'> & Partial<PolicyPack>

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)
/** JSON with its keys in order. */
export const canonical = (x: unknown): string =>
  JSON.stringify(x, (_, v: unknown) =>
    isObject(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  )
const isWords = (x: unknown): x is Words => isObject(x) && typeof x.vi === 'string' && typeof x.en === 'string'
const isStated = (x: Record<string, unknown>): x is { source: Source; confirmed: boolean } & Record<string, unknown> =>
  isObject(x.source) && 'confirmed' in x
const words = (x: unknown): Words => {
  if (isWords(x)) return { vi: x.vi, en: x.en }
  const list = Array.isArray(x) ? x : [x]
  const of = (lang: 'vi' | 'en') =>
    list.map((v) => valueWords[String(v)]?.[lang] ?? (isObject(v) ? canonical(v) : String(v))).join(', ')
  return { vi: of('vi'), en: of('en') }
}

const partWords: Record<string, Words> = {
  title: { vi: 'Tên gói', en: 'Title' },
  disease: { vi: 'Bệnh', en: 'Disease' },
  basis: { vi: 'Loại căn cứ', en: 'Kind of basis' },
  provinces: { vi: 'Nơi áp dụng (mã tỉnh)', en: 'Provinces' },
  effectiveFrom: { vi: 'Hiệu lực từ ngày', en: 'In force from' },
  effectiveUntil: { vi: 'Hết hiệu lực ngày', en: 'No longer in force on' },
  datesNote: { vi: 'Ghi chú về ngày', en: 'Note on the dates' },
  documents: { vi: 'Văn bản', en: 'Document' },
  reaches: { vi: 'Áp dụng cho quyết định đang mở', en: 'Reaches orders already open' },
  order: { vi: 'Thứ tự xét', en: 'Order of reading' },
  id: { vi: 'Mã mục', en: 'Id of the item' },
  text: { vi: 'Lời văn', en: 'Wording' },
  name: { vi: 'Tên', en: 'Name' },
  places: { vi: 'Nơi cách ly', en: 'Places' },
  immunity: { vi: 'Điều kiện miễn dịch', en: 'Immunity' },
  masked: { vi: 'Khẩu trang', en: 'Masks' },
  kind: { vi: 'Loại', en: 'Kind' },
  method: { vi: 'Phương pháp', en: 'Method' },
  needs: { vi: 'Điều kiện kèm', en: 'Also needed' },
  gives: { vi: 'Kết luận', en: 'Gives' },
  aliases: { vi: 'Tên gọi khác', en: 'Other names' },
  classification: { vi: 'Cách theo dõi', en: 'How it is followed' },
  cluster: { vi: 'Ổ dịch', en: 'Outbreak' },
  by: { vi: 'Gom ca theo', en: 'Cases are grouped by' },
  casesAtLeast: { vi: 'Số ca thành ổ dịch', en: 'Cases that make an outbreak' },
  withinDays: { vi: 'Trong số ngày', en: 'Within days' },
  radiusMetres: { vi: 'Trong bán kính', en: 'Within a radius' },
  endsAfterDaysWithoutCase: { vi: 'Kết thúc sau số ngày không có ca', en: 'Over after days without a case' },
  closeClassDays: { vi: 'Cho lớp nghỉ', en: 'A class stays closed' },
  incubationDays: { vi: 'Thời gian ủ bệnh', en: 'Incubation' },
  serialIntervalDays: { vi: 'Khoảng cách giữa hai ca nối nhau', en: 'Serial interval' },
  infectious: { vi: 'Thời gian lây', en: 'Infectious' },
  group: { vi: 'Nhóm theo luật', en: 'Group of the law' },
  from: { vi: 'Từ ngày', en: 'From' },
  until: { vi: 'Đến trước ngày', en: 'Until' },
  notifyWithinHours: { vi: 'Báo ca bệnh trong', en: 'A case is notified within' },
  after: { vi: 'Sau đó', en: 'Afterwards' },
}
const partOf = (key: string): Words => partWords[key] ?? { vi: key, en: key }

const idOf = (x: unknown): string | null => {
  if (!isObject(x)) return null
  return typeof x.id === 'string' ? x.id : typeof x.code === 'string' ? x.code : null
}

/** Every leaf under a node: figures and criteria with their sources, and everything else that it says. `figures`: how a screen calls those, by place. */
function leavesUnder(root: unknown, figures: ReadonlyMap<string, Figure>, put: (path: string, leaf: Leaf) => void) {
  const plain = (path: string, name: string, item: Words | null, value: unknown) =>
    put(path, { item, title: partOf(name), text: words(value), sourceText: null, confirmed: null, print: canonical(value) })
  const walk = (node: unknown, path: string[], index: string[], item: Words | null): void => {
    const name = path.at(-1) ?? ''
    if (Array.isArray(node) && node.length > 0 && node.every((x) => idOf(x) !== null)) {
      const ids = node.map((x) => idOf(x)!)
      plain([...path, 'order'].join('.'), 'order', item, ids)
      // twice the same id: told apart by how often it was met
      for (const [i, inner] of node.entries()) {
        const met = ids.slice(0, i).filter((id) => id === ids[i]).length
        walk(inner, [...path, met > 0 ? `${ids[i]}(${met + 1})` : ids[i]!], [...index, String(i)], item)
      }
    } else if (Array.isArray(node) && node.some(isObject)) {
      plain([...path, 'order'].join('.'), 'order', item, node.length)
      for (const [i, inner] of node.entries()) walk(inner, [...path, String(i)], [...index, String(i)], item)
    } else if (isObject(node) && !isWords(node)) {
      const own = isWords(node.text) ? node.text : item
      const found = isStated(node) ? figures.get(index.join('.')) : undefined
      const whole = isStated(node) && 'value' in node
      if (isStated(node)) {
        const { value, unit, comparator, source, confirmed, text } = node
        const print = canonical(whole ? node : { source, confirmed, text, unit, comparator, value })
        put([...path, '='].join('.'), {
          ...{
            item: found?.item ?? item,
            title: found?.title ?? partOf(name),
            text: found?.text ?? (whole ? valueText(node as unknown as Sourced<unknown>) : words(text ?? true)),
          },
          ...{ sourceText: sourceWords({ source }), confirmed, print },
        })
        if (whole) return
      }
      if (Object.keys(node).length === 0) plain(path.join('.'), name, item, '{}')
      for (const [k, inner] of Object.entries(node)) {
        if (inner === undefined || (isStated(node) && ['source', 'confirmed', 'text'].includes(k))) continue
        walk(inner, [...path, k], [...index, k], own)
      }
    } else plain(path.join('.'), name, item, node)
  }
  walk(root, [], [], null)
}

function leavesOfRule(key: RuleKey, version: RuleVersion<RuleKey>, out: Map<string, Leaf>) {
  const put = (path: string, leaf: Leaf) => out.set(`${key}.${path}`, leaf)
  leavesUnder(version.rule, new Map(figuresOf(key, '', version).map((f) => [f.path, f])), put)
  put('reaches', {
    ...{ item: null, title: partWords.reaches!, text: words(version.reachesOpenOrders) },
    ...{ sourceText: sourceWords({ source: version.reachesSource }), confirmed: null },
    print: canonical([version.reachesOpenOrders, version.reachesSource]),
  })
}

function leavesOfDocuments(
  documents: readonly PolicyDocument[],
  put: (path: string, title: Words, value: unknown, text: Words) => void,
) {
  for (const [i, d] of documents.entries()) {
    const about = (lang: 'vi' | 'en') => [d.code, d.title[lang], d.issuer, d.issuedOn ?? ''].filter(Boolean).join(', ')
    const path = documents.findIndex((x) => x.code === d.code) === i ? d.code : `${d.code}(${i})`
    put(`.documents.${path}`, partWords.documents!, d, { vi: about('vi'), en: about('en') })
  }
}

function leavesOfProfile({ code: _, documents, ...profile }: DiseaseProfile): Map<string, Leaf> {
  const out = new Map<string, Leaf>()
  leavesUnder(profile, new Map(), (path, leaf) => out.set(`.${path}`, leaf))
  leavesOfDocuments(documents, (path, title, value, text) =>
    out.set(path, { item: null, title, text, sourceText: null, confirmed: null, print: canonical(value) }),
  )
  return out
}

function leavesOf(pack: Compared): Map<string, Leaf> {
  const out = new Map<string, Leaf>()
  const { rules, documents = [], ...head } = pack
  const put = (path: string, title: Words, value: unknown, text = words(value)) =>
    out.set(path, { item: null, title, text, sourceText: null, confirmed: null, print: canonical(value) })
  for (const [key, value] of Object.entries(head)) if (value !== undefined && key !== 'code') put(`.${key}`, partOf(key), value)
  leavesOfDocuments(documents, put)
  for (const key of ruleKeys) {
    const version = rules[key] as RuleVersion<RuleKey> | undefined
    if (version) leavesOfRule(key, version, out)
  }
  return out
}

/**
 * Everything that differs, in the order of the rules: figures with article and mark, wording, whom a row is for, dates, documents.
 * Empty exactly where the two say the same, whatever the order of their keys.
 */
export const packChanges = (was: Compared | null, now: Compared): PackChange[] =>
  changesBetween(was ? leavesOf(was) : new Map(), leavesOf(now))

/** The same of two texts of a disease profile; null: a disease that is not here. */
export const profileChanges = (was: DiseaseProfile | null, now: DiseaseProfile): PackChange[] =>
  changesBetween(was ? leavesOfProfile(was) : new Map(), leavesOfProfile(now))

function changesBetween(before: ReadonlyMap<string, Leaf>, after: ReadonlyMap<string, Leaf>): PackChange[] {
  const sideOf = (leaf: Leaf | undefined): ChangeSide | null =>
    leaf ? { text: leaf.text, sourceText: leaf.sourceText, confirmed: leaf.confirmed } : null
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path)?.print !== after.get(path)?.print)
    .map((path) => {
      const [x, y] = [before.get(path), after.get(path)]
      const ruleKey = ruleKeys.find((k) => path.startsWith(`${k}.`)) ?? null
      const { item, title } = (y ?? x)!
      return {
        ...{ ruleKey, ruleTitle: ruleKey && ruleWords[ruleKey], path: path.replace(/\.=$/, '').replace(/^\./, '') },
        ...{ item, title, was: sideOf(x), now: sideOf(y) },
      }
    })
    .sort((a, b) => order(a.ruleKey) - order(b.ruleKey))
}
const order = (key: RuleKey | null) => (key === null ? -1 : ruleKeys.indexOf(key))

/** What a pack that is not here yet would change on the day it would begin to count: against the rules in force then, rule by rule. */
export function changesInForce(packs: readonly PolicyPack[], pack: PolicyPack, where: Where, today: string) {
  const counts = pack.effectiveFrom <= today && (pack.effectiveUntil === null || today < pack.effectiveUntil)
  const day = counts ? today : pack.effectiveFrom
  const before = packInForce(packs, { ...where, day })
  const after = packInForce([...packs, pack], { ...where, day })
  const keys = ruleKeys.filter((key) => pack.rules[key] !== undefined)
  const of = (rules: PolicyPack['rules'] | undefined): Compared => ({
    rules: Object.fromEntries(keys.flatMap((key) => (rules?.[key] ? [[key, rules[key]]] : []))) as PolicyPack['rules'],
  })
  return {
    day,
    inForceToday: counts,
    changes: packChanges(of(before?.rules), { rules: pack.rules }),
    /** Rules of it that a stronger pack of this place lies over. */
    lost: keys.flatMap((key) => {
      const by = after?.from[key]
      return by === undefined || by === pack.code ? [] : [{ ruleKey: key, ruleTitle: ruleWords[key], packCode: by }]
    }),
  }
}
