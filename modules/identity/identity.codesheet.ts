/** One slip of the printed sheet. */
export interface Slip {
  /** Works on a phone: the slip carries a QR that its sign-in page reads. */
  byPhone?: boolean
  fullName: string
  role: string
  area: string
  username: string
  code: string
}

const inHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const STYLE = `@page{size:A4;margin:12mm}body{font-family:'Be Vietnam Pro',Arial,sans-serif;margin:12mm;color:#111}@media print{body{margin:0}}
h1{font-size:14pt;margin:0 0 2mm}
.drill{border:2px solid #b00020;color:#b00020;padding:2mm;font-weight:700;text-align:center;margin-bottom:4mm}
.slips{display:grid;grid-template-columns:1fr 1fr;gap:4mm}.slip{border:1px dashed #555;padding:3mm 4mm;break-inside:avoid;font-size:10pt}
.qr{float:right;width:26mm;height:26mm;margin:0 0 1mm 2mm}.slip b{font-size:12pt}code{font:700 13pt 'Courier New',monospace;white-space:nowrap}p{margin:1mm 0}small{color:#444}`

/** Every sheet of a drill says so. */
const DRILL = `@page{@bottom-center{content:'DIỄN TẬP / DRILL';font:bold 9pt sans-serif}}`

/** What the phone's sign-in page reads from a slip; see apps/web/field/model/slip.ts. */
const qrText = (s: Slip) => `phaodai:${encodeURIComponent(s.username)}/${s.code}`

/** A QR as an SVG of squares, without scripts or pictures from outside. */
async function qr(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode')
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (data[y * size + x]) path += `M${x} ${y}h1v1h-1z`
  return `<svg class="qr" viewBox="-2 -2 ${size + 4} ${size + 4}" role="img" aria-label="QR"><path d="${path}"/></svg>`
}

/** The code sheet: slips to cut and hand over in person. A whole HTML document without scripts, for A4. */
export async function codeSheet(slips: readonly Slip[], about: { drill: boolean; on: string }): Promise<string> {
  const slip = async (s: Slip) =>
    `<section class="slip">${s.byPhone ? await qr(qrText(s)) : ''}<p><b>${inHtml(s.fullName)}</b></p><p>${inHtml(s.role)} – ${inHtml(s.area)}</p>` +
    `<p>Tên đăng nhập: <code>${inHtml(s.username)}</code></p><p>Mã một lần: <code>${inHtml(s.code)}</code></p>` +
    (s.byPhone
      ? '<p><small>Trên điện thoại: mở trang Pháo Đài, thêm /field/ vào địa chỉ, quét mã QR này rồi chọn mã PIN 6 số. Không đưa cho người khác. / On the phone: open /field/, scan, choose a PIN.</small></p>'
      : '<p><small>Đăng nhập một lần bằng mã này, rồi đặt mật khẩu riêng. Không đưa cho người khác. / One sign-in, then your own password.</small></p>') +
    '</section>'
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phiếu mã đăng nhập ${inHtml(about.on)}</title><style>${STYLE}${about.drill ? DRILL : ''}</style></head><body>${
    about.drill ? '<div class="drill">DIỄN TẬP – KHÔNG PHẢI DỮ LIỆU THẬT / DRILL</div>' : ''
  }<h1>Phiếu mã đăng nhập, ${inHtml(about.on)}: ${slips.length} tài khoản</h1><p><small>Chỉ in một lần; mất phiếu thì cấp mã mới. / Printed once; a lost slip needs a new code.</small></p><div class="slips">${(
    await Promise.all(slips.map(slip))
  ).join('')}</div></body></html>`
}
