import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { type Db, inTransaction } from '@phaodai/kernel/sql.ts'
import { fakeCccd, fakePhone } from '@phaodai/text/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { decideDuplicate, duplicates, unmerge } from './duplicates.commands.ts'
import { move, register, setNumbers } from './people.commands.ts'
import { list, openNumbers, search, show } from './people.reads.ts'
import { canonicalOf, sameAs } from './people.store.ts'

let t: TestApp
let kimLien: TestPost
let phuThai: TestPost
let district: TestPost
before(async () => {
  t = await testApp()
  kimLien = await t.post('station', '10783')
  phuThai = await t.post('commune', '10750')
  district = await t.post('district', '293')
})
after(() => t.close())

const refused = (code: string) => (e: unknown) => {
  assert.ok(e instanceof Problem, String(e))
  assert.equal(e.code, code)
  return true
}
const asPost = <T>(post: TestPost, work: (db: Db) => Promise<T>) =>
  inTransaction(t.app.pool, async (db) => {
    await setScope(db, post.postId, '2021-02-22')
    return work(db)
  })
const proposedFor = async (post: TestPost, subjectId: string) =>
  (await post.as(duplicates, { subjectId })).proposals.map((p) => p.b?.subjectId ?? null)
const same = (a: string, b: string) => ({ aSubjectId: a, bSubjectId: b, decision: 'same' as const, reason: 'Đã gọi xác minh' })
const different = (a: string, b: string) => ({ ...same(a, b), decision: 'different' as const })

test('records with one name and birth date are proposed with reasons; Hùng and Hưng, An and Anh are not', async () => {
  const birth = { year: 1985, month: 3, day: 12 }
  const a = await kimLien.as(register, { fullName: 'Nguyễn Văn Hùng', birth })
  assert.equal((await kimLien.as(register, { fullName: 'Nguyễn Văn Hưng', birth, phone: fakePhone(1) })).duplicates, 0)
  assert.equal((await kimLien.as(register, { fullName: 'Nguyễn Văn Hùn', birth })).duplicates, 0)
  const b = await phuThai.as(register, { fullName: 'NGUYEN VAN HUNG', birth })
  assert.equal(b.duplicates, 0, 'the other record lies outside its scope and no number says so')
  const { proposals } = await district.as(duplicates, { subjectId: a.subjectId })
  const found = proposals.find((p) => p.b?.subjectId === b.subjectId)
  assert.deepEqual(
    found?.reasons.map((r) => r.vi),
    ['Trùng ngày sinh', 'Trùng họ tên không dấu, một bên ghi không dấu'],
  )
  assert.ok(
    (await district.as(duplicates, {})).proposals.some(
      (p) => [p.a.subjectId, p.b?.subjectId].sort().join() === [a.subjectId, b.subjectId].sort().join(),
    ),
  )
})

