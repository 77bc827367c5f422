/** Forms of one piece of Vietnamese text: as stored, as searched, as compared. All pure, idempotent, and total (they never throw). */

/** Characters that take no room and come along with copied text: soft hyphen, zero-width space, word joiner, byte-order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu
/** Apostrophes as typed by phones and word processors; `clean` stores them all as the plain one. */
const APOSTROPHES = /[\u2018\u2019\u02bc]/gu
/** Eth and African D look like Đ and are typed for it; as code points they are other letters. */
const FALSE_D = /[\u00d0\u0189]/gu
const HYPHENS_AND_APOSTROPHES = /[-\u2010-\u2015\u2212'\u2018\u2019\u02bc`\u00b4]/gu

/**
 * The form in which text is stored: NFC, one plain space for every run of white space (no-break spaces and tabs occur in official files),
 * no invisible characters, a plain apostrophe, a true Đ (never the eth that looks like it). Case stays as written.
 */
export function clean(text: string): string {
  return text.replace(INVISIBLE, '').replace(APOSTROPHES, "'").replace(FALSE_D, 'Đ').normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * The search key: no marks, đ as d (it has no decomposition), lower case, hyphens and apostrophes as spaces.
 * Two different names may share a key; use it to find, never to decide that two names are the same.
 */
export function fold(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đ\u00f0\u0256]/gu, 'd')
    .replace(HYPHENS_AND_APOSTROPHES, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Grave, acute, tilde, hook above, dot below: the five written tones, as combining marks. */
const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]'
// Only open syllables: nothing of the same word may follow (a circumflex or breve follows a dot below in NFD, so marks count too).
const OPEN_OA_OE = new RegExp(`(o)([ae])(${TONE})(?![\\p{L}\\p{M}])`, 'gu')
const OPEN_UY = new RegExp(`(?<!q)(u)(y)(${TONE})(?![\\p{L}\\p{M}])`, 'gu')

/**
 * The comparison form: cleaned, lower case, and the tone of open oa, oe, uy on the first vowel (hoà -> hòa, thuỷ -> thủy).
 * Never after q (quý) and never in a closed syllable (hoàng, huỳnh). Two releases of the national list of units differ in 192 names
 * by this alone; all of them unify here.
 */
export function toneCanonical(text: string): string {
  const marks = clean(text).toLowerCase().normalize('NFD')
  return marks.replace(OPEN_OA_OE, '$1$3$2').replace(OPEN_UY, '$1$3$2').normalize('NFC')
}

const OPEN_I = /(?<![\p{L}\p{M}\p{N}])(qu|[hklmst])i(\p{M}?)(?![\p{L}\p{M}])/gu

/**
 * The comparison form with open -i written -y after h, k, l, m, s, t and qu (Qui Nhơn and Quy Nhơn, Kì Anh and Kỳ Anh).
 * An alias, not a rule: different people may be called Li and Ly. Use it to propose a match that a person or a list confirms.
 */
export function iyAlias(text: string): string {
  return toneCanonical(text).normalize('NFD').replace(OPEN_I, '$1y$2').normalize('NFC')
}
