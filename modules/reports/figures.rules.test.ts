import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alone, familyOf, kinds } from './figures.rules.ts'

test('no figure says what is new or gone of the sets that are counted alone, and each set has its family', () => {
  for (const { key, of } of kinds) {
    if (!of) continue
    assert.ok(familyOf(of.stock), key)
    if (alone.includes(familyOf(of.stock))) assert.equal(of.side, 'there', key)
  }
})
