import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payloadLines } from './payload.words.ts'
import { workLines } from './work.words.ts'

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

test('other work of a phone is told in words too, without its ids; a strange shape makes nothing fail', () => {
  const told = (verb: string, payload: unknown) => workLines(verb, payload).map((l) => `${l.words.vi}: ${l.value.vi}`)
  const person = { subjectId: 'a', personId: 'b', fullName: 'Phạm Thị Mẫu', birth: { year: 1990, month: null, day: null } }
  const moved = { movementId: 'c', householdId: 'd', kind: 'new-resident', person, people: 1, onDay: '2021-02-21' }
  assert.deepEqual(told('checks.record-movement', { ...moved, place: null, capturedAt: '2021-02-21T17:30:00+07:00' }), [
    'Biến động: Mới về ở',
    'Họ tên: Phạm Thị Mẫu',
    'Ngày sinh: 1990',
    'Số người: 1',
    'Ngày: 21/02/2021',
  ])
  assert.deepEqual(told('checks.record-visit', { visitId: 'a', temperature: 38.4, spo2: 93, complaints: ['breathlessness'] }), [
    'Nhiệt độ: 38,4 °C',
    'SpO2: 93%',
    'Dấu hiệu: khó thở',
  ])
  assert.deepEqual(told('checks.flag-frail', { subjectId: 'a', reasons: ['elderly', 'chronic'] }), [
    'Lý do theo dõi: cao tuổi, bệnh nền',
  ])
  assert.deepEqual(told('checks.push-round', { slot: 'evening' }), ['Buổi: Chiều'])
  assert.deepEqual(told('x', { person: null, birth: 'hôm qua', kind: {}, odd: 1 }), [
    'Biến động: {}',
    'Ngày sinh: hôm qua',
    'Khác: {"odd":1}',
  ])
})
