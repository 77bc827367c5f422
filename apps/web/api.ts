import type { Verb } from '@phaodai/kernel/contract.ts'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import type { z } from 'zod'
import { hearServer } from './now.ts'

/** A refusal by the server, or no answer at all; `problem` has the words for the reader. */
export class ProblemError extends Error {
  readonly problem: ProblemDocument
  constructor(problem: ProblemDocument) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Any failure as a problem that can be shown. */
export const problemOf = (error: unknown): ProblemDocument =>
  error instanceof ProblemError
    ? error.problem
    : {
        type: 'about:blank',
        code: 'screen-error',
        status: 0,
        title: 'Màn hình này gặp lỗi',
        titleEn: 'This screen failed',
        hint: 'Tải lại trang. Những gì máy chủ đã nhận vẫn còn.',
        hintEn: 'Reload the page. What the server has accepted is kept.',
      }

const unreachable: ProblemDocument = {
  type: 'about:blank',
  code: 'no-connection',
  status: 0,
  title: 'Không kết nối được máy chủ',
  titleEn: 'The server cannot be reached',
  hint: 'Kiểm tra mạng rồi gửi lại; gửi lại không bao giờ ghi hai lần.',
  hintEn: 'Check the network and send again; sending again never writes twice.',
}

const unreadable = (status: number): ProblemDocument => ({
  type: 'about:blank',
  code: 'unreadable-answer',
  status,
  title: 'Máy chủ trả lời không đúng dạng',
  titleEn: 'The answer of the server could not be read',
  hint: 'Tải lại trang; nếu còn lỗi, báo quản trị.',
  hintEn: 'Reload the page; if it persists, tell the administrator.',
})

/** A file answered by a verb with `file: true`. */
export interface DownloadedFile {
  fileName: string
  blob: Blob
}

export type AnswerOf<V extends Verb> = V extends { file: true } ? DownloadedFile : z.output<V['output']>

export interface CallOptions {
  /** A UUID, the same for a repeated attempt: the server writes one operation once. Made here where not given. */
  opId?: string
  signal?: AbortSignal
}

/** The address of a call: path parts filled from the input, the rest of it left over. */
export function addressOf(
  path: string,
  input: Readonly<Record<string, unknown>>,
): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input }
  const filled = path.replace(/(?<=\/):(\w+)/g, (_, key: string) => {
    const value = rest[key]
    if (value === undefined || value === null || value === '') throw new Error(`${path} needs ${key}`)
    delete rest[key]
    return encodeURIComponent(String(value))
  })
  return { path: filled, rest }
}

function queryOf(rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined || value === null) continue
    if (Array.isArray(value)) for (const one of value) query.append(key, String(one))
    else query.append(key, String(value))
  }
  const text = query.toString()
  return text && `?${text}`
}

/**
 * Calls a verb of the API: its contract says where, with what and what comes back. Throws ProblemError; nothing else.
 * On GET and DELETE what is not in the path goes into the query; on upload the bytes are the body.
 */
export async function call<V extends Verb>(verb: V, input: z.input<V['input']>, options: CallOptions = {}): Promise<AnswerOf<V>> {
  const { path, rest } = addressOf(verb.path, (input ?? {}) as Record<string, unknown>)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (verb.method !== 'GET') headers['operation-id'] = options.opId ?? crypto.randomUUID()
  let address = path
  let body: BodyInit | null = null
  if (verb.upload) {
    const { bytes, ...query } = rest
    body = bytes as BodyInit
    headers['content-type'] = 'application/octet-stream'
    address += queryOf(query)
  } else if (verb.method === 'POST' || verb.method === 'PUT') {
    body = JSON.stringify(rest)
    headers['content-type'] = 'application/json'
  } else address += queryOf(rest)

  let answer: Response
  try {
    answer = await fetch(address, {
      method: verb.method,
      headers,
      body,
      credentials: 'same-origin',
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ProblemError(unreachable)
  }
  hearServer(answer.headers.get('date'))
  if (!answer.ok) throw new ProblemError(await readProblem(answer))
  if (verb.file) return { fileName: fileNameOf(answer), blob: await answer.blob() } as AnswerOf<V>
  const value: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
  const read = verb.output.safeParse(value)
  if (!read.success) throw new ProblemError(unreadable(answer.status))
  return read.data as AnswerOf<V>
}

async function readProblem(answer: Response): Promise<ProblemDocument> {
  const value: unknown = await answer.json().catch(() => null)
  const known = typeof value === 'object' && value !== null && 'code' in value && 'title' in value
  if (!known)
    return answer.status >= 502 && answer.status <= 504 ? { ...unreachable, status: answer.status } : unreadable(answer.status)
  const problem = value as ProblemDocument
  return { ...problem, status: problem.status ?? answer.status, titleEn: problem.titleEn ?? problem.title }
}

/** RFC 6266: the UTF-8 name where given, else the plain one. */
function fileNameOf(answer: Response): string {
  const said = answer.headers.get('content-disposition') ?? ''
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  return coded ? decodeURIComponent(coded) : (/filename="?([^";]+)/i.exec(said)?.[1] ?? 'phaodai')
}
