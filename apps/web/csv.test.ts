import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnView } from '@phaodai/ui/tableView.ts'
import { csvFile, listToCsv } from './csv.ts'

interface Row {
  name: string
  n: number | null
  on: string | null
  state: string
}
const columns: ColumnView<Row>[] = [
  { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (r) => r.name },
  { key: 'n', header: { vi: '-Số', en: 'Number' }, value: (r) => r.n, text: (r) => `${r.n} người` },
  { key: 'on', header: { vi: 'Ngày', en: 'Day' }, value: (r) => r.on, text: () => '22/02/2021' },
  { key: 'state', header: { vi: 'Tình trạng', en: 'State' }, value: (r) => r.state, text: () => 'Quá hạn' },
]
const csv = (rows: Row[], notes: string[] = []) =>
  listToCsv({ notes, columns, rows, language: 'vi' }).replace('\ufeff', '').split('\r\n')

test('No cell, header or note of an export becomes a formula', () => {
  for (const bad of ['=1+1', '+84', '-2', '@x', '\t=1', "'=1"]) {
    const [note, header, row] = csv([{ name: bad, n: 1, on: null, state: 's' }], [bad])
    for (const line of [note!, row!]) assert.match(line, /^"?'/, bad)
    assert.match(header!, /,'-Số,/)
  }
})

test('Numbers and dates are exported as they are, codes as the reader sees them, nothing as nothing', () => {
  const [, row, none] = csv([
    { name: 'Nguyễn, "A"', n: -3, on: '2021-02-22', state: 'late' },
    { name: 'B', n: null, on: null, state: 'late' },
  ])
  assert.equal(row, '"Nguyễn, ""A""",-3,2021-02-22,Quá hạn')
  assert.equal(none, 'B,,,Quá hạn')
})

test('The drill line and the cut-off stand above the header; the file of a drill says so in its name', () => {
  const lines = csv([], ['DIỄN TẬP', '', 'Đọc lúc 16:00'])
  assert.deepEqual(lines.slice(0, 3), ['DIỄN TẬP', 'Đọc lúc 16:00', "Họ tên,'-Số,Ngày,Tình trạng"])
  assert.equal(csvFile('ca-benh', '2021-02-22', true, '').fileName, 'dien-tap-ca-benh-2021-02-22.csv')
  assert.equal(csvFile('ca-benh', '2021-02-22', false, '').fileName, 'ca-benh-2021-02-22.csv')
})
