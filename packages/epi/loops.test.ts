import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loops } from './loops.ts'

test('two nodes are in one loop exactly when each can be reached from the other', () => {
  const node = fc.nat({ max: 7 })
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), (links) => {
      const reach = Array.from({ length: 8 }, (_, i) => new Set([i]))
      for (let round = 0; round < 8; round++) for (const set of reach) for (const [a, b] of links) if (set.has(a)) set.add(b)
      const found = loops(
        8,
        links.map((link) => link[0]),
        links.map((link) => link[1]),
      )
      for (let a = 0; a < 8; a++)
        for (let b = 0; b < 8; b++) {
          if (a === b) continue
          const together = found.some((loop) => loop.includes(a) && loop.includes(b))
          assert.equal(together, reach[a]!.has(b) && reach[b]!.has(a))
        }
    }),
  )
})

test('a link from a node to itself is no loop', () => {
  assert.deepEqual(loops(2, [0, 0], [0, 1]), [])
})

test('a loop of 100,000 nodes does not overflow the stack', () => {
  const from = Int32Array.from({ length: 100_000 }, (_, i) => i)
  const to = from.map((i) => (i + 1) % 100_000)
  assert.equal(loops(100_000, from, to)[0]!.length, 100_000)
})
