import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let commune: Page

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  commune = await openPage(browser, server)
  await signIn(commune, 'xa', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

/** The page as it is, in both widths: axe finds nothing, and nothing is wider than the screen. */
async function looked(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await settled(page)
    await axe(page)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(over <= 0, `${name} is ${over} px too wide at ${width}`)
    if (process.env.PHAODAI_SHOTS)
      await page.screenshot({ path: `${process.env.PHAODAI_SHOTS}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('an event is found to be impossible under CT 16; the province decides the level after 02/3, and the affected one is put off with one act', async () => {
  await go(commune, '/events')
  await commune.getByText('Chưa đăng ký sự kiện nào', { exact: false }).waitFor()
  await commune.getByRole('button', { name: 'Đăng ký sự kiện' }).click()
  const form = commune.getByRole('dialog')
  for (const [label, value] of [
    ['Tên sự kiện, cuộc họp', 'Hội nghị thôn'],
    ['Đơn vị tổ chức', 'UBND xã'],
    ['Địa điểm', 'Nhà văn hóa'],
    ['Số người dự kiến', '60'],
    ['Từ ngày', '5/3/2021'],
  ] as const)
    await form.getByLabel(label).fill(value)
  await form.getByLabel('Hình thức').selectOption('indoor')
  await form.getByRole('button', { name: 'Đăng ký' }).click()
  await commune.getByText('văn bản không nêu, cần người quyết định', { exact: false }).waitFor()

  const province = await openPage(browser, server)
  await signIn(province, 'tinh', server, '/epidemic-levels')
  await province.getByText('đến hết 02/03/2021, còn 8 ngày sau hôm nay', { exact: false }).waitFor()
  await province.getByText('Ngày 22/02/2021 không có bộ tiêu chí nào có hiệu lực').waitFor()
  await province.getByRole('button', { name: 'Ghi quyết định' }).click()
  const decision = province.getByRole('dialog')
  await decision.getByLabel('Áp dụng từ 0 giờ ngày').fill('3/3/2021')
  await decision.getByRole('combobox', { name: 'Địa bàn' }).fill('Tỉnh Hải Dương')
  await province.getByRole('option', { name: 'Tỉnh Hải Dương', exact: true }).click()
  await decision.getByRole('combobox', { name: 'Mức', exact: true }).selectOption('distancing ct15')
  await decision.getByText('Không tụ tập trong phòng: trên 20 người').waitFor()
  for (const [label, value] of [
    ['Số, ký hiệu', '12/QĐ-UBND'],
    ['Cơ quan ban hành', 'UBND tỉnh'],
    ['Người ký', 'Trần Văn Ký'],
    ['Đến hết ngày', '17/3/2021'],
  ] as const)
    await decision.getByLabel(label).fill(value)
  await decision.getByRole('button', { name: 'Ghi quyết định' }).click()
  await province.getByRole('row').filter({ hasText: '12/QĐ-UBND' }).getByText('chưa đến ngày', { exact: false }).waitFor()
  await looked(province, 'levels')
  await go(province, '/epidemic-levels?criteria=vn-covid19-2021-05-31-qd2686')
  await province.getByText('CHỈ ĐỂ THAM KHẢO', { exact: false }).first().waitFor()
  await province.getByRole('grid', { name: 'Đề xuất theo đơn vị' }).getByRole('link').first().click()
  await province.locator('[data-proposal]').filter({ hasText: 'Tiêu chí đề xuất' }).waitFor()
  await province.getByText('Điều gì làm đổi mức').waitFor()
  await looked(province, 'level-of-area')
  await province.context().close()

  await go(commune, '/events?state=affected')
  await commune.getByText('VƯỢT GIỚI HẠN; không tụ tập trên 20 người', { exact: false }).waitFor()
  await commune.getByText('cần 3 phòng, mỗi phòng không quá 20 người', { exact: false }).waitFor()
  await looked(commune, 'events')
  await commune.getByRole('button', { name: 'Quyết định cho 1 sự kiện phải xem lại' }).click()
  const act = commune.getByRole('dialog')
  await act.getByRole('combobox', { name: 'Quyết định', exact: true }).selectOption('postponed')
  await act.getByLabel('Theo văn bản').fill('TB 5/TB-UBND')
  await act.getByRole('button', { name: 'Ghi quyết định' }).click()
  await commune.getByText('0 sự kiện, 0 phải xem lại').waitFor()
})

test('a violation is recorded with its article, carries its evidence, and is fined within the range by a person', async () => {
  await go(commune, '/violations')
  await commune.getByRole('button', { name: 'Ghi vi phạm' }).click()
  const form = commune.getByRole('dialog')
  await form.getByLabel('Nơi vi phạm').fill('chợ xã')
  await form.getByLabel('Hành vi').selectOption('khau-trang')
  await form.getByText('Khung phạt 1.000.000 đồng – 3.000.000 đồng', { exact: false }).waitFor()
  await form.getByLabel('tổ chức').check()
  await form.getByLabel('Tên tổ chức').fill('Công ty Thử')
  await form.getByText('Khung phạt 2.000.000 đồng – 6.000.000 đồng', { exact: false }).waitFor()
  await form.getByLabel('Sự việc, lời khai').fill('bảo vệ không đeo khẩu trang')
  await form.getByRole('button', { name: 'Ghi', exact: true }).click()
  await commune.locator('[data-state="recorded"]').waitFor()
  await commune.getByRole('button', { name: 'Thêm chứng cứ' }).click()
  const file = { name: 'bien-ban.txt', mimeType: 'text/plain', buffer: Buffer.from('biên bản') }
  await commune.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
  await commune.getByRole('dialog').getByRole('button', { name: 'Gửi tệp' }).click()
  await commune.getByText(/^[0-9a-f]{64}$/).waitFor()
  await commune.getByRole('button', { name: 'Quyết định xử phạt' }).click()
  const decision = commune.getByRole('dialog')
  await decision.getByText('mức giữa khung: 4.000.000 đồng', { exact: false }).waitFor()
  const fill = async (label: string, value: string) => decision.getByLabel(label).fill(value)
  await fill('Số tiền (đồng)', '9000000')
  await fill('Số, ký hiệu văn bản', '3/QĐ-XPVPHC')
  await fill('Người ký', 'Lê Văn Ký')
  await fill('Cơ quan ra quyết định', 'UBND xã')
  await decision.getByRole('button', { name: 'Ghi', exact: true }).click()
  await decision.getByText('ngoài khung', { exact: false }).waitFor()
  await fill('Số tiền (đồng)', '4000000')
  await decision.getByRole('button', { name: 'Ghi', exact: true }).click()
  await commune.locator('[data-state="decided"]').getByText('còn 4.000.000 đồng', { exact: false }).waitFor()
  await looked(commune, 'violations')
  await commune.getByRole('button', { name: 'Hủy bước: Quyết định xử phạt' }).click()
  const back = commune.getByRole('dialog', { name: 'Hủy một bước ghi nhầm' })
  await back.getByLabel('Lý do', { exact: false }).fill('ghi nhầm số quyết định')
  await back.getByRole('button', { name: 'Hủy bước', exact: true }).click()
  await commune.getByText('đã hủy: ghi nhầm số quyết định').waitFor()
  await commune.locator('[data-state="recorded"]').waitFor()
})

test('a confirmed case stands with its clock until somebody says that it was notified', async () => {
  const station = await openPage(browser, server)
  await signIn(station, 'tram', server, '/notices')
  const grid = station.getByRole('grid', { name: 'Ca bệnh phải báo' })
  const send = grid.getByRole('button', { name: /^Ghi đã báo/ })
  await send.first().waitFor()
  const before = await send.count()
  await looked(station, 'notices')
  await send.first().click()
  const form = station.getByRole('dialog')
  await form.getByLabel('Giờ báo').fill('00:01')
  await form.getByLabel('Bằng cách nào').selectOption('phone')
  await form.getByLabel('Báo cho').fill('CDC tỉnh')
  await form.getByRole('button', { name: 'Ghi đã báo' }).click()
  await form.waitFor({ state: 'detached' })
  await settled(station)
  assert.equal(await send.count(), before - 1)
  await go(station, '/notices?state=sent')
  await grid.getByRole('button', { name: /^Ghi nhầm/ }).click()
  const back = station.getByRole('dialog', { name: 'Hủy lần báo ghi nhầm' })
  await back.getByLabel('Lý do', { exact: false }).fill('báo nhầm ca khác')
  await back.getByRole('button', { name: 'Ghi nhầm', exact: true }).click()
  await station.goto('/notices')
  await send.first().waitFor()
  await settled(station)
  assert.equal(await send.count(), before, 'it is owed again, by the same clock')
})
