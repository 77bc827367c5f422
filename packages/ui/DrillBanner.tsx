import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'
import { usePrintFoot } from './print.ts'

/** On every page and print of a drill database: nothing here is real. */
export function DrillBanner({ note }: { note?: Words }) {
  const { w } = useLanguage()
  const said = w({ vi: 'DIỄN TẬP – số liệu giả định', en: 'DRILL – invented data' })
  usePrintFoot(said)
  return (
    <aside className={styles.drill} aria-label={w({ vi: 'Diễn tập', en: 'Drill' })}>
      {said}
      {note && <span>{w(note)}</span>}
    </aside>
  )
}
