import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { type Db, inTransaction } from '@phaodai/kernel/sql.ts'
import { fakeCccd, fakePhone } from '@phaodai/text/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { duplicates } from './duplicates.commands.ts'
import { amendNumbers, compareNumbers, listSealed, listTwins, listTwinsIn, matchNumbers, openSealed } from './numbers.store.ts'
import { move, register, setHousehold, setNumbers } from './people.commands.ts'
import { exportPeople } from './people.export.ts'
import { sealSubject } from './people.numbers.ts'
import { households, list, openNumbers, search, show } from './people.reads.ts'
import { currentPersons, putSubjects } from './people.store.ts'
import { searchNames } from './search.store.ts'

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

test('a commune sees nothing of another commune: list, search, record, numbers, duplicates, export', async () => {
  const idNumber = fakeCccd(30)
  const theirs = await phuThai.as(register, { fullName: 'Lương Thế Ẩn', idNumber, phone: fakePhone(30) })
  await kimLien.as(register, { fullName: 'Phạm Thị Hoà' })
  const { people } = await kimLien.as(list, { limit: 200 })
  assert.ok(people.length > 0 && people.every((p) => p.communeId === kimLien.area.areaId))
  assert.deepEqual((await kimLien.as(search, { q: 'Lương Thế Ẩn' })).people, [])
  assert.deepEqual((await kimLien.as(search, { q: theirs.code })).people, [])
  const byNumber = await kimLien.as(search, { q: idNumber })
  assert.deepEqual(byNumber, { people: [] }, 'not even that the number is known')
  for (const refusal of [
    () => kimLien.as(show, { subjectId: theirs.subjectId }),
    () => kimLien.as(openNumbers, { subjectId: theirs.subjectId, reason: 'gọi điều tra' }),
    () => kimLien.as(setNumbers, { subjectId: theirs.subjectId, phone: fakePhone(31), reason: 'sửa số' }),
    () => kimLien.as(move, { subjectId: theirs.subjectId, communeId: kimLien.area.areaId }),
    () => kimLien.as(setHousehold, { subjectId: theirs.subjectId, householdId: null }),
    () => kimLien.as(duplicates, { subjectId: theirs.subjectId }),
  ])
    await assert.rejects(refusal(), refused('not-found'))
  await assert.rejects(kimLien.as(list, { areaId: phuThai.area.areaId }), refused('outside-area'))
  await assert.rejects(kimLien.as(households, { areaId: phuThai.area.areaId }), refused('outside-area'))
  await assert.rejects(kimLien.as(duplicates, { areaId: phuThai.area.areaId }), refused('outside-area'))
  const file = (await kimLien.as(exportPeople, {})) as { bytes: Uint8Array; fileName: string }
  const text = new TextDecoder().decode(file.bytes)
  assert.ok(text.includes('Phạm Thị Hoà') && !text.includes('Lương Thế Ẩn') && text.includes('DIỄN TẬP'))
  assert.match(file.fileName, /^dien-tap-/)
  const all = (await district.as(exportPeople, { format: 'xlsx' })) as { bytes: Uint8Array }
  assert.equal(Buffer.from(all.bytes.subarray(0, 2)).toString(), 'PK')
})

test('the database’s own doors reveal nothing of another commune, and nothing at all without a scope', async () => {
  const idNumber = fakeCccd(90)
  const { subjectId: theirs } = await phuThai.as(register, { fullName: 'Nông Thị Cửa', idNumber, phone: fakePhone(90) })
  const { subjectId: ours } = await kimLien.as(register, { fullName: 'Nông Thị Cửa', phone: fakePhone(90) })
  const [op, at] = [newId(), '2021-02-22T01:00:00Z']
  const index = t.app.secrets.blindIndex('id', idNumber)
  await inTransaction(t.app.pool, async (db) => {
    await setScope(db, kimLien.postId, '2021-02-22')
    assert.equal(await openSealed(db, theirs, op, at), null)
    assert.deepEqual(await listSealed(db, [theirs], 'test', op, at), [])
    assert.deepEqual(await compareNumbers(db, [[ours, theirs]]), [])
    assert.deepEqual(await listTwins(db, [theirs], op, at), [])
    const twins = await listTwinsIn(db, 0, 2_000_000_000, 1000, op, at)
    assert.ok(twins.some((x) => x.subjectId === ours && x.twinId === theirs) && twins.every((x) => x.subjectId !== theirs))
    assert.equal(await amendNumbers(db, sealSubject(t.app.secrets, theirs, { phone: fakePhone(91) }), op, at), 0)
    assert.deepEqual(
      (await searchNames(db, 'nong thi cua', 10)).map((p) => p.subjectId),
      [ours],
    )
    assert.deepEqual(await currentPersons(db, [theirs]), new Map())
  })
  await inTransaction(t.app.pool, async (db) => {
    assert.deepEqual(await searchNames(db, 'nong', 10), [])
    assert.deepEqual(await currentPersons(db, [ours]), new Map())
    assert.equal(await openSealed(db, ours, op, at), null)
    assert.deepEqual(await listSealed(db, [ours], 'test', op, at), [])
    assert.deepEqual(await compareNumbers(db, [[ours, theirs]]), [])
  })
  const noScope = (e: unknown) => (e as { code?: string }).code === 'PD002'
  const doors: ((db: Db) => Promise<unknown>)[] = [
    (db) => matchNumbers(db, [index], op, at),
    (db) => listTwins(db, [ours], op, at),
    (db) => listTwinsIn(db, 0, 2_000_000_000, 10, op, at),
    (db) => putSubjects(db, [{ subjectId: newId() }], at),
  ]
  for (const door of doors) await assert.rejects(inTransaction(t.app.pool, door), noScope)
  const straight = { text: 'select * from subject', values: [] }
  await assert.rejects(
    inTransaction(t.app.pool, (db) => db.many(straight)),
    /permission denied/,
  )
})

