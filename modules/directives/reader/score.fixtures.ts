/** Scores a reading against an answer key of the form of the shared directives (see their README). */
import { fold } from '@phaodai/text/fold.ts'
import type { DirectiveRead } from './read.rules.ts'

export interface Key {
  document: Record<string, unknown> & { issuerContains: string | string[]; signatory: string | null; recipients: number }
  references: string[]
  deadlines: { date: string; anchor: string; isStart?: boolean; before?: boolean; forDays?: number; atLeast?: boolean }[]
  /** `optional`: may be read as a task or left out. */
  tasks: {
    anchor: string
    assignee: string | string[] | null
    deadline?: string
    startsOn?: string
    perDay?: number
    everyDays?: number
    optional?: boolean
  }[]
}
export interface Score {
  fields: { right: number; of: number }
  references: { found: number; of: number }
  deadlines: { found: number; of: number; given: number }
  tasks: { found: number; of: number; assignee: number; timed: number; ofTimed: number; given: number; unkeyed: number }
  wrong: string[]
}

const loose = (text: string) =>
  fold(text.normalize('NFC'))
    .replace(/[*\s]+/gu, ' ')
    .replace(/\buy\b/gu, 'uy')
    .trim()
const same = (a: unknown, b: unknown) =>
  (a ?? null) === (b ?? null) || (typeof a === 'string' && typeof b === 'string' && loose(a) === loose(b))
const some = (wanted: string | string[], test: (one: string) => boolean) => (Array.isArray(wanted) ? wanted : [wanted]).some(test)

export function score(raw: string, read: DirectiveRead, key: Key): Score {
  const wrong: string[] = []
  const d = read.document
  const fields: [string, boolean][] = []
  const field = (name: string, ok: boolean, got: unknown) => {
    fields.push([name, ok])
    if (!ok) wrong.push(`${name}: ${JSON.stringify(got)}`)
  }
  for (const name of ['kind', 'number', 'symbol', 'date', 'meetingDate', 'province'] as const)
    if (name in key.document) field(name, same(d[name], key.document[name]), d[name])
  field(
    'issuer',
    some(key.document.issuerContains, (part) => loose(d.issuer ?? '').includes(loose(part))),
    d.issuer,
  )
  field('signatory', same(d.signatory.name, key.document.signatory), d.signatory)
  for (const [name, got] of [
    ['signatoryTitle', d.signatory.title],
    ['onBehalfOf', d.signatory.onBehalfOf],
  ] as const)
    if (name in key.document)
      field(
        name,
        same(got, key.document[name]) ||
          (got !== null && typeof key.document[name] === 'string' && loose(got).includes(loose(key.document[name] as string))),
        got,
      )
  field('recipients', d.recipients.length === key.document.recipients, d.recipients)

  const references = key.references.filter((number) => read.references.some((r) => r.number === number))
  for (const number of key.references) if (!references.includes(number)) wrong.push(`reference ${number}`)

  const used = new Set<number>()
  const due = key.deadlines.filter((wanted) => {
    const at = raw.indexOf(wanted.anchor)
    const found = read.deadlines.findIndex(
      (x, i) =>
        !used.has(i) &&
        x.date === wanted.date &&
        x.isStart === (wanted.isStart ?? false) &&
        x.before === (wanted.before ?? false) &&
        (wanted.forDays === undefined || x.forDays === wanted.forDays) &&
        (at < 0 || (x.span[0] < at + wanted.anchor.length + 60 && x.span[1] > at)),
    )
    if (found >= 0) used.add(found)
    else wrong.push(`deadline ${wanted.date} ${wanted.anchor}`)
    return found >= 0
  })
  read.deadlines.forEach((x, i) => {
    if (!used.has(i)) wrong.push(`spurious deadline ${x.date}: ${raw.slice(...x.span)}`)
  })

  let [found, assignee, timed, ofTimed, of] = [0, 0, 0, 0, 0]
  const keyed = new Set<number>()
  for (const wanted of key.tasks) {
    const index = read.tasks.findIndex((t) => loose(t.text).includes(loose(wanted.anchor)))
    if (index >= 0) keyed.add(index)
    if (wanted.optional) continue
    of += 1
    const task = read.tasks[index]
    if (!task) {
      wrong.push(`task: ${wanted.anchor}`)
      continue
    }
    found += 1
    const given = task.assignees.join(', ')
    const right =
      wanted.assignee === null
        ? task.assignees.length === 0
        : some(
            wanted.assignee,
            (one) => loose(given).includes(loose(one)) || task.through.some((t) => loose(t).includes(loose(one))),
          )
    if (right) assignee += 1
    else wrong.push(`assignee of ${wanted.anchor}: ${given} (${task.assigneeFrom})`)
    for (const name of ['deadline', 'startsOn', 'perDay', 'everyDays'] as const)
      if (name in wanted) {
        ofTimed += 1
        if (task[name] === wanted[name]) timed += 1
        else wrong.push(`${name} of ${wanted.anchor}: ${task[name]}`)
      }
  }
  read.tasks.forEach((t, i) => {
    if (!keyed.has(i)) wrong.push(`not in the key: [${t.assignees.join('; ')}] ${t.text.replace(/\s+/gu, ' ').slice(0, 110)}`)
  })
  return {
    fields: { right: fields.filter(([, ok]) => ok).length, of: fields.length },
    references: { found: references.length, of: key.references.length },
    deadlines: { found: due.length, of: key.deadlines.length, given: read.deadlines.length },
    tasks: { found, of, assignee, timed, ofTimed, given: read.tasks.length, unkeyed: read.tasks.length - keyed.size },
    wrong,
  }
}
