import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { splitStay } from '../visits.rules.ts'
import { Answerer } from './answers.ts'
import { type BruteMet, type BrutePlace, bruteReach, bruteSite } from './brute.fixtures.ts'
import { CLASSES, type Closeness, describeClass, KINDS } from './classes.ts'
import { UuidTable } from './ids.ts'
import { type Columns, Segment } from './segment.ts'
import { emptyColumns, type Stay, Stays } from './stays.ts'

const person = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const place = (n: number) => `10000000-0000-7000-8000-${String(n).padStart(12, '0')}`
/** Midnight of 22 February 2021 in Viet Nam. */
const MIDNIGHT = Date.parse('2021-02-22T00:00:00+07:00') / 1000
const H = 3600

const places: BrutePlace[] = [
  { placeId: place(1), kind: 'shift', closed: true },
  { placeId: place(2), kind: 'market', closed: false },
  { placeId: place(3), kind: 'vehicle', closed: null },
  { placeId: place(4), kind: 'household', closed: null },
]

/** Any in a household, 15 minutes in a shift, 30 s masked in a closed space, two rows in a vehicle, never at a market in the open. */
const need = Int32Array.from({ length: CLASSES }, (_, c) => {
  const { kind, masked, apart, rowsApart } = describeClass(c)
  if (apart || kind === 'market') return -1
  if (kind === 'household') return 0
  if (kind === 'vehicle') return rowsApart !== null && rowsApart <= 2 ? 30 : -1
  return masked ? 1800 : 900
})
const stricter = need.map((n) => (n < 0 ? -1 : n * 2))
const closeness: Closeness = { from: [0], need }
const changing: Closeness = { from: [0, MIDNIGHT], need: Int32Array.from([...need, ...stricter]) }

const base = { masked: null, space: null, seatRow: null }
const stay = (who: number, where: number, from: number, to: number, more: Partial<Stay> = {}): Stay => ({
  communeId: 700,
  subjectId: person(who),
  placeId: place(where),
  from,
  to,
  ...base,
  ...more,
})

/** Histories that crowd around what goes wrong: midnight, 14 hours, touching ends, seconds, the same stay again. */
const edge = fc.constantFrom(0, 1, 30, 59, 60, 899, 900, 1800, 7 * H, 14 * H, 24 * H - 1, 24 * H, 24 * H + 1, 38 * H)
const instant = fc.tuple(edge, edge, fc.integer({ min: -2, max: 2 })).map(([a, b, c]) => MIDNIGHT - 12 * H + a + b + c)
const stayArbitrary = fc
  .record({
    who: fc.integer({ min: 1, max: 6 }),
    where: fc.integer({ min: 1, max: 5 }),
    from: instant,
    length: fc.constantFrom(1, 2, 59, 60, 899, 900, 901, H, 8 * H, 14 * H, 20 * H, 30 * H),
    masked: fc.constantFrom(null, true, false),
    space: fc.constantFrom(null, null, 'chuyền 1', 'chuyền 2'),
    seatRow: fc.constantFrom(null, 1, 3, 4),
    communeId: fc.constantFrom(700, 701),
  })
  .map(({ who, where, from, length, masked, space, seatRow, communeId }) =>
    splitStay(new Date(from * 1000).toISOString(), new Date((from + length) * 1000).toISOString()).map(({ fromAt, toAt }) =>
      stay(who, where, Date.parse(fromAt) / 1000, Date.parse(toAt) / 1000, { masked, space, seatRow, communeId }),
    ),
  )
const history = fc.array(stayArbitrary, { minLength: 1, maxLength: 24 }).map((s) => s.flat())

function engineOf(batches: Stay[][], aliases: [number, number][] = [], strangers = 0): { stays: Stays; answerer: Answerer } {
  const stays = new Stays()
  // many ids that have no stay: few rows among many keys are kept in another way
  for (let n = 0; n < strangers; n++) stays.persons.add(person(1000 + n))
  for (const p of places) stays.setPlace(p.placeId, p.kind, p.closed)
  for (const b of batches) if (b.length > 0) stays.append(b)
  stays.setAliases(aliases.map(([a, r]) => ({ aliasId: person(a), rootId: person(r) })))
  return { stays, answerer: new Answerer(stays) }
}

