import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import readSheets from 'read-excel-file/node'
import { anyText } from '../../test/anyText.ts'
import { readTable, sheetNames } from './read.ts'
import { toCsv, toXlsx } from './write.ts'

test('a CSV for Excel has its mark, commas, CRLF, and quotes only where needed', () => {
  const day = new Date(Date.UTC(2021, 7, 22))
  assert.equal(
    toCsv(
      ['Tên', 'Số'],
      [
        ['Lê "Ba" An', -5.5],
        ['Xã A, B', null],
        [day, Number.NaN],
        [true, undefined],
      ],
    ),
    '\ufeffTên,Số\r\n"Lê ""Ba"" An",-5.5\r\n"Xã A, B",\r\n2021-08-22,\r\nTRUE,\r\n',
  )
})

test('no text that an export carries can run in a spreadsheet; numbers stay numbers', () => {
  const first = (cell: string | number) => toCsv(['a', 'b'], [[cell, 'x']]).split('\r\n')[1]!
  for (const text of ['=1+1', '+84912345678', '-5', '@SUM(A1)', '\tx', '\rx'])
    assert.match(first(text), /^"?'/u, JSON.stringify(text))
  assert.equal(first(-5), '-5,x')
  assert.equal(first(1e21), '1e+21,x')
  fc.assert(
    fc.property(anyText(), (text) => {
      const written = first(text)
      assert.doesNotMatch(written, /^"?[=+\-@\t\r]/u)
    }),
    { numRuns: 1000 },
  )
})

test('an XLSX export keeps types: text is text, numbers are numbers, days are days', async () => {
  const day = new Date(Date.UTC(2021, 7, 22))
  const book = await toXlsx([
    {
      name: 'F1: danh sách/1',
      headers: ['Mã', 'Tên', 'Tuổi', 'Ngày'],
      rows: [
        ['003085001234', '=1+1', -5, day],
        ['007', '-5', 0.5, null],
        ['@x', '  a\nb ', 3, day],
      ],
    },
    { name: 'f1 danh sách 1', headers: ['a', 'b'], rows: [[1, 2]] },
  ])
  assert.deepEqual(await sheetNames(book), ['F1  danh sách 1', 'f1 danh sách 1'])
  const table = await readTable(book, 'x.xlsx')
  assert.deepEqual(table.headers, ['Mã', 'Tên', 'Tuổi', 'Ngày'])
  assert.deepEqual(table.rows, [
    { row: 2, cells: ['003085001234', '=1+1', -5, day] },
    { row: 3, cells: ['007', '-5', 0.5, null] },
    { row: 4, cells: ['@x', '  a\nb ', 3, day] },
  ])
  assert.deepEqual(table.warnings, [{ code: 'other_sheets', count: 1, rows: [], detail: 'f1 danh sách 1' }])
  assert.deepEqual((await readTable(book, 'x.xlsx', { sheet: 'f1 danh sách 1' })).headers, ['a', 'b'])
})

test('no cell of an XLSX export is a formula', async () => {
  const { inflateRawSync } = await import('node:zlib')
  const book = Buffer.from(await toXlsx([{ name: 'A', headers: ['=1+1'], rows: [['=cmd()'], ['+1'], ['-1'], ['@x'], ['\tx']] }]))
  // Every deflated entry of the archive, found by its local header.
  const parts: string[] = []
  for (let at = book.indexOf('PK\x03\x04'); at >= 0; at = book.indexOf('PK\x03\x04', at + 4)) {
    const start = at + 30 + book.readUInt16LE(at + 26) + book.readUInt16LE(at + 28)
    parts.push(
      book.readUInt16LE(at + 8) === 8 ? inflateRawSync(book.subarray(start)).toString() : book.subarray(start).toString(),
    )
  }
  assert.ok(parts.some((part) => part.includes('<sheetData')))
  assert.ok(parts.every((part) => !/<f[ >]/u.test(part)))
})

test('any text survives an XLSX export letter by letter, with control characters and traces of damage', async () => {
  const text = fc.oneof(
    anyText(),
    fc.constantFrom(
      '_x0041_',
      'constructor',
      '__proto__',
      'valueOf',
      ' a ',
      'Nguy\ufffdn',
      'a\r\nb\u0001',
      '\u{10fffe} ',
      '\u{1f600}',
      'a\nb',
      '<&>"\'',
      '=1',
      'đ',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }), async (rows) => {
      const book = await toXlsx([{ name: 'A', headers: ['Tên', 'Xã'], rows: [...rows, ['cuối', 'cuối']] }])
      const [sheet] = await readSheets(Buffer.from(book), { trim: false })
      const kept = (cell: string) => cell.toWellFormed().replace(/\0|(?![\0-\uffff])\p{Noncharacter_Code_Point}/gu, '') || null
      assert.deepEqual(
        sheet?.data.slice(1, -1),
        rows.map((row) => row.map(kept)),
      )
    }),
    { numRuns: 60 },
  )
})

test('text over the limit of a cell is cut and says so', async () => {
  const book = await toXlsx([{ name: 'A', headers: ['a', 'b'], rows: [['x'.repeat(40_000), 'y']] }])
  const table = await readTable(book, 'x.xlsx')
  const cell = table.rows[0]?.cells[0]
  assert.ok(typeof cell === 'string' && cell.length === 32_767 && cell.endsWith('[đã cắt]'))
})
