/** The text as it came, and beside it a tidy view that rules can read; every place in the view leads back to its place in the source. */

/** `[start, end)` in UTF-16 units, as String.slice counts; in these documents, which stay below U+10000, the same as code points. */
export type Span = [start: number, end: number]

export interface Source {
  /** As it came. */
  raw: string
  /** NFC, plain spaces (tabs and line breaks kept), no marks of emphasis, the tone of oa, oe, uy on the first vowel. */
  text: string
  /** `text` in lower case, letter for letter in the same places. */
  low: string
  /** `text` with its tones where they came, letter for letter in the same places: 'Thuỵ', 'Đông Hoà'. */
  written: string
  /** A span of `text` as a span of `raw`. */
  span(start: number, end: number): Span
}

const TONED = new Map(
  [
    ['oà', 'òa'],
    ['oá', 'óa'],
    ['oả', 'ỏa'],
    ['oã', 'õa'],
    ['oạ', 'ọa'],
    ['oè', 'òe'],
    ['oé', 'óe'],
    ['oẻ', 'ỏe'],
    ['oẽ', 'õe'],
    ['oẹ', 'ọe'],
    ['uỳ', 'ùy'],
    ['uý', 'úy'],
    ['uỷ', 'ủy'],
    ['uỹ', 'ũy'],
    ['uỵ', 'ụy'],
  ].flatMap(([from, to]) => [
    [from!, to!],
    [from!.toUpperCase(), to!.toUpperCase()],
    [from![0]!.toUpperCase() + from![1]!, to![0]!.toUpperCase() + to![1]!],
  ]),
)

/** Control and format characters (zero-width and direction marks, soft hyphens, byte-order marks, nulls), the stars of bold and italics, and the strokes that keep stars and dashes as they are. */
const DROPPED = /[\\\p{Cc}\p{Cf}\p{Cn}\ufffc\ufffd*]/u
const MARK = /[\u0300-\u036f]/
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
const BREAKS = '\v\f\r\n\u0085\u2028\u2029'

/** Never throws; what cannot be text is left out of the view. */
export function sourceOf(raw: string): Source {
  const letters: string[] = []
  const from = new Uint32Array(raw.length + 1)
  const until = new Uint32Array(raw.length + 1)
  let size = 0
  const put = (text: string, start: number, end: number) => {
    for (let k = 0; k < text.length; k += 1) {
      letters.push(text[k]!)
      from[size] = start
      until[size] = end
      size += 1
    }
  }
  for (let i = 0; i < raw.length; ) {
    const char = raw[i]!
    const code = raw.charCodeAt(i)
    let end = i + 1
    if (code > 0x40 && end < raw.length && MARK.test(raw[end]!)) {
      // at most eight marks on one letter: text made of marks alone is noise
      while (end < raw.length && end < i + 9 && MARK.test(raw[end]!)) end += 1
      put(
        raw
          .slice(i, end)
          .normalize('NFC')
          .slice(0, end - i),
        i,
        end,
      )
    } else if (code >= 0x20 && code < 0x7f && char !== '*' && char !== '\\') put(char, i, end)
    else if (char === '\r' && raw[end] === '\n') put('\n', i, ++end)
    else if (char === '\t') put(char, i, end)
    else if (BREAKS.includes(char)) put('\n', i, end)
    else if (SPACE.test(char)) put(' ', i, end)
    else if (char === 'Ð' || char === 'Ɖ') put('Đ', i, end)
    else if (!DROPPED.test(char) && !MARK.test(char)) put(char, i, end)
    i = end
  }
  const joined = letters.join('')
  const gone = new Uint8Array(size)
  for (const m of joined.matchAll(TORN)) gone[m.index + m[0].length - 1] = 1
  for (const m of joined.matchAll(DOUBLED)) gone[m.index] = 1
  for (const m of joined.matchAll(INDENT)) gone.fill(1, m.index, m.index + m[0].length)
  for (const m of joined.matchAll(PAGE_BREAK)) {
    gone.fill(1, m.index, m.index + m[0].length)
    gone[m.index + m[0].indexOf('\n')] = 0
  }
  const hooks = new Set<number>()
  for (const m of joined.matchAll(HOOKLESS)) hooks.add(m.index + m[0].length - 1)
  if (gone.includes(1) || hooks.size > 0) {
    const [kept, froms, untils]: [string[], number[], number[]] = [[], [], []]
    for (let i = 0; i < size; i += 1) {
      if (gone[i]) continue
      kept.push(letters[i]!)
      froms.push(from[i]!)
      untils.push(until[i]!)
      if (!hooks.has(i)) continue
      kept.push(letters[i] === 'H' ? 'Ỉ' : 'ỉ')
      froms.push(until[i]!)
      untils.push(until[i]!)
    }
    return viewOf(raw, kept.join(''), froms, untils)
  }
  return viewOf(raw, joined, from, until)
}

