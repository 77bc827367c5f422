import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
/** The province's steering committee. */
let province: Page
before(async () => {
  server = await startServer()
  browser = await openBrowser()
  province = await openPage(browser, server)
  await signIn(province, 'tinh', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const notice = fileURLToPath(new URL('../docs/directive/thong-bao-dien-tap.txt', import.meta.url))
const card = (page: Page, n: number) => page.getByRole('article', { name: new RegExp(`^Nhiệm vụ ${n},`) })

test('a document dropped on the page is known by its file, and opens with its sentences and tasks lit together', async () => {
  await go(province, '/directives')
  await province.getByRole('grid', { name: 'Văn bản chỉ đạo' }).getByText('18-TB/TU').waitFor()
  await axe(province)
  // the drill has it already: the same file adds nothing and opens what is there
  await province.getByLabel('Tiếp nhận văn bản (.txt, .docx, .pdf)').setInputFiles(notice)
  await province.getByRole('heading', { name: 'Đọc chỉ thị' }).waitFor()
  await card(province, 4).focus()
  const sentence = province.locator('[data-n="4"]')
  assert.equal(await sentence.getAttribute('aria-current'), 'true')
  assert.match(await sentence.innerText(), /rà soát từng hộ/)
  await province.locator('[data-n="8"]').click()
  await card(province, 8).and(province.locator('[data-active]:focus')).waitFor()
  await axe(province)
})

test('by keyboard: what is no task is dropped and taken back, one is parted, a wrong name is mended, the rest kept; then issued by name', async () => {
  await card(province, 1).focus()
  await province.keyboard.press('b')
  await province.getByText('bỏ 1, chưa soát 8').waitFor()
  await province.keyboard.press('Control+z')
  await province.getByText('bỏ 0, chưa soát 9').waitFor()
  await card(province, 1).focus()
  await province.keyboard.press('b')
  // the next task has the focus
  await card(province, 2).and(province.locator(':focus')).waitFor()

  // two orders in one sentence
  await card(province, 6).focus()
  await province.keyboard.press('t')
  await province.getByRole('dialog').getByRole('button', { name: 'Tách ở đây' }).click()
  await card(province, 7)
    .getByText(/^tham mưu bộ tiêu chí an toàn/)
    .waitFor()

  await province.getByRole('button', { name: /^Giữ \d+ việc đã rõ nơi nhận$/ }).click()
  await province.getByText('Đã lưu').waitFor()
  assert.equal(await province.getByRole('button', { name: 'Giao nhiệm vụ…' }).isDisabled(), true)

  // teams: the system proposes each commune, a person says so
  await card(province, 3).focus()
  await province.keyboard.press('s')
  const dialog = province.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Đúng như vậy' }).click()
  await axe(province)
  await dialog.getByRole('button', { name: 'Giữ với nội dung này' }).click()
  // the reader took a verb for a part of the name
  await card(province, 8).getByRole('button', { name: 'Sửa' }).click()
  await dialog.getByRole('button', { name: 'Ban Tuyên giáo Tỉnh ủy' }).click()
  await dialog.getByRole('button', { name: 'Giữ với nội dung này' }).click()
  // a department that no register knows yet
  await card(province, 9).getByText('chưa có trong danh bạ').waitFor()
  await card(province, 9).getByRole('button', { name: 'Sửa' }).click()
  // on a slow line nothing is kept before the name is there: it would be kept for nobody
  const line = Promise.withResolvers<void>()
  await province.route('**/api/areas/bodies', async (route) => {
    await line.promise
    await route.continue()
  })
  await dialog.getByRole('button', { name: 'Thêm tên này vào danh bạ' }).click()
  assert.equal(await dialog.getByRole('button', { name: 'Giữ với nội dung này' }).isDisabled(), true)
  line.resolve()
  await dialog.getByRole('button', { name: 'Giữ với nội dung này' }).click()
  // the rest, one after the other
  for (const n of [2, 4, 5, 6, 7, 10]) {
    const keep = card(province, n).getByRole('button', { name: 'Giữ', exact: true })
    if ((await keep.count()) > 0) await keep.click()
  }
  await province.getByText('giữ 9, bỏ 1, chưa soát 0').waitFor()
  await province.getByRole('button', { name: 'Giao nhiệm vụ…' }).click()
  await dialog.getByRole('button', { name: 'Giao 9 nhiệm vụ' }).click()
  await province.getByText(/^Đã giao 9 nhiệm vụ thành \d+ phần việc\.$/).waitFor()
  await axe(province)
})

test('a selected stretch of the text becomes a task; at 390 px text and tasks stand one behind the other', async () => {
  const phone = await openPage(browser, server, 390, 844)
  await signIn(phone, 'tinh', server)
  const text =
    'THÔNG BÁO\n1- Giao Sở Y tế lập kế hoạch, xong trước ngày 02/3/2021.\nChợ đông vào buổi sáng, người bán ngồi sát nhau.\n'
  await phone.goto('/directives')
  await phone
    .getByLabel('Tiếp nhận văn bản (.txt, .docx, .pdf)')
    .setInputFiles({ name: 'ngan.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  await card(phone, 1).waitFor()
  await axe(phone)
  await phone.getByText('Văn bản', { exact: true }).click()
  await phone.evaluate(() => {
    const spans = [...document.querySelectorAll('[data-from]')]
    const span = spans.find((s) => s.textContent?.includes('Chợ đông'))!
    const from = span.textContent!.indexOf('Chợ đông')
    const range = document.createRange()
    range.setStart(span.firstChild!, from)
    range.setEnd(span.firstChild!, from + 48)
    getSelection()!.removeAllRanges()
    getSelection()!.addRange(range)
  })
  await phone.getByRole('button', { name: 'Thêm nhiệm vụ từ chỗ bôi đen' }).click()
  const dialog = phone.getByRole('dialog')
  assert.equal(await dialog.getByLabel('Rõ việc').inputValue(), 'Chợ đông vào buổi sáng, người bán ngồi sát nhau.')
  await axe(phone)
  await dialog.getByRole('button', { name: 'Quay lại' }).click()
  await card(phone, 2).getByText('Văn bản không nêu ai').waitFor()
  await phone.context().close()
})

test('a district sees its tasks with the five "rõ", accepts one, passes it on to each commune, and the province sees it', async () => {
  const district = await openPage(browser, server)
  await signIn(district, 'huyen', server, '/tasks')
  const grid = district.getByRole('grid', { name: 'Chỉ đạo' })
  await grid.getByRole('link', { name: /^Các huyện, thị xã, thành phố rà soát từng hộ/ }).waitFor()
  await axe(district)
  await grid.getByRole('link', { name: /^Các huyện, thị xã, thành phố rà soát từng hộ/ }).click()
  for (const name of ['Rõ người', 'Rõ việc', 'Rõ thời gian', 'Rõ trách nhiệm', 'Rõ kết quả'])
    await district.getByRole('term').filter({ hasText: name }).waitFor()
  await district.getByRole('button', { name: 'Nhận', exact: true }).click()
  await district.getByLabel('Người chịu trách nhiệm').fill('Phó Chủ tịch UBND huyện')
  await district.getByRole('dialog').getByRole('button', { name: 'Nhận' }).click()
  await district.getByText('Đã nhận').first().waitFor()
  await district.getByRole('button', { name: 'Cụ thể hóa, giao tiếp' }).click()
  await district.getByRole('dialog').getByRole('checkbox').check()
  await district.getByRole('dialog').getByRole('button', { name: 'Giao tiếp' }).click()
  await district.getByText(/xã đã có nhiệm vụ/).waitFor()
  await settled(district)
  await axe(district)
  await district.context().close()

  await go(province, '/tasks?view=given&state=any')
  await province
    .getByRole('link', { name: /^Các huyện, thị xã, thành phố rà soát từng hộ/ })
    .first()
    .waitFor()
})

test('a live measure says how much of how much, where, and how it is counted', async () => {
  await go(province, '/tasks?view=given')
  await province.getByRole('grid').getByRole('link', { name: 'Mọi F0, F1 trên địa bàn có quyết định cách ly' }).click()
  await province
    .getByText(/F0, F1 đã có quyết định cách ly/)
    .first()
    .waitFor()
  await province.getByRole('button', { name: 'Cách tính' }).click()
  await province.getByText(/Mẫu số: người đang là F0 hoặc F1/).waitFor()
  await axe(province)
})

const shots = process.env.PHAODAI_SHOTS
/** axe, and nothing wider than the screen, at the desk and on a phone; pictures where asked for. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await settled(page)
    await axe(page)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), name)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('a plan is handed in under its task, read and sent back by who asked for it, mended, and accepted', async () => {
  await province.goto('/tasks?view=given')
  await province.getByRole('button', { name: 'Giao nhiệm vụ' }).click()
  const form = province.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Rõ việc' }).fill('Lập kế hoạch xét nghiệm diện rộng của huyện')
  await form.getByRole('combobox', { name: 'Rõ người: giao cho' }).fill('Kim Thành')
  await province.getByRole('option', { name: 'Huyện Kim Thành', exact: true }).click()
  await form.getByRole('textbox', { name: 'Rõ kết quả: sản phẩm' }).fill('Kế hoạch')
  await form.getByRole('button', { name: 'Giao', exact: true }).click()
  await province.waitForURL(/\/tasks\/[0-9a-f-]{36}$/)
  const task = new URL(province.url()).pathname

  const district = await openPage(browser, server)
  await signIn(district, 'huyen', server, task)
  await district.getByText(/chưa nộp văn bản nào/).waitFor()
  const act = async (page: Page, button: string, submit: string, label: string, words: string) => {
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('dialog').getByLabel(label).fill(words)
    await page.getByRole('dialog').getByRole('button', { name: submit }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const handIn = async (name: string, line: string) => {
    const text = `UBND HUYỆN KIM THÀNH\nSố: 31/KH-UBND\nKim Thành, ngày 22 tháng 02 năm 2021\nKẾ HOẠCH\nXét nghiệm diện rộng\n${line}\n`
    await district.getByRole('button', { name: 'Thêm minh chứng' }).click()
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
    await district.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
    await district.getByRole('button', { name: 'Gửi minh chứng' }).click()
    await act(district, 'Báo đã xong', 'Báo đã xong', 'Nội dung', 'Trình kế hoạch')
  }
  await handIn('ke-hoach.txt', '1. Giao UBND các xã, thị trấn bố trí điểm lấy mẫu, xong trước ngày 25/02/2021.')
  // the province hears of it by itself, reads it: whom it names is looked for in the district, not in the whole province
  await province.getByRole('button', { name: 'Đọc nhiệm vụ trong ke-hoach.txt' }).click()
  await card(province, 1)
    .getByText(/^UBND các xã, thị trấn →/)
    .waitFor()
  assert.doesNotMatch(await card(province, 1).innerText(), /235/)
  await province.goto(task)
  await province.getByText(/ke-hoach.txt: Đang soát/).waitFor()
  await act(province, 'Yêu cầu làm lại…', 'Yêu cầu làm lại', 'Lý do', 'Thiếu kinh phí')
  await district.getByText(/bị trả lại lúc .*: Thiếu kinh phí/).waitFor()
  await look(district, 'plan-back')
  await handIn('ke-hoach-2.txt', '1. Giao Phòng Tài chính cấp kinh phí, xong trước ngày 25/02/2021.')
  await province.getByRole('button', { name: 'Đọc nhiệm vụ trong ke-hoach-2.txt' }).click()
  await card(province, 1)
    .getByText(/Phòng Tài chính/)
    .first()
    .waitFor()
  await province.goto(task)
  await act(province, 'Nghiệm thu', 'Nghiệm thu', 'Nội dung', 'Đồng ý kế hoạch')
  await province.getByText(/ke-hoach-2.txt: .*đã được duyệt lúc .*: Đồng ý kế hoạch/).waitFor()
  await look(province, 'plan')
  await district.context().close()
})

test('a document is sent on to every district and each says that it has it; a district asks for beds and the province answers with a task', async () => {
  await go(province, '/directives')
  await province
    .getByRole('grid', { name: 'Văn bản chỉ đạo' })
    .getByRole('link', { name: /18-TB\/TU/ })
    .click()
  await province.getByRole('button', { name: 'Chuyển văn bản' }).click()
  await province.getByLabel('Lời chuyển (không bắt buộc)').fill('Để biết, thực hiện')
  await axe(province)
  await province.getByRole('dialog').getByRole('button', { name: 'Chuyển', exact: true }).click()
  await province.getByText(/^Đã chuyển đến 12 nơi/).waitFor()
  await province.getByRole('button', { name: 'Nhắc 12 nơi chưa nhận' }).click()
  await province.getByText(/^Đã nhắc 12 nơi/).waitFor()

  const district = await openPage(browser, server)
  await signIn(district, 'huyen', server, '/directives')
  await district.getByText(/được nhắc/).waitFor()
  await look(district, 'incoming')
  await district.getByRole('button', { name: /^Đã nhận 18-TB\/TU/ }).click()
  await district.getByText(/chờ xác nhận đã nhận/).waitFor({ state: 'detached' })
  // the province hears of it by itself
  await province.getByText('1/12 nơi đã nhận').waitFor()
  await look(province, 'receipts')
  // taken back: the one who had it is told
  await province
    .getByRole('listitem')
    .filter({ hasText: 'Huyện Kim Thành: đã nhận' })
    .getByRole('button', { name: /^Thu hồi/ })
    .click()
  await province.getByRole('dialog').getByRole('textbox').fill('gửi nhầm bản dự thảo')
  await province.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
  await province.getByText(/Huyện Kim Thành: đã thu hồi .* \(đã nhận .*\): gửi nhầm bản dự thảo/).waitFor()
  await district.getByText(/Tỉnh Hải Dương thu hồi lúc .*: gửi nhầm bản dự thảo\. Không còn phải xác nhận đã nhận/).waitFor()
  await look(district, 'taken-back')

  await go(district, '/proposals')
  await district.getByRole('button', { name: 'Gửi đề nghị' }).first().click()
  await district.getByLabel('Đề nghị gì').selectOption('beds')
  await district.getByLabel('Nội dung').fill('Thêm 20 giường cách ly')
  await district.getByLabel('Lý do: đã làm gì, còn thiếu gì').fill('Hai khu của huyện đã kín')
  await axe(district)
  await district.getByRole('dialog').getByRole('button', { name: 'Gửi đề nghị' }).click()
  await district.getByText(/^Đã gửi đề nghị đến Tỉnh Hải Dương/).waitFor()
  await go(province, '/proposals')
  await province.getByRole('button', { name: 'Chấp thuận', exact: true }).click()
  await province.getByRole('textbox', { name: 'Trả lời', exact: true }).fill('Đồng ý, chuyển giường từ khu của tỉnh')
  await province.getByRole('combobox', { name: 'Giao thành nhiệm vụ của' }).fill('Kim Thành')
  await province.getByRole('option', { name: 'Huyện Kim Thành', exact: true }).click()
  await look(province, 'accept')
  await province.getByRole('dialog').getByRole('button', { name: 'Chấp thuận' }).click()
  await province.getByText('Đã trả lời: chấp thuận.').waitFor()
  await go(district, '/proposals?state=any')
  await district.getByText(/Đồng ý, chuyển giường/).waitFor()
  await district.getByRole('link', { name: 'Mở nhiệm vụ' }).waitFor()
  await look(district, 'proposals')
  await district.context().close()
})
