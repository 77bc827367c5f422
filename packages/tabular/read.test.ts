import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { sharedPath } from '../../test/shared.ts'
import { readTable, TableProblem } from './read.ts'
import { toCsv, toXlsx } from './write.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readTable(bytes(text), 'list.csv')
const codes = (table: { warnings: { code: string }[] }) => table.warnings.map((warning) => warning.code)

test('the same list reads the same whatever the delimiter, the line ends and the encoding', async () => {
  const list = 'STT,Họ và tên,Ngày sinh\n1,"Nguyễn, Văn An",12/03/1985\n2,Trần Thị Ánh,1990\n'
  const rows = [
    { row: 2, cells: ['1', 'Nguyễn, Văn An', '12/03/1985'] },
    { row: 3, cells: ['2', 'Trần Thị Ánh', '1990'] },
  ]
  const semicolons = 'STT;Họ và tên;Ngày sinh\r\n1;Nguyễn, Văn An;12/03/1985\r\n2;Trần Thị Ánh;1990'
  const tabs = semicolons.replaceAll(';', '\t')
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  for (const [file, delimiter, encoding] of [
    [bytes(list), ',', 'utf-8'],
    [bytes(`\ufeff${list}`), ',', 'utf-8'],
    [bytes(semicolons), ';', 'utf-8'],
    [bytes(tabs), '\t', 'utf-8'],
    [bytes(list.replaceAll('\n', '\r')), ',', 'utf-8'],
    [utf16(tabs), '\t', 'utf-16le'],
    [utf16(tabs).swap16(), '\t', 'utf-16be'],
    [Buffer.from(tabs, 'utf16le'), '\t', 'utf-16le'],
  ] as const) {
    const table = await readTable(file, 'list')
    assert.deepEqual([table.delimiter, table.encoding], [delimiter, encoding])
    assert.deepEqual(table.headers, ['STT', 'Họ và tên', 'Ngày sinh'])
    assert.deepEqual(table.rows, rows)
  }
})

test('a file in an old Vietnamese code page is read and said to be guessed', async () => {
  // Nguyễn in Windows-1258: ê then the combining tilde.
  const file = Buffer.concat([
    Buffer.from('STT,Ten\n1,Nguy'),
    Buffer.from([0xea, 0xde]),
    Buffer.from('n\n2,'),
    Buffer.from([0xd0, 0xf4]),
    Buffer.from('ng\n'),
  ])
  const table = await readTable(file, 'list.csv')
  assert.equal(table.encoding, 'windows-1258')
  assert.deepEqual(
    table.rows.map((row) => row.cells[1]),
    ['Nguyễn', 'Đông'],
  )
  assert.deepEqual(codes(table), ['encoding_guessed'])
})

test('a UTF-8 file with one broken byte stays UTF-8 and is flagged', async () => {
  const table = await readTable(
    Buffer.concat([bytes('STT,Tên\n1,Nguyễn Đức Ánh Hưởng\n2,Trần Thị Thủy\n3,'), Buffer.from([0xe1]), bytes('\n')]),
    'x.csv',
  )
  assert.equal(table.encoding, 'utf-8')
  assert.deepEqual(codes(table), ['encoding_guessed', 'damaged_characters'])
})

test('titles, blank lines, groups, a second wording and column numbers are told from the data', async () => {
  const table = await read(
    [
      'DANH SÁCH F1,,,,,',
      'Xã:,Kim Liên,,,,',
      ',,,,,',
      'STT,Họ và tên,Địa chỉ,,Ngày tiếp xúc,Tuổi',
      ',,Thôn,Xã,,',
      '(1),(2),(3),(4),(5),(6)',
      '1,Lê A,Thôn 2,Kim Liên,22/8/2021,35',
      '',
      '2,Lê B,Thôn 3,Kim Liên,23/8/2021,36',
      'STT,Họ và tên,Địa chỉ,,Ngày tiếp xúc,Tuổi',
      ',,Thôn,Xã,,',
      '(1),(2),(3),(4),(5),(6)',
      '3,Lê C,Thôn 4,Kim Liên,24/8/2021,37',
      ',,,,,',
    ].join('\n'),
  )
  assert.deepEqual(table.headers, ['STT', 'Họ và tên', 'Địa chỉ / Thôn', 'Địa chỉ / Xã', 'Ngày tiếp xúc', 'Tuổi'])
  assert.deepEqual(table.headerRows, [4, 5, 6])
  assert.deepEqual(
    table.rows.map((row) => row.row),
    [7, 9, 13],
  )
  assert.deepEqual(
    table.warnings.map((w) => [w.code, w.rows]),
    [
      ['lines_above_header', [1, 2]],
      ['repeated_header', [10, 11, 12]],
    ],
  )
})

