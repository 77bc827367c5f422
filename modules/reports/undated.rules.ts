import type { Words } from '@phaodai/kernel/words.ts'

/**
 * On which day a recovery or death counts whose day nobody knows: from the local day on which it was recorded, or, in reports frozen before that
 * was so, on every day. Frozen with the figures (ADR 27).
 */
export type Undated = 'recorded' | 'always'

/** The rule that a body was counted by. */
export const undatedIn = (of: { undated?: 'recorded' | undefined }): Undated => of.undated ?? 'always'

/** What stands under figures counted by today's rule. */
export const undatedWords: Words = {
  vi: 'Khỏi, tử vong không rõ ngày: tính theo ngày ghi nhận.',
  en: 'Recoveries and deaths whose day is not known count from the day of recording.',
}
/** What is told of a report that was frozen by the older rule when it is rebuilt. */
export const olderWords: Words = {
  vi: 'Báo cáo này chốt khi khỏi, tử vong không rõ ngày còn được tính vào mọi ngày từ khi có ca, và được dựng lại đúng theo cách tính đó. Nay tính theo ngày ghi nhận: số khỏi, tử vong, F0 đang điều trị khác đi có thể chỉ vì cách tính.',
  en: 'This report was frozen when recoveries and deaths without a day counted on every day since the case, and is rebuilt in that way. They now count from the day of recording: recoveries, deaths and active F0 may differ by that alone.',
}
/** What is told where figures are held against those of a report frozen by the older rule. */
export const heldAgainstOlderWords: Words = {
  vi: 'Báo cáo đem so còn tính khỏi, tử vong không rõ ngày vào mọi ngày từ khi có ca; báo cáo này tính theo ngày ghi nhận. Số khỏi, tử vong, F0 đang điều trị khác đi có thể chỉ vì cách tính.',
  en: 'The report compared counted recoveries and deaths without a day on every day since the case; this one counts from the day of recording. Recoveries, deaths and active F0 may differ by that alone.',
}
