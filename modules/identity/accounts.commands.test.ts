import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf, inTransaction, sql } from '@phaodai/kernel/sql.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import { toCsv, toXlsx } from '@phaodai/tabular/write.ts'
import pg from 'pg'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import {
  accounts,
  createAccount,
  delegatePost,
  disableAccount,
  enableAccount,
  endPost,
  grantPost,
  resetPassword,
  revokeSession,
  sessions,
} from './accounts.commands.ts'
import { auditLog, personReads } from './audit.commands.ts'
import { createToken, me } from './identity.commands.ts'
import { sessionOf, signIn } from './identity.signin.ts'
import { importAccounts } from './import.commands.ts'

const PASSWORD = 'test-only'
const HERE = '10783'
const NEXT = '10786'

let t: TestApp
let keeper: TestPost
before(async () => {
  t = await testApp()
  keeper = await t.post('administrator', HERE)
})
after(() => t?.close())

const tokenFor = async (username: string, password = PASSWORD) => {
  const answer = await signIn(t.app, { username, password })
  if (answer instanceof Problem) throw answer
  return answer
}
const usernames = async (p: TestPost, input = {}) => (await p.as(accounts, input)).accounts.map((a) => a.username)

test('a commune administrator sees and makes accounts in the commune and nowhere else', async () => {
  const neighbour = await t.post('station', NEXT)
  const own = await keeper.as(createAccount, { fullName: 'Vũ Thị Hoa', role: 'station', areaCode: HERE })
  const seen = await usernames(keeper)
  assert.ok(seen.includes(own.username) && seen.includes(keeper.username))
  assert.ok(!seen.includes(neighbour.username))
  const elsewhere = { fullName: 'Vũ Thị Hoa', role: 'station' as const, areaCode: NEXT }
  await assert.rejects(keeper.as(createAccount, elsewhere), { code: 'outside-area' })
  await assert.rejects(keeper.as(createAccount, { ...elsewhere, areaCode: '293' }), { code: 'outside-area' })
  for (const verb of [resetPassword, disableAccount, enableAccount]) {
    await assert.rejects(keeper.as(verb as typeof disableAccount, { accountId: neighbour.accountId }), { code: 'not-found' })
  }
  await assert.rejects(keeper.as(sessions, { accountId: neighbour.accountId }), { code: 'not-found' })
  const grant = { accountId: neighbour.accountId, role: 'team' as const, areaCode: HERE }
  await assert.rejects(keeper.as(grantPost, grant), { code: 'not-found' })
  await assert.rejects(keeper.as(endPost, { postId: neighbour.postId }), { code: 'not-found' })
})

test('by SQL as the server, with that scope set, the other commune has no accounts, posts or sessions; with no scope nobody has', async () => {
  const neighbour = await t.post('station', NEXT)
  await tokenFor(neighbour.username)
  const count = async (postId: string | null) => {
    const client = new pg.Client({ connectionString: t.appUrl })
    await client.connect()
    try {
      await client.query('begin')
      if (postId) await client.query('select * from set_scope($1, $2)', [postId, '2021-02-22'])
      const { rows } = await client.query(
        `select (select count(*)::int from account where account_id = $1) + (select count(*)::int from post where account_id = $1)
           + (select count(*)::int from session where account_id = $1) as n, (select count(*)::int from account) as every,
           (select count(*)::int from standing_posts($1, '2021-02-22')) as standing`,
        [neighbour.accountId],
      )
      return rows[0]
    } finally {
      await client.end()
    }
  }
  assert.equal((await count(keeper.postId)).n, 0)
  assert.deepEqual(await count(null), { n: 0, every: 0, standing: 0 })
  assert.equal((await count(neighbour.postId)).n, 3)
})

test('a committee makes accounts for those below it, never its own role or above', async () => {
  const committee = await t.post('district', '293')
  await committee.as(createAccount, { fullName: 'Lê Văn Xã', role: 'commune', areaCode: HERE })
  const ask = (role: 'district' | 'administrator' | 'province' | 'auditor', areaCode: string) =>
    committee.as(createAccount, { fullName: 'Lê Văn Trên', role, areaCode })
  await assert.rejects(ask('district', '293'), { code: 'role-above' })
  await assert.rejects(ask('administrator', HERE), { code: 'role-above' })
  await assert.rejects(ask('province', '30'), { code: 'outside-area' })
  const team = await t.post('team', HERE)
  await assert.rejects(team.as(createAccount, { fullName: 'Lê Văn Tổ', role: 'team', areaCode: HERE }), { code: 'forbidden' })
})

