import { DirectedGraph } from 'graphology'
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import Sigma from 'sigma'
import { CHAIN_FONT, drawAxis, drawChosen, drawName, type Scale } from './chainDraw.ts'
import type { ChainPerson } from './chainForest.ts'
import type { ChainLayout, ChainNode } from './chainLayout.ts'
import { ChainProgram, shapeNumbers } from './chainProgram.ts'
import { generationColour, origins } from './tokens.ts'
import { useScheme } from './useScheme.ts'

export interface ChainCamera {
  zoom: (closer: boolean) => void
  fit: () => void
  centre: (id: string) => void
}

export interface ChainCanvasProps {
  layout: ChainLayout
  persons: ReadonlyMap<string, ChainPerson>
  chosen: string | null
  height: number
  /** Its width, roughly: a change lays it out anew. */
  width: number
  nameOf: (node: ChainNode) => string
  /** Which of the six colours of a chain a node has. */
  rankOf: (node: ChainNode) => number
  onPick: (id: string) => void
  onToggle: (id: string) => void
  onBroken: () => void
}

const AXIS = 24
const moveMs = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200)

/** The drawn chain: positions come from the layout alone, so the same facts always look the same. */
export const ChainCanvas = forwardRef<ChainCamera, ChainCanvasProps>(function ChainCanvas(props, camera) {
  const { layout, persons, chosen, height, width, nameOf, rankOf } = props
  const scheme = useScheme()
  const box = useRef<HTMLDivElement>(null)
  const axis = useRef<HTMLCanvasElement>(null)
  const sigma = useRef<Sigma | null>(null)
  const last = useRef(props)
  last.current = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: what else is read stands in `last`
  useEffect(() => {
    const place = box.current
    if (!place) return
    let made: Sigma | null = null
    let gone = false
    const start = () => {
      if (gone) return
      const span = Math.max(1, ...layout.nodes.map((n) => n.x))
      const scale: Scale = {
        day: Math.max(1, place.clientWidth - 180) / span,
        row: Math.min(34, (height - AXIS - 40) / Math.max(1, layout.rows - 1)),
      }
      const big = layout.nodes.length > 400
      // Rows too near for every name: the largest of each spot is named, more on zooming in.
      const crowded = scale.row < 12
      const graph = new DirectedGraph()
      for (const node of layout.nodes) graph.addNode(node.id, look(node, scale, big))
      for (const { from, to } of layout.edges)
        graph.addEdge(from, to, { size: big ? 0.6 : 1.4, color: scheme.scheme === 'dark' ? '#5f6b6b' : '#a4b0ae' })
      made = new Sigma(graph, place, {
        allowInvalidContainer: true,
        nodeProgramClasses: { person: ChainProgram as never },
        nodeHoverProgramClasses: { person: ChainProgram as never },
        defaultNodeType: 'person',
        defaultEdgeType: big ? 'line' : 'arrow',
        labelFont: CHAIN_FONT,
        labelSize: 12,
        labelDensity: crowded ? 0.5 : 8,
        labelGridCellSize: crowded ? 110 : 40,
        labelRenderedSizeThreshold: crowded ? 2 : 0,
        hideEdgesOnMove: layout.nodes.length > 3000,
        defaultDrawNodeLabel: drawName(scheme),
        defaultDrawNodeHover: drawChosen(scheme),
        stagePadding: 24,
        minCameraRatio: 0.01,
        maxCameraRatio: 3,
        nodeReducer: (id, data) =>
          id === last.current.chosen ? { ...data, highlighted: true, forceLabel: true, zIndex: 1 } : data,
        zIndex: true,
      })
      // Room at the right for names.
      made.setCustomBBox({ x: [0, span * scale.day + 90], y: [-Math.max(1, layout.rows - 1) * scale.row, 0] })
      made.on('clickNode', ({ node }) => last.current.onPick(node))
      made.on('doubleClickNode', (event) => {
        event.preventSigmaDefault()
        last.current.onToggle(event.node)
      })
      made.on('enterNode', () => (place.style.cursor = 'pointer'))
      made.on('leaveNode', () => (place.style.cursor = ''))
      const drawn = made
      made.on('afterRender', () => {
        if (axis.current) drawAxis(axis.current, drawn, scale, layout.firstOn, layout.lastOn, scheme)
      })
      made.refresh()
      sigma.current = made
      place.dataset.ready = String(layout.nodes.length)
    }
    const look = (node: ChainNode, scale: Scale, big: boolean) => {
      const person = persons.get(node.id)
      const shape = node.kind === 'bundle' ? 'bundle' : node.dated ? origins[person?.origin ?? 'unknown'].shape : 'ring'
      return {
        x: node.x * scale.day,
        y: -node.y * scale.row,
        size: (big ? 3 : 6) + Math.min(5, Math.sqrt(node.hidden)),
        color: generationColour(rankOf(node), scheme.scheme),
        label: nameOf(node),
        type: 'person',
        shape: shapeNumbers[shape],
      }
    }
    document.fonts
      .load(`12px ${CHAIN_FONT}`, 'Nguyễn')
      .then(start, start)
      .catch(() => last.current.onBroken())
    // Without Ctrl the wheel scrolls the page, as everywhere else.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
    }
    place.addEventListener('wheel', wheel, { capture: true })
    return () => {
      gone = true
      place.removeEventListener('wheel', wheel, { capture: true })
      sigma.current = null
      made?.kill()
    }
  }, [layout, persons, scheme, nameOf, rankOf, height, width])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the reducer reads the choice
  useEffect(() => {
    sigma.current?.refresh({ skipIndexation: true })
  }, [chosen])

  useImperativeHandle(camera, () => ({
    zoom: (closer) => {
      const duration = moveMs()
      const lens = sigma.current?.getCamera()
      if (closer) lens?.animatedZoom({ duration })
      else lens?.animatedUnzoom({ duration })
    },
    fit: () => sigma.current?.getCamera().animatedReset({ duration: moveMs() }),
    centre: (id) => {
      const spot = sigma.current?.getNodeDisplayData(id)
      const lens = sigma.current?.getCamera()
      // At the first fit everything is in view: moving would only disturb.
      if (spot && lens && lens.ratio < 0.95) lens.animate({ x: spot.x, y: spot.y }, { duration: moveMs() })
    },
  }))

  return (
    <div style={{ position: 'relative', height }} data-print-fit>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the days are also in the list */}
      <canvas ref={axis} style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }} aria-hidden="true" />
      <div ref={box} style={{ position: 'absolute', inset: `${AXIS}px 0 0 0` }} data-chain />
    </div>
  )
})
