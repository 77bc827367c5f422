import type { Operation } from '@phaodai/kernel/command.ts'
import { roleWords, type Verb } from '@phaodai/kernel/contract.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import { problemCatalogue } from '@phaodai/kernel/problem.ts'
import { pathKeys } from './input.ts'
import { doorOf, doorParameters, doorSchemes } from './openapi.doors.ts'
import { ownPaths } from './openapi.own.ts'
import { type Json, type SchemaStore, schemaStore } from './openapi.schemas.ts'
import './server.problems.ts'
import { moduleOf, moduleWords } from './titles.ts'

export interface OpenApi {
  openapi: string
  info: Json
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Json>>
  components: { schemas: Record<string, Json>; [kind: string]: Json }
  security: Json[]
  [extension: `x-${string}`]: unknown
}

const problem = { $ref: '#/components/responses/Problem' }
const refusals = { 400: problem, 401: problem, 403: problem, default: problem }

function parametersOf(v: Verb, root: Json): Json[] {
  const inPath = pathKeys(v.path)
  const properties = (root.properties ?? {}) as Record<string, Json>
  const required = new Set((root.required ?? []) as string[])
  for (const name of inPath)
    if (!(name in properties)) throw new Error(`${v.name}: path parameter ${name} is not a key of its input`)
  const path = inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] }))
  const headers = v.method === 'GET' ? [] : [{ $ref: '#/components/parameters/OperationId' }]
  if (v.method !== 'GET' && !v.upload) return [...path, ...headers]
  const query = Object.entries(properties)
    .filter(([name]) => !inPath.includes(name) && !(v.upload && name === 'bytes'))
    .map(([name, schema]) => ({ name, in: 'query', ...(required.has(name) && { required: true }), schema }))
  return [...path, ...query, ...headers]
}

function bodyOf(v: Verb, root: Json): Json {
  if (v.method === 'GET') return {}
  if (v.upload) return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  const inPath = new Set(pathKeys(v.path))
  let schema = root
  if (root.properties) {
    const kept = Object.entries(root.properties as Json).filter(([name]) => !inPath.has(name))
    const required = ((root.required ?? []) as string[]).filter((name) => !inPath.has(name))
    const { required: _, ...rest } = root
    schema = { ...rest, properties: Object.fromEntries(kept), ...(required.length > 0 && { required }) }
    if (kept.length === 0) return {}
  }
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function answerOf(v: Verb, schemas: SchemaStore): Json {
  const headers = v.method === 'GET' ? {} : { headers: { 'Operation-Id': { $ref: '#/components/headers/OperationId' } } }
  if (v.file) {
    const disposition = { schema: { type: 'string' }, description: 'attachment; filename*=UTF-8…' }
    const content = { 'application/octet-stream': {} }
    return { 200: { description: 'Tệp / A file', headers: { 'Content-Disposition': disposition }, content } }
  }
  if (['void', 'undefined'].includes(v.output.def.type)) return { 204: { description: 'Đã làm / Done', ...headers } }
  const schema = schemas.of(v.output, 'output', v.name)
  return { 200: { description: 'Kết quả / The result', ...headers, content: { 'application/json': { schema } } } }
}

function operationOf({ verb: v, kind }: Operation, schemas: SchemaStore): Json {
  const root = schemas.of(v.input, 'input', v.name)
  const who = v.roles.map((role) => roleWords[role])
  const notes = [
    v.title.en,
    `Vai trò / Roles: ${who.map((w) => `${w.vi} (${w.en})`).join(', ')}.`,
    ...(v.personal ? ['Có thông tin cá nhân: mỗi lần đọc đều được ghi lại. / Personal data: each read is recorded.'] : []),
  ]
  return {
    operationId: v.name,
    tags: [moduleOf(v)],
    summary: v.title.vi,
    description: notes.join('\n\n'),
    parameters: parametersOf(v, root),
    ...bodyOf(v, root),
    responses: { ...answerOf(v, schemas), ...refusals },
    'x-title': v.title,
    'x-kind': kind,
    'x-roles': v.roles,
    'x-personal': v.personal ?? false,
  }
}

/** Shared parts: the problem document of RFC 9457, the operation id, the ways to sign and the way through a door. */
const shared = {
  responses: {
    Problem: {
      description:
        'Từ chối hoặc lỗi, lời bằng hai thứ tiếng; mã ở /docs/problems / A refusal or error in both languages; codes at /docs/problems',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  parameters: {
    ...doorParameters,
    OperationId: {
      name: 'Operation-Id',
      in: 'header',
      required: false,
      schema: { type: 'string', format: 'uuid' },
      description:
        'Mã thao tác do bên gọi đặt (UUIDv7): gửi lại cùng mã không ghi hai lần. / Made by the caller: the same id again never writes twice.',
    },
  },
  headers: { OperationId: { schema: { type: 'string', format: 'uuid' }, description: 'Mã thao tác / The operation id' } },
  securitySchemes: {
    ...doorSchemes,
    session: { type: 'apiKey', in: 'cookie', name: 'phaodai' },
    token: { type: 'http', scheme: 'bearer' },
  },
}

const text = { type: 'string' }
const problemSchema = {
  type: 'object',
  required: ['type', 'code', 'status', 'title', 'titleEn', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    code: text,
    status: { type: 'integer' },
    title: text,
    titleEn: text,
    hint: text,
    hintEn: text,
    details: { type: 'object' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'vi', 'en'], properties: { field: text, vi: text, en: text } },
    },
    instance: {
      type: 'string',
      description: 'Mã yêu cầu, có trong nhật ký máy chủ / The id of the request, as in the server log',
    },
  },
}

/**
 * The OpenAPI 3.1 document of all operations, of what stands behind doors, and of the server's own routes.
 * @throws Error where two verbs share a name or an address, or a path parameter is not a key of the input
 */
export function openapiOf(operations: readonly Operation[], doors: readonly DoorOperation[] = []): OpenApi {
  const store = schemaStore()
  store.schemas.Problem = problemSchema
  const paths: OpenApi['paths'] = {}
  const names = new Set<string>()
  const add = ({ name, method, path }: Pick<Verb, 'name' | 'method' | 'path'>, entry: () => Json) => {
    const address = path.replace(/:(\w+)/g, '{$1}')
    const item = paths[address] ?? {}
    paths[address] = item
    if (names.has(name) || item[method.toLowerCase()]) throw new Error(`${name} or ${method} ${path} is there twice`)
    names.add(name)
    item[method.toLowerCase()] = entry()
  }
  for (const operation of operations) add(operation.verb, () => operationOf(operation, store))
  for (const door of doors) add(door.verb, () => doorOf(door, store, refusals))
  const modules = [...new Set([...operations, ...doors].map(({ verb: v }) => moduleOf(v))), 'server']
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pháo Đài',
      version: '0.1.0',
      description: 'Điều hành phòng, chống dịch của một tỉnh / A province’s epidemic response',
    },
    tags: modules.map((name) => ({ name, description: `${moduleWords(name).vi} / ${moduleWords(name).en}` })),
    security: [{ session: [] }, { token: [] }],
    paths: { ...paths, ...ownPaths(store, problem) },
    components: { ...shared, schemas: store.schemas },
    'x-problems': [...problemCatalogue()].map(([code, kind]) => ({ code, ...kind })),
  }
}
