import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { addBody, addHamlet, assignResponsibility, endResponsibility } from './areas.commands.ts'
import { bodies, convert, hamlets, resolve, responsibilities, show, units } from './areas.reads.ts'
import { firstHamletId } from './hamlets.rules.ts'

let t: TestApp
let province: TestPost
let commune: TestPost
let district: TestPost
before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  commune = await t.post('commune', '10783')
  district = await t.post('district', '293')
})
after(() => t.close())

const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code

test('a list for a day has that day’s units: 63 provinces in 2021, 34 from July 2025', async () => {
  const count = async (day: string) => (await province.as(units, { day, tier: 'province', within: 0 })).units.length
  assert.deepEqual([await count('2021-02-22'), await count('2025-06-30'), await count('2025-07-01')], [63, 63, 34])
})

test('without a word about where, a post gets its own area, by tier', async () => {
  const mine = await province.as(units, {})
  const tiers = Object.groupBy(mine.units, (u) => u.tier)
  assert.deepEqual(
    [mine.day, mine.converted, tiers.province?.length, tiers.district?.length, tiers.commune?.length],
    ['2021-02-22', false, 1, 12, 235],
  )
  assert.deepEqual(
    (await commune.as(units, {})).units.map((u) => u.fullName),
    ['Xã Kim Liên'],
  )
  const lab = await t.post('laboratory', '30', { body: 'Phòng xét nghiệm CDC' })
  assert.equal((await lab.as(units, { tier: 'district' })).units.length, 12, 'names of units are no secret to a laboratory')
})

test('an area of 2021 asked for on a day of 2025 gives the units that took its communes, and says so', async () => {
  const later = await commune.as(units, { day: '2025-07-01' })
  assert.equal(later.converted, true)
  assert.deepEqual(
    later.units.map((u) => [u.code, u.fullName]),
    [
      ['31', 'Thành phố Hải Phòng'],
      ['10750', 'Xã Phú Thái'],
    ],
  )
})

test('a code that was given again is another unit on another day: 24 and 10750', async () => {
  const at = async (code: string, day: string) => (await commune.as(show, { code, day })).unit.fullName
  assert.deepEqual(
    [
      await at('24', '2021-02-22'),
      await at('24', '2025-07-01'),
      await at('10750', '2021-02-22'),
      await at('10750', '2025-07-01'),
    ],
    ['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh', 'Thị trấn Phú Thái', 'Xã Phú Thái'],
  )
  await assert.rejects(commune.as(show, { code: '30', day: '2025-07-01' }), refused('not-found'))
})

test('a unit shows what is above it, within it, its census, and what became of it', async () => {
  const xa = await commune.as(show, { areaId: commune.area.areaId })
  assert.deepEqual(
    xa.path.map((u) => u.fullName),
    ['Tỉnh Hải Dương', 'Huyện Kim Thành', 'Xã Kim Liên'],
  )
  assert.deepEqual(
    xa.successors.map((u) => [u.code, u.fullName, u.split]),
    [['10750', 'Xã Phú Thái', false]],
  )
  assert.deepEqual([xa.unresolved, xa.predecessors.length], [false, 0])
  assert.ok(xa.census && xa.census.people > 1000)
  const whole = await commune.as(show, { code: '30' })
  assert.equal(whole.children.length, 12)
  assert.equal(whole.census?.people, 1_892_254, 'the census of 2019-04-01 as published for Hải Dương')
  assert.deepEqual(
    whole.successors.map((u) => u.fullName),
    ['Thành phố Hải Phòng'],
  )
  const merged = await commune.as(show, { code: '10750', day: '2025-07-01' })
  assert.deepEqual(
    merged.predecessors.map((u) => u.code),
    ['10729', '10750', '10771', '10774', '10780', '10783'],
  )
  assert.equal(merged.census, null, 'no figure is made up for a unit that did not exist in 2019')
  const unknown = await commune.as(show, { code: '04561' })
  assert.deepEqual([unknown.unresolved, unknown.successors], [true, []])
})