/** The three heaviest that are kept here. */
const heaviest = <M extends BruteMet>(met: M[]) =>
  met
    .filter((m) => m.here)
    .sort(
      (a, b) =>
        Number(b.counts) - Number(a.counts) || b.most24 - a.most24 || b.seconds - a.seconds || (a.otherId < b.otherId ? -1 : 1),
    )
    .slice(0, 3)
    .map(({ here: _, ...m }) => m)

const FROM = MIDNIGHT - 10 * H
const TO = MIDNIGHT + 40 * H
function same(answerer: Answerer, all: Stay[], c: Closeness, who: (id: string) => string = (id) => id): void {
  for (const n of [1, 2, 3]) {
    const q = { subjectId: person(n), from: FROM, to: TO, closeness: c, lo: 700, hi: 700, limit: 3 }
    const known = all.some((s) => who(s.subjectId) === who(person(n)))
    const reach = known ? bruteReach(all, places, who, q.subjectId, FROM, TO, c, 700) : { first: [], second: [] }
    const totals = { close: 0, candidates: 0, elsewhereClose: 0, elsewhereCandidates: 0 }
    for (const m of reach.first)
      totals[m.here ? (m.counts ? 'close' : 'candidates') : m.counts ? 'elsewhereClose' : 'elsewhereCandidates']++
    const second = reach.second.filter((m) => m.here).length
    const met = heaviest(reach.first)
    assert.deepEqual(answerer.answer({ ask: 'meetings', ...q }), { totals, met })
    assert.deepEqual(answerer.answer({ ask: 'reach', ...q }), {
      totals: { ...totals, second, elsewhereSecond: reach.second.length - second },
      first: met,
      second: heaviest(reach.second),
    })
  }
  for (const p of [1, 2]) {
    const q = { placeId: place(p), from: FROM, to: TO }
    assert.deepEqual(answerer.answer({ ask: 'site', ...q }).present, bruteSite(all, who, q.placeId, FROM, TO))
  }
}

