import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RiskLevels, SaidKey } from '../policy/policy.contract.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { changesOf } from './change.rules.ts'
import { type Facts, propose, rankOf } from './levels.rules.ts'
import { type Decided, standingOf } from './standing.rules.ts'

const setOf = (code: string): RiskLevels => loadPacks().find((p) => p.code === code)!.rules.riskLevels!.rule
const qd2686 = setOf('vn-covid19-2021-05-31-qd2686')
const qd4800 = setOf('vn-covid19-2021-10-12-qd4800')
const day = '2021-10-20'
const facts = (more: Partial<Facts> = {}): Facts => ({
  ...{ tier: 'commune', population: 10_000, said: {}, ranks: [], current: null },
  cases: { all: 0, community: 0, unknownSource: 0, knownSource: 0 },
  ...more,
})
const said = (values: Partial<Record<SaidKey, number>>): Facts['said'] =>
  Object.fromEntries(Object.entries(values).map(([k, value]) => [k, { value, asOf: day, source: 'Sở Y tế' }]))
const community = (n: number) => ({ all: n, community: n, unknownSource: n, knownSource: 0 })
const rank = (set: RiskLevels, f: Facts) => {
  const { level } = propose(set, f, day)
  return level === null ? null : rankOf(set.levels, level)
}

const anyCases = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map(([unknown, known, notCommunity]) => ({
  all: unknown + known + notCommunity,
  community: unknown + known,
  unknownSource: unknown,
  knownSource: known + notCommunity,
}))
const keys: SaidKey[] = ['fast-spread', 'hard-to-trace', 'critical-park', 'adults-one-dose', 'elderly65-full', 'capacity']
const anyFacts = (set: RiskLevels) =>
  fc.record({
    tier: fc.constantFrom('commune' as const, 'district' as const),
    cases: anyCases,
    population: fc.option(fc.integer({ min: 500, max: 300_000 })),
    said: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.integer({ min: 0, max: 100 })), { selector: (x) => x[0] })
      .map((pairs) => said(Object.fromEntries(pairs))),
    ranks: fc.array(fc.nat(set.levels.length - 1), { maxLength: 12 }),
    current: fc.option(fc.constantFrom(...set.levels.map((l) => l.code))),
  })

