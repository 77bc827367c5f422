import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, signIn, startServer } from './harness.ts'

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
  await signIn(desk, 'xa', server, '/me')
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** The same page on a telephone: nothing wider than the screen. */
async function small(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await axe(page)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
  if (shots) await page.screenshot({ path: `${shots}/${name}-390.png`, fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
}

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
  // opened once more it begins with what it knew, and ends with what the server knows
  await page.reload()
  await page.getByText('Hôm nay điểm này đã báo 2 người').waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('pd-outbox')), '[]')
  const other = await openPage(browser, server, 360, 640)
  await other.goto(`/td#${key}`)
  await other.getByText('đã gắn với một máy khác').waitFor()
  await go(desk, '/sentinels')
  await desk.getByText('Nhà thuốc Thử').first().waitFor()
  await axe(desk)
  await shot(desk, 'sentinels')
  await small(desk, 'sentinels')
  // one click does not take the link of a counter that is using it
  await desk.getByRole('button', { name: 'Cấp lại Nhà thuốc Thử' }).click()
  await desk.getByRole('dialog').getByText('máy ở quầy không báo được nữa').waitFor()
  await desk.getByRole('dialog').getByRole('button', { name: 'Quay lại' }).click()
  await desk.getByRole('dialog').waitFor({ state: 'detached' })
  await desk.getByRole('button', { name: 'Thôi Nhà thuốc Thử' }).click()
  await desk.getByRole('dialog').getByLabel(/Lý do/).fill('Nhà thuốc đóng cửa')
  await desk.getByRole('dialog').getByRole('button', { name: 'Thôi làm điểm báo' }).click()
  await desk.getByText('Nhà thuốc Thử đã thôi làm điểm báo.').waitFor()
  await page.reload()
  await page.getByText('Đường dẫn này không dùng được').waitFor()
})

