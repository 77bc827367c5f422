import { Button, Group, SegmentedControl, Tabs } from '@mantine/core'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { exportTable } from '@phaodai/web/exportTable.ts'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import styles from '@phaodai/web/screens/Lists.module.css'
import { DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useTableInUrl } from '@phaodai/web/tableInUrl.ts'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { slotDoors } from '../homes.contract.ts'
import { remind, slotReport, slots } from '../rollup.contract.ts'
import { signals } from '../signals.contract.ts'
import { AreaPath } from './AreaPath.tsx'
import { LiveMark } from './LiveMark.tsx'
import { MissedSlots } from './MissedSlots.tsx'
import { RemindButton } from './RemindButton.tsx'
import { Reminded, useReminders } from './Reminders.tsx'
import { SlotFigures } from './SlotFigures.tsx'
import { SlotReport } from './SlotReport.tsx'
import { shortInstant, slotStateWords, slotWords } from './words.ts'

type Row = z.output<typeof slots.output>['rows'][number]
const keys = ['area', 'day', 'slot', 'disease', 'view'] as const

/** Báo cáo buổi: which teams have reported of a slot, which homes were asked, what came of the symptoms; the latest first. */
export default function Slots() {
  const { w, language } = useLanguage()
  const { may, today, instance } = useSession()
  const { history } = useRouter()
  const [f, change] = useFiltersInUrl(keys)
  const [state, setState] = useTableInUrl()
  const [reporting, setReporting] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const asked = {
    disease: f.disease ?? 'covid19',
    ...(f.area && { areaId: f.area }),
    ...(f.day && { day: f.day }),
    ...(f.slot && { slot: f.slot as 'morning' }),
  }
  const live = useLive([{ verb: signals, with: [slots] }])
  // rounds come without a word (they are many): the figures are read again by the half minute, while the tab is looked at
  const read = useRead(slots, asked as never, { every: 30_000, keep: true })
  const reminders = useReminders()
  const data = read.data
  const first = data?.rows[0]?.tier ?? 'team'
  const day = data?.day ?? f.day ?? today
  const slot = data?.slot ?? (f.slot as 'morning' | undefined) ?? 'morning'
  const columns = useMemo<Column<Row>[]>(() => {
    const hrefOf = (r: Row) =>
      r.tier !== 'team'
        ? pathTo('/slots', { area: r.key, day: f.day, slot: f.slot, disease: f.disease })
        : may(slotDoors)
          ? pathTo('/slots/doors', { team: r.key, day, slot, of: r.missing > 0 ? 'missing' : undefined })
          : null
    const figure = (key: keyof Row & string, vi: string, en: string, width = '84px'): Column<Row> => ({
      key,
      header: { vi, en },
      value: (r) => r[key] as number,
      text: (r) => number(r[key] as number),
      align: 'right',
      width,
    })
    return [
      {
        key: 'name',
        header: first === 'team' ? { vi: 'Tổ', en: 'Team' } : { vi: 'Đơn vị', en: 'Unit' },
        value: (r) => r.name,
        text: (r) => (r.tier === 'team' ? `${r.name} (${r.code})` : r.name),
        draw: (r) => {
          const href = hrefOf(r)
          const text = r.tier === 'team' ? `${r.name} (${r.code})` : r.name
          return href ? (
            <Go href={href} tabIndex={-1}>
              {text}
            </Go>
          ) : (
            text
          )
        },
        width: 'minmax(150px, 2fr)',
      },
      {
        key: 'state',
        header: { vi: 'Tình trạng', en: 'State' },
        value: (r) => r.state,
        text: (r) => w(slotStateWords[r.state]),
        draw: (r) => (r.state === 'missed' ? <strong>{w(slotStateWords.missed)}</strong> : w(slotStateWords[r.state])),
        choices: Object.entries(slotStateWords).map(([value, words]) => ({ value, words })),
        width: 'minmax(160px, 1.2fr)',
      },
      ...(first === 'team'
        ? []
        : [
            {
              key: 'teams',
              header: { vi: 'Tổ báo cáo', en: 'Teams' },
              value: (r: Row) => r.teamsReported,
              text: (r: Row) => `${number(r.teamsReported)}/${number(r.teamsDue)}`,
              align: 'right' as const,
              width: '96px',
            },
          ]),
      {
        key: 'asked',
        header: { vi: 'Hộ đã hỏi', en: 'Homes asked' },
        value: (r) => r.asked,
        text: (r) => `${number(r.asked)}/${number(r.due)}`,
        align: 'right',
        width: '96px',
      },
      figure('missing', 'Còn thiếu', 'Missing'),
      figure('symptomatic', 'Hộ có dấu hiệu', 'Homes with symptoms', '112px'),
      figure('signals', 'Người', 'People', '72px'),
      figure('sampled', 'Đã lấy mẫu', 'Sampled', '92px'),
      figure('waiting', 'Chưa lấy', 'Waiting', '80px'),
      figure('late', 'Báo muộn', 'Late', '84px'),
      {
        key: 'lastAt',
        header: { vi: 'Nhận lúc', en: 'Last' },
        value: (r) => r.lastAt,
        text: (r) => shortInstant(r.lastAt, today),
        width: '104px',
      },
      ...(first === 'team' && may(remind)
        ? [
            {
              key: 'act',
              header: { vi: 'Việc', en: 'Act' },
              value: () => null,
              draw: (r: Row) =>
                r.missing > 0 && day <= today ? (
                  <RemindButton reminders={reminders} team={{ teamId: r.key, code: r.code }} of={{ day, slot }} />
                ) : null,
              width: '88px',
            },
          ]
        : []),
    ]
  }, [w, may, first, f, day, slot, today, reminders])
  const byKey = new Map((data?.rows ?? []).map((r) => [r.key, r]))
  const toRemind = [...chosen].filter((key) => (byKey.get(key)?.missing ?? 0) > 0)
  const late = (data?.rows ?? []).filter((r) => r.missing > 0)
  const remindAll = async () => {
    const teams = first === 'team' ? late.map((r) => r.key) : await reminders.lateTeams({ ...asked, day, slot } as never)
    await reminders.send(teams, day, slot)
  }
  const view = f.view === 'missed' ? 'missed' : 'slot'
  return (
    <Page
      title={{ vi: 'Báo cáo buổi', en: 'Slot report' }}
      actions={
        <>
          {may(slotReport) && (
            <Button variant="default" onClick={() => setReporting(true)} disabled={!data}>
              {w({ vi: 'Báo cáo nhanh', en: 'Quick report' })}
            </Button>
          )}
          {may(remind) && view === 'slot' && (
            <Button onClick={remindAll} loading={reminders.busy} disabled={late.length === 0 || day > today}>
              {w({ vi: 'Nhắc mọi tổ còn thiếu', en: 'Remind every late team' })}
            </Button>
          )}
        </>
      }
    >
      <AreaPath
        areaId={data?.area.areaId ?? null}
        hrefOf={(areaId) => pathTo('/slots', { area: areaId, day: f.day, slot: f.slot })}
      />
      <Tabs value={view} onChange={(next) => change({ view: next === 'missed' ? 'missed' : undefined })}>
        <Tabs.List>
          <Tabs.Tab value="slot" id="slots-slot" aria-controls="slots-panel">
            {w({ vi: 'Một buổi', en: 'One slot' })}
          </Tabs.Tab>
          <Tabs.Tab value="missed" id="slots-missed" aria-controls="slots-panel">
            {w({ vi: 'Còn thiếu các buổi trước', en: 'Missing of earlier slots' })}
          </Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <div id="slots-panel" role="tabpanel" aria-labelledby={`slots-${view}`} className={styles.page}>
        <Reminded of={reminders} />
        {view === 'missed' ? (
          <MissedSlots areaId={f.area} reminders={reminders} />
        ) : (
          <>
            <Group gap="sm" align="end" className="pd-no-print">
              <DayInput label={{ vi: 'Ngày', en: 'Day' }} value={f.day} onChange={(next) => change({ day: next })} />
              <SegmentedControl
                aria-label={w({ vi: 'Buổi', en: 'Slot' })}
                value={slot}
                onChange={(next) => change({ slot: next })}
                data={(['morning', 'evening'] as const).map((value) => ({ value, label: w(slotWords[value]) }))}
              />
              {(f.day || f.slot) && (
                <Button variant="subtle" onClick={() => change({ day: undefined, slot: undefined })}>
                  {w({ vi: 'Về buổi này', en: 'Back to now' })}
                </Button>
              )}
            </Group>
            <Read of={read}>
              {(d) => (
                <>
                  <p className="pd-muted" style={{ margin: 0 }}>
                    <strong>
                      {w({ vi: `Buổi ${w(slotWords[d.slot]).toLowerCase()} ngày`, en: `${w(slotWords[d.slot])} of` })}{' '}
                      {d.day.split('-').reverse().join('/')}
                    </strong>
                    {d.hours &&
                      w({
                        vi: `, hỏi từ ${d.hours.from} đến ${d.hours.to}. Căn cứ: ${d.hours.source.vi}`,
                        en: `, asked from ${d.hours.from} to ${d.hours.to}. Source: ${d.hours.source.en}`,
                      })}
                    . {w({ vi: 'Số liệu lúc', en: 'As of' })} {hour(d.cutOffAt)}. <LiveMark open={live} />
                  </p>
                  {!d.hours && <PolicyNotice kind="none" on={d.day} />}
                  <SlotFigures of={d} disease={asked.disease} area={f.area} />
                  {d.rows.length === 0 ? (
                    <EmptyState
                      title={{ vi: 'Chưa có tổ nào phải báo cáo', en: 'No team owes a report' }}
                      filledBy={{
                        vi: 'Mỗi tổ đã được giao hộ hiện ở đây từ ngày bắt đầu.',
                        en: 'Every team that has homes stands here from its first day.',
                      }}
                      action={<Go href="/teams">{w({ vi: 'Lập tổ và giao hộ', en: 'Make teams and give them homes' })}</Go>}
                    />
                  ) : (
                    <>
                      {chosen.size > 0 && first === 'team' && (
                        <div className={`${styles.acting} pd-no-print`} role="status">
                          <strong>
                            {w({ vi: `Đã chọn ${number(chosen.size)} tổ`, en: `${number(chosen.size)} teams chosen` })}
                          </strong>
                          {may(remind) && (
                            <Button
                              disabled={toRemind.length === 0}
                              loading={reminders.busy}
                              onClick={() => reminders.send(toRemind, d.day, d.slot)}
                            >
                              {w({ vi: `Nhắc ${number(toRemind.length)} tổ còn thiếu`, en: `Remind ${number(toRemind.length)}` })}
                            </Button>
                          )}
                          <Button variant="default" onClick={() => setChosen(new Set())}>
                            {w({ vi: 'Bỏ chọn', en: 'Clear' })}
                          </Button>
                        </div>
                      )}
                      <DataTable
                        label={{ vi: 'Báo cáo buổi', en: 'Slot report' }}
                        rows={d.rows}
                        columns={columns}
                        rowKey={(r) => r.key}
                        state={state}
                        onState={setState}
                        height={560}
                        {...(first === 'team' && may(remind) && { chosen, onChosen: setChosen })}
                        onOpen={(r) => {
                          if (r.tier !== 'team') history.push(pathTo('/slots', { area: r.key, day: f.day, slot: f.slot }))
                          else if (may(slotDoors)) history.push(pathTo('/slots/doors', { team: r.key, day: d.day, slot: d.slot }))
                        }}
                        onExport={(seen) =>
                          exportTable(
                            {
                              fileName: 'bao-cao-buoi',
                              title: { vi: 'Báo cáo buổi', en: 'Slot report' },
                              notes: [d.area.name, `${w(slotWords[d.slot])} ${d.day}`],
                              table: columns
                                .filter((c) => c.key !== 'act')
                                .map((c) => ({
                                  words: c.header,
                                  raw: seen.map((r) => c.text?.(r) ?? c.value(r)),
                                  cells: [],
                                })),
                            },
                            { language, mode: instance.mode, today, readAt: d.cutOffAt },
                          )
                        }
                      />
                    </>
                  )}
                </>
              )}
            </Read>
          </>
        )}
        <Said words={reminders.said} />
      </div>
      {reporting && data && (
        <SlotReport asked={{ ...asked, day, slot }} areaName={data.area.name} onClose={() => setReporting(false)} />
      )}
    </Page>
  )
}
