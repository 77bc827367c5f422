import { toDataURL } from 'qrcode'

const inHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The sheet that is handed over: the QR of the link, what it is for. */
export async function sheetOf(name: string, key: string, drill: boolean): Promise<string> {
  const image = await toDataURL(`${location.origin}/td#${key}`, { errorCorrectionLevel: 'M', margin: 2, width: 700 })
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${inHtml(name)}</title><style>@page{size:A5;margin:12mm}body{font:12pt/1.4 'Be Vietnam Pro',Arial,sans-serif;text-align:center}img{width:9cm}p{margin:2mm 0}</style></head><body>${
    drill ? '<p><b>DIỄN TẬP / DRILL</b></p>' : ''
  }<h1>${inHtml(name)}</h1><p>Quét bằng máy sẽ dùng ở quầy: máy mở đầu tiên được gắn với đường dẫn này.</p><img src="${image}" alt=""><p>Báo ngay người ho, sốt, khó thở hoặc mua thuốc ho, sốt. Cuối ngày không có ai: bấm “Hôm nay không có ai”.</p><p>Không chụp, không gửi mã này cho người khác.</p></body></html>`
}
