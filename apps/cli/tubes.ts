import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { results, samples } from '@phaodai/modules/laboratory/laboratory.reads.ts'
import { areaOf, isId, personOf } from './resolve.ts'
import type { GlobalFlags, Session } from './runtime.ts'

/** What lists of the laboratory are asked for. */
export interface Listing extends GlobalFlags {
  disease: string
  state?: string
  area?: string
  person?: string
  barcode?: string
  from?: string
  until?: string
  value?: string
  method?: string
  limit: number
}

/** The filters of a list as its verb takes them. */
export async function filtersOf(s: Session, flags: Listing) {
  return {
    disease: flags.disease,
    limit: flags.limit,
    ...(flags.state && { state: flags.state as never }),
    ...(flags.area && { areaId: await areaOf(s, flags.area) }),
    ...(flags.person && { subjectId: await personOf(s, flags.person) }),
  }
}

/** A tube by its id or barcode. */
export const tube = (named: string) => (isId(named) ? { sampleId: named.toLowerCase() } : { barcode: named })

export async function sampleIdOf(s: Session, named: string, sick: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  const { rows } = await s.run(samples, { disease: sick, barcode: named, state: 'standing' })
  if (rows.length === 0) throw new Problem('not-found', { what: `mẫu ${named}` })
  return rows[0]!.sampleId
}

/** A result by its id or by the barcode of its sample, where that has one standing result. */
export async function resultIdOf(s: Session, named: string, sick: string): Promise<string> {
  if (isId(named)) return named.toLowerCase()
  const { rows } = await s.run(results, { disease: sick, barcode: named })
  if (rows.length === 0) throw new Problem('not-found', { what: `kết quả của mẫu ${named}` })
  if (rows.length > 1)
    throw new UsageError(
      `Mẫu ${named} có ${rows.length} kết quả: ${rows.map((r) => `${r.resultId} (${r.method})`).join(', ')}. Dùng mã.`,
    )
  return rows[0]!.resultId
}