test('groups above the header line name the columns beneath them', async () => {
  const table = await read(
    'Người,,,Xét nghiệm,,\nHọ,Tên,Tuổi,Ngày,Kết quả,CT\nLê,An,35,22/8/2021,âm tính,\nVũ,Bình,41,22/8/2021,dương tính,19\n',
  )
  assert.deepEqual(table.headers.slice(0, 4), ['Người / Họ', 'Người / Tên', 'Người / Tuổi', 'Xét nghiệm / Ngày'])
  assert.equal(table.rows.length, 2)
})

test('a list of words only keeps its first record', async () => {
  const table = await read('Họ tên,Xã,Kết quả\nLê An,Kim Liên,âm tính\nVũ Bình,,\nĐỗ Đào,Phú Thái,âm tính\n')
  assert.deepEqual(table.headers, ['Họ tên', 'Xã', 'Kết quả'])
  assert.deepEqual(
    table.rows.map((row) => row.row),
    [2, 3, 4],
  )
})

test('a list without a header loses no row', async () => {
  const table = await read('1,2020-01-02,3\n2,2020-01-03,5\n')
  assert.deepEqual(table.headers, ['Cột 1', 'Cột 2', 'Cột 3'])
  assert.equal(table.rows.length, 2)
  assert.deepEqual(codes(table), ['no_header'])
})

test('a spreadsheet error is a named problem of its row and never a value', async () => {
  const table = await read('Mã,Có triệu chứng,Ngày\nA1,#NAME?,1/2/2020\nA2,Yes,#N/A\nA3,#1 khu phố,#######\n')
  assert.deepEqual(table.rows[0], { row: 2, cells: ['A1', null, '1/2/2020'], errors: [{ column: 1, text: '#NAME?' }] })
  assert.deepEqual(table.rows[1]?.errors, [{ column: 2, text: '#N/A' }])
  assert.deepEqual(table.rows[2], { row: 4, cells: ['A3', '#1 khu phố', null], errors: [{ column: 2, text: '#######' }] })
  assert.deepEqual(table.warnings, [{ code: 'spreadsheet_error', count: 3, rows: [2, 3, 4] }])
})

test('ragged rows are kept and named by row number', async () => {
  const table = await read('a,b,c\nx,1,2\ny,1\nz,1,2,ba\nw,1,2,,\nv,3,4\nu,5,6\n')
  assert.deepEqual(table.headers, ['a', 'b', 'c'])
  assert.deepEqual(
    table.rows.map((row) => row.cells.length),
    [3, 3, 4, 3, 3, 3],
  )
  assert.deepEqual(table.warnings, [{ code: 'ragged', count: 2, rows: [3, 4] }])
})

test('empty columns at the end go, used columns without a name and names used twice are said', async () => {
  const table = await read('Tên,Ngày,Ngày,,,\nA,1/1/2020,2/1/2020,ghi chú,,\nB,1/1/2020,2/1/2020,ghi chú,,\n')
  assert.deepEqual(table.headers, ['Tên', 'Ngày', 'Ngày (2)', 'Cột 4'])
  assert.deepEqual(table.rows[0]?.cells, ['A', '1/1/2020', '2/1/2020', 'ghi chú'])
  assert.deepEqual(codes(table), ['duplicate_header', 'unnamed_column'])
})

test('a quote that is never closed is named, and a stray one is a character', async () => {
  assert.deepEqual(
    (await read('Tên,Số\nông "Ba" An,1\n"An ""Ba""",2\n')).rows.map((row) => row.cells[0]),
    ['ông "Ba" An', 'An "Ba"'],
  )
  const broken = await read('Tên,Số\nA,1\n"B,2\nC,3\n')
  assert.deepEqual(broken.warnings.find((w) => w.code === 'unclosed_quote')?.rows, [3])
})

