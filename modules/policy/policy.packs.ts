import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { DiseaseProfile, PolicyPack } from './policy.contract.ts'

const packsDir = fileURLToPath(new URL('./packs/', import.meta.url))
const profilesDir = fileURLToPath(new URL('./profiles/', import.meta.url))

/** Policy data that cannot be used; each line names the file, the path inside it and the rule broken. */
export class PolicyDataError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`policy data is not usable:\n${faults.join('\n')}`)
    this.name = 'PolicyDataError'
    this.faults = faults
  }
}

function readAll<T extends z.ZodType<{ code: string }>>(dir: string, shape: T): z.output<T>[] {
  const faults: string[] = []
  const out: z.output<T>[] = []
  const seen = new Map<string, string>()
  for (const file of readdirSync(dir)
    .filter((f) => f.endsWith('.json'))
    .sort()) {
    let raw: unknown
    try {
      raw = JSON.parse(readFileSync(`${dir}/${file}`, 'utf8'))
    } catch (error) {
      faults.push(`${file}: not JSON: ${error instanceof Error ? error.message : String(error)}`)
      continue
    }
    const parsed = shape.safeParse(raw)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) faults.push(`${file}: ${issue.path.join('.') || '(file)'}: ${issue.message}`)
      continue
    }
    const twin = seen.get(parsed.data.code)
    if (twin !== undefined) faults.push(`${file}: code: ${parsed.data.code} is already in ${twin}`)
    seen.set(parsed.data.code, file)
    out.push(parsed.data)
  }
  if (faults.length > 0) throw new PolicyDataError(faults)
  return out
}

/** Every policy pack of a folder of JSON files, the shipped ones where none is named. Throws PolicyDataError with all faults at once. */
export const loadPacks = (dir: string = packsDir): PolicyPack[] => readAll(dir, PolicyPack)

/** Every disease profile of a folder, the shipped ones where none is named. Throws PolicyDataError. */
export const loadProfiles = (dir: string = profilesDir): DiseaseProfile[] => readAll(dir, DiseaseProfile)
