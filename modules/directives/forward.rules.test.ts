import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { byWait, isLate, type Sent, waitingHours } from './forward.rules.ts'

const hour = fc.integer({ min: 0, max: 400 })
const at = (h: number) => new Date(Date.UTC(2021, 1, 1) + h * 3_600_000).toISOString()
const sent = fc.tuple(hour, fc.integer({ min: 1, max: 72 }), fc.option(fc.integer({ min: 0, max: 200 })), fc.boolean()).map(
  ([from, within, received, withdrawn]): Sent => ({
    forwardedAt: at(from),
    dueAt: at(from + within),
    receivedAt: received === null ? null : at(from + received),
    withdrawnAt: withdrawn ? at(from + within) : null,
  }),
)

test('in a list of receipts nobody late stands below one who is not, the longest wait is on top, and nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 30 }), hour, (rows, h) => {
      const now = at(h)
      const sorted = byWait(rows, now)
      assert.equal(sorted.length, rows.length)
      const late = sorted.map((r) => isLate(r, now))
      assert.equal(late.lastIndexOf(true), late.filter(Boolean).length - 1)
      const waits = sorted.filter((r) => isLate(r, now)).map((r) => waitingHours(r, now)!)
      assert.deepEqual(
        waits,
        [...waits].sort((a, b) => b - a),
      )
      for (const r of rows) if (r.receivedAt !== null) assert.equal(waitingHours(r, now), null)
    }),
  )
})
