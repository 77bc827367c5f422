import { SegmentedControl } from '@mantine/core'
import { aberration, clusters, offspring } from '@phaodai/modules/situation/analysis.contract.ts'
import { date, number, percent, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { BandChart } from '@phaodai/ui/lazy.tsx'
import { columnOf } from '@phaodai/ui/PlainTable.tsx'
import { Progress } from '@phaodai/ui/Progress.tsx'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { z } from 'zod'
import { Go } from '../../Go.tsx'
import { paths, pathTo } from '../../paths.ts'
import { mayOpen } from '../../screens.ts'
import { readOf, useRead } from '../../useRead.ts'
import { useSession } from '../../useSession.ts'
import styles from './Analysis.module.css'
import type { Shared } from './OverTime.tsx'
import { ExportButton, Part, TableBox } from './Part.tsx'

const said = (vi: string, en: string): Words => ({ vi, en })
type Place = Pick<Shared, 'where' | 'area'>

/** A link to the cases behind a row, for posts that may see them. */
function useListLink() {
  const { verbs } = useSession()
  return (filters: Record<string, string | undefined>, text: ReactNode) => {
    const href = pathTo(paths.cases, filters)
    return mayOpen(href, verbs) ? <Go href={href}>{text}</Go> : text
  }
}

export function AberrationPart({ where, area }: Place) {
  const { data, error, refetch } = useRead(aberration, where, { keep: true })
  return (
    <Part
      {...{
        id: 'aberration',
        title: said('Tăng bất thường theo xã', 'Aberrations by commune'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
    >
      {(answer) => <Aberration answer={answer} />}
    </Part>
  )
}

function Aberration({ answer }: { answer: z.output<typeof aberration.output> }) {
  const { w } = useLanguage()
  const link = useListLink()
  const { rows, until, farrington } = answer
  const verdict = (bound: (typeof rows)[number]['c1']): string =>
    bound.alarm === null
      ? w({ vi: 'chưa ước lượng được', en: 'not estimable' })
      : bound.alarm
        ? w({ vi: 'BÁO ĐỘNG', en: 'ALARM' })
        : w({ vi: 'không', en: 'no' })
  const read = (bound: (typeof rows)[number]['c1']): string =>
    `${verdict(bound)}${bound.upperbound === null ? '' : ` (${number(bound.upperbound, 1)})`}`
  const strong = (text: string, row: number, of: (row: (typeof rows)[number]) => (typeof rows)[number]['c1']) =>
    of(rows[row]!).alarm ? <span className={styles.alarm}>{text}</span> : text
  const from = (days: number) => new Date(Date.parse(until) - days * 86_400_000).toISOString().slice(0, 10)
  const filters = (row: (typeof rows)[number], days: number) => ({
    disease: answer.disease.code,
    area: String(row.areaId),
    from: from(days),
    until,
  })
  const table = [
    columnOf(
      said('Đơn vị', 'Unit'),
      rows.map((r) => (r.district ? `${r.name}, ${r.district}` : r.name)),
    ),
    columnOf(
      said('Ca trong ngày', 'Cases that day'),
      rows.map((r) => r.observed),
      (n, row) => (n === 0 ? '0' : link(filters(rows[row]!, 0), number(n))),
    ),
    columnOf(
      said('7 ngày', '7 days'),
      rows.map((r) => r.last7),
      (n, row) => (n === 0 ? '0' : link(filters(rows[row]!, 6), number(n))),
    ),
    columnOf(
      said('C1 (ngưỡng)', 'C1 (bound)'),
      rows.map((r) => read(r.c1)),
      (text, row) => strong(text, row, (r) => r.c1),
    ),
    columnOf(
      said('C2 (ngưỡng)', 'C2 (bound)'),
      rows.map((r) => read(r.c2)),
      (text, row) => strong(text, row, (r) => r.c2),
    ),
    columnOf(
      said('C3 (ngưỡng)', 'C3 (bound)'),
      rows.map((r) => read(r.c3)),
      (text, row) => strong(text, row, (r) => r.c3),
    ),
    columnOf(
      said('Ngày báo động trong 14 ngày', 'Alarm days of the last 14'),
      rows.map((r) => r.alarmDays.map(shortDate).join(', ')),
      (days) => days || '–',
    ),
  ]
  const alarmed = rows.filter((r) => r.c1.alarm || r.c2.alarm || r.c3.alarm).length
  const years = farrington.rows
  return (
    <>
      <p className={styles.sentence}>
        <strong data-value={alarmed}>{number(alarmed)}</strong>{' '}
        {w({
          vi: `trong ${number(answer.units)} đơn vị có báo động ngày ${date(until)}; ${number(rows.length)} đơn vị có ca trong 28 ngày.`,
          en: `of ${number(answer.units)} units alarm on ${date(until)}; ${number(rows.length)} units had cases in 28 days.`,
        })}
      </p>
      <TableBox
        fileName="bat-thuong"
        title={said('EARS C1, C2, C3 theo đơn vị', 'EARS C1, C2, C3 by unit')}
        table={table}
        answer={answer}
      />
      <p style={{ margin: 0 }}>{w(farrington.words)}</p>
      {years.length > 0 && (
        <TableBox
          fileName="farrington"
          title={said('Farrington theo tuần', 'Farrington by week')}
          answer={answer}
          table={[
            columnOf(
              said('Tuần', 'Week'),
              years.map((r) => `${date(r.from)} – ${date(r.until)}`),
            ),
            columnOf(
              said('Số ca', 'Cases'),
              years.map((r) => r.observed),
              (n) => number(n),
            ),
            columnOf(
              said('Kỳ vọng', 'Expected'),
              years.map((r) => r.expected),
              (n) => number(n, 1),
            ),
            columnOf(
              said('Ngưỡng', 'Bound'),
              years.map((r) => r.upperbound),
              (n) => number(n, 1),
            ),
            columnOf(
              said('Kết luận', 'Verdict'),
              years.map((r) => verdict(r)),
            ),
          ]}
        />
      )}
    </>
  )
}

export function ClustersPart({ where, area }: Place) {
  // the scan goes on in a thread of its own: asked again until it is done
  const { data, error, refetch } = useQuery({
    ...readOf(clusters, where),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1000 : false),
  })
  return (
    <Part
      {...{
        id: 'clusters',
        title: said('Cụm không gian – thời gian', 'Space-time clusters'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
    >
      {(answer) =>
        answer.state === 'running' ? (
          <Progress
            label={said('Đang quét', 'Scanning')}
            {...answer.progress}
            unit={said('lần hoán vị', 'permutations')}
            canLeave
          />
        ) : (
          <Clusters answer={answer} />
        )
      }
    </Part>
  )
}

function Clusters({ answer }: { answer: z.output<typeof clusters.output> }) {
  const { w } = useLanguage()
  const link = useListLink()
  const found = answer.clusters
  const clear = found.filter((c) => c.p < 0.05).length
  const names = (c: (typeof found)[number]) => c.places.map((p) => p.name)
  const table = [
    columnOf(
      said('Nơi', 'Places'),
      found.map((c) => names(c).join('; ')),
      (all, row) => {
        const [first, ...others] = names(found[row]!)
        return others.length > 3
          ? w({ vi: `${first} và ${others.length} đơn vị quanh đó`, en: `${first} and ${others.length} units around` })
          : all
      },
    ),
    columnOf(
      said('Từ', 'From'),
      found.map((c) => c.start),
      (day) => date(day),
    ),
    columnOf(
      said('Đến', 'To'),
      found.map((c) => c.end),
      (day) => date(day),
    ),
    columnOf(
      said('Số ca', 'Cases'),
      found.map((c) => c.observed),
      (n, row) => link({ disease: answer.disease.code, ...found[row]!.list }, number(n)),
    ),
    columnOf(
      said('Kỳ vọng', 'Expected'),
      found.map((c) => c.expected),
      (n) => number(n, 1),
    ),
    columnOf(
      said('Bán kính (km)', 'Radius (km)'),
      found.map((c) => c.radiusKm),
      (n) => number(n, 1),
    ),
    columnOf(
      said('p', 'p'),
      found.map((c) => c.p),
      (p) => number(p, 3),
    ),
  ]
  return (
    <>
      <p className={styles.sentence}>
        {clear === 0 ? (
          w({ vi: 'Không cụm nào có p dưới 0,05.', en: 'No cluster has p below 0.05.' })
        ) : (
          <>
            <strong data-value={clear}>{number(clear)}</strong>{' '}
            {w({ vi: 'cụm có p dưới 0,05', en: 'clusters with p below 0.05' })}
          </>
        )}{' '}
        (
        {w({
          vi: `quét ${number(answer.places)} đơn vị, từ ${date(answer.from)} đến ${date(answer.until)}`,
          en: `${number(answer.places)} units scanned, ${date(answer.from)} to ${date(answer.until)}`,
        })}
        )
      </p>
      {found.length > 0 && (
        <TableBox
          fileName="cum"
          title={said('Các cụm, rõ nhất trước', 'Clusters, clearest first')}
          table={table}
          answer={answer}
        />
      )}
    </>
  )
}

export function OffspringPart({
  where,
  area,
  links,
  onLinks,
}: Place & { links: 'all' | 'asserted'; onLinks: (links: string) => void }) {
  const { w } = useLanguage()
  const { data, error, refetch } = useRead(offspring, { ...where, links }, { keep: true })
  return (
    <Part
      {...{
        id: 'offspring',
        title: said('Số người mỗi ca lây (R, k)', 'Offspring of cases (R, k)'),
        answer: data,
        error,
        again: refetch,
        area,
      }}
      settings={
        <SegmentedControl
          aria-label={w({ vi: 'Đường lây được tính', en: 'Links counted' })}
          value={links}
          onChange={onLinks}
          data={[
            { value: 'all', label: w({ vi: 'Đã ghi và suy ra', en: 'Stated and derived' }) },
            { value: 'asserted', label: w({ vi: 'Chỉ đã ghi', en: 'Stated only' }) },
          ]}
        />
      }
    >
      {(answer) => <Offspring answer={answer} />}
    </Part>
  )
}

function Offspring({ answer }: { answer: z.output<typeof offspring.output> }) {
  const { w } = useLanguage()
  const { tally, serialInterval: si } = answer
  const steps = useMemo(() => tally.map((t) => number(t.infected)), [tally])
  const series = useMemo(
    () => [{ kind: 'bar' as const, tone: 'strong' as const, words: said('Số ca', 'Cases'), values: tally.map((t) => t.cases) }],
    [tally],
  )
  const table = useMemo(
    () => [
      columnOf(
        said('Lây cho (người)', 'Infected (people)'),
        tally.map((t) => t.infected),
        (n) => number(n),
      ),
      columnOf(
        said('Số ca', 'Cases'),
        tally.map((t) => t.cases),
        (n) => number(n),
      ),
    ],
    [tally],
  )
  const limits = (of: readonly [number, number | null] | null) =>
    of === null ? '' : ` (95 %: ${number(of[0], 2)}–${of[1] === null ? w({ vi: 'vô cùng', en: 'infinity' }) : number(of[1], 2)})`
  const title = said('Số ca theo số người đã lây', 'Cases by how many they infected')
  return (
    <>
      <p className={styles.sentence}>
        R <strong data-value={answer.R ?? undefined}>{number(answer.R, 2)}</strong>
        {limits(answer.limits.R)},{' '}
        {answer.k === null
          ? w({ vi: 'k chưa ước lượng được: không phân tán hơn ngẫu nhiên', en: 'k not estimable: no more spread than chance' })
          : `k ${number(answer.k, 2)}${limits(answer.limits.k)}`}
        ;{' '}
        {w({
          vi: `${number(answer.zero)} ca không lây cho ai, nhiều nhất ${number(answer.max)} người`,
          en: `${number(answer.zero)} cases infected nobody, the most ${number(answer.max)} people`,
        })}
        {answer.shareOf80 !== null &&
          w({
            vi: `; ${percent(answer.shareOf80)} số ca gây ra 80 % ca lây`,
            en: `; ${percent(answer.shareOf80)} of the cases caused 80 % of the infections`,
          })}
        .
      </p>
      <p className={styles.sentence}>
        {si.n === 0
          ? w({
              vi: 'Khoảng thế hệ chưa ước lượng được: không cặp nào có đủ hai ngày khởi phát.',
              en: 'Serial interval not estimable: no pair has both onsets.',
            })
          : w({
              vi: `Khoảng thế hệ theo chuỗi: trung bình ${number(si.mean, 1)} ngày, độ lệch chuẩn ${number(si.sd, 1)} (${number(si.n)} cặp, ${number(si.negative)} âm, ${number(si.missing)} thiếu ngày).`,
              en: `Serial interval of the chain: mean ${number(si.mean, 1)} days, sd ${number(si.sd, 1)} (${number(si.n)} pairs, ${number(si.negative)} negative, ${number(si.missing)} without days).`,
            })}{' '}
        {w({
          vi: `Đường lây: ${number(answer.links.asserted)} đã ghi, ${number(answer.links.derived)} suy ra; chuỗi lớn nhất ${number(answer.largestCluster)} ca.`,
          en: `Links: ${number(answer.links.asserted)} stated, ${number(answer.links.derived)} derived; largest chain ${number(answer.largestCluster)} cases.`,
        })}
      </p>
      <BandChart
        label={title}
        {...{ steps, series, table, height: 200 }}
        tools={<ExportButton fileName="lay-cho" title={title} table={table} answer={answer} />}
      />
    </>
  )
}
