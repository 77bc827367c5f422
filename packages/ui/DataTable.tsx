// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of thousands cannot be a table element; the grid roles say the same
import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconDownload, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import styles from './DataTable.module.css'
import { number } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { usePrinting } from './print.ts'
import { type ColumnView, emptyTableState, haystacks, type TableState, viewRows } from './tableView.ts'
import { textScale } from './textScale.ts'

export interface Column<Row> extends ColumnView<Row> {
  /** Track of the grid: '120px', 'minmax(160px, 2fr)'. */
  width?: string
  align?: 'right'
  /** What only a screen can use: buttons. */
  acts?: true
  /** How the cell is drawn, where text is not enough. */
  draw?: (row: Row) => ReactNode
}

export interface DataTableProps<Row> {
  /** What the list is, for a screen reader and for print. */
  label: Words
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** Filter and order, where the page keeps them in its URL; else the table keeps its own. */
  state?: TableState
  onState?: (state: TableState) => void
  /** Enter or double click on a row. */
  onOpen?: (row: Row) => void
  /** Rows chosen by keyboard or click, where the page acts on many at once. */
  chosen?: ReadonlySet<string>
  onChosen?: (keys: ReadonlySet<string>) => void
  /** Exports what is seen: the rows after filter and order, and the state that made them. */
  onExport?: (seen: readonly Row[], state: TableState) => void
  /** What stands where no row does. */
  empty?: Words
  /** Height in pixels beyond which it scrolls. */
  height?: number
}

/** Under this width each row is a card; with larger text sooner, so that no cell must cut its words. Pixels at the usual size of text. */
const CARDS_BELOW = 720
const LARGE_TEXT = 1.4
const CARDS_BELOW_LARGE = 1000

/** Columns grow with the text. */
const inRem = (width: string) => width.replace(/([\d.]+)px/g, (_, px) => `${Number(px) / 16}rem`)

/** Beyond this many columns it is printed on its side. */
const WIDE_FROM = 6

