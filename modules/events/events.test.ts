import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { decide as decideLevel } from '../levels/levels.commands.ts'
import type { Comparator, Sourced } from '../policy/policy.contract.ts'
import { decide, register, voidDecision } from './events.commands.ts'
import { list } from './events.reads.ts'
import { check, type Gathering, heldAs, type Limits, mostAllowed, roomsFor, together } from './events.rules.ts'

const words = (vi: string) => ({ vi, en: vi })
const limit = (value: number | null, comparator: Comparator): Sourced<number> => ({
  ...{ value, comparator, confirmed: value !== null },
  source: { document: 'x', article: null, mark: value === null ? 'missing' : 'found' },
})
const from = (measures: Limits['measures']): Limits => ({ document: words('văn bản'), name: words('mức'), measures })
const quangNinh = from({ outdoorGroup: limit(10, '>') })
const ct15 = from({ outdoorGroup: limit(10, '>='), indoorsPeople: limit(20, '>') })
const outdoor = (people: number): Gathering => ({ setting: 'outdoor', people, rooms: 1 })

test('a limit is read as its document words it: ten people break "10 or more" and not "more than 10"', () => {
  assert.equal(check(outdoor(10), [quangNinh]).verdict, 'allowed')
  assert.equal(check(outdoor(11), [quangNinh]).verdict, 'over')
  assert.equal(check(outdoor(10), [ct15]).verdict, 'over')
  assert.equal(check(outdoor(9), [ct15]).verdict, 'allowed')
  assert.deepEqual([mostAllowed(limit(10, '>')), mostAllowed(limit(10, '>='))], [10, 9])
  const room: Gathering = { setting: 'indoor', people: 41, rooms: 1 }
  assert.equal(check(room, [ct15]).verdict, 'over')
  assert.equal(roomsFor(room, check(room, [ct15]).most), 3)
  assert.equal(check({ ...room, rooms: 3 }, [ct15]).verdict, 'allowed', 'within the room limit')
})

test('all that is in force binds: one more limit never permits more; what no document states is for a person to say', () => {
  const any = fc.record({
    setting: fc.constantFrom('indoor' as const, 'outdoor' as const, 'worship' as const),
    people: fc.integer({ min: 1, max: 60 }),
    rooms: fc.integer({ min: 1, max: 5 }),
  })
  const some = fc
    .record({
      home: fc.boolean(),
      n: fc.option(fc.nat(40)),
      c: fc.constantFrom('>' as const, '>=' as const),
      which: fc.constantFrom('indoorsPeople', 'outdoorGroup', 'worshipPeople'),
    })
    .map((x) =>
      from({
        ...(x.home &&
          x.n === 0 && {
            staysHome: { value: true, confirmed: true, source: { document: 'x', article: null, mark: 'found' as const } },
          }),
        [x.which]: limit(x.n, x.c),
      }),
    )
  const rank = { allowed: 0, unknown: 1, over: 2, postpone: 3 }
  fc.assert(
    fc.property(any, fc.array(some, { maxLength: 4 }), some, (g, limits, more) => {
      const before = check(g, limits)
      const after = check(g, [...limits, more])
      assert.ok(rank[after.verdict] >= rank[before.verdict])
      if (before.verdict === 'allowed' && before.most !== null) assert.ok(together(g) <= before.most)
      assert.equal(check(g, [...limits].reverse()).verdict, before.verdict)
    }),
  )
  assert.equal(check({ setting: 'indoor', people: 5, rooms: 1 }, [quangNinh]).verdict, 'unknown')
  assert.equal(check(outdoor(5), [from({ outdoorGroup: limit(null, '>') })]).verdict, 'unknown')
})

test('what is still to be held follows from the last decision', () => {
  const e = { ...outdoor(100), fromOn: '2021-03-05', untilOn: '2021-03-06' }
  assert.deepEqual(heldAs(e, { how: 'postponed', people: null, rooms: null, newFromOn: '2021-04-01' }), {
    ...e,
    fromOn: '2021-04-01',
    untilOn: '2021-04-02',
  })
  assert.equal(heldAs(e, { how: 'online', people: null, rooms: null, newFromOn: null }), null)
  assert.equal(heldAs(e, { how: 'limited', people: 9, rooms: null, newFromOn: null })?.people, 9)
})

