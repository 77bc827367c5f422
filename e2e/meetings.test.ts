import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let page: Page
/** The page of the worker with whom the drill's outbreak begins. */
let worker: string

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

const met = (name: RegExp | string) => page.getByRole('row').filter({ hasText: name })
const dialog = () => page.getByRole('dialog')
const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test('the itinerary of the worker opens from their page, over the days on which they could infect, and no name stands in the address', async () => {
  await go(page, '/levels?level=F0')
  await page.getByRole('link', { name: 'Nguyễn Thị Anh' }).click()
  await page.getByRole('link', { name: 'Lịch trình và gặp gỡ' }).click()
  await page.getByRole('heading', { name: 'Lịch trình và gặp gỡ', level: 1 }).waitFor()
  worker = new URL(page.url()).pathname
  assert.match(page.url(), /\/people\/[0-9a-f-]{36}\/meetings$/)
  assert.match(await page.title(), /^Lịch trình và gặp gỡ/)
  await page.getByText(/Có thể lây cho người khác từ 09\/02\/2021/).waitFor()
  assert.equal(await page.getByLabel('Từ ngày').inputValue(), '09/02/2021')
  await page.getByRole('heading', { name: 'Lịch trình (5)' }).waitFor()
  await page.getByRole('figure', { name: /Nơi đã đến và người đã gặp/ }).waitFor()
  await axe(page)
})

test('each shift mate is explained, those at the market are only candidates, and the answer says who gave it', async () => {
  await met(
    /Nguyễn Đức Phúc.*F1 vì: cùng ca, thứ Tư 10\/02\/2021 6:00–13:30, 7 giờ 30 phút, không gian kín; và 3 lần khác/,
  ).waitFor()
  await met(/Phan Thị Chi.*Tiếp xúc gần vì: cùng ca/).waitFor()
  await met(/Phạm Thị Chi.*Chưa tính là tiếp xúc gần: cùng chợ.*Cần hỏi: .*khoảng cách/).waitFor()
  await page.getByRole('definition').filter({ hasText: /^4$/ }).waitFor()
  await page.getByText('4 lần gặp: Nguyễn Đức Phúc').click()
  await met('Nguyễn Đức Phúc')
    .getByText(/Thứ Bảy, 13\/02\/2021 06:00–13:30/)
    .waitFor()
  await page.getByText(/^(Bộ máy truy vết trả lời|Trả lời thẳng từ cơ sở dữ liệu)/).waitFor()
  await axe(page)
})

