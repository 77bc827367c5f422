import { date, number, signed } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import type { z } from 'zod'
import { groups, kindOf } from '../figures.rules.ts'
import { members, type show } from '../reports.contract.ts'
import { groupWords, noFigure } from './words.ts'

type Shown = z.output<typeof show.output>

/** Where the rows behind a figure are listed. */
export const figurePath = (reportId: string, figure: string, more: { area?: number; side?: 'late' | 'taken-back' } = {}) =>
  pathTo(`/reports/${reportId}/rows`, { figure, ...more })

/** Every figure by its group: value, change since the day before, how it is counted, and the list behind it. */
export function Figures({ report }: { report: Shown }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { figures } = report.body
  const unknown = figures.filter((f) => f.value === null)
  return (
    <Part title={{ vi: 'Số liệu', en: 'Figures' }}>
      <p className="pd-muted" style={{ marginTop: 0 }}>
        {w({
          vi: `So với ${date(report.before.day)}. “Mới”, “kết thúc”: giữa hai giờ chốt. Bấm vào số để xem danh sách.`,
          en: `Compared with ${date(report.before.day)}. New and ended: between the two cut-offs. A figure opens its list.`,
        })}
      </p>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 20rem), 1fr))' }}>
        {groups.map((group) => {
          const own = figures.filter((f) => f.value !== null && kindOf(f.key)?.group === group)
          if (own.length === 0) return null
          return (
            <section key={group} style={{ minWidth: 0 }}>
              <h3 style={{ margin: '0 0 4px', fontSize: '1rem' }}>{w(groupWords[group])}</h3>
              <dl
                style={{
                  margin: 0,
                  display: 'grid',
                  gridTemplateColumns: 'minmax(0, 1fr) auto',
                  gap: '0 12px',
                  alignItems: 'center',
                  gridAutoRows: 'minmax(1.75rem, auto)',
                }}
              >
                {own.map((f) => {
                  const by = f.before === null ? null : f.value! - f.before
                  return [
                    <dt key={`${f.key} t`} title={w(f.how)}>
                      {w(f.label)}
                    </dt>,
                    <dd key={`${f.key} d`} style={{ margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>
                      {may(members) ? (
                        <Go
                          href={figurePath(report.reportId, f.key)}
                          style={{ padding: '0 8px' }}
                          aria-label={`${w(f.label)}: ${number(f.value)}, ${w({ vi: 'xem danh sách', en: 'open the list' })}`}
                        >
                          {number(f.value)}
                        </Go>
                      ) : (
                        <span style={{ padding: '0 8px' }}>{number(f.value)}</span>
                      )}
                      <span className="pd-muted" style={{ display: 'inline-block', minWidth: '3rem' }}>
                        {by === null ? '' : by === 0 ? '=' : signed(by)}
                      </span>
                    </dd>,
                  ]
                })}
              </dl>
            </section>
          )
        })}
      </div>
      {unknown.length > 0 && (
        <p style={{ marginBottom: 0 }}>
          <strong>{w({ vi: 'Chưa có số liệu', en: 'No figure' })}:</strong> {unknown.map((f) => w(f.label)).join('; ')}.
        </p>
      )}
      <details style={{ marginTop: 12 }}>
        <summary>{w({ vi: 'Cách tính từng số liệu', en: 'How each figure is counted' })}</summary>
        <ul>
          {figures.map((f) => (
            <li key={f.key}>
              <strong>{w(f.label)}</strong>: {w(f.how)}
            </li>
          ))}
        </ul>
      </details>
    </Part>
  )
}

const columns = [
  'f0.new',
  'f0.total',
  'f0.active',
  'f1.current',
  'f2.current',
  'samples.new',
  'samples.pending',
  'teams.reported',
  'teams.all',
]

/** The same figures of the units just below; a dash is what has no facts. */
export function Units({ report }: { report: Shown }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { rows } = report.body
  if (rows.length === 0) return null
  const cell = (key: string) => (value: number | null, row: number) => {
    if (value === null) return <abbr title={w(noFigure)}>–</abbr>
    const { areaId, name } = rows[row]!
    if (!may(members)) return number(value)
    return (
      <Go
        href={figurePath(report.reportId, key, { area: areaId })}
        aria-label={`${name}, ${w(kindOf(key)!.label)}: ${number(value)}`}
      >
        {number(value)}
      </Go>
    )
  }
  return (
    <Part title={{ vi: 'Theo đơn vị', en: 'By unit' }}>
      <PlainTable
        label={{ vi: 'Số liệu theo đơn vị', en: 'Figures by unit' }}
        table={[
          columnOf(
            { vi: 'Đơn vị', en: 'Unit' },
            rows.map((r) => r.name),
          ),
          ...columns.map((key) =>
            columnOf(
              kindOf(key)!.label,
              rows.map((r) => r.values[key] ?? null),
              cell(key),
            ),
          ),
        ]}
      />
    </Part>
  )
}
