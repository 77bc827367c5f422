/** What a leader's phone holds, so that a place is inspected without a network: where to go and why, the checklists, what was done (docs/adr/0023). */
import { type Ctx, mayUse, type Operation } from '@phaodai/kernel/command.ts'
import type { Row } from '@phaodai/sync/protocol.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, listUnits } from '../areas/areas.store.ts'
import { documentOf } from '../checks/checks.sync.ts'
import { addPhoto, record } from './inspections.commands.ts'
import { checklists, list, plan } from './inspections.reads.ts'
import { offlineVerbs } from './offline.rules.ts'
import type { HeldMade, HeldPlan } from './phone.contract.ts'

export const offline = ([record, addPhoto] as unknown as Operation[]).filter((o) =>
  offlineVerbs.some((v) => v.verb === o.verb.name),
)

/** Places that a phone is told to go to. */
const PLACES = 60
const MADE_DAYS = 14

/** Small documents, each compared as a whole; nothing for a role that does not inspect. */
export async function inspectionDocs(ctx: Ctx): Promise<Row[]> {
  const { actor, today } = ctx
  if (!mayUse(actor.role, record.verb)) return []
  const whole = { kind: undefined, areaId: undefined }
  const { day, rule, mine, total, rows } = await plan.handle(ctx, { ...whole, limit: PLACES })
  const made = await list.handle(ctx, { whose: 'mine', from: addDays(today, 1 - MADE_DAYS), limit: 100 })
  const units = await listUnits(ctx.db, actor.lo, actor.hi, today, 'commune')
  const areas = await getAreas(
    ctx.db,
    mine.map((m) => m.areaId),
  )
  const held: HeldPlan = {
    ...{ day, rule, total },
    mine: mine.flatMap((m) => {
      const area = areas.find((a) => a.areaId === m.areaId)
      return area ? [{ ...m, lo: area.lo, hi: area.hi }] : []
    }),
    places: rows.map(({ key, kind, name, areaId, areaName, lastOn, reasons }) => ({
      ...{ key, kind, name, areaId, areaName, lastOn, reasons: reasons.map((r) => r.words) },
    })),
    units: units.map((u) => ({ areaId: u.areaId, name: u.fullName })),
  }
  const done: HeldMade = {
    rows: made.rows.map(({ inspectionId, placeName, areaName, onDay, capturedAt, pass, fail, findings, photos, lateness }) => ({
      ...{ inspectionId, placeName, areaName, onDay, capturedAt, pass, fail, findings, photos, lateness },
    })),
  }
  return [
    documentOf('inspections', 'plan', { ...held }),
    documentOf('inspections', 'made', { ...done }),
    documentOf('inspections', 'checklists', { ...(await checklists.handle(ctx, { kind: undefined })) }),
  ]
}
