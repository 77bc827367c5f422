import { z } from 'zod'

export type Json = Record<string, unknown>

/** Collects JSON Schemas under components.schemas: shapes named by `.meta({ id })` once, others under the name of who first used them. */
export interface SchemaStore {
  /** The JSON Schema of a shape as it is sent (input) or answered (output); references point into components.schemas. */
  of(shape: z.ZodType, io: 'input' | 'output', owner: string): Json
  schemas: Record<string, Json>
}

const isRef = (node: Json): node is { $ref: string } => typeof node.$ref === 'string'

/** Rewrites every $ref in a schema. */
function mapRefs(node: unknown, to: (ref: string) => string): unknown {
  if (Array.isArray(node)) return node.map((inner) => mapRefs(inner, to))
  if (node === null || typeof node !== 'object') return node
  const mapped = Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, mapRefs(inner, to)])) as Json
  return isRef(mapped) ? { ...mapped, $ref: to(mapped.$ref) } : mapped
}

function refsIn(node: unknown, found = new Set<string>()): Set<string> {
  mapRefs(node, (ref) => {
    found.add(ref)
    return ref
  })
  return found
}

const LOCAL = '#/$defs/'
const component = (name: string) => `#/components/schemas/${name}`

export function schemaStore(): SchemaStore {
  const schemas: Record<string, Json> = {}
  /** What a component holds, with all that it refers to: the same shape sent and answered may differ. */
  const nameBySign = new Map<string, string>()

  function free(wanted: string): string {
    const name = wanted.replace(/[^\w.-]+/g, '-')
    if (!(name in schemas)) return name
    for (let n = 2; ; n++) if (!(`${name}-${n}` in schemas)) return `${name}-${n}`
  }

  return {
    schemas,
    of(shape, io, owner) {
      const whole = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
      const { $schema: _, $defs = {}, id: __, '~standard': ___, ...root } = whole as Json & { $defs?: Record<string, Json> }
      const defs = $defs as Record<string, Json>
      const reach = (name: string, seen = new Set<string>()): Set<string> => {
        if (seen.has(name)) return seen
        seen.add(name)
        for (const ref of refsIn(defs[name])) if (ref.startsWith(LOCAL)) reach(ref.slice(LOCAL.length), seen)
        return seen
      }
      const names = new Map<string, string>()
      const fresh: string[] = []
      for (const name of Object.keys(defs)) {
        const sign = JSON.stringify([...reach(name)].sort().map((n) => [n, defs[n]]))
        const key = `${name} ${sign}`
        const known = nameBySign.get(key)
        const given = known ?? free(name.startsWith('__') ? `${owner}.${name.replace(/_/g, '')}` : name)
        names.set(name, given)
        if (known) continue
        nameBySign.set(key, given)
        schemas[given] = {}
        fresh.push(name)
      }
      let rootName: string | undefined
      const place = (ref: string): string => {
        if (ref.startsWith(LOCAL)) return component(names.get(ref.slice(LOCAL.length)) ?? ref)
        rootName ??= free(`${owner}.${io}`)
        return component(rootName)
      }
      const clean = ({ $schema: _1, id: _2, ...rest }: Json) => rest
      for (const name of fresh) schemas[names.get(name)!] = mapRefs(clean(defs[name]!), place) as Json
      const mapped = mapRefs(root, place) as Json
      if (rootName) schemas[rootName] = mapped
      return mapped
    },
  }
}
