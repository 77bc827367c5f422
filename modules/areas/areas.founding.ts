import type { Db } from '@phaodai/kernel/sql.ts'
import { insertSuccessors, insertUnits } from './areas.store.ts'
import { loadCensus, loadCommuneMapping, loadUnits } from './areas.units.ts'

/** Writes every unit of both lists, the census beside them and what became of each commune. Once, at founding; about 15,000 rows. */
export async function foundAreas(db: Db): Promise<void> {
  const census = loadCensus()
  const figures = new Map([...census.districts, ...census.communes].map((f) => [f.areaId, f]))
  // A parent before its children; a unit with two validities keeps its parent's first row.
  await insertUnits(
    db,
    loadUnits().map((u) => ({
      ...u,
      households: figures.get(u.areaId)?.households ?? null,
      people: figures.get(u.areaId)?.people ?? null,
    })),
  )
  await insertSuccessors(
    db,
    loadCommuneMapping().flatMap((m): { from: number; to: number | null; split: boolean }[] =>
      m.toIds.length === 0
        ? [{ from: m.fromId, to: null, split: false }]
        : m.toIds.map((to) => ({ from: m.fromId, to, split: m.toIds.length > 1 })),
    ),
  )
}
