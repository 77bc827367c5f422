import type { Words } from '@phaodai/kernel/words.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { infectiousWindow } from '../policy/closeness.rules.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'

/**
 * F0, F1, F2 as a consequence of facts. Pure: the same facts give the same levels whatever the order they came in, so that concurrent
 * results converge and `verify` can rebuild every row. F3 is computed on read. Definitions: QĐ 3468/QĐ-BYT, QĐ 3638/QĐ-BYT; the figures come
 * from the pack in force on the F0's day.
 */

export type Level = 'F0' | 'F1' | 'F2'

/** What passed between two persons and counts as contact: seen from `subjectId`. Days null where not known or still going on. */
export interface Tie {
  subjectId: string
  otherId: string
  kind: 'declared' | 'household' | 'place'
  /** The row or rows that it rests on. */
  ref: string
  firstOn: string | null
  lastOn: string | null
  placeText: string | null
  reason: Words
}

/** Days, both included; `until` null while they go on. */
export interface Period {
  from: string
  until: string | null
}

export interface F0Facts {
  subjectId: string
  /** Day on which it became known: reported, else confirmed, else sampled. */
  sinceOn: string
  firstPositiveOn: string | null
  /** Null: no onset known, or said to have no symptom. */
  onsetOn: string | null
  isolatedOn: string | null
}

/** Why a level: the tie, its days and words; a frozen basis that stands when places expire. */
export interface LevelBasis {
  kind: Tie['kind'] | 'confirmed'
  ref: string | null
  placeText: string | null
  reason: Words | null
  /** A figure of the rule used has no confirmed source. */
  unconfirmed: boolean
}

export interface Classification {
  subjectId: string
  level: Level
  sinceOn: string
  firstExposedOn: string | null
  lastExposedOn: string | null
  sourceId: string | null
  rootId: string | null
  /** Of an F1: the days on which others became F2 by meeting them, in order. Empty for F0 and F2. */
  infectious: Period[]
  basis: LevelBasis
  packCode: string | null
}

/** What classify() may ask; loaded beforehand for the persons it is asked about. */
export interface Facts {
  f0(id: string): F0Facts | undefined
  isolations(id: string): readonly Period[]
  ties(id: string): readonly Tie[]
  /** The level F1 of a person, computed or stored. */
  f1(id: string): Classification | undefined
  packOn(day: string): PackInForce | null
}

