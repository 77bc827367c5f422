import { addDays } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import type { Basis, PackInForce, Where } from './inforce.rules.ts'
import { basisOf, laterDay, packInForce, ruleHistory } from './inforce.rules.ts'
import type { HoldRow, ImmunityCriteria, Level, Place, PolicyPack, RuleKey, RuleOf, Sourced } from './policy.contract.ts'
import { confirmedMarks } from './policy.contract.ts'

/*
 * How days are counted. The last exposure is day 0, so day n is n days after it: "14 days from the last contact" (CV 5599/BYT-MT)
 * after 2021-02-12 ends on 2021-02-26, which is the last day of the hold and the day of release. "First day" of the test days is the
 * first day held: where the order comes later than that, the tests already past fall due together, once, on the order's day.
 * Without a known last exposure the order's day is day 0. Tests after release are counted from the day of release.
 */

/** What is known of a person's immunity; null where not known, which never shortens a hold. */
export interface PersonStatus {
  doses: number | null
  fullyDosed: boolean | null
  lastDoseOn: string | null
  recoveredOn: string | null
}
export const unknownStatus: PersonStatus = { doses: null, fullyDosed: null, lastDoseOn: null, recoveredOn: null }

export interface HoldInput {
  level: Level
  personStatus: PersonStatus
  lastExposureOn: string | null
  orderedOn: string
  place: Place
  /** The day the order was closed, by release or otherwise; later versions leave it alone. */
  closedOn?: string | null
  /** F2 only: the day on which the F1's negative result set them free. */
  sourceNegativeOn?: string | null
}
/** All packs known, and the place whose rules count. */
export interface Timeline extends Where {
  packs: readonly PolicyPack[]
}
export interface TestDay {
  /** Days after the last exposure; after release for the phase `watch`. */
  dayNumber: number
  dueOn: string
  phase: 'hold' | 'watch'
  why: 'schedule' | 'rhythm'
}
export interface HoldSchedule {
  level: Level
  /** Last day of the hold itself; null where it ends by an event, or its length is not known. */
  holdUntilOn: string | null
  /** The hold's last day or its last test day, whichever is later. */
  releaseOn: string | null
  endsWhen: 'day' | 'source-negative' | 'unknown'
  testDays: TestDay[]
  /** Negative results owed before release. */
  minTests: number
  watchUntilOn: string | null
  watchPlace: Place | null
  /** False where the rule in force names no hold at this place. */
  placeAllowed: boolean
  rowId: string
  basis: Basis[]
  /** True where any figure used has no citation. */
  unconfirmed: boolean
}

type Row = z.output<typeof HoldRow>
const monthsLater = (day: string, months: number): string => {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10)
}

/** Whether a person's doses or recovery meet a row's criteria on a day. What is not known does not count. */
export function isImmune(criteria: z.output<typeof ImmunityCriteria>, person: PersonStatus, day: string): boolean {
  const value = (f: Sourced<number> | undefined) => f?.value ?? null
  const { recoveredOn, lastDoseOn, doses } = person
  const recovery = value(criteria.recoveredMonthsAtMost)
  if (recovery !== null && recoveredOn !== null && recoveredOn <= day && day <= monthsLater(recoveredOn, recovery)) return true
  const dosesNeeded = value(criteria.dosesAtLeast)
  const full = criteria.fullyDosed?.value === true
  if (dosesNeeded === null && !full) return false
  if (dosesNeeded !== null && (doses === null || doses < dosesNeeded)) return false
  if (full && person.fullyDosed !== true) return false
  const least = value(criteria.lastDoseDaysAtLeast)
  const most = value(criteria.lastDoseMonthsAtMost)
  if (least === null && most === null) return true
  if (lastDoseOn === null) return false
  return (least === null || addDays(lastDoseOn, least) <= day) && (most === null || day <= monthsLater(lastDoseOn, most))
}

function pickRow(rule: RuleOf<'f1Hold'>, input: HoldInput): { row: Row; placeAllowed: boolean } {
  const fits = rule.rows.filter((row) => row.immunity === null || isImmune(row.immunity, input.personStatus, input.orderedOn))
  const here = fits.find((row) => row.places.includes(input.place))
  return { row: here ?? fits[0] ?? rule.rows.at(-1)!, placeAllowed: here !== undefined }
}

/** Test days of a row, the past ones gathered on the order's day. */
function scheduledTests(row: Row, day0: string, orderedOn: string): TestDay[] {
  const due = new Map<string, TestDay>()
  for (const dayNumber of row.testDays.value ?? []) {
    const dueOn = laterDay(addDays(day0, dayNumber), orderedOn)
    if (!due.has(dueOn)) due.set(dueOn, { dayNumber, dueOn, phase: 'hold', why: 'schedule' })
  }
  return [...due.values()]
}

