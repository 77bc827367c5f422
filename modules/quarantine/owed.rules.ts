import type { Words } from '@phaodai/kernel/words.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { testsDue } from '../policy/holds.rules.ts'
import {
  basisLines,
  decideRelease,
  hoursLine,
  needsOf,
  type OrderFacts,
  type OwedLine,
  openOrder,
  type PersonFacts,
  proposedOrder,
  type RulesOn,
  type SourcedWords,
  scheduleOf,
  stateOf,
  testsDone,
  usualPlace,
  watchTests,
} from './quarantine.rules.ts'

export interface Clock {
  today: string
  /** Instant. */
  now: string
}

const HOUR = 3_600_000
const rank = { F0: 0, F1: 1, F2: 2, arrival: 3 } as const
const shown = (day: string) => day.split('-').reverse().join('/')
const after = (at: string, hours: number | null | undefined): string | null =>
  hours == null ? null : new Date(Date.parse(at) + hours * HOUR).toISOString()
const midnight = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString()
const lateBy = (dueAt: string | null, now: string): 'due' | 'late' =>
  dueAt !== null && Date.parse(dueAt) < Date.parse(now) ? 'late' : 'due'
const anyUnconfirmed = (...lists: SourcedWords[][]) => lists.flat().some((b) => !b.confirmed)

/**
 * Everything owed for one person on a day: an order where a level stands without one, the tests and the release of an open order, a
 * person's decision where an order has lost its basis, a call. Nothing is stored. With no pack in force it says so, and nothing else.
 */
export const owedFor = (facts: PersonFacts, rules: RulesOn, clock: Clock): OwedLine[] => owed(facts, rules, clock, true)

/** The same without releases of contacts, which figures do not ask for: whether one may end is the longest question of all. */
export const owedButReleases = (facts: PersonFacts, rules: RulesOn, clock: Clock): OwedLine[] => owed(facts, rules, clock, false)

function owed(facts: PersonFacts, rules: RulesOn, clock: Clock, releases: boolean): OwedLine[] {
  const open = openOrder(facts)
  if (!facts.level && !open && !facts.orders.some((o) => o.releasedOn)) return []
  if (rules.on(clock.today) === null) return [noPolicy(facts, open, clock)]
  return [
    ...isolate(facts, open, rules, clock),
    ...call(facts, open, rules, clock),
    ...(open ? ofOrder(open, facts, rules, clock, releases) : []),
    ...watch(facts, open, rules, clock),
  ]
}

function line(
  facts: PersonFacts,
  order: OrderFacts | null,
  l: Pick<OwedLine, 'kind' | 'state' | 'words'> & Partial<OwedLine>,
): OwedLine {
  const basis = l.basis ?? []
  const needs = l.needs ?? []
  return {
    subjectId: facts.subjectId,
    communeId: order?.communeId ?? facts.communeId,
    bodyId: order?.bodyId ?? 0,
    level: order?.level ?? facts.level?.level ?? null,
    orderId: order?.orderId ?? null,
    dueOn: null,
    dueAt: null,
    ...l,
    basis,
    needs,
    unconfirmed: anyUnconfirmed(basis, needs),
  }
}

const noPolicy = (facts: PersonFacts, order: OrderFacts | null, { today }: Clock): OwedLine =>
  line(facts, order, {
    kind: 'no-policy',
    state: 'due',
    words: {
      vi: `Ngày ${shown(today)} không có gói quy định đang hiệu lực: không tính được việc phải làm`,
      en: `No policy pack is in force on ${today}: what is owed cannot be derived`,
    },
  })

/** Where an order of this level was served to its end for this exposure, or the time to hold has passed, none is owed any more. */
function isolationOwed(facts: PersonFacts, rules: RulesOn, { today, now }: Clock): boolean {
  const level = facts.level
  if (!level) return false
  if (level.level === 'F0')
    return !facts.endedOn && !facts.orders.some((o) => o.level === 'F0' && o.releasedOn && o.releasedOn >= level.sinceOn)
  const served = facts.orders.some(
    (o) => o.releasedOn && rank[o.level] <= rank[level.level] && o.releasedOn >= (level.lastExposedOn ?? level.sinceOn),
  )
  if (served) return false
  if (level.level === 'F2') return facts.sourceNegative === null
  if (!level.lastExposedOn) return true
  // as if it had been ordered on the day the level arose: once that hold is over there is nothing left to order
  const place = usualPlace('F1', rules, level.sinceOn)
  const then = {
    ...proposedOrder(facts, level, { place, fromOn: level.sinceOn, today: level.sinceOn, now }),
    issuedOn: level.sinceOn,
  }
  const holdUntilOn = scheduleOf(then, facts, rules, today)?.holdUntilOn ?? null
  return holdUntilOn === null || today < holdUntilOn
}

