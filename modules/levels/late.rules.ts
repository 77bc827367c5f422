import { nowcast } from '@phaodai/epi/nowcast.ts'
import { reportingTriangle } from '@phaodai/epi/reporting-triangle.ts'
import type { Words } from './levels.words.ts'

const dayNumber = (day: string) => Math.round(Date.parse(day) / 86_400_000)
/** Days looked back on for the delays, and the longest delay followed. */
export const LOOK_BACK = 45
const LONGEST = 14

/**
 * Whether reports of the window are likely still to come: cases sampled in it and not yet known, by the nowcast (docs/epi.md).
 * @param delays cases by day of sample and days until known, over LOOK_BACK days
 */
export function lateDoubt(
  delays: readonly { sampledOn: string; delay: number; n: number }[],
  from: string,
  day: string,
): Words | null {
  const reports = delays
    .filter((d) => d.delay >= 0)
    .map((d) => ({ reference: dayNumber(d.sampledOn), report: dayNumber(d.sampledOn) + d.delay, count: d.n }))
  const triangle = reportingTriangle(reports, { asOf: dayNumber(day), maxDelay: LONGEST })
  if (triangle.rows.length === 0) return null
  const found = nowcast(triangle.rows)
  const inWindow = found.days.filter((d) => triangle.first + d.row >= dayNumber(from))
  if (inWindow.some((d) => d.point === null))
    return {
      vi: 'Chưa đủ ngày để ước lượng ca báo muộn; những ngày cuối có thể còn thiếu ca.',
      en: 'Too few days to estimate late reports; the last days may lack cases.',
    }
  const missing = inWindow.reduce((sum, d) => sum + (d.point! - (d.reported ?? 0)), 0)
  if (missing < 0.5 && !found.shift?.shifting) return null
  const n = Math.max(1, Math.round(missing))
  return found.shift?.shifting
    ? {
        vi: 'Độ trễ báo cáo đang thay đổi: số ca của những ngày cuối chưa tin được.',
        en: 'Reporting delays are shifting: the figures of the last days are not to be believed yet.',
      }
    : {
        vi: `Báo muộn: ước còn khoảng ${n} ca đã lấy mẫu trong kỳ chưa được báo; mức có thể còn lên.`,
        en: `Late reports: about ${n} more cases sampled in the window are still to come; the level may rise.`,
      }
}
