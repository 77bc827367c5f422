/** The tasks of a directive: which sentences and items are orders, and whose. */
import { bodyAt, isBodyAlone, namesApart, startsBody } from './bodies.rules.ts'
import type { Paragraph } from './layout.rules.ts'
import { productPattern } from './lexicon.rules.ts'
import { type Order, orderIn, PEOPLE } from './orders.rules.ts'
import { isClosing, isOutlook } from './sections.rules.ts'
import { clausesOf, type Stretch, sentencesOf } from './sentences.rules.ts'
import type { Source } from './source.rules.ts'

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
}

interface Context {
  rank: number
  label: string
  who: string[] | null
  outlook: boolean
  bound: Stretch | null
}

const GENERIC =
  /(?:như sau|sau đây|sau|nội dung|nhiệm vụ|giải pháp|biện pháp|thực hiện|chỉ đạo|có trách nhiệm|chịu trách nhiệm|triển khai|tập trung|điện|yêu cầu|phối hợp với[^:]{0,160}|chủ trì[^:]{0,200}|nhất là|cụ thể|việc|tổ chức)[\s,]*:?\s*$/u
const DONE_LATER = new RegExp(
  String.raw`^(?:các\s)?(${productPattern})(?!\p{L})[^.;:]{0,60}?\s(?:cần|phải|được|gửi|hoàn thành|xong|trình|báo cáo)(?!\p{L})`,
  'u',
)
const ONLY_WHEN =
  /^[\s(–-]*(?:thời (?:gian|hạn)(?: hoàn thành| thực hiện| báo cáo| xong)?\s*(?::|trước|chậm nhất|là trước|trong ngày)|hoàn thành(?: xong)? (?:trước|trong|chậm nhất|vào|ngày)|xong (?:trước|trong)|tiến độ(?: hoàn thành)?\s*:|chậm nhất|hạn (?:hoàn thành|báo cáo)|việc này (?:phải )?(?:hoàn thành|xong)|việc [^.;:,]{2,60} (?:phải |được ){0,2}(?:hoàn thành|xong|kết thúc) )/u
/** "Đơn vị chủ trì: Sở Y tế": who is given the task just named. */
const WHO_LINE =
  /^(?:(?:đơn vị|cơ quan|bộ phận|đầu mối)(?: đầu mối)? (?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm)(?: chính| thực hiện)?|(?:trách nhiệm|phân công|giao)(?: chủ trì| thực hiện)|chủ trì(?: thực hiện)?)\s*:\s*/u
/** "Đơn vị phối hợp: …": who helps. */
const HELP_LINE = /^(?:(?:đơn vị|cơ quan) )?phối hợp(?: thực hiện)?\s*:\s*/u
/** "… (Công an tỉnh chủ trì)." */
const WHO_IN_BRACKETS =
  /\((?:giao |do )?([^()]{3,100}?)\s(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|tham mưu|làm đầu mối)(?!\p{L})[^()]{0,80}\)\s*[.;]?$/u
/** "Chậm nhất ngày 20/7 đạt công suất …": an order of its own. */
const WHEN_AND_WHAT = /^(?:chậm|muộn) nhất[^.;]{0,60}\d,? (?:đạt|có|phải (?!xong|hoàn thành|báo cáo))(?!\p{L})/u

export function tasksIn(
  source: Source,
  paragraphs: readonly Paragraph[],
  addressees: string[],
): { tasks: Found[]; sentences: SentenceRead[] } {
  const flat = source.text.replace(/[\n\t]/gu, ' ')
  const low = source.low.replace(/[\n\t]/gu, ' ')
  const tasks: Found[] = []
  const sentences: SentenceRead[] = []
  let lead = addressees
  let ordering = false
  /** The first task of the last paragraph that gave any. */
  let given = 0
  /** How many tasks there were before this paragraph. */
  let begun = 0
  const stack: Context[] = []

  const inherited = (): { who: string[]; from: AssigneeFrom } | null => {
    for (let i = stack.length - 1; i >= 0; i -= 1) if (stack[i]!.who) return { who: stack[i]!.who!, from: 'heading' }
    return lead.length > 0 ? { who: lead, from: 'document' } : null
  }
  const headed = (): string[] | null => stack.findLast((c) => c.who)?.who ?? null
  const named = (at: number, place: { start: number; end: number }) => namesApart(flat.slice(at + place.start, at + place.end))
  const push = (stretch: Stretch, sentence: number, order: Order, names: string[] | null, from: AssigneeFrom | null) => {
    const task: Found = {
      ...stretch,
      assignees: names ?? [],
      from: names && names.length > 0 ? from : null,
      through: order.through ? named(stretch.start, order.through) : [],
      helpers: [],
      bound: stack.flatMap((c) => (c.bound ? [c.bound] : [])),
      sentence,
      path: stack.map((c) => c.label).filter(Boolean),
    }
    tasks.push(task)
    return task
  }

  paragraphs.forEach((p, index) => {
    const start = p.mark?.after ?? p.start
    const text = flat.slice(start, p.end)
    const lowText = low.slice(start, p.end)
    if (p.mark) {
      while (stack.length > 0 && stack.at(-1)!.rank >= p.mark.rank) stack.pop()
      ordering = true
    } else if (isClosing(lowText.slice(0, 120))) {
      stack.length = 0
      if (/^(?:trên đây là|ban cán sự)/u.test(lowText)) ordering = true
    }
    if (/^(?:quyết định|chỉ thị|yêu cầu|kết luận|điện)\s*:?\s*$/u.test(lowText)) {
      ordering = true
      return
    }
    const outlook = (stack.at(-1)?.outlook ?? false) || (p.mark !== null && isOutlook(lowText))
    const parts = sentencesOf(flat, start, p.end)
    const next = paragraphs[index + 1]
    const last = parts.at(-1)
    const opensList =
      /[:：]\s*$/u.test(text) || (text.length < 140 && !/[.;…!,]\s*$/u.test(text) && next !== undefined && deeper(p, next))
    const context: Context = {
      rank: p.mark?.rank ?? (stack.at(-1)?.rank ?? 0) + 0.9,
      label: p.mark?.label ?? '',
      who: null,
      outlook,
      bound: null,
    }
    if (p.mark) stack.push(context)

    const body = opensList ? parts.slice(0, -1) : parts
    read(body, context, p.mark !== null)
    if (opensList && last) heading(last, context, p)
  })
  return { tasks, sentences }

  /** A line that opens a list: whom the items are for, and whether orders follow. */
  function heading(part: Stretch, context: Context, p: Paragraph): void {
    const text = flat.slice(part.start, part.end)
    const lowText = low.slice(part.start, part.end)
    const plain = lowText.replace(/[\s:]+$/u, '')
    // the authority in capitals above the legal basis of a decision
    if (!p.mark && text === text.toUpperCase() && !/:\s*$/u.test(text)) return
    if (/(?:^|\s)điện\s*:\s*$/u.test(lowText)) return
    const order = orderIn(text, lowText)
    let who: string[] | null = null
    const scope = /^đối với\s+(?!người |trường hợp |công dân )/u.exec(lowText)?.[0].length ?? 0
    if (scope > 0 && isBodyAlone(text.slice(scope), lowText.slice(scope)))
      who = namesApart(text.slice(scope, scope + bodyAt(text.slice(scope), lowText.slice(scope))!.length))
    else if (isBodyAlone(text, lowText)) who = namesApart(text.slice(0, bodyAt(text, lowText)!.length))
    else if (order?.who && (p.mark || order.issued || (order.from < 4 && !/như sau\s*:?$/u.test(lowText))))
      who = named(part.start, order.who)
    const rest = order?.who ? plain.slice(order.who.end).trim() : plain
    const specific =
      order?.who && order.strong && rest.length > 12 && !GENERIC.test(rest) && !/^(?:chỉ đạo|thực hiện|tập trung)?$/u.test(rest)
    sentences.push({ ...part, order: true })
    context.who = who
    if (/(?:ngày|giờ|tháng)\s*\d|\d\/\d/u.test(plain)) context.bound = part
    if (specific && !context.outlook) push(part, part.start, order, who, 'sentence')
    if (/(?:kết luận|ý kiến|thống nhất|đánh giá)(?: chỉ đạo)?(?: một số nội dung)?(?: cụ thể)? như sau$/u.test(plain) && !who)
      return
    if (/(?:sau|sau đây|là|nhiệm vụ|nội dung|biện pháp|giải pháp|chỉ thị|yêu cầu|điện|thực hiện|quan tâm)$/u.test(plain) || who)
      ordering = true
    if (p.mark) return
    // the paragraph that opens the orders stands under no item, whatever list came before it
    if (order?.issued && who && lowText.length > 60) stack.length = 0
    if (stack.length === 0) {
      if (who) lead = who
    } else if (who || lowText.length < 160) {
      while (stack.length > 0 && !Number.isInteger(stack.at(-1)!.rank * 2)) stack.pop()
      stack.push({ ...context, rank: (stack.at(-1)?.rank ?? 0) + 0.9 })
    }
  }

  function read(parts: readonly Stretch[], context: Context, isItem: boolean): void {
    begun = tasks.length
    readSentences(parts, context, isItem)
    if (tasks.length > begun) given = begun
  }

  /** Lines that say who is to do what stands above them, and who helps; false where this is none. */
  function namesWho(sentence: Stretch, lowText: string): boolean {
    const of = tasks.slice(tasks.length > begun ? begun : given)
    const [who, help] = [WHO_LINE.exec(lowText), HELP_LINE.exec(lowText)]
    const lead = (who ?? help)?.[0].length
    if (lead === undefined || of.length === 0) return false
    const names = namesApart(flat.slice(sentence.start + lead, sentence.end).replace(/[\s.;,]+$/u, ''))
    if (!startsBody(lowText.slice(lead))) return false
    for (const task of of) {
      if (help) task.helpers.push(...names)
      else if (task.from !== 'sentence') Object.assign(task, { assignees: names, from: 'heading' satisfies AssigneeFrom })
    }
    return true
  }

  function saysWho(sentence: Stretch): boolean {
    const [first, ...rest] = clausesOf(flat, sentence.start, sentence.end)
    if (!first || !namesWho(first, low.slice(first.start, first.end))) return false
    for (const part of rest) {
      const lowText = low.slice(part.start, part.end)
      if (!namesWho(part, lowText)) followsUp(part, lowText)
    }
    return true
  }

  function readSentences(parts: readonly Stretch[], context: Context, isItem: boolean): void {
    // the next sentence without a subject goes on speaking of the same body
    let spoken: string[] | null = null
    let first = true
    for (const sentence of parts) {
      const lowText = low.slice(sentence.start, sentence.end)
      if (saysWho(sentence) || (tasks.length > 0 && followsUp(sentence, lowText))) {
        sentences.push({ ...sentence, order: true })
        continue
      }
      let any = false
      let names = 0
      let opening: string[] | null = null
      for (const stretch of ordersOf(sentence)) {
        const order = orderIn(flat.slice(stretch.start, stretch.end), low.slice(stretch.start, stretch.end))
        if (!order) continue
        const free = ordering && !context.outlook
        if (
          !free &&
          !(order.strong && (order.who || isItem || /^(?:yêu cầu|giao|đề nghị)/u.test(low.slice(stretch.start + order.from))))
        )
          continue
        any = true
        const whose = order.who ? named(stretch.start, order.who) : bracketed(stretch)
        // under a heading "chỉ đạo" and "phân công" say what the body of the heading is to have others do
        const over =
          whose &&
          (leads(order, stretch.start) || (order.issued && /^(?:chỉ đạo|phân công)/u.test(low.slice(stretch.start + order.from))))
            ? headed()
            : null
        // people are told what to do by the body that is charged with it
        const folk =
          whose && order.who && !over && PEOPLE.test(low.slice(stretch.start + order.who.start, stretch.end)) ? headed() : null
        const own = folk
          ? [...folk, ...whose!]
          : over
            ? low.startsWith('phân công', stretch.start + order.from)
              ? over
              : [...whose!, ...over.filter((n) => !whose!.includes(n))]
            : whose
        if (own) {
          names += 1
          if (
            stretch.start === sentence.start &&
            !/^(?:mọi |toàn thể )?(?:người|nhân dân|người dân|công dân)(?!\p{L})/u.test(own[0]!.toLowerCase())
          )
            opening = own
        }
        const above = own ? null : spoken ? { who: spoken, from: 'sentence' as const } : inherited()
        const task = push(
          stretch,
          sentence.start,
          order,
          own ?? above?.who ?? null,
          own ? (over ? 'heading' : 'sentence') : (above?.from ?? null),
        )
        if (over) task.through = whose!
        if (first && own && isItem && order.from <= 60) context.who = names > 1 ? null : own
      }
      if (names > 0) spoken = opening
      sentences.push({ ...sentence, order: any })
      first = false
    }
  }

  function bracketed(stretch: Stretch): string[] | null {
    const text = flat.slice(stretch.start, stretch.end)
    const who = WHO_IN_BRACKETS.exec(text)?.[1]
    return who && startsBody(who.toLowerCase()) ? namesApart(who) : null
  }

  /** "Lãnh đạo UBND tỉnh ban hành …" under a party committee: what it is to have the other do, not the heads of the other. */
  function leads(order: Order, at: number): boolean {
    const who = order.who
    if (!who || !low.startsWith('lãnh đạo ', at + who.start) || order.from > 4) return false
    return (headed() ?? []).some((name) => /cán sự|đảng|ủy(?!\p{L})|thường vụ/iu.test(name))
  }

  /** "Kế hoạch phải được hoàn thành … trước ngày …", "Thời gian hoàn thành: …": about a task already given. */
  function followsUp(sentence: Stretch, lowText: string): boolean {
    if (ONLY_WHEN.test(lowText) && !WHEN_AND_WHAT.test(lowText)) {
      const said = tasks.at(-1)!.sentence
      for (const task of tasks.slice(-8)) if (task.sentence === said) task.bound.push(sentence)
      return true
    }
    const product = DONE_LATER.exec(lowText)?.[1]
    if (!product) return false
    const near = tasks.slice(-6).filter((t) => sentence.start - t.end < 2500)
    const making = new RegExp(
      String.raw`(?:xây dựng|lập|ban hành|hoàn thiện|tham mưu|trình|soạn|rà soát|bổ sung)[^.;]{0,60}?${product}`,
      'u',
    )
    const of =
      near.findLast((t) => making.test(low.slice(t.start, t.end))) ??
      near.findLast((t) => low.slice(t.start, t.end).includes(product))
    if (!of) return false
    of.bound.push(sentence)
    return true
  }

  /** The stretches of a sentence that may each be an order: parts after a semicolon that name their own body, and a bracket that does. */
  function ordersOf(sentence: Stretch): Stretch[] {
    const joined: Stretch[] = []
    for (const part of clausesOf(flat, sentence.start, sentence.end)) {
      const before = joined.at(-1)
      if (!before) {
        joined.push({ ...part })
        continue
      }
      const order = orderIn(flat.slice(part.start, part.end), low.slice(part.start, part.end))
      const begun = orderIn(flat.slice(before.start, before.end), low.slice(before.start, before.end))
      const unfinished = begun?.who && /^[\s;,]*$/u.test(flat.slice(before.start + begun.who.end, before.end))
      const listGoesOn =
        unfinished ||
        clausesOf(flat, before.start, before.end).every((c) => {
          const end = flat[c.end - 1] === ';' ? c.end - 1 : c.end
          return isBodyAlone(flat.slice(c.start, end), low.slice(c.start, end))
        })
      // "…; phân công cán bộ bám từng hộ" goes on with what the body before it is to do
      const same = begun !== null && order?.issued && /^(?:phân công|chỉ đạo)/u.test(low.slice(part.start + order.from))
      if (order?.who && !listGoesOn && !same && !/^(?:các |những )?trường hợp/u.test(low.slice(part.start, part.end)))
        joined.push({ ...part })
      else before.end = part.end
    }
    return joined.flatMap((stretch) => bracketApart(stretch))
  }

  function bracketApart(stretch: Stretch): Stretch[] {
    const text = flat.slice(stretch.start, stretch.end)
    const open = text.indexOf('(')
    const close = text.lastIndexOf(')')
    if (open < 40 || close < open + 60 || text.length - close > 4) return [stretch]
    const inner = { start: stretch.start + open + 1, end: stretch.start + close }
    const lowInner = low.slice(inner.start, inner.end)
    if (
      /^(?:trường hợp|trừ|kể cả|như|gồm|bao gồm)/u.test(lowInner) ||
      orderIn(text.slice(0, open), low.slice(stretch.start, stretch.start + open))?.who
    )
      return [stretch]
    const order = orderIn(flat.slice(inner.start, inner.end), lowInner)
    if (!order?.who) return [stretch]
    let end = stretch.start + open
    while (end > stretch.start && /\s/u.test(flat[end - 1]!)) end -= 1
    return [{ start: stretch.start, end }, inner]
  }
}

const deeper = (p: Paragraph, next: Paragraph): boolean =>
  next.mark ? next.mark.rank > (p.mark?.rank ?? 0) : p.mark !== null || p.text === p.text.toUpperCase()