test('converting shows a split: the old commune went to several, and which one is not guessed', async () => {
  const old = await t.area('00007')
  const bacGiang = await t.area('24')
  const today = await t.area('10750', '2025-07-01')
  const { day, units: answers } = await commune.as(convert, {
    areaIds: [old.areaId, commune.area.areaId, bacGiang.areaId, today.areaId, district.area.areaId],
  })
  assert.equal(day, '2025-07-01')
  assert.deepEqual(
    answers.map((u) => [u.fullName, u.split, u.unresolved, u.basis, u.targets.length > 1]),
    [
      ['Phường Cống Vị', true, false, 'same-code', true],
      ['Xã Kim Liên', false, false, 'same-code', false],
      ['Tỉnh Bắc Giang', false, false, 'province', false],
      ['Xã Phú Thái', false, false, 'current', false],
      ['Huyện Kim Thành', true, false, 'union', true],
    ],
  )
  assert.equal(answers[2]?.targets[0]?.fullName, 'Tỉnh Bắc Ninh')
  await assert.rejects(commune.as(convert, { areaIds: [7] }), refused('not-found'))
})

test('an address is taken apart; words that fit two units are left to a person; an unknown one is reported', async () => {
  const ok = await commune.as(resolve, { text: 'Thôn 3, xã Kim Liên, Kim Thành, HD' })
  assert.deepEqual(
    [ok.outcome, ok.unit?.areaId, ok.unit?.path, ok.address?.hamletType, ok.address?.hamlet],
    ['ok', commune.area.areaId, 'Xã Kim Liên, Huyện Kim Thành, Tỉnh Hải Dương', 'thôn', '3'],
  )
  const two = await commune.as(resolve, { text: 'Đầm Hà, Quảng Ninh' })
  assert.deepEqual([two.outcome, two.unit, two.candidates.length], ['ambiguous', null, 3])
  const none = await commune.as(resolve, { commune: 'xã Kim Lâm', district: 'Kim Thành' })
  assert.deepEqual([none.outcome, none.unknown], ['unknown', { text: 'xã Kim Lâm', at: 'commune' }])
  const alone = await commune.as(resolve, { commune: 'Kim Liên' })
  assert.equal(alone.outcome, 'ambiguous', 'a commune named with no parent is never picked')
  assert.equal((await commune.as(resolve, { commune: 'Kim Liên', within: district.area.areaId })).unit?.code, '10783')
  await assert.rejects(commune.as(resolve, { text: ' ' }), refused('invalid-input'))
})

test('a hamlet gets the commune’s code and the next number, outside every range of units, and is found in addresses', async () => {
  const communeId = commune.area.areaId
  const first = await commune.as(addHamlet, { communeId, type: 'thôn', name: 'Lương Xá', households: 312, people: 1100 })
  const second = await district.as(addHamlet, { communeId, type: 'Thôn', name: '3' })
  assert.deepEqual([first.code, second.code, second.hamletId], ['10783-001', '10783-002', first.hamletId + 1])
  assert.ok(first.hamletId > firstHamletId)
  const found = await commune.as(resolve, { text: 'thôn 3, xã Kim Liên, Kim Thành, HD' })
  assert.equal(found.address?.hamletId, second.hamletId)
  const shown = await commune.as(show, { code: '10783-001' })
  assert.deepEqual(
    [shown.unit.fullName, shown.path.map((u) => u.tier)],
    ['Thôn Lương Xá', ['province', 'district', 'commune', 'hamlet']],
  )
  assert.equal((await commune.as(show, { areaId: communeId })).children.length, 2)
  assert.deepEqual(
    (await district.as(hamlets, {})).hamlets.map((h) => [h.code, h.communeName, h.type, h.households]),
    [
      ['10783-001', 'Xã Kim Liên', 'thôn', 312],
      ['10783-002', 'Xã Kim Liên', 'thôn', null],
    ],
  )
  assert.equal(
    (await province.as(units, { within: 0 })).units.some((u) => u.tier === 'hamlet'),
    false,
  )
  await assert.rejects(commune.as(addHamlet, { communeId, type: 'thôn', name: 'lương xá' }), refused('hamlet-exists'))
  await assert.rejects(commune.as(addHamlet, { communeId, type: 'làng bên', name: 'A' }), refused('invalid-input'))
  await assert.rejects(
    district.as(addHamlet, { communeId: district.area.areaId, type: 'thôn', name: 'A' }),
    refused('area-not-commune'),
  )
})

test('many hamlets written at once get each a number of its own', async () => {
  const communeId = (await t.area('10780')).areaId
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, i) => district.as(addHamlet, { communeId, type: 'xóm', name: `${i + 1}` })),
  )
  assert.equal(new Set(made.map((m) => m.code)).size, 12, 'also past the ten ids of a commune’s gap')
})

