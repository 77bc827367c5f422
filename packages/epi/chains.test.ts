import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { type ChainCase, type ChainLink, type Chains, chains } from './chains.ts'
import { offspring } from './offspring.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

const references = [
  {
    name: 'MERS in Korea 2015',
    files: 'linelist/mers_korea_2015',
    ref: 'linelist/mers_korea_2015',
    links: '_contacts',
    columns: ['id', 'dt_onset', 'from', 'to'],
  },
  {
    name: 'the simulated Ebola outbreak',
    files: 'linelist/ebola_sim_clean',
    ref: 'linelist/ebola_sim_clean',
    links: '_contacts',
    columns: ['case_id', 'date_of_onset', 'infector', 'case_id'],
  },
  {
    name: 'Viet Nam 2020, Form 5',
    files: 'vietnam/patients_2020_form5',
    ref: 'vietnam/vn_patients_2020_form5',
    links: '_links',
    columns: ['id', 'date_onset', 'from', 'to'],
  },
  {
    name: 'Viet Nam 2020, announcements',
    files: 'vietnam/patients_2020_announcements',
    ref: 'vietnam/vn_patients_2020_announcements',
    links: '_links',
    columns: ['id', 'date_announced', 'from', 'to'],
  },
] as const

for (const { name, files, ref, links: suffix, columns } of references) {
  test(`chains of ${name} are those of epicontacts`, (t) => {
    if (!existsSync(path(`${files}_linelist.csv`))) return t.skip(`shared reference data is absent: ${files}`)
    const [id, onset, from, to] = columns
    const cases = rows(`${files}_linelist.csv`).map((row) => ({ id: row[id]!, onset: row[onset] || null }))
    const links = rows(`${files}${suffix}.csv`).map((row) => ({ from: row[from]!, to: row[to]! }))
    const expected = JSON.parse(readFileSync(path(`${ref}_ref_epicontacts.json`), 'utf8'))
    const found = chains(cases, links)

    assert.equal(found.cases, expected.n_linelist)
    assert.equal(found.links, expected.n_contacts)
    assert.equal(found.clusters[0]!.size, expected.largest_cluster)
    const byLabel = Map.groupBy(rows(`${ref}_ref_clusters.csv`), (row) => row.cluster_member!)
    const partition = [...byLabel.values()].map((members) => members.map((row) => row.id!).sort())
    assert.deepEqual(asPartition(found), partition.map((members) => members.join(' ')).sort())
    assert.deepEqual(
      found.degree,
      rows(`${ref}_ref_degree.csv`)
        .map((row) => ({
          id: row.id!,
          deg_in: Number(row.deg_in),
          deg_out: Number(row.deg_out),
          generation: row.generation === '' ? null : Number(row.generation),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    )
    assert.deepEqual(found.generations, expected.generation_table)

    const { serialInterval: si } = found
    assert.equal(si.n, expected.pairwise_onset_abs.n)
    assert.equal(si.missing, expected.pairwise_onset_abs.n_missing)
    assert.equal(si.negative, expected.pairwise_onset_signed.n_negative)
    near(si.mean!, expected.pairwise_onset_signed.mean, 1e-9)
    near(si.sd!, expected.pairwise_onset_signed.sd, 1e-9)
    near(si.absolute.mean!, expected.pairwise_onset_abs.mean, 1e-9)
    near(si.absolute.sd!, expected.pairwise_onset_abs.sd, 1e-9)

    const out = new Map(found.degree.map((row) => [row.id, row.deg_out]))
    const fit = offspring(cases.map((row) => out.get(row.id) ?? 0))
    near(fit.R!, expected.offspring_negbin_mle.R, 1e-3)
    near(fit.k!, expected.offspring_negbin_mle.k, 1e-3)
    near(fit.variance!, expected.out_degree.var_over_linelist, 1e-9)
    assert.equal(fit.zero, expected.out_degree.n_zero_in_linelist)
    const unknown = found.problems.filter((problem) => problem.kind === 'unknown-case')
    assert.equal(unknown.length, expected.n_ids_in_contacts - expected.n_ids_common)
  })
}

test('ids that are linked but not in the line list stay in their chain and are reported', () => {
  const found = chains([{ id: 'BN1' }, { id: 'BN2' }], [{ from: 'BN1', to: 'bn-02' }])
  assert.equal(found.cases, 2)
  assert.deepEqual(found.clusters, [
    { size: 2, members: ['BN1', 'bn-02'] },
    { size: 1, members: ['BN2'] },
  ])
  const [problem] = found.problems
  assert.equal(problem?.kind, 'unknown-case')
  assert.deepEqual(problem.ids, ['bn-02'])
  assert.match(problem.vi, /có thể là BN2/)
})

test('every bad row is reported and the rest is computed', () => {
  const found = chains(
    [
      { id: ' A ', onset: '2021-05-01' },
      { id: 'B', onset: '2021-02-30' },
      { id: 'C', onset: '2021-05-04' },
      { id: 'C', onset: '2021-05-06' },
      { id: 'D', onset: '2021-05-07T08:00:00Z' },
      { id: 'D', onset: '' },
      { id: '  ', onset: '2021-05-01' },
      { id: null },
    ],
    [
      { from: 'A', to: 'D' },
      { from: 'A', to: 'D' },
      { from: 'A', to: 'B' },
      { from: 'A', to: 'C' },
      { from: '', to: 'E' },
      { from: 'A', to: null },
      { from: '', to: undefined },
    ],
  )
  assert.equal(found.cases, 4)
  assert.equal(found.links, 3)
  assert.deepEqual(found.serialInterval, {
    n: 1,
    mean: 6,
    sd: null,
    negative: 0,
    missing: 2,
    absolute: { mean: 6, sd: null },
  })
  assert.deepEqual(found.clusters.at(-1), { size: 1, members: ['E'] })
  assert.deepEqual(
    found.problems.map(({ kind, ids, row }) => [kind, ids.join(' '), row]),
    [
      ['blank-from', 'E', 5],
      ['blank-link', '', 7],
      ['blank-to', 'A', 6],
      ['conflicting-onset', 'C', 4],
      ['duplicate-case', 'C', 4],
      ['duplicate-case', 'D', 6],
      ['duplicate-link', 'A D', 2],
      ['impossible-date', 'B', 2],
      ['missing-id', '', 7],
      ['missing-id', '', 8],
      ['unknown-case', 'E', 5],
    ],
  )
})

test('a case said to have infected itself is reported, and counted only as the caller asks', () => {
  const cases = ['A', 'B'].map((id) => ({ id, onset: '2021-05-01' }))
  const links = [
    { from: 'A', to: 'A' },
    { from: 'A', to: 'B' },
  ]
  const counted = chains(cases, links)
  assert.equal(counted.links, 2)
  assert.deepEqual(counted.degree[0], { id: 'A', deg_in: 1, deg_out: 2, generation: null })
  const without = chains(cases, links, { selfLinks: 'leave-out' })
  assert.equal(without.links, 1)
  assert.equal(without.serialInterval.n, 1)
  assert.deepEqual(without.degree[0], { id: 'A', deg_in: 0, deg_out: 1, generation: 0 })
  for (const found of [counted, without])
    assert.deepEqual(
      found.problems.map((problem) => problem.kind),
      ['self-link'],
    )
})

test('cases that infected each other in a loop are reported and have no generation, unless someone else brought it in', () => {
  const links = ['A B', 'B C', 'C A', 'C D', 'X Y', 'Y Z', 'Z Y'].map((pair) => ({ from: pair[0]!, to: pair[2]! }))
  const found = chains([], links)
  const generation = Object.fromEntries(found.degree.map((row) => [row.id, row.generation]))
  assert.deepEqual(generation, { A: null, B: null, C: null, D: null, X: 0, Y: 1, Z: 2 })
  const loops = found.problems.filter((problem) => problem.kind === 'loop').map((problem) => problem.ids)
  assert.deepEqual(loops, [
    ['A', 'B', 'C'],
    ['Y', 'Z'],
  ])
})

test('a wrong year shows as a pair of onsets too far apart', () => {
  const cases = [
    { id: 'A', onset: '2021-01-02' },
    { id: 'B', onset: '2020-01-05' },
  ]
  const found = chains(cases, [{ from: 'A', to: 'B' }])
  assert.equal(found.serialInterval.mean, -363)
  assert.equal(found.serialInterval.negative, 1)
  assert.equal(found.problems[0]?.kind, 'long-interval')
})

test('nothing in, nothing out', () => {
  const found = chains([], [])
  assert.deepEqual([found.cases, found.links, found.clusters, found.degree, found.problems], [0, 0, [], [], []])
  assert.equal(found.serialInterval.mean, null)
})

test('a chain of 50,000 cases one after the other is followed to its end', () => {
  const links = Array.from({ length: 50_000 }, (_, i) => ({ from: `n${i}`, to: `n${i + 1}` }))
  const found = chains([], links)
  assert.equal(found.clusters[0]!.size, 50_001)
  assert.equal(found.generations['50000'], 1)
})

const ids = fc.constantFrom(...'ABCDEFGHIJ', 'bn1', '')
const onsets = fc.option(fc.constantFrom('2021-05-01', '2021-05-03', '2021-05-09', '2021-13-01', ''), { nil: null })
const lineLists = fc.array(fc.record({ id: ids, onset: onsets }), { maxLength: 14 })
const linkLists = fc.array(fc.record({ from: ids, to: ids }), { maxLength: 16 })

test('the order of the rows changes nothing', () => {
  fc.assert(
    fc.property(lineLists, linkLists, fc.func(fc.integer()), (cases, links, rank) => {
      const shuffle = <T>(list: T[]) =>
        list
          .map((value, i) => [rank(i), value] as const)
          .sort((a, b) => a[0] - b[0])
          .map((p) => p[1])
      assert.deepEqual(withoutRows(chains(shuffle(cases), shuffle(links))), withoutRows(chains(cases, links)))
    }),
  )
})

test('every link written twice changes no figure', () => {
  fc.assert(
    fc.property(lineLists, linkLists, (cases, links) => {
      const { problems: _, ...once } = chains(cases, links)
      const { problems: __, ...twice } = chains(cases, [...links, ...links])
      assert.deepEqual(twice, once)
    }),
  )
})

test('all onsets moved by the same number of days leave the intervals as they are', () => {
  const move = (iso: string | null | undefined, days: number) =>
    iso?.startsWith('2021-05') ? new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10) : iso
  fc.assert(
    fc.property(lineLists, linkLists, fc.integer({ min: -9000, max: 9000 }), (cases, links, days) => {
      const moved = cases.map((row) => ({ ...row, onset: move(row.onset, days) }))
      assert.deepEqual(chains(moved, links).serialInterval, chains(cases, links).serialInterval)
    }),
  )
})

test('clusters are those of a plain relabelling on random graphs, and every id is in exactly one', () => {
  fc.assert(
    fc.property(lineLists, linkLists, (cases: ChainCase[], links: ChainLink[]) => {
      const label = new Map<string, string>()
      for (const id of [...cases.map((row) => row.id), ...links.flatMap((row) => [row.from, row.to])]) if (id) label.set(id, id)
      for (const { from, to } of links) {
        if (!from || !to) continue
        const [keep, drop] = [label.get(from)!, label.get(to)!]
        for (const [id, value] of label) if (value === drop) label.set(id, keep)
      }
      const groups = Map.groupBy([...label.keys()].sort(), (id) => label.get(id)!)
      assert.deepEqual(asPartition(chains(cases, links)), [...groups.values()].map((members) => members.join(' ')).sort())
    }),
  )
})

function near(actual: number, expected: number, tolerance: number): void {
  const allowed = tolerance * Math.max(1, Math.abs(expected))
  assert.ok(Math.abs(actual - expected) <= allowed, `${actual} is not ${expected} within ${allowed}`)
}

function asPartition(found: Chains): string[] {
  return found.clusters.map((cluster) => cluster.members.join(' ')).sort()
}

/** Two equal problems of different rows may change places with the rows. */
function withoutRows(found: Chains) {
  const problems = found.problems.map(({ row: _, ...problem }) => JSON.stringify(problem)).sort()
  return { ...found, problems }
}
