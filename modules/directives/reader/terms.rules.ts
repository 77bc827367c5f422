/** Lists of terms: what stands under a heading of time ("Thời gian thực hiện:") says when, though no word of an order is in it. */
import type { Paragraph } from './layout.rules.ts'
import type { Stretch } from './sentences.rules.ts'

/** "2. Thời gian, địa điểm", "- Thời gian thực hiện: Chia làm 03 đợt"; not "Thời gian qua, …", nor of what has been ("Thời gian phát hiện ca bệnh") or of holidays. */
const OF_TIME =
  /^(?:về )?(?:thời (?:gian|hạn|điểm)|tiến độ|lịch|lộ trình)(?! (?:qua|vừa|tới|gần|này|đó|đầu|nào|cuối|sử dụng|mắc|phát hiện|ghi nhận|khởi phát|xảy ra|nghỉ (?:lễ|tết)|ủ bệnh|trình|sử)(?!\p{L}))(?:[^.;:\d]{0,90}$|[^.;:\d]{0,90}:|[^.;:]{0,40}(?:đợt|vòng|giai đoạn|bước)[^.;:]{0,40}$)/u
/** "Đợt 1: từ ngày …", "Từ 00 giờ ngày …", "Ngày 16/8": a line without a mark that goes on with such a list. */
const GOES_ON = /^(?:(?:từ|ngày|trước|đến) |(?:đợt|vòng|lần|giai đoạn|bước|tuần|mũi) (?:\d{1,2}|[ivx]{1,4})(?!\p{L}))/u

/** The paragraphs under headings of time, as places in the text. */
function termLists(paragraphs: readonly Paragraph[], low: string): Stretch[] {
  const lists: Stretch[] = []
  /** The heading's rank, and that of the first item under it. */
  let heading: { rank: number | null; first: number | null } | null = null
  for (const p of paragraphs) {
    const rank = p.mark?.rank ?? null
    const text = low.slice(p.mark?.after ?? p.start, p.end).trim()
    if (heading && !within(heading, rank, text)) heading = null
    if (OF_TIME.test(text.slice(0, 160))) heading = { rank, first: null }
    else if (heading) {
      heading.first ??= rank
      lists.push({ start: p.start, end: p.end })
    }
  }
  return lists
}

function within(heading: { rank: number | null; first: number | null }, rank: number | null, text: string): boolean {
  if (rank === null) return GOES_ON.test(text)
  if (heading.rank !== null) return rank > heading.rank
  return heading.first === null || rank >= heading.first
}

/** The sentences, those in a list of terms as ones that bind. */
export function withTermLists<T extends Stretch & { order: boolean; listed?: boolean }>(
  sentences: readonly T[],
  paragraphs: readonly Paragraph[],
  low: string,
): T[] {
  const lists = termLists(paragraphs, low)
  let at = 0
  return [...sentences]
    .sort((a, b) => a.start - b.start)
    .map((sentence) => {
      while (at < lists.length && lists[at]!.end <= sentence.start) at += 1
      const list = lists[at]
      return list && sentence.start >= list.start ? { ...sentence, order: true, listed: true } : sentence
    })
}
