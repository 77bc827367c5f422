import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, openBrowser, openPage, type Server, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let cdc: Page
let committee: Page

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  cdc = await openPage(browser, server)
  committee = await openPage(browser, server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const dialog = (page: Page) => page.getByRole('dialog')
const act = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()
const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()
const settled = (page: Page) => page.getByText('Đang đọc dữ liệu…').waitFor({ state: 'detached' })

/** Looks for someone as a clerk does: slash, a few letters without accents, Enter. */
async function find(page: Page, text: string, name: string): Promise<void> {
  await page.locator('#main').focus()
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Tìm người, ca, nơi' }).fill(text)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/)
  await page.getByText(name).first().waitFor()
}

test('a suspect is registered, and the page of the person says that nothing is known yet', async () => {
  await signIn(cdc, 'cdc', server)
  await cdc.goto('/people/new')
  await cdc.getByLabel('Họ và tên').fill('Đỗ Thị Mười Thử')
  await cdc.getByLabel('Ngày sinh').fill('5/1984')
  await cdc.getByLabel('Giới tính').selectOption('female')
  await cdc.getByLabel('Số CCCD').fill('003184000731')
  await cdc.getByLabel('Điện thoại').fill('0540000731')
  await cdc.getByRole('combobox', { name: 'Xã, phường nơi đang ở' }).fill('kim lien')
  await cdc.getByRole('option', { name: /Kim Liên/ }).click()
  await axe(cdc)
  await cdc.getByRole('button', { name: 'Lập hồ sơ' }).click()
  await cdc.waitForURL(/\/people\/[0-9a-f-]{36}$/)
  await cdc.getByText('Đỗ Thị Mười Thử').waitFor()
  await cdc.getByText('Chưa có sự việc nào').waitFor()
  assert.match(await cdc.title(), /^Hồ sơ một người/)
  await axe(cdc)
})

test('onset, a contact who was not on record, a sample and a positive result make an F0 and an F1', async () => {
  await act(cdc, 'Ghi khởi phát')
  await dialog(cdc).getByLabel('Ngày khởi phát').fill('20/2/2021')
  await dialog(cdc).getByLabel('Triệu chứng', { exact: true }).fill('sốt, ho')
  await axe(cdc)
  await cdc.keyboard.press('Enter')
  await said(cdc, 'Đã ghi ngày khởi phát')

  await act(cdc, 'Ghi tiếp xúc')
  await dialog(cdc).getByRole('button', { name: 'Người chưa có hồ sơ' }).click()
  await dialog(cdc).getByLabel('Họ và tên').fill('Lò Văn Chín Thử')
  await dialog(cdc).getByLabel('Ngày sinh').fill('1979')
  await dialog(cdc).getByRole('combobox', { name: 'Xã, phường nơi đang ở' }).fill('kim lien')
  await cdc.getByRole('option', { name: /Kim Liên/ }).click()
  await dialog(cdc).getByRole('button', { name: 'Lập hồ sơ' }).click()
  await dialog(cdc).getByText('hồ sơ mới').waitFor()
  await dialog(cdc).getByLabel('Từ ngày').fill('19/02/2021')
  await dialog(cdc).getByLabel('Đến ngày').fill('21/02/2021')
  await dialog(cdc).getByLabel('Ở cùng nhà').check()
  await axe(cdc)
  await dialog(cdc).getByRole('button', { name: 'Ghi tiếp xúc' }).click()
  await said(cdc, 'Đã ghi tiếp xúc')

  await act(cdc, 'Lấy mẫu')
  await dialog(cdc).getByLabel('Đã đối chiếu danh tính bằng').selectOption('cccd')
  await dialog(cdc).getByLabel('Mã vạch trên ống').fill('E2E0001')
  await cdc.keyboard.press('Enter')
  await said(cdc, 'Đã ghi mẫu E2E0001')

  await act(cdc, 'Trả kết quả')
  await dialog(cdc).getByText('E2E0001').waitFor({ state: 'attached' })
  await dialog(cdc)
    .getByRole('combobox', { name: /^Kết quả/ })
    .selectOption('positive')
  await dialog(cdc).getByLabel('Giá trị Ct').fill('21,5')
  await axe(cdc)
  await dialog(cdc).getByRole('button', { name: 'Trả kết quả' }).click()
  await said(cdc, /Đủ căn cứ xác định ca bệnh.*F0.*F1/)
  await cdc.getByRole('heading', { name: 'Người tiếp xúc (1)' }).waitFor()
  await cdc
    .getByRole('listitem')
    .filter({ hasText: /^F1 *Lò Văn Chín Thử/ })
    .waitFor()
  await axe(cdc)
})

test('the commune finds the F1 without accents, sees the order with its days and sources, and issues it', async () => {
  await signIn(committee, 'xa', server)
  await find(committee, 'lo van chin', 'Lò Văn Chín Thử')
  await act(committee, 'Ra quyết định cách ly')
  await dialog(committee).getByText('Cách ly đến hết ngày').waitFor()
  await dialog(committee)
    .getByRole('cell', { name: /Ngày thứ/ })
    .first()
    .waitFor()
  await axe(committee)
  await dialog(committee).getByLabel('Người ký').fill('Nguyễn Văn Diễn, Chủ tịch')
  await dialog(committee).getByRole('button', { name: 'Ban hành' }).click()
  await said(committee, 'Đã ban hành Quyết định số')
  await committee.getByText('theo Quyết định').first().waitFor()
  await axe(committee)
})

test('a release before its day is refused, and each rule that is not met is named with its source', async () => {
  await act(committee, 'Kết thúc cách ly')
  await dialog(committee).getByText('Điều kiện kết thúc còn thiếu').waitFor()
  await dialog(committee).getByLabel('Người ký').fill('Nguyễn Văn Diễn, Chủ tịch')
  await dialog(committee).getByRole('button', { name: 'Kết thúc cách ly' }).click()
  const alert = dialog(committee).getByRole('alert')
  await alert.getByText('release-not-allowed').waitFor()
  const rules = alert.getByRole('region', { name: 'Điều kiện còn thiếu' }).getByRole('listitem')
  assert.ok((await rules.count()) >= 1)
  for (const rule of await rules.allInnerTexts()) assert.match(rule, /\(.+\)/)
  assert.equal(await dialog(committee).getByLabel('Người ký').inputValue(), 'Nguyễn Văn Diễn, Chủ tịch')
  await axe(committee)
  await committee.keyboard.press('Escape')
  await dialog(committee).waitFor({ state: 'detached' })
})

test('someone at the same market is decided to be a contact, with a reason, and a later decision takes that back', async () => {
  await cdc.goto('/levels?level=F0')
  await cdc.getByRole('link', { name: 'Nguyễn Thị Anh' }).click()
  await cdc.getByRole('heading', { name: 'Người cùng nơi cùng lúc (3 chờ xét)' }).waitFor()
  const market = cdc.getByRole('listitem').filter({ hasText: /Phạm Thị Chi.*Chợ Kim Liên/ })
  await market.getByText(/Chưa đủ thông tin.*Cần hỏi: .*khoảng cách/).waitFor()
  const conclude = async (name: string, confirm: string, reason: string) => {
    await market.getByRole('button', { name }).click()
    await dialog(cdc).getByRole('textbox').fill(reason)
    await axe(cdc)
    await dialog(cdc).getByRole('button', { name: confirm, exact: true }).click()
  }
  await conclude('Tính là tiếp xúc', 'Tính', 'Bán hàng cạnh nhau, không khẩu trang')
  await said(cdc, /Đã kết luận: Tính là tiếp xúc.*1 F1/)
  await cdc.getByRole('heading', { name: 'Người cùng nơi cùng lúc (2 chờ xét)' }).waitFor()
  await conclude('Đổi: Không tính', 'Không tính', 'Hỏi lại: ở hai đầu chợ, không gặp nhau')
  await said(cdc, /Đã kết luận: Không tính/)
  await cdc.getByText('Chưa ai được báo mức vừa rút lại').waitFor()
  await axe(cdc)
})

test('after a result is corrected, those who had been told are listed and can be told anew, now and later', async () => {
  await find(cdc, 'lo van chin', 'Lò Văn Chín Thử')
  await act(cdc, 'Ghi cuộc gọi')
  await dialog(cdc).getByLabel('Kết quả cuộc gọi').selectOption('reached')
  await dialog(cdc).getByRole('button', { name: 'Ghi cuộc gọi' }).click()
  await said(cdc, 'Đã ghi cuộc gọi')
  await find(cdc, 'do thi muoi', 'Đỗ Thị Mười Thử')
  await cdc.getByRole('toolbar').getByRole('button', { name: 'Việc khác' }).click()
  await cdc.getByRole('menuitem', { name: 'Đính chính kết quả' }).click()
  await dialog(cdc).getByRole('combobox', { name: 'Kết quả', exact: true }).selectOption('negative')
  await dialog(cdc).getByLabel('Lý do đính chính').fill('Nhập nhầm ống bên cạnh')
  await dialog(cdc).getByRole('button', { name: 'Đính chính' }).click()
  await said(cdc, 'Đã đính chính')
  await cdc.getByRole('heading', { name: 'Người đã được báo, cần báo lại' }).waitFor()
  const told = cdc.getByRole('listitem').filter({ hasText: /Lò Văn Chín Thử.*Theo Quyết định/ })
  await told.getByText('Qua điện thoại').waitFor()
  await axe(cdc)
  await told.getByRole('link', { name: 'Lò Văn Chín Thử' }).click()
  await cdc.getByRole('heading', { name: 'Đã được báo một mức nay đã rút lại' }).waitFor()
  await cdc.getByRole('button', { name: 'Ghi cuộc gọi báo lại' }).click()
  await dialog(cdc).getByLabel('Kết quả cuộc gọi').selectOption('reached')
  await dialog(cdc).getByRole('button', { name: 'Ghi cuộc gọi' }).click()
  await cdc.getByText(/^Đã báo lại /).waitFor()
  await axe(cdc)
})

test('the pages of persons are whole and without findings on a phone', async () => {
  await committee.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/duplicates', '/calls', '/referrals', '/people/new', '/me']) {
    await committee.goto(path)
    await committee.getByRole('heading', { level: 1 }).waitFor()
    await settled(committee)
    await axe(committee)
    const wide = await committee.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(wide <= 0, `${path} is ${wide} px wider than the phone`)
  }
  await find(committee, 'chin thu', 'Lò Văn Chín Thử')
  await settled(committee)
  await axe(committee)
  const wide = await committee.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `the person is ${wide} px wider than the phone`)
})
