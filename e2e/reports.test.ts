import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { withClient } from '../db/bootstrap.ts'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'
import { phaodai } from './processes.ts'

let server: Server
let browser: Browser
let page: Page
let names: string[]
before(async () => {
  server = await startServer()
  browser = await openBrowser()
  // the next day of the drill: its first day is past its cut-off, whatever the hour of the test
  await withClient(server.databaseUrl, async (client) => {
    await client.query('update instance set drill_on = drill_on + 1')
    names = (await client.query<{ name: string }>('select distinct full_name as name from person')).rows.map((r) => r.name)
  })
  // what the server does each minute, now
  const clock = phaodai({ PHAODAI_DATA: server.folder, DATABASE_URL: server.databaseUrl }, 'report', 'clock')
  assert.equal(await clock.code, 0, clock.said())
  page = await openPage(browser, server)
  await signIn(page, 'tinh', server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const shots = process.env.PHAODAI_SHOTS
/** axe, and nothing wider than the screen, at the desk and on a phone; pictures where asked for. */
async function look(name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await settled(page)
    await axe(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(wide <= 0, `${name} is ${wide} px wider than a screen of ${width}`)
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('a report that nobody froze stands at its hour, frozen by the clock and signed by nobody; a person may withdraw it and freeze anew', async () => {
  await go(page, '/reports?day=2021-02-22')
  await page.getByText('Đồng hồ chốt, chưa ký').first().waitFor()
  await page.getByRole('link', { name: '22/02/2021' }).click()
  await page.getByText(/Đồng hồ chốt theo giờ, chưa ai ký/).waitFor()
  await look('report-clock')
  await page.getByRole('button', { name: 'Rút', exact: true }).click()
  await page.getByLabel('Lý do').fill('chốt lại cho cả ngày')
  await page.getByRole('dialog').getByRole('button', { name: 'Rút báo cáo chưa ký' }).click()
  await page.getByText('Đã rút: chốt lại cho cả ngày').waitFor()
})

test('the administrator of the province puts the codes of its own DHIS2 on the page of exports; what has none is named', async () => {
  const own = await openPage(browser, server)
  await signIn(own, 'quantri', server, '/exports')
  await own.getByRole('button', { name: 'Sửa bảng mã' }).click()
  await own.getByLabel('F0 mới', { exact: true }).fill('HD_F0_MOI')
  await own.getByLabel('F0 lũy kế', { exact: true }).fill('')
  await own.getByLabel('Vì sao sửa, theo đâu').fill('mã của Sở Y tế, công văn thử')
  await own.getByRole('button', { name: 'Ghi bản mới' }).click()
  await own.getByRole('heading', { name: 'Bảng mã DHIS2, bản số 1' }).waitFor()
  await own.getByText(/Bản 1, .*Quản trị.*: mã của Sở Y tế, công văn thử/).waitFor()
  assert.match(await own.locator('[data-unmapped]').innerText(), /Chưa có mã, không gửi \(\d+\): F0 lũy kế;/)
  await own.getByLabel('Bản', { exact: true }).selectOption('0')
  await own.getByRole('heading', { name: 'Bảng mã DHIS2, bản số 0' }).waitFor()
  await own.context().close()
})

test('the report of the province is frozen, read, rebuilt, signed, taken home as a document, and corrected by number', async () => {
  await go(page, '/reports?day=2021-02-22')
  await page.getByRole('button', { name: 'Chốt báo cáo' }).click()
  await page.getByLabel('Giờ khác').fill('23:59')
  await page.getByLabel('Vì sao giờ khác').fill('số liệu cả ngày')
  await page.getByRole('button', { name: 'Chốt', exact: true }).click()
  await page.getByText('Đã chốt báo cáo.').waitFor()
  await look('reports')
  await page.getByRole('link', { name: '22/02/2021' }).first().click()
  await page.getByRole('heading', { level: 1, name: /Báo cáo nhanh ngày 22\/02\/2021, Tỉnh Hải Dương/ }).waitFor()
  await settled(page)
  await page.getByText(/Chưa có số liệu:/).waitFor()
  await page.getByRole('button', { name: 'Dựng lại bây giờ' }).click()
  await page.getByText('Sự kiện đã biết lúc đó cho đúng từng số liệu đã chốt.').waitFor()
  await look('report')
  const report = new URL(page.url()).pathname
  await page.getByRole('link', { name: /F0 lũy kế.*xem danh sách/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Danh sách: F0 lũy kế' }).waitFor()
  await page.getByText(/báo cáo ghi \d+: khớp\./).waitFor()
  await look('figure')
  await go(page, report)
  await page.getByRole('button', { name: 'Kiểm thử: xem sẽ gửi gì' }).click()
  await page.getByText(/giá trị sẽ được gửi, kỳ 20210222, bảng mã số 1/).waitFor()
  await page.getByText(/Không gửi vì chưa có mã: F0 lũy kế;/).waitFor()
  await page.getByRole('button', { name: 'Ký báo cáo' }).click()
  await page.getByLabel('Họ tên người ký').fill('Nguyễn Văn Mẫu')
  await page.getByLabel('Chức vụ').fill('Phó Chủ tịch Thường trực')
  await page.getByRole('button', { name: 'Ký', exact: true }).click()
  await page.getByText(/Nguyễn Văn Mẫu, Phó Chủ tịch Thường trực, ký ngày 23\/02\/2021, số 1/).waitFor()
  for (const format of ['docx', 'pdf', 'xlsx']) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Tải .${format}` }).click(),
    ])
    assert.equal(file.suggestedFilename(), `dien-tap-bao-cao-nhanh-tinh-hai-duong-2021-02-22.${format}`)
    assert.ok(readFileSync(await file.path()).length > 4000)
  }
  await page.getByRole('button', { name: 'Lập đính chính' }).click()
  await page.getByLabel('Lý do').fill('bổ sung số liệu muộn')
  await page.getByRole('dialog').getByRole('button', { name: 'Lập đính chính' }).click()
  await page.getByText(/Đính chính lần 1 \(bổ sung số liệu muộn\)/).waitFor()
})

test('texts are drafted from the frozen figures without anybody of the drill in them, edited, and published', async () => {
  await go(page, '/reports?day=2021-02-22')
  await page.getByRole('link', { name: '22/02/2021', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Bài viết từ số liệu này' }).waitFor()
  await settled(page)
  assert.ok(names.length > 50, 'the drill has its people')
  for (const tab of [
    'Bản tin',
    'Thông cáo báo chí',
    'Bài phát thanh',
    'Tin nhắn có dấu',
    'Tin nhắn không dấu (một tin, 160 ký tự)',
  ]) {
    await page.getByRole('tab', { name: tab }).click()
    const text = await page.getByLabel(tab, { exact: true }).and(page.locator('textarea')).inputValue()
    assert.ok(text.length > 40, tab)
    for (const name of names) assert.ok(!text.includes(name), `${tab} names ${name}`)
  }
  await page.getByRole('tab', { name: 'Bản tin' }).click()
  await page.getByRole('button', { name: 'Ghi bài' }).click()
  await page.getByText(/Bản 1, ghi/).waitFor()
  await page.getByRole('button', { name: 'Ghi nơi đã đăng' }).click()
  await page.getByLabel('Kênh').selectOption('website')
  await page.getByLabel('Nơi, tên trang').fill('Cổng thông tin điện tử tỉnh')
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await page.getByText(/Trang thông tin điện tử, Cổng thông tin điện tử tỉnh/).waitFor()
})

test('a rumour is written down, answered and its answer published', async () => {
  await go(page, '/rumours')
  await page.getByRole('button', { name: 'Ghi tin đồn' }).click()
  await page.getByLabel('Nghe, thấy ở đâu').fill('Chợ Kim Thành')
  await page.getByLabel('Nội dung, không ghi tên người').fill('Nghe nói cả huyện sắp hết gạo')
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await page.getByRole('button', { name: 'Trả lời' }).click()
  await page.getByLabel('Tin này').selectOption('false')
  await page.getByLabel('Trả lời, không ghi tên người').fill('Các chợ và cửa hàng vẫn đủ hàng thiết yếu.')
  await page.getByLabel('Cơ quan trả lời').fill('Sở Công Thương')
  await page.getByRole('button', { name: 'Ghi trả lời' }).click()
  await page.getByText('Đã trả lời, chưa đăng', { exact: true }).and(page.locator('strong')).waitFor()
  await look('rumours')
})

test('a briefing is opened on what is late, and a decision typed into it is a task of the district named', async () => {
  await go(page, '/briefings')
  await page.getByRole('heading', { name: /Nội dung đề xuất/ }).waitFor()
  await look('briefings')
  await page.getByRole('button', { name: 'Mở giao ban' }).click()
  await page.getByRole('textbox', { name: 'Người chủ trì', exact: true }).fill('Nguyễn Văn Mẫu')
  await page.getByLabel('Chức vụ người chủ trì').fill('Chủ tịch UBND tỉnh')
  await page.getByLabel('Thành phần dự').fill('các thành viên Ban Chỉ đạo')
  await page.getByRole('button', { name: 'Mở', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /Giao ban 23\/02\/2021/ }).waitFor()
  await settled(page)
  await page.getByRole('textbox', { name: 'Kết luận', exact: true }).fill('Hoàn thành xét nghiệm người có triệu chứng')
  await page.getByLabel('Giao cho đơn vị').selectOption({ label: 'Huyện Kim Thành' })
  await page.getByRole('button', { name: 'Ghi kết luận' }).click()
  await page.getByText('Đã ghi, thành nhiệm vụ.').waitFor()
  await page.getByText(/đã thành nhiệm vụ/).waitFor()
  await look('briefing')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Thông báo kết luận (.docx)' }).click(),
  ])
  assert.match(file.suggestedFilename(), /^dien-tap-ket-luan-giao-ban-tinh-hai-duong-2021-02-23\.docx$/)
  await page.getByRole('link', { name: 'đã thành nhiệm vụ' }).waitFor()
  await page.getByRole('button', { name: 'Kết thúc', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click()
  const sign = async () => {
    await page.getByRole('button', { name: 'Ký thông báo' }).click()
    await page.getByLabel('Họ tên người ký').fill('Nguyễn Văn Mẫu')
    await page.getByLabel('Chức vụ').fill('Chủ tịch UBND tỉnh')
    await page.getByRole('dialog').getByRole('button', { name: 'Ký', exact: true }).click()
  }
  await sign()
  await page.getByText(/Thông báo kết luận số 1: Nguyễn Văn Mẫu, .*, 1 kết luận/).waitFor()
  await page.getByRole('button', { name: 'Lập bản đính chính' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Lý do/)
    .fill('bổ sung kết luận về chợ')
  await page.getByRole('dialog').getByRole('button', { name: 'Lập bản đính chính' }).click()
  await page.getByText(/Bản đính chính đang sửa, chưa ký/).waitFor()
  await page.getByRole('textbox', { name: 'Kết luận', exact: true }).fill('Tăng cường kiểm tra chợ')
  await page.getByRole('button', { name: 'Ghi kết luận' }).click()
  await page.getByText('Đã ghi kết luận.').waitFor()
  await sign()
  await page.getByText(/Thông báo kết luận số 2: .*, 2 kết luận \(bổ sung kết luận về chợ\)/).waitFor()
  await page.getByText(/số 1: .*Đã được thay bằng số 2/).waitFor()
  await look('briefing-signed')
})

test('a month stands by disease and unit with what is not known, and goes home as a document', async () => {
  await go(page, '/period-reports?kind=month&day=2021-02-22')
  await page.getByRole('heading', { name: 'COVID-19' }).waitFor()
  await page
    .getByText(/Hạn nộp|hạn nộp/)
    .first()
    .waitFor()
  await page.getByText('Bản nháp: kỳ chưa hết').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Chốt số liệu' }).count(), 0, 'a period that goes on is not frozen')
  await look('period')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải .docx' }).click()])
  assert.equal(file.suggestedFilename(), 'dien-tap-bao-cao-thang-tinh-hai-duong-2021-02-01-nhap.docx')
})

test('a week that is over is frozen, signed, rebuilt from the facts, and corrected when facts come late', async () => {
  await go(page, '/period-reports?day=2021-02-17')
  await page.getByText('Bản nháp, chưa chốt').waitFor()
  await page.getByRole('button', { name: 'Chốt số liệu' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt', exact: true }).click()
  // what a province's month takes to count is not spent on everybody who looks at it
  const rebuilds: string[] = []
  page.on('request', (r) => {
    if (r.url().endsWith('/verify')) rebuilds.push(r.url())
  })
  await page.getByText('Đã chốt, chưa ký').waitFor()
  await page.getByRole('heading', { name: 'COVID-19' }).waitFor()
  assert.deepEqual(rebuilds, [])
  const rebuild = page.getByRole('button', { name: 'Dựng lại bây giờ' })
  await rebuild.click()
  await page.getByText('Sự kiện đã biết lúc đó cho đúng từng số liệu đã chốt.').waitFor()
  assert.equal(rebuilds.length, 1)
  await look('period-frozen')
  await page.getByRole('button', { name: 'Ký báo cáo' }).click()
  await page.getByLabel('Họ tên người ký').fill('Nguyễn Văn Mẫu')
  await page.getByLabel('Chức vụ').fill('Chủ tịch')
  await page.getByRole('dialog').getByRole('button', { name: 'Ký', exact: true }).click()
  await page.getByText(/ký ngày 23\/02\/2021, số \d+; từ đây chỉ còn đính chính/).waitFor()
  // a case that the report knew is taken back afterwards
  await withClient(server.databaseUrl, (client) =>
    client.query(`update confirmation set voided_at = (
      select (drill_on + (now() at time zone 'Asia/Ho_Chi_Minh')::time) at time zone 'Asia/Ho_Chi_Minh' from instance) where confirmation_id = (
      select confirmation_id from confirmation where disease = 'covid19' and voided_at is null
        and coalesce(reported_on, confirmed_on, sampled_on) between '2021-02-15' and '2021-02-21' order by confirmation_id limit 1)`),
  )
  await page.reload()
  await rebuild.click()
  await page.getByText(/Dữ kiện đến muộn hoặc đã hủy làm đổi \d+ số liệu/).waitFor()
  await page.getByRole('button', { name: 'Xem từng dữ kiện' }).click()
  await page.getByText(/ca bệnh đã hủy/).waitFor()
  await look('period-late')
  await page.getByRole('button', { name: 'Lập đính chính' }).click()
  await page.getByLabel(/Lý do/).fill('một ca đã hủy')
  await page.getByRole('dialog').getByRole('button', { name: 'Lập đính chính' }).click()
  await page.getByText(/Đính chính lần 1 \(một ca đã hủy\)/).waitFor()
  await look('period-correction')
})

test('the command line reads the same report, rebuilds it, and exports it', async () => {
  const say = async (...words: string[]) => {
    const run = phaodai({ PHAODAI_DATA: server.folder, DATABASE_URL: server.databaseUrl }, ...words)
    assert.equal(await run.code, 0, run.said())
    return run.out()
  }
  const { rows } = JSON.parse(await say('report', 'list', '--day', '2021-02-22', '--json')) as {
    rows: { reportId: string; areaName: string }[]
  }
  const own = rows.filter((r) => r.areaName === 'Tỉnh Hải Dương')
  assert.equal(own.length, 3, 'the correction, the report, and the one of the clock that was withdrawn')
  const id = own[1]!.reportId
  assert.equal((JSON.parse(await say('report', 'verify', id, '--json')) as { same: boolean }).same, true)
  assert.match(await say('report', 'show', id), /Tỉnh Hải Dương, ngày 22\/02\/2021: số liệu đến 23 giờ 59/)
  const sent = JSON.parse(await say('export', 'dhis2', id, '--json')) as { dryRun: boolean; body: { dataValues: unknown[] } }
  assert.ok(sent.dryRun && sent.body.dataValues.length > 20)
  const why = 'thống kê tuần cho Sở Y tế'
  const csv = await say('export', 'linelist', '--purpose', 'statistics', '--because', why, '--out', '-')
  for (const name of names) assert.ok(!csv.includes(name), name)
  const weeks = JSON.parse(await say('report', 'periods', '--day', '2021-02-17', '--json')) as {
    rows: { reportId: string; number: number }[]
  }
  assert.deepEqual(
    weeks.rows.map((r) => r.number),
    [2, 1],
  )
  assert.match(
    await say('report', 'verify-period', weeks.rows[1]!.reportId),
    /Dựng lại đúng từng số liệu[\s\S]*mắc trong kỳ: \d+ → \d+/,
  )
  const paper = join(server.folder, 'tuan.xlsx')
  assert.match(await say('report', 'period', '--day', '2021-02-10', '--freeze', '--out', paper), /Đã chốt[\s\S]*Đã ghi/)
  assert.ok(statSync(paper).size > 2000, 'the paper of what was frozen')
  const overIt = ['report', 'period', '--day', '2021-02-03', '--freeze', '--out', paper]
  const taken = phaodai({ PHAODAI_DATA: server.folder, DATABASE_URL: server.databaseUrl }, ...overIt)
  assert.equal(await taken.code, 2, taken.said())
  const before = JSON.parse(await say('report', 'periods', '--day', '2021-02-03', '--json')) as { rows: unknown[] }
  assert.deepEqual(before.rows, [], 'where the file cannot be written nothing is frozen')
  assert.match(await say('briefing', 'agenda'), /quá hạn/)
})

test('a pack that came with a newer product waits for a document, is taken in by one, and is withdrawn when it was a mistake', async () => {
  const code = 'hai-duong-covid19-2021-02-22-tb95'
  // the instance is older than the product: one pack it never had, one number that was another
  await withClient(server.databaseUrl, async (client) => {
    await client.query('delete from policy_pack where code = $1', [code])
    await client.query(
      "update policy_pack set body = jsonb_set(body, '{rules,f1Hold,rule,rows,0,holdDays,value}', '13') where code = 'vn-covid19-2020-03-18-hold14'",
    )
    await client.query(
      "update disease_profile set body = jsonb_set(body, '{cluster,casesAtLeast,value}', '99') where code = 'dengue'",
    )
  })
  await go(page, '/policy')
  await page.getByRole('link', { name: 'Gói kèm phần mềm: 2 gói chưa áp dụng, 1 hồ sơ bệnh khác bản đang giữ' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gói kèm phần mềm' }).waitFor()
  const own = page.locator('section', { has: page.getByText('Đưa vào thì áp dụng ngay') }).first()
  await own.getByText('từ 50 hộ trở lên').waitFor({ state: 'attached' })
  await page
    .getByText(/khác với phiên bản 1 đang giữ/)
    .first()
    .waitFor()
  await look('policy-shipped')
  const dialog = page.getByRole('dialog')
  const profile = page.locator('section', { has: page.getByRole('heading', { name: /^Hồ sơ bệnh: / }) })
  await profile.getByText('Số ca thành ổ dịch').waitFor()
  await profile.getByRole('button', { name: /Nạp hồ sơ này/ }).click()
  await dialog.getByRole('button', { name: 'Nạp', exact: true }).click()
  await page.getByText(/Đã nạp hồ sơ bệnh .*, phiên bản 2/).waitFor()
  await profile.waitFor({ state: 'detached' })
  await own.getByRole('button', { name: /Đưa vào áp dụng/ }).click()
  await dialog.getByLabel('Số, ký hiệu văn bản').fill('95-TB/TU')
  await dialog.getByLabel('Ngày văn bản').fill('22/02/2021')
  await dialog.getByLabel('Người ký').fill('Nguyễn Văn Mẫu')
  await axe(page)
  if (shots) await page.screenshot({ path: `${shots}/policy-take.png` })
  await dialog.getByRole('button', { name: 'Đưa vào áp dụng' }).click()
  await page.getByText(/Đã đưa .* vào áp dụng, phiên bản 1/).waitFor()
  await go(page, `/policy/packs/${code}`)
  await page.getByText('Theo 95-TB/TU ngày 22/02/2021, Nguyễn Văn Mẫu ký.').waitFor()
  await look('policy-pack')
  await page.getByRole('button', { name: 'Rút vì đưa vào nhầm' }).click()
  await dialog.getByLabel(/Lý do/).fill('chờ văn bản của tỉnh')
  await dialog.getByRole('button', { name: 'Rút phiên bản' }).click()
  await page.getByText('Đã rút; gói này không còn áp dụng.').waitFor()
  await page.getByText(/: chờ văn bản của tỉnh/).waitFor()
  await look('policy-withdrawn')
})
