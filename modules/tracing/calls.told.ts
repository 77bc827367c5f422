import type { Db } from '@phaodai/kernel/sql.ts'
import { sameAs } from '../people/people.store.ts'
import { type Attempt, type Change, falls, toldBefore } from './calls.rules.ts'
import { listAttempts, listChangesOf } from './calls.store.ts'

export interface ToldPerson {
  fall: Change
  told: Attempt
  correctedAt: string | null
}

/** For any id of these humans, all ids under which facts of that human may stand. @param groups as sameAs answers */
export function membersOf(groups: Map<string, string[]>): (id: string) => string[] {
  const group = new Map([...groups.values()].flatMap((m) => m.map((id) => [id, m] as const)))
  return (id) => group.get(id) ?? [id]
}

/** Whose level these operations lowered, as far as the scope reaches; the net effect of each operation. */
export const fallsOf = async (db: Db, opIds: string[]): Promise<Change[]> => falls(await listChangesOf(db, opIds))

/** Of those whose level these operations lowered: who had been told more by a call, by whom and when. Calls to merged records count. */
export async function toldOfFallen(db: Db, opIds: string[]): Promise<ToldPerson[]> {
  const fallen = await fallsOf(db, opIds)
  const members = await sameAs(
    db,
    fallen.map((f) => f.subjectId),
  )
  const idsOf = membersOf(members)
  const result: ToldPerson[] = []
  for (const disease of new Set(fallen.map((f) => f.disease))) {
    const calls = Map.groupBy(await listAttempts(db, disease, [...members.values()].flat()), (a) => a.subjectId)
    for (const fall of fallen.filter((f) => f.disease === disease)) {
      const attempts = idsOf(fall.subjectId)
        .flatMap((id) => calls.get(id) ?? [])
        .sort((a, b) => a.at.localeCompare(b.at))
      const said = toldBefore(fall, attempts)
      if (said) result.push({ fall, ...said })
    }
  }
  return result
}