test('a tracer decides one at the market from here, with a reason, and takes it back', async () => {
  const conclude = async (button: RegExp, confirm: string, reason: string) => {
    await met('Phạm Thị Chi').getByRole('button', { name: button }).click()
    await dialog().getByRole('textbox').fill(reason)
    await axe(page)
    await dialog().getByRole('button', { name: confirm, exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
  }
  await conclude(/^Tính là tiếp xúc/, 'Tính', 'Bán hàng cạnh nhau, không khẩu trang')
  await page
    .getByRole('status')
    .filter({ hasText: /Đã kết luận: Tính là tiếp xúc.*1 F1/ })
    .waitFor()
  await met(/Phạm Thị Chi.*F1 vì: cùng chợ.*Đã kết luận: Tính là tiếp xúc/).waitFor()
  await conclude(/^Đổi: Không tính/, 'Không tính', 'Hỏi lại: ở hai đầu chợ, không gặp nhau')
  await met(/Phạm Thị Chi.*Cán bộ truy vết không tính/).waitFor()
  await axe(page)
})

test('looking backward takes the days of incubation, and days of one’s own stay in the address', async () => {
  await page.getByText('Có thể bị lây ở đâu', { exact: true }).click()
  await page.waitForURL(/way=back/)
  await page.getByText(/^Từ 14 ngày trước khởi phát/).waitFor()
  assert.equal(await page.getByLabel('Từ ngày').inputValue(), '29/01/2021')
  await page.getByLabel('Từ ngày').fill('12/02/2021')
  await page.waitForURL(/from=2021-02-12/)
  await page.getByRole('heading', { name: 'Lịch trình (2)' }).waitFor()
  await page.getByText('3 lần nữa ở ngoài khoảng này.').waitFor()
})

test('a path between two persons is shown as steps, and where there is none it is said', async () => {
  await page.goto(worker)
  const other = page.getByRole('combobox', { name: 'Người kia' })
  // fill alone does not scroll, and a list of options is not shown for a field out of sight
  await other.click()
  await other.fill('phan thi chi')
  await page.getByRole('option', { name: /Phan Thị Chi/ }).click()
  await page.getByRole('button', { name: 'Tìm đường' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: /Phan Thị Chi.*Công ty may Diễn Tập.*đủ tiếp xúc gần từ 06:00 ngày 10\/02\/2021/ })
    .waitFor()
  await axe(page)
  await other.click()
  await other.fill('')
  await other.fill('vu kim anh')
  await page.getByRole('option', { name: /Vũ Kim Anh/ }).click()
  await page.getByRole('button', { name: 'Tìm đường' }).click()
  await page.getByText(/^Không có đường nào trong khoảng này/).waitFor()
})

test('the place says who was there when, hour by hour, and is exported as seen', async () => {
  await page.getByRole('link', { name: 'Công ty may Diễn Tập' }).first().click()
  await page.getByRole('heading', { name: 'Ai đã có mặt ở một nơi', level: 1 }).waitFor()
  assert.match(page.url(), /\/places\/[0-9a-f-]{36}\?from=/)
  await page.getByText(/^5 người trong địa bàn · 0 người ở địa bàn khác/).waitFor()
  await page.getByRole('region', { name: 'Số người theo giờ' }).getByRole('columnheader', { name: '13 giờ' }).waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: /Nguyễn Thị Anh.*06:00 ngày 10\/02\/2021/ })
    .waitFor()
  await axe(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Xuất CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  assert.match(text, /^\uFEFF"DIỄN TẬP/)
  assert.match(text, /Công ty may Diễn Tập, chuyền 3, ca sáng: 00:00/)
  assert.match(text, /Nguyễn Thị Anh,HD-\w+,1800,2021-02-10 06:00,2021-02-13 13:30/)
  await page.getByLabel('Từ giờ').fill('14:00')
  await page.getByLabel('Từ ngày').fill('13/02/2021')
  await page.getByText('Chưa ghi ai có mặt trong khoảng này').waitFor()
  await axe(page)
})

test('two cases chosen in the list share the shift, and the measure says when not to believe it', async () => {
  await go(page, '/cases')
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('Phan Thị Chi').getByText('Xã Kim Liên').click()
  await row('Nguyễn Thị Anh').getByText('Xã Kim Liên').click()
  await page.getByText('Đã chọn 2 ca').waitFor()
  await axe(page)
  await page.getByRole('button', { name: 'Xem nơi họ cùng có mặt' }).click()
  await page.getByRole('heading', { name: 'Các ca (2)' }).waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: /Công ty may Diễn Tập.*cả khoảng thời gian.*2\/2.*Nguyễn Thị Anh/ })
    .waitFor()
  await page.getByText(/^Mới có \d+ người có lịch trình được ghi/).waitFor()
  await page.getByText('Đọc con số này thế nào, và khi nào không nên tin').click()
  await page.getByText(/Nhiều nơi được so cùng lúc/).waitFor()
  await axe(page)
  await page.getByRole('button', { name: /^Bỏ.*Phan Thị Chi$/ }).click()
  await page.getByText('Cần ít nhất hai ca').waitFor()
  await page.getByRole('combobox', { name: 'Thêm một người' }).fill('phan thi chi')
  await page.getByRole('option', { name: /Phan Thị Chi/ }).click()
  await page.getByRole('heading', { name: 'Các ca (2)' }).waitFor()
})

