import type { ReactNode } from 'react'
import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'

/** An empty page: what would fill it, and the first step. */
export function EmptyState({ title, filledBy, action }: { title: Words; filledBy: Words; action?: ReactNode }) {
  const { w } = useLanguage()
  return (
    <section className={styles.empty}>
      <h2>{w(title)}</h2>
      <p className="pd-muted">{w(filledBy)}</p>
      {action}
    </section>
  )
}
