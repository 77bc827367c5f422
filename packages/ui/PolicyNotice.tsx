import { IconScale } from '@tabler/icons-react'
import { date } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'

export interface UnconfirmedNumber {
  name: Words
  /** As the pack has it, with its unit: "14 ngày". */
  value: Words
  /** What it is said to rest on. */
  source?: string
}

export type PolicyNoticeProps = { kind: 'none'; on: string } | { kind: 'unconfirmed'; pack: string; numbers: UnconfirmedNumber[] }

/** Said where a figure or a schedule rests on rules that are missing or not confirmed by a source. */
export function PolicyNotice(props: PolicyNoticeProps) {
  const { w } = useLanguage()
  if (props.kind === 'none')
    return (
      <div className={styles.notice} role="note">
        <p className={styles.title}>
          <IconScale size={18} aria-hidden />
          {w({
            vi: `Không có gói quy định nào có hiệu lực ngày ${date(props.on)}`,
            en: `No policy pack is in force on ${date(props.on)}`,
          })}
        </p>
        <p>
          {w({
            vi: 'Ngày xét nghiệm, ngày hết cách ly và cấp độ không được tính. Không áp dụng quy định cũ. Sự việc vẫn ghi được.',
            en: 'Test days, release days and levels are not computed. No older rule is applied. Facts can still be recorded.',
          })}
        </p>
      </div>
    )
  return (
    <div className={styles.notice} role="note">
      <p className={styles.title}>
        <IconScale size={18} aria-hidden />
        {w({ vi: `Con số chưa có văn bản xác nhận (${props.pack})`, en: `Numbers not confirmed by a source (${props.pack})` })}
      </p>
      <ul>
        {props.numbers.map((n) => (
          <li key={n.name.vi}>
            {w(n.name)}: <strong>{w(n.value)}</strong>
            {n.source && <span className="pd-muted"> – {n.source}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
