import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { listUnits } from '@phaodai/modules/areas/areas.store.ts'
import { search } from '@phaodai/modules/people/people.reads.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { Session } from './runtime.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isId = (text: string): boolean => UUID.test(text)

/** A person named on the command line by code (HD-7K3F9, BN34) or subject id. @throws Problem not-found */
export async function personOf(session: Session, named: string | undefined, option = '--person'): Promise<string> {
  if (!named) throw new UsageError(`Thiếu ${option}: mã hồ sơ (HD-7K3F9) hoặc mã định danh.`)
  if (UUID.test(named)) return named.toLowerCase()
  const { people } = await session.run(search, { q: named, limit: 20 })
  const exact = people.filter((p) => p.code.toUpperCase() === named.toUpperCase())
  if (exact.length !== 1) throw new Problem('not-found', { what: `hồ sơ ${named}` })
  return exact[0]!.subjectId
}

/** An area named by code or by its full name inside the province. @throws UsageError where the name fits several */
export async function areaOf(session: Session, named: string, tier: 'commune' | 'district' | null = null): Promise<number> {
  const db = dbOf(session.app.pool)
  const units = await listUnits(db, session.instance.provinceRange.lo, session.instance.provinceRange.hi, session.today, tier)
  const byCode = units.filter((u) => u.code === named)
  const found =
    byCode.length > 0
      ? byCode
      : units.filter((u) => u.fullName === named || u.nameKey === fold(named) || fold(u.name) === fold(named))
  if (found.length === 0) throw new Problem('not-found', { what: `đơn vị ${named}` })
  if (found.length > 1)
    throw new UsageError(
      `"${named}" có ${found.length} đơn vị: ${found
        .slice(0, 8)
        .map((u) => `${u.fullName} (${u.code})`)
        .join(', ')}. Dùng mã.`,
    )
  return found[0]!.areaId
}
