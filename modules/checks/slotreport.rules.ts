import type { Slot } from './checks.contract.ts'
import type { Figures } from './rollup.contract.ts'

export const slotWords: Record<Slot, string> = { morning: 'sáng', evening: 'chiều' }

export interface ReportFacts {
  /** Xã Kim Liên, Huyện Kim Thành, Tỉnh Hải Dương. */
  areaName: string
  tier: string
  day: string
  slot: Slot
  /** Instant of the figures. */
  cutOffAt: string
  figures: Figures
  /** Units or teams that have not reported, by code and name; the first are the worst. */
  late: readonly string[]
  movement: { arrivals: number; departures: number; residents: number; frail: number; visited: number }
  drill: boolean
}

const shownDay = (day: string) => day.split('-').reverse().join('/')
const shownTime = (at: string) => {
  const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 13)} giờ ${local.slice(14, 16)} ngày ${shownDay(local.slice(0, 10))}`
}
const percent = (part: number, whole: number) => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1).replace('.', ',')}%)`)
const MOST_NAMED = 20

/**
 * The quick report of a slot as communes send it up: heading, figures by the hour they were taken, what is late. It names units and teams,
 * never a person, so that it may be pasted into a group of officials.
 */
export function slotReportText(r: ReportFacts): string {
  const f = r.figures
  const m = r.movement
  const named = r.late.slice(0, MOST_NAMED)
  const rest = r.late.length - named.length
  const what = r.tier === 'commune' ? 'Tổ' : 'Đơn vị'
  const lines = [
    ...(r.drill ? ['DIỄN TẬP'] : []),
    'BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH',
    r.areaName.toLocaleUpperCase('vi'),
    '',
    'BÁO CÁO NHANH',
    `Kết quả hỏi hộ buổi ${slotWords[r.slot]} ngày ${shownDay(r.day)} của các tổ Covid cộng đồng`,
    `(số liệu đến ${shownTime(r.cutOffAt)})`,
    '',
    `1. Tổ Covid cộng đồng: ${f.teamsReported}/${f.teamsDue} tổ đã báo cáo${percent(f.teamsReported, f.teamsDue)}; ${f.teamsComplete} tổ hỏi đủ số hộ.`,
    `2. Hộ đã hỏi: ${f.asked}/${f.due} hộ${percent(f.asked, f.due)}; khỏe ${f.well}, vắng nhà ${f.absent}, từ chối ${f.refused}, chuyển đi ${f.moved}; báo muộn ${f.late}.`,
    `3. Ho, sốt, khó thở: ${f.symptomatic} hộ, ${f.signals} người; đã chỉ định lấy mẫu ${f.ordered}, đã lấy mẫu ${f.sampled}, chưa lấy mẫu ${f.waiting}; có kết quả ${f.answered}, dương tính ${f.positive}.`,
    `4. Biến động trong ngày: đến ${m.arrivals} người, đi ${m.departures} người, mới về ở ${m.residents} người.`,
    `5. Người cao tuổi, bệnh nền cần theo dõi: ${m.frail} người; đã thăm ${m.visited} người.`,
    r.late.length === 0
      ? `6. ${what} chưa báo cáo đủ: không có.`
      : `6. ${what} chưa báo cáo đủ: ${named.join('; ')}${rest > 0 ? `; và ${rest} ${what.toLowerCase()} khác` : ''}.`,
  ]
  return lines.join('\n')
}

/** A reminder to one team, in-app and for Zalo: team, slot, figures, the hour; no person. */
export const reminderText = (t: {
  code: string
  name: string
  day: string
  slot: Slot
  asked: number
  due: number
  until: string | null
}): string =>
  `${t.name} (${t.code}): buổi ${slotWords[t.slot]} ngày ${shownDay(t.day)} mới báo ${t.asked}/${t.due} hộ, còn ${Math.max(0, t.due - t.asked)} hộ` +
  `${t.until ? ` (hết giờ lúc ${t.until})` : ''}. Đề nghị hỏi đủ và gửi báo cáo ngay.`
