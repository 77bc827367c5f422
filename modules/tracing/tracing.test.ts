import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { recordOnset, report, voidFact } from '../cases/cases.commands.ts'
import { decideDuplicate } from '../people/duplicates.commands.ts'
import { addHousehold, move, register } from '../people/people.commands.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { loadPack } from '../policy/taking.commands.ts'
import { addPlace, decideCandidate, declareContact, itinerary, recordVisits, voidContact } from './tracing.commands.ts'
import { around, candidates, searchPlaces, verify } from './tracing.reads.ts'

let t: TestApp
let cdc: TestPost
let communeId: number
let elsewhere: number
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
  communeId = (await t.area('10783')).areaId
  elsewhere = (await t.area('10507')).areaId
})
after(() => t.close())

const disease = 'covid19'
let count = 0
const person = async (options: { householdId?: string; communeId?: number } = {}) => {
  const made = await cdc.as(register, {
    communeId: options.communeId ?? communeId,
    fullName: `Người Diễn Tập ${++count}`,
    sex: 'male',
    householdId: options.householdId,
  } as never)
  return made.subjectId
}
const positive = (subjectId: string, day: string, onsetOn?: string) =>
  cdc.as(report, { subjectId, disease, sampledOn: day, confirmedOn: day, reportedOn: day, onsetOn })
const met = (subjectId: string, otherId: string, day: string) =>
  cdc.as(declareContact, { subjectId, otherId, disease, firstOn: day, lastOn: day, physical: true })
const levelOf = async (subjectId: string) => (await cdc.as(around, { subjectId, disease })).level
const agrees = async () => {
  const v = await cdc.as(verify, {})
  assert.deepEqual(
    v.diseases.flatMap((d) => d.differences),
    [],
    'stored levels equal those rebuilt from the facts',
  )
}

