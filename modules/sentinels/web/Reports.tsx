import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import type { z } from 'zod'
import { reports } from '../sentinels.contract.ts'

type Row = z.output<typeof reports.output>['rows'][number]
const kindWords: Record<Row['kinds'][number], Words> = {
  fever: { vi: 'sốt', en: 'fever' },
  cough: { vi: 'ho', en: 'cough' },
  breathlessness: { vi: 'khó thở', en: 'short of breath' },
  other: { vi: 'khác', en: 'other' },
}

/** Who was told of at a counter and lives here: whom to call. The telephone is there for those whose post reads names. */
export function Reports() {
  const { w, language } = useLanguage()
  const list = useRead(reports, {}, { every: 60_000 })
  return (
    <Read of={list}>
      {(a) => (
        <Part
          title={{
            vi: `Người được báo, 14 ngày qua (${number(a.total)})`,
            en: `People reported, 14 days (${number(a.total)})`,
          }}
        >
          <DataTable
            label={{ vi: 'Người được báo', en: 'People reported' }}
            rows={a.rows}
            rowKey={(r) => r.reportId}
            empty={{ vi: 'Chưa có ai được báo về địa bàn này.', en: 'Nobody was reported to this area.' }}
            columns={[
              {
                key: 'who',
                header: { vi: 'Người', en: 'Who' },
                value: (r) => `${r.who}${r.ageYears === null ? '' : w({ vi: `, ${r.ageYears} tuổi`, en: `, ${r.ageYears}` })}`,
                width: 'minmax(160px, 2fr)',
              },
              {
                key: 'phone',
                header: { vi: 'Điện thoại', en: 'Telephone' },
                value: (r) => r.phone ?? '–',
                draw: (r) => (r.phone ? <a href={`tel:${r.phone}`}>{r.phone}</a> : '–'),
              },
              {
                key: 'kinds',
                header: { vi: 'Dấu hiệu', en: 'Symptoms' },
                value: (r) => `${r.kinds.map((k) => w(kindWords[k])).join(', ')}${r.sinceOn ? ` (${date(r.sinceOn)})` : ''}`,
              },
              {
                key: 'home',
                header: { vi: 'Nơi ở', en: 'Home' },
                value: (r) => [r.address, r.hamletName, r.areaName].filter(Boolean).join(', '),
                width: 'minmax(160px, 2fr)',
              },
              { key: 'sentinel', header: { vi: 'Điểm báo', en: 'Sentinel' }, value: (r) => r.sentinelName },
              { key: 'bought', header: { vi: 'Đã mua', en: 'Bought' }, value: (r) => r.bought ?? '–' },
              {
                key: 'at',
                header: { vi: 'Lúc', en: 'At' },
                value: (r) => r.receivedAt,
                draw: (r) => instant(r.receivedAt, language),
              },
            ]}
          />
        </Part>
      )}
    </Read>
  )
}
