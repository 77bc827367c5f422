/** A team's phone in real Chromium: the network is really cut (a proxy in between stops), the browser is killed, days pass on its clock. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { axe, type Server, startServer } from './harness.ts'
import {
  bigPhoto,
  checksAt,
  cutWire,
  deskOf,
  handOn,
  killBrowser,
  moveDay,
  newCodeOf,
  openPhone,
  setAhead,
  signInPhone,
  typePin,
  type Wire,
  wireTo,
} from './phone.ts'

const DAY = '2021-02-22'
const HOUR = 3_600_000
let server: Server
let wire: Wire
let context: BrowserContext
let page: Page
const profile = mkdtempSync(join(tmpdir(), 'phaodai-phone-'))
/** What was answered at the doors: `door day slot` → answer. */
const said = new Map<string, string>()

before(async () => {
  server = await startServer()
  wire = await wireTo(server.url)
  ;({ context, page } = await openPhone(profile, wire.url))
})
after(async () => {
  await context?.close().catch(() => {})
  await wire?.close()
  await server?.stop()
  rmSync(profile, { recursive: true, force: true })
})

/** Local hour of the phone's day, so many days after the drill's: how far its clock has to be ahead of ours. */
const aheadTo = (days: number, hour: number): number => {
  const local = new Date(Date.now() + 7 * HOUR).toISOString().slice(11, 23)
  const sinceMidnight = Date.parse(`1970-01-01T${local}Z`)
  return days * 24 * HOUR + hour * HOUR - sinceMidnight
}
const dayAfter = (days: number): string => new Date(Date.parse(DAY) + days * 24 * HOUR).toISOString().slice(0, 10)
const well = (door: string) => page.getByRole('button', { name: `Nhà ${door}: cả nhà khỏe` })
/** Above the bar of tabs on the small screen, without scrolling. */
async function inSight(of: Locator): Promise<void> {
  const box = (await of.boundingBox())!
  assert.ok(box.y > 0 && box.y + box.height <= 640 - 56, `${await of.innerText()} lies at ${box.y}`)
}
const wait = (name: string, n: number) => page.locator(`dt:text-is("${name}") + dd:text-is("${n}")`).waitFor({ timeout: 60_000 })

/** Every door that is left, one tap each, once the list shows them all. */
async function allWell(key: string, left: number): Promise<void> {
  const buttons = page.locator('button[aria-label$=": cả nhà khỏe"]')
  await buttons.nth(left - 1).waitFor()
  const doors = await buttons.evaluateAll((buttons) =>
    buttons.map((b) => {
      ;(b as HTMLButtonElement).click()
      return /Nhà (\S+):/.exec(b.getAttribute('aria-label')!)![1]!
    }),
  )
  assert.equal(doors.length, left)
  for (const door of doors) said.set(`${door} ${key}`, 'well')
}

test('a phone is installed and signed in with the code of the sheet, and a PIN of one’s own opens it', async () => {
  await page.goto(`${wire.url}/field`)
  await page.getByRole('heading', { name: 'Đăng nhập lần đầu trên máy này' }).waitFor()
  await axe(page)
  const installed = await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    const manifest = await (await fetch('/field/manifest.webmanifest')).json()
    const icons = await Promise.all(manifest.icons.map(async (i: { src: string }) => (await fetch(`/field/${i.src}`)).ok))
    return { scope: active?.scriptURL, start: manifest.start_url, display: manifest.display, icons }
  })
  assert.match(installed.scope!, /\/field\/sw\.js$/)
  assert.deepEqual([installed.start, installed.display, installed.icons], ['/field/', 'standalone', [true, true, true]])
  await page.getByLabel('Tên đăng nhập').fill('to1')
  await page.getByLabel('Mã một lần trên phiếu').fill('khong-phai-ma1')
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByRole('alert').waitFor()
  await signInPhone(page, 'to1', server.accounts.to1!, '482913')
  await page.getByText(/^\d+\/62$/).waitFor()
  assert.deepEqual(await context.cookies(), [], 'no session of the browser stays on a shared phone')
  await axe(page)
})

