import { hamlets } from '@phaodai/modules/areas/areas.contract.ts'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import type { z } from 'zod'

type Row = z.output<typeof hamlets.output>['hamlets'][number]
const columns: Column<Row>[] = [
  { key: 'name', header: { vi: 'Thôn, tổ dân phố', en: 'Hamlet' }, value: (r) => r.fullName, width: 'minmax(160px, 2fr)' },
  {
    key: 'code',
    header: { vi: 'Mã của Pháo Đài', en: 'Code of this product' },
    value: (r) => r.code,
    width: 'minmax(120px, 1fr)',
  },
  { key: 'commune', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.communeName, width: 'minmax(140px, 1.4fr)' },
  {
    key: 'households',
    header: { vi: 'Số hộ đã khai', en: 'Homes as stated' },
    value: (r) => r.households,
    align: 'right',
    width: '128px',
  },
]

/** Hamlets have no official codes: this product gives them theirs. */
export function Hamlets({ areaId }: { areaId: string | undefined }) {
  const read = useRead(hamlets, areaId ? { within: Number(areaId) } : {}, { keep: true })
  return (
    <Read of={read}>
      {(d) =>
        d.hamlets.length === 0 ? (
          <EmptyState
            title={{ vi: 'Chưa có thôn nào', en: 'No hamlet yet' }}
            filledBy={{
              vi: 'Thôn không có mã chính thức: thêm tên, Pháo Đài cấp mã. Nhập bảng các tổ cũng tạo thôn.',
              en: 'Hamlets have no official code: add the name and a code is issued. Importing teams makes them too.',
            }}
          />
        ) : (
          <DataTable
            label={{ vi: 'Thôn, tổ dân phố', en: 'Hamlets' }}
            rows={d.hamlets}
            columns={columns}
            rowKey={(r) => String(r.hamletId)}
            height={560}
          />
        )
      }
    </Read>
  )
}
