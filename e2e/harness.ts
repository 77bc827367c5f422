/**
 * A real server with the drill, and a real browser, for the tests of this folder. A file has a server on a copy of the drill of its own, or,
 * where it only reads, the one that all such files of a process share; the browser is one for all of them.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after } from 'node:test'
import type axeCore from 'axe-core'
import { type Browser, chromium, type Page, type Request } from 'playwright-core'
import { copyOfDrill } from './drill.ts'
import { builtCommand, chromiumPath, ended, launch, listening, plainArgs } from './processes.ts'

export interface Server {
  url: string
  /** Its data folder, and its database: the command line finds the same drill by PHAODAI_DATA and DATABASE_URL. */
  folder: string
  databaseUrl: string
  /** User name → password that signs in now; the one-time code until `signIn` has set another. */
  accounts: Record<string, string>
  stop: () => Promise<void>
}

/** Passwords set by `signIn`, for every server of this process. */
const own = 'ba con ga trong vuon 2021'
let last: Server | null = null
let reading: Promise<Server> | null = null
let browsing: Promise<Browser> | null = null
// what is shared ends with the process: a run of several files imports this before the first of them
after(async () => {
  await (await browsing)?.close()
  await (await reading)?.stop()
})

/** Builds the web app where a source changed, starts a server on a free port with a copy of the drill, and waits until it answers. */
export async function startServer(): Promise<Server> {
  await builtCommand()
  const drill = await copyOfDrill()
  const server = launch(['apps/cli/phaodai.mjs', 'serve'], { PHAODAI_DATA: drill.folder, DATABASE_URL: drill.databaseUrl })
  const stop = async () => {
    await ended(server.child, 'SIGTERM')
    await drill.drop()
  }
  try {
    const { folder, databaseUrl, accounts } = drill
    last = { url: await listening(server), folder, databaseUrl, accounts, stop }
    return last
  } catch (error) {
    await stop()
    throw error
  }
}

/** The server of the files that change nothing which another could see. It is stopped with the process. */
export async function readingServer(): Promise<Server> {
  reading ??= startServer()
  const server = await reading
  last = { ...server, stop: async () => {} }
  return last
}

/** The one Chromium of this process; `close` closes what was opened since. */
export async function openBrowser(): Promise<Browser> {
  browsing ??= chromium.launch({
    executablePath: chromiumPath,
    args: [...plainArgs, '--enable-unsafe-swiftshader'],
  })
  const browser = await browsing
  return new Proxy(browser, {
    get(target, key) {
      if (key === 'close') return () => Promise.all(target.contexts().map((c) => c.close()))
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A page of its own browser context (no cookie of another), at 1440 wide unless told. Fails the test when the page throws. */
export async function openPage(browser: Browser, server: Server, width = 1440, height = 900): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.message}`))
  const asked = new Set<Request>()
  // a live stream never ends
  page.on('request', (r) => r.resourceType() !== 'eventsource' && asked.add(r))
  page.on('requestfinished', (r) => asked.delete(r))
  page.on('requestfailed', (r) => asked.delete(r))
  unanswered.set(page, asked)
  return page
}

/** What each page has asked for and has not been answered. */
const unanswered = new WeakMap<Page, Set<Request>>()

/** Until a page has all that it asked for, what it shows is drawn, and drawing it asked for nothing more. */
export async function settled(page: Page): Promise<void> {
  const asked = unanswered.get(page)
  assert.ok(asked, 'the page is of openPage')
  const drawn = () => page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
  do {
    while (asked.size > 0) await Promise.race([...asked].map((r) => r.response().then((reply) => reply?.finished())))
    await drawn()
  } while (asked.size > 0)
}

/**
 * To another page of the desk as its own links and the Back button lead there: the app is in the document already, and axe too; the first one by
 * its address. A page that must be read anew (what it shows was changed elsewhere less than 15 s ago) is opened by its address as well.
 */
export async function go(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(path)
  else
    await page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  await settled(page)
}

/**
 * Signs in as one of the drill's accounts, past the pages of sign-in (account.test.ts walks through those); at the first time sets a password of
 * its own. Then opens `path`, where one is given.
 */
export async function signIn(page: Page, username: string, server: Server = last!, path?: string): Promise<void> {
  const password = server.accounts[username]
  assert.ok(password, `the drill has no account ${username}`)
  const send = async (path: string, data: object): Promise<void> => {
    const reply = await page.request.post(server.url + path, { data })
    assert.ok(reply.ok(), `${path}: ${await reply.text()}`)
  }
  await send('/api/session', { username, password })
  if (/^\S{4}-\S{4}-\S{4}$/.test(password)) {
    server.accounts[username] = `${own} ${username}`
    await send('/api/me/password', { current: password, next: server.accounts[username] })
    // a new password ends every session
    await send('/api/session', { username, password: server.accounts[username] })
  }
  if (path === undefined) return
  await page.goto(server.url + path)
  await page.locator('header').waitFor()
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** No finding of axe (WCAG 2.2 A and AA) on what is shown now. */
export async function axe(page: Page): Promise<void> {
  // colours in the middle of a fade are nobody's colours: what is moving comes to its end first
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
    const ending = document.getAnimations().filter((a) => Number.isFinite(Number(a.effect?.getComputedTiming().endTime)))
    await Promise.allSettled(ending.map((a) => a.finished))
    // rows of a long list are measured and put in their places over some frames; until then they lie on one another
    const places = () => [...document.querySelectorAll('[role=row]')].map((r) => Math.round(r.getBoundingClientRect().top)).join()
    let was = ''
    let still = 0
    while (still < 3) {
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
      const now = places()
      still = now === was ? still + 1 : 0
      was = now
    }
  })
  // once in a document, half a megabyte of it: what is shown next in the same document is looked at by what is there
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource)
  const violations = await page.evaluate(
    async (tags) => {
      const { axe } = window as unknown as { axe: typeof axeCore }
      // only findings are described: a fourth of the time
      const found = await axe.run({ runOnly: tags, resultTypes: ['violations'], elementRef: false, preload: false })
      return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)
    },
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  )
  assert.deepEqual(violations, [], `axe on ${page.url()}`)
}
