import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { assertMay, enterBy } from '@phaodai/modules/identity/identity.signin.ts'
import type { FastifyInstance } from 'fastify'
import { type JsonAnswer, jsonAnswer, sendFileAnswer, sendJson } from './answers.ts'
import { inputReader, operationIdOf, uploadLimit } from './input.ts'
import type { Meter } from './metrics.ts'
import { requireSession, requireToken } from './sessions.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The verb behind the route, for the log. */
    verb?: string
    upload?: boolean
  }
}

function addRoute(server: FastifyInstance, app: App, operation: Operation, meter: Meter): void {
  const { verb: v } = operation
  const inputOf = inputReader(v)
  // without a body there is nothing to hold back: the session is looked up with the scope
  const inOne = operation.ahead !== undefined && v.method === 'GET'
  server.route({
    method: v.method,
    url: v.path,
    config: { verb: v.name, upload: v.upload ?? false },
    ...(v.upload && { bodyLimit: uploadLimit }),
    // the limit of the body counts what comes out of it
    ...(v.packed && { decompress: { requestEncodings: ['gzip'] } }),
    // before the body is read: who is not signed in sends no 64 MB
    onRequest: async (request) => {
      if (!inOne) assertMay(await requireSession(app, request), v.name)
    },
    async handler(request, reply) {
      const opId = operationIdOf(request)
      reply.header('operation-id', opId)
      const postId = inOne ? enterBy(requireToken(request), v.name) : (await requireSession(app, request)).postId
      try {
        const call = { postId, opId, address: request.ip }
        const made = (answer: unknown) =>
          v.file || answer === undefined ? answer : jsonAnswer(answer, String(request.headers['accept-encoding'] ?? ''))
        const result = await execute(app, operation, inputOf(request), call, made)
        meter.operation(v.name, 'done')
        if (v.file) return sendFileAnswer(reply, result as FileAnswer)
        return result === undefined ? reply.code(204).send() : sendJson(reply, result as JsonAnswer)
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
