import type { Ctx } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { maskName } from '@phaodai/text/names.ts'
import { currentPersons } from '../people/people.store.ts'
import { findDisease, rulesFor } from '../policy/policy.reading.ts'
import { type Classification, classifyF0, classifyF1, classifyF2, sameClassification, type Windows } from './levels.rules.ts'
import { Neighbourhood } from './neighbourhood.ts'
import {
  deleteClassifications,
  insertChanges,
  insertKnown,
  insertReferral,
  listDiseases,
  lockLevels,
  putClassifications,
} from './tracing.store.ts'

type Placed = Classification & { communeId: number }

/**
 * Recomputes the levels that a change to these persons can touch, in waves: the changed and the F0 beside them, then everyone who met
 * them (F1), then everyone who met those whose F1 may differ (F2). The rest stands as stored; `verify` proves that it was enough.
 */
export async function computeAround(
  near: Neighbourhood,
  changedIds: Iterable<string>,
): Promise<Map<string, Classification | null>> {
  const changed = await near.canonical(changedIds)
  await near.needFacts(changed)
  const isF0 = (id: string) => near.f0(id) !== undefined
  const wasF0 = (id: string) => near.stored(id).some((row) => row.level === 'F0')
  const own = [...changed].filter((id) => isF0(id) || wasF0(id))
  await near.needTies(own)
  // an F0 beside another may have its source in it, and so another window
  const f0Dirty = new Set([...changed, ...[...near.neighbours(own)].filter(isF0)])
  const f0s = [...f0Dirty].filter((id) => isF0(id) || wasF0(id))
  await near.needTies(f0s)
  const f1Dirty = new Set([...f0Dirty, ...near.neighbours(f0s)])
  await near.needTiesWith('F0', f1Dirty)
  // an F0's window asks whom that F0 met before
  await near.needTiesWith('F0', [...near.neighbours(f1Dirty)].filter(isF0))

  const result = new Map<string, Classification | null>()
  const windows: Windows = new Map()
  for (const id of f1Dirty) {
    const f0 = near.f0(id)
    const f1 = f0 ? null : classifyF1(id, near, windows)
    near.setF1(id, f1 ?? undefined)
    result.set(id, f0 ? classifyF0(f0, near, windows) : f1)
  }
  const wasF1 = (id: string) => near.stored(id).some((row) => row.level === 'F1')
  // who is F0 or F1 by now is no F2, whomever they met
  const above = new Set([...f1Dirty].filter((id) => result.get(id)))
  const f1s = [...f1Dirty].filter((id) => near.f1(id) !== undefined || wasF1(id))
  const f2Dirty = new Set([...f1Dirty, ...(await near.beside(f1s, above))])
  await near.needFacts(f2Dirty)
  const open = [...f2Dirty].filter((id) => !above.has(id) && (f1Dirty.has(id) || !(isF0(id) || near.f1(id))))
  await near.needTiesWith(
    'F1',
    open,
    [...above].filter((id) => near.f1(id) !== undefined),
  )
  for (const id of f2Dirty) {
    if (result.get(id)) continue
    if (!f1Dirty.has(id) && (isF0(id) || near.f1(id))) continue
    result.set(id, classifyF2(id, near))
  }
  return result
}

/**
 * Rewrites the levels around these persons in this transaction, keeps what changed, and hands persons of other areas to their commune.
 * One writer at a time for a disease, taken before anything is read.
 */
export async function reclassify(ctx: Ctx, diseaseName: string, changedIds: string[]): Promise<void> {
  const { code: disease } = await findDisease(ctx.db, diseaseName)
  await lockLevels(ctx.db, disease)
  // read under the lock: a pack may have been loaded while this waited
  const rules = await rulesFor(ctx.db, disease)
  await ctx.acrossAreas(async () => {
    const near = new Neighbourhood(ctx.db, rules)
    const computed = await computeAround(near, changedIds)
    const persons = await currentPersons(ctx.db, [...computed.keys()])
    const put: Placed[] = []
    const gone: { communeId: number; subjectId: string }[] = []
    const changed: {
      subjectId: string
      from: string | null
      to: string | null
      communeId: number
      row: Classification | null
    }[] = []
    // a merged record's row is kept under the canonical id only
    for (const [subjectId, row] of computed) {
      const communeId = persons.get(subjectId)?.communeId
      const stored = near.stored(subjectId)
      const kept =
        row && communeId !== undefined ? stored.find((s) => s.subjectId === subjectId && s.communeId === communeId) : undefined
      for (const old of stored) if (old !== kept) gone.push(old)
      if (row && communeId !== undefined && !(kept && sameClassification(kept, row))) put.push({ ...row, communeId })
      const from = stored[0]?.level ?? null
      const to = row?.level ?? null
      if (from !== to) changed.push({ subjectId, from, to, communeId: communeId ?? stored[0]!.communeId, row })
    }
    if (gone.length > 0) await deleteClassifications(ctx.db, disease, gone)
    await putClassifications(ctx.db, disease, put)
    const states = [...gone.map((g) => ({ ...g, row: null })), ...put.map((row) => ({ ...row, row }))]
    if (states.length > 0) await insertKnown(ctx.db, disease, states, ctx.now, ctx.opId)
    await insertChanges(
      ctx.db,
      disease,
      changed.map((c) => ({
        communeId: c.communeId,
        changeId: newId(),
        subjectId: c.subjectId,
        fromLevel: c.from,
        toLevel: c.to,
      })),
      ctx.now,
      ctx.today,
      ctx.opId,
    )
    const exposed = changed.filter((c) => c.row?.sourceId && c.to !== 'F0')
    const sources = await currentPersons(ctx.db, [...new Set(exposed.map((c) => c.row!.sourceId!))])
    for (const c of exposed) {
      // handed over by the commune of the person that they met
      const fromCommuneId = sources.get(c.row!.sourceId!)?.communeId
      if (fromCommuneId === undefined || fromCommuneId === c.communeId) continue
      const person = persons.get(c.subjectId)!
      const snapshot = {
        code: person.code,
        name: maskName(person.fullName),
        level: c.to,
        lastExposedOn: c.row!.lastExposedOn,
        reason: c.row!.basis.reason,
      }
      await insertReferral(
        ctx.db,
        {
          communeId: c.communeId,
          referralId: newId(),
          fromCommuneId,
          subjectId: c.subjectId,
          disease,
          snapshot,
        },
        ctx.now,
        ctx.opId,
      )
    }
    ctx.touch(...changed.map((c) => c.subjectId))
    // what rests on links (an antigen's case) is looked at again, whichever fact moved
    await ctx.emit({
      name: 'tracing.reclassified',
      communeId: ctx.actor.lo,
      body: { disease, subjectIds: [...new Set([...changedIds, ...changed.map((c) => c.subjectId)])] },
    })
  })
}

/** The same for every disease that anyone has a fact of: where people were and with whom they live is no disease's own. */
export async function reclassifyAll(ctx: Ctx, changedIds: string[]): Promise<void> {
  const diseases = (await ctx.acrossAreas(() => listDiseases(ctx.db))).map((d) => d.disease)
  for (const disease of diseases) await reclassify(ctx, disease, changedIds)
}
