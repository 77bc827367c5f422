import { epidemicCurve } from '@phaodai/epi/epidemic-curve.ts'
import { firstControlled } from '@phaodai/epi/first-controlled.ts'
import { growth as growthOf } from '@phaodai/epi/growth.ts'
import { reproductionFromGrowth } from '@phaodai/epi/reproduction-from-growth.ts'
import { RT_QUANTILES } from '@phaodai/epi/rt.ts'
import { read } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import * as contract from './analysis.contract.ts'
import { besideOf, byWords, dmy, listOf, NO_CASE, opened, setting, shown, shownVi, undatedDoubts } from './analysis.frame.ts'
import {
  type By,
  countOf,
  dayNumber,
  dayText,
  incompleteFrom,
  isUnsure,
  rtRows,
  serialIntervalOf,
  seriesOf,
  triangleOf,
} from './analysis.rules.ts'
import * as store from './analysis.store.ts'
import { methods } from './analysis.words.ts'
import { dayAfter } from './situation.rules.ts'

const say = (vi: string, en: string): Words => ({ vi, en })

/** The day from which counts by onset lack reports, with the triangle that says so; by report nothing is late. */
function lateFrom(groups: readonly store.CaseGroup[], by: By, until: string) {
  if (by === 'report') return { late: null, triangle: null }
  const { triangle } = triangleOf(groups, 'onset', until)
  return { late: incompleteFrom(triangle), triangle }
}

