import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { toDocx } from './docx.ts'
import { closed, DRILL, type Letter, MOTTO, measures, numberText, PARTY, placeAndDate, STATE } from './letter.rules.ts'
import { toPdf } from './pdf.ts'

const rows = Array.from({ length: 45 }, (_, i) => [`Xã Thử ${i + 1}`, '1.234', '–'])
const letterOf = (layout: Letter['layout'], more: Partial<Letter> = {}): Letter => ({
  ...{ layout, drill: false, symbol: layout === 'state' ? 'BC-BCĐ' : 'BC/TU', place: 'Hải Dương', on: '2021-02-05' },
  ...(layout === 'state'
    ? { issuerAbove: 'ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG', issuer: 'BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH', number: '07/BC-BCĐ' }
    : { issuerAbove: null, issuer: 'TỈNH ỦY HẢI DƯƠNG', number: '95 - BC/TU' }),
  ...{ kind: 'BÁO CÁO', subject: 'Nhanh tình hình, kết quả phòng, chống dịch', to: [] },
  body: [
    { heading: '1. Ca bệnh' },
    { text: 'Số liệu đến 17 giờ 00 ngày 05/02/2021: <b>3 ca mới</b> & 586 ca lũy kế.' },
    { items: ['Rà soát từng nhà'] },
    { table: { head: ['Đơn vị', 'Mẫu', 'Tiêm'], rows, widths: [4, 2, 2], figures: true } },
  ],
  signature:
    layout === 'state'
      ? { capacity: 'TM. BAN CHỈ ĐẠO', title: 'TRƯỞNG BAN', name: 'Nguyễn Văn Mẫu' }
      : { capacity: 'T/M BAN THƯỜNG VỤ', title: 'PHÓ BÍ THƯ', name: 'Nguyễn Văn Mẫu' },
  recipients: ['Ban Chỉ đạo quốc gia', 'Lưu: VT'],
  ...more,
})

/** The files of a zip archive by name. */
function unzip(bytes: Uint8Array): Map<string, string> {
  const b = Buffer.from(bytes)
  const files = new Map<string, string>()
  let at = b.readUInt32LE(b.lastIndexOf(Buffer.from('PK\x05\x06')) + 16)
  while (b.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, comment, local] = [20, 28, 30, 32, 42].map((o, i) =>
      i === 0 || i === 4 ? b.readUInt32LE(at + o) : b.readUInt16LE(at + o),
    )
    const start = local! + 30 + b.readUInt16LE(local! + 26) + b.readUInt16LE(local! + 28)
    const packed = b.subarray(start, start + size!)
    files.set(
      b.toString('utf8', at + 46, at + 46 + name!),
      (b.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'),
    )
    at += 46 + name! + extra! + comment!
  }
  return files
}
const plain = async (docx: Uint8Array) =>
  (await mammoth.extractRawText({ buffer: Buffer.from(docx) })).value.replace(/\n+/g, '\n')
const inOrder = (text: string, parts: string[]) => {
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    assert.ok(found >= 0, `"${part}" is not in its place in: ${text.slice(0, 400)}`)
    at = found + part.length
  }
}
/** The runs of a paragraph that says this: its size in points and marks. */
function look(xml: string, text: string) {
  const p = xml.split('<w:p>').find((x) => x.includes(`>${text}<`))
  assert.ok(p, `no paragraph says ${text}`)
  return {
    pt: Number(/<w:sz w:val="(\d+)"/.exec(p)?.[1]) / 2,
    bold: /<w:b\/>|<w:b w:val="true"/.test(p),
    italic: /<w:i\/>|<w:i w:val="true"/.test(p),
    align: /<w:jc w:val="(\w+)"/.exec(p)?.[1],
  }
}

const parts: Record<Letter['layout'], string[]> = {
  state: [
    'ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG',
    'BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH',
    'Số: 07/BC-BCĐ',
    STATE,
    MOTTO,
    'Hải Dương, ngày 05 tháng 02 năm 2021',
    ...['BÁO CÁO', 'Nhanh tình hình', '1. Ca bệnh', '<b>3 ca mới</b> & 586', 'Xã Thử 45', 'Nơi nhận:', '- Ban Chỉ đạo quốc gia;'],
    ...['- Lưu: VT.', 'TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN', 'Nguyễn Văn Mẫu'],
  ],
  party: [
    'TỈNH ỦY HẢI DƯƠNG',
    '*',
    'Số 95 - BC/TU',
    PARTY,
    'Hải Dương, ngày 05 tháng 02 năm 2021',
    ...[
      'BÁO CÁO',
      'Nhanh tình hình',
      '-----',
      '1. Ca bệnh',
      'Nơi nhận:',
      '- Lưu: VT.',
      'T/M BAN THƯỜNG VỤ',
      'PHÓ BÍ THƯ',
      'Nguyễn Văn Mẫu',
    ],
  ],
}

