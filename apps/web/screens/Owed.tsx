import { Button, Modal, SegmentedControl, Select } from '@mantine/core'
import { issue, owed } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { IssueBatch } from '@phaodai/modules/quarantine/web/IssueBatch.tsx'
import { Clock } from '@phaodai/ui/Clock.tsx'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { sessionQuery } from '../session.ts'
import { useWholeList } from '../wholeList.ts'
import { ListPage } from './ListPage.tsx'
import styles from './Lists.module.css'
import { AreaSelect, areaColumn, levelMark, whoColumns } from './listParts.tsx'
import { owedStateWords, owedWords } from './listWords.ts'

type Answer = z.output<typeof owed.output>
type Row = Answer['rows'][number]
const keys = ['disease', 'area', 'kind', 'state'] as const
const keyOf = (r: Row) => `${r.kind} ${r.subjectId} ${r.orderId ?? ''} ${r.dueOn ?? ''} ${r.dueAt ?? ''}`

/** Việc hôm nay: what is owed and late, the latest first; persons to be isolated can be chosen together. */
export default function Owed() {
  const { w, language } = useLanguage()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [f, change] = useFiltersInUrl(keys)
  const areas = useMemo(() => f.area?.split(',') ?? [], [f.area])
  const asked = useMemo(() => ({ disease: f.disease, kind: f.kind, state: f.state }), [f])
  const list = useWholeList<Row>(owed, asked, areas)
  const first = list.first as Answer | undefined
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [issuing, setIssuing] = useState<readonly Row[] | null>(null)
  const columns = useMemo<Column<Row>[]>(
    () => [
      ...whoColumns<Row>(),
      {
        key: 'level',
        header: { vi: 'Mức', en: 'Level' },
        value: (r) => r.level,
        draw: (r) => (r.level ? levelMark(r.level === 'arrival' ? '–' : r.level) : '–'),
        width: '80px',
      },
      areaColumn(),
      {
        key: 'what',
        header: { vi: 'Việc', en: 'What' },
        value: (r) => w(r.words),
        text: (r) => w(r.words) + (r.unconfirmed ? ` (${w({ vi: 'con số chưa xác nhận', en: 'unconfirmed number' })})` : ''),
        width: 'minmax(220px, 2.4fr)',
      },
      {
        key: 'state',
        header: { vi: 'Tình trạng', en: 'State' },
        value: (r) => r.state,
        text: (r) => w(owedStateWords[r.state]),
        choices: Object.entries(owedStateWords).map(([value, words]) => ({ value, words })),
        width: '120px',
      },
      {
        key: 'due',
        header: { vi: 'Hạn', en: 'Due' },
        value: (r) => r.dueAt ?? r.dueOn,
        text: (r) => (r.dueAt ? instant(r.dueAt, language) : date(r.dueOn)),
        draw: (r) => (r.dueOn ? <Clock on={r.dueOn} today={session.instance.today} /> : '–'),
        width: '176px',
      },
    ],
    [w, language, session.instance.today],
  )
  const toIsolate = useMemo(() => list.rows.filter((r) => r.kind === 'isolate' && chosen.has(keyOf(r))), [list.rows, chosen])
  const done = () => {
    setIssuing(null)
    setChosen(new Set())
  }
  const mayIssue = session.verbs.includes(issue.name)
  return (
    <ListPage
      title={{ vi: 'Việc hôm nay', en: 'Owed today' }}
      fileName="viec-hom-nay"
      list={list}
      columns={columns}
      rowKey={keyOf}
      hrefOf={(r) => personPath(r.subjectId)}
      chosen={chosen}
      onChosen={setChosen}
      filters={
        <>
          <Select
            label={w({ vi: 'Loại việc', en: 'Kind' })}
            placeholder={w({ vi: 'Mọi việc', en: 'Everything' })}
            data={Object.entries(owedWords).map(([value, said]) => {
              const n = first?.byKind[value]
              return { value, label: n ? `${w(said)} (${number(n.due + n.late)})` : w(said) }
            })}
            value={f.kind ?? null}
            onChange={(kind) => change({ kind: kind ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ loại việc', en: 'Clear the kind' }) }}
            w={230}
          />
          <SegmentedControl
            aria-label={w({ vi: 'Tình trạng', en: 'State' })}
            value={f.state ?? 'today'}
            onChange={(state) => change({ state: state === 'today' ? undefined : state })}
            data={[
              { value: 'today', label: w({ vi: 'Hôm nay và quá hạn', en: 'Today and late' }) },
              { value: 'late', label: w(owedStateWords.late) },
              { value: 'upcoming', label: w(owedStateWords.upcoming) },
            ]}
          />
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        </>
      }
      empty={{
        title: { vi: 'Không có việc nào đến hạn', en: 'Nothing is due' },
        filledBy: {
          vi: 'Việc phát sinh từ mức F0, F1, F2, từ quyết định cách ly và từ quy định đang hiệu lực.',
          en: 'What is owed follows from levels, from orders and from the rules in force.',
        },
      }}
    >
      {first && !first.policyInForce && <PolicyNotice kind="none" on={first.day} />}
      {chosen.size > 0 && (
        <div className={`${styles.acting} pd-no-print`} role="status">
          <strong>{w({ vi: `Đã chọn ${number(chosen.size)} việc`, en: `${number(chosen.size)} chosen` })}</strong>
          {mayIssue && (
            <Button disabled={toIsolate.length === 0} onClick={() => setIssuing(toIsolate)}>
              {w({
                vi: `Ra quyết định cách ly cho ${number(toIsolate.length)} người`,
                en: `Issue orders for ${number(toIsolate.length)}`,
              })}
            </Button>
          )}
          <Button variant="default" onClick={() => setChosen(new Set())}>
            {w({ vi: 'Bỏ chọn', en: 'Clear' })}
          </Button>
        </div>
      )}
      {issuing && (
        <Modal
          opened
          size="lg"
          onClose={done}
          title={w({ vi: 'Ra quyết định cách ly', en: 'Issue isolation orders' })}
          closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
        >
          <IssueBatch people={issuing} disease={f.disease ?? 'covid19'} onClose={done} />
        </Modal>
      )}
    </ListPage>
  )
}
