import type { PersonFact } from '@phaodai/modules/situation/person.contract.ts'

interface Met {
  otherId: string
  kind: string
  placeText: string | null
  reason: { vi: string }
  level: string | null
  name: string
  firstOn: string | null
  lastOn: string | null
  contactId: string | null
}

const ends = (...days: (string | null | undefined)[]) => days.filter((d) => typeof d === 'string').sort()

/** One row for each person met in one way: the same shift on five days is one row from the first day to the last. */
export function meetings<C extends Met>(contacts: readonly C[]): (C & { times: number; contactIds: string[] })[] {
  const rows = new Map<string, C & { times: number; contactIds: string[] }>()
  for (const c of contacts) {
    const key = [c.otherId, c.kind, c.placeText, c.reason.vi].join('/')
    const known = rows.get(key)
    const days = ends(c.firstOn, c.lastOn, known?.firstOn, known?.lastOn)
    const contactIds = [...(known?.contactIds ?? []), ...(c.contactId ? [c.contactId] : [])]
    rows.set(key, { ...c, firstOn: days[0] ?? null, lastOn: days.at(-1) ?? null, times: (known?.times ?? 0) + 1, contactIds })
  }
  return [...rows.values()].sort((a, b) => (a.level ?? 'F9').localeCompare(b.level ?? 'F9') || a.name.localeCompare(b.name, 'vi'))
}

/** Facts for the time axis: exposures told in the same words become one with its number of times, and an open order has its expected end. */
export function axisFacts(
  facts: readonly PersonFact[],
  held: { orderId: string; untilOn: string | null } | null,
): (PersonFact & { expectedOn?: string | null })[] {
  const met = Map.groupBy(
    facts.filter((f) => f.kind === 'exposure'),
    (f) => [f.words.vi, f.source, f.voided === true].join('/'),
  )
  const exposures = [...met.values()].map((same) => {
    const days = ends(...same.flatMap((f) => [f.on, f.untilOn]))
    const { untilOn, ...first } = same.find((f) => f.on === days[0]) ?? same[0]!
    if (same.length === 1) return same[0]!
    const times = { vi: `${first.words.vi} (${same.length} lần)`, en: `${first.words.en} (${same.length} times)` }
    return { ...first, on: days[0]!, ...(days.at(-1) !== days[0] && { untilOn: days.at(-1)! }), words: times }
  })
  const others = facts
    .filter((f) => f.kind !== 'exposure')
    .map((f) => (f.untilOn === null && f.fact?.id === held?.orderId ? { ...f, expectedOn: held?.untilOn ?? null } : f))
  return [...exposures, ...others]
}
