import { OFFSET } from '@phaodai/kernel/clock.ts'
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { type AuditFilter, listAudit } from './audit.store.ts'
import * as contract from './identity.contract.ts'

const midnight = (day: string) => `${day}T00:00:00${OFFSET}`

async function pageOf(ctx: Ctx, filter: Partial<AuditFilter>, before: string | undefined, limit: number) {
  const [beforeAt, beforeId] = before?.split('|') ?? []
  if (
    before !== undefined &&
    !(/^\d{4}-\d\d-\d\d[ T][\d:.]+[+-][\d:]+$/.test(beforeAt ?? '') && /^[0-9a-f-]{36}$/.test(beforeId ?? ''))
  ) {
    throw new Problem('invalid-input', {}, [{ field: 'before', vi: 'Dấu trang không đúng', en: 'Not a page mark' }])
  }
  const rows = await listAudit(ctx.db, ctx.actor.lo, ctx.actor.hi, {
    subjectId: null,
    accountId: null,
    action: null,
    kind: null,
    fromAt: null,
    untilAt: null,
    ...filter,
    beforeAt: beforeAt ?? null,
    beforeId: beforeId ?? null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  return { rows: shown.map(({ cursor: _, ...row }) => row), next: rows.length > limit ? shown.at(-1)!.cursor : null }
}

/** Days are those of the instance's clock; the order is that of the machine's. */
export const auditLog = read(contract.auditLog, (ctx, input) =>
  pageOf(
    ctx,
    {
      subjectId: input.subjectId ?? null,
      accountId: input.accountId ?? null,
      action: input.action ?? null,
      kind: input.kind ?? null,
      fromAt: input.fromOn ? midnight(input.fromOn) : null,
      untilAt: input.untilOn ? midnight(addDays(input.untilOn, 1)) : null,
    },
    input.before,
    input.limit,
  ),
)

export const personReads = read(contract.personReads, (ctx, input) => {
  ctx.touch(input.subjectId)
  return pageOf(ctx, { subjectId: input.subjectId, kind: 'read' }, input.before, input.limit)
})
