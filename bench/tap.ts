/** From a tap on "Khỏe" to its effect on the screen, in real Chromium at 360x640 with the processor slowed to a quarter. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { BenchResult } from './run.ts'

interface Harness {
  startServer(): Promise<{ url: string; accounts: Record<string, string>; stop(): Promise<void> }>
}
interface PhoneHarness {
  openPhone(profile: string, url: string): Promise<{ context: BrowserContext; page: Page }>
  signInPhone(page: Page, username: string, code: string, pin: string): Promise<void>
}

const TAPS = 25
const at = (sorted: number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)

/**
 * Taps as a finger makes them, so many milliseconds apart: raw touches, because a driver's own looking for the button would count as the page's. Every
 * row is tapped in its turn; the list is scrolled between taps, before the time is taken.
 */
async function taps(page: Page, cdp: CDPSession, everyMs: number) {
  for (let i = 0; i < TAPS; i++) {
    const at = await page.evaluate(() => {
      const button = document.querySelector('button[aria-label$=": cả nhà khỏe"]')!
      button.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { x, y, width, height } = button.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    })
    await page.waitForTimeout(everyMs / 2)
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.waitForTimeout(everyMs / 2)
  }
  await page.waitForTimeout(1000)
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen.splice(0))
  // those under the least that the browser reports are counted as that least
  const sorted = [...Array<number>(Math.max(0, TAPS - seen.length)).fill(16), ...seen].sort((a, b) => a - b)
  return { everyMs, p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95), mostMs: Math.round(sorted.at(-1)!) }
}

/** Event Timing API: from the event to the next frame painted, in steps of 8 ms. Goal: under 100 ms. */
export async function bench(): Promise<BenchResult> {
  // the harness knows the browser's types, which the benches do not
  const { startServer } = (await import('../e2e/harness.ts' as string)) as Harness
  const { openPhone, signInPhone } = (await import('../e2e/phone.ts' as string)) as PhoneHarness
  const server = await startServer()
  const profile = mkdtempSync(join(tmpdir(), 'phaodai-tap-'))
  const { context, page } = await openPhone(profile, server.url)
  try {
    await page.goto(`${server.url}/field/`)
    await signInPhone(page, 'to1', server.accounts.to1!, '482913')
    await page.getByText(/^\d+\/62$/).waitFor({ timeout: 120_000 })
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.evaluate(() => {
      const seen: number[] = []
      Object.assign(globalThis, { seen })
      new PerformanceObserver((list) => {
        for (const e of list.getEntries()) if (e.name === 'click') seen.push(e.duration)
      }).observe({ type: 'event', durationThreshold: 16, buffered: false } as never)
    })
    const walking = await taps(page, cdp, 700)
    const hasty = await taps(page, cdp, 250)
    const results = { taps: TAPS, cpuSlowdown: 4, walking, hasty }
    return { name: 'tap', results }
  } finally {
    await context.close()
    await server.stop()
    rmSync(profile, { recursive: true, force: true })
  }
}
