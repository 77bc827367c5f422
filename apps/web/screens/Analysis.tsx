import { Button, SegmentedControl } from '@mantine/core'
import { curve } from '@phaodai/modules/situation/analysis.contract.ts'
import { date, hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { useRead } from '../useRead.ts'
import { ForecastPart, NowcastPart } from './analysis/Ahead.tsx'
import styles from './analysis/Analysis.module.css'
import { CurvePart, GrowthPart, RtPart } from './analysis/OverTime.tsx'
import { AberrationPart, ClustersPart, OffspringPart } from './analysis/WhereCases.tsx'
import { AreaSelect, DayInput, DiseaseSelect } from './listParts.tsx'

const keys = ['disease', 'area', 'day', 'by', 'unit', 'of', 'mean', 'sd', 'window', 'links'] as const
const title: Words = { vi: 'Phân tích dịch tễ', en: 'Epidemiological analysis' }
const parts: [id: string, words: Words][] = [
  ['curve', { vi: 'Đường cong', en: 'Curve' }],
  ['growth', { vi: 'Tốc độ tăng', en: 'Growth' }],
  ['rt', { vi: 'Rt', en: 'Rt' }],
  ['nowcast', { vi: 'Ca chưa báo cáo', en: 'Not yet reported' }],
  ['forecast', { vi: 'Dự báo', en: 'Forecast' }],
  ['aberration', { vi: 'Bất thường', en: 'Aberrations' }],
  ['clusters', { vi: 'Cụm', en: 'Clusters' }],
  ['offspring', { vi: 'R, k theo chuỗi', en: 'R, k of the chain' }],
]
const numberOf = (text: string | undefined) => (text !== undefined && Number.isFinite(Number(text)) ? Number(text) : undefined)
const textOf = (value: number | undefined) => (value === undefined ? undefined : String(value))

/** Phân tích dịch tễ: each method on the area's own cases, with what it rests on and when not to believe it beside the figure. */
export default function Analysis() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(keys)
  const disease = f.disease ?? 'covid19'
  const by = f.by === 'onset' ? 'onset' : 'report'
  const unit = f.unit === 'week' || f.unit === 'epiweek' ? f.unit : 'day'
  const where = useMemo(
    () => ({ disease, ...(f.area && { areaId: Number(f.area) }), ...(f.day && { day: f.day }) }),
    [disease, f.area, f.day],
  )
  const [siMean, siSd] = [numberOf(f.mean), numberOf(f.sd)]
  const interval = { ...(siMean !== undefined && { siMean }), ...(siSd !== undefined && { siSd }) }
  const shared = { where, area: f.area, by } as const
  // the same question as the curve's: its answer says whose figures these are
  const { data } = useRead(curve, { ...where, by, unit, days: unit === 'day' ? 60 : 182 }, { keep: true })
  useEffect(() => {
    document.title = `${w(title)} · Pháo Đài`
  }, [w])
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{w(title)}</h1>
          <p className="pd-muted" style={{ margin: 0 }} role="status">
            {data
              ? `${w(data.disease.name)} · ${data.area.name} · ${w({
                  vi: `đến hết ${date(data.until)}, tính lúc ${hour(data.cutOffAt)}, ${number(data.cases)} ca`,
                  en: `to ${date(data.until)}, counted at ${hour(data.cutOffAt)}, ${number(data.cases)} cases`,
                })}`
              : w({ vi: 'Đang tính…', en: 'Computing…' })}
          </p>
        </div>
        <span className={styles.space} />
        <Button
          className="pd-no-print"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {w({ vi: 'In', en: 'Print' })}
        </Button>
      </div>
      <div className={`${styles.settings} pd-no-print`}>
        <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        <DiseaseSelect
          value={disease}
          // another disease has another interval
          onChange={(code) => change({ disease: code === 'covid19' ? undefined : code, mean: undefined, sd: undefined })}
        />
        <DayInput
          label={{ vi: 'Đến hết ngày', en: 'To the end of' }}
          value={f.day ?? data?.until}
          onChange={(day) => day && change({ day })}
        />
        <SegmentedControl
          aria-label={w({ vi: 'Tính theo ngày', en: 'Counted by' })}
          value={by}
          onChange={(next) => change({ by: next === 'report' ? undefined : next })}
          data={[
            { value: 'report', label: w({ vi: 'Công bố', en: 'Report' }) },
            { value: 'onset', label: w({ vi: 'Khởi phát', en: 'Onset' }) },
          ]}
        />
      </div>
      <nav className="pd-no-print" aria-label={w({ vi: 'Các phương pháp', en: 'Methods' })}>
        <ul className={styles.contents}>
          {parts.map(([id, words]) => (
            <li key={id}>
              <a href={`#${id}`}>{w(words)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <CurvePart {...shared} unit={unit} onUnit={(next) => change({ unit: next === 'day' ? undefined : next })} />
      <GrowthPart {...shared} interval={interval} />
      <RtPart
        {...shared}
        window={numberOf(f.window) ?? 7}
        onWindow={(days) => change({ window: days === 7 ? undefined : textOf(days) })}
        interval={{
          ...interval,
          onMean: (value) => change({ mean: textOf(value) }),
          onSd: (value) => change({ sd: textOf(value) }),
        }}
      />
      <NowcastPart
        {...shared}
        of={f.of === 'sample' ? 'sample' : 'onset'}
        onOf={(of) => change({ of: of === 'onset' ? undefined : of })}
      />
      <ForecastPart {...shared} />
      <AberrationPart {...shared} />
      <ClustersPart {...shared} />
      <OffspringPart
        {...shared}
        links={f.links === 'asserted' ? 'asserted' : 'all'}
        onLinks={(links) => change({ links: links === 'all' ? undefined : links })}
      />
    </div>
  )
}
