/** A real server with the drill, and a real browser, for the tests of this folder. One server a file; everything ends with it. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Server {
  url: string
  /** Its data folder. */
  folder: string
  /** User name → password that signs in now; the one-time code until `signIn` has set another. */
  accounts: Record<string, string>
  stop: () => Promise<void>
}

/** Passwords set by `signIn`, for every server of this process. */
const own = 'ba con ga trong vuon 2021'
let last: Server | null = null

/** Builds the web app where a source changed, starts a server on a free port with a data folder of its own, and waits until it answers. */
export async function startServer(): Promise<Server> {
  const { build } = (await import('../tools/start.mjs' as string)) as { build: () => void }
  build()
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-e2e-'))
  // the whole run founds the drill once and lends it; a file run alone founds its own
  const lent = process.env.PHAODAI_TEST_DRILL
  if (lent) execFileSync('cp', ['-a', `${lent}/.`, folder])
  const child = serve(folder)
  try {
    const url = await listening(child)
    const accounts: Record<string, string> = {}
    for (const line of readFileSync(join(folder, 'tai-khoan-dien-tap.txt'), 'utf8').split('\n')) {
      const found = /^(\S+)\s+(\S{4}-\S{4}-\S{4})\s/.exec(line)
      if (found) accounts[found[1]!] = found[2]!
    }
    last = {
      url,
      folder,
      accounts,
      stop: async () => {
        await ended(child)
        rmSync(folder, { recursive: true, force: true })
      },
    }
    return last
  } catch (error) {
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const serve = (folder: string): ChildProcess =>
  spawn(process.execPath, [join(root, 'apps/cli/main.ts'), 'serve'], {
    cwd: root,
    env: { ...process.env, PORT: '0', PHAODAI_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Founds the drill in a folder and stops: what startServer copies where PHAODAI_TEST_DRILL names it. */
export async function foundDrill(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-e2e-drill-'))
  const child = serve(folder)
  await listening(child)
  await ended(child)
  return folder
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (bytes: Buffer) => {
      said += bytes
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (url) resolve(url)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Chromium from the machine; PHAODAI_CHROMIUM names another. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.PHAODAI_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader'],
  })

/** A page of its own browser context (no cookie of another), at 1440 wide unless told. Fails the test when the page throws. */
export async function openPage(browser: Browser, server: Server, width = 1440, height = 900): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.message}`))
  return page
}

/** Signs in as one of the drill's accounts; at the first time sets a password of its own. Ends on the first screen of the post. */
export async function signIn(page: Page, username: string, server: Server = last!): Promise<void> {
  const password = server.accounts[username]
  assert.ok(password, `the drill has no account ${username}`)
  await page.goto(`${server.url}/sign-in`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel(/^Mật khẩu/).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  // Where the first screen is, or the first step that is owed, is decided after the address has left the sign-in page.
  await page.locator('header, input[autocomplete="new-password"]').first().waitFor()
  if (new URL(page.url()).pathname === '/first-steps') {
    await page.getByLabel('Mã một lần').fill(password)
    await page.getByLabel(/^Mật khẩu mới/).fill(`${own} ${username}`)
    await page.getByLabel('Nhập lại mật khẩu mới').fill(`${own} ${username}`)
    await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click()
    await page.waitForURL((url) => url.pathname !== '/first-steps')
    server.accounts[username] = `${own} ${username}`
  }
  await page.locator('header').waitFor()
}

/** No finding of axe (WCAG 2.2 A and AA) on what is shown now. */
export async function axe(page: Page): Promise<void> {
  // colours in the middle of a fade are nobody's colours: what is moving comes to its end first
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
    const ending = document.getAnimations().filter((a) => Number.isFinite(Number(a.effect?.getComputedTiming().endTime)))
    await Promise.allSettled(ending.map((a) => a.finished))
  })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`),
    [],
    `axe on ${page.url()}`,
  )
}
