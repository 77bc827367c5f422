import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { poolingOptimum } from '@phaodai/epi/pooling-optimum.ts'
import { seirStochastic } from '@phaodai/epi/seir-stochastic.ts'
import type { Browser, Page } from 'playwright-core'
import { LEVELS } from '../apps/web/screens/calculators/calculate.ts'
import { axe, go, openBrowser, openPage, type Server, settled, signIn, startServer } from './harness.ts'

let server: Server
let browser: Browser
let desk: Page
let phone: Page

/** What the API says, asked with the page's own session. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared, not used
const asked = (page: Page, path: string): Promise<any> => page.evaluate((p) => fetch(p).then((r) => r.json()), path)
const valueIn = async (page: Page, part: string) =>
  Number(await page.locator(`[data-part="${part}"] [data-value]`).first().getAttribute('data-value'))

/** Cases of made-up people in four communes, more of them every week, recorded as any client would. */
const recordOutbreak = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const send = async (path: string, body: unknown) => {
      const reply = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'operation-id': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
      return reply.json()
    }
    const day = (n: number) => new Date(Date.UTC(2021, 1, 21) - n * 86_400_000).toISOString().slice(0, 10)
    const { units } = await fetch('/api/areas?tier=commune').then((r) => r.json())
    const communes = ['10783', '10786', '10507', '10660'].map(
      (code) => units.find((u: { code: string }) => u.code === code).areaId,
    )
    let n = 0
    for (let back = 34; back >= 0; back--)
      for (let i = 0; i < Math.round(Math.exp((34 - back) / 18)); i++, n++) {
        const communeId = communes[back < 6 && n % 4 ? 3 : n % 4]
        const { subjectId } = await send('/api/people', { communeId, fullName: `Trần Văn Dịch ${n}`, sex: 'male' })
        const days = { onsetOn: day(back + ((n * 3) % 5)), sampledOn: day(back + (n % 2)), reportedOn: day(back) }
        await send('/api/cases', { subjectId, disease: 'mers', ...days, origin: n % 9 ? 'community' : 'imported' })
      }
    return n
  })
let recorded = 0

