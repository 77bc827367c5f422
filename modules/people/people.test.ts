import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { inTransaction } from '@phaodai/kernel/sql.ts'
import { fakeCccd, fakePhone } from '@phaodai/text/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { addHousehold, move, register, setHousehold, setNumbers } from './people.commands.ts'
import { sealSubject } from './people.numbers.ts'
import { households, list, openNumbers, search, show } from './people.reads.ts'
import { currentPersons, insertPersons, listHouseholdMates, putSubjects } from './people.store.ts'

let t: TestApp
let kimLien: TestPost
let phuThai: TestPost
let district: TestPost
let province: TestPost
before(async () => {
  t = await testApp()
  kimLien = await t.post('commune', '10783')
  phuThai = await t.post('commune', '10750')
  district = await t.post('cdc', '293')
  province = await t.post('province', '30')
})
after(() => t.close())

const refused = (code: string) => (e: unknown) => {
  assert.ok(e instanceof Problem, String(e))
  assert.equal(e.code, code)
  return true
}
const names = (answer: { people: { name: string }[] }) => answer.people.map((p) => p.name).sort()

test('a person is written down in the post’s own commune, tidied, with the original kept', async () => {
  const made = await kimLien.as(register, {
    fullName: 'phạm thị  HOÀ',
    birth: { year: 1984, month: 5 },
    sex: 'female',
    idNumber: fakeCccd(1, { sex: 'female', birthYear: 1984 }),
    phone: '+84 540 123 123',
    address: 'Xóm Đình',
  })
  assert.match(made.code, /^HD-[2-9A-Z]{5}$/)
  assert.equal(made.duplicates, 0)
  const shown = await kimLien.as(show, { subjectId: made.subjectId })
  assert.equal(shown.person.name, 'Phạm Thị Hoà')
  assert.deepEqual(shown.names, ['Phạm Thị Hoà', 'phạm thị  HOÀ'])
  assert.equal(shown.person.communeId, kimLien.area.areaId)
  assert.deepEqual([shown.person.birthYear, shown.person.birthMonth, shown.person.birthDay], [1984, 5, null])
  assert.equal(shown.idKind, 'cccd')
  assert.match(shown.idMasked!, /^\d{4}\*\*\*\d{3}$/)
  assert.equal(shown.phoneMasked, '0540***123')
})

test('a registration sent twice under one operation id is written once', async () => {
  const opId = newId()
  const input = { fullName: 'Đoàn Văn Lặp', birth: { year: 1970 } }
  const first = await kimLien.as(register, input, opId)
  assert.deepEqual(await kimLien.as(register, input, opId), first)
  const rows = await t.rows('select 1 from person where op_id = $1', [opId])
  assert.equal(rows.length, 1)
  await assert.rejects(kimLien.as(register, { ...input, fullName: 'Đoàn Văn Khác' }, opId), refused('operation-reused'))
})

test('what cannot be is refused and nothing is written', async () => {
  const [before] = await t.rows<{ n: number }>('select count(*)::int as n from person')
  const base = { fullName: 'Bùi Văn Thử' }
  await assert.rejects(kimLien.as(register, { ...base, birth: { year: 2021, month: 2, day: 30 } }), refused('invalid-input'))
  await assert.rejects(kimLien.as(register, { ...base, birth: { year: 2022 } }), refused('people-day-ahead'))
  await assert.rejects(kimLien.as(register, { ...base, idNumber: '12345' }), (e: unknown) => {
    assert.deepEqual(e instanceof Problem && e.errors?.map((x) => x.field), ['idNumber'])
    return true
  })
  await assert.rejects(kimLien.as(register, { ...base, phone: '0540123123, 0540999888' }), refused('invalid-input'))
  await assert.rejects(kimLien.as(register, { ...base, communeId: phuThai.area.areaId }), refused('outside-area'))
  await assert.rejects(kimLien.as(register, { ...base, householdId: newId() }), refused('not-found'))
  await assert.rejects(district.as(register, base), refused('people-commune-needed'))
  await assert.rejects(province.as(register, { ...base, communeId: kimLien.area.areaId }), refused('forbidden'))
  assert.deepEqual(await t.rows('select count(*)::int as n from person'), [before])
})

