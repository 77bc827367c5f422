import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fileServer from '@fastify/static'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './answers.ts'

const YEAR = 'public, max-age=31536000, immutable'
/** Addresses that are never a page of the web app. */
const ours = /^\/(api|geo|docs|openapi\.json|healthz|readyz|metrics|assets)(\/|\?|$)/

/** The built web app, and the answer for what is not there: the app's one page for a page's address, else a problem. */
export function registerWeb(server: FastifyInstance, webRoot: string | undefined): void {
  if (webRoot) {
    server.register(fileServer, {
      root: webRoot,
      cacheControl: false,
      // built names hold a hash of their content; all else is asked for again
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.startsWith(join(webRoot, 'assets')) ? YEAR : 'no-cache'),
    })
  }
  const page = () => readFileSync(join(webRoot!, 'index.html'))
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const isPage = webRoot && request.method === 'GET' && !ours.test(path) && !/\.\w+$/.test(path)
    if (!isPage) return sendProblem(new Problem('no-such-route'), request, reply)
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page())
  })
}
