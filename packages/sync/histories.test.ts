import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newTally, runHistory } from './model/histories.ts'

test('300 random histories of kills, losses, repeats, moved clocks, full and deleted storage converge, and no recorded work is nowhere', async (c) => {
  const tally = newTally()
  for (let seed = 1; seed <= 300; seed++) await runHistory(seed, tally)
  c.diagnostic(JSON.stringify(tally))
  assert.equal(tally.histories, 300)
  assert.equal(tally.recorded, tally.accepted + tally.refused)
})
