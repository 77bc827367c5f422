import { roles } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'

/** What signing in takes. Lengths are bounded: hashing a long password costs the server, not the caller. */
export const Credentials = z.strictObject({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  /** Six digits of the authenticator, where the account has one. */
  code: z.string().trim().max(20).optional(),
})

export const PostChoice = z.strictObject({ postId: z.uuid() })

/** Who is signed in. A token never stands here: the cookie holds it, out of reach of scripts. The posts are at identity.me. */
export const SessionAnswer = z.object({
  sessionId: z.string(),
  accountId: z.uuid(),
  postId: z.uuid(),
  role: z.enum(roles),
  username: z.string(),
  fullName: z.string(),
  mustChange: z.boolean(),
  hasTotp: z.boolean(),
  kind: z.enum(['session', 'token', 'device']),
  expiresAt: z.string(),
  /** What must be done before anything else. */
  owed: z.enum(['password-must-change', 'totp-must-enrol']).nullable(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>
