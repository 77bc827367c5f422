/** The stretches of a sentence that may each be an order, and who is named in brackets behind one. */
import { isBodyAlone, namesApart, startsBody } from './bodies.rules.ts'
import { isForCare } from './folk.rules.ts'
import { knownNames } from './known.rules.ts'
import { verbPattern } from './lexicon.rules.ts'
import { orderIn } from './orders.rules.ts'
import { clausesOf, type Stretch } from './sentences.rules.ts'

/** A text and the same in lower case, letter for letter in the same places, white space as plain spaces. */
export interface View {
  flat: string
  low: string
}

/** "… (Công an tỉnh chủ trì)." */
const WHO_IN_BRACKETS =
  /\((?:giao |do )?([^()]{3,100}?)\s(?:(?:chủ động|trực tiếp|tự|tiếp tục) )?(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|tham mưu|làm đầu mối)(?!\p{L})[^()]{0,80}\)\s*[.;]?$/u

/** "… các khu điều trị (Bệnh viện huyện Sơn, Trung tâm Y tế huyện Hạ thực hiện)": which of them, not who is charged. */
const WHICH_PLACES = /^(?:các )?(?:bệnh viện|trung tâm y tế|ttyt|trạm|phòng khám|khu|cơ sở|khách sạn|trường)(?!\p{L})/u
const PLACES_BEFORE =
  /(?<!\p{L})(?:bệnh viện|cơ sở|khu|điểm|nơi|đơn vị|tầng|tuyến|phòng xét nghiệm|khách sạn|trạm)(?!\p{L})[^,.;:()]{0,60}$/u
/** Whom brackets at the end of an order name; null where they name nobody. */
export function namedInBrackets({ flat, low }: View, stretch: Stretch): string[] | null {
  const found = WHO_IN_BRACKETS.exec(flat.slice(stretch.start, stretch.end))
  const who = found?.[1]
  if (!who || !startsBody(who.toLowerCase())) return null
  const names = namesApart(who)
  if (
    names.length > 1 &&
    names.every((name) => WHICH_PLACES.test(name.toLowerCase())) &&
    PLACES_BEFORE.test(low.slice(stretch.start, stretch.start + found.index))
  )
    return null
  return names
}

/** No list of names set apart by semicolons is longer; looking back further would cost the square of the length. */
const LONGEST_LIST = 3000

/** orderIn for a stretch that is asked about again and again: once it has its full length it stays the same. */
function remembered({ flat, low }: View) {
  let [from, to, order]: [number, number, ReturnType<typeof orderIn>] = [-1, -1, null]
  return (start: number, end: number) => {
    if (start !== from || end !== to) [from, to, order] = [start, end, orderIn(flat.slice(start, end), low.slice(start, end))]
    return order
  }
}

export interface Part extends Stretch {
  /** To where it says whom it is to; behind it stands what that body is to make others do. */
  own?: number
  /** Those others: "…; yêu cầu chủ cơ sở ký cam kết". */
  care?: Stretch[]
}

