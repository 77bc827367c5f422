import { useElementSize } from '@mantine/hooks'
import { dayTicks } from '@phaodai/ui/dayTicks.ts'
import { addDays, daysBetween, localDate, number, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { usePrinting } from '@phaodai/ui/print.ts'
import { textScale } from '@phaodai/ui/textScale.ts'
import { useMemo } from 'react'
import { type AxisMeeting, type AxisStay, type Bar, layoutAxis } from './axis.layout.ts'
import styles from './Meetings.module.css'

const SHEET = 600
/** People with a row of their own at one place; the others are in the table. */
const MOST = 12
const SIZES = { row: 18, gap: 14, left: 264, top: 22, narrow: 560 }

/** Places down, days across: when the person was there, and under it who was there at the same time. The table below says the same. */
export function MeetingsAxis(props: {
  label: Words
  stays: readonly AxisStay[]
  meetings: readonly AxisMeeting[]
  fromAt: string
  toAt: string
}) {
  const { label, stays, meetings, fromAt, toAt } = props
  const { w } = useLanguage()
  const { ref, width: onScreen } = useElementSize()
  const printing = usePrinting()
  const width = printing ? SHEET : onScreen
  const scale = printing ? 1 : textScale()
  const lanes = useMemo(() => layoutAxis(stays, meetings, { fromAt, toAt }, MOST), [stays, meetings, fromAt, toAt])
  const narrow = width < SIZES.narrow * scale
  const [ROW, GAP, TOP] = [SIZES.row * scale, SIZES.gap * scale, SIZES.top * scale]
  const LEFT = narrow ? 4 : SIZES.left * scale
  // narrow: names stand above their bars
  const step = narrow ? ROW * 1.9 : ROW
  const x = (share: number) => LEFT + share * Math.max(0, width - LEFT - 8)
  let y = TOP + 4
  const placed = lanes.map((lane) => {
    const at = y
    y += step * (1 + lane.others.length) + (lane.more > 0 ? ROW : 0) + GAP
    return { lane, at }
  })
  const height = y
  const first = localDate(fromAt)
  const days = Math.max(1, daysBetween(first, localDate(toAt)))
  const room = Math.max(0, width - LEFT - 8)
  const fit = (text: string) => {
    const letters = Math.floor((narrow ? width - 8 : LEFT - 12) / (6.6 * scale))
    return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text
  }
  const bars = (of: readonly Bar[], at: number, kind: 'own' | 'close' | 'other') =>
    of.map((b) => (
      <rect
        key={`${b.from}`}
        x={x(b.from)}
        y={(narrow ? at + ROW * 0.95 : at + ROW * 0.18) + (kind === 'own' ? 0 : ROW * 0.08)}
        width={Math.max(3, x(b.to) - x(b.from))}
        height={kind === 'own' ? ROW * 0.64 : ROW * 0.48}
        rx={2}
        fill={kind === 'own' ? 'var(--pd-accent)' : kind === 'close' ? 'var(--pd-ink)' : 'var(--pd-surface)'}
        stroke={kind === 'own' ? 'var(--pd-accent)' : 'var(--pd-ink)'}
        strokeWidth={1.5}
        strokeDasharray={kind === 'other' ? '3 2' : undefined}
      />
    ))
  return (
    <figure style={{ margin: 0 }} aria-label={w(label)}>
      <div ref={ref} style={{ minWidth: 0 }}>
        {width > 0 && lanes.length > 0 && (
          <svg className={styles.svg} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {dayTicks(first, addDays(first, days - 1), room / days, 52 * scale).map((day) => {
              const at = x(daysBetween(first, day) / days)
              return (
                <g key={day}>
                  <line x1={at} x2={at} y1={TOP - 4} y2={height} stroke="var(--pd-line)" />
                  <text className={styles.tick} x={at + 3} y={13 * scale}>
                    {shortDate(day)}
                  </text>
                </g>
              )
            })}
            {placed.map(({ lane, at }) => (
              <g key={lane.placeId}>
                <line x1={0} x2={width} y1={at - GAP / 2} y2={at - GAP / 2} stroke="var(--pd-line)" />
                <text className={styles.place} x={0} y={at + ROW * 0.72}>
                  {fit(lane.name)}
                  <title>{lane.name}</title>
                </text>
                {bars(lane.own, at, 'own')}
                {lane.others.map((o, i) => (
                  <g key={o.otherId}>
                    <text x={narrow ? 0 : 10 * scale} y={at + step * (i + 1) + ROW * 0.72}>
                      {fit(o.name)}
                    </text>
                    {bars(o.bars, at + step * (i + 1), o.counts ? 'close' : 'other')}
                  </g>
                ))}
                {lane.more > 0 && (
                  <text className={styles.tick} x={narrow ? 0 : 10 * scale} y={at + step * (1 + lane.others.length) + ROW * 0.72}>
                    {w({
                      vi: `và ${number(lane.more)} người nữa, trong bảng dưới`,
                      en: `and ${number(lane.more)} more, in the table`,
                    })}
                  </text>
                )}
              </g>
            ))}
          </svg>
        )}
      </div>
      <ul className={styles.legend}>
        {(
          [
            ['own', { vi: 'người này có mặt', en: 'this person there' }],
            ['close', { vi: 'cùng lúc, tính là tiếp xúc gần', en: 'at the same time, counts as close' }],
            ['other', { vi: 'cùng lúc, chưa tính', en: 'at the same time, does not count' }],
          ] as const
        ).map(([kind, words]) => (
          <li key={kind}>
            <svg width={20} height={10} aria-hidden="true">
              <rect
                x={1}
                y={1}
                width={18}
                height={8}
                rx={2}
                fill={kind === 'own' ? 'var(--pd-accent)' : kind === 'close' ? 'var(--pd-ink)' : 'var(--pd-surface)'}
                stroke={kind === 'own' ? 'var(--pd-accent)' : 'var(--pd-ink)'}
                strokeWidth={1.5}
                strokeDasharray={kind === 'other' ? '3 2' : undefined}
              />
            </svg>
            {w(words)}
          </li>
        ))}
      </ul>
    </figure>
  )
}
