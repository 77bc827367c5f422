import { Select } from '@mantine/core'
import { list as casesList } from '@phaodai/modules/cases/cases.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { originOrder, origins } from '@phaodai/ui/tokens.ts'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { useWholeList } from '../wholeList.ts'
import { ListPage } from './ListPage.tsx'
import { AreaSelect, areaColumn, codeColumn, DayInput, dayColumn, whoColumns } from './listParts.tsx'
import { basisWords, outcomeWords, sexWords } from './listWords.ts'
import { SharedOf } from './SharedOf.tsx'

type Row = z.output<typeof casesList.output>['rows'][number]
const keyOf = (r: Row) => `${r.subjectId} ${r.reportedOn} ${r.sampledOn}`
const keys = ['disease', 'area', 'from', 'until', 'origin'] as const

/** Ca bệnh: every standing case, newest report first. */
export default function Cases() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(keys)
  const areas = useMemo(() => f.area?.split(',') ?? [], [f.area])
  const asked = useMemo(() => ({ disease: f.disease, from: f.from, until: f.until, origin: f.origin }), [f])
  const list = useWholeList<Row>(casesList, asked, areas)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = useMemo(
    () => [...new Set(list.rows.filter((r) => chosen.has(keyOf(r))).map((r) => r.subjectId))],
    [list.rows, chosen],
  )
  const columns = useMemo<Column<Row>[]>(
    () => [
      ...whoColumns<Row>(),
      { key: 'born', header: { vi: 'Năm sinh', en: 'Born' }, value: (r) => r.birthYear, align: 'right', width: '96px' },
      codeColumn('sex', { vi: 'Giới', en: 'Sex' }, (r) => r.sex as keyof typeof sexWords | null, sexWords, w, '80px'),
      areaColumn(),
      dayColumn('onset', { vi: 'Khởi phát', en: 'Onset' }, (r) => r.onsetOn),
      dayColumn('sampled', { vi: 'Lấy mẫu', en: 'Sampled' }, (r) => r.sampledOn),
      dayColumn('reported', { vi: 'Công bố', en: 'Reported' }, (r) => r.reportedOn),
      {
        ...codeColumn<Row, keyof typeof origins>(
          'origin',
          { vi: 'Phát hiện', en: 'Found in' },
          (r) => r.origin ?? 'unknown',
          wordsOfOrigin,
          w,
        ),
      },
      codeColumn('basis', { vi: 'Căn cứ', en: 'Basis' }, (r) => r.basis, basisWords, w),
      codeColumn(
        'outcome',
        { vi: 'Kết cục', en: 'Outcome' },
        (r) => r.outcome as keyof typeof outcomeWords | null,
        outcomeWords,
        w,
      ),
    ],
    [w],
  )
  return (
    <ListPage
      title={{ vi: 'Ca bệnh', en: 'Cases' }}
      fileName="ca-benh"
      list={list}
      columns={columns}
      rowKey={keyOf}
      chosen={chosen}
      onChosen={setChosen}
      hrefOf={(r) => personPath(r.subjectId)}
      filters={
        <>
          <AreaSelect value={f.area} onChange={(area) => change({ area })} />
          <DayInput label={{ vi: 'Công bố từ', en: 'Reported from' }} value={f.from} onChange={(from) => change({ from })} />
          <DayInput label={{ vi: 'Đến', en: 'Until' }} value={f.until} onChange={(until) => change({ until })} />
          <Select
            label={w({ vi: 'Nơi phát hiện', en: 'Found in' })}
            placeholder={w({ vi: 'Mọi nơi', en: 'Anywhere' })}
            data={originOrder.filter((o) => o !== 'unknown').map((o) => ({ value: o, label: w(origins[o].words) }))}
            value={f.origin ?? null}
            onChange={(origin) => change({ origin: origin ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ nơi phát hiện', en: 'Clear where found' }) }}
            w={170}
          />
        </>
      }
      chips={[
        ...(f.from || f.until
          ? [
              {
                key: 'days',
                words: { vi: `Công bố ${spanOf(f.from, f.until)}`, en: `Reported ${spanOf(f.from, f.until)}` },
                remove: () => change({ from: undefined, until: undefined }),
              },
            ]
          : []),
        ...(f.origin
          ? [
              {
                key: 'origin',
                words: wordsOfOrigin[f.origin as keyof typeof origins] ?? { vi: f.origin, en: f.origin },
                remove: () => change({ origin: undefined }),
              },
            ]
          : []),
        ...areaChip(f.area, areas, () => change({ area: undefined })),
      ]}
      empty={{
        title: { vi: 'Chưa có ca bệnh nào', en: 'No cases yet' },
        filledBy: {
          vi: 'Ca bệnh đến từ kết quả dương tính, ca được thông báo hoặc danh sách được nhập.',
          en: 'Cases come from positive results, notified cases or an imported list.',
        },
      }}
    >
      {ids.length > 0 && <SharedOf ids={ids} disease={f.disease} onClear={() => setChosen(new Set())} />}
    </ListPage>
  )
}

const wordsOfOrigin = Object.fromEntries(originOrder.map((o) => [o, origins[o].words])) as Record<
  keyof typeof origins,
  { vi: string; en: string }
>

/** "22/02/2021", "22/02/2021 – 28/02/2021", "… – 28/02/2021". */
export const spanOf = (from: string | undefined, until: string | undefined): string =>
  from === until ? date(from) : `${from ? date(from) : '…'} – ${until ? date(until) : '…'}`

/** Areas that no control shows: several, as a unit of 2025 is made of several of 2021. */
export const areaChip = (area: string | undefined, areas: readonly string[], remove: () => void) =>
  area && areas.length > 1
    ? [{ key: 'area', words: { vi: `Gồm ${areas.length} đơn vị năm 2021`, en: `${areas.length} units of 2021` }, remove }]
    : []