const rhythmKey = { F1: 'f1EveryDays', F2: 'f2EveryDays', entrant: null } as const

/** Periodic tests from the versions in force by the day; without an end known, up to the first one after the day. */
function rhythmTests(input: HoldInput, timeline: Timeline, day: string, until: string | null, basis: Basis[]): TestDay[] {
  const key = rhythmKey[input.level]
  if (key === null) return []
  const day0 = input.lastExposureOn ?? input.orderedOn
  const out: TestDay[] = []
  for (const step of ruleHistory(timeline.packs, { ...timeline, ruleKey: 'testRhythm' })) {
    const every = step.version.rule[key]
    if (every === undefined || every.value === null || every.value < 1 || step.from > day) continue
    if (step.from > input.orderedOn && !step.version.reachesOpenOrders) continue
    const n = every.value
    const first = laterDay(laterDay(addDays(day0, 1), input.orderedOn), step.from)
    const before = out.length
    for (
      let dueOn = first;
      (step.until === null || dueOn < step.until) && (until === null || dueOn <= until);
      dueOn = addDays(dueOn, n)
    ) {
      if (input.closedOn && dueOn > input.closedOn) break
      out.push({
        dayNumber: Math.round((Date.parse(dueOn) - Date.parse(day0)) / 86_400_000),
        dueOn,
        phase: 'hold',
        why: 'rhythm',
      })
      if (until === null && dueOn > day) break
    }
    if (out.length > before)
      basis.push(
        basisOf('testRhythm', step.packCode, every, { vi: `Xét nghiệm ${n} ngày một lần`, en: `A test every ${n} days` }),
      )
  }
  return out
}

const byDay = (a: TestDay, b: TestDay) => a.dueOn.localeCompare(b.dueOn)
const onePerDay = (list: TestDay[]): TestDay[] => {
  const seen = new Map<string, TestDay>()
  for (const test of [...list].sort(byDay)) if (!seen.has(test.dueOn) || test.why === 'schedule') seen.set(test.dueOn, test)
  return [...seen.values()]
}

/**
 * What an order holds its person to, as the rules known by `day` say: the version in force on the order's day, then each version that
 * came into force since, while the person was still held, and states that it reaches open orders. Null where no such rule was in force.
 * A later version never moves the release to before its own first day.
 */
export function holdSchedule(input: HoldInput, timeline: Timeline, day: string): HoldSchedule | null {
  return input.level === 'F2' ? f2Schedule(input, timeline, day) : heldSchedule(input, timeline, day)
}

function heldSchedule(input: HoldInput, timeline: Timeline, day: string): HoldSchedule | null {
  const ruleKey = input.level === 'F1' ? 'f1Hold' : 'entrantHold'
  const day0 = input.lastExposureOn ?? input.orderedOn
  let current: { row: Row; placeAllowed: boolean; packCode: string; holdUntilOn: string | null; tests: TestDay[] } | null = null
  const basis: Basis[] = []
  for (const step of ruleHistory(timeline.packs, { ...timeline, ruleKey })) {
    const onOrder = step.from <= input.orderedOn && (step.until === null || input.orderedOn < step.until)
    if (onOrder) {
      const { row, placeAllowed } = pickRow(step.version.rule, input)
      const holdUntilOn = row.holdDays.value === null ? null : laterDay(addDays(day0, row.holdDays.value), input.orderedOn)
      current = { row, placeAllowed, packCode: step.packCode, holdUntilOn, tests: scheduledTests(row, day0, input.orderedOn) }
      continue
    }
    if (step.from <= input.orderedOn || step.from > day || !step.version.reachesOpenOrders) continue
    if (input.closedOn && input.closedOn <= step.from) continue
    if (current?.holdUntilOn && current.holdUntilOn < step.from) continue
    const { row, placeAllowed } = pickRow(step.version.rule, input)
    const holdUntilOn: string | null = row.holdDays.value === null ? null : laterDay(addDays(day0, row.holdDays.value), step.from)
    const kept: TestDay[] = current?.tests.filter((t) => t.dueOn < step.from) ?? []
    const added = (row.testDays.value ?? [])
      .map((dayNumber): TestDay => ({ dayNumber, dueOn: addDays(day0, dayNumber), phase: 'hold', why: 'schedule' }))
      .filter((t) => t.dueOn >= step.from)
    current = { row, placeAllowed, packCode: step.packCode, holdUntilOn, tests: [...kept, ...added] }
    const source = step.version.reachesSource
    const says = { vi: `Áp dụng cả với lệnh đang mở từ ${step.from}`, en: `Reaches open orders from ${step.from}` }
    basis.push(basisOf(ruleKey, step.packCode, { source, confirmed: confirmedMarks.includes(source.mark) }, says))
  }
  if (current === null) return null
  const { row, packCode, holdUntilOn } = current
  basis.unshift(...rowBasis(ruleKey, packCode, row))
  const tests = onePerDay([...current.tests, ...rhythmTests(input, timeline, day, holdUntilOn, basis)])
  const lastTest = tests.at(-1)?.dueOn
  const releaseOn = holdUntilOn === null ? null : laterDay(holdUntilOn, lastTest ?? holdUntilOn)
  const after: TestDay[] =
    releaseOn === null
      ? []
      : (row.afterTestDays?.value ?? []).map((n) => ({
          dayNumber: n,
          dueOn: addDays(releaseOn, n),
          phase: 'watch',
          why: 'schedule',
        }))
  const scheduled = tests.filter((t) => t.why === 'schedule').length
  return {
    level: input.level,
    holdUntilOn,
    releaseOn,
    endsWhen: releaseOn === null ? 'unknown' : 'day',
    testDays: [...tests, ...after],
    minTests: Math.min(row.minTests?.value ?? scheduled, scheduled),
    watchUntilOn: releaseOn === null || row.afterDays.value === null ? null : addDays(releaseOn, row.afterDays.value),
    watchPlace: row.afterPlace?.value ?? null,
    placeAllowed: current.placeAllowed,
    rowId: row.id,
    basis,
    unconfirmed: basis.some((b) => !b.confirmed),
  }
}

