import { readClock } from '@phaodai/kernel/clock.ts'
import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { CommanderError } from 'commander'
import type { z } from 'zod'
import { StartError } from '../../db/cluster.ts'
import { type Instance, openInstance, operatorName, postOf } from '../api/instance.ts'

export interface GlobalFlags {
  json?: boolean
  as?: string
  op?: string
}

/** An opened instance with the post that this command acts in. */
export interface Session {
  instance: Instance
  app: App
  postId: string
  today: string
  /** Runs an operation; a second run with the same --op answers the first result. */
  run<I extends z.ZodType, O extends z.ZodType>(
    operation: Operation<Verb<I, O>>,
    input: z.input<I>,
    opId?: string,
  ): Promise<z.output<O>>
  close(): Promise<void>
}

/** Opens the instance as the operator, or as the account named by --as. The database is started when it is not up, and then stopped again. */
export async function openSession(flags: GlobalFlags = {}): Promise<Session> {
  const instance = await openInstance({ mayFound: false, poolSize: 4 })
  try {
    const { today } = await readClock(dbOf(instance.app.pool))
    const postId = await postOf(instance.app.pool, flags.as ?? operatorName, today)
    let given = flags.op
    return {
      instance,
      app: instance.app,
      postId,
      today,
      run(operation, input, opId) {
        // a look-up on the way to the write does not use the id up
        const id = opId ?? (operation.kind === 'command' ? given : undefined) ?? newId()
        if (operation.kind === 'command') given = undefined
        return execute(instance.app, operation, input, { postId, opId: id }) as never
      },
      close: () => instance.close(),
    }
  } catch (error) {
    await instance.close()
    throw error
  }
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

/** Runs work in a session and always closes it. */
export async function inSession<T>(flags: GlobalFlags, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(flags)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