describe('levels follow from facts', () => {
  test('a confirmed person is F0, who they met in the window is F1, who those met is F2, and the next is F3 on read', async () => {
    const [a, b, c, d] = [await person(), await person(), await person(), await person()]
    await met(a, b, '2021-02-18')
    await met(b, c, '2021-02-19')
    await met(c, d, '2021-02-20')
    assert.equal(await levelOf(b), null)
    await positive(a, '2021-02-20', '2021-02-19')
    assert.deepEqual([await levelOf(a), await levelOf(b), await levelOf(c), await levelOf(d)], ['F0', 'F1', 'F2', 'F3'])
    const why = await cdc.as(around, { subjectId: c, disease })
    assert.deepEqual(
      why.chain.map((x) => [x.subjectId, x.level]),
      [
        [b, 'F1'],
        [a, 'F0'],
      ],
    )
    await agrees()
  })

  test('an F1 who turns positive becomes F0 and everyone behind moves up in the same transaction', async () => {
    const [a, b, c, d] = [await person(), await person(), await person(), await person()]
    await positive(a, '2021-02-15')
    await met(a, b, '2021-02-14')
    await met(b, c, '2021-02-16')
    await met(c, d, '2021-02-17')
    assert.deepEqual([await levelOf(b), await levelOf(c), await levelOf(d)], ['F1', 'F2', 'F3'])
    await positive(b, '2021-02-20')
    assert.deepEqual([await levelOf(b), await levelOf(c), await levelOf(d)], ['F0', 'F1', 'F2'])
    await agrees()
  })

  test('who met an F2 only before that one was exposed is no F3', async () => {
    const [a, b, c, d] = [await person(), await person(), await person(), await person()]
    await met(a, b, '2021-02-18')
    await met(b, c, '2021-02-19')
    await met(c, d, '2021-02-10')
    await positive(a, '2021-02-20', '2021-02-19')
    assert.deepEqual([await levelOf(c), await levelOf(d)], ['F2', null])
    await met(c, d, '2021-02-19')
    assert.equal(await levelOf(d), 'F3')
  })

  test('a meeting before the window makes no F1', async () => {
    const [a, b] = [await person(), await person()]
    await met(a, b, '2021-02-10')
    await positive(a, '2021-02-20', '2021-02-19')
    assert.equal(await levelOf(b), null)
  })

  test('a household is in contact without anyone declaring it, until someone moves out', async () => {
    const { householdId } = await cdc.as(addHousehold, { communeId, address: 'Thôn 3' } as never)
    const [a, b] = [await person({ householdId }), await person({ householdId })]
    await positive(a, '2021-02-20')
    assert.equal(await levelOf(b), 'F1')
    await agrees()
    await cdc.as(move, { subjectId: b, communeId: elsewhere, on: '2021-02-22', reason: 'chuyển nơi ở' } as never)
    assert.equal(await levelOf(b), 'F1', 'they did live together in the window')
    await agrees()
  })

  test('a voided confirmation takes back everything that followed and erases nothing', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const { confirmationId } = await positive(a, '2021-02-20')
    await met(a, b, '2021-02-19')
    await met(b, c, '2021-02-20')
    await cdc.as(voidFact, { subjectId: a, kind: 'confirmation', factId: confirmationId, reason: 'nhầm người khi nhập' })
    assert.deepEqual([await levelOf(a), await levelOf(b), await levelOf(c)], [null, null, null])
    const [row] = await t.rows<{ n: number }>(
      'select count(*)::int as n from confirmation where confirmation_id = $1 and voided_at is not null',
      [confirmationId],
    )
    assert.equal(row?.n, 1)
    const history = (await cdc.as(around, { subjectId: b, disease })).history
    assert.deepEqual(
      history.map((h) => [h.from, h.to]),
      [
        [null, 'F1'],
        ['F1', null],
      ],
    )
    await agrees()
  })

  test('sharing a market is only a candidate until a tracer confirms; a class counts by itself', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const market = (await cdc.as(addPlace, { communeId, name: 'Chợ Kim Liên', kind: 'market' })).placeId
    const room = (await cdc.as(addPlace, { communeId, name: 'Lớp 6A', kind: 'class', closedSpace: true })).placeId
    const at = (placeId: string) => [{ placeId, fromAt: '2021-02-19T07:00:00+07:00', toAt: '2021-02-19T08:00:00+07:00' }]
    await positive(a, '2021-02-20')
    await cdc.as(recordVisits, { subjectId: a, disease, visits: [...at(market), ...at(room)] })
    await cdc.as(recordVisits, { subjectId: b, disease, visits: at(market) })
    await cdc.as(recordVisits, { subjectId: c, disease, visits: at(room) })
    assert.equal(await levelOf(b), null)
    assert.equal(await levelOf(c), 'F1')
    const waiting = (await cdc.as(candidates, { subjectId: a, disease })).rows.filter((r) => r.otherId === b)
    assert.equal(waiting[0]?.counts, false)
    await cdc.as(decideCandidate, {
      subjectId: a,
      otherId: b,
      placeId: market,
      onDay: '2021-02-19',
      disease,
      decision: 'counts',
      reason: 'cùng một sạp hàng',
    })
    assert.equal(await levelOf(b), 'F1')
    await agrees()
  })

  test('a stay that two tracers wrote down is as long as it was, not twice', async () => {
    const [a, b] = [await person(), await person()]
    const placeId = (await cdc.as(addPlace, { communeId, name: 'Quán nước', kind: 'venue' })).placeId
    const at = (from: string, to: string, masked: boolean | null) => [
      { placeId, fromAt: `2021-02-19T${from}:00+07:00`, toAt: `2021-02-19T${to}:00+07:00`, masked },
    ]
    for (const visits of [at('07:00', '07:10', true), at('07:00', '07:10', true), at('07:05', '07:12', null)])
      await cdc.as(recordVisits, { subjectId: a, disease, visits })
    await cdc.as(recordVisits, { subjectId: b, disease, visits: at('06:00', '08:00', true) })
    const rows = (await cdc.as(candidates, { subjectId: a, disease })).rows
    assert.deepEqual(
      rows.map((r) => [r.otherId, r.minutes]),
      [[b, 12]],
    )
  })

  test('a visit counts for every disease, whichever it was asked about', async () => {
    const [a, b] = [await person(), await person()]
    const placeId = (await cdc.as(addPlace, { communeId, name: 'Buồng bệnh 3', kind: 'household', closedSpace: true })).placeId
    const visits = [{ placeId, fromAt: '2021-02-19T07:00:00+07:00', toAt: '2021-02-19T09:00:00+07:00' }]
    const mers = 'mers'
    await cdc.as(report, {
      subjectId: a,
      disease: mers,
      sampledOn: '2021-02-20',
      reportedOn: '2021-02-20',
      onsetOn: '2021-02-18',
    })
    for (const subjectId of [a, b]) await cdc.as(recordVisits, { subjectId, disease, visits })
    assert.equal((await cdc.as(around, { subjectId: b, disease: mers })).level, 'F1')
    await agrees()
  })

  test('the itinerary and the candidates of merged records are those of one person', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const placeId = (await cdc.as(addPlace, { communeId, name: 'Bến xe', kind: 'venue' })).placeId
    const visits = [{ placeId, fromAt: '2021-02-19T07:00:00+07:00', toAt: '2021-02-19T09:00:00+07:00' }]
    for (const subjectId of [b, c]) await cdc.as(recordVisits, { subjectId, disease, visits })
    await cdc.as(decideDuplicate, { aSubjectId: a, bSubjectId: b, decision: 'same', reason: 'cùng số điện thoại' })
    assert.equal((await cdc.as(itinerary, { subjectId: a })).visits.length, 1)
    assert.deepEqual(
      (await cdc.as(candidates, { subjectId: a, disease })).rows.map((r) => r.otherId),
      [c],
    )
  })

  test('candidates look back the longest incubation before the onset, to the day, and say since when', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const placeId = (await cdc.as(addPlace, { communeId, name: 'Quán phở', kind: 'venue' })).placeId
    const on = (day: string) => [{ placeId, fromAt: `${day}T07:00:00+07:00`, toAt: `${day}T08:00:00+07:00` }]
    await positive(a, '2021-02-20', '2021-02-19')
    await cdc.as(recordVisits, { subjectId: a, disease, visits: [...on('2021-02-04'), ...on('2021-02-05')] })
    await cdc.as(recordVisits, { subjectId: b, disease, visits: on('2021-02-05') })
    await cdc.as(recordVisits, { subjectId: c, disease, visits: on('2021-02-04') })
    const { rows, since } = await cdc.as(candidates, { subjectId: a, disease })
    assert.equal(since, '2021-02-05', '14 days before the onset of 19 February')
    assert.deepEqual(
      rows.map((r) => [r.otherId, r.onDay]),
      [[b, '2021-02-05']],
    )
  })

  test('who declares a contact is told of levels that changed in their area, and of no others', async () => {
    const station = await t.post('station', '10783')
    const [a, far] = [await person(), await person({ communeId: elsewhere })]
    await positive(a, '2021-02-20')
    const ask = { subjectId: a, otherId: far, disease, firstOn: '2021-02-19', lastOn: '2021-02-19', physical: true }
    assert.deepEqual((await station.as(declareContact, ask)).changed, [])
    assert.equal(await levelOf(far), 'F1')
  })

  test('results arriving at once in one cluster give the same levels as one after another', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => person()))
    for (let i = 0; i + 1 < ids.length; i++) await met(ids[i]!, ids[i + 1]!, '2021-02-18')
    await Promise.all([0, 2, 4].map((i) => positive(ids[i]!, '2021-02-20')))
    assert.deepEqual(await Promise.all(ids.map(levelOf)), ['F0', 'F1', 'F0', 'F1', 'F0', 'F1'])
    await agrees()
  })
})

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function random(seed: number) {
  let a = seed
  return (n: number) => {
    a = (a + 0x6d2b79f5) | 0
    let x = Math.imul(a ^ (a >>> 15), 1 | a)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 4294967296) * n)
  }
}

