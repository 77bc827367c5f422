import { useId } from 'react'
import { number, percent } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'

export interface ProgressProps {
  /** What is being done. */
  label: Words
  done: number
  /** null: not known yet. */
  total: number | null
  /** What is counted: "dòng". */
  unit?: Words
  /** Said where the work goes on without the page. */
  canLeave?: boolean
}

/** Long work: how far it is, and that the page may be left and found again. */
export function Progress({ label, done, total, unit, canLeave }: ProgressProps) {
  const { w } = useLanguage()
  const id = useId()
  const share = total ? Math.min(1, done / total) : null
  return (
    <div>
      <div id={id} style={{ display: 'flex', flexWrap: 'wrap', gap: '0 12px', justifyContent: 'space-between' }}>
        <strong>{w(label)}</strong>
        <span className="pd-digits">
          {number(done)}
          {total !== null && ` / ${number(total)}`} {unit && w(unit)}
          {share !== null && ` · ${percent(share, 0)}`}
        </span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div
          className={share === null ? `${styles.bar} ${styles.waiting}` : styles.bar}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      {canLeave && (
        <div className="pd-muted" style={{ fontSize: '0.75rem' }}>
          {w({
            vi: 'Có thể rời trang này; việc vẫn chạy và tìm lại được ở đây.',
            en: 'You may leave this page; the work goes on and can be found here again.',
          })}
        </div>
      )}
    </div>
  )
}
