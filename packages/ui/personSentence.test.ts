import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PersonFacts, personSentence } from './personSentence.ts'

const text = (facts: PersonFacts, language: 'vi' | 'en' = 'vi') =>
  personSentence(facts, '2021-02-22', language)
    .map((p) => p.text)
    .join('')

const contact: PersonFacts = {
  standing: 'F1',
  source: { id: 'p1', name: 'Nguyễn V. A.' },
  basis: { vi: 'cùng ca', en: 'same shift' },
  basisOn: '2021-02-12',
  held: { kind: 'home', untilOn: '2021-02-26' },
  nextTestOn: '2021-02-23',
}

test('the sentence says of whom, why, held until when, and what is next', () => {
  assert.equal(
    text(contact),
    'F1 của Nguyễn V. A., cùng ca ngày 12/02; cách ly tại nhà đến 26/02; xét nghiệm tiếp theo: ngày mai.',
  )
  assert.equal(text(contact, 'en'), 'F1 of Nguyễn V. A., same shift on 12/02; home isolation until 26/02; next test: tomorrow.')
})

test('the source leads to that person', () => {
  assert.deepEqual(
    personSentence(contact, '2021-02-22', 'vi').filter((p) => p.personId),
    [{ text: 'Nguyễn V. A.', personId: 'p1' }],
  )
})

test('an overdue test says so, and another year is written out', () => {
  assert.equal(
    text({ ...contact, nextTestOn: '2021-02-20', basisOn: '2020-12-31' }),
    'F1 của Nguyễn V. A., cùng ca ngày 31/12/2020; cách ly tại nhà đến 26/02; xét nghiệm tiếp theo: quá hạn 2 ngày.',
  )
})

test('what is not known is left out', () => {
  assert.equal(text({ standing: 'none' }), 'Chưa có tiếp xúc hay kết quả nào được ghi.')
  assert.equal(text({ standing: 'F0', sinceOn: '2021-02-15' }), 'F0 từ ngày 15/02.')
})