test('three rounds over two days without a network, the browser killed in between: each tap counts at once', async () => {
  await cutWire(wire, context)
  await setAhead(page, aheadTo(1, 8))
  await page.getByText('Mất mạng').waitFor()
  const morning = `${dayAfter(1)} morning`
  await page.getByText('Sáng nay').first().waitFor()
  await page.getByText('0/62').waitFor()
  await well('1').click()
  await page.getByText('1/62').waitFor()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByText('0/62').waitFor()
  await wait('Đã ghi', 0)
  // away, and signs of one person in five taps
  await page.getByTestId('door-3').getByRole('link').click()
  await page.getByRole('button', { name: 'Vắng nhà' }).click()
  said.set(`3 ${morning}`, 'absent')
  await page.getByTestId('door-5').getByRole('link').click()
  await axe(page)
  await page.locator('a[href*="/signs/"]').first().click()
  await inSight(page.getByText('Chọn dấu hiệu.'))
  await page.getByRole('button', { name: 'Khó thở' }).click()
  await inSight(page.getByText('Khó thở là dấu hiệu nặng.'))
  await page.getByRole('button', { name: 'Khó thở' }).click()
  await page.getByRole('button', { name: 'Ho', exact: true }).click()
  await page.getByRole('button', { name: 'Ngày khác' }).click()
  await inSight(page.getByText('Chọn ngày bắt đầu bị.'))
  await inSight(page.getByLabel('Bị từ ngày'))
  await page.getByRole('button', { name: 'Hôm qua' }).click()
  await axe(page)
  await page.getByRole('button', { name: 'Ghi dấu hiệu' }).click()
  said.set(`5 ${morning}`, 'symptom')
  await page.locator('p[data-answer="symptom"]').waitFor()
  await page.getByRole('button', { name: 'Quay lại' }).click()
  await allWell(morning, 60)
  await page.getByText('62/62').waitFor()
  await wait('Đã ghi', 62)
  await wait('Đã gửi', 0)

  await killBrowser(context)
  ;({ context, page } = await openPhone(profile, wire.url, aheadTo(1, 17)))
  await context.setOffline(true)
  await page.goto(`${wire.url}/field/`)
  await typePin(page, '000001')
  await page.getByText('Mã PIN không đúng').waitFor()
  await axe(page)
  await typePin(page, '482913')
  await page.getByText('Chiều nay').first().waitFor()
  await wait('Đã ghi', 62)
  await page.getByTestId('door-5').getByText('buổi kia có dấu hiệu').waitFor()
  await allWell(`${dayAfter(1)} evening`, 62)
  await wait('Đã ghi', 124)
  await setAhead(page, aheadTo(2, 8))
  await page.getByText('Sáng nay').first().waitFor()
  await page.getByRole('searchbox').fill('nguyen')
  await page.getByRole('searchbox').fill('41')
  await page.getByTestId('door-41').getByRole('link').click()
  await page.getByRole('button', { name: 'Từ chối' }).click()
  said.set(`41 ${dayAfter(2)} morning`, 'refused')
  await page.getByRole('searchbox').fill('')
  // whoever opens a door far down the list comes back to it
  const far = page.getByTestId('door-97')
  await far.scrollIntoViewIfNeeded()
  const before = (await far.boundingBox())!.y
  await far.getByRole('link').click()
  await page.getByRole('button', { name: 'Quay lại' }).click()
  await far.waitFor()
  const after = (await far.boundingBox())!.y
  assert.ok(Math.abs(after - before) < 40, `the list is where it was left: ${before}, ${after}`)
  await allWell(`${dayAfter(2)} morning`, 61)
  await wait('Đã ghi', 186)
  assert.equal(said.size, 186)
})

