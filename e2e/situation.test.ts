import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, readingServer, type Server, signIn } from './harness.ts'

let server: Server
let browser: Browser
let desk: Page

before(async () => {
  server = await readingServer()
  browser = await openBrowser()
  desk = await openPage(browser, server)
  await signIn(desk, 'cdc')
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** What the API says, asked with the page's own session. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared, not used
const asked = (page: Page, path: string): Promise<any> => page.evaluate((p) => fetch(p).then((r) => r.json()), path)
const total = async (page: Page) => Number(await page.locator('[data-total]').getAttribute('data-total'))
const digits = (text: string | null) => Number((text ?? '').replace(/[^\d]/g, ''))

async function open(page: Page, path: string) {
  await go(page, path)
  await page.locator('h1').first().waitFor()
}

test('The situation page is home, and its six figures are what the API says', async () => {
  await open(desk, '/')
  await desk.locator('[data-figure]').nth(5).waitFor()
  assert.equal(new URL(desk.url()).pathname, '/situation')
  const { figures, policy } = await asked(desk, '/api/situation')
  assert.equal(await desk.locator('[data-figure]').count(), 6)
  for (const f of figures) {
    const shown = await desk.locator(`[data-figure="${f.key}"] a`).first().innerText()
    assert.ok(shown.includes(f.value === null ? 'chưa có số' : String(f.value).replace('.', ',')), `${f.key}: ${shown}`)
    assert.match(shown, /tính đến \d\d:\d\d/)
    if (f.value !== null && f.before !== null) assert.match(shown, /so với hôm qua/)
  }
  assert.ok((await desk.getByRole('note').allInnerTexts()).some((t) => t.includes(`${policy.unconfirmed} con số`)))
})

test('Each figure opens the list behind it, and the list has as many rows as the figure says', async () => {
  await open(desk, '/situation')
  const { figures } = await asked(desk, '/api/situation')
  const counted = figures.filter((f: { key: string }) => f.key !== 'turnaround')
  // the first is clicked as a reader does, the others are opened where their links lead
  await desk.locator(`[data-figure="${counted[0].key}"] a`).first().click()
  await desk.locator('[data-total]').waitFor()
  assert.equal(await total(desk), counted[0].value)
  await open(desk, '/situation')
  await desk.locator('[data-figure]').nth(5).waitFor()
  const links: { href: string; n: number }[] = []
  for (const f of counted) {
    const figure = desk.locator(`[data-figure="${f.key}"]`)
    links.push({ href: (await figure.locator('a').first().getAttribute('href'))!, n: f.value })
    for (const part of f.parts.filter((p: { value: number; key: string }) => p.value > 0 && p.key !== 'unknown')) {
      const link = figure.getByRole('link', { name: `${part.value} ${part.label.vi}` })
      links.push({ href: (await link.getAttribute('href'))!, n: part.value })
    }
  }
  assert.ok(links.length > counted.length, 'a figure has parts')
  for (const { href, n } of links) {
    await open(desk, href)
    await desk.locator('[data-total]').waitFor()
    assert.equal(await total(desk), n, href)
  }
})

test('What is owed and late opens a list of just those', async () => {
  await open(desk, '/situation')
  const part = desk.locator('[data-part="owed"]')
  await part.locator('tbody tr').first().waitFor()
  const links = await part
    .locator('tbody a')
    .evaluateAll((all) => all.map((a) => ({ href: a.getAttribute('href')!, n: a.textContent! })))
  assert.ok(links.length > 0)
  for (const { href, n } of links) {
    await open(desk, href)
    await desk.locator('[data-total]').waitFor()
    assert.equal(await total(desk), digits(n), href)
  }
})

test('The map has a list with the same figures, for districts of 2021 and for communes of 2025, which it says', async () => {
  for (const by of ['district-2021', 'commune-2025']) {
    await open(desk, `/situation?map=${by}`)
    const part = desk.locator('[data-part="map"]')
    await part.getByText('Danh sách', { exact: true }).click()
    await part.getByPlaceholder('Lọc, không cần dấu').waitFor()
    const { areas, note } = await asked(desk, `/api/situation/map?by=${by}`)
    const most = areas.toSorted((a: { activeF0: number }, b: { activeF0: number }) => b.activeF0 - a.activeF0)[0]
    const short = most.name.replace(/^(Huyện|Thành phố|Thị xã|Xã|Phường|Thị trấn) /, '')
    await part.getByPlaceholder('Lọc, không cần dấu').fill(short)
    const row = part.getByRole('row').filter({ hasText: short }).first()
    // a row or, where the part is narrow, a card that names each figure
    assert.match((await row.innerText()).replace(/\s+/g, ' '), new RegExp(`${short} (F0 đang theo dõi: )?${most.activeF0}\\D`))
    if (by === 'commune-2025') assert.ok((await part.innerText()).includes(note.vi))
    await row.dblclick()
    await desk.locator('[data-total]').waitFor()
    assert.equal(await total(desk), most.activeF0, desk.url())
  }
})

test('The curve has a table of every day, by onset and by report, and says who has no date', async () => {
  for (const by of ['report', 'onset']) {
    await open(desk, `/situation?curve=${by}`)
    const part = desk.locator('[data-part="curve"]')
    await part.getByText('Bảng', { exact: true }).click()
    const { days, undated } = await asked(desk, `/api/situation/curve?by=${by}&days=60`)
    await part
      .locator('tbody tr')
      .nth(days.length - 1)
      .waitFor()
    assert.equal(await part.locator('tbody tr').count(), days.length)
    const sum = days.reduce(
      (n: number, d: Record<string, number>) => n + d.community! + d.quarantine! + d.zone! + d.imported! + d.unknown!,
      0,
    )
    const totals = await part.locator('tbody tr td:last-child').allInnerTexts()
    assert.equal(
      totals.reduce((n, t) => n + digits(t), 0),
      sum,
    )
    if (undated > 0) assert.match(await part.innerText(), new RegExp(`${undated} ca không có ngày`))
  }
})

test('By keyboard alone: from the figures to the list, down the rows, to a person', async () => {
  // from the top of a page that was just opened
  await desk.goto('/situation')
  await desk.locator('h1').first().waitFor()
  const first = desk.locator('[data-figure="f1"] a').first()
  await first.waitFor()
  for (let n = 0; n < 60 && !(await first.evaluate((a) => a === document.activeElement)); n++) await desk.keyboard.press('Tab')
  assert.ok(await first.evaluate((a) => a === document.activeElement), 'the figure is reached by Tab')
  await desk.keyboard.press('Enter')
  const grid = desk.getByRole('grid')
  await grid.getByRole('row').nth(2).waitFor()
  for (let n = 0; n < 60 && !(await grid.evaluate((g) => g === document.activeElement)); n++) await desk.keyboard.press('Tab')
  assert.ok(await grid.evaluate((g) => g === document.activeElement), 'the list is reached by Tab')
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/\/people\/[0-9a-f-]{36}$/)
})

test('A list keeps its state in the address, and exports what is seen with the drill line and the hour, nothing a formula', async () => {
  await open(desk, '/levels?level=F1&sort=-name')
  await desk.getByPlaceholder('Lọc, không cần dấu').fill('nguyen')
  await desk.waitForURL(/q=nguyen/)
  await desk.reload()
  await desk.getByRole('row').nth(2).waitFor()
  assert.equal(await desk.getByPlaceholder('Lọc, không cần dấu').inputValue(), 'nguyen')
  const names = await desk.getByRole('row').locator('[role="gridcell"]:first-child').allInnerTexts()
  const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: 'Xuất CSV' }).click()])
  assert.match(file.suggestedFilename(), /^dien-tap-f0-f1-f2-\d{4}-\d\d-\d\d\.csv$/)
  const lines = readFileSync(await file.path(), 'utf8')
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
  assert.match(lines[0]!, /DIỄN TẬP/)
  assert.ok(
    lines.some((l) => /(Đọc|tính đến|Số liệu) .*\d\d:\d\d/.test(l)),
    lines.join('\n'),
  )
  const header = lines.findIndex((l) => l.startsWith('Họ tên,Mã,'))
  assert.ok(header > 0)
  assert.deepEqual(
    lines.slice(header + 1).map((l) => l.split(',')[0]),
    names,
  )
  assert.ok(lines.every((l) => !/(^|,)"?[=+@-]/.test(l)))
})

