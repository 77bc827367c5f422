import { owed } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { problemOf } from '../../api.ts'
import { Go } from '../../Go.tsx'
import { paths, pathTo } from '../../paths.ts'
import { useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import { owedWords } from '../listWords.ts'
import type { Scope } from './figureLinks.ts'
import styles from './Situation.module.css'

/** What is due today and what is late in the area, by kind; each number opens its list. */
export function OwedToday({ where, scope }: { where: { disease: string; areaId?: number }; scope: Scope }) {
  const { w } = useLanguage()
  const { may } = useSession()
  // One row is asked for: the counts are what is shown.
  const { data, error } = useRead(owed, { ...where, limit: 1 }, { enabled: may(owed), every: 60_000, keep: true })
  if (!may(owed)) return null
  const link = (kind: string | undefined, state: string, n: number) =>
    n === 0 ? '0' : <Go href={pathTo(paths.owed, { disease: scope.disease, area: scope.area, kind, state })}>{number(n)}</Go>
  const kinds = Object.entries(data?.byKind ?? {})
  const total = (of: 'due' | 'late') => kinds.reduce((sum, [, n]) => sum + n[of], 0)
  return (
    <section className={`pd-surface ${styles.part}`} aria-labelledby="owed-today" data-part="owed">
      <h2 id="owed-today">{w({ vi: 'Việc hôm nay và quá hạn', en: 'Owed today and late' })}</h2>
      {error && <ProblemAlert problem={problemOf(error)} />}
      {data?.notice && <p style={{ margin: 0 }}>{w(data.notice)}</p>}
      {data && !data.notice && kinds.length === 0 && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({ vi: 'Không có việc nào đến hạn trong địa bàn.', en: 'Nothing is due in this area.' })}
        </p>
      )}
      {kinds.length > 0 && (
        <table className={styles.owed}>
          <thead>
            <tr>
              <th scope="col">{w({ vi: 'Việc', en: 'What' })}</th>
              <th scope="col">{w({ vi: 'Hôm nay', en: 'Today' })}</th>
              <th scope="col">{w({ vi: 'Quá hạn', en: 'Late' })}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(([kind, n]) => (
              <tr key={kind} data-kind={kind}>
                <th scope="row">{w(owedWords[kind as keyof typeof owedWords] ?? { vi: kind, en: kind })}</th>
                <td>{link(kind, 'due', n.due)}</td>
                <td className={styles.late}>{link(kind, 'late', n.late)}</td>
              </tr>
            ))}
            <tr data-kind="all">
              <th scope="row">{w({ vi: 'Cộng', en: 'Total' })}</th>
              <td>{link(undefined, 'due', total('due'))}</td>
              <td className={styles.late}>{link(undefined, 'late', total('late'))}</td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  )
}