describe('the engine equals a second, deliberately simple implementation', () => {
  test('over random histories, in whatever batches and order the stays came', () => {
    fc.assert(
      fc.property(
        history,
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        fc.constantFrom(0, 400),
        (all, batchOf, strangers) => {
          const batches: Stay[][] = Array.from({ length: 10 }, () => [])
          for (const s of all) batches[batchOf.next().value as number]!.push(s)
          same(engineOf(batches, [], strangers).answerer, all, closeness)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('where the rules change at midnight, each meeting is judged by those of its day', () => {
    fc.assert(
      fc.property(history, (all) => same(engineOf([all]).answerer, all, changing)),
      { numRuns: 150 },
    )
  })

  test('after a merge of two records, and after it was undone', () => {
    fc.assert(
      fc.property(history, (all) => {
        const { stays, answerer } = engineOf([all], [[4, 1]])
        same(answerer, all, closeness, (id) => (id === person(4) ? person(1) : id))
        stays.setAliases([])
        same(answerer, all, closeness)
      }),
      { numRuns: 100 },
    )
  })

  test('with stays voided before, during and after small segments are put together', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(100), { maxLength: 12 }), (all, gone) => {
        const { stays, answerer } = engineOf(
          all.map((s) => [s]),
          [],
          all.length % 2 === 0 ? 0 : 400,
        )
        const left = [...all]
        for (const [i, g] of gone.entries()) {
          if (left.length === 0) break
          const [taken] = left.splice(g % left.length, 1)
          assert.equal(stays.remove([taken!]), 1)
          // a slice of no time at all still begins the work, so that some are taken out while it goes on
          if (i % 2 === 0) stays.mergeSome(0)
        }
        same(answerer, left, closeness)
        while (stays.mergeSome(50));
        assert.ok(stays.segments.length <= 6)
        assert.equal(stays.count, left.length)
        same(answerer, left, closeness)
      }),
      { numRuns: 150 },
    )
  })
})

const all700 = { lo: 700, hi: 700, limit: 100 }

describe('who met whom', () => {
  const between = (all: Stay[], c = closeness) =>
    engineOf([all]).answerer.answer({ ask: 'meetings', subjectId: person(1), from: FROM, to: TO, closeness: c, ...all700 }).met

  test('one who leaves when the other comes was not met', () => {
    assert.deepEqual(between([stay(1, 4, MIDNIGHT, MIDNIGHT + H), stay(2, 4, MIDNIGHT + H, MIDNIGHT + 2 * H)]), [])
  })

  test('one second in a household counts, one second in a workshop does not', () => {
    const second = (where: number) =>
      between([stay(1, where, MIDNIGHT, MIDNIGHT + H), stay(2, where, MIDNIGHT + H - 1, MIDNIGHT + 2 * H)])
    assert.deepEqual(
      [second(4), second(1)].map(([m]) => [m!.seconds, m!.counts]),
      [
        [1, true],
        [1, false],
      ],
    )
  })

  test('fifteen minutes gathered over a day count, the same minutes over two days do not', () => {
    const minutes = (gap: number) =>
      between([0, 1, 2].flatMap((i) => [1, 2].map((who) => stay(who, 1, MIDNIGHT + i * gap, MIDNIGHT + i * gap + 300))))[0]!
    assert.deepEqual([minutes(8 * H).counts, minutes(8 * H).most24], [true, 900])
    assert.deepEqual([minutes(13 * H).counts, minutes(13 * H).most24], [false, 600])
  })

  test('a stay written down twice counts once', () => {
    const twice = between([
      stay(1, 1, MIDNIGHT, MIDNIGHT + 600),
      stay(1, 1, MIDNIGHT, MIDNIGHT + 600),
      stay(2, 1, MIDNIGHT, MIDNIGHT + 600),
    ])
    assert.deepEqual([twice[0]!.seconds, twice[0]!.counts], [600, false])
  })

  test('two lines of one workshop, and seats three rows apart, are not close; the same line and two rows are', () => {
    const at = (where: number, a: Partial<Stay>, b: Partial<Stay>) =>
      between([stay(1, where, MIDNIGHT, MIDNIGHT + 8 * H, a), stay(2, where, MIDNIGHT, MIDNIGHT + 8 * H, b)])[0]!.counts
    assert.equal(at(1, { space: 'chuyền 3' }, { space: 'chuyền 3' }), true)
    assert.equal(at(1, { space: 'chuyền 3' }, { space: 'chuyền 4' }), false)
    assert.equal(at(3, { seatRow: 4 }, { seatRow: 6 }), true)
    assert.equal(at(3, { seatRow: 4 }, { seatRow: 7 }), false)
  })

  test('whoever the F1 had met before the F1 met the F0 is no F2', () => {
    const all = [
      stay(1, 4, MIDNIGHT + 10 * H, MIDNIGHT + 12 * H),
      stay(2, 4, MIDNIGHT + 10 * H, MIDNIGHT + 12 * H),
      stay(2, 1, MIDNIGHT, MIDNIGHT + 8 * H),
      stay(3, 1, MIDNIGHT, MIDNIGHT + 8 * H),
      stay(2, 1, MIDNIGHT + 13 * H, MIDNIGHT + 14 * H),
      stay(4, 1, MIDNIGHT + 13 * H, MIDNIGHT + 14 * H),
    ]
    const { second } = engineOf([all]).answerer.answer({
      ask: 'reach',
      subjectId: person(1),
      from: FROM,
      to: TO,
      closeness,
      ...all700,
    })
    assert.deepEqual(
      second.map((s) => [s.otherId, s.viaId]),
      [[person(4), person(2)]],
    )
  })

  test('each single meeting is told with its place, its time and what it needs', () => {
    const all = [
      stay(1, 1, MIDNIGHT, MIDNIGHT + H, { space: 'chuyền 3', masked: true }),
      stay(2, 1, MIDNIGHT + 600, MIDNIGHT + 2 * H, { space: 'chuyền 3', masked: false }),
      stay(2, 2, MIDNIGHT + 3 * H, MIDNIGHT + 4 * H),
      stay(1, 2, MIDNIGHT + 3 * H, MIDNIGHT + 4 * H),
    ]
    const q = { ask: 'pieces' as const, of: [{ subjectId: person(1), otherIds: [person(2)], from: FROM }], to: TO, closeness }
    const other = { otherId: person(2), apart: false, rowsApart: null }
    assert.deepEqual(engineOf([all]).answerer.answer(q).pieces[0], [
      {
        ...other,
        placeId: place(1),
        from: MIDNIGHT + 600,
        to: MIDNIGHT + H,
        need: 900,
        space: 'chuyền 3',
        otherSpace: 'chuyền 3',
        masked: false,
      },
      {
        ...other,
        placeId: place(2),
        from: MIDNIGHT + 3 * H,
        to: MIDNIGHT + 4 * H,
        need: -1,
        space: null,
        otherSpace: null,
        masked: null,
      },
    ])
  })
})

describe('the ways an infection may have gone', () => {
  test('a path goes forward in time and asks of each meeting what its closeness asks', () => {
    const all = [
      stay(1, 1, MIDNIGHT, MIDNIGHT + H),
      stay(2, 1, MIDNIGHT, MIDNIGHT + H),
      stay(2, 4, MIDNIGHT + 900, MIDNIGHT + 1000),
      stay(3, 4, MIDNIGHT + 900, MIDNIGHT + 1000),
      stay(2, 4, MIDNIGHT + 100, MIDNIGHT + 200),
      stay(4, 4, MIDNIGHT + 100, MIDNIGHT + 200),
    ]
    const ask = (goal: number) =>
      engineOf([all])
        .answerer.answer({
          ask: 'path',
          subjectId: person(1),
          goalId: person(goal),
          from: FROM,
          to: TO,
          closeness,
          hops: 5,
          persons: 100,
        })
        .steps.map((s) => [s.subjectId, s.at - MIDNIGHT])
    assert.deepEqual(ask(3), [
      [person(1), -10 * H],
      [person(2), 900],
      [person(3), 901],
    ])
    assert.deepEqual(ask(4), [])
  })

  test('arrivals are the earliest there are, as found by trying every step again and again', () => {
    fc.assert(
      fc.property(history, (all) => {
        const best = new Map([[person(1), FROM]])
        for (let moved = true; moved; ) {
          moved = false
          for (const v of all)
            for (const o of all) {
              const p = places.find((x) => x.placeId === v.placeId)
              const since = best.get(v.subjectId)
              if (!p || since === undefined || v.placeId !== o.placeId || v.subjectId === o.subjectId) continue
              const a = Math.max(v.from, o.from, since)
              const b = Math.min(v.to, o.to, TO)
              if (b <= a) continue
              const piece = engineOf([
                [
                  { ...v, from: a, to: b },
                  { ...o, from: a, to: b },
                ],
              ]).answerer.answer({
                ask: 'pieces',
                of: [{ subjectId: v.subjectId, otherIds: [o.subjectId], from: a }],
                to: b,
                closeness,
              }).pieces[0]![0]!
              const reached = a + Math.max(1, piece.need)
              if (piece.need < 0 || reached > b || reached >= (best.get(o.subjectId) ?? Number.POSITIVE_INFINITY)) continue
              best.set(o.subjectId, reached)
              moved = true
            }
        }
        const { answerer } = engineOf([all])
        if (!all.some((s) => s.subjectId === person(1))) return
        for (let n = 2; n <= 6; n++) {
          const q = { subjectId: person(1), goalId: person(n), from: FROM, to: TO, closeness, hops: 9, persons: 100 }
          assert.equal(answerer.answer({ ask: 'path', ...q }).steps.at(-1)?.at, best.get(person(n)))
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('what several cases share', () => {
  test('a small room with three cases surprises more than a market with the same three among a thousand', () => {
    const all: Stay[] = []
    for (const c of [1, 2, 3]) {
      all.push(stay(c, 1, MIDNIGHT, MIDNIGHT + H), stay(c, 2, MIDNIGHT + 2 * H, MIDNIGHT + 3 * H))
    }
    all.push(stay(4, 1, MIDNIGHT, MIDNIGHT + H))
    for (let n = 10; n < 1010; n++) all.push(stay(n, 2, MIDNIGHT + 26 * H, MIDNIGHT + 27 * H))
    const found = engineOf([all]).answerer.answer({
      ask: 'sources',
      subjectIds: [1, 2, 3].map(person),
      from: FROM,
      to: TO,
      limit: 10,
    })
    assert.equal(found.population, 1004)
    assert.deepEqual(
      found.shared.map((s) => [s.placeId, s.onDay, s.caseIds.length, s.visitors]),
      [
        // the market that morning had three visitors, all of them cases: an event, told apart from the market as such
        [place(2), '2021-02-22', 3, 3],
        [place(1), null, 3, 4],
        [place(1), '2021-02-22', 3, 4],
        [place(2), null, 3, 1003],
      ],
    )
    // 4 of 4 · 3 of 1004: C(4,3)/C(1004,3)
    const p = 4 / ((1004 * 1003 * 1002) / 6)
    assert.ok(Math.abs(found.shared[1]!.surprise + Math.log10(p)) < 1e-9)
    assert.ok(found.shared[3]!.surprise < 0.01)
  })
})

test('an id comes back as it went in, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 200 }), (ids) => {
      const table = new UuidTable(4)
      const numbers = ids.map((id) => table.add(id))
      assert.deepEqual(
        numbers.map((n) => table.text(n)),
        ids,
      )
      assert.equal(table.size, new Set(ids).size)
      const sorted = [...new Set(ids)].sort()
      assert.deepEqual(
        [...new Set(numbers)].sort((a, b) => table.compare(a, b)).map((n) => table.text(n)),
        sorted,
      )
    }),
  )
})

test('a class of meetings says again what it was made of', () => {
  assert.equal(new Set(Array.from({ length: CLASSES }, (_, c) => JSON.stringify(describeClass(c)))).size, CLASSES)
  assert.equal(describeClass(CLASSES - 1).kind, KINDS.at(-1))
})

test('a stay longer than 14 hours, or one that ends before it begins, is refused', () => {
  assert.throws(() => engineOf([[stay(1, 1, MIDNIGHT, MIDNIGHT + 14 * H + 1)]]), RangeError)
  assert.throws(() => engineOf([[stay(1, 1, MIDNIGHT, MIDNIGHT)]]), RangeError)
})

test('many small additions are put together in short steps, however many rows they hold, and nothing is lost', () => {
  const columns = (): Columns => {
    const n = 40_000
    const c = emptyColumns(n)
    for (let i = 0; i < n; i++) {
      c.person[i] = (i * 7919) % 5000
      c.place[i] = (i * 104_729) % 3000
      c.from[i] = (i * 31) % 80_000
      c.dur[i] = 60
    }
    c.n = n
    return c
  }
  // few rows among many keys, as new stays are beside two million persons
  const work = Segment.build(columns(), 500_000, 500_000)
  let steps = 0
  for (;;) {
    const { done, value } = work.next()
    if (!done) {
      steps++
      continue
    }
    assert.ok(steps >= 2 * Math.ceil(40_000 / 4096), `${steps} steps`)
    const sorted = columns()
    const order = Array.from({ length: sorted.n }, (_, i) => i).sort(
      (a, b) => sorted.place[a]! - sorted.place[b]! || sorted.from[a]! - sorted.from[b]! || a - b,
    )
    assert.deepEqual(
      [...value.from],
      order.map((i) => sorted.from[i]!),
    )
    assert.deepEqual(
      [...value.person],
      order.map((i) => sorted.person[i]!),
    )
    break
  }
})
