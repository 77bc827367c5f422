import { readClock } from '@phaodai/kernel/clock.ts'
import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import { type Instance, openInstance, operatorName, postOf } from '../api/instance.ts'
import type { GlobalFlags } from './answer.ts'

export { explain, type GlobalFlags, out, print } from './answer.ts'

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

/** Runs work in a session and always closes it. */
export async function inSession<T>(flags: GlobalFlags, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(flags)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
