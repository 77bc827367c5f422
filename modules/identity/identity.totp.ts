import { Secret, TOTP } from 'otpauth'

const PERIOD = 30
const ISSUER = 'Pháo Đài'
const of = (username: string, base32: string) =>
  new TOTP({ issuer: ISSUER, label: username, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) })

/** A new shared secret, 160 bits, base32 (RFC 4226 section 4 asks for 160). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** otpauth:// URI for an authenticator. */
export const totpUri = (username: string, base32: string): string => of(username, base32).toString()

/**
 * The time step (30 s since 1970) of a right code at an instant, one step early or late allowed (RFC 6238 section 5.2);
 * null where it is wrong, or its step is not after the last one used: a code works once.
 */
export function totpStep(base32: string, code: string, at: string, lastStep: number | null): number | null {
  const timestamp = Date.parse(at)
  const delta = of('', base32).validate({ token: code, timestamp, window: 1 })
  if (delta === null) return null
  const step = Math.floor(timestamp / 1000 / PERIOD) + delta
  return lastStep !== null && step <= lastStep ? null : step
}

/** The seal's field: bound to the account, so that a secret moved to another row does not open. */
export const totpField = (accountId: string): string => `account.totp ${accountId}`
