import { type App, parseInput } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type Session, sessionOf, signIn, signOut, switchPost } from '@phaodai/modules/identity/identity.signin.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Credentials, PostChoice, SessionAnswer } from './sessions.contract.ts'

export const COOKIE = 'phaodai'

/** The token of a request: the Authorization header where there is one, else the cookie. */
export function tokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers
  if (authorization !== undefined) return /^Bearer +([\w~+/.-]+=*)$/i.exec(authorization)?.[1] ?? null
  return request.cookies[COOKIE] ?? null
}

/** The same, of a length that one can have. @throws Problem not-signed-in */
export function requireToken(request: FastifyRequest): string {
  const token = tokenOf(request)
  if (!token || token.length > 512) throw new Problem('not-signed-in')
  return token
}

const known = new WeakMap<FastifyRequest, Session>()

/** The session of a request, looked up once. @throws Problem not-signed-in */
export async function requireSession(app: App, request: FastifyRequest): Promise<Session> {
  const kept = known.get(request)
  if (kept) return kept
  const session = await sessionOf(app, requireToken(request))
  if (!session) throw new Problem('not-signed-in')
  known.set(request, session)
  return session
}

/** Identity answers refusals as values; here they are thrown. */
const orThrow = <T>(answer: T | Problem): T => {
  if (answer instanceof Problem) throw answer
  return answer
}

/** Sign in, see who I am, sign out, act in another post. */
export function registerSessions(server: FastifyInstance, app: App, secure: boolean): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const say = (session: Session): SessionAnswer => SessionAnswer.parse(session)

  server.post('/api/session', async (request, reply) => {
    const { username, password, code } = parseInput(Credentials, request.body ?? {})
    const { token, expiresAt } = orThrow(await signIn(app, { username, password, code, address: request.ip }))
    const session = await sessionOf(app, token)
    if (!session) throw new Problem('not-signed-in')
    reply.setCookie(COOKIE, token, { ...cookie, expires: new Date(expiresAt) })
    return say(session)
  })
  server.get('/api/session', async (request) => say(await requireSession(app, request)))
  // who is signed out already has what they wanted
  server.delete('/api/session', async (request, reply) => {
    const token = tokenOf(request)
    if (token) await signOut(app, token)
    return reply.clearCookie(COOKIE, cookie).code(204).send()
  })
  server.put('/api/session/post', async (request) => {
    await requireSession(app, request)
    const { postId } = parseInput(PostChoice, request.body ?? {})
    return say(orThrow(await switchPost(app, tokenOf(request)!, postId)))
  })
}
