import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { axe, openBrowser, openPage, type Server, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let page: Page

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await openPage(browser, server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const password = 'rung thong reo ngoai bai'
const door = async (code: string) => {
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill('kiemtra')
  await page.getByLabel(/^Mật khẩu/).fill(code)
  await page.keyboard.press('Enter')
}

test('whoever opens a page without signing in is led to the door, and a wrong password is told in words', async () => {
  await page.goto('/me')
  await page.waitForURL(/\/sign-in\?next=/)
  await axe(page)
  await door('khong phai mat khau')
  await page.getByRole('alert').waitFor()
  await axe(page)
})

test('a one-time code opens nothing but the choice of an own password, whose rules are shown', async () => {
  await door(server.accounts.kiemtra!)
  await page.waitForURL(/\/first-steps/)
  await page.getByText('Ít nhất 10 ký tự').waitFor()
  await axe(page)
  await page.goto('/me')
  await page.waitForURL(/\/first-steps\?next=/)
  await page.getByLabel('Mã một lần').fill(server.accounts.kiemtra!)
  await page.getByLabel(/^Mật khẩu mới/).fill('ngan')
  await page.getByLabel('Nhập lại mật khẩu mới').fill('ngan khac')
  await page.keyboard.press('Enter')
  await page.getByText('Hai lần nhập chưa giống nhau.').waitFor()
  await page.getByLabel(/^Mật khẩu mới/).fill(password)
  await page.getByLabel('Nhập lại mật khẩu mới').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/me$/)
  await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor()
})

test('the authenticator is set up with a picture or a key, and the next sign-in asks for its code', async () => {
  await page.getByRole('button', { name: 'Cài mã xác thực' }).click()
  await page.getByRole('button', { name: 'Bắt đầu cài' }).click()
  const secret = (await page.getByTestId('totp-secret').innerText()).replace(/\s/g, '')
  await page.getByRole('img', { name: /Mã QR/ }).waitFor()
  await axe(page)
  const totp = new TOTP({ secret })
  await page.getByLabel('2. Mã 6 số vừa hiện trong ứng dụng').fill(totp.generate())
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  await page.getByText('Đã cài mã xác thực').waitFor()
  await page.getByRole('button', { name: /tài khoản$/ }).click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await page.waitForURL(/\/sign-in/)
  await door(password)
  await page.getByLabel('Mã xác thực 6 số').waitFor()
  // a code is good once: the next step's code, which a clock ahead of ours would show
  await page.getByLabel('Mã xác thực 6 số').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
})

test('an administrator makes an account with a code said once, disables it, and an auditor reads who did it', async () => {
  const admin = await openPage(browser, server)
  await signIn(admin, 'quantri', server, '/accounts')
  await admin.getByRole('region', { name: 'kiemtra', exact: true }).waitFor()
  await axe(admin)
  const above = admin.getByRole('region', { name: 'van-hanh', exact: true })
  await above.getByText(/chỉ người trên nhiệm vụ đó cấp mã mới, khóa hoặc kết thúc được/).waitFor()
  for (const name of ['Cấp mã mới', 'Khóa', 'Kết thúc: Vận hành máy chủ, van-hanh'])
    assert.equal(await above.getByRole('button', { name, exact: true }).count(), 0, `${name} would be refused`)
  await admin.getByRole('button', { name: 'Tạo tài khoản' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Họ và tên').fill('Lê Thị Diễn Thử')
  await dialog.getByLabel('Tên đăng nhập').fill('thu.dien')
  await dialog.getByLabel('Vai trò').selectOption('station')
  await dialog.getByRole('combobox', { name: 'Đơn vị' }).fill('xa kim lien')
  await admin.getByRole('option', { name: /Kim Liên/ }).click()
  await axe(admin)
  await dialog.getByRole('button', { name: 'Tạo' }).click()
  assert.match(await admin.getByTestId('one-time-code').innerText(), /^\S{4}-\S{4}-\S{4}$/)
  await admin.getByRole('button', { name: 'Đã giao xong' }).click()
  const made = admin.getByRole('region', { name: 'thu.dien', exact: true })
  await made.getByRole('button', { name: 'Khóa' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click()
  await made.getByText('đã khóa').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await admin.setViewportSize({ width: 390, height: 844 })
  await axe(admin)

  const auditor = await openPage(browser, server)
  await signIn(auditor, 'kiemtoan', server, '/audit')
  await auditor.getByLabel('Việc (bắt đầu bằng)').fill('identity.disable')
  await auditor.getByRole('cell', { name: 'identity.disable' }).first().waitFor()
  await axe(auditor)
})
