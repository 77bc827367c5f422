import { SegmentedControl } from '@mantine/core'
import { orders } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useMemo } from 'react'
import type { z } from 'zod'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { useWholeList } from '../wholeList.ts'
import { ListPage } from './ListPage.tsx'
import { AreaSelect, areaColumn, codeColumn, dayColumn, levelMark, whoColumns } from './listParts.tsx'
import { orderStateWords, placeWords } from './listWords.ts'

type Row = z.output<typeof orders.output>['rows'][number]
const keys = ['disease', 'area', 'state'] as const

/** Quyết định cách ly: every order, those in force first asked for. */
export default function Orders() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(keys)
  const areas = useMemo(() => f.area?.split(',') ?? [], [f.area])
  const asked = useMemo(() => ({ disease: f.disease, state: f.state }), [f])
  const list = useWholeList<Row>(orders, asked, areas)
  const columns = useMemo<Column<Row>[]>(
    () => [
      ...whoColumns<Row>(),
      { key: 'number', header: { vi: 'Số quyết định', en: 'Number' }, value: (r) => r.number, width: 'minmax(150px, 1fr)' },
      { key: 'level', header: { vi: 'Mức', en: 'Level' }, value: (r) => r.level, draw: (r) => levelMark(r.level), width: '80px' },
      areaColumn(),
      codeColumn('place', { vi: 'Nơi cách ly', en: 'Place' }, (r) => r.place, placeWords, w),
      {
        key: 'placeName',
        header: { vi: 'Tên nơi', en: 'Name of the place' },
        value: (r) => r.placeName,
        width: 'minmax(130px, 1fr)',
      },
      dayColumn('from', { vi: 'Từ ngày', en: 'From' }, (r) => r.fromOn),
      dayColumn('issued', { vi: 'Ban hành', en: 'Issued' }, (r) => r.issuedOn),
      codeColumn('state', { vi: 'Tình trạng', en: 'State' }, (r) => r.state, orderStateWords, w),
      dayColumn('released', { vi: 'Kết thúc', en: 'Released' }, (r) => r.releasedOn),
    ],
    [w],
  )
  return (
    <ListPage
      title={{ vi: 'Quyết định cách ly', en: 'Isolation orders' }}
      fileName="quyet-dinh-cach-ly"
      list={list}
      columns={columns}
      rowKey={(r) => r.orderId}
      hrefOf={(r) => personPath(r.subjectId)}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Tình trạng', en: 'State' })}
            value={f.state ?? 'open'}
            onChange={(state) => change({ state: state === 'open' ? undefined : state })}
            data={[
              ...(['open', 'released', 'revoked'] as const).map((value) => ({ value, label: w(orderStateWords[value]) })),
              { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
            ]}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        </>
      }
      empty={{
        title: { vi: 'Chưa có quyết định nào đang hiệu lực', en: 'No order is in force' },
        filledBy: {
          vi: 'Quyết định được ban hành từ Việc hôm nay hoặc từ trang của từng người.',
          en: 'Orders are issued from what is owed today, or from a person’s page.',
        },
      }}
    />
  )
}
