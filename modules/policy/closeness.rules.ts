import type { Words } from '@phaodai/kernel/words.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import type { Basis, PackInForce } from './inforce.rules.ts'
import { basisOf, laterDay, sourceWords } from './inforce.rules.ts'
import type { CaseRoute, ClosenessCriterion } from './policy.contract.ts'

export interface InfectiousFacts {
  onsetOn: string | null
  firstPositiveSampleOn: string | null
  /** Whether it is known from whom an F0 without symptoms had it. */
  sourceKnown: boolean
  /** First exposure to that source. */
  firstExposureOn: string | null
  isolatedOn: string | null
  /** First negative result or one above the pack's Ct, where the pack ends the window by it. */
  clearedOn?: string | null
}
export interface InfectiousWindow {
  from: string
  /** Last day; null while it is still open. */
  until: string | null
  basis: Basis[]
  unconfirmed: boolean
}

/**
 * The days on which meeting an F0 makes a contact, first and last included. Null where no rule is in force, its figure is not known,
 * or there is neither onset nor positive sample to count from.
 */
export function infectiousWindow(pack: PackInForce | null, facts: InfectiousFacts): InfectiousWindow | null {
  const rule = pack?.rules.f1Window?.rule
  const packCode = pack?.from.f1Window
  if (rule === undefined || packCode === undefined) return null
  const opened = opening()
  if (opened === null) return null
  const ends = rule.until.value === 'negative-or-ct-above' ? (facts.clearedOn ?? null) : facts.isolatedOn
  const closing = rule.until.value === 'negative-or-ct-above'
  const untilWords = closing
    ? { vi: 'Đến khi âm tính hoặc Ct vượt ngưỡng', en: 'Until negative or Ct above the limit' }
    : { vi: 'Đến khi được cách ly', en: 'Until isolated' }
  const basis = [opened.basis, basisOf('f1Window', packCode, rule.until, untilWords)]
  return {
    from: opened.from,
    until: ends === null ? null : laterDay(ends, opened.from),
    basis,
    unconfirmed: basis.some((b) => !b.confirmed),
  }

  function opening(): { from: string; basis: Basis } | null {
    if (rule === undefined || packCode === undefined) return null
    if (facts.onsetOn !== null) {
      const days = rule.daysBeforeOnset.value
      if (days === null) return null
      const says = { vi: `Từ ${days} ngày trước khởi phát`, en: `From ${days} days before onset` }
      return { from: addDays(facts.onsetOn, -days), basis: basisOf('f1Window', packCode, rule.daysBeforeOnset, says) }
    }
    if (facts.sourceKnown && facts.firstExposureOn !== null && rule.asymptomaticKnownSource?.value) {
      const says = {
        vi: 'Không triệu chứng, rõ nguồn: từ lần đầu tiếp xúc nguồn',
        en: 'No symptoms, known source: from the first exposure to it',
      }
      return { from: facts.firstExposureOn, basis: basisOf('f1Window', packCode, rule.asymptomaticKnownSource, says) }
    }
    const days = rule.asymptomaticUnknownSourceDays.value
    if (facts.firstPositiveSampleOn === null || days === null) return null
    const says = {
      vi: `Không triệu chứng: từ ${days} ngày trước mẫu dương tính`,
      en: `No symptoms: from ${days} days before the positive sample`,
    }
    return {
      from: addDays(facts.firstPositiveSampleOn, -days),
      basis: basisOf('f1Window', packCode, rule.asymptomaticUnknownSourceDays, says),
    }
  }
}

/** What is known of a meeting; null or absent is not known, and never makes a contact by itself. */
export interface Meeting {
  physical?: boolean | null
  /** Gave care; `fullPpe` says how protected. */
  care?: boolean | null
  fullPpe?: boolean | null
  household?: boolean | null
  workshop?: boolean | null
  class?: boolean | null
  vehicle?: boolean | null
  rowsApart?: number | null
  metres?: number | null
  minutes?: number | null
  closedSpace?: boolean | null
  /** Whether masks were worn by both. */
  masked?: boolean | null
}
export interface Closeness {
  counts: boolean
  reason: Words
  criterionId: string | null
  /** Facts that would settle it, where it does not count for want of them: a candidate for a tracer to ask. */
  unknown: (keyof Meeting)[]
  basis: Basis[]
}

type Criterion = z.output<typeof ClosenessCriterion>
/** Yes, no, or the facts that would tell. */
type Answer = true | false | (keyof Meeting)[]

const asked = (meeting: Meeting, key: keyof Meeting): Answer => {
  const value = meeting[key]
  return value === null || value === undefined ? [key] : value === true
}
const all = (...answers: Answer[]): Answer => {
  if (answers.includes(false)) return false
  const open = answers.flatMap((a) => (Array.isArray(a) ? a : []))
  return open.length > 0 ? open : true
}
const any = (...answers: Answer[]): Answer => {
  if (answers.includes(true)) return true
  const open = answers.flatMap((a) => (Array.isArray(a) ? a : []))
  return open.length > 0 ? open : false
}
const within = (meeting: Meeting, key: 'metres' | 'rowsApart', max: number | null | undefined): Answer => {
  if (max === null || max === undefined) return true
  const value = meeting[key]
  return value === null || value === undefined ? [key] : value <= max
}

