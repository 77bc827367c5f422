import type { OpenApi } from './openapi.ts'

type Node = Record<string, unknown>
const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value)

function resolve(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  const steps = ref.slice(2).split('/')
  return steps.reduce<unknown>((node, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return isNode(node) ? node[key] : undefined
  }, document)
}

/** Every $ref in the document, with where it stands. */
function* refs(node: unknown, where: string): Generator<[string, string]> {
  if (Array.isArray(node)) for (const [i, inner] of node.entries()) yield* refs(inner, `${where}/${i}`)
  if (!isNode(node)) return
  for (const [key, inner] of Object.entries(node)) {
    if (key === '$ref' && typeof inner === 'string') yield [inner, where]
    else yield* refs(inner, `${where}/${key}`)
  }
}

function* parameterFaults(document: OpenApi, path: string, where: string, entry: Node): Generator<string> {
  const given = ((entry.parameters ?? []) as Node[]).map((p) => (typeof p.$ref === 'string' ? resolve(document, p.$ref) : p))
  const seen = new Set<string>()
  for (const parameter of given) {
    if (!isNode(parameter)) continue
    const key = `${parameter.in} ${parameter.name}`
    if (seen.has(key)) yield `${where}: parameter ${key} stands twice`
    seen.add(key)
    if (!['path', 'query', 'header', 'cookie'].includes(String(parameter.in))) yield `${where}: parameter ${key} has no place`
    if (parameter.in === 'path' && parameter.required !== true)
      yield `${where}: path parameter ${parameter.name} must be required`
    if (!('schema' in parameter) && !('content' in parameter)) yield `${where}: parameter ${key} has no schema`
  }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!)
  for (const name of inPath) if (!seen.has(`path ${name}`)) yield `${where}: path parameter ${name} is not declared`
  for (const key of seen)
    if (key.startsWith('path ') && !inPath.includes(key.slice(5))) yield `${where}: ${key} is not in the path`
}

function* entryFaults(document: OpenApi, where: string, entry: Node, ids: Set<string>): Generator<string> {
  const id = String(entry.operationId)
  if (ids.has(id)) yield `${where}: operationId ${id} stands twice`
  ids.add(id)
  for (const tag of (entry.tags ?? []) as string[]) {
    if (!document.tags.some(({ name }) => name === tag)) yield `${where}: tag ${tag} is not declared`
  }
  for (const need of (entry.security ?? document.security) as Node[]) {
    for (const name of Object.keys(need)) {
      if (!resolve(document, `#/components/securitySchemes/${name}`)) yield `${where}: security scheme ${name} is not declared`
    }
  }
  const responses = isNode(entry.responses) ? Object.entries(entry.responses) : []
  if (responses.length === 0) yield `${where}: responses are missing`
  for (const [status, response] of responses) {
    if (!/^([1-5](\d\d|XX)|default)$/.test(status)) yield `${where}: ${status} is no status`
    if (isNode(response) && !('$ref' in response) && typeof response.description !== 'string')
      yield `${where}: ${status} has no description`
  }
  if (isNode(entry.requestBody) && !isNode(entry.requestBody.content)) yield `${where}: the request body has no content`
}

/**
 * What in a document breaks the structure of OpenAPI 3.1 (specification 3.1.0, sections 4.8.1 to 4.8.24): required parts, references,
 * path parameters, unique operation ids, names of components. An empty list: none.
 */
export function faultsOf(document: OpenApi): string[] {
  const faults: string[] = []
  if (!/^3\.1\.\d+$/.test(document.openapi)) faults.push('openapi must be 3.1.x')
  for (const key of ['title', 'version']) if (typeof document.info?.[key] !== 'string') faults.push(`info.${key} is missing`)
  const ids = new Set<string>()
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith('/') || path.includes(':')) faults.push(`${path} is no path template`)
    for (const [method, entry] of Object.entries(item)) {
      const where = `${method} ${path}`
      if (!METHODS.has(method)) faults.push(`${where}: no such method`)
      faults.push(...parameterFaults(document, path, where, entry), ...entryFaults(document, where, entry, ids))
    }
  }
  for (const kind of Object.values(document.components)) {
    for (const name of Object.keys(kind)) if (!/^[a-zA-Z0-9._-]+$/.test(name)) faults.push(`component ${name} has a bad name`)
  }
  for (const [ref, where] of refs(document, ''))
    if (resolve(document, ref) === undefined) faults.push(`${where}: ${ref} leads nowhere`)
  return faults
}
