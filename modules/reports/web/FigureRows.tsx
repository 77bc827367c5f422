import { kindsText } from '@phaodai/modules/checks/web/words.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { useWholeList } from '@phaodai/web/wholeList.ts'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { z } from 'zod'
import { kindOf } from '../figures.rules.ts'
import { members } from '../reports.contract.ts'

type Answer = z.output<typeof members.output>
type Row = Answer['rows'][number]
const keys = ['figure', 'side', 'area'] as const
const sides: Record<string, Words> = {
  frozen: { vi: 'như đã chốt', en: 'as frozen' },
  late: { vi: 'đến sau giờ chốt', en: 'came after the cut-off' },
  'taken-back': { vi: 'đã hủy sau giờ chốt', en: 'taken back since' },
}
const moved: Record<string, Words> = {
  arrival: { vi: 'người đến', en: 'arrival' },
  'new-resident': { vi: 'người mới về ở', en: 'new resident' },
  departure: { vi: 'người rời đi', en: 'departure' },
}
const pageOf = (r: Row): string | null => {
  if (r.pageId === null) return null
  if (r.page === 'person') return personPath(r.pageId)
  if (r.page === 'violation') return `/violations?id=${r.pageId}`
  return `/${r.page}s/${r.pageId}`
}

/** Exactly the rows behind one figure of a report, of its area or of one unit below, with the same count; read as of its hour. */
export default function FigureRows() {
  const { w, language } = useLanguage()
  const { reportId } = useParams({ strict: false }) as { reportId: string }
  const [f] = useFiltersInUrl(keys)
  const figure = f.figure ?? ''
  const asked = useMemo(() => ({ reportId, figure, side: f.side, areaId: f.area }), [reportId, figure, f])
  const list = useWholeList<Row>(members, asked)
  const first = list.first as Answer | undefined
  const stock = kindOf(figure)?.of?.stock
  const called = (r: Row): string => {
    if (stock === 'signals') return kindsText(r.code.split(', '), null, w)
    if (stock === 'arrivals' || stock === 'departures') return w(moved[r.code] ?? { vi: r.code, en: r.code })
    return r.code || r.id.slice(0, 8)
  }
  const label = first?.label ?? kindOf(figure)?.label ?? { vi: 'Số liệu', en: 'Figure' }
  const weighed = stock === 'fines-amount' || stock === 'arrivals' || stock === 'departures'
  const columns: Column<Row>[] = [
    {
      key: 'code',
      header: { vi: 'Mã', en: 'Code' },
      value: called,
      draw: (r) => {
        const href = pageOf(r)
        return href ? (
          <Go href={href} tabIndex={-1}>
            {called(r)}
          </Go>
        ) : (
          called(r)
        )
      },
      width: 'minmax(160px, 1fr)',
    },
    { key: 'area', header: { vi: 'Đơn vị', en: 'Unit' }, value: (r) => r.areaName, width: 'minmax(160px, 2fr)' },
    ...(weighed && first
      ? [
          {
            key: 'n',
            header: { vi: `Số ${first.unit.vi}`, en: first.unit.en },
            value: (r: Row) => r.n,
            text: (r: Row) => number(r.n),
            align: 'right' as const,
            width: '160px',
          },
        ]
      : []),
  ]
  const side = f.side ?? 'frozen'
  const about = first
    ? `${first.areaName}, ${date(first.day)}, ${w({ vi: 'số liệu đến', en: 'as known at' })} ${instant(first.knownAt, language)}, ${w(sides[side] ?? sides.frozen!)}`
    : ''
  return (
    <ListPage
      title={{ vi: `Danh sách: ${label.vi}`, en: `List: ${label.en}` }}
      about={about}
      fileName={`danh-sach-${figure}`}
      list={list}
      columns={columns}
      rowKey={(r) => r.id}
      hrefOf={(r) => pageOf(r) ?? `/reports/${reportId}`}
      empty={{
        title: { vi: 'Không có dòng nào', en: 'No rows' },
        filledBy: { vi: 'Số liệu này bằng 0 lúc chốt.', en: 'The figure was 0 at the cut-off.' },
      }}
    >
      {first && (
        <div data-sum={first.sum}>
          <p style={{ margin: 0 }}>
            <Go href={`/reports/${reportId}`}>{w({ vi: 'Báo cáo', en: 'Report' })}</Go>: {about}. {w(first.how)}.
          </p>
          <p style={{ margin: '4px 0 0' }}>
            <strong>
              {number(first.total)} {w({ vi: 'dòng', en: 'rows' })}, {w({ vi: 'cộng', en: 'adding up to' })} {number(first.sum)}{' '}
              {w(first.unit)}
            </strong>
            {side === 'frozen' && first.frozen !== null && (
              <>
                {'; '}
                {first.frozen === first.sum
                  ? w({
                      vi: `báo cáo ghi ${number(first.frozen)}: khớp.`,
                      en: `the report says ${number(first.frozen)}: the same.`,
                    })
                  : w({
                      vi: `báo cáo ghi ${number(first.frozen)}: KHÔNG KHỚP, dựng lại báo cáo để xem.`,
                      en: `the report says ${number(first.frozen)}: NOT THE SAME; rebuild the report.`,
                    })}
              </>
            )}
          </p>
        </div>
      )}
    </ListPage>
  )
}