function viewOf(raw: string, joined: string, from: Uint32Array | number[], until: Uint32Array | number[]): Source {
  const size = joined.length
  from[size] = raw.length
  const text = mended(joined)
  const lower = text.toLowerCase()
  const low = lower.length === text.length ? lower : [...text].map((c) => sameLength(c)).join('')
  return {
    raw,
    text,
    low,
    written: unhooked(joined),
    span: (start, end) => [
      from[Math.min(start, size)]!,
      end > start ? until[Math.min(end, size) - 1]! : from[Math.min(start, size)]!,
    ],
  }
}

/** A first consonant, a space, and the toned rest of its syllable: 'TH ÔNG', 'ch ỉ', 'B Í THƯ', 'V IỆT NAM', 'K ẾT LUẬN'. */
const TORN =
  /(?<![\p{L}\d./])(?:(?:[TCPK]H|(?<![TĐH] )NH|TR|NG|[BCDĐGHKLMNRSTVX]) (?=[À-ÝĂĨŨƠƯẠ-Ỹ])(?=\p{Lu}(?:\p{Lu}|\s\p{Lu}{2}))|(?:(?:[tcpk]h|(?<![tTđĐh] )nh|tr|ng)|(?<!\d ?)[bcdđhklmnrstvx]|[TĐSV]) (?=[à-ýăĩũơưạ-ỹ])(?=\p{Ll})|[Bb] (?=í thư|ộ )|[Vv] (?=IỆT|iệt)|[Kk] (?=ết|ế hoạch)|[Qq] (?=UYẾT|uyết))/gu

/** What stands between two pages within a sentence: empty lines, the number of the page. One line break is left of it. */
const PAGE_BREAK =
  /(?<=[\p{L}\d,])[ \t]{0,4}\n\s{0,9}(?:[-–]\s?)?\d{1,3}(?:\s?[-–])?[ \t]{0,4}\n\s{0,9}(?=[\p{Ll}\d(])|(?<=[\p{L}\d,])[ \t]{0,4}\n[ \t]{0,4}\n\s{0,9}(?=\p{Ll})|(?<=\s(?:Bộ|Sở|Ban|Cục|Phòng|và|của|các|với|tỉnh|huyện|phố|xã|phường|quận))[ \t]{0,4}\n\s{0,9}(?:[-–]\s?)?\d{1,3}(?:\s?[-–])?[ \t]{0,4}\n\s{0,9}(?=\p{Lu}\p{Ll})/gu
/** Spaces before a line and behind it: words that a line break parts are as near as others. A line of columns keeps its places. */
const INDENT = /(?<=\n) +(?=\S)(?![^\n]*\S {3})|(?<=\S) +(?=\n)/gu
/** The second of two spaces within a line; wider gaps set columns apart. */
const DOUBLED = /(?<=\S) (?= \S)/gu
/** 'ch đạo', 'ngh học': what a scanner leaves of chỉ and nghỉ. Alone these letters are no words. */
const HOOKLESS =
  /(?<!\p{L})(?:[Cc]h|[Nn]gh)(?= {1,2}(?!nh(?!\p{L}))\p{L}\p{Ll})|(?<!\p{L})CH(?= {1,2}(?:ĐẠO|THỊ|HUY|TIÊU|SỐ)(?!\p{L}))/gu

const sameLength = (char: string): string => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)

/** Repairs that keep every letter in its place: old tone marks, and the hook lost by a scanner (T nh ủy). */
const mended = (text: string): string =>
  unhooked(text.replace(/(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/giu, (pair) => TONED.get(pair) ?? pair))
const unhooked = (text: string): string =>
  text.replace(/(?<!\p{L})(t|T|ch|Ch|đ|Đ) nh(?!\p{L})/gu, '$1ỉnh').replace(/(?<!\p{L})(T|CH) NH(?!\p{L})/gu, '$1ỈNH')

/** Letters without marks or spaces, for comparing what a scanner has torn apart: 'CH Ỉ THỊ' is 'chithi'. */
export const bones = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s]/gu, '')
    .replace(/đ/gu, 'd')

/** Words of the tidy view with their tones as they came where they first or last stand; where they do not stand in one piece, as they are. */
export function asWritten(source: Source, words: string, where: 'first' | 'last'): string {
  const pattern = words
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
    .join('\\s+')
  const found = [...source.text.matchAll(new RegExp(pattern, 'giu'))].at(where === 'last' ? -1 : 0)
  if (!found) return words
  const written = source.written.slice(found.index, found.index + found[0].length).replace(/\s+/gu, ' ')
  if (written.length !== words.length) return words
  // a name in capitals is given as names are written
  return words
    .split('')
    .map((c, i) => (c === c.toLowerCase() ? written[i]!.toLowerCase() : written[i]!.toUpperCase()))
    .join('')
}
