import type { ECharts, EChartsCoreOption } from 'echarts/core'
import { init } from 'echarts/core'
import { type RefObject, useEffect, useRef } from 'react'
import { number } from './formats.ts'
import { textScale } from './textScale.ts'
import type { Scheme } from './useScheme.ts'

/** Letters of a chart's axes and marks. */
export const chartText = (scheme: Scheme) => ({
  color: scheme.muted,
  fontFamily: 'Be Vietnam Pro, sans-serif',
  fontSize: 12 * textScale(),
})

/** What all charts over days or weeks have alike: no movement where none is wanted, the axes, the box at the pointer. */
export function chartFrame(scheme: Scheme): EChartsCoreOption & { xAxis: object; yAxis: object; tooltip: object; grid: object } {
  const text = chartText(scheme)
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 200,
    aria: { enabled: false, decal: { show: true } },
    textStyle: { fontFamily: text.fontFamily },
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      backgroundColor: scheme.surface,
      borderColor: scheme.line,
      textStyle: { ...text, color: scheme.ink },
    },
    xAxis: {
      type: 'category',
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: scheme.muted } },
    },
    yAxis: {
      type: 'value',
      axisLabel: { ...text, formatter: (n: number) => number(n) },
      splitLine: { lineStyle: { color: scheme.line } },
    },
  }
}

/** A grey ground from the left edge of a step to the end. (A mark area of the library begins in the middle of a step, of bars one step later.) */
export const shade = (from: number, colour: string) => ({
  ...{ type: 'custom', data: [[from, 0]], silent: true, tooltip: { show: false }, z: 1 },
  encode: { x: 0, y: 1 },
  renderItem: (
    plot: { coordSys: { x: number; y: number; width: number; height: number } },
    api: { coord: (at: number[]) => number[]; size: (at: number[]) => number[] },
  ) => {
    const { x, y, width, height } = plot.coordSys
    const left = (api.coord([from, 0])[0] ?? x) - (api.size([1, 0])[0] ?? 0) / 2
    return { type: 'rect', shape: { x: left, y, width: x + width - left, height }, style: { fill: colour, opacity: 0.16 } }
  },
})

/**
 * The life of a chart in a box: made when the box is shown, drawn anew when `option` is another, as wide as the box, gone with it.
 * `option` is kept by useMemo. SVG and not canvas: sharp in print and on the wall, and a curve has few hundred marks.
 * @param onPick told of the place of a step that was clicked
 */
export function useChart(
  shown: boolean,
  option: EChartsCoreOption,
  onPick?: (place: number) => void,
): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    if (!shown || !box.current) return
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', (event) => pick.current?.(event.dataIndex))
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [shown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart that was just made is drawn too
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option, shown])
  return box
}