export const curve = read(contract.curve, async (ctx, input) => {
  const { until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const series = seriesOf(groups, input.by, until)
  const from = dayAfter(until, 1 - input.days)
  const days = (counts: readonly number[]) => counts.map((cases, i) => ({ date: dayText(series.first + i), cases }))
  const options = { gaps: 'zero' as const, unit: input.unit, from, to: until }
  const imported = epidemicCurve(days(series.imported), options)
  const bars = epidemicCurve(days(series.local), options).map((bar, i) => ({
    ...{ period: bar.period, start: bar.start, end: bar.end, days: bar.days, known: bar.known },
    local: bar.cases ?? 0,
    imported: imported[i]!.cases ?? 0,
  }))
  const inSpan = bars.reduce((n, b) => n + b.local + b.imported, 0)
  const { late } = lateFrom(groups, input.by, until)
  const list: Record<string, string> = input.by === 'report' ? { from, until } : { until }
  return {
    ...head,
    cases: countOf(groups),
    by: input.by,
    unit: input.unit,
    bars,
    undated: series.undated,
    before: series.dated - inSpan,
    incompleteFrom: late,
    notEstimable: countOf(groups) === 0 ? NO_CASE(until) : null,
    beside: besideOf(methods.curve, {
      n: inSpan,
      settings: [setting('Tính theo', 'Counted by', byWords(input.by)), setting('Số ngày', 'Days', input.days)],
      doubts: [
        ...doubts,
        ...undatedDoubts(groups, input.by, series.undated),
        ...(late
          ? [
              say(
                `Từ ${dmy(late)} chưa đủ báo cáo: chưa được đọc là giảm.`,
                `From ${dmy(late)} reports are still to come: not to be read as a fall.`,
              ),
            ]
          : []),
      ],
      list: listOf(list),
    }),
  }
})

export const growth = read(contract.growth, async (ctx, input) => {
  const { rules, until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const series = seriesOf(groups, input.by, until)
  const { late } = lateFrom(groups, input.by, until)
  const end = late === null ? until : dayAfter(late, -1)
  // days before the first case are zeros that are known: nobody had been found yet
  const counts = Array.from(
    { length: input.window },
    (_, i) => series.all[dayNumber(end) - series.first - input.window + 1 + i] ?? 0,
  )
  const found = growthOf(counts, { days: input.window })
  const si = serialIntervalOf(rules.profile.serialIntervalDays, input)
  const clear = found.state === 'ok' && (found.lower! > 0 || found.upper! < 0)
  const R = (rate: number | null) => (rate === null ? null : reproductionFromGrowth(rate, { mean: si.mean!, sd: si.sd! }))
  const wide = found.dispersion !== null && found.dispersion > 10
  return {
    ...head,
    cases: countOf(groups),
    by: input.by,
    serialInterval: si,
    growth:
      found.state === 'ok'
        ? {
            ...{ end, window: input.window, cases: found.cases, rate: found.rate, lower: found.lower, upper: found.upper, clear },
            dispersion: found.dispersion,
            doublingTime: clear && Number.isFinite(found.doublingTime) ? found.doublingTime : null,
            R:
              si.mean === null || si.sd === null
                ? null
                : ([R(found.rate), R(found.lower), R(found.upper)] as [number | null, number | null, number | null]),
          }
        : null,
    notEstimable:
      found.state === 'ok'
        ? null
        : countOf(groups) === 0
          ? NO_CASE(until)
          : say(
              `Chưa ước lượng được: trong ${input.window} ngày đến ${dmy(end)} ca bệnh chỉ nằm ở một ngày hoặc không có.`,
              `Not estimable: in the ${input.window} days to ${dmy(end)} cases lie on one day or none.`,
            ),
    beside: besideOf(methods.growth, {
      n: found.cases,
      settings: [
        setting('Tính theo', 'Counted by', byWords(input.by)),
        setting('Cửa sổ (ngày)', 'Window (days)', input.window),
        setting('Ngày cuối', 'Last day', say(dmy(end), dmy(end))),
        ...(found.dispersion === null ? [] : [setting('Độ phân tán', 'Dispersion', found.dispersion)]),
        setting('Khoảng thế hệ', 'Serial interval', si.words),
      ],
      doubts: [
        ...doubts,
        ...undatedDoubts(groups, input.by, series.undated),
        ...(end !== until
          ? [say(`Dừng ở ${dmy(end)}: những ngày sau còn thiếu báo cáo.`, `Stops on ${dmy(end)}: later days still lack reports.`)]
          : []),
        ...(found.state === 'ok' && !clear
          ? [
              say(
                'Không có xu hướng rõ: khoảng 95 % nằm ở cả hai phía của 0.',
                'No clear growth: the 95 % limits lie on both sides of 0.',
              ),
            ]
          : []),
        ...(wide
          ? [
              say(
                'Độ phân tán trên 10: báo cáo dồn hoặc nhiều ổ dịch; khoảng vẫn quá hẹp.',
                'Dispersion above 10: bursts of reporting or several outbreaks; the limits are still too narrow.',
              ),
            ]
          : []),
        ...(found.dispersion !== null && found.dispersion < 1
          ? [
              say(
                `Số ca đều hơn ngẫu nhiên (độ phân tán ${shownVi(found.dispersion)}): khoảng 95 % quá hẹp.`,
                `Counts more even than chance (dispersion ${shown(found.dispersion)}): the 95 % limits are too narrow.`,
              ),
            ]
          : []),
        ...(isUnsure(si) ? [si.words] : []),
      ],
      list: listOf(input.by === 'report' ? { from: dayAfter(end, 1 - input.window), until: end } : { until }),
    }),
  }
})

/** What was done about days that still lack reports. */
function lateWords(late: string, how: 'nowcast' | 'short' | 'shifting'): Words {
  const [vi, en] = {
    nowcast: [
      'R tính trên số ca đã cộng phần ước tính chưa báo cáo, nên khoảng rộng hơn; R chưa chắc.',
      'R counts the cases estimated to be reported yet, so its interval is wider; it is not certain.',
    ],
    short: [
      'không nêu R: chưa đủ số liệu về độ trễ để ước tính, và số đã báo cáo sẽ làm R tự giảm.',
      'no R is given: too little is known of the delays to estimate, and R of what is reported would fall of itself.',
    ],
    shifting: [
      'không nêu R: độ trễ báo cáo đang thay đổi nên không ước tính được, và số đã báo cáo sẽ làm R tự giảm.',
      'no R is given: reporting delays are shifting, so no estimate holds, and R of what is reported would fall of itself.',
    ],
  }[how] as [string, string]
  return say(`Từ ${dmy(late)} chưa đủ báo cáo: ${vi}`, `From ${dmy(late)} reports are still to come: ${en}`)
}

export const reproduction = read(contract.reproduction, async (ctx, input) => {
  const { rules, until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const series = seriesOf(groups, input.by, until)
  const si = serialIntervalOf(rules.profile.serialIntervalDays, input)
  const { late, triangle } = lateFrom(groups, input.by, until)
  const { mean, sd } = si
  const settings = mean === null || sd === null || mean <= 1 ? null : { si: { mean, sd }, window: input.window }
  const { rows, lateDays } = settings === null ? { rows: [], lateDays: null } : rtRows(series, late, triangle, settings)
  const controlled = firstControlled(rows, RT_QUANTILES)
  const from = dayNumber(until) - input.days + 1
  const out = rows
    .map((row) => {
      const day = dayText(series.first + row.tEnd - 1)
      const imported = series.imported.slice(row.tStart - 1, row.tEnd).reduce((sum, n) => sum + n, 0)
      return {
        ...{ day, from: dayText(series.first + row.tStart - 1), cases: row.cases ?? 0, imported },
        ...{
          mean: row.mean,
          quantiles: row.quantiles,
          state: row.late ? ('late' as const) : row.state,
          incomplete: row.incomplete,
        },
      }
    })
    .filter((row) => dayNumber(row.day) >= from)
  const last = out.findLast((row) => !row.incomplete)
  const why =
    countOf(groups) === 0
      ? NO_CASE(until)
      : si.mean === null || si.sd === null
        ? si.words
        : si.mean <= 1
          ? say(
              'Chưa ước lượng được: khoảng thế hệ trung bình phải trên 1 ngày.',
              'Not estimable: the mean serial interval must be above 1 day.',
            )
          : out.every((row) => row.mean === null)
            ? say(
                'Chưa ước lượng được: chuỗi ngắn hơn khoảng thế hệ và cửa sổ.',
                'Not estimable: the series is shorter than the serial interval and the window.',
              )
            : null
  return {
    ...head,
    cases: countOf(groups),
    by: input.by,
    serialInterval: si,
    levels: [...RT_QUANTILES],
    rows: out,
    firstControlled: controlled ? dayText(series.first + controlled.tEnd - 1) : null,
    incompleteFrom: late,
    lateDays,
    notEstimable: why,
    beside: besideOf(methods.rt, {
      n: series.dated,
      settings: [
        setting('Tính theo', 'Counted by', byWords(input.by)),
        setting('Cửa sổ (ngày)', 'Window (days)', input.window),
        setting('Phân bố ban đầu của R', 'Prior of R', say('trung bình 5, độ lệch chuẩn 5', 'mean 5, sd 5')),
        setting('Khoảng thế hệ', 'Serial interval', si.words),
        setting(
          'Ca nhập cảnh',
          'Imported cases',
          series.imported.reduce((sum, n) => sum + n, 0),
        ),
      ],
      doubts: [
        ...doubts,
        ...undatedDoubts(groups, input.by, series.undated),
        ...(last?.state === 'few'
          ? [
              say(
                `Chỉ ${last.cases} ca trong cửa sổ đến ${dmy(last.day)}: quá ít để tin.`,
                `Only ${last.cases} cases in the window to ${dmy(last.day)}: too few to believe.`,
              ),
            ]
          : []),
        ...(late && lateDays ? [lateWords(late, lateDays)] : []),
        ...(isUnsure(si) ? [si.words] : []),
      ],
      list: listOf({ until }),
    }),
  }
})
