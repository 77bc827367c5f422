import type { Words } from '@phaodai/kernel/words.ts'
import type { Figure } from './situation.contract.ts'

const DAY = 86_400_000
export const dayAfter = (day: string, n: number): string => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10)

export interface Counted {
  newF0: number
  community: number
  quarantine: number
  zone: number
  imported: number
  activeF0: number
  f1: number
  f2: number
  samples: number
  results: number
  positives: number
  medianHours: number | null
  timed: number
}

const words = (vi: string, en: string): Words => ({ vi, en })

/** The six figures of the situation page, with the day before beside them and what doubts them in words. */
export function sixFigures(now: Counted, before: Counted, day: string): Figure[] {
  const parts = [
    { key: 'community', label: words('cộng đồng', 'community'), value: now.community },
    { key: 'quarantine', label: words('khu cách ly', 'quarantine'), value: now.quarantine },
    { key: 'zone', label: words('khu phong tỏa', 'sealed zone'), value: now.zone },
    { key: 'imported', label: words('từ ngoài vào', 'imported'), value: now.imported },
  ]
  const known = parts.reduce((n, p) => n + p.value, 0)
  if (known < now.newF0)
    parts.push({ key: 'unknown', label: words('chưa rõ nơi phát hiện', 'origin not known'), value: now.newF0 - known })
  const few = now.timed > 0 && now.timed < 10
  const figure = (
    key: string,
    label: Words,
    value: number | null,
    old: number | null,
    list: Figure['list'],
    more: Partial<Figure> = {},
  ): Figure => ({
    key,
    label,
    value,
    unit: null,
    before: old,
    parts: [],
    doubt: null,
    list,
    ...more,
  })
  return [
    figure(
      'newF0',
      words('F0 mới trong ngày', 'New F0 today'),
      now.newF0,
      before.newF0,
      { screen: 'cases', filters: { from: day, until: day } },
      { parts },
    ),
    figure('activeF0', words('F0 đang theo dõi', 'Active F0'), now.activeF0, before.activeF0, {
      screen: 'levels',
      filters: { level: 'F0' },
    }),
    figure('f1', words('F1 đang theo dõi', 'F1 under watch'), now.f1, before.f1, { screen: 'levels', filters: { level: 'F1' } }),
    figure('f2', words('F2 đang theo dõi', 'F2 under watch'), now.f2, before.f2, { screen: 'levels', filters: { level: 'F2' } }),
    figure(
      'samples',
      words('Mẫu lấy trong ngày', 'Samples taken today'),
      now.samples,
      before.samples,
      { screen: 'results', filters: { from: day, until: day } },
      {
        parts: [
          { key: 'results', label: words('kết quả trả trong ngày', 'results released today'), value: now.results },
          { key: 'positives', label: words('dương tính', 'positive'), value: now.positives },
        ],
      },
    ),
    figure(
      'turnaround',
      words('Thời gian chờ kết quả (trung vị)', 'Turnaround (median)'),
      now.medianHours === null ? null : Math.round(now.medianHours * 10) / 10,
      before.medianHours === null ? null : Math.round(before.medianHours * 10) / 10,
      { screen: 'results', filters: { from: day, until: day } },
      {
        unit: 'h',
        doubt:
          now.timed === 0
            ? words('chưa có kết quả nào trong ngày', 'no result today yet')
            : few
              ? words(`mới ${now.timed} kết quả`, `only ${now.timed} results`)
              : null,
      },
    ),
  ]
}

const ORIGINS = ['community', 'quarantine', 'zone', 'imported'] as const

/** Every day of the span with its counts; days without a case are zero, never left out. */
export function fillCurve(rows: { day: string | null; origin: string | null; n: number }[], until: string, days: number) {
  const from = dayAfter(until, 1 - days)
  const blank = () => ({ community: 0, quarantine: 0, zone: 0, imported: 0, unknown: 0 })
  const byDay = new Map(Array.from({ length: days }, (_, i) => [dayAfter(from, i), blank()] as const))
  let undated = 0
  let before = 0
  for (const row of rows) {
    if (row.day === null) undated += row.n
    else if (row.day < from) before += row.n
    else {
      const counts = byDay.get(row.day)
      if (counts) counts[ORIGINS.find((o) => o === row.origin) ?? 'unknown'] += row.n
    }
  }
  return { days: [...byDay].map(([day, counts]) => ({ day, ...counts })), undated, before }
}
