import type { ReactNode } from 'react'
import styles from './Figure.module.css'
import { hour, number, shortDate, signed } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'

export interface FigureProps {
  label: Words
  /** null: not known (shown as a dash, and said so to a screen reader). */
  value: number | null
  /** Digits after the comma. */
  decimals?: number
  unit?: Words
  /** Value of the day before, for the change; left out where there is none. */
  yesterday?: number | null
  /** The hour at which counting stopped: an instant, or a local date where only the day is known. */
  cutoff: string
  /** Why this should not be believed yet: late reports, too few cases. */
  doubt?: Words | null
  /** The list behind the figure: an address, or what to do on a click. */
  href?: string
  onOpen?: () => void
}

/** One number with all it needs: label, change since yesterday, cut-off hour, doubt, and the list behind it. */
export function Figure({ label, value, decimals = 0, unit, yesterday, cutoff, doubt, href, onOpen }: FigureProps) {
  const { w, language } = useLanguage()
  const change = value !== null && yesterday !== null && yesterday !== undefined ? value - yesterday : null
  const asOf = cutoff.length === 10 ? shortDate(cutoff) : hour(cutoff)
  const body = (
    <>
      <span className={styles.label}>{w(label)}</span>
      <span className={styles.value}>
        {value === null ? (
          <>
            <span aria-hidden>–</span>
            <span className="pd-hidden">{w({ vi: 'chưa có số', en: 'no figure' })}</span>
          </>
        ) : (
          number(value, decimals)
        )}
        {unit && <span className={styles.unit}>{w(unit)}</span>}
      </span>
      <span className={styles.meta}>
        {change !== null && (
          <span>
            <span className={styles.change}>
              <span aria-hidden>{change > 0 ? '▲ ' : change < 0 ? '▼ ' : '= '}</span>
              {signed(change, decimals)}
            </span>{' '}
            {w({ vi: 'so với hôm qua', en: 'since yesterday' })}
          </span>
        )}
        <span>{language === 'vi' ? `tính đến ${asOf}` : `as of ${asOf}`}</span>
      </span>
      {doubt && <span className={styles.doubt}>{w(doubt)}</span>}
    </>
  )
  if (href)
    return (
      <a
        className={`${styles.figure} ${styles.link}`}
        href={href}
        onClick={(event) => {
          if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          onOpen()
        }}
      >
        {body}
      </a>
    )
  if (onOpen)
    return (
      <button type="button" className={`${styles.figure} ${styles.link}`} onClick={onOpen}>
        {body}
      </button>
    )
  return <div className={styles.figure}>{body}</div>
}

/** Figures side by side, as many to a row as fit. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
