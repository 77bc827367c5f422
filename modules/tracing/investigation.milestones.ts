import type { Ctx } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fold, toneCanonical } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { inForce } from '../people/people.brief.ts'
import type { Milestone } from './investigation.contract.ts'
import { listFormVisits, listPlacesNamed, voidVisits } from './investigation.store.ts'
import { changedBy, followStays } from './stays.follow.ts'
import { recordVisits } from './tracing.commands.ts'
import { insertPlace } from './tracing.store.ts'
import { splitStay } from './visits.rules.ts'

/** Visits with this source follow the form; those recorded otherwise are left alone. */
export const SOURCE = 'phiếu điều tra'

/** The place that a milestone names: one of that name in that commune, else a new one. Places hold nothing about people, so they may lie in another area. */
async function placeOf(ctx: Ctx, m: Milestone, index: number, homeId: number): Promise<string> {
  if (m.placeId) return m.placeId
  if (!m.name) throw new Problem('milestone-place', { index })
  const { name, kind } = m
  const communeId = m.communeId ?? homeId
  const [area] = await getAreas(ctx.db, [communeId])
  if (area?.tier !== 'commune' || !inForce(area, ctx.today)) throw new Problem('milestone-commune', { index })
  return ctx.acrossAreas(async () => {
    // Quán Hùng is not Quán Hưng: the folded key finds, the accents decide
    const known = (await listPlacesNamed(ctx.db, communeId, fold(name), kind)).find(
      (p) => toneCanonical(p.name) === toneCanonical(name),
    )
    if (known) return known.placeId
    const placeId = newId()
    await insertPlace(
      ctx.db,
      { communeId, placeId, name, nameKey: fold(name), kind, closedSpace: m.closedSpace ?? null, address: m.address ?? null },
      ctx.now,
      ctx.opId,
    )
    return placeId
  })
}

/** Makes the form's visits equal to its milestones: new ones are recorded, those that no longer stand in it are voided. */
export async function followMilestones(
  ctx: Ctx,
  about: { subjectId: string; ids: string[]; disease: string; communeId: number; version: number },
  milestones: readonly Milestone[],
): Promise<{ added: number; voided: number }> {
  const key = (v: { placeId: string; fromAt: string; toAt: string }) =>
    `${v.placeId}/${Date.parse(v.fromAt)}/${Date.parse(v.toAt)}`
  const standing = await listFormVisits(ctx.db, about.ids, SOURCE)
  const there = new Set(standing.map(key))
  const wanted = new Set<string>()
  const fresh: { placeId: string; fromAt: string; toAt: string; masked: boolean | null }[] = []
  for (const [i, m] of milestones.entries()) {
    if (!m.fromAt || !m.toAt) continue
    const placeId = await placeOf(ctx, m, i + 1, about.communeId)
    const parts = splitStay(m.fromAt, m.toAt).map((part) => key({ placeId, ...part }))
    if (parts.length === 0) throw new Problem('visit-times', { index: i + 1 })
    if (!parts.every((part) => there.has(part) || wanted.has(part)))
      fresh.push({ placeId, fromAt: m.fromAt, toAt: m.toAt, masked: m.masked ?? null })
    for (const part of parts) wanted.add(part)
  }
  const gone = standing.filter((v) => !wanted.has(key(v)))
  const { subjectId, disease } = about
  if (gone.length > 0) {
    const why = `không còn trong phiếu điều tra, phiên bản ${about.version}`
    const [ids, communes] = [gone.map((v) => v.visitId), gone.map((v) => v.communeId)]
    await followStays(ctx, changedBy(gone), () => voidVisits(ctx.db, ids, ctx.now, ctx.opId, why, communes))
  }
  const added =
    fresh.length > 0 ? (await recordVisits.handle(ctx, { subjectId, disease, source: SOURCE, visits: fresh })).visitIds.length : 0
  return { added, voided: gone.length }
}
