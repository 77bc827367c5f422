import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { loadPacks } from './policy.packs.ts'
import { limitText, markText, meets, packInForce, ruleHistory, ruleIn, sourceText } from './policy.rules.ts'

const packs = loadPacks()
const on = (day: string, provinceCode: string | null) => packInForce(packs, { disease: 'covid19', provinceCode, day })

test('Hải Dương on 2021-02-22 has its own team rule over the national quarantine of 14 days', () => {
  const pack = on('2021-02-22', '30')
  const team = ruleIn(pack, 'communityTeam')
  assert.equal(team?.householdsMin.value, 50)
  assert.equal(team?.householdsMax.value, 70)
  assert.equal(team?.checksPerDay?.value, 2)
  assert.equal(team?.reportsPerDay?.value, 2)
  assert.equal(ruleIn(pack, 'f1Hold')?.rows[0]?.holdDays.value, 14)
  assert.equal(pack?.from.communityTeam, 'hai-duong-covid19-2021-02-22-tb95')
  assert.ok(pack?.layers.includes('vn-covid19-2020-12-03-qd5053'))
  assert.ok(pack?.documents.some((d) => d.code === 'TB 95-TB/TU Hải Dương'))
})

test('every day from 2021-02-16 to the 21-day step has what Hải Dương needs to trace, hold, test and release', () => {
  for (let day = '2021-02-16'; day < '2021-05-05'; day = addDays(day, 1)) {
    const pack = on(day, '30')
    for (const key of [
      'caseDefinition',
      'f1Window',
      'closeContact',
      'f1Hold',
      'f2',
      'f3',
      'f0Release',
      'slots',
      'escalation',
    ] as const)
      assert.ok(ruleIn(pack, key), `${key} on ${day}`)
  }
})

test('another province does not see the rules of Hải Dương or Bắc Giang', () => {
  assert.equal(ruleIn(on('2021-02-22', '24'), 'communityTeam'), undefined)
  assert.equal(ruleIn(on('2021-08-22', '30'), 'testRhythm'), undefined)
  assert.equal(ruleIn(on('2021-08-22', '24'), 'testRhythm')?.zoneEveryDays?.value, 3)
  assert.equal(ruleIn(on('2021-08-21', '24'), 'testRhythm'), undefined)
})

test('each step of the national quarantine is in force from its own day', () => {
  const days = (day: string) => ruleIn(on(day, null), 'f1Hold')?.rows.map((r) => r.holdDays.value)
  assert.deepEqual(days('2021-05-04'), [14])
  assert.deepEqual(days('2021-05-05'), [21])
  assert.deepEqual(days('2021-07-13'), [21])
  assert.deepEqual(days('2021-07-14'), [14, 14])
  assert.deepEqual(days('2021-12-29'), [7, 14, 14])
  assert.deepEqual(days('2022-02-21'), [5, 7])
  assert.equal(days('2022-04-15'), undefined)
})

test('a day before the first pack or after the last has none, and the product defaults never stand alone', () => {
  assert.equal(on('2020-03-17', '30'), null)
  assert.equal(on('2023-10-20', '30'), null)
  assert.notEqual(on('2022-12-31', '30'), null)
  assert.equal(
    packInForce(
      packs.filter((p) => p.basis === 'product'),
      { disease: 'covid19', provinceCode: '30', day: '2021-02-22' },
    ),
    null,
  )
  assert.equal(packInForce(packs, { disease: 'dengue', provinceCode: '30', day: '2021-02-22' }), null)
})

test('MERS, measles and Ebola have a pack whose figures are shown as unconfirmed', () => {
  for (const [disease, days] of [
    ['mers', 14],
    ['measles', 21],
    ['ebola', 21],
  ] as const) {
    const hold = ruleIn(packInForce(packs, { disease, provinceCode: null, day: '2015-06-01' }), 'f1Hold')?.rows[0]?.holdDays
    assert.equal(hold?.value, days)
    assert.equal(hold?.confirmed, false)
  }
})

test('ten people outdoors break Directive 15 ("from 10") but not the rule of Quảng Ninh ("more than 10")', () => {
  const national = ruleIn(on('2020-03-29', '30'), 'gathering')!.outdoorGroup!
  const local = ruleIn(on('2020-03-29', '22'), 'gathering')!.outdoorGroup!
  assert.equal(meets(national, 10), true)
  assert.equal(meets(local, 10), false)
  assert.equal(meets(local, 11), true)
  assert.equal(limitText(national, 'vi'), 'từ 10 trở lên')
  assert.equal(limitText(local, 'vi'), 'nhiều hơn 10')
})

test('a figure tells where it rests and whether it is confirmed, in both languages', () => {
  const hd = on('2021-02-22', '30')
  assert.equal(sourceText(ruleIn(hd, 'communityTeam')!.householdsMin, 'vi'), 'TB 95-TB/TU Hải Dương, Mục 3 (văn bản nêu rõ)')
  assert.equal(markText(ruleIn(hd, 'f1Window')!.daysBeforeOnset).vi, 'chưa kiểm chứng')
  assert.equal(markText(ruleIn(hd, 'f1Window')!.daysBeforeOnset).en, 'unconfirmed')
})

test('the history of a rule names each version with its days, without overlap', () => {
  const steps = ruleHistory(packs, { disease: 'covid19', provinceCode: '30', ruleKey: 'f1Hold' })
  assert.deepEqual(
    steps.map((s) => [s.from, s.until, s.version.reachesOpenOrders]),
    [
      ['2020-03-18', '2021-05-05', false],
      ['2021-05-05', '2021-07-14', true],
      ['2021-07-14', '2021-12-16', true],
      ['2021-12-16', '2022-02-21', false],
      ['2022-02-21', '2022-04-15', false],
    ],
  )
})

test('two national packs of one strength never set the same rule on the same first day', () => {
  for (const a of packs)
    for (const b of packs)
      if (
        a.code < b.code &&
        a.disease === b.disease &&
        a.effectiveFrom === b.effectiveFrom &&
        String(a.provinces) === String(b.provinces) &&
        a.basis === b.basis
      )
        assert.deepEqual(
          Object.keys(a.rules).filter((k) => k in b.rules),
          [],
          `${a.code} ${b.code}`,
        )
})

test('the order in which packs are given changes nothing', () => {
  const day = fc.integer({ min: 0, max: 1100 }).map((n) => addDays('2020-03-01', n))
  fc.assert(
    fc.property(
      fc.shuffledSubarray(packs, { minLength: packs.length }),
      day,
      fc.constantFrom('30', '24', '22', null),
      (shuffled, d, p) => {
        assert.deepEqual(packInForce(shuffled, { disease: 'covid19', provinceCode: p, day: d }), on(d, p))
      },
    ),
    { numRuns: 60 },
  )
})
