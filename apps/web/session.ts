import { roles, verb } from '@phaodai/kernel/contract.ts'
import { me } from '@phaodai/modules/identity/identity.contract.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from './api.ts'

/** Who is signed in, in which post, on which instance and day, and the verbs that the post may use. */
export type Session = z.infer<typeof me.output>

/** What must be done before anything else; null where nothing is. `sessionId` is the session's public name, no secret. */
const Answer = z.object({
  sessionId: z.string(),
  username: z.string(),
  fullName: z.string(),
  hasTotp: z.boolean(),
  owed: z.enum(['password-must-change', 'totp-must-enrol']).nullable(),
})
export type Standing = z.infer<typeof Answer>

// The session itself is the server's and no module's: its routes are written here once more, in the same form.
export const signIn = verb({
  name: 'session.sign-in',
  method: 'POST',
  path: '/api/session',
  input: z.object({ username: z.string(), password: z.string(), code: z.string().optional() }),
  output: Answer,
  title: { vi: 'Đăng nhập', en: 'Sign in' },
  roles,
})
const standing = verb({
  name: 'session.standing',
  method: 'GET',
  path: '/api/session',
  input: z.object({}),
  output: Answer,
  title: { vi: 'Phiên của tôi', en: 'My session' },
  roles,
})
export const signOut = verb({
  name: 'session.sign-out',
  method: 'DELETE',
  path: '/api/session',
  input: z.object({}),
  output: z.undefined(),
  title: { vi: 'Đăng xuất', en: 'Sign out' },
  roles,
})
export const switchPost = verb({
  name: 'session.switch-post',
  method: 'PUT',
  path: '/api/session/post',
  input: z.object({ postId: z.string() }),
  output: Answer,
  title: { vi: 'Chuyển địa bàn', en: 'Act in another post' },
  roles,
})

/** Asked before all else: while something is owed, nothing else is answered, not even who one is. */
export const standingQuery = queryOptions({
  queryKey: ['session', 'standing'],
  queryFn: ({ signal }) => call(standing, {}, { signal }),
  staleTime: 60_000,
  retry: false,
})

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(me, {}, { signal }),
  staleTime: 60_000,
  retry: false,
})
