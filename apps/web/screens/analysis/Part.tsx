import { Button } from '@mantine/core'
import type { Beside as Told } from '@phaodai/modules/situation/analysis.contract.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import type { TableColumn } from '@phaodai/ui/PlainTable.tsx'
import { PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { problemOf } from '../../api.ts'
import { exportTable } from '../../exportTable.ts'
import { useSession } from '../../useSession.ts'
import styles from './Analysis.module.css'
import { Beside } from './Beside.tsx'

/** What every answer of the analysis begins with. */
interface Answer {
  until: string
  cutOffAt: string
  area: { name: string }
  disease: { code: string; name: Words }
  beside: Told
  notEstimable: Words | null
}

export interface PartProps<A extends Answer> {
  id: string
  title: Words
  answer: A | undefined
  error: Error | null
  again: () => void
  area: string | undefined
  /** Controls of this part alone. */
  settings?: ReactNode
  /** Drawn where the figure can be estimated. */
  children: (answer: A) => ReactNode
}

/** One method: its figure, or in words why there is none; beside it what it rests on and when not to believe it. */
export function Part<A extends Answer>({ id, title, answer, error, again, area, settings, children }: PartProps<A>) {
  const { w } = useLanguage()
  return (
    <section className={styles.part} id={id} data-part={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w(title)}</h2>
      {settings && <div className={`${styles.inputs} pd-no-print`}>{settings}</div>}
      {error && (
        <ProblemAlert
          problem={problemOf(error)}
          actions={<Button onClick={again}>{w({ vi: 'Thử lại', en: 'Try again' })}</Button>}
        />
      )}
      {!answer && !error && (
        <p className="pd-muted" role="status" style={{ margin: 0 }}>
          {w({ vi: 'Đang tính…', en: 'Computing…' })}
        </p>
      )}
      {answer && (
        <div className={styles.two}>
          <div className={styles.figure}>
            {answer.notEstimable ? (
              <p className={styles.none} data-not-estimable>
                {w(answer.notEstimable)}
              </p>
            ) : (
              children(answer)
            )}
          </div>
          <Beside of={title} told={answer.beside} disease={answer.disease.code} area={area} />
        </div>
      )}
    </section>
  )
}

/** A button that exports a table of this page, with what it is on top. */
export function ExportButton(props: { fileName: string; title: Words; table: readonly TableColumn[]; answer: Answer }) {
  const { fileName, title, table, answer } = props
  const { w, language } = useLanguage()
  const { instance } = useSession()
  const save = () =>
    exportTable(
      {
        ...{ fileName, title, table },
        notes: [
          `${w(answer.disease.name)} – ${answer.area.name} – ${w({ vi: 'đến', en: 'to' })} ${date(answer.until)}`,
          answer.beside.settings.map((s) => `${w(s.label)}: ${w(s.value)}`).join('; '),
          ...answer.beside.doubts.map((doubt) => w(doubt)),
        ],
      },
      { language, mode: instance.mode, today: instance.today, readAt: answer.cutOffAt },
    )
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={save}
      aria-label={w({ vi: `Xuất CSV: ${title.vi}`, en: `Export CSV: ${title.en}` })}
    >
      CSV
    </Button>
  )
}

/** A table with its title and export, where there is nothing to draw. */
export function TableBox(props: { fileName: string; title: Words; table: readonly TableColumn[]; answer: Answer }) {
  const { w } = useLanguage()
  return (
    <div className={`pd-surface ${styles.boxed}`}>
      <div className={styles.tableHead}>
        <h3>{w(props.title)}</h3>
        <span className="pd-no-print">
          <ExportButton {...props} />
        </span>
      </div>
      <PlainTable label={props.title} table={props.table} />
    </div>
  )
}
