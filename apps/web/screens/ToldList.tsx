import { toldByOrder } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { toldAfterVoid } from '@phaodai/modules/tracing/calls.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useMemo, useState } from 'react'
import { Said } from '../fields/Page.tsx'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import type { WholeList } from '../wholeList.ts'
import { ListPage } from './ListPage.tsx'
import { AreaSelect, areaColumn, levelMark, whoColumns } from './listParts.tsx'
import { TellAnew } from './Told.tsx'
import { none, type ToldRow, toldRows } from './toldRows.ts'

/** Everyone who was told, by call or by order, what no longer holds; they stand here until someone records that they were told so. */
export default function ToldList() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(['area'])
  const asked = f.area ? { areaId: Number(f.area) } : {}
  const called = useRead(toldAfterVoid, asked, { enabled: may(toldAfterVoid), keep: true })
  const served = useRead(toldByOrder, asked, { enabled: may(toldByOrder), keep: true })
  const [done, setDone] = useState<Words | null>(null)
  const rows = useMemo(
    () => toldRows(called.data?.rows ?? [], served.data?.rows ?? [], language),
    [called.data, served.data, language],
  )
  const here = called.data !== undefined && (served.data !== undefined || !may(toldByOrder))
  const list: WholeList<ToldRow> = {
    rows,
    total: here ? rows.length : null,
    first: undefined,
    loading: called.isFetching || served.isFetching,
    error: called.error ?? served.error,
    retry: () => void Promise.all([called.refetch(), served.refetch()]),
    more: null,
    readAt: Math.max(called.dataUpdatedAt, served.dataUpdatedAt),
  }
  const columns = useMemo<Column<ToldRow>[]>(
    () => [
      ...whoColumns<ToldRow>(),
      areaColumn(),
      {
        key: 'told',
        header: { vi: 'Đã báo', en: 'Told' },
        value: (r) => r.toldLevel,
        draw: (r) => levelMark(r.toldLevel),
        width: '88px',
      },
      {
        key: 'now',
        header: { vi: 'Nay là', en: 'Now' },
        value: (r) => r.levelNow ?? '',
        text: (r) => r.levelNow ?? w(none),
        width: 'minmax(120px, 1fr)',
      },
      {
        key: 'fell',
        header: { vi: 'Hạ lúc', en: 'Taken back' },
        value: (r) => r.fellAt,
        text: (r) => instant(r.fellAt, language),
        width: '150px',
      },
      {
        key: 'ways',
        header: { vi: 'Đã báo bằng', en: 'Told by' },
        value: (r) => r.ways.map(w).join('; '),
        width: 'minmax(220px, 3fr)',
      },
    ],
    [w, language],
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const keyOf = (r: ToldRow) => `${r.subjectId} ${r.disease}`
  const [only] = rows.filter((r) => chosen.has(keyOf(r)))
  return (
    <ListPage
      title={{ vi: 'Cần báo lại', en: 'To be told anew' }}
      fileName="can-bao-lai"
      list={list}
      columns={columns}
      rowKey={keyOf}
      hrefOf={(r) => personPath(r.subjectId)}
      filters={<AreaSelect value={f.area} onChange={(area) => change({ area })} />}
      chosen={chosen}
      onChosen={(keys) => setChosen(new Set([...keys].slice(-1)))}
      empty={{
        title: { vi: 'Không còn ai phải báo lại', en: 'Nobody is owed a correction' },
        filledBy: {
          vi: 'Khi một kết quả hay lần tiếp xúc bị đính chính, người đã được gọi hoặc đã nhận quyết định theo mức cũ hiện ở đây cho đến khi có người ghi là đã báo lại.',
          en: 'When a result or a contact is corrected, those called or served an order for the old level stand here until someone records that they were told.',
        },
      }}
    >
      <Said words={done} />
      {rows.length > 0 && (
        <div className="pd-no-print">
          {only ? (
            <>
              <strong>{only.name}</strong> <span className="pd-muted">{only.code}</span>
              <TellAnew subjectId={only.subjectId} disease={only.disease} onSaid={setDone} />
            </>
          ) : (
            <p className="pd-muted" style={{ margin: 0 }}>
              {w({
                vi: 'Chọn một người trong bảng để ghi cuộc gọi báo lại.',
                en: 'Choose a person of the list to record the call that tells them.',
              })}
            </p>
          )}
        </div>
      )}
    </ListPage>
  )
}
