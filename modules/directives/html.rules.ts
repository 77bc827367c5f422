/** Plain text of the simple HTML that a .docx becomes: numbers and dashes of lists written out, the cells of a table set apart by tabs. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr', 'table', 'ol', 'ul'])

export function textOfHtml(html: string): string {
  const out: string[] = []
  const lists: { ordered: boolean; n: number }[] = []
  let cell = 0
  let row: TableRow = { from: 0, cells: [] }
  let reaching: Reaching[] = []
  const line = () => {
    if (out.length > 0 && !out.at(-1)!.endsWith('\n')) out.push('\n')
  }
  for (const m of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/giu)) {
    const [, close, name, attributes, words] = m
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
    const span = (way: 'row' | 'col') => Math.min(99, Number(new RegExp(`${way}span="(\\d+)"`, 'u').exec(attributes!)?.[1] ?? 1))
    if (tag === 'table' && cell === 0) reaching = []
    if (tag === 'ol' || tag === 'ul') {
      if (close) lists.pop()
      else lists.push({ ordered: tag === 'ol', n: 0 })
    }
    if (tag === 'br') out.push('\n')
    else if (tag === 'td' || tag === 'th') {
      cell += close ? -1 : 1
      if (!close && cell === 1) row.cells.push({ from: out.length, to: out.length, down: span('row'), across: span('col') })
      if (close && cell === 0 && row.cells.length > 0) row.cells.at(-1)!.to = out.length
      if (close) out.push('\t')
    } else if (tag === 'tr' && close && cell === 0) {
      // three columns and more are a table of work, not the two halves of a header: one line for a row
      if (row.cells.length + reaching.filter((r) => r?.rows > 0).length > 2) {
        const texts = columnsOf(out, row, reaching)
        out.splice(row.from, out.length, `${texts.join('\t')}\n`)
      } else line()
      row = { from: out.length, cells: [] }
    } else if (BLOCKS.has(tag) && cell === 0) line()
    else if (tag === 'p' && close && cell > 0) out.push('\n')
    if (tag === 'tr' && !close && cell === 0) row = { from: out.length, cells: [] }
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

interface TableRow {
  from: number
  /** Places among the pieces, and over how many rows and columns the cell reaches. */
  cells: { from: number; to: number; down: number; across: number }[]
}
/** What a cell of a row above says, and for how many rows more. */
interface Reaching {
  rows: number
  text: string
}

/** The words of each column; a cell that reaches down says the same in each of its rows. */
function columnsOf(out: readonly string[], row: TableRow, reaching: Reaching[]): string[] {
  const texts: string[] = []
  const fromAbove = () => {
    for (let above = reaching[texts.length]; above && above.rows > 0; above = reaching[texts.length]) {
      above.rows -= 1
      texts.push(above.text)
    }
  }
  for (const cell of row.cells) {
    fromAbove()
    const text = out.slice(cell.from, cell.to).join('').replace(/\s+/gu, ' ').trim()
    for (let i = 0; i < cell.across; i += 1) {
      reaching[texts.length] = { rows: cell.down - 1, text: i === 0 ? text : '' }
      texts.push(i === 0 ? text : '')
    }
  }
  fromAbove()
  return texts
}
