import type { Words } from '@phaodai/kernel/words.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import { decideContactRelease } from '../policy/contactrelease.rules.ts'
import {
  type HoldSchedule,
  holdSchedule,
  type PersonStatus,
  type TestDone,
  type Timeline,
  unknownStatus,
} from '../policy/holds.rules.ts'
import { type Basis, type PackInForce, sourceWords } from '../policy/inforce.rules.ts'
import type { Sourced } from '../policy/policy.contract.ts'
import { decideF0Release, type F0Result, type ReleaseDecision, type Unmet } from '../policy/release.rules.ts'
import type { OrderPlace, OwedKind } from './quarantine.contract.ts'

/**
 * What an order is, and when it may end. Everything here is derived from facts, the rules and the day; nothing of it is stored.
 * QĐ 3468, QĐ 3638, CĐ 600, CV 5599 and their like come in as packs.
 */

export type Level = 'F0' | 'F1' | 'F2'

export interface OrderFacts {
  orderId: string
  subjectId: string
  communeId: number
  bodyId: number
  level: Level | 'arrival'
  place: OrderPlace
  number: string
  fromOn: string
  issuedOn: string
  issuedAt: string
  /** As known when it was issued. */
  lastExposureOn: string
  personStatus: PersonStatus
  packCode: string
  revokedOn: string | null
  releasedOn: string | null
}
export interface TestFacts {
  sampleId: string
  sampledAt: string
  sampledOn: string
  /** `inconclusive`: answers for nothing; another sample is needed. */
  outcome: 'negative' | 'positive' | 'pending' | 'inconclusive'
  method: 'pcr' | 'antigen' | null
  ct: number | null
  /** Local day and instant on which the result was released. */
  knownOn: string | null
  knownAt: string | null
}
export interface LevelFacts {
  level: Level
  sinceOn: string
  /** When it arose in the record; starts the clock of what is owed. */
  arisenAt: string
  lastExposedOn: string | null
  kind: string
}
export interface PersonFacts {
  subjectId: string
  communeId: number
  level: LevelFacts | null
  orders: readonly OrderFacts[]
  tests: readonly TestFacts[]
  onsetOn: string | null
  firstPositiveOn: string | null
  /** Day on which they recovered, were discharged or died; null: none of these. */
  endedOn: string | null
  diedOn: string | null
  /** Last call that reached the person. */
  reachedAt: string | null
  /** First negative of the F1 that an F2 comes from. */
  sourceNegative: { on: string; at: string } | null
}
export interface RulesOn {
  timeline: Timeline
  on(day: string): PackInForce | null
}

const rank = { F0: 0, F1: 1, F2: 2, arrival: 3 } as const
export type OrderState = 'open' | 'released' | 'revoked' | 'replaced'

/** An order ends by release or revocation; a later one of a higher level takes its place, and gives it back when that one is revoked. */
export function stateOf(order: OrderFacts, all: readonly OrderFacts[]): OrderState {
  if (order.revokedOn) return 'revoked'
  if (order.releasedOn) return 'released'
  const over = all.some(
    (o) => !o.revokedOn && rank[o.level] < rank[order.level] && o.issuedAt >= order.issuedAt && o.orderId !== order.orderId,
  )
  return over ? 'replaced' : 'open'
}

/** The order that holds the person now. */
export const openOrder = (facts: Pick<PersonFacts, 'orders'>): OrderFacts | null =>
  [...facts.orders]
    .filter((o) => stateOf(o, facts.orders) === 'open')
    .sort((a, b) => rank[a.level] - rank[b.level] || (a.issuedAt < b.issuedAt ? 1 : -1))[0] ?? null

/**
 * The last exposure that counts today: as the facts say now where the level still stands, else as the order froze it. Living in the same
 * household no longer exposes someone who was taken elsewhere.
 */
export function exposureOf(order: OrderFacts, level: LevelFacts | null): string {
  if (!level?.lastExposedOn || level.level !== order.level) return order.lastExposureOn
  const away = order.place !== 'home' && level.kind === 'household'
  return away && level.lastExposedOn > order.fromOn ? order.fromOn : level.lastExposedOn
}

/** The schedule of a contact's order as the rules known by `day` say; null for an F0 (results decide) and where no rule was in force. */
export function scheduleOf(order: OrderFacts, facts: PersonFacts, rules: RulesOn, day: string): HoldSchedule | null {
  if (order.level === 'F0') return null
  return holdSchedule(
    {
      level: order.level === 'arrival' ? 'entrant' : order.level,
      personStatus: order.personStatus,
      lastExposureOn: exposureOf(order, facts.level),
      orderedOn: order.issuedOn,
      place: order.place === 'treatment' ? 'site' : order.place,
      closedOn: order.releasedOn ?? order.revokedOn,
      sourceNegativeOn: facts.sourceNegative?.on ?? null,
    },
    rules.timeline,
    day,
  )
}

/** Samples that answer a test day. */
export const testsDone = (tests: readonly TestFacts[]): TestDone[] =>
  tests.flatMap(({ sampledOn, outcome }) => (outcome === 'inconclusive' ? [] : [{ sampledOn, outcome }]))

/** What the treating doctor states at a release; absent where not stated. */
export interface Clinic {
  clinicallyWell?: boolean | undefined
  lastSymptomOn?: string | null | undefined
  lastFeverOn?: string | null | undefined
  symptomatic?: boolean | undefined
}

/** Symptoms since the last negative sample, or stated now. */
const hasSymptoms = (facts: PersonFacts, clinic: Clinic): boolean =>
  clinic.symptomatic === true ||
  (facts.onsetOn !== null && !facts.tests.some((t) => t.outcome === 'negative' && t.sampledOn >= facts.onsetOn!))

