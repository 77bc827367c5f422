import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { jsonLimit, MB, uploadLimit } from './input.ts'

const LOST = new Set(['57P01', '57P02', '57P03', '08006', '08003', '08001', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** What the server says of an error: a Problem as it is, a refusal of the HTTP layer in our words, all else `internal`. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const { code = '', statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number }
  const { upload = false } = request.routeOptions?.config ?? {}
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('too-large', { limitMb: (upload ? uploadLimit : jsonLimit) / MB })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Problem('unsupported-media', { wanted: upload ? 'application/octet-stream' : 'application/json' })
  }
  if (LOST.has(code)) return new Problem('busy')
  if (code.startsWith('FST_') && statusCode >= 400 && statusCode < 500) return new Problem('bad-request')
  return new Problem('internal', { requestId: request.id })
}

/** Sends a problem document (RFC 9457); `instance` is the request's id. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '5')
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...problem.toJSON(), instance: request.id }))
}

/** Content-Disposition of a download with a name in any script (RFC 6266, RFC 8187); the plain form beside it is unaccented. */
export function contentDisposition(fileName: string): string {
  const name =
    fileName
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}/\\]+/gu, '_') || 'tep'
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** An answer as JSON; `encoding`: it is compressed already. */
export interface JsonAnswer {
  body: string | Buffer
  encoding?: 'br' | 'gzip'
}
export const brotliParams = { [constants.BROTLI_PARAM_QUALITY]: 4 }
const LEAST = 1024
/** Letters. What is longer is compressed as a stream, beside other requests. */
const MOST = 256 * 1024

const takes = (accepts: string, encoding: string): boolean =>
  accepts.split(',').some((one) => {
    const [name, weight] = one.split(';')
    return name!.trim() === encoding && !/^\s*q=0(\.0*)?\s*$/.test(weight ?? '')
  })

/**
 * JSON as it leaves, compressed where it is worth it and the asker takes it (RFC 9110, 12.5.3); else the server's plugin sees to it. A stream takes
 * longer to set up than such an answer to compress. Browsers take Brotli behind TLS only.
 */
export function jsonAnswer(answer: unknown, accepts: string): JsonAnswer {
  const body = JSON.stringify(answer)
  if (body.length < LEAST || body.length > MOST) return { body }
  const encoding = takes(accepts, 'br') ? 'br' : takes(accepts, 'gzip') ? 'gzip' : null
  if (!encoding) return { body }
  const bytes = Buffer.from(body)
  return {
    body: encoding === 'br' ? brotliCompressSync(bytes, { params: brotliParams }) : gzipSync(bytes, { level: 3 }),
    encoding,
  }
}

export function sendJson(reply: FastifyReply, { body, encoding }: JsonAnswer): FastifyReply {
  if (encoding) reply.header('content-encoding', encoding).header('vary', 'accept-encoding')
  return reply.type('application/json; charset=utf-8').send(body)
}

export const sendFileAnswer = (reply: FastifyReply, { fileName, mime, bytes }: FileAnswer): FastifyReply =>
  reply
    .header('content-type', mime)
    .header('content-disposition', contentDisposition(fileName))
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
