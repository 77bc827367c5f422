/** The client of a bench in a process of its own: gets the addresses it is told of, one after the other, and tells how long each took. */

/** What it is told: where, as whom, which addresses; the first `warm` are not counted. */
export interface Asked {
  cookie: string
  addresses: string[]
  warm: number
}
/** What it tells of one answer: milliseconds from asking to the answer read, and the answer's facts that a bench counts. */
export interface Told {
  milliseconds: number
  bytes: number
  answeredBy: string
  second: number
}

process.on('message', async ({ cookie, addresses, warm }: Asked) => {
  const told: Told[] = []
  for (const [i, address] of addresses.entries()) {
    const start = performance.now()
    const reply = await fetch(address, { headers: { cookie } })
    const text = await reply.text()
    const body = JSON.parse(text) as { answeredBy: string; second?: unknown[] }
    const milliseconds = performance.now() - start
    if (reply.status !== 200) throw new Error(text)
    if (i >= warm) told.push({ milliseconds, bytes: text.length, answeredBy: body.answeredBy, second: body.second?.length ?? 0 })
  }
  process.send!(told)
})
process.on('disconnect', () => process.exit(0))
