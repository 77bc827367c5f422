import type { App } from '@phaodai/kernel/command.ts'
import { type DoorOperation, throughDoor } from '@phaodai/kernel/door.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { operationIdOf } from './input.ts'
import type { Meter } from './metrics.ts'
import { rateLimit } from './rate-limit.ts'

/** No form of these pages is larger. */
const LARGEST = 16 * 1024
/**
 * Requests in ten minutes. One address may stand for a whole village (carriers share them), so that is wide; one key is one person or one counter.
 * Defaults of this product.
 */
const perAddress = rateLimit({ most: 600, perMs: 600_000 })
const perKey = rateLimit({ most: 120, perMs: 600_000 })

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** One route for each verb behind a door. The key is in a header: no address, log or history holds it. A session says nothing here. */
export function registerDoors(server: FastifyInstance, app: App, doors: readonly DoorOperation[], meter: Meter): void {
  for (const operation of doors) {
    const { verb: v } = operation
    server.post(v.path, { bodyLimit: LARGEST, config: { verb: v.name } }, async (request, reply) => {
      const key = headerOf(request, 'door-key')
      // every refusal is counted by verb and code, the ones before the door too; never by address or key
      try {
        if (!perAddress(request.ip) || !perKey(key ?? request.ip)) {
          reply.header('retry-after', '60')
          throw new Problem('too-many-requests')
        }
        const opId = operationIdOf(request)
        const waited = Number(headerOf(request, 'waited-minutes') ?? 0)
        const call = {
          ...{ key, opId, address: request.ip, device: headerOf(request, 'door-device') },
          waitedMinutes: Number.isFinite(waited) ? waited : 0,
        }
        const result = await throughDoor(app, operation, request.body ?? {}, call)
        meter.operation(v.name, 'done')
        return reply.header('operation-id', opId).type('application/json; charset=utf-8').send(JSON.stringify(result))
      } catch (error) {
        meter.operation(v.name, error instanceof Problem ? error.code : 'internal')
        throw error
      }
    })
  }
}