for (const layout of ['state', 'party'] as const)
  test(`the .docx of the ${layout} layout has every part in its place, size and margin`, async () => {
    const docx = await toDocx(letterOf(layout))
    inOrder(await plain(docx), parts[layout])
    const files = unzip(docx)
    const xml = files.get('word/document.xml')!
    const m = measures[layout]
    const twips = (mm: number) => String(Math.floor((mm / 25.4) * 72 * 20))
    const margin = /<w:pgMar ([^>]*)\/>/.exec(xml)![1]!
    for (const [side, mm] of [
      ['top', m.topMm.value],
      ['bottom', m.bottomMm.value],
      ['left', m.leftMm.value],
      ['right', m.rightMm.value],
    ] as const)
      assert.match(margin, new RegExp(`w:${side}="${twips(mm)}"`), side)
    assert.match(xml, /<w:pgSz w:w="11905" w:h="16837"/)
    assert.match(files.get('word/styles.xml')!, /Times New Roman/)
    const state = layout === 'state'
    assert.deepEqual(look(xml, state ? STATE : PARTY), { pt: m.statePt.value, bold: true, italic: false, align: 'center' })
    assert.deepEqual(look(xml, placeAndDate('Hải Dương', '2021-02-05')), {
      pt: m.datePt.value,
      bold: false,
      italic: true,
      align: 'center',
    })
    assert.deepEqual(look(xml, 'BÁO CÁO'), { pt: m.kindPt.value, bold: true, italic: false, align: 'center' })
    assert.deepEqual(look(xml, 'Nơi nhận:'), { pt: m.recipientsPt.value, bold: state, italic: state, align: 'left' })
    assert.deepEqual(look(xml, 'Nguyễn Văn Mẫu'), { pt: m.signPt.value, bold: true, italic: false, align: 'center' })
    // the number stands in the top margin of every page but the first
    assert.match(xml, /<w:titlePg\/>/)
    const headers = [...files].filter(([name]) => /word\/header\d+\.xml/.test(name)).map(([, text]) => text)
    assert.equal(headers.filter((h) => /PAGE/.test(h)).length, 1)
    assert.ok(headers.every((h) => !h.includes(DRILL)))
  })

for (const layout of ['state', 'party'] as const)
  test(`the PDF of the ${layout} layout says the same, numbers its pages from the second on, and carries its fonts`, async () => {
    const bytes = await toPdf(letterOf(layout, { drill: true }))
    assert.match(Buffer.from(bytes).toString('latin1'), /Tinos/)
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: false })
    assert.ok(text.length >= 2)
    inOrder(text.join(' ').replace(/\s+/g, ' '), [
      'BÁO CÁO',
      'Nhanh tình hình',
      '1. Ca bệnh',
      '<b>3 ca mới</b> & 586',
      'Xã Thử 45',
      'Nguyễn Văn Mẫu',
    ])
    assert.ok(text[0]!.includes(layout === 'state' ? MOTTO : PARTY))
    assert.ok(
      text.every((page) => page.includes(DRILL)),
      'a drill says so on every page',
    )
    assert.match(text[1]!, /(^|\s)2(\s|$)/)
    assert.doesNotMatch(text[0]!.slice(0, 60), /(^|\s)1(\s|$)/)
  })

test('a draft leaves number and day open; months below three and days below ten have two digits', () => {
  assert.match(numberText({ layout: 'state', number: null, symbol: 'BC-BCĐ' }), /^Số: {9}\/BC-BCĐ$/)
  assert.match(numberText({ layout: 'party', number: null, symbol: 'BC/TU' }), /^Số {9} - BC\/TU$/)
  assert.equal(placeAndDate('Kim Thành', '2021-11-03'), 'Kim Thành, ngày 03 tháng 11 năm 2021')
  assert.match(placeAndDate('Kim Thành', null), /^Kim Thành, ngày +tháng +năm +$/)
  assert.deepEqual(closed(['Như trên;', 'Lưu: VT']), ['Như trên;', 'Lưu: VT.'])
})

test('what is not confirmed in the measures says so, and each names its document', () => {
  for (const layout of Object.values(measures)) for (const m of Object.values(layout)) assert.match(m.source, /NĐ 30|HD 36/)
  assert.ok(Object.values(measures.party).every((m) => !m.confirmed))
  assert.ok(measures.state.leftMm.confirmed && !measures.state.line.confirmed)
})

const office = spawnSync('soffice', ['--version']).status === 0
/** A typeface as wide as Times New Roman that has all Vietnamese letters (Liberation Serif before version 2 has not): else two faces share each word. */
const face = /Times New Roman|Liberation Serif|Tinos/.test(String(spawnSync('fc-list', [':lang=vi', 'family']).stdout))
test('LibreOffice opens both .docx and sets them on pages with their numbers', {
  skip: office ? !face && 'no Times with Vietnamese letters is installed (fonts-liberation2)' : 'soffice is not installed',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-letter-'))
  try {
    const files = (['state', 'party'] as const).map((layout) => join(folder, `${layout}.docx`))
    writeFileSync(files[0]!, await toDocx(letterOf('state')))
    writeFileSync(files[1]!, await toDocx(letterOf('party')))
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const made = spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
      timeout: 120_000,
    })
    assert.equal(made.status, 0, String(made.stderr))
    for (const layout of ['state', 'party'] as const) {
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(join(folder, `${layout}.pdf`)))), {
        mergePages: false,
      })
      assert.ok(text.length >= 2, layout)
      assert.ok(text[0]!.includes(layout === 'state' ? MOTTO : PARTY))
      assert.match(text[1]!, /(^|\s)2(\s|$)/)
      assert.ok(text.at(-1)!.includes('Nguyễn Văn Mẫu'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
