import type { Json } from './openapi.schemas.ts'

const PREFIX = '#/components/schemas/'
const limits = ['format', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const

function scalar(schema: Json): string {
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((v) => JSON.stringify(v)).join(' | ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any')
  const said = limits
    // the widest safe integer is no limit worth reading
    .filter((key) => schema[key] !== undefined && Math.abs(Number(schema[key])) !== Number.MAX_SAFE_INTEGER)
    .map((key) => (key === 'format' ? String(schema[key]) : `${key} ${schema[key]}`))
  return said.length > 0 ? `${type} <${said.join(', ')}>` : type
}

/** A JSON Schema as people read a shape: names, `?` where it may be left out, types, limits. */
export function shapeText(schema: Json, indent = ''): string {
  if (typeof schema.$ref === 'string') return schema.$ref.replace(PREFIX, '')
  const many = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (many) return many.map((inner) => shapeText(inner, indent)).join(' | ')
  if (Array.isArray(schema.allOf)) return (schema.allOf as Json[]).map((inner) => shapeText(inner, indent)).join(' & ')
  if (schema.type === 'array') return `[${schema.items ? shapeText(schema.items as Json, indent) : 'any'}, …]`
  if (schema.type !== 'object') return scalar(schema)
  const required = new Set((schema.required ?? []) as string[])
  const inner = `${indent}  `
  const lines = Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, value]) => {
    const fallback = value.default === undefined ? '' : ` = ${JSON.stringify(value.default)}`
    return `${inner}${name}${required.has(name) ? '' : '?'}: ${shapeText(value, inner)}${fallback}`
  })
  const rest = schema.additionalProperties
  if (rest && typeof rest === 'object' && Object.keys(rest).length > 0)
    lines.push(`${inner}[key]: ${shapeText(rest as Json, inner)}`)
  return lines.length > 0 ? `{\n${lines.join('\n')}\n${indent}}` : '{}'
}
