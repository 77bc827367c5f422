import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isCloseContact } from '../policy/closeness.rules.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { meetingOfClass, needsOf } from './closeness.table.ts'
import { CLASSES, describeClass } from './engine/classes.ts'
import { lengthWords, togetherWords } from './meeting.words.ts'
import { closenessOf } from './meetings.ts'
import { countingSeconds, type Piece, spansOf, togetherOf } from './together.rules.ts'

const packs = loadPacks()
const packOn = (day: string) => packInForce(packs, { disease: 'covid19', provinceCode: '30', day })
const at = (local: string) => Date.parse(`${local}:00+07:00`) / 1000
const piece = (from: string, to: string, more: Partial<Piece> = {}): Piece => ({
  placeId: 'p',
  placeName: 'Nơi',
  kind: 'shift',
  closed: null,
  from: at(from),
  to: at(to),
  masked: null,
  space: null,
  otherSpace: null,
  rowsApart: null,
  need: 0,
  assumed: false,
  ...more,
})

describe('what counts as close', () => {
  const some = fc.record({
    from: fc.integer({ min: 0, max: 200_000 }),
    length: fc.integer({ min: 1, max: 3000 }),
    need: fc.constantFrom(-1, 0, 300, 900, 1800),
  })
  const pieces = fc.array(
    some.map(({ from, length, need }) => ({ from, to: from + length, need })),
    { maxLength: 8 },
  )

  /** By the minute of the definition: some 24 hours in which what needs N or less lasts N, tried at every second that could matter. */
  const slow = (all: { from: number; to: number; need: number }[]): boolean =>
    all.some(({ need }) => {
      if (need < 0) return false
      const mine = spansOf(all.filter((p) => p.need >= 0 && p.need <= need))
      return mine.some(([start]) => {
        let seconds = 0
        for (const [a, b] of mine) seconds += Math.max(0, Math.min(b, start + 86_400) - Math.max(a, start))
        return seconds >= Math.max(1, need)
      })
    })

  test('a pair counts exactly where, for some figure, what needs it or less lasts so long within 24 hours', () => {
    fc.assert(
      fc.property(pieces, (all) =>
        assert.equal(
          countingSeconds(all).some((s) => s !== null),
          slow(all),
        ),
      ),
    )
  })

  test('the order of meetings changes nothing, and one more never takes one away', () => {
    fc.assert(
      fc.property(pieces, fc.nat(), (all, n) => {
        const counted = countingSeconds(all)
        const turned = all.map((_, i) => all[(i + n) % all.length]!)
        assert.deepEqual(
          countingSeconds(turned),
          all.map((_, i) => counted[(i + n) % all.length]!),
        )
        const more = countingSeconds([...all, { from: 5, to: 500, need: 0 }])
        for (const [i, s] of counted.entries()) if (s !== null) assert.ok(more[i]! >= s)
      }),
    )
  })

  test('ten minutes at a counter and ten in a lift add up to the quarter of an hour, also over midnight; two days apart they do not', () => {
    const near = { need: 900, placeId: 'a' }
    assert.deepEqual(
      countingSeconds([piece('2022-01-03T23:50', '2022-01-04T00:00', near), piece('2022-01-04T08:00', '2022-01-04T08:10', near)]),
      [1200, 1200],
    )
    assert.deepEqual(
      countingSeconds([piece('2022-01-03T08:00', '2022-01-03T08:10', near), piece('2022-01-05T08:00', '2022-01-05T08:10', near)]),
      [null, null],
    )
    assert.deepEqual(
      countingSeconds([
        piece('2022-01-03T08:00', '2022-01-03T08:10', near),
        piece('2022-01-03T09:00', '2022-01-03T10:00', { need: -1 }),
      ]),
      [null, null],
      'an hour that never counts adds nothing',
    )
  })

  test('the table of seconds says of every class what the pack says of the meeting itself, minute by minute', () => {
    for (const day of ['2020-04-01', '2021-02-22', '2021-12-29', '2022-05-01']) {
      const pack = packOn(day)
      const need = needsOf(pack)
      for (let c = 0; c < CLASSES; c += 7)
        for (const minutes of [0, 1, 14, 15, 16, 480]) {
          const { counts } = isCloseContact(pack, meetingOfClass(describeClass(c), minutes))
          assert.equal(counts, need[c]! >= 0 && minutes * 60 >= need[c]!, `${day} ${JSON.stringify(describeClass(c))} ${minutes}`)
        }
    }
  })

  test('rows beyond those of the pack are not near: in 2021 two either side', () => {
    const need = needsOf(packOn('2021-02-22'))
    const vehicle = Array.from({ length: CLASSES }, (_, c) => c).filter((c) => describeClass(c).kind === 'vehicle')
    for (const c of vehicle) {
      const { rowsApart, apart } = describeClass(c)
      assert.equal(need[c]! >= 0, !apart && rowsApart !== null && rowsApart <= 2)
    }
  })

  test('F1 of a shift is not F1 of a market: of a market nobody is close by the place alone', () => {
    for (const day of ['2021-02-22', '2021-12-29']) {
      const need = needsOf(packOn(day))
      for (let c = 0; c < CLASSES; c++) {
        const facts = describeClass(c)
        if (facts.kind === 'market' && facts.closed !== true) assert.equal(need[c], -1)
      }
    }
  })
})

