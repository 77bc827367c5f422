/** Plain text of the simple HTML that a .docx becomes: numbers and dashes of lists written out, the cells of a table set apart by tabs. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr', 'table', 'ol', 'ul'])

export function textOfHtml(html: string): string {
  const out: string[] = []
  const lists: { ordered: boolean; n: number }[] = []
  let cell = 0
  const line = () => {
    if (out.length > 0 && !out.at(-1)!.endsWith('\n')) out.push('\n')
  }
  for (const m of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>|([^<]+)/giu)) {
    const [, close, name, words] = m
    if (words !== undefined) {
      out.push(
        words.replace(
          /&([a-z]+|#\d+);/giu,
          (whole, key: string) =>
            ENTITIES[key] ?? (key.startsWith('#') ? String.fromCodePoint(Math.min(Number(key.slice(1)), 0x10ffff)) : whole),
        ),
      )
      continue
    }
    const tag = name!.toLowerCase()
    if (tag === 'ol' || tag === 'ul') {
      if (close) lists.pop()
      else lists.push({ ordered: tag === 'ol', n: 0 })
    }
    if (tag === 'br') out.push('\n')
    else if (tag === 'td' || tag === 'th') {
      cell += close ? -1 : 1
      if (close) out.push('\t')
    } else if (BLOCKS.has(tag) && cell === 0) line()
    else if (tag === 'p' && close && cell > 0) out.push('\n')
    if (tag === 'li' && !close) {
      const list = lists.at(-1)
      if (list) list.n += 1
      out.push(
        list?.ordered
          ? lists.length > 1
            ? `${String.fromCharCode(96 + Math.min(list.n, 26))}) `
            : `${list.n}. `
          : lists.length > 1
            ? '+ '
            : '- ',
      )
    }
    if (close && (tag === 'p' || /^h\d$/u.test(tag)) && cell === 0) out.push('\n')
  }
  return out
    .join('')
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}
