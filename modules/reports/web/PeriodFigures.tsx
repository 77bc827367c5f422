import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import type { PeriodDisease } from '../period.contract.ts'
import { isTold, type PeriodChange } from '../period.rules.ts'
import { noFigure } from './words.ts'

/** The diseases with cases in the period or the year, and what nobody knows. */
export function PeriodFigures({ p }: { p: { diseases: PeriodDisease[]; missing: { vi: string; en: string }[] } }) {
  const { w } = useLanguage()
  const told = p.diseases.filter((d) => isTold(d) || d.outbreaks.length > 0)
  return (
    <>
      {told.length === 0 && <p style={{ margin: 0 }}>{w({ vi: 'Không ghi nhận ca bệnh nào.', en: 'No case is on record.' })}</p>}
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
}

/** Figures that changed: what was said, and what it is. */
export function Changes({ rows }: { rows: readonly PeriodChange[] }) {
  const { w, language } = useLanguage()
  const shown = ({ key }: PeriodChange, side: PeriodChange['was']) => {
    if (side === null) return /\.(units|outbreaks)\./.test(key) ? '–' : w(noFigure)
    if (typeof side === 'number') return number(side)
    if (key.endsWith('.state')) return w(outbreakWords[side as 'active' | 'ended'] ?? { vi: side, en: side })
    return /^\d{4}-\d\d-\d\d$/.test(side) ? date(side) : instant(side, language)
  }
  return (
    <ul style={{ margin: 0, display: 'grid', gap: 4 }}>
      {rows.map((c) => (
        <li key={c.key}>
          {w(c.label)}: {shown(c, c.was)} → <strong>{shown(c, c.now)}</strong>
        </li>
      ))}
    </ul>
  )
}

const outbreakWords = {
  active: { vi: 'đang hoạt động', en: 'active' },
  ended: { vi: 'đã kết thúc', en: 'ended' },
  unknown: { vi: 'chưa rõ đã kết thúc chưa', en: 'not known whether it has ended' },
}

/** One disease of a period: cases, notices, units, outbreaks, and what is not known. */
function OneDisease({ d }: { d: PeriodDisease }) {
  const { w } = useLanguage()
  const count = (n: number | null) => (n === null ? w(noFigure) : number(n))
  const units = d.units.filter((u) => (u.cases ?? 0) > 0)
  const n = d.notices
  return (
    <Part title={d.name}>
      <p style={{ margin: 0 }}>
        {w({ vi: 'Mắc trong kỳ', en: 'Cases' })}: <strong>{count(d.cases)}</strong>; {w({ vi: 'tử vong', en: 'deaths' })}:{' '}
        <strong>{count(d.deaths)}</strong>
        {d.deathsUndated
          ? w({
              vi: ` (trong đó ${d.deathsUndated} không rõ ngày, tính theo ngày ghi nhận)`,
              en: ` (${d.deathsUndated} of them without a day, from the day of recording)`,
            })
          : ''}
        ; {w({ vi: 'mắc từ đầu năm', en: 'since 1 January' })}: <strong>{count(d.casesThisYear)}</strong>
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
              {date(o.lastOn)}, {w({ vi: `${o.cases} ca`, en: `${o.cases} cases` })}, {w(outbreakWords[o.state ?? 'unknown'])}
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
