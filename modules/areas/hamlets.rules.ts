/** Hamlets have no official code and no place in the units' id ranges: their rows name the commune and the hamlet both. */
import { fold, iyAlias } from '@phaodai/text/fold.ts'
import { hasMarks } from './areas.rules.ts'

/** First id of all hamlets; no unit's id comes near it, so no range of communes holds a hamlet. */
export const firstHamletId = 100_000_000
/** Numbers 001 to 999 in a commune. */
export const hamletsPerCommune = 999

/** The id of a commune's hamlet: the same in every instance. @param communeLo first id of the commune's own range */
export const hamletIdOf = (communeLo: number, number: number): number =>
  firstHamletId + Math.floor((communeLo - 1_000_000) / 10) * 1000 + number

/** 10783 and 4: 10783-004. */
export const hamletCodeOf = (communeCode: string, number: number): string => `${communeCode}-${String(number).padStart(3, '0')}`

/** Thôn 3, Tổ dân phố Đông: as written in official papers. */
export const hamletFullName = (type: string, name: string): string =>
  `${type.charAt(0).toLocaleUpperCase('vi')}${type.slice(1)} ${name}`

/** Ids that hamlets of a commune may have, both included. */
export const hamletRange = (communeLo: number) => ({
  from: hamletIdOf(communeLo, 1),
  to: hamletIdOf(communeLo, hamletsPerCommune),
})

/** The hamlets that the words mean: accents count where they were written; without them any accents fit. */
export const sameHamlet = <H extends { fullName: string; nameKey: string }>(rows: readonly H[], written: string): H[] =>
  rows.filter((h) => (hasMarks(written) ? iyAlias(h.fullName) === iyAlias(written) : h.nameKey === fold(written)))
