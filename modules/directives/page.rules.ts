/** Lines of a page from the places of its words: what stands at one height is a line, a wide gap is a tab, a tall one an empty line. */

/** A run of letters of a PDF page, in points from its lower left corner. */
export interface Glyphs {
  str: string
  x: number
  y: number
  width: number
  height: number
  fontSize: number
}

export function textOfPage(items: readonly Glyphs[]): string {
  const rows: { y: number; size: number; parts: Glyphs[] }[] = []
  for (const item of items) {
    if (item.str === '') continue
    const size = item.fontSize || item.height || 12
    const row = rows.slice(-12).find((r) => Math.abs(r.y - item.y) < Math.max(2, 0.4 * size))
    if (row) row.parts.push(item)
    else if (item.str.trim() !== '') rows.push({ y: item.y, size, parts: [item] })
  }
  rows.sort((a, b) => b.y - a.y)
  let text = ''
  let above: { y: number; size: number } | undefined
  for (const row of rows) {
    row.parts.sort((a, b) => a.x - b.x)
    let line = ''
    let end: number | undefined
    for (const part of row.parts) {
      const gap = end === undefined ? 0 : part.x - end
      if (end !== undefined && gap > 2.2 * row.size) line = `${line.trimEnd()}\t`
      else if (end !== undefined && gap > 0.12 * row.size && !/\s$/u.test(line) && !/^\s/u.test(part.str)) line += ' '
      line += part.str
      end = part.x + part.width
    }
    if (line.trim() === '') continue
    if (above) text += above.y - row.y > 2 * Math.max(above.size, row.size) ? '\n\n' : '\n'
    text += line.trimEnd()
    above = row
  }
  return text
}