test('a matching number in another area is not told to a commune, and is proposed to whoever sees both', async () => {
  const idNumber = fakeCccd(40)
  await phuThai.as(register, { fullName: 'Mạc Thị Kín', idNumber })
  const ours = await kimLien.as(register, { fullName: 'Mạc Thị Kín', idNumber })
  assert.equal(ours.duplicates, 0)
  assert.deepEqual((await kimLien.as(duplicates, { subjectId: ours.subjectId })).proposals, [])
  const above = (await district.as(duplicates, {})).proposals.find(
    (p) => p.a.subjectId === ours.subjectId || p.b.subjectId === ours.subjectId,
  )
  assert.deepEqual([above?.a.name, above?.b.name], ['Mạc Thị Kín', 'Mạc Thị Kín'])
})

test('numbers are opened for a reason by those who need them, and the opening is recorded', async () => {
  const idNumber = fakeCccd(50)
  const { subjectId } = await kimLien.as(register, { fullName: 'Tạ Thị Mở', idNumber, phone: fakePhone(50) })
  assert.deepEqual(await kimLien.as(openNumbers, { subjectId, reason: 'gọi điều tra dịch tễ' }), {
    idKind: 'cccd',
    idNumber,
    phone: fakePhone(50),
  })
  const rows = await t.rows<{ kind: string; details: { reason?: string } }>(
    `select kind, details from audit where action = 'people.open-numbers' and $1 = any (subject_ids) and account_id = $2 order by audit_id`,
    [subjectId, kimLien.accountId],
  )
  assert.equal(rows.length, 2, 'the door’s own row and the read’s, with the reason')
  assert.ok(rows.every((r) => r.kind === 'read') && rows.some((r) => r.details.reason === 'gọi điều tra dịch tễ'))
  await assert.rejects(kimLien.as(openNumbers, { subjectId, reason: '' }), refused('invalid-input'))
  await assert.rejects(province.as(openNumbers, { subjectId, reason: 'muốn xem' }), refused('forbidden'))
})

test('every read of names is in the audit with whose names they were', async () => {
  const { subjectId } = await kimLien.as(register, { fullName: 'Kiều Thị Xem' })
  await kimLien.as(search, { q: 'Kiều Thị Xem' })
  await kimLien.as(show, { subjectId })
  await kimLien.as(list, { limit: 200 })
  const rows = await t.rows<{ action: string }>(
    `select distinct action from audit where kind = 'read' and $1 = any (subject_ids)`,
    [subjectId],
  )
  assert.deepEqual(rows.map((r) => r.action).sort(), ['people.list', 'people.search', 'people.show', 'people.unseal'])
})

test('no number stands in clear in any row of the database', async () => {
  const idNumber = fakeCccd(60)
  const made = await kimLien.as(register, { fullName: 'Hà Thị Giấu', idNumber, phone: fakePhone(60) })
  await kimLien.as(search, { q: idNumber })
  await kimLien.as(search, { q: fakePhone(60) })
  await kimLien.as(openNumbers, { subjectId: made.subjectId, reason: 'kiểm tra' })
  const tables = await t.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const hex = (text: string) => Buffer.from(text).toString('hex')
  for (const { name } of tables) {
    const found = await t.rows(
      `select 1 from ${name} r where r::text like '%' || $1 || '%' or r::text like '%' || $2 || '%' or r::text like '%' || $3 || '%' or r::text like '%' || $4 || '%'`,
      [idNumber, fakePhone(60), hex(idNumber), hex(fakePhone(60))],
    )
    assert.equal(found.length, 0, name)
  }
})

test('a team sees only the people of its hamlet', async () => {
  const team = await t.post('team', '10783', { hamletId: 7 })
  const ours = await team.as(register, { fullName: 'Quách Văn Thôn' })
  const theirs = await kimLien.as(register, { fullName: 'Quách Văn Thôn', hamletId: 8 })
  assert.deepEqual(
    (await team.as(search, { q: 'Quách Văn Thôn' })).people.map((p) => p.subjectId),
    [ours.subjectId],
  )
  await assert.rejects(team.as(show, { subjectId: theirs.subjectId }), refused('not-found'))
  await assert.rejects(team.as(register, { fullName: 'Quách Văn Khác', hamletId: 8 }), refused('outside-area'))
})
