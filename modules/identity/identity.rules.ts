import { type Role, roles } from '@phaodai/kernel/contract.ts'
import { fold } from '@phaodai/text/fold.ts'
import { nameParts } from '@phaodai/text/names.ts'

export type Tier = 'province' | 'district' | 'commune' | 'hamlet'

/** Roles that decide or see much: a stolen password alone must not be enough. Teams, stations and gates sign in from paper codes. */
const officers: readonly Role[] = [
  'province',
  'district',
  'commune',
  'cdc',
  'laboratory',
  'site',
  'inspector',
  'auditor',
  'administrator',
]

/** True where the role must enrol an authenticator before it works: officers of a real instance. In a drill it is a choice. */
export const secondFactorOwed = (role: Role, mode: 'drill' | 'real', hasTotp: boolean): boolean =>
  mode === 'real' && !hasTotp && officers.includes(role)

export type Owed = 'password-must-change' | 'totp-must-enrol'

/** What an account owes before it works in a role; null: nothing. An API token works without a second factor, never with a one-time password. */
export function owedOf(s: {
  mustChange: boolean
  hasTotp: boolean
  role: Role
  kind: 'session' | 'token' | 'device'
  mode: 'drill' | 'real'
}): Owed | null {
  // a device is opened by its PIN: the member has no password of their own to invent
  if (s.kind === 'device') return null
  if (s.mustChange) return 'password-must-change'
  return s.kind === 'session' && secondFactorOwed(s.role, s.mode, s.hasTotp) ? 'totp-must-enrol' : null
}

const open: Record<Owed, readonly string[]> = {
  // a member's one-time code is for a phone: there a PIN takes the place of a password
  'password-must-change': ['identity.change-password', 'devices.enrol'],
  'totp-must-enrol': ['identity.me', 'identity.change-password', 'identity.enrol-totp', 'identity.confirm-totp'],
}
/** True where the verb may run although something is owed. */
export const mayWhileOwed = (owed: Owed | null, verbName: string): boolean => owed === null || open[owed].includes(verbName)

/** What a phone's token opens: a community team's whole work; of an officer the phone's own verbs only, so that a copied token is no way into the desk. */
export const mayOnDevice = (s: { kind: 'session' | 'token' | 'device'; role: Role }, verbName: string): boolean =>
  s.kind !== 'device' || s.role === 'team' || verbName.startsWith('devices.')

/** Whom a role may put in place, in its own area. Closed under chains: what I may grant may grant nothing that I may not. */
const belowCommune: readonly Role[] = ['station', 'site', 'checkpoint', 'team']
const belowDistrict: readonly Role[] = [...belowCommune, 'commune', 'cdc', 'laboratory', 'inspector']
export const grantable: Record<Role, readonly Role[]> = {
  operator: roles,
  administrator: roles.filter((r) => r !== 'operator'),
  province: [...belowDistrict, 'district'],
  district: belowDistrict,
  commune: belowCommune,
  cdc: [],
  station: [],
  laboratory: [],
  site: [],
  checkpoint: [],
  team: [],
  inspector: [],
  auditor: [],
}

/** Tiers of unit at which a role exists. */
const seats: Record<Role, readonly Tier[]> = {
  province: ['province'],
  district: ['district'],
  commune: ['commune'],
  cdc: ['province', 'district'],
  station: ['district', 'commune'],
  laboratory: ['province', 'district', 'commune'],
  site: ['province', 'district', 'commune'],
  checkpoint: ['province', 'district', 'commune'],
  team: ['commune'],
  inspector: ['province', 'district', 'commune'],
  auditor: ['province'],
  administrator: ['province', 'district', 'commune'],
  operator: ['province'],
}
/** Without a body these would see the whole unit; with one they see their own rows. */
const ofABody: readonly Role[] = ['laboratory', 'site', 'checkpoint']

export interface Grantor {
  role: Role
  /** Range of area ids, inclusive; empty (lo > hi) for the post of a body. */
  lo: number
  hi: number
  hamletId: number
  bodyId: number
}
export interface Seat {
  tier: Tier
  lo: number
  hi: number
  /** 0: all of the unit. */
  hamletId: number
  /** 0: none. */
  bodyId: number
}
export type GrantRefusal = 'outside-area' | 'role-above' | 'role-not-here' | 'body-needed'

/** Whether the actor may put someone in that role at that seat: inside the own area, never above the own role. */
export function mayGrant(actor: Grantor, role: Role, at: Seat): GrantRefusal | null {
  if (actor.bodyId !== 0 || at.lo < actor.lo || at.hi > actor.hi) return 'outside-area'
  if (actor.hamletId !== 0 && at.hamletId !== actor.hamletId) return 'outside-area'
  if (!grantable[actor.role].includes(role)) return 'role-above'
  if (!seats[role].includes(at.tier)) return 'role-not-here'
  return at.bodyId === 0 && ofABody.includes(role) ? 'body-needed' : null
}

