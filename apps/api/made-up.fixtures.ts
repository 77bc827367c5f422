import { command, type Operation, read } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { sql } from '@phaodai/kernel/sql.ts'
import { z } from 'zod'

const roles = ['commune', 'station'] as const
const Note = z.object({ noteId: z.uuid(), text: z.string().max(50) }).meta({ id: 'Note' })
interface Branch {
  name: string
  parts: Branch[]
}
const Branch: z.ZodType<Branch> = z.lazy(() => z.object({ name: z.string(), parts: z.array(Branch) }))

/** Writes one event, so that a test can count what was written. */
const writeNote = command(
  verb({
    name: 'notes.write',
    method: 'PUT',
    path: '/api/notes/:noteId',
    input: Note.extend({ tree: Branch.optional() }),
    output: z.object({ noteId: z.uuid(), length: z.int() }),
    title: { vi: 'Ghi chú', en: 'Write a note' },
    roles,
  }),
  async (ctx, { noteId, text }) => {
    await ctx.emit({ name: 'notes.written', communeId: ctx.actor.areaId, body: { noteId } })
    return { noteId, length: text.length }
  },
)

const listNotes = read(
  verb({
    name: 'notes.list',
    method: 'GET',
    path: '/api/notes',
    input: z.object({ kinds: z.array(z.string()).optional(), limit: z.coerce.number().int().max(100).default(10) }),
    output: z.object({ kinds: z.array(z.string()), limit: z.int(), notes: z.array(Note) }),
    title: { vi: 'Danh sách ghi chú', en: 'List notes' },
    roles,
    personal: true,
  }),
  async (_, { kinds = [], limit }) => ({ kinds, limit, notes: [] }),
)

const forget = command(
  verb({
    name: 'notes.forget',
    method: 'DELETE',
    path: '/api/notes/:noteId',
    input: z.object({ noteId: z.uuid() }),
    output: z.void(),
    title: { vi: 'Bỏ ghi chú', en: 'Forget a note' },
    roles,
  }),
  async () => undefined,
)

const upload = command(
  verb({
    name: 'notes.upload',
    method: 'POST',
    path: '/api/notes/:noteId/file',
    input: z.object({ noteId: z.uuid(), fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
    output: z.object({ size: z.int(), fileName: z.string() }),
    title: { vi: 'Gửi tệp', en: 'Send a file' },
    roles,
    upload: true,
  }),
  async (_, { bytes, fileName }) => ({ size: bytes.byteLength, fileName }),
)

const download = read(
  verb({
    name: 'notes.download',
    method: 'GET',
    path: '/api/notes/:noteId/file',
    input: z.object({ noteId: z.uuid() }),
    output: z.custom<{ fileName: string; mime: string; bytes: Uint8Array }>(),
    title: { vi: 'Tải tệp', en: 'Download a file' },
    roles,
    file: true,
    personal: true,
  }),
  async () => ({
    fileName: 'Danh sách Đỗ "A".csv',
    mime: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode('tên\r\nAn\r\n'),
  }),
)

/** Asks something in the journey that opens its scope. */
const count = command(
  verb({
    name: 'notes.count',
    method: 'POST',
    path: '/api/notes/count',
    input: z.object({ text: z.string() }),
    output: z.object({ post: z.string(), length: z.int() }),
    title: { vi: 'Đếm chữ', en: 'Count letters' },
    roles,
  }),
  async (ctx, { text }, post) => {
    await ctx.emit({ name: 'notes.counted', communeId: ctx.actor.areaId, body: {} })
    return { post: post as string, length: text.length }
  },
  { ahead: async (db) => (await db.one<{ post: string }>(sql`select scope_post() as post`)).post },
)

/** Fails as a store does when a value does not fit: the error's own message quotes the value. */
const breaks = read(
  verb({
    name: 'notes.break',
    method: 'GET',
    path: '/api/breaks',
    input: z.object({ name: z.string() }),
    output: z.object({}),
    title: { vi: 'Hỏng', en: 'Break' },
    roles,
  }),
  async ({ db }, { name }) => {
    if (name === 'refuse') throw new Problem('not-found', { what: 'ghi chú' })
    await db.one(sql`select ${name}::int`)
    return {}
  },
)

/** Operations of no module, for the tests of the server itself. */
export const madeUp = [writeNote, listNotes, forget, upload, download, count, breaks] as unknown as Operation[]
