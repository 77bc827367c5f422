import type { Verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'

export const MB = 1024 * 1024
/** Largest JSON body: a batch of some thousand rows. Files go to upload verbs. */
export const jsonLimit = 2 * MB
export const uploadLimit = 64 * MB
/** Deepest nesting of a JSON body; no shape of ours has more than ten. */
export const depthLimit = 32

/** Throws too-deep before anything parses the text: parsers and shapes recurse. */
export function checkDepth(text: string, limit = depthLimit): void {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) {
      const end = endOfString(text, i + 1)
      if (end < 0) return
      i = end
    } else if (c === 91 || c === 123) {
      if (++depth > limit) throw new Problem('too-deep', { limit })
    } else if (c === 93 || c === 125) depth--
  }
}

/** Where a string ends that begins here: at the next quote behind an even number of backslashes; -1 where it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end
    while (first > from && text.charCodeAt(first - 1) === 92) first--
    if ((end - first) % 2 === 0) return end
  }
  return -1
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; said here, not by a failure inside. @throws Problem bad-characters */
function checkCharacters(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) throw new Problem('bad-characters')
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      checkCharacters(key)
      checkCharacters(inner)
    }
  }
}

/** Parses a JSON body. An empty body is an empty object. @throws Problem invalid-json, too-deep, bad-characters */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  checkDepth(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('invalid-json')
  }
  if (text.includes('\\u') && /\\u(0000|d[89a-f])/i.test(text)) checkCharacters(value)
  return value
}

const wrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'readonly', 'pipe'])
interface Def {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  shape?: Record<string, z.ZodType>
}
const defOf = (shape: z.ZodType): Def => shape.def as unknown as Def

function unwrap(shape: z.ZodType): z.ZodType {
  const def = defOf(shape)
  const inner = def.innerType ?? def.in
  return wrappers.has(def.type) && inner ? unwrap(inner) : shape
}

/** The keys of an object shape; null where it is no plain object (a union). */
export const keysOf = (shape: z.ZodType): Record<string, z.ZodType> | null => defOf(unwrap(shape)).shape ?? null

/** Keys that take a list: one `?key=` in a query string is a list of one. */
export const listKeys = (shape: z.ZodType): string[] =>
  Object.entries(keysOf(shape) ?? {})
    .filter(([, inner]) => defOf(unwrap(inner)).type === 'array')
    .map(([key]) => key)

export const pathKeys = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((m) => m[1]!)

/** The input of a verb from a request: the path's keys win over all others. */
export function inputReader(v: Verb): (request: FastifyRequest) => unknown {
  const lists = listKeys(v.input)
  const fromQuery = (query: Record<string, unknown>) => {
    const input = { ...query }
    for (const key of lists) if (typeof input[key] === 'string') input[key] = [input[key]]
    return input
  }
  return (request) => {
    const params = request.params as Record<string, string>
    const query = request.query as Record<string, unknown>
    checkCharacters(params)
    checkCharacters(query)
    if (v.upload) {
      const body = (request.body ?? Buffer.alloc(0)) as Buffer
      // a plain Uint8Array: a Buffer would turn itself into a list of numbers when the input is hashed
      return { ...fromQuery(query), ...params, bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength) }
    }
    if (v.method === 'GET') return { ...fromQuery(query), ...params }
    const body = request.body ?? {}
    if (typeof body !== 'object' || Array.isArray(body)) return body
    return { ...body, ...params }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The operation id that the caller made, or a new one. @throws Problem invalid-input where it is no UUID */
export function operationIdOf(request: FastifyRequest): string {
  const given = request.headers['operation-id']
  if (given === undefined) return newId()
  if (typeof given === 'string' && UUID.test(given)) return given.toLowerCase()
  throw new Problem('invalid-input', {}, [
    { field: 'Operation-Id', vi: 'Mã thao tác phải là một UUID', en: 'The operation id must be a UUID' },
  ])
}
