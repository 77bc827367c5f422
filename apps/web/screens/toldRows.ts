import type { toldByOrder } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import type { toldAfterVoid } from '@phaodai/modules/tracing/calls.contract.ts'
import { instant } from '@phaodai/ui/formats.ts'
import type { Language, Words } from '@phaodai/ui/language.tsx'
import type { z } from 'zod'

export type CalledRow = z.output<typeof toldAfterVoid.output>['rows'][number]
export type ServedRow = z.output<typeof toldByOrder.output>['rows'][number]

export const none: Words = { vi: 'không còn diện theo dõi', en: 'no level any more' }

export const callWords = (r: CalledRow, language: Language): Words => ({
  vi: `Điện thoại: đã báo ${r.toldLevel}, ${instant(r.toldAt, language)} (${r.toldBy})`,
  en: `By call: told ${r.toldLevel}, ${instant(r.toldAt, language)} (${r.toldBy})`,
})
export const orderWords = (r: ServedRow, language: Language): Words => ({
  vi: `Quyết định ${r.number}: ${r.toldLevel}, ${instant(r.toldAt, language)} (${r.signer})`,
  en: `Order ${r.number}: ${r.toldLevel}, ${instant(r.toldAt, language)} (${r.signer})`,
})

/** One person who is owed a correction, with every way in which they were told. */
export interface ToldRow {
  subjectId: string
  disease: string
  name: string
  code: string
  areaName: string
  /** The highest level that was said. */
  toldLevel: string
  levelNow: string | null
  fellAt: string
  ways: Words[]
}

/** Those told by a call and those served an order, each person once for a disease; who has waited longest first. */
export function toldRows(called: readonly CalledRow[], served: readonly ServedRow[], language: Language): ToldRow[] {
  const rows = new Map<string, ToldRow>()
  const add = (r: CalledRow | ServedRow, way: Words) => {
    const key = `${r.subjectId} ${r.disease}`
    const known = rows.get(key)
    const { subjectId, disease, name, code, areaName, levelNow } = r
    rows.set(key, {
      ...{ subjectId, disease, name, code, areaName, levelNow },
      toldLevel: known && known.toldLevel < r.toldLevel ? known.toldLevel : r.toldLevel,
      fellAt: known && known.fellAt < r.fellAt ? known.fellAt : r.fellAt,
      ways: [...(known?.ways ?? []), way],
    })
  }
  for (const r of served) add(r, orderWords(r, language))
  for (const r of called) add(r, callWords(r, language))
  return [...rows.values()].sort((a, b) => a.fellAt.localeCompare(b.fellAt) || a.name.localeCompare(b.name, 'vi'))
}
