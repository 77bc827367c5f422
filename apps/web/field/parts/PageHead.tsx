import { useLanguage } from '@phaodai/ui/language.tsx'
import styles from './Form.module.css'
import { Icon } from './icons.tsx'
import { back } from './route.ts'

/** Title of a page under a tab, with the way back. */
export function PageHead({ title, above }: { title: string; above: string }) {
  const { w } = useLanguage()
  return (
    <div className={styles.head}>
      <button type="button" className={styles.back} onClick={() => back(above)} aria-label={w({ vi: 'Quay lại', en: 'Back' })}>
        <Icon name="back" size={28} />
      </button>
      <h1>{title}</h1>
    </div>
  )
}
