/** Packs and disease profiles shipped with the product that this instance does not hold as they are. */
import { read } from '@phaodai/kernel/command.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { canonical, changesInForce, packChanges, profileChanges } from './changes.rules.ts'
import { ruleWords } from './figures.words.ts'
import { sourceWords } from './inforce.rules.ts'
import { layerOf } from './policy.commands.ts'
import { DiseaseProfile, PolicyPack, type RuleKey, type RuleVersion, ruleKeys } from './policy.contract.ts'
import { loadPacks, loadProfiles } from './policy.packs.ts'
import { loadedPolicy } from './policy.reading.ts'
import * as contract from './shipped.verbs.ts'
import { fingerprintOf } from './taking.commands.ts'
import { listProfileVersions, listVersions, type PackVersion } from './versions.store.ts'

/** A pack as today's shapes read it: a default that they have gained since it was loaded is no difference. */
const readAgain = (body: PolicyPack): PolicyPack => {
  const parsed = PolicyPack.safeParse(body)
  return parsed.success ? parsed.data : body
}

/** Shipped packs that no version here has the text of, and those whose text was withdrawn; with the versions of each. */
async function notHeld(db: Db) {
  const held = Map.groupBy(await listVersions(db, null), (v) => v.body.code)
  return loadPacks().flatMap((pack) => {
    const versions: PackVersion[] = held.get(pack.code) ?? []
    const text = canonical(pack)
    const same = versions.filter((v) => canonical(readAgain(v.body)) === text)
    const standing = versions.find((v) => v.withdrawn === null) ?? null
    // a version of this text that stands, or that a later one of the province's own lies over; what lies over it from an earlier release does not count
    if (standing && same.some((v) => v.withdrawn === null) && (same.includes(standing) || !standing.shipped)) return []
    // the newest of this text: an older one that stands under another release's is no decision against it
    return [{ pack, standing, withdrawn: same[0]?.withdrawn ?? null }]
  })
}

/** Shipped profiles whose text does not stand here; a version of the province's own that lies over it had its decision, one of an earlier release has not. */
async function profilesNotHeld(db: Db) {
  const held = Map.groupBy(await listProfileVersions(db), (v) => v.body.code)
  return loadProfiles().flatMap((profile) => {
    const versions = (held.get(profile.code) ?? []).map(({ version, body, shipped }) => {
      const parsed = DiseaseProfile.safeParse(body)
      return { version, shipped, body: parsed.success ? parsed.data : body }
    })
    const text = canonical(profile)
    const same = versions.filter((v) => canonical(v.body) === text)
    const standing = versions[0] ?? null
    if (standing && same.length > 0 && (same.includes(standing) || !standing.shipped)) return []
    return [{ profile, standing }]
  })
}

/** How many shipped packs and disease profiles wait for somebody's decision; withdrawn packs had theirs. */
export const countShipped = async (db: Db): Promise<{ packs: number; profiles: number }> => ({
  packs: (await notHeld(db)).filter((s) => s.withdrawn === null).length,
  profiles: (await profilesNotHeld(db)).length,
})

export const shipped = read(contract.shipped, async (ctx) => {
  const { packs, provinceCode } = await loadedPolicy(ctx.db)
  const rows = (await notHeld(ctx.db)).map(({ pack, standing, withdrawn }) => {
    const where = { disease: pack.disease, provinceCode }
    const inForce = changesInForce(
      packs.filter((p) => p.code !== pack.code),
      pack,
      where,
      ctx.today,
    )
    const { day, inForceToday, lost } = inForce
    const reaches = ruleKeys.flatMap((ruleKey) => {
      const version = pack.rules[ruleKey] as RuleVersion<RuleKey> | undefined
      if (!version) return []
      const { reachesOpenOrders, reachesSource } = version
      return [{ ruleKey, ruleTitle: ruleWords[ruleKey], reachesOpenOrders, reachesText: sourceWords({ source: reachesSource }) }]
    })
    return {
      ...layerOf(pack),
      ...{ disease: pack.disease, documents: pack.documents, day, inForceToday, lost, reaches },
      here: pack.provinces === null || pack.provinces.includes(provinceCode),
      state: withdrawn !== null ? ('withdrawn' as const) : standing ? ('changed' as const) : ('new' as const),
      held: standing && { version: standing.version, own: !standing.shipped },
      withdrawnReason: withdrawn,
      fingerprint: fingerprintOf(pack),
      against: standing ? ('held' as const) : ('in-force' as const),
      changes: standing ? packChanges(readAgain(standing.body), pack) : inForce.changes,
    }
  })
  const profiles = (await profilesNotHeld(ctx.db)).map(({ profile, standing }) => ({
    ...{ code: profile.code, name: profile.name, documents: profile.documents, held: standing?.version ?? null, profile },
    fingerprint: fingerprintOf(profile),
    changes: profileChanges(standing?.body ?? null, profile),
  }))
  const rank = { new: 0, changed: 0, withdrawn: 1 }
  return {
    packs: rows.sort(
      (a, b) =>
        rank[a.state] - rank[b.state] || Number(b.here) - Number(a.here) || b.effectiveFrom.localeCompare(a.effectiveFrom),
    ),
    profiles,
  }
})
