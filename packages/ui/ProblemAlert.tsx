import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage, type Words } from './language.tsx'
import styles from './Notices.module.css'

export interface ProblemAlertProps {
  problem: ProblemDocument
  /** What was kept of the reader's work: "Nội dung đã nhập vẫn còn trên màn hình." */
  kept?: Words
  /** Buttons: try again, sign in. */
  actions?: ReactNode
  /** Takes the focus when it appears, as after sending a form. */
  takeFocus?: boolean
}

/** A refusal (RFC 9457) in the reader's language: what happened, which fields, what was kept, what to do. */
export function ProblemAlert({ problem, kept, actions, takeFocus }: ProblemAlertProps) {
  const { w, language } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  // A second refusal is another document: it takes the focus again.
  useEffect(() => {
    if (takeFocus && problem) box.current?.focus()
  }, [takeFocus, problem])
  const hint = language === 'vi' ? problem.hint : (problem.hintEn ?? problem.hint)
  return (
    <div className={`${styles.notice} ${styles.problem}`} role="alert" ref={box} tabIndex={-1}>
      <p className={styles.title}>
        <IconAlertTriangle size={18} aria-hidden />
        <span>{language === 'vi' ? problem.title : problem.titleEn}</span>
      </p>
      {problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((e) => (
            <li key={`${e.field} ${e.vi}`}>
              <strong>{e.field}</strong>: {e[language]}
            </li>
          ))}
        </ul>
      )}
      {kept && <p>{w(kept)}</p>}
      {hint && <p>{hint}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
      <p className={styles.code}>
        {w({ vi: 'Mã lỗi', en: 'Problem' })}: {problem.code} ({problem.status})
      </p>
    </div>
  )
}