/** Whether an order may end by release on a day, else every rule that is not met, with its source. */
export function decideRelease(
  order: OrderFacts,
  facts: PersonFacts,
  rules: RulesOn,
  day: string,
  clinic: Clinic,
  releaseAt?: string,
): ReleaseDecision {
  // nobody is held any more: closing the order is no decision of the rules
  if (facts.diedOn) return { ok: true, basis: [], watchUntilOn: null, unconfirmed: false }
  const pack = rules.on(day)
  if (order.level !== 'F0')
    return decideContactRelease(
      pack,
      { schedule: scheduleOf(order, facts, rules, day), symptomatic: hasSymptoms(facts, clinic) },
      testsDone(facts.tests),
      day,
    )
  const results = facts.tests.flatMap((t): F0Result[] =>
    t.method !== null && (t.outcome === 'negative' || t.outcome === 'positive')
      ? [{ sampledAt: t.sampledAt, method: t.method, outcome: t.outcome, ct: t.ct }]
      : [],
  )
  const symptomatic = facts.onsetOn !== null || clinic.symptomatic === true
  // a symptom whose end nobody has stated lasts until today
  const last = (stated: string | null | undefined) => (stated !== undefined ? stated : symptomatic ? day : null)
  return decideF0Release(
    pack,
    {
      firstPositiveSampleOn: facts.firstPositiveOn ?? order.fromOn,
      symptomatic,
      vaccinated: order.personStatus.fullyDosed,
      place: order.place === 'home' ? 'home' : 'facility',
      lastSymptomOn: last(clinic.lastSymptomOn),
      lastFeverOn: last(clinic.lastFeverOn),
      clinicallyWell: clinic.clinicallyWell ?? null,
      results,
      ...(releaseAt && { releaseAt }),
    },
    day,
  )
}

/** Days on which a released contact is tested while watched at home: counted from the release itself. */
export function watchTests(
  order: OrderFacts,
  facts: PersonFacts,
  rules: RulesOn,
): { dueOn: string; dayNumber: number; basis: Basis[] }[] {
  if (!order.releasedOn) return []
  const schedule = scheduleOf(order, facts, rules, order.releasedOn)
  if (!schedule?.releaseOn) return []
  const shift = daysBetween(schedule.releaseOn, order.releasedOn)
  return schedule.testDays
    .filter((t) => t.phase === 'watch')
    .map((t) => ({ dueOn: addDays(t.dueOn, shift), dayNumber: t.dayNumber, basis: schedule.basis }))
}

/** The place that the rule in force names for a level, the first that it allows. */
export function usualPlace(level: Level, rules: RulesOn, day: string): OrderPlace {
  if (level === 'F0') return 'treatment'
  if (level === 'F2') return rules.on(day)?.rules.f2?.rule.place.value ?? 'home'
  return rules.on(day)?.rules.f1Hold?.rule.rows[0]?.places[0] ?? 'site'
}

/** The order that would be issued, for its schedule and sources before anyone signs. */
export function proposedOrder(
  facts: PersonFacts,
  level: LevelFacts,
  o: { place: OrderPlace; fromOn: string; today: string; now: string; personStatus?: PersonStatus | undefined },
): OrderFacts {
  const firstDay = level.level === 'F0' ? (facts.firstPositiveOn ?? level.sinceOn) : (level.lastExposedOn ?? o.fromOn)
  const household = level.kind === 'household' && o.place !== 'home' && level.level !== 'F0'
  return {
    orderId: '',
    subjectId: facts.subjectId,
    communeId: facts.communeId,
    bodyId: 0,
    level: level.level,
    place: o.place,
    number: '',
    fromOn: o.fromOn,
    issuedOn: o.today,
    issuedAt: o.now,
    lastExposureOn: household && firstDay > o.fromOn ? o.fromOn : firstDay,
    personStatus: o.personStatus ?? unknownStatus,
    packCode: '',
    revokedOn: null,
    releasedOn: null,
  }
}

/** Which pack an order of a level rests on. */
export const packOf = (level: Level, pack: PackInForce): string =>
  (level === 'F1' ? pack.from.f1Hold : level === 'F2' ? pack.from.f2 : pack.from.f0Release) ?? pack.layers.at(-1)!

export interface SourcedWords extends Words {
  source: Words
  confirmed: boolean
}
export const basisLines = (basis: readonly Basis[]): SourcedWords[] =>
  basis.map((b) => ({ ...b.says, source: b.sourceText, confirmed: b.confirmed }))
export const needsOf = (unmet: readonly Unmet[]): SourcedWords[] =>
  unmet.map(({ vi, en, source, confirmed }) => ({ vi, en, source, confirmed }))
/** A number of hours in force as a basis line. */
export const hoursLine = (figure: Sourced<number> | undefined, words: (n: number) => Words): SourcedWords[] =>
  figure?.value == null ? [] : [{ ...words(figure.value), source: sourceWords(figure), confirmed: figure.confirmed }]

/** One thing owed to or by a person, with its clock. */
export interface OwedLine {
  kind: OwedKind
  subjectId: string
  communeId: number
  bodyId: number
  level: Level | 'arrival' | null
  orderId: string | null
  dueOn: string | null
  dueAt: string | null
  state: 'due' | 'late' | 'upcoming'
  words: Words
  basis: SourcedWords[]
  unconfirmed: boolean
  /** What still stands against it. */
  needs: SourcedWords[]
}
