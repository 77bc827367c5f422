import { SegmentedControl } from '@mantine/core'
import { levels } from '@phaodai/modules/tracing/tracing.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useMemo } from 'react'
import type { z } from 'zod'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { useWholeList } from '../wholeList.ts'
import { areaChip } from './Cases.tsx'
import { ListPage } from './ListPage.tsx'
import { AreaSelect, areaColumn, dayColumn, levelMark, whoColumns } from './listParts.tsx'

type Row = z.output<typeof levels.output>['rows'][number]
const keys = ['disease', 'area', 'level', 'on'] as const

/** F0, F1, F2 with the sentence that says why. */
export default function Levels() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(keys)
  const areas = useMemo(() => f.area?.split(',') ?? [], [f.area])
  const asked = useMemo(() => ({ disease: f.disease, level: f.level, activeOn: f.on }), [f])
  const list = useWholeList<Row>(levels, asked, areas)
  const columns = useMemo<Column<Row>[]>(
    () => [
      ...whoColumns<Row>(),
      { key: 'level', header: { vi: 'Mức', en: 'Level' }, value: (r) => r.level, draw: (r) => levelMark(r.level), width: '80px' },
      { key: 'born', header: { vi: 'Năm sinh', en: 'Born' }, value: (r) => r.birthYear, align: 'right', width: '96px' },
      areaColumn(),
      dayColumn('since', { vi: 'Từ ngày', en: 'Since' }, (r) => r.sinceOn),
      dayColumn('exposed', { vi: 'Tiếp xúc cuối', en: 'Last exposed' }, (r) => r.lastExposedOn),
      {
        key: 'why',
        header: { vi: 'Vì sao', en: 'Why' },
        value: (r) => w(r.sentence),
        text: (r) => w(r.sentence) + (r.unconfirmed ? ` (${w({ vi: 'con số chưa xác nhận', en: 'unconfirmed number' })})` : ''),
        width: 'minmax(220px, 3fr)',
      },
    ],
    [w],
  )
  return (
    <ListPage
      title={{ vi: 'F0, F1, F2', en: 'F0, F1, F2' }}
      fileName="f0-f1-f2"
      list={list}
      columns={columns}
      rowKey={(r) => r.subjectId}
      hrefOf={(r) => personPath(r.subjectId)}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Mức', en: 'Level' })}
            value={f.level ?? 'all'}
            onChange={(level) => change({ level: level === 'all' ? undefined : level })}
            data={[{ value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) }, 'F0', 'F1', 'F2']}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        </>
      }
      chips={[
        ...(f.on
          ? [
              {
                key: 'on',
                words: { vi: `Đang theo dõi ngày ${date(f.on)}`, en: `Under watch on ${date(f.on)}` },
                remove: () => change({ on: undefined }),
              },
            ]
          : []),
        ...areaChip(f.area, areas, () => change({ area: undefined })),
      ]}
      empty={{
        title: { vi: 'Chưa có ai là F0, F1, F2', en: 'Nobody is F0, F1 or F2' },
        filledBy: {
          vi: 'Mức được tính từ kết quả dương tính và từ các lần tiếp xúc đã ghi.',
          en: 'Levels follow from positive results and recorded contacts.',
        },
      }}
    />
  )
}
