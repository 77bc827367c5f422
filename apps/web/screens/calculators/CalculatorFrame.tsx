import { Button } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import type { TableColumn } from '@phaodai/ui/PlainTable.tsx'
import { Progress } from '@phaodai/ui/Progress.tsx'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { exportTable } from '../../exportTable.ts'
import { useSession } from '../../useSession.ts'
import styles from '../analysis/Analysis.module.css'
import type { Ask } from './calculate.ts'
import type { Calculation } from './useCalculation.ts'

const said = (vi: string, en: string): Words => ({ vi, en })

/** Values of a calculator in the page's address: `get` reads a number or its default, `set` writes one (the default is left out). */
export interface Inputs {
  get: (key: string, usual: number) => number
  text: (key: string) => string | undefined
  set: (change: Record<string, string | undefined>) => void
}

export interface FrameProps<A extends Ask> {
  id: string
  title: Words
  inputs: ReactNode
  calculation: Calculation<A>
  progressLabel?: Words
  /** What the figures rest on. */
  method: Words
  sources: readonly string[]
  notWhen: readonly Words[]
  /** Where the question is not complete. */
  incomplete?: Words | null
  children: (answer: NonNullable<Calculation<A>['answer']>) => ReactNode
}

/** One calculator: inputs, figures, and beside them when not to believe them. */
export function CalculatorFrame<A extends Ask>(props: FrameProps<A>) {
  const { id, title, inputs, calculation, progressLabel, method, sources, notWhen, incomplete, children } = props
  const { w } = useLanguage()
  const { answer, running, progress, error } = calculation
  return (
    <section className={styles.part} data-calculator={id} data-running={running} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w(title)}</h2>
      <div className={styles.two}>
        <div className={styles.figure}>
          <div className={`pd-surface ${styles.boxed}`}>{inputs}</div>
          {incomplete && <p className={styles.none}>{w(incomplete)}</p>}
          {running && progress && progressLabel && (
            <Progress label={progressLabel} done={progress.done} total={progress.total} unit={said('lần chạy', 'runs')} />
          )}
          {running && !progress && !answer && (
            <p className="pd-muted" role="status" style={{ margin: 0 }}>
              {w({ vi: 'Đang tính…', en: 'Computing…' })}
            </p>
          )}
          {error && (
            <p className={styles.none} role="alert">
              {error.impossible
                ? w({
                    vi: `Không tính được với các số này: ${error.message}`,
                    en: `Cannot be computed with these: ${error.message}`,
                  })
                : w({
                    vi: `Phép tính dừng giữa chừng (${error.message}). Hãy đổi một số rồi thử lại.`,
                    en: `The computation stopped (${error.message}). Change a number and try again.`,
                  })}
            </p>
          )}
          {answer && !incomplete && children(answer)}
        </div>
        <aside
          className={`pd-surface ${styles.beside}`}
          aria-label={w({ vi: 'Cơ sở của con số', en: 'What the figures rest on' })}
        >
          <h3>{w({ vi: 'Không nên tin khi', en: 'Not to be believed when' })}</h3>
          <ul>
            {notWhen.map((when) => (
              <li key={when.vi}>{w(when)}</li>
            ))}
          </ul>
          <h3>{w({ vi: 'Phương pháp', en: 'Method' })}</h3>
          <p>{w(method)}</p>
          <h3>{w({ vi: 'Nguồn', en: 'Source' })}</h3>
          <ul>
            {sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </aside>
      </div>
    </section>
  )
}

/** Exports a calculator's table; the inputs stand on top. */
export function SaveTable(props: { fileName: string; title: Words; table: readonly TableColumn[]; notes: readonly string[] }) {
  const { w, language } = useLanguage()
  const { instance } = useSession()
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-label={w({ vi: `Xuất CSV: ${props.title.vi}`, en: `Export CSV: ${props.title.en}` })}
      onClick={() => exportTable(props, { language, mode: instance.mode, today: instance.today, readAt: null })}
    >
      CSV
    </Button>
  )
}
