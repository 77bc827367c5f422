import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import type { Timeline } from './holds.rules.ts'
import { type PackInForce, packInForce } from './inforce.rules.ts'
import type { DiseaseCode, DiseaseProfile, PolicyPack } from './policy.contract.ts'
import { getProvinceCode, listPacks, listProfiles, packsStamp } from './policy.store.ts'

interface Loaded {
  stamp: string
  packs: PolicyPack[]
  profiles: DiseaseProfile[]
  /** The instance's: part of the stamp, as its epoch. */
  provinceCode: string
}
let loaded: Loaded | null = null

/** Which packs and profiles stand: it changes with each that is loaded or withdrawn. For those who ask it together with other things. */
export const rulesStamp = async (db: Db): Promise<string> => (await packsStamp(db)).stamp

/** All packs and profiles, read again only when one was loaded since. @param asked of rulesStamp() */
async function load(db: Db, asked?: string): Promise<Loaded> {
  const stamp = asked ?? (await rulesStamp(db))
  if (loaded?.stamp !== stamp) {
    const { provinceCode } = await getProvinceCode(db)
    loaded = {
      ...{ stamp, provinceCode },
      packs: (await listPacks(db)).map((p) => p.body),
      profiles: (await listProfiles(db)).map((p) => p.body),
    }
  }
  return loaded
}

/** The rules of one disease in this instance's province. */
export interface Rules {
  disease: DiseaseCode
  profile: DiseaseProfile
  timeline: Timeline
  /** The rules in force on a day; null where none is, and no older rule is applied then. */
  on(day: string): PackInForce | null
}

/** A disease by its code or one of its aliases, whatever the case. @throws Problem unknown-disease */
export const findDisease = async (db: Db, name: string): Promise<DiseaseProfile> => profileOf(await load(db), name)

function profileOf({ profiles }: Loaded, name: string): DiseaseProfile {
  const key = name.trim().toLowerCase()
  const found = profiles.find((p) => p.code === key || p.aliases.some((a) => a.toLowerCase() === key))
  if (!found) throw new Problem('unknown-disease', { name, known: profiles.map((p) => p.code).join(', ') })
  return found
}

/**
 * @param stamp of rulesStamp(), where it was asked in this transaction
 * @throws Problem unknown-disease
 */
export async function rulesFor(db: Db, disease: string, stamp?: string): Promise<Rules> {
  const known = await load(db, stamp)
  const profile = profileOf(known, disease)
  const { packs, provinceCode } = known
  const where = { disease: profile.code, provinceCode }
  const byDay = new Map<string, PackInForce | null>()
  return {
    disease: profile.code,
    profile,
    timeline: { packs, ...where },
    on(day) {
      if (!byDay.has(day)) byDay.set(day, packInForce(packs, { ...where, day }))
      return byDay.get(day)!
    },
  }
}

/** Every pack and profile loaded. */
export const loadedPolicy = (db: Db): Promise<Loaded> => load(db)
