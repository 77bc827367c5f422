import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fileServer from '@fastify/static'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './answers.ts'

const YEAR = 'public, max-age=31536000, immutable'
/** Addresses that are never a page of the web app. */
const ours = /^\/(api|geo|docs|openapi\.json|healthz|readyz|metrics|assets|field\/assets)(\/|\?|$)/

/** Pages without an account: a small bundle of their own. Their key stands after `#` and never comes here. */
const publicPage = /^\/(kb|td)$/

/** The built web app in its two shells, and the answer for what is not there: the shell's one page for a page's address, else a problem. */
export function registerWeb(server: FastifyInstance, webRoot: string | undefined): void {
  if (webRoot) {
    const hashed = [join(webRoot, 'assets'), join(webRoot, 'field/assets')]
    server.register(fileServer, {
      root: webRoot,
      cacheControl: false,
      // built names hold a hash of their content; all else is asked for again
      setHeaders: (reply, path) =>
        void reply.header('cache-control', hashed.some((folder) => path.startsWith(folder)) ? YEAR : 'no-cache'),
    })
    // the phone's service worker holds what lies under this path; without the stroke it would not
    server.get('/field', (_, reply) => reply.redirect('/field/'))
  }
  const pageOf = (path: string) =>
    path.startsWith('/field/') ? 'field/index.html' : publicPage.test(path) ? 'doors.html' : 'index.html'
  const page = (path: string) => readFileSync(join(webRoot!, pageOf(path)))
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const isPage = webRoot && request.method === 'GET' && !ours.test(path) && !/\.\w+$/.test(path)
    if (!isPage) return sendProblem(new Problem('no-such-route'), request, reply)
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page(path))
  })
}
