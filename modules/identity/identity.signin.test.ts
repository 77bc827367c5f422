import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { execute } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { Secret, TOTP } from 'otpauth'
import { type TestApp, testApp } from '../../test/database.ts'
import { createAccount, resetPassword } from './accounts.commands.ts'
import { changePassword, confirmTotp, createToken, enrolTotp, me } from './identity.commands.ts'
import { assertMay, enterBy, type SignedIn, type SignInAsk, sessionOf, signIn, signOut, switchPost } from './identity.signin.ts'

const PASSWORD = 'test-only'
const secretOf = (base32: string) => Secret.fromBase32(base32)
const T0 = '2026-03-02T01:00:00.000Z'
const later = (seconds: number, from = T0) => new Date(Date.parse(from) + seconds * 1000).toISOString()

let t: TestApp
before(async () => {
  t = await testApp()
})
after(() => t?.close())

const attempt = (ask: Partial<SignInAsk>) => signIn(t.app, { username: '', password: PASSWORD, at: T0, ...ask })
async function enter(ask: Partial<SignInAsk>): Promise<SignedIn> {
  const answer = await attempt(ask)
  if (answer instanceof Problem) throw answer
  return answer
}
async function refused(ask: Partial<SignInAsk>): Promise<Problem> {
  const answer = await attempt(ask)
  assert.ok(answer instanceof Problem, 'it was let in')
  return answer
}

test('a right password opens a session of 12 hours that ends after 2 idle hours', async () => {
  const p = await t.post('commune', '10783')
  const s = await enter({ username: p.username.toUpperCase() })
  assert.equal(s.postId, p.postId)
  assert.equal(s.posts.length, 1)
  assert.equal(s.owed, null)
  assert.equal((await sessionOf(t.app, s.token, later(3600)))?.accountId, p.accountId)
  assert.ok(await sessionOf(t.app, s.token, later(2.5 * 3600)), 'it was used an hour and a half ago')
  assert.equal(await sessionOf(t.app, s.token, later(5 * 3600)), null)
  const busy = await enter({ username: p.username })
  for (let hour = 1; hour < 12; hour++) assert.ok(await sessionOf(t.app, busy.token, later(hour * 3600)))
  assert.equal(await sessionOf(t.app, busy.token, later(12 * 3600)), null)
  assert.equal(await sessionOf(t.app, 'no such token', T0), null)
})

test('the journey that opens the scope lets in whom the look-up lets in, and nobody else', async () => {
  const p = await t.post('commune', '10783')
  const { token, sessionId } = await enter({ username: p.username })
  const by = (of: string, at = later(60), verbName = me.verb.name) =>
    execute(t.app, me, {}, { postId: enterBy(of, verbName, at) }).then(
      (answer) => answer.post.postId,
      (e: Problem) => e.code,
    )
  assert.deepEqual([await by(token), await by(token, later(120))], [p.postId, p.postId])
  const [seen] = await t.rows<{ at: Date }>("select seen_at as at from session where token_hash = decode($1, 'hex')", [sessionId])
  assert.equal(new Date(seen!.at).toISOString(), later(120), 'its use is noted, once a minute')
  assert.equal(await by(token, later(5 * 3600)), 'not-signed-in', 'it stood idle')
  assert.equal(await by('no such token'), 'not-signed-in')
  await t.rows("update session set kind = 'device' where token_hash = decode($1, 'hex')", [sessionId])
  assert.deepEqual(
    [await by(token), await by(token, later(60), 'devices.pull'), await by(token, later(12 * 3600), 'devices.pull')],
    ['device-only', p.postId, 'not-signed-in'],
  )
  await t.rows("update post set until_on = '2021-02-21' where post_id = $1", [p.postId])
  assert.equal(await by(token, later(60), 'devices.pull'), 'not-signed-in', 'the post has ended')
  await t.rows('update post set until_on = null where post_id = $1', [p.postId])
  await signOut(t.app, token, later(60))
  assert.equal(await by(token, later(60), 'devices.pull'), 'not-signed-in')
})

