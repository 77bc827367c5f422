import type { Ctx } from '@phaodai/kernel/command.ts'
import type { AnswerTo, Question } from './engine/answers.ts'
import { answerBySql } from './meetings.sql.ts'

export interface EngineState {
  state: 'loading' | 'ready' | 'failed'
  stays: number
  persons: number
  places: number
  loadSeconds: number | null
  megabytes: number
}

/** Whoever holds the stays in memory and answers from them; in the server a worker thread (apps/api/tracing.engine.ts). */
export interface TracingEngine {
  state(): EngineState
  /** Answers with all that was committed when it was asked. Rejects where it is not ready, or stops meanwhile. */
  ask<Q extends Question>(q: Q): Promise<AnswerTo<Q>>
}

/** One engine for an instance, which is known by its secrets: a context holds them, and two instances never share them. */
const engines = new WeakMap<object, TracingEngine>()
export const placeEngine = (secrets: object, engine: TracingEngine): void => void engines.set(secrets, engine)
export const removeEngine = (secrets: object): void => void engines.delete(secrets)
export const engineOf = (secrets: object): TracingEngine | null => engines.get(secrets) ?? null

/**
 * The answer over all areas: from the engine where it is ready, else from SQL, which says the same. What leaves is narrowed to the reader's
 * area by whoever asked. @throws Problem engine-not-ready where only the engine could answer
 */
export async function ask<Q extends Question>(ctx: Ctx, q: Q): Promise<{ by: 'engine' | 'sql'; answer: AnswerTo<Q> }> {
  const engine = engineOf(ctx.secrets)
  if (engine?.state().state === 'ready') {
    const answer = await engine.ask(q).catch(() => null)
    if (answer !== null) return { by: 'engine', answer }
  }
  return { by: 'sql', answer: await ctx.acrossAreas(() => answerBySql(ctx.db, q)) }
}
