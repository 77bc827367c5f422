/** docs/walkthrough.md as data: each command of its fenced blocks, and what the document says that it answers. */

export interface Step {
  /** Line of the document, from 1. */
  line: number
  command: string
  expected: string[]
}

/** Commands begin with `$ npx phaodai`; the lines after one, up to the next or the end of the block, are its answer. */
export function stepsOf(document: string): Step[] {
  const steps: Step[] = []
  let inside = false
  for (const [i, text] of document.split('\n').entries()) {
    if (text.startsWith('```')) inside = text === '```console'
    else if (inside && text.startsWith('$ npx phaodai ')) steps.push({ line: i + 1, command: text.slice(14), expected: [] })
    else if (inside) steps.at(-1)!.expected.push(text)
  }
  return steps
}

/** The words of a command line: spaces part them, quotes of both kinds keep them together. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map((m) =>
    m[0].replace(/"([^"]*)"|'([^']*)'/g, (_, a?: string, b?: string) => a ?? b ?? ''),
  )

/** What stands for any value of its kind. Every other `<name>` means one value, the same wherever it stands. */
const KINDS: Record<string, string> = {
  lúc: '\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}',
  giờ: '\\d{2} giờ \\d{2}',
  số: '\\d+',
  'mã-một-lần': '\\S{4}-\\S{4}-\\S{4}',
  'niêm-phong': '\\d+ dòng trong \\d+ phút(?:, đến \\S+)?',
}
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const CODE = 'HD-[0-9A-Z]{5,}'
const NAME = /<([^<>\s]+)>/g
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Values by placeholder, as they come to be known. */
export type Known = Map<string, string>

/** Whether every placeholder of a command has its value. */
export const isKnown = (text: string, known: Known): boolean => [...text.matchAll(NAME)].every((m) => known.has(m[1]!))

/** A command with every placeholder replaced. @throws Error where one is not known yet */
export const filled = (text: string, known: Known): string =>
  text.replace(NAME, (whole, name: string) => {
    const value = known.get(name)
    if (value === undefined) throw new Error(`${whole} is not known yet`)
    return value
  })

/** Whether an answer is what the document says; learns the placeholders that it meets for the first time. */
export function agrees(expected: string, actual: string, known: Known): boolean {
  const fresh: string[] = []
  let pattern = ''
  let at = 0
  for (const m of expected.matchAll(NAME)) {
    const name = m[1]!
    const value = known.get(name)
    pattern += escaped(expected.slice(at, m.index))
    at = m.index + m[0].length
    if (KINDS[name]) pattern += KINDS[name]
    else if (value !== undefined) pattern += escaped(value)
    else if (fresh.includes(name)) pattern += `\\${fresh.indexOf(name) + 1}`
    else {
      fresh.push(name)
      pattern += `(${name.startsWith('id:') ? ID : CODE})`
    }
  }
  const found = new RegExp(`^${pattern}${escaped(expected.slice(at))}$`).exec(actual)
  if (!found) return false
  for (const [i, name] of fresh.entries()) known.set(name, found[i + 1]!)
  return true
}

/** An answer as the document writes it: known values by their placeholder, instants as `<lúc>`, two spaces for a tab. */
export function asWritten(actual: string, known: Known): string {
  let text = actual.replace(new RegExp(KINDS.lúc!, 'g'), '<lúc>').replace(new RegExp(KINDS.giờ!, 'g'), '<giờ>')
  for (const [name, value] of known) text = text.replaceAll(value, `<${name}>`)
  return text
}

/** Output as it is compared: no tabs, no spaces at the end of lines, no line breaks at the end. */
export const plain = (output: string): string => output.replaceAll('\t', '  ').replace(/ +$/gm, '').replace(/\n+$/, '')
