import { useElementSize } from '@mantine/hooks'
import { useState } from 'react'
import { dayTicks } from './dayTicks.ts'
import { date, daysBetween, shortDate } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { usePrinting } from './print.ts'
import styles from './TimeAxis.module.css'
import { textScale } from './textScale.ts'

export type FactKind = 'exposure' | 'symptom' | 'sample' | 'result' | 'held' | 'care' | 'order' | 'vaccine'

/** One fact of a person. A length of time has `untilOn`; one still open has null there. */
export interface PersonFact {
  id: string
  kind: FactKind
  on: string
  untilOn?: string | null
  /** Of one still open: the day on which it is to end. */
  expectedOn?: string | null
  words: Words
  /** Where it comes from: who wrote it, which laboratory. */
  source?: string
  /** Voided by a correction: kept, shown struck through. */
  voided?: boolean
  href?: string
}

const kinds: Record<FactKind, Words> = {
  exposure: { vi: 'Tiếp xúc', en: 'Exposure' },
  symptom: { vi: 'Triệu chứng', en: 'Symptoms' },
  sample: { vi: 'Lấy mẫu', en: 'Sample' },
  result: { vi: 'Kết quả', en: 'Result' },
  held: { vi: 'Cách ly', en: 'Quarantine' },
  care: { vi: 'Điều trị', en: 'Treatment' },
  order: { vi: 'Quyết định', en: 'Order' },
  vaccine: { vi: 'Tiêm chủng', en: 'Vaccination' },
}
const laneOrder = Object.keys(kinds) as FactKind[]

export interface TimeAxisProps {
  label: Words
  facts: readonly PersonFact[]
  today: string
}

/** Of the drawing in pixels, with text of the usual size. */
const SIZES = { lane: 28, left: 96, top: 24 }
const SHEET = 600

/** The facts of a person on one axis of days, a lane for each kind, and the same as a list by date. */
export function TimeAxis({ label, facts, today }: TimeAxisProps) {
  const { w } = useLanguage()
  const { ref, width: onScreen } = useElementSize()
  const printing = usePrinting()
  // a sheet has its own width, and is not measured in time
  const width = printing ? SHEET : onScreen
  const scale = printing ? 1 : textScale()
  const [LANE, LEFT, TOP] = [SIZES.lane * scale, SIZES.left * scale, SIZES.top * scale]
  const [on, setOn] = useState<string | null>(null)
  const sorted = [...facts].sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id))
  const lanes = laneOrder.filter((kind) => facts.some((f) => f.kind === kind))
  const ends = sorted
    .flatMap((f) => [f.on, f.untilOn ?? f.expectedOn ?? f.on])
    .concat(today)
    .sort()
  const [first, last] = [ends[0]!, ends.at(-1)!]
  const span = Math.max(1, daysBetween(first, last))
  const x = (day: string) => LEFT + 8 + (daysBetween(first, day) / span) * Math.max(0, width - LEFT - 36 * scale)
  const height = TOP + lanes.length * LANE + 8
  const span2 = (f: PersonFact) =>
    f.untilOn === undefined
      ? date(f.on)
      : f.untilOn === f.on
        ? date(f.on)
        : `${shortDate(f.on)} – ${f.untilOn ? shortDate(f.untilOn) : w({ vi: 'nay', en: 'now' })}`
  return (
    <section aria-label={w(label)} className={styles.box}>
      <div ref={ref}>
        {width > 0 && (
          <svg className={styles.svg} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {dayTicks(first, last, Math.max(1, (width - LEFT - 36 * scale) / span), 64 * scale).map((day) => (
              <g key={day}>
                <line x1={x(day)} x2={x(day)} y1={TOP - 4} y2={height} stroke="var(--pd-line)" />
                <text x={x(day)} y={12 * scale} textAnchor="middle">
                  {shortDate(day)}
                </text>
              </g>
            ))}
            {lanes.map((kind, lane) => (
              <text key={kind} className={styles.lane} x={0} y={TOP + lane * LANE + 18 * scale}>
                {w(kinds[kind])}
              </text>
            ))}
            <line
              x1={x(today)}
              x2={x(today)}
              y1={TOP - 8}
              y2={height}
              stroke="var(--pd-ink)"
              strokeWidth={1.5}
              strokeDasharray="4 3"
            />
            {sorted.map((f) => {
              const y = TOP + lanes.indexOf(f.kind) * LANE + 14 * scale
              const fill = f.voided ? 'var(--pd-surface)' : 'var(--pd-accent)'
              const edge = on === f.id ? 'var(--pd-ink)' : 'var(--pd-accent)'
              const end = f.untilOn === undefined ? null : x(f.untilOn ?? f.expectedOn ?? today)
              return end === null ? (
                <circle key={f.id} cx={x(f.on)} cy={y} r={on === f.id ? 7 : 5} fill={fill} stroke={edge} strokeWidth={2} />
              ) : (
                <rect
                  key={f.id}
                  x={x(f.on)}
                  y={y - 6}
                  width={Math.max(4, end - x(f.on))}
                  height={12}
                  rx={3}
                  fill={fill}
                  stroke={edge}
                  strokeWidth={2}
                  strokeDasharray={f.untilOn === null ? '4 2' : undefined}
                  fillOpacity={f.untilOn === null ? 0.4 : 0.75}
                />
              )
            })}
          </svg>
        )}
      </div>
      <ol className={styles.list}>
        {sorted.map((f) => (
          <li
            key={f.id}
            data-on={on === f.id}
            onMouseEnter={() => setOn(f.id)}
            onMouseLeave={() => setOn(null)}
            onFocus={() => setOn(f.id)}
            onBlur={() => setOn(null)}
          >
            <span>{span2(f)}</span>
            <span className="pd-muted">{w(kinds[f.kind])}</span>
            <span>
              <span className={f.voided ? styles.void : undefined}>
                {f.href ? <a href={f.href}>{w(f.words)}</a> : w(f.words)}
              </span>
              {f.voided && <strong> {w({ vi: '(đã hủy)', en: '(voided)' })}</strong>}
              {f.untilOn === null && f.expectedOn && (
                <span> {w({ vi: `(dự kiến đến ${date(f.expectedOn)})`, en: `(expected until ${date(f.expectedOn)})` })}</span>
              )}
              {f.source && <span className="pd-muted"> · {f.source}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
