import { SegmentedControl } from '@mantine/core'
import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ReactNode, useId, useMemo, useState } from 'react'
import styles from './Chart.module.css'
import { number } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { PlainTable, type TableColumn } from './PlainTable.tsx'
import { decal } from './patterns.ts'
import { Swatch } from './Swatch.tsx'
import type { Pattern } from './tokens.ts'
import { chartFrame, chartText, shade, useChart } from './useChart.ts'
import { type Scheme, useScheme } from './useScheme.ts'

echarts.use([BarChart, LineChart, CustomChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer])

type Values = readonly (number | null)[]
type Stroke = 'solid' | 'dashed' | 'dotted'
/** What a chart draws over its steps; all as long as `steps`. Null: nothing is drawn there. */
export type BandSeries =
  | { kind: 'bar'; words: Words; values: Values; tone?: 'strong' | 'soft'; pattern?: Pattern; stack?: string }
  | { kind: 'line'; words: Words; values: Values; stroke?: Stroke }
  | { kind: 'band'; words: Words; lower: Values; upper: Values; tone?: 'strong' | 'soft' }

export interface BandChartProps {
  label: Words
  /** What each step is (a day, a week), in order; as the axis shows them. */
  steps: readonly string[]
  series: readonly BandSeries[]
  /** The same as a table: every column as long as its first. */
  table: readonly TableColumn[]
  decimals?: number
  /** A line across, as R = 1. */
  level?: { at: number; words: Words }
  /** From this step on (its place) the figures lack reports: shaded. */
  shadedFrom?: number | null
  /** Greatest value of the axis; what lies above is cut. */
  most?: number
  onStep?: (place: number) => void
  height?: number
  /** Beside the choice of chart or table: an export. */
  tools?: ReactNode
  /** Heading level within the page. */
  as?: 'h3' | 'h4'
}

const colourOf = (s: BandSeries, scheme: Scheme): string => {
  const strong = scheme.scheme === 'dark' ? '#d8eaea' : '#0b4a4c'
  const soft = scheme.scheme === 'dark' ? '#3f9492' : '#8ac1bf'
  if (s.kind === 'line') return scheme.ink
  return s.tone === 'strong' ? strong : soft
}

