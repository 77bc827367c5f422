import { Button, Tabs } from '@mantine/core'
import { addHamlet } from '@phaodai/modules/areas/areas.contract.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { type Chip, ListPage } from '@phaodai/web/screens/ListPage.tsx'
import { AreaSelect, areaColumn, codeColumn } from '@phaodai/web/screens/listParts.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWholeList } from '@phaodai/web/wholeList.ts'
import { type ReactNode, useMemo, useState } from 'react'
import type { z } from 'zod'
import { homes, importTeams } from '../homes.contract.ts'
import { makeTeam, teams } from '../teams.contract.ts'
import { Gaps } from './Gaps.tsx'
import { Hamlets } from './Hamlets.tsx'
import { HomesList } from './HomesList.tsx'
import { ImportTeams } from './ImportTeams.tsx'
import { AddHamlet, MakeTeam } from './TeamForms.tsx'
import { sizeWords } from './words.ts'

type Answer = z.output<typeof teams.output>
type Row = Answer['rows'][number]
const keys = ['tab', 'area', 'state'] as const
export const sizeRuleText = (rule: Answer['sizeRule']): Words | null =>
  rule?.min == null || rule.max == null
    ? null
    : {
        vi: `Mỗi tổ ${number(rule.min)}–${number(rule.max)} hộ. Căn cứ: ${rule.source.vi}.`,
        en: `${number(rule.min)}–${number(rule.max)} homes a team. Source: ${rule.source.en}.`,
      }

const tabs = [
  { value: 'teams', words: { vi: 'Các tổ', en: 'Teams' }, verb: teams },
  { value: 'gaps', words: { vi: 'Thiếu sót', en: 'Gaps' }, verb: teams },
  { value: 'homes', words: { vi: 'Hộ và tổ', en: 'Homes' }, verb: homes },
  { value: 'hamlets', words: { vi: 'Thôn, tổ dân phố', en: 'Hamlets' }, verb: teams },
] as const

