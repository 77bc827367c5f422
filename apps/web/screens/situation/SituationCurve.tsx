import { list as cases } from '@phaodai/modules/cases/cases.contract.ts'
import { curve } from '@phaodai/modules/situation/situation.contract.ts'
import type { CurveDate } from '@phaodai/ui/epiTable.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { EpiCurve } from '@phaodai/ui/lazy.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { problemOf } from '../../api.ts'
import { paths, pathTo } from '../../paths.ts'
import { useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import type { Scope } from './figureLinks.ts'
import styles from './Situation.module.css'

/** Cases by day in the last sixty days; a day opens its cases. */
export function SituationCurve(props: {
  where: { disease: string; areaId?: number }
  scope: Scope
  by: CurveDate
  onBy: (by: CurveDate) => void
}) {
  const { where, scope, by, onBy } = props
  const { w } = useLanguage()
  const { history } = useRouter()
  const { may } = useSession()
  const { data, error } = useRead(curve, { ...where, by, days: 60 }, { every: 60_000, keep: true })
  const days = useMemo(() => (data?.days ?? []).map(({ day, ...n }) => ({ on: day, onset: n, report: n })), [data])
  const open = (on: string) =>
    history.push(
      by === 'report'
        ? pathTo(paths.cases, { disease: scope.disease, area: scope.area, from: on, until: on })
        : pathTo(paths.cases, { disease: scope.disease, area: scope.area, 'f.onset': on }),
    )
  const left =
    data &&
    [
      by === 'report' &&
        data.undated > 0 &&
        w({
          vi: `${number(data.undated)} ca không có ngày công bố, không nằm trong biểu đồ.`,
          en: `${number(data.undated)} cases have no day of report and are not in the chart.`,
        }),
      data.before > 0 &&
        w({ vi: `${number(data.before)} ca trước 60 ngày này.`, en: `${number(data.before)} cases before these 60 days.` }),
    ].filter(Boolean)
  return (
    <div data-part="curve">
      <h2 className="pd-hidden">{w({ vi: 'Diễn biến', en: 'Over time' })}</h2>
      {error && <ProblemAlert problem={problemOf(error)} />}
      <EpiCurve
        label={{ vi: 'Đường cong dịch, 60 ngày', en: 'Epidemic curve, 60 days' }}
        days={days}
        by={by}
        onBy={onBy}
        withoutOnset={by === 'onset' ? (data?.undated ?? 0) : 0}
        {...(may(cases) && { onDay: open })}
        height={220}
      />
      {left && left.length > 0 && <p className={styles.note}>{left.join(' ')}</p>}
    </div>
  )
}
