import { Button, SegmentedControl } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { AreaSelect, codeColumn, DayInput, whoColumns } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { oneList } from '@phaodai/web/wholeList.ts'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { flagFrail, frail, unflagFrail } from '../doors.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RecordVisit } from './RecordVisit.tsx'
import { alarmWords, frailReasonWords, frailStateWords, shortInstant } from './words.ts'

export type FrailRow = z.output<typeof frail.output>['rows'][number]
const keys = ['area', 'state', 'day'] as const
const isState = (s: string | undefined): s is keyof typeof frailStateWords => s !== undefined && s in frailStateWords

/** Người cần thăm: who is visited daily, who was seen today, whose reading is an alarm; alarms first. */
export default function Frail() {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const state = isState(f.state) ? f.state : 'all'
  const read = useRead(frail, { state, limit: 1000, ...(f.area && { areaId: f.area }), ...(f.day && { day: f.day }) } as never, {
    keep: true,
  })
  const list = useMemo(() => oneList<FrailRow>(read), [read])
  const [acting, setActing] = useState<{ row: FrailRow; what: 'visit' | 'end' } | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const flag = useWrite(flagFrail)
  const end = useWrite(unflagFrail)
  const limits = read.data?.limits
  const columns = useMemo<Column<FrailRow>[]>(
    () => [
      ...whoColumns<FrailRow>(),
      { key: 'born', header: { vi: 'Năm sinh', en: 'Born' }, value: (r) => r.birthYear, align: 'right', width: '92px' },
      {
        key: 'reasons',
        header: { vi: 'Vì sao', en: 'Why' },
        value: (r) => r.reasons.map((x) => w(frailReasonWords[x])).join(', ') || null,
        width: 'minmax(110px, 1.2fr)',
      },
      codeColumn('state', { vi: 'Hôm nay', en: 'Today' }, (r) => r.state, frailStateWords, w, 'minmax(104px, 0.8fr)'),
      {
        key: 'temperature',
        header: { vi: 'Nhiệt độ °C', en: '°C' },
        value: (r) => r.temperature,
        text: (r) => number(r.temperature, 1),
        align: 'right',
        width: '104px',
      },
      {
        key: 'spo2',
        header: { vi: 'SpO2 %', en: 'SpO2 %' },
        value: (r) => r.spo2,
        text: (r) => number(r.spo2),
        align: 'right',
        width: '84px',
      },
      {
        key: 'alarms',
        header: { vi: 'Báo động', en: 'Alarms' },
        value: (r) => r.alarms.map((a) => w(alarmWords[a])).join(', ') || null,
        draw: (r) => (r.alarms.length > 0 ? <strong>{r.alarms.map((a) => w(alarmWords[a])).join(', ')}</strong> : '–'),
        width: 'minmax(100px, 1fr)',
      },
      {
        key: 'last',
        header: { vi: 'Thăm lúc', en: 'Visited' },
        value: (r) => r.lastAt,
        text: (r) => shortInstant(r.lastAt, today),
        width: '104px',
      },
      {
        key: 'home',
        header: { vi: 'Hộ', en: 'Home' },
        value: (r) => r.householdId,
        text: (r) => (r.householdId ? w({ vi: 'xem hộ', en: 'the home' }) : '–'),
        draw: (r) =>
          r.householdId ? (
            <Go href={`/households/${r.householdId}`} tabIndex={-1}>
              {w({ vi: 'xem hộ', en: 'the home' })}
            </Go>
          ) : (
            '–'
          ),
        width: '84px',
      },
      {
        key: 'act',
        header: { vi: 'Việc', en: 'Act' },
        value: () => null,
        draw: (r) =>
          r.frailId === null ? (
            may(flagFrail) && (
              <Button
                size="compact-sm"
                loading={flag.busy}
                onClick={async () => {
                  if (await flag.send({ subjectId: r.subjectId, reasons: ['elderly'] }))
                    setSaid({
                      vi: `Đã đưa ${r.name} vào danh sách thăm hằng ngày.`,
                      en: `${r.name} is visited daily from now on.`,
                    })
                }}
              >
                {w({ vi: 'Thăm hằng ngày', en: 'Visit daily' })}
              </Button>
            )
          ) : (
            <span style={{ display: 'inline-flex', gap: 4 }}>
              {may({ name: 'checks.record-visit' }) && (
                <Button size="compact-sm" onClick={() => setActing({ row: r, what: 'visit' })}>
                  {w({ vi: 'Ghi thăm', en: 'Visit' })}
                </Button>
              )}
              {may(unflagFrail) && (
                <Button size="compact-sm" variant="default" onClick={() => setActing({ row: r, what: 'end' })}>
                  {w({ vi: 'Thôi', en: 'End' })}
                </Button>
              )}
            </span>
          ),
        width: '160px',
      },
    ],
    [w, may, today, flag],
  )
  return (
    <ListPage
      title={{ vi: 'Người cần thăm', en: 'To be visited' }}
      fileName="nguoi-can-tham"
      list={list}
      columns={columns}
      rowKey={(r) => r.frailId ?? r.subjectId}
      hrefOf={(r) => personPath(r.subjectId)}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Tình trạng', en: 'State' })}
            value={state}
            onChange={(next) => change({ state: next === 'all' ? undefined : next })}
            data={[
              { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
              ...(['alarm', 'due', 'visited', 'proposed'] as const).map((value) => ({ value, label: w(frailStateWords[value]) })),
            ]}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          <DayInput label={{ vi: 'Ngày', en: 'Day' }} value={f.day} onChange={(day) => change({ day })} />
        </>
      }
      empty={
        state === 'proposed'
          ? {
              title: { vi: 'Không còn ai được đề xuất', en: 'Nobody is proposed' },
              filledBy: {
                vi: 'Người đủ tuổi theo quy định mà chưa có trong danh sách thăm sẽ hiện ở đây.',
                en: 'Those of the age that the rules name, not yet on the list.',
              },
            }
          : {
              title: { vi: 'Chưa có ai trong danh sách thăm', en: 'Nobody is on the list' },
              filledBy: {
                vi: 'Tổ hoặc trạm ghi người cao tuổi, có bệnh nền. Mở "Đề xuất" để xem ai đủ tuổi theo quy định.',
                en: 'Teams or the station flag the elderly and chronically ill. “Proposed” lists those of the age in the rules.',
              },
              action: (
                <Button variant="default" onClick={() => change({ state: 'proposed' })}>
                  {w({ vi: 'Xem người được đề xuất', en: 'See who is proposed' })}
                </Button>
              ),
            }
      }
    >
      {limits && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({
            vi: `Báo động: nhiệt độ từ ${number(limits.temperatureFrom, 1)} °C, SpO2 dưới ${number(limits.spo2Below)} %. Căn cứ: ${limits.source.vi}.`,
            en: `Alarms: from ${number(limits.temperatureFrom, 1)} °C, SpO2 below ${number(limits.spo2Below)} %. Source: ${limits.source.en}.`,
          })}
        </p>
      )}
      <Said words={said} />
      {acting?.what === 'visit' && (
        <RecordVisit
          row={acting.row}
          onClose={() => setActing(null)}
          onDone={(words) => {
            setActing(null)
            setSaid(words)
          }}
        />
      )}
      {acting?.what === 'end' && (
        <ReasonDialog
          title={{ vi: 'Thôi thăm hằng ngày', en: 'End the daily visits' }}
          consequence={{ vi: 'Các lần thăm đã ghi vẫn được giữ.', en: 'Visits on record are kept.' }}
          submit={{ vi: 'Thôi thăm', en: 'End' }}
          write={end}
          onClose={() => setActing(null)}
          onReason={async (reason) => {
            if (!(await end.send({ frailId: acting.row.frailId!, reason }))) return
            setActing(null)
            setSaid({ vi: 'Đã thôi thăm hằng ngày.', en: 'The daily visits have ended.' })
          }}
        />
      )}
    </ListPage>
  )
}
