import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyRequest } from 'fastify'

/**
 * MapLibre runs its workers from our own address or a blob; Mantine writes style elements and attributes. No inline script anywhere.
 * Source of the directives: Content Security Policy Level 3, W3C.
 */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Set on every answer. Referrer-Policy is not `no-referrer`: that would make Origin `null` on our own forms. */
export const securityHeaders = (secure: boolean): Record<string, string> => ({
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
  ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
})

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a browser says comes from another site (Fetch Metadata; Origin where the browser is too old for it).
 * A caller that is no browser sends neither header and has no cookie that another site could use.
 * @throws Problem cross-site
 */
export function refuseCrossSite({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): void {
  if (SAFE.has(method)) return
  const site = headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new Problem('cross-site')
    return
  }
  if (headers.origin === undefined) return
  const from = URL.canParse(headers.origin) ? new URL(headers.origin).host : null
  if (from === null || from !== headers.host) throw new Problem('cross-site')
}