export interface Exposure {
  tie: Tie
  firstOn: string
  lastOn: string
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/**
 * The part of a tie inside an infectious time. Where neither says when it ended (a household, no isolation yet), it ends on `knownOn`,
 * or on the day it began where that was later: who met an F0 not yet isolated did meet them.
 * A household without a first day is open to the left; of a declared contact with a last day only, that day alone is known.
 */
function overlap(tie: Tie, from: string, until: string | null, knownOn: string): Exposure | null {
  const open = until ?? later(later(knownOn, from), tie.firstOn ?? from)
  const tieLast = tie.lastOn ?? open
  const lastOn = until === null ? tieLast : earlier(tieLast, until)
  const began = tie.firstOn ?? (tie.kind === 'household' ? null : tie.lastOn)
  const firstOn = began === null ? from : later(began, from)
  return firstOn > lastOn ? null : { tie, firstOn, lastOn }
}

/** Positive on an earlier day. Of two found on one day neither is the other's source: nothing says who was first, and an id must not. */
const before = (a: F0Facts, b: F0Facts): boolean => (a.firstPositiveOn ?? a.sinceOn) < (b.firstPositiveOn ?? b.sinceOn)

/** First day of the isolations that lasted on a day or came after it; null where none did. One that had ended before says nothing of it. */
export const isolatedFrom = (isolations: readonly Period[], day: string): string | null =>
  isolations
    .filter((p) => p.until === null || p.until >= day)
    .map((p) => p.from)
    .sort()[0] ?? null

/**
 * The days on which someone exposed could infect others: from each day of exposure until they were isolated. Who was exposed while isolated
 * infected nobody; who was exposed again after it ended could again. Periods that touch are one, so that the answer is one set of days.
 */
export function infectiousPeriods(
  exposures: readonly Pick<Exposure, 'firstOn' | 'lastOn'>[],
  isolations: readonly Period[],
): Period[] {
  const ended = isolations.flatMap((p) => (p.until === null ? [] : [addDays(p.until, 1)]))
  const begun = exposures.flatMap((e) => [e.firstOn, ...ended.filter((day) => day > e.firstOn && day <= e.lastOn)])
  const out: Period[] = []
  for (const from of [...new Set(begun)].sort()) {
    const until = isolatedFrom(isolations, from)
    if (until !== null && until < from) continue
    const last = out.at(-1)
    if (last && (last.until === null || from <= addDays(last.until, 1)))
      last.until = last.until === null || until === null ? null : later(last.until, until)
    else out.push({ from, until })
  }
  return out
}

/** The days on which meeting this F0 makes an F1, by the pack of the F0's day; null where no rule was in force. */
export function windowOf(f0: F0Facts, facts: Facts) {
  const sources = facts.ties(f0.subjectId).flatMap((tie) => {
    const other = facts.f0(tie.otherId)
    return other && before(other, f0) ? [tie] : []
  })
  const dated = sources.map((t) => t.firstOn).filter((d): d is string => d !== null)
  return infectiousWindow(facts.packOn(f0.sinceOn), {
    onsetOn: f0.onsetOn,
    firstPositiveSampleOn: f0.firstPositiveOn ?? f0.sinceOn,
    sourceKnown: sources.length > 0,
    firstExposureOn: dated.length > 0 ? dated.reduce(earlier) : null,
    isolatedOn: f0.isolatedOn,
  })
}

/** The latest last exposure wins; then the surest kind; then ids, so that the answer never depends on the order of rows. */
const rank: Record<Tie['kind'], number> = { household: 0, declared: 1, place: 2 }
const strongest = (a: Exposure, b: Exposure): Exposure => {
  if (a.lastOn !== b.lastOn) return a.lastOn > b.lastOn ? a : b
  if (rank[a.tie.kind] !== rank[b.tie.kind]) return rank[a.tie.kind] < rank[b.tie.kind] ? a : b
  return `${a.tie.otherId}${a.tie.ref}` <= `${b.tie.otherId}${b.tie.ref}` ? a : b
}

const basisOf = (tie: Tie, unconfirmed: boolean): LevelBasis => ({
  kind: tie.kind,
  ref: tie.ref,
  placeText: tie.placeText,
  reason: tie.reason,
  unconfirmed,
})

/** Windows of F0 already worked out, by person: each is asked of all ties of its F0, and a shift gives thousands of people ties with it. */
export type Windows = Map<string, ReturnType<typeof windowOf>>

function exposuresToF0(id: string, facts: Facts, windows: Windows, only: (f0: F0Facts) => boolean) {
  return facts.ties(id).flatMap((tie) => {
    const f0 = facts.f0(tie.otherId)
    if (!f0 || !only(f0)) return []
    const window = windows.has(f0.subjectId) ? windows.get(f0.subjectId)! : windowOf(f0, facts)
    windows.set(f0.subjectId, window)
    const exposure = window && overlap(tie, window.from, window.until, f0.sinceOn)
    return exposure ? [{ exposure, f0, unconfirmed: window.unconfirmed }] : []
  })
}

const packCodeOn = (facts: Facts, day: string): string | null => facts.packOn(day)?.from.f1Window ?? null

/** The F0 row of a confirmed person, with the earlier F0 that it most likely came from. */
export function classifyF0(f0: F0Facts, facts: Facts, windows: Windows = new Map()): Classification {
  const exposures = exposuresToF0(f0.subjectId, facts, windows, (other) => before(other, f0))
  const best = exposures.map((e) => e.exposure).reduce<Exposure | null>((a, b) => (a ? strongest(a, b) : b), null)
  return {
    subjectId: f0.subjectId,
    level: 'F0',
    sinceOn: f0.sinceOn,
    firstExposedOn: exposures.length > 0 ? exposures.map((e) => e.exposure.firstOn).reduce(earlier) : null,
    lastExposedOn: best?.lastOn ?? null,
    sourceId: best?.tie.otherId ?? null,
    rootId: best?.tie.otherId ?? null,
    infectious: [],
    basis: best
      ? { ...basisOf(best.tie, false), kind: 'confirmed' }
      : { kind: 'confirmed', ref: null, placeText: null, reason: null, unconfirmed: false },
    packCode: packCodeOn(facts, f0.sinceOn),
  }
}

/** F1: met an F0 inside that F0's window. Null where not. `windows`: kept between persons as long as the facts stay the same. */
export function classifyF1(id: string, facts: Facts, windows: Windows = new Map()): Classification | null {
  const exposures = exposuresToF0(id, facts, windows, () => true)
  if (exposures.length === 0) return null
  const best = exposures.map((e) => e.exposure).reduce(strongest)
  const chosen = exposures.find((e) => e.exposure === best)!
  const firstExposedOn = exposures.map((e) => e.exposure.firstOn).reduce(earlier)
  const knownOn = exposures.map((e) => e.f0.sinceOn).reduce(earlier)
  return {
    subjectId: id,
    level: 'F1',
    sinceOn: later(knownOn, firstExposedOn),
    firstExposedOn,
    lastExposedOn: best.lastOn,
    sourceId: chosen.f0.subjectId,
    rootId: chosen.f0.subjectId,
    infectious: infectiousPeriods(
      exposures.map((e) => e.exposure),
      facts.isolations(id),
    ),
    basis: basisOf(best.tie, chosen.unconfirmed),
    packCode: packCodeOn(facts, chosen.f0.sinceOn),
  }
}

/** F2: met an F1 on a day on which that F1 could have infected others. Null where not. */
export function classifyF2(id: string, facts: Facts): Classification | null {
  const exposures = facts.ties(id).flatMap((tie) => {
    const f1 = facts.f1(tie.otherId)
    return (f1?.infectious ?? []).flatMap(({ from, until }) => {
      const exposure = overlap(tie, from, until, f1!.sinceOn)
      return exposure ? [{ exposure, f1: f1! }] : []
    })
  })
  if (exposures.length === 0) return null
  const best = exposures.map((e) => e.exposure).reduce(strongest)
  const chosen = exposures.find((e) => e.exposure === best)!
  const firstExposedOn = exposures.map((e) => e.exposure.firstOn).reduce(earlier)
  return {
    subjectId: id,
    level: 'F2',
    sinceOn: later(exposures.map((e) => e.f1.sinceOn).reduce(earlier), firstExposedOn),
    firstExposedOn,
    lastExposedOn: best.lastOn,
    sourceId: chosen.f1.subjectId,
    rootId: chosen.f1.rootId,
    infectious: [],
    basis: basisOf(best.tie, chosen.f1.basis.unconfirmed),
    packCode: chosen.f1.packCode,
  }
}

/** True where two rows say the same. */
export const sameClassification = (a: Classification, b: Classification): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))

const canonical = (c: Classification) => [
  c.subjectId,
  c.level,
  c.sinceOn,
  c.firstExposedOn,
  c.lastExposedOn,
  c.sourceId,
  c.rootId,
  c.packCode,
  c.infectious.map((p) => [p.from, p.until]),
  c.basis.kind,
  c.basis.ref,
  c.basis.placeText,
  c.basis.reason?.vi ?? null,
  c.basis.reason?.en ?? null,
  c.basis.unconfirmed,
]