before(async () => {
  server = await startServer()
  browser = await openBrowser()
  desk = await openPage(browser, server)
  phone = await openPage(browser, server, 390, 844)
  await signIn(desk, 'cdc', server, '/me')
  await signIn(phone, 'cdc')
  recorded = await recordOutbreak(desk)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const parts = ['curve', 'growth', 'rt', 'nowcast', 'forecast', 'aberration', 'clusters', 'offspring']
/** Every part has its answer, the scan too. */
async function computed(page: Page): Promise<void> {
  for (const part of parts) await page.locator(`[data-part="${part}"] aside`).waitFor()
  await page.locator('[data-part="clusters"] [role="progressbar"]').waitFor({ state: 'detached' })
  await page.getByText('Đang tải hình…').first().waitFor({ state: 'detached' })
}
const noSidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

test('the analysis is opened from the rail, and each figure is what the API says', async () => {
  await desk.getByRole('link', { name: 'Phân tích dịch tễ' }).click()
  await desk.waitForURL(/\/analysis/)
  await go(desk, '/analysis?disease=mers')
  await computed(desk)
  const { rows, beside } = await asked(desk, '/api/situation/reproduction?disease=mers')
  const last = rows.findLast((r: { mean: number | null }) => r.mean !== null)
  assert.equal(await valueIn(desk, 'rt'), last.mean)
  assert.equal(beside.n, recorded)
  assert.equal(await valueIn(desk, 'growth'), (await asked(desk, '/api/situation/growth?disease=mers')).growth.rate)
  const ahead = await asked(desk, '/api/situation/forecast?disease=mers')
  assert.equal(await valueIn(desk, 'forecast'), ahead.weeks[0].quantiles[4])
  for (const [part, path] of [
    ['curve', 'epidemic-curve'],
    ['nowcast', 'nowcast'],
    ['aberration', 'aberration'],
    ['clusters', 'clusters'],
    ['offspring', 'offspring'],
  ] as const) {
    const { beside: told } = await asked(desk, `/api/situation/${path}?disease=mers`)
    const n = Number(await desk.locator(`[data-part="${part}"] [data-n]`).getAttribute('data-n'))
    assert.equal(n, told.n, part)
  }
})

test('beside every figure stands when not to believe it, its method, settings and source', async () => {
  for (const part of parts) {
    const text = await desk.locator(`[data-part="${part}"] aside`).innerText()
    for (const words of ['Tính từ', 'Không nên tin khi', 'Phương pháp', 'Nguồn'])
      assert.ok(text.includes(words), `${part}: ${words}`)
  }
  assert.match(await desk.locator('[data-part="rt"] aside').innerText(), /chưa xác nhận/)
  await desk.locator('[data-part="offspring"] [data-not-estimable]').getByText('Chưa ước lượng được').waitFor()
})

test('a figure opens the list behind it, with as many rows as it counts', async () => {
  const n = await desk.locator('[data-part="rt"] [data-n]').getAttribute('data-n')
  await desk.locator('[data-part="rt"] aside a').first().click()
  await desk.locator('[data-total]').waitFor()
  assert.equal(await desk.locator('[data-total]').getAttribute('data-total'), n)
  await desk.goBack()
  await computed(desk)
})

test('the reader chooses the serial interval, and a link keeps it', async () => {
  await desk.getByLabel('Khoảng thế hệ, trung bình (ngày)').fill('6,5')
  await desk.keyboard.press('Tab')
  await desk.getByLabel('Độ lệch chuẩn (ngày)').fill('3')
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/mean=6.5&sd=3/)
  // until the answer has come, that of the mean alone is shown
  await settled(desk)
  await desk.locator('[data-part="rt"] aside').getByText('do người đọc chọn').first().waitFor()
  const { rows } = await asked(desk, '/api/situation/reproduction?disease=mers&siMean=6.5&siSd=3')
  assert.equal(await valueIn(desk, 'rt'), rows.findLast((r: { mean: number | null }) => r.mean !== null).mean)
})

test('each chart has its table, which is exported with the drill line on top', async () => {
  const rt = desk.locator('[data-part="rt"]')
  await rt.getByText('Bảng', { exact: true }).click()
  await rt.getByRole('columnheader', { name: 'R trung bình' }).waitFor()
  const [file] = await Promise.all([desk.waitForEvent('download'), rt.getByRole('button', { name: /^Xuất CSV/ }).click()])
  assert.match(file.suggestedFilename(), /^dien-tap-rt-/)
  const text = readFileSync(await file.path(), 'utf8')
  assert.match(text, /^\ufeff?"?DIỄN TẬP/)
  assert.match(text, /Cửa sổ đến/)
})

test('English is one click away, the page prints without its controls, and axe has nothing to say', async () => {
  await axe(desk)
  assert.ok(await noSidewaysScroll(desk))
  await desk.getByRole('button', { name: 'English', exact: true }).click()
  await desk.getByRole('heading', { name: 'Epidemiological analysis' }).waitFor()
  assert.equal(await desk.getByText('Not to be believed when').count(), parts.length)
  await desk.getByRole('button', { name: 'Tiếng Việt', exact: true }).click()
  await desk.getByRole('heading', { name: 'Phân tích dịch tễ' }).waitFor()
  await desk.emulateMedia({ media: 'print' })
  await desk.locator('button', { hasText: /^In$/ }).waitFor({ state: 'hidden' })
  await desk.getByText('Không nên tin khi').first().waitFor()
  await desk.emulateMedia({ media: null })
})

test('on a phone nothing scrolls sideways and axe has nothing to say', async () => {
  await go(phone, '/analysis?disease=mers&by=onset&unit=week')
  await computed(phone)
  assert.ok(await noSidewaysScroll(phone))
  await axe(phone)
})

test('a disease that nobody has says so in words in every part', async () => {
  await go(phone, '/analysis?disease=measles')
  await computed(phone)
  assert.equal(await phone.locator('[data-not-estimable]').count(), parts.length)
  await phone.getByText('Chưa ghi ca bệnh nào').first().waitFor()
})

const calculated = async (page: Page, id: string) => {
  await page.locator(`[data-calculator="${id}"][data-running="false"] [data-value]`).waitFor()
  return Number(await page.locator(`[data-calculator="${id}"] [data-value]`).first().getAttribute('data-value'))
}

test('pooling is computed in the browser as the library does, and a link gives the same figures', async () => {
  await go(desk, '/calculators?prevalence=0.5&sensitivity=90')
  const best = Math.min(
    ...(['D2', 'D3', 'A2'] as const).map(
      (method) => poolingOptimum({ prevalence: 0.005, sensitivity: 0.9, specificity: 0.99 }, method).testsPerPerson,
    ),
  )
  assert.equal(await calculated(desk, 'pooling'), best)
  await desk.getByLabel('Tỷ lệ nhiễm (%)').fill('3')
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/prevalence=3/)
  await axe(desk)
})

test('a scenario shows its seed and gives the figures of the library for that seed', async () => {
  await go(desk, '/calculators?calculator=scenario&N=20000&days=60&seed=7')
  const median = await calculated(desk, 'scenario')
  const parameters = {
    N: 20_000,
    R0: 2.5,
    lat: 3,
    inf: 5,
    I0: 10,
    days: 60,
    mult: [
      [30, 0.5],
      [60, 0.7],
    ] as [number, number][],
  }
  const { days } = seirStochastic(parameters, { seed: 7, runs: 100, quantiles: LEVELS })
  assert.equal(median, days.at(-1)!.infections.quantiles[4])
  await desk.getByText('100 lần chạy, hạt giống 7').waitFor()
  await desk.getByText('Đang tải hình…').waitFor({ state: 'detached' })
  await axe(desk)
})

test('beds follow from the forecast of the analysis page', async () => {
  await go(desk, '/analysis?disease=mers')
  await desk.getByRole('link', { name: 'Tính nhu cầu giường từ dự báo này' }).click()
  assert.ok((await calculated(desk, 'beds')) > 0)
  await desk.getByText('Đang tải hình…').waitFor({ state: 'detached' })
  await axe(desk)
})

test('samples are shared out to laboratories, and too little capacity is said', async () => {
  await go(desk, '/calculators?calculator=lab')
  assert.ok((await calculated(desk, 'lab')) > 0)
  await desk.getByText('Mọi mẫu được nhận trong ngày').waitFor()
  await desk.getByLabel('Mẫu mỗi ngày').first().fill('10')
  await desk.keyboard.press('Enter')
  await desk.getByText('Không đủ công suất: 90 mẫu').waitFor()
  await axe(desk)
})

test('the calculators fit a phone', async () => {
  for (const calculator of ['pooling', 'scenario', 'lab']) {
    await go(phone, `/calculators?calculator=${calculator}`)
    await calculated(phone, calculator)
    await phone.getByText('Đang tải hình…').waitFor({ state: 'detached' })
    assert.ok(await noSidewaysScroll(phone), calculator)
    await axe(phone)
  }
})
