import type { Db } from '@phaodai/kernel/sql.ts'
import { listConfirmed, listIsolated, listOnsets } from '../cases/cases.store.ts'
import { sameAs } from '../people/people.store.ts'
import { isCloseContact, type Meeting } from '../policy/closeness.rules.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { householdDays } from './households.rules.ts'
import { type Classification, type F0Facts, type Facts, isolatedFrom, type Period, type Tie } from './levels.rules.ts'
import { meetingsOf } from './meetings.ts'
import { listClassifications, listContactTies, listFirstDays, listHouseholdStays, type MeetingRow } from './tracing.store.ts'

const HOUSEHOLD = { vi: 'sống cùng hộ gia đình', en: 'lives in the same household' }

/** What the kind of place says of a meeting there. */
export const meetingAt = (m: Pick<MeetingRow, 'placeKind' | 'closedSpace' | 'minutes' | 'masked'>): Meeting => ({
  closedSpace: m.closedSpace,
  minutes: m.minutes,
  masked: m.masked,
  household: m.placeKind === 'household' || m.placeKind === 'room' ? true : null,
  class: m.placeKind === 'class' ? true : null,
  workshop: m.placeKind === 'shift' ? true : null,
  vehicle: m.placeKind === 'vehicle' ? true : null,
})

/**
 * The facts around some persons, read when they are first needed and kept for the transaction. Persons are canonical: a merged pair is one.
 * Levels are over all communes, so it is used under the engine's scope.
 */
export class Neighbourhood implements Facts {
  readonly #db: Db
  readonly #rules: Rules
  readonly #levelled: boolean
  readonly #canonical = new Map<string, string>()
  readonly #members = new Map<string, string[]>()
  readonly #ties = new Map<string, Tie[]>()
  readonly #f0 = new Map<string, F0Facts | undefined>()
  readonly #isolated = new Map<string, Period[]>()
  readonly #stored = new Map<string, (Classification & { communeId: number })[]>()
  readonly #f1 = new Map<string, Classification | undefined>()

  constructor(db: Db, rules: Rules) {
    this.#db = db
    this.#rules = rules
    this.#levelled = rules.profile.classification === 'f-levels'
  }

