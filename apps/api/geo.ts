import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Problem } from '@phaodai/kernel/problem.ts'
import { outlineOf } from '@phaodai/modules/areas/areas.units.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const national = ['provinces-2021', 'provinces-2025'] as const
const provincial = ['districts-2021', 'communes-2025'] as const
type Kind = (typeof national)[number] | (typeof provincial)[number]

interface Prepared {
  plain: Buffer
  packed: Buffer
  /** Of the plain form, without quotes. */
  tag: string
}
const ready = new Map<string, Promise<Prepared>>()
const pack = promisify(gzip)

/** The GeoJSON of one outline file, packed once a process. Only outlines that exist are kept, so a caller cannot fill the memory. */
function prepared(kind: Kind, province?: string): Promise<Prepared> {
  const key = `${kind}/${province ?? ''}`
  const kept = ready.get(key)
  if (kept) return kept
  const outline = outlineOf(kind, province)
  if (!outline) throw new Problem('not-found', { what: `ranh giới ${key}` })
  const plain = Buffer.from(JSON.stringify(outline))
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const made = pack(plain, { level: 9 }).then((packed) => ({ plain, packed, tag }))
  ready.set(key, made)
  return made
}

async function answer(request: FastifyRequest, reply: FastifyReply, kind: Kind, province?: string): Promise<FastifyReply> {
  const { plain, packed, tag } = await prepared(kind, province)
  const zipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(request.headers['accept-encoding'] ?? '')
  const etag = zipped ? `"${tag}-gz"` : `"${tag}"`
  reply.headers({ etag, vary: 'accept-encoding', 'cache-control': 'public, max-age=3600, stale-while-revalidate=86400' })
  const held = (request.headers['if-none-match'] ?? '').split(',').map((t) => t.trim().replace(/^W\//, ''))
  if (held.includes(etag) || held.includes('*')) return reply.code(304).send()
  if (zipped) reply.header('content-encoding', 'gzip')
  return reply.type('application/geo+json; charset=utf-8').send(zipped ? packed : plain)
}

/** Public, static outlines (illustrative boundaries): no session, no personal data. */
export function registerGeo(server: FastifyInstance): void {
  for (const kind of national) server.get(`/geo/${kind}`, { compress: false }, (request, reply) => answer(request, reply, kind))
  for (const kind of provincial) {
    server.get<{ Params: { province: string } }>(`/geo/${kind}/:province`, { compress: false }, (request, reply) =>
      answer(request, reply, kind, request.params.province),
    )
  }
}
