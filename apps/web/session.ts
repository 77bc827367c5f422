import { roles, verb } from '@phaodai/kernel/contract.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from './api.ts'

const Post = z.object({ postId: z.string(), role: z.enum(roles), areaId: z.int(), areaName: z.string() })
export type Post = z.infer<typeof Post>

/** Who is signed in, in which post, on which instance and day. */
const Session = z.object({
  account: z.object({ username: z.string(), fullName: z.string() }),
  post: Post,
  posts: z.array(Post),
  instance: z.object({ mode: z.enum(['drill', 'real']), today: z.string(), provinceCode: z.string() }),
  /** Names of the verbs that the post may use. */
  verbs: z.array(z.string()),
})
export type Session = z.infer<typeof Session>

const everyone = { roles }

export const getSession = verb({
  name: 'identity.session',
  method: 'GET',
  path: '/api/session',
  input: z.object({}),
  output: Session,
  title: { vi: 'Phiên làm việc', en: 'Session' },
  ...everyone,
})
export const signIn = verb({
  name: 'identity.signIn',
  method: 'POST',
  path: '/api/session',
  input: z.object({ username: z.string(), password: z.string(), code: z.string().optional() }),
  output: z.unknown(),
  title: { vi: 'Đăng nhập', en: 'Sign in' },
  ...everyone,
})
export const signOut = verb({
  name: 'identity.signOut',
  method: 'DELETE',
  path: '/api/session',
  input: z.object({}),
  output: z.unknown(),
  title: { vi: 'Đăng xuất', en: 'Sign out' },
  ...everyone,
})

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(getSession, {}, { signal }),
  staleTime: 60_000,
  retry: false,
})
