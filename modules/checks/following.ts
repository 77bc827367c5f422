import { changed } from '@phaodai/kernel/change.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { sameAs } from '../people/people.store.ts'
import { paceFor } from './pace.ts'
import { signals as listed } from './signals.contract.ts'
import { type FollowUp, followUps } from './signals.rules.ts'
import * as store from './signals.store.ts'

type Stored = store.StoredSignal
const differs = (a: FollowUp, b: FollowUp) =>
  (Object.keys(b) as (keyof FollowUp)[]).some((k) => (a[k] ?? null) !== (b[k] ?? null))

/** What the laboratory's facts make of every standing signal of these humans, beside what is stored. Needs the engine's scope. @param same of sameAs() */
export async function rebuilt(
  ctx: Ctx,
  disease: string,
  subjectIds: readonly string[],
  same?: Map<string, string[]>,
): Promise<{ was: Stored; is: FollowUp }[]> {
  const members = same ?? (await sameAs(ctx.db, subjectIds))
  const all = [...members.values()].flat()
  const [signals, pace, orders, samples, results] = await Promise.all([
    store.listOfSubjects(ctx.db, disease, all),
    paceFor(ctx, disease),
    store.listOrders(ctx.db, disease, all),
    store.listSamples(ctx.db, disease, all),
    store.listResults(ctx.db, disease, all),
  ])
  if (signals.length === 0) return []
  const { episodeDays } = pace.on(ctx.today)
  const out: { was: Stored; is: FollowUp }[] = []
  for (const ids of members.values()) {
    const of = <R extends { subjectId: string }>(rows: readonly R[]) => rows.filter((r) => ids.includes(r.subjectId))
    const mine = of(signals)
    const made = followUps(mine, of(orders), of(samples), of(results), episodeDays)
    for (const is of made) out.push({ was: mine.find((s) => s.signalId === is.signalId)!, is })
  }
  return out
}

const tellPhones = (ctx: Ctx, communeId: number, signalIds: readonly string[]) => changed(ctx.db, communeId, 'signals', signalIds)

/** Brings the copies of these humans' signals up to date, in every area. @param same of sameAs(), where it was asked @returns signals changed */
export async function refresh(
  ctx: Ctx,
  disease: string,
  subjectIds: readonly string[],
  same?: Map<string, string[]>,
): Promise<number> {
  if (subjectIds.length === 0) return 0
  return ctx.acrossAreas(async () => {
    const stale = (await rebuilt(ctx, disease, subjectIds, same)).filter(({ was, is }) => differs(was, is))
    if (stale.length > 0)
      await store.updateFollowUps(
        ctx.db,
        stale.map(({ was, is }) => ({ ...is, communeId: was.communeId })),
      )
    for (const [communeId, of] of Map.groupBy(stale, ({ was }) => was.communeId))
      await tellPhones(
        ctx,
        communeId,
        of.map(({ was }) => was.signalId),
      )
    for (const { was } of stale) ctx.tell(was.communeId, listed)
    return stale.length
  })
}
export const isStale = ({ was, is }: { was: Stored; is: FollowUp }): boolean => differs(was, is)

/** Why the signals of a corrected check do not stand; they stand again when the correction is taken back. */
export const correctedReason = 'lượt hỏi đã được đính chính'
const known = (ids: readonly (string | null)[]) => ids.flatMap((id) => id ?? [])

export const followUp = {
  /** Signals were made: they may fall into an illness that was sampled already. Tells later modules. */
  async made(ctx: Ctx, communeId: number, disease: string, signals: readonly store.NewSignal[]): Promise<void> {
    const subjects = known(signals.map((s) => s.subjectId))
    ctx.touch(...subjects)
    const ids = signals.map((s) => s.signalId)
    ctx.tell(communeId, listed)
    const [same] = await Promise.all([sameAs(ctx.db, subjects), tellPhones(ctx, communeId, ids)])
    await refresh(ctx, disease, subjects, same)
    await ctx.emit({
      name: 'checks.signals-made',
      communeId,
      body: { disease, signalIds: ids, subjectIds: subjects },
    })
  },
  /** What a signal rested on was taken back or corrected. @returns signals taken back */
  async voided(
    ctx: Ctx,
    communeId: number,
    of: { checkId: string | null; visitId: string | null },
    reason: string,
  ): Promise<number> {
    const gone = await store.voidSignalsOf(ctx.db, communeId, of, ctx.now, ctx.opId, reason)
    await tellPhones(
      ctx,
      communeId,
      gone.map((g) => g.signalId),
    )
    if (gone.length > 0) ctx.tell(communeId, listed)
    for (const [disease, rows] of Map.groupBy(gone, (g) => g.disease))
      await refresh(ctx, disease, known(rows.map((r) => r.subjectId)))
    return gone.length
  },
  /** A correction was taken back: what it had corrected stands again, and its signals. */
  async revived(ctx: Ctx, communeId: number, checkId: string): Promise<void> {
    const back = await store.reviveSignalsOf(ctx.db, communeId, checkId, correctedReason)
    await tellPhones(
      ctx,
      communeId,
      back.map((g) => g.signalId),
    )
    if (back.length > 0) ctx.tell(communeId, listed)
    for (const [disease, rows] of Map.groupBy(back, (g) => g.disease))
      await refresh(ctx, disease, known(rows.map((r) => r.subjectId)))
  },
}