test('with the network back the server has exactly what the phone recorded, and the phone says so', async () => {
  await moveDay(server, dayAfter(3))
  await setAhead(page, 3 * 24 * HOUR)
  await wire.mend()
  await context.setOffline(false)
  await page.getByText('Có mạng', { exact: true }).waitFor({ timeout: 60_000 })
  await wait('Đã nhận', 186)
  const there = await checksAt(server, dayAfter(1), dayAfter(3))
  assert.deepEqual(Object.fromEntries([...there].sort()), Object.fromEntries([...said].sort()))
  // the signal of the round comes back to the team
  await page.getByRole('link', { name: /^Việc/ }).click()
  await page.getByText(/Nhà 5 ·/).waitFor()
  await axe(page)
})

test('two members share a phone: neither sees what the other has not sent', async () => {
  await page.getByRole('link', { name: 'Tôi' }).click()
  await axe(page)
  await page.getByRole('button', { name: 'Khóa, đổi người dùng' }).click()
  await page.getByRole('button', { name: 'Người khác cầm máy' }).click()
  await page.getByRole('button', { name: /Người khác: đăng nhập/ }).click()
  await signInPhone(page, 'to2', server.accounts.to2!, '739155')
  await page.getByText(/^\d+\/62$/).waitFor()
  await cutWire(wire, context)
  await page.getByText('Mất mạng').waitFor()
  await page
    .getByRole('button', { name: /cả nhà khỏe$/ })
    .first()
    .click()
  await wait('Đã ghi', 1)
  await page.getByRole('link', { name: 'Tôi' }).click()
  await page.getByRole('button', { name: 'Khóa, đổi người dùng' }).click()
  await page.getByRole('button', { name: /Bùi Thị Diễn/ }).click()
  await typePin(page, '482913')
  await page.getByText(/^0\/62$/).waitFor()
  await wait('Đã ghi', 0)
})

test('a PIN is forgotten: with a new code of the station, what lay unsent under the old one goes to the server by itself', async () => {
  const door = [...(await checksAt(server, dayAfter(3), dayAfter(3))).keys()]
  assert.deepEqual(door, [], 'what the other member recorded has not left the phone')
  await page.getByRole('link', { name: 'Tôi' }).click()
  await page.getByRole('button', { name: 'Khóa, đổi người dùng' }).click()
  await page.getByRole('button', { name: /Hồ Văn Tập/ }).click()
  await page.getByRole('button', { name: 'Quên mã PIN' }).click()
  await axe(page)
  await wire.mend()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Đăng nhập bằng phiếu mã' }).click()
  await signInPhone(page, 'to2', await newCodeOf(server, 'to2'), '640182')
  // the next contact brings back what the server has taken
  await page.getByText(/^1\/62$/).waitFor()
  assert.deepEqual([...(await checksAt(server, dayAfter(3), dayAfter(3))).values()], ['well'])
})