test('a merge joins two records everywhere, and undoing it gives back exactly the state before', async () => {
  const a = await kimLien.as(register, { fullName: 'Đặng Thị Gộp', birth: { year: 1990 }, phone: fakePhone(10) })
  const b = await kimLien.as(register, { fullName: 'Đặng Thị Gộp', birth: { year: 1990 }, idNumber: fakeCccd(10) })
  assert.equal(b.duplicates, 1)
  const state = async () => ({
    canonical: await asPost(kimLien, (db) => canonicalOf(db, [a.subjectId, b.subjectId])),
    groups: await asPost(kimLien, (db) => sameAs(db, [a.subjectId, b.subjectId])),
    shown: [await kimLien.as(show, { subjectId: a.subjectId }), await kimLien.as(show, { subjectId: b.subjectId })],
    found: await kimLien.as(search, { q: 'Đặng Thị Gộp' }),
    listed: await kimLien.as(list, {}),
    proposed: await kimLien.as(duplicates, {}),
    persons: await t.rows('select * from person order by person_id'),
    subjects: await t.rows('select * from subject order by subject_id'),
    households: await t.rows('select * from household order by household_id'),
    decisions: await t.rows('select * from duplicate_decision'),
  })
  const before = await state()
  const { mergeId, canonicalId } = await kimLien.as(decideDuplicate, same(b.subjectId, a.subjectId))
  assert.equal(canonicalId, a.subjectId)
  const one = await kimLien.as(show, { subjectId: b.subjectId })
  assert.equal(one.subjectId, a.subjectId)
  assert.deepEqual(one.sameAs, [a.subjectId, b.subjectId])
  assert.equal(one.residences.length, 2)
  assert.deepEqual(await kimLien.as(openNumbers, { subjectId: b.subjectId, reason: 'kiểm tra' }), {
    idKind: 'cccd',
    idNumber: fakeCccd(10),
    phone: fakePhone(10),
  })
  assert.equal((await kimLien.as(search, { q: 'Đặng Thị Gộp' })).people.length, 1)
  const listed = await kimLien.as(list, {})
  assert.equal(listed.total, before.listed.total! - 1)
  assert.equal(listed.people.length, before.listed.people.length - 1)
  assert.deepEqual(await proposedFor(kimLien, a.subjectId), [])
  await assert.rejects(kimLien.as(decideDuplicate, same(a.subjectId, b.subjectId)), refused('people-already-same'))
  await assert.rejects(phuThai.as(unmerge, { mergeId: mergeId!, reason: 'ngoài địa bàn' }), refused('not-found'))

  await kimLien.as(unmerge, { mergeId: mergeId!, reason: 'Gộp nhầm hai chị em' })
  assert.deepEqual(await state(), before)
  await assert.rejects(kimLien.as(unmerge, { mergeId: mergeId!, reason: 'lần nữa' }), refused('not-found'))
  const events = await t.rows<{ name: string; body: { subjectIds: string[] } }>(
    `select name, body from event where body->>'mergeId' = $1 order by event_id`,
    [mergeId],
  )
  assert.deepEqual(
    events.map((e) => [e.name, e.body.subjectIds]),
    [
      ['people.merged', [a.subjectId, b.subjectId]],
      ['people.unmerged', [a.subjectId, b.subjectId]],
    ],
  )
})

test('merges of merges hang together, and one taken back leaves what the others say', async () => {
  const made: string[] = []
  for (const year of [1951, 1952, 1953, 1954])
    made.push((await kimLien.as(register, { fullName: 'Phùng Văn Chuỗi', birth: { year } })).subjectId)
  const [a, b, c, d] = made as [string, string, string, string]
  await kimLien.as(decideDuplicate, same(c, d))
  const middle = await kimLien.as(decideDuplicate, same(b, d))
  await kimLien.as(decideDuplicate, same(a, b))
  const groups = () => asPost(kimLien, async (db) => [...(await sameAs(db, made)).values()])
  assert.deepEqual(await groups(), [[a, b, c, d]])
  assert.deepEqual([...(await asPost(kimLien, (db) => canonicalOf(db, [d]))).values()], [a])
  await kimLien.as(unmerge, { mergeId: middle.mergeId!, reason: 'Hai gia đình khác nhau' })
  assert.deepEqual(await groups(), [
    [a, b],
    [c, d],
  ])
})

test('two records said to be two people are never proposed again, nor joined by the way', async () => {
  const birth = { year: 1960 }
  const a = (await kimLien.as(register, { fullName: 'Lã Văn Trùng', birth })).subjectId
  const b = (await kimLien.as(register, { fullName: 'Lã Văn Trùng', birth })).subjectId
  const c = (await kimLien.as(register, { fullName: 'Lã Văn Trùng', birth })).subjectId
  await kimLien.as(decideDuplicate, different(a, b))
  assert.deepEqual(await proposedFor(kimLien, a), [c])
  await kimLien.as(decideDuplicate, same(a, c))
  assert.deepEqual(await proposedFor(kimLien, c), [], 'b differs from a, who is c')
  await assert.rejects(kimLien.as(decideDuplicate, same(b, c)), refused('people-said-different'))
  // whoever said it may think it over
  await kimLien.as(decideDuplicate, same(a, b))
  assert.deepEqual(await asPost(kimLien, async (db) => [...(await sameAs(db, [c])).values()]), [[a, b, c]])
})

