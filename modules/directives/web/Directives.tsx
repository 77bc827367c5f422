import { Button, SegmentedControl } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { areaColumn, codeColumn, dayColumn } from '@phaodai/web/screens/listParts.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useWholeList } from '@phaodai/web/wholeList.ts'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { directives, takeIn } from '../directives.contract.ts'
import { Incoming } from './Incoming.tsx'
import { documentStateWords } from './words.ts'

type Row = z.output<typeof directives.output>['rows'][number]
const keys = ['state'] as const
const states = ['all', 'draft', 'issued', 'voided'] as const
const pathOf = (r: { directiveId: string }) => `/directives/${r.directiveId}`

/** Văn bản chỉ đạo: the book of documents taken in; a file dropped here is read at once. */
export default function Directives() {
  const { w } = useLanguage()
  const { may } = useSession()
  const { history } = useRouter()
  const [f, change] = useFiltersInUrl(keys)
  const asked = useMemo(() => ({ state: f.state }), [f])
  const list = useWholeList<Row>(directives, asked)
  const write = useWrite(takeIn)
  const [file, setFile] = useState<File | null>(null)
  const take = async (chosen: File | null) => {
    setFile(chosen)
    if (!chosen) return
    const made = await write.send({ fileName: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) })
    if (made) history.push(pathOf(made))
  }
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: 'incoming',
        header: { vi: 'Số đến', en: 'Incoming' },
        value: (r) => r.incomingYear * 100_000 + r.incomingNo,
        text: (r) => `${r.incomingNo}/${r.incomingYear}`,
        width: '90px',
      },
      {
        key: 'number',
        header: { vi: 'Văn bản', en: 'Document' },
        value: (r) => [r.header.kind, r.header.number].filter(Boolean).join(' ') || r.fileName,
        draw: (r) => (
          <Go href={pathOf(r)} tabIndex={-1}>
            {[r.header.kind, r.header.number].filter(Boolean).join(' ') || r.fileName}
          </Go>
        ),
        width: 'minmax(170px, 1fr)',
      },
      dayColumn('date', { vi: 'Ngày', en: 'Dated' }, (r) => r.header.date),
      { key: 'issuer', header: { vi: 'Nơi ban hành', en: 'Issuer' }, value: (r) => r.header.issuer, width: 'minmax(140px, 1fr)' },
      { key: 'subject', header: { vi: 'Trích yếu', en: 'Subject' }, value: (r) => r.header.subject, width: 'minmax(200px, 2fr)' },
      areaColumn(),
      codeColumn('state', { vi: 'Tình trạng', en: 'State' }, (r) => r.state, documentStateWords, w),
      {
        key: 'tasks',
        header: { vi: 'Nhiệm vụ', en: 'Tasks' },
        value: (r) => r.tasks,
        text: (r) => number(r.tasks),
        align: 'right',
        width: '90px',
      },
    ],
    [w],
  )
  return (
    <ListPage
      title={{ vi: 'Văn bản chỉ đạo', en: 'Directives' }}
      fileName="van-ban-chi-dao"
      list={list}
      columns={columns}
      rowKey={(r) => r.directiveId}
      hrefOf={pathOf}
      filters={
        <SegmentedControl
          aria-label={w({ vi: 'Tình trạng', en: 'State' })}
          value={f.state ?? 'all'}
          onChange={(state) => change({ state: state === 'all' ? undefined : state })}
          data={states.map((value) => ({
            value,
            label: w(value === 'all' ? { vi: 'Tất cả', en: 'All' } : documentStateWords[value]),
          }))}
        />
      }
      empty={{
        title: { vi: 'Chưa tiếp nhận văn bản nào', en: 'No directive was taken in yet' },
        filledBy: {
          vi: 'Thả một thông báo, chỉ thị, công điện (.txt, .docx, .pdf có lớp chữ) vào khung trên: các nhiệm vụ được đọc ra để soát, chưa giao cho ai.',
          en: 'Drop a document above: its tasks are read out to be looked at; nothing is given to anybody.',
        },
      }}
    >
      <Incoming />
      {may(takeIn) && (
        <div className="pd-no-print">
          <FileField
            label={{ vi: 'Tiếp nhận văn bản (.txt, .docx, .pdf)', en: 'Take in a document (.txt, .docx, .pdf)' }}
            accept=".txt,.docx,.pdf"
            file={file}
            onFile={(chosen) => void take(chosen)}
          />
          {write.busy && (
            <p role="status" className="pd-muted">
              {w({ vi: 'Đang đọc văn bản…', en: 'Reading it…' })}
            </p>
          )}
          {write.problem && (
            <ProblemAlert
              problem={write.problem}
              actions={<Button onClick={() => void take(file)}>{w({ vi: 'Thử lại', en: 'Try again' })}</Button>}
            />
          )}
        </div>
      )}
    </ListPage>
  )
}
