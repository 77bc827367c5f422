import type { Db } from '@phaodai/kernel/sql.ts'
import { listDecisions, listMeetings, type MeetingRow } from './tracing.store.ts'

const keyOf = (m: { subjectId: string; otherId: string; placeId: string; onDay: string }): string => {
  const [a, b] = m.subjectId < m.otherId ? [m.subjectId, m.otherId] : [m.otherId, m.subjectId]
  return `${a}/${b}/${m.placeId}/${m.onDay}`
}

/** Who was at the same place at the same time as these, each meeting with the latest word of a tracer where there is one. */
export async function meetingsOf(db: Db, disease: string, ids: string[]): Promise<MeetingRow[]> {
  const met = await listMeetings(db, ids)
  if (met.length === 0) return []
  const decided = await listDecisions(db, disease, [...new Set(met.map((m) => m.placeId))])
  const said = new Map(decided.map((d) => [keyOf(d), d.decision]))
  return met.map((m) => ({ ...m, decision: said.get(keyOf(m)) ?? null }))
}
