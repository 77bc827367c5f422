import { Button, Group, SegmentedControl } from '@mantine/core'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { period, periodDocument, type Period as Shape } from '../period.contract.ts'
import type { PeriodKind } from '../period.rules.ts'
import { noFigure } from './words.ts'

type Disease = z.infer<typeof Shape>['diseases'][number]
const keys = ['kind', 'day'] as const

/** Báo cáo tuần, tháng, ổ dịch theo TT 54: by disease and unit, what was notified in time, and what nothing here knows. */
export default function Period() {
  const { w, language } = useLanguage()
  const { today } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const kind: PeriodKind = f.kind === 'month' ? 'month' : 'week'
  const asked = { kind, day: f.day ?? today }
  const read = useRead(period, asked, { keep: true })
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const get = (format: 'docx' | 'pdf') =>
    call(periodDocument, { ...asked, format })
      .then((file) => saveFile(file as never))
      .catch((error) => setProblem(problemOf(error)))
  return (
    <Page
      title={{ vi: 'Báo cáo tuần, tháng (TT 54)', en: 'Weekly and monthly reports (Circular 54)' }}
      actions={(['docx', 'pdf'] as const).map((format) => (
        <Button key={format} variant="default" onClick={() => void get(format)}>
          {w({ vi: `Tải .${format}`, en: `Download .${format}` })}
        </Button>
      ))}
    >
      {problem && <ProblemAlert problem={problem} />}
      <Group align="end" gap="md">
        <SegmentedControl
          aria-label={w({ vi: 'Kỳ', en: 'Period' })}
          value={kind}
          onChange={(next) => change({ kind: next === 'week' ? undefined : next })}
          data={[
            { value: 'week', label: w({ vi: 'Tuần', en: 'Week' }) },
            { value: 'month', label: w({ vi: 'Tháng', en: 'Month' }) },
          ]}
        />
        <DayInput label={{ vi: 'Ngày trong kỳ', en: 'A day of it' }} value={asked.day} onChange={(day) => change({ day })} />
      </Group>
      <Read of={read}>
        {(p) => {
          const told = p.diseases.filter((d) => (d.cases ?? 0) > 0 || (d.casesThisYear ?? 0) > 0 || d.outbreaks.length > 0)
          return (
            <>
              <p style={{ margin: 0 }}>
                <strong>
                  {p.area.name}, {date(p.from)} – {date(p.until)}
                </strong>{' '}
                <span className="pd-muted">
                  {w({ vi: 'biết đến', en: 'as known at' })} {instant(p.cutOffAt, language)}
                  {!p.ended && w({ vi: '; kỳ chưa hết', en: '; it goes on' })}
                </span>
              </p>
              {told.length === 0 && (
                <p style={{ margin: 0 }}>{w({ vi: 'Không ghi nhận ca bệnh nào.', en: 'No case is on record.' })}</p>
              )}
              {told.map((d) => (
                <OneDisease key={d.disease} d={d} />
              ))}
              <Part title={{ vi: 'Chưa có số liệu', en: 'Not known here' }}>
                <ul style={{ margin: 0 }}>
                  {p.missing.map((m) => (
                    <li key={m.vi}>{w(m)}</li>
                  ))}
                </ul>
              </Part>
            </>
          )
        }}
      </Read>
    </Page>
  )
}

const states = {
  active: { vi: 'đang hoạt động', en: 'active' },
  ended: { vi: 'đã kết thúc', en: 'ended' },
  unknown: { vi: 'chưa rõ đã kết thúc chưa', en: 'not known whether it has ended' },
}

function OneDisease({ d }: { d: Disease }) {
  const { w } = useLanguage()
  const count = (n: number | null) => (n === null ? w(noFigure) : number(n))
  const units = d.units.filter((u) => (u.cases ?? 0) > 0)
  const n = d.notices
  return (
    <Part title={d.name}>
      <p style={{ margin: 0 }}>
        {w({ vi: 'Mắc trong kỳ', en: 'Cases' })}: <strong>{count(d.cases)}</strong>; {w({ vi: 'tử vong', en: 'deaths' })}:{' '}
        <strong>{count(d.deaths)}</strong>; {w({ vi: 'mắc từ đầu năm', en: 'since 1 January' })}:{' '}
        <strong>{count(d.casesThisYear)}</strong>
      </p>
      <p className="pd-muted" style={{ margin: '4px 0' }}>
        {n
          ? w({
              vi: `Báo cáo ca bệnh: đúng hạn ${n.sent}, muộn ${n.sentLate}, chưa báo ${n.owed + n.late} (quá hạn ${n.late}).`,
              en: `Notices: in time ${n.sent}, late ${n.sentLate}, not sent ${n.owed + n.late} (late ${n.late}).`,
            })
          : w(d.why ?? { vi: 'Không tính thời hạn.', en: 'No clock runs.' })}
      </p>
      {units.length > 0 && (
        <PlainTable
          label={{ vi: `${d.name.vi} theo đơn vị`, en: `${d.name.en} by unit` }}
          table={[
            columnOf(
              { vi: 'Đơn vị', en: 'Unit' },
              units.map((u) => u.name),
            ),
            columnOf(
              { vi: 'Mắc', en: 'Cases' },
              units.map((u) => u.cases),
              count,
            ),
            columnOf(
              { vi: 'Tử vong', en: 'Deaths' },
              units.map((u) => u.deaths),
              count,
            ),
          ]}
        />
      )}
      {d.outbreaks.length > 0 && (
        <ul style={{ margin: '8px 0 0' }}>
          {d.outbreaks.map((o) => (
            <li key={`${o.areaId} ${o.firstOn}`}>
              {o.areaName}: {w({ vi: 'ca đầu', en: 'first' })} {date(o.firstOn)}, {w({ vi: 'ca cuối', en: 'last' })}{' '}
              {date(o.lastOn)}, {w({ vi: `${o.cases} ca`, en: `${o.cases} cases` })}, {w(states[o.state ?? 'unknown'])}
            </li>
          ))}
        </ul>
      )}
      {d.missing.length > 0 && (
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {w({ vi: 'Chưa có: ', en: 'Not known: ' })}
          {d.missing.map((m) => w(m)).join('; ')}.
        </p>
      )}
    </Part>
  )
}