test('Several persons are chosen in the list of what is owed, and an order is offered for those to be isolated', async () => {
  const page = await openPage(browser, server)
  await signIn(page, 'huyen')
  await open(page, '/owed?kind=isolate')
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  const n = await total(page)
  await page.getByRole('button', { name: `Ra quyết định cách ly cho ${n} người` }).click()
  const dialog = page.getByRole('dialog')
  assert.equal(
    await dialog
      .getByRole('group', { name: `Người được chọn (${n})` })
      .getByRole('checkbox')
      .count(),
    n,
  )
  assert.ok(await dialog.getByRole('button', { name: 'Ban hành' }).isDisabled(), 'nothing is issued by one tap')
  await axe(page)
  await page.context().close()
})

test('The policy page counts the unconfirmed numbers as the situation page does, and shows a rule over time', async () => {
  await open(desk, '/policy?only=unconfirmed&rule=f1Hold')
  const { policy } = await asked(desk, '/api/situation')
  const rows = desk.locator('tr[data-confirmed="false"]')
  await rows.first().waitFor()
  assert.equal(Number(await desk.locator('[data-unconfirmed]').getAttribute('data-unconfirmed')), policy.unconfirmed)
  const { steps } = await asked(desk, '/api/policy/history?disease=covid19&rule=f1Hold')
  await desk
    .locator('ol details')
    .nth(steps.length - 1)
    .waitFor()
  assert.equal(await desk.locator('ol details').count(), steps.length)
})

test('Where no rules are in force the page says so and shows none', async () => {
  await open(desk, '/policy?day=2019-01-01')
  await desk.getByText('Không có gói quy định nào có hiệu lực ngày 01/01/2019').waitFor()
  assert.equal(await desk.locator('tr[data-confirmed]').count(), 0)
})
