import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, arrangers, Id } from './checks.contract.ts'

export const teamPeople = verb({
  name: 'checks.team-people',
  method: 'GET',
  path: '/api/team-people',
  title: { vi: 'Thành viên các tổ: tài khoản, mã, phiên đăng nhập', en: 'Members of the teams: accounts, codes, sessions' },
  personal: true,
  roles: arrangers,
  input: z.object({
    areaId: AreaId.optional(),
    /** Part of a name, user name or team code, without accents too. */
    text: z.string().trim().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        accountId: Id,
        username: z.string(),
        fullName: z.string(),
        areaName: z.string(),
        communeId: z.number(),
        teams: z.array(z.object({ teamId: Id, code: z.string(), name: z.string(), lead: z.boolean() })),
        /** The one-time code has not been used yet, or none was printed. */
        codeUnused: z.boolean(),
        disabled: z.boolean(),
        sessions: z.number(),
        seenAt: z.string().nullable(),
      }),
    ),
  }),
})

export const resetMember = verb({
  name: 'checks.reset-member',
  method: 'POST',
  path: '/api/team-people/:accountId/code',
  title: { vi: 'Cấp mã mới cho tổ viên, thoát mọi máy', en: 'New code for a team member; every device is signed out' },
  once: true,
  roles: arrangers,
  input: z.object({ accountId: Id }),
  output: z.object({
    accountId: Id,
    username: z.string(),
    fullName: z.string(),
    oneTimePassword: z.string(),
    /** A slip to print: a whole document. */
    html: z.string(),
    sessionsEnded: z.number(),
  }),
})

export const signOutMember = verb({
  name: 'checks.sign-out-member',
  method: 'POST',
  path: '/api/team-people/:accountId/sign-out',
  title: { vi: 'Mất máy: thoát mọi máy của tổ viên', en: 'A phone is lost: sign a team member out everywhere' },
  roles: arrangers,
  input: z.object({ accountId: Id }),
  output: z.object({ sessionsEnded: z.number() }),
})

export const codeSheets = verb({
  name: 'checks.code-sheet',
  method: 'POST',
  path: '/api/team-code-sheets',
  title: {
    vi: 'In phiếu mã của một xã: cấp mã cho tổ viên chưa dùng mã',
    en: 'Code sheet of a commune: codes for members who have not used theirs',
  },
  once: true,
  roles: arrangers,
  input: z.object({
    /** Default: the post's own. */
    communeId: z.int().positive().optional(),
    /** Only of these teams. */
    teamIds: z.array(Id).max(200).optional(),
  }),
  output: z.object({
    issued: z.number(),
    fileName: z.string(),
    /** A whole document, ready to print. */
    html: z.string(),
  }),
})
