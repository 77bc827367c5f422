import { Button, Group } from '@mantine/core'
import { AreaPath } from '@phaodai/modules/checks/web/AreaPath.tsx'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { due, freeze, list } from '../reports.contract.ts'
import { FreezeDialog } from './Acts.tsx'
import { stateWords } from './words.ts'

type Unit = z.output<typeof due.output>['rows'][number]
const keys = ['area', 'day', 'disease'] as const

/** Báo cáo: of a day, which units have frozen and signed theirs; the area's own, day by day. */
export default function Reports() {
  const { w, language } = useLanguage()
  const { may, today, post } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [freezing, setFreezing] = useState(false)
  const [said, setSaid] = useState<Words | null>(null)
  const asked = { disease: f.disease ?? 'covid19', ...(f.area && { areaId: Number(f.area) }) }
  const day = f.day ?? today
  const units = useRead(due, { ...asked, day }, { keep: true })
  const all = useRead(list, { ...asked, limit: 200 }, { keep: true })
  const own = Number(f.area ?? post.areaId)
  const hrefOf = (r: Unit) =>
    r.reportId
      ? `/reports/${r.reportId}`
      : r.areaId !== own && r.tier !== 'commune'
        ? pathTo('/reports', { ...f, area: String(r.areaId) })
        : null
  const columns: Column<Unit>[] = [
    {
      key: 'name',
      header: { vi: 'Đơn vị', en: 'Unit' },
      value: (r) => r.name,
      draw: (r) => {
        const href = hrefOf(r)
        return href ? (
          <Go href={href} tabIndex={-1}>
            {r.name}
          </Go>
        ) : (
          r.name
        )
      },
      width: 'minmax(180px, 2fr)',
    },
    {
      key: 'state',
      header: { vi: 'Báo cáo', en: 'Report' },
      value: (r) => r.state,
      text: (r) =>
        `${w(stateWords[r.state])}${r.correction > 0 ? w({ vi: `, đính chính lần ${r.correction}`, en: `, correction ${r.correction}` }) : ''}`,
      choices: Object.entries(stateWords).map(([value, words]) => ({ value, words })),
      width: 'minmax(180px, 1fr)',
    },
    {
      key: 'late',
      header: { vi: 'Hạn', en: 'Due' },
      value: (r) => (r.late ? 1 : 0),
      text: (r) => (r.late ? w({ vi: 'Chậm', en: 'Late' }) : ''),
      draw: (r) => (r.late ? <strong>{w({ vi: 'Chậm', en: 'Late' })}</strong> : ''),
      width: '96px',
    },
  ]
  return (
    <Page
      title={{ vi: 'Báo cáo nhanh', en: 'Quick reports' }}
      actions={
        <>
          {may(freeze) && own === post.areaId && (
            <Button onClick={() => setFreezing(true)}>{w({ vi: 'Chốt báo cáo', en: 'Freeze' })}</Button>
          )}
          <Button variant="default" component="a" href="/rumours">
            {w({ vi: 'Sổ tin đồn', en: 'Rumours' })}
          </Button>
          <Button variant="default" component="a" href="/exports">
            {w({ vi: 'Xuất dữ liệu', en: 'Exports' })}
          </Button>
        </>
      }
    >
      <Said words={said} />
      <Group align="end" gap="md">
        <AreaPath areaId={f.area ? Number(f.area) : null} hrefOf={(area) => pathTo('/reports', { ...f, area })} />
        <DayInput label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={(next) => change({ day: next })} />
      </Group>
      <Read of={units}>
        {(a) => (
          <Part title={{ vi: `Các đơn vị, ngày ${date(a.day)}`, en: `Units, ${date(a.day)}` }}>
            <p className="pd-muted" style={{ marginTop: 0 }}>
              {a.cutOff
                ? w({
                    vi: `Giờ chốt ${a.cutOff.hour}: ${a.cutOff.source.vi}${a.cutOff.passed ? '' : '; chưa đến giờ'}.`,
                    en: `Cut-off ${a.cutOff.hour}: ${a.cutOff.source.en}${a.cutOff.passed ? '' : '; not yet'}.`,
                  })
                : w({ vi: 'Chính sách ngày này không nêu giờ chốt.', en: 'The policy of that day states no cut-off hour.' })}
            </p>
            <DataTable
              label={{ vi: 'Báo cáo theo đơn vị', en: 'Reports by unit' }}
              rows={a.rows}
              rowKey={(r) => String(r.areaId)}
              columns={columns}
            />
          </Part>
        )}
      </Read>
      <Read of={all}>
        {(a) => {
          const rows = a.rows.filter((r) => r.areaId === own)
          return (
            <Part title={{ vi: 'Báo cáo của đơn vị này', en: 'Reports of this unit' }}>
              {rows.length === 0 ? (
                <EmptyState
                  title={{ vi: 'Chưa chốt báo cáo nào', en: 'No report yet' }}
                  filledBy={{
                    vi: 'Sau giờ chốt, bấm “Chốt báo cáo”: số liệu giữ nguyên như đã biết đến giờ đó.',
                    en: 'After the cut-off hour press Freeze: the figures stay as they were known then.',
                  }}
                />
              ) : (
                <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                  {rows.map((r) => (
                    <li key={r.reportId}>
                      <Go href={`/reports/${r.reportId}`}>
                        {date(r.day)}
                        {r.correction > 0 && w({ vi: `, đính chính lần ${r.correction}`, en: `, correction ${r.correction}` })}
                      </Go>{' '}
                      <span className="pd-muted">
                        {w({ vi: 'số liệu đến', en: 'as known at' })} {instant(r.knownAt, language)} ·{' '}
                        {r.withdrawn !== null
                          ? w({ vi: `đã rút: ${r.withdrawn}`, en: `withdrawn: ${r.withdrawn}` })
                          : r.signature
                            ? w({ vi: `${r.signature.signer} đã ký`, en: `signed by ${r.signature.signer}` })
                            : r.byClock
                              ? w({ vi: 'đồng hồ chốt, chưa ký', en: 'frozen by the clock, not signed' })
                              : w({ vi: 'chưa ký', en: 'not signed' })}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </Part>
          )
        }}
      </Read>
      {freezing && (
        <FreezeDialog
          day={day}
          disease={asked.disease}
          cutOff={units.data?.cutOff ?? null}
          onClose={() => setFreezing(false)}
          onDone={() => setSaid({ vi: 'Đã chốt báo cáo.', en: 'The report is frozen.' })}
        />
      )}
    </Page>
  )
}