/** The phone is dead and comes back, three days on as before; whoever holds it enters their PIN. */
async function rise(pin: string, who: string, path = ''): Promise<void> {
  await killBrowser(context)
  ;({ context, page } = await openPhone(profile, wire.url, 3 * 24 * HOUR))
  await context.setOffline(true)
  await page.goto(`${wire.url}/field/${path}`)
  await page.getByRole('button', { name: new RegExp(who) }).click()
  await typePin(page, pin)
}
/** Where pictures of the pages go, when somebody wants to look. */
const shots = process.env.PHAODAI_SHOTS
async function look(name: string): Promise<void> {
  await axe(page)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(over <= 0, `${name} is ${over} px wider than the screen`)
  if (!shots) return
  for (const [width, height] of [
    [360, 640],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: `${shots}/${name}-${width}.png` })
    await page.screenshot({ path: `${shots}/${name}-${width}-full.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 360, height: 640 })
}
const backOnline = async () => {
  await wire.mend()
  await context.setOffline(false)
}

test('work given to the team is taken up and reported with a photo without a network, the browser killed half way; the server has it once', async () => {
  const commune = await deskOf(server, 'xa')
  const { rows: teams } = await commune('GET', '/api/teams')
  const { teamId } = teams.find((t: { name: string }) => t.name === 'Tổ số 1')
  const words = 'Lập danh sách người từ vùng dịch về thôn, gửi trạm y tế'
  const { taskId } = await commune('POST', '/api/tasks', { words, teamId, dueOn: dayAfter(3) })
  await page.getByRole('link', { name: 'Tôi' }).click()
  await page.getByRole('button', { name: 'Gửi và tải ngay' }).click()
  await page.getByRole('link', { name: /^Việc/ }).click()
  await look('viec')
  await page.getByRole('link', { name: new RegExp(words) }).click()
  await look('mot-viec')
  await cutWire(wire, context)
  await page.getByText('Mất mạng').waitFor()
  await page.getByRole('button', { name: 'Nhận việc' }).click()
  await page.getByText('Đã nhận', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Báo đã xong' }).click()
  await page.getByLabel('Đã làm gì').fill('Có 3 người về từ vùng dịch')
  await page.getByLabel('Số liệu').fill('3')
  await page.getByLabel('Đơn vị').fill('người')
  await page.locator('input[type=file]').setInputFiles({ name: 'so.png', mimeType: 'image/png', buffer: await bigPhoto(page) })
  await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
  await look('bao-xong')
  // the camera, the battery: the half written report is still there
  await rise('640182', 'Hồ Văn Tập', `task/${taskId}/done`)
  await page.getByRole('link', { name: /^Việc/ }).click()
  await page.getByRole('link', { name: new RegExp(words) }).click()
  await page.getByRole('button', { name: 'Báo đã xong' }).click()
  await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
  assert.equal(await page.getByLabel('Đã làm gì').inputValue(), 'Có 3 người về từ vùng dịch')
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await page.getByText('Chờ nghiệm thu').waitFor()
  await page.getByText('chưa gửi').first().waitFor()
  await look('da-bao')
  await rise('640182', 'Hồ Văn Tập')
  await wait('Đã ghi', 3)
  await backOnline()
  await wait('Đã nhận', 3)
  const task = await commune('GET', `/api/tasks/${taskId}`)
  const done = task.acts.map((a: { kind: string; words: string | null; figure: number | null }) => [a.kind, a.words, a.figure])
  assert.deepEqual(done, [
    ['accepted', null, null],
    ['done', 'Có 3 người về từ vùng dịch', 3],
  ])
  assert.equal(task.evidence.length, 1)
  assert.ok(task.evidence[0].bytes < 600_000)
  const kept = await page.evaluate(async () => (await indexedDB.databases()).length)
  assert.ok(kept > 1)
})

test('a leader inspects with the network cut, over a dead battery: the draft is sealed and comes back, and the server gets it once with its photo', async () => {
  const desk = await deskOf(server, 'huyen')
  await handOn(page)
  await page.getByRole('button', { name: /Người khác: đăng nhập/ }).click()
  await signInPhone(page, 'huyen', server.accounts.huyen!, '528417')
  await page.getByRole('heading', { name: 'Nên đến' }).waitFor()
  await look('kiem-tra')
  await cutWire(wire, context)
  await page.getByText('Mất mạng').waitFor()
  await page.getByRole('button', { name: /^Tổ số 1 .10783/ }).click()
  await page.getByRole('button', { name: /^Đạt: Khẩu trang/ }).click()
  await page.getByRole('button', { name: /^Không đạt: Đến từng nhà/ }).click()
  await page.getByLabel('Thấy gì, phải sửa gì').fill('Buổi chiều chưa ai đến hỏi')
  await page.locator('input[type=file]').setInputFiles({ name: 'to.png', mimeType: 'image/png', buffer: await bigPhoto(page) })
  await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
  await look('bang-kiem')
  const sealed = await page.evaluate(async () => {
    const all: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const asked = indexedDB.open(name!)
        asked.onsuccess = () => done(asked.result)
      })
      for (const table of db.objectStoreNames)
        all.push(
          await new Promise((done) => {
            const asked = db.transaction(table).objectStore(table).getAll()
            asked.onsuccess = () => done(asked.result)
          }),
        )
      db.close()
    }
    const read = (value: unknown): string =>
      value instanceof Uint8Array
        ? new TextDecoder().decode(value)
        : typeof value === 'object' && value
          ? Object.values(value).map(read).join()
          : String(value)
    const text = read(all)
    return { draft: text.includes('draft visit/'), words: text.includes('chưa ai đến hỏi') }
  })
  assert.deepEqual(sealed, { draft: true, words: false })
  await rise('528417', 'Huyện|huyen')
  await page.getByRole('heading', { name: 'Đang ghi dở' }).waitFor()
  await look('ghi-do')
  await page.getByRole('link', { name: /^Tổ số 1/ }).click()
  assert.equal(await page.getByLabel('Thấy gì, phải sửa gì').inputValue(), 'Buổi chiều chưa ai đến hỏi')
  assert.equal(await page.getByRole('button', { name: /^Đạt: Khẩu trang/ }).getAttribute('aria-pressed'), 'true')
  await page.getByRole('button', { name: /^Ghi biên bản \(2\// }).click()
  await page.getByText('Đã ghi biên bản').waitFor()
  // taken back at once it is a draft again, with its photo
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByRole('link', { name: /^Tổ số 1/ }).click()
  await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
  await wait('Đã ghi', 0)
  await page.getByRole('button', { name: /^Ghi biên bản \(2\// }).click()
  await wait('Đã ghi', 2)
  await page.getByText('chưa gửi').waitFor()
  await look('chua-gui')
  await rise('528417', 'Huyện|huyen')
  await wait('Đã ghi', 2)
  await backOnline()
  await wait('Đã nhận', 2)
  await page.getByText(/đạt 1\/2, tồn tại 1, ảnh 1/).waitFor()
  const { rows } = await desk('GET', '/api/inspections?whose=mine')
  assert.deepEqual(
    rows.map((r: Record<string, unknown>) => [r.onDay, r.pass, r.fail, r.findings, r.photos, r.lateness]),
    [[dayAfter(3), 1, 1, 1, 1, 'none']],
  )
  const { rows: given } = await desk('GET', '/api/tasks?view=given')
  assert.equal(given.filter((t: { sourceKind: string }) => t.sourceKind === 'inspection').length, 1)
})

test('a leader whose account has an authenticator signs in again on the same phone, and nothing on it is lost', async () => {
  const desk = await deskOf(server, 'huyen')
  const { secret, pending } = await desk('POST', '/api/me/totp', {})
  const totp = new TOTP({ secret })
  await desk('POST', '/api/me/totp/confirm', { pending, code: totp.generate() })
  const { sessions } = await desk('GET', '/api/sessions')
  const { sessionId } = sessions.find((s: { kind: string }) => s.kind === 'device')
  await desk('POST', `/api/sessions/${sessionId}/revoke`, {})
  await page.getByRole('link', { name: 'Tôi' }).click()
  await page.getByRole('button', { name: 'Gửi và tải ngay' }).click()
  const again = page.getByRole('button', { name: 'Đăng nhập lại' })
  await again.waitFor()
  await page.getByLabel(/^Mã một lần trên phiếu mới/).fill(server.accounts.huyen!)
  await again.click()
  await page.getByLabel('Mã 6 số của ứng dụng xác thực').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await look('dang-nhap-lai')
  await again.click()
  await again.waitFor({ state: 'detached' })
  await wait('Đã nhận', 2)
})
