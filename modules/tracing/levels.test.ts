import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { net } from './calls.rules.ts'
import {
  type Classification,
  classifyF0,
  classifyF1,
  classifyF2,
  type F0Facts,
  type Facts,
  infectiousPeriods,
  type Tie,
} from './levels.rules.ts'

/** Hải Dương on 22/02/2021: 3 days before onset; silent with a known source from the first exposure, else 14 days before the sample; until isolated. */
const pack = packInForce(loadPacks(), { disease: 'covid19', provinceCode: '30', day: '2021-02-22' })
const dayOf = (n: number) => addDays('2021-02-01', n)
const numberOf = (day: string) => Math.round((Date.parse(day) - Date.parse('2021-02-01')) / 86_400_000)

/** Made-up facts; days are numbers, persons are numbers. */
interface World {
  people: number
  f0s: { id: number; since: number; positive: number | null; onset: number | null; isolated: number | null }[]
  ties: { a: number; b: number; kind: Tie['kind']; first: number | null; last: number | null; ref: number }[]
  isolations: { id: number; from: number; until: number | null }[]
}
const nameOf = (n: number) => `p${String(n).padStart(3, '0')}`

type Named = (n: number) => string
function factsOf(w: World, shift = 0, name: Named = nameOf) {
  const day = (n: number | null) => (n === null ? null : dayOf(n + shift))
  const f0s = new Map(
    w.f0s.map((f): [string, F0Facts] => [
      name(f.id),
      {
        subjectId: name(f.id),
        sinceOn: day(f.since)!,
        firstPositiveOn: day(f.positive),
        onsetOn: day(f.onset),
        isolatedOn: day(f.isolated),
      },
    ]),
  )
  const ties = new Map<string, Tie[]>(Array.from({ length: w.people }, (_, i) => [name(i), []]))
  for (const t of w.ties) {
    for (const [x, y] of [
      [t.a, t.b],
      [t.b, t.a],
    ] as const) {
      ties.get(name(x))!.push({
        subjectId: name(x),
        otherId: name(y),
        kind: t.kind,
        ref: `r${t.ref}`,
        firstOn: day(t.first),
        lastOn: day(t.last),
        placeText: null,
        reason: { vi: '', en: '' },
      })
    }
  }
  const f1s = new Map<string, Classification>()
  const facts: Facts = {
    f0: (id) => f0s.get(id),
    ties: (id) => ties.get(id) ?? [],
    isolations: (id) => w.isolations.filter((i) => name(i.id) === id).map((i) => ({ from: day(i.from)!, until: day(i.until) })),
    f1: (id) => f1s.get(id),
    packOn: () => pack,
  }
  return { facts, f1s, ids: [...ties.keys()] }
}

/** Every level of a world, as the product derives it. */
function levelsOf(w: World, shift = 0, name: Named = nameOf): Map<string, Classification> {
  const { facts, f1s, ids } = factsOf(w, shift, name)
  const result = new Map<string, Classification>()
  for (const id of ids) {
    const f0 = facts.f0(id)
    const row = f0 ? classifyF0(f0, facts) : classifyF1(id, facts)
    if (row?.level === 'F1') f1s.set(id, row)
    if (row) result.set(id, row)
  }
  for (const id of ids) {
    const row = result.has(id) ? null : classifyF2(id, facts)
    if (row) result.set(id, row)
  }
  return result
}

