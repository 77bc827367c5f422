import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Picture } from './Pictures.tsx'
import { sendInspection, sendPictures } from './sending.ts'

const real = globalThis.fetch
afterEach(() => {
  globalThis.fetch = real
})
const input = {
  inspectionId: '0190f3a0-0000-7000-8000-000000000001',
  kind: 'market' as const,
  placeName: 'Chợ Đình',
  words: 'lần đầu',
}
const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', status, code, title: code, titleEn: code }), { status })
/** A server that writes each operation once and refuses other content under it; its answer is lost so many times. */
function server(lost: number) {
  const kept = new Map<string, string>()
  let asked = 0
  globalThis.fetch = async (_, init) => {
    const opId = new Headers(init!.headers).get('operation-id')!
    const body = String(init!.body)
    if (!kept.has(opId)) kept.set(opId, body)
    if (++asked <= lost) throw new TypeError('connection reset')
    if (kept.get(opId) !== body) return refusal(409, 'operation-reused')
    return Response.json({ inspectionId: input.inspectionId, onDay: '2021-02-22', lateness: 'none', unanswered: 0, tasks: [] })
  }
  return kept
}

test('changed after an answer was lost and sent again, it is written once, and the form is told that the change is not in it', async () => {
  const kept = server(1)
  const before = new Set<string>()
  assert.equal((await sendInspection(input, before)).problem?.code, 'no-connection')
  assert.deepEqual(await sendInspection({ ...input, words: 'đã sửa' }, before), { problem: null, older: true })
  assert.deepEqual([kept.size, [...kept.values()].every((body) => body.includes('lần đầu'))], [1, true])
})

test('the place of the phone that became known meanwhile is no change', async () => {
  server(1)
  const before = new Set<string>()
  await sendInspection(input, before)
  assert.deepEqual(await sendInspection({ ...input, latitude: 20.9, longitude: 106.3, accuracyMetres: 12 }, before), {
    problem: null,
    older: false,
  })
})

test('a picture that is refused holds no other up; a lost connection holds up the rest', async () => {
  const picture = (name: string): Picture => ({
    ...{ photoId: crypto.randomUUID(), name, takenAt: '2021-02-22T08:00:00+07:00', bytes: new Blob([name]) },
    ...{ latitude: null, longitude: null, accuracyMetres: null },
  })
  const all = ['bad.bmp', 'a.png', 'b.png', 'c.png'].map(picture)
  const sent: string[] = []
  let cut = true
  globalThis.fetch = async (address) => {
    const name = new URL(String(address), 'http://x').searchParams.get('fileName')!
    if (name === 'bad.bmp') return refusal(422, 'inspection-photo')
    if (name === 'b.png' && cut) throw new TypeError('connection reset')
    sent.push(name)
    return Response.json({ photoId: crypto.randomUUID(), sha256: '', known: false })
  }
  const first = await sendPictures(input.inspectionId, all)
  assert.deepEqual([first.left.map((p) => p.name), first.problem?.code], [['bad.bmp', 'b.png', 'c.png'], 'no-connection'])
  cut = false
  const then = await sendPictures(input.inspectionId, first.left)
  assert.deepEqual([then.left.map((p) => p.name), then.problem?.code], [['bad.bmp'], 'inspection-photo'])
  assert.deepEqual(sent, ['a.png', 'b.png', 'c.png'])
})

test('a picture that the device cannot read any more is named, and the others go', async () => {
  const bytes = new Blob(['x'])
  bytes.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  const at = { takenAt: '2021-02-22T08:00:00+07:00', latitude: null, longitude: null, accuracyMetres: null }
  const sent: string[] = []
  globalThis.fetch = async (address) => {
    sent.push(new URL(String(address), 'http://x').searchParams.get('fileName')!)
    return Response.json({ photoId: crypto.randomUUID(), sha256: '', known: false })
  }
  const { left, problem } = await sendPictures(input.inspectionId, [
    { photoId: crypto.randomUUID(), name: 'mat.png', bytes, ...at },
    { photoId: crypto.randomUUID(), name: 'con.png', bytes: new Blob(['y']), ...at },
  ])
  assert.deepEqual([left.map((p) => p.name), problem?.code, sent], [['mat.png'], 'picture-gone', ['con.png']])
  assert.match(problem!.title, /mat\.png/)
})
