import type Sigma from 'sigma'
import type { NodeLabelDrawingFunction } from 'sigma/rendering'
import { dayTicks } from './dayTicks.ts'
import { addDays, shortDate } from './formats.ts'
import type { Scheme } from './useScheme.ts'

export const CHAIN_FONT = '"Be Vietnam Pro", sans-serif'

/** A name at the right of its mark, on a clear ground. */
export const drawName =
  (scheme: Scheme): NodeLabelDrawingFunction =>
  (context, data, settings) => {
    if (!data.label) return
    context.font = `400 ${settings.labelSize}px ${CHAIN_FONT}`
    context.lineWidth = 3
    context.lineJoin = 'round'
    context.strokeStyle = scheme.surface
    context.fillStyle = scheme.ink
    const [x, y] = [data.x + data.size + 4, data.y + settings.labelSize / 3]
    context.strokeText(data.label, x, y)
    context.fillText(data.label, x, y)
  }

/** The chosen or pointed-at person: a ring, and the name in bold on a box. */
export const drawChosen =
  (scheme: Scheme): NodeLabelDrawingFunction =>
  (context, data, settings) => {
    context.beginPath()
    context.arc(data.x, data.y, data.size + 4, 0, Math.PI * 2)
    context.lineWidth = 2.5
    context.strokeStyle = scheme.ink
    context.stroke()
    if (!data.label) return
    context.font = `600 ${settings.labelSize}px ${CHAIN_FONT}`
    const width = context.measureText(data.label).width
    const [x, y] = [data.x + data.size + 8, data.y]
    context.fillStyle = scheme.surface
    context.strokeStyle = scheme.ink
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(x - 4, y - 11, width + 8, 22, 4)
    context.fill()
    context.stroke()
    context.fillStyle = scheme.ink
    context.fillText(data.label, x, y + settings.labelSize / 3)
  }

/** How layout units become the graph's: pixels at the first fit, so that days and rows scale apart. */
export interface Scale {
  day: number
  row: number
}

/** The axis of days under the chain, redrawn whenever the camera moves. */
export function drawAxis(
  canvas: HTMLCanvasElement,
  sigma: Sigma,
  scale: Scale,
  first: string,
  last: string,
  scheme: Scheme,
): void {
  const { clientWidth: width, clientHeight: height } = canvas
  const ratio = devicePixelRatio
  if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
    canvas.width = width * ratio
    canvas.height = height * ratio
  }
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  context.font = `400 12px ${CHAIN_FONT}`
  context.textAlign = 'center'
  const zero = sigma.graphToViewport({ x: 0, y: 0 }).x
  const perDay = sigma.graphToViewport({ x: scale.day, y: 0 }).x - zero
  if (!(perDay > 0)) return
  const from = addDays(first, Math.max(-3, Math.floor(-zero / perDay)))
  const to = addDays(last, 3)
  for (const day of dayTicks(from, to, perDay, 64)) {
    const x = zero + ((Date.parse(day) - Date.parse(first)) / 86_400_000) * perDay
    if (x < 0 || x > width) continue
    context.strokeStyle = scheme.line
    context.beginPath()
    context.moveTo(x, 20)
    context.lineTo(x, height)
    context.stroke()
    context.fillStyle = scheme.muted
    context.fillText(shortDate(day), x, 14)
  }
}