/** Whether the actor stands above every post of an account that has not ended: who resets a password could otherwise sign in above themselves. */
export const mayManage = (actor: Grantor, posts: readonly (Seat & { role: Role })[]): boolean =>
  posts.every((p) => {
    const refusal = mayGrant(actor, p.role, p)
    // a post that stands where it should not, or without its body, is still below: someone must be able to mend it
    return refusal === null || refusal === 'role-not-here' || refusal === 'body-needed'
  })

/** Roles whose powers can be delegated for a time. */
export const delegable = ['province', 'district', 'commune', 'cdc', 'station', 'administrator'] as const satisfies Role[]

export interface DelegatedFrom extends Grantor {
  untilOn: string | null
  delegatedFrom: string | null
}
/** Whether a post may be lent: within its own area, to a day not after its own end, not lent itself. Days YYYY-MM-DD, inclusive. */
export function mayDelegate(
  own: DelegatedFrom,
  to: Pick<Seat, 'lo' | 'hi' | 'hamletId'> & { fromOn: string; untilOn: string },
): 'delegation-of-delegation' | 'outside-area' | 'days-reversed' | 'delegation-too-long' | null {
  if (own.delegatedFrom) return 'delegation-of-delegation'
  if (own.bodyId !== 0 || to.lo < own.lo || to.hi > own.hi) return 'outside-area'
  if (own.hamletId !== 0 && to.hamletId !== own.hamletId) return 'outside-area'
  if (to.untilOn < to.fromOn) return 'days-reversed'
  return own.untilOn !== null && to.untilOn > own.untilOn ? 'delegation-too-long' : null
}

/**
 * Seconds to wait after the nth failure in a day for one name: four free, then 1, 2, 4 … minutes up to an hour.
 * Throttling on the account: NIST SP 800-63B 5.2.2 (at most 100 in a row; this allows about 32 a day).
 */
export const waitForName = (failures: number): number => (failures < 5 ? 0 : Math.min(3600, 60 * 2 ** (failures - 5)))
/** The same for one address, in an hour: many people share one (a hospital behind one router), so 30 are free. */
export const waitForAddress = (failures: number): number => (failures < 30 ? 0 : Math.min(900, 60 * 2 ** (failures - 30)))

/** The end of the wait, ISO 8601; null where there is none at `now`. */
export function lockedUntil(failures: number, lastAt: string | null, wait: (n: number) => number, now: string): string | null {
  const seconds = wait(failures)
  // of two tries in one moment the later one may be counted first: without a wait there is no lock until it either
  if (!lastAt || seconds === 0) return null
  const until = Date.parse(lastAt) + seconds * 1000
  return until > Date.parse(now) ? new Date(until).toISOString() : null
}

export const LEAST_PASSWORD = 10
const plain = [
  'matkhau',
  'password',
  'phaodai',
  '123456',
  'abc123',
  'qwerty',
  'covid19',
  'iloveyou',
  'haiduong',
  'bacgiang',
  'vietnam',
]

/** Why a new password is refused: length and guessing, no rules of composition (NIST SP 800-63B 5.1.1.2). null: good. */
export function passwordProblem(
  password: string,
  about: { username: string; fullName: string },
): 'password-too-short' | 'password-too-plain' | null {
  if ([...password.normalize('NFC')].length < LEAST_PASSWORD) return 'password-too-short'
  const key = fold(password).replace(/[^a-z0-9]/gu, '')
  const words = [...plain, about.username, about.fullName]
    .map((w) => fold(w).replace(/[^a-z0-9]/gu, ''))
    .filter((w) => w.length > 3)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), key)
  // what remains beside the known words must still be something; one sign repeated is nothing
  const folded = key === '' ? password : rest
  return new Set(folded).size < 5 ? 'password-too-plain' : null
}

export const USERNAME = /^[a-z0-9][a-z0-9._-]{2,63}$/

/** User names to try for a person, as offices make them: Nguyễn Văn An -> annv, annv.10783, annv.10783.2 … */
export function* usernamesFor(fullName: string, areaCode: string): Generator<string> {
  const { given, surname, middle } = nameParts(fullName)
  const initials = fold(`${surname} ${middle}`)
    .split(' ')
    .map((w) => w.slice(0, 1))
    .join('')
  const base = `${fold(given)}${initials}`
    .replace(/[^a-z0-9]/gu, '')
    .slice(0, 40)
    .padEnd(3, 'x')
  yield base
  yield `${base}.${areaCode}`
  for (let n = 2; n < 1000; n++) yield `${base}.${areaCode}.${n}`
}