function rowBasis(ruleKey: RuleKey, packCode: string, row: Row): Basis[] {
  const list = (f: Sourced<number[]>) => f.value?.join(', ') ?? '?'
  const hold = row.holdDays.value ?? '?'
  const after = row.afterDays.value ?? '?'
  return [
    basisOf(ruleKey, packCode, row.holdDays, { vi: `Cách ly ${hold} ngày`, en: `Held ${hold} days` }),
    basisOf(ruleKey, packCode, row.testDays, {
      vi: `Xét nghiệm ngày ${list(row.testDays)}`,
      en: `Tests on days ${list(row.testDays)}`,
    }),
    basisOf(ruleKey, packCode, row.afterDays, { vi: `Theo dõi tiếp ${after} ngày`, en: `Watched ${after} days after` }),
  ]
}

/** An F2 is held at home until the F1's test is negative; no number of days is known. */
function f2Schedule(input: HoldInput, timeline: Timeline, day: string): HoldSchedule | null {
  const pack: PackInForce | null = packInForce(timeline.packs, { ...timeline, day: input.orderedOn })
  const rule = pack?.rules.f2?.rule
  const packCode = pack?.from.f2
  if (rule === undefined || packCode === undefined) return null
  const says = { vi: 'F2 kết thúc cách ly khi F1 có kết quả âm tính', en: 'An F2 is free when the F1 tests negative' }
  const basis = [basisOf('f2', packCode, rule.releaseWhenF1Negative, says)]
  const releaseOn = input.sourceNegativeOn ?? null
  const testDays = onePerDay(rhythmTests(input, timeline, day, releaseOn, basis))
  return {
    level: 'F2',
    holdUntilOn: releaseOn,
    releaseOn,
    endsWhen: rule.releaseWhenF1Negative.value === true ? 'source-negative' : 'unknown',
    testDays,
    minTests: 0,
    watchUntilOn: null,
    watchPlace: null,
    placeAllowed: rule.place.value === null || rule.place.value === input.place,
    rowId: 'f2',
    basis,
    unconfirmed: basis.some((b) => !b.confirmed),
  }
}

export interface TestDone {
  sampledOn: string
  outcome: 'negative' | 'positive' | 'pending'
}
export interface TestDue extends TestDay {
  /** `missed`: never sampled, and the next test day has come. */
  state: 'done' | 'due' | 'late' | 'missed' | 'upcoming'
}

/**
 * Each test day with its state. A sample serves the last test day on or before it, so it never answers for a later one;
 * samples after `day` are not known yet. The order of the samples does not matter.
 */
export function testsDue(schedule: Pick<HoldSchedule, 'testDays'>, done: readonly TestDone[], day: string): TestDue[] {
  const days = [...schedule.testDays].sort(byDay)
  return days.map((test, i) => {
    const next = days[i + 1]?.dueOn
    const served = done.some((d) => d.sampledOn <= day && d.sampledOn >= test.dueOn && (next === undefined || d.sampledOn < next))
    if (served) return { ...test, state: 'done' }
    if (day < test.dueOn) return { ...test, state: 'upcoming' }
    if (day === test.dueOn) return { ...test, state: 'due' }
    return { ...test, state: next !== undefined && next <= day ? 'missed' : 'late' }
  })
}
