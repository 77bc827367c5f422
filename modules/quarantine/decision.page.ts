/** The decision as it is printed: A4, parts and places of an administrative document by NĐ 30/2020/NĐ-CP, appendix I. */

export interface DecisionSheet {
  /** A drill prints so on every page. */
  drill: boolean
  /** 'Ban Chỉ đạo … Xã Kim Liên', and the committee or unit above it. */
  issuer: string
  issuerAbove: string
  number: string
  place: string
  issuedOn: string
  person: { name: string; code: string; birth: string; sex: string; address: string }
  level: string
  disease: string
  sentence: string
  heldAt: string
  fromOn: string
  /** Null where it ends by an event. */
  untilOn: string | null
  testDays: string[]
  citations: string[]
  recipients: string[]
  signer: string
  /** Figures without a citation; on screen only. */
  unconfirmed: string[]
}

const text = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const day = (d: string) => d.split('-').reverse().join('/')
const longDay = (d: string) =>
  `ngày ${d.slice(8)} tháng ${Number(d.slice(5, 7)) < 3 ? d.slice(5, 7) : Number(d.slice(5, 7))} năm ${d.slice(0, 4)}`
const rows = (items: string[], tag: string, mark = '') => items.map((i) => `<${tag}>${mark}${text(i)}</${tag}>`).join('\n')

const CSS = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt 'Times New Roman', Tinos, serif } }
@page :first { @top-center { content: none } }
.end { break-inside: avoid }
body { font: 13pt/1.3 'Times New Roman', Tinos, serif; max-width: 165mm; margin: 0 auto; color: #000; background: #fff }
header { display: grid; grid-template-columns: 2fr 3fr; gap: 8mm; text-align: center; font-size: 12pt }
header p, h1, .about { margin: 0 } header .state { white-space: nowrap } .strong { font-weight: bold } .rule { display: inline-block; border-bottom: 1px solid #000; padding-bottom: 2px }
h1 { text-align: center; font-size: 14pt; margin-top: 6mm } .about { text-align: center; font-weight: bold } .who { text-align: center; font-weight: bold; margin: 5mm 0 }
.basis p { font-style: italic } p { margin: 1.5mm 0; text-align: justify; text-indent: 10mm } header p, .foot p, .who, .about { text-indent: 0; text-align: center }
.foot { display: grid; grid-template-columns: 1fr 1fr; margin-top: 4mm; break-inside: avoid } .foot .to { font-size: 11pt } .foot .to p { text-align: left; margin: 1mm 0 }
.sign { min-height: 24mm } .drill { border: 2px solid #000; text-align: center; font-weight: bold; margin-bottom: 4mm; text-indent: 0 }
.screen { font: 12pt sans-serif; border: 1px dashed #555; padding: 3mm; margin-top: 8mm } .screen p { text-indent: 0 }
@media print { .screen { display: none } }`

/** The second sheet of a drill says so too. */
const DRILL = `
@page { @bottom-center { content: 'DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'; font: bold 10pt sans-serif } }`

/** The page as HTML; every text in it is escaped. */
export function decisionPage(s: DecisionSheet): string {
  const until = s.untilOn ? `đến hết ngày ${day(s.untilOn)}` : 'đến khi đủ điều kiện kết thúc theo quy định'
  const tests =
    s.testDays.length > 0
      ? `Lấy mẫu xét nghiệm vào các ngày: ${s.testDays.map(day).join('; ')}.`
      : 'Lấy mẫu xét nghiệm theo chỉ định của cơ quan y tế.'
  const { person } = s
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Quyết định ${text(s.number)}</title><style>${CSS}${s.drill ? DRILL : ''}</style></head><body>
${s.drill ? '<p class="drill">DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ</p>' : ''}
<header><div><p>${text(s.issuerAbove)}</p><p class="strong"><span class="rule">${text(s.issuer)}</span></p><p>Số: ${text(s.number)}</p></div>
<div><p class="strong state">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p class="strong"><span class="rule">Độc lập - Tự do - Hạnh phúc</span></p>
<p><em>${text(s.place)}, ${longDay(s.issuedOn)}</em></p></div></header>
<h1>QUYẾT ĐỊNH</h1><p class="about">Về việc áp dụng biện pháp cách ly y tế phòng, chống dịch ${text(s.disease)}</p>
<p class="who">TRƯỞNG ${text(s.issuer)}</p>
<section class="basis">${rows(s.citations, 'p', 'Căn cứ ')}<p>Căn cứ kết quả điều tra dịch tễ: ${text(s.sentence)}.</p></section>
<p class="who">QUYẾT ĐỊNH:</p>
<p><b>Điều 1.</b> Áp dụng biện pháp cách ly y tế (diện ${text(s.level)}) đối với ông/bà: <b>${text(person.name)}</b>, mã hồ sơ ${text(person.code)}, năm sinh ${text(person.birth)},
giới tính ${text(person.sex)}, nơi cư trú: ${text(person.address)}.</p>
<p>Hình thức, nơi cách ly: ${text(s.heldAt)}. Thời gian: từ ngày ${day(s.fromOn)} ${until}.</p>
<p><b>Điều 2.</b> ${tests} Người được cách ly chấp hành quy định về phòng, chống dịch; khi có sốt, ho, khó thở phải báo ngay cho cơ sở y tế.
Thời hạn được tính lại khi quy định thay đổi hoặc khi có kết quả xét nghiệm mới; việc kết thúc cách ly thực hiện bằng quyết định.</p>
<div class="end"><p><b>Điều 3.</b> Quyết định này có hiệu lực kể từ ngày ký. Trạm Y tế, các cơ quan, đơn vị có liên quan và ông/bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.</p>
<div class="foot"><div class="to"><p><b><i>Nơi nhận:</i></b></p>${rows(s.recipients, 'p', '- ')}</div>
<div><p class="strong">TRƯỞNG BAN</p><p class="sign"></p><p class="strong">${text(s.signer)}</p></div></div></div>
${s.unconfirmed.length > 0 ? `<aside class="screen"><p><b>Số liệu chưa kiểm chứng (không in):</b></p>${rows(s.unconfirmed, 'p')}</aside>` : ''}
</body></html>`
}
