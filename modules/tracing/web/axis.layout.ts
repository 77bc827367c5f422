/** Where the stays and meetings of a person stand on an axis of time. Pure: instants in, shares of the window out. */

/** A length of time as shares (0 to 1) of the window. */
export interface Bar {
  from: number
  to: number
}
export interface AxisStay {
  placeId: string
  placeName: string
  fromAt: string
  toAt: string
}
export interface AxisMeeting {
  otherId: string
  name: string
  /** A close contact by the rules or by a tracer's word. */
  counts: boolean
  placeId: string
  placeName: string
  fromAt: string
  toAt: string
}
export interface LanePerson {
  otherId: string
  name: string
  counts: boolean
  bars: Bar[]
}
/** One place: when the person was there, and with whom. */
export interface Lane {
  placeId: string
  name: string
  own: Bar[]
  others: LanePerson[]
  /** Persons met there for whom there is no row. */
  more: number
}

/** Bars that touch or overlap are one; outside the window nothing is left. Instants in ms. */
function union(spans: readonly { fromAt: string; toAt: string }[], from: number, to: number): Bar[] {
  const cut = spans
    .map((s) => ({ from: Math.max(from, Date.parse(s.fromAt)), to: Math.min(to, Date.parse(s.toAt)) }))
    .filter((s) => s.to > s.from)
    .sort((a, b) => a.from - b.from || a.to - b.to)
  const out: Bar[] = []
  for (const s of cut) {
    const last = out.at(-1)
    if (last && s.from <= last.to) last.to = Math.max(last.to, s.to)
    else out.push({ ...s })
  }
  return out.map((b) => ({ from: (b.from - from) / (to - from), to: (b.to - from) / (to - from) }))
}

const total = (bars: readonly Bar[]) => bars.reduce((sum, b) => sum + b.to - b.from, 0)

/**
 * Lanes by place, the first visited first. Within a lane those who count stand before those who do not, then who was there longest;
 * `most` have a row of their own. The order of the rows given does not matter.
 */
export function layoutAxis(
  stays: readonly AxisStay[],
  meetings: readonly AxisMeeting[],
  window: { fromAt: string; toAt: string },
  most: number,
): Lane[] {
  const [from, to] = [Date.parse(window.fromAt), Date.parse(window.toAt)]
  const byPlace = Map.groupBy(stays, (s) => s.placeId)
  // a meeting whose stay is not in the itinerary still has its place
  const met = Map.groupBy(meetings, (m) => m.placeId)
  const lanes: Lane[] = []
  for (const placeId of new Set([...byPlace.keys(), ...met.keys()])) {
    const own = union(byPlace.get(placeId) ?? met.get(placeId)!, from, to)
    if (own.length === 0) continue
    const others = [...Map.groupBy(met.get(placeId) ?? [], (m) => m.otherId)]
      .map(([otherId, of]): LanePerson => {
        return { otherId, name: of[0]!.name, counts: of.some((m) => m.counts), bars: union(of, from, to) }
      })
      .filter((o) => o.bars.length > 0)
      .sort(
        (a, b) =>
          Number(b.counts) - Number(a.counts) ||
          total(b.bars) - total(a.bars) ||
          a.name.localeCompare(b.name, 'vi') ||
          a.otherId.localeCompare(b.otherId),
      )
    const name = (byPlace.get(placeId) ?? met.get(placeId)!)[0]!.placeName
    lanes.push({ placeId, name, own, others: others.slice(0, most), more: Math.max(0, others.length - most) })
  }
  return lanes.sort(
    (a, b) => a.own[0]!.from - b.own[0]!.from || a.name.localeCompare(b.name, 'vi') || (a.placeId < b.placeId ? -1 : 1),
  )
}

/** Persons present in each hour of a day, by part of the place (line, class, room); null: the part is not known. */
export interface HourRow {
  space: string | null
  persons: number
  /** One count for each of `hours`. */
  counts: number[]
}
const HOUR = 3_600_000

/**
 * Who was there, hour by hour of one local day. `hours` are those from the first to the last with anyone; someone there for a part of an hour
 * is there in it, and someone written down twice is one. The last row is the whole place.
 */
export function hoursBySpace(
  rows: readonly { subjectId: string; space: string | null; fromAt: string; toAt: string }[],
  day: string,
): { hours: number[]; spaces: HourRow[]; all: HourRow } {
  const start = Date.parse(`${day}T00:00:00+07:00`)
  const present = rows.flatMap((r) => {
    const first = Math.max(0, Math.floor((Date.parse(r.fromAt) - start) / HOUR))
    const last = Math.min(23, Math.ceil((Date.parse(r.toAt) - start) / HOUR) - 1)
    return last < first || Date.parse(r.toAt) <= Date.parse(r.fromAt) ? [] : [{ ...r, first, last }]
  })
  const low = Math.min(...present.map((p) => p.first))
  const high = Math.max(...present.map((p) => p.last))
  const hours = present.length === 0 ? [] : Array.from({ length: high - low + 1 }, (_, i) => low + i)
  const rowOf = (space: string | null, of: typeof present): HourRow => ({
    space,
    persons: new Set(of.map((p) => p.subjectId)).size,
    counts: hours.map((h) => new Set(of.filter((p) => p.first <= h && h <= p.last).map((p) => p.subjectId)).size),
  })
  const spaces = [...Map.groupBy(present, (p) => p.space)]
    .map(([space, of]) => rowOf(space, of))
    .sort(
      (a, b) =>
        Number(a.space === null) - Number(b.space === null) ||
        (a.space ?? '').localeCompare(b.space ?? '', 'vi', { numeric: true }),
    )
  return { hours, spaces, all: rowOf(null, present) }
}
