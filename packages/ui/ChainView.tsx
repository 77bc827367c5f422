import { Button, SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type ChainCamera, ChainCanvas } from './ChainCanvas.tsx'
import { ChainLegend } from './ChainLegend.tsx'
import { ChainList } from './ChainList.tsx'
import styles from './Chart.module.css'
import { buildForest, type ChainLink, type ChainPerson } from './chainForest.ts'
import { type ChainNode, layoutChain, neighbour, openAll, openWithin } from './chainLayout.ts'
import { date, number } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { origins } from './tokens.ts'

export interface ChainViewProps {
  label: Words
  persons: readonly ChainPerson[]
  links: readonly ChainLink[]
  by: 'onset' | 'report'
  /** Left out where there is one axis of days only. */
  onBy?: (by: 'onset' | 'report') => void
  /** What colour means; generation unless told. */
  colourBy?: 'generation' | 'place'
  /** A click, or Enter, on a person. */
  onOpen?: (id: string) => void
}

function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/**
 * Who infected whom, left to right in time: generation by colour, origin by shape. Many are folded into branches that open;
 * everyone is in the list. Keys: arrows walk, space opens or folds a branch, Enter opens the person, + − 0 zoom.
 */
export function ChainView({ label, persons, links, by, onBy, colourBy = 'generation', onOpen }: ChainViewProps) {
  const { w, language } = useLanguage()
  const title = useId()
  const help = useId()
  const { ref, width } = useElementSize()
  const [drawable, setDrawable] = useState(canDraw)
  const [form, setForm] = useState<'chain' | 'list'>('chain')
  const shown = drawable ? form : 'list'
  const forest = useMemo(() => buildForest(persons, links), [persons, links])
  const budget = width > 0 && width < 560 ? 24 : 44
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openWithin(forest, budget))
  useEffect(() => setOpen(openWithin(forest, budget)), [forest, budget])
  const layout = useMemo(() => layoutChain(forest, by, open), [forest, by, open])
  const [chosen, setChosen] = useState<string | null>(null)
  const camera = useRef<ChainCamera>(null)
  const hidden = layout.nodes.reduce((sum, n) => sum + n.hidden, 0)

  const nameOf = useCallback(
    (node: ChainNode) => {
      if (node.kind === 'bundle') return language === 'vi' ? `+${number(node.hidden)} người` : `+${number(node.hidden)} people`
      const name = forest.persons.get(node.id)!.name
      return node.hidden > 0 ? `${name}  +${number(node.hidden)}` : name
    },
    [forest, language],
  )
  const places = useMemo(() => placesOf(persons), [persons])
  const rankOf = useCallback(
    (node: ChainNode) => {
      if (colourBy === 'generation') return node.generation
      const at = places.indexOf(forest.persons.get(node.id)?.place ?? '')
      return at < 0 ? OTHER_PLACES : at
    },
    [colourBy, places, forest],
  )
  const toggle = (id: string) =>
    setOpen((was) => {
      const next = new Set(was)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const pick = (id: string) => {
    setChosen(id)
    if (id.endsWith('~')) toggle(id)
    else onOpen?.(id)
  }
  const walk = (key: Parameters<typeof neighbour>[2]) => {
    const next = neighbour(layout, chosen && layout.nodes.some((n) => n.id === chosen) ? chosen : null, key)
    if (next === null) return
    setChosen(next)
    camera.current?.centre(next)
  }
  const keys = new Map<string, () => void>([
    ['ArrowLeft', () => walk('left')],
    ['ArrowRight', () => walk('right')],
    ['ArrowUp', () => walk('up')],
    ['ArrowDown', () => walk('down')],
    ['+', () => camera.current?.zoom(true)],
    ['=', () => camera.current?.zoom(true)],
    ['-', () => camera.current?.zoom(false)],
    ['0', () => camera.current?.fit()],
    [' ', () => chosen !== null && (chosen.endsWith('~') || forest.infected.has(chosen)) && toggle(chosen)],
    ['Enter', () => chosen !== null && pick(chosen)],
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <section className={styles.box} aria-labelledby={title} ref={ref}>
      <div className={styles.head}>
        <h3 id={title}>{w(label)}</h3>
        <div className={`${styles.tools} pd-no-print`}>
          {onBy && (
            <SegmentedControl
              aria-label={w({ vi: 'Trục theo ngày', en: 'Axis of days by' })}
              value={by}
              onChange={(value) => onBy(value as typeof by)}
              data={[
                { value: 'onset', label: w({ vi: 'Khởi phát', en: 'Onset' }) },
                { value: 'report', label: w({ vi: 'Công bố', en: 'Report' }) },
              ]}
            />
          )}
          {drawable && (
            <SegmentedControl
              aria-label={w({ vi: 'Cách xem', en: 'Shown as' })}
              value={form}
              onChange={(value) => setForm(value as typeof form)}
              data={[
                { value: 'chain', label: w({ vi: 'Chuỗi', en: 'Chain' }) },
                { value: 'list', label: w({ vi: 'Danh sách', en: 'List' }) },
              ]}
            />
          )}
        </div>
      </div>
      {shown === 'list' ? (
        <ChainList label={label} forest={forest} oneDay={!onBy} onOpen={onOpen} />
      ) : (
        <>
          <div className={`${styles.tools} pd-no-print`} style={{ marginBottom: 8 }}>
            <Button.Group>
              <Button variant="default" onClick={() => walk('up')}>
                {w({ vi: 'Người trước', en: 'Previous' })}
              </Button>
              <Button variant="default" onClick={() => walk('down')}>
                {w({ vi: 'Người sau', en: 'Next' })}
              </Button>
            </Button.Group>
            <Button.Group>
              <Button
                variant="default"
                onClick={() => camera.current?.zoom(false)}
                aria-label={w({ vi: 'Thu nhỏ', en: 'Zoom out' })}
              >
                −
              </Button>
              <Button
                variant="default"
                onClick={() => camera.current?.zoom(true)}
                aria-label={w({ vi: 'Phóng to', en: 'Zoom in' })}
              >
                +
              </Button>
              <Button variant="default" onClick={() => camera.current?.fit()}>
                {w({ vi: 'Vừa khung', en: 'Fit' })}
              </Button>
            </Button.Group>
            {hidden > 0 ? (
              <Button variant="default" onClick={() => setOpen(openAll(forest))}>
                {w({ vi: `Mở hết (${number(hidden)} người đang gộp)`, en: `Open all (${number(hidden)} folded)` })}
              </Button>
            ) : (
              persons.length > budget && (
                <Button variant="default" onClick={() => setOpen(openWithin(forest, budget))}>
                  {w({ vi: 'Gộp lại', en: 'Fold' })}
                </Button>
              )
            )}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that is walked by arrow keys has no element of its own */}
          <div role="application" tabIndex={0} aria-label={w(label)} aria-describedby={help} onKeyDown={onKeyDown}>
            {width > 0 && (
              <ChainCanvas
                ref={camera}
                layout={layout}
                persons={forest.persons}
                chosen={chosen}
                height={Math.max(260, Math.min(width < 560 ? 560 : 880, layout.rows * 20 + 72))}
                width={Math.round(width / 40) * 40}
                nameOf={nameOf}
                rankOf={rankOf}
                onPick={pick}
                onToggle={toggle}
                onBroken={() => setDrawable(false)}
              />
            )}
          </div>
          <p role="status" style={{ margin: '8px 0 0', minHeight: '1.25rem' }}>
            {chosen && <strong>{about(chosen)}</strong>}
          </p>
          <ChainLegend {...(colourBy === 'place' && { places })} />
          <p className={`${styles.note} pd-no-print`} id={help}>
            {w({
              vi: 'Mũi tên để đi theo chuỗi, phím cách để mở hoặc gộp nhánh, Enter để mở người; Ctrl + cuộn để phóng.',
              en: 'Arrows walk the chain, space opens or folds a branch, Enter opens the person; Ctrl + wheel zooms.',
            })}
          </p>
        </>
      )}
      {caveats()}
    </section>
  )

  function about(id: string): string {
    const person = forest.persons.get(id)
    if (!person) return w({ vi: 'Nhóm người không lây tiếp: bấm để mở', en: 'People who infected nobody: click to open' })
    const on = by === 'onset' ? person.onsetOn : person.reportedOn
    return [
      person.name,
      w({ vi: `đời ${forest.generation.get(id)}`, en: `generation ${forest.generation.get(id)}` }),
      w(origins[person.origin].words),
      `${w(!onBy ? { vi: 'ngày', en: 'day' } : by === 'onset' ? { vi: 'khởi phát', en: 'onset' } : { vi: 'công bố', en: 'reported' })} ${date(on)}`,
      w({
        vi: `lây cho ${number(forest.infected.get(id)?.length ?? 0)} người`,
        en: `infected ${number(forest.infected.get(id)?.length ?? 0)}`,
      }),
      person.place ?? '',
    ]
      .filter(Boolean)
      .join(' · ')
  }

  /** What the drawing leaves out, in words. */
  function caveats() {
    const said = [
      forest.alone.length > 0 && {
        vi: `${number(forest.alone.length)} ca không nối với ai: chỉ có trong danh sách.`,
        en: `${number(forest.alone.length)} cases are linked to nobody: only in the list.`,
      },
      layout.undated.length > 0 && {
        vi: `${number(layout.undated.length)} người không có ngày: vẽ vòng rỗng cạnh nguồn.`,
        en: `${number(layout.undated.length)} people have no date: drawn as a ring beside their source.`,
      },
      forest.others.length > 0 && {
        vi: `${number(forest.others.length)} liên kết không vẽ (nguồn thứ hai, vòng lặp, người không có trong danh sách).`,
        en: `${number(forest.others.length)} links are not drawn (a second source, a loop, someone not in the list).`,
      },
    ].filter((x) => x !== false)
    return said.length === 0 ? null : <p className={styles.note}>{said.map(w).join(' ')}</p>
  }
}

/** The last colour of a chain: every place beyond the five with most people. */
const OTHER_PLACES = 5

/** The five places with most people, most first; ties by name. */
function placesOf(persons: readonly ChainPerson[]): string[] {
  const count = new Map<string, number>()
  for (const p of persons) if (p.place) count.set(p.place, (count.get(p.place) ?? 0) + 1)
  return [...count]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'vi'))
    .slice(0, OTHER_PLACES)
    .map(([place]) => place)
}
