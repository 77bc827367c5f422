import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import type { Beside } from './analysis.contract.ts'
import { type By, countOf } from './analysis.rules.ts'
import type * as store from './analysis.store.ts'
import type { MethodWords } from './analysis.words.ts'
import { areaOf } from './situation.reads.ts'
import { dayAfter } from './situation.rules.ts'

const say = (vi: string, en: string): Words => ({ vi, en })
export const shown = (n: number): string => String(Math.round(n * 100) / 100)
export const shownVi = (n: number): string => shown(n).replace('.', ',')
export const dmy = (day: string): string => day.split('-').reverse().join('/')
export const setting = (vi: string, en: string, value: number | Words): Beside['settings'][number] => ({
  label: say(vi, en),
  value: typeof value === 'number' ? say(shownVi(value), shown(value)) : value,
})

/** Whose cases, until when, and what the answer begins with. */
export async function opened(ctx: Ctx, input: { disease: string; areaId?: number | undefined; day?: string | undefined }) {
  const rules = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const until = input.day ?? dayAfter(ctx.today, -1)
  const range = { disease: rules.disease, lo: area.lo, hi: area.hi, day: until }
  const head = {
    until,
    cutOffAt: ctx.now,
    area: { areaId: area.areaId, name: area.fullName, tier: area.tier },
    disease: { code: rules.disease, name: rules.profile.name },
  }
  const unfinished =
    until >= ctx.today
      ? [say('Ngày cuối chưa kết thúc: số ca của ngày đó còn tăng.', 'The last day is not over: its count will still rise.')]
      : []
  return { ...{ rules, area, until, range, head }, doubts: unfinished }
}

export const besideOf = (words: MethodWords, more: Pick<Beside, 'n' | 'settings' | 'doubts' | 'list'>): Beside => ({
  counted: words.counted,
  method: words.method,
  sources: [...words.sources],
  notWhen: [...words.notWhen],
  ...more,
})

export const NO_CASE = (until: string): Words =>
  say(`Chưa ghi ca bệnh nào trong địa bàn đến ${dmy(until)}.`, `No case is recorded in the area up to ${dmy(until)}.`)
export const listOf = (filters: Record<string, string>): Beside['list'] => ({ screen: 'cases', filters })
export const byWords = (by: By) => (by === 'onset' ? say('ngày khởi phát', 'day of onset') : say('ngày công bố', 'day of report'))

/** What cases without the day, and days that stood in for it, say against a series. */
export function undatedDoubts(groups: readonly store.CaseGroup[], by: By, undated: number): Words[] {
  const doubts: Words[] = []
  if (undated > 0)
    doubts.push(
      by === 'onset'
        ? say(
            `${undated} ca không có ngày khởi phát, không nằm trong chuỗi.`,
            `${undated} cases have no day of onset and are not in the series.`,
          )
        : say(
            `${undated} ca không có ngày công bố, không nằm trong chuỗi.`,
            `${undated} cases have no day of report and are not in the series.`,
          ),
    )
  const stoodIn = countOf(groups.filter((g) => g.stoodIn && g.known !== null))
  if (by === 'report' && stoodIn > 0)
    doubts.push(
      say(
        `${stoodIn} ca chưa có ngày công bố: tính theo ngày xác định hoặc ngày lấy mẫu.`,
        `${stoodIn} cases have no day of report: the day of confirmation or of the sample stands in.`,
      ),
    )
  return doubts
}
