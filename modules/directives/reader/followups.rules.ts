/** Lines that speak of tasks already given: who is to do what stands above, who helps, by when it must be done. */
import { namesApart, startsBody } from './bodies.rules.ts'
import type { View } from './clauses.rules.ts'
import { productPattern } from './lexicon.rules.ts'
import { orderIn } from './orders.rules.ts'
import { clausesOf, type Stretch } from './sentences.rules.ts'
import type { Found } from './tasks.rules.ts'

/** "Đơn vị chủ trì: Sở Y tế": who is given the task just named. */
const WHO_LINE =
  /^(?:(?:đơn vị|cơ quan|bộ phận|đầu mối)(?: đầu mối)? (?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm)(?: chính| thực hiện)?|(?:trách nhiệm|phân công|giao)(?: chủ trì| thực hiện)|chủ trì(?: thực hiện)?)\s*:\s*/u
/** "Đơn vị phối hợp: …": who helps. */
const HELP_LINE = /^(?:(?:đơn vị|cơ quan) )?phối hợp(?: thực hiện)?\s*:\s*/u
const ONLY_WHEN =
  /^[\s(–-]*(?:thời (?:gian|hạn|điểm)(?:(?! qua| vừa| tới| này| đó) \p{L}+){0,4}\s*:|thời (?:gian|hạn)(?: hoàn thành| thực hiện| báo cáo| xong)?\s*(?:trước|chậm nhất|là trước|trong ngày)|hoàn thành(?: xong)? (?:trước|trong|chậm nhất|vào|ngày)|xong (?:trước|trong)|tiến độ(?: hoàn thành)?\s*:|chậm nhất|hạn (?:hoàn thành|báo cáo)|việc này (?:phải )?(?:hoàn thành|xong)|việc [^.;:,]{2,60} (?:phải |được ){0,2}(?:hoàn thành|xong|kết thúc) )/u
/** "Chậm nhất ngày 20/7 đạt công suất …": an order of its own. */
const WHEN_AND_WHAT = /^(?:chậm|muộn) nhất[^.;]{0,60}\d,? (?:đạt|có|phải (?!xong|hoàn thành|báo cáo))(?!\p{L})/u
const DONE_LATER = new RegExp(
  String.raw`^(?:các\s)?(${productPattern})(?!\p{L})[^.;:]{0,60}?\s(?:cần|phải|được|gửi|hoàn thành|xong|trình|báo cáo)(?!\p{L})`,
  'u',
)

/**
 * Whether a sentence says who does the tasks above it, clause by clause; the tasks are changed by it.
 * @param above the tasks of the paragraph that it speaks of
 * @param all every task so far
 */
export function saysWho(view: View, sentence: Stretch, above: readonly Found[], all: readonly Found[]): boolean {
  const [first, ...rest] = clausesOf(view.flat, sentence.start, sentence.end)
  if (!first || !namesWho(view, first, above)) return false
  for (const part of rest) if (!namesWho(view, part, above)) saysWhen(view, part, all)
  return true
}

function namesWho({ flat, low }: View, part: Stretch, above: readonly Found[]): boolean {
  const lowText = low.slice(part.start, part.end)
  const help = HELP_LINE.exec(lowText)
  const lead = (WHO_LINE.exec(lowText) ?? help)?.[0].length
  if (lead === undefined || above.length === 0 || !startsBody(lowText.slice(lead))) return false
  const names = namesApart(flat.slice(part.start + lead, part.end).replace(/[\s.;,]+$/u, ''))
  for (const task of above) {
    if (help) task.helpers.push(...names)
    else if (task.from !== 'sentence') Object.assign(task, { assignees: names, from: 'heading' })
  }
  return true
}

/** Whether a sentence only says by when: "Kế hoạch phải được hoàn thành … trước ngày …", "Thời gian hoàn thành: …". Its dates then bind the task it speaks of. */
export function saysWhen({ flat, low }: View, sentence: Stretch, all: readonly Found[]): boolean {
  const lowText = low.slice(sentence.start, sentence.end)
  const last = all.at(-1)
  if (!last) return false
  // "Việc tiêm hoàn thành trước 05/8, do Ban Quản lý thực hiện": who is said too
  if (/^việc [^.;]{3,160},? do [^.;]{3,160}(?:thực hiện|chủ trì|chịu trách nhiệm|phụ trách)/u.test(lowText)) return false
  if (ONLY_WHEN.test(lowText) && !WHEN_AND_WHAT.test(lowText)) {
    // "Chậm nhất ngày 20/7, bí thư chi bộ phải quán triệt …": somebody is told what to do by then
    const rest = /^(?:chậm|muộn) nhất[^,;:.]{3,40},\s/u.exec(lowText)?.[0].length
    const at = sentence.start + (rest ?? 0)
    if (rest && startsBody(low.slice(at, at + 80)) && orderIn(flat.slice(at, sentence.end), low.slice(at, sentence.end))?.who)
      return false
    // "Việc truy vết phải hoàn thành trong 24 giờ" after a task of something else
    const topic = /^việc ((?!này)\p{L}+ \p{L}+)/u.exec(lowText)?.[1]
    if (topic && !all.slice(-3).some((t) => low.slice(t.sentence, t.end).includes(topic))) return false
    for (const task of all.slice(-8)) if (task.sentence === last.sentence) task.bound.push(sentence)
    return true
  }
  const product = DONE_LATER.exec(lowText)?.[1]
  if (!product) return false
  const near = all.slice(-6).filter((t) => sentence.start - t.end < 2500)
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
