import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import { codeOf, typedCode } from './declarations.rules.ts'

const PREFIX = 'PD1.'
const sealOf = (secrets: Secrets, series: Buffer): Buffer =>
  createHmac('sha256', secrets.derive('declaration pass')).update(series).digest()

/** What a QR says: the series and a seal of this server, 8 bytes of HMAC-SHA-256. No name, no number, no day. */
export function passOf(secrets: Secrets, seriesId: string): { token: string; code: string } {
  const series = Buffer.from(seriesId.replaceAll('-', ''), 'hex')
  const seal = sealOf(secrets, series)
  return { token: PREFIX + Buffer.concat([series, seal.subarray(0, 8)]).toString('base64url'), code: codeOf(seal) }
}

/** The series or the code that was shown. A forged QR is told before the database is asked. @throws Problem declaration-unreadable */
export function readPass(secrets: Secrets, shown: string): { seriesId: string } | { code: string } {
  const code = typedCode(shown)
  if (code) return { code }
  const bytes = shown.startsWith(PREFIX) ? Buffer.from(shown.slice(PREFIX.length), 'base64url') : Buffer.alloc(0)
  const [series, seal] = [bytes.subarray(0, 16), bytes.subarray(16)]
  if (bytes.length !== 24 || !timingSafeEqual(seal, sealOf(secrets, series).subarray(0, 8)))
    throw new Problem('declaration-unreadable')
  const hex = series.toString('hex')
  return { seriesId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` }
}