  packOn = (day: string) => this.#rules.on(day)
  ties = (id: string) => this.#ties.get(id) ?? missing('ties', id)
  f0 = (id: string) => (this.#f0.has(id) ? this.#f0.get(id) : missing('facts', id))
  isolations = (id: string) => this.#isolated.get(id) ?? []
  stored = (id: string) => this.#stored.get(id) ?? missing('stored', id)

  /** Computed in this transaction, else as stored. */
  f1 = (id: string): Classification | undefined => {
    if (this.#f1.has(id)) return this.#f1.get(id)
    return this.stored(id).find((row) => row.level === 'F1')
  }
  setF1(id: string, row: Classification | undefined): void {
    this.#f1.set(id, row)
  }

  neighbours(ids: Iterable<string>): Set<string> {
    return new Set([...ids].flatMap((id) => this.ties(id).map((t) => t.otherId)))
  }

  /** Canonical ids of these. */
  async canonical(ids: Iterable<string>): Promise<Set<string>> {
    const unknown = [...new Set(ids)].filter((id) => !this.#canonical.has(id))
    if (unknown.length > 0) {
      for (const [root, members] of await sameAs(this.#db, unknown)) {
        this.#members.set(root, members)
        for (const id of members) this.#canonical.set(id, root)
      }
      for (const id of unknown) if (!this.#canonical.has(id)) this.#canonical.set(id, id)
    }
    return new Set([...ids].map((id) => this.#canonical.get(id)!))
  }

  /** The ids under which these persons are recorded. */
  recorded(ids: Iterable<string>): string[] {
    return [...ids].flatMap((id) => this.#members.get(id) ?? [id])
  }
  #root = (id: string) => this.#canonical.get(id) ?? id

  /** Reads the ties of these persons (with who stands at their other ends, and those persons' facts and stored levels). */
  async needTies(ids: Iterable<string>): Promise<void> {
    const want = [...new Set(ids)].filter((id) => !this.#ties.has(id))
    if (want.length === 0) return
    for (const id of want) this.#ties.set(id, [])
    const found = this.#levelled ? await this.#readTies(this.recorded(want)) : []
    await this.canonical(found.flatMap((t) => [t.subjectId, t.otherId]))
    for (const tie of found) {
      const subjectId = this.#root(tie.subjectId)
      const otherId = this.#root(tie.otherId)
      if (subjectId !== otherId) this.#ties.get(subjectId)?.push({ ...tie, subjectId, otherId })
    }
    await this.needFacts([...want, ...this.neighbours(want)])
  }

  async #readTies(recorded: string[]): Promise<Tie[]> {
    const { disease } = this.#rules
    const declared = (await listContactTies(this.#db, disease, recorded)).map((c): Tie => ({ ...c, kind: 'declared' }))
    const stays = await listHouseholdStays(this.#db, recorded)
    const first = await listFirstDays(this.#db, [...new Set(stays.flatMap((s) => [s.subjectId, s.otherId]))])
    const household = householdDays(stays, new Map(first.map((f) => [f.subjectId, f.firstOn]))).map(
      ({ householdId, ...h }): Tie => ({ ...h, kind: 'household', ref: householdId, placeText: null, reason: HOUSEHOLD }),
    )
    const places = (await meetingsOf(this.#db, disease, recorded)).flatMap((m): Tie[] => {
      const closeness = isCloseContact(this.packOn(m.onDay), meetingAt(m))
      if (m.decision === 'dismissed' || (m.decision === null && !closeness.counts)) return []
      const confirmed = { vi: 'cùng nơi, cùng lúc; cán bộ truy vết xác nhận', en: 'same place and time, confirmed by a tracer' }
      const { subjectId, otherId, onDay, placeId, placeName } = m
      return [
        {
          subjectId,
          otherId,
          kind: 'place',
          ref: `${placeId}/${onDay}`,
          firstOn: onDay,
          lastOn: onDay,
          placeText: placeName,
          reason: m.decision ? confirmed : closeness.reason,
        },
      ]
    })
    return [...declared, ...household, ...places]
  }

  async needFacts(ids: Iterable<string>): Promise<void> {
    const want = [...(await this.canonical(ids))].filter((id) => !this.#f0.has(id))
    if (want.length === 0) return
    for (const id of want) {
      this.#f0.set(id, undefined)
      this.#stored.set(id, [])
    }
    const { disease } = this.#rules
    const recorded = this.recorded(want)
    for (const i of await listIsolated(this.#db, disease, recorded)) {
      const root = this.#root(i.subjectId)
      this.#isolated.set(root, [...this.isolations(root), { from: i.fromOn, until: i.untilOn }])
    }
    const onsets = new Map<string, string | null>()
    for (const o of await listOnsets(this.#db, disease, recorded)) {
      const root = this.#root(o.subjectId)
      const known = onsets.get(root)
      if (known === undefined || known === null || (o.onsetOn !== null && o.onsetOn < known)) onsets.set(root, o.onsetOn)
    }
    for (const c of await listConfirmed(this.#db, disease, recorded)) {
      const subjectId = this.#root(c.subjectId)
      const known = this.#f0.get(subjectId)
      const first = [known?.firstPositiveOn, c.firstPositiveOn].filter((d): d is string => Boolean(d)).sort()[0] ?? null
      const sinceOn = known && known.sinceOn < c.sinceOn ? known.sinceOn : c.sinceOn
      this.#f0.set(subjectId, {
        subjectId,
        sinceOn,
        firstPositiveOn: first,
        onsetOn: onsets.get(subjectId) ?? null,
        isolatedOn: isolatedFrom(this.isolations(subjectId), first ?? sinceOn),
      })
    }
    for (const row of await listClassifications(this.#db, disease, recorded))
      this.#stored.get(this.#root(row.subjectId))?.push(row)
  }
}

function missing(what: string, id: string): never {
  throw new Error(`${what} of ${id} were not read`)
}
