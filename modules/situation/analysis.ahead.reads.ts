import { forecast as forecastOf } from '@phaodai/epi/forecast.ts'
import { nowcast as nowcastOf } from '@phaodai/epi/nowcast.ts'
import { read } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import * as contract from './analysis.contract.ts'
import { besideOf, byWords, dmy, listOf, NO_CASE, opened, setting, undatedDoubts } from './analysis.frame.ts'
import { countOf, dayText, lastDays, seriesOf, triangleOf, weekSums } from './analysis.rules.ts'
import * as store from './analysis.store.ts'
import { methods } from './analysis.words.ts'
import { dayAfter } from './situation.rules.ts'

const say = (vi: string, en: string): Words => ({ vi, en })

export const nowcast = read(contract.nowcast, async (ctx, input) => {
  const { until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const { maxDelay, triangle, reports } = triangleOf(groups, input.of, until, input.maxDelay)
  const found = triangle.rows.length === 0 ? null : nowcastOf(triangle.rows)
  const { negative, late } = triangle.leftOut
  const name = input.of === 'onset' ? say('khởi phát', 'onset') : say('lấy mẫu', 'the sample')
  const undated = countOf(groups) - reports.reduce((sum, r) => sum + r.count, 0)
  const estimable = found?.days.some((d) => d.point !== null) ?? false
  return {
    ...head,
    cases: countOf(groups),
    of: input.of,
    maxDelay,
    levels: found?.levels ?? [],
    days: (found?.days ?? []).map((d) => ({
      day: dayText(triangle.first + d.row),
      reported: d.reported ?? 0,
      point: d.point,
      quantiles: d.quantiles,
    })),
    delay: found?.delay ?? null,
    shift: found?.shift ?? null,
    doNotUse: found?.shift?.shifting ?? false,
    notEstimable:
      countOf(groups) === 0
        ? NO_CASE(until)
        : found === null
          ? say(`Chưa ước lượng được: không ca nào có ngày ${name.vi}.`, `Not estimable: no case has the day of ${name.en}.`)
          : estimable
            ? null
            : say(
                `Chưa ước lượng được: cần ít nhất ${maxDelay + 1} ngày có ca để biết độ trễ.`,
                `Not estimable: at least ${maxDelay + 1} days with cases are needed to know the delays.`,
              ),
    beside: besideOf(methods.nowcast, {
      n: reports.reduce((sum, r) => sum + r.count, 0) - negative - late,
      settings: [
        setting('Từ', 'From', say(`${name.vi} đến công bố`, `${name.en} to report`)),
        setting('Độ trễ dài nhất (ngày)', 'Longest delay (days)', maxDelay),
        ...(found ? [setting('Số ngày dùng', 'Days used', found.used.point)] : []),
      ],
      doubts: [
        ...doubts,
        ...(found?.notes ?? []).map(({ vi, en }) => say(vi, en)),
        ...(undated > 0 ? [say(`${undated} ca không có ngày ${name.vi}.`, `${undated} cases have no day of ${name.en}.`)] : []),
        ...(negative > 0
          ? [
              say(
                `${negative} ca được công bố trước ngày ${name.vi}, không dùng.`,
                `${negative} cases were reported before ${name.en} and are left out.`,
              ),
            ]
          : []),
        ...(late > 0
          ? [
              say(
                `${late} ca báo muộn hơn ${maxDelay} ngày, không dùng.`,
                `${late} cases reported later than ${maxDelay} days are left out.`,
              ),
            ]
          : []),
      ],
      list: listOf({ until }),
    }),
  }
})

export const forecast = read(contract.forecast, async (ctx, input) => {
  const { until, range, head, doubts } = await opened(ctx, input)
  const groups = await store.caseGroups(ctx.db, range)
  const series = seriesOf(groups, 'report', until)
  const found = series.all.length === 0 ? null : forecastOf(series.all, { weeks: input.weeks })
  const recent = lastDays(series, 28).reduce((sum, n) => sum + n, 0)
  const estimable = found?.weeks.some((week) => week.quantiles !== null) ?? false
  return {
    ...head,
    cases: countOf(groups),
    levels: found?.levels ?? [],
    past: weekSums(series, 8).map((week) => ({ from: dayText(week.from), until: dayText(week.until), cases: week.cases })),
    weeks: (found?.weeks ?? []).map(({ week, quantiles }) => ({
      ...{ week, quantiles },
      from: dayAfter(until, 7 * week - 6),
      until: dayAfter(until, 7 * week),
    })),
    daily: lastDays(series, 42),
    notEstimable:
      countOf(groups) === 0
        ? NO_CASE(until)
        : estimable
          ? null
          : say(
              'Chưa dự báo được: cần ít nhất 14 ngày từ ca đầu tiên.',
              'No forecast yet: at least 14 days from the first case are needed.',
            ),
    beside: besideOf(methods.forecast, {
      n: recent,
      settings: [
        setting('Tính theo', 'Counted by', byWords('report')),
        setting('Ngày gốc', 'Origin', say(dmy(until), dmy(until))),
        setting('Số ngày trong chuỗi', 'Days in the series', series.all.length),
      ],
      doubts: [
        ...doubts,
        ...undatedDoubts(groups, 'report', series.undated),
        ...(found?.notes ?? []).map(({ vi, en }) => say(vi, en)),
      ],
      list: listOf({ from: dayAfter(until, -27), until }),
    }),
  }
})
