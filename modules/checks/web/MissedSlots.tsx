import { SegmentedControl } from '@mantine/core'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { slotDoors } from '../homes.contract.ts'
import { missed, remind } from '../rollup.contract.ts'
import { RemindButton } from './RemindButton.tsx'
import type { Reminders } from './Reminders.tsx'
import { slotWords } from './words.ts'

type Row = z.output<typeof missed.output>['rows'][number]
const levelWords = {
  lead: { vi: 'tổ trưởng', en: 'the lead' },
  commune: { vi: 'xã', en: 'the commune' },
  district: { vi: 'huyện', en: 'the district' },
}

/** Slots that are over and not complete, once they have come up to the reader's level; the oldest first. */
export function MissedSlots({ areaId, reminders }: { areaId: string | undefined; reminders: Reminders }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [days, setDays] = useState('2')
  const read = useRead(missed, { days: Number(days), ...(areaId && { areaId: Number(areaId) }) }, { keep: true })
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: 'team',
        header: { vi: 'Tổ', en: 'Team' },
        value: (r) => `${r.name} (${r.code})`,
        draw: (r) =>
          may(slotDoors) ? (
            <Go href={pathTo('/slots/doors', { team: r.teamId, day: r.day, slot: r.slot, of: 'missing' })} tabIndex={-1}>
              {r.name} ({r.code})
            </Go>
          ) : (
            `${r.name} (${r.code})`
          ),
        width: 'minmax(170px, 2fr)',
      },
      { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName, width: 'minmax(120px, 1.2fr)' },
      {
        key: 'slot',
        header: { vi: 'Buổi', en: 'Slot' },
        value: (r) => `${r.day} ${r.slot === 'morning' ? 1 : 2}`,
        text: (r) => `${w(slotWords[r.slot])} ${date(r.day)}`,
        width: '150px',
      },
      {
        key: 'asked',
        header: { vi: 'Đã hỏi', en: 'Asked' },
        value: (r) => r.asked,
        text: (r) => `${number(r.asked)}/${number(r.due)}`,
        align: 'right',
        width: '84px',
      },
      { key: 'missing', header: { vi: 'Còn thiếu', en: 'Missing' }, value: (r) => r.missing, align: 'right', width: '92px' },
      {
        key: 'reminded',
        header: { vi: 'Đã nhắc', en: 'Reminded' },
        value: (r) => r.reminded,
        text: (r) => w({ vi: `${number(r.reminded)} lần`, en: `${number(r.reminded)} times` }),
        align: 'right',
        width: '92px',
      },
      ...(may(remind)
        ? [
            {
              key: 'act',
              header: { vi: 'Việc', en: 'Act' },
              value: () => null,
              draw: (r: Row) => <RemindButton reminders={reminders} team={r} of={r} />,
              width: '88px',
            },
          ]
        : []),
    ],
    [w, may, reminders],
  )
  return (
    <>
      <SegmentedControl
        style={{ justifySelf: 'start' }}
        aria-label={w({ vi: 'Trong mấy ngày', en: 'Of how many days' })}
        value={days}
        onChange={setDays}
        data={['2', '7', '14'].map((value) => ({ value, label: w({ vi: `${value} ngày`, en: `${value} days` }) }))}
      />
      <Read of={read}>
        {(d) =>
          d.rows.length === 0 ? (
            <EmptyState
              title={{ vi: 'Không còn thiếu buổi nào', en: 'No slot is missing' }}
              filledBy={{
                vi: 'Buổi thiếu hiện với tổ trưởng trước, rồi xã, rồi huyện, theo nhịp của quy định đang hiệu lực.',
                en: 'A missing slot is shown to the lead first, then the commune, then the district, by the rhythm in force.',
              }}
            />
          ) : (
            <>
              <p className="pd-muted" style={{ margin: 0 }}>
                {w({
                  vi: `${number(d.total)} buổi của các tổ còn thiếu đã đến cấp ${levelWords[d.level].vi}.`,
                  en: `${number(d.total)} missing slots have come up to ${levelWords[d.level].en}.`,
                })}
                {d.rule && ` ${w({ vi: 'Căn cứ', en: 'Source' })}: ${w(d.rule.source)}.`}
              </p>
              <DataTable
                label={{ vi: 'Buổi còn thiếu', en: 'Missing slots' }}
                rows={d.rows}
                columns={columns}
                rowKey={(r) => `${r.teamId} ${r.day} ${r.slot}`}
                height={560}
              />
            </>
          )
        }
      </Read>
    </>
  )
}
