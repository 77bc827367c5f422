/** Keys remembered at once; the oldest are forgotten first, so that nobody fills the memory. */
const MOST_KEYS = 20_000

/**
 * Whether one more is allowed for a key: at most so many in a window of fixed length that begins with the first. Kept in this process; a restart forgets it.
 * @param now milliseconds; the machine's clock by default
 */
export function rateLimit({ most, perMs }: { most: number; perMs: number }): (key: string, now?: number) => boolean {
  const seen = new Map<string, { from: number; n: number }>()
  return (key, now = performance.now()) => {
    const known = seen.get(key)
    if (known && now - known.from < perMs) return ++known.n <= most
    seen.delete(key)
    seen.set(key, { from: now, n: 1 })
    if (seen.size > MOST_KEYS) seen.delete(seen.keys().next().value!)
    return true
  }
}