test('the database holds no token, only its hash', async () => {
  const p = await t.post('commune', '10783')
  const { token } = await enter({ username: p.username })
  const rows = await t.rows<{ row: string }>('select s::text as row from session s')
  assert.ok(rows.length > 0 && rows.every((r) => !r.row.includes(token)))
})

test('five wrong passwords lock the name, the right one too, until the wait is over; then it opens and the count is forgotten', async () => {
  const { username } = await t.post('cdc', '30')
  for (let i = 0; i < 5; i++) assert.equal((await refused({ username, password: 'wrong', at: later(i) })).code, 'sign-in-failed')
  const locked = await refused({ username, at: later(5) })
  assert.equal(locked.code, 'locked')
  assert.equal(locked.details.until, later(64))
  assert.equal((await refused({ username, at: later(63) })).code, 'locked')
  await enter({ username, at: later(64) })
  assert.equal((await refused({ username, password: 'wrong', at: later(70) })).code, 'sign-in-failed')
  await enter({ username, at: later(71) })
})

test('each failure after the lock doubles the wait', async () => {
  const { username } = await t.post('cdc', '30')
  for (let i = 0; i < 5; i++) await refused({ username, password: 'wrong' })
  await refused({ username, password: 'wrong', at: later(60) })
  assert.equal((await refused({ username, at: later(61) })).details.until, later(180))
})

test('a name that does not exist is refused and locked in the same words', async () => {
  const { username } = await t.post('cdc', '30')
  const ghost = `${username}-ghost`
  for (let i = 0; i < 6; i++) {
    const [real, none] = [await refused({ username, password: 'wrong' }), await refused({ username: ghost, password: 'wrong' })]
    assert.deepEqual(none.toJSON(), real.toJSON())
  }
})

test('guesses sent side by side are all counted', async () => {
  const { username } = await t.post('cdc', '30')
  const answers = await Promise.all(Array.from({ length: 12 }, () => refused({ username, password: 'wrong' })))
  assert.equal(answers.filter((a) => a.code === 'sign-in-failed').length, 5)
  assert.equal(answers.filter((a) => a.code === 'locked').length, 7)
})

test('one address that tries many names is held back; another address is not', async () => {
  const { username } = await t.post('cdc', '30')
  for (let i = 0; i < 30; i++) await refused({ username: `nobody${i}`, password: 'x', address: '10.0.0.9' })
  assert.equal((await refused({ username, address: '10.0.0.9', at: later(1) })).code, 'locked')
  await enter({ username, address: '10.0.0.10', at: later(1) })
})

test('sign-ins, failures and sign-outs stand in the audit log, without what was typed', async () => {
  const p = await t.post('station', '10783')
  await refused({ username: p.username, password: 'my-secret-typo', address: '10.1.1.1' })
  const { token } = await enter({ username: p.username, address: '10.1.1.1' })
  await signOut(t.app, token)
  assert.equal(await sessionOf(t.app, token, later(1)), null)
  const rows = await t.rows<{ action: string; details: object; row: string }>(
    "select action, details, u::text as row from audit u where account_id = $1 and kind = 'sign-in' order by wall_at",
    [p.accountId],
  )
  assert.deepEqual(
    rows.map((r) => [r.action, r.details]),
    [
      ['identity.sign-in', { problem: 'sign-in-failed', address: '10.1.1.1' }],
      ['identity.sign-in', { address: '10.1.1.1' }],
      ['identity.sign-out', {}],
    ],
  )
  assert.ok(rows.every((r) => !r.row.includes('typo')))
})

