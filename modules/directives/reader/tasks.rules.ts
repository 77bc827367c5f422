/** The tasks of a directive: which sentences and items are orders, and whose. */

import type { Order } from './bare.rules.ts'
import { namesApart } from './bodies.rules.ts'
import { namedInBrackets, ordersOf, type View } from './clauses.rules.ts'
import { isDemand, isEachPart, isFolk, isPeople, isPlace, isSpeaker } from './folk.rules.ts'
import { saysWhen, saysWho } from './followups.rules.ts'
import { headingOf } from './headings.rules.ts'
import type { Paragraph } from './layout.rules.ts'
import { chargedIn, orderIn } from './orders.rules.ts'
import { isCaption, isCarriedOut, isClosing, isOutlook, isPetition, isReportLine, opensOrders, tells } from './sections.rules.ts'
import { type Stretch, sentencesOf } from './sentences.rules.ts'
import type { Source } from './source.rules.ts'
import { PEOPLE } from './subjects.rules.ts'

export type AssigneeFrom = 'sentence' | 'heading' | 'document'
export interface Found extends Stretch {
  assignees: string[]
  /** Where the assignee is named; null where the document names nobody. */
  from: AssigneeFrom | null
  /** Bodies that the assignee is to direct: 'chỉ đạo Sở Tài chính …'. */
  through: string[]
  /** Who helps, where a line of its own says so. */
  helpers: string[]
  /** Stretches elsewhere whose dates bind this task: its heading, or a later sentence about its product. */
  bound: Stretch[]
  /** Where the sentence begins that gives it. */
  sentence: number
  /** Labels of the items it stands under. */
  path: string[]
  /** Where a table has a column for it. */
  product?: string | null
}
export interface SentenceRead extends Stretch {
  order: boolean
  /** A cell of a column of time. */
  term?: boolean
  /** It stands in a list of terms. */
  listed?: boolean
}

interface Context {
  rank: number
  label: string
  who: string[] | null
  outlook: boolean
  /** Under it a report asks of those above, and orders nothing. */
  upward?: boolean
  /** Under it stand things, not orders, save what is told to an office. */
  things?: boolean
  /** It only names whom the items under it are for. */
  charges?: boolean
  /** How many of the items right under it there were, and how many of them gave orders. */
  items: number
  orders: number
  bound: Stretch | null
}