/** The same, again and slowly: a set of days for each meeting, a set of days for each infectious time, and whether they meet. */
function simply(w: World): Map<string, string> {
  const days = Array.from({ length: 121 }, (_, i) => i - 40)
  const meets = (t: World['ties'][number], from: number, until: number | null, known: number) =>
    days.filter((d) => {
      if (d < from || (until !== null && d > until)) return false
      if (t.last === null && until === null && d > Math.max(known, from, t.first ?? from)) return false
      if (t.last !== null && d > t.last) return false
      if (t.first !== null) return d >= t.first
      return t.kind === 'household' || t.last === null || d === t.last
    })
  const positive = (f: World['f0s'][number]) => f.positive ?? f.since
  const of = (id: number) => w.ties.filter((t) => t.a === id || t.b === id).map((t) => ({ t, other: t.a === id ? t.b : t.a }))
  const f0 = (id: number) => w.f0s.find((f) => f.id === id)
  const infectiousFrom = (f: World['f0s'][number]) => {
    if (f.onset !== null) return f.onset - 3
    const sources = of(f.id).filter(({ other }) => {
      const o = f0(other)
      return o && positive(o) < positive(f)
    })
    const known = sources.flatMap(({ t }) => (t.first === null ? [] : [t.first]))
    return known.length > 0 ? Math.min(...known) : positive(f) - 14
  }
  const result = new Map<string, string>()
  const exposed = new Map<number, { on: number[]; since: number }>()
  for (let id = 0; id < w.people; id++) {
    if (f0(id)) {
      result.set(nameOf(id), 'F0')
      continue
    }
    const met = of(id).flatMap(({ t, other }) => {
      const f = f0(other)
      if (!f) return []
      const from = infectiousFrom(f)
      const on = meets(t, from, f.isolated === null ? null : Math.max(f.isolated, from), f.since)
      return on.length > 0 ? [{ on, since: f.since }] : []
    })
    if (met.length === 0) continue
    const on = met.flatMap((m) => m.on)
    exposed.set(id, { on, since: Math.max(Math.min(...met.map((m) => m.since)), Math.min(...on)) })
    result.set(nameOf(id), 'F1')
  }
  for (let id = 0; id < w.people; id++) {
    if (result.has(nameOf(id))) continue
    const met = of(id).some(({ t, other }) => {
      const f1 = exposed.get(other)
      if (!f1) return false
      const able = new Set(f1.on.flatMap((d) => days.filter((x) => x >= d && x <= heldFrom(w, other, d))))
      // each unbroken run of those days; one that reaches the end of time goes on
      return days
        .filter((d) => able.has(d) && !able.has(d - 1))
        .some((from) => {
          const end = days.find((d) => d >= from && !able.has(d + 1))!
          return meets(t, from, end === days.at(-1) ? null : end, f1.since).length > 0
        })
    })
    if (met) result.set(nameOf(id), 'F2')
  }
  return result
}

/** The first day of the isolations of a person that had not ended before a day. */
const heldFrom = (w: World, id: number, day: number) =>
  Math.min(...w.isolations.filter((i) => i.id === id && (i.until === null || i.until >= day)).map((i) => i.from))

const someDay = fc.integer({ min: 0, max: 30 })
const maybe = fc.option(someDay, { nil: null })
const world: fc.Arbitrary<World> = fc.integer({ min: 2, max: 9 }).chain((people) => {
  const id = fc.integer({ min: 0, max: people - 1 })
  return fc.record({
    people: fc.constant(people),
    f0s: fc.uniqueArray(fc.record({ id, since: someDay, positive: maybe, onset: maybe, isolated: maybe }), {
      selector: (f) => f.id,
      maxLength: 4,
    }),
    ties: fc
      .array(
        fc.record({
          a: id,
          b: id,
          kind: fc.constantFrom<Tie['kind'][]>('declared', 'household', 'place'),
          first: maybe,
          last: maybe,
          ref: fc.nat(999),
        }),
        { maxLength: 16 },
      )
      .map((ties) => ties.filter((t) => t.a !== t.b && (t.first === null || t.last === null || t.first <= t.last))),
    isolations: fc
      .array(fc.record({ id, from: someDay, until: maybe }), { maxLength: 4 })
      .map((held) => held.filter((h) => h.until === null || h.until >= h.from)),
  })
})
const shape = (levels: Map<string, Classification>) => [...levels.values()].sort((a, b) => a.subjectId.localeCompare(b.subjectId))
const runs = { numRuns: 1500 }

test('two implementations agree on who is F0, F1 and F2', () => {
  fc.assert(
    fc.property(world, (w) => {
      const levels = [...levelsOf(w)].map(([id, row]) => [id, row.level])
      assert.deepEqual(new Map(levels as [string, string][]), simply(w))
    }),
    runs,
  )
})

test('the order in which facts arrive changes nothing', () => {
  const orders = world.chain((w) =>
    fc.tuple(
      fc.constant(w),
      fc.shuffledSubarray(w.f0s, { minLength: w.f0s.length }),
      fc.shuffledSubarray(w.ties, { minLength: w.ties.length }),
    ),
  )
  fc.assert(
    fc.property(orders, ([w, f0s, ties]) => {
      // each row of the store has an id of its own
      const shuffled = { ...w, f0s, ties: ties.map((t) => ({ ...t, ref: w.ties.indexOf(t) })) }
      const inOrder = { ...w, ties: w.ties.map((t, i) => ({ ...t, ref: i })) }
      assert.deepEqual(shape(levelsOf(shuffled)), shape(levelsOf(inOrder)))
    }),
    runs,
  )
})

