import { readFileSync, mkdirSync, writeFileSync, existsSync } from 'node:fs'
import { openBrowser, openPage, signIn } from './harness.ts'
mkdirSync('/tmp/shots-finish', { recursive: true })
const saved = '/tmp/pd-finish-accounts.json'
const accounts: Record<string,string> = existsSync(saved) ? JSON.parse(readFileSync(saved,'utf8')) : {}
if (!existsSync(saved)) for (const line of readFileSync('/tmp/pd-finish/tai-khoan-dien-tap.txt','utf8').split('\n')) { const f=/^(\S+)\s+(\S{4}-\S{4}-\S{4})\s/.exec(line); if (f) accounts[f[1]!]=f[2]! }
const server = { url: 'http://127.0.0.1:8044', accounts, stop: async()=>{} }
const browser = await openBrowser()
try {
for (const spec of process.argv.slice(2)) {
  const [who, width] = spec.split(':')
  const page = await openPage(browser, server, Number(width ?? 1440), Number(width ?? 1440) > 700 ? 900 : 844)
  page.removeAllListeners('pageerror'); page.on('pageerror', e => console.log(spec, 'PAGEERROR', e.message))
  page.on('response', r => { if (r.status() >= 400 && r.url().includes('/api/') && !(r.status()===401)) console.log(spec, r.status(), r.url(), page.url()) })
  await signIn(page, who!, server); writeFileSync(saved, JSON.stringify(accounts))
  await page.waitForTimeout(800)
  console.log(spec, 'home', page.url())
  const session = await page.evaluate(async () => (await (await fetch('/api/me')).json()))
  console.log(spec, session.verbs?.length)
  let links = await page.locator('nav a[href^="/"]').evaluateAll(a => [...new Set(a.map(x => x.getAttribute('href')!))])
  if (Number(width ?? 1440) < 768) { const m = JSON.parse(readFileSync('/tmp/walk-'+who+'.json','utf8')); links = m } else writeFileSync('/tmp/walk-'+who+'.json', JSON.stringify(links))
  console.log(spec, links.join(' '))
  await page.screenshot({ path: `/tmp/shots-finish/${who}-${width ?? 1440}-home.png` })
  for (const l of links) {
    await page.goto(server.url + l); await page.waitForLoadState('networkidle').catch(()=>{}); await page.waitForTimeout(300)
    const alerts = await page.getByRole('alert').allInnerTexts(); if (alerts.length) console.log(spec, l, 'ALERT', alerts.join('|').slice(0,300))
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (wide > 0) console.log(spec, l, 'WIDE', wide)
    await page.screenshot({ path: `/tmp/shots-finish/${who}-${width ?? 1440}${l.replaceAll('/','_')}.png` })
  }
  await page.context().close()
}
} finally { await browser.close() }