test('after any history of facts and corrections the stored levels equal those rebuilt from nothing', async () => {
  const seed = Number(process.env.PHAODAI_SEED ?? 20210222)
  const pick = random(seed)
  const day = () => `2021-02-${String(5 + pick(17)).padStart(2, '0')}`
  const houses = await Promise.all(
    [0, 1, 2].map(async () => (await cdc.as(addHousehold, { communeId, address: 'Thôn 1' } as never)).householdId),
  )
  const place = (await cdc.as(addPlace, { communeId, name: 'Xưởng may', kind: 'shift', closedSpace: true })).placeId
  const people: string[] = []
  for (let i = 0; i < 14; i++) people.push(await person(i < 7 ? { householdId: houses[i % 3]! } : {}))
  const anyone = () => people[pick(people.length)]!
  const confirmations: { subjectId: string; factId: string }[] = []
  const contacts: string[] = []
  for (let step = 0; step < 60; step++) {
    const what = pick(8)
    const a = anyone()
    const b = anyone()
    if (what <= 2 && a !== b) contacts.push((await met(a, b, day())).contactId)
    else if (what === 3)
      confirmations.push({ subjectId: a, factId: (await positive(a, day(), pick(2) ? day() : undefined)).confirmationId })
    else if (what === 4) await cdc.as(recordOnset, { subjectId: a, disease, onsetOn: pick(3) ? day() : null })
    else if (what === 5 && contacts.length > 0)
      await cdc.as(voidContact, { contactId: contacts.splice(pick(contacts.length), 1)[0]!, reason: 'ghi nhầm người' })
    else if (what === 6 && confirmations.length > 2) {
      const gone = confirmations.splice(pick(confirmations.length), 1)[0]!
      await cdc.as(voidFact, { ...gone, kind: 'confirmation', reason: 'nhầm kết quả' })
    } else if (what === 7) {
      const on = day()
      await cdc.as(
        recordVisits,
        { subjectId: a, disease, visits: [{ placeId: place, fromAt: `${on}T06:00:00+07:00`, toAt: `${on}T14:00:00+07:00` }] },
        newId(),
      )
    }
    if (step % 6 === 5) await agrees()
  }
  await agrees()
})