for (const [name, set] of [['QĐ 2686', qd2686] as const, ['QĐ 4800', qd4800] as const]) {
  test(`${name}: more cases of any kind never lower a level, nor does a commune within that gets worse`, () => {
    fc.assert(
      fc.property(anyFacts(set), anyCases, fc.nat(11), (f, more, at) => {
        const before = rank(set, f)
        const cases = {
          all: f.cases.all + more.all,
          community: f.cases.community + more.community,
          unknownSource: f.cases.unknownSource + more.unknownSource,
          knownSource: f.cases.knownSource + more.knownSource,
        }
        const worse = { ...f, cases, ranks: f.ranks.map((r, i) => (i === at ? set.levels.length - 1 : r)) }
        const after = rank(set, worse)
        assert.equal(before === null, after === null)
        assert.ok((after ?? 0) >= (before ?? 0))
      }),
    )
  })

  test(`${name}: the order of the communes within changes nothing`, () => {
    fc.assert(
      fc.property(anyFacts(set), fc.infiniteStream(fc.nat()), (f, chance) => {
        const mixed = f.ranks
          .map((r) => ({ r, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map((x) => x.r)
        assert.deepEqual(propose(set, { ...f, ranks: mixed }, day), propose(set, f, day))
      }),
    )
  })

  test(`${name}: what is said to move the level moves it, and nothing smaller does`, () => {
    fc.assert(
      fc.property(anyFacts(set), (f) => {
        const now = rank(set, f)
        for (const c of changesOf(set, f, day)) {
          const up = c.direction === 'raise'
          assert.equal(rankOf(set.levels, c.to) > now!, up)
          if (c.what.kind !== 'cases' || c.what.of !== 'knownSource') continue
          const with_ = (by: number) => ({
            ...f,
            cases: { ...f.cases, all: f.cases.all + by, knownSource: f.cases.knownSource + by },
          })
          assert.notEqual(rank(set, with_(c.what.by)), now)
          assert.equal(rank(set, with_(c.what.by - Math.sign(c.what.by))), now)
        }
      }),
    )
  })
}

test('QĐ 4800: the table of rate and vaccination, read as the decision words it: 20 is band 2, 19.9 is band 1', () => {
  const at = (per100k: number, adults: number, elderly = 80) =>
    propose(
      qd4800,
      facts({
        population: 100_000,
        cases: community(per100k),
        said: said({ 'adults-one-dose': adults, 'elderly65-full': elderly }),
      }),
      day,
    ).level
  assert.deepEqual(
    [0, 19, 20, 49, 50, 149, 150].map((n) => at(n, 70)),
    ['cap-1', 'cap-1', 'cap-1', 'cap-1', 'cap-2', 'cap-2', 'cap-3'],
  )
  assert.deepEqual(
    [0, 19, 20, 49, 50, 149, 150].map((n) => at(n, 69.9)),
    ['cap-1', 'cap-1', 'cap-2', 'cap-2', 'cap-3', 'cap-3', 'cap-4'],
  )
  assert.equal(at(50, 70, 79), 'cap-3', 'the elderly are not reached: one level up')
  assert.equal(at(0, 70, 0), 'cap-1', 'but not where there is no case')
})

test('QĐ 4800: without treatment capacity the level may not be lowered, unknown capacity counts as none, and none raises', () => {
  const f = facts({ current: 'cap-3', said: said({ 'adults-one-dose': 90, 'elderly65-full': 90 }) })
  const held = propose(qd4800, f, day)
  assert.deepEqual([held.level, held.matrix?.heldFrom, held.matrix?.capacity.met], ['cap-3', 'cap-1', null])
  assert.equal(propose(qd4800, { ...f, said: { ...f.said, ...said({ capacity: 1 }) } }, day).level, 'cap-1')
  assert.equal(propose(qd4800, { ...f, current: 'cap-1', said: { ...f.said, ...said({ capacity: 0 }) } }, day).level, 'cap-1')
  assert.equal(propose(qd4800, facts({ population: null }), day).level, null, 'no population: nothing is proposed')
})

test('QĐ 2686: a case without a known source makes a commune very high; a district follows from its communes', () => {
  const commune = (f: Partial<Facts>) => propose(qd2686, facts(f), '2021-06-10').level
  assert.equal(commune({}), 'binh-thuong-moi')
  assert.equal(commune({ cases: community(1) }), 'nguy-co-rat-cao')
  const known = { all: 1, community: 1, unknownSource: 0, knownSource: 1 }
  assert.equal(commune({ cases: known }), 'nguy-co')
  assert.equal(commune({ cases: known, said: said({ 'hard-to-trace': 1 }) }), 'nguy-co-rat-cao')
  const open = propose(qd2686, facts({ cases: known }), '2021-06-10').checks.find((c) => c.id === 'c-hard')
  assert.equal(open?.met, null, 'what nobody has said is neither yes nor no')
  const district = (ranks: number[]) => propose(qd2686, facts({ tier: 'district', ranks }), '2021-06-10').level
  assert.equal(district(Array(20).fill(0)), 'binh-thuong-moi')
  assert.equal(district([3, ...Array(19).fill(0)]), 'nguy-co-cao')
  assert.equal(district([...Array(6).fill(3), ...Array(14).fill(0)]), 'nguy-co-rat-cao', '30 % is enough')
  assert.equal(district([...Array(10).fill(1), ...Array(10).fill(0)]), 'nguy-co-cao', '50 % at risk')
})

const decided = (decisionId: string, fromOn: string, decidedAt: string, more: Partial<Decided> = {}): Decided => ({
  ...{ decisionId, areaId: 1, scale: 'distancing', fromOn, decidedAt },
  ...{ untilOn: null, reviewOn: '2021-03-01', endedOn: null, voidedAt: null },
  ...more,
})
test('a later decision for the same unit takes the place of the one before from its first day; taken back as wrong, that one holds again', () => {
  const a = decided('a', '2021-02-16', '1', { untilOn: '2021-03-02' })
  const b = decided('b', '2021-02-25', '2')
  const on = (d: Decided, all: Decided[], day: string) => {
    const s = standingOf(d, all, day)
    return [s.state, s.lastOn, s.daysLeft, s.reviewDue]
  }
  assert.deepEqual(on(a, [a, b], '2021-02-24'), ['in-force', '2021-02-24', 0, false])
  assert.deepEqual(on(b, [a, b], '2021-02-24'), ['planned', null, null, false])
  assert.deepEqual(on(a, [a, b], '2021-02-25'), ['replaced', '2021-02-24', null, false])
  assert.deepEqual(on(b, [a, b], '2021-03-01'), ['in-force', null, null, true])
  const wrong = { ...b, voidedAt: '3' }
  assert.deepEqual(on(a, [a, wrong], '2021-02-25'), ['in-force', '2021-03-02', 5, false])
  assert.deepEqual(on(wrong, [a, wrong], '2021-02-25')[0], 'void')
  assert.deepEqual(on({ ...a, endedOn: '2021-02-20' }, [a], '2021-02-21')[0], 'ended')
  const elsewhere = { ...b, areaId: 2 }
  assert.equal(standingOf(a, [a, elsewhere], '2021-02-26').state, 'in-force', 'a decision for another unit replaces nothing')
})
