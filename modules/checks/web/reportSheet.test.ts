import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportSheet } from './reportSheet.ts'

test('the printed slot report has its heading in the middle, its points below, and nothing in a name becomes markup', () => {
  const html = reportSheet('DIỄN TẬP\nXÃ KIM LIÊN\n\nBÁO CÁO NHANH\nbuổi sáng\n\n1. Tổ <b>: 1/2\n2. Hộ & người')
  assert.match(
    html,
    /<p class="head loud">XÃ KIM LIÊN<\/p><br><p class="head loud">BÁO CÁO NHANH<\/p><p class="head">buổi sáng<\/p>/,
  )
  assert.match(html, /<p>1\. Tổ &lt;b&gt;: 1\/2<\/p><p>2\. Hộ &amp; người<\/p>/)
  assert.doesNotMatch(html, /<script|<b>/)
})
