import { localDay } from '@phaodai/kernel/clock.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { firstDay } from './checks.rules.ts'
import { paceFor } from './pace.ts'
import { insertOutsideSignal } from './signals.store.ts'
import { currentSlot } from './slots.rules.ts'

export interface OutsideSignal {
  signalId: string
  /** Where the person lives, who has to act. */
  communeId: number
  hamletId: number
  source: 'pharmacy' | 'clinic' | 'hospital' | 'declaration'
  /** In the words of whoever told it; who that is in the register is for a person there to say. */
  who: string
  kinds: readonly string[]
  other: string | null
  sinceOn: string | null
  notedAt: string
}

/** A signal from one who has no account and reads nothing: it stands in the commune of residence, of no team until a person there is found for it. */
export async function signalFromOutside(
  ctx: { db: Db; now: string; opId: string },
  disease: string,
  s: OutsideSignal,
  by: string,
): Promise<void> {
  const pace = await paceFor(ctx, disease)
  const onDay = localDay(s.notedAt)
  const { slot } = currentSlot(s.notedAt, pace.on(onDay).hours)
  await insertOutsideSignal(
    ctx.db,
    pace.disease,
    { ...s, ...firstDay(s.sinceOn, onDay, s.notedAt), onDay, slot },
    { at: ctx.now, ownerId: by, opId: ctx.opId },
  )
}
