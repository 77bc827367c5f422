import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accent, contrast, generationColours, levels, originOrder, origins } from './tokens.ts'

test('the words on every level colour can be read (4.5:1)', () => {
  for (const [name, level] of Object.entries(levels)) assert.ok(contrast(level.colour, level.ink) >= 4.5, name)
})

test('levels differ in pattern and words, not only in colour', () => {
  const all = Object.values(levels)
  assert.equal(new Set(all.map((l) => l.pattern)).size, 4)
  assert.equal(new Set(all.map((l) => l.words.vi)).size, 4)
})

test('origins differ in pattern and in shape', () => {
  assert.equal(new Set(originOrder.map((o) => origins[o].pattern)).size, originOrder.length)
  assert.equal(new Set(originOrder.map((o) => origins[o].shape)).size, originOrder.length)
  assert.equal(originOrder.length, Object.keys(origins).length)
})

test('every generation can be seen on its ground (3:1), and the accent carries white text', () => {
  for (const c of generationColours.light) assert.ok(contrast(c, '#ffffff') >= 3, c)
  for (const c of generationColours.dark) assert.ok(contrast(c, '#161b1c') >= 3, c)
  assert.ok(contrast(accent, '#ffffff') >= 4.5)
})