test('search works with and without accents, by code, and by exact number', async () => {
  const idNumber = fakeCccd(20)
  const hung = await kimLien.as(register, { fullName: 'Vũ Đức Hùng', idNumber })
  await kimLien.as(register, { fullName: 'Vũ Đức Hưng', phone: fakePhone(20) })
  await phuThai.as(register, { fullName: 'Vũ Đức Hùng' })
  assert.deepEqual(names(await kimLien.as(search, { q: 'vu duc hung' })), ['Vũ Đức Hùng', 'Vũ Đức Hưng'])
  assert.deepEqual(names(await kimLien.as(search, { q: 'đức hùng' })), ['Vũ Đức Hùng'])
  assert.deepEqual(names(await kimLien.as(search, { q: 'Hưng' })), ['Vũ Đức Hưng'])
  assert.deepEqual(names(await kimLien.as(search, { q: hung.code.toLowerCase().replace('-', ' ') })), ['Vũ Đức Hùng'])
  assert.deepEqual(names(await kimLien.as(search, { q: idNumber })), ['Vũ Đức Hùng'])
  assert.deepEqual(names(await kimLien.as(search, { q: fakePhone(20) })), ['Vũ Đức Hưng'])
  assert.equal((await district.as(search, { q: 'vu duc hung', limit: '2' as unknown as number })).people.length, 2)
  assert.deepEqual(names(await district.as(search, { q: 'Hùng' })), ['Vũ Đức Hùng', 'Vũ Đức Hùng'])
  assert.deepEqual(names(await province.as(search, { q: 'Vũ Đức Hưng' })), ['Vũ Đ. H.'])
})

test('a wrong number can be mended, and the old one no longer finds the person', async () => {
  const { subjectId } = await kimLien.as(register, { fullName: 'Ngô Thị Sửa', idNumber: fakeCccd(70), phone: fakePhone(70) })
  await kimLien.as(setNumbers, { subjectId, phone: fakePhone(71), reason: 'ghi nhầm số' })
  assert.deepEqual(await kimLien.as(openNumbers, { subjectId, reason: 'kiểm tra' }), {
    idKind: 'cccd',
    idNumber: fakeCccd(70),
    phone: fakePhone(71),
  })
  assert.deepEqual((await kimLien.as(search, { q: fakePhone(70) })).people, [])
})

test('a move closes one residence and opens another in the new commune, with the same code', async () => {
  const home = await kimLien.as(addHousehold, { address: 'Số 5, thôn Đông', headName: 'lý văn đi' })
  const made = await kimLien.as(register, {
    fullName: 'Lý Văn Đi',
    householdId: home.householdId,
    idNumber: fakeCccd(80),
    fromOn: '2021-02-01',
  })
  await assert.rejects(
    kimLien.as(move, { subjectId: made.subjectId, communeId: phuThai.area.areaId, on: '2021-02-23' }),
    refused('people-day-ahead'),
  )
  await assert.rejects(
    kimLien.as(move, { subjectId: made.subjectId, communeId: phuThai.area.areaId, on: '2021-01-23' }),
    refused('people-move-too-early'),
  )
  const moved = await kimLien.as(move, {
    subjectId: made.subjectId,
    communeId: phuThai.area.areaId,
    on: '2021-02-20',
    address: 'Phố Ga',
  })
  const there = await phuThai.as(show, { subjectId: made.subjectId })
  assert.deepEqual(
    there.residences.map((r) => [r.communeId, r.code, r.fromOn, r.untilOn, r.address, r.householdId]),
    [[phuThai.area.areaId, made.code, '2021-02-20', null, 'Phố Ga', null]],
  )
  assert.equal(there.person.personId, moved.personId)
  const left = await kimLien.as(show, { subjectId: made.subjectId })
  assert.deepEqual(
    left.residences.map((r) => [r.communeId, r.untilOn]),
    [[kimLien.area.areaId, '2021-02-20']],
  )
  assert.ok(!(await kimLien.as(list, { limit: 200 })).people.some((p) => p.subjectId === made.subjectId))
  await assert.rejects(
    kimLien.as(move, { subjectId: made.subjectId, communeId: kimLien.area.areaId }),
    refused('people-moved-already'),
  )
  const whole = await district.as(show, { subjectId: made.subjectId })
  assert.deepEqual(
    whole.residences.map((r) => r.communeId),
    [phuThai.area.areaId, kimLien.area.areaId],
  )
  const events = await t.rows<{ name: string; communeId: number }>(
    `select name, commune_id as "communeId" from event where body->>'subjectId' = $1 order by event_id`,
    [made.subjectId],
  )
  assert.deepEqual(
    events.map((e) => [e.name, e.communeId]),
    [
      ['people.registered', kimLien.area.areaId],
      ['people.household-changed', kimLien.area.areaId],
      ['people.moved', phuThai.area.areaId],
      ['people.household-changed', phuThai.area.areaId],
    ],
  )
})

