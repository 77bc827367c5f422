import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import type { ReactNode } from 'react'
import styles from './Form.module.css'
import { Icon } from './icons.tsx'

interface Props {
  label: Words
  /** What is still to be said or set right before it can be pressed; null: nothing. */
  wanted: Words | null
  /** Has to be read before the press. */
  alarm?: ReactNode
  onPress: () => void
}

/** The one button of a form, in reach of the thumb; why it waits, and an alarm, stand above it: on a small screen the rest lies below the fold. */
export function Foot({ label, wanted, alarm, onPress }: Props) {
  const { w } = useLanguage()
  return (
    <div className={styles.foot}>
      <div role="status">{wanted && <p className={styles.sub}>{w(wanted)}</p>}</div>
      {alarm && (
        <p className={`${styles.note} ${styles.alarm}`} role="alert">
          {alarm}
        </p>
      )}
      <button type="button" className={styles.primary} disabled={wanted !== null} onClick={onPress}>
        <Icon name="check" />
        {w(label)}
      </button>
    </div>
  )
}
