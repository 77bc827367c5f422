import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { PolicyPack, ruleKeys, type Source } from './policy.contract.ts'
import { loadPacks, loadProfiles, PolicyDataError } from './policy.packs.ts'

const packs = loadPacks()
const profiles = loadProfiles()

/** Every node of a tree, with the path to it. */
function* nodes(node: unknown, path: string): Generator<[string, unknown, boolean]> {
  if (typeof node !== 'object' || node === null) {
    yield [path, node, true]
    return
  }
  yield [path, node, false]
  for (const [key, value] of Object.entries(node)) yield* nodes(value, `${path}.${key}`)
}
const isFigure = (node: unknown): node is { value: unknown; source: Source; confirmed: boolean } =>
  typeof node === 'object' && node !== null && 'value' in node && 'source' in node

test('every number that the packs and profiles ship has a source beside it', () => {
  let figures = 0
  for (const file of [...packs, ...profiles]) {
    const covered = new Set<string>()
    for (const [path, node] of nodes(file, file.code)) {
      if (!isFigure(node)) continue
      figures += 1
      assert.ok(node.source.document.length > 0, path)
      covered.add(`${path}.value`)
    }
    for (const [path, leaf, isLeaf] of nodes(file, file.code)) {
      if (!isLeaf || typeof leaf !== 'number') continue
      assert.ok(
        [...covered].some((c) => path === c || path.startsWith(`${c}.`)),
        `${path} = ${leaf} has no source`,
      )
    }
  }
  assert.ok(figures > 250, `only ${figures} figures seen`)
})

test('what is recalled is unconfirmed, what is missing has no value, and nothing of low memory is shipped', () => {
  for (const file of [...packs, ...profiles]) {
    for (const [path, node] of nodes(file, file.code)) {
      if (!isFigure(node)) continue
      assert.notEqual(node.source.mark, 'memory-low', path)
      assert.equal(node.confirmed, ['directive', 'found'].includes(node.source.mark), path)
      assert.equal(node.value === null, node.source.mark === 'missing', path)
    }
  }
})

test('a number that is read on a page says on which', () => {
  for (const file of packs)
    for (const [path, node] of nodes(file, file.code))
      if (isFigure(node) && node.source.mark === 'found') assert.ok(node.source.note, path)
})

test('each rule version states whether it reaches open orders, and on what that rests', () => {
  for (const pack of packs) {
    for (const key of ruleKeys) {
      const version = pack.rules[key]
      if (version === undefined) continue
      assert.equal(typeof version.reachesOpenOrders, 'boolean')
      assert.ok(
        pack.documents.some((d) => d.code === version.reachesSource.document),
        `${pack.code} ${key}`,
      )
    }
  }
})

test('the diseases asked for have profiles; dengue goes by place, hand, foot and mouth by class, without F-levels', () => {
  assert.deepEqual(profiles.map((p) => p.code).sort(), [
    'covid19',
    'dengue',
    'ebola',
    'hfmd',
    'measles',
    'mers',
    'pertussis',
    'rabies',
  ])
  const cluster = Object.fromEntries(profiles.map((p) => [p.code, p.cluster?.by]))
  assert.deepEqual(cluster, {
    covid19: undefined,
    dengue: 'place',
    ebola: undefined,
    hfmd: 'class',
    measles: undefined,
    mers: undefined,
    pertussis: undefined,
    rabies: undefined,
  })
  assert.equal(
    packs.some((p) => p.disease === 'dengue' || p.disease === 'hfmd'),
    false,
  )
})

test('a pack that breaks a rule is refused with its file, the path and the rule, and every fault is told at once', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packs-'))
  try {
    const good = packs.find((p) => p.code === 'hai-duong-covid19-2021-02-22-tb95')!
    const bad = structuredClone(good)
    bad.rules.communityTeam!.rule.householdsMin.confirmed = false
    bad.rules.communityTeam!.rule.householdsMax.source.document = 'không có'
    bad.rules.inspection!.rule.leaderPerDay.source.mark = 'memory-low'
    writeFileSync(join(dir, 'a.json'), JSON.stringify(bad))
    writeFileSync(join(dir, 'b.json'), '{')
    assert.throws(
      () => loadPacks(dir),
      (error: unknown) => {
        assert.ok(error instanceof PolicyDataError)
        const text = error.faults.join('\n')
        assert.match(text, /a\.json: rules\.communityTeam\.rule\.householdsMin: confirmed must be true for the mark directive/)
        assert.match(text, /a\.json: rules\.inspection\.rule\.leaderPerDay: memory-low is never shipped/)
        assert.match(text, /b\.json: not JSON/)
        return true
      },
    )
    writeFileSync(join(dir, 'a.json'), JSON.stringify(good))
    writeFileSync(join(dir, 'b.json'), JSON.stringify(good))
    assert.throws(() => loadPacks(dir), /b\.json: code: .* is already in a\.json/)
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('a source that names a document not listed is refused', () => {
  const bad = structuredClone(packs.find((p) => p.code === 'hai-duong-covid19-2021-02-22-tb95')!)
  bad.rules.communityTeam!.rule.householdsMax.source.document = 'không có'
  const result = PolicyPack.safeParse(bad)
  assert.equal(result.success, false)
  assert.match(
    result.error!.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'),
    /householdsMax\.source\.document: document không có is not listed/,
  )
})
