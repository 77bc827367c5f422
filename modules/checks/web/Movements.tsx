import { Button, SegmentedControl } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { AreaSelect, areaColumn, DayInput, dayColumn } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { oneList } from '@phaodai/web/wholeList.ts'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { movements, voidMovement } from '../doors.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { movementWords, shortInstant } from './words.ts'

type Row = z.output<typeof movements.output>['rows'][number]
const keys = ['area', 'kind', 'from', 'until'] as const

/** Biến động: who came, left and moved in, by home. */
export default function Movements() {
  const { w } = useLanguage()
  const { today, may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const read = useRead(
    movements,
    {
      limit: 1000,
      ...(f.area && { areaId: f.area }),
      ...(f.kind && { kind: f.kind }),
      ...(f.from && { from: f.from }),
      ...(f.until && { until: f.until }),
    } as never,
    { keep: true },
  )
  const list = useMemo(() => oneList<Row>(read), [read])
  const [voiding, setVoiding] = useState<Row | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const write = useWrite(voidMovement)
  const columns = useMemo<Column<Row>[]>(
    () => [
      dayColumn('day', { vi: 'Ngày', en: 'Day' }, (r) => r.onDay),
      {
        key: 'kind',
        header: { vi: 'Biến động', en: 'Movement' },
        value: (r) => r.kind,
        text: (r) => w(movementWords[r.kind]) + (r.voidedAt ? ` (${w({ vi: 'đã hủy', en: 'void' })})` : ''),
        draw: (r) => (r.voidedAt ? <del>{w(movementWords[r.kind])}</del> : w(movementWords[r.kind])),
        width: 'minmax(110px, 1fr)',
      },
      {
        key: 'who',
        header: { vi: 'Ai', en: 'Who' },
        value: (r) => r.name ?? String(r.people),
        text: (r) => r.name ?? w({ vi: `${number(r.people)} người`, en: `${number(r.people)} people` }),
        draw: (r) =>
          r.subjectId && r.name ? (
            <Go href={personPath(r.subjectId)} tabIndex={-1}>
              {r.name}
            </Go>
          ) : (
            w({ vi: `${number(r.people)} người`, en: `${number(r.people)} people` })
          ),
        width: 'minmax(130px, 1.4fr)',
      },
      {
        key: 'place',
        header: { vi: 'Từ đâu, đến đâu', en: 'From, to' },
        value: (r) => [r.place, r.note].filter(Boolean).join('; ') || null,
        width: 'minmax(140px, 1.6fr)',
      },
      {
        key: 'home',
        header: { vi: 'Hộ', en: 'Home' },
        value: (r) => r.address,
        draw: (r) => (
          <Go href={`/households/${r.householdId}`} tabIndex={-1}>
            {r.address ?? w({ vi: 'xem hộ', en: 'the home' })}
          </Go>
        ),
        width: 'minmax(140px, 1.6fr)',
      },
      areaColumn<Row>(),
      {
        key: 'received',
        header: { vi: 'Nhận lúc', en: 'Received' },
        value: (r) => r.receivedAt,
        text: (r) => shortInstant(r.receivedAt, today),
        width: '104px',
      },
      ...(may(voidMovement)
        ? [
            {
              key: 'act',
              header: { vi: 'Việc', en: 'Act' },
              value: () => null,
              draw: (r: Row) =>
                r.voidedAt ? (
                  '–'
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => setVoiding(r)}>
                    {w({ vi: 'Hủy', en: 'Void' })}
                  </Button>
                ),
              width: '88px',
            },
          ]
        : []),
    ],
    [w, today, may],
  )
  return (
    <ListPage
      title={{ vi: 'Biến động dân cư', en: 'Movements' }}
      fileName="bien-dong"
      list={list}
      columns={columns}
      rowKey={(r) => r.movementId}
      hrefOf={(r) => `/households/${r.householdId}`}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Loại', en: 'Kind' })}
            value={f.kind ?? 'all'}
            onChange={(kind) => change({ kind: kind === 'all' ? undefined : kind })}
            data={[
              { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
              ...Object.entries(movementWords).map(([value, words]) => ({ value, label: w(words) })),
            ]}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={f.from} onChange={(from) => change({ from })} />
          <DayInput label={{ vi: 'Đến', en: 'Until' }} value={f.until} onChange={(until) => change({ until })} />
        </>
      }
      empty={{
        title: { vi: 'Không có biến động nào trong 14 ngày', en: 'No movement within 14 days' },
        filledBy: { vi: 'Các tổ ghi người đến, người đi, người mới về khi đi từng nhà.', en: 'Teams record them at the doors.' },
      }}
    >
      <p className="pd-muted" style={{ margin: 0 }}>
        {w({ vi: `Đến ngày ${date(f.until ?? today)}.`, en: `Until ${date(f.until ?? today)}.` })}
      </p>
      <Said words={said} />
      {voiding && (
        <ReasonDialog
          title={{ vi: 'Hủy biến động ghi nhầm', en: 'Void a movement' }}
          consequence={{ vi: 'Dữ kiện vẫn được giữ và gạch bỏ.', en: 'It is kept and struck out.' }}
          submit={{ vi: 'Hủy biến động', en: 'Void it' }}
          write={write}
          onClose={() => setVoiding(null)}
          onReason={async (reason) => {
            if (!(await write.send({ movementId: voiding.movementId, reason }))) return
            setVoiding(null)
            setSaid({ vi: 'Đã hủy biến động.', en: 'The movement is void.' })
          }}
        />
      )}
    </ListPage>
  )
}
