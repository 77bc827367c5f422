import { Button, SegmentedControl } from '@mantine/core'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { ListPage } from '@phaodai/web/screens/ListPage.tsx'
import styles from '@phaodai/web/screens/Lists.module.css'
import { AreaSelect, areaColumn } from '@phaodai/web/screens/listParts.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWholeList } from '@phaodai/web/wholeList.ts'
import { type ReactNode, useMemo, useState } from 'react'
import type { z } from 'zod'
import { assign, homes, unassign } from '../homes.contract.ts'
import { AssignHomes, UnassignHomes } from './AssignHomes.tsx'

export type Home = z.output<typeof homes.output>['rows'][number]

export interface HomesListProps {
  head: ReactNode
  area: string | undefined
  state: string | undefined
  change: (next: { area?: string | undefined; state?: string | undefined }) => void
  onSaid: (words: Words) => void
}

/** Homes and the team of each: those without one first; chosen together they are given to a team, with history. */
export function HomesList({ head, area, state, change, onSaid }: HomesListProps) {
  const { w } = useLanguage()
  const { may } = useSession()
  const which = state === 'all' ? 'all' : 'without-team'
  const asked = useMemo(() => ({ state: which }), [which])
  const areas = useMemo(() => area?.split(',') ?? [], [area])
  const list = useWholeList<Home>(homes, asked, areas)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [acting, setActing] = useState<'assign' | 'unassign' | null>(null)
  const columns = useMemo<Column<Home>[]>(
    () => [
      {
        key: 'address',
        header: { vi: 'Địa chỉ', en: 'Address' },
        value: (r) => r.address,
        draw: (r) => (
          <Go href={`/households/${r.householdId}`} tabIndex={-1}>
            {r.address}
          </Go>
        ),
        width: 'minmax(160px, 2fr)',
      },
      { key: 'door', header: { vi: 'Số nhà', en: 'Door' }, value: (r) => r.door, width: '96px' },
      { key: 'head', header: { vi: 'Chủ hộ', en: 'Head' }, value: (r) => r.headName, width: 'minmax(130px, 1.2fr)' },
      { key: 'people', header: { vi: 'Người', en: 'People' }, value: (r) => r.people, align: 'right', width: '76px' },
      { key: 'hamlet', header: { vi: 'Thôn', en: 'Hamlet' }, value: (r) => r.hamletName, width: 'minmax(110px, 1fr)' },
      areaColumn<Home>(),
      {
        key: 'team',
        header: { vi: 'Tổ', en: 'Team' },
        value: (r) => r.teamCode,
        draw: (r) =>
          r.teamId ? (
            <Go href={`/teams/${r.teamId}`} tabIndex={-1}>
              {r.teamCode}
            </Go>
          ) : (
            <strong>{w({ vi: 'chưa có', en: 'none' })}</strong>
          ),
        width: 'minmax(104px, 0.8fr)',
      },
    ],
    [w],
  )
  const picked = list.rows.filter((r) => chosen.has(r.householdId))
  const done = (words: Words) => {
    setActing(null)
    setChosen(new Set())
    onSaid(words)
  }
  return (
    <ListPage
      title={{ vi: 'Hộ và tổ phụ trách', en: 'Homes and their teams' }}
      fileName="ho-va-to"
      list={list}
      columns={columns}
      rowKey={(r) => r.householdId}
      hrefOf={(r) => `/households/${r.householdId}`}
      tabs={head}
      chosen={chosen}
      onChosen={setChosen}
      filters={
        <>
          <SegmentedControl
            aria-label={w({ vi: 'Hộ nào', en: 'Which homes' })}
            value={which}
            onChange={(next) => change({ state: next === 'all' ? 'all' : undefined })}
            data={[
              { value: 'without-team', label: w({ vi: 'Chưa có tổ', en: 'Without a team' }) },
              { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
            ]}
          />
          <AreaSelect value={area} onChange={(next) => change({ area: next })} />
        </>
      }
      empty={
        which === 'all'
          ? {
              title: { vi: 'Chưa có hộ nào', en: 'No home yet' },
              filledBy: { vi: 'Nhập bảng các tổ và hộ của xã.', en: 'Import the sheet of teams and homes.' },
            }
          : {
              title: { vi: 'Mọi hộ đều có tổ', en: 'Every home has a team' },
              filledBy: { vi: 'Hộ mới chưa giao cho tổ nào sẽ hiện ở đây.', en: 'New homes without a team stand here.' },
            }
      }
    >
      {chosen.size > 0 && (
        <div className={`${styles.acting} pd-no-print`} role="status">
          <strong>{w({ vi: `Đã chọn ${number(chosen.size)} hộ`, en: `${number(chosen.size)} homes chosen` })}</strong>
          {may(assign) && <Button onClick={() => setActing('assign')}>{w({ vi: 'Giao cho tổ', en: 'Give to a team' })}</Button>}
          {may(unassign) && picked.some((r) => r.teamId) && (
            <Button variant="default" onClick={() => setActing('unassign')}>
              {w({ vi: 'Rút khỏi tổ', en: 'Take from their team' })}
            </Button>
          )}
          <Button variant="default" onClick={() => setChosen(new Set())}>
            {w({ vi: 'Bỏ chọn', en: 'Clear' })}
          </Button>
        </div>
      )}
      {acting === 'assign' && <AssignHomes homes={picked} onClose={() => setActing(null)} onDone={done} />}
      {acting === 'unassign' && (
        <UnassignHomes
          householdIds={picked.flatMap((r) => (r.teamId ? [r.householdId] : []))}
          onClose={() => setActing(null)}
          onDone={done}
        />
      )}
    </ListPage>
  )
}
