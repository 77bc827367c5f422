import { Button, Group, SegmentedControl } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { period, periodDocument } from '../period.contract.ts'
import { frozenPeriodDocument, periods, showPeriod } from '../period.frozen.contract.ts'
import { neighbourOf, type PeriodKind, periodOf } from '../period.rules.ts'
import { heldAgainstOlderWords } from '../undated.rules.ts'
import { DraftActs, FrozenActs, PeriodDownloads } from './PeriodActs.tsx'
import { Changes, PeriodFigures } from './PeriodFigures.tsx'
import { PeriodLate } from './PeriodLate.tsx'
import { DraftState, FrozenState, stateOf } from './PeriodState.tsx'

type Frozen = z.output<typeof periods.output>['rows'][number]
const keys = ['kind', 'day', 'report'] as const

/** Báo cáo tuần, tháng, ổ dịch theo TT 54: the draft while it runs, then what was frozen, signed, corrected; what came late; the units below. */
export default function Period() {
  const { w } = useLanguage()
  const { today, post } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [said, setSaid] = useState<Words | null>(null)
  const kind: PeriodKind = f.kind === 'month' ? 'month' : 'week'
  const asked = { kind, day: f.day ?? today }
  const span = periodOf(kind, asked.day)
  const list = useRead(periods, asked, { keep: true })
  const go = (day: string) => change({ day, report: undefined })
  const own = (rows: Frozen[]) => rows.filter((r) => r.areaId === post.areaId)
  return (
    <Page title={{ vi: 'Báo cáo tuần, tháng (TT 54)', en: 'Weekly and monthly reports (Circular 54)' }}>
      <Group align="end" gap="md" className="pd-no-print">
        <SegmentedControl
          aria-label={w({ vi: 'Kỳ', en: 'Period' })}
          value={kind}
          onChange={(next) => change({ kind: next === 'week' ? undefined : next, report: undefined })}
          data={[
            { value: 'week', label: w({ vi: 'Tuần', en: 'Week' }) },
            { value: 'month', label: w({ vi: 'Tháng', en: 'Month' }) },
          ]}
        />
        <DayInput label={{ vi: 'Ngày trong kỳ', en: 'A day of it' }} value={asked.day} onChange={(day) => day && go(day)} />
        <Button variant="default" onClick={() => go(neighbourOf(kind, asked.day, -1))}>
          {w({ vi: 'Kỳ trước', en: 'The one before' })}
        </Button>
        <Button variant="default" disabled={span.until >= today} onClick={() => go(neighbourOf(kind, asked.day, 1))}>
          {w({ vi: 'Kỳ sau', en: 'The next one' })}
        </Button>
      </Group>
      <Said words={said} />
      <Read of={list}>
        {({ rows, below }) => {
          const shown = f.report ?? own(rows).find((r) => r.withdrawn === null)?.reportId
          return (
            <>
              {shown ? (
                <FrozenPeriod
                  key={shown}
                  reportId={shown}
                  onDone={(words, next) => {
                    setSaid(words)
                    change({ report: next })
                  }}
                />
              ) : (
                <Draft asked={asked} onDone={setSaid} />
              )}
              <Versions
                rows={own(rows)}
                shown={shown}
                title={{ vi: 'Các bản đã chốt', en: 'What was frozen' }}
                onShow={(report) => change({ report })}
              />
              {below && below.units > 0 && (
                <Versions
                  rows={rows.filter((r) => r.areaId !== post.areaId && r.withdrawn === null && r.supersededBy === null)}
                  shown={shown}
                  title={{ vi: 'Đơn vị bên dưới', en: 'Units below' }}
                  onShow={(report) => change({ report })}
                  about={{
                    vi: `${below.frozen}/${below.units} đơn vị đã chốt, ${below.signed} đã ký.`,
                    en: `${below.frozen} of ${below.units} units have frozen it, ${below.signed} have signed.`,
                  }}
                />
              )}
            </>
          )
        }}
      </Read>
    </Page>
  )
}

function Draft({ asked, onDone }: { asked: { kind: PeriodKind; day: string }; onDone: (words: Words) => void }) {
  const read = useRead(period, asked, { keep: true })
  return (
    <Read of={read}>
      {(p) => (
        <>
          <DraftState p={p} />
          <Group gap="sm" className="pd-no-print">
            {p.ended && <DraftActs asked={asked} from={p.from} until={p.until} onDone={onDone} />}
            <PeriodDownloads verb={periodDocument} input={asked} />
          </Group>
          <PeriodFigures p={p} />
        </>
      )}
    </Read>
  )
}

function FrozenPeriod({ reportId, onDone }: { reportId: string; onDone: (words: Words, next?: string) => void }) {
  const { w } = useLanguage()
  const read = useRead(showPeriod, { reportId })
  return (
    <Read of={read}>
      {(r) => (
        <>
          <FrozenState r={r} />
          <Group gap="sm" className="pd-no-print">
            <FrozenActs r={r} onDone={onDone} />
            <PeriodDownloads verb={frozenPeriodDocument} input={{ reportId }} />
          </Group>
          {r.body.changed.length > 0 && (
            <Part
              title={
                r.corrects
                  ? { vi: 'Số liệu được đính chính', en: 'What it corrects' }
                  : { vi: 'Số liệu kỳ trước nay đã khác', en: 'Of the period before, known since' }
              }
            >
              <Changes rows={r.body.changed} />
              {r.body.againstOlder && <p className="pd-muted">{w(heldAgainstOlderWords)}</p>}
            </Part>
          )}
          {r.withdrawn === null && <PeriodLate reportId={reportId} signed={r.signature !== null} />}
          <PeriodFigures p={r.body} />
        </>
      )}
    </Read>
  )
}

/** Frozen reports by unit and number, each with its state; the one that is shown is marked. */
function Versions(p: {
  rows: Frozen[]
  shown: string | undefined
  title: Words
  about?: Words
  onShow: (reportId: string) => void
}) {
  const { w, language } = useLanguage()
  if (p.rows.length === 0 && !p.about) return null
  return (
    <Part title={p.title}>
      {p.about && <p style={{ margin: '0 0 8px' }}>{w(p.about)}</p>}
      <ul style={{ margin: 0, display: 'grid', gap: 6 }}>
        {p.rows.map((r) => (
          <li key={r.reportId}>
            {r.reportId === p.shown ? (
              <strong>{r.areaName}</strong>
            ) : (
              <Go href={`/period-reports?kind=${r.kind}&day=${r.from}&report=${r.reportId}`}>{r.areaName}</Go>
            )}
            , {w({ vi: `bản ${r.number}`, en: `no. ${r.number}` })}
            {r.correction > 0 && w({ vi: ` (đính chính lần ${r.correction})`, en: ` (correction ${r.correction})` })}:{' '}
            {w(stateOf(r, language))}
          </li>
        ))}
      </ul>
    </Part>
  )
}
