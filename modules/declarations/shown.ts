import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { findShown, type ShownDeclaration } from './declarations.store.ts'
import { readPass } from './pass.ts'

/** What somebody shows at a gate, wherever they live: the newest of their series; one marked false is red. @throws Problem declaration-unreadable, not-found */
export async function passShown(ctx: Ctx, shown: string): Promise<ShownDeclaration> {
  const asked = readPass(ctx.secrets, shown)
  const found = await ctx.acrossAreas(() =>
    'code' in asked ? findShown(ctx.db, null, asked.code) : findShown(ctx.db, asked.seriesId, null),
  )
  if (!found) throw new Problem('not-found', { what: 'tờ khai' })
  return found.markedFalse ? { ...found, colour: 'red', why: [...found.why, 'false'] } : found
}