describe('what it says', () => {
  test('a shift that was shared is told with line, weekday, hours, length and closed space', () => {
    const [t] = togetherOf([
      piece('2021-02-16T06:00', '2021-02-16T14:00', { space: 'chuyền 3', otherSpace: 'chuyền 3', closed: true }),
    ])
    assert.deepEqual(togetherWords(t!), {
      vi: 'cùng ca, chuyền 3, thứ Ba 16/02/2021 6:00–14:00, 8 giờ, không gian kín',
      en: 'same shift, chuyền 3, Tuesday 16/02/2021 6:00–14:00, 8 h, closed space',
    })
    const why = closenessOf(t!, packOn)
    assert.equal(why.criterionId, 'workshop')
    assert.match(why.reason.vi, /QĐ 3468\/QĐ-BYT/)
  })

  test('a class, rows, masks, a night, what was assumed, and several times are each told', () => {
    const words = (...pieces: Piece[]) => togetherWords(togetherOf(pieces)[0]!).vi
    assert.equal(
      words(
        piece('2021-02-16T07:00', '2021-02-16T08:30', { kind: 'class', space: 'lớp 6A', otherSpace: 'lớp 6A', rowsApart: 1 }),
      ),
      'cùng lớp 6A, cách 1 hàng ghế, thứ Ba 16/02/2021 7:00–8:30, 1 giờ 30 phút',
    )
    assert.equal(
      words(piece('2021-02-16T22:00', '2021-02-17T06:00', { space: 'chuyền 3', masked: true, assumed: true })),
      'cùng ca, thứ Ba 16/02/2021 22:00–6:00 (17/02), 8 giờ, đều đeo khẩu trang, giờ giấc theo mặc định, chưa kiểm chứng',
      'a line known of one of them is not said to be shared',
    )
    assert.equal(
      words(
        piece('2021-02-16T07:00', '2021-02-16T07:10', { kind: 'venue', need: 900 }),
        piece('2021-02-16T09:00', '2021-02-16T09:10', { kind: 'venue', need: 900 }),
      ),
      'cùng địa điểm, thứ Ba 16/02/2021 7:00–7:10, 9:00–9:10, 20 phút',
    )
  })

  test('what was shared at two places is told with the sum that made it count', () => {
    const [a] = togetherOf([
      piece('2022-01-03T08:00', '2022-01-03T08:10', { kind: 'venue', closed: true, need: 900 }),
      piece('2022-01-03T10:00', '2022-01-03T10:10', { kind: 'venue', closed: true, need: 900, placeId: 'q' }),
    ])
    assert.equal(a!.counts, true)
    assert.match(togetherWords(a!).vi, /10 phút, cộng dồn 20 phút trong 24 giờ, không gian kín/)
  })

  test('lengths are told in hours and minutes', () => {
    assert.deepEqual(
      [30, 60, 3600, 5400, 90_000].map((s) => lengthWords(s).vi),
      ['dưới 1 phút', '1 phút', '1 giờ', '1 giờ 30 phút', '25 giờ'],
    )
  })

  test('a night belongs to the day on which it began, and reaches into the next', () => {
    const [t] = togetherOf([piece('2021-02-16T22:00', '2021-02-17T06:00')])
    assert.deepEqual([t!.onDay, t!.lastDay], ['2021-02-16', '2021-02-17'])
    const [whole] = togetherOf([piece('2021-02-16T20:00', '2021-02-17T00:00')])
    assert.equal(whole!.lastDay, '2021-02-16', 'midnight itself is not of the next day')
  })
})
