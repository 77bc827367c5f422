const LONGEST = 14 * 3600_000
const MOST = 30 * 24 * 3600_000

/**
 * A stay split into visits of at most 14 hours: the overlap join relies on it. Empty where it ends before it began or lasts over 30 days.
 */
export function splitStay(fromAt: string, toAt: string): { fromAt: string; toAt: string }[] {
  const from = Date.parse(fromAt)
  const to = Date.parse(toAt)
  if (!(to > from) || to - from > MOST) return []
  const parts = Math.ceil((to - from) / LONGEST)
  const step = (to - from) / parts
  const at = (i: number) => new Date(i === parts ? to : Math.round(from + i * step)).toISOString()
  return Array.from({ length: parts }, (_, i) => ({ fromAt: at(i), toAt: at(i + 1) }))
}
