import { useLanguage } from '@phaodai/ui/language.tsx'
import styles from './Frame.module.css'
import { usePhone } from './usePhone.tsx'

/** What was just recorded, and the way back. */
export function UndoBar() {
  const { w } = useLanguage()
  const { undo, takeBackLast } = usePhone()
  return (
    <div className={styles.undo} role="status" data-open={undo ? true : undefined}>
      {undo && (
        <>
          <span>{w(undo.words)}</span>
          <button type="button" onClick={takeBackLast}>
            {w({ vi: 'Hoàn tác', en: 'Undo' })}
          </button>
        </>
      )}
    </div>
  )
}
