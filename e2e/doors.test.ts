import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, openBrowser, openPage, type Server, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let desk: Page
/** Where the pictures go, where somebody wants to look. */
const shots = process.env.PHAODAI_SHOTS
const shot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
}

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  desk = await openPage(browser, server)
  await signIn(desk, 'xa', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** A call of the API in the page's own session. */
const call = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([to, content]) => {
      const answer = await fetch(to as string, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      })
      return (await answer.json()) as Record<string, string>
    },
    [path, body] as const,
  )

test('a pharmacist with a small phone reports a cough in one form, also without a network, and the commune sees it; another phone is refused', async () => {
  const { sentinelId } = await call(desk, '/api/sentinels', { kind: 'pharmacy', name: 'Nhà thuốc Thử' })
  const { key } = await call(desk, `/api/sentinels/${sentinelId}/link`, {})
  const page = await openPage(browser, server, 360, 640)
  await page.goto(`/td#${key}`)
  await page.getByText('Hôm nay điểm này đã báo 0 người').waitFor()
  await axe(page)
  await shot(page, 'td')
  const fill = async (who: string) => {
    await page.getByLabel('Ho', { exact: true }).check()
    await page.getByLabel('Hôm qua').check()
    await page.getByLabel('Họ tên người đó').fill(who)
    await page.getByLabel('Tuổi').fill('61')
  }
  await fill('Ông Sửu Thử')
  await page.getByLabel('Xã, phường đang ở').fill('hong du')
  await page.getByRole('button', { name: /Xã Hồng Dụ/ }).click()
  await shot(page, 'td-filled')
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await page.getByText('Hôm nay điểm này đã báo 1 người').waitFor()
  // the network goes: what is written is kept on the phone, over a closed page, and goes by itself
  await page.context().setOffline(true)
  await fill('Bà Tý Thử')
  await page.getByRole('button', { name: /Xã Hồng Dụ/ }).click()
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await page.getByText('1 lượt còn giữ trên máy này').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByText('Hôm nay điểm này đã báo 2 người').waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('pd-outbox')), '[]')
  const other = await openPage(browser, server, 360, 640)
  await other.goto(`/td#${key}`)
  await other.getByText('đã gắn với một máy khác').waitFor()
  await desk.goto('/sentinels')
  await desk.getByText('Nhà thuốc Thử').first().waitFor()
  await axe(desk)
  await shot(desk, 'sentinels')
})

test('a citizen without an account declares on a small phone and gets a QR; a gate reads the code and records the crossing; a day later the same address renews', async () => {
  const page = await openPage(browser, server, 360, 640)
  await page.goto('/kb')
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Khai Thử')
  await shot(page, 'kb-form')
  await page.getByLabel('Năm sinh').fill('1980')
  await page.getByLabel('Xã, phường đang ở').fill('hong du')
  await page.getByRole('button', { name: /Xã Hồng Dụ/ }).click()
  await page.getByLabel('Không', { exact: true }).check()
  await axe(page)
  await page.getByRole('button', { name: 'Gửi tờ khai' }).click()
  await page.getByText('XANH').waitFor()
  await page.getByRole('img', { name: /Mã QR/ }).waitFor()
  await axe(page)
  await shot(page, 'kb-pass')
  const code = await page.locator('.code').innerText()
  assert.match(code, /^[2-9A-Y]{4}-[2-9A-Y]{4}$/)
  assert.match(page.url(), /\/kb#[\w-]{43}$/)
  await desk.goto('/declarations')
  await desk.getByLabel('Tên chốt').fill('Chốt cầu Thử')
  await desk.getByLabel('Mã 8 ký tự').fill(code.toLowerCase())
  await desk.getByRole('button', { name: 'Xem', exact: true }).click()
  await desk.getByText('Nguyễn Thị Khai Thử').first().waitFor()
  await desk.getByRole('button', { name: 'Cho vào' }).click()
  await desk.getByText('Đã ghi: Nguyễn Thị Khai Thử').waitFor()
  await axe(desk)
  await shot(desk, 'declarations')
  await page.reload()
  await page.getByRole('button', { name: 'Khai lại hôm nay' }).click()
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Khai Thử')
})

test('a sweep is started at the desk and shows every hamlet with what is missing', async () => {
  await desk.goto('/sweep')
  await desk.getByRole('button', { name: 'Mở đợt rà soát' }).click()
  await desk.getByLabel('Tên đợt').fill('Rà soát người về')
  await desk.getByRole('button', { name: 'Mở đợt', exact: true }).click()
  await desk.getByText(/hộ xong, còn thiếu/).waitFor()
  await axe(desk)
  await shot(desk, 'sweep')
})
