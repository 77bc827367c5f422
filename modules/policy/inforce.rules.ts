import type { Words } from '@phaodai/kernel/words.ts'
import type {
  Comparator,
  DiseaseCode,
  Mark,
  PolicyDocument,
  PolicyPack,
  RuleKey,
  RuleOf,
  RuleVersion,
  Source,
  Sourced,
} from './policy.contract.ts'

/** Which rules: of a disease, in a province (code with leading zero), or in the country as a whole (null). */
export interface Where {
  disease: DiseaseCode
  provinceCode: string | null
}

/** The rules in force on a day: each key from the strongest pack that has it. */
export interface PackInForce extends Where {
  day: string
  rules: { [K in RuleKey]?: RuleVersion<K> }
  /** The pack that each rule comes from. */
  from: { [K in RuleKey]?: string }
  /** Codes of the packs in force, weakest first. */
  layers: string[]
  /** Documents behind the layers, each once. */
  documents: PolicyDocument[]
}

/** A rule as it stood from a day until another (exclusive; null: no end known). */
export interface RuleStep<K extends RuleKey = RuleKey> {
  from: string
  until: string | null
  packCode: string
  version: RuleVersion<K>
}

export const laterDay = (a: string, b: string): string => (a > b ? a : b)

const strength = (pack: PolicyPack): number => (pack.basis === 'product' ? 0 : pack.provinces === null ? 1 : 2)

/** Packs for a place, weakest first: product defaults, national by date, provincial by date. Order of the argument does not matter. */
function relevant(packs: readonly PolicyPack[], where: Where): PolicyPack[] {
  return packs
    .filter((p) => p.disease === where.disease)
    .filter((p) => p.provinces === null || (where.provinceCode !== null && p.provinces.includes(where.provinceCode)))
    .sort((a, b) => strength(a) - strength(b) || a.effectiveFrom.localeCompare(b.effectiveFrom) || a.code.localeCompare(b.code))
}

const inForceOn = (pack: PolicyPack, day: string): boolean =>
  pack.effectiveFrom <= day && (pack.effectiveUntil === null || day < pack.effectiveUntil)

/*
 * Answers are kept per array of packs, which is never changed in place: a province's import asks the same question 100,000 times.
 * What is handed out is shared; do not change it.
 */
const memory = new WeakMap<readonly PolicyPack[], Map<string, unknown>>()
function remembered<T>(packs: readonly PolicyPack[], key: string, make: () => T): T {
  const known = memory.get(packs) ?? new Map<string, unknown>()
  memory.set(packs, known)
  if (!known.has(key)) known.set(key, make())
  return known.get(key) as T
}

/**
 * The rules in force for a disease in a province on a day; null where none is. Provincial packs lie over national ones, later over
 * earlier, rule by rule. A pack past its end is never used, and the product's own defaults never stand alone.
 */
export function packInForce(packs: readonly PolicyPack[], where: Where & { day: string }): PackInForce | null {
  return remembered(packs, `day ${where.disease} ${where.provinceCode} ${where.day}`, () => resolve(packs, where))
}

function resolve(packs: readonly PolicyPack[], where: Where & { day: string }): PackInForce | null {
  const layers = relevant(packs, where).filter((p) => inForceOn(p, where.day))
  if (!layers.some((p) => p.basis !== 'product')) return null
  const rules: Record<string, unknown> = {}
  const from: Record<string, string> = {}
  const documents = new Map<string, PolicyDocument>()
  for (const pack of layers) {
    for (const document of pack.documents) documents.set(document.code, document)
    for (const [key, version] of Object.entries(pack.rules)) {
      if (version === undefined) continue
      rules[key] = version
      from[key] = pack.code
    }
  }
  return {
    disease: where.disease,
    provinceCode: where.provinceCode,
    day: where.day,
    rules,
    from,
    layers: layers.map((p) => p.code),
    documents: [...documents.values()],
  }
}

/** The content of a rule in force, or undefined where no pack in force has it. */
export const ruleIn = <K extends RuleKey>(pack: PackInForce | null, key: K): RuleOf<K> | undefined => pack?.rules[key]?.rule

/** How a rule has changed over time in a place, oldest first; a gap between two steps is a time without that rule. */
export function ruleHistory<K extends RuleKey>(
  packs: readonly PolicyPack[],
  where: Where & { ruleKey: K },
): readonly RuleStep<K>[] {
  return remembered(packs, `rule ${where.disease} ${where.provinceCode} ${where.ruleKey}`, () => history(packs, where))
}