test('people of one household are mates, and a household lists how many live there', async () => {
  const { householdId } = await kimLien.as(addHousehold, { address: 'Ngõ 3' })
  const one = await kimLien.as(register, { fullName: 'Chu Văn Một', householdId })
  const two = await kimLien.as(register, { fullName: 'Chu Thị Hai' })
  await kimLien.as(setHousehold, { subjectId: two.subjectId, householdId })
  const mates = await inTransaction(t.app.pool, async (db) => {
    await setScope(db, kimLien.postId, '2021-02-22')
    return listHouseholdMates(db, [one.subjectId])
  })
  assert.deepEqual(mates, [{ subjectId: one.subjectId, otherId: two.subjectId, householdId }])
  const listed = (await kimLien.as(households, {})).households.find((h) => h.householdId === householdId)
  assert.deepEqual([listed?.members, listed?.address], [2, 'Ngõ 3'])
  assert.deepEqual(names(await kimLien.as(list, { householdId })), ['Chu Thị Hai', 'Chu Văn Một'])
})

test('a list goes page by page by given name, each person once', async () => {
  const chiLinh = await t.post('station', '10546')
  const given = ['An', 'Ánh', 'Bình', 'Dũng', 'Đạt', 'Yến', 'Ân']
  for (const name of given) await chiLinh.as(register, { fullName: `Trịnh ${name}` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await chiLinh.as(list, { limit: 3, after })
    assert.equal(page.total, after ? null : given.length)
    seen.push(...page.people.map((p) => p.name))
    after = page.next ?? undefined
  } while (after)
  assert.equal(new Set(seen).size, given.length)
  assert.equal(seen.length, given.length)
  assert.deepEqual([seen.slice(0, 2).sort(), seen.at(-1)], [['Trịnh An', 'Trịnh Ân'].sort(), 'Trịnh Yến'])
})

test('batches go in once; rows repeated are left as they are', async () => {
  await inTransaction(t.app.pool, async (db) => {
    await setScope(db, kimLien.postId, '2021-02-22')
    const at = '2021-02-22T01:00:00Z'
    const ids = Array.from({ length: 12_000 }, () => newId())
    const subjects = ids.map((id, i) => sealSubject(t.app.secrets, id, i % 2 ? { phone: fakePhone(100_000 + i) } : {}))
    const persons = ids.map((subjectId, i) => ({
      communeId: kimLien.area.areaId,
      personId: subjectId,
      subjectId,
      code: `LÔ${i}`,
      fromOn: '2021-02-22',
      fullName: `Người "Thử", ${i}`,
      birthYear: i % 3 ? 1980 : null,
      ageYears: 30.5,
      ageSaidOn: '2021-02-22',
      source: 'test',
      createdAt: at,
      opId: ids[0]!,
    }))
    assert.equal(await putSubjects(db, subjects, at), ids.length)
    assert.equal(await insertPersons(db, persons), ids.length)
    assert.equal(await putSubjects(db, subjects.slice(0, 10), at), 0)
    assert.equal(await insertPersons(db, persons.slice(0, 10)), 0)
    const person = (await currentPersons(db, [ids[1]!])).get(ids[1]!)
    assert.equal(person?.fullName, 'Người "Thử", 1')
    assert.deepEqual([person?.birthYear, person?.ageYears, person?.fromOn], [1980, 30.5, '2021-02-22'])
  })
})