test('who holds a post beyond my authority is not mine to reset, although the account lies in my commune', async () => {
  const commune = await t.post('commune', HERE)
  const person = await t.post('station', HERE)
  await commune.as(resetPassword, { accountId: person.accountId })
  const province = await t.post('administrator', '30')
  await province.as(grantPost, { accountId: person.accountId, role: 'cdc', areaCode: '30' })
  await assert.rejects(commune.as(resetPassword, { accountId: person.accountId }), { code: 'account-above' })
  await assert.rejects(keeper.as(resetPassword, { accountId: person.accountId }), { code: 'account-above' })
  const shown = async (who: typeof commune) => {
    const a = (await who.as(accounts, { text: person.username })).accounts[0]!
    return { mayManage: a.mayManage, ends: a.posts.flatMap((p) => (p.mayEnd ? [p.role] : [])).sort() }
  }
  // the list offers no act that would be refused
  assert.deepEqual(await shown(commune), { mayManage: false, ends: ['station'] })
  assert.deepEqual(await shown(province), { mayManage: true, ends: ['cdc', 'station'] })
  await province.as(resetPassword, { accountId: person.accountId })
  await assert.rejects(province.as(resetPassword, { accountId: province.accountId }), { code: 'not-yourself' })
  await assert.rejects(keeper.as(grantPost, { accountId: keeper.accountId, role: 'station', areaCode: HERE }), {
    code: 'not-yourself',
  })
})

test('a revoked session stops at once, a disabled account everywhere, and an ended post on its last day', async () => {
  const p = await t.post('station', HERE)
  const [a, b] = [await tokenFor(p.username), await tokenFor(p.username)]
  const listed = (await keeper.as(sessions, { accountId: p.accountId })).sessions.map((s) => s.sessionId)
  assert.deepEqual(new Set(listed), new Set([a.sessionId, b.sessionId]))
  await keeper.as(revokeSession, { sessionId: a.sessionId })
  assert.equal(await sessionOf(t.app, a.token), null)
  assert.ok(await sessionOf(t.app, b.token))
  assert.deepEqual(await keeper.as(disableAccount, { accountId: p.accountId }), { sessionsEnded: 1 })
  assert.equal(await sessionOf(t.app, b.token), null)
  await assert.rejects(p.as(me, {}), { code: 'not-signed-in' })
  const answer = await signIn(t.app, { username: p.username, password: PASSWORD })
  assert.ok(answer instanceof Problem && answer.code === 'sign-in-failed')
  await keeper.as(enableAccount, { accountId: p.accountId })
  await p.as(me, {})
  await keeper.as(endPost, { postId: p.postId })
  await assert.rejects(p.as(me, {}), { code: 'not-signed-in' })
})

test('nobody revokes the session of someone above them', async () => {
  const above = await t.post('administrator', '30')
  const s = await tokenFor(above.username)
  await assert.rejects(keeper.as(revokeSession, { sessionId: s.sessionId }), { code: 'not-found' })
  const own = await tokenFor(keeper.username)
  await keeper.as(revokeSession, { sessionId: own.sessionId })
  assert.equal(await sessionOf(t.app, own.token), null)
})

test('a delegation works to its last day and no longer, and ends with the post it was lent from', async () => {
  const [head, deputy] = [await t.post('district', '293'), await t.post('commune', HERE)]
  const ask = { accountId: deputy.accountId, untilOn: '2021-02-24', document: 'Giấy ủy quyền 12/GUQ-BCĐ' }
  const { postId } = await head.as(delegatePost, ask)
  const asDeputy = () => execute(t.app, me, {}, { postId })
  assert.equal((await asDeputy()).post.role, 'district')
  await assert.rejects(execute(t.app, delegatePost, { ...ask, accountId: keeper.accountId }, { postId }), {
    code: 'delegation-of-delegation',
  })
  try {
    await t.day('2021-02-24')
    await asDeputy()
    await t.day('2021-02-25')
    await assert.rejects(asDeputy(), { code: 'not-signed-in' })
    await assert.rejects(head.as(delegatePost, ask), { code: 'days-reversed' })
    const again = await head.as(delegatePost, { ...ask, untilOn: '2021-03-10' })
    const province = await t.post('province', '30')
    assert.equal((await province.as(endPost, { postId: head.postId })).delegationsEnded, 1)
    await assert.rejects(execute(t.app, me, {}, { postId: again.postId }), { code: 'not-signed-in' })
  } finally {
    await t.day('2021-02-22')
  }
})

