const safe = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** The report's text as one upright sheet: issuer and title in the middle as official papers have them, the points below. */
export function reportSheet(text: string): string {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => /^1\. /.test(line))
  const at = from < 0 ? lines.length : from
  const head = lines.slice(0, at).map((line) => {
    const loud = line !== '' && line === line.toLocaleUpperCase('vi')
    return line === '' ? '<br>' : `<p class="head${loud ? ' loud' : ''}">${safe(line)}</p>`
  })
  const body = lines.slice(at).map((line) => (line === '' ? '' : `<p>${safe(line)}</p>`))
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Báo cáo nhanh</title><style>
@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm }
body { font: 13pt/1.4 'Times New Roman', serif; color: #000; margin: 0 }
p { margin: 0 0 6pt; text-align: justify }
.head { text-align: center; margin: 0 }
.loud { font-weight: bold }
</style><body>${head.join('')}${body.join('')}</body></html>`
}
