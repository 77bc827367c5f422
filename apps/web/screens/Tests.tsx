import { SegmentedControl, Tabs } from '@mantine/core'
import { orders, results, samples } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { z } from 'zod'
import { type UrlFilters, useFiltersInUrl } from '../filtersInUrl.ts'
import { Go } from '../Go.tsx'
import { personPath } from '../paths.ts'
import { sessionQuery } from '../session.ts'
import { useWholeList } from '../wholeList.ts'
import { spanOf } from './Cases.tsx'
import { type Chip, ListPage } from './ListPage.tsx'
import { AreaSelect, areaColumn, codeColumn, DayInput, dayColumn, whoColumns } from './listParts.tsx'
import { methodWords, reasonWords, sampleWords, testOrderWords, valueWords } from './listWords.ts'

type OrderRow = z.output<typeof orders.output>['rows'][number]
type SampleRow = z.output<typeof samples.output>['rows'][number]
type ResultRow = z.output<typeof results.output>['rows'][number]
const keys = ['tab', 'disease', 'area', 'from', 'until', 'state', 'value'] as const
type Key = (typeof keys)[number]
type Change = (next: { [key in Key]?: string | undefined }) => void

const tabs = [
  { value: 'orders', verb: orders.name, words: { vi: 'Chỉ định', en: 'Orders' } },
  { value: 'samples', verb: samples.name, words: { vi: 'Mẫu', en: 'Samples' } },
  { value: 'results', verb: results.name, words: { vi: 'Kết quả', en: 'Results' } },
] as const

