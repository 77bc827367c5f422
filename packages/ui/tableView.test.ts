import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ColumnView, emptyTableState, haystacks, tableStateFromSearch, tableStateToSearch, viewRows } from './tableView.ts'

interface Row {
  name: string
  age: number | null
}
const columns: ColumnView<Row>[] = [
  { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (r) => r.name },
  { key: 'age', header: { vi: 'Tuổi', en: 'Age' }, value: (r) => r.age },
]
const rows: Row[] = [
  { name: 'Đỗ V. Hùng', age: 40 },
  { name: 'Đỗ V. Hưng', age: null },
  { name: 'Ân T. Bích', age: 9 },
]
const view = (state: Partial<typeof emptyTableState>) =>
  viewRows(rows, columns, { ...emptyTableState, ...state }, haystacks(rows, columns)).map((r) => r.name)

test('a search without accents finds both Hùng and Hưng, in any word order', () => {
  assert.deepEqual(view({ text: 'hung do' }), ['Đỗ V. Hùng', 'Đỗ V. Hưng'])
  assert.deepEqual(view({ text: 'BÍCH' }), ['Ân T. Bích'])
})

test('rows without a value come last in both directions', () => {
  assert.deepEqual(view({ sort: { key: 'age', descending: false } }), ['Ân T. Bích', 'Đỗ V. Hùng', 'Đỗ V. Hưng'])
  assert.deepEqual(view({ sort: { key: 'age', descending: true } }), ['Đỗ V. Hùng', 'Ân T. Bích', 'Đỗ V. Hưng'])
})

test('chosen values keep only their rows', () => {
  assert.deepEqual(view({ only: { age: ['9', '40'] } }), ['Đỗ V. Hùng', 'Ân T. Bích'])
})

test('a link brings back the same state, whatever was typed', () => {
  const word = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(
      fc.string(),
      fc.option(fc.tuple(fc.constantFrom('name', 'age'), fc.boolean())),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.array(word, { minLength: 1 })),
      (text, sort, only) => {
        const state = { text, sort: sort && { key: sort[0], descending: sort[1] }, only: { ...only } }
        assert.deepEqual(tableStateFromSearch(tableStateToSearch(state)), state)
      },
    ),
  )
})

test('a mangled link filters nothing and does not throw', () => {
  assert.deepEqual(tableStateFromSearch({ 'f.x': '%E0%A4%A', sort: '' }), emptyTableState)
})
