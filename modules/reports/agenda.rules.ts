import type { Item } from './briefing.contract.ts'
import { shown } from './figures.rules.ts'

/** What the screens of the day say, in numbers. */
export interface Standing {
  /** Units just below, the worst first. */
  worst: readonly { name: string; newF0: number; activeF0: number }[]
  newF0: number
  slots: { late: readonly { name: string; missing: number }[]; teamsDue: number; teamsReported: number; slot: string }
  /** Signals of the day without an answer. */
  waiting: number
  owedLate: number
  ordersLate: number
  samplesPending: { n: number; reportId: string } | null
  tasksLate: readonly { words: string; assignee: string; dueOn: string | null }[]
  tasksLateTotal: number
  reportsLate: readonly string[]
  rumoursOpen: number
  /** The day spoken of; that of the late reports may be the day before. */
  day: string
  reportsDay: string
  disease: string
  /** The unit, where it is not the post's own: for the addresses of lists. */
  area: number | null
}

type Listed = Item['lists'][number]
/** A page with its filters; what is the default of pages is left out. */
const at = (path: string, s: Standing, more: Record<string, string> = {}): string => {
  const query = {
    ...more,
    ...(s.area !== null && { area: String(s.area) }),
    ...(s.disease !== 'covid19' && { disease: s.disease }),
  }
  const text = Object.entries(query).map(([k, v]) => `${k}=${encodeURIComponent(v)}`)
  return text.length > 0 ? `${path}?${text.join('&')}` : path
}

const few = (names: readonly string[]): { vi: string; en: string } => {
  const rest = names.length - 3
  const text = names.slice(0, 3).join('; ')
  return rest > 0 ? { vi: `${text}; và ${rest} đơn vị khác`, en: `${text}; and ${rest} more` } : { vi: text, en: text }
}

/**
 * What a briefing should talk about, from what is late and worst: cases first, then what keeps a case from being found, then what was ordered and
 * not done, then what was not told. Nothing that is in order is on it.
 */
export function agendaOf(s: Standing): Item[] {
  const items: (Item & { weight: number })[] = []
  const add = (weight: number, key: string, topic: Item['topic'], why: Item['why'], ...lists: [Listed, ...Listed[]]) =>
    items.push({ weight, key, topic, why, href: lists[0].href, lists: lists.filter((l) => l.n > 0) })
  const list = (n: number, vi: string, en: string, href: string): Listed => ({ n, words: { vi, en }, href })
  const span = { from: s.day, until: s.day }
  const hit = s.worst.filter((u) => u.newF0 > 0)
  if (s.newF0 > 0) {
    const where = few(hit.map((u) => `${u.name} ${shown(u.newF0)}`))
    add(
      ...([100, 'cases', { vi: 'Ca mắc mới và khoanh vùng', en: 'New cases and containment' }] as const),
      {
        vi: `${shown(s.newF0)} ca mới${where.vi ? `: ${where.vi}` : ''}`,
        en: `${shown(s.newF0)} new cases${where.en ? `: ${where.en}` : ''}`,
      },
      list(s.newF0, 'ca mới', 'new cases', at('/cases', s, span)),
    )
  }
  if (s.owedLate > 0)
    add(
      ...([90, 'owed', { vi: 'Cách ly, xét nghiệm F1, F2 quá hạn', en: 'Isolation and tests of contacts, late' }] as const),
      { vi: `${shown(s.owedLate)} việc quá hạn`, en: `${shown(s.owedLate)} late` },
      list(s.owedLate, 'việc quá hạn', 'late', at('/owed', s, { state: 'late' })),
    )
  if (s.ordersLate > 0 || s.waiting > 0)
    add(
      ...([80, 'symptoms', { vi: 'Người có triệu chứng chưa được lấy mẫu', en: 'People with symptoms not sampled' }] as const),
      {
        vi: `${shown(s.ordersLate)} chỉ định quá hạn, ${shown(s.waiting)} dấu hiệu trong ngày chưa có kết quả`,
        en: `${shown(s.ordersLate)} orders late, ${shown(s.waiting)} signals of the day without an answer`,
      },
      list(s.ordersLate, 'chỉ định quá hạn', 'orders late', at('/tests', s, { tab: 'orders', state: 'late' })),
      list(s.waiting, 'dấu hiệu chưa có kết quả', 'signals without an answer', at('/signals', s, span)),
    )
  if (s.slots.late.length > 0) {
    const where = few(s.slots.late.map((u) => `${u.name} thiếu ${shown(u.missing)} hộ`))
    add(
      ...([70, 'slots', { vi: 'Tổ Covid cộng đồng chưa hỏi đủ hộ', en: 'Homes not asked' }] as const),
      {
        vi: `${shown(s.slots.teamsReported)}/${shown(s.slots.teamsDue)} tổ đã báo cáo; ${where.vi}`,
        en: `${shown(s.slots.teamsReported)}/${shown(s.slots.teamsDue)} teams reported; ${where.en}`,
      },
      list(s.slots.late.length, 'đơn vị chưa hỏi đủ hộ', 'units behind', at('/slots', s, { day: s.day, slot: s.slots.slot })),
    )
  }
  if (s.tasksLateTotal > 0) {
    const named = few(s.tasksLate.map((t) => `${t.assignee}: ${t.words.slice(0, 80)}`))
    add(
      ...([60, 'tasks', { vi: 'Nhiệm vụ quá hạn', en: 'Tasks that are late' }] as const),
      { vi: `${shown(s.tasksLateTotal)} nhiệm vụ: ${named.vi}`, en: `${shown(s.tasksLateTotal)} tasks: ${named.en}` },
      list(
        s.tasksLateTotal,
        'nhiệm vụ quá hạn',
        'tasks late',
        at('/tasks', { ...s, disease: 'covid19' }, { view: 'all', state: 'late' }),
      ),
    )
  }
  if (s.samplesPending?.n)
    add(
      ...([50, 'pending', { vi: 'Mẫu chờ kết quả', en: 'Samples pending' }] as const),
      { vi: `${shown(s.samplesPending.n)} mẫu chờ lúc chốt báo cáo`, en: `${shown(s.samplesPending.n)} pending at the cut-off` },
      list(
        s.samplesPending.n,
        'mẫu chờ lúc chốt',
        'pending',
        `/reports/${s.samplesPending.reportId}/rows?figure=samples.pending`,
      ),
    )
  if (s.reportsLate.length > 0)
    add(
      ...([40, 'reports', { vi: 'Đơn vị chậm báo cáo', en: 'Units late with their report' }] as const),
      few(s.reportsLate),
      list(s.reportsLate.length, 'đơn vị chậm báo cáo', 'units late', at('/reports', s, { day: s.reportsDay })),
    )
  if (s.rumoursOpen > 0)
    add(
      ...([30, 'rumours', { vi: 'Tin đồn chưa trả lời', en: 'Rumours not answered' }] as const),
      { vi: `${shown(s.rumoursOpen)} tin`, en: `${shown(s.rumoursOpen)} open` },
      list(s.rumoursOpen, 'tin chưa trả lời', 'not answered', '/rumours?state=open'),
    )
  return items.sort((a, b) => b.weight - a.weight).map(({ weight: _, ...item }) => item)
}
