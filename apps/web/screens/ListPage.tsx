import { Button } from '@mantine/core'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, hour, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Progress } from '@phaodai/ui/Progress.tsx'
import type { TableState } from '@phaodai/ui/tableView.ts'
import { IconX } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { problemOf } from '../api.ts'
import { csvFile, listToCsv } from '../csv.ts'
import { saveFile } from '../saveFile.ts'
import { useTableInUrl } from '../tableInUrl.ts'
import { useSession } from '../useSession.ts'
import type { WholeList } from '../wholeList.ts'
import styles from './Lists.module.css'

/** Something that narrows the list, in words, with the way to take it away. */
export interface Chip {
  key: string
  words: Words
  remove: () => void
}

export interface ListPageProps<Row> {
  title: Words
  /** What the list is of, where its title does not say: a line of the exported file and of the printed sheet. */
  about?: string
  /** Of the exported file: ca-benh. */
  fileName: string
  list: WholeList<Row>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  hrefOf: (row: Row) => string
  /** Controls that ask the server for another list. */
  filters?: ReactNode
  chips?: readonly Chip[]
  /** Stands where the list has no row at all and nothing narrows it. */
  empty: { title: Words; filledBy: Words; action?: ReactNode }
  /** Rows chosen, where the page acts on many at once. */
  chosen?: ReadonlySet<string>
  onChosen?: (keys: ReadonlySet<string>) => void
  /** Above the list: notices, what may be done with the chosen. */
  children?: ReactNode
  /** Below the title: tabs. */
  tabs?: ReactNode
}

/** A list of a module: title, what narrows it, the table with its state in the URL, its export. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const {
    title,
    about = '',
    fileName,
    list,
    columns,
    rowKey,
    hrefOf,
    filters,
    chips = [],
    empty,
    chosen,
    onChosen,
    children,
    tabs,
  } = props
  const { w, language } = useLanguage()
  const session = useSession()
  const { history } = useRouter()
  const [state, setState] = useTableInUrl()
  const { mode, today } = session.instance
  // A column's filter that has no control of its own comes from a link: it is shown, and can be taken away.
  const linked = useMemo(() => chipsOf(columns, state, setState), [columns, state, setState])
  const all = [...chips, ...linked]
  const named = w(title)
  useEffect(() => {
    document.title = `${named} · Pháo Đài`
  }, [named])
  const exportSeen = (seen: readonly Row[], { text }: TableState) => {
    const notes = [
      mode === 'drill'
        ? w({
            vi: `DIỄN TẬP – số liệu giả định, ngày diễn tập ${date(today)}`,
            en: `DRILL – invented data, drill day ${date(today)}`,
          })
        : '',
      `${w(title)} – ${session.post.areaName}`,
      about,
      [...all.map((c) => w(c.words)), text ? w({ vi: `lọc "${text}"`, en: `filter "${text}"` }) : ''].filter(Boolean).join('; '),
      w({
        vi: `Đọc lúc ${instant(new Date(list.readAt).toISOString(), 'vi')}; ${number(seen.length)} dòng`,
        en: `Read ${instant(new Date(list.readAt).toISOString(), 'en')}; ${number(seen.length)} rows`,
      }) +
        (list.total !== null && list.rows.length < list.total
          ? w({
              vi: ` (mới tải ${number(list.rows.length)} / ${number(list.total)})`,
              en: ` (${number(list.rows.length)} of ${number(list.total)} fetched)`,
            })
          : ''),
    ]
    saveFile(csvFile(fileName, today, mode === 'drill', listToCsv({ notes, columns, rows: seen, language })))
  }
  const known = list.total !== null
  // the table's own filters are controls, and controls are not printed
  const narrowed = [
    ...all.map((c) => w(c.words)),
    ...columns.flatMap((c) => {
      const only = c.choices?.filter((choice) => state.only[c.key]?.includes(choice.value)) ?? []
      return only.length > 0 ? [`${w(c.header)}: ${only.map((choice) => w(choice.words)).join(', ')}`] : []
    }),
    ...(state.text ? [w({ vi: `lọc "${state.text}"`, en: `filter "${state.text}"` })] : []),
  ]
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{named}</h1>
        {known && (
          <span className="pd-muted pd-digits" data-total={list.total}>
            {number(list.total)} {w({ vi: 'dòng', en: 'rows' })}
          </span>
        )}
      </div>
      {known && (
        <p className="pd-print">
          {[
            `${w({ vi: 'Số liệu đọc lúc', en: 'Read at' })} ${hour(new Date(list.readAt).toISOString())} ${date(today)}`,
            ...(about ? [about] : []),
            ...narrowed,
          ].join(' · ')}
        </p>
      )}
      {tabs}
      {filters && <div className={`${styles.filters} pd-no-print`}>{filters}</div>}
      {all.length > 0 && (
        <ul className={`${styles.chips} pd-no-print`} aria-label={w({ vi: 'Đang thu hẹp theo', en: 'Narrowed by' })}>
          {all.map((c) => (
            <li key={c.key}>
              <Button variant="default" size="compact-sm" onClick={c.remove} rightSection={<IconX size={14} aria-hidden />}>
                {w(c.words)}
                <span className="pd-hidden"> – {w({ vi: 'bỏ', en: 'remove' })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {children}
      {list.error && (
        <ProblemAlert
          problem={problemOf(list.error)}
          {...(list.rows.length > 0 && {
            kept: { vi: 'Các dòng đã tải vẫn còn bên dưới.', en: 'The rows fetched so far stand below.' },
          })}
          actions={<Button onClick={list.retry}>{w({ vi: 'Thử lại', en: 'Try again' })}</Button>}
        />
      )}
      {known && list.rows.length < list.total! && (
        <div>
          <Progress
            label={{ vi: 'Đang tải danh sách', en: 'Fetching the list' }}
            done={list.rows.length}
            total={list.total}
            unit={{ vi: 'dòng', en: 'rows' }}
          />
          {list.more && (
            <Button mt="xs" variant="default" onClick={list.more}>
              {w({ vi: 'Tải tiếp 5.000 dòng', en: 'Fetch 5,000 more' })}
            </Button>
          )}
        </div>
      )}
      {known && list.total === 0 && all.length === 0 && !list.error ? (
        <EmptyState {...empty} />
      ) : known || !list.error ? (
        <DataTable
          label={title}
          rows={list.rows}
          columns={columns}
          rowKey={rowKey}
          state={state}
          onState={setState}
          onOpen={(row) => history.push(hrefOf(row))}
          onExport={exportSeen}
          height={640}
          empty={known ? empty.title : { vi: 'Đang tải…', en: 'Loading…' }}
          {...(chosen && { chosen })}
          {...(onChosen && { onChosen })}
        />
      ) : null}
    </div>
  )
}

function chipsOf<Row>(columns: readonly Column<Row>[], state: TableState, setState: (s: TableState) => void): Chip[] {
  return Object.entries(state.only).flatMap(([key, values]) => {
    const column = columns.find((c) => c.key === key)
    if (!column || column.choices || values.length === 0) return []
    const said = values.map(date).join(', ')
    return {
      key: `f.${key}`,
      words: { vi: `${column.header.vi}: ${said}`, en: `${column.header.en}: ${said}` },
      remove: () => setState({ ...state, only: Object.fromEntries(Object.entries(state.only).filter(([k]) => k !== key)) }),
    }
  })
}
