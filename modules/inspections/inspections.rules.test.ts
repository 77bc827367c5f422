import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersFault, outcomeOf } from './checklist.rules.ts'
import { checklists, readChecklists } from './checklists.ts'
import { type DutyFacts, dutyChain } from './duty.rules.ts'
import { doneBy, findingState, leagueOf } from './league.rules.ts'
import { type Candidate, proposeVisits } from './propose.rules.ts'
import { judgeCapture } from './timing.rules.ts'

const listOf = (code: string) => checklists.find((l) => l.code === code)!

test('every kind of place has a checklist; what no document says is marked as the product’s own, unconfirmed', () => {
  const kinds = new Set(checklists.flatMap((l) => l.kinds))
  assert.equal(kinds.size, 10)
  const team = listOf('team')
  assert.match(team.items.find((i) => i.item === 'size')!.source.vi, /95-TB\/TU.*Mục 3/)
  assert.equal(team.items.find((i) => i.item === 'two-doors')!.confirmed, false)
  assert.throws(
    () =>
      readChecklists(
        '{"documents":{},"blocks":{},"lists":[{"code":"x","version":1,"kinds":["other"],"blocks":["5k"],"title":{"vi":"x","en":"x"},"items":[]}]}',
      ),
    /names no block/,
  )
})

test('answers to items that a list does not have, given twice or out of their range are refused by name', () => {
  const market = listOf('market')
  assert.equal(
    answersFault(market, [
      { item: 'mask', answer: 'pass' },
      { item: 'one-way', answer: 'na' },
    ]),
    null,
  )
  assert.match(answersFault(market, [{ item: 'x', answer: 'pass' }])!.vi, /không có mục "x"/)
  assert.match(
    answersFault(market, [
      { item: 'mask', answer: 'pass' },
      { item: 'mask', answer: 'fail' },
    ])!.vi,
    /hai câu trả lời/,
  )
  assert.match(answersFault(market, [{ item: 'mask', answer: 'points', points: 3 }])!.vi, /đạt hoặc không đạt/)
  const total = listOf('factory-qd2194')
  assert.match(answersFault(total, [{ item: 'total', answer: 'points', points: 301 }])!.vi, /từ 0 đến 300/)
  assert.match(answersFault(total, [{ item: 'total', answer: 'pass' }])!.vi, /chấm bằng điểm/)
})

test('the risk index of QĐ 2194 puts a workplace in its band, the limits belonging to the lower one', () => {
  const band = (points: number) =>
    outcomeOf(listOf('factory-qd2194'), [{ item: 'total', answer: 'points', points }]).score!.band.vi
  assert.deepEqual(
    [band(45), band(46), band(150), band(240), band(241)],
    ['Rất ít nguy cơ', 'Nguy cơ thấp', 'Nguy cơ trung bình', 'Nguy cơ cao', 'Nguy cơ rất cao'],
  )
})

test('ten items of QĐ 1203 give a band only when all are scored; one of 7 points in the middle band goes to a person', () => {
  const list = listOf('factory-qd1203')
  const all = (points: number, first = points) =>
    list.items.map((i, n) => ({ item: i.item, answer: 'points' as const, points: n === 0 ? first : points }))
  assert.equal(outcomeOf(list, all(4).slice(1)).score, null)
  assert.equal(outcomeOf(list, all(4)).score!.doubt, null)
  assert.match(outcomeOf(list, all(4, 7)).score!.doubt!.vi, /Số lao động/)
  assert.equal(outcomeOf(list, all(8)).score!.band.vi, 'Mức phải dừng hoạt động')
})

test('an item that must be passed and was not is named beside the counts', () => {
  const o = outcomeOf(listOf('pharmacy'), [
    { item: 'reports', answer: 'fail' },
    { item: 'mask', answer: 'pass' },
    { item: 'distance', answer: 'na' },
  ])
  assert.deepEqual([o.pass, o.fail, o.na, o.unanswered, o.mustFailed], [1, 1, 1, 5, ['reports']])
})

test('an inspection written down without a network counts on its own day, marked late; one from the future is refused', () => {
  const received = '2021-02-23T01:00:00.000Z'
  assert.deepEqual(judgeCapture('2021-02-23T07:30:00+07:00', 0, received), {
    ok: true,
    at: '2021-02-23T00:30:00.000Z',
    onDay: '2021-02-23',
    lateness: 'none',
  })
  assert.deepEqual(judgeCapture('2021-02-22T16:00:00+07:00', 0, received), {
    ok: true,
    at: '2021-02-22T09:00:00.000Z',
    onDay: '2021-02-22',
    lateness: 'next-day',
  })
  assert.equal((judgeCapture('2021-02-22T16:00:00+07:00', null, received) as { lateness: string }).lateness, 'unknown')
  // a clock a day ahead, set right by its measured error
  assert.equal((judgeCapture('2021-02-24T07:30:00+07:00', -86_400_000, received) as { onDay: string }).onDay, '2021-02-23')
  assert.deepEqual(judgeCapture('2021-02-23T09:00:00+07:00', 0, received), { ok: false })
})

