/** The HTTP server of a bench in a process of its own: `node bench/server.fixtures.ts URL CONNECTIONS`. Tells its port; when asked its CPU time and what it has served since it was last asked. */
import { secretsOf } from '@phaodai/kernel/secrets.ts'
import { dbOf, openPool } from '@phaodai/kernel/sql.ts'
import { readInstance } from '../apps/api/instance.ts'
import { buildServer } from '../apps/api/server.ts'
import { operations, reactions } from '../apps/api/wiring.ts'

const [url = '', connections = '16'] = process.argv.slice(2)
const pool = openPool(url, { max: Number(connections), idleSeconds: 600 })
const app = { pool, secrets: secretsOf(Buffer.alloc(32, 7)), reactions }
const instance = async () => (await readInstance(dbOf(pool)))!
const server = buildServer({ app, operations, instance })
/** Requests with the time from their arrival to the end of their answer. */
export interface Served {
  route: string
  ms: number
}
let served: Served[] = []
server.addHook('onResponse', async (request, reply) => {
  served.push({ route: `${request.method} ${request.routeOptions.url}`, ms: reply.elapsedTime })
})
await server.listen({ host: '127.0.0.1', port: 0 })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send!({ cpuMs: (user + system) / 1000, served })
  served = []
})
process.on('disconnect', () => process.exit(0))
process.send!({ port: (server.server.address() as { port: number }).port })
