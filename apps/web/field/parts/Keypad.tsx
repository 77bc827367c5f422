import { useLanguage } from '@phaodai/ui/language.tsx'
import styles from './Entrance.module.css'
import { Icon } from './icons.tsx'

export const PIN_LENGTH = 6

interface Props {
  pin: string
  onPin: (pin: string) => void
  disabled?: boolean
}

/** A PIN under the thumb: keys of 64 px, and the keyboard's own digits for those who have one. */
export function Keypad({ pin, onPin, disabled = false }: Props) {
  const { w } = useLanguage()
  const add = (d: string) => pin.length < PIN_LENGTH && onPin(pin + d)
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
  return (
    <>
      <label className={styles.pin}>
        <span className="pd-hidden">{w({ vi: 'Mã PIN, 6 số', en: 'PIN, 6 digits' })}</span>
        <input
          type="password"
          inputMode="none"
          autoComplete="off"
          maxLength={PIN_LENGTH}
          value={pin}
          disabled={disabled}
          onChange={(e) => onPin(e.target.value.replace(/\D/g, '').slice(0, PIN_LENGTH))}
        />
        <span className={styles.dots} aria-hidden="true">
          {Array.from({ length: PIN_LENGTH }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: six places that never move
            <i key={i} data-on={i < pin.length || undefined} />
          ))}
        </span>
      </label>
      <div className={styles.keys}>
        {keys.map((d) => (
          <button key={d} type="button" disabled={disabled} onClick={() => add(d)}>
            {d}
          </button>
        ))}
        <span />
        <button type="button" disabled={disabled} onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          disabled={disabled}
          onClick={() => onPin(pin.slice(0, -1))}
          aria-label={w({ vi: 'Xóa một số', en: 'Delete a digit' })}
        >
          <Icon name="erase" size={28} />
        </button>
      </div>
    </>
  )
}
