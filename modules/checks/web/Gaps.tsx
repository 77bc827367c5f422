import { Button } from '@mantine/core'
import { Clock } from '@phaodai/ui/Clock.tsx'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { gaps, setMendDate } from '../homes.contract.ts'
import { sizeRuleText } from './Teams.tsx'

type Row = z.output<typeof gaps.output>['communes'][number]

/** Homes that no team answers for and teams of a wrong size, by commune, with the day to mend them by; the latest first. */
export function Gaps({ areaId, onSaid }: { areaId: string | undefined; onSaid: (words: Words) => void }) {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const read = useRead(gaps, areaId ? { areaId: Number(areaId) } : {}, { keep: true })
  const [dating, setDating] = useState<Row | null>(null)
  const columns = useMemo<Column<Row>[]>(() => {
    const codes = (key: 'tooSmall' | 'tooLarge' | 'withoutMembers' | 'withoutLead', vi: string, en: string): Column<Row> => ({
      key,
      header: { vi, en },
      value: (r) => r[key].length,
      text: (r) =>
        r[key].length === 0 ? '0' : `${number(r[key].length)}: ${r[key].slice(0, 3).join(', ')}${r[key].length > 3 ? '…' : ''}`,
      draw: (r) =>
        r[key].length === 0 ? (
          '0'
        ) : (
          <Go href={pathTo('/teams', { area: r.communeId })} tabIndex={-1}>
            {number(r[key].length)}: {r[key].slice(0, 2).join(', ')}
            {r[key].length > 2 && '…'}
          </Go>
        ),
      width: 'minmax(110px, 1fr)',
    })
    return [
      { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName, width: 'minmax(140px, 1.4fr)' },
      {
        key: 'without',
        header: { vi: 'Hộ chưa có tổ', en: 'Homes without a team' },
        value: (r) => r.householdsWithoutTeam,
        text: (r) => `${number(r.householdsWithoutTeam)} / ${number(r.households)}`,
        draw: (r) => (
          <Go href={pathTo('/teams', { tab: 'homes', area: r.communeId })} tabIndex={-1}>
            {number(r.householdsWithoutTeam)} / {number(r.households)}
          </Go>
        ),
        align: 'right',
        width: '128px',
      },
      { key: 'teams', header: { vi: 'Số tổ', en: 'Teams' }, value: (r) => r.teams, align: 'right', width: '76px' },
      codes('tooSmall', 'Tổ ít hộ', 'Too small'),
      codes('tooLarge', 'Tổ nhiều hộ', 'Too large'),
      codes('withoutMembers', 'Chưa có tổ viên', 'No members'),
      codes('withoutLead', 'Chưa có tổ trưởng', 'No lead'),
      {
        key: 'mendBy',
        header: { vi: 'Hạn khắc phục', en: 'Mend by' },
        value: (r) => r.mendBy,
        text: (r) => date(r.mendBy),
        draw: (r) => (r.mendBy ? <Clock on={r.mendBy} today={today} /> : w({ vi: 'chưa đặt', en: 'not set' })),
        width: '140px',
      },
      ...(may(setMendDate)
        ? [
            {
              key: 'act',
              header: { vi: 'Việc', en: 'Act' },
              value: () => null,
              draw: (r: Row) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => setDating(r)}
                  aria-label={`${w({ vi: 'Đặt hạn', en: 'Set the day' })}: ${r.areaName}`}
                >
                  {w({ vi: 'Đặt hạn', en: 'Set the day' })}
                </Button>
              ),
              width: '104px',
            },
          ]
        : []),
    ]
  }, [w, may, today])
  return (
    <Read of={read}>
      {(d) => {
        const rule = sizeRuleText(d.sizeRule)
        return (
          <>
            {rule && (
              <p className="pd-muted" style={{ margin: 0 }}>
                {w(rule)}
              </p>
            )}
            {d.communes.length === 0 ? (
              <EmptyState
                title={{ vi: 'Chưa có hộ hay tổ nào', en: 'No homes and no teams yet' }}
                filledBy={{ vi: 'Nhập bảng các tổ và hộ của xã.', en: 'Import the sheet of teams and homes.' }}
              />
            ) : (
              <DataTable
                label={{ vi: 'Thiếu sót của các tổ', en: 'Gaps of the teams' }}
                rows={d.communes}
                columns={columns}
                rowKey={(r) => String(r.communeId)}
                height={560}
              />
            )}
            {dating && (
              <MendDate
                row={dating}
                onClose={() => setDating(null)}
                onDone={(words) => {
                  setDating(null)
                  onSaid(words)
                }}
              />
            )}
          </>
        )
      }}
    </Read>
  )
}

function MendDate({ row, onClose, onDone }: { row: Row; onClose: () => void; onDone: (words: Words) => void }) {
  const write = useWrite(setMendDate)
  const [day, setDay] = useState<string | null>(row.mendBy)
  return (
    <FormDialog
      title={{ vi: `Hạn khắc phục của ${row.areaName}`, en: `${row.areaName}: mend by` }}
      submit={{ vi: 'Đặt hạn', en: 'Set' }}
      write={write}
      blocked={!day}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ communeId: row.communeId, mendBy: day! })
        if (done)
          onDone({
            vi: `${row.areaName}: khắc phục trước ${date(done.mendBy)}.`,
            en: `${row.areaName}: by ${date(done.mendBy)}.`,
          })
      }}
    >
      <DayField label={{ vi: 'Khắc phục xong trước ngày', en: 'Mended by' }} value={day} onChange={setDay} required />
    </FormDialog>
  )
}
