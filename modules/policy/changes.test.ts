import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { changesInForce, packChanges, profileChanges } from './changes.rules.ts'
import type { PolicyPack } from './policy.contract.ts'
import { loadPacks, loadProfiles } from './policy.packs.ts'

const packs = loadPacks()
const of = (code: string): PolicyPack => structuredClone(packs.find((p) => p.code === code)!)
const hold14 = 'vn-covid19-2020-03-18-hold14'

/** Every place in a pack where something plain stands, but its code. */
function placesOf(node: unknown, path: string[] = []): string[][] {
  if (node === null || typeof node !== 'object') return path[0] === 'code' ? [] : [path]
  return Object.entries(node).flatMap(([k, inner]) => placesOf(inner, [...path, k]))
}
/** What is one of a list of words becomes another of them: packs are checked by their shape before. */
const others: Record<string, [string, string]> = { mark: ['product', 'found'], comparator: ['>', '<'] }
const changedTo = (name: string, value: unknown) => {
  const [one, other] = others[name] ?? []
  return one === undefined ? changed(value) : value === one ? other : one
}
const changed = (value: unknown) =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : value === null ? 'x' : `${String(value)}x`

test('nothing that differs between two texts of a pack is left out, and nothing else is told', () => {
  fc.assert(
    fc.property(fc.constantFrom(...packs), fc.nat(), fc.constantFrom('change', 'drop', 'swap'), (pack, n, how) => {
      const other = structuredClone(pack)
      const places = placesOf(other)
      const path = places[n % places.length]!
      let holder: unknown = other
      const parents: unknown[] = []
      for (const k of path.slice(0, -1)) {
        parents.push(holder)
        holder = (holder as Record<string, unknown>)[k]
      }
      const at = holder as Record<string, unknown>
      const last = path.at(-1)!
      if (how === 'change') at[last] = changedTo(last, at[last])
      else if (how === 'drop' && !Array.isArray(at) && last !== 'mark') delete at[last]
      // the first rows that a place lies in, the other way round: the first that fits is taken
      else for (const list of [...parents, holder]) if (Array.isArray(list)) list.reverse()
      const same = isDeepStrictEqual(pack, other) || (how === 'swap' && path[0] === 'documents')
      const found = packChanges(pack, other)
      assert.equal(found.length === 0, same, `${pack.code} ${path.join('.')} ${how}`)
      const back = packChanges(other, pack)
      assert.deepEqual(new Set(back.map((c) => c.path)), new Set(found.map((c) => c.path)))
      assert.deepEqual(packChanges(pack, structuredClone(pack)), [])
    }),
    { numRuns: 300 },
  )
})

test('nothing that differs between two texts of a disease profile is left out either', () => {
  const profiles = loadProfiles()
  for (const profile of profiles) {
    assert.deepEqual(profileChanges(profile, structuredClone(profile)), [])
    for (const path of placesOf(profile)) {
      const other = structuredClone(profile)
      let holder: unknown = other
      for (const k of path.slice(0, -1)) holder = (holder as Record<string, unknown>)[k]
      const at = holder as Record<string, unknown>
      at[path.at(-1)!] = changedTo(path.at(-1)!, at[path.at(-1)!])
      assert.ok(profileChanges(profile, other).length > 0, `${profile.code} ${path.join('.')}`)
    }
    assert.ok(profileChanges(null, profile).every((c) => c.was === null))
  }
})

test('a number that changed is told with what it was, its article and how sure both are', () => {
  const next = of(hold14)
  const row = next.rules.f1Hold!.rule.rows[0]!
  row.testDays.value = [1, 5, 10]
  row.testDays.source = { ...row.testDays.source, article: 'Mục 9', mark: 'directive' }
  row.testDays.confirmed = true
  next.effectiveUntil = '2021-06-01'
  const changes = packChanges(of(hold14), next)
  assert.deepEqual(
    changes.map((c) => [c.ruleKey, c.was?.text.vi, c.now?.text.vi, c.was?.confirmed, c.now?.confirmed]),
    [
      [null, of(hold14).effectiveUntil ?? 'null', '2021-06-01', null, null],
      ['f1Hold', 'ngày 1, 14', 'ngày 1, 5, 10', false, true],
    ],
  )
  assert.match(changes[1]!.now!.sourceText!.vi, /Mục 9/)
  assert.match(changes[1]!.was!.sourceText!.vi, /chưa kiểm chứng/)
})

test('a pack that is not here is held against the rules in force where and when it would count, and says where a stronger one lies over it', () => {
  const code = 'hai-duong-covid19-2021-02-22-tb95'
  const here = packs.filter((p) => p.code !== code)
  const where = { disease: 'covid19', provinceCode: '30' } as const
  const found = changesInForce(here, of(code), where, '2021-02-23')
  assert.deepEqual([found.day, found.inForceToday, found.lost], ['2021-02-23', true, []])
  assert.ok(found.changes.some((c) => c.ruleKey === 'communityTeam' && c.path.endsWith('householdsMin')))
  const national = of(hold14)
  national.code = 'vn-covid19-thu'
  national.effectiveFrom = '2021-03-01'
  national.rules = { communityTeam: of(code).rules.communityTeam! }
  const over = changesInForce(packs, national, where, '2021-02-23')
  assert.deepEqual(
    [over.day, over.inForceToday, over.lost.map((l) => [l.ruleKey, l.packCode])],
    ['2021-03-01', false, [['communityTeam', code]]],
  )
})
