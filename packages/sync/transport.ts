import { Lease, PullAnswer, type PullRequest, PushAnswer, type PushRequest } from './protocol.ts'

/**
 * Why nothing came back. `signed-out`: the device's token does not hold any more; `revoked`: the device was revoked; `rejected`: the server
 * does not understand the request; `busy`, `offline`, `timeout`: later.
 */
export type TransportKind = 'offline' | 'timeout' | 'too-large' | 'busy' | 'signed-out' | 'revoked' | 'rejected'
export class TransportError extends Error {
  override name = 'TransportError'
  readonly kind: TransportKind
  /** The server's problem code, where it said one. */
  readonly code: string | undefined
  constructor(kind: TransportKind, code?: string) {
    super(code ?? kind)
    this.kind = kind
    this.code = code
  }
}

export interface Transport {
  push(request: PushRequest, token: string): Promise<PushAnswer>
  pull(request: PullRequest, token: string): Promise<PullAnswer>
  /** The lease alone: what opens the names again before anything is sent. */
  lease(deviceId: string, token: string): Promise<Lease>
}

const kindOf = (status: number, code: string | undefined): TransportKind => {
  if (code === 'device-revoked') return 'revoked'
  if (status === 401) return 'signed-out'
  if (status === 413) return 'too-large'
  return status === 429 || status >= 500 ? 'busy' : 'rejected'
}

async function packed(body: string): Promise<{ body: string | ArrayBuffer; headers: Record<string, string> }> {
  if (body.length < 2000 || typeof CompressionStream === 'undefined') return { body, headers: {} }
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))
  return { body: await new Response(stream).arrayBuffer(), headers: { 'content-encoding': 'gzip' } }
}

/** Bytes a second that a request may rest on (64 kbit/s): a photo gets the time that its length takes. */
const SLOWEST_LINE = 8000

/** The protocol over HTTP. @param base origin of the server; empty: that of the page */
export function httpTransport({
  base = '',
  timeoutMs = 30_000,
  ask = fetch,
}: {
  base?: string
  timeoutMs?: number
  ask?: typeof fetch
} = {}): Transport {
  async function call(path: string, token: string, body?: unknown): Promise<unknown> {
    const out = body === undefined ? { body: undefined, headers: {} } : await packed(JSON.stringify(body))
    const bytes = typeof out.body === 'string' ? out.body.length : (out.body?.byteLength ?? 0)
    const stop = AbortSignal.timeout(Math.ceil(timeoutMs + (1000 * bytes) / SLOWEST_LINE))
    let answer: Response
    let said: { code?: string } | null
    try {
      answer = await ask(`${base}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...out.headers,
        },
        ...(out.body !== undefined && { body: out.body }),
        credentials: 'omit',
        cache: 'no-store',
        signal: stop,
      })
      said = (await answer.json().catch((e: unknown) => {
        if (stop.aborted) throw e
        return null
      })) as { code?: string } | null
    } catch {
      throw new TransportError(stop.aborted ? 'timeout' : 'offline')
    }
    if (!answer.ok) throw new TransportError(kindOf(answer.status, said?.code), said?.code)
    // a captive portal answers 200 with a page of its own
    if (said === null) throw new TransportError('offline')
    return said
  }
  const read = <T>(shape: { safeParse(v: unknown): { success: boolean; data?: T } }, value: unknown): T => {
    const parsed = shape.safeParse(value)
    if (!parsed.success) throw new TransportError('offline')
    return parsed.data as T
  }
  return {
    push: async (request, token) => read(PushAnswer, await call('/api/sync/push', token, request)),
    async pull({ protocol, deviceId, cursor, unsent = 0 }, token) {
      const query = new URLSearchParams({
        protocol: String(protocol),
        deviceId,
        unsent: String(unsent),
        ...(cursor && { cursor }),
      })
      return read(PullAnswer, await call(`/api/sync/pull?${query}`, token))
    },
    lease: async (deviceId, token) => read(Lease, await call('/api/sync/lease', token, { deviceId })),
  }
}
