/** Delimited text into records. Lenient as spreadsheets are: a stray quote is a character, ragged records stay ragged. */

export type Delimiter = ',' | ';' | '\t'
const CANDIDATES: Delimiter[] = [';', '\t', ',']

/** Every record of the text, empty ones too, so that index + 1 is the row number a spreadsheet shows. */
export function parseCsv(
  text: string,
  delimiter: Delimiter,
  limit = Number.POSITIVE_INFINITY,
): { records: string[][]; unclosedAt: number | null } {
  const records: string[][] = []
  const end = text.length
  const separator = delimiter.charCodeAt(0)
  let record: string[] = []
  let unclosedAt: number | null = null
  let at = 0
  while (at < end && records.length < limit) {
    let value = ''
    if (text.charCodeAt(at) === 34) {
      let from = at + 1
      for (;;) {
        const quote = text.indexOf('"', from)
        if (quote < 0) {
          unclosedAt ??= records.length + 1
          value += text.slice(from)
          at = end
          break
        }
        value += text.slice(from, quote)
        at = quote + 1
        if (text.charCodeAt(at) !== 34) break
        value += '"'
        from = at + 1
      }
    }
    const from = at
    let code = 0
    while (at < end) {
      code = text.charCodeAt(at)
      if (code === separator || code === 10 || code === 13) break
      at += 1
    }
    record.push(from === at ? value : value + text.slice(from, at))
    if (at >= end) {
      records.push(record)
      return { records, unclosedAt }
    }
    at += 1
    if (code === separator) {
      if (at >= end) record.push('')
      else continue
    } else if (code === 13 && text.charCodeAt(at) === 10) at += 1
    records.push(record)
    record = []
  }
  return { records, unclosedAt }
}

/**
 * The delimiter that divides the first records most evenly, counted outside quotes. A comma where nothing divides.
 * 'sep=;' on the first line, which spreadsheets write, settles it.
 */
export function detectDelimiter(text: string): Delimiter {
  const told = /^\ufeff?"?sep=([,;\t])"?\r?\n/iu.exec(text)
  if (told) return told[1] as Delimiter
  const head = text.slice(0, 200_000)
  let best: Delimiter = ','
  let bestScore = 0
  for (const candidate of CANDIDATES) {
    const { records } = parseCsv(head, candidate, 60)
    const counts = new Map<number, number>()
    const filled = records.filter((record) => record.some((value) => value.trim() !== ''))
    for (const record of filled) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
    let score = 0
    for (const [width, times] of counts)
      if (width > 1) score = Math.max(score, (times / filled.length) ** 2 * (1 + Math.log2(width)))
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}
