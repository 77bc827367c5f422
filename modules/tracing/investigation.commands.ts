import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { recordOnset } from '../cases/cases.commands.ts'
import { listOnsets } from '../cases/cases.store.ts'
import { getPerson, sameAs } from '../people/people.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import { officers } from './calls.commands.ts'
import * as contract from './investigation.contract.ts'
import { followMilestones, SOURCE } from './investigation.milestones.ts'
import { changesBetween, completeness } from './investigation.rules.ts'
import * as store from './investigation.store.ts'

const idsOf = async (ctx: Ctx, subjectId: string) => [...(await sameAs(ctx.db, [subjectId])).values()].flat()

/** The onset that the form says, as a fact of the case, where nobody had said so yet. @returns its id, or null where nothing changed */
async function onsetOf(ctx: Ctx, subjectId: string, ids: string[], disease: string, form: contract.Form): Promise<string | null> {
  if (form.onsetOn === undefined) return null
  const known = await listOnsets(ctx.db, disease, ids)
  const own = known.find((o) => o.subjectId === subjectId) ?? known[0]
  if (own && own.onsetOn === form.onsetOn) return null
  const said = { subjectId, disease, onsetOn: form.onsetOn, symptoms: form.symptoms ?? [], source: SOURCE }
  return (await recordOnset.handle(ctx, said)).onsetId
}

/** A new version; the earlier ones stay. Its onset and milestones become facts in the same transaction, and the levels follow. */
export const saveInvestigation = command(contract.saveInvestigation, async (ctx, input) => {
  const { subjectId, form } = input
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const { communeId } = await getPerson(ctx.db, subjectId)
  const ids = await idsOf(ctx, subjectId)
  await store.lockInvestigation(ctx.db, ids[0]!)
  const latest = (await store.listVersions(ctx.db, disease, ids))[0]?.version ?? 0
  if (input.basedOn !== latest) throw new Problem('investigation-newer', { latest, basedOn: input.basedOn })
  const version = 1 + (await ctx.acrossAreas(() => store.highestVersion(ctx.db, disease, ids)))
  const investigationId = input.investigationId ?? newId()
  const row = { investigationId, subjectId, version, form, at: ctx.now, by: ctx.actor.accountId, communeId, disease }
  await store.insertVersion(ctx.db, row, ctx.opId)
  ctx.touch(subjectId)
  const onsetId = await onsetOf(ctx, subjectId, ids, disease, form)
  const about = { subjectId, ids, disease, communeId, version }
  const visits = form.milestones ? await followMilestones(ctx, about, form.milestones) : { added: 0, voided: 0 }
  const { percent } = completeness(form)
  ctx.note({ version, percent })
  return { investigationId, version, percent, onsetId, visits }
})

export const investigation = read(contract.investigation, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const versions = await store.listVersions(ctx.db, disease, await idsOf(ctx, input.subjectId))
  const shown = input.version === undefined ? versions[0] : versions.find((v) => v.version === input.version)
  if (input.version !== undefined && !shown) throw new Problem('not-found', { what: 'phiên bản phiếu điều tra' })
  const officer = await officers(
    ctx,
    versions.map((v) => v.by),
  )
  return {
    shown: shown ? { version: shown.version, form: shown.form, at: shown.at, by: officer(shown.by) } : null,
    completeness: completeness(shown?.form ?? {}),
    versions: versions.map((v, i) => ({
      version: v.version,
      at: v.at,
      by: officer(v.by),
      percent: completeness(v.form).percent,
      changes: changesBetween(versions[i + 1]?.form ?? {}, v.form),
    })),
  }
})
