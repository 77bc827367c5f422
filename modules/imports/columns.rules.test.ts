import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { proposeMapping } from './columns.rules.ts'
import { readLink, writingOf } from './rows.rules.ts'
import { isTotal } from './values.rules.ts'

const proposed = (headers: string[], ...rows: Cell[][]) =>
  proposeMapping({ headers, wordings: headers.map(() => []), rows: rows.map((cells, i) => ({ row: i + 2, cells })) }).mapping

test('what an infector is called plainly is one, though most of them are of another list', () => {
  for (const heading of ['Người lây', 'Nguồn lây', 'source_case', 'infection_source_id'])
    assert.equal(proposed(['id', heading], ['A', 'X1'], ['B', 'X2'], ['C', 'A']).infector, heading, heading)
  assert.equal(proposed(['id', 'source'], ['A', 'hotline'], ['B', 'clinic'], ['C', 'A']).infector, undefined)
})

test('a column of symptoms is no day of onset, and one of codes no day of sampling', () => {
  for (const heading of ['First symptoms', 'Triệu chứng đầu tiên', 'prodrome'])
    assert.equal(proposed(['id', heading], ['A', 'sốt, ho'], ['B', 'sốt'], ['C', 'ho']).onset, undefined, heading)
  assert.equal(proposed(['id', 'First symptoms'], ['A', '2021-02-01'], ['B', '2021-02-03']).onset, 'First symptoms')
  assert.equal(proposed(['id', 'onset'], ['A', 'hôm qua'], ['B', 'hôm kia']).onset, 'onset')
  assert.equal(proposed(['id', 'sample'], ['A', '10012345'], ['B', '20219999']).sampled, undefined)
  assert.equal(proposed(['id', 'sample'], ['A', '20210201'], ['B', '20210203']).sampled, 'sample')
})

test('a row of totals is told from an id that begins alike', () => {
  for (const total of [
    'Tổng cộng',
    'TỔNG SỐ: 30 ca',
    'Cộng',
    'tong cong',
    'Total',
    'Total: 12',
    'Tổng (5)',
    'Grand total',
    'Tổng 30',
  ])
    assert.ok(isTotal(total), total)
  for (const id of ['CONG12', 'CONG-12', 'TONG5', 'Công', 'Tống', 'Total-1', 'TC01', 'C1']) assert.ok(!isTotal(id), id)
})

test('a link to a case of the list is a link to it, however the other ids of its column are written', () => {
  const list = (...ids: string[]) =>
    writingOf(
      ids.map((id) => ({ cells: [id] })),
      { at: { id: 0 }, details: [], width: 1 },
    )
  const link = (writing: ReturnType<typeof list>, ...from: string[]) => {
    const fromOf = writing.readerOf(from)
    return from.map((id) => readLink({ row: 2, cells: [id, 'Z'] }, 0, 1, { fromOf, toOf: (to) => to }).from)
  }
  const decimals = list('1.0', '2.0', 'Tổng cộng')
  assert.deepEqual(['1.0', '2.0'].map(decimals.idOf), ['1', '2'])
  assert.deepEqual(link(decimals, '1.0', 'Vũ Hán'), ['1', 'Vũ Hán'])
  // 1.1 is a case of its own, and so is 1.0
  assert.deepEqual(link(list('1.0', '1.1'), '1.0', '2.0'), ['1.0', '2'])
})