/** Tổ Covid: teams and their size, what is missing and until when it is mended, homes without a team, hamlets. */
export default function Teams() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [open, setOpen] = useState<'make' | 'import' | 'hamlet' | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const mine = tabs.filter((t) => may(t.verb))
  const tab = mine.find((t) => t.value === f.tab)?.value ?? 'teams'
  const done = (words: Words) => {
    setOpen(null)
    setSaid(words)
  }
  const head = (
    <>
      <div className="pd-no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {may(makeTeam) && <Button onClick={() => setOpen('make')}>{w({ vi: 'Lập tổ', en: 'Make a team' })}</Button>}
        {may(importTeams) && (
          <Button variant="default" onClick={() => setOpen('import')}>
            {w({ vi: 'Nhập từ bảng tính', en: 'Import a spreadsheet' })}
          </Button>
        )}
        {may(addHamlet) && (
          <Button variant="default" onClick={() => setOpen('hamlet')}>
            {w({ vi: 'Thêm thôn', en: 'Add a hamlet' })}
          </Button>
        )}
      </div>
      <Said words={said} />
      <Tabs
        value={tab}
        onChange={(next) => change({ tab: next === 'teams' ? undefined : (next ?? undefined), state: undefined })}
      >
        <Tabs.List>
          {mine.map((t) => (
            <Tabs.Tab key={t.value} value={t.value} id={`teams-${t.value}`} aria-controls="teams-panel">
              {w(t.words)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </>
  )
  return (
    <div id="teams-panel" role="tabpanel" aria-labelledby={`teams-${tab}`} style={{ minWidth: 0 }}>
      {tab === 'teams' && <TeamList head={head} area={f.area} state={f.state} change={change} />}
      {tab === 'homes' && <HomesList head={head} area={f.area} state={f.state} change={change} onSaid={setSaid} />}
      {tab === 'gaps' && (
        <Page title={{ vi: 'Tổ Covid: thiếu sót', en: 'Teams: gaps' }}>
          {head}
          <Gaps areaId={f.area} onSaid={setSaid} />
        </Page>
      )}
      {tab === 'hamlets' && (
        <Page title={{ vi: 'Thôn, tổ dân phố', en: 'Hamlets' }}>
          {head}
          <Hamlets areaId={f.area} />
        </Page>
      )}
      {open === 'make' && <MakeTeam onClose={() => setOpen(null)} onDone={done} />}
      {open === 'hamlet' && <AddHamlet onClose={() => setOpen(null)} onDone={done} />}
      {open === 'import' && <ImportTeams onClose={() => setOpen(null)} onDone={done} />}
    </div>
  )
}

interface ListProps {
  head: ReactNode
  area: string | undefined
  state: string | undefined
  change: (next: { area?: string | undefined; state?: string | undefined }) => void
}

function TeamList({ head, area, state, change }: ListProps) {
  const { w } = useLanguage()
  const asked = useMemo(() => ({ state: state === 'ended' || state === 'all' ? state : undefined }), [state])
  const areas = useMemo(() => area?.split(',') ?? [], [area])
  const list = useWholeList<Row>(teams, asked, areas)
  const rule = sizeRuleText((list.first as Answer | undefined)?.sizeRule ?? null)
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: 'name',
        header: { vi: 'Tổ', en: 'Team' },
        value: (r) => r.name,
        draw: (r) => (
          <Go href={`/teams/${r.teamId}`} tabIndex={-1}>
            {r.name}
          </Go>
        ),
        width: 'minmax(130px, 1.5fr)',
      },
      { key: 'code', header: { vi: 'Mã', en: 'Code' }, value: (r) => r.code, width: 'minmax(112px, 0.8fr)' },
      areaColumn<Row>(),
      { key: 'hamlet', header: { vi: 'Thôn', en: 'Hamlet' }, value: (r) => r.hamletName, width: 'minmax(110px, 1fr)' },
      { key: 'households', header: { vi: 'Số hộ', en: 'Homes' }, value: (r) => r.households, align: 'right', width: '84px' },
      {
        ...codeColumn<Row, keyof typeof sizeWords>('size', { vi: 'Quy mô', en: 'Size' }, (r) => r.size, sizeWords, w),
        draw: (r) => (r.size === 'under' || r.size === 'over' ? <strong>{w(sizeWords[r.size])}</strong> : w(sizeWords[r.size])),
      },
      { key: 'members', header: { vi: 'Tổ viên', en: 'Members' }, value: (r) => r.members, align: 'right', width: '84px' },
      {
        key: 'lead',
        header: { vi: 'Tổ trưởng', en: 'Lead' },
        value: (r) => (r.hasLead ? w({ vi: 'có', en: 'yes' }) : w({ vi: 'chưa', en: 'none' })),
        width: '96px',
      },
      { key: 'guide', header: { vi: 'Người hướng dẫn', en: 'Guide' }, value: (r) => r.guidedBy, width: 'minmax(120px, 1fr)' },
      {
        key: 'handbook',
        header: { vi: 'Sổ tay', en: 'Handbook' },
        value: (r) => (r.hasHandbook ? w({ vi: 'có', en: 'yes' }) : w({ vi: 'chưa', en: 'no' })),
        width: '84px',
      },
      {
        key: 'from',
        header: { vi: 'Từ ngày', en: 'From' },
        value: (r) => r.fromOn,
        text: (r) => (r.endedOn ? `${date(r.fromOn)} – ${date(r.endedOn)}` : date(r.fromOn)),
        width: 'minmax(104px, 0.8fr)',
      },
    ],
    [w],
  )
  const chips: Chip[] = state
    ? [
        {
          key: 'state',
          words: state === 'ended' ? { vi: 'Đã kết thúc', en: 'Ended' } : { vi: 'Cả tổ đã kết thúc', en: 'Ended ones too' },
          remove: () => change({ state: undefined }),
        },
      ]
    : []
  return (
    <ListPage
      title={{ vi: 'Tổ Covid cộng đồng', en: 'Community teams' }}
      fileName="to-covid"
      list={list}
      columns={columns}
      rowKey={(r) => r.teamId}
      hrefOf={(r) => `/teams/${r.teamId}`}
      tabs={head}
      chips={chips}
      filters={
        <>
          <AreaSelect value={area} onChange={(next) => change({ area: next })} />
          {!state && (
            <Button variant="subtle" onClick={() => change({ state: 'all' })}>
              {w({ vi: 'Xem cả tổ đã kết thúc', en: 'Show ended ones too' })}
            </Button>
          )}
        </>
      }
      empty={{
        title: { vi: 'Chưa có tổ nào', en: 'No team yet' },
        filledBy: {
          vi: 'Lập từng tổ, hoặc nhập một bảng tính có cột Tổ, Địa chỉ (thêm Thôn, Số nhà, Chủ hộ, Thứ tự, Tài khoản).',
          en: 'Make them one by one, or import a sheet with team and address (hamlet, door, head, order, account).',
        },
      }}
    >
      {rule && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w(rule)}
        </p>
      )}
    </ListPage>
  )
}
