import type { Db } from '@phaodai/kernel/sql.ts'
import { listConfirmed, listIsolated, listOnsets } from '../cases/cases.store.ts'
import { sameAs } from '../people/people.store.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { householdDays } from './households.rules.ts'
import { type Classification, type F0Facts, type Facts, isolatedFrom, type Period, type Tie } from './levels.rules.ts'
import { kindsThatCount, type MeetingOf, meetingsOf, reasonOf } from './meetings.ts'
import { listBeside, listDecisions, listLevelledBeside } from './together.store.ts'
import { listClassifications, listContactTies, listFirstDays, listHouseholdStays } from './tracing.store.ts'

const HOUSEHOLD = { vi: 'sống cùng hộ gia đình', en: 'lives in the same household' }

/** A meeting as a tie. Its words are made when they are asked for: of a workshop's hundred thousand ties a few are told. */
class PlaceTie implements Tie {
  readonly kind = 'place'
  readonly subjectId: string
  readonly otherId: string
  readonly #meeting: MeetingOf
  readonly #packOn: (day: string) => PackInForce | null

  constructor(meeting: MeetingOf, packOn: (day: string) => PackInForce | null, from: 'subject' | 'other' = 'subject') {
    this.subjectId = from === 'subject' ? meeting.subjectId : meeting.otherId
    this.otherId = from === 'subject' ? meeting.otherId : meeting.subjectId
    this.#meeting = meeting
    this.#packOn = packOn
  }
  get ref() {
    return `${this.#meeting.placeId}/${this.#meeting.onDay}`
  }
  get firstOn() {
    return this.#meeting.onDay
  }
  get lastOn() {
    return this.#meeting.lastDay
  }
  get placeText() {
    return this.#meeting.placeName
  }
  get reason() {
    return reasonOf(this.#meeting, this.#packOn)
  }
}

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
  /** Of whom only the ties with an F0, or with an F1 too, were read at places. */
  readonly #partly = new Map<string, Set<'F0' | 'F1'>>()
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

  /** Reads all ties of these persons (with who stands at their other ends, and those persons' facts and stored levels). */
  async needTies(ids: Iterable<string>): Promise<void> {
    const want = [...new Set(ids)].filter((id) => !this.#ties.has(id) || this.#partly.has(id))
    if (want.length === 0) return
    const base = want.filter((id) => !this.#ties.has(id))
    for (const id of want) {
      this.#partly.delete(id)
      this.#ties.set(id, this.#ties.get(id)?.filter((t) => t.kind !== 'place') ?? [])
    }
    await this.#readBase(base)
    const met = this.#levelled ? await meetingsOf(this.#db, this.#rules, this.recorded(want), this.#who, true) : []
    for (const m of met) this.#ties.get(m.subjectId)?.push(new PlaceTie(m, this.packOn))
    await this.needFacts([...want, ...this.neighbours(want)])
  }

  /**
   * Reads of these persons what makes them F1 (their ties with F0), or F2 (those with F1, too): at places only with those of that level, who
   * are few where the others of a workshop are many. `computed`: F1 of this transaction, as yet not stored.
   */
  async needTiesWith(level: 'F0' | 'F1', ids: Iterable<string>, computed: readonly string[] = []): Promise<void> {
    const unread = (id: string) => !this.#ties.has(id) || this.#partly.get(id)?.has(level) === false
    const want = [...new Set(ids)].filter(unread)
    if (want.length === 0) return
    const base = want.filter((id) => !this.#ties.has(id))
    for (const id of base) this.#ties.set(id, [])
    for (const id of want) this.#partly.set(id, new Set([...(this.#partly.get(id) ?? []), level]))
    await this.#readBase(base)
    await this.needFacts([...want, ...this.neighbours(want)])
    if (!this.#levelled) return
    const recorded = this.recorded(want)
    const stored = (await listLevelledBeside(this.#db, this.#rules.disease, level, recorded)).map((l) => l.subjectId)
    await this.canonical(stored)
    const levelled = [...new Set([...stored, ...this.recorded(computed)])]
    const wanted = new Set(want)
    const known = new Set(want.flatMap((id) => this.ties(id).map((t) => `${id}/${t.otherId}/${t.ref}`)))
    // from the side that is fewer: each of its stays is looked up at its place
    const fromLevelled = levelled.length < recorded.length
    const [from, to] = fromLevelled ? [levelled, recorded] : [recorded, levelled]
    for (const m of await meetingsOf(this.#db, this.#rules, from, this.#who, true, to)) {
      const tie = new PlaceTie(m, this.packOn, fromLevelled ? 'other' : 'subject')
      const key = `${tie.subjectId}/${tie.otherId}/${tie.ref}`
      if (!wanted.has(tie.subjectId) || known.has(key)) continue
      known.add(key)
      this.#ties.get(tie.subjectId)!.push(tie)
    }
    await this.needFacts(this.neighbours(want))
  }

  /** Who may have met these, save some: their contacts and households, and whoever was at their places then. */
  async beside(ids: readonly string[], except: ReadonlySet<string>): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const recorded = this.recorded(ids)
    const found = new Set([...this.neighbours(ids)].filter((id) => !except.has(id)))
    if (!this.#levelled) return found
    const kinds = await kindsThatCount(this.#db, this.#rules, recorded)
    const there = await listBeside(this.#db, { ids: recorded, except: this.recorded([...except, ...ids]), kinds })
    // where a tracer's word counts, the place need not
    const said = await listDecisions(this.#db, this.#rules.disease, recorded)
    const roots = await this.canonical([...there.map((t) => t.subjectId), ...said.flatMap((d) => [d.subjectId, d.otherId])])
    for (const id of roots) if (!except.has(id)) found.add(id)
    return found
  }

  readonly #who = { root: this.#root, know: (ids: string[]) => this.canonical(ids) }

  /** Declared contacts and households of these. */
  async #readBase(want: readonly string[]): Promise<void> {
    if (want.length === 0 || !this.#levelled) return
    const recorded = this.recorded(want)
    const { disease } = this.#rules
    const declared = (await listContactTies(this.#db, disease, recorded)).map((c): Tie => ({ ...c, kind: 'declared' }))
    const stays = await listHouseholdStays(this.#db, recorded)
    const first = await listFirstDays(this.#db, [...new Set(stays.flatMap((s) => [s.subjectId, s.otherId]))])
    const household = householdDays(stays, new Map(first.map((f) => [f.subjectId, f.firstOn]))).map(
      ({ householdId, ...h }): Tie => ({ ...h, kind: 'household', ref: householdId, placeText: null, reason: HOUSEHOLD }),
    )
    const found = [...declared, ...household]
    await this.canonical(found.flatMap((t) => [t.subjectId, t.otherId]))
    for (const tie of found) {
      const subjectId = this.#root(tie.subjectId)
      const otherId = this.#root(tie.otherId)
      if (subjectId !== otherId) this.#ties.get(subjectId)?.push({ ...tie, subjectId, otherId })
    }
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
