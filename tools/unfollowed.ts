/**
 * node:test follows every promise: to know in which suite a test or hook is written, and to which test an error belongs that nobody caught. Code that
 * waits for much takes up to fifteen times as long by it. In a batch the following ends with the last file's definitions: one test runs after another
 * then, so an error that nobody caught is the running one's, which fails by it. Imported before the first test is made.
 */
import { type AsyncHook, createHook } from 'node:async_hooks'
import { after, afterEach } from 'node:test'

const ofAll = Object.getPrototypeOf(createHook({})) as AsyncHook
const { enable } = ofAll
const followers: AsyncHook[] = []
ofAll.enable = function (this: AsyncHook) {
  followers.push(this)
  return enable.call(this)
}

let following = true
const uncaught: unknown[] = []
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    if (following) return
    process.stderr.write(`nobody caught: ${error instanceof Error ? error.stack : String(error)}\n`)
    uncaught.push(error)
  })
const none = () => {
  if (uncaught.length > 0) throw uncaught.splice(0)[0]
}
// the first hook sets node:test up, and with it what follows
afterEach(none)
ofAll.enable = enable
// what came after the last test, or outside of all
after(none)
process.on('exit', () => {
  if (uncaught.length > 0) process.exitCode = 1
})

/** Every test of the process is defined. */
export function unfollow(): void {
  following = false
  for (const hook of followers) hook.disable()
}
