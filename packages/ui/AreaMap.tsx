import 'maplibre-gl/dist/maplibre-gl.css'
import './maplibre.css'
import { SegmentedControl } from '@mantine/core'
import { type GeoJSONSource, Map as LibreMap, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import styles from './Chart.module.css'
import { type Column, DataTable } from './DataTable.tsx'
import { number } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { addPatterns, areaLayers } from './mapLayers.ts'
import { type AreaShapes, boundsOf, classOf, labelPoints, type MapClass } from './mapShapes.ts'
import { Swatch } from './Swatch.tsx'
import { useScheme } from './useScheme.ts'

setWorkerUrl(workerUrl)

export interface AreaMapProps {
  label: Words
  shapes: AreaShapes
  /** Value by area code; an area not named has no figure. */
  values: Readonly<Record<string, number | null>>
  /** What the value is: "F0 đang điều trị". */
  measure: Words
  classes: readonly MapClass[]
  /** Said beside "ranh giới minh họa": which day's units, through which mapping. */
  caveat?: Words
  onOpen?: (code: string) => void
  height?: number
}

/** Whether this browser can draw the map at all; the list says the same where it cannot. */
function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/** Areas coloured by a value, on the product's own shapes (no tiles, no network); the same as a list. */
export function AreaMap({ label, shapes, values, measure, classes, caveat, onOpen, height = 420 }: AreaMapProps) {
  const { w, language } = useLanguage()
  const scheme = useScheme()
  const title = useId()
  const [drawable, setDrawable] = useState(canDraw)
  const [form, setForm] = useState<'map' | 'list'>('map')
  const shown = drawable ? form : 'list'
  const [pointed, setPointed] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const opened = useRef(onOpen)
  opened.current = onOpen

  const areas = useMemo(
    () => ({
      ...shapes,
      features: shapes.features.map((f) => ({
        ...f,
        properties: { ...f.properties, class: classOf(values[f.properties.code], classes) },
      })),
    }),
    [shapes, values, classes],
  )
  const labels = useMemo(() => {
    const points = labelPoints(shapes)
    return {
      ...points,
      features: points.features.map((f) => {
        const value = values[f.properties.code]
        return {
          ...f,
          properties: {
            ...f.properties,
            class: classOf(value, classes),
            label: value ? `${f.properties.name}\n${number(value)}` : f.properties.name,
          },
        }
      }),
    }
  }, [shapes, values, classes])
  const drawn = useRef<LibreMap | null>(null)
  const data = useRef({ areas, labels })
  data.current = { areas, labels }

  useEffect(() => {
    if (shown !== 'map' || !box.current) return
    let gone = false
    let map: LibreMap | null = null
    const start = async () => {
      // Labels are drawn with the page's own font: it must be there before the first of them.
      await Promise.all([
        document.fonts.load('400 24px "Be Vietnam Pro"', 'Kỳ Đồng ữ'),
        document.fonts.load('400 24px "Be Vietnam Pro"', 'Aa'),
      ])
      if (gone || !box.current) return
      const [west, south, east, north] = boundsOf(shapes)
      map = new LibreMap({
        container: box.current,
        style: {
          version: 8,
          sources: {},
          layers: [
            { id: 'ground', type: 'background', paint: { 'background-color': scheme.scheme === 'dark' ? '#0f1415' : '#f6f8f8' } },
          ],
        },
        bounds: [west, south, east, north],
        fitBoundsOptions: { padding: 16 },
        maxBounds: [west - 1, south - 1, east + 1, north + 1],
        attributionControl: false,
        // or the drawing is gone when a sheet is taken of it
        canvasContextAttributes: { preserveDrawingBuffer: true },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        cooperativeGestures: true,
        fadeDuration: 0,
        locale: { ...mapWords[language], 'Map.Title': `${w(label)}. ${mapWords[language]['Map.Title']}` },
      })
      map.touchZoomRotate.disableRotation()
      map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
      map.on('webglcontextlost', () => setDrawable(false))
      const made = map
      made.on('load', async () => {
        await addPatterns(made, classes, scheme)
        if (gone) return
        made.addSource('areas', { type: 'geojson', data: data.current.areas })
        made.addSource('labels', { type: 'geojson', data: data.current.labels })
        for (const layer of areaLayers(classes, scheme)) made.addLayer(layer)
        drawn.current = made
        made.getContainer().dataset.ready = 'true'
      })
      const point = (code: string | null) => {
        setPointed(code)
        made.getCanvas().style.cursor = code && opened.current ? 'pointer' : ''
        made.setFilter('active', ['==', ['get', 'code'], code ?? ''])
      }
      made.on('mousemove', 'fill', (event) => point(String(event.features?.[0]?.properties.code ?? '')))
      made.on('mouseleave', 'fill', () => point(null))
      made.on('click', 'fill', (event) => {
        const code = String(event.features?.[0]?.properties.code ?? '')
        point(code)
        opened.current?.(code)
      })
    }
    start().catch(() => setDrawable(false))
    return () => {
      gone = true
      drawn.current = null
      map?.remove()
    }
  }, [shown, shapes, classes, scheme, language, label, w])

  useEffect(() => {
    drawn.current?.getSource<GeoJSONSource>('areas')?.setData(areas)
    drawn.current?.getSource<GeoJSONSource>('labels')?.setData(labels)
  }, [areas, labels])

  const columns = useMemo<Column<{ code: string; name: string }>[]>(
    () => [
      { key: 'name', header: { vi: 'Đơn vị', en: 'Area' }, value: (a) => a.name, width: 'minmax(140px, 2fr)' },
      {
        key: 'value',
        header: measure,
        value: (a) => values[a.code] ?? null,
        text: (a) => number(values[a.code]),
        align: 'right',
        width: 'minmax(110px, 1fr)',
      },
      {
        key: 'class',
        header: { vi: 'Bậc', en: 'Class' },
        value: (a) => classOf(values[a.code], classes),
        text: (a) => {
          const at = classOf(values[a.code], classes)
          return at < 0 ? w(noFigure) : w(classes[at]!.words)
        },
        width: 'minmax(110px, 1fr)',
      },
    ],
    [measure, values, classes, w],
  )
  const list = useMemo(() => shapes.features.map((f) => f.properties), [shapes])
  const name = pointed && list.find((a) => a.code === pointed)?.name
  return (
    <section className={styles.box} aria-labelledby={title}>
      <div className={styles.head}>
        <h3 id={title}>{w(label)}</h3>
        {drawable && (
          <SegmentedControl
            className="pd-no-print"
            aria-label={w({ vi: 'Cách xem', en: 'Shown as' })}
            value={form}
            onChange={(value) => setForm(value as typeof form)}
            data={[
              { value: 'map', label: w({ vi: 'Bản đồ', en: 'Map' }) },
              { value: 'list', label: w({ vi: 'Danh sách', en: 'List' }) },
            ]}
          />
        )}
      </div>
      {shown === 'map' ? (
        <>
          <div ref={box} style={{ height, borderRadius: 6 }} data-map data-print-fit="330" />
          <p className={`${styles.note} pd-no-print`} role="status">
            {name
              ? `${name}: ${w(measure)} ${number(values[pointed!])}`
              : w({ vi: 'Chỉ vào một đơn vị để đọc số.', en: 'Point at an area to read its figure.' })}
          </p>
          <ul className={styles.legend}>
            {classes.map((c, n) => (
              <li key={c.from}>
                <Swatch colour={scheme.scheme === 'dark' ? classes[n]!.dark : c.light} pattern={c.pattern} ink="#160a00" />
                {w(c.words)}
              </li>
            ))}
            <li>
              <Swatch colour={scheme.surface} pattern="rising" ink={scheme.muted} />
              {w(noFigure)}
            </li>
          </ul>
        </>
      ) : (
        <>
          {!drawable && (
            <p className={styles.note}>
              {w({
                vi: 'Máy này không vẽ được bản đồ (không có WebGL); danh sách có đủ số liệu.',
                en: 'This machine cannot draw the map (no WebGL); the list has every figure.',
              })}
            </p>
          )}
          <DataTable
            label={label}
            rows={list}
            columns={columns}
            rowKey={(a) => a.code}
            onOpen={onOpen && ((a) => onOpen(a.code))}
            height={height}
          />
        </>
      )}
      <p className={styles.note}>
        {w({ vi: 'Ranh giới minh họa', en: 'Boundaries are illustrative' })}
        {caveat && ` · ${w(caveat)}`}
      </p>
    </section>
  )
}

const noFigure: Words = { vi: 'không có số', en: 'no figure' }

/** MapLibre's own words, in the reader's language. */
const mapWords: Record<'vi' | 'en', Record<string, string>> = {
  vi: {
    'Map.Title': 'Bản đồ; phím mũi tên để dời, + và − để phóng',
    'NavigationControl.ZoomIn': 'Phóng to',
    'NavigationControl.ZoomOut': 'Thu nhỏ',
    'CooperativeGesturesHandler.WindowsHelpText': 'Giữ Ctrl và cuộn để phóng bản đồ',
    'CooperativeGesturesHandler.MacHelpText': 'Giữ ⌘ và cuộn để phóng bản đồ',
    'CooperativeGesturesHandler.MobileHelpText': 'Dùng hai ngón tay để dời bản đồ',
  },
  en: { 'Map.Title': 'Map; arrow keys move it, + and − zoom' },
}
