import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { CommanderError } from 'commander'
import { StartError } from '../../db/start-error.ts'

export interface GlobalFlags {
  json?: boolean
  as?: string
  op?: string
}

export const out = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)

/** Prints an answer: one JSON document, or the text made of it. */
export function print<T>(flags: GlobalFlags, answer: T, text: (answer: T) => string): void {
  out(flags.json ? JSON.stringify(answer) : text(answer))
}

/** Each rule that a release does not meet, with its source. */
function unmetText(problem: object): string {
  const { details } = problem as { details?: { unmet?: unknown } }
  if (!Array.isArray(details?.unmet)) return ''
  const unmet = details.unmet as { vi: string; needed: string; have: string; source: { vi: string } }[]
  return unmet.map((u) => `\n  - ${u.vi} (${u.source.vi})`).join('')
}

/** Says why a command did not do what was asked, and gives the exit status: 1 refused (a Problem), 2 usage. */
export function explain(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  const problem =
    error instanceof Problem
      ? error.toJSON()
      : error instanceof StartError
        ? {
            type: '/docs/problems#cannot-start',
            code: 'cannot-start',
            status: 503,
            title: error.message,
            titleEn: 'The instance cannot be opened',
          }
        : null
  if (!problem) {
    process.stderr.write(`${(error as Error)?.stack ?? String(error)}\n`)
    if (json) out(JSON.stringify({ ...new Problem('internal', { requestId: 'cli' }).toJSON() }))
    return 1
  }
  if (json) out(JSON.stringify(problem))
  else {
    const hint = 'hint' in problem && problem.hint ? `\n${problem.hint}` : ''
    const fields = 'errors' in problem && problem.errors ? problem.errors.map((e) => `\n  ${e.field}: ${e.vi}`).join('') : ''
    process.stderr.write(`${problem.title}${fields}${unmetText(problem)}${hint}\n`)
  }
  return 1
}
