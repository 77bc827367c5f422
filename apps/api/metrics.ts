import type { Pool } from '@phaodai/kernel/sql.ts'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the server counts. Labels are route patterns, verb names, problem codes and states: never anything of a person or a request. */
export interface Meter {
  request(method: string, route: string, status: number, seconds: number): void
  /** outcome: `done` or the problem's code. */
  operation(verb: string, outcome: string): void
  text(): Promise<string>
  contentType: string
}

/** A meter of its own for each server. */
export function meterOf(pool: Pool): Meter {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'phaodai_http_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  })
  const operations = new Counter({
    name: 'phaodai_operations_total',
    help: 'Operations by verb and outcome (done, or the code of the problem)',
    labelNames: ['verb', 'outcome'],
    registers,
  })
  new Gauge({
    name: 'phaodai_pool_connections',
    help: 'Database connections of this server, by state; waiting: requests without one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
      this.set({ state: 'most' }, pool.options.max ?? 10)
    },
  })
  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    operation: (verb, outcome) => operations.inc({ verb, outcome }),
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}
