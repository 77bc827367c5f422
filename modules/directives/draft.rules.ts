/** What people do with a reading before it is issued: each step makes a new draft of the old one, so that every step can be taken back. */
import { addDays } from '@phaodai/text/dates.ts'
import type { Draft, Header, Item } from './draft.contract.ts'
import { areaTarget, type Match, matchAssignee, type Register, type Target, type Unit } from './match.rules.ts'
import { measureFor } from './measures.rules.ts'
import { isFolk } from './reader/folk.rules.ts'
import type { DirectiveRead, TaskRead } from './reader/read.rules.ts'

const cut = (text: string | null, most: number): string | null =>
  text === null || text.trim() === '' ? null : text.trim().slice(0, most)

/** The first draft: the reading, with each name matched to the register. Nothing is decided in it. */
export const firstDraft = (reading: DirectiveRead, register: Register): Draft =>
  draftBy(reading, (written) => matchAssignee(written, register))

const draftBy = (reading: DirectiveRead, match: (written: string) => Match): Draft => ({
  header: headerOf(reading),
  items: reading.tasks.slice(0, 600).map((t, i) => itemOf(t, `t${i + 1}`, match)),
})

/**
 * The first draft of a plan of a unit below, read in the book above: its "các xã" are the communes of that unit, never every one of the book's. Each
 * is named, since "each" means the book's; more than a task takes are left to a person. Bodies are that unit's, or the book's own; never those of
 * another unit, which may bear the same name.
 */
export function draftOfUnit(reading: DirectiveRead, register: Register, unit: Unit): Draft {
  const units = register.units.filter((u) => u.areaId !== unit.areaId && u.lo >= unit.lo && u.hi <= unit.hi)
  const within = { own: unit, units, bodies: register.bodies.filter((b) => b.areaId >= unit.lo && b.areaId <= unit.hi) }
  const above = { own: register.own, units: [], bodies: register.bodies.filter((b) => b.areaId === register.own.areaId) }
  const named = (of: readonly Target[]): Target[] => {
    const all = of.flatMap((t) => (t.kind === 'each' ? units.filter((u) => u.tier === t.tier).map((u) => areaTarget(u)) : [t]))
    return all.length > 40 ? [] : all
  }
  const isBody = (m: Match) => m.sure && m.to[0]?.kind === 'body'
  return draftBy(reading, (written) => {
    const [here, there] = [matchAssignee(written, within), matchAssignee(written, above)]
    const { to, sure } = isBody(there) && !isBody(here) ? there : here
    const proposals = [...here.proposals, ...there.proposals].filter((t) => t.kind !== 'each').slice(0, 8)
    return { to: named(to), sure, proposals }
  })
}

/** What the machine read a document to be; a person may have said otherwise since. */
export const headerOf = ({ document: d }: Pick<DirectiveRead, 'document'>): Header => ({
  kind: cut(d.kind, 400),
  number: cut(d.number, 400),
  issuer: cut(d.issuer, 400),
  date: d.date,
  meetingDate: d.meetingDate,
  subject: cut(d.subject, 1000),
  signatory: cut(d.signatory.name, 400),
  signatoryTitle: cut(d.signatory.title, 400),
  onBehalfOf: cut(d.signatory.onBehalfOf, 400),
})

function itemOf(t: TaskRead, key: string, match: (written: string) => Match): Item {
  const words = wordsOf(t.text)
  return {
    key,
    words,
    span: [...t.span],
    decision: 'open',
    assignees: officesFirst(t.assignees.slice(0, 40).map((written) => ({ written: written.slice(0, 400), ...match(written) }))),
    responsible: null,
    helpers: t.helpers.slice(0, 20).map((h) => h.slice(0, 300)),
    startsOn: t.startsOn,
    dueOn: t.deadline,
    dueTime: t.deadlineTime,
    dueBefore: t.before,
    ...(t.laterEnds.length > 0 && { laterOn: t.laterEnds.slice(0, 12) }),
    perDay: t.everyDays !== null && t.everyDays > 1 ? null : t.perDay,
    everyDays: t.everyDays,
    untilOn: t.startsOn !== null && t.forDays !== null ? addDays(t.startsOn, t.forDays - 1) : null,
    product: cut(t.product, 300),
    reportTo: cut(t.reportTo, 300),
    measure: measureFor(words)?.code ?? null,
  }
}

/** People and firms that an office is to hold to it get nothing themselves: no register has them. */
function officesFirst(all: Item['assignees']): Item['assignees'] {
  const offices = all.filter((a) => a.to.length > 0 || !isFolk(a.written))
  return offices.length > 0 ? offices : all
}

/** The words of a stretch of the source: spaces and line breaks become one space. */
export const wordsOf = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 4000)

