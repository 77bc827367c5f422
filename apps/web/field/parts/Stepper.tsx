import { useLanguage } from '@phaodai/ui/language.tsx'
import styles from './Form.module.css'
import { Icon } from './icons.tsx'

interface Props {
  label: string
  /** As typed, with a comma or a point. */
  text: string
  onText: (text: string) => void
  step: number
  decimals: number
  /** What the first press of a button begins from. */
  from: number
}

/** A number as typed: "36,5" and "36.5" are the same; null where it is none. */
export const numberOf = (text: string): number | null => {
  const n = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(n) ? null : n
}
const shown = (n: number, decimals: number) => n.toFixed(decimals).replace('.', ',')

/** A measured number: two large buttons, and a field for those who type. */
export function Stepper({ label, text, onText, step, decimals, from }: Props) {
  const { w } = useLanguage()
  const move = (by: number) => {
    const n = numberOf(text)
    onText(shown(n === null ? from : Math.round((n + by) * 10 ** decimals) / 10 ** decimals, decimals))
  }
  return (
    <div className={styles.stepper}>
      <button type="button" onClick={() => move(-step)} aria-label={w({ vi: `${label}: giảm`, en: `${label}: less` })}>
        <Icon name="minus" size={28} />
      </button>
      <input
        inputMode={decimals > 0 ? 'decimal' : 'numeric'}
        value={text}
        aria-label={label}
        onChange={(e) => onText(e.target.value)}
        placeholder="–"
        autoComplete="off"
      />
      <button type="button" onClick={() => move(step)} aria-label={w({ vi: `${label}: tăng`, en: `${label}: more` })}>
        <Icon name="plus" size={28} />
      </button>
    </div>
  )
}
