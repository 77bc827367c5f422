const LONGEST = 14 * 3600_000
const MOST = 30 * 24 * 3600_000

/**
 * A stay split into visits of at most 14 hours: the overlap join relies on it. Cut at whole seconds, as they are kept. Empty where it ends
 * before it began or lasts over 30 days.
 */
export function splitStay(fromAt: string, toAt: string): { fromAt: string; toAt: string }[] {
  const second = (at: string) => Math.round(Date.parse(at) / 1000) * 1000
  const from = second(fromAt)
  const to = second(toAt)
  if (!(to > from) || to - from > MOST) return []
  const parts = Math.ceil((to - from) / LONGEST)
  const step = (to - from) / parts
  const at = (i: number) => new Date(i === parts ? to : from + Math.round((i * step) / 1000) * 1000).toISOString()
  return Array.from({ length: parts }, (_, i) => ({ fromAt: at(i), toAt: at(i + 1) }))
}
