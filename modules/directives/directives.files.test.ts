import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { LONGEST_TEXT, textOfFile } from './directives.files.ts'
import { textOfPage } from './page.rules.ts'
import { readDirective } from './reader/read.rules.ts'

const telegram = readFileSync(new URL('reader/made-up/cong-dien-ubnd.txt', import.meta.url), 'utf8')
const gist = (text: string) => {
  const { document: d, tasks } = readDirective(text)
  return [d.kind, d.number, d.date, d.issuer, d.signatory.name, tasks.map((t) => [t.assignees[0], t.deadline])]
}

test('a text file reads the same in UTF-8, UTF-16 and Windows-1258', async () => {
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(telegram, 'utf16le')])
  for (const bytes of [Buffer.from(telegram), wide]) assert.deepEqual(gist((await textOfFile(bytes)).text), gist(telegram))
  // a Windows-1258 file writes tones as marks of their own
  const high = new Map(
    [...new TextDecoder('windows-1258').decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i))].map((c, i) => [c, 128 + i]),
  )
  const marks = [...telegram.normalize('NFD')]
    .join('')
    .replace(/([aeouAEOU])([\u0302\u0306\u031b])/gu, (pair) => pair.normalize('NFC'))
    .replace(
      /([aeouAEOU])([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])/gu,
      (_, a, tone, shape) => `${(a + shape).normalize('NFC')}${tone}`,
    )
  const old = Uint8Array.from([...marks].map((c) => high.get(c) ?? (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : 63)))
  assert.deepEqual(gist((await textOfFile(old)).text), gist(telegram))
})

test('an annex of a .docx that shares out the work is read row by row; a unit that stands for several rows is in each of them', async () => {
  const cell = (text: string, rowSpan = 1) => new TableCell({ rowSpan, children: [new Paragraph(text)] })
  const row = (...children: TableCell[]) => new TableRow({ children })
  const file = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph('Yên Bái, ngày 03 tháng 8 năm 2021'),
            new Paragraph('PHỤ LỤC PHÂN CÔNG NHIỆM VỤ'),
            new Table({
              rows: [
                row(...['TT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn'].map((text) => cell(text))),
                row(cell('1'), cell('Lập đội lấy mẫu'), cell('Sở Y tế', 2), cell(''), cell('05/8')),
                row(cell('2'), cell('Tập huấn lấy mẫu'), cell('Trường Cao đẳng Y tế'), cell('Trước ngày 07/8/2021')),
                row(cell('3'), cell('Tuần tra đường biên'), cell('Công an tỉnh'), cell('BĐBP tỉnh'), cell('Thường xuyên')),
              ],
            }),
          ],
        },
      ],
    }),
  )
  const { tasks } = readDirective((await textOfFile(file)).text)
  assert.deepEqual(
    tasks.map((t) => [t.text.split('\t')[0], t.assignees, t.helpers, t.deadline, t.before]),
    [
      ['Lập đội lấy mẫu', ['Sở Y tế'], [], '2021-08-05', false],
      ['Tập huấn lấy mẫu', ['Sở Y tế'], ['Trường Cao đẳng Y tế'], '2021-08-07', true],
      ['Tuần tra đường biên', ['Công an tỉnh'], ['BĐBP tỉnh'], null, false],
    ],
  )
})

test('a .docx keeps the numbers of its lists, its dashes and the two columns of its header', async () => {
  const cell = (...lines: string[]) => new TableCell({ children: lines.map((text) => new Paragraph(text)) })
  const item = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'items', level } })
  const file = await Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: 'items',
            levels: [
              { level: 0, format: LevelFormat.DECIMAL, text: '%1.' },
              { level: 1, format: LevelFormat.BULLET, text: '-' },
            ],
          },
        ],
      },
      sections: [
        {
          children: [
            new Table({
              rows: [
                new TableRow({
                  children: [
                    cell('ỦY BAN NHÂN DÂN', 'TỈNH YÊN BÁI', 'Số: 07/CĐ-UBND'),
                    cell(
                      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
                      'Độc lập - Tự do - Hạnh phúc',
                      'Yên Bái, ngày 03 tháng 8 năm 2021',
                    ),
                  ],
                }),
              ],
            }),
            new Paragraph('CHỈ THỊ'),
            new Paragraph('Về việc phòng, chống dịch'),
            new Paragraph('Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:'),
            item('Sở Y tế:', 0),
            item('Lập danh sách, gửi Ủy ban nhân dân tỉnh trước ngày 10/8/2021.', 1),
            item('Công an tỉnh tăng cường tuần tra.', 0),
          ],
        },
      ],
    }),
  )
  const { text, format } = await textOfFile(file)
  assert.equal(format, 'docx')
  assert.deepEqual(gist(text), [
    'chỉ thị',
    '07/CĐ-UBND',
    '2021-08-03',
    'Ủy ban nhân dân tỉnh Yên Bái',
    null,
    [
      ['Sở Y tế', '2021-08-10'],
      ['Công an tỉnh', null],
    ],
  ])
})

test('a page of a .pdf becomes lines again: words by their height, columns by their gap', () => {
  const word = (str: string, x: number, y: number) => ({ str, x, y, width: str.length * 6, height: 12, fontSize: 12 })
  const page = [
    word('Số: 1/TB-UBND', 60, 700),
    word('Bắc Giang, ngày', 300, 700.5),
    word('01 tháng 8 năm 2021', 395, 700),
    word('THÔNG BÁO', 250, 650),
    word('Nội dung', 60, 636),
  ]
  assert.equal(textOfPage(page), 'Số: 1/TB-UBND\tBắc Giang, ngày 01 tháng 8 năm 2021\n\nTHÔNG BÁO\nNội dung')
})

test('what is no document is refused with what to do, never read as noise', async () => {
  const refused = (bytes: Uint8Array) =>
    assert.rejects(textOfFile(bytes), (e: { code?: string }) => e.code === 'document-unreadable')
  await refused(Buffer.from('%PDF-1.4 nothing'))
  await refused(Buffer.from('PK\u0003\u0004 nothing'))
  await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))
  await refused(Buffer.from('  \n '))
})

test('a text longer than 200 pages is refused with what to do; one that just fits is read', async () => {
  const long = 'Giao Sở Y tế lập chốt.\n'.repeat(Math.ceil(LONGEST_TEXT / 23))
  await assert.rejects(textOfFile(Buffer.from(long + long)), (e: { code: string; params: { vi: string } }) => {
    assert.equal(e.code, 'document-unreadable')
    return /200 trang.*tách phụ lục/u.test(JSON.stringify(e))
  })
  assert.equal((await textOfFile(Buffer.from(long.slice(0, LONGEST_TEXT)))).text.length, LONGEST_TEXT)
})
