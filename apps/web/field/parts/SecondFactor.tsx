import { useLanguage } from '@phaodai/ui/language.tsx'
import styles from './Form.module.css'

/** The six digits of the authenticator, asked for once the server wants them. */
export function SecondFactor({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { w } = useLanguage()
  return (
    <label className={styles.field}>
      <span>{w({ vi: 'Mã 6 số của ứng dụng xác thực', en: 'Six digits of the authenticator' })}</span>
      <input
        className={styles.input}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
    </label>
  )
}