let t: TestApp
let commune: TestPost
let province: TestPost
const code = (error: unknown) => (error as { code: string }).code
before(async () => {
  t = await testApp()
  commune = await t.post('commune', '10882')
  province = await t.post('province', '30')
})
after(() => t.close())

test('an event is checked against what holds at its place and day; when the level changes the affected ones are put off with one act', async () => {
  const event = { organiser: 'UBND xã', place: 'nhà văn hóa', setting: 'indoor' as const, people: 15 }
  const now = await commune.as(register, { ...event, name: 'Họp triển khai', fromOn: '2021-02-25' })
  assert.equal(now.checked.verdict, 'postpone', 'CT 16 is in force there until 02/3')
  assert.match(now.checked.findings[0]!.document.vi, /Chỉ thị 16/)
  const later = await commune.as(register, { ...event, name: 'Họp tổng kết', fromOn: '2021-03-05' })
  const big = await commune.as(register, { ...event, name: 'Hội nghị', fromOn: '2021-03-06', people: 60 })
  assert.deepEqual(
    (await commune.as(list, { state: 'affected' })).rows.map((r) => [r.name, r.checked?.verdict]),
    [
      ['Họp triển khai', 'postpone'],
      ['Họp tổng kết', 'unknown'],
      ['Hội nghị', 'unknown'],
    ],
  )
  await commune.as(decide, { eventIds: [later.eventId, big.eventId], how: 'allowed' })
  assert.deepEqual(
    (await commune.as(list, { state: 'affected' })).rows.map((r) => r.name),
    ['Họp triển khai'],
  )
  await province.as(decideLevel, {
    ...{ areas: [{ areaId: province.area.areaId }], scale: 'distancing', level: 'ct15', number: '9/QĐ', signedOn: '2021-02-22' },
    ...{ issuer: 'UBND tỉnh', signatory: 'Trần Văn Ký', fromOn: '2021-03-03', untilOn: '2021-03-17' },
  })
  const hit = await commune.as(list, { state: 'affected' })
  assert.deepEqual(
    hit.rows.map((r) => [r.name, r.checked?.verdict, r.checked?.most, r.roomsNeeded]),
    [
      ['Họp triển khai', 'postpone', 0, null],
      ['Hội nghị', 'over', 20, 3],
    ],
    'allowed when nothing was known against it, and now over the limit',
  )
  const eventIds = hit.rows.map((r) => r.eventId)
  assert.equal(await commune.as(decide, { eventIds: [big.eventId], how: 'allowed' }).catch(code), 'event-over')
  assert.equal(await commune.as(decide, { eventIds, how: 'postponed', newFromOn: '2021-02-20' }).catch(code), 'event-decision')
  const done = await commune.as(decide, { eventIds, how: 'postponed', document: 'TB 12/TB-UBND' })
  assert.equal(done.decisions.length, 2)
  assert.deepEqual((await commune.as(list, { state: 'affected' })).rows, [])
  const all = await commune.as(list, {})
  assert.deepEqual(all.rows.map((r) => r.how).sort(), ['allowed', 'postponed', 'postponed'])
  await commune.as(voidDecision, {
    decisionId: done.decisions.find((d) => d.eventId === big.eventId)!.decisionId,
    reason: 'ghi nhầm',
  })
  await commune.as(decide, { eventIds: [big.eventId], how: 'limited', people: 60, rooms: 3 })
  assert.equal(
    (await commune.as(list, {})).rows.find((r) => r.name === 'Hội nghị')?.checked?.findings.some((f) => f.verdict === 'over'),
    false,
  )
  const elsewhere = await t.post('commune', '10750')
  assert.equal(await elsewhere.as(decide, { eventIds, how: 'cancelled' }).catch(code), 'not-found')
  assert.deepEqual((await elsewhere.as(list, { state: 'all' })).rows, [])
})
