import type { Db } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import type { UnitsAnswer } from './areas.public.contract.ts'
import { findProvince, getAreas, listUnits, type StoredArea } from './areas.store.ts'
import { listHamlets } from './hamlets.store.ts'

/** Names of units, which are public: the communes of the province, or the hamlets of one of them. */
export async function publicUnits(db: Db, today: string, communeId: number | undefined): Promise<z.output<typeof UnitsAnswer>> {
  const { lo, hi } = await findProvince(db)
  if (communeId !== undefined) {
    const commune = await communeOfProvince(db, communeId)
    const rows = commune ? await listHamlets(db, commune.lo, commune.hi, today) : []
    return { communes: [], hamlets: rows.map((h) => ({ hamletId: h.hamletId, name: h.fullName })) }
  }
  const rows = await listUnits(db, lo, hi, today, null)
  const named = new Map(rows.map((u) => [u.areaId, u]))
  return {
    hamlets: [],
    communes: rows
      .filter((u) => u.tier === 'commune')
      .map((u) => {
        const above = u.parentId === null ? undefined : named.get(u.parentId)
        return { areaId: u.areaId, name: u.fullName, district: above?.tier === 'district' ? above.fullName : null }
      }),
  }
}

/** A commune of the instance's province; null where it is none. */
export async function communeOfProvince(db: Db, communeId: number): Promise<StoredArea | null> {
  const { lo, hi } = await findProvince(db)
  const [area] = await getAreas(db, [communeId])
  return area?.tier === 'commune' && area.areaId >= lo && area.areaId <= hi ? area : null
}

/** Whether a hamlet is of that commune. */
export async function isHamletOf(db: Db, today: string, commune: StoredArea, hamletId: number): Promise<boolean> {
  return (await listHamlets(db, commune.lo, commune.hi, today)).some((h) => h.hamletId === hamletId)
}