test('a citizen without an account declares on a small phone and gets a QR; a gate reads the code and records the crossing; a day later the same address renews', async () => {
  const page = await openPage(browser, server, 360, 640)
  await page.goto('/kb')
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Khai Thử')
  await shot(page, 'kb-form')
  // a year in two digits is not dropped in silence
  await page.getByLabel('Năm sinh').fill('80')
  await page.getByText('Năm sinh gõ đủ 4 số').waitFor()
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
  await go(desk, '/declarations')
  await desk.getByLabel('Tên chốt').fill('Chốt cầu Thử')
  await desk.getByLabel('Mã 8 ký tự').fill(code.toLowerCase())
  await desk.getByRole('button', { name: 'Xem', exact: true }).click()
  await desk.getByText('Nguyễn Thị Khai Thử').first().waitFor()
  await desk.getByRole('button', { name: 'Cho vào' }).click()
  await desk.getByText('Đã ghi: Nguyễn Thị Khai Thử').waitFor()
  await axe(desk)
  await shot(desk, 'declarations')
  // for someone without a telephone: the gate declares, and sees the colour at once
  await desk.getByRole('button', { name: 'Khai hộ' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('Họ và tên').fill('Cụ Mão Thử')
  await form.getByLabel('Xã, phường đang ở').fill('kim lien')
  await desk.getByRole('option', { name: /Xã Kim Liên/ }).click()
  await form.getByLabel('Sốt').check()
  await form.getByLabel('Tiếp xúc ca bệnh').selectOption('no')
  await axe(desk)
  await shot(desk, 'declare-for')
  await form.getByRole('button', { name: 'Ghi và in mã' }).click()
  await desk.getByText('ĐỎ: có triệu chứng').waitFor()
  await shot(desk, 'gate')
  // proved false by mistake, and taken back
  await desk.getByRole('button', { name: 'Ghi là sai: Cụ Mão Thử' }).click()
  await form.getByLabel('Bằng chứng').fill('Trạm y tế đo lại, không sốt')
  await form.getByRole('button', { name: 'Ghi là sai' }).click()
  await desk.getByRole('button', { name: 'Rút lại ghi sai: Cụ Mão Thử' }).click()
  await form.getByLabel('Vì sao rút lại').fill('Ghi nhầm người')
  await form.getByRole('button', { name: 'Rút lại' }).click()
  await desk.getByRole('button', { name: 'Ghi là sai: Cụ Mão Thử' }).waitFor()
  await desk.getByRole('button', { name: 'Gắn hồ sơ: Cụ Mão Thử' }).click()
  await form.getByText('Trong tờ khai:').waitFor()
  await axe(desk)
  await form.getByRole('button', { name: 'Quay lại' }).click()
  await small(desk, 'declarations')
  await page.reload()
  await page.getByRole('button', { name: 'Khai lại hôm nay' }).click()
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Khai Thử')
})

test('a sweep is started at the desk and shows every hamlet with what is missing', async () => {
  await go(desk, '/sweep')
  await desk.getByRole('button', { name: 'Mở đợt rà soát' }).click()
  await desk.getByLabel('Tên đợt').fill('Rà soát người về')
  await desk.getByRole('button', { name: 'Mở đợt', exact: true }).click()
  await desk.getByText(/hộ xong, còn thiếu/).waitFor()
  await axe(desk)
  await shot(desk, 'sweep')
  await small(desk, 'sweep')
})

test('the CDC enters an epidemic area; a returnee from there is proposed its measure, and the commune decides', async () => {
  const cdc = await openPage(browser, server)
  await signIn(cdc, 'cdc', server, '/sweep')
  await cdc.getByRole('button', { name: 'Ghi nơi có dịch' }).click()
  const form = cdc.getByRole('dialog')
  await form.getByLabel('Nơi nào').fill('Phường Thử, tỉnh Quảng Ninh')
  await form.getByLabel('Vì sao').selectOption('cases')
  await form.getByLabel('Người đến từ đó phải').selectOption('home')
  await form.getByLabel('Số ngày').fill('14')
  await form.getByLabel('Văn bản').fill('Văn bản thử số 1')
  await axe(cdc)
  await shot(cdc, 'epidemic-form')
  await form.getByRole('button', { name: 'Ghi', exact: true }).click()
  await cdc.getByText('Văn bản thử số 1').waitFor()
  const read = (path: string) => desk.evaluate(async (to) => (await fetch(to)).json(), path) as Promise<Record<string, never>>
  const { rows: areas } = (await read('/api/epidemic-areas')) as unknown as { rows: { epidemicId: string }[] }
  const { rows: swept } = (await read('/api/sweeps')) as unknown as { rows: { sweepId: string }[] }
  const { rows: doors } = (await read(`/api/sweeps/${swept[0]!.sweepId}/households?limit=1`)) as unknown as {
    rows: { householdId: string }[]
  }
  const id = () => crypto.randomUUID()
  await call(desk, '/api/returnees', {
    ...{ returneeId: id(), movementId: id(), householdId: doors[0]!.householdId, epidemicId: areas[0]!.epidemicId },
    ...{ arrivedOn: '2021-02-22', fromPlace: 'Quảng Ninh', capturedAt: '2021-02-22T00:00:01+07:00' },
    person: { subjectId: id(), personId: id(), fullName: 'Anh Dần Thử' },
  })
  await desk.reload()
  await desk.getByRole('button', { name: 'Quyết định: Anh Dần Thử' }).click()
  const decide = desk.getByRole('dialog')
  await decide.getByText(/đề xuất cách ly tại nhà 14 ngày/).waitFor()
  await decide.getByLabel('Biện pháp').selectOption('home')
  await decide.getByLabel('Số quyết định').fill('12/QĐ-UBND')
  await axe(desk)
  await shot(desk, 'decide')
  await decide.getByRole('button', { name: 'Ghi quyết định' }).click()
  await desk.getByText('Không có ai.').waitFor()
  await small(desk, 'sweep-returnees')
})