function isolate(facts: PersonFacts, open: OrderFacts | null, rules: RulesOn, clock: Clock): OwedLine[] {
  const level = facts.level
  if (!level || (open && rank[open.level] <= rank[level.level]) || !isolationOwed(facts, rules, clock)) return []
  const hours = rules.on(clock.today)?.rules.escalation?.rule.orderIssueHours
  const dueAt = after(level.arisenAt, hours?.value)
  const basis = hoursLine(hours, (n) => ({ vi: `Ra quyết định trong ${n} giờ`, en: `An order within ${n} hours` }))
  const words: Words = {
    vi: `Ra quyết định cách ly ${level.level} (từ ${shown(level.sinceOn)})`,
    en: `Issue the isolation order of this ${level.level} (since ${level.sinceOn})`,
  }
  return [
    line({ ...facts }, null, { kind: 'isolate', state: lateBy(dueAt, clock.now), dueOn: level.sinceOn, dueAt, words, basis }),
  ]
}

/** A contact not told yet, by order or by call. */
function call(facts: PersonFacts, open: OrderFacts | null, rules: RulesOn, clock: Clock): OwedLine[] {
  const level = facts.level
  if (!level || level.level === 'F0' || open || (facts.reachedAt !== null && facts.reachedAt >= level.arisenAt)) return []
  if (!isolationOwed(facts, rules, clock)) return []
  const hours = rules.on(clock.today)?.rules.escalation?.rule.contactCallHours
  const dueAt = after(level.arisenAt, hours?.value)
  const basis = hoursLine(hours, (n) => ({ vi: `Liên hệ trong ${n} giờ`, en: `Reached within ${n} hours` }))
  return [
    line(facts, null, {
      kind: 'call',
      state: lateBy(dueAt, clock.now),
      dueOn: level.sinceOn,
      dueAt,
      basis,
      words: { vi: `Gọi báo và hỏi ${level.level}`, en: `Call this ${level.level}` },
    }),
  ]
}

function ofOrder(order: OrderFacts, facts: PersonFacts, rules: RulesOn, clock: Clock, releases: boolean): OwedLine[] {
  const level = facts.level?.level ?? null
  if (order.level !== 'arrival' && (level === null || rank[level] > rank[order.level])) return [revoke(order, facts)]
  // turned positive, or met an F0: the order of the new level is owed, this one only goes on holding
  if (level !== null && rank[level] < rank[order.level]) return []
  return order.level === 'F0' ? ofF0(order, facts, rules, clock) : ofContact(order, facts, rules, clock, releases)
}

const revoke = (order: OrderFacts, facts: PersonFacts): OwedLine =>
  line(facts, order, {
    kind: 'revoke',
    state: 'due',
    dueOn: null,
    words: {
      vi: `Quyết định ${order.number} không còn căn cứ: người có thẩm quyền xem xét hủy bỏ`,
      en: `Order ${order.number} has lost its basis: an authorised person decides on revoking it`,
    },
  })

function ofContact(order: OrderFacts, facts: PersonFacts, rules: RulesOn, clock: Clock, releases: boolean): OwedLine[] {
  const { today, now } = clock
  const schedule = scheduleOf(order, facts, rules, today)
  if (!schedule) return []
  const basis = basisLines(schedule.basis)
  const days = testsDue({ testDays: schedule.testDays.filter((t) => t.phase === 'hold') }, testsDone(facts.tests), today)
  const out: OwedLine[] = []
  const now1 = days.find((t) => t.state === 'due' || t.state === 'late')
  const next = days.find((t) => t.state === 'upcoming')
  for (const t of [now1, next]) {
    if (!t) continue
    const words = { vi: `Lấy mẫu ngày ${t.dayNumber} (${shown(t.dueOn)})`, en: `Sample of day ${t.dayNumber} (${t.dueOn})` }
    out.push(line(facts, order, { kind: 'test', state: t.state as OwedLine['state'], dueOn: t.dueOn, words, basis }))
  }
  if (!releases) return out
  return [...out, releaseLine(order, facts, rules, clock, schedule.releaseOn, basis, now)]
}

