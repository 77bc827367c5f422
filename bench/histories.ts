import { newTally, runHistory } from '@phaodai/sync/model/histories.ts'

/** Random histories of phones, storage, network and server, one a seed; a history that breaks a promise ends the bench with its seed. */
export async function bench(size = Number(process.env.HISTORIES ?? 10_000)) {
  const tally = newTally()
  const began = performance.now()
  for (let seed = 1; seed <= size; seed++) await runHistory(seed, tally)
  return { name: 'histories', results: { ...tally, seconds: Math.round((performance.now() - began) / 100) / 10 } }
}
