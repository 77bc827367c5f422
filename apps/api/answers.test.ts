import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { jsonAnswer } from './answers.ts'

test('an answer is compressed as the asker takes it: Brotli before gzip, not what is refused, nothing short', () => {
  const answer = { words: Array.from({ length: 200 }, (_, n) => `hộ ${n}`) }
  const text = JSON.stringify(answer)
  const encoding = (accepts: string) => jsonAnswer(answer, accepts).encoding
  assert.deepEqual(
    ['gzip, deflate, br, zstd', 'br;q=0.5', 'gzip, deflate', 'gzip, br;q=0', 'gzip;q=0.0', 'identity', ''].map(encoding),
    ['br', 'br', 'gzip', 'gzip', undefined, undefined, undefined],
  )
  assert.equal(brotliDecompressSync(jsonAnswer(answer, 'br').body).toString(), text)
  assert.equal(gunzipSync(jsonAnswer(answer, 'gzip').body).toString(), text)
  assert.deepEqual(jsonAnswer({}, 'br'), { body: '{}' })
})
