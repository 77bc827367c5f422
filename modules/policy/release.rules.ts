import type { Words } from '@phaodai/kernel/words.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import type { Basis, PackInForce } from './inforce.rules.ts'
import { basisOf, sourceWords } from './inforce.rules.ts'
import type { ReleaseRequirement, ReleaseRoute, Source, Sourced } from './policy.contract.ts'

/** One rule that a release does not meet yet. */
export interface Unmet extends Words {
  rule: string
  needed: string
  have: string
  source: Words
  confirmed: boolean
}
export type ReleaseDecision =
  | { ok: true; basis: Basis[]; watchUntilOn: string | null; unconfirmed: boolean }
  | { ok: false; unmet: Unmet[] }

export interface F0Result {
  /** Instant, ISO 8601. */
  sampledAt: string
  method: 'pcr' | 'antigen'
  outcome: 'negative' | 'positive'
  ct: number | null
}
export interface F0Facts {
  firstPositiveSampleOn: string
  symptomatic: boolean
  vaccinated: boolean | null
  place: 'facility' | 'home'
  /** Last day with any symptom, with fever; null where there was none. Set today's date while they last. */
  lastSymptomOn: string | null
  lastFeverOn: string | null
  /** What the treating doctor has stated; null where not stated. */
  clinicallyWell: boolean | null
  results: readonly F0Result[]
  /** The hour of the release, for rules in hours; the end of the day where absent. */
  releaseAt?: string
}

/** A refusal for want of a rule. */
export const noRule = (rule: string, vi: string, en: string): Unmet => ({
  rule,
  vi,
  en,
  needed: '1',
  have: '0',
  source: { vi: 'Không có gói quy định đang hiệu lực', en: 'No policy pack is in force' },
  confirmed: false,
})
const unmetBy = (
  rule: string,
  figure: { source: Source; confirmed: boolean },
  words: Words,
  needed: unknown,
  have: unknown,
): Unmet => ({
  rule,
  ...words,
  needed: String(needed),
  have: String(have),
  source: sourceWords(figure),
  confirmed: figure.confirmed,
})
const missingFigure = (rule: string, figure: Sourced<unknown>): Unmet =>
  unmetBy(
    rule,
    figure,
    {
      vi: 'Chưa có số liệu của quy định; người có thẩm quyền quyết định',
      en: 'The rule has no known figure; an authorised person decides',
    },
    '?',
    '?',
  )

const hours = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000

/** One requirement against the facts: null where met. */
function unmetRequirement(need: ReleaseRequirement, facts: F0Facts, day: string): Unmet | null {
  const since = (figure: Sourced<number>, from: string | null, words: (n: number) => Words): Unmet | null => {
    if (figure.value === null) return missingFigure(need.kind, figure)
    if (from === null) return null
    const have = daysBetween(from, day)
    return have >= figure.value ? null : unmetBy(need.kind, figure, words(figure.value), figure.value, have)
  }
  switch (need.kind) {
    case 'days-since-positive':
      return since(need.days, facts.firstPositiveSampleOn, (n) => ({
        vi: `Chưa đủ ${n} ngày từ mẫu dương tính`,
        en: `Less than ${n} days since the positive sample`,
      }))
    case 'symptom-free-days':
      return since(need.days, facts.lastSymptomOn, (n) => ({
        vi: `Chưa đủ ${n} ngày không triệu chứng`,
        en: `Less than ${n} days without symptoms`,
      }))
    case 'fever-free-days':
      return since(need.days, facts.lastFeverOn, (n) => ({
        vi: `Chưa hết sốt đủ ${n} ngày`,
        en: `Less than ${n} days without fever`,
      }))
    case 'clinically-well':
      if (facts.clinicallyWell === true) return null
      return unmetBy(
        need.kind,
        need.text,
        need.text.value ?? { vi: 'Lâm sàng ổn định', en: 'Clinically well' },
        'true',
        facts.clinicallyWell,
      )
    case 'negatives':
      return unmetNegatives(need, facts, day)
  }
}

