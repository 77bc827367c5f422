import { Button, Modal } from '@mantine/core'
import { date, number, signed } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { groups, kindOf } from '../figures.rules.ts'
import { members, type show } from '../reports.contract.ts'
import { groupWords, noFigure } from './words.ts'

type Shown = z.output<typeof show.output>
type Side = 'frozen' | 'late' | 'taken-back'

/** The rows behind a figure, by code; the reading is recorded. */
export function Members(p: {
  reportId: string
  figure: string
  label: { vi: string; en: string }
  side: Side
  onClose: () => void
}) {
  const { w } = useLanguage()
  const read = useRead(members, { reportId: p.reportId, figure: p.figure, side: p.side })
  return (
    <Modal
      opened
      onClose={p.onClose}
      size="lg"
      title={w(p.label)}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      <Read of={read}>
        {(a) => (
          <>
            <p style={{ marginTop: 0 }}>
              {w({
                vi: `${number(a.rows.length)} trong ${number(a.total)} dòng`,
                en: `${number(a.rows.length)} of ${number(a.total)} rows`,
              })}
            </p>
            <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 4 }}>
              {a.rows.map((r) => (
                <li key={r.id}>
                  {r.subject ? <Go href={personPath(r.id)}>{r.code || r.id.slice(0, 8)}</Go> : r.code || r.id.slice(0, 8)}{' '}
                  <span className="pd-muted">
                    {r.areaName}
                    {r.n !== 1 && ` · ${number(r.n)}`}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Read>
    </Modal>
  )
}

/** Every figure by its group: value, change since the day before, how it is counted, and the list behind it. */
export function Figures({ report }: { report: Shown }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [listed, setListed] = useState<Shown['body']['figures'][number] | null>(null)
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
                      {may(members) && f.value !== 0 ? (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          onClick={() => setListed(f)}
                          aria-label={`${w(f.label)}: ${number(f.value)}, ${w({ vi: 'xem danh sách', en: 'open the list' })}`}
                        >
                          {number(f.value)}
                        </Button>
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
      {listed && (
        <Members
          reportId={report.reportId}
          figure={listed.key}
          label={listed.label}
          side="frozen"
          onClose={() => setListed(null)}
        />
      )}
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
  const { rows } = report.body
  if (rows.length === 0) return null
  const cell = (value: number | null) => (value === null ? <abbr title={w(noFigure)}>–</abbr> : number(value))
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
              cell,
            ),
          ),
        ]}
      />
    </Part>
  )
}
