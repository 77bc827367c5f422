import { Button, SegmentedControl } from '@mantine/core'
import { orderTest } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { Clock } from '@phaodai/ui/Clock.tsx'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { personPath } from '@phaodai/web/paths.ts'
import { type Chip, ListPage } from '@phaodai/web/screens/ListPage.tsx'
import styles from '@phaodai/web/screens/Lists.module.css'
import { AreaSelect, areaColumn, codeColumn, DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { oneList } from '@phaodai/web/wholeList.ts'
import { useEffect, useMemo, useState } from 'react'
import { slots } from '../rollup.contract.ts'
import { clusters, SignalState, signals } from '../signals.contract.ts'
import { Clusters } from './Clusters.tsx'
import { LiveMark } from './LiveMark.tsx'
import { Acts, type Signal, useOrders } from './SignalActs.tsx'
import { SinceSaid } from './SinceSaid.tsx'
import { kindsText, shortInstant, signalStateWords, slotWords, sourceWords, valueWords } from './words.ts'

const keys = ['disease', 'area', 'team', 'state', 'from', 'until'] as const
const isState = (state: string | undefined): state is 'open' | 'all' | keyof typeof signalStateWords =>
  state === 'open' || state === 'all' || SignalState.options.includes(state as 'closed')

/** Dấu hiệu: who coughs where, until when a sample is owed, what came of it. What arrives is here within a second. */
export default function Signals() {
  const { w, language } = useLanguage()
  const { instance, today, may, post } = useSession()
  const wide = post.role !== 'commune' && post.role !== 'station'
  const [f, change] = useFiltersInUrl(keys)
  const disease = f.disease ?? 'covid19'
  const state = isState(f.state) ? f.state : 'open'
  const live = useLive([{ verb: signals, with: [clusters, slots] }])
  const read = useRead(
    signals,
    {
      disease,
      state,
      limit: 1000,
      ...(f.area && { areaId: f.area }),
      ...(f.team && { teamId: f.team }),
      ...(f.from && { from: f.from }),
      ...(f.until && { until: f.until }),
    } as never,
    { keep: true },
  )
  const list = useMemo(() => oneList<Signal>(read, (a, b) => order(a) - order(b)), [read])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const orders = useOrders(disease)
  const now = nowOf(instance)
  const arrived = useArrived(read.data?.rows, now)
  const columns = useMemo<Column<Signal>[]>(
    () => [
      {
        key: 'name',
        header: { vi: 'Người', en: 'Person' },
        value: (r) => r.name,
        text: (r) => `${r.name ?? ''} ${r.code ?? ''}`,
        draw: (r) =>
          r.subjectId && r.name ? (
            <Go href={personPath(r.subjectId)} tabIndex={-1}>
              {r.name}
            </Go>
          ) : (
            <em>{r.name ?? w({ vi: 'chưa rõ', en: 'not known' })}</em>
          ),
        width: 'minmax(134px, 1.8fr)',
      },
      {
        key: 'kinds',
        header: { vi: 'Dấu hiệu', en: 'Symptoms' },
        value: (r) => kindsText(r.kinds, r.other, w),
        text: (r) => kindsText(r.kinds, r.other, w) + sinceText(r, w),
        width: 'minmax(120px, 1.2fr)',
      },
      {
        key: 'team',
        header: { vi: 'Tổ, hộ', en: 'Team, home' },
        value: (r) => r.teamCode,
        draw: (r) => (
          <>
            {r.teamCode ?? '–'}
            {r.householdId && (
              <>
                {' · '}
                <Go href={`/households/${r.householdId}`} tabIndex={-1}>
                  {w({ vi: 'hộ', en: 'home' })}
                </Go>
              </>
            )}
          </>
        ),
        width: 'minmax(120px, 0.9fr)',
      },
      ...(wide ? [areaColumn<Signal>()] : []),
      codeColumn('source', { vi: 'Nguồn', en: 'Source' }, (r) => r.source, sourceWords, w, 'minmax(96px, 0.8fr)'),
      codeColumn('slot', { vi: 'Buổi', en: 'Slot' }, (r) => r.slot, slotWords, w, '80px'),
      {
        key: 'received',
        header: { vi: 'Nhận lúc', en: 'Received' },
        value: (r) => r.receivedAt,
        text: (r) => shortInstant(r.receivedAt, today),
        width: '104px',
      },
      {
        key: 'state',
        header: { vi: 'Tình trạng', en: 'State' },
        value: (r) => r.state,
        text: (r) => outcome(r, w),
        width: 'minmax(124px, 1fr)',
      },
      {
        key: 'due',
        header: { vi: 'Hạn', en: 'Due' },
        value: (r) => r.dueAt,
        text: (r) => (r.dueAt ? instant(r.dueAt, language) : '–'),
        draw: (r) => (r.dueAt ? <Clock at={r.dueAt} now={now} /> : '–'),
        width: '150px',
      },
      {
        key: 'act',
        header: { vi: 'Việc', en: 'Act' },
        value: () => null,
        draw: (r) => <Acts signal={r} disease={disease} orders={orders} />,
        width: '192px',
      },
    ],
    [w, language, today, now, disease, orders, wide],
  )
  const toOrder = (list.rows as readonly Signal[]).filter((r) => r.state === 'to-order' && chosen.has(r.signalId))
  const clock = read.data?.clock
  const chips: Chip[] = [
    ...(f.team ? [{ key: 'team', words: { vi: 'Một tổ', en: 'One team' }, remove: () => change({ team: undefined }) }] : []),
  ]
  return (
    <ListPage
      title={{ vi: 'Dấu hiệu', en: 'Signals' }}
      fileName="dau-hieu"
      list={list}
      columns={columns}
      rowKey={(r) => r.signalId}
      hrefOf={(r) => (r.subjectId ? personPath(r.subjectId) : r.householdId ? `/households/${r.householdId}` : '/signals')}
      chosen={chosen}
      onChosen={setChosen}
      chips={chips}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Tình trạng', en: 'State' })}
            value={state}
            onChange={(next) => change({ state: next === 'open' ? undefined : next })}
            data={[
              { value: 'open', label: w({ vi: 'Chưa xong', en: 'Open' }) },
              { value: 'to-order', label: w(signalStateWords['to-order']) },
              { value: 'ordered', label: w(signalStateWords.ordered) },
              { value: 'sampled', label: w(signalStateWords.sampled) },
              { value: 'answered', label: w(signalStateWords.answered) },
              { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
            ]}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={f.from} onChange={(from) => change({ from })} />
          <DayInput label={{ vi: 'Đến', en: 'Until' }} value={f.until} onChange={(until) => change({ until })} />
        </>
      }
      empty={{
        title: { vi: 'Không có dấu hiệu nào chờ xử lý', en: 'No signal waits' },
        filledBy: {
          vi: 'Dấu hiệu đến từ lượt hỏi của các tổ, lần thăm tại nhà, nhà thuốc, phòng khám, bệnh viện và khai báo y tế; trang này tự hiện ngay khi có.',
          en: 'Signals come from the teams, visits, pharmacies, clinics, hospitals and declarations; they show here at once.',
        },
      }}
    >
      <p className="pd-muted" style={{ margin: 0 }}>
        <LiveMark open={live} />{' '}
        {read.data && read.data.late > 0 && (
          <strong>{w({ vi: `${number(read.data.late)} dấu hiệu quá hạn. `, en: `${number(read.data.late)} overdue. ` })}</strong>
        )}
        {clock &&
          w({
            vi: `Người có dấu hiệu được lấy mẫu trong ${number(clock.hours)} giờ. Căn cứ: ${clock.source.vi}.`,
            en: `A sample is owed within ${number(clock.hours)} hours. Source: ${clock.source.en}.`,
          })}
      </p>
      {read.data && !clock && <PolicyNotice kind="none" on={today} />}
      {arrived.rows.length > 0 && (
        <section className={styles.acting} role="status" aria-label={w({ vi: 'Dấu hiệu mới đến', en: 'Signals just arrived' })}>
          <strong>
            {w({ vi: `${number(arrived.rows.length)} dấu hiệu mới đến`, en: `${number(arrived.rows.length)} just arrived` })}
          </strong>
          {arrived.rows.slice(0, 5).map((r) => (
            <span key={r.signalId} style={{ display: 'inline-flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
              {shortInstant(r.receivedAt, today)} · {r.name ?? w(signalStateWords['to-identify'])}:{' '}
              {kindsText(r.kinds, r.other, w)} {r.teamCode && `(${r.teamCode})`}
              <Acts signal={r} disease={disease} orders={orders} />
            </span>
          ))}
          <Button variant="default" size="compact-sm" onClick={arrived.seen}>
            {w({ vi: 'Đã xem', en: 'Seen' })}
          </Button>
        </section>
      )}
      <SinceSaid rows={read.data?.rows ?? []} />
      <Clusters disease={disease} areaId={f.area} />
      <Said words={orders.said} />
      {orders.problems}
      {chosen.size > 0 && (
        <div className={`${styles.acting} pd-no-print`} role="status">
          <strong>{w({ vi: `Đã chọn ${number(chosen.size)}`, en: `${number(chosen.size)} chosen` })}</strong>
          {may(orderTest) && (
            <Button
              disabled={toOrder.length === 0}
              loading={orders.busy}
              onClick={async () => {
                await orders.send(toOrder)
                setChosen(new Set())
              }}
            >
              {w({
                vi: `Chỉ định lấy mẫu ngay cho ${number(toOrder.length)} người`,
                en: `Order samples for ${number(toOrder.length)}`,
              })}
            </Button>
          )}
          <Button variant="default" onClick={() => setChosen(new Set())}>
            {w({ vi: 'Bỏ chọn', en: 'Clear' })}
          </Button>
        </div>
      )}
    </ListPage>
  )
}

function sinceText(r: Signal, w: (words: Words) => string): string {
  if (r.sinceOn) return w({ vi: ` từ ${date(r.sinceOn)}`, en: ` since ${date(r.sinceOn)}` })
  return r.sinceSaid ? w({ vi: '; cần hỏi lại ngày khởi phát', en: '; ask the first day again' }) : ''
}

/** Late first, then by the clock; what has none comes last. */
const order = (r: Signal) => (r.dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(r.dueAt))

function outcome(r: Signal, w: (words: Words) => string): string {
  if (r.state === 'answered' && r.result) return w(valueWords[r.result] ?? { vi: r.result, en: r.result })
  if (r.state === 'closed') return `${w(signalStateWords.closed)}: ${r.closeReason ?? ''}`
  return w(signalStateWords[r.state])
}

/** What came in while the page is open and still waits for somebody; the tab says how many. */
function useArrived(rows: readonly Signal[] | undefined, now: string) {
  const [since, setSince] = useState(now)
  const waiting = (rows ?? []).filter((r) => r.receivedAt >= since && (r.state === 'to-order' || r.state === 'to-identify'))
  useEffect(() => {
    const plain = document.title.replace(/^\(\d+\) /, '')
    document.title = waiting.length > 0 ? `(${waiting.length}) ${plain}` : plain
  }, [waiting.length])
  return { rows: waiting, seen: () => setSince(now) }
}
