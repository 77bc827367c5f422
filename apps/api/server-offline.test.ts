import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { secretsOf } from '@phaodai/kernel/secrets.ts'
import { openPool } from '@phaodai/kernel/sql.ts'
import type { FastifyInstance } from 'fastify'
import { madeUp } from './made-up.fixtures.ts'
import { buildServer } from './server.ts'

// a server whose database is not there: what must still work, and how the rest is refused
const pool = openPool('postgres://nobody@127.0.0.1:1/none')
const webRoot = mkdtempSync(join(tmpdir(), 'phaodai-web-'))
let server: FastifyInstance
before(() => {
  mkdirSync(join(webRoot, 'assets'))
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Pháo Đài</title>')
  writeFileSync(join(webRoot, 'assets/index-3f9a.js'), 'export {}')
  server = buildServer({
    app: { pool, secrets: secretsOf(Buffer.alloc(32)), reactions: [] },
    operations: madeUp,
    instance: async () => null,
    webRoot,
  })
})
after(async () => {
  await server.close()
  await pool.end()
  rmSync(webRoot, { recursive: true })
})

test('without its database the server lives, is not ready, and says busy', async () => {
  assert.equal((await server.inject('/healthz')).statusCode, 200)
  const ready = await server.inject('/readyz')
  assert.equal(ready.statusCode, 503)
  assert.equal(ready.json().code, 'not-ready')
  const busy = await server.inject({ url: '/api/notes', headers: { authorization: 'Bearer abc' } })
  assert.equal(busy.json().code, 'busy')
  assert.equal(busy.headers['retry-after'], '5')
})

test('outlines come as GeoJSON, packed, and are not sent twice', async () => {
  const first = await server.inject({ url: '/geo/districts-2021/30', headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(first.statusCode, 200)
  assert.equal(first.headers['content-encoding'], 'gzip')
  assert.match(String(first.headers['content-type']), /^application\/geo\+json/)
  const outline = JSON.parse(gunzipSync(first.rawPayload).toString())
  assert.equal(outline.type, 'FeatureCollection')
  assert.equal(outline.features.length, 12)
  const again = await server.inject({
    url: '/geo/districts-2021/30',
    headers: { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) },
  })
  assert.equal(again.statusCode, 304)
  const plain = await server.inject({ url: '/geo/districts-2021/30', headers: { 'if-none-match': String(first.headers.etag) } })
  assert.deepEqual(plain.json(), outline)
  assert.equal((await server.inject('/geo/provinces-2021')).json().features.length, 63)
  assert.equal((await server.inject('/geo/communes-2025/30')).statusCode, 200)
})

test('an outline that does not exist is a problem', async () => {
  for (const url of ['/geo/districts-2021/99', '/geo/communes-2025/..%2Fx']) {
    const reply = await server.inject(url)
    assert.equal(reply.statusCode, 404)
    assert.equal(reply.json().code, 'not-found')
  }
  assert.equal((await server.inject('/geo/hamlets/30')).json().code, 'no-such-route')
})

test('hashed files are kept for a year, pages are asked for again, and a page’s address gives the app', async () => {
  const asset = await server.inject('/assets/index-3f9a.js')
  assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable')
  for (const url of ['/', '/index.html', '/nguoi/12']) {
    const page = await server.inject(url)
    assert.equal(page.statusCode, 200, url)
    assert.match(page.body, /Pháo Đài/)
    assert.equal(page.headers['cache-control'], 'no-cache')
  }
  for (const url of ['/assets/index-0000.js', '/api/nguoi', '/mat.png', '/../package.json', '/.env']) {
    const gone = await server.inject(url)
    assert.equal(gone.statusCode, 404, url)
    assert.equal(gone.json().code, 'no-such-route')
  }
})

test('long text is packed', async () => {
  const docs = await server.inject({ url: '/docs', headers: { 'accept-encoding': 'br' } })
  assert.equal(docs.headers['content-encoding'], 'br')
})
