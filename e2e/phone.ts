/** A phone for the tests: a browser profile that outlives its browser, a wire that can be cut, a clock that can be moved. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { connect, createServer, type Server as NetServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Server } from './harness.ts'
import { chromiumPath, plainArgs, root } from './processes.ts'

/** A TCP relay in front of the server: cut, nothing gets through, and nobody answers at the address. */
export interface Wire {
  url: string
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

export async function wireTo(url: string): Promise<Wire> {
  const to = Number(new URL(url).port)
  const sockets = new Set<Socket>()
  let relay: NetServer | null = null
  let port = 0
  const open = () =>
    new Promise<void>((ready, failed) => {
      relay = createServer((from) => {
        const on = connect(to, '127.0.0.1')
        for (const s of [from, on]) {
          sockets.add(s)
          s.on('error', () => s.destroy()).on('close', () => sockets.delete(s))
        }
        from.pipe(on).pipe(from)
      })
      relay.once('error', failed).listen(port, '127.0.0.1', () => {
        port = (relay!.address() as { port: number }).port
        ready()
      })
    })
  const cut = () =>
    new Promise<void>((done) => {
      if (!relay?.listening) return done()
      relay.close(() => done())
      for (const s of sockets) s.destroy()
    })
  await open()
  return { url: `http://127.0.0.1:${port}`, cut, mend: open, close: cut }
}

/** Cuts the wire, and tells the browser so as a phone would notice it. */
export async function cutWire(wire: Wire, context: BrowserContext): Promise<void> {
  await wire.cut()
  await context.setOffline(true)
}

/** A small phone with the profile that lies there. @param aheadMs how far its clock is ahead of ours */
export async function openPhone(profile: string, url: string, aheadMs = 0): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: plainArgs,
    baseURL: url,
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
  await context.addInitScript((ahead) => {
    const Real = Date
    const clock = { ahead }
    class Moved extends Real {
      constructor(...given: []) {
        if (given.length > 0) super(...given)
        else super(Real.now() + clock.ahead)
      }
      static override now() {
        return Real.now() + clock.ahead
      }
    }
    Object.assign(globalThis, { Date: Moved, phoneClock: clock })
  }, aheadMs)
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.message}`))
  return { context, page }
}

/** Locks the phone for whoever holds it next; they are no member on it yet. */
export async function handOn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tôi' }).click()
  await page.getByRole('button', { name: 'Khóa, đổi người dùng' }).click()
}

/** A picture as a camera makes one, so large that the phone has to make it smaller. */
export const bigPhoto = (page: Page): Promise<Buffer> =>
  page
    .evaluate(() => {
      const canvas = document.createElement('canvas')
      ;[canvas.width, canvas.height] = [2400, 1800]
      const draw = canvas.getContext('2d')!
      for (let i = 0; i < 60; i++) {
        draw.fillStyle = `hsl(${i * 37} 60% 50%)`
        draw.fillRect((i % 10) * 240, Math.floor(i / 10) * 300, 240, 300)
      }
      return canvas.toDataURL('image/png').split(',')[1]!
    })
    .then((text) => Buffer.from(text, 'base64'))

/** Moves the phone's clock and lets the page look at it, as when the screen is turned on again. */
export async function setAhead(page: Page, aheadMs: number): Promise<void> {
  await page.evaluate((ahead) => {
    ;(globalThis as unknown as { phoneClock: { ahead: number } }).phoneClock.ahead = ahead
    document.dispatchEvent(new Event('visibilitychange'))
  }, aheadMs)
}

/** The browser dies at once, as when the phone's battery is taken out. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const gone = new Promise((done) => context.once('close', done))
  const [page] = context.pages()
  const cdp = await context.newCDPSession(page!)
  cdp.send('Browser.crash').catch(() => {})
  await gone
}

export async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
}

export async function signInPhone(page: Page, username: string, code: string, pin: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mã một lần trên phiếu').fill(code)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByRole('heading', { name: 'Chọn mã PIN 6 số' }).waitFor()
  await typePin(page, pin)
  await page.getByRole('heading', { name: 'Nhập lại mã PIN' }).waitFor()
  await typePin(page, pin)
}

/** The drill's day, moved while the server runs. */
export const moveDay = (server: Server, day: string) =>
  promisify(execFile)(process.execPath, ['apps/cli/phaodai.mjs', 'day', day], {
    cwd: root,
    env: { ...process.env, PHAODAI_DATA: server.folder, DATABASE_URL: server.databaseUrl },
  })

/** Somebody at a computer: asks the API as one of the drill's accounts. */
export async function deskOf(server: Server, username: string) {
  let cookie = ''
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const said = await answer.json()
    assert.ok(answer.ok, `${path}: ${JSON.stringify(said)}`)
    return said
  }
  const current = server.accounts[username]!
  const next = `ba con ga trong vuon 2021 ${username}`
  const { owed } = await ask('POST', '/api/session', { username, password: current })
  if (owed) {
    await ask('POST', '/api/me/password', { current, next })
    server.accounts[username] = next
    // a new password ends every session
    await ask('POST', '/api/session', { username, password: next })
  }
  return ask
}

/** Every version that stands at the server, of the team's homes since a day: `door day slot` → answer; the station reads it. */
export async function checksAt(server: Server, from: string, until: string): Promise<Map<string, string>> {
  const ask = await deskOf(server, 'tram')
  const { rows } = await ask('GET', '/api/teams')
  const { teamId } = rows.find((r: { name: string }) => r.name === 'Tổ số 1')
  const { households } = await ask('GET', `/api/rounds?teamId=${teamId}&day=${until}`)
  const found: [string, string][] = []
  for (const { householdId, door } of households) {
    const { days } = await ask('GET', `/api/households/${householdId}/checks?from=${from}&until=${until}`)
    for (const d of days) for (const v of d.versions) if (!v.voidedAt) found.push([`${door} ${d.day} ${v.slot}`, v.answer])
  }
  assert.equal(found.length, new Set(found.map(([key]) => key)).size, 'no door was written twice in a slot')
  return new Map(found)
}

/** A new one-time code of the commune, for whoever forgot a PIN. */
export async function newCodeOf(server: Server, username: string): Promise<string> {
  const ask = await deskOf(server, 'xa')
  const { accounts } = await ask('GET', `/api/accounts?text=${username}`)
  const { accountId } = accounts.find((a: { username: string }) => a.username === username)
  return (await ask('POST', `/api/accounts/${accountId}/reset-password`, {})).oneTimePassword
}