/** 50 rows: three of them bad. */
function list(): { headers: string[]; rows: string[][] } {
  const rows = Array.from({ length: 50 }, (_, i) => [
    `Nguyễn Thị Mẫu ${String.fromCodePoint(65 + (i % 26))}${i >= 26 ? 'a' : ''}`,
    'Tổ Covid',
    HERE,
    '',
  ])
  rows[4] = ['', 'Tổ Covid', HERE, '']
  rows[17] = ['Trần Văn Lạ', 'Chủ tịch nước', HERE, '']
  rows[33] = ['Trần Văn Xa', 'Tổ Covid', NEXT, '']
  rows[40] = ['Đỗ <b>Văn</b> Bốn', 'Trạm y tế', 'Xã Kim Liên', 'dovanbon']
  return { headers: ['Họ và tên', 'Vai trò', 'Mã đơn vị', 'Tên đăng nhập'], rows }
}

test('a list of 50 with 3 bad rows makes 47 accounts; the 3 come back with the row and the reason; every code signs in', async () => {
  const { headers, rows } = list()
  const bytes = new TextEncoder().encode(toCsv(headers, rows))
  const before = (await usernames(keeper, { role: 'team' })).length
  const answer = await keeper.as(importAccounts, { bytes, fileName: 'to-covid.csv' })
  assert.equal(answer.created, 47)
  assert.deepEqual(
    answer.failed.map((f) => [f.row, f.code]),
    [
      [6, 'name-missing'],
      [19, 'role-unknown'],
      [35, 'area-unknown'],
    ],
  )
  assert.equal((await usernames(keeper, { role: 'team', limit: 500 })).length, before + 46)
  const [html, sheet, back] = answer.files
  assert.ok(html!.text.includes('DIỄN TẬP') && html!.text.includes('dovanbon'))
  assert.ok(!html!.text.includes('<b>Văn'), 'names are escaped in the sheet')
  const codes = (await readTable(new TextEncoder().encode(sheet!.text), 'phieu-ma.csv')).rows
  assert.equal(codes.length, 47)
  const [, , , username, code] = codes[0]!.cells as string[]
  assert.equal((await tokenFor(username!, code!)).owed, 'password-must-change')
  assert.deepEqual(
    (await readTable(new TextEncoder().encode(back!.text), 'x.csv')).rows.map((r) => r.cells.at(-1)),
    answer.failed.map((f) => f.vi),
  )
  const again = await keeper.as(importAccounts, { bytes, fileName: 'to-covid.csv' })
  assert.equal(again.created, 0)
  assert.equal(again.failed.filter((f) => f.code === 'account-exists').length, 46)
})

test('an XLSX list is read too; a file without the columns, or that is no table, is refused whole', async () => {
  const rows = [['Hồ Thị Excel', 'Trạm y tế', 'Kim Liên']]
  const bytes = new Uint8Array(await toXlsx([{ name: 'Danh sách', headers: ['Họ tên', 'Vai trò', 'Đơn vị'], rows }]))
  assert.equal((await keeper.as(importAccounts, { bytes, fileName: 'a.xlsx' })).created, 1)
  const other = new TextEncoder().encode('Họ tên,Tuổi\r\nHồ Thị Excel,3\r\n')
  await assert.rejects(keeper.as(importAccounts, { bytes: other, fileName: 'a.csv' }), { code: 'column-missing' })
  await assert.rejects(keeper.as(importAccounts, { bytes: new Uint8Array(), fileName: 'a.csv' }), { code: 'file-refused' })
})

test('no code, password or token is kept in the clear anywhere in the database; the same operation sent again says none', async () => {
  const opIds = [newId(), newId(), newId(), newId()]
  const commune = await t.post('commune', HERE)
  const one = { fullName: 'Bùi Văn Kín', role: 'station' as const, areaCode: HERE }
  const made = await keeper.as(createAccount, one, opIds[0])
  const reset = await keeper.as(resetPassword, { accountId: made.accountId }, opIds[1])
  const { token } = await commune.as(createToken, { label: 'kín' }, opIds[2])
  const bytes = new TextEncoder().encode('Họ tên,Vai trò,Mã đơn vị\r\nBùi Thị Kín,Trạm y tế,10783\r\n')
  const sheet = (await keeper.as(importAccounts, { bytes }, opIds[3])).files[1]!.text
  const code = /[3-9A-Y]{4}-[3-9A-Y]{4}-[3-9A-Y]{4}/.exec(sheet)![0]
  for (const table of ['operation', 'audit', 'event', 'account', 'session']) {
    for (const { row } of await t.rows<{ row: string }>(`select x::text as row from ${table} x`)) {
      for (const secret of [made.oneTimePassword, reset.oneTimePassword, token, code]) {
        assert.ok(!row.includes(secret), `${table} keeps a secret`)
      }
    }
  }
  await assert.rejects(keeper.as(createAccount, one, opIds[0]), { code: 'shown-once' })
})

