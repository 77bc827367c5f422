import { Secret, TOTP } from 'otpauth'
import { act, type Input, type World } from './access.world.ts'
import type { TestPost } from './database.ts'

/** What confirms a second factor that was offered just now. */
export async function totp(w: World, as: TestPost): Promise<Input> {
  const offered = await act(w.t, as, 'identity.enrol-totp', {})
  const code = new TOTP({ secret: Secret.fromBase32(offered.secret as string) }).generate()
  return { pending: offered.pending, code }
}
