import assert from 'node:assert/strict'
import { test } from 'node:test'
import { around, placeWords } from './pages.ts'

const checks = { vi: 'Lượt hỏi', en: 'Checks' }

test('a list in pages says which of all are shown, and leads back and on as long as there is something', () => {
  const first = { offset: 0, shown: 100, total: 1250 }
  assert.deepEqual(around(first, 100), { before: null, after: 100 })
  assert.deepEqual(around({ ...first, offset: 1200, shown: 50 }, 100), { before: 1100, after: null })
  assert.deepEqual(around({ offset: 0, shown: 100, total: 100 }, 100), { before: null, after: null })
  const words = placeWords({ ...first, offset: 100 }, checks, { vi: 'cũ nhất trước', en: 'the oldest first' })
  assert.deepEqual(words, {
    vi: 'Lượt hỏi 101–200 / 1.250, cũ nhất trước.',
    en: 'Checks 101–200 / 1.250, the oldest first.',
  })
  assert.equal(placeWords({ offset: 50, shown: 7, total: 57 }, checks).vi, 'Lượt hỏi 51–57 / 57.')
})

test('past the end, where others have settled what stood there, it says how many are left and leads back to the last of them', () => {
  const past = { offset: 300, shown: 0, total: 120 }
  assert.deepEqual(around(past, 100), { before: 100, after: null })
  assert.equal(placeWords(past, checks).vi, 'Trang này không còn gì; lượt hỏi có tất cả 120.')
  assert.deepEqual(around({ ...past, total: 0 }, 100), { before: 0, after: null })
})