const place = (key: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{
    key,
    kind: 'team',
    name: key,
    areaId: 1,
    areaName: 'Xã Thử',
    lastOn: '2021-02-21',
    missedSlots: 0,
    lateTasks: 0,
    openFindings: 0,
    cases: 0,
  },
  ...more,
})
test('what to visit is proposed by reasons that add up, each in words; a place visited today is not proposed', () => {
  const { total, rows } = proposeVisits(
    [
      place('a'),
      place('b', { lastOn: null }),
      place('c', { lastOn: '2021-02-10', missedSlots: 4, cases: 1 }),
      place('d', { lastOn: '2021-02-22', openFindings: 9 }),
    ],
    '2021-02-22',
    2,
  )
  assert.equal(total, 3)
  assert.deepEqual(
    rows.map((r) => [r.key, r.points]),
    [
      ['c', 8],
      ['b', 3],
    ],
  )
  for (const r of rows)
    assert.equal(
      r.points,
      r.reasons.reduce((n, x) => n + x.points, 0),
    )
  assert.deepEqual(
    rows[0]!.reasons.map((r) => r.code),
    ['long-ago', 'late-team', 'cases'],
  )
  assert.match(rows[0]!.reasons[0]!.words.vi, /12 ngày chưa kiểm tra \(lần cuối 10\/02\/2021\)/)
})

test('the same places in another order are proposed in the same order', () => {
  const places = ['x', 'y', 'z', 'u', 'v'].map((k, n) => place(k, { missedSlots: n % 2 }))
  assert.deepEqual(proposeVisits(places, '2021-02-22', 9), proposeVisits([...places].reverse(), '2021-02-22', 9))
})

test('a finding is closed by its task once accepted as done, or by hand; a withdrawn task leaves it waiting', () => {
  assert.equal(findingState(null, []), 'no-task')
  assert.equal(findingState(null, [null]), 'tasked')
  assert.equal(findingState(null, ['done']), 'tasked')
  assert.equal(findingState(null, ['withdrawn']), 'no-task')
  assert.equal(findingState(null, ['withdrawn', 'accepted']), 'tasked')
  assert.equal(findingState(null, ['checked']), 'closed')
  assert.equal(findingState('2021-02-22T00:00:00Z', []), 'closed')
})

test('in the league a leader’s announced visits, and visits outside the area they answer for, pay nothing of what is owed', () => {
  const visit = (communeId: number, surprise = true) => ({ communeId, accountId: 'l', surprise, late: false, pass: 3, fail: 1 })
  const visits = [visit(11), visit(12, false), visit(25)]
  assert.equal(doneBy(visits, 'l', { lo: 10, hi: 19 }), 1)
  const [first, second] = leagueOf(
    [
      { areaId: 10, name: 'A', lo: 10, hi: 19 },
      { areaId: 20, name: 'B', lo: 20, hi: 29 },
    ],
    [
      { accountId: 'l', areaId: 10, lo: 10, hi: 19 },
      { accountId: 'm', areaId: 20, lo: 20, hi: 29 },
    ],
    visits,
    [
      { communeId: 11, open: 1, closed: 0 },
      { communeId: 12, open: 0, closed: 1 },
    ],
    1,
  )
  assert.deepEqual([first!.name, first!.owed, first!.done, first!.missing, first!.inspections], ['B', 1, 0, 1, 1])
  assert.deepEqual(
    [second!.owed, second!.done, second!.missing, second!.findingsOpen, second!.findingsClosed, second!.share],
    [1, 1, 0, 1, 1, 0.75],
  )
})

const facts: DutyFacts = {
  ...{ from: '2021-02-17', until: '2021-02-18', unnamed: 0, sentinels: [], signals: { all: 2, sampled: 1, late: 1, unnamed: 1 } },
  home: {
    teams: [{ name: 'Tổ số 1', fromOn: '2021-02-10', untilOn: null }],
    checks: [{ onDay: '2021-02-17', slot: 'morning', answer: 'well', teamName: 'Tổ số 1' }],
  },
  ...{ communeSlots: { owed: 4, complete: 3 }, districtSlots: null, othersInCommune: 0, othersInDistrict: null },
  ...{ officers: { commune: ['Ông Thử'], district: [] }, communeName: 'Xã Thử', districtName: 'Huyện Thử', provinceCode: '30' },
}
test('the chain of duty lists what was asked, what was not, and what cannot be known, in the order that the document names', () => {
  const chain = dutyChain(facts)
  assert.deepEqual(
    chain.map((s) => s.code),
    ['team', 'sentinels', 'agency', 'station', 'commune', 'district'],
  )
  const [team, sentinels, agency, station, commune, district] = chain
  assert.ok(team!.facts.some((x) => x.vi === '17/02/2021 sáng: không ai ho, sốt.'))
  assert.deepEqual(
    team!.gaps.map((x) => x.vi),
    ['17/02/2021 không có lượt hỏi: chiều.', '18/02/2021 không có lượt hỏi: sáng, chiều.'],
  )
  assert.match(sentinels!.gaps[0]!.vi, /chưa có nhà thuốc/)
  assert.match(agency!.gaps[0]!.vi, /chưa nhận báo/)
  assert.equal(station!.gaps.length, 2)
  assert.deepEqual(commune!.officers, ['Ông Thử'])
  assert.match(district!.gaps[0]!.vi, /Ngoài địa bàn/)
  assert.deepEqual(
    station!.duties.map((d) => d.here),
    [false],
    'Bắc Giang’s document does not bind Hải Dương, and is said so',
  )
  assert.deepEqual(
    dutyChain({ ...facts, provinceCode: '24' })[3]!.duties.map((d) => d.here),
    [true],
  )
})
