import { shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import type { Held } from '../model/held.ts'
import { roundOf } from '../model/round.ts'
import { type SlotChoice, type SlotRef, slotKey, slotNow } from '../model/slots.ts'
import { Icon } from '../parts/icons.tsx'
import { slotWords } from '../words.ts'
import styles from './Round.module.css'

interface Props {
  at: SlotRef
  now: string
  today: string
  choices: readonly SlotChoice[]
  held: Held
  /** Null: follow the clock again. */
  onChoose: (at: SlotRef | null) => void
}

/** Which slot is being recorded: the clock chooses; a missed one is two taps away. */
export function SlotPicker({ at, now, today, choices, held, onChoose }: Props) {
  const { w } = useLanguage()
  const [open, setOpen] = useState(false)
  const current = slotNow(now, held.pace)
  const chosen = choices.find((c) => slotKey(c) === slotKey(at))
  const late = chosen?.state === 'late'
  const take = (choice: SlotRef) => {
    setOpen(false)
    onChoose(slotKey(choice) === slotKey(current) ? null : choice)
  }
  return (
    <section className={styles.slot} aria-label={w({ vi: 'Buổi đang ghi', en: 'Slot being recorded' })}>
      <button type="button" className={styles.slotNow} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          <strong>{w(slotWords(at, today))}</strong>
          <span className={styles.hours}>
            {shortDate(at.day)}
            {chosen?.hours && ` · ${chosen.hours.from}–${chosen.hours.to}`}
          </span>
        </span>
        <span className={styles.change}>{w({ vi: 'Đổi buổi', en: 'Change' })}</span>
      </button>
      {open && (
        <ul className={styles.slots}>
          {choices.map((c) => {
            const { asked, total } = roundOf(held, c)
            const shut = c.state === 'not-begun'
            return (
              <li key={slotKey(c)}>
                <button
                  type="button"
                  disabled={shut}
                  aria-current={slotKey(c) === slotKey(at) ? 'true' : undefined}
                  onClick={() => take(c)}
                >
                  <span>{w(slotWords(c, today))}</span>
                  <span className={styles.hours}>
                    {shut
                      ? w({ vi: `từ ${c.hours?.from ?? ''}`, en: `from ${c.hours?.from ?? ''}` })
                      : asked === total
                        ? w({ vi: 'đủ', en: 'complete' })
                        : w({ vi: `còn ${total - asked} nhà`, en: `${total - asked} left` })}
                  </span>
                  {slotKey(c) === slotKey(at) && <Icon name="check" size={20} />}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {late && (
        <p className={styles.lateNote}>
          {w({
            vi: 'Giờ của buổi này đã hết; câu trả lời ghi bây giờ được đánh dấu là ghi muộn.',
            en: 'The hours of this slot are over; what is recorded now is marked late.',
          })}
        </p>
      )}
    </section>
  )
}
