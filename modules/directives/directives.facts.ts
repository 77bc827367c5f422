/** Which documents a post may read: of its own units, issued for it, or sent on to it. */
import type { Ctx } from '@phaodai/kernel/command.ts'
import { type FullDirective, findDirective } from './directives.store.ts'
import { listSentHere } from './forward.store.ts'
import { opensTo } from './tasks.facts.ts'

/** Documents of units above that were sent to an area of the scope or a body that the post answers for or oversees; null: all of them. */
export async function sentHere(ctx: Ctx, directiveId: string | null): Promise<string[]> {
  const rows = await listSentHere(ctx.db, directiveId)
  return [...new Set(rows.filter((f) => opensTo(ctx.actor, { ...f, givenBy: '' })).map((f) => f.directiveId))]
}

/** Null: there is none, or it is not for this post to read. */
export const readable = async (ctx: Ctx, directiveId: string): Promise<FullDirective | null> =>
  (await findDirective(ctx.db, directiveId, false)) ??
  ((await sentHere(ctx, directiveId)).length > 0 ? findDirective(ctx.db, directiveId, true) : null)