function unmetNegatives(need: Extract<ReleaseRequirement, { kind: 'negatives' }>, facts: F0Facts, day: string): Unmet | null {
  const { times, methods, ctAtLeast } = need
  if (times.value === null) return missingFigure('negatives', times)
  if (methods.value === null) return missingFigure('negatives', methods)
  const allowed = methods.value
  const releaseAt = facts.releaseAt ?? `${day}T23:59:59+07:00`
  const known = facts.results
    .filter((r) => allowed.includes(r.method) && Date.parse(r.sampledAt) <= Date.parse(releaseAt))
    .sort((a, b) => Date.parse(b.sampledAt) - Date.parse(a.sampledAt))
  const clears = (r: F0Result) =>
    r.outcome === 'negative' || (r.ct !== null && ctAtLeast?.value != null && r.ct >= ctAtLeast.value)
  const apart = need.hoursApart?.value ?? 0
  let have = 0
  let last: string | null = null
  for (const result of known) {
    if (!clears(result)) break
    if (last !== null && hours(result.sampledAt, last) < apart) continue
    have += 1
    last = result.sampledAt
  }
  if (have < times.value) {
    const n = times.value
    const space =
      apart > 0 ? { vi: `, cách nhau ít nhất ${apart} giờ`, en: `, at least ${apart} hours apart` } : { vi: '', en: '' }
    return unmetBy(
      'negatives',
      times,
      { vi: `Chưa đủ ${n} lần âm tính liên tiếp${space.vi}`, en: `Less than ${n} negatives in a row${space.en}` },
      n,
      have,
    )
  }
  const limit = need.lastSampleWithinHours
  const newest = known[0]
  if (limit?.value == null || newest === undefined) return null
  // Without an hour of release, a sample of the day before is taken as fresh enough for a limit of 24 hours.
  const fresh = facts.releaseAt
    ? hours(newest.sampledAt, releaseAt) <= limit.value
    : hours(newest.sampledAt, `${day}T00:00:00+07:00`) <= limit.value
  if (fresh) return null
  const words = { vi: `Mẫu cuối đã quá ${limit.value} giờ`, en: `The last sample is more than ${limit.value} hours old` }
  return unmetBy('last-sample', limit, words, limit.value, newest.sampledAt)
}

function basisOfRequirement(need: ReleaseRequirement, packCode: string): Basis[] {
  const make = (figure: { source: Source; confirmed: boolean }, vi: string, en: string) =>
    basisOf('f0Release', packCode, figure, { vi, en })
  switch (need.kind) {
    case 'days-since-positive':
      return [
        make(need.days, `Đủ ${need.days.value} ngày từ mẫu dương tính`, `${need.days.value} days since the positive sample`),
      ]
    case 'symptom-free-days':
      return [make(need.days, `Đủ ${need.days.value} ngày không triệu chứng`, `${need.days.value} days without symptoms`)]
    case 'fever-free-days':
      return [make(need.days, `Hết sốt đủ ${need.days.value} ngày`, `${need.days.value} days without fever`)]
    case 'clinically-well':
      return [make(need.text, 'Bác sĩ xác nhận lâm sàng ổn định', 'The doctor states the patient is well')]
    case 'negatives': {
      const figures = [need.times, need.methods, need.ctAtLeast, need.hoursApart, need.lastSampleWithinHours].filter(
        (f) => f !== undefined,
      )
      const weakest = figures.find((f) => !f.confirmed) ?? need.times
      return [make(weakest, `${need.times.value} lần âm tính liên tiếp`, `${need.times.value} negatives in a row`)]
    }
  }
}

const routeFits = (route: z.output<typeof ReleaseRoute>, facts: F0Facts): boolean => {
  const { symptomatic, place, vaccinated } = route.who
  return (
    (symptomatic === undefined || symptomatic === facts.symptomatic) &&
    (place === undefined || place === facts.place) &&
    (vaccinated === undefined || vaccinated === (facts.vaccinated ?? false))
  )
}

/**
 * Whether an F0 may be released on a day. Any route that fits the person and whose every requirement is met releases; else the unmet rules
 * of the route nearest to being met. With no rule in force, never.
 */
export function decideF0Release(pack: PackInForce | null, facts: F0Facts, day: string): ReleaseDecision {
  const rule = pack?.rules.f0Release?.rule
  const packCode = pack?.from.f0Release
  if (rule === undefined || packCode === undefined)
    return {
      ok: false,
      unmet: [noRule('no-rule', 'Không có tiêu chuẩn xuất viện đang hiệu lực', 'No discharge rule is in force')],
    }
  const tried = rule.routes
    .filter((route) => routeFits(route, facts))
    .map((route) => ({ route, unmet: route.all.map((need) => unmetRequirement(need, facts, day)).filter((u) => u !== null) }))
    .sort((a, b) => a.unmet.length - b.unmet.length)
  const best = tried[0]
  if (best === undefined)
    return {
      ok: false,
      unmet: [noRule('no-route', 'Quy định không có tiêu chuẩn cho trường hợp này', 'The rule has no route for this person')],
    }
  if (best.unmet.length > 0) return { ok: false, unmet: best.unmet }
  const basis = best.route.all.flatMap((need) => basisOfRequirement(need, packCode))
  const watch = rule.homeWatchDays
  if (watch !== undefined)
    basis.push(
      basisOf('f0Release', packCode, watch, {
        vi: `Theo dõi tại nhà ${watch.value} ngày`,
        en: `Watched at home ${watch.value} days`,
      }),
    )
  const watchUntilOn = watch?.value == null ? null : addDays(day, watch.value)
  return { ok: true, basis, watchUntilOn, unconfirmed: basis.some((b) => !b.confirmed) }
}
