import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, readingServer, type Server, settled, signIn } from './harness.ts'

let server: Server
let browser: Browser
let paths: string[]

before(async () => {
  server = await readingServer()
  browser = await openBrowser()
  const page = await openPage(browser, server)
  await signIn(page, 'cdc', server)
  const { rows } = await (await page.request.get('/api/levels?level=F1')).json()
  const person = `/people/${rows[0].subjectId}`
  paths = [
    '/situation',
    '/situation?map=commune-2025&curve=onset',
    '/chain?contacts=yes&colour=place',
    '/cases',
    '/levels',
    '/tests',
    '/tests?tab=results',
    '/owed',
    '/orders?state=all',
    '/policy?rule=f1Hold',
    '/calls',
    '/told',
    '/referrals',
    '/duplicates',
    '/notices?state=all',
    '/epidemic-levels?criteria=vn-covid19-2021-05-31-qd2686',
    '/exports',
    '/people/new',
    '/imports',
    '/me',
    person,
    `${person}/investigation`,
  ]
  await page.context().close()
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** To a page, until all that it reads has come. */
async function open(page: Page, path: string): Promise<void> {
  await go(page, path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await settled(page)
}

/** Words that a box cuts off, and boxes that leave the screen; what scrolls by itself, or is hidden on purpose, is left out. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const screen = document.documentElement.clientWidth
    const said = (e: Element) => `${e.tagName} ${e.textContent?.trim().slice(0, 40)}`
    return [...document.querySelectorAll('body *')].flatMap((e) => {
      const box = e.getBoundingClientRect()
      if (box.width <= 1 || e.closest('.pd-hidden, svg, canvas, [data-map], [data-chain]')) return []
      const { overflowX, clipPath } = getComputedStyle(e)
      const cut = overflowX === 'hidden' && clipPath === 'none' && e.scrollWidth > e.clientWidth + 1 && e.textContent?.trim()
      return cut || (box.right > screen + 1 && !e.closest('[role="grid"], table')) ? [said(e)] : []
    })
  })

/** Nothing to scroll to sideways. */
async function narrow(page: Page, path: string): Promise<void> {
  const [over, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    innerWidth,
  ])
  assert.equal(over, 0, `${path} is ${over} px too wide at ${width} px`)
}

/** No words cut either. */
async function whole(page: Page, path: string): Promise<void> {
  await narrow(page, path)
  assert.deepEqual(await lost(page), [], path)
}

test('With text of 200% no page scrolls sideways and no words are cut, at 390 and at 1440 px', { timeout: 300_000 }, async () => {
  const page = await openPage(browser, server, 390, 844)
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.fontSize = '200%'
    })
  })
  await signIn(page, 'cdc', server, '/me')
  for (const path of paths) {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, path)
    await whole(page, path)
    await page.setViewportSize({ width: 1440, height: 900 })
    await settled(page)
    await whole(page, path)
  }
  await page.context().close()
})

/** A page as a sheet of paper would have it. */
async function onPaper(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.getByText(/Pháo Đài · .* · in lúc \d\d:\d\d/).waitFor()
  await page.getByText('DIỄN TẬP – số liệu giả định').first().waitFor()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('nav, header > button, [role="toolbar"], .mantine-Button-root, .mantine-SegmentedControl-root')]
      .filter((e) => e.getClientRects().length > 0)
      .map((e) => `${e.tagName} ${e.textContent?.trim().slice(0, 40)}`),
  )
  assert.deepEqual(shown, [], `${path} prints what only a screen can use`)
  const rows = await page.locator('[role="grid"] [role="row"]').count()
  // as the print dialog does it: the sheet is laid out anew, a list of many columns on its side
  const wide = (await page.locator('[data-print-wide]').count()) > 0
  await page.setViewportSize({ width: wide ? 1001 : 673, height: 900 })
  const out = await page.evaluate(() =>
    [...document.querySelectorAll('[role="columnheader"], [role="gridcell"], th, td')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .map((e) => e.textContent?.trim().slice(0, 40)),
  )
  assert.deepEqual(out, [], `${path} has columns beside the sheet`)
  assert.equal(await page.locator('[role="grid"] [role="row"]').count(), rows)
  await page.emulateMedia({ media: 'screen' })
}

const screens = [
  [390, 844],
  // a screen of 1440 at twice the size
  [720, 450],
  [1440, 900],
] as const

test('Each page: at 1440 and 390 px axe finds nothing, at twice the size no words are cut, on paper every column and no button', async () => {
  const page = await openPage(browser, server)
  await signIn(page, 'cdc', server, '/me')
  for (const path of paths) {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, path)
    for (const [width, height] of screens) {
      await page.setViewportSize({ width, height })
      await settled(page)
      // on a full screen a long sentence of a list may end in dots; enlarged, nothing may be lost
      if (width === 720) await whole(page, path)
      else {
        await axe(page)
        await narrow(page, path)
      }
    }
    await onPaper(page, path)
  }
  await page.context().close()
})

test('Printed as PDF the situation is two upright sheets with its map drawn, a list of many columns lies on its side', async () => {
  const page = await openPage(browser, server)
  await signIn(page, 'cdc', server, '/me')
  const sheets = async (path: string) => {
    await open(page, path)
    if (path === '/situation') await page.locator('[data-map][data-ready]').waitFor()
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    return [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map((m) =>
      Number(m[1]) > Number(m[2]) ? 'on its side' : 'upright',
    )
  }
  assert.deepEqual(await sheets('/situation'), ['upright', 'upright'])
  assert.deepEqual([...new Set(await sheets('/cases'))], ['on its side'])
  assert.deepEqual([...new Set(await sheets('/calls'))], ['upright'])
  await page.context().close()
})
