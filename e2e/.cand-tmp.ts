import { readFileSync, writeFileSync } from 'node:fs'
import { openBrowser, openPage, signIn } from './harness.ts'
const saved = '/tmp/pd-finish-accounts.json'
const accounts = JSON.parse(readFileSync(saved,'utf8'))
const server = { url: 'http://127.0.0.1:8044', accounts, stop: async()=>{} }
const browser = await openBrowser()
try {
  const page = await openPage(browser, server)
  await signIn(page, 'cdc', server); writeFileSync(saved, JSON.stringify(accounts))
  console.log(page.url())
  const out = await page.evaluate(async () => {
    const j = async (u: string) => (await fetch(u)).json()
    const { rows } = await j('/api/levels?disease=covid19')
    const res = []
    for (const r of rows) { const c = await j(`/api/people/${r.subjectId}/candidates?disease=covid19`); res.push([r.level, r.name, r.subjectId, c.elsewhere, (c.rows ?? []).map((x: any) => [x.name, x.placeName, x.onDay, x.minutes, x.counts, x.decision, x.reason.vi, x.unknown.join()].join('; '))]) }
    return res
  })
  console.log(JSON.stringify(out, null, 1))
  const withC = out.filter(x => (x[4] as any[]).length > 0)
  for (const [i, id] of [withC[0]?.[2], out[0]?.[2]].entries()) if (id) {
    await page.goto(server.url + '/people/' + id); await page.waitForLoadState('networkidle'); await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots-finish/person${i}.png`, fullPage: true })
  }
} finally { await browser.close() }
