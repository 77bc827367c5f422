import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One statement of the project's code: where it stands, and its text with $1, $2 … for the holes. */
export interface FoundStatement {
  at: string
  text: string
}

/** The end of a quoted text that begins at `i` (its opening quote); for templates, holes are passed to `hole`. */
function pastQuoted(source: string, i: number, hole?: (from: number, until: number) => void): number {
  const quote = source[i]
  let at = i + 1
  while (at < source.length && source[at] !== quote) {
    if (source[at] === '\\') at += 2
    else if (quote === '`' && source.startsWith('${', at)) {
      const end = pastHole(source, at + 2)
      hole?.(at, end)
      at = end
    } else at++
  }
  return at + 1
}

/** The end of a `${…}` whose inside begins at `i`. */
function pastHole(source: string, i: number): number {
  let depth = 1
  let at = i
  while (depth > 0 && at < source.length) {
    if (`'"\``.includes(source[at]!)) {
      at = pastQuoted(source, at)
      continue
    }
    if (source[at] === '{') depth++
    if (source[at] === '}') depth--
    at++
  }
  return at
}

/** Every sql`…` of a source text, holes replaced in order. */
export function statementsOf(source: string, file = ''): FoundStatement[] {
  const found: FoundStatement[] = []
  for (const match of source.matchAll(/\bsql`/g)) {
    const start = match.index + 3
    let text = ''
    let from = start + 1
    let n = 0
    const end = pastQuoted(source, start, (hole, until) => {
      text += `${source.slice(from, hole)}$${++n}`
      from = until
    })
    text += source.slice(from, end - 1)
    // what the template's own escapes stand for; a NUL or a code point is not to be expected in SQL
    text = text.replace(/\\([\\`$nt])/g, (_, c: string) => ({ n: '\n', t: '\t' })[c] ?? c)
    found.push({ at: `${file}:${source.slice(0, start).split('\n').length}`, text })
  }
  return found
}

const root = fileURLToPath(new URL('..', import.meta.url))

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (['node_modules', 'dist', 'data'].includes(entry.name)) continue
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.ts$/.test(entry.name) && !/\.(test|bench|d)\.ts$/.test(entry.name)) yield path
  }
}

/** Every SQL statement of the product: stores, kernel and database code, without tests. */
export const everyStatement = (): FoundStatement[] =>
  ['modules', 'packages', 'apps', 'db']
    .flatMap((f) => [...sources(f)])
    .flatMap((f) => statementsOf(readFileSync(join(root, f), 'utf8'), f))
    // transaction control has no plan to prepare
    .filter(({ text }) => !/^\s*(savepoint|rollback to savepoint) /.test(text))
