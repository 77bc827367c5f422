import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payloadLines } from './payload.words.ts'

const said = (payload: unknown) => payloadLines(payload).map((l) => `${l.words.vi}: ${l.value.vi}`)

test('a refused check is told in words a station reads, not in codes', () => {
  const payload = {
    ...{ checkId: 'a', householdId: 'b', onDay: '2021-02-21', slot: 'evening', answer: 'symptom' },
    capturedAt: '2021-02-21T17:30:00+07:00',
    symptoms: [{ signalId: 'c', who: 'khách', kinds: ['fever', 'cough'] }],
    note: 'nhà khóa cửa',
  }
  assert.deepEqual(said(payload), [
    'Ngày: 21/02/2021',
    'Buổi: Chiều',
    'Trả lời: Có dấu hiệu',
    'Giờ máy: 17:30 ngày 21/02/2021',
    'Dấu hiệu: khách: sốt, ho',
    'Ghi chú: nhà khóa cửa',
  ])
})

test('whatever else came is shown as it came, and nothing makes the page fail', () => {
  assert.deepEqual(said({ slot: 'noon', answer: 3, odd: true }), ['Buổi: noon', 'Trả lời: 3', 'Khác: {"odd":true}'])
  assert.deepEqual(said('xin chào'), ['Nội dung: xin chào'])
  assert.deepEqual(said({}), ['Nội dung: {}'])
  assert.deepEqual(said({ symptoms: [null, { kinds: 'x' }], capturedAt: 'hôm qua' }), ['Giờ máy: hôm qua', 'Dấu hiệu: ?; ?'])
  assert.deepEqual(said(null), [])
})