test('a pack loaded later is followed by the levels of everyone it speaks of', async () => {
  const [a, b] = [await person(), await person()]
  await met(a, b, '2021-02-14')
  await positive(a, '2021-02-20', '2021-02-19')
  assert.equal(await levelOf(b), null)
  const code = packInForce(loadPacks(), { disease, provinceCode: '30', day: '2021-02-20' })!.from.f1Window
  const pack = structuredClone(loadPacks().find((p) => p.code === code)!)
  pack.rules.f1Window!.rule.daysBeforeOnset.value = 6
  const province = await t.post('province', '30')
  await province.as(loadPack, {
    pack: pack as unknown as Record<string, unknown>,
    order: { documentNo: '12/QĐ-UBND', issuedOn: '2021-02-20', signer: 'Nguyễn Văn Mẫu' },
  })
  assert.equal(await levelOf(b), 'F1')
  await agrees()
})

test('a place is found without accents in the reader’s area, and the next person is put at the same one', async () => {
  const station = await t.post('station', '10783')
  const beyond = await t.post('station', '10507')
  const { placeId } = await station.as(addPlace, { name: 'Quán chè Bà Tư, đầu chợ', kind: 'venue', closedSpace: true })
  const other = await beyond.as(addPlace, { name: 'Quán chè Bà Tư', kind: 'venue' })
  const find = async (q: string, post = station) => (await post.as(searchPlaces, { q })).places.map((p) => p.placeId)
  for (const q of ['quan che', 'ba tu QUÁN', 'cho dau']) assert.deepEqual(await find(q), [placeId], q)
  assert.deepEqual(await find('quán cà phê'), [])
  assert.deepEqual(await find('ba tu', beyond), [other.placeId])
  assert.deepEqual(new Set(await find('quan che', cdc)), new Set([placeId, other.placeId]))
  assert.deepEqual((await station.as(searchPlaces, { q: 'ba tu', kind: 'market' })).places, [])

  const [a, b] = [await person(), await person()]
  const visits = (at: string) => [{ placeId: at, fromAt: '2021-02-20T08:00:00+07:00', toAt: '2021-02-20T09:00:00+07:00' }]
  await station.as(recordVisits, { subjectId: a, disease, visits: visits(placeId) })
  const [found] = (await station.as(searchPlaces, {})).places
  assert.deepEqual(
    [found?.placeId, found?.lastVisitOn, found?.kind],
    [placeId, '2021-02-20', 'venue'],
    'the latest one is offered',
  )
  await station.as(recordVisits, { subjectId: b, disease, visits: visits(found!.placeId) })
  assert.deepEqual(
    (await station.as(candidates, { subjectId: a, disease })).rows.map((r) => [r.otherId, r.minutes]),
    [[b, 60]],
  )
  await assert.rejects(station.as(recordVisits, { subjectId: b, disease, visits: visits(newId()) }), { code: 'place-unknown' })
})
