import { addDays, date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import styles from './Form.module.css'

const agoWords: Words[] = [
  { vi: 'Hôm nay', en: 'Today' },
  { vi: 'Hôm qua', en: 'Yesterday' },
  { vi: '2 ngày trước', en: '2 days ago' },
  { vi: '3 ngày trước', en: '3 days ago' },
]

interface Props {
  /** The field of an earlier day, for those who hear it read. */
  label: string
  /** The day that "today" is, and the last that can be chosen. */
  today: string
  latest?: string
  /** How many days back have a button of their own. */
  back: number
  /** `''`: another day was asked for and not yet named; null: nothing was chosen. */
  day: string | null
  onDay: (day: string | null) => void
  /** A second press takes the choice back. */
  optional?: boolean
}

/** A day by one tap, or by the calendar for an earlier one: its field comes into sight and is ready to type in. */
export function DayChoice({ label, today, latest = today, back, day, onDay, optional = false }: Props) {
  const { w } = useLanguage()
  const [earlier, setEarlier] = useState(false)
  const near = agoWords.slice(0, back).map((words, i) => ({ words, on: addDays(today, -i) }))
  const choose = (on: string, chosen: boolean) => {
    setEarlier(false)
    onDay(chosen && optional ? null : on)
  }
  return (
    <>
      <div className={styles.two}>
        {near.map(({ words, on }) => {
          const chosen = !earlier && day === on
          return (
            <button key={on} type="button" className={styles.choice} aria-pressed={chosen} onClick={() => choose(on, chosen)}>
              {w(words)}
            </button>
          )
        })}
        <button
          type="button"
          className={styles.choice}
          aria-pressed={earlier}
          onClick={() => {
            setEarlier(true)
            onDay('')
          }}
        >
          {earlier && day ? date(day) : w({ vi: 'Ngày khác', en: 'Another day' })}
        </button>
      </div>
      {earlier && (
        <input
          type="date"
          className={`${styles.input} ${styles.comes}`}
          ref={comesIntoSight}
          max={latest}
          value={day ?? ''}
          aria-label={label}
          onChange={(e) => onDay(e.target.value)}
        />
      )}
    </>
  )
}

/** A field that a tap brought: above the foot and in focus, not hidden behind it. */
export const comesIntoSight = (field: HTMLElement | null) => {
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
