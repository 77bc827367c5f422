import { DrillBanner } from '@phaodai/ui/DrillBanner.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { dayOf } from '../model/clock.ts'
import styles from './Frame.module.css'
import { Icon } from './icons.tsx'
import { go, usePath } from './route.ts'
import { StatusStrip } from './StatusStrip.tsx'
import { UndoBar } from './UndoBar.tsx'
import { useNow, useView } from './usePhone.tsx'

const rounds = { to: '', words: { vi: 'Ca đi', en: 'Round' }, icon: 'round' } as const
/** A leader goes from place to place, not from door to door. */
const visits = { to: '', words: { vi: 'Kiểm tra', en: 'Inspect' }, icon: 'search' } as const
const others: { to: string; words: Words; icon: 'work' | 'me' }[] = [
  { to: 'work', words: { vi: 'Việc', en: 'Tasks' }, icon: 'work' },
  { to: 'me', words: { vi: 'Tôi', en: 'Me' }, icon: 'me' },
]

/** The frame of every page of the phone: drill, connection, counters on top; three tabs under the thumb. */
export function Frame({ waiting, children }: { waiting: number; children: ReactNode }) {
  const { w } = useLanguage()
  const view = useView()
  const now = useNow()
  const [first = '', , form] = usePath()
  const here = first === 'door' || first === 'visit' ? '' : first === 'task' ? 'work' : first
  const tabs = [view.held.role === 'team' ? rounds : visits, ...others]
  const top = useRef<HTMLDivElement>(null)
  const bottom = useRef<HTMLElement>(null)
  useRoom(top, '--top')
  useRoom(bottom, '--bottom')
  const follow = (event: MouseEvent, to: string) => {
    event.preventDefault()
    go(to)
  }
  const today = dayOf(now)
  return (
    <>
      <div className={styles.top} ref={top}>
        {view.held.instance.mode === 'drill' && <DrillBanner note={{ vi: `ngày ${date(today)}`, en: date(today) }} />}
        <StatusStrip view={view} />
        {view.trouble && (
          <div className={styles.trouble} role="alert">
            <strong>{w(view.trouble.title)}</strong> {w(view.trouble.hint)}
          </div>
        )}
      </div>
      <main className={styles.main} id="main" tabIndex={-1}>
        {children}
      </main>
      {/* a form's own button has that place */}
      {!form && <UndoBar />}
      <nav className={styles.tabs} ref={bottom} aria-label={w({ vi: 'Các trang', en: 'Pages' })}>
        {tabs.map((t) => (
          <a
            key={t.to}
            href={`/field/${t.to}`}
            aria-current={here === t.to ? 'page' : undefined}
            onClick={(event) => follow(event, t.to)}
          >
            <Icon name={t.icon} />
            <span>
              {w(t.words)}
              {t.to === 'work' && waiting > 0 && (
                <>
                  {' '}
                  <b className={styles.badge}>
                    {waiting}
                    <span className="pd-hidden"> {w({ vi: 'việc đang chờ', en: 'waiting' })}</span>
                  </b>
                </>
              )}
            </span>
          </a>
        ))}
      </nav>
    </>
  )
}

/** Tells the page how high a fixed bar is: with large text it grows, and nothing may lie under it. */
function useRoom(bar: { readonly current: HTMLElement | null }, name: string): void {
  useEffect(() => {
    const el = bar.current
    if (!el) return
    const watch = new ResizeObserver(() => document.documentElement.style.setProperty(name, `${el.offsetHeight}px`))
    watch.observe(el)
    return () => watch.disconnect()
  }, [bar, name])
}