/**
 * A list of thousands: filters without accents, sorts, is walked and chosen by keyboard (arrows, Home, End, Page, space, Shift, Ctrl A,
 * Enter opens), exports what is seen, prints whole.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, rowKey, onOpen, chosen, onChosen, onExport, height = 480 } = props
  const { w } = useLanguage()
  const id = useId()
  const [own, setOwn] = useState(emptyTableState)
  const state = props.state ?? own
  const setState = props.onState ?? setOwn
  const hay = useMemo(() => haystacks(rows, columns), [rows, columns])
  const seen = useMemo(() => viewRows(rows, columns, state, hay), [rows, columns, state, hay])
  const [active, setActive] = useState(0)
  const anchor = useRef(0)
  const at = Math.min(active, seen.length - 1)
  const scroll = useRef<HTMLDivElement>(null)
  const { ref: sizer, width } = useElementSize()
  const scale = textScale()
  // until it has been measured the screen's own width says which: rows would flash up on a phone
  const cards = (width || window.innerWidth) < scale * (scale < LARGE_TEXT ? CARDS_BELOW : CARDS_BELOW_LARGE)
  const printing = usePrinting()
  // a card, or a row that draws a button or two, is as tall as what is in it
  const measured = (cards || columns.some((c) => c.draw)) && !printing
  const rowHeight = Math.round((cards ? 64 : 33) * scale)
  const virtual = useVirtualizer({
    count: seen.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured anew when they become cards, or rows again
  useEffect(() => virtual.measure(), [cards, rowHeight])
  const grid = columns.map((c) => inRem(c.width ?? 'minmax(96px, 1fr)')).join(' ')
  // Narrower than this the list scrolls sideways.
  const least = `${columns.reduce((sum, c) => sum + Number(/(\d+)px/.exec(c.width ?? '96px')?.[1] ?? 96), 0) / 16}rem`
  const choose = (next: number, reach: boolean) => {
    if (!onChosen) return
    const [from, to] = reach ? [Math.min(anchor.current, next), Math.max(anchor.current, next)] : [next, next]
    onChosen(new Set(seen.slice(from, to + 1).map(rowKey)))
  }
  const toggle = (next: number) => {
    const row = seen[next]
    if (!onChosen || row === undefined) return
    const keys = new Set(chosen)
    const key = rowKey(row)
    if (!keys.delete(key)) keys.add(key)
    anchor.current = next
    onChosen(keys)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroll.current || seen.length === 0) return
    const page = Math.max(1, Math.floor((scroll.current.clientHeight - 32) / rowHeight))
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: seen.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      const next = Math.max(0, Math.min(seen.length - 1, to))
      setActive(next)
      virtual.scrollToIndex(next)
      if (event.shiftKey) choose(next, true)
      else anchor.current = next
    } else if (event.key === ' ') toggle(at)
    else if (event.key === 'Enter' && onOpen) onOpen(seen[at]!)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && onChosen) onChosen(new Set(seen.map(rowKey)))
    else if (event.key === 'Escape' && chosen?.size) onChosen?.(new Set())
    else return
    event.preventDefault()
  }
  // a sheet holds every row, not only those on screen
  const items = printing ? seen.map((_, index) => ({ index, start: 0 })) : virtual.getVirtualItems()
  return (
    <div ref={sizer}>
      <div className={`${styles.bar} pd-no-print`}>
        <TextInput
          className={styles.grow}
          aria-label={w({ vi: 'Lọc danh sách', en: 'Filter the list' })}
          placeholder={w({ vi: 'Lọc, không cần dấu', en: 'Filter, accents not needed' })}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={state.text}
          onChange={(event) => setState({ ...state, text: event.currentTarget.value })}
        />
        {columns
          .filter((c) => c.choices)
          .map((c) => (
            <MultiSelect
              key={c.key}
              aria-label={w(c.header)}
              placeholder={state.only[c.key]?.length ? undefined : w(c.header)}
              data={c.choices!.map((choice) => ({ value: choice.value, label: w(choice.words) }))}
              value={state.only[c.key] ?? []}
              onChange={(values) => setState({ ...state, only: { ...state.only, [c.key]: values } })}
              w={180}
            />
          ))}
        <span className={styles.count} role="status">
          {chosen && chosen.size > 0 && `${w({ vi: 'đã chọn', en: 'chosen' })} ${number(chosen.size)} · `}
          {seen.length === rows.length ? number(rows.length) : `${number(seen.length)} / ${number(rows.length)}`}{' '}
          {w({ vi: 'dòng', en: 'rows' })}
        </span>
        {onExport && (
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => onExport(seen, state)}>
            {w({ vi: 'Xuất CSV', en: 'Export CSV' })}
          </Button>
        )}
      </div>
      <div
        ref={scroll}
        className={`${styles.scroll} ${cards ? styles.cards : ''}`}
        style={{ maxHeight: height }}
        role="grid"
        tabIndex={0}
        aria-label={w(props.label)}
        data-print-wide={columns.length > WIDE_FROM || undefined}
        aria-rowcount={seen.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={onChosen ? true : undefined}
        // only a row that is drawn: in the first moment, and scrolled far from it, there is none to point to
        aria-activedescendant={items.some((item) => item.index === at) ? `${id}-${at}` : undefined}
        onKeyDown={onKeyDown}
      >
        <Head columns={columns} state={state} setState={setState} grid={grid} least={least} printing={printing} />
        <div
          className={styles.body}
          role="rowgroup"
          style={{ height: virtual.getTotalSize(), minWidth: cards ? undefined : least }}
        >
          {items.map((item) => {
            const row = seen[item.index]!
            const key = rowKey(row)
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
              <div
                key={key}
                id={`${id}-${item.index}`}
                ref={measured ? virtual.measureElement : undefined}
                data-index={item.index}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={onChosen ? (chosen?.has(key) ?? false) : undefined}
                className={`${styles.row} ${item.index === at ? styles.active : ''} ${chosen?.has(key) ? styles.chosen : ''}`}
                style={{ transform: `translateY(${item.start}px)`, gridTemplateColumns: grid }}
                onClick={(event) => {
                  setActive(item.index)
                  scroll.current?.focus({ preventScroll: true })
                  if (event.shiftKey) choose(item.index, true)
                  else if (onChosen) toggle(item.index)
                  else if (cards) onOpen?.(row)
                }}
                onDoubleClick={() => onOpen?.(row)}
              >
                {columns.map((c, n) => {
                  const words = String(c.text?.(row) ?? c.value(row) ?? '')
                  const shown = c.draw?.(row) ?? c.text?.(row) ?? c.value(row) ?? '–'
                  // a card has no column to keep: what is empty is not named either
                  if (cards && (shown === false || shown === '')) return null
                  return (
                    <span
                      key={c.key}
                      role="gridcell"
                      className={`${styles.cell} ${c.align && !cards ? styles.right : ''} ${c.acts ? 'pd-no-print' : ''}`}
                      tabIndex={-1}
                      // what a narrow column cuts is said in whole where the pointer rests
                      title={cards || c.draw ? undefined : words || undefined}
                      data-word={/\s/.test(words) ? undefined : true}
                    >
                      {cards && n > 0 && <span className={styles.label}>{w(c.header)}: </span>}
                      {shown}
                    </span>
                  )
                })}
              </div>
            )
          })}
        </div>
        {seen.length === 0 && (
          // where rows are cards the head is not shown, and a grid has a row
          <div className={styles.nothing} {...(cards && { role: 'row', tabIndex: -1 })}>
            <span {...(cards && { role: 'gridcell', tabIndex: -1 })}>
              {w(
                rows.length > 0
                  ? { vi: 'Không có dòng nào khớp với bộ lọc.', en: 'No row matches the filter.' }
                  : (props.empty ?? { vi: 'Chưa có dòng nào.', en: 'No rows yet.' }),
              )}
            </span>
          </div>
        )}
      </div>
    </div>
  )
}

interface HeadProps<Row> {
  columns: readonly Column<Row>[]
  state: TableState
  setState: (state: TableState) => void
  grid: string
  least: string
  printing: boolean
}

/** A click sorts upwards, the next downwards, the third not at all. */
function Head<Row>({ columns, state, setState, grid, least, printing }: HeadProps<Row>) {
  const { w } = useLanguage()
  const next = (key: string): TableState['sort'] =>
    state.sort?.key !== key ? { key, descending: false } : state.sort.descending ? null : { key, descending: true }
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div
        role="row"
        className={styles.head}
        style={{ gridTemplateColumns: grid, minWidth: least }}
        aria-rowindex={1}
        tabIndex={-1}
      >
        {columns.map((c) => {
          const sorted = state.sort?.key === c.key ? (state.sort.descending ? 'descending' : 'ascending') : undefined
          const Icon = sorted === 'ascending' ? IconArrowUp : sorted === 'descending' ? IconArrowDown : IconArrowsSort
          return (
            <div key={c.key} role="columnheader" className={c.acts && 'pd-no-print'} aria-sort={sorted ?? 'none'} tabIndex={-1}>
              {/* a control in a head is left out where the sheet repeats it: on paper there are only the words */}
              {printing && w(c.header)}
              <button
                type="button"
                className={`${styles.sorter} ${c.align ? styles.right : ''} pd-no-print`}
                onClick={() => setState({ ...state, sort: next(c.key) })}
              >
                {w(c.header)}
                <Icon size={14} aria-hidden style={{ opacity: sorted ? 1 : 0.35, flex: 'none', alignSelf: 'center' }} />
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}