function releaseLine(
  order: OrderFacts,
  facts: PersonFacts,
  rules: RulesOn,
  { today }: Clock,
  releaseOn: string | null,
  basis: SourcedWords[],
  now: string,
): OwedLine {
  const decision = decideRelease(order, facts, rules, today, {})
  const words = { vi: `Kết thúc cách ly theo Quyết định ${order.number}`, en: `Release from order ${order.number}` }
  if (!decision.ok) {
    const state = releaseOn === null || today < releaseOn ? 'upcoming' : today === releaseOn ? 'due' : 'late'
    return line(facts, order, { kind: 'release', state, dueOn: releaseOn, words, basis, needs: needsOf(decision.unmet) })
  }
  const hours = rules.on(today)?.rules.escalation?.rule.releaseHours
  const known = facts.tests.flatMap((t) => (t.knownAt ? [t.knownAt] : []))
  const since = [releaseOn ? midnight(releaseOn) : now, ...known, ...(facts.sourceNegative ? [facts.sourceNegative.at] : [])]
    .sort()
    .at(-1)!
  const dueAt = after(since, hours?.value)
  return line(facts, order, {
    kind: 'release',
    state: lateBy(dueAt, now),
    dueOn: releaseOn ?? today,
    dueAt,
    words,
    basis: [...basis, ...hoursLine(hours, (n) => ({ vi: `Trong ${n} giờ`, en: `Within ${n} hours` }))],
  })
}

/** What a test or the doctor's word would settle; the rest is only time. */
const BY_TEST = new Set(['negatives', 'last-sample'])
const BY_WORD = new Set(['clinically-well', 'symptom-free-days', 'fever-free-days'])

function ofF0(order: OrderFacts, facts: PersonFacts, rules: RulesOn, { today, now }: Clock): OwedLine[] {
  const decision = decideRelease(order, facts, rules, today, {}, now)
  if (facts.endedOn)
    return [
      line(facts, order, {
        kind: 'release',
        state: 'due',
        dueOn: today,
        needs: decision.ok ? [] : needsOf(decision.unmet),
        words: {
          vi: `Kết thúc Quyết định ${order.number}: đã có kết cục điều trị`,
          en: `Close order ${order.number}: the outcome is known`,
        },
      }),
    ]
  const words = { vi: `Xét ra viện theo Quyết định ${order.number}`, en: `Consider discharge from order ${order.number}` }
  if (decision.ok)
    return [line(facts, order, { kind: 'release', state: 'due', dueOn: today, words, basis: basisLines(decision.basis) })]
  const waiting = facts.tests.some((t) => t.outcome === 'pending')
  const onlyTests = decision.unmet.every((u) => BY_TEST.has(u.rule) || BY_WORD.has(u.rule))
  const needs = needsOf(decision.unmet)
  if (onlyTests && decision.unmet.some((u) => BY_TEST.has(u.rule))) {
    if (waiting) return []
    return [
      line(facts, order, {
        kind: 'test',
        state: 'due',
        dueOn: today,
        needs,
        words: { vi: 'Lấy mẫu xét ra viện', en: 'Sample for discharge' },
      }),
    ]
  }
  const onlyWords = decision.unmet.every((u) => BY_WORD.has(u.rule))
  return [
    line(facts, order, { kind: 'release', state: onlyWords ? 'due' : 'upcoming', dueOn: onlyWords ? today : null, words, needs }),
  ]
}

/** Tests of those released and watched at home; a week after the day they are no longer asked for. */
function watch(facts: PersonFacts, open: OrderFacts | null, rules: RulesOn, { today }: Clock): OwedLine[] {
  if (open) return []
  const last = [...facts.orders]
    .filter((o) => stateOf(o, facts.orders) === 'released')
    .sort((a, b) => (a.releasedOn! < b.releasedOn! ? 1 : -1))[0]
  if (!last || last.level === 'F0' || facts.level?.level === 'F0') return []
  const days = watchTests(last, facts, rules).filter((t) => t.dueOn > addDays(today, -7))
  const states = testsDue(
    { testDays: days.map((d) => ({ ...d, phase: 'watch', why: 'schedule' })) },
    testsDone(facts.tests),
    today,
  )
  return states
    .filter((t) => t.state === 'due' || t.state === 'late' || t.state === 'upcoming')
    .slice(0, 1)
    .map((t) =>
      line(facts, last, {
        kind: 'test',
        state: t.state as OwedLine['state'],
        dueOn: t.dueOn,
        basis: basisLines(days[0]?.basis ?? []),
        words: {
          vi: `Lấy mẫu ngày ${t.dayNumber} sau cách ly (${shown(t.dueOn)})`,
          en: `Sample of day ${t.dayNumber} after release (${t.dueOn})`,
        },
      }),
    )
}
