import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import type { App, Operation } from '@phaodai/kernel/command.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { brotliParams, problemOf, sendProblem } from './answers.ts'
import { registerDocs } from './docs-page.ts'
import { registerDoors } from './doors.ts'
import { registerGeo } from './geo.ts'
import { refuseCrossSite, securityHeaders } from './guards.ts'
import { type InstanceReader, registerHealth } from './health.ts'
import { jsonLimit, parseJson } from './input.ts'
import { livePath, registerLive } from './live.ts'
import { type LogTarget, logOptions } from './log.ts'
import { meterOf } from './metrics.ts'
import { openapiOf } from './openapi.ts'
import { registerOperations } from './operations.ts'
import { registerSessions } from './sessions.ts'
import './server.problems.ts'
import { registerWeb } from './web.ts'

export interface ServerOptions {
  app: App
  operations: readonly Operation[]
  /** What may be done by a secret link. */
  doors?: readonly DoorOperation[] | undefined
  instance: InstanceReader
  /** Folder of the built web app; without it only the API is served. */
  webRoot?: string | undefined
  /** True behind TLS: the cookie is Secure, browsers are told to stay on https. */
  secure?: boolean | undefined
  /** True: JSON lines on standard output. A target takes them instead. */
  log?: boolean | LogTarget | undefined
  /** Whose X-Forwarded-For is believed (an address or range); by default a proxy on this machine only. */
  trustProxy?: string | undefined
}

/** A request that is no HTTP at all, or whose headers are too long, is answered on the bare socket. */
function clientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = { ...new Problem('bad-request').toJSON(), instance: newId() }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  const body = JSON.stringify({ ...problem, status: Number(status.slice(0, 3)) })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`)
}

/**
 * The HTTP server: every operation's route, sessions, health, outlines, documents, and the web app. Not listening yet.
 * `close()` lets requests under way finish, answers new ones `busy`, and leaves the pool to its owner.
 */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { app, operations, doors = [], instance, secure = false, log = false } = options
  const meter = meterOf(app.pool)
  const server: FastifyInstance = fastify({
    logger: logOptions(log),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: jsonLimit,
    requestTimeout: 120_000,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy ?? 'loopback',
    clientErrorHandler: clientError,
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders(secure)).header('request-id', request.id)
      sendProblem(problemOf(error, request), request, reply)
    },
  })

  let closing = false
  server.addHook('preClose', async () => {
    closing = true
  })
  const headers = securityHeaders(secure)
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('request-id', request.id)
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
    if (closing) throw new Problem('busy')
    refuseCrossSite(request)
  })
  // a connection that stays open after its last answer would hold up the close until it times out
  server.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched'
    // open for as long as somebody looks: no time to answer
    if (route === livePath) return
    meter.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    const { verb } = request.routeOptions.config ?? {}
    request.log.info(
      { method: request.method, route, verb, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.code === 'internal') request.log.error({ err: error }, 'unexpected')
    return sendProblem(problem, request, reply)
  })

  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, async (_: unknown, body: string) => parseJson(body))
  server.register(cookie)
  server.register(compress, {
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    threshold: 1024,
    customTypes: /^text\/|[/+](json|javascript|xml|wasm)\b/,
    brotliOptions: { params: brotliParams },
  })
  // after the plugins, so that compression and cookies are there for every route
  server.register(async (routes) => {
    registerHealth(routes, app, instance, meter)
    registerSessions(routes, app, secure)
    registerOperations(routes, app, operations, meter)
    registerDoors(routes, app, doors, meter)
    registerLive(routes, app, operations, headers)
    registerGeo(routes)
    registerDocs(routes, () => openapiOf(operations, doors))
  })
  registerWeb(server, options.webRoot)
  return server
}
