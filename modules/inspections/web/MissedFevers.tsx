import { Button } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { missedFevers } from '../missed.contract.ts'
import { OneMissed } from './OneMissed.tsx'
import { conclusionWords, foundWords } from './words.ts'

const keys = ['person'] as const

/** Sốt bị bỏ sót: cases that a hospital found first and of whom nobody had reported; a question, never a verdict. */
export default function MissedFevers() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(keys)
  const found = useRead(missedFevers, {}, { keep: true })
  return (
    <Page title={{ vi: 'Sốt bị bỏ sót', en: 'Missed fevers' }}>
      {f.person && <OneMissed key={f.person} subjectId={f.person} onClose={() => change({ person: undefined })} />}
      <Read of={found}>
        {(a) => (
          <Part
            title={{
              vi: `Từ ${date(a.from)} đến ${date(a.until)}: ${a.total} ca cần xem xét`,
              en: `${date(a.from)} to ${date(a.until)}: ${a.total} cases to look at`,
            }}
          >
            {a.how.map((h) => (
              <p key={h.vi} style={{ marginTop: 0 }}>
                {w(h)}
              </p>
            ))}
            {a.rows.length > 0 && (
              <DataTable
                label={{ vi: 'Ca bệnh viện phát hiện, chưa ai báo', en: 'Found by a hospital, reported by nobody' }}
                rows={a.rows}
                rowKey={(r) => r.subjectId}
                onOpen={(r) => change({ person: r.subjectId })}
                columns={[
                  {
                    key: 'who',
                    header: { vi: 'Ca', en: 'Case' },
                    value: (r) => `${r.code} ${r.name}`,
                    width: 'minmax(170px, 1.5fr)',
                  },
                  { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName, width: 'minmax(130px, 1fr)' },
                  {
                    key: 'onset',
                    header: { vi: 'Khởi phát', en: 'Onset' },
                    value: (r) => r.onsetOn,
                    text: (r) => date(r.onsetOn),
                    width: '100px',
                  },
                  {
                    key: 'found',
                    header: { vi: 'Phát hiện', en: 'Found' },
                    value: (r) => r.foundOn,
                    text: (r) => date(r.foundOn),
                    width: '100px',
                  },
                  { key: 'days', header: { vi: 'Số ngày', en: 'Days' }, value: (r) => r.days, align: 'right', width: '96px' },
                  {
                    key: 'where',
                    header: { vi: 'Ở đâu, theo đâu', en: 'Where, known by' },
                    value: (r) => [r.foundWhere, w(foundWords[r.foundHow])].filter(Boolean).join(', '),
                    width: 'minmax(180px, 2fr)',
                  },
                  {
                    key: 'state',
                    header: { vi: 'Kết luận', en: 'Conclusion' },
                    value: (r) =>
                      r.conclusion
                        ? `${w(conclusionWords[r.conclusion])} (${r.document})`
                        : w({ vi: 'chưa xem xét', en: 'not looked at' }),
                    width: 'minmax(140px, 1fr)',
                  },
                  {
                    key: 'see',
                    header: { vi: 'Xem', en: 'See' },
                    value: () => '',
                    width: '120px',
                    draw: (r) => (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => change({ person: r.subjectId })}
                        aria-label={`${w({ vi: 'Xem xét', en: 'Look at' })} ${r.code}`}
                      >
                        {w({ vi: 'Xem xét', en: 'Look' })}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
            {a.rows.length === 0 && (
              <p style={{ margin: 0 }}>
                {w({ vi: 'Không có ca nào như vậy trong những ngày này.', en: 'No such case on these days.' })}
              </p>
            )}
          </Part>
        )}
      </Read>
    </Page>
  )
}
