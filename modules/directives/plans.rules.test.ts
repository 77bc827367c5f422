import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileJudged } from './plans.rules.ts'

test('what was said of a plan is of the newest file that stood then, also after that one was taken back', () => {
  const at = (hour: number) => `2021-02-22T${hour}:00:00+07:00`
  const file = (evidenceId: string, added: number, voided: number | null = null) => ({
    ...{ evidenceId, kind: 'file', addedAt: at(added), voidedAt: voided === null ? null : at(voided) },
  })
  const evidence = [file('first', 11), { ...file('photo', 16), kind: 'photo' }, file('second', 12, 14)]
  assert.deepEqual(
    [10, 11, 13, 15, 17].map((hour) => fileJudged(evidence, at(hour))),
    [null, 'first', 'second', 'first', 'first'],
  )
})
