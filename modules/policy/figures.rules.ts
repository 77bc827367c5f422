import type { Words } from '@phaodai/kernel/words.ts'
import { figureWords, ruleWords, unitWords, valueWords } from './figures.words.ts'
import type { PackInForce } from './inforce.rules.ts'
import { markText, sourceWords } from './inforce.rules.ts'
import { type Comparator, type RuleKey, type RuleVersion, ruleKeys, type Source, type Sourced } from './policy.contract.ts'

/** One figure of a rule, ready for a screen or a document. */
export interface Figure {
  ruleKey: RuleKey
  /** Where in the rule it stands: rows.0.holdDays. One in a rule. */
  path: string
  /** The rule's name. */
  ruleTitle: Words
  /** The row, route or criterion that it belongs to, in the document's words; null where the rule has but one. */
  item: Words | null
  /** What the figure is. */
  title: Words
  /** Its value in words, with comparator and unit; "not known" where it is missing. */
  text: Words
  value: unknown
  unit: string | null
  comparator: Comparator | null
  source: Source
  sourceText: Words
  /** False: shown as unconfirmed. */
  confirmed: boolean
  packCode: string
  reachesOpenOrders: boolean
}

type Stated = { source: Source; confirmed: boolean; text?: Words }
const isStated = (node: object): node is Stated => 'source' in node && 'confirmed' in node
const isFigure = (node: object): node is Sourced<unknown> => isStated(node) && 'value' in node
const both = (make: (lang: 'vi' | 'en') => string): Words => ({ vi: make('vi'), en: make('en') })
const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'vi' in value && 'en' in value
const codeText = (value: unknown, lang: 'vi' | 'en') => valueWords[String(value)]?.[lang] ?? String(value)

const limits: Record<Comparator, Words> = {
  '>=': { vi: 'từ {} trở lên', en: 'at least {}' },
  '>': { vi: 'trên {}', en: 'more than {}' },
  '<=': { vi: 'không quá {}', en: 'at most {}' },
  '<': { vi: 'dưới {}', en: 'less than {}' },
  '=': { vi: '{}', en: '{}' },
}
const number = (value: unknown, lang: 'vi' | 'en') =>
  new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB').format(Number(value))

/** A number and its unit: 1 day, 14 days, Ct 30. */
function amount(text: string, unit: string | undefined, lang: 'vi' | 'en'): string {
  if (unit === undefined) return text
  if (unit === 'Ct') return `Ct ${text}`
  const words = unitWords[unit]?.[lang] ?? unit
  const one = lang === 'en' && text === '1'
  return `${text} ${one ? words.replace(/^people/, 'person').replace(/^(\w+)s\b/, '$1') : words}`
}

/** A figure's value in words, with its comparator and unit. */
export function valueText({ value, unit, comparator, source }: Sourced<unknown>): Words {
  if (value === null) return markText(source.mark)
  if (isWords(value)) return value
  return both((lang) => {
    if (typeof value === 'number') return limits[comparator ?? '='][lang].replace('{}', amount(number(value, lang), unit, lang))
    if (Array.isArray(value)) {
      if (typeof value[0] !== 'number') return value.map((v) => codeText(v, lang)).join(', ')
      return `${lang === 'vi' ? 'ngày' : 'day'} ${value.join(', ')}`
    }
    if (typeof value === 'object' && 'min' in value && 'max' in value)
      return amount(`${number(value.min, lang)}–${number(value.max, lang)}`, unit, lang)
    return codeText(value, lang)
  })
}

/** Every figure of one version of a rule, in the document's order. */
export function figuresOf<K extends RuleKey>(ruleKey: K, packCode: string, version: RuleVersion<K>): Figure[] {
  const out: Figure[] = []
  const add = (path: string[], node: Stated, item: Words | null, key: string) => {
    const figure = isFigure(node) ? node : null
    out.push({
      ruleKey,
      path: path.join('.'),
      ruleTitle: ruleWords[ruleKey],
      item,
      title: titleOf(ruleKey, path, key),
      text: figure ? valueText(figure) : (node.text ?? valueWords.true!),
      value: figure ? figure.value : true,
      unit: figure?.unit ?? null,
      comparator: figure?.comparator ?? null,
      source: node.source,
      sourceText: sourceWords(node),
      confirmed: node.confirmed,
      packCode,
      reachesOpenOrders: version.reachesOpenOrders,
    })
  }
  const walk = (node: unknown, path: string[], item: Words | null) => {
    if (node === null || typeof node !== 'object') return
    if (isFigure(node)) return add(path, node, item, path.at(-1) ?? '')
    // a criterion states by itself; its text is then the figure, and the item of the limits in it
    const own = 'text' in node && isWords(node.text) ? node.text : item
    if (isStated(node)) add(path, node, null, 'criterion')
    const kind = 'kind' in node && typeof node.kind === 'string' ? node.kind : null
    for (const [key, inner] of Object.entries(node)) {
      if (kind && key === 'days' && inner && isFigure(inner)) add([...path, key], inner, own, kind)
      else walk(inner, [...path, key], own)
    }
  }
  walk(version.rule, [], null)
  return out
}

function titleOf(ruleKey: RuleKey, path: string[], key: string): Words {
  return figureWords[`${ruleKey}.${path.join('.')}`] ?? figureWords[key] ?? { vi: key, en: key }
}

/** Every figure in force, rule by rule. */
export const figuresInForce = (pack: PackInForce): Figure[] =>
  ruleKeys.flatMap((key) => {
    const version = pack.rules[key] as RuleVersion<typeof key> | undefined
    const packCode = pack.from[key]
    return version && packCode ? figuresOf(key, packCode, version) : []
  })
