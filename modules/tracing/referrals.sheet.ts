import type { Snapshot } from './referrals.contract.ts'

const inHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const day = (d: string | null) => (d ? d.split('-').reverse().join('/') : '…')
const minute = (at: string) => {
  const local = new Date(Date.parse(at) + 7 * 3600_000).toISOString()
  return `${local.slice(11, 16)} ngày ${day(local.slice(0, 10))}`
}

const STYLE = `@page{size:A4;margin:18mm 20mm}body{font-family:'Be Vietnam Pro',Arial,sans-serif;margin:20mm;color:#111;font-size:12pt}@media print{body{margin:0}}
h1{font-size:15pt;text-align:center;margin:6mm 0}
.drill{border:2px solid #b00020;color:#b00020;padding:2mm;font-weight:700;text-align:center}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #555;padding:2mm 3mm;text-align:left;vertical-align:top}th{width:42%;font-weight:600}
.sign{display:grid;grid-template-columns:1fr 1fr;gap:10mm;margin-top:12mm;text-align:center}.sign div{min-height:35mm}small{color:#444}`

export interface Sheet {
  referralId: string
  disease: string
  fromArea: string
  toArea: string
  snapshot: Snapshot
  /** The whole name where the printer may read it; else what was frozen. */
  name: string
  nameIsWhole: boolean
  at: string
  dueAt: string | null
  acknowledgedAt: string | null
  drill: boolean
  printedOn: string
}

/** A referral on paper, A4, for a receiver without this system. A whole HTML document without scripts. */
export function referralSheet(s: Sheet): string {
  const row = (vi: string, en: string, value: string) =>
    `<tr><th>${vi}<br><small>${en}</small></th><td>${inHtml(value)}</td></tr>`
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phiếu chuyển ${inHtml(s.snapshot.code)}</title><style>${STYLE}</style></head><body>${
    s.drill ? '<div class="drill">DIỄN TẬP – KHÔNG PHẢI DỮ LIỆU THẬT / DRILL</div>' : ''
  }<h1>PHIẾU CHUYỂN NGƯỜI TIẾP XÚC<br><small>Referral of a contact</small></h1><table>${[
    row('Nơi gửi', 'From', s.fromArea),
    row('Nơi nhận', 'To', s.toArea),
    row('Bệnh', 'Disease', s.disease),
    row('Mã hồ sơ', 'Record', s.snapshot.code),
    row(
      'Họ và tên',
      'Name',
      s.nameIsWhole ? s.name : `${s.name} (họ tên đầy đủ trao đổi trực tiếp giữa hai cơ quan theo mã hồ sơ)`,
    ),
    row('Mức khi chuyển', 'Level when referred', s.snapshot.level),
    row('Lý do', 'Reason', s.snapshot.reason?.vi ?? 'tiếp xúc'),
    row('Tiếp xúc lần cuối', 'Last exposure', day(s.snapshot.lastExposedOn)),
    row('Chuyển lúc', 'Referred at', minute(s.at)),
    row(
      'Cần tiếp nhận trước',
      'To be taken up before',
      s.dueAt ? `${minute(s.dueAt)} (mặc định của phần mềm nếu không có văn bản quy định)` : 'ngay khi nhận',
    ),
    row('Đã tiếp nhận', 'Acknowledged', s.acknowledgedAt ? minute(s.acknowledgedAt) : 'chưa'),
  ].join(
    '',
  )}</table><div class="sign"><div>Người gửi<br><small>Ký, ghi rõ họ tên</small></div><div>Người nhận<br><small>Ký, ghi rõ họ tên, giờ nhận</small></div></div><p><small>${inHtml(
    s.referralId,
  )} · in ngày ${day(s.printedOn)}</small></p></body></html>`
}
