import { problemCatalogue } from '@phaodai/kernel/problem.ts'
import type { FastifyInstance } from 'fastify'
import type { Json } from './openapi.schemas.ts'
import type { OpenApi } from './openapi.ts'
import { shapeText } from './shape-text.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!)
const h = escapeHtml

const CSS = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #0f6b6b }
@media (prefers-color-scheme: dark) { :root { --accent: #5fc4c4 } }
body { font: 15px/1.5 'Be Vietnam Pro', system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem 1rem 4rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line) }
a { color: var(--accent) } nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem }
details { border-bottom: 1px solid var(--line) } summary { padding: .4rem 0; cursor: pointer }
code, pre { font: 13px/1.45 ui-monospace, monospace } pre { background: var(--soft); padding: .75rem; overflow: auto; border-radius: 6px }
.method { display: inline-block; min-width: 4em; font-weight: 600; color: var(--accent) } .en, .note { opacity: .75 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto }`

const page = (title: string, body: string) => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${h(title)}</title><style>${CSS}</style></head><body><main>
${body}
</main></body></html>
`

interface Entry {
  operationId: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean; schema: Json; $ref?: string }[]
  requestBody?: { content: Record<string, { schema?: Json }> }
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>
  security?: unknown[]
  'x-title': { vi: string; en: string }
  'x-roles'?: string[]
  'x-door'?: string
  'x-personal'?: boolean
}

function contentText(content: Record<string, { schema?: Json }> | undefined): string {
  const [mime, { schema } = {}] = Object.entries(content ?? {})[0] ?? []
  if (!mime) return ''
  return schema ? shapeText(schema) : mime
}

function entryHtml(method: string, path: string, entry: Entry): string {
  const parameters = (entry.parameters ?? []).filter((p) => !p.$ref)
  const inputs = parameters.map((p) => `${p.name}${p.required ? '' : '?'}: ${shapeText(p.schema, '  ')}  (${p.in})`)
  const body = contentText(entry.requestBody?.content)
  const [status = '200', answer] = Object.entries(entry.responses)[0] ?? []
  const said = contentText(answer?.content)
  const block = (title: string, text: string) => (text ? `<p class="note">${title}</p><pre>${h(text)}</pre>` : '')
  const door =
    entry['x-door'] && `không cần tài khoản, theo đường dẫn riêng / no account, by a link of one’s own (${entry['x-door']})`
  const who =
    door ?? entry['x-roles']?.join(', ') ?? (entry.security?.length === 0 ? 'mọi người / public' : 'đã đăng nhập / signed in')
  return `<details id="${h(entry.operationId)}"><summary><span class="method">${method.toUpperCase()}</span> <code>${h(path)}</code>
 ${h(entry['x-title'].vi)} <span class="en" lang="en">${h(entry['x-title'].en)}</span></summary>
<p><code>${h(entry.operationId)}</code>. Vai trò / Roles: ${h(who)}.${entry['x-personal'] ? ' Có thông tin cá nhân, mỗi lần đọc được ghi lại / Personal data, each read is recorded.' : ''}</p>
${block('Tham số / Parameters', inputs.join('\n'))}${block('Nội dung gửi / Body', body)}${block(`Trả lời / Answer ${status}`, said)}</details>`
}

/** /docs: every route by module with its shapes. Made on the server; no script, nothing from elsewhere. */
export function docsHtml(document: OpenApi): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => ({ method, path, entry: entry as unknown as Entry })),
  )
  const sections = document.tags.map(({ name, description }) => {
    const own = entries.filter(({ entry }) => entry.tags.includes(name))
    return `<h2 id="${h(name)}">${h(description)}</h2>${own.map((e) => entryHtml(e.method, e.path, e.entry)).join('\n')}`
  })
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="shape-${h(name)}"><summary><code>${h(name)}</code></summary><pre>${h(shapeText(schema))}</pre></details>`,
  )
  const links = document.tags.map(({ name, description }) => `<a href="#${h(name)}">${h(description)}</a>`)
  return page(
    'Pháo Đài: API',
    `<h1>Pháo Đài: API</h1>
<p>${h(String(document.info.description))}. <a href="/openapi.json">OpenAPI ${h(document.openapi)}</a>, <a href="/docs/problems">mã từ chối và lỗi / problems</a>.</p>
<p>Phiên đăng nhập (cookie <code>phaodai</code>) hoặc <code>Authorization: Bearer</code>. Lệnh ghi mang <code>Operation-Id</code> (UUIDv7): gửi lại cùng mã không ghi hai lần.
<span class="en" lang="en">A session cookie or a bearer token. Writes carry Operation-Id: the same id again never writes twice.</span></p>
<nav aria-label="Phân hệ / Modules">${links.join(' ')} <a href="#shapes">Dạng dữ liệu / Shapes</a></nav>
${sections.join('\n')}<h2 id="shapes">Dạng dữ liệu / Shapes</h2>${shapes.join('\n')}`,
  )
}

/** /docs/problems: every code with its words; a problem's `type` points here. */
export function problemsHtml(): string {
  const rows = [...problemCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { status, title, hint }]) =>
        `<tr id="${h(code)}"><td><code>${h(code)}</code></td><td>${status}</td><td>${h(title.vi)}. ${h(hint?.vi ?? '')}</td><td lang="en">${h(title.en)}. ${h(hint?.en ?? '')}</td></tr>`,
    )
  return page(
    'Pháo Đài: mã từ chối và lỗi',
    `<h1>Mã từ chối và lỗi / Problems</h1><p><a href="/docs">API</a>. RFC 9457, <code>application/problem+json</code>; <code>{…}</code> được điền từ <code>details</code> / is filled from the details.</p>
<div class="wide"><table><thead><tr><th>code</th><th>HTTP</th><th>Tiếng Việt</th><th>English</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`,
  )
}

/** Serves /openapi.json, /docs, /docs/problems; made once, at the first request, when every module has defined its problems. */
export function registerDocs(server: FastifyInstance, document: () => OpenApi): void {
  const once = <T>(make: () => T) => {
    let kept: T | undefined
    return () => (kept ??= make())
  }
  const held = once(document)
  const json = once(() => JSON.stringify(held()))
  const routes = once(() => docsHtml(held()))
  const problems = once(problemsHtml)
  const html = 'text/html; charset=utf-8'
  server.get('/openapi.json', (_, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(json()),
  )
  server.get('/docs', (_, reply) => reply.header('cache-control', 'no-cache').type(html).send(routes()))
  server.get('/docs/problems', (_, reply) => reply.header('cache-control', 'no-cache').type(html).send(problems()))
}
