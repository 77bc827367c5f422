/** A leader inspects on a phone, without a network too; a fever that nobody had reported is looked at and concluded by a person. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'
import { phaodai } from './processes.ts'

let server: Server
let browser: Browser
let page: Page
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not used
const ask = async (path: string, data?: object): Promise<any> => {
  const url = server.url + path
  const headers = { 'operation-id': crypto.randomUUID() }
  const reply = data ? await page.request.post(url, { data, headers }) : await page.request.get(url)
  assert.ok(reply.ok(), `${path}: ${await reply.text()}`)
  return reply.json()
}
const wide = () => page.setViewportSize({ width: 1440, height: 900 })
const narrow = () => page.setViewportSize({ width: 390, height: 844 })
/** Where pictures of the pages go, when somebody wants to look. */
const shots = process.env.PHAODAI_SHOTS
const look = async (name: string) => {
  await settled(page)
  await axe(page)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(over <= 0, `${name} is ${over} px wider than the screen`)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

/** A PNG of one grey point. */
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await openPage(browser, server)
  await signIn(page, 'huyen', server)
  const { account, post } = await ask('/api/me')
  await signIn(page, 'tinh', server)
  await ask('/api/areas/responsibilities', { areaId: post.areaId, accountId: account.accountId, document: 'QĐ 12-QĐ/TU' })
  await signIn(page, 'huyen', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

test('a leader sees what is owed and where to go, and records an inspection by phone; what failed is a task of the commune', async () => {
  await go(page, '/inspections')
  await page.getByText(/đã kiểm tra đột xuất 0\/1 hôm nay/).waitFor()
  await look('hom-nay-1440')
  await narrow()
  await look('hom-nay-390')
  await page.getByRole('button', { name: /^Kiểm tra: Tổ số 2/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('radiogroup', { name: /^Khẩu trang/ })
    .getByText('Đạt', { exact: true })
    .click()
  await dialog
    .getByRole('radiogroup', { name: /ít nhất 2 lần mỗi ngày$/ })
    .first()
    .getByText('Không đạt')
    .click()
  await dialog.getByLabel('Thấy gì, phải sửa gì').fill('Buổi chiều chưa ai đến hỏi')
  await look('bang-kiem-390')
  await dialog.locator('input[type=file]').setInputFiles({ name: 'to-so-2.png', mimeType: 'image/png', buffer: onePixel })
  await dialog.getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/đã kiểm tra đột xuất 1\/1 hôm nay/).waitFor()
  await page.getByText('Tồn tại', { exact: true }).click()
  await page
    .getByRole('gridcell', { name: /Xã Kim Liên: chưa nhận/ })
    .first()
    .waitFor()
  await page.getByText('Buổi chiều chưa ai đến hỏi').first().waitFor()
  await look('ton-tai-390')
  const { rows } = await ask('/api/inspections')
  assert.deepEqual([rows[0].findings, rows[0].findingsOpen, rows[0].photos, rows[0].lateness], [1, 1, 1, 'none'])
  const { rows: given } = await ask('/api/tasks?view=given')
  assert.equal(given.filter((t: { sourceKind: string }) => t.sourceKind === 'inspection').length, 1)
})

/** Names of the databases that this browser holds for the page. */
const databases = () => page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))

test('without a network the form stays open and says so, the page keeps nothing in the browser, and sent again it is written once', async () => {
  await go(page, '/inspections')
  // the page is open and the lists are read; then the server cannot be reached
  await page.route('**/api/inspections', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('button', { name: 'Kiểm tra một nơi khác' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên nơi đó').fill('Chợ Đình')
  const photo = { mimeType: 'image/png', buffer: onePixel }
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'cong-cho.png', ...photo },
    { name: 'quay-rau.png', ...photo, buffer: Buffer.concat([onePixel, Buffer.from([0])]) },
  ])
  await dialog.getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialog.getByText(/Những gì đã ghi còn nguyên trên màn hình này, không nằm ở đâu khác/).waitFor()
  await dialog.getByRole('link', { name: 'Pháo Đài trên điện thoại' }).waitFor()
  await look('chua-gui-390')
  assert.ok(!(await databases()).includes('phaodai-inspections'), 'nothing unsealed lies in the browser')
  // closing asks first
  await dialog.getByRole('button', { name: 'Quay lại' }).click()
  const leaving = page.getByRole('dialog', { name: 'Đóng khi chưa gửi' })
  await leaving.getByRole('button', { name: 'Quay lại' }).click()
  await page.unroute('**/api/inspections')
  // the inspection goes in, the second picture does not: only that one is sent again
  let photos = 0
  await page.route('**/photos*', (route) => (++photos === 2 ? route.abort() : route.continue()))
  await dialog.getByRole('button', { name: 'Gửi lại' }).click()
  await dialog.getByText(/Ảnh chưa gửi xong: quay-rau.png\./).waitFor()
  await dialog.getByRole('button', { name: 'Gửi nốt ảnh' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.unroute('**/photos*')
  const { rows } = await ask('/api/inspections')
  assert.deepEqual(
    rows.filter((r: { placeName: string }) => r.placeName === 'Chợ Đình').map((r: { photos: number }) => r.photos),
    [2],
  )
})

test('an inspection without a picture stands in the list as soon as it is sent; sent again after a lost answer with a change, the form says what stands', async () => {
  await go(page, '/inspections?view=made')
  await page.getByRole('button', { name: 'Kiểm tra một nơi khác' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên nơi đó').fill('Chợ Rau')
  await dialog.getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByText(/Chợ Rau/)
    .first()
    .waitFor({ timeout: 15_000 })
  // the server writes it down, and its answer does not come back
  let sent = 0
  await page.route('**/api/inspections', async (route) => {
    if (route.request().method() !== 'POST' || ++sent > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Kiểm tra một nơi khác' }).click()
  await dialog.getByLabel('Tên nơi đó').fill('Chợ Cá')
  await dialog.getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialog.getByRole('button', { name: 'Gửi lại' }).waitFor()
  await dialog.getByLabel('Tên nơi đó').fill('Chợ Cá mới')
  await dialog.getByRole('button', { name: 'Gửi lại' }).click()
  await dialog.getByText(/phần sửa sau lần gửi đó không có trong biên bản/).waitFor()
  await look('da-ghi-tu-truoc-390')
  await dialog.getByRole('button', { name: 'Đóng', exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
  await page.unroute('**/api/inspections')
  const { rows } = await ask('/api/inspections')
  assert.deepEqual(
    rows.map((r: { placeName: string }) => r.placeName).filter((name: string) => name.startsWith('Chợ Cá')),
    ['Chợ Cá'],
  )
})

test('what an earlier version left unsealed in the browser is offered to be sent, and then its database is gone', async () => {
  const { account } = await ask('/api/me')
  const inspectionId = crypto.randomUUID()
  const input = { inspectionId, kind: 'market', placeName: 'Chợ Cũ', capturedAt: '2021-02-22T00:00:00+07:00', surprise: true }
  const left = {
    ...{ inspectionId, accountId: account.accountId, placeName: 'Chợ Cũ' },
    savedAt: input.capturedAt,
    input,
    pictures: [],
  }
  await page.evaluate(
    (rows) =>
      new Promise<void>((done, failed) => {
        // as Dexie's version(1) made it
        const asked = indexedDB.open('phaodai-inspections', 10)
        asked.onerror = () => failed(asked.error)
        asked.onupgradeneeded = () => {
          const store = asked.result.createObjectStore('drafts', { keyPath: 'inspectionId' })
          store.createIndex('accountId', 'accountId')
          for (const row of rows) store.put(row)
        }
        asked.onsuccess = () => done(asked.result.close())
      }),
    [left],
  )
  await page.goto('/inspections')
  await settled(page)
  await page.getByRole('heading', { name: 'Biên bản còn lại trên trình duyệt này, chưa gửi: 1' }).waitFor()
  await look('ban-cu-390')
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await page.getByRole('heading', { name: /Biên bản còn lại/ }).waitFor({ state: 'detached' })
  assert.ok(!(await databases()).includes('phaodai-inspections'))
  const { rows } = await ask('/api/inspections')
  assert.equal(rows.filter((r: { placeName: string }) => r.placeName === 'Chợ Cũ').length, 1)
})

test('the league shows who has paid what is owed, and a row opens the inspections behind it', async () => {
  await signIn(page, 'tinh', server)
  await wide()
  await page.goto(`${server.url}/inspections?view=league`)
  await page.getByText('5/1').first().waitFor()
  await look('xep-1440')
  await narrow()
  await look('xep-390')
  await wide()
  await page.getByRole('button', { name: /^Huyện Kim Thành$/ }).click()
  await page.getByRole('button', { name: /^Xem: Tổ số 2/ }).click()
  const picture = page.getByRole('img', { name: /to-so-2/ })
  assert.equal(await picture.evaluate((i: HTMLImageElement) => i.decode().then(() => i.naturalWidth)), 1)
  await look('mot-lan-1440')
})

test('a case that a hospital found first stands with its chain of duty; a person concludes, and may take it back', async () => {
  await go(page, '/missed-fevers')
  await page
    .getByRole('button', { name: /^Xem xét HD-/ })
    .first()
    .click()
  await page.getByText('Phần mềm chưa nhận báo sốt, ho của cơ quan, trường học, doanh nghiệp').waitFor()
  await look('bo-sot-1440')
  await narrow()
  await look('bo-sot-390')
  await page.getByRole('button', { name: 'Ghi kết luận' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kết luận', { exact: false }).first().selectOption('open')
  await dialog.getByLabel('Căn cứ, bằng lời').fill('Hộ chưa có tổ phụ trách, xã chưa rà hết.')
  await dialog.getByLabel('Số, ký hiệu văn bản').fill('15/KL-BCĐ')
  await dialog.getByLabel('Người ký').fill('Trần Văn Ký')
  await look('ket-luan-390')
  await dialog.getByRole('button', { name: 'Ghi kết luận' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/Văn bản 15\/KL-BCĐ, Trần Văn Ký ký ngày/).waitFor()
  await page.getByRole('button', { name: 'Rút kết luận' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('ghi nhầm số văn bản')
  await page.getByRole('dialog').getByRole('button', { name: 'Rút kết luận' }).click()
  await page.getByRole('button', { name: 'Ghi kết luận' }).waitFor()
})
test('the command line says the same: what is owed and done, where to go and why, and the fevers that nobody reported', async () => {
  const env = { PHAODAI_DATA: server.folder, DATABASE_URL: server.databaseUrl }
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not used
  const said = async (...words: string[]): Promise<any> => {
    const run = phaodai(env, ...words, '--json')
    assert.equal(await run.code, 0, run.said())
    return JSON.parse(run.out())
  }
  const { key } = (await said('inspection', 'plan', '--as', 'huyen')).rows[0]
  const made = await said(
    ...['inspection', 'record', '--as', 'huyen', '--place', key, '--pass', 'mask', '--fail', 'twice=chiều chưa đi'],
    ...['--finding', 'Buổi chiều tổ chưa đến nhà nào', '--due', '2021-02-23'],
  )
  assert.equal(made.tasks.length, 1)
  const { rows } = await said('inspection', 'league', '--as', 'tinh')
  assert.deepEqual(
    rows.filter((r: { done: number }) => r.done > 0).map((r: { done: number; owed: number }) => [r.done, r.owed]),
    [[6, 1]],
  )
  const [missed] = (await said('missed-fever', 'list', '--as', 'tinh', '--waiting')).rows
  assert.equal((await said('missed-fever', 'show', missed.code, '--as', 'tinh')).chain.length, 6)
})
