import { SegmentedControl } from '@mantine/core'
import { curve, growth, reproduction } from '@phaodai/modules/situation/analysis.contract.ts'
import { date, number, shortDate, signed } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { BandChart } from '@phaodai/ui/lazy.tsx'
import { columnOf } from '@phaodai/ui/PlainTable.tsx'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { z } from 'zod'
import { NumberField } from '../../fields/NumberField.tsx'
import { paths, pathTo } from '../../paths.ts'
import { mayOpen } from '../../screens.ts'
import { useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import styles from './Analysis.module.css'
import { ExportButton, Part } from './Part.tsx'

/** Whose cases are looked at, as the API takes it; the day where the reader chose one. */
export interface Where {
  disease: string
  areaId?: number
  day?: string
}
export interface Shared {
  where: Where
  area: string | undefined
  by: 'onset' | 'report'
}
const said = (vi: string, en: string): Words => ({ vi, en })

export function CurvePart({
  where,
  area,
  by,
  unit,
  onUnit,
}: Shared & { unit: 'day' | 'week' | 'epiweek'; onUnit: (unit: string) => void }) {
  const { w } = useLanguage()
  const { history } = useRouter()
  const { verbs } = useSession()
  const days = unit === 'day' ? 60 : 182
  const { data, error, refetch } = useRead(curve, { ...where, by, unit, days }, { keep: true })
  return (
    <Part
      {...{ id: 'curve', title: said('Đường cong dịch', 'Epidemic curve'), answer: data, error, again: refetch, area }}
      settings={
        <SegmentedControl
          aria-label={w({ vi: 'Gộp theo', en: 'Counted by' })}
          value={unit}
          onChange={onUnit}
          data={[
            { value: 'day', label: w({ vi: 'Ngày', en: 'Day' }) },
            { value: 'week', label: w({ vi: 'Tuần', en: 'Week' }) },
            { value: 'epiweek', label: w({ vi: 'Tuần dịch tễ', en: 'Epi week' }) },
          ]}
        />
      }
    >
      {(answer) => <Curve {...{ answer, open: (href) => mayOpen(href, verbs) && history.push(href), area }} />}
    </Part>
  )
}

function Curve(props: { answer: z.output<typeof curve.output>; open: (href: string) => void; area: string | undefined }) {
  const { answer, open, area } = props
  const { bars, by, unit } = answer
  const steps = useMemo(() => bars.map((b) => (unit === 'day' ? shortDate(b.start) : b.period)), [bars, unit])
  const series = useMemo(
    () => [
      {
        kind: 'bar' as const,
        stack: 'cases',
        tone: 'strong' as const,
        words: said('Tại chỗ', 'Local'),
        values: bars.map((b) => b.local),
      },
      {
        ...{ kind: 'bar' as const, stack: 'cases', tone: 'soft' as const, pattern: 'cross' as const },
        words: said('Nhập cảnh', 'Imported'),
        values: bars.map((b) => b.imported),
      },
    ],
    [bars],
  )
  const table = useMemo(
    () => [
      columnOf(
        said(unit === 'day' ? 'Ngày' : 'Kỳ', unit === 'day' ? 'Day' : 'Period'),
        bars.map((b) => (unit === 'day' ? b.start : b.period)),
        (value) => (unit === 'day' ? date(value) : value),
      ),
      columnOf(
        said('Tại chỗ', 'Local'),
        bars.map((b) => b.local),
        (n) => number(n),
      ),
      columnOf(
        said('Nhập cảnh', 'Imported'),
        bars.map((b) => b.imported),
        (n) => number(n),
      ),
      columnOf(
        said('Cộng', 'Total'),
        bars.map((b) => b.local + b.imported),
        (n) => number(n),
      ),
      ...(unit === 'day'
        ? []
        : [
            columnOf(
              said('Số ngày có số liệu', 'Days known'),
              bars.map((b) => `${b.known}/${b.days}`),
            ),
          ]),
    ],
    [bars, unit],
  )
  const shadedFrom = answer.incompleteFrom === null ? null : bars.findIndex((b) => b.end >= answer.incompleteFrom!)
  const title =
    by === 'onset'
      ? said('Số ca theo ngày khởi phát', 'Cases by day of onset')
      : said('Số ca theo ngày công bố', 'Cases by day of report')
  return (
    <BandChart
      label={title}
      {...{ steps, series, table, shadedFrom: shadedFrom === -1 ? null : shadedFrom }}
      onStep={(place) => {
        const bar = bars[place]
        if (!bar) return
        const where = { disease: answer.disease.code, area }
        if (by === 'report') open(pathTo(paths.cases, { ...where, from: bar.start, until: bar.end }))
        else if (unit === 'day') open(pathTo(paths.cases, { ...where, 'f.onset': bar.start }))
      }}
      tools={<ExportButton fileName="duong-cong" title={title} table={table} answer={answer} />}
    />
  )
}

export interface Interval {
  siMean?: number
  siSd?: number
}
export interface IntervalFields extends Interval {
  onMean: (value: number | undefined) => void
  onSd: (value: number | undefined) => void
}

export function GrowthPart({ where, area, by, interval }: Shared & { interval: Interval }) {
  const { w } = useLanguage()
  const { data, error, refetch } = useRead(growth, { ...where, ...interval, by }, { keep: true })
  return (
    <Part
      {...{
        id: 'growth',
        title: said('Tốc độ tăng, thời gian nhân đôi', 'Growth and doubling time'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
    >
      {({ growth: found }) =>
        found && (
          <>
            <p className={styles.sentence}>
              <strong data-value={found.rate ?? undefined}>{signed((found.rate ?? 0) * 100, 1)} %</strong>{' '}
              {w({ vi: 'mỗi ngày', en: 'a day' })} (95 %: {signed((found.lower ?? 0) * 100, 1)} {w({ vi: 'đến', en: 'to' })}{' '}
              {signed((found.upper ?? 0) * 100, 1)} %),{' '}
              {w({ vi: `${found.window} ngày đến ${date(found.end)}`, en: `${found.window} days to ${date(found.end)}` })}.
            </p>
            <p className={styles.sentence}>
              {!found.clear || found.doublingTime === null
                ? w({
                    vi: 'Không có xu hướng tăng hay giảm rõ; không nêu thời gian nhân đôi.',
                    en: 'No clear growth or fall; no doubling time is given.',
                  })
                : found.doublingTime > 0
                  ? w({
                      vi: `Số ca tăng gấp đôi sau ${number(found.doublingTime, 1)} ngày.`,
                      en: `Cases double in ${number(found.doublingTime, 1)} days.`,
                    })
                  : w({
                      vi: `Số ca giảm một nửa sau ${number(-found.doublingTime, 1)} ngày.`,
                      en: `Cases halve in ${number(-found.doublingTime, 1)} days.`,
                    })}
            </p>
            {found.R && (
              <p className={styles.sentence}>
                {w({ vi: 'R ứng với tốc độ này:', en: 'R that goes with it:' })} {number(found.R[0], 2)} ({number(found.R[1], 2)}{' '}
                {w({ vi: 'đến', en: 'to' })} {number(found.R[2], 2)}).
              </p>
            )}
          </>
        )
      }
    </Part>
  )
}

const stateWords: Record<string, Words> = {
  ok: said('', ''),
  few: said('quá ít ca', 'too few cases'),
  early: said('chưa ước lượng được: chuỗi còn ngắn', 'not estimable: series too short'),
  unknown: said('chưa ước lượng được: có ngày không rõ', 'not estimable: unknown days'),
  late: said('không nêu', 'not given'),
}

export function RtPart(
  props: Shared & { interval: IntervalFields; window: number; onWindow: (days: number | undefined) => void },
) {
  const { where, area, by, interval, window, onWindow } = props
  const { siMean, siSd } = interval
  const asked = { ...where, by, window, ...(siMean !== undefined && { siMean }), ...(siSd !== undefined && { siSd }) }
  const { data, error, refetch } = useRead(reproduction, asked, { keep: true })
  const used = data?.serialInterval
  return (
    <Part
      {...{
        id: 'rt',
        title: said('Hệ số lây theo ngày (Rt)', 'Reproduction number by day (Rt)'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
      settings={
        <>
          <NumberField
            label={said('Khoảng thế hệ, trung bình (ngày)', 'Serial interval, mean (days)')}
            value={siMean}
            onChange={interval.onMean}
            {...{ min: 1.1, max: 60, width: '15rem' }}
            {...(used?.mean != null && siMean === undefined && { placeholder: number(used.mean, 1) })}
          />
          <NumberField
            label={said('Độ lệch chuẩn (ngày)', 'Standard deviation (days)')}
            value={siSd}
            onChange={interval.onSd}
            {...{ min: 0.1, max: 60, width: '12rem' }}
            {...(used?.sd != null && siSd === undefined && { placeholder: number(used.sd, 2) })}
          />
          <NumberField
            label={said('Cửa sổ (ngày)', 'Window (days)')}
            value={window}
            onChange={onWindow}
            {...{ min: 1, max: 28, whole: true, width: '8rem' }}
          />
        </>
      }
    >
      {(answer) => <Rt answer={answer} />}
    </Part>
  )
}

const nowcastWords = said('có ước tính ca chưa báo cáo', 'with cases not yet reported')

function Rt({ answer }: { answer: z.output<typeof reproduction.output> }) {
  const { w } = useLanguage()
  const { rows } = answer
  const q = (at: number) => rows.map((r) => r.quantiles?.[answer.levels.indexOf(at)] ?? null)
  const steps = useMemo(() => rows.map((r) => shortDate(r.day)), [rows])
  // biome-ignore lint/correctness/useExhaustiveDependencies: q reads rows and levels alone
  const series = useMemo(
    () => [
      { kind: 'band' as const, words: said('Khoảng 95 %', '95 % interval'), lower: q(0.025), upper: q(0.975) },
      {
        kind: 'band' as const,
        tone: 'strong' as const,
        words: said('Khoảng 50 %', '50 % interval'),
        lower: q(0.25),
        upper: q(0.75),
      },
      {
        kind: 'line' as const,
        words: said('R trung bình', 'Mean R'),
        values: rows.map((r) => (r.state === 'ok' && !r.incomplete ? r.mean : null)),
      },
      {
        ...{
          kind: 'line' as const,
          stroke: 'dashed' as const,
          words: said('R có ước tính ca chưa báo cáo', 'R with cases not yet reported'),
        },
        values: rows.map((r) => (r.incomplete ? r.mean : null)),
      },
      {
        ...{ kind: 'line' as const, stroke: 'dotted' as const, words: said('R khi quá ít ca', 'R of too few cases') },
        values: rows.map((r) => (r.state === 'few' && !r.incomplete ? r.mean : null)),
      },
    ],
    [rows],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: q reads rows and levels alone
  const table = useMemo(
    () => [
      columnOf(
        said('Cửa sổ đến', 'Window to'),
        rows.map((r) => r.day),
        (day) => date(day),
      ),
      columnOf(
        said('Số ca', 'Cases'),
        rows.map((r) => r.cases),
        (n) => number(n),
      ),
      columnOf(
        said('Nhập cảnh', 'Imported'),
        rows.map((r) => r.imported),
        (n) => number(n),
      ),
      columnOf(
        said('R trung bình', 'Mean R'),
        rows.map((r) => r.mean),
        (n) => number(n, 2),
      ),
      columnOf(said('2,5 %', '2.5 %'), q(0.025), (n) => number(n, 2)),
      columnOf(said('Trung vị', 'Median'), q(0.5), (n) => number(n, 2)),
      columnOf(said('97,5 %', '97.5 %'), q(0.975), (n) => number(n, 2)),
      columnOf(
        said('Ghi chú', 'Note'),
        rows.map((r) =>
          [
            w(stateWords[r.state]!),
            r.incomplete ? w(r.mean === null ? said('chưa đủ báo cáo', 'reports missing') : nowcastWords) : '',
          ]
            .filter(Boolean)
            .join('; '),
        ),
      ),
    ],
    [rows, w],
  )
  const last = rows.findLast((r) => r.mean !== null && !r.incomplete)
  const now = rows.findLast((r) => r.mean !== null && r.incomplete)
  const high = Math.max(2, ...rows.filter((r) => r.state === 'ok').map((r) => r.quantiles?.[answer.levels.indexOf(0.975)] ?? 0))
  const shadedFrom = rows.findIndex((r) => r.incomplete)
  const title = said('R theo ngày, với khoảng 50 % và 95 %', 'R by day, with 50 % and 95 % intervals')
  return (
    <>
      {last && (
        <p className={styles.sentence}>
          R <strong data-value={last.mean ?? undefined}>{number(last.mean, 2)}</strong> (95 %:{' '}
          {number(last.quantiles?.[answer.levels.indexOf(0.025)], 2)} {w({ vi: 'đến', en: 'to' })}{' '}
          {number(last.quantiles?.[answer.levels.indexOf(0.975)], 2)}), {date(last.from)}–{date(last.day)}, {number(last.cases)}{' '}
          {w({ vi: 'ca', en: 'cases' })}
          {last.state === 'few' &&
            w({ vi: ': quá ít ca, con số chủ yếu là giả định ban đầu', en: ': too few cases, the figure is largely the prior' })}
          .
        </p>
      )}
      {answer.incompleteFrom && (
        <p className={styles.sentence} data-late={answer.lateDays ?? undefined}>
          {now
            ? `${w({ vi: 'Cộng cả ca ước tính chưa báo cáo', en: 'With the cases estimated to be reported yet' })}: R ${number(now.mean, 2)} (95 %: ${number(now.quantiles?.[answer.levels.indexOf(0.025)], 2)} ${w({ vi: 'đến', en: 'to' })} ${number(now.quantiles?.[answer.levels.indexOf(0.975)], 2)}), ${date(now.from)}–${date(now.day)}. `
            : ''}
          {w(
            now
              ? said('Những ngày này còn ca báo muộn.', 'Reports of these days are still to come.')
              : said(
                  `Từ ${date(answer.incompleteFrom)} chưa đủ báo cáo và chưa ước tính được: không nêu R, để báo cáo muộn không bị đọc là dịch giảm.`,
                  `From ${date(answer.incompleteFrom)} reports are missing and cannot be estimated: no R is given, so that late reports are not read as a fall.`,
                ),
          )}
        </p>
      )}
      <BandChart
        label={title}
        {...{ steps, series, table, decimals: 1, most: Math.min(10, Math.ceil(high)) }}
        level={{ at: 1, words: said('R = 1', 'R = 1') }}
        shadedFrom={shadedFrom === -1 ? null : shadedFrom}
        tools={<ExportButton fileName="rt" title={title} table={table} answer={answer} />}
      />
      <p className="pd-muted" style={{ margin: 0 }}>
        {answer.firstControlled
          ? w({
              vi: `Ngày đầu tiên cả khoảng 95 % nằm dưới 1: ${date(answer.firstControlled)}; sau đó R có thể đã tăng lại.`,
              en: `First day with the whole 95 % interval below 1: ${date(answer.firstControlled)}; R may have risen since.`,
            })
          : w({
              vi: 'Chưa có ngày nào cả khoảng 95 % nằm dưới 1.',
              en: 'On no day yet has the whole 95 % interval lain below 1.',
            })}
      </p>
    </>
  )
}