test('calling persons by other ids changes no level and no day', () => {
  const renamed = world.chain((w) =>
    fc.tuple(fc.constant(w), fc.shuffledSubarray([...Array(w.people).keys()], { minLength: w.people })),
  )
  fc.assert(
    fc.property(renamed, ([w, order]) => {
      const plain = levelsOf(w)
      const other = levelsOf(w, 0, (n) => nameOf(order[n]!))
      const said = (row: Classification | undefined) =>
        row && [row.level, row.sinceOn, row.firstExposedOn, row.lastExposedOn, row.infectious]
      for (let i = 0; i < w.people; i++) assert.deepEqual(said(other.get(nameOf(order[i]!))), said(plain.get(nameOf(i))))
    }),
    runs,
  )
})

const height = { F0: 3, F1: 2, F2: 1 }
test('one more contact never lowers anybody, save where it names the source of an F0 without symptoms', () => {
  const more = world.chain((w) => fc.tuple(fc.constant(w), fc.nat(w.people - 1), fc.nat(w.people - 1), maybe, maybe))
  fc.assert(
    fc.property(more, ([w, a, b, first, last]) => {
      fc.pre(a !== b && (first === null || last === null || first <= last))
      const silent = (id: number) => w.f0s.some((f) => f.id === id && f.onset === null)
      const isF0 = (id: number) => w.f0s.some((f) => f.id === id)
      fc.pre(!(isF0(a) && isF0(b) && (silent(a) || silent(b))))
      const before = levelsOf(w)
      const after = levelsOf({ ...w, ties: [...w.ties, { a, b, kind: 'declared', first, last, ref: 1000 }] })
      for (const [id, row] of before)
        assert.ok(height[after.get(id)?.level ?? 'F2'] >= height[row.level] && after.has(id), `${id} fell from ${row.level}`)
    }),
    runs,
  )
})

test('naming the source of an F0 without symptoms may shorten the time in which they could infect, as QĐ 3638 says', () => {
  const silent = { id: 1, since: 20, positive: 20, onset: null, isolated: 20 }
  const w: World = {
    people: 3,
    f0s: [{ id: 0, since: 15, positive: 15, onset: 14, isolated: 21 }, silent],
    ties: [{ a: 1, b: 2, kind: 'declared', first: 8, last: 8, ref: 1 }],
    isolations: [],
  }
  assert.equal(levelsOf(w).get(nameOf(2))?.level, 'F1', 'source not known: 14 days back')
  const sourced = { ...w, ties: [...w.ties, { a: 0, b: 1, kind: 'declared' as const, first: 12, last: 12, ref: 2 }] }
  assert.equal(levelsOf(sourced).get(nameOf(2)), undefined, 'could not infect before meeting the source')
})

test('moving every day by n moves every derived day by n', () => {
  fc.assert(
    fc.property(world, fc.integer({ min: -400, max: 400 }), (w, n) => {
      const moved = (day: string | null) => day && dayOf(numberOf(day) + n)
      const expected = shape(levelsOf(w)).map((r) => ({
        ...r,
        sinceOn: moved(r.sinceOn),
        firstExposedOn: moved(r.firstExposedOn),
        lastExposedOn: moved(r.lastExposedOn),
        infectious: r.infectious.map((p) => ({ from: moved(p.from), until: moved(p.until) })),
      }))
      assert.deepEqual(shape(levelsOf(w, n)), expected)
    }),
    runs,
  )
})

test('who moved out of a household after its F0 was isolated did live there in the window', () => {
  const w: World = {
    people: 2,
    f0s: [{ id: 0, since: 15, positive: 15, onset: 14, isolated: 16 }],
    ties: [{ a: 0, b: 1, kind: 'household', first: null, last: 21, ref: 1 }],
    isolations: [],
  }
  const row = levelsOf(w).get(nameOf(1))
  assert.deepEqual([row?.level, row?.firstExposedOn, row?.lastExposedOn], ['F1', dayOf(11), dayOf(16)])
})

test('who met an F0 after that one was known but before isolation is F1, also where the end of the meeting is not known', () => {
  const w: World = {
    people: 2,
    f0s: [{ id: 0, since: 15, positive: 15, onset: 14, isolated: null }],
    ties: [{ a: 0, b: 1, kind: 'declared', first: 17, last: null, ref: 1 }],
    isolations: [],
  }
  const row = levelsOf(w).get(nameOf(1))
  assert.deepEqual([row?.level, row?.firstExposedOn, row?.lastExposedOn], ['F1', dayOf(17), dayOf(17)])
})