test('an authenticator is enrolled with its first code; then a code is asked for, works once, and an old one never again', async () => {
  const p = await t.post('cdc', '30')
  const offer = await p.as(enrolTotp, {})
  assert.match(offer.uri, /^otpauth:\/\/totp\//)
  assert.match(offer.qr, /^data:image\/png;base64,/)
  const codeAt = (at: string) => TOTP.generate({ secret: secretOf(offer.secret), timestamp: Date.parse(at) })
  const wall = new Date().toISOString()
  await assert.rejects(p.as(confirmTotp, { pending: offer.pending, code: codeAt(later(-3600, wall)) }), { code: 'totp-wrong' })
  await p.as(confirmTotp, { pending: offer.pending, code: codeAt(wall) })
  const [sealed] = await t.rows<{ s: Buffer }>('select totp_sealed as s from account where account_id = $1', [p.accountId])
  assert.ok(!sealed!.s.includes(offer.secret))

  const next = later(120, wall)
  assert.equal((await refused({ username: p.username, at: next })).code, 'totp-required')
  assert.equal((await refused({ username: p.username, at: next, code: codeAt(later(-120, next)) })).code, 'totp-wrong')
  const s = await enter({ username: p.username, at: next, code: codeAt(next) })
  assert.equal(s.account.hasTotp, true)
  assert.equal((await refused({ username: p.username, at: next, code: codeAt(next) })).code, 'totp-wrong', 'the code was used')
  await enter({ username: p.username, at: later(60, next), code: codeAt(later(30, next)) })
})

test('wrong codes lock the name like wrong passwords, and asking for the code does not reset the count', async () => {
  const p = await t.post('cdc', '30')
  const offer = await p.as(enrolTotp, {})
  await p.as(confirmTotp, { pending: offer.pending, code: TOTP.generate({ secret: secretOf(offer.secret) }) })
  for (let i = 0; i < 5; i++) {
    assert.equal((await refused({ username: p.username })).code, 'totp-required')
    assert.equal((await refused({ username: p.username, code: '000000' })).code, 'totp-wrong')
  }
  assert.equal((await refused({ username: p.username, code: '000000' })).code, 'locked')
})

test('an open session alone cannot put another authenticator in place, nor use the offer made to another account', async () => {
  const [p, other] = [await t.post('cdc', '30'), await t.post('cdc', '30')]
  const first = await p.as(enrolTotp, {})
  const code = (secret: string) => TOTP.generate({ secret: secretOf(secret) })
  await assert.rejects(other.as(confirmTotp, { pending: first.pending, code: code(first.secret) }), { code: 'totp-expired' })
  await p.as(confirmTotp, { pending: first.pending, code: code(first.secret) })
  const second = await p.as(enrolTotp, {})
  await assert.rejects(p.as(confirmTotp, { pending: second.pending, code: code(second.secret) }), { code: 'totp-required' })
})

test('a one-time password opens a session in which only the password can be changed; the change ends every other session', async () => {
  const keeper = await t.post('administrator', '10783')
  const made = await keeper.as(createAccount, { fullName: 'Phạm Thị Lan', role: 'station', areaCode: '10783' })
  const once = { username: made.username, password: made.oneTimePassword }
  // typed from paper: small letters and spaces are no other code
  const typed = made.oneTimePassword.toLowerCase().replaceAll('-', ' ')
  const [s, elsewhere] = [await enter(once), await enter({ ...once, password: typed })]
  assert.equal(s.owed, 'password-must-change')
  const session = (await sessionOf(t.app, s.token, later(1)))!
  assert.throws(() => assertMay(session, 'identity.me'), { code: 'password-must-change' })
  assertMay(session, 'identity.change-password')
  const change = (current: string, next: string) =>
    execute(t.app, changePassword, { current, next, keepSession: s.sessionId }, { postId: s.postId })
  await assert.rejects(change('wrong', 'con trâu gặm cỏ'), { code: 'password-wrong' })
  await assert.rejects(change(made.oneTimePassword, 'ngan'), { code: 'invalid-input' })
  await assert.rejects(change(made.oneTimePassword, 'matkhau123456'), { code: 'password-too-plain' })
  assert.deepEqual(await change(made.oneTimePassword, 'con trâu gặm cỏ'), { sessionsEnded: 1 })
  assert.equal((await sessionOf(t.app, s.token, later(2)))?.owed, null)
  assert.equal(await sessionOf(t.app, elsewhere.token, later(2)), null)
  assert.equal((await refused(once)).code, 'sign-in-failed')
  await enter({ username: made.username, password: 'con trâu gặm cỏ'.normalize('NFD') })
})

test('a session moves between the posts of its account only; an API token stays in its post', async () => {
  const p = await t.post('commune', '10783')
  const foreign = await t.post('commune', '10786')
  await t.rows(
    `insert into post (post_id, account_id, commune_id, role, area_id, from_on)
     select gen_random_uuid(), $1, commune_id, 'inspector', area_id, '2021-01-01' from post where post_id = $2`,
    [p.accountId, p.postId],
  )
  const s = await enter({ username: p.username })
  const second = s.posts.find((post) => post.role === 'inspector')!
  const moved = await switchPost(t.app, s.token, second.postId, later(1))
  assert.ok(!(moved instanceof Problem) && moved.role === 'inspector')
  const no = await switchPost(t.app, s.token, foreign.postId, later(1))
  assert.ok(no instanceof Problem && no.code === 'not-found')
  const mine = await execute(t.app, me, {}, { postId: second.postId })
  assert.equal(mine.post.role, 'inspector')
  assert.equal(mine.posts.length, 2)
  assert.equal(mine.instance.mode, 'drill')
  assert.equal(mine.instance.today, '2021-02-22')

  const { token } = await p.as(createToken, { label: 'bảng tin', days: 30 })
  const byToken = (await sessionOf(t.app, token))!
  assert.equal(byToken.kind, 'token')
  assert.ok(await sessionOf(t.app, token, later(20 * 86_400, new Date().toISOString())), 'a token does not idle out')
  assert.equal(await sessionOf(t.app, token, later(31 * 86_400, new Date().toISOString())), null)
  const stays = await switchPost(t.app, token, second.postId)
  assert.ok(stays instanceof Problem)
})

test('an account whose posts have ended is told so, and only after the right password', async () => {
  const p = await t.post('team', '10783')
  await t.rows("update post set until_on = '2021-02-21' where post_id = $1", [p.postId])
  assert.equal((await refused({ username: p.username })).code, 'no-post')
  assert.equal((await refused({ username: p.username, password: 'wrong' })).code, 'sign-in-failed')
})

test('who guesses the current password at an open session is stopped after ten tries', async () => {
  const p = await t.post('station', '10783')
  const change = (current: string) => p.as(changePassword, { current, next: 'con trâu gặm cỏ' })
  for (let i = 0; i < 10; i++) await assert.rejects(change('wrong'), { code: 'password-wrong' })
  await assert.rejects(change(PASSWORD), { code: 'locked' })
})

test('a lost phone: a new code that also takes the authenticator off, given by who stands above', async () => {
  const [p, keeper] = [await t.post('cdc', '30'), await t.post('administrator', '30')]
  const offer = await p.as(enrolTotp, {})
  await p.as(confirmTotp, { pending: offer.pending, code: TOTP.generate({ secret: secretOf(offer.secret) }) })
  const first = await keeper.as(resetPassword, { accountId: p.accountId })
  assert.equal((await refused({ username: p.username, password: first.oneTimePassword })).code, 'totp-required')
  const second = await keeper.as(resetPassword, { accountId: p.accountId, secondFactor: true })
  const s = await enter({ username: p.username, password: second.oneTimePassword })
  assert.deepEqual([s.account.hasTotp, s.account.mustChange], [false, true])
})

test('in a real instance an officer must enrol an authenticator before anything else; a team member need not', async () => {
  const [officer, member] = [await t.post('cdc', '30'), await t.post('team', '10783')]
  await t.rows("update instance set mode = 'real', drill_on = null")
  try {
    const s = await enter({ username: officer.username })
    assert.equal(s.owed, 'totp-must-enrol')
    const session = (await sessionOf(t.app, s.token, T0))!
    assert.throws(() => assertMay(session, 'people.search'), { code: 'totp-must-enrol' })
    assertMay(session, 'identity.enrol-totp')
    assert.equal((await enter({ username: member.username })).owed, null)
  } finally {
    await t.rows("update instance set mode = 'drill', drill_on = '2021-02-22'")
  }
})
