/**
 * node:test follows every promise, to say to which test an error belongs that nobody caught: code that waits for much takes up to fifteen times as
 * long by it. In a batch one test runs after another, so such an error is the running one's: it fails by it, without the following.
 * Imported before the first test is made.
 */
import { createHook } from 'node:async_hooks'
import { after, afterEach } from 'node:test'

const hooks = Object.getPrototypeOf(createHook({})) as { enable(): unknown }
hooks.enable = function () {
  return this
}

const uncaught: unknown[] = []
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    process.stderr.write(`nobody caught: ${error instanceof Error ? error.stack : String(error)}\n`)
    uncaught.push(error)
  })
const none = () => {
  if (uncaught.length > 0) throw uncaught.splice(0)[0]
}
afterEach(none)
// what came after the last test, or outside of all
after(none)
process.on('exit', () => {
  if (uncaught.length > 0) process.exitCode = 1
})
