import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'

/** On every page and print of a drill database: nothing here is real. */
export function DrillBanner({ note }: { note?: Words }) {
  const { w } = useLanguage()
  return (
    <aside className={styles.drill} aria-label={w({ vi: 'Diễn tập', en: 'Drill' })}>
      {w({ vi: 'DIỄN TẬP – số liệu giả định', en: 'DRILL – invented data' })}
      {note && <span>{w(note)}</span>}
    </aside>
  )
}
