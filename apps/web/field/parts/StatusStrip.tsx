import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import type { View } from '../device/phone.ts'
import styles from './Frame.module.css'

const lines: Record<View['line'], Words> = {
  online: { vi: 'Có mạng', en: 'Online' },
  offline: { vi: 'Mất mạng', en: 'Offline' },
  sending: { vi: 'Đang gửi', en: 'Sending' },
}

/** Always in sight: the connection, and how far the records of this phone have come. */
export function StatusStrip({ view }: { view: View }) {
  const { w } = useLanguage()
  const { recorded, sent, accepted } = view.counters
  const counts: [Words, number, boolean][] = [
    [{ vi: 'Đã ghi', en: 'Recorded' }, recorded, false],
    [{ vi: 'Đã gửi', en: 'Sent' }, sent, sent < recorded],
    [{ vi: 'Đã nhận', en: 'Accepted' }, accepted, accepted < sent],
  ]
  return (
    <section className={styles.strip} aria-label={w({ vi: 'Kết nối và số đã ghi', en: 'Connection and counters' })}>
      <span className={styles.line} data-line={view.line}>
        {w(lines[view.line])}
      </span>
      <dl className={styles.counts}>
        {counts.map(([words, n, behind]) => (
          <div key={words.vi} data-behind={behind || undefined}>
            <dt>{w(words)}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
