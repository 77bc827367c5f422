import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { assertMay } from '@phaodai/modules/identity/identity.signin.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendFileAnswer } from './answers.ts'
import { inputReader, uploadLimit } from './input.ts'
import type { Meter } from './metrics.ts'
import { requireSession } from './sessions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The verb behind the route, for the log. */
    verb?: string
    upload?: boolean
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The operation id that the caller made, or a new one. @throws Problem invalid-input where it is no UUID */
function operationIdOf(request: FastifyRequest): string {
  const given = request.headers['operation-id']
  if (given === undefined) return newId()
  if (typeof given === 'string' && UUID.test(given)) return given.toLowerCase()
  throw new Problem('invalid-input', {}, [
    { field: 'Operation-Id', vi: 'Mã thao tác phải là một UUID', en: 'The operation id must be a UUID' },
  ])
}

function addRoute(server: FastifyInstance, app: App, operation: Operation, meter: Meter): void {
  const { verb: v } = operation
  const inputOf = inputReader(v)
  server.route({
    method: v.method,
    url: v.path,
    config: { verb: v.name, upload: v.upload ?? false },
    ...(v.upload && { bodyLimit: uploadLimit }),
    // before the body is read: who is not signed in sends no 64 MB
    onRequest: async (request) => assertMay(await requireSession(app, request), v.name),
    async handler(request, reply) {
      const opId = operationIdOf(request)
      reply.header('operation-id', opId)
      const { postId } = await requireSession(app, request)
      try {
        const result = await execute(app, operation, inputOf(request), { postId, opId, address: request.ip })
        meter.operation(v.name, 'done')
        if (v.file) return sendFileAnswer(reply, result as FileAnswer)
        if (result === undefined) return reply.code(204).send()
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(result))
      } catch (error) {
        meter.operation(v.name, error instanceof Problem ? error.code : 'internal')
        throw error
      }
    },
  })
}

/** One route for each verb. Upload verbs take bytes and nothing else; the others JSON and nothing else. */
export function registerOperations(server: FastifyInstance, app: App, operations: readonly Operation[], meter: Meter): void {
  for (const operation of operations) if (!operation.verb.upload) addRoute(server, app, operation, meter)
  server.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    for (const operation of operations) if (operation.verb.upload) addRoute(uploads, app, operation, meter)
  })
}