function history<K extends RuleKey>(packs: readonly PolicyPack[], where: Where & { ruleKey: K }): RuleStep<K>[] {
  const mine = relevant(packs, where)
  const edges = [
    ...new Set(mine.flatMap((p) => [p.effectiveFrom, ...(p.effectiveUntil === null ? [] : [p.effectiveUntil])])),
  ].sort()
  const steps: RuleStep<K>[] = []
  for (const [i, day] of edges.entries()) {
    const pack = packInForce(mine, { ...where, day })
    const version = pack?.rules[where.ruleKey] as RuleVersion<K> | undefined
    const packCode = pack?.from[where.ruleKey]
    if (version === undefined || packCode === undefined) continue
    const last = steps.at(-1)
    const until = edges[i + 1] ?? null
    if (last?.packCode === packCode && last.until === day) last.until = until
    else steps.push({ from: day, until, packCode, version })
  }
  return steps
}

const markWords: Record<Mark, Words> = {
  directive: { vi: 'văn bản nêu rõ', en: 'stated by the document' },
  found: { vi: 'theo nguồn đã công bố', en: 'read on a published page' },
  'memory-high': { vi: 'chưa kiểm chứng', en: 'unconfirmed' },
  'memory-medium': { vi: 'chưa kiểm chứng', en: 'unconfirmed' },
  'memory-low': { vi: 'chưa kiểm chứng', en: 'unconfirmed' },
  missing: { vi: 'chưa có số liệu', en: 'not known' },
  product: { vi: 'mặc định của phần mềm, chưa kiểm chứng', en: 'default of this product, unconfirmed' },
}

/** How far a figure may be believed, for the screen. */
export const markText = (of: Mark | { source: Source }): Words => markWords[typeof of === 'string' ? of : of.source.mark]

/** Where a figure rests: document, article, mark. */
export function sourceText(of: { source: Source }, lang: 'vi' | 'en'): string {
  const { document, article, mark, note } = of.source
  const where = article === null ? document : `${document}, ${article}`
  const how = note !== undefined && mark === 'found' ? `${markWords[mark][lang]}: ${note[lang]}` : markWords[mark][lang]
  return `${where} (${how})`
}
export const sourceWords = (of: { source: Source }): Words => ({ vi: sourceText(of, 'vi'), en: sourceText(of, 'en') })

const tests: Record<Comparator, (have: number, value: number) => boolean> = {
  '>=': (have, value) => have >= value,
  '>': (have, value) => have > value,
  '<=': (have, value) => have <= value,
  '<': (have, value) => have < value,
  '=': (have, value) => have === value,
}
/** Whether a number meets a threshold as its document words it ("from 10", "more than 10"); null where the threshold is not known. */
export const meets = (threshold: Sourced<number>, have: number): boolean | null =>
  threshold.value === null ? null : tests[threshold.comparator ?? '='](have, threshold.value)

const comparatorWords: Record<Comparator, [(n: string) => string, (n: string) => string]> = {
  '>=': [(n) => `từ ${n} trở lên`, (n) => `${n} or more`],
  '>': [(n) => `nhiều hơn ${n}`, (n) => `more than ${n}`],
  '<=': [(n) => `không quá ${n}`, (n) => `${n} or less`],
  '<': [(n) => `dưới ${n}`, (n) => `less than ${n}`],
  '=': [(n) => n, (n) => n],
}
/** A threshold in words, comparator and number; where not known, says so. */
export function limitText(threshold: Sourced<number>, lang: 'vi' | 'en'): string {
  if (threshold.value === null) return markWords.missing[lang]
  const words = comparatorWords[threshold.comparator ?? '=']
  const number = new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB').format(threshold.value)
  return lang === 'vi' ? words[0](number) : words[1](number)
}

/** One figure that a decision rests on, for "why" beside the decision. */
export interface Basis {
  ruleKey: RuleKey
  packCode: string
  says: Words
  sourceText: Words
  confirmed: boolean
}
/** Makes a basis entry from a figure of a rule. */
export const basisOf = (
  ruleKey: RuleKey,
  packCode: string,
  figure: { source: Source; confirmed: boolean },
  says: Words,
): Basis => ({
  ruleKey,
  packCode,
  says,
  sourceText: sourceWords(figure),
  confirmed: figure.confirmed,
})
