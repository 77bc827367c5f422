import { IconClock, IconClockExclamation } from '@tabler/icons-react'
import { date, dueAt, dueOn, instant } from './formats.ts'
import { useLanguage } from './language.tsx'
import styles from './Notices.module.css'

/** When something is owed, against the instance's own time (a drill has its own day). */
export type ClockProps = { at: string; now: string } | { on: string; today: string }

export function Clock(props: ClockProps) {
  const { w, language } = useLanguage()
  const due = 'at' in props ? dueAt(props.at, props.now) : dueOn(props.on, props.today)
  const full = 'at' in props ? instant(props.at, language) : date(props.on)
  const Icon = due.state === 'overdue' ? IconClockExclamation : IconClock
  return (
    <time className={`${styles.clock} ${styles[due.state]}`} dateTime={'at' in props ? props.at : props.on} title={full}>
      <Icon size={14} aria-hidden />
      {w(due.words)}
    </time>
  )
}
