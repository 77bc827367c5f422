import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bench } from './tracing.ts'

test('on 60,000 stays the engine, SQL and the pages answer the same, also while new stays come in', async () => {
  const { results } = await bench(60_000, 12)
  const of = (what: string) => results.find((r) => r.what === what) as unknown as Record<string, never>
  assert.equal(of('engine load').stays, 60_000)
  for (const what of ['F1 of one person', 'F1 and F2 of one person', 'new stays while questions go on'])
    assert.equal(of(what).answersEqual, of(what).answersCompared, what)
  assert.equal(of('through the HTTP API').answeredByEngine, of('through the HTTP API').ofQuestions)
  assert.equal(of('new stays while questions go on').engineHasAll, true)
})
