import { useLanguage } from '@phaodai/ui/language.tsx'
import { type MouseEvent, memo, useEffect, useMemo, useRef } from 'react'
import { stretches } from '../draft.rules.ts'
import styles from './ReadDirective.module.css'

export interface Lit {
  key: string
  span: [number, number] | null
  /** Its number in the list. */
  n: number
  /** What is said of it to a screen reader. */
  title: string
  tone: 'open' | 'kept' | 'dropped'
}

interface Props {
  text: string
  lit: readonly Lit[]
  active: string | null
  /** A lit sentence was chosen. */
  onPick: (key: string) => void
  /** The pointer is on it; null: on none. */
  onPoint: (key: string | null) => void
  /** A stretch of the text was selected; null: nothing is. Offsets of the text. */
  onSelect?: (span: [number, number] | null) => void
}

/** The document as it was read: what is a task is lit, and is a link to it. */
export const DocumentText = memo(function DocumentText({ text, lit, active, onPick, onPoint, onSelect }: Props) {
  const { w } = useLanguage()
  const root = useRef<HTMLDivElement>(null)
  const parts = useMemo(() => stretches(text.length, lit), [text, lit])
  const byKey = useMemo(() => new Map(lit.map((l) => [l.key, l])), [lit])
  useEffect(() => {
    if (!onSelect) return
    const said = () => onSelect(selectedSpan(root.current))
    document.addEventListener('selectionchange', said)
    return () => document.removeEventListener('selectionchange', said)
  }, [onSelect])
  return (
    <div ref={root} className={styles.text} lang="vi">
      {parts.map(({ from, until, keys }) => {
        const words = text.slice(from, until)
        // the innermost task of a stretch is what a click opens
        const shown = keys.map((k) => byKey.get(k)!).sort((a, b) => b.n - a.n)[0]
        if (!shown)
          return (
            <span key={from} data-from={from}>
              {words}
            </span>
          )
        const begins = shown.span?.[0] === from
        return (
          <a
            key={from}
            href={`#task-${shown.key}`}
            data-from={from}
            data-key={shown.key}
            data-tone={shown.tone}
            data-n={begins ? shown.n : undefined}
            className={styles.lit}
            aria-current={active !== null && keys.includes(active) ? 'true' : undefined}
            aria-label={begins ? w({ vi: `Nhiệm vụ ${shown.n}: ${words}`, en: `Task ${shown.n}: ${words}` }) : undefined}
            tabIndex={begins ? 0 : -1}
            draggable={false}
            onClick={(event: MouseEvent) => {
              event.preventDefault()
              if (!window.getSelection()?.isCollapsed) return
              onPick(shown.key)
            }}
            onMouseEnter={() => onPoint(shown.key)}
            onMouseLeave={() => onPoint(null)}
            onFocus={() => onPoint(shown.key)}
            onBlur={() => onPoint(null)}
          >
            {words}
          </a>
        )
      })}
    </div>
  )
})

/** What is selected, as offsets of the text; null: nothing of it. */
function selectedSpan(root: HTMLElement | null): [number, number] | null {
  const selection = window.getSelection()
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null
  const [a, b] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)]
  return a === null || b === null || b - a < 3 ? null : [a, b]
}

function offsetOf(node: Node, offset: number): number | null {
  if (node.nodeType === Node.TEXT_NODE) {
    const from = node.parentElement?.closest<HTMLElement>('[data-from]')?.dataset.from
    return from === undefined ? null : Number(from) + offset
  }
  const child = node.childNodes[offset] as HTMLElement | undefined
  const from = child?.dataset?.from
  return from === undefined ? null : Number(from)
}
