import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingIsLink, infectorColumns, linkColumnsOf, namesInfector } from './link-columns.rules.ts'

const told = (...headers: string[]) => {
  const found = linkColumnsOf(headers, 'case_id')
  return found && [headers[found.from], headers[found.to], found.guessed]
}

test('infector and infected are told by their headings, whichever stands first', () => {
  for (const [from, to] of [
    ['from', 'to'],
    ['from_id', 'to_id'],
    ['infector', 'infectee'],
    ['infector.case', 'infectee.case'],
    ['infectedBy', 'case_id'],
    ['infected_by', 'infected'],
    ['infector_id', 'case_id'],
    ['case_id_infector', 'case_id_infectee'],
    ['source_id', 'target_id'],
    ['primary_case', 'secondary_case'],
    ['parent', 'child'],
    ['case_id', 'contact_id'],
    ['Nguồn lây', 'Người bị lây'],
    ['Nguồn lây nhiễm', 'Mã ca bệnh'],
    ['Từ', 'Đến'],
    ['F0', 'F1'],
  ] as const) {
    assert.deepEqual(told(from, 'date', to), [from, to, false], `${from} ${to}`)
    assert.deepEqual(told(to, 'date', from), [from, to, false], `${to} ${from}`)
  }
})

test('a contact beside an infector and a case is neither; what is not told is the first two columns, and said to be a guess', () => {
  assert.deepEqual(told('contact', 'case_id', 'infector'), ['infector', 'case_id', false])
  assert.deepEqual(told('source', 'infector', 'case_id'), ['infector', 'case_id', false])
  assert.deepEqual(told('infector', 'infected', 'case_id'), ['infector', 'case_id', false])
  assert.deepEqual(told('infector', 'infected_id', 'case_id'), ['infector', 'infected_id', false])
  // 'source' may be where word came from
  assert.deepEqual(told('case_id', 'source'), ['source', 'case_id', true])
  assert.deepEqual(told('Tổ', 'a', 'b'), ['Tổ', 'a', true])
  assert.deepEqual(told('a', 'b'), ['a', 'b', true])
  assert.equal(told('from'), null)
})

test('a table of links without a heading keeps its first link', () => {
  const ids = [
    ['BN1', 'BN3'],
    ['BN2', 'BN4'],
    ['BN2', 'BN5'],
  ] as const
  assert.ok(headingIsLink(['BN1', 'BN2'], ids))
  assert.ok(headingIsLink(['BN17', 'BN19'], ids))
  assert.ok(
    headingIsLink(
      ['d1fafd', 'f5c3d8'],
      [
        ['d1fafd', '0f58c4'],
        ['f5c3d8', '881bd4'],
      ],
    ),
  )
  assert.ok(!headingIsLink(['from', 'to'], ids))
  assert.ok(
    !headingIsLink(
      ['F0', 'F1'],
      [
        ['F0', 'F2'],
        ['F1', 'F3'],
        ['F1', 'F4'],
      ],
    ),
  )
  assert.ok(!headingIsLink(['case 1', 'case 2'], ids))
  assert.ok(!headingIsLink(['BN1', 'note'], ids))
})

test('in a line list the surest heading names the infector, wherever it stands; what may be said of the case itself is not sure', () => {
  assert.deepEqual(
    infectorColumns(['index', 'source', 'case_id', 'Nguồn lây', 'infector']).map(({ at, name }) => [at, name]),
    [
      [4, 'surely'],
      [0, 'maybe'],
      [3, 'surely'],
      [1, 'maybe'],
    ],
  )
  for (const [heading, says] of [
    ['Người lây', 'surely'],
    ['source_case', 'surely'],
    ['infection source id', 'surely'],
    ['source_id', 'maybe'],
    ['Index case', 'maybe'],
    ['F0', 'maybe'],
    ['from', null],
  ] as const)
    assert.equal(namesInfector(heading), says, heading)
})
