import assert from 'node:assert/strict'
import { test } from 'node:test'
import { command } from '@phaodai/kernel/command.ts'
import { roles, verb } from '@phaodai/kernel/contract.ts'
import { problemCatalogue } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { accessMarkdown, accessTable, problemsMarkdown } from './access.ts'
import { docsHtml, problemsHtml } from './docs-page.ts'
import { madeUp } from './made-up.fixtures.ts'
import { faultsOf } from './openapi.check.ts'
import { openapiOf } from './openapi.ts'
import { doors, operations as wired } from './wiring.ts'

type Node = Record<string, never>
const at = (document: unknown, ...path: string[]) => path.reduce<Node>((node, key) => node[key]!, document as Node) as unknown

test('the document of the wired operations follows the rules of OpenAPI 3.1', () => {
  assert.deepEqual(faultsOf(openapiOf(wired, doors)), [])
})

test('what stands behind a door says that a link opens it and no session does', () => {
  const document = openapiOf(wired, doors)
  const entries = Object.entries(document.paths).flatMap(([path, item]) => Object.values(item).map((entry) => ({ path, entry })))
  const behind = entries.filter(({ path }) => path.startsWith('/api/doors/'))
  assert.equal(behind.length, doors.length)
  for (const { entry } of behind) assert.deepEqual(entry.security, [{ door: [] }])
  const other = entries.filter(({ path }) => !path.startsWith('/api/doors/'))
  assert.ok(!JSON.stringify(other.map(({ entry }) => entry.security ?? [])).includes('door'))
  assert.match(docsHtml(document), /theo đường dẫn riêng/)
})

test('the document of made-up operations follows the rules, with recursive and shared shapes', () => {
  const document = openapiOf(madeUp)
  assert.deepEqual(faultsOf(document), [])
  assert.ok('Note' in document.components.schemas)
  const put = at(document, 'paths', '/api/notes/{noteId}', 'put')
  assert.deepEqual(at(put, 'x-roles'), ['commune', 'station'])
  const body = at(put, 'requestBody', 'content', 'application/json', 'schema')
  assert.deepEqual(Object.keys(at(body, 'properties') as object), ['text', 'tree'])
  assert.deepEqual(at(body, 'required'), ['text'])
  const query = at(document, 'paths', '/api/notes', 'get', 'parameters') as { name: string; required?: boolean }[]
  assert.deepEqual(
    query.map(({ name, required }) => [name, required ?? false]),
    [
      ['kinds', false],
      ['limit', false],
    ],
  )
  assert.ok(at(document, 'paths', '/api/notes/{noteId}/file', 'post', 'requestBody', 'content', 'application/octet-stream'))
  assert.deepEqual(Object.keys(at(document, 'paths', '/api/notes/{noteId}', 'delete', 'responses') as object).sort(), [
    '204',
    '400',
    '401',
    '403',
    'default',
  ])
})

test('the check sees a reference to nothing, an undeclared path parameter, a missing answer', () => {
  const broken = structuredClone(openapiOf(madeUp)) as unknown as { paths: Record<string, unknown> }
  broken.paths['/api/x/{y}'] = { get: { operationId: 'notes.list', parameters: [{ $ref: '#/components/parameters/None' }] } }
  const faults = faultsOf(broken as never).join('\n')
  for (const said of [/#\/components\/parameters\/None/, /path parameter y/, /responses/, /operationId notes\.list/])
    assert.match(faults, said)
})

test('a shape with one name that is sent and answered differently keeps both forms', () => {
  const Person = z.object({ age: z.coerce.number().default(1) }).meta({ id: 'Aged' })
  const v = verb({
    name: 'x.put',
    method: 'POST',
    path: '/api/x',
    input: z.object({ a: Person }),
    output: z.object({ b: Person }),
    title: { vi: 'x', en: 'x' },
    roles: ['cdc'],
  })
  const document = openapiOf([command(v, async (_, { a }) => ({ b: a })) as never])
  assert.deepEqual(faultsOf(document), [])
  assert.deepEqual(
    Object.keys(document.components.schemas).filter((name) => name.startsWith('Aged')),
    ['Aged', 'Aged-2'],
  )
})

test('two verbs at one address, or a path parameter that is no key of the input, stop the start', () => {
  assert.throws(() => openapiOf([madeUp[0]!, madeUp[0]!]), /there twice/)
  const v = { ...madeUp[1]!.verb, path: '/api/:nothing' }
  assert.throws(() => openapiOf([{ ...madeUp[1]!, verb: v }]), /nothing is not a key/)
})

test('the page shows every route, shape and problem, escapes its text and asks for nothing elsewhere', () => {
  const evil = { ...madeUp[1]!, verb: { ...madeUp[1]!.verb, title: { vi: '<script>alert(1)</script>', en: '"&' } } }
  const html = docsHtml(openapiOf([madeUp[0]!, evil]))
  assert.ok(html.includes('/api/notes/{noteId}') && html.includes('id="notes.write"') && html.includes('/docs/problems'))
  assert.ok(html.includes('&lt;script&gt;') && !html.includes('<script'))
  for (const page of [html, problemsHtml()]) assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//)
  for (const code of problemCatalogue().keys()) assert.ok(problemsHtml().includes(`id="${code}"`), code)
})

test('the table of access has every role for every verb, and marks personal reads', () => {
  const rows = accessTable(madeUp)
  assert.equal(rows.length, madeUp.length)
  for (const row of rows) assert.deepEqual(Object.keys(row.may), [...roles])
  const list = rows.find((row) => row.verb === 'notes.list')!
  assert.ok(list.personal && list.may.commune && !list.may.team)
  const text = accessMarkdown(madeUp, [])
  assert.match(text, /\| ◉ \| `GET \/api\/notes` \| Danh sách ghi chú \/ List notes \(`notes\.list`\) \|/)
  for (const code of problemCatalogue().keys()) assert.ok(problemsMarkdown().includes(`\`${code}\``))
})
