import { SegmentedControl } from '@mantine/core'
import { forecast, nowcast } from '@phaodai/modules/situation/analysis.contract.ts'
import { date, number, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { BandChart } from '@phaodai/ui/lazy.tsx'
import { columnOf } from '@phaodai/ui/PlainTable.tsx'
import { useMemo } from 'react'
import type { z } from 'zod'
import { Go } from '../../Go.tsx'
import { paths, pathTo } from '../../paths.ts'
import { useRead } from '../../useRead.ts'
import styles from './Analysis.module.css'
import type { Shared } from './OverTime.tsx'
import { ExportButton, Part } from './Part.tsx'

const said = (vi: string, en: string): Words => ({ vi, en })
const percentWords = (level: number) => said(`${number(level * 100, 1)} %`, `${level * 100} %`)

type Of = 'onset' | 'sample'

export function NowcastPart(props: Pick<Shared, 'where' | 'area'> & { of: Of; onOf: (of: string) => void }) {
  const { where, area, of, onOf } = props
  const { w } = useLanguage()
  const { data, error, refetch } = useRead(nowcast, { ...where, of }, { keep: true })
  return (
    <Part
      {...{
        id: 'nowcast',
        title: said('Ước tính ca chưa báo cáo', 'Cases not yet reported'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
      settings={
        <SegmentedControl
          aria-label={w({ vi: 'Tính từ ngày', en: 'Counted from' })}
          value={of}
          onChange={onOf}
          data={[
            { value: 'onset', label: w({ vi: 'Khởi phát', en: 'Onset' }) },
            { value: 'sample', label: w({ vi: 'Lấy mẫu', en: 'Sample' }) },
          ]}
        />
      }
    >
      {(answer) => <Nowcast answer={answer} />}
    </Part>
  )
}

function Nowcast({ answer }: { answer: z.output<typeof nowcast.output> }) {
  const { w } = useLanguage()
  const { days, levels, doNotUse } = answer
  const steps = useMemo(() => days.map((d) => shortDate(d.day)), [days])
  const series = useMemo(() => {
    const q = (at: number) => days.map((d) => d.quantiles?.[levels.indexOf(at)] ?? null)
    const reported = {
      ...{ kind: 'bar' as const, tone: 'strong' as const, words: said('Đã báo cáo', 'Reported') },
      values: days.map((d) => d.reported),
    }
    // where every nowcast was worse than the raw count, the raw count is what is drawn
    if (doNotUse) return [reported]
    return [
      reported,
      { kind: 'band' as const, words: said('Khoảng 95 %', '95 % interval'), lower: q(0.025), upper: q(0.975) },
      { kind: 'line' as const, words: said('Ước tính (trung vị)', 'Estimate (median)'), values: q(0.5) },
    ]
  }, [days, levels, doNotUse])
  const table = useMemo(
    () => [
      columnOf(
        said('Ngày', 'Day'),
        days.map((d) => d.day),
        (day) => date(day),
      ),
      columnOf(
        said('Đã báo cáo', 'Reported'),
        days.map((d) => d.reported),
        (n) => number(n),
      ),
      columnOf(
        said('Ước tính điểm', 'Point'),
        days.map((d) => d.point),
        (n) => number(n, 1),
      ),
      ...levels.map((level, at) =>
        columnOf(
          percentWords(level),
          days.map((d) => d.quantiles?.[at] ?? null),
          (n) => number(n),
        ),
      ),
    ],
    [days, levels],
  )
  const reported = days.reduce((sum, d) => sum + d.reported, 0)
  const point = days.reduce((sum, d) => sum + (d.point ?? d.reported), 0)
  const title =
    answer.of === 'onset'
      ? said('Số ca theo ngày khởi phát, đã báo cáo và ước tính', 'Cases by day of onset, reported and estimated')
      : said('Số ca theo ngày lấy mẫu, đã báo cáo và ước tính', 'Cases by day of the sample, reported and estimated')
  return (
    <>
      <p className={styles.sentence} {...(doNotUse && { role: 'note', 'data-shifting': true })}>
        {doNotUse ? (
          w({
            vi: `Không dùng ước tính: độ trễ báo cáo đang thay đổi. Đã báo cáo ${number(reported)} ca trong ${days.length} ngày cuối, chưa đủ.`,
            en: `Do not use the estimate: reporting delays are shifting. ${number(reported)} cases reported in the last ${days.length} days, not complete.`,
          })
        ) : (
          <>
            {w({ vi: `${days.length} ngày cuối: đã báo cáo`, en: `Last ${days.length} days: reported` })}{' '}
            <strong>{number(reported)}</strong> {w({ vi: 'ca, ước tính sẽ là', en: 'cases, likely to become' })}{' '}
            <strong data-value={point}>{number(point)}</strong>.
          </>
        )}
      </p>
      <BandChart
        label={title}
        {...{ steps, series, table }}
        tools={<ExportButton fileName="uoc-tinh" title={title} table={table} answer={answer} />}
      />
    </>
  )
}

export function ForecastPart({ where, area }: Pick<Shared, 'where' | 'area'>) {
  const { data, error, refetch } = useRead(forecast, where, { keep: true })
  return (
    <Part
      {...{ id: 'forecast', title: said('Dự báo 1–2 tuần', 'Forecast, 1–2 weeks'), answer: data, error, again: refetch, area }}
    >
      {(answer) => <Forecast answer={answer} />}
    </Part>
  )
}

function Forecast({ answer }: { answer: z.output<typeof forecast.output> }) {
  const { w } = useLanguage()
  const { past, weeks, levels } = answer
  const spans = useMemo(
    () => [...past, ...weeks].map((span) => `${shortDate(span.from)}–${shortDate(span.until)}`),
    [past, weeks],
  )
  const { series, table } = useMemo(() => {
    const none = past.map(() => null)
    const q = (at: number) => [...none, ...weeks.map((week) => week.quantiles?.[levels.indexOf(at)] ?? null)]
    const seen = [...past.map((week) => week.cases), ...weeks.map(() => null)]
    return {
      series: [
        { kind: 'bar' as const, tone: 'strong' as const, words: said('Đã ghi nhận', 'Recorded'), values: seen },
        { kind: 'band' as const, words: said('Khoảng 95 %', '95 % interval'), lower: q(0.025), upper: q(0.975) },
        {
          kind: 'band' as const,
          tone: 'strong' as const,
          words: said('Khoảng 50 %', '50 % interval'),
          lower: q(0.25),
          upper: q(0.75),
        },
        { kind: 'line' as const, words: said('Trung vị', 'Median'), values: q(0.5) },
      ],
      table: [
        columnOf(
          said('Tuần', 'Week'),
          [...past, ...weeks].map((span) => `${date(span.from)} – ${date(span.until)}`),
        ),
        columnOf(said('Đã ghi nhận', 'Recorded'), seen, (n) => number(n)),
        ...levels.map((level) => columnOf(percentWords(level), q(level), (n) => number(n))),
      ],
    }
  }, [past, weeks, levels])
  const at = (week: (typeof weeks)[number], level: number) => number(week.quantiles?.[levels.indexOf(level)])
  const title = said('Số ca mỗi tuần, đã ghi nhận và dự báo', 'Cases a week, recorded and forecast')
  const round = (values: readonly (number | null)[] | null) => values?.map((n) => Math.round((n ?? 0) * 10) / 10).join('_')
  const beds = pathTo(paths.calculators, {
    calculator: 'beds',
    seen: answer.daily.join('_'),
    week1: round(weeks[0]?.quantiles ?? null),
    week2: round(weeks[1]?.quantiles ?? null),
    from: answer.until,
  })
  return (
    <>
      {weeks.map((week) => (
        <p className={styles.sentence} key={week.week} data-week={week.week}>
          {w({
            vi: `${date(week.from)} – ${date(week.until)}: trung vị`,
            en: `${date(week.from)} – ${date(week.until)}: median`,
          })}{' '}
          <strong data-value={week.quantiles?.[levels.indexOf(0.5)]}>{at(week, 0.5)}</strong> {w({ vi: 'ca', en: 'cases' })} (50
          %: {at(week, 0.25)} {w({ vi: 'đến', en: 'to' })} {at(week, 0.75)}; 95 %: {at(week, 0.025)} {w({ vi: 'đến', en: 'to' })}{' '}
          {at(week, 0.975)}).
        </p>
      ))}
      <BandChart
        label={title}
        {...{ steps: spans, series, table }}
        tools={<ExportButton fileName="du-bao" title={title} table={table} answer={answer} />}
      />
      <p className="pd-no-print" style={{ margin: 0 }}>
        <Go href={beds}>{w({ vi: 'Tính nhu cầu giường từ dự báo này', en: 'Bed demand from this forecast' })}</Go>
      </p>
    </>
  )
}