const replaced = (draft: Draft, key: string, make: (item: Item) => Item[]): Draft => ({
  ...draft,
  items: draft.items.flatMap((i) => (i.key === key ? make(i) : [i])),
})

export const withHeader = (draft: Draft, change: Partial<Header>): Draft => ({ ...draft, header: { ...draft.header, ...change } })

/** What a person changed they have looked at; it is not for that confirmed. */
export const withItem = (draft: Draft, key: string, change: Partial<Omit<Item, 'key'>>): Draft =>
  replaced(draft, key, (i) => [{ ...i, ...change }])

export const decide = (draft: Draft, key: string, decision: Item['decision']): Draft => withItem(draft, key, { decision })

/** Keeps every open task whose assignees are all certain: what is doubtful is left to be looked at. */
export const keepSure = (draft: Draft): Draft => ({
  ...draft,
  items: draft.items.map((i) => (i.decision === 'open' && isSure(i) ? { ...i, decision: 'kept' } : i)),
})
export const isSure = (item: Item): boolean => item.assignees.length > 0 && item.assignees.every((a) => a.sure && a.to.length > 0)

const freeKey = (draft: Draft, from: string): string => {
  for (let n = 2; ; n++) if (!draft.items.some((i) => i.key === `${from}.${n}`)) return `${from}.${n}`
}

/** Parts a task in two at a place of the source's text; both keep whose it is and by when. Unchanged where a part would be empty. */
export function split(draft: Draft, key: string, at: number, source: string): Draft {
  const item = draft.items.find((i) => i.key === key)
  if (!item?.span) return draft
  const [from, until] = item.span
  const parts: [number, number][] = [trimmed(source, from, at), trimmed(source, at, until)]
  if (at <= from || at >= until || parts.some(([a, b]) => wordsOf(source.slice(a, b)).length < 3)) return draft
  const other = freeKey(draft, key)
  const words = parts.map((span) => wordsOf(source.slice(...span)))
  // a deadline, a rhythm or a product that only one part names is that part's; what neither names is both's
  const named = (says: (text: string) => boolean) => (n: number) => says(words[n]!) || !words.some(says)
  const due = named((text) => endsIn(item, text).length > 0)
  const rhythm = named((text) => /lần|ngày một|24\/24|hằng (?:ngày|tuần)|hàng (?:ngày|tuần)/iu.test(text))
  const product = named((text) => item.product !== null && text.toLowerCase().includes(item.product.toLowerCase()))
  return replaced(draft, key, (i) =>
    parts.map((span, n) =>
      tidy({
        ...i,
        key: n === 0 ? key : other,
        span,
        words: words[n]!,
        decision: 'open' as const,
        ...(due(n) ? dueIn(item, words[n]!) : { dueOn: null, dueTime: null, dueBefore: false, laterOn: [] }),
        ...(!rhythm(n) && { perDay: null, everyDays: null }),
        ...(!product(n) && { product: null }),
        measure: measureFor(words[n]!)?.code ?? null,
      }),
    ),
  )
}

/** Where words name a day, or a month by its last day: what stands before it; null where they do not. */
function before(words: string, on: string): string | null {
  const [year, month, day] = on.split('-').map(Number)
  const last = new Date(Date.UTC(year!, month!, 0)).getUTCDate() === day
  const named = new RegExp(
    `(?<!\\d)0?${day}\\s?(?:/|-|\\.| tháng )\\s?0?${month}(?!\\d)${last ? `|(?<!\\d[\\s/-]{0,3})tháng\\s0?${month}(?!\\d)` : ''}`,
    'iu',
  ).exec(words)
  return named && words.slice(0, named.index)
}
/** The ends of a task that some words of it name, the first of the task first. */
const endsIn = (item: Item, words: string): string[] =>
  [item.dueOn, ...(item.laterOn ?? [])].flatMap((on) => (on !== null && before(words, on) !== null ? [on] : []))
/** By when a part of a task is due: by the end that it names, else by that of the whole. */
function dueIn(item: Item, words: string): Partial<Item> {
  const [first, ...laterOn] = endsIn(item, words)
  if (first === undefined) return {}
  if (first === item.dueOn) return { laterOn }
  return { dueOn: first, dueTime: null, dueBefore: /trước(?:\sngày)?\s*$/iu.test(before(words, first)!), laterOn }
}
/** Without a list of other ends where there are none. */
const tidy = ({ laterOn, ...item }: Item): Item => (laterOn?.length ? { ...item, laterOn } : item)

function trimmed(source: string, from: number, until: number): [number, number] {
  let [a, b] = [from, until]
  while (a < b && /[\s;,]/u.test(source[a]!)) a++
  while (b > a && /\s/u.test(source[b - 1]!)) b--
  return [a, b]
}

