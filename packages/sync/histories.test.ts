import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newTally, runHistory } from './model/histories.ts'

test('150 random histories of kills, losses, repeats, moved clocks, full and deleted storage converge, and no recorded work is nowhere', async (c) => {
  const tally = newTally()
  for (let seed = 1; seed <= 150; seed++) await runHistory(seed, tally)
  c.diagnostic(JSON.stringify(tally))
  assert.equal(tally.histories, 150)
  assert.equal(tally.recorded, tally.accepted + tally.refused)
})