/** Parts after a semicolon that name their own body, and a bracket that does, are each an order of its own. */
export function ordersOf(view: View, sentence: Stretch): Part[] {
  const { flat, low } = view
  const joined: Part[] = []
  const orderOf = remembered(view)
  for (const part of clausesOf(flat, sentence.start, sentence.end)) {
    const before = joined.at(-1)
    if (!before) {
      joined.push({ ...part })
      continue
    }
    const order = orderIn(flat.slice(part.start, part.end), low.slice(part.start, part.end))
    const near = Math.min(before.own ?? before.end, before.start + LONGEST_LIST)
    const begun = orderOf(before.start, near)
    const unfinished = near === before.end && begun?.who && namesOnly(view, before.start + begun.who.end, before.end)
    const listGoesOn =
      unfinished ||
      (near === before.end &&
        clausesOf(flat, before.start, before.end).every((c) => {
          const end = flat[c.end - 1] === ';' ? c.end - 1 : c.end
          return isBodyAlone(flat.slice(c.start, end), low.slice(c.start, end))
        }))
    // "…; phân công cán bộ bám từng hộ" goes on with what the body before it is to do
    const same = begun !== null && order?.issued && /^(?:phân công|chỉ đạo)/u.test(low.slice(part.start + order.from))
    // "…; yêu cầu chủ cơ sở ký cam kết": the body before it is to make them
    const body = begun?.who ? flat.slice(before.start + begun.who.start, before.start + begun.who.end) : ''
    const theirs = begun !== null && order !== null && isForCare(order, low.slice(part.start, part.end), body)
    if (order?.who && !listGoesOn && !same && !theirs && !/^(?:các |những )?trường hợp/u.test(low.slice(part.start, part.end)))
      joined.push({ ...part })
    else {
      if (theirs) {
        before.own ??= before.end
        before.care ??= []
        before.care.push({ start: part.start + order.who!.start, end: part.start + order.who!.end })
      }
      before.end = part.end
    }
  }
  return joined.flatMap((part) =>
    part.own === undefined ? bracketApart(view, part).flatMap((p) => commaApart(view, p)) : [part],
  )
}

/** "Sở Tài chính thẩm tra, Công an tỉnh lập danh sách …": each office is told what to do, though only a comma stands between. */
function commaApart(view: View, stretch: Stretch): Stretch[] {
  const { flat, low } = view
  const apart: Stretch[] = []
  const orderOf = remembered(view)
  let { start } = stretch
  for (const m of low.slice(stretch.start, stretch.end).matchAll(/,\s+/gu)) {
    const comma = stretch.start + m.index
    const next = comma + m[0].length
    const stop = Math.min(stretch.end, next + 400)
    if (!/^\p{Lu}/u.test(flat.slice(next, next + 2)) || knownNames(flat.slice(next, stop), low.slice(next, stop)) === 0) continue
    const before = flat.slice(start, Math.min(comma, start + 1200))
    const first = orderOf(start, start + before.length)
    if (!first?.who || first.passive || comma - start - first.who.end < 8) continue
    // within brackets, or the same office once more behind a condition: one order
    if (before.lastIndexOf('(') > before.lastIndexOf(')')) continue
    if (flat.startsWith(before.slice(first.who.start, first.who.end), next)) continue
    // "phối hợp với Sở A, Công an tỉnh kiểm tra": the list goes on
    if (endsInBody(flat.slice(Math.max(start + first.who.end, comma - 90), comma))) continue
    if (WITH.test(low.slice(Math.max(start + first.who.end, comma - 120), comma))) continue
    if (!orderIn(flat.slice(next, stop), low.slice(next, stop))?.who) continue
    apart.push({ start, end: comma })
    start = next
  }
  return [...apart, { start, end: stretch.end }]
}
/** "phối hợp với các nhà xe": with whom, by a name that is not known, and not yet what. */
const WITH = new RegExp(
  String.raw`(?:^|\s)(?:phối hợp[^,;]{0,20}?\s(?:với|cùng)|cùng(?: với)?)\s(?:(?!(?<!\p{L})(?:${verbPattern})(?!\p{L}))[^,;])*$`,
  'u',
)
/** Whether the words end in a name. */
const endsInBody = (text: string): boolean =>
  [...text.matchAll(/(?<=\s)\S/gu)].some(({ index }) => {
    const tail = text.slice(index)
    return isBodyAlone(tail, tail.toLowerCase())
  })

/** Whether nothing but names stands there: "…; Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh;" of a list whose verb is still to come. */
const namesOnly = ({ flat, low }: View, start: number, end: number): boolean =>
  clausesOf(flat, start, end).every((c) => {
    const at = c.start + (/^[\s,;]*/u.exec(flat.slice(c.start, c.end))?.[0].length ?? 0)
    const stop = at + flat.slice(at, c.end).replace(/[\s;,]+$/u, '').length
    return stop <= at || isBodyAlone(flat.slice(at, stop), low.slice(at, stop))
  })

function bracketApart({ flat, low }: View, stretch: Stretch): Stretch[] {
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
