import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { figuresInForce, figuresOf } from './figures.rules.ts'
import { ruleWords } from './figures.words.ts'
import { ruleHistory, sourceWords } from './inforce.rules.ts'
import { DiseaseProfile, PolicyPack, type RuleKey, type RuleVersion, ruleKeys } from './policy.contract.ts'
import { faultsOf } from './policy.faults.ts'
import { findDisease, loadedPolicy, rulesFor } from './policy.reading.ts'
import { insertPack, insertProfile, listPacks, listProfiles } from './policy.store.ts'
import * as contract from './policy.verbs.ts'
import * as versions from './versions.store.ts'

const layerOf = (p: PolicyPack) => ({
  code: p.code,
  title: p.title,
  basis: p.basis,
  provinces: p.provinces,
  effectiveFrom: p.effectiveFrom,
  effectiveUntil: p.effectiveUntil,
  datesNote: p.datesNote ?? null,
})

export const inForce = read(contract.inForce, async (ctx, { disease, day = ctx.today }) => {
  const rules = await rulesFor(ctx.db, disease)
  const found = rules.on(day)
  if (!found) return null
  const figures = figuresInForce(found)
  const byCode = new Map(rules.timeline.packs.map((p) => [p.code, p]))
  return {
    disease: rules.disease,
    diseaseName: rules.profile.name,
    provinceCode: found.provinceCode,
    day,
    figures,
    unconfirmed: figures.filter((f) => !f.confirmed).length,
    documents: found.documents,
    layers: found.layers.map((code) => layerOf(byCode.get(code)!)),
  }
})

/** The codes of the packs in force today, over all diseases. */
async function layersToday(ctx: Ctx): Promise<{ layers: Set<string>; provinceCode: string | null }> {
  const { profiles: known } = await loadedPolicy(ctx.db)
  const layers = new Set<string>()
  let provinceCode: string | null = null
  for (const { code } of known) {
    const rules = await rulesFor(ctx.db, code)
    provinceCode = rules.timeline.provinceCode
    for (const layer of rules.on(ctx.today)?.layers ?? []) layers.add(layer)
  }
  return { layers, provinceCode }
}

export const packs = read(contract.packs, async (ctx, { disease }) => {
  const only = disease === undefined ? null : (await findDisease(ctx.db, disease)).code
  const { layers, provinceCode } = await layersToday(ctx)
  const rows = (await listPacks(ctx.db)).filter(({ body }) => only === null || body.disease === only)
  rows.sort((a, b) => a.body.disease.localeCompare(b.body.disease) || a.body.effectiveFrom.localeCompare(b.body.effectiveFrom))
  return {
    packs: rows.map(({ body, version, loadedAt }) => ({
      ...layerOf(body),
      disease: body.disease,
      version,
      loadedAt,
      documents: body.documents,
      rules: ruleKeys.filter((key) => body.rules[key] !== undefined),
      here: body.provinces === null || (provinceCode !== null && body.provinces.includes(provinceCode)),
      inForceToday: layers.has(body.code),
    })),
  }
})

const allFigures = (body: PolicyPack) =>
  ruleKeys.flatMap((key) => {
    const version = body.rules[key] as RuleVersion<RuleKey> | undefined
    return version ? figuresOf(key, body.code, version) : []
  })

export const pack = read(contract.pack, async (ctx, { code }) => {
  const rows = await versions.listVersions(ctx.db, code)
  if (rows.length === 0) throw new Problem('not-found', { what: `gói quy định ${code}` })
  return { code, versions: rows.map((row) => ({ ...row, figures: allFigures(row.body) })) }
})

export const history = read(contract.history, async (ctx, { disease, rule }) => {
  const { timeline, disease: code } = await rulesFor(ctx.db, disease)
  const titles = new Map(timeline.packs.map((p) => [p.code, p.title]))
  const steps = ruleHistory(timeline.packs, { ...timeline, ruleKey: rule })
  return {
    disease: code,
    rule,
    ruleTitle: ruleWords[rule],
    steps: steps.map((step) => ({
      from: step.from,
      until: step.until,
      packCode: step.packCode,
      packTitle: titles.get(step.packCode)!,
      reachesOpenOrders: step.version.reachesOpenOrders,
      reachesText: sourceWords({ source: step.version.reachesSource }),
      figures: figuresOf(rule, step.packCode, step.version),
    })),
  }
})

export const profiles = read(contract.profiles, async (ctx) => {
  const rows = await listProfiles(ctx.db)
  const answer = []
  for (const { version, body } of rows) {
    const rules = await rulesFor(ctx.db, body.code)
    answer.push({ version, inForceToday: rules.on(ctx.today) !== null, body })
  }
  return { profiles: answer }
})

/** Rules bind a whole province: only its own posts load them. @throws Problem outside-area */
async function forWholeProvince(ctx: Ctx): Promise<void> {
  const [area] = await getAreas(ctx.db, [ctx.actor.areaId])
  if (area?.tier !== 'province' || ctx.actor.bodyId !== 0) throw new Problem('outside-area')
}

/** Later modules work out what they owe again; their schedules come from rulesFor. */
const tellLoaded = (ctx: Ctx, disease: string) =>
  ctx.emit({ name: 'policy.loaded', communeId: ctx.actor.areaId, body: { disease } })

export const loadPack = command(contract.loadPack, async (ctx, input) => {
  await forWholeProvince(ctx)
  const parsed = PolicyPack.safeParse(input.pack)
  if (!parsed.success) throw new Problem('pack-invalid', { count: parsed.error.issues.length }, faultsOf(parsed.error))
  const { code, disease, provinces } = parsed.data
  await findDisease(ctx.db, disease)
  await versions.lockVersions(ctx.db, 'pack', code)
  const newest = await versions.findNewestPack(ctx.db, code, parsed.data)
  const faults = [
    ...(await unknownProvinces(ctx, provinces)),
    ...(newest && newest.disease !== disease ? [otherDisease(newest.disease)] : []),
  ]
  if (faults.length > 0) throw new Problem('pack-invalid', { count: faults.length }, faults)
  if (newest?.same) return { code, version: newest.version, disease, changed: false }
  const { version } = await insertPack(ctx.db, parsed.data, ctx.now, ctx.actor.accountId)
  ctx.note({ pack: code, version, disease })
  await tellLoaded(ctx, disease)
  return { code, version, disease, changed: true }
})

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

export const loadProfile = command(contract.loadProfile, async (ctx, input) => {
  await forWholeProvince(ctx)
  const parsed = DiseaseProfile.safeParse(input.profile)
  if (!parsed.success) throw new Problem('profile-invalid', { count: parsed.error.issues.length }, faultsOf(parsed.error))
  const { code } = parsed.data
  await versions.lockVersions(ctx.db, 'profile', code)
  const newest = await versions.findNewestProfile(ctx.db, code, parsed.data)
  if (newest?.same) return { code, version: newest.version, disease: code, changed: false }
  const { version } = await insertProfile(ctx.db, parsed.data, ctx.now)
  ctx.note({ profile: code, version })
  await tellLoaded(ctx, code)
  return { code, version, disease: code, changed: true }
})
