import type { Words } from '@phaodai/kernel/words.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import type { HoldSchedule, TestDone } from './holds.rules.ts'
import { testsDue } from './holds.rules.ts'
import type { PackInForce } from './inforce.rules.ts'
import type { ReleaseDecision, Unmet } from './release.rules.ts'
import { noRule } from './release.rules.ts'

export interface ContactOrder {
  /** From `holdSchedule` for the same day. */
  schedule: HoldSchedule | null
  /** Symptoms now, or since the last negative sample. */
  symptomatic?: boolean
}

/**
 * Whether a contact may be released on a day: the hold is over, the last test day is answered by a negative, as many negatives as the
 * rule asks for, none positive or waiting. An F2 goes when the F1's test is negative. Unconfirmed where no pack is in force any more
 * (`pack` null). The order of the tests does not matter.
 */
export function decideContactRelease(
  pack: PackInForce | null,
  order: ContactOrder,
  tests: readonly TestDone[],
  day: string,
): ReleaseDecision {
  const { schedule } = order
  if (schedule === null)
    return { ok: false, unmet: [noRule('no-rule', 'Không có quy định cách ly đang hiệu lực', 'No quarantine rule is in force')] }
  const known = tests.filter((t) => t.sampledOn <= day)
  const first = schedule.basis[0]
  const unmet: Unmet[] = []
  const add = (rule: string, words: Words, needed: unknown, have: unknown, basis = first) =>
    unmet.push({
      rule,
      ...words,
      needed: String(needed),
      have: String(have),
      source: basis?.sourceText ?? { vi: 'chưa có số liệu', en: 'not known' },
      confirmed: basis?.confirmed ?? false,
    })
  const positive = known.find((t) => t.outcome === 'positive')
  if (positive)
    add(
      'positive-test',
      { vi: 'Có mẫu dương tính: xử lý như F0', en: 'A sample is positive: handled as a case' },
      'negative',
      positive.sampledOn,
    )
  if (known.some((t) => t.outcome === 'pending'))
    add(
      'result-pending',
      { vi: 'Còn mẫu chờ kết quả', en: 'A sample is waiting for its result' },
      0,
      known.filter((t) => t.outcome === 'pending').length,
    )
  if (order.symptomatic)
    add('symptoms', { vi: 'Đang có triệu chứng: lấy mẫu ngay', en: 'Symptoms now: sample at once' }, 'none', 'symptoms')
  if (schedule.releaseOn === null) {
    if (schedule.endsWhen === 'source-negative')
      add(
        'source-not-negative',
        { vi: 'F1 chưa có kết quả âm tính', en: 'The F1 has no negative result yet' },
        'negative',
        'none',
      )
    else
      add(
        'figure-missing',
        {
          vi: 'Quy định chưa có số ngày; người có thẩm quyền quyết định',
          en: 'The rule has no known number of days; an authorised person decides',
        },
        '?',
        '?',
      )
    return { ok: false, unmet }
  }
  if (day < schedule.releaseOn)
    add(
      'hold-not-over',
      {
        vi: `Chưa hết thời gian cách ly (đến ${schedule.releaseOn.split('-').reverse().join('/')})`,
        en: `The hold is not over (until ${schedule.releaseOn})`,
      },
      schedule.releaseOn,
      day,
    )
  if (schedule.level !== 'F2') unmetTests()
  if (unmet.length > 0) return { ok: false, unmet }
  const watchUntilOn =
    schedule.watchUntilOn === null ? null : addDays(day, daysBetween(schedule.releaseOn, schedule.watchUntilOn))
  return {
    ok: true,
    basis: schedule.basis,
    watchUntilOn,
    unconfirmed: schedule.unconfirmed || pack === null,
  }

  function unmetTests() {
    if (schedule === null) return
    const testBasis = schedule.basis[1] ?? first
    const hold = { testDays: schedule.testDays.filter((t) => t.phase === 'hold') }
    const negatives = known.filter((t) => t.outcome === 'negative')
    const last = testsDue(hold, negatives, day).at(-1)
    if (last && last.state !== 'done')
      add(
        'last-test',
        { vi: `Chưa có kết quả âm tính của ngày ${last.dayNumber}`, en: `No negative result for day ${last.dayNumber}` },
        last.dueOn,
        negatives
          .map((t) => t.sampledOn)
          .sort()
          .at(-1) ?? 'none',
        testBasis,
      )
    const different = new Set(negatives.map((t) => t.sampledOn)).size
    if (different < schedule.minTests)
      add(
        'min-tests',
        { vi: `Chưa đủ ${schedule.minTests} lần xét nghiệm âm tính`, en: `Less than ${schedule.minTests} negative tests` },
        schedule.minTests,
        different,
        testBasis,
      )
  }
}
