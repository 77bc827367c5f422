import { SegmentedControl } from '@mantine/core'
import { map } from '@phaodai/modules/situation/situation.contract.ts'
import { levels } from '@phaodai/modules/tracing/tracing.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { AreaMap } from '@phaodai/ui/lazy.tsx'
import { type AreaShapes, countClasses } from '@phaodai/ui/mapShapes.ts'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { problemOf } from '../../api.ts'
import { paths, pathTo } from '../../paths.ts'
import { useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import type { Scope } from './figureLinks.ts'
import styles from './Situation.module.css'

type By = 'district-2021' | 'commune-2025'
const classes = countClasses([0, 1, 3, 10, 30, 100])
const label = { vi: 'Bản đồ F0 đang theo dõi', en: 'Map of active F0' }
const measure = { vi: 'F0 đang theo dõi', en: 'Active F0' }

/** Outlines of a province of 2021; they change with the product only. */
function useShapes(by: By, provinceCode: string | undefined) {
  return useQuery({
    queryKey: ['geo', by, provinceCode ?? ''],
    enabled: provinceCode !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<AreaShapes> => {
      const answer = await fetch(`/geo/${by === 'district-2021' ? 'districts-2021' : 'communes-2025'}/${provinceCode}`, {
        signal,
      })
      if (!answer.ok) throw new Error(`outlines ${answer.status}`)
      return answer.json()
    },
  })
}

/** The map, by districts of 2021 or communes of 2025; an area opens those it counts. */
export function SituationMap(props: {
  where: { disease: string; areaId?: number }
  scope: Scope
  tier: string
  by: string | undefined
  onBy: (by: By) => void
}) {
  const { where, scope, tier, onBy } = props
  const { w } = useLanguage()
  const { history } = useRouter()
  const { may } = useSession()
  // Within one district its own shape says nothing: there the communes come first.
  const by: By =
    props.by === 'district-2021' || props.by === 'commune-2025'
      ? props.by
      : tier === 'province'
        ? 'district-2021'
        : 'commune-2025'
  const { data, error } = useRead(map, { ...where, by }, { every: 60_000, keep: true })
  const shapes = useShapes(by, data?.provinceCode)
  const areas = data?.by === by ? data.areas : undefined
  const shown = useMemo<AreaShapes | null>(() => {
    if (!areas || !shapes.data) return null
    const here = new Set(areas.map((a) => a.code))
    return { ...shapes.data, features: shapes.data.features.filter((f) => here.has(f.properties.code)) }
  }, [areas, shapes.data])
  const values = useMemo(() => Object.fromEntries((areas ?? []).map((a) => [a.code, a.activeF0])), [areas])
  const approximate = areas?.filter((a) => a.approximate && a.activeF0 > 0).length ?? 0
  const open = (code: string) => {
    const area = areas?.find((a) => a.code === code)
    if (area)
      history.push(pathTo(paths.levels, { disease: scope.disease, level: 'F0', on: scope.day, area: area.areaIds.join(',') }))
  }
  const choice = (
    <SegmentedControl
      className="pd-no-print"
      aria-label={w({ vi: 'Đơn vị trên bản đồ', en: 'Units on the map' })}
      value={by}
      onChange={(next) => onBy(next as By)}
      data={[
        { value: 'district-2021', label: w({ vi: 'Huyện (2021)', en: 'Districts (2021)' }) },
        { value: 'commune-2025', label: w({ vi: 'Xã (2025)', en: 'Communes (2025)' }) },
      ]}
    />
  )
  const failed = error ?? shapes.error
  return (
    <div data-part="map" style={{ display: 'grid', gap: 8 }}>
      <h2 className="pd-hidden">{w({ vi: 'Bản đồ', en: 'Map' })}</h2>
      <div>{choice}</div>
      {failed && <ProblemAlert problem={problemOf(failed)} />}
      {shown && shown.features.length > 0 ? (
        <AreaMap
          label={label}
          shapes={shown}
          values={values}
          measure={measure}
          classes={classes}
          {...(data?.note && by === 'commune-2025' && { caveat: data.note })}
          {...(may(levels) && { onOpen: open })}
          height={460}
        />
      ) : (
        <p className={`pd-surface pd-muted ${styles.part}`} style={{ margin: 0, minHeight: shown ? 0 : 580 }} role="status">
          {shown
            ? w({
                vi: 'Địa bàn này không có ranh giới ở dạng đang chọn; chọn dạng kia.',
                en: 'This area has no outline of this kind; choose the other.',
              })
            : w({ vi: 'Đang đọc bản đồ…', en: 'Reading the map…' })}
        </p>
      )}
      {(data?.unplaced ?? 0) > 0 && (
        <p className={styles.note}>
          {w({
            vi: `${number(data!.unplaced)} F0 không gắn được với đơn vị nào trên bản đồ.`,
            en: `${number(data!.unplaced)} F0 belong to no unit of the map.`,
          })}
        </p>
      )}
      {approximate > 0 && (
        <p className={styles.note}>
          {w({
            vi: `${number(approximate)} xã năm 2025 nhận số của một xã năm 2021 bị chia: số ở đó là nhiều nhất có thể, cộng lại sẽ lớn hơn tổng.`,
            en: `${number(approximate)} communes of 2025 carry the figure of a split commune: it is the most it can be there, and the sum exceeds the total.`,
          })}
        </p>
      )}
    </div>
  )
}
