import { chain } from '@phaodai/modules/situation/situation.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChainView } from '@phaodai/ui/lazy.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { problemOf } from '../../api.ts'
import { Go } from '../../Go.tsx'
import { paths, pathTo, personPath } from '../../paths.ts'
import { useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import { largestCluster } from './chainData.ts'
import type { Scope } from './figureLinks.ts'
import styles from './Situation.module.css'

/** The largest chain of the area, small; names are read (and that is recorded) once, not every minute. */
export function ChainPreview({ where, scope }: { where: { disease: string; areaId?: number }; scope: Scope }) {
  const { w } = useLanguage()
  const { history } = useRouter()
  const { may } = useSession()
  const { data, error } = useRead(chain, { ...where, limit: 500 }, { enabled: may(chain), keep: true })
  const largest = useMemo(() => (data ? largestCluster(data) : null), [data])
  if (!may(chain)) return null
  if (error && !data) return <ProblemAlert problem={problemOf(error)} />
  if (!largest) return null
  const all = pathTo(paths.chain, { disease: scope.disease, area: scope.area })
  return (
    <section data-part="chain" style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      <h2 className="pd-hidden">{w({ vi: 'Chuỗi lây', en: 'Chain' })}</h2>
      {largest.size > 1 ? (
        <>
          <ChainView
            label={{
              vi: `Chuỗi lây lớn nhất: ${number(largest.size)} người`,
              en: `Largest chain: ${number(largest.size)} people`,
            }}
            persons={largest.persons}
            links={largest.links}
            by="onset"
            onOpen={(id) => history.push(personPath(id))}
          />
          <p className="pd-no-print" style={{ margin: 0 }}>
            <Go href={all}>
              {w({ vi: `Mở mọi chuỗi lây (${number(largest.clusters)})`, en: `Open all chains (${number(largest.clusters)})` })}
            </Go>
          </p>
        </>
      ) : (
        <p className={`pd-surface ${styles.part}`} style={{ margin: 0 }}>
          {w({ vi: 'Chưa có hai F0 nào nối với nhau. ', en: 'No two F0 are linked yet. ' })}
          <Go href={all}>{w({ vi: 'Mở Chuỗi lây', en: 'Open the chains' })}</Go>
        </p>
      )}
    </section>
  )
}
