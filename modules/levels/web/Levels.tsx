import { Button, Group, Stack } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useMemo, useState } from 'react'
import { decide, type ProposalRow, proposals } from '../levels.contract.ts'
import { DecideLevel } from './DecideLevel.tsx'
import { InForce } from './InForce.tsx'
import { OfArea } from './OfArea.tsx'
import { tierWords } from './words.ts'

const keys = ['area', 'criteria'] as const

/** The highest level proposed first, then the most cases; else as the units stand. */
function worstFirst(rows: readonly ProposalRow[], levels: readonly { code: string }[]): ProposalRow[] {
  const rank = (r: ProposalRow) => levels.findIndex((l) => l.code === r.proposed)
  return [...rows].sort((a, b) => rank(b) - rank(a) || b.cases.all - a.cases.all)
}

/** Cấp độ dịch: what holds where and until when, what the criteria propose unit by unit, one unit with every number behind it. */
export default function Levels() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState(false)
  const asked = useMemo(() => ({ ...(f.criteria && { criteria: f.criteria }) }), [f.criteria])
  const found = useRead(proposals, asked, { keep: true })
  const names = new Map(found.data?.criteria?.levels.map((l) => [l.code, l.name]))
  const nameOf = (code: string | null) => (code === null ? '–' : w(names.get(code) ?? { vi: code, en: code }))
  return (
    <Page
      title={{ vi: 'Cấp độ dịch, biện pháp', en: 'Levels and measures' }}
      actions={
        may(decide) && <Button onClick={() => setDeciding(true)}>{w({ vi: 'Ghi quyết định', en: 'Record a decision' })}</Button>
      }
    >
      <InForce />
      {f.area && (
        <OfArea key={f.area} areaId={Number(f.area)} criteria={f.criteria} onClose={() => change({ area: undefined })} />
      )}
      <Read of={found}>
        {(a) => (
          <Part
            title={{ vi: 'Đề xuất theo tiêu chí', en: 'Proposed by the criteria' }}
            actions={
              a.known.length > 0 && (
                <ChoiceField
                  label={{ vi: 'Bộ tiêu chí', en: 'Criteria' }}
                  choices={a.known.map((k) => ({
                    value: k.packCode,
                    words: k.inForce
                      ? k.name
                      : { vi: `${k.name.vi}: không có hiệu lực ngày này`, en: `${k.name.en}: not in force that day` },
                  }))}
                  value={a.criteria?.packCode ?? ''}
                  none={{ vi: 'Không có bộ nào đang hiệu lực', en: 'None in force' }}
                  onChange={(criteria) => change({ criteria: criteria || undefined })}
                />
              )
            }
          >
            {a.criteria === null ? (
              <EmptyState
                title={{
                  vi: `Ngày ${date(a.day)} không có bộ tiêu chí nào có hiệu lực`,
                  en: `No criteria are in force on ${date(a.day)}`,
                }}
                filledBy={{
                  vi: 'Không có đề xuất. Có thể xem thử một bộ tiêu chí ban hành sau, để tham khảo.',
                  en: 'Nothing is proposed. A later set may be looked at, for comparison only.',
                }}
              />
            ) : (
              <Stack gap="sm">
                <p style={{ margin: 0 }}>
                  {!a.criteria.inForce && (
                    <strong>
                      {w({
                        vi: `CHỈ ĐỂ THAM KHẢO: bộ này có hiệu lực từ ${date(a.criteria.effectiveFrom)}. `,
                        en: `FOR COMPARISON ONLY: in force from ${date(a.criteria.effectiveFrom)}. `,
                      })}
                    </strong>
                  )}
                  {w({
                    vi: `Ca biết từ ${date(a.from)} đến ${date(a.day)} (${a.criteria.windowDays} ngày; ${a.criteria.windowSource.vi}). ${a.criteria.unconfirmed} con số của bộ này chưa kiểm chứng. `,
                    en: `Cases known from ${date(a.from)} to ${date(a.day)} (${a.criteria.windowDays} days; ${a.criteria.windowSource.en}). ${a.criteria.unconfirmed} figures of this set are unconfirmed. `,
                  })}
                  {[...a.criteria.gaps, ...a.doubts].map((g) => w(g).replace(/\.?$/, '.')).join(' ')}
                </p>
                <DataTable
                  label={{ vi: 'Đề xuất theo đơn vị', en: 'Proposals by unit' }}
                  rows={worstFirst(a.rows, a.criteria.levels)}
                  rowKey={(r) => String(r.areaId)}
                  onOpen={(r) => change({ area: String(r.areaId) })}
                  {...(may(decide) && { chosen, onChosen: setChosen })}
                  empty={{ vi: 'Không có đơn vị nào.', en: 'No units.' }}
                  columns={[
                    {
                      key: 'name',
                      header: { vi: 'Đơn vị', en: 'Unit' },
                      value: (r) => r.name,
                      draw: (r) => (
                        <Go
                          onClick={(e) => e.stopPropagation()}
                          href={`/epidemic-levels?area=${r.areaId}${f.criteria ? `&criteria=${f.criteria}` : ''}`}
                        >
                          {r.name}
                        </Go>
                      ),
                      width: 'minmax(170px, 2fr)',
                    },
                    {
                      key: 'tier',
                      header: { vi: 'Cấp', en: 'Tier' },
                      value: (r) => r.tier,
                      text: (r) => w(tierWords[r.tier]),
                      choices: (['commune', 'district'] as const).map((value) => ({ value, words: tierWords[value] })),
                      width: '80px',
                    },
                    {
                      key: 'proposed',
                      header: { vi: 'Đề xuất', en: 'Proposed' },
                      value: (r) => r.proposed,
                      text: (r) => (r.proposed === null ? w({ vi: 'chưa xác định', en: 'not known' }) : nameOf(r.proposed)),
                      choices: a.criteria.levels.map((l) => ({ value: l.code, words: l.name })),
                      width: 'minmax(130px, 1fr)',
                    },
                    {
                      key: 'current',
                      header: { vi: 'Đang áp dụng', en: 'In force' },
                      value: (r) => nameOf(r.current),
                      width: 'minmax(130px, 1fr)',
                    },
                    { key: 'all', header: { vi: 'Ca', en: 'Cases' }, value: (r) => r.cases.all, align: 'right', width: '64px' },
                    {
                      key: 'unknown',
                      header: { vi: 'Chưa rõ nguồn', en: 'Source unknown' },
                      value: (r) => r.cases.unknownSource,
                      align: 'right',
                      width: '110px',
                    },
                    {
                      key: 'rate',
                      header: { vi: '/100.000 dân', en: 'per 100,000' },
                      value: (r) => r.rate,
                      text: (r) => (r.rate === null ? w({ vi: 'chưa có số liệu', en: 'not known' }) : number(r.rate, 1)),
                      align: 'right',
                      width: '110px',
                    },
                    {
                      key: 'doubts',
                      header: { vi: 'Lưu ý', en: 'Doubts' },
                      value: (r) => r.doubts.map((d) => w(d)).join(' '),
                      draw: (r) => <span style={{ whiteSpace: 'normal' }}>{r.doubts.map((d) => w(d)).join(' ')}</span>,
                      width: 'minmax(180px, 2fr)',
                    },
                  ]}
                />
                {chosen.size > 0 && may(decide) && (
                  <Group>
                    <Button onClick={() => setDeciding(true)}>
                      {w({ vi: `Ghi quyết định cho ${chosen.size} đơn vị`, en: `Record a decision for ${chosen.size} units` })}
                    </Button>
                  </Group>
                )}
              </Stack>
            )}
          </Part>
        )}
      </Read>
      {deciding && (
        <DecideLevel
          areaIds={[...chosen].map(Number)}
          onClose={() => setDeciding(false)}
          onDone={() => {
            setDeciding(false)
            setChosen(new Set())
          }}
        />
      )}
    </Page>
  )
}
