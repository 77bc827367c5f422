import { Button, SegmentedControl } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { duration, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { AreaSelect, areaColumn, codeColumn, dayColumn } from '@phaodai/web/screens/listParts.tsx'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWholeList } from '@phaodai/web/wholeList.ts'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { metTasks } from '../measures.contract.ts'
import { giveTask, type TaskRow, tasks } from '../tasks.contract.ts'
import { GiveTask } from './GiveTask.tsx'
import { shortWhen, stateWords } from './words.ts'

const keys = ['view', 'state', 'area', 'source'] as const
const views = ['mine', 'given', 'told', 'all'] as const
const viewWords: Record<(typeof views)[number], Words> = {
  mine: { vi: 'Của tôi', en: 'Mine' },
  given: { vi: 'Tôi giao', en: 'Given by me' },
  told: { vi: 'Quá hạn báo lên tôi', en: 'Late, shown to me' },
  all: { vi: 'Toàn địa bàn', en: 'All of my area' },
}
const states = ['open', 'late', 'reported', 'closed', 'any'] as const
const choiceWords: Record<(typeof states)[number], Words> = {
  open: { vi: 'Đang mở', en: 'Open' },
  late: { vi: 'Quá hạn', en: 'Late' },
  reported: { vi: 'Chờ nghiệm thu', en: 'To be checked' },
  closed: { vi: 'Đã nghiệm thu', en: 'Done' },
  any: { vi: 'Tất cả', en: 'All' },
}
const pathOf = (r: { taskId: string }) => `/tasks/${r.taskId}`