/** Bars, lines and intervals over days or weeks; the same as a table. Intervals are bands, what is not known is not drawn. */
export function BandChart(props: BandChartProps) {
  const {
    label,
    steps,
    series,
    table,
    decimals = 0,
    level,
    shadedFrom,
    most,
    onStep,
    height = 240,
    tools,
    as: Heading = 'h3',
  } = props
  const { w, language } = useLanguage()
  const scheme = useScheme()
  const title = useId()
  const [form, setForm] = useState<'chart' | 'table'>('chart')
  // biome-ignore lint/correctness/useExhaustiveDependencies: w follows language
  const option = useMemo(() => {
    const frame = chartFrame(scheme)
    const text = chartText(scheme)
    const across = level && {
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: scheme.ink, type: 'dashed' },
        data: [{ yAxis: level.at, label: { ...text, color: scheme.ink, formatter: w(level.words), position: 'insideEndTop' } }],
      },
    }
    return {
      ...frame,
      tooltip: {
        ...frame.tooltip,
        formatter: (points: { dataIndex: number }[]) => {
          const at = points[0]?.dataIndex ?? 0
          const rows = table.map((column) => `${escaped(w(column.words))}: <b>${escaped(textOf(column, at))}</b>`)
          return rows.join('<br>')
        },
      },
      xAxis: { ...frame.xAxis, data: steps },
      yAxis: {
        ...frame.yAxis,
        min: 0,
        ...(most !== undefined && { max: most }),
        axisLabel: { ...text, formatter: (n: number) => number(n, decimals) },
      },
      series: [
        ...series.map((s, place) => ({
          ...drawn(s, colourOf(s, scheme), scheme, w),
          ...(place === series.length - 1 && across),
        })),
        ...(shadedFrom != null && shadedFrom < steps.length ? [shade(shadedFrom, scheme.muted)] : []),
      ],
    }
  }, [steps, series, table, scheme, language, level, shadedFrom, most, decimals])
  const box = useChart(form === 'chart', option, onStep)

  return (
    <section className={styles.box} aria-labelledby={title}>
      <div className={styles.head}>
        <Heading id={title}>{w(label)}</Heading>
        <div className={`${styles.tools} pd-no-print`}>
          <SegmentedControl
            aria-label={`${w(label)}: ${w({ vi: 'cách xem', en: 'shown as' })}`}
            value={form}
            onChange={(value) => setForm(value as typeof form)}
            data={[
              { value: 'chart', label: w({ vi: 'Biểu đồ', en: 'Chart' }) },
              { value: 'table', label: w({ vi: 'Bảng', en: 'Table' }) },
            ]}
          />
          {tools}
        </div>
      </div>
      {form === 'chart' ? (
        <>
          <div
            ref={box}
            style={{ height }}
            data-print-fit
            role="img"
            aria-label={`${w(label)}. ${w({ vi: 'Xem dạng bảng để đọc từng dòng.', en: 'Choose the table to read it line by line.' })}`}
          />
          <ul className={styles.legend}>
            {series.filter(isSeen).map((s) => (
              <li key={w(s.words)}>
                {s.kind === 'line' ? (
                  <LineMark colour={colourOf(s, scheme)} stroke={s.stroke ?? 'solid'} />
                ) : (
                  <Swatch
                    colour={colourOf(s, scheme)}
                    pattern={s.kind === 'bar' ? (s.pattern ?? 'none') : 'dots'}
                    ink={scheme.surface}
                  />
                )}
                {w(s.words)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <PlainTable label={label} table={table} />
      )}
    </section>
  )
}

/** Whether anything of it is drawn: a legend names what can be seen. */
const isSeen = (s: BandSeries) => (s.kind === 'band' ? s.upper : s.values).some((n) => n !== null)

/** A piece of the line as it is drawn. */
const LineMark = ({ colour, stroke }: { colour: string; stroke: Stroke }) => (
  <span aria-hidden style={{ flex: 'none', width: 28, borderTop: `3px ${stroke} ${colour}` }} />
)

const textOf = (column: TableColumn, at: number) => {
  const cell = column.cells[at]
  return typeof cell === 'string' ? cell : String(column.raw[at] ?? '–')
}
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

function drawn(s: BandSeries, colour: string, scheme: Scheme, w: (words: Words) => string) {
  const name = w(s.words)
  if (s.kind === 'line')
    return {
      ...{ type: 'line', name, data: [...s.values], symbol: 'circle', symbolSize: 4, connectNulls: false },
      lineStyle: { color: colour, width: 2, type: s.stroke ?? 'solid' },
      itemStyle: { color: colour },
      z: 4,
    }
  if (s.kind === 'bar')
    return {
      ...{ type: 'bar', name, barCategoryGap: '12%', data: s.values.map((n) => n || null) },
      ...(s.stack && { stack: s.stack }),
      itemStyle: {
        color: colour,
        borderColor: scheme.surface,
        borderWidth: 0.5,
        decal: decal(s.pattern ?? 'none', scheme.surface),
      },
      z: 2,
    }
  const data = s.lower.map((low, i) => [i, low ?? Number.NaN, s.upper[i] ?? Number.NaN])
  return {
    ...{ type: 'custom', name, data, silent: false, z: 3 },
    encode: { x: 0, y: [1, 2] },
    // each interval is a box as wide as its step: neighbours make a band, a gap stays a gap
    renderItem: (
      _: unknown,
      api: { value: (n: number) => number; coord: (at: number[]) => number[]; size: (at: number[]) => number[] },
    ) => {
      const [low, high] = [api.value(1), api.value(2)]
      if (!Number.isFinite(low) || !Number.isFinite(high)) return null
      const [x = 0, top = 0] = api.coord([api.value(0), high])
      const [, bottom = 0] = api.coord([api.value(0), low])
      const width = api.size([1, 0])[0] ?? 0
      return {
        type: 'rect',
        shape: { x: x - width / 2, y: top, width: width + 0.5, height: Math.max(1, bottom - top) },
        style: { fill: colour, opacity: s.tone === 'strong' ? 0.45 : 0.3 },
      }
    },
  }
}
