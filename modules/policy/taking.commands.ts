/** A pack comes into force by a document, and goes out again with a reason. */
import { createHash } from 'node:crypto'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { canonical } from './changes.rules.ts'
import { type DiseaseProfile, PolicyPack } from './policy.contract.ts'
import { faultsOf } from './policy.faults.ts'
import { loadPacks } from './policy.packs.ts'
import { findDisease } from './policy.reading.ts'
import { insertPack } from './policy.store.ts'
import * as contract from './policy.verbs.ts'
import { takeShipped as takeVerb, withdrawPack as withdrawVerb } from './shipped.verbs.ts'
import * as versions from './versions.store.ts'

/** Rules bind a whole province: only its own posts load them. @throws Problem outside-area */
export async function forWholeProvince(ctx: Ctx): Promise<void> {
  const [area] = await getAreas(ctx.db, [ctx.actor.areaId])
  if (area?.tier !== 'province' || ctx.actor.bodyId !== 0) throw new Problem('outside-area')
}

/**
 * Later modules work out what they owe again; their schedules come from rulesFor. One change of a disease's rules at a time: of two at once neither would
 * see the other's, and what is stored would be by rules that never stood.
 */
export async function tellLoaded(ctx: Ctx, disease: string): Promise<void> {
  await versions.lockVersions(ctx.db, 'disease', disease)
  await ctx.emit({ name: 'policy.loaded', communeId: ctx.actor.areaId, body: { disease } })
}

/** Names the text of a pack or profile. */
export const fingerprintOf = (text: PolicyPack | DiseaseProfile): string =>
  createHash('sha256').update(canonical(text)).digest('hex')

async function unknownProvinces(ctx: Ctx, provinces: string[] | null) {
  if (provinces === null) return []
  const known = new Set((await versions.listProvinceCodes(ctx.db, provinces)).map((p) => p.code))
  return provinces.flatMap((code, i) =>
    known.has(code) ? [] : [{ field: `provinces.${i}`, vi: `không có tỉnh mã ${code}`, en: `there is no province ${code}` }],
  )
}

const otherDisease = (disease: string) => ({
  field: 'disease',
  vi: `gói này trước đây là của bệnh ${disease}: dùng mã gói khác`,
  en: `earlier versions are for ${disease}: use another code`,
})

/**
 * A new version with who ordered it. Where the one that stands says exactly this there is none; a document that orders it is kept beside it, the first one.
 * @throws Problem pack-invalid, invalid-input
 */
async function takeIn(ctx: Ctx, pack: PolicyPack, order: contract.Order, shipped: boolean) {
  const { code, disease, provinces } = pack
  if (order.issuedOn > ctx.today)
    throw new Problem('invalid-input', {}, [
      { field: 'order.issuedOn', vi: 'ngày văn bản ở sau hôm nay', en: 'the document is dated after today' },
    ])
  await findDisease(ctx.db, disease)
  await versions.lockVersions(ctx.db, 'pack', code)
  const newest = await versions.findNewestPack(ctx.db, code, pack)
  const faults = [
    ...(await unknownProvinces(ctx, provinces)),
    ...(newest && newest.disease !== disease ? [otherDisease(newest.disease)] : []),
  ]
  if (faults.length > 0) throw new Problem('pack-invalid', { count: faults.length }, faults)
  const keepOrder = (version: number) =>
    versions.insertOrder(ctx.db, { code, version }, { ...order, shipped }, ctx.now, ctx.actor.accountId, ctx.opId)
  if (newest?.same) {
    const { version, ordered } = newest
    if (!ordered) await keepOrder(version)
    return { code, version, disease, changed: false, ordered: !ordered }
  }
  const { version } = await insertPack(ctx.db, pack, ctx.now, ctx.actor.accountId)
  await keepOrder(version)
  ctx.note({ pack: code, version, disease, document: order.documentNo })
  await tellLoaded(ctx, disease)
  return { code, version, disease, changed: true }
}

export const loadPack = command(contract.loadPack, async (ctx, { pack, order }) => {
  await forWholeProvince(ctx)
  const parsed = PolicyPack.safeParse(pack)
  if (!parsed.success) throw new Problem('pack-invalid', { count: parsed.error.issues.length }, faultsOf(parsed.error))
  return takeIn(ctx, parsed.data, order, false)
})

/** The very text that was looked at, by its fingerprint. @throws Problem shipped-moved */
export const takeShipped = command(takeVerb, async (ctx, { code, fingerprint, order }) => {
  await forWholeProvince(ctx)
  const pack = loadPacks().find((p) => p.code === code)
  if (!pack) throw new Problem('not-found', { what: `gói kèm phần mềm ${code}` })
  if (fingerprintOf(pack) !== fingerprint) throw new Problem('shipped-moved', { code })
  return takeIn(ctx, pack, order, true)
})

/**
 * The version before it stands again, or none. Schedules of open orders are worked out again from the versions that stand, each as it says
 * itself. @throws Problem pack-not-standing, pack-founded
 */
export const withdrawPack = command(withdrawVerb, async (ctx, { code, version, reason }) => {
  await forWholeProvince(ctx)
  await versions.lockVersions(ctx.db, 'pack', code)
  const standing = (await versions.listVersions(ctx.db, code)).filter((v) => v.withdrawn === null)
  const [newest, before] = standing
  if (newest?.version !== version) throw new Problem('pack-not-standing', { code, version })
  if (newest.loadedBy === null) throw new Problem('pack-founded', { code, version })
  await versions.insertWithdrawal(ctx.db, { code, version, reason }, ctx.now, ctx.actor.accountId, ctx.opId)
  ctx.note({ pack: code, version, disease: newest.body.disease })
  await tellLoaded(ctx, newest.body.disease)
  return { code, standing: before?.version ?? null }
})
