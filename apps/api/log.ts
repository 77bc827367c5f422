import type { FastifyServerOptions } from 'fastify'

/** Where log lines go instead of standard output. */
export interface LogTarget {
  write(line: string): void
}

/**
 * What may be said of an error in a log: its kind, its code, the constraint, and where it was thrown. Never its message:
 * PostgreSQL and parsers quote the values that they refuse, and those are people's names and numbers.
 */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  const head = `${error.name}: ${error.message}`
  const stack = error.stack ?? ''
  const frames = (stack.startsWith(head) ? stack.slice(head.length) : stack.replaceAll(error.message || '\u0000', ''))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
  const text = (key: string, value: unknown) => (typeof value === 'string' ? { [key]: value } : {})
  return { kind: error.name, ...text('code', code), ...text('constraint', constraint), ...text('table', table), frames }
}

/** The framework's type for a said error asks for the message, which must not be said. */
type Said = (error: Error) => { type: string; message: string; stack: string }

/** Log settings: no bodies, no addresses of requests, no query strings; a request is known by its id and its route's pattern. */
export function logOptions(log: boolean | LogTarget): FastifyServerOptions['logger'] {
  if (log === false) return false
  return {
    level: 'info',
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    serializers: { err: traceOf as unknown as Said, req: () => ({}), res: () => ({}) },
    ...(log !== true && { stream: log }),
  }
}
