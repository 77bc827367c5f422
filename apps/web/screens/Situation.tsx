import { Button } from '@mantine/core'
import { overview } from '@phaodai/modules/situation/situation.contract.ts'
import { Figure } from '@phaodai/ui/Figure.tsx'
import { date, hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useWallMode } from '@phaodai/ui/wallMode.ts'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { problemOf } from '../api.ts'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { Go } from '../Go.tsx'
import { paths, pathTo } from '../paths.ts'
import { mayOpen } from '../screens.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import { AreaSelect, DiseaseSelect } from './listParts.tsx'
import { ChainPreview } from './situation/ChainPreview.tsx'
import { figureLink, partLink } from './situation/figureLinks.ts'
import { OwedToday } from './situation/OwedToday.tsx'
import styles from './situation/Situation.module.css'
import { SituationCurve } from './situation/SituationCurve.tsx'
import { SituationMap } from './situation/SituationMap.tsx'

/** Milliseconds between two readings of a page that stays open on a wall. */
export const EVERY = 60_000

/** Tình hình: six figures, the map, the curve, what is owed and late, the largest chain. Read again every minute, in place. */
export default function Situation() {
  const { w, language } = useLanguage()
  const { history } = useRouter()
  const session = useSession()
  const { wall, setWall } = useWallMode()
  const [f, change] = useFiltersInUrl(['disease', 'area', 'map', 'curve'] as const)
  const disease = f.disease ?? 'covid19'
  const where = { disease, ...(f.area && { areaId: Number(f.area) }) }
  const { data, error, refetch } = useRead(overview, where, { every: EVERY, keep: true })
  useEffect(() => {
    document.title = `${w({ vi: 'Tình hình', en: 'Situation' })} · Pháo Đài`
  }, [w])
  const scope = { disease: f.disease, area: f.area, day: data?.day ?? session.today }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{w({ vi: 'Tình hình', en: 'Situation' })}</h1>
          <p className="pd-muted" style={{ margin: 0 }} role="status">
            {data
              ? `${w(data.disease.name)} · ${data.area.name} · ${date(data.day)}, ${w({ vi: `tính đến ${hour(data.cutOffAt)}`, en: `as of ${hour(data.cutOffAt)}` })}`
              : w({ vi: 'Đang đọc số liệu…', en: 'Reading the figures…' })}
          </p>
        </div>
        <span className={styles.space} />
        {!wall && (
          <div className={`${styles.choices} pd-no-print`}>
            <AreaSelect value={f.area} onChange={(area) => change({ area })} />
            <DiseaseSelect value={disease} onChange={(code) => change({ disease: code === 'covid19' ? undefined : code })} />
          </div>
        )}
        <Button className="pd-no-print" variant="default" onClick={() => setWall(!wall)}>
          {wall ? w({ vi: 'Tắt màn hình lớn', en: 'Leave the wall' }) : w({ vi: 'Màn hình lớn', en: 'Wall' })}
        </Button>
      </div>
      {error && (
        <ProblemAlert
          problem={problemOf(error)}
          {...(data && {
            kept: {
              vi: `Số liệu bên dưới là của lúc ${hour(data.cutOffAt)}.`,
              en: `The figures below are of ${hour(data.cutOffAt)}.`,
            },
          })}
          actions={<Button onClick={() => refetch()}>{w({ vi: 'Thử lại', en: 'Try again' })}</Button>}
        />
      )}
      {data && !data.policy.inForce && <PolicyNotice kind="none" on={data.day} />}
      {data?.policy.inForce && data.policy.unconfirmed > 0 && (
        <p className={`pd-surface ${styles.policy}`} style={{ margin: 0 }} role="note">
          <span>
            {w({
              vi: `${number(data.policy.unconfirmed)} con số trong quy định đang áp dụng chưa có văn bản xác nhận.`,
              en: `${number(data.policy.unconfirmed)} numbers of the rules in force are not confirmed by a source.`,
            })}
          </span>
          <span className="pd-no-print">
            <Go href={pathTo(paths.policy, { disease: f.disease, only: 'unconfirmed' })}>
              {w({ vi: 'Xem từng con số', en: 'See each' })}
            </Go>
          </span>
        </p>
      )}
      <ul className={styles.figures} aria-label={w({ vi: 'Sáu con số', en: 'Six figures' })}>
        {data?.figures.map((figure) => {
          const list = figureLink(figure, scope)
          const href = mayOpen(list, session.verbs) ? list : null
          return (
            <li key={figure.key} data-figure={figure.key}>
              <Figure
                label={figure.label}
                value={figure.value}
                decimals={figure.unit === null ? 0 : 1}
                {...(figure.unit !== null && { unit: { vi: 'giờ', en: 'h' } })}
                yesterday={figure.before}
                cutoff={data.cutOffAt}
                doubt={figure.doubt}
                {...(href && { href, onOpen: () => history.push(href) })}
              />
              {figure.parts.some((p) => p.value > 0) && (
                <ul className={styles.parts}>
                  {figure.parts
                    .filter((p) => p.value > 0)
                    .map((p) => {
                      const to = partLink(figure, p.key, scope)
                      const said = (
                        <>
                          <strong>{number(p.value)}</strong> {p.label[language]}
                        </>
                      )
                      return <li key={p.key}>{to && mayOpen(to, session.verbs) ? <Go href={to}>{said}</Go> : said}</li>
                    })}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
      {data && (
        <div className={styles.two}>
          <div className={styles.column}>
            <SituationMap where={where} scope={scope} tier={data.area.tier} by={f.map} onBy={(map) => change({ map })} />
          </div>
          <div className={styles.column}>
            <OwedToday where={where} scope={scope} />
            <SituationCurve
              where={where}
              scope={scope}
              by={f.curve === 'onset' ? 'onset' : 'report'}
              onBy={(by) => change({ curve: by === 'report' ? undefined : by })}
            />
          </div>
        </div>
      )}
      {data && !wall && <ChainPreview where={where} scope={scope} />}
    </div>
  )
}
