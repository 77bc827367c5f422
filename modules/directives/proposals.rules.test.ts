import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressee, daysLate, proposalState, replyText } from './proposals.rules.ts'
import { readDirective } from './reader/read.rules.ts'

const passed = (toAreaId: number) => ({ kind: 'passed' as const, toAreaId })
const step = (kind: 'accepted' | 'refused' | 'withdrawn') => ({ kind, toAreaId: null })

test('passing a proposal up leaves it open with another to answer; an answer ends it, and then nothing is late', () => {
  assert.deepEqual([proposalState([]), addressee(5, [])], ['open', 5])
  assert.deepEqual([proposalState([passed(7)]), addressee(5, [passed(7)])], ['open', 7])
  assert.deepEqual([proposalState([passed(7), step('refused')]), addressee(5, [passed(7), step('refused')])], ['refused', 7])
  assert.equal(daysLate('open', '2021-02-24', '2021-02-24'), 0)
  assert.equal(daysLate('open', '2021-02-24', '2021-02-27'), 3)
  assert.equal(daysLate('accepted', '2021-02-24', '2021-02-27'), 0)
})

test('a reply reads as a document whose task is the answer', () => {
  const facts = { from: 'Huyện Kim Thành', place: 'Kim Thành', asker: 'Xã Kim Liên', words: 'thêm 20 giường', day: '2021-02-24' }
  const answer = 'Giao Trung tâm Y tế huyện cấp 20 giường cho xã Kim Liên, xong trước ngày 26/02/2021'
  const { tasks, document } = readDirective(replyText({ ...facts, answer }), { provinceOfDistrict: () => null })
  assert.equal(document.date, '2021-02-24')
  assert.ok(tasks.some((t) => t.deadline === '2021-02-26' && /20 giường/.test(t.text)))
})
