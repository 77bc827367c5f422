export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252'
export interface DecodedText {
  text: string
  encoding: Encoding
  /** True where nothing in the file says so: a person should look at the preview. */
  guessed: boolean
}

const as = (encoding: string, bytes: Uint8Array, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes)

/** A base letter followed by a tone mark: how Windows-1258, and no other code page here, writes tones. */
const TONED_1258 = /[aeiouyăâêôơư][\u0300\u0301\u0303\u0309\u0323]/iu

function isUtf8(bytes: Uint8Array): boolean {
  try {
    as('utf-8', bytes, true)
    return true
  } catch {
    return false
  }
}

/** UTF-16 without a mark shows as a zero in every other byte of Latin text. */
function silentUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 2000)
  if (head.length < 4) return null
  const zeros = [0, 0]
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2]! += 1
  const half = head.length / 2
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return 'utf-16le'
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1) return 'utf-16be'
  return null
}

/**
 * The text of a file. A byte-order mark decides; then valid UTF-8; then UTF-16 by its zeros. A file that is UTF-8 but for a few broken
 * bytes stays UTF-8 (the broken ones become U+FFFD). Otherwise Windows-1258 where it shows Vietnamese tones, else Windows-1252.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: as('utf-8', bytes), encoding: 'utf-8', guessed: false }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: as('utf-16le', bytes), encoding: 'utf-16le', guessed: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: as('utf-16be', bytes), encoding: 'utf-16be', guessed: false }
  const wide = silentUtf16(bytes)
  if (wide) return { text: as(wide, bytes), encoding: wide, guessed: true }
  if (isUtf8(bytes)) return { text: as('utf-8', bytes), encoding: 'utf-8', guessed: false }
  const lenient = as('utf-8', bytes)
  const broken = lenient.split('\ufffd').length - 1
  const whole = lenient.match(/[\u0080-\ufffc]/gu)?.length ?? 0
  if (broken * 10 <= whole) return { text: lenient, encoding: 'utf-8', guessed: true }
  const vietnamese = as('windows-1258', bytes)
  if (TONED_1258.test(vietnamese)) {
    return { text: vietnamese.normalize('NFC'), encoding: 'windows-1258', guessed: true }
  }
  return { text: as('windows-1252', bytes), encoding: 'windows-1252', guessed: true }
}