test('every act and refusal stands in the audit log of the area; who looked at a person can be asked', async () => {
  const auditor = await t.post('auditor', '30')
  const made = await keeper.as(createAccount, { fullName: 'Ngô Thị Nhật Ký', role: 'team', areaCode: HERE })
  await assert.rejects(keeper.as(createAccount, { fullName: 'Ngô Văn Trên', role: 'province', areaCode: HERE }), {
    code: 'role-not-here',
  })
  const log = await auditor.as(auditLog, { action: 'identity.create-account', accountId: keeper.accountId })
  assert.equal(log.rows[0]!.kind, 'refused')
  assert.deepEqual(log.rows[0]!.details, { problem: 'role-not-here' })
  assert.equal(log.rows[1]!.details.accountId, made.accountId)
  assert.equal(log.rows[1]!.username, keeper.username)
  assert.equal((await auditor.as(auditLog, { fromOn: '2021-03-01' })).rows.length, 0)

  const pages: string[] = []
  for (let before: string | undefined; ; ) {
    const page = await auditor.as(auditLog, { accountId: keeper.accountId, limit: 3, before })
    pages.push(...page.rows.map((r) => r.auditId))
    if (!page.next) break
    before = page.next
  }
  const all = await t.rows<{ n: number }>('select count(*)::int as n from audit where account_id = $1', [keeper.accountId])
  assert.equal(new Set(pages).size, all[0]!.n)
  assert.equal(pages.length, all[0]!.n)
  await assert.rejects(auditor.as(auditLog, { before: "x' or 1=1" }), { code: 'invalid-input' })

  const subjectId = newId()
  await t.rows(
    `insert into audit (commune_id, audit_id, at, account_id, role, action, kind, subject_ids)
     values ($1, gen_random_uuid(), now(), $2, 'commune', 'people.show', 'read', array[$3::uuid])`,
    [keeper.area.areaId, keeper.accountId, subjectId],
  )
  const reads = await auditor.as(personReads, { subjectId })
  assert.deepEqual(
    reads.rows.map((r) => [r.action, r.username]),
    [['people.show', keeper.username]],
  )
  const askedAgain = await auditor.as(personReads, { subjectId })
  assert.ok(
    askedAgain.rows.some((r) => r.action === 'identity.person-reads'),
    'asking is itself recorded',
  )
  const elsewhere = await t.post('administrator', NEXT)
  assert.equal((await elsewhere.as(personReads, { subjectId })).rows.length, 0)
  await assert.rejects((await t.post('commune', HERE)).as(auditLog, {}), { code: 'forbidden' })
})

test('the server role can neither change nor delete an audit row', async () => {
  for (const statement of [sql`update audit set details = '{}'`, sql`delete from audit`, sql`truncate audit`]) {
    await assert.rejects(
      inTransaction(t.app.pool, async (db) => {
        await db.run(sql`select * from set_scope(${keeper.postId}, '2021-02-22')`)
        await db.run(statement)
      }),
      { code: '42501' },
    )
  }
  assert.ok((await t.rows('select 1 from audit')).length > 0)
})

test('accounts are found with and without accents, by state, and page by page', async () => {
  const district = await t.post('administrator', '293')
  const made = await district.as(createAccount, { fullName: 'Đặng Thị Ánh Tuyết', role: 'station', areaCode: '10792' })
  for (const text of ['Đặng Thị Ánh', 'anh tuyet', made.username])
    assert.deepEqual(await usernames(district, { text }), [made.username])
  assert.deepEqual(await usernames(district, { text: 'tuyết', state: 'disabled' }), [])
  assert.deepEqual(await usernames(district, { text: 'tuyết', state: 'unused', areaId: (await t.area('10792')).areaId }), [
    made.username,
  ])
  const every = await usernames(district, { limit: 500 })
  const paged: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await district.as(accounts, { limit: 7, after })
    paged.push(...page.accounts.map((a) => a.username))
    if (!page.next) break
    after = page.next
  }
  assert.deepEqual(paged, every)
  const row = (await district.as(accounts, { text: 'anh tuyet' })).accounts[0]!
  assert.deepEqual(
    row.posts.map((p) => [p.role, p.areaName, p.fromOn, p.delegated]),
    [['station', 'Xã Kim Đính', '2021-02-22', false]],
  )
})

test('a user name is taken once, in any case of letters', async () => {
  const one = { fullName: 'Lý Văn Một', role: 'team' as const, areaCode: HERE, username: 'lyvanmot' }
  await keeper.as(createAccount, one)
  await assert.rejects(keeper.as(createAccount, { ...one, username: 'LyVanMot' }), { code: 'username-taken' })
  assert.equal((await dbOf(t.app.pool).many(sql`select 1 from account_for_sign_in('LYVANMOT')`)).length, 1)
})