/** Makes one of a task and the one after it in the text: both stretches and what lies between, everybody's, the earlier deadline. */
export function merge(draft: Draft, key: string, withKey: string, source: string): Draft {
  const [a, b] = [draft.items.find((i) => i.key === key), draft.items.find((i) => i.key === withKey)]
  if (!a || !b || a === b) return draft
  const spans = [a.span, b.span].flatMap((s) => (s ? [s] : []))
  const span: [number, number] | null =
    spans.length === 0 ? null : [Math.min(...spans.map((s) => s[0])), Math.max(...spans.map((s) => s[1]))]
  const dues = [a, b].filter((i) => i.dueOn !== null).sort((x, y) => (x.dueOn! < y.dueOn! ? -1 : 1))
  const due = dues[0] ?? a
  const later = [a, b].flatMap((i) => [i.dueOn, ...(i.laterOn ?? [])]).filter((on) => on !== null && on !== due.dueOn)
  const known = new Set(a.assignees.map((x) => x.written))
  const one: Item = {
    ...a,
    span,
    words: span && a.span && b.span ? wordsOf(source.slice(...span)) : wordsOf(`${a.words} ${b.words}`),
    decision: 'open',
    assignees: [...a.assignees, ...b.assignees.filter((x) => !known.has(x.written))].slice(0, 40),
    helpers: [...new Set([...a.helpers, ...b.helpers])].slice(0, 20),
    dueOn: due.dueOn,
    dueTime: due.dueTime,
    dueBefore: due.dueBefore,
    laterOn: [...new Set(later as string[])].slice(0, 12),
    perDay: a.perDay ?? b.perDay,
    everyDays: a.everyDays ?? b.everyDays,
    product: a.product ?? b.product,
    reportTo: a.reportTo ?? b.reportTo,
    measure: a.measure ?? b.measure,
  }
  return { ...draft, items: draft.items.flatMap((i) => (i === a ? [tidy(one)] : i === b ? [] : [i])) }
}

/** A task that the reader missed: a stretch of the text, or words of one's own. It stands in the order of the text. */
export function add(draft: Draft, what: { span: [number, number]; source: string } | { words: string }): Draft {
  const span = 'span' in what ? trimmed(what.source, ...what.span) : null
  const words = 'span' in what ? wordsOf(what.source.slice(...span!)) : wordsOf(what.words)
  if (words.length < 3) return draft
  const blank = { helpers: [], startsOn: null, dueOn: null, dueTime: null, dueBefore: false, perDay: null, everyDays: null }
  const item: Item = {
    ...blank,
    key: freeKey(draft, 'a'),
    words,
    span,
    decision: 'open',
    assignees: [],
    responsible: null,
    untilOn: null,
    product: null,
    reportTo: null,
    measure: measureFor(words)?.code ?? null,
  }
  const at = span ? draft.items.findIndex((i) => i.span !== null && i.span[0] > span[0]) : -1
  const items = [...draft.items]
  items.splice(at < 0 ? items.length : at, 0, item)
  return { ...draft, items }
}

/** Why a draft cannot be issued yet, task by task, in order; none: it can. */
export interface NotReady {
  key: string
  why: 'undecided' | 'nobody' | 'unmatched' | 'rhythm' | 'dates'
  /** The name that is matched to nobody. */
  written?: string
}
export function notReady(draft: Draft): NotReady[] {
  return draft.items.flatMap((i): NotReady[] => {
    if (i.decision === 'dropped') return []
    if (i.decision === 'open') return [{ key: i.key, why: 'undecided' }]
    if (i.assignees.length === 0) return [{ key: i.key, why: 'nobody' }]
    const lost = i.assignees.find((a) => a.to.length === 0)
    if (lost) return [{ key: i.key, why: 'unmatched', written: lost.written }]
    if ((i.perDay ?? 1) > 1 && (i.everyDays ?? 1) > 1) return [{ key: i.key, why: 'rhythm' }]
    if (i.startsOn !== null && i.dueOn !== null && i.dueOn < i.startsOn) return [{ key: i.key, why: 'dates' }]
    return []
  })
}

/** The text in stretches, each with the tasks that it belongs to: what a page lights. */
export function stretches(
  length: number,
  items: readonly Pick<Item, 'key' | 'span'>[],
): { from: number; until: number; keys: string[] }[] {
  const spans = items.flatMap(({ key, span }) =>
    span && span[1] > span[0] ? [{ key, from: span[0], until: Math.min(span[1], length) }] : [],
  )
  const edges = [...new Set([0, length, ...spans.flatMap((s) => [s.from, s.until])])]
    .filter((e) => e <= length)
    .sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, i) => {
    const until = edges[i + 1]!
    return { from, until, keys: spans.filter((s) => s.from <= from && s.until >= until).map((s) => s.key) }
  })
}
