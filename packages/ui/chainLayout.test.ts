import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildForest, type ChainLink, type ChainPerson } from './chainForest.ts'
import { layoutChain, neighbour, openAll, openWithin } from './chainLayout.ts'
import { addDays } from './formats.ts'

const person = (id: string, day: number | null): ChainPerson => ({
  id,
  name: id,
  onsetOn: day === null ? null : addDays('2021-02-01', day),
  reportedOn: null,
  origin: 'community',
})
const star = (n: number) => ({
  persons: [person('a', 0), ...Array.from({ length: n }, (_, i) => person(`p${i}`, 3 + (i % 5)))],
  links: Array.from({ length: n }, (_, i) => ({ from: 'a', to: `p${i}` })),
})

test('of two sources the one nearest before is drawn, and the other is kept beside', () => {
  const forest = buildForest(
    [person('a', 0), person('b', 4), person('c', 6)],
    [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
    ],
  )
  assert.equal(forest.source.get('c'), 'b')
  assert.deepEqual(forest.others, [{ from: 'a', to: 'c' }])
  assert.deepEqual(forest.alone, ['a'])
})

test('self-links, loops and unknown people break nothing and lose nothing', () => {
  const links = [
    { from: 'a', to: 'a' },
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
    { from: 'x', to: 'b' },
  ]
  const forest = buildForest([person('a', 0), person('b', 1)], links)
  assert.equal(forest.others.length + forest.source.size, links.length)
  assert.equal(forest.roots.length, 1)
})

test('whatever the links, everyone is placed once or counted as hidden, and nobody twice', () => {
  const world = fc
    .integer({ min: 1, max: 40 })
    .chain((n) =>
      fc.tuple(
        fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: n, maxLength: n }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n })), { maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
      ),
    )
  fc.assert(
    fc.property(world, ([days, pairs, budget]) => {
      const links: ChainLink[] = pairs.map(([a, b]) => ({ from: `p${a}`, to: `p${b}` }))
      const forest = buildForest(
        days.map((d, i) => person(`p${i}`, d)),
        links,
      )
      for (const open of [openAll(forest), openWithin(forest, budget)]) {
        const layout = layoutChain(forest, 'onset', open)
        assert.equal(new Set(layout.nodes.map((n) => n.id)).size, layout.nodes.length)
        const told = layout.nodes.reduce((sum, n) => sum + n.hidden + (n.kind === 'person' ? 1 : 0), 0)
        assert.equal(told + forest.alone.length, days.length)
        const spots = layout.nodes.map((n) => `${n.x}/${n.y}`)
        for (const e of layout.edges) assert.notEqual(e.from, e.to)
        if (open.size > 0 && layout.nodes.every((n) => n.dated)) assert.ok(spots.length > 0)
        assert.ok(layout.nodes.every((n) => n.x >= 0 && n.y >= 0 && n.y < layout.rows))
      }
    }),
  )
})

test('one who infected eighty is drawn with a bundle, and opening it draws them all', () => {
  const { persons, links } = star(80)
  const forest = buildForest(persons, links)
  const closed = layoutChain(forest, 'onset', openWithin(forest, 60))
  assert.deepEqual(
    closed.nodes.map((n) => [n.id, n.hidden]),
    [
      ['a', 0],
      ['a~', 80],
    ],
  )
  assert.equal(layoutChain(forest, 'onset', openAll(forest)).nodes.length, 81)
})

test('five thousand are all laid out, and no more than asked for are opened', () => {
  const persons = Array.from({ length: 5000 }, (_, i) => person(`p${i}`, Math.floor(i / 60)))
  const links = persons.slice(1).map((p, i) => ({ from: `p${Math.floor((i + 1) / 3)}`, to: p.id }))
  const forest = buildForest(persons, links)
  const layout = layoutChain(forest, 'onset', openAll(forest))
  assert.equal(layout.nodes.length, 5000)
  assert.ok(layoutChain(forest, 'onset', openWithin(forest, 150)).nodes.length <= 150)
})

test('arrows walk to the source, to the first infected, and up and down the rows', () => {
  const { persons, links } = star(3)
  const forest = buildForest(persons, links)
  const layout = layoutChain(forest, 'onset', openAll(forest))
  assert.equal(neighbour(layout, 'p1', 'left'), 'a')
  assert.equal(neighbour(layout, 'a', 'left'), null)
  assert.equal(neighbour(layout, 'a', 'right'), 'p0')
  assert.ok(neighbour(layout, null, 'down'))
})