function answer(c: Criterion, meeting: Meeting): Answer {
  const masks: Answer =
    c.masked === 'any' ? true : meeting.masked == null ? ['masked'] : meeting.masked === (c.masked === 'masked')
  const least = c.minMinutes?.value
  const long: Answer = least == null ? true : meeting.minutes == null ? ['minutes'] : meeting.minutes >= least
  switch (c.kind) {
    case 'near': {
      const close = c.maxMetres?.value == null ? false : within(meeting, 'metres', c.maxMetres.value)
      return all(any(close, c.closedSpaceToo?.value ? asked(meeting, 'closedSpace') : false), masks, long)
    }
    case 'care': {
      const bare: Answer = meeting.fullPpe == null ? ['fullPpe'] : !meeting.fullPpe
      return all(asked(meeting, 'care'), bare, masks, long)
    }
    case 'vehicle':
      return all(asked(meeting, 'vehicle'), within(meeting, 'rowsApart', c.maxRowsEitherSide?.value), masks, long)
    default:
      return all(asked(meeting, c.kind), within(meeting, 'metres', c.maxMetres?.value), masks, long)
  }
}

/**
 * Whether a meeting with an F0 in their infectious window makes a close contact. Any one criterion is enough. What is not known does not
 * count; where both answers to an unknown (masks or none) would count, it does.
 */
export function isCloseContact(pack: PackInForce | null, meeting: Meeting): Closeness {
  const rule = pack?.rules.closeContact?.rule
  const packCode = pack?.from.closeContact
  const no = (reason: Words, unknown: (keyof Meeting)[] = []): Closeness => ({
    counts: false,
    reason,
    criterionId: null,
    unknown,
    basis: [],
  })
  if (rule === undefined || packCode === undefined)
    return no({ vi: 'Không có quy định về tiếp xúc gần đang hiệu lực', en: 'No rule on close contact is in force' })
  const found = (m: Meeting) => rule.anyOf.find((c) => answer(c, m) === true)
  const hit =
    found(meeting) ??
    (meeting.masked == null && found({ ...meeting, masked: true }) && found({ ...meeting, masked: false })
      ? found({ ...meeting, masked: true })
      : undefined)
  if (hit !== undefined) {
    const basis = [basisOf('closeContact', packCode, hit, hit.text)]
    const source = sourceWords(hit)
    const reason = { vi: `${hit.text.vi} – ${source.vi}`, en: `${hit.text.en} – ${source.en}` }
    return { counts: true, reason, criterionId: hit.id, unknown: [], basis }
  }
  const open = rule.anyOf.map((c) => answer(c, meeting)).filter((a) => typeof a !== 'boolean')
  const unknown = [...new Set(open.flat())]
  return unknown.length > 0
    ? no({ vi: 'Chưa đủ thông tin để kết luận tiếp xúc gần', en: 'Not enough is known to call it a close contact' }, unknown)
    : no({ vi: 'Không đáp ứng tiêu chí tiếp xúc gần nào', en: 'No criterion of close contact is met' })
}

export interface CaseFacts {
  method: 'pcr' | 'antigen'
  outcome: 'positive' | 'negative' | 'inconclusive'
  isF1?: boolean
  symptomatic?: boolean
  /** Any other epidemiological link. */
  epiLink?: boolean
  /** Hours since the positive result of the same method just before; null where there was none. */
  hoursSincePositive?: number | null
}

/**
 * Whether a result makes a case. A PCR positive always did; an antigen positive alone was a suspect, until CV 11042/BYT-DP (29/12/2021)
 * let it confirm with other facts. With no rule in force, nothing is confirmed.
 */
export function confirmsCase(pack: PackInForce | null, result: CaseFacts): 'confirmed' | 'suspect' | 'no' {
  const rule = pack?.rules.caseDefinition?.rule
  if (rule === undefined || result.outcome !== 'positive') return 'no'
  const has = {
    f1: result.isF1 === true,
    symptomatic: result.symptomatic === true,
    'epi-link': result.epiLink === true || result.isF1 === true,
  }
  const fits = (route: z.output<typeof CaseRoute>): boolean => {
    if (route.method !== result.method || !route.needs.every((need) => has[need])) return false
    if ((route.repeats?.value ?? 1) < 2) return true
    const hours = result.hoursSincePositive ?? null
    return hours !== null && (route.withinHours?.value == null || hours <= route.withinHours.value)
  }
  const fitting = rule.routes.filter(fits)
  if (fitting.some((r) => r.gives === 'confirmed')) return 'confirmed'
  return fitting.length > 0 ? 'suspect' : 'no'
}
