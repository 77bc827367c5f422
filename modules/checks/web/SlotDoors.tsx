import { SegmentedControl, Select } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { codeColumn, DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { oneList } from '@phaodai/web/wholeList.ts'
import { useMemo } from 'react'
import type { z } from 'zod'
import { slotDoors } from '../homes.contract.ts'
import { answerWords, type DoorsOf, doorsWords, shortInstant, slotWords } from './words.ts'

type Row = z.output<typeof slotDoors.output>['rows'][number]
const keys = ['area', 'team', 'day', 'slot', 'of'] as const

/** The homes behind a figure of a slot, in walking order. */
export default function SlotDoors() {
  const { w } = useLanguage()
  const { today } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const of: DoorsOf = f.of && f.of in doorsWords ? (f.of as DoorsOf) : 'due'
  const read = useRead(
    slotDoors,
    {
      of,
      limit: 5000,
      ...(f.area && { areaId: f.area }),
      ...(f.team && { teamId: f.team }),
      ...(f.day && { day: f.day }),
      ...(f.slot && { slot: f.slot }),
    } as never,
    { keep: true },
  )
  const list = useMemo(() => oneList<Row>(read), [read])
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: 'team',
        header: { vi: 'Tổ', en: 'Team' },
        value: (r) => r.teamCode,
        draw: (r) => (
          <Go href={`/teams/${r.teamId}`} tabIndex={-1}>
            {r.teamCode}
          </Go>
        ),
        width: 'minmax(110px, 0.8fr)',
      },
      { key: 'order', header: { vi: 'Thứ tự', en: 'Order' }, value: (r) => r.order, align: 'right', width: '80px' },
      { key: 'door', header: { vi: 'Số nhà', en: 'Door' }, value: (r) => r.door, width: '96px' },
      {
        key: 'address',
        header: { vi: 'Địa chỉ', en: 'Address' },
        value: (r) => r.address,
        draw: (r) => (
          <Go href={`/households/${r.householdId}`} tabIndex={-1}>
            {r.address}
          </Go>
        ),
        width: 'minmax(150px, 2fr)',
      },
      { key: 'head', header: { vi: 'Chủ hộ', en: 'Head' }, value: (r) => r.headName, width: 'minmax(120px, 1.2fr)' },
      codeColumn('answer', { vi: 'Trả lời', en: 'Answer' }, (r) => r.answer, answerWords, w),
      {
        key: 'remarks',
        header: { vi: 'Ghi chú', en: 'Remarks' },
        value: (r) =>
          [r.late ? w({ vi: 'báo muộn', en: 'late' }) : '', r.conflict ? w({ vi: 'trái nhau', en: 'in conflict' }) : '']
            .filter(Boolean)
            .join(', ') || null,
        width: 'minmax(110px, 1fr)',
      },
      {
        key: 'last',
        header: { vi: 'Nhận lúc', en: 'Received' },
        value: (r) => r.lastAt,
        text: (r) => shortInstant(r.lastAt, today),
        width: '104px',
      },
    ],
    [w, today],
  )
  const day = read.data?.day ?? f.day ?? today
  const slot = read.data?.slot ?? 'morning'
  return (
    <ListPage
      title={{
        vi: `Các hộ của buổi ${slotWords[slot].vi.toLowerCase()} ${date(day)}`,
        en: `Homes of the ${slotWords[slot].en.toLowerCase()} of ${date(day)}`,
      }}
      about={w(doorsWords[of])}
      fileName="cac-ho-cua-buoi"
      list={list}
      columns={columns}
      rowKey={(r) => r.householdId}
      hrefOf={(r) => `/households/${r.householdId}`}
      chips={[
        ...(f.team
          ? [
              {
                key: 'team',
                words: { vi: `Tổ ${read.data?.rows[0]?.teamCode ?? ''}`, en: `Team ${read.data?.rows[0]?.teamCode ?? ''}` },
                remove: () => change({ team: undefined }),
              },
            ]
          : []),
      ]}
      filters={
        <>
          <Select
            label={w({ vi: 'Hộ nào', en: 'Which homes' })}
            data={Object.entries(doorsWords).map(([value, words]) => ({ value, label: w(words) }))}
            value={of}
            onChange={(next) => change({ of: next === 'due' ? undefined : (next ?? undefined) })}
            allowDeselect={false}
            w={180}
          />
          <DayInput label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={(next) => change({ day: next })} />
          <SegmentedControl
            aria-label={w({ vi: 'Buổi', en: 'Slot' })}
            value={slot}
            onChange={(next) => change({ slot: next })}
            data={(['morning', 'evening'] as const).map((value) => ({ value, label: w(slotWords[value]) }))}
          />
          <Go href={pathTo('/slots', { area: f.area, day, slot })}>{w({ vi: 'Về báo cáo buổi', en: 'To the slot report' })}</Go>
        </>
      }
      empty={{
        title: { vi: `Không có hộ nào: ${doorsWords[of].vi.toLowerCase()}`, en: `No home: ${doorsWords[of].en.toLowerCase()}` },
        filledBy: { vi: 'Chọn buổi khác, hoặc xem mọi hộ phải hỏi.', en: 'Choose another slot, or see all that are due.' },
      }}
    />
  )
}
