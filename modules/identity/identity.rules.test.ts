import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Role, roles } from '@phaodai/kernel/contract.ts'
import fc from 'fast-check'
import {
  type Grantor,
  grantable,
  lockedUntil,
  mayDelegate,
  mayGrant,
  mayManage,
  mayWhileOwed,
  owedOf,
  passwordProblem,
  type Seat,
  secondFactorOwed,
  USERNAME,
  usernamesFor,
  waitForAddress,
  waitForName,
} from './identity.rules.ts'
import { findColumns, findUnit, readRole } from './import.rules.ts'

const role = fc.constantFrom(...roles)
const range = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ lo: Math.min(a, b), hi: Math.max(a, b) }))
const seat: fc.Arbitrary<Seat> = fc
  .tuple(range, fc.constantFrom('province', 'district', 'commune'), fc.constantFrom(0, 0, 7), fc.constantFrom(0, 0, 5))
  .map(([r, tier, hamletId, bodyId]) => ({ ...r, tier: tier as Seat['tier'], hamletId, bodyId }))
const actor = fc.tuple(role, seat).map(([r, s]): Grantor & Seat => ({ ...s, role: r }))

test('nobody grants a post outside their own area, whatever the role', () => {
  fc.assert(
    fc.property(actor, role, seat, (a, r, s) => {
      if (mayGrant(a, r, s) === null) assert.ok(s.lo >= a.lo && s.hi <= a.hi && a.bodyId === 0)
    }),
  )
})

test('whom I put in place can put nobody in place whom I could not', () => {
  let chains = 0
  const grantor = fc.constantFrom(...roles.filter((r) => grantable[r].length > 0))
  const open = seat.map((s) => ({ ...s, bodyId: 0 }))
  fc.assert(
    fc.property(fc.tuple(grantor, open), fc.tuple(grantor, open), role, seat, ([ra, a], [rb, b], rc, c) => {
      if (mayGrant({ ...a, role: ra }, rb, b) !== null || mayGrant({ ...b, role: rb }, rc, c) !== null) return
      chains++
      assert.equal(mayGrant({ ...a, role: ra }, rc, c), null)
    }),
    { numRuns: 20_000, seed: 714 },
  )
  assert.ok(chains > 50, `only ${chains} chains were met`)
})

test('two different roles never grant each other: no circle leads above oneself', () => {
  const all: Seat = { tier: 'province', lo: 0, hi: 9, hamletId: 0, bodyId: 0 }
  const may = (a: Role, b: Role) =>
    !['role-above', 'outside-area'].includes(mayGrant({ ...all, role: a }, b, { ...all, bodyId: 1 }) ?? '')
  for (const a of roles) for (const b of roles) if (a !== b && may(a, b)) assert.ok(!may(b, a), `${a} and ${b} grant each other`)
})

test('a laboratory, site or gate without a body is refused: it would see the whole unit', () => {
  const at: Seat = { tier: 'province', lo: 0, hi: 9, hamletId: 0, bodyId: 0 }
  for (const r of ['laboratory', 'site', 'checkpoint'] as const) {
    assert.equal(mayGrant({ ...at, role: 'administrator' }, r, at), 'body-needed')
    assert.equal(mayGrant({ ...at, role: 'administrator' }, r, { ...at, bodyId: 3 }), null)
  }
})

test('an account with one post beyond my authority is not mine to reset, even when its home is', () => {
  const commune: Grantor = { role: 'administrator', lo: 10, hi: 19, hamletId: 0, bodyId: 0 }
  const at = (lo: number, hi: number, r: Role) => ({ role: r, tier: 'commune' as const, lo, hi, hamletId: 0, bodyId: 0 })
  assert.equal(mayManage(commune, [at(10, 19, 'station')]), true)
  assert.equal(mayManage(commune, [at(10, 19, 'station'), at(0, 99, 'province')]), false)
  assert.equal(mayManage({ ...commune, role: 'commune' }, [at(10, 19, 'administrator')]), false)
  assert.equal(mayManage(commune, []), true)
})

test('a delegation stays within the post it is lent from, in place and in time, and is not lent on', () => {
  const own = { role: 'district' as const, lo: 10, hi: 19, hamletId: 0, bodyId: 0, untilOn: '2021-03-31', delegatedFrom: null }
  const to = { lo: 10, hi: 19, hamletId: 0, fromOn: '2021-03-01', untilOn: '2021-03-05' }
  assert.equal(mayDelegate(own, to), null)
  assert.equal(mayDelegate(own, { ...to, hi: 20 }), 'outside-area')
  assert.equal(mayDelegate(own, { ...to, untilOn: '2021-04-01' }), 'delegation-too-long')
  assert.equal(mayDelegate(own, { ...to, untilOn: '2021-02-28' }), 'days-reversed')
  assert.equal(mayDelegate({ ...own, delegatedFrom: 'x' }, to), 'delegation-of-delegation')
})

