import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AxisMeeting, type AxisStay, hoursBySpace, layoutAxis } from './axis.layout.ts'

const window = { fromAt: '2021-02-10T00:00:00+07:00', toAt: '2021-02-14T00:00:00+07:00' }
const at = (day: number, hour: number) => new Date(Date.parse(window.fromAt) + (day * 24 + hour) * 3_600_000).toISOString()
const stay = (placeId: string, day: number, from: number, to: number): AxisStay => ({
  placeId,
  placeName: `nơi ${placeId}`,
  fromAt: at(day, from),
  toAt: at(day, to),
})
const meeting = (otherId: string, counts: boolean, s: AxisStay): AxisMeeting => ({
  ...s,
  otherId,
  name: `người ${otherId}`,
  counts,
})

test('each place has a lane, the first visited first, and a stay that reaches out of the window is cut to it', () => {
  const lanes = layoutAxis([stay('b', 1, 6, 14), stay('a', -1, 22, 30), stay('c', 5, 0, 1)], [], window, 5)
  assert.deepEqual(
    lanes.map((l) => [l.placeId, l.own]),
    [
      ['a', [{ from: 0, to: 6 / 96 }]],
      ['b', [{ from: 30 / 96, to: 38 / 96 }]],
    ],
  )
})

test('a night shift that was split in parts is one bar again', () => {
  const [lane] = layoutAxis([stay('a', 0, 22, 26), stay('a', 1, 2, 6), stay('a', 0, 22, 23)], [], window, 5)
  assert.deepEqual(lane?.own, [{ from: 22 / 96, to: 30 / 96 }])
})

test('close contacts stand before those only at the same place, and those beyond the rows are counted', () => {
  const s = stay('a', 0, 6, 14)
  const others = [meeting('z', false, s), meeting('y', true, stay('a', 0, 6, 8)), meeting('x', true, s), meeting('w', false, s)]
  const [lane] = layoutAxis([s], others, window, 3)
  assert.deepEqual(
    lane?.others.map((o) => o.otherId),
    ['x', 'y', 'w'],
  )
  assert.equal(lane?.more, 1)
})

test('a place known only from a meeting has its lane too', () => {
  const [lane] = layoutAxis([], [meeting('x', true, stay('a', 0, 6, 14))], window, 3)
  assert.equal(lane?.placeId, 'a')
  assert.equal(lane?.own.length, 1)
})

const anyStay = fc.record({
  placeId: fc.constantFrom('a', 'b', 'c'),
  day: fc.integer({ min: -2, max: 6 }),
  from: fc.integer({ min: 0, max: 20 }),
  length: fc.integer({ min: 1, max: 14 }),
})

test('whatever the stays and their order, bars lie within the window, in order, apart, and nobody is lost', () => {
  fc.assert(
    fc.property(
      fc.array(anyStay, { maxLength: 20 }),
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 20 }),
      (said, who) => {
        const stays = said.map((s) => stay(s.placeId, s.day, s.from, s.from + s.length))
        const met = who.flatMap((n, i) => (stays.length > 0 ? [meeting(String(n), n % 2 === 0, stays[i % stays.length]!)] : []))
        const lanes = layoutAxis(stays, met, window, 3)
        assert.deepEqual(layoutAxis([...stays].reverse(), [...met].reverse(), window, 3), lanes)
        for (const lane of lanes)
          for (const bars of [lane.own, ...lane.others.map((o) => o.bars)])
            for (const [i, b] of bars.entries()) {
              assert.ok(b.from >= 0 && b.to <= 1 && b.from < b.to)
              if (i > 0) assert.ok(b.from > bars[i - 1]!.to)
            }
        const inside = met.filter(
          (m) => Date.parse(m.toAt) > Date.parse(window.fromAt) && Date.parse(m.fromAt) < Date.parse(window.toAt),
        )
        for (const lane of lanes) {
          const here = new Set(inside.filter((m) => m.placeId === lane.placeId).map((m) => m.otherId))
          assert.equal(lane.others.length + lane.more, here.size)
        }
      },
    ),
  )
})

test('people are counted hour by hour and line by line, once each, and lines stand in their own order', () => {
  const row = (subjectId: string, space: string | null, from: number, to: number) => ({
    subjectId,
    space,
    fromAt: at(0, from),
    toAt: at(0, to),
  })
  const { hours, spaces, all } = hoursBySpace(
    [
      row('p', 'chuyền 10', 6, 8),
      row('q', 'chuyền 3', 7.5, 9),
      row('q', 'chuyền 3', 8, 9),
      row('r', null, -2, 6.5),
      row('gone', 'chuyền 3', -9, -1),
    ],
    '2021-02-10',
  )
  assert.deepEqual(hours, [0, 1, 2, 3, 4, 5, 6, 7, 8])
  assert.deepEqual(
    spaces.map((s) => [s.space, s.persons, s.counts.slice(6)]),
    [
      ['chuyền 3', 1, [0, 1, 1]],
      ['chuyền 10', 1, [1, 1, 0]],
      [null, 1, [1, 0, 0]],
    ],
  )
  assert.deepEqual([all.persons, all.counts.slice(6)], [3, [2, 2, 1]])
  assert.deepEqual(hoursBySpace([], '2021-02-10'), { hours: [], spaces: [], all: { space: null, persons: 0, counts: [] } })
})
