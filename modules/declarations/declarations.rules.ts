import type { z } from 'zod'
import type { Colour, Declared, Why } from './declaration.shape.contract.ts'

/** Renewals in a day by one key; more is a mistake or a misuse. Default of this product. */
export const mostInADay = 12

/**
 * The colour that a gate sees. No document of the rules in hand sets one: a default of this product, unconfirmed. Red: symptoms, contact with a case, or from an
 * area under CT 16 or a hospital with cases; yellow: from an area with cases; green: none of these.
 */
export function colourOf(
  d: Pick<Declared, 'kinds' | 'contactCase'>,
  areas: readonly { basis: 'ct16' | 'cases' | 'hospital' }[],
): { colour: z.output<typeof Colour>; why: z.output<typeof Why>[] } {
  const why: z.output<typeof Why>[] = [
    ...(d.kinds.length > 0 ? (['symptom'] as const) : []),
    ...(d.contactCase ? (['contact'] as const) : []),
    ...(['ct16', 'hospital', 'cases'] as const).filter((basis) => areas.some((a) => a.basis === basis)),
  ]
  return { why, colour: why.length === 0 ? 'green' : why.every((w) => w === 'cases') ? 'yellow' : 'red' }
}

/**
 * Hours by which a declaration came later than the rule allows after an arrival; null: in time, no arrival told, or no rule. The day of arrival is told without an hour, so
 * its end counts.
 */
export function lateHours(arrivedOn: string | null, writtenAt: string, withinHours: number | null): number | null {
  if (arrivedOn === null || withinHours === null) return null
  const from = Date.parse(`${arrivedOn}T23:59:59+07:00`)
  const hours = Math.floor((Date.parse(writtenAt) - from) / 3_600_000) - withinHours
  return hours > 0 ? hours : null
}

/** Without letters and digits that are read for one another. */
const LETTERS = '23456789ACEFGHKMNPQRTVWXY'
/** Eight characters from a seal of the series: what is typed where a camera is not at hand. */
export const codeOf = (seal: Uint8Array): string => [...seal.slice(8, 16)].map((b) => LETTERS[b % LETTERS.length]).join('')
/** As typed: spaces, hyphens and lower case do not matter. */
export const typedCode = (text: string): string | null => {
  const code = text.toUpperCase().replace(/[\s-]/g, '')
  return code.length === 8 && [...code].every((c) => LETTERS.includes(c)) ? code : null
}
