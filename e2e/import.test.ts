import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let page: Page

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await openPage(browser, server)
  await signIn(page, 'cdc', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** Made-up people; rows 4 and 7 cannot be: a day that no calendar has, and one that is no day at all. */
const list = [
  'Mã BN,Họ tên,Năm sinh,Giới tính,Xã,Huyện,Ngày khởi phát,Ngày xác định',
  'THU01,Lù A Thử,1980,Nam,Xã Kim Liên,Huyện Kim Thành,15/02/2021,18/02/2021',
  'THU02,Lù Thị Thử,1991,Nữ,Xã Kim Liên,Huyện Kim Thành,16/02/2021,18/02/2021',
  'THU03,Giàng A Thử,1975,Nam,Xã Kim Liên,Huyện Kim Thành,31/02/2021,19/02/2021',
  'THU04,Giàng Thị Thử,2001,Nữ,Xã Kim Liên,Huyện Kim Thành,,20/02/2021',
  'THU05,Vàng A Thử,1966,Nam,Xã Kim Liên,Huyện Kim Thành,17/02/2021,20/02/2021',
  'THU06,Vàng Thị Thử,1969,Nữ,Xã Kim Liên,Huyện Kim Thành,18/02/2021,hôm qua',
].join('\r\n')

test('a file is looked at first: its columns are proposed and the rows that will be given back are told, nothing is written', async () => {
  await go(page, '/imports')
  await page.getByText('Chưa có lượt nhập nào').waitFor()
  await axe(page)
  await page
    .getByLabel('Danh sách ca bệnh (CSV, XLSX)')
    .setInputFiles({ name: 'thu-nghiem.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${list}`) })
  await page.getByRole('heading', { name: 'Xem trước' }).waitFor()
  assert.equal(await page.getByLabel(/^Mã ca bệnh/).inputValue(), 'Mã BN')
  assert.equal(await page.getByLabel(/^Ngày khởi phát/).inputValue(), 'Ngày khởi phát')
  await page.getByText(/sẽ trả lại 2/).waitFor()
  await axe(page)
  await page.getByText('Chưa có lượt nhập nào').waitFor()
})

test('the import runs on when the page is left, is found again, and gives back the two bad rows with their reasons', async () => {
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click()
  await page.waitForURL(/\/imports\?job=/)
  const found = page.url()
  await go(page, '/me')
  await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor()
  await page.goto(found)
  await page.getByRole('progressbar').waitFor()
  await page.getByText('6 / 6').waitFor()
  await page.getByText(/Nhận 4 .*chưa nhận 2/).waitFor()
  await page.getByText(/^Dòng 4:/).waitFor()
  await page.getByText(/^Dòng 7:/).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải các dòng chưa nhận (CSV)' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  assert.match(text, /Giàng A Thử/)
  assert.match(text, /Vàng Thị Thử/)
  assert.doesNotMatch(text, /Lù A Thử/)
  await axe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await axe(page)
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0)
})

test('the same file again adds nothing, and its columns are remembered', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await go(page, '/imports')
  await page
    .getByLabel('Danh sách ca bệnh (CSV, XLSX)')
    .setInputFiles({ name: 'thu-nghiem.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${list}`) })
  await page.getByText('như lần trước với tệp cùng tiêu đề').waitFor()
  await page.getByText(/đã có 4/).waitFor()
})
