import { SegmentedControl } from '@mantine/core'
import { BarChart, CustomChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useId, useMemo, useState } from 'react'
import styles from './Chart.module.css'
import { type CurveDate, type CurveDay, curveRows, originsSeen } from './epiTable.ts'
import { date, number, shortDate } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { decal } from './patterns.ts'
import { Swatch } from './Swatch.tsx'
import { origins } from './tokens.ts'
import { chartFrame, chartText, shade, useChart } from './useChart.ts'
import { useScheme } from './useScheme.ts'

echarts.use([BarChart, CustomChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer])

export interface EpiCurveProps {
  label: Words
  days: readonly CurveDay[]
  by: CurveDate
  onBy: (by: CurveDate) => void
  /** From this day on, counts by onset are not complete: reports are still to come. */
  incompleteFrom?: string
  /** Cases that have no day of onset, and so are not in that curve. */
  withoutOnset?: number
  /** Lines across the curve: a directive comes into force. */
  marks?: { on: string; words: Words }[]
  onDay?: (on: string) => void
  height?: number
}

/** Cases by day, by onset or by report, stacked by origin in patterns; the same as a table. */
export function EpiCurve(props: EpiCurveProps) {
  const { label, days, by, onBy, incompleteFrom, withoutOnset = 0, marks, onDay, height = 260 } = props
  const { w, language } = useLanguage()
  const scheme = useScheme()
  const title = useId()
  const [form, setForm] = useState<'curve' | 'table'>('curve')
  const rows = useMemo(() => curveRows(days, by), [days, by])
  const seen = useMemo(() => originsSeen(rows), [rows])
  const colourOf = (o: (typeof seen)[number]) => (scheme.scheme === 'dark' ? origins[o].dark : origins[o].colour)
  // biome-ignore lint/correctness/useExhaustiveDependencies: w and colourOf follow language and scheme
  const option = useMemo(() => {
    const frame = chartFrame(scheme)
    const text = chartText(scheme)
    const shaded = by === 'onset' && incompleteFrom ? rows.findIndex((r) => r.on >= incompleteFrom) : -1
    return {
      ...frame,
      grid: { ...frame.grid, top: marks?.length ? 28 : 12 },
      tooltip: { ...frame.tooltip, valueFormatter: (value: unknown) => number(Number(value)) },
      xAxis: {
        ...frame.xAxis,
        data: rows.map((r) => r.on),
        axisLabel: { ...text, formatter: (on: string) => shortDate(on), hideOverlap: true },
      },
      yAxis: { ...frame.yAxis, minInterval: 1 },
      series: [
        ...seen.map((o, n) => ({
          type: 'bar',
          name: w(origins[o].words),
          stack: 'cases',
          barCategoryGap: '12%',
          // A zero is drawn as nothing: its border would cut the axis.
          data: rows.map((r) => r.counts[o] || null),
          itemStyle: {
            color: colourOf(o),
            borderColor: scheme.surface,
            borderWidth: 0.5,
            decal: decal(origins[o].pattern, scheme.surface),
          },
          ...(n === 0 && {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: scheme.ink, type: 'dashed' },
              data: (marks ?? []).map((m) => ({
                xAxis: m.on,
                label: { ...text, color: scheme.ink, formatter: w(m.words), position: 'end' },
              })),
            },
          }),
        })),
        ...(shaded >= 0 ? [shade(shaded, scheme.muted)] : []),
      ],
    }
  }, [rows, seen, scheme, language, by, incompleteFrom, marks])
  const box = useChart(form === 'curve', option, (place) => rows[place] && onDay?.(rows[place].on))

  return (
    <section className={styles.box} aria-labelledby={title}>
      <div className={styles.head}>
        <h3 id={title}>{w(label)}</h3>
        <div className={`${styles.tools} pd-no-print`}>
          <SegmentedControl
            aria-label={w({ vi: 'Tính theo ngày', en: 'Counted by' })}
            value={by}
            onChange={(value) => onBy(value as CurveDate)}
            data={[
              { value: 'onset', label: w({ vi: 'Khởi phát', en: 'Onset' }) },
              { value: 'report', label: w({ vi: 'Công bố', en: 'Report' }) },
            ]}
          />
          <SegmentedControl
            aria-label={w({ vi: 'Cách xem', en: 'Shown as' })}
            value={form}
            onChange={(value) => setForm(value as typeof form)}
            data={[
              { value: 'curve', label: w({ vi: 'Biểu đồ', en: 'Chart' }) },
              { value: 'table', label: w({ vi: 'Bảng', en: 'Table' }) },
            ]}
          />
        </div>
      </div>
      {form === 'curve' ? (
        <>
          <div
            ref={box}
            style={{ height }}
            data-print-fit
            role="img"
            aria-label={`${w(label)}. ${w({ vi: 'Xem dạng bảng để đọc từng ngày.', en: 'Choose the table to read it day by day.' })}`}
          />
          <ul className={styles.legend}>
            {seen.map((o) => (
              <li key={o}>
                <Swatch colour={colourOf(o)} pattern={origins[o].pattern} ink={scheme.surface} />
                {w(origins[o].words)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard
        <section className={styles.table} tabIndex={0} aria-label={w(label)}>
          <table>
            <thead>
              <tr>
                <th scope="col">
                  {w(by === 'onset' ? { vi: 'Ngày khởi phát', en: 'Onset' } : { vi: 'Ngày công bố', en: 'Reported' })}
                </th>
                {seen.map((o) => (
                  <th key={o} scope="col">
                    {w(origins[o].words)}
                  </th>
                ))}
                <th scope="col">{w({ vi: 'Cộng', en: 'Total' })}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={r.on}>
                  <td>{date(r.on)}</td>
                  {seen.map((o) => (
                    <td key={o}>{number(r.counts[o])}</td>
                  ))}
                  <td>{number(r.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {by === 'onset' && incompleteFrom && (
        <p className={styles.note}>
          {w({
            vi: `Từ ${shortDate(incompleteFrom)} (phần tô nhạt) chưa đủ: còn ca báo muộn. Chưa được đọc là giảm.`,
            en: `From ${shortDate(incompleteFrom)} (shaded) not complete: reports are still to come. Not to be read as a fall.`,
          })}
        </p>
      )}
      {by === 'onset' && withoutOnset > 0 && (
        <p className={styles.note}>
          {w({
            vi: `${number(withoutOnset)} ca không có ngày khởi phát, không nằm trong biểu đồ này.`,
            en: `${number(withoutOnset)} cases have no day of onset and are not in this chart.`,
          })}
        </p>
      )}
    </section>
  )
}