/** @param document its kind (a report asks of those above) and who issues it (whose word charges nobody with making others do it) */
export function tasksIn(
  source: Source,
  paragraphs: readonly Paragraph[],
  addressees: string[],
  { kind = null, issuer = null }: { kind?: string | null; issuer?: string | null } = {},
): { tasks: Found[]; sentences: SentenceRead[] } {
  const view: View = { flat: source.text.replace(/[\n\t]/gu, ' '), low: source.low.replace(/[\n\t]/gu, ' ') }
  const { flat, low } = view
  const tasks: Found[] = []
  const sentences: SentenceRead[] = []
  let lead = addressees
  let ordering = false
  /** The first task of the last paragraph that gave any. */
  let given = 0
  /** How many tasks there were before this paragraph. */
  let begun = 0
  const stack: Context[] = []
  /** Whom the paragraph before spoke of, where no items are marked. */
  let told: string[] | null = null
  /** A line has said whom all that follows is for: then a paragraph that names nobody is for them. */
  let opened = false
  /** From here on no paragraph is marked as an item; one alone is no list. */
  const prose = paragraphs.filter((p) => p.mark).length < 2 ? 0 : paragraphs.findLastIndex((p) => p.mark !== null) + 1
  /** Headings that are orders themselves should none stand under them, by the paragraph they are in. */
  const barren = new Map<number, Found>()

  const inherited = (): { who: string[]; from: AssigneeFrom } | null => {
    const who = headed()
    return who ? { who, from: 'heading' } : lead.length > 0 ? { who: lead, from: 'document' } : null
  }
  /** The item stands under a line that names a body and orders nothing itself. */
  const charged = (): boolean => {
    const over = stack.at(-2)
    // or it stands among items that are all orders
    return over !== undefined && (over.charges === true || (ordering && over.items > 2 && over.orders === over.items - 1))
  }
  const headed = (): string[] | null => stack.findLast((c) => c.who)?.who ?? (opened ? null : told)
  const named = (at: number, place: { start: number; end: number }) => namesApart(flat.slice(at + place.start, at + place.end))
  const made = (stretch: Stretch, sentence: number, order: Order, names: string[] | null, from: AssigneeFrom | null): Found => ({
    ...stretch,
    assignees: names ?? [],
    from: names && names.length > 0 ? from : null,
    through: order.through ? named(stretch.start, order.through) : [],
    helpers: [],
    bound: stack.flatMap((c) => (c.bound ? [c.bound] : [])),
    sentence,
    path: stack.map((c) => c.label).filter(Boolean),
  })

  paragraphs.forEach((p, index) => {
    const start = p.mark?.after ?? p.start
    const text = flat.slice(start, p.end)
    const lowText = low.slice(start, p.end)
    if (p.mark) {
      while (stack.length > 0 && stack.at(-1)!.rank >= p.mark.rank) stack.pop()
      ordering = true
    } else if (isDemand(lowText.slice(0, 120)) && stack.at(-1)?.charges && (index < prose || paragraphs[index - 1]?.mark)) {
      // right under "UBND các xã": what that body is to demand, and no closing word to all
    } else if (
      isClosing(lowText.slice(0, 120)) ||
      (index >= prose && prose > 0 && (isReportLine(lowText.slice(0, 200)) || isDemand(lowText.slice(0, 120))))
    ) {
      stack.length = 0
      if (/^(?:trên đây là|ban cán sự)/u.test(lowText)) ordering = true
    }
    if (index >= prose && tells(lowText)) ordering = true
    if (opensOrders(lowText)) {
      ordering = true
      return
    }
    if (text.length < 240 && isCaption(text)) return
    const next = paragraphs[index + 1]
    const opensList =
      /(?:[:：]|\s(?:như sau|sau đây))\s*$/u.test(text) ||
      (text.length < 140 && !/[.;…!,]\s*$/u.test(text) && next !== undefined && deeper(p, next, stack.at(-1)?.rank ?? 0))
    // what is carried out, set off by a full stop before who speaks: no order, unless it goes on to charge somebody
    const parts = sentencesOf(flat, start, p.end).filter(
      (s) =>
        p.mark ||
        !opensList ||
        !isCarriedOut(low.slice(s.start, s.end)) ||
        orderIn(flat.slice(s.start, s.end), low.slice(s.start, s.end))?.who,
    )
    const last = parts.at(-1)
    const context: Context = {
      rank: p.mark?.rank ?? (stack.at(-1)?.rank ?? 0) + 0.9,
      label: p.mark?.label ?? '',
      who: null,
      outlook: (stack.at(-1)?.outlook ?? false) || (p.mark !== null && isOutlook(lowText)),
      upward: (stack.at(-1)?.upward ?? false) || (p.mark !== null && isPetition(lowText, kind)),
      bound: null,
      items: 0,
      orders: 0,
    }
    if (p.mark) stack.push(context)
    const over = p.mark ? stack.at(-2) : undefined
    if (over) over.items += 1

    begun = tasks.length
    const spoken = read(opensList ? parts.slice(0, -1) : parts, context, p.mark !== null, index >= prose)
    // without items each paragraph goes on with whom the one before it spoke of
    if (index >= prose && stack.length === 0 && spoken) told = spoken
    if (tasks.length > begun) given = begun
    if (opensList && last) openList(last, context, p, index)
    if (over && tasks.length > begun) over.orders += 1
  })
  for (const [index, heading] of barren) {
    const end = paragraphs.findIndex((p, i) => i > index && p.mark !== null && p.mark.rank <= paragraphs[index]!.mark!.rank)
    const until = end < 0 ? (paragraphs.at(-1)?.end ?? 0) : paragraphs[end]!.start
    if (end !== index + 1 && !tasks.some((t) => t.start > heading.start && t.start < until)) tasks.push(heading)
  }
  return { tasks, sentences }

  /** A line that opens a list: whom the items are for, and whether orders follow. */
  function openList(part: Stretch, context: Context, p: Paragraph, index: number): void {
    const text = flat.slice(part.start, part.end)
    const lowText = low.slice(part.start, part.end)
    // the authority in capitals above the legal basis of a decision
    if (!p.mark && text === text.toUpperCase() && !/:\s*$/u.test(text)) return
    if (/(?:^|\s)điện\s*:\s*$/u.test(lowText)) return
    const { who, own, barren: bare, issued, dated, things, opens, concludes } = headingOf(text, lowText, p.mark !== null)
    sentences.push({ ...part, order: true })
    context.who = who
    context.charges = who !== null && own === null
    if (dated) context.bound = part
    if ((own || (bare && p.mark && ordering)) && !context.outlook && !context.upward) {
      const above = who ? null : inherited()
      const task = made(part, part.start, (own ?? bare)!, who ?? above?.who ?? null, who ? 'sentence' : (above?.from ?? null))
      if (own) tasks.push(task)
      else barren.set(index, task)
    }
    if (concludes) return
    if (own && things) [context.outlook, context.things] = [true, true]
    if (opens) ordering = true
    if (p.mark) return
    // the paragraph that opens the orders stands under no item, whatever list came before it
    if (issued && who && lowText.length > 60) stack.length = 0
    // "UBND xã:" behind the items of "Công an:": the items that follow are under it, not under the one before
    const below = who && !own ? paragraphs[index + 1]?.mark?.rank : undefined
    while (below !== undefined && stack.length > 0 && stack.at(-1)!.rank >= below) stack.pop()
    if (stack.length === 0) {
      if (who) [lead, opened] = [who, true]
    } else if (who || lowText.length < 160) {
      while (stack.length > 0 && !Number.isInteger(stack.at(-1)!.rank * 2)) stack.pop()
      stack.push({ ...context, rank: (stack.at(-1)?.rank ?? 0) + 0.9 })
    }
  }

  /** @returns whom the last sentence that names anybody is to */
  function read(parts: readonly Stretch[], context: Context, isItem: boolean, isProse: boolean): string[] | null {
    // the next sentence without a subject goes on speaking of the same body
    let spoken: string[] | null = null
    let first = true
    for (const sentence of parts) {
      const above = tasks.slice(tasks.length > begun ? begun : given)
      if (saysWho(view, sentence, above, tasks) || saysWhen(view, sentence, tasks)) {
        sentences.push({ ...sentence, order: true })
        continue
      }
      let names = 0
      let any = false
      let opening: string[] | null = null
      for (const stretch of ordersOf(view, sentence)) {
        const until = stretch.own ?? stretch.end
        const order =
          orderIn(flat.slice(stretch.start, until), low.slice(stretch.start, until)) ??
          (isItem && first && charged() && stretch.start === sentence.start
            ? chargedIn(flat.slice(stretch.start, stretch.end), low.slice(stretch.start, stretch.end))
            : null)
        if (!order || !isMeant(order, stretch, context, isItem)) continue
        any = true
        if (isProse && order.issued && (order.who || order.from > 4)) ordering = true
        const { own, over, whose } = ownerOf(order, stretch, opening)
        if (own) {
          names += 1
          if (stretch.start === sentence.start && !isPeople(own[0]!)) opening = own
        }
        // "UBND tỉnh yêu cầu tạm dừng …": who speaks turns to nobody, not to whom the paragraph before spoke of
        const anew = order.issued && !order.who && order.from > 4 && stack.length === 0 && told !== null
        const above = own || anew ? null : spoken && !order.passive ? { who: spoken, from: 'sentence' as const } : inherited()
        const from = own ? (over ? 'heading' : 'sentence') : (above?.from ?? null)
        const task = made(stretch, sentence.start, order, own ?? above?.who ?? null, from)
        tasks.push(task)
        if (over) task.through = whose!
        for (const { start, end } of stretch.care ?? []) task.through.push(...namesApart(flat.slice(start, end)))
        if (first && own && isItem && order.from <= 60) context.who = names > 1 ? null : own
      }
      if (names > 0) spoken = opening
      sentences.push({ ...sentence, order: any })
      first = false
    }
    return spoken
  }

  /** Where orders are not expected yet, only an issuer's word to a named body, or a duty, is one. */
  function isMeant(order: Order, stretch: Stretch, context: Context, isItem: boolean): boolean {
    if (context.upward) return false
    if (ordering && !context.outlook) return true
    if (order.who && isItem && stack.at(-2)?.things && OFFICE.test(low.slice(stretch.start + order.who.start))) return true
    return order.strong && (order.who !== null || isItem || BY_WORD.test(low.slice(stretch.start + order.from)))
  }

  /** Whom an order names itself (`own`), through whom the body of the heading works (`whose`), and whether that body is `over` it. */
  function ownerOf(
    order: Order,
    stretch: Stretch,
    opening: string[] | null,
  ): { own: string[] | null; over: boolean; whose: string[] | null } {
    const whose = order.who ? named(stretch.start, order.who) : namedInBrackets(view, stretch)
    if (!whose) return { own: null, over: false, whose }
    const word = low.slice(stretch.start + order.from, stretch.start + order.from + 10)
    // under a heading "chỉ đạo" and "phân công" say what the body of the heading is to have others do
    const over = leads(order, stretch.start) || (order.issued && /^(?:chỉ đạo|phân công)/u.test(word)) ? headed() : null
    if (over) {
      const own = word.startsWith('phân công') ? over : [...whose, ...over.filter((n) => !whose.includes(n))]
      return { own, over: true, whose }
    }
    // people, owners and firms do it, and each commune its part, by the body that is charged to have them do it
    const theirs = whose.every(isEachPart) || (order.issued && whose.every(isFolk))
    const demands = theirs && stack.length > 0 ? demanding(order, stretch, opening) : null
    if (demands) return { own: [...demands, ...whose.filter((n) => !demands.includes(n))], over: false, whose }
    // people are told what to do by the body that is charged with it
    const folk = order.who && PEOPLE.test(low.slice(stretch.start + order.who.start, stretch.end)) ? headed() : null
    const charged = folk ?? (whose.every(isPlace) ? headed() : null)
    return { own: charged ? [...charged, ...whose] : whose, over: false, whose }
  }

  /** Who is to demand it of them: who says so in the sentence, unless that is who issues the document; else whom the item is to. */
  function demanding(order: Order, stretch: Stretch, opening: string[] | null): string[] | null {
    const by = order.by ? named(stretch.start, order.by) : null
    if (by) return by.some((name) => isSpeaker(name, issuer)) ? null : by
    const over = opening ?? stack.findLast((c) => c.who)?.who ?? null
    return over?.every(isFolk) ? null : over
  }

  /** "Lãnh đạo UBND tỉnh ban hành …" under a party committee: what it is to have the other do, not the heads of the other. */
  function leads(order: Order, at: number): boolean {
    const who = order.who
    if (!who || !low.startsWith('lãnh đạo ', at + who.start) || order.from > 4) return false
    return (headed() ?? []).some((name) => /cán sự|đảng|ủy(?!\p{L})|thường vụ/iu.test(name))
  }
}

const OFFICE =
  /^(?:các )?(?:sở|ubnd|ủy ban nhân dân|chủ tịch ubnd|công an|bộ chỉ huy|bộ chqs|trung tâm y tế|trạm y tế|cdc)(?!\p{L})/u
const BY_WORD = /^(?:yêu cầu|giao|đề nghị)/u

/** @param within the rank of the item that the paragraph stands in: the next of that rank is beside it */
const deeper = (p: Paragraph, next: Paragraph, within: number): boolean =>
  next.mark
    ? next.mark.rank > (p.mark?.rank ?? 0) && (p.mark !== null || next.mark.rank !== within)
    : p.mark !== null || p.text === p.text.toUpperCase()
