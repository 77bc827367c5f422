import type { Beside as Told } from '@phaodai/modules/situation/analysis.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Go } from '../../Go.tsx'
import { paths, pathTo } from '../../paths.ts'
import { mayOpen } from '../../screens.ts'
import { useSession } from '../../useSession.ts'
import styles from './Analysis.module.css'

/** What stands beside a figure: how many it counts, what speaks against it now, how it is made, when not to believe it. */
export function Beside({ of, told, disease, area }: { of: Words; told: Told; disease: string; area: string | undefined }) {
  const { w } = useLanguage()
  const { verbs } = useSession()
  const href = told.list && pathTo(paths.cases, { disease, area, ...told.list.filters })
  const counted = (
    <>
      <strong data-n={told.n}>{number(told.n)}</strong> {w(told.counted)}
    </>
  )
  return (
    <aside
      className={`pd-surface ${styles.beside}`}
      aria-label={w({ vi: `Cơ sở của con số: ${of.vi}`, en: `What the figure rests on: ${of.en}` })}
    >
      <h3>{w({ vi: 'Tính từ', en: 'Counted from' })}</h3>
      <p>{href && mayOpen(href, verbs) ? <Go href={href}>{counted}</Go> : counted}</p>
      {told.doubts.length > 0 && (
        <>
          <h3>{w({ vi: 'Cần chú ý lúc này', en: 'To be minded now' })}</h3>
          <ul className={styles.doubts} style={{ listStylePosition: 'inside' }}>
            {told.doubts.map((doubt) => (
              <li key={doubt.vi}>{w(doubt)}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{w({ vi: 'Không nên tin khi', en: 'Not to be believed when' })}</h3>
      <ul>
        {told.notWhen.map((when) => (
          <li key={when.vi}>{w(when)}</li>
        ))}
      </ul>
      <h3>{w({ vi: 'Phương pháp', en: 'Method' })}</h3>
      <p>{w(told.method)}</p>
      <dl>
        {told.settings.map((s) => (
          <div key={s.label.vi} style={{ display: 'contents' }}>
            <dt>{w(s.label)}</dt>
            <dd>{w(s.value)}</dd>
          </div>
        ))}
      </dl>
      <h3>{w({ vi: 'Nguồn', en: 'Source' })}</h3>
      <ul>
        {told.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </aside>
  )
}