/** Xét nghiệm: what is ordered, what was sampled, what came back. */
export default function Tests() {
  const { w } = useLanguage()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [f, change] = useFiltersInUrl<Key>(keys)
  const mine = tabs.filter((t) => session.verbs.includes(t.verb))
  const tab = mine.find((t) => t.value === f.tab)?.value ?? mine[0]?.value ?? 'results'
  const head = (
    <Tabs
      value={tab}
      onChange={(next) =>
        change({ tab: next ?? undefined, state: undefined, value: undefined, from: undefined, until: undefined })
      }
    >
      <Tabs.List>
        {mine.map((t) => (
          <Tabs.Tab key={t.value} value={t.value} id={`tests-${t.value}`} aria-controls="tests-list">
            {w(t.words)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
  const given = { f, change, tabs: head }
  const List = { orders: Orders, samples: Samples, results: Results }[tab]
  return (
    <div id="tests-list" role="tabpanel" aria-labelledby={`tests-${tab}`} style={{ minWidth: 0 }}>
      <List {...given} />
    </div>
  )
}

interface TabProps {
  f: UrlFilters<Key>
  change: Change
  tabs: ReactNode
}

const stateChoice = (
  w: (words: Words) => string,
  f: UrlFilters<Key>,
  change: Change,
  first: string,
  states: Record<string, Words>,
) => (
  <SegmentedControl
    aria-label={w({ vi: 'Tình trạng', en: 'State' })}
    value={f.state ?? first}
    onChange={(state) => change({ state: state === first ? undefined : state })}
    data={Object.entries(states).map(([value, said]) => ({ value, label: w(said) }))}
  />
)

const dayChips = (said: Words, f: UrlFilters<Key>, change: Change): Chip[] =>
  f.from || f.until
    ? [
        {
          key: 'days',
          words: { vi: `${said.vi} ${spanOf(f.from, f.until)}`, en: `${said.en} ${spanOf(f.from, f.until)}` },
          remove: () => change({ from: undefined, until: undefined }),
        },
      ]
    : []

const days = (f: UrlFilters<Key>, change: Change) => (
  <>
    <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={f.from} onChange={(from) => change({ from })} />
    <DayInput label={{ vi: 'Đến', en: 'Until' }} value={f.until} onChange={(until) => change({ until })} />
  </>
)

const areasOf = (f: UrlFilters<Key>) => f.area?.split(',') ?? []

function Orders({ f, change, tabs: head }: TabProps) {
  const { w, language } = useLanguage()
  const areas = useMemo(() => areasOf(f), [f])
  const asked = useMemo(() => ({ disease: f.disease, state: f.state }), [f])
  const list = useWholeList<OrderRow>(orders, asked, areas)
  const columns = useMemo<Column<OrderRow>[]>(
    () => [
      ...whoColumns<OrderRow>(),
      areaColumn(),
      codeColumn('reason', { vi: 'Lý do', en: 'Reason' }, (r) => r.reason, reasonWords, w),
      codeColumn('state', { vi: 'Tình trạng', en: 'State' }, (r) => r.state, testOrderWords, w),
      {
        key: 'due',
        header: { vi: 'Hạn lấy mẫu', en: 'Due' },
        value: (r) => r.dueAt,
        text: (r) => instant(r.dueAt, language),
        width: 'minmax(190px, 1fr)',
      },
      {
        key: 'ordered',
        header: { vi: 'Chỉ định lúc', en: 'Ordered' },
        value: (r) => r.orderedAt,
        text: (r) => instant(r.orderedAt, language),
        width: 'minmax(190px, 1fr)',
      },
    ],
    [w, language],
  )
  return (
    <ListPage
      title={{ vi: 'Xét nghiệm: chỉ định', en: 'Tests: orders' }}
      fileName="chi-dinh-xet-nghiem"
      list={list}
      columns={columns}
      rowKey={(r) => r.orderId}
      hrefOf={(r) => personPath(r.subjectId)}
      tabs={head}
      filters={
        <>
          {stateChoice(w, f, change, 'open', {
            open: { vi: 'Chưa lấy mẫu', en: 'Open' },
            late: testOrderWords.late,
            sampled: testOrderWords.sampled,
            all: { vi: 'Tất cả', en: 'All' },
          })}
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        </>
      }
      empty={{
        title: { vi: 'Không có chỉ định nào', en: 'No test orders' },
        filledBy: {
          vi: 'Chỉ định đến từ trang của từng người và từ lịch xét nghiệm.',
          en: 'Orders come from a person’s page and from the test schedule.',
        },
      }}
    />
  )
}

function Samples({ f, change, tabs: head }: TabProps) {
  const { w, language } = useLanguage()
  const areas = useMemo(() => areasOf(f), [f])
  const asked = useMemo(() => ({ disease: f.disease, state: f.state, from: f.from, until: f.until }), [f])
  const list = useWholeList<SampleRow>(samples, asked, areas)
  const columns = useMemo<Column<SampleRow>[]>(
    () => [
      {
        key: 'barcode',
        header: { vi: 'Mã vạch', en: 'Barcode' },
        value: (r) => r.barcode,
        width: 'minmax(140px, 1fr)',
        draw: (r) => (
          <Go href={personPath(r.subjectId)} tabIndex={-1}>
            {r.barcode}
          </Go>
        ),
      },
      { key: 'label', header: { vi: 'Nhãn', en: 'Label' }, value: (r) => r.label.name, width: 'minmax(140px, 1.4fr)' },
      { key: 'born', header: { vi: 'Năm sinh', en: 'Born' }, value: (r) => r.label.birthYear, align: 'right', width: '96px' },
      {
        key: 'sampled',
        header: { vi: 'Lấy lúc', en: 'Sampled' },
        value: (r) => r.sampledAt,
        text: (r) => instant(r.sampledAt, language),
        width: 'minmax(190px, 1fr)',
      },
      {
        key: 'received',
        header: { vi: 'Phòng xét nghiệm nhận', en: 'Received' },
        value: (r) => r.receivedAt,
        text: (r) => (r.receivedAt ? instant(r.receivedAt, language) : '–'),
        width: 'minmax(180px, 1fr)',
      },
      codeColumn('state', { vi: 'Tình trạng', en: 'State' }, (r) => r.state, sampleWords, w),
    ],
    [w, language],
  )
  return (
    <ListPage
      title={{ vi: 'Xét nghiệm: mẫu', en: 'Tests: samples' }}
      fileName="mau-xet-nghiem"
      list={list}
      columns={columns}
      rowKey={(r) => r.sampleId}
      hrefOf={(r) => personPath(r.subjectId)}
      tabs={head}
      chips={dayChips({ vi: 'Lấy', en: 'Sampled' }, f, change)}
      filters={
        <>
          {stateChoice(w, f, change, 'waiting', {
            waiting: sampleWords.waiting,
            answered: sampleWords.answered,
            standing: { vi: 'Cả hai', en: 'Both' },
            all: { vi: 'Kể cả đã hủy', en: 'Voided too' },
          })}
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          {days(f, change)}
        </>
      }
      empty={{
        title: { vi: 'Không có mẫu nào đang chờ', en: 'No sample waits' },
        filledBy: {
          vi: 'Mẫu xuất hiện ở đây khi được lấy và dán mã vạch.',
          en: 'A sample appears here when it is taken and labelled.',
        },
      }}
    />
  )
}

function Results({ f, change, tabs: head }: TabProps) {
  const { w, language } = useLanguage()
  const areas = useMemo(() => areasOf(f), [f])
  const asked = useMemo(() => ({ disease: f.disease, state: f.state, value: f.value, from: f.from, until: f.until }), [f])
  const list = useWholeList<ResultRow>(results, asked, areas)
  const columns = useMemo<Column<ResultRow>[]>(
    () => [
      ...whoColumns<ResultRow>(),
      areaColumn(),
      { key: 'barcode', header: { vi: 'Mã vạch', en: 'Barcode' }, value: (r) => r.barcode, width: 'minmax(120px, 0.8fr)' },
      codeColumn('method', { vi: 'Phương pháp', en: 'Method' }, (r) => r.method, methodWords, w),
      codeColumn('value', { vi: 'Kết quả', en: 'Result' }, (r) => r.value, valueWords, w),
      {
        key: 'ct',
        header: { vi: 'Ct', en: 'Ct' },
        value: (r) => r.ct,
        text: (r) => number(r.ct, 1),
        align: 'right',
        width: '72px',
      },
      dayColumn('sampled', { vi: 'Lấy mẫu', en: 'Sampled' }, (r) => r.sampledOn),
      {
        key: 'released',
        header: { vi: 'Trả lúc', en: 'Released' },
        value: (r) => r.releasedAt,
        text: (r) => instant(r.releasedAt, language),
        width: 'minmax(190px, 1fr)',
      },
      {
        key: 'note',
        header: { vi: 'Ghi chú', en: 'Note' },
        value: (r) =>
          r.voidedAt
            ? w({ vi: `đã hủy: ${r.voidReason ?? ''}`, en: `voided: ${r.voidReason ?? ''}` })
            : r.suspect
              ? w({ vi: 'nghi ngờ, chưa xác định', en: 'suspect' })
              : r.corrects
                ? w({ vi: 'bản đính chính', en: 'correction' })
                : null,
        width: 'minmax(140px, 1fr)',
      },
    ],
    [w, language],
  )
  return (
    <ListPage
      title={{ vi: 'Xét nghiệm: kết quả', en: 'Tests: results' }}
      fileName="ket-qua-xet-nghiem"
      list={list}
      columns={columns}
      rowKey={(r) => r.resultId}
      hrefOf={(r) => personPath(r.subjectId)}
      tabs={head}
      chips={[
        ...dayChips({ vi: 'Trả', en: 'Released' }, f, change),
        ...(f.value
          ? [
              {
                key: 'value',
                words: valueWords[f.value as keyof typeof valueWords] ?? { vi: f.value, en: f.value },
                remove: () => change({ value: undefined }),
              },
            ]
          : []),
      ]}
      filters={
        <>
          {stateChoice(w, f, change, 'standing', {
            standing: { vi: 'Có giá trị', en: 'Standing' },
            suspect: { vi: 'Nghi ngờ', en: 'Suspect' },
            voided: { vi: 'Đã hủy', en: 'Voided' },
          })}
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          {days(f, change)}
        </>
      }
      empty={{
        title: { vi: 'Chưa có kết quả nào', en: 'No results yet' },
        filledBy: { vi: 'Kết quả xuất hiện khi phòng xét nghiệm trả.', en: 'Results appear when a laboratory releases them.' },
      }}
    />
  )
}
