import { Button, Group, SegmentedControl } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { CountedPages } from '@phaodai/ui/Pages.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { AreaSelect } from '@phaodai/web/screens/listParts.tsx'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { refused } from '../../devices/devices.contract.ts'
import { refusedChecks, settleRefused } from '../checks.contract.ts'
import { LiveMark } from './LiveMark.tsx'
import { payloadLines } from './payload.words.ts'
import { RefusedLines } from './RefusedLines.tsx'
import { oldestFirst, PAGE, RefusedWork } from './RefusedWork.tsx'
import { SettledLine } from './SettledLine.tsx'
import { SettleRefused } from './SettleRefused.tsx'
import { reasonShort } from './words.ts'

export type Refused = z.output<typeof refusedChecks.output>['rows'][number]
const keys = ['state', 'area'] as const

/** Chưa nhận: what phones sent and the server could not take; nothing is lost, a person decides. */
export default function RefusedPage() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const state = f.state === 'settled' || f.state === 'all' ? f.state : 'open'
  const [from, setFrom] = useState({ checks: 0, work: 0 })
  const live = useLive([{ verb: refusedChecks }, { verb: refused }])
  const read = useRead(
    refusedChecks,
    { state, limit: PAGE, offset: from.checks, ...(f.area && { areaId: Number(f.area) }) },
    { keep: true, enabled: may(refusedChecks) },
  )
  const [settling, setSettling] = useState<{ row: Refused; how: 'apply' | 'discard' } | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const page = (
    <CountedPages
      size={PAGE}
      offset={from.checks}
      shown={read.data?.rows.length ?? 0}
      total={read.data?.total ?? 0}
      what={{ vi: 'Lượt hỏi', en: 'Checks' }}
      order={oldestFirst}
      onGo={(checks) => setFrom({ ...from, checks })}
    />
  )
  return (
    <Page title={{ vi: 'Chưa nhận', en: 'Not taken in' }}>
      <Group gap="sm" align="end" className="pd-no-print">
        <SegmentedControl
          aria-label={w({ vi: 'Tình trạng', en: 'State' })}
          value={state}
          onChange={(next) => {
            setFrom({ checks: 0, work: 0 })
            change({ state: next === 'open' ? undefined : next })
          }}
          data={[
            { value: 'open', label: w({ vi: 'Chờ xử lý', en: 'Open' }) },
            { value: 'settled', label: w({ vi: 'Đã xử lý', en: 'Settled' }) },
            { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
          ]}
        />
        <AreaSelect
          value={f.area}
          onChange={(area) => {
            setFrom({ checks: 0, work: 0 })
            change({ area })
          }}
        />
      </Group>
      <p className="pd-muted" style={{ margin: 0 }}>
        <LiveMark open={live} />{' '}
        {w({
          vi: 'Máy chủ giữ nguyên nội dung đã gửi. Nhận lại sau khi sửa, hoặc bỏ và ghi lý do.',
          en: 'The server keeps what was sent as it was. Mend and take it in, or discard it with a reason.',
        })}
        {!may(settleRefused) &&
          w({
            vi: ' Của xã nào, trạm y tế hoặc Ban Chỉ đạo xã đó xử lý; cấp này xử lý việc do cán bộ của mình ghi trên điện thoại.',
            en: ' That of a commune is settled there, by its station or committee; here what officers of this level recorded on phones.',
          })}
      </p>
      <Said words={said} />
      {may(refusedChecks) && (
        <Read of={read}>
          {({ rows }) =>
            (rows.length > 0 || from.checks > 0) && (
              <>
                {page}
                {rows.map((row) => (
                  <Part key={row.refusedId} title={reasonShort[row.reason]}>
                    <SettledLine of={row} />
                    <p style={{ margin: '0 0 8px' }}>{w(row.words)}.</p>
                    <RefusedLines lines={payloadLines(row.payload)}>
                      <dt className="pd-muted">{w({ vi: 'Người gửi', en: 'Sent by' })}</dt>
                      <dd style={{ margin: 0 }}>
                        {row.sender ?? w({ vi: 'người ngoài địa bàn', en: 'somebody outside the area' })}
                        {row.teamId && (
                          <>
                            {', '}
                            <Go href={`/teams/${row.teamId}`}>
                              {w({ vi: 'tổ', en: 'team' })} {row.teamCode}
                            </Go>
                          </>
                        )}
                        , {row.areaName}, {instant(row.receivedAt, language)}
                      </dd>
                      {row.home && (
                        <>
                          <dt className="pd-muted">{w({ vi: 'Hộ', en: 'Home' })}</dt>
                          <dd style={{ margin: 0 }}>
                            <Go href={`/households/${row.home.householdId}`}>{row.home.address}</Go>
                          </dd>
                        </>
                      )}
                    </RefusedLines>
                    {!row.settledAt && may(settleRefused) && (
                      <Group gap="sm" className="pd-no-print">
                        <Button onClick={() => setSettling({ row, how: 'apply' })}>
                          {w({ vi: 'Sửa và nhận', en: 'Mend and take in' })}
                        </Button>
                        <Button variant="default" onClick={() => setSettling({ row, how: 'discard' })}>
                          {w({ vi: 'Bỏ', en: 'Discard' })}
                        </Button>
                      </Group>
                    )}
                  </Part>
                ))}
                {rows.length > 5 && page}
              </>
            )
          }
        </Read>
      )}
      <RefusedWork
        state={state}
        area={f.area}
        alone={!may(refusedChecks) || (read.data?.rows.length === 0 && from.checks === 0)}
        offset={from.work}
        onGo={(work) => setFrom({ ...from, work })}
        onDone={setSaid}
      />
      {settling && (
        <SettleRefused
          {...settling}
          onClose={() => setSettling(null)}
          onDone={(words) => {
            setSettling(null)
            setSaid(words)
          }}
        />
      )}
    </Page>
  )
}
