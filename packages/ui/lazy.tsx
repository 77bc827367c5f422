import { type ComponentProps, lazy, Suspense } from 'react'
import { useLanguage } from './language.tsx'

// The map, the chain and the curve are most of the bytes of the product: they come when a screen first shows one.
const LateMap = lazy(() => import('./AreaMap.tsx').then((m) => ({ default: m.AreaMap })))
const Chain = lazy(() => import('./ChainView.tsx').then((m) => ({ default: m.ChainView })))
const Bands = lazy(() => import('./BandChart.tsx').then((m) => ({ default: m.BandChart })))
const Curve = lazy(() => import('./EpiCurve.tsx').then((m) => ({ default: m.EpiCurve })))

/** Keeps the room of what is coming, so that nothing jumps. */
function Room({ height }: { height: number }) {
  const { w } = useLanguage()
  return (
    <div className="pd-surface pd-muted" style={{ minHeight: height, padding: 12 }} role="status">
      {w({ vi: 'Đang tải hình…', en: 'Loading the drawing…' })}
    </div>
  )
}

export const AreaMap = (props: ComponentProps<typeof LateMap>) => (
  <Suspense fallback={<Room height={(props.height ?? 420) + 120} />}>
    <LateMap {...props} />
  </Suspense>
)
export const ChainView = (props: ComponentProps<typeof Chain>) => (
  <Suspense fallback={<Room height={480} />}>
    <Chain {...props} />
  </Suspense>
)
export const EpiCurve = (props: ComponentProps<typeof Curve>) => (
  <Suspense fallback={<Room height={(props.height ?? 260) + 110} />}>
    <Curve {...props} />
  </Suspense>
)
export const BandChart = (props: ComponentProps<typeof Bands>) => (
  <Suspense fallback={<Room height={(props.height ?? 240) + 100} />}>
    <Bands {...props} />
  </Suspense>
)
