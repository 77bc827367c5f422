import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { canonical } from './changes.rules.ts'
import { figuresInForce, figuresOf } from './figures.rules.ts'
import { ruleWords } from './figures.words.ts'
import { ruleHistory, sourceWords } from './inforce.rules.ts'
import { DiseaseProfile, type PolicyPack, type RuleKey, type RuleVersion, ruleKeys } from './policy.contract.ts'
import { faultsOf } from './policy.faults.ts'
import { loadProfiles } from './policy.packs.ts'
import { findDisease, loadedPolicy, rulesFor } from './policy.reading.ts'
import { insertProfile, listPacks, listProfiles } from './policy.store.ts'
import * as contract from './policy.verbs.ts'
import { forWholeProvince, tellLoaded } from './taking.commands.ts'
import * as versions from './versions.store.ts'

export const layerOf = (p: PolicyPack) => ({
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
  const standing = new Set(rows.map((r) => r.body.code))
  const gone = (await versions.listVersions(ctx.db, null)).filter(
    (v) => v.withdrawn !== null && (only === null || v.body.disease === only),
  )
  const last = new Map(gone.toReversed().map((v) => [v.body.code, v]))
  return {
    withdrawn: [...last.values()]
      .filter((v) => !standing.has(v.body.code))
      .map((v) => ({ code: v.body.code, title: v.body.title, reason: v.withdrawn!, at: v.withdrawnAt! })),
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
  const standing = rows.find((r) => r.withdrawn === null)?.version
  return {
    code,
    versions: rows.map(({ version, loadedAt, loadedBy, body, documentNo, issuedOn, signer, withdrawn, withdrawnAt }) => ({
      ...{ version, loadedAt, loadedBy, body, standing: version === standing, figures: allFigures(body) },
      order: documentNo === null ? null : { documentNo, issuedOn: issuedOn!, signer: signer! },
      withdrawn: withdrawn === null ? null : { reason: withdrawn, at: withdrawnAt! },
    })),
  }
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

export const loadProfile = command(contract.loadProfile, async (ctx, input) => {
  await forWholeProvince(ctx)
  const parsed = DiseaseProfile.safeParse(input.profile)
  if (!parsed.success) throw new Problem('profile-invalid', { count: parsed.error.issues.length }, faultsOf(parsed.error))
  const { code } = parsed.data
  await versions.lockVersions(ctx.db, 'profile', code)
  const newest = await versions.findNewestProfile(ctx.db, code, parsed.data)
  if (newest?.same) return { code, version: newest.version, disease: code, changed: false }
  const text = canonical(parsed.data)
  const shipped = loadProfiles().some((p) => canonical(p) === text)
  const { version } = await insertProfile(ctx.db, parsed.data, ctx.now, shipped)
  ctx.note({ profile: code, version })
  await tellLoaded(ctx, code)
  return { code, version, disease: code, changed: true }
})