/** Chỉ đạo: the work that my unit has, that it gave, and what is late so long that it has come up to it. */
export default function Tasks() {
  const { w } = useLanguage()
  const session = useSession()
  const { may } = session
  const { history } = useRouter()
  const [f, change] = useFiltersInUrl(keys)
  const [giving, setGiving] = useState(false)
  const view = (f.view ?? 'mine') as (typeof views)[number]
  const areas = useMemo(() => f.area?.split(',') ?? [], [f.area])
  const asked = useMemo(() => ({ view: f.view ?? 'mine', state: f.state, sourceId: f.source }), [f])
  const list = useWholeList<TaskRow>(tasks, asked, view === 'mine' ? [] : areas)
  useLive([{ verb: tasks, with: [metTasks] }])
  const first = list.first as z.output<typeof tasks.output> | undefined
  const now = nowOf(session.instance)
  const columns = useMemo<Column<TaskRow>[]>(
    () => [
      {
        key: 'words',
        header: { vi: 'Việc', en: 'What' },
        value: (r) => r.words,
        draw: (r) => (
          <Go href={pathOf(r)} tabIndex={-1}>
            {r.words.length > 160 ? `${r.words.slice(0, 158)}…` : r.words}
          </Go>
        ),
        width: 'minmax(300px, 4fr)',
      },
      {
        key: 'who',
        header: { vi: 'Ai làm', en: 'Who' },
        value: (r) => r.bodyName ?? (r.shared || r.teamId ? r.assignee : r.areaName),
        width: 'minmax(140px, 1fr)',
      },
      {
        key: 'due',
        header: { vi: 'Hạn', en: 'When' },
        value: (r) => r.dueOn,
        text: (r) => {
          const said = shortWhen(r)
          return said ? w(said) : '–'
        },
        width: 'minmax(130px, 1fr)',
      },
      codeColumn('state', { vi: 'Tình trạng', en: 'State' }, (r) => r.state, stateWords, w),
      {
        key: 'late',
        header: { vi: 'Quá hạn', en: 'Late' },
        value: (r) => r.lateSince,
        text: (r) => (r.lateSince ? w(duration(Date.parse(now) - Date.parse(r.lateSince))) : '–'),
        width: '110px',
      },
      {
        key: 'percent',
        header: { vi: 'Tiến độ', en: 'Progress' },
        value: (r) => r.percent ?? (r.children > 0 ? (100 * r.childrenClosed) / r.children : null),
        text: (r) => (r.children > 0 ? `${r.childrenClosed}/${r.children}` : r.percent !== null ? `${number(r.percent)} %` : '–'),
        align: 'right',
        width: '90px',
      },
      {
        key: 'responsible',
        header: { vi: 'Chịu trách nhiệm', en: 'Responsible' },
        value: (r) => r.responsible,
        width: 'minmax(120px, 1fr)',
      },
      { key: 'product', header: { vi: 'Kết quả', en: 'Result' }, value: (r) => r.product, width: 'minmax(110px, 1fr)' },
      { key: 'from', header: { vi: 'Nơi giao', en: 'From' }, value: (r) => r.fromName, width: 'minmax(120px, 1fr)' },
      { key: 'source', header: { vi: 'Từ', en: 'Source' }, value: (r) => r.sourceLabel, width: 'minmax(130px, 1fr)' },
      areaColumn(),
      dayColumn('given', { vi: 'Ngày giao', en: 'Given' }, (r) => r.givenAt.slice(0, 10)),
    ],
    [w, now],
  )
  const chase = first?.chase
  const met = useRead(metTasks, {}, { enabled: may(metTasks) && view === 'given' })
  return (
    <ListPage
      title={{ vi: 'Chỉ đạo', en: 'Tasks' }}
      about={w(viewWords[view])}
      fileName="chi-dao"
      list={list}
      columns={columns}
      rowKey={(r) => r.taskId}
      hrefOf={pathOf}
      tabs={
        <SegmentedControl
          className="pd-no-print"
          style={{ justifySelf: 'start' }}
          aria-label={w({ vi: 'Nhiệm vụ nào', en: 'Which tasks' })}
          value={view}
          onChange={(next) => change({ view: next === 'mine' ? undefined : next, state: next === 'told' ? 'late' : undefined })}
          data={views.map((value) => ({ value, label: w(viewWords[value]) }))}
        />
      }
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Tình trạng', en: 'State' })}
            value={f.state ?? 'open'}
            onChange={(state) => change({ state: state === 'open' ? undefined : state })}
            data={states.map((value) => ({ value, label: w(choiceWords[value]) }))}
          />
          {view !== 'mine' && <AreaSelect value={f.area} onChange={(area) => change({ area })} />}
          {may(giveTask) && (
            <Button onClick={() => setGiving(true)} style={{ alignSelf: 'flex-end' }}>
              {w({ vi: 'Giao nhiệm vụ', en: 'Give a task' })}
            </Button>
          )}
        </>
      }
      chips={
        f.source
          ? [
              {
                key: 'source',
                words: {
                  vi: `Từ: ${list.rows[0]?.sourceLabel ?? 'một nguồn'}`,
                  en: `From: ${list.rows[0]?.sourceLabel ?? 'one source'}`,
                },
                remove: () => change({ source: undefined }),
              },
            ]
          : []
      }
      empty={{
        title: { vi: 'Không có nhiệm vụ nào đang mở', en: 'No open task' },
        filledBy: {
          vi: 'Nhiệm vụ đến từ văn bản chỉ đạo được xác nhận, kết quả kiểm tra, kết luận giao ban, hoặc do cấp trên giao.',
          en: 'They come from directives that were confirmed, inspections, briefings, or the level above.',
        },
      }}
    >
      {chase && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({
            vi: `Quá hạn được báo nơi giao sau ${number(chase.giverHours)} giờ, rồi mỗi ${number(chase.nextLevelEveryHours)} giờ báo thêm một cấp (${chase.source}).`,
            en: `A late task is shown to its giver after ${number(chase.giverHours)} hours, then to one more level each ${number(chase.nextLevelEveryHours)} hours (${chase.source}).`,
          })}
        </p>
      )}
      {met.data && met.data.rows.length > 0 && (
        <section
          className="pd-surface"
          style={{ padding: 12 }}
          aria-label={w({ vi: 'Đạt theo số liệu', en: 'Met by their figures' })}
        >
          <p style={{ margin: 0 }}>
            {w({
              vi: `${met.data.rows.length} nhiệm vụ đã đạt theo số liệu, đề nghị nghiệm thu:`,
              en: `${met.data.rows.length} tasks are met by their figures; proposed to be accepted as done:`,
            })}
          </p>
          <ul style={{ margin: '4px 0 0' }}>
            {met.data.rows.map((m) => (
              <li key={m.taskId}>
                <Go href={pathOf(m)}>{m.words.length > 120 ? `${m.words.slice(0, 118)}…` : m.words}</Go> · {m.areaName} ·{' '}
                <span className="pd-digits">
                  {number(m.done)}/{number(m.whole)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {giving && <GiveTask onClose={() => setGiving(false)} onDone={(taskId) => history.push(pathOf({ taskId }))} />}
    </ListPage>
  )
}