test('hamlets, bodies and responsibilities are written in one’s own area only', async () => {
  const outside = (await t.area('10750')).areaId
  const { accountId } = commune
  await assert.rejects(commune.as(addHamlet, { communeId: outside, type: 'thôn', name: 'A' }), refused('outside-area'))
  await assert.rejects(commune.as(addBody, { areaId: outside, kind: 'tieu-ban', name: 'B' }), refused('outside-area'))
  await assert.rejects(
    commune.as(addBody, { areaId: district.area.areaId, kind: 'tieu-ban', name: 'B' }),
    refused('outside-area'),
  )
  await assert.rejects(commune.as(assignResponsibility, { areaId: outside, accountId }), refused('outside-area'))
  const laboratory = await t.post('laboratory', '30', { body: 'Phòng xét nghiệm Bệnh viện' })
  await assert.rejects(laboratory.as(addBody, { areaId: laboratory.area.areaId, kind: 'x', name: 'C' }), refused('forbidden'))
})

test('a commune sees the bodies of its own area and of those above it, never its neighbour’s', async () => {
  const neighbour = await t.area('10750')
  const chi = await province.as(addBody, {
    areaId: province.area.areaId,
    kind: 'ban-chi-dao',
    name: 'Ban Chỉ đạo tỉnh',
    side: 'party',
  })
  await district.as(addBody, {
    areaId: neighbour.areaId,
    kind: 'ban-chi-dao',
    name: 'Ban Chỉ đạo Phú Thái',
    parentBodyId: chi.bodyId,
  })
  await commune.as(addBody, {
    areaId: commune.area.areaId,
    kind: 'ban-chi-dao',
    name: 'Ban Chỉ đạo Kim Liên',
    parentBodyId: chi.bodyId,
  })
  const seen = async (post: TestPost) => (await post.as(bodies, { kind: 'ban-chi-dao' })).bodies.map((b) => b.name)
  assert.deepEqual(await seen(commune), ['Ban Chỉ đạo tỉnh', 'Ban Chỉ đạo Kim Liên'])
  assert.deepEqual(await seen(district), ['Ban Chỉ đạo tỉnh', 'Ban Chỉ đạo Phú Thái', 'Ban Chỉ đạo Kim Liên'])
  await assert.rejects(commune.as(bodies, { within: neighbour.areaId }), refused('outside-area'))
  await assert.rejects(
    province.as(addBody, { areaId: province.area.areaId, kind: 'ban-chi-dao', name: 'Ban Chỉ đạo tỉnh' }),
    refused('body-exists'),
  )
  await assert.rejects(
    commune.as(addBody, { areaId: commune.area.areaId, kind: 'x', name: 'X', parentBodyId: 9999 }),
    refused('not-found'),
  )
})

test('an officer answers for an area from a day until a day; once at a time, and only where one may say so', async () => {
  const { accountId } = commune
  const areaId = commune.area.areaId
  const { responsibilityId } = await district.as(assignResponsibility, { areaId, accountId, document: 'QĐ 12/QĐ-UBND' })
  await assert.rejects(district.as(assignResponsibility, { areaId, accountId }), refused('responsibility-open'))
  const on = async (day: string) =>
    (await commune.as(responsibilities, { day })).responsibilities.map((r) => [r.areaName, r.officer, r.untilOn])
  assert.deepEqual(await on('2021-02-22'), [['Xã Kim Liên', 'Cán bộ commune 10783', null]])
  assert.deepEqual(await on('2021-02-21'), [])
  const other = await t.post('district', '288')
  await assert.rejects(other.as(endResponsibility, { responsibilityId }), refused('outside-area'))
  await assert.rejects(
    district.as(endResponsibility, { responsibilityId, untilOn: '2021-02-20' }),
    refused('responsibility-dates'),
  )
  await assert.rejects(other.as(assignResponsibility, { areaId: other.area.areaId, accountId }), refused('not-found'))
  await district.as(endResponsibility, { responsibilityId, untilOn: '2021-02-28' })
  assert.deepEqual(await on('2021-02-28'), [['Xã Kim Liên', 'Cán bộ commune 10783', '2021-02-28']])
  assert.deepEqual(await on('2021-03-01'), [])
  await t.day('2021-03-01')
  await assert.rejects(district.as(endResponsibility, { responsibilityId }), refused('responsibility-ended'))
  await district.as(assignResponsibility, { areaId, accountId })
  await t.day('2021-02-22')
})