test('two different CCCD are never joined, through other records neither; the same CCCD is a strong proposal', async () => {
  const birth = { year: 1975 }
  const a = (await kimLien.as(register, { fullName: 'Cao Thị Số', birth, idNumber: fakeCccd(30) })).subjectId
  const b = (await kimLien.as(register, { fullName: 'Cao Thị Số', birth, idNumber: fakeCccd(31) })).subjectId
  assert.deepEqual(await proposedFor(kimLien, a), [])
  await assert.rejects(kimLien.as(decideDuplicate, same(a, b)), refused('people-different-id'))
  const c = (await kimLien.as(register, { fullName: 'Cao Thị Số', birth })).subjectId
  await kimLien.as(decideDuplicate, same(a, c))
  await assert.rejects(kimLien.as(decideDuplicate, same(b, c)), refused('people-different-id'))
  const typo = await kimLien.as(register, { fullName: 'Cao Thị Xố', idNumber: fakeCccd(31) })
  const { proposals } = await kimLien.as(duplicates, { subjectId: typo.subjectId })
  assert.deepEqual([proposals[0]?.b?.subjectId, proposals[0]?.strength], [b, 'strong'])
})

test('a number mended afterwards cannot make one human hold two CCCD', async () => {
  const a = (await kimLien.as(register, { fullName: 'Giáp Thị Hai', idNumber: fakeCccd(50) })).subjectId
  const b = (await kimLien.as(register, { fullName: 'Giáp Thị Hai' })).subjectId
  await kimLien.as(decideDuplicate, same(a, b))
  await assert.rejects(
    kimLien.as(setNumbers, { subjectId: b, idNumber: fakeCccd(51), reason: 'bổ sung' }),
    refused('people-different-id'),
  )
  assert.equal((await kimLien.as(openNumbers, { subjectId: b, reason: 'kiểm tra' })).idNumber, fakeCccd(50))
})

test('two officers who join the same pair at once join it once', async () => {
  const a = (await kimLien.as(register, { fullName: 'Ninh Văn Đôi' })).subjectId
  const b = (await kimLien.as(register, { fullName: 'Ninh Văn Đôi' })).subjectId
  const both = await Promise.allSettled([kimLien.as(decideDuplicate, same(a, b)), district.as(decideDuplicate, same(b, a))])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const failed = both.find((r) => r.status === 'rejected')
  assert.equal(failed?.reason.code, 'people-already-same')
})

test('a number is not told twice: who moved away is one record, not a duplicate elsewhere', async () => {
  const { subjectId } = await kimLien.as(register, { fullName: 'Hứa Văn Chuyển', idNumber: fakeCccd(40) })
  await kimLien.as(move, { subjectId, communeId: phuThai.area.areaId })
  assert.deepEqual(await proposedFor(phuThai, subjectId), [])
  const found = await phuThai.as(search, { q: fakeCccd(40) })
  assert.equal(found.people.length, 1)
})

test('who may not see both records cannot decide about them', async () => {
  const ours = (await kimLien.as(register, { fullName: 'Tô Thị Xa' })).subjectId
  const theirs = (await phuThai.as(register, { fullName: 'Tô Thị Xa' })).subjectId
  await assert.rejects(kimLien.as(decideDuplicate, same(ours, theirs)), refused('not-found'))
  const inspector = await t.post('inspector', '293')
  await assert.rejects(inspector.as(decideDuplicate, same(ours, theirs)), refused('forbidden'))
  const { canonicalId } = await district.as(decideDuplicate, same(theirs, ours))
  assert.equal(canonicalId, ours)
  // each commune still sees its own record only
  assert.deepEqual(
    (await kimLien.as(show, { subjectId: ours })).residences.map((r) => r.communeId),
    [kimLien.area.areaId],
  )
  assert.equal((await phuThai.as(list, {})).people.filter((p) => p.name === 'Tô Thị Xa').length, 1)
})
