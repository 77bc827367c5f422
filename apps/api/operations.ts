import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { assertMay, enterBy } from '@phaodai/modules/identity/identity.signin.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
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

/** Bytes of a body that may be read before it is known who sends it. */
const LITTLE = 64 * 1024

/** A body of which little is to come, by what its head says: no body at all, or so many bytes as they are. */
const isLittle = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' || (headers['content-encoding'] === undefined && Number(headers['content-length'] ?? Infinity) <= LITTLE)

function addRoute(server: FastifyInstance, app: App, operation: Operation, meter: Meter): void {
  const { verb: v } = operation
  const inputOf = inputReader(v)
  // where there is little to hold back the session is looked up with the scope
  const inOne = (request: FastifyRequest) => operation.ahead !== undefined && !v.upload && isLittle(request)
  const checkSession = async (request: FastifyRequest) => assertMay(await requireSession(app, request), v.name)
  const handled = new WeakSet<FastifyRequest>()
  server.route({
    method: v.method,
    url: v.path,
    config: { verb: v.name, upload: v.upload ?? false },
    ...(v.upload && { bodyLimit: uploadLimit }),
    // the limit of the body counts what comes out of it
    ...(v.packed && { decompress: { requestEncodings: ['gzip'] } }),
    // before the body is read: who is not signed in sends no 64 MB
    onRequest: async (request) => {
      if (inOne(request)) requireToken(request)
      else await checkSession(request)
    },
    // a body that cannot be read is no news for who is not signed in
    errorHandler: async (error, request) => {
      if (inOne(request) && !handled.has(request)) await checkSession(request)
      throw error
    },
    async handler(request, reply) {
      const opId = operationIdOf(request)
      reply.header('operation-id', opId)
      const postId = inOne(request) ? enterBy(requireToken(request), v.name) : (await requireSession(app, request)).postId
      try {
        const call = { postId, opId, address: request.ip }
        const made = (answer: unknown) =>
          v.file || answer === undefined ? answer : jsonAnswer(answer, String(request.headers['accept-encoding'] ?? ''))
        const input = inputOf(request)
        handled.add(request)
        const result = await execute(app, operation, input, call, made)
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
