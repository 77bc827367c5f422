import { colourWords, spelled } from '@phaodai/web/doors/pass.ts'
import { toDataURL } from 'qrcode'
import type { z } from 'zod'
import type { Pass } from '../declaration.shape.contract.ts'

const inHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The series of a key, as the server cuts it: the first 16 bytes of the hash of `door KEY`. */
export async function seriesOf(key: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`door ${key}`)))
  const hex = [...hash.slice(0, 16)].map((b) => b.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What one who has no telephone takes along: the code for the next gate, and the address by which a relative renews it. No name on it. */
export async function passSheet(pass: z.output<typeof Pass>, key: string, until: string, drill: boolean): Promise<string> {
  const draw = (text: string) => toDataURL(text, { errorCorrectionLevel: 'M', margin: 2, width: 520 })
  const [code, link] = await Promise.all([draw(pass.token), draw(`${location.origin}/kb#${key}`)])
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tờ khai y tế</title><style>@page{size:A5;margin:12mm}body{font:12pt/1.4 'Be Vietnam Pro',Arial,sans-serif;text-align:center}img{width:7cm}p{margin:2mm 0}.code{font:700 20pt monospace;letter-spacing:2pt}small img{width:3.4cm}</style></head><body>${
    drill ? '<p><b>DIỄN TẬP / DRILL</b></p>' : ''
  }<h1>Mã khai báo y tế</h1><img src="${code}" alt=""><p class="code">${inHtml(spelled(pass.code))}</p><p><b>${colourWords[pass.colour].vi}</b>, dùng đến ${inHtml(until)}</p><p>Đưa mã này ở chốt sau.</p><small><img src="${link}" alt=""><br>Khai lại hằng ngày bằng mã nhỏ này; không đưa mã nhỏ cho người khác.</small></body></html>`
}
