/** Milliseconds of the middle and the worst of some runs of the same work. */
export async function timed(runs: number, work: () => Promise<unknown>): Promise<{ p50: number; most: number }> {
  const took: number[] = []
  for (let i = 0; i < runs; i++) {
    const from = performance.now()
    await work()
    took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  return { p50: Math.round(took[runs >> 1]!), most: Math.round(took.at(-1)!) }
}