const exposures = fc.array(
  fc
    .record({ first: someDay, days: fc.nat(6) })
    .map(({ first, days }) => ({ firstOn: dayOf(first), lastOn: dayOf(first + days) })),
  { maxLength: 4 },
)
const held = fc.array(
  fc.record({ from: someDay, days: fc.option(fc.nat(8), { nil: null }) }).map(({ from, days }) => ({
    from: dayOf(from),
    until: days === null ? null : dayOf(from + days),
  })),
  { maxLength: 4 },
)
const calendar = Array.from({ length: 60 }, (_, i) => dayOf(i))
const holds = (periods: { from: string; until: string | null }[], day: string) =>
  periods.filter((p) => p.from <= day && (p.until === null || day <= p.until)).length

test('an F1 could infect from each day of exposure until isolated, and on no other day', () => {
  fc.assert(
    fc.property(exposures, held, (met, isolations) => {
      const periods = infectiousPeriods(met, isolations)
      for (const day of calendar) {
        const able = calendar.some((d) => {
          if (d > day || !met.some((e) => e.firstOn <= d && d <= e.lastOn)) return false
          return isolations.every((i) => (i.until !== null && i.until < d) || i.from >= day)
        })
        assert.equal(holds(periods, day), able ? 1 : 0, `${day} of ${JSON.stringify(periods)}`)
      }
    }),
    runs,
  )
})

test('one more isolation never makes anybody an F2', () => {
  const more = world.chain((w) => fc.tuple(fc.constant(w), fc.nat(w.people - 1), someDay, maybe))
  fc.assert(
    fc.property(more, ([w, id, from, until]) => {
      fc.pre(until === null || until >= from)
      const levels = levelsOf(w)
      for (const row of levelsOf({ ...w, isolations: [...w.isolations, { id, from, until }] }).values())
        assert.ok(levels.has(row.subjectId), `${row.subjectId} became ${row.level}`)
    }),
    runs,
  )
})

test('who met an F1 that was released and exposed again is F2; who met them between is not', () => {
  const w: World = {
    people: 4,
    f0s: [{ id: 0, since: 20, positive: 20, onset: 8, isolated: null }],
    ties: [
      { a: 0, b: 1, kind: 'declared', first: 8, last: 8, ref: 1 },
      { a: 0, b: 1, kind: 'declared', first: 18, last: 18, ref: 2 },
      { a: 1, b: 2, kind: 'declared', first: 16, last: 16, ref: 3 },
      { a: 1, b: 3, kind: 'declared', first: 19, last: 19, ref: 4 },
    ],
    isolations: [{ id: 1, from: 9, until: 15 }],
  }
  const levels = levelsOf(w)
  assert.deepEqual(levels.get(nameOf(1))?.infectious, [
    { from: dayOf(8), until: dayOf(9) },
    { from: dayOf(18), until: null },
  ])
  assert.equal(levels.get(nameOf(2)), undefined)
  assert.equal(levels.get(nameOf(3))?.level, 'F2')
})

test('of two found positive on one day neither is taken for the source of the other, whatever their ids', () => {
  const w: World = {
    people: 2,
    f0s: [0, 1].map((id) => ({ id, since: 20, positive: 20, onset: null, isolated: null })),
    ties: [{ a: 0, b: 1, kind: 'household', first: null, last: null, ref: 1 }],
    isolations: [],
  }
  for (const name of [nameOf, (i: number) => nameOf(9 - i)])
    assert.deepEqual(
      [...levelsOf(w, 0, name).values()].map((r) => [r.level, r.sourceId]),
      [
        ['F0', null],
        ['F0', null],
      ],
    )
})

test('a level that fell and rose again in one operation did not change', () => {
  const step = (subjectId: string, fromLevel: string | null, toLevel: string | null) => {
    return { subjectId, communeId: 1, disease: 'covid19', opId: 'op', fromLevel, toLevel, at: '2021-02-22T00:00:00Z' }
  }
  const changes = net([step('x', 'F0', null), step('x', null, 'F0'), step('y', 'F1', null)])
  assert.deepEqual(
    changes.map((c) => [c.subjectId, c.fromLevel, c.toLevel]),
    [['y', 'F1', null]],
  )
})
