/** A signal of one human, as the laboratory's facts are laid beside it. */
export interface SignalFact {
  signalId: string
  /** Local day of the signal. */
  onDay: string
  notedAt: string
}
export interface OrderFact {
  orderId: string
  orderedAt: string
  dueAt: string
}
export interface SampleFact {
  sampleId: string
  sampledAt: string
}
export interface ResultFact {
  resultId: string
  sampleId: string
  value: 'positive' | 'negative' | 'inconclusive'
  releasedAt: string
}
/** What the laboratory did about one signal; null where nothing yet. */
export interface FollowUp {
  signalId: string
  orderId: string | null
  orderedAt: string | null
  sampleDueAt: string | null
  sampleId: string | null
  sampledAt: string | null
  resultId: string | null
  resultValue: string | null
  resultAt: string | null
}

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000
const time = Date.parse

/** One human's signals parted into illnesses: days with no longer gap than `episodeDays` belong together; null: each day is its own. */
export function episodes<S extends SignalFact>(signals: readonly S[], episodeDays: number | null): S[][] {
  const sorted = [...signals].sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : a.signalId < b.signalId ? -1 : 1))
  const out: S[][] = []
  for (const s of sorted) {
    const last = out.at(-1)?.at(-1)
    if (last && dayNumber(s.onDay) - dayNumber(last.onDay) <= (episodeDays ?? 0)) out.at(-1)!.push(s)
    else out.push([s])
  }
  return out
}

const earliest = <T>(rows: readonly T[], at: (row: T) => string): T | null =>
  rows.length === 0 ? null : rows.reduce((a, b) => (time(at(b)) < time(at(a)) ? b : a))

/**
 * What came of each signal of one human. An illness is sampled once for all of its signals: the first order and sample since it began, until
 * the next illness begins; the result is that sample's last, a positive before anything else.
 */
export function followUps(
  signals: readonly SignalFact[],
  orders: readonly OrderFact[],
  samples: readonly SampleFact[],
  results: readonly ResultFact[],
  episodeDays: number | null,
): FollowUp[] {
  const parts = episodes(signals, episodeDays)
  return parts.flatMap((part, i) => {
    const from = Math.min(...part.map((s) => time(s.notedAt)))
    const next = parts[i + 1]
    const until = next ? Math.min(...next.map((s) => time(s.notedAt))) : Number.POSITIVE_INFINITY
    const within = (at: string) => time(at) >= from && time(at) < until
    const order = earliest(
      orders.filter((o) => within(o.orderedAt)),
      (o) => o.orderedAt,
    )
    const sample = earliest(
      samples.filter((s) => within(s.sampledAt)),
      (s) => s.sampledAt,
    )
    const of = results.filter((r) => r.sampleId === sample?.sampleId)
    const positive = of.filter((r) => r.value === 'positive')
    const last = (positive.length > 0 ? positive : of).reduce<ResultFact | null>(
      (a, b) => (a === null || time(b.releasedAt) > time(a.releasedAt) ? b : a),
      null,
    )
    return part.map(({ signalId }) => ({
      signalId,
      orderId: order?.orderId ?? null,
      orderedAt: order?.orderedAt ?? null,
      sampleDueAt: order?.dueAt ?? null,
      sampleId: sample?.sampleId ?? null,
      sampledAt: sample?.sampledAt ?? null,
      resultId: last?.resultId ?? null,
      resultValue: last?.value ?? null,
      resultAt: last?.releasedAt ?? null,
    }))
  })
}

export type SignalState = 'to-identify' | 'to-order' | 'ordered' | 'sampled' | 'answered' | 'closed'

/** Where a signal stands: what is to be done next. */
export function stateOf(s: {
  subjectId: string | null
  orderId: string | null
  sampleId: string | null
  resultId: string | null
  closedAt: string | null
}): SignalState {
  if (s.resultId) return 'answered'
  if (s.closedAt) return 'closed'
  if (s.sampleId) return 'sampled'
  if (s.orderId) return 'ordered'
  return s.subjectId ? 'to-order' : 'to-identify'
}

/** Someone with a symptom, somewhere, on a day. */
export interface Seen {
  /** One human; a signal of somebody not in the register counts as one. */
  who: string
  where: string
  onDay: string
}
export interface Cluster {
  where: string
  people: number
  fromOn: string
  untilOn: string
}

/**
 * Places where so many people had symptoms within so many days (both ends counted), the latest such span of each. Several signals of one
 * human count once.
 */
export function clusters(seen: readonly Seen[], people: number, days: number): Cluster[] {
  const out: Cluster[] = []
  for (const [where, rows] of Map.groupBy(seen, (s) => s.where)) {
    const ends = [...new Set(rows.map((r) => r.onDay))].sort().reverse()
    for (const untilOn of ends) {
      const span = rows.filter((r) => r.onDay <= untilOn && dayNumber(untilOn) - dayNumber(r.onDay) < days)
      const count = new Set(span.map((r) => r.who)).size
      if (count < people) continue
      out.push({ where, people: count, fromOn: span.map((r) => r.onDay).sort()[0]!, untilOn })
      break
    }
  }
  return out.sort((a, b) => b.people - a.people || (a.where < b.where ? -1 : 1))
}