test('what is no table is refused in words for the sender', async () => {
  const refused = async (file: Uint8Array, options = {}) => {
    try {
      await readTable(file, 'tệp', options)
      return 'read'
    } catch (error) {
      assert.ok(error instanceof TableProblem && error.text.vi.length > 10)
      return error.code
    }
  }
  assert.equal(await refused(new Uint8Array()), 'empty')
  assert.equal(await refused(bytes(' \n,,\n')), 'empty')
  assert.equal(await refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1)), 'old_excel')
  assert.equal(await refused(bytes('%PDF-1.7')), 'not_a_table')
  assert.equal(await refused(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9, 9, 9)), 'unreadable')
  const book = await toXlsx([{ name: 'A', headers: ['a', 'b'], rows: [[1, 2]] }])
  assert.equal(await refused(book, { sheet: 'B' }), 'sheet_not_found')
})

test('the raw national form of 2020 reads with its stacked header and its damaged cells named', async (t) => {
  const path = sharedPath('data/epi/vietnam/form5_raw_first_300_lines.csv')
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  const table = await readTable(readFileSync(path), 'form5.csv')
  assert.deepEqual(table.headerRows, [3, 4, 5, 7])
  assert.equal(table.headers.length, 29)
  assert.deepEqual(
    [table.headers[4], table.headers[5], table.headers[14]],
    ['Address / District', 'Address / Province', 'Onset date'],
  )
  assert.ok(table.wordings[14]?.includes('onset_date'))
  assert.equal(table.headers[28], 'Number of closed contacts / Total positive case')
  assert.equal(table.rows[0]?.row, 8)
  assert.ok(table.rows.every((row) => row.cells.length === 29 && !row.cells.includes('#NAME?')))
  assert.ok(table.rows.some((row) => row.errors?.some((error) => error.text === '#NAME?' && error.column === 17)))
})

test('arbitrary text written as CSV comes back letter by letter', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...`",;\t\r\n'=+-@ aé1`) }),
    fc.constantFrom("'=1+1", '=HYPERLINK("x")', '-5', '+84912345678', "''@x", 'a,b;c', 'đ'),
  )
  const headers = ['Họ và tên', 'Xã', 'Ghi chú']
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
      const table = await read(toCsv(headers, rows))
      const expected = rows.map((row) => row.map((cell) => (cell.trim() === '' || /^\s*#/u.test(cell) ? null : cell)))
      const got = new Map(
        table.rows.map((row) => [row.row, row.cells.map((cell) => (/^\s*#/u.test(String(cell)) ? null : cell))]),
      )
      assert.deepEqual(table.headers, headers)
      for (const [i, row] of expected.entries()) if (row.some((cell) => cell !== null)) assert.deepEqual(got.get(i + 2), row)
      assert.equal(codes(table).includes('ragged'), false)
    }),
    { numRuns: 300 },
  )
})

test('no file makes the reading fail otherwise than with a named problem', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: fc.constantFrom(...'"\'a1,;\n\r\t#=é ') }).map(bytes)),
      async (file) => {
        try {
          const table = await readTable(file, 'x')
          assert.ok(table.rows.every((row) => row.cells.length >= table.headers.length))
          assert.equal(new Set(table.headers).size, table.headers.length)
        } catch (error) {
          assert.ok(error instanceof TableProblem, String(error))
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('a hundred thousand rows of twelve columns are all read', async () => {
  const line = '"Nguyễn Văn An",003085001234,0540000001,22/08/2021,Thôn 3,Kim Liên,Kim Thành,Hải Dương,36.5,âm tính,,ghi chú "x"'
  const file = bytes(`Tên,CCCD,ĐT,Ngày,Thôn,Xã,Huyện,Tỉnh,Nhiệt độ,Kết quả,Mã,Ghi chú\n${`${line}\n`.repeat(100_000)}`)
  const table = await readTable(file, 'big.csv')
  assert.equal(table.rows.length, 100_000)
  assert.ok(table.rows.every((row) => row.cells.length === 12))
})

test('a first record of words over a column of numbers stays a record', async () => {
  const table = await read('Họ và tên,Tuổi,Nhiệt độ\nLê An,không rõ,chưa đo\nVũ Bình,35,36.5\nĐỗ Đào,41,37.2\n')
  assert.deepEqual(
    table.rows.map((row) => row.row),
    [2, 3, 4],
  )
  assert.equal((await read('Số ca,Số khỏi,Số chết\n1,2,3\n4,5,6\n')).rows.length, 2)
})
