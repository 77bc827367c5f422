import type { Db } from '@phaodai/kernel/sql.ts'
import { sameAs } from '../people/people.store.ts'
import { type Attempt, type Change, falls, height, net, toldBefore } from './calls.rules.ts'
import { listAttempts, listChangesOf, listLevelsOf, listLoweredIn } from './calls.store.ts'

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

/** Whose level these operations changed, as far as the scope reaches; the net effect of each operation. */
export const netChanges = async (db: Db, opIds: string[]): Promise<Change[]> => net(await listChangesOf(db, opIds))

/** A fall with what holds of that human today. */
export interface StandingFall extends Change {
  levelNow: string | null
  /** All ids under which facts of that human may stand. */
  members: string[]
}

/** Every fall of a level in a range of communes (of these persons only, where named), with what holds now. */
export async function standingFalls(db: Db, lo: number, hi: number, ids: string[] | null): Promise<StandingFall[]> {
  const fallen = falls(await listLoweredIn(db, lo, hi, ids))
  const members = await sameAs(
    db,
    fallen.map((f) => f.subjectId),
  )
  const idsOf = membersOf(members)
  const standing: StandingFall[] = []
  for (const disease of new Set(fallen.map((f) => f.disease))) {
    const levels = new Map((await listLevelsOf(db, disease, [...members.values()].flat())).map((l) => [l.subjectId, l.level]))
    for (const fall of fallen.filter((f) => f.disease === disease)) {
      const same = idsOf(fall.subjectId)
      standing.push({ ...fall, members: same, levelNow: same.map((id) => levels.get(id)).find(Boolean) ?? null })
    }
  }
  return standing
}

/** Of what was said to people: what says more than holds now and was not put right since; one row a person, of the latest fall. */
export function owedOf<T extends { fall: StandingFall; saidLevel: string; correctedAt: string | null }>(told: readonly T[]): T[] {
  const latest = new Map<string, T>()
  for (const t of told)
    if (t.correctedAt === null && height(t.saidLevel) > height(t.fall.levelNow))
      latest.set(`${t.fall.disease}/${[...t.fall.members].sort()[0]}`, t)
  return [...latest.values()]
}

/** Of those whose level these operations lowered: who had been told more by a call, by whom and when. Calls to merged records count. */
export async function toldOfFallen(db: Db, opIds: string[]): Promise<ToldPerson[]> {
  return toldByCall(db, await fallsOf(db, opIds))
}

/** The same of any falls. */
export async function toldByCall<F extends Change>(db: Db, fallen: readonly F[]): Promise<(ToldPerson & { fall: F })[]> {
  const members = await sameAs(
    db,
    fallen.map((f) => f.subjectId),
  )
  const idsOf = membersOf(members)
  const result: (ToldPerson & { fall: F })[] = []
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