test('officers of a real instance owe a second factor; teams, stations and drills do not', () => {
  assert.equal(secondFactorOwed('cdc', 'real', false), true)
  assert.equal(secondFactorOwed('cdc', 'real', true), false)
  assert.equal(secondFactorOwed('cdc', 'drill', false), false)
  assert.equal(secondFactorOwed('team', 'real', false), false)
})

test('a one-time password allows changing it and nothing else', () => {
  const owed = owedOf({ mustChange: true, hasTotp: false, role: 'cdc', kind: 'session', mode: 'real' })
  assert.equal(owed, 'password-must-change')
  assert.equal(mayWhileOwed(owed, 'identity.change-password'), true)
  for (const verb of ['identity.me', 'people.search', 'identity.enrol-totp']) assert.equal(mayWhileOwed(owed, verb), false)
  const second = owedOf({ mustChange: false, hasTotp: false, role: 'cdc', kind: 'session', mode: 'real' })
  assert.equal(mayWhileOwed(second, 'identity.enrol-totp'), true)
  assert.equal(mayWhileOwed(second, 'people.search'), false)
})

test('waits never shrink as failures grow, and end', () => {
  fc.assert(
    fc.property(fc.nat(200), (n) => {
      assert.ok(waitForName(n + 1) >= waitForName(n) && waitForName(n) <= 3600)
      assert.ok(waitForAddress(n + 1) >= waitForAddress(n) && waitForAddress(n) <= 900)
    }),
  )
  assert.equal(waitForName(4), 0)
  assert.equal(lockedUntil(5, '2026-01-01T00:00:00.000Z', waitForName, '2026-01-01T00:00:59.000Z'), '2026-01-01T00:01:00.000Z')
  assert.equal(lockedUntil(5, '2026-01-01T00:00:00.000Z', waitForName, '2026-01-01T00:01:00.000Z'), null)
})

test('two who sign in behind one router in the same moment are not locked, whichever took its time first', () => {
  const [first, last] = ['2026-01-01T07:00:00.000Z', '2026-01-01T07:00:00.004Z']
  assert.equal(lockedUntil(1, last, waitForAddress, first), null)
})

test('passwords that a guesser tries first are refused, long ordinary words are taken', () => {
  const about = { username: 'annv', fullName: 'Nguyễn Văn An' }
  assert.equal(passwordProblem('ngan', about), 'password-too-short')
  for (const bad of ['matkhau123456', 'Nguyễn Văn An', 'aaaaaaaaaaaa', 'PhaoDai2021', 'annvannvannv']) {
    assert.equal(passwordProblem(bad, about), 'password-too-plain', bad)
  }
  for (const good of ['con trâu gặm cỏ', 'thuyền ra khơi sớm', 'x9#Lm2!qRt7z'])
    assert.equal(passwordProblem(good, about), null, good)
})

test('user names are made from the name as offices do, and every one of them is a valid user name', () => {
  assert.deepEqual([...usernamesFor('Nguyễn Văn An', '10783')].slice(0, 3), ['annv', 'annv.10783', 'annv.10783.2'])
  assert.equal(usernamesFor('Y Moan Êban', '1').next().value?.startsWith('moan'), true)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) =>
      USERNAME.test(usernamesFor(name, '10783').next().value!),
    ),
  )
})

test('a list names roles and units as people write them; same names need the district', () => {
  assert.equal(readRole('Trạm y tế'), 'station')
  assert.equal(readRole('TỔ COVID CỘNG ĐỒNG'), 'team')
  assert.equal(readRole('commune'), 'commune')
  assert.equal(readRole('Chủ tịch nước'), null)
  const unit = (areaId: number, code: string, name: string, nameKey: string, tier: 'district' | 'commune', parentId: number) => ({
    areaId,
    code,
    name,
    nameKey,
    tier,
    parentId,
  })
  const units = [
    unit(1, '293', 'Kim Thành', 'huyen kim thanh', 'district', 0),
    unit(2, '288', 'Nam Sách', 'huyen nam sach', 'district', 0),
    unit(11, '10783', 'Kim Liên', 'xa kim lien', 'commune', 1),
    unit(12, '10600', 'An Lâm', 'xa an lam', 'commune', 1),
    unit(13, '10601', 'An Lâm', 'xa an lam', 'commune', 2),
    unit(14, '01234', 'An Bình', 'xa an binh', 'commune', 2),
  ]
  const found = (cell: string) => {
    const u = findUnit(units, cell)
    return typeof u === 'string' ? u : u.areaId
  }
  assert.equal(found('10783'), 11)
  assert.equal(found('1234'), 14)
  assert.equal(found('Xã Kim Liên'), 11)
  assert.equal(found('An Lâm'), 'area-ambiguous')
  assert.equal(found('xã An Lâm, huyện Nam Sách'), 13)
  assert.equal(found('Hà Nội'), 'area-unknown')
  assert.equal(found(''), 'area-unknown')
  assert.deepEqual(findColumns([['STT'], ['Họ và tên'], ['Vai trò (*)'], ['Mã đơn vị']]), {
    username: -1,
    fullName: 1,
    role: 2,
    area: 3,
    district: -1,
    body: -1,
  })
})
