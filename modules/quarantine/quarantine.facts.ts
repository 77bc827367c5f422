import { localDay } from '@phaodai/kernel/clock.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { listConfirmed, listOnsets, listOutcomes } from '../cases/cases.store.ts'
import { listTests, type TestRow } from '../laboratory/laboratory.store.ts'
import { canonicalOf, currentPersons, sameAs } from '../people/people.store.ts'
import { unknownStatus } from '../policy/holds.rules.ts'
import type { Classification } from '../tracing/levels.rules.ts'
import { listClassifications } from '../tracing/tracing.store.ts'
import type { OrderFacts, PersonFacts, TestFacts } from './quarantine.rules.ts'
import * as store from './quarantine.store.ts'

export const orderFacts = (o: store.StoredOrder): OrderFacts => ({
  orderId: o.orderId,
  subjectId: o.subjectId,
  communeId: o.communeId,
  bodyId: o.bodyId,
  level: o.level,
  place: o.place,
  number: o.number,
  fromOn: o.fromOn,
  issuedOn: o.issuedOn,
  issuedAt: o.issuedAt,
  lastExposureOn: o.lastExposureOn,
  personStatus: { ...unknownStatus, ...JSON.parse(o.personStatus) },
  packCode: o.packCode,
  revokedOn: o.revokedAt && localDay(o.revokedAt),
  releasedOn: o.releasedOn,
})

/** One sample with what its standing results say together: positive where any is, waiting where there is none. */
function testFacts(rows: TestRow[]): TestFacts | null {
  const first = rows[0]!
  const answers = rows.filter((r) => r.method === 'pcr' || r.method === 'antigen')
  if (rows.some((r) => r.method !== null) && answers.length === 0) return null
  const said = ['positive', 'negative', 'inconclusive'].flatMap((v) => answers.filter((r) => r.value === v))[0]
  return {
    sampleId: first.sampleId,
    sampledAt: first.sampledAt,
    sampledOn: first.sampledOn,
    outcome: said?.value ?? 'pending',
    method: (said?.method as TestFacts['method']) ?? null,
    ct: said?.ct ?? null,
    knownOn: said?.releasedAt ? localDay(said.releasedAt) : null,
    knownAt: said?.releasedAt ?? null,
  }
}

export interface Loaded {
  facts: PersonFacts
  classification: Classification | null
}

/**
 * All that the rules ask about some persons, by canonical id; a merged pair is one. Over every area, so use it inside acrossAreas and
 * show only what the post may see.
 */
export async function loadFacts(db: Db, disease: string, asked: readonly string[]): Promise<Map<string, Loaded>> {
  if (asked.length === 0) return new Map()
  const members = await sameAs(db, asked)
  const levels = await listClassifications(db, disease, [...members.values()].flat())
  const sources = levels.flatMap((l) => (l.level === 'F2' && l.sourceId ? [l.sourceId] : []))
  const sourceMembers = sources.length > 0 ? await sameAs(db, sources) : new Map<string, string[]>()
  const ids = [...members.values()].flat()
  const everyId = [...new Set([...ids, ...[...sourceMembers.values()].flat()])]
  const rootOf = new Map([...members, ...sourceMembers].flatMap(([root, all]) => all.map((id) => [id, root] as const)))
  const group = <R extends { subjectId: string }>(rows: R[]) => Map.groupBy(rows, (r) => rootOf.get(r.subjectId) ?? r.subjectId)

  const orders = group(await store.listOrders(db, disease, null, ids))
  const tests = group(await listTests(db, disease, everyId))
  const onsets = group(await listOnsets(db, disease, ids))
  const confirmed = group(await listConfirmed(db, disease, ids))
  const outcomes = group(await listOutcomes(db, disease, ids))
  const reached = group(await store.listReached(db, disease, ids))
  const arisen = group(await store.listArisen(db, disease, ids))
  const persons = await currentPersons(db, ids)
  const sourceLevels = new Map((await listClassifications(db, disease, [...sourceMembers.keys()])).map((l) => [l.subjectId, l]))
  const testsOf = (root: string) =>
    [...Map.groupBy(tests.get(root) ?? [], (t) => t.sampleId).values()].flatMap((rows) => testFacts(rows) ?? [])

  const standing = group(levels)
  const out = new Map<string, Loaded>()
  for (const root of members.keys()) {
    const level = standing.get(root)?.[0] ?? null
    const since = arisen.get(root)?.find((a) => a.level === level?.level)?.at
    const first = (confirmed.get(root) ?? []).flatMap((c) => (c.firstPositiveOn ? [c.firstPositiveOn] : [])).sort()[0] ?? null
    const onset = (onsets.get(root) ?? []).flatMap((o) => (o.onsetOn ? [o.onsetOn] : [])).sort()[0] ?? null
    out.set(root, {
      classification: level,
      facts: {
        subjectId: root,
        communeId: persons.get(root)?.communeId ?? level?.communeId ?? 0,
        level: level && {
          level: level.level,
          sinceOn: level.sinceOn,
          arisenAt: since ?? new Date(`${level.sinceOn}T00:00:00+07:00`).toISOString(),
          lastExposedOn: level.lastExposedOn,
          kind: level.basis.kind,
        },
        orders: (orders.get(root) ?? []).map(orderFacts),
        tests: testsOf(root),
        onsetOn: onset,
        firstPositiveOn: first,
        endedOn: firstOf((outcomes.get(root) ?? []).map((o) => o.firstOn)),
        diedOn: firstOf((outcomes.get(root) ?? []).flatMap((o) => (o.kind === 'died' ? [o.onDay] : []))),
        reachedAt:
          (reached.get(root) ?? [])
            .map((r) => r.at)
            .sort()
            .at(-1) ?? null,
        sourceNegative:
          level?.level === 'F2' && level.sourceId
            ? negativeOf(testsOf(rootOf.get(level.sourceId) ?? level.sourceId), sourceLevels.get(level.sourceId))
            : null,
      },
    })
  }
  return out
}

const firstOf = (days: readonly string[]): string | null => [...days].sort()[0] ?? null

/** The first negative of an F1 sampled since they last met the F0 (or became an F1). */
function negativeOf(tests: TestFacts[], source: Classification | undefined): { on: string; at: string } | null {
  if (source?.level !== 'F1') return null
  const from = source.lastExposedOn ?? source.sinceOn
  const first = tests
    .filter((t) => t.outcome === 'negative' && t.sampledOn >= from && t.knownAt)
    .sort((a, b) => (a.knownAt! < b.knownAt! ? -1 : 1))[0]
  return first ? { on: first.knownOn!, at: first.knownAt! } : null
}

/** One person by any of their ids. */
export async function loadPerson(db: Db, disease: string, subjectId: string): Promise<Loaded> {
  const root = (await canonicalOf(db, [subjectId])).get(subjectId)!
  return (await loadFacts(db, disease, [root])).get(root)!
}