test('cases are chosen in the chain too, by its list', async () => {
  await go(page, '/chain')
  // a row of filters that is still getting its units moves under the pointer
  await settled(page)
  await page.getByLabel('Chọn nhiều ca để tìm nơi chung').check()
  await page.getByText('Danh sách', { exact: true }).click()
  for (const name of ['Nguyễn Thị Anh', 'Phan Thị Chi']) await page.getByRole('row', { name: new RegExp(`^${name}`) }).dblclick()
  await page.getByText('Đã chọn 2 ca').waitFor()
  await axe(page)
  await page.getByRole('button', { name: 'Xem nơi họ cùng có mặt' }).click()
  await page.getByRole('heading', { name: 'Các ca (2)' }).waitFor()
})

test('a roster is tried without writing, taken in, and the row of nobody on record is given back', async () => {
  const list = [
    'Mã hồ sơ,Họ tên,Ngày,Giờ vào,Giờ ra,Công ty,Chuyền',
    `${await codeOf('Nguyễn Thị Anh')},Nguyễn Thị Anh,14/02/2021,6:00,14:00,Công ty may Diễn Tập Hai,chuyền 3`,
    `${await codeOf('Phan Thị Chi')},Phan Thị Chi,14/02/2021,6:00,14:00,Công ty may Diễn Tập Hai,chuyền 3`,
    'HD-XXXXX,Không Có Ai,14/02/2021,6:00,14:00,Công ty may Diễn Tập Hai,chuyền 2',
  ].join('\r\n')
  await go(page, '/imports')
  await page.getByText(/^Ca làm, lớp, phòng/).click()
  await page.getByLabel('Loại danh sách').selectOption('shift')
  await page
    .getByLabel('Tệp danh sách (CSV, XLSX)')
    .setInputFiles({ name: 'ca-lam.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${list}`) })
  await page.getByRole('heading', { name: 'Ghép cột' }).waitFor()
  assert.equal(await page.getByLabel(/^Nơi làm việc/).inputValue(), 'Công ty')
  await axe(page)
  await page.getByRole('button', { name: 'Chạy thử, không ghi gì' }).click()
  await page.getByText(/^Chạy thử, không ghi gì\..*Nhận 2 .*chưa nhận 1/).waitFor()
  await page.getByText(/^Dòng 4:/).waitFor()
  const trial = page.url()
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click()
  await page.waitForURL((url) => url.href !== trial)
  await page.getByText(/^Nhận 2 .*chưa nhận 1/).waitFor()
  await axe(page)
  await page.goto(worker)
  await page.getByRole('link', { name: 'Công ty may Diễn Tập Hai' }).first().click()
  await page.getByText('chuyền 3: 2 người').waitFor()
})

test('on a phone and with text twice as large nothing leaves the screen, and English is one click away', async () => {
  const shared = `/shared?ids=${await idOf('Nguyễn Thị Anh')},${await idOf('Phan Thị Chi')}`
  await page.goto(worker)
  const place = await page.getByRole('link', { name: 'Công ty may Diễn Tập, chuyền 3' }).first().getAttribute('href')
  for (const [path, there] of [
    [worker, /F1 vì: cùng ca/],
    [place!, /người ở địa bàn khác/],
    [shared, /2\/2/],
    ['/places', /Chợ Kim Liên/],
    ['/imports?kind=stays', /Loại danh sách/],
  ] as const) {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(path)
    await page.getByText(there).first().waitFor()
    assert.ok((await sideways()) <= 0, `${path} at 390 px`)
    await axe(page)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.addStyleTag({ content: 'html { font-size: 200% }' })
    assert.ok((await sideways()) <= 0, `${path} with large text`)
  }
  await page.goto(worker)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Itinerary and meetings', level: 1 }).waitFor()
  await page
    .getByText(/F1 because: same shift, Wednesday/)
    .first()
    .waitFor()
  await axe(page)
})

/** Of the drill's F0s, by what the API says of them. */
const f0s = () =>
  page.evaluate(
    async () => (await (await fetch('/api/levels?level=F0')).json()).rows as { subjectId: string; code: string; name: string }[],
  )
const codeOf = async (name: string) => (await f0s()).find((r) => r.name === name)!.code
const idOf = async (name: string) => (await f0s()).find((r) => r.name === name)!.subjectId
