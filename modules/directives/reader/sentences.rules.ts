/** Sentences of a paragraph, and the clauses that semicolons set apart, by their places in the view. Brackets are never cut. */

export interface Stretch {
  start: number
  end: number
}

const ABBREVIATION = /(?:^|[\s(])(?:TP|Tp|TX|P|Q|TS|ThS|BS|PGS|GS|KT|TM|TL|St|No|vs|v\.v|số|Số|đ|Đ)$/u

/** Brackets deeper or longer than this are taken for a slip of the pen. */
const LONGEST_BRACKET = 600

/** Cuts `[start, end)` after each of `stops`, outside brackets and quotation marks. */
function cut(text: string, start: number, end: number, isStop: (at: number) => boolean): Stretch[] {
  const parts: Stretch[] = []
  let from = start
  let opened = -1
  for (let i = start; i < end; i += 1) {
    const char = text[i]!
    if (char === '(') {
      if (opened < 0) {
        // no further than a bracket may reach: thousands that never close must not each be sought to the end of the text
        if (text.slice(i, Math.min(end, i + LONGEST_BRACKET)).includes(')')) opened = i
      }
    } else if (char === ')') opened = -1
    else if (opened < 0 && isStop(i)) {
      parts.push({ start: from, end: i + 1 })
      from = i + 1
    }
    if (opened >= 0 && i - opened > LONGEST_BRACKET) opened = -1
  }
  if (from < end) parts.push({ start: from, end })
  return parts.map((part) => trim(text, part)).filter((part) => part.end > part.start)
}

function trim(text: string, { start, end }: Stretch): Stretch {
  let [a, b] = [start, end]
  while (a < b && /\s/u.test(text[a]!)) a += 1
  while (b > a && /\s/u.test(text[b - 1]!)) b -= 1
  return { start: a, end: b }
}

/** Sentences: a full stop, question or exclamation mark before a capital, a quotation mark or the end. Not after 'TP.' or within '10.599'. */
export const sentencesOf = (text: string, start: number, end: number): Stretch[] =>
  cut(text, start, end, (i) => {
    const char = text[i]!
    if (char !== '.' && char !== '!' && char !== '?' && char !== '…') return false
    const after = text.slice(i + 1, i + 6)
    if (char === '.' && /^\s{0,2}\/\s?\./u.test(after)) return false
    if (!/^[”"’)\]]{0,2}\s+["“(+-]{0,2}\s?[\p{Lu}\d(]/u.test(after)) return false
    return char !== '.' || !ABBREVIATION.test(text.slice(Math.max(0, i - 8), i))
  })

/** Parts between semicolons. */
export const clausesOf = (text: string, start: number, end: number): Stretch[] => cut(text, start, end, (i) => text[i] === ';')
