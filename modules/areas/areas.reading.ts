import { indexAreas } from './areas.rules.ts'
import { loadCommuneMapping, loadProvinceMapping, loadUnits } from './areas.units.ts'
import type { Lists } from './conversion.rules.ts'

let kept: Lists | undefined

/** Both lists of units and what became of each, indexed; made once a process, the same ids as in the database. Read-only. */
export function lists(): Lists {
  if (kept) return kept
  const mappings = loadCommuneMapping()
  const sources = Map.groupBy(
    mappings.flatMap((m) => m.toIds.map((to) => ({ to, m }))),
    ({ to }) => to,
  )
  kept = {
    index: indexAreas(loadUnits()),
    mappings: new Map(mappings.map((m) => [m.fromId, m])),
    sources: new Map([...sources].map(([to, links]) => [to, links.map(({ m }) => m)])),
    provinces: loadProvinceMapping(),
  }
  return kept
}
