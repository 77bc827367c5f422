import type { Ctx } from '@phaodai/kernel/command.ts'
import type { StoredArea } from '../areas/areas.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { sourceText } from '../policy/policy.rules.ts'

/** Whether this post decides the level of a unit, by the rule of the day; without such a rule nobody but the server's operator enters one. */
export async function authorityOf(
  ctx: Ctx,
  disease: string,
  unit: StoredArea,
  day: string,
): Promise<{ may: boolean; source: string }> {
  const rule = (await rulesFor(ctx.db, disease)).on(day)?.rules.levelAuthority?.rule
  const figure = rule?.[unit.tier]
  // the operator enters what others have decided on paper
  const may = ctx.actor.role === 'operator' || (figure?.value ?? []).includes(ctx.actor.role)
  return { may, source: figure ? sourceText(figure, 'vi') : 'chưa có quy định' }
}
