/**
 * Vietnamese text damaged on its way: UTF-8 read as Windows-1252 or Latin-1 ("Nguyá»…n"). Put right only where the bytes can mean
 * nothing else; otherwise flagged, for a person to see. Run it on the raw cell, before `clean` (which turns no-break spaces into spaces
 * and so loses bytes).
 */

export interface TextRepair {
  state: 'sound' | 'repaired' | 'damaged'
  /** The repaired text, or the text as it came. */
  text: string
}

/** The 27 characters that Windows-1252 puts at 0x80–0x9F; the 5 bytes it leaves free stay as control characters. */
const CP1252_HIGH = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((char, i) => [char.codePointAt(0)!, 0x80 + i] as const),
)
const VIETNAMESE_LETTER = /^[A-Za-zÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]$/u
const COMBINING = new Set('\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b')
const EXPECTED = /^[\n\r\t -~\u00a0°±²³·×–—‘’“”•…₫\ufeff]$/u

function byteOf(char: string): number | null {
  const code = char.codePointAt(0)!
  return CP1252_HIGH.get(code) ?? (code < 0x100 ? code : null)
}

/** Strict UTF-8 of two and three byte forms (all Vietnamese needs); null where the bytes are anything else. */
function decode(bytes: number[]): string | null {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i]!
    const extra = first < 0x80 ? 0 : first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : -1
    if (extra < 0) return null
    let code = extra === 0 ? first : first & (extra === 1 ? 0x1f : 0x0f)
    for (let k = 1; k <= extra; k += 1) {
      const next = bytes[i + k]
      if (next === undefined || (next & 0xc0) !== 0x80) return null
      code = (code << 6) | (next & 0x3f)
    }
    if ((extra === 2 && code < 0x800) || (code >= 0xd800 && code <= 0xdfff)) return null
    text += String.fromCharCode(code)
    i += 1 + extra
  }
  return text
}

/** XÃ” or THÂ– may be a capital before a closing quote or dash: a doubt. */
const DOUBTFUL = /(?:^|\p{Lu})[ÃÂÄÅ][‘’“”–—…](?!\p{Ll})/u

/** One misreading undone, or null where the bytes are no UTF-8. */
function undo(text: string): string | null {
  const bytes: number[] = []
  for (const char of text) {
    const byte = byteOf(char)
    if (byte === null) return null
    bytes.push(byte)
  }
  return bytes.every((byte) => byte < 0x80) || DOUBTFUL.test(text) ? null : decode(bytes)
}

const isPlausible = (text: string): boolean =>
  [...text].every((char) => VIETNAMESE_LETTER.test(char) || COMBINING.has(char) || EXPECTED.test(char))

const HIGH = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'
const TRACES = [
  /\ufffd/u,
  new RegExp(`á[º»]${HIGH}?`, 'u'), // any of ạ … ỹ
  new RegExp(`(?<!\\p{Lu})[ÃÄÅÆ]${HIGH}`, 'u'), // à … ý, ă, đ, ĩ, ũ, ơ, ư
  /\p{L}\?\p{L}/u, // a letter that some program could not write
  /[Þþ]/u, // Windows-1258 read as Windows-1252
  /[¨®¸¶¹¬]\p{Ll}/u, // TCVN3 fonts
]

/** Whether the text shows traces of damage (also of kinds that cannot be undone). A web address may hold a question mark. */
export const looksDamaged = (text: string): boolean => !text.includes('://') && TRACES.some((trace) => trace.test(text))

/**
 * Puts right text whose bytes are, beyond doubt, UTF-8 read as Windows-1252 or Latin-1 (once or twice over), and says so; flags what
 * shows damage but cannot be undone (lost letters, other old encodings). Sound text comes back untouched. Never throws.
 */
export function repairText(text: string): TextRepair {
  let back: string | null = text
  let best = text
  for (let round = 0; round < 2; round += 1) {
    back = undo(back)
    if (back === null) break
    if (isPlausible(back)) best = back
  }
  if (looksDamaged(best)) return { state: 'damaged', text }
  return { state: best === text ? 'sound' : 'repaired', text: best }
}
