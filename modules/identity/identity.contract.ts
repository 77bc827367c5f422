import { committees, epidemiology, roles, type Verb, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'
import './identity.problems.ts'
import { delegable, LEAST_PASSWORD, USERNAME } from './identity.rules.ts'

const Id = z.uuid()
const RoleShape = z.enum(roles)
const Instant = z.iso.datetime()
const Username = z.string().trim().toLowerCase().regex(USERNAME)
const Password = z.string().min(1).max(200)
const Code = z.string().regex(/^\d{6}$/)
const Document = z.string().trim().min(1).max(300)

/** Marks an answer that holds a secret: it is said once, never kept with the operation; a repeat is refused. */
const once = <V extends Verb>(v: V): V & { once: true } => ({ ...v, once: true })

/** Who may look after accounts: administrators everywhere in their area, committees for those below, the operator of the server. */
const keepers = ['administrator', ...committees, 'operator'] as const
const watchers = ['auditor', 'administrator', 'operator'] as const

export const Post = z.object({
  postId: Id,
  role: RoleShape,
  areaId: z.int(),
  areaName: z.string(),
  /** 0: not limited to one hamlet. */
  hamletId: z.int(),
  /** 0: no body of its own. */
  bodyId: z.int(),
})
export type Post = z.infer<typeof Post>

const Instance = z.object({ mode: z.enum(['drill', 'real']), provinceCode: z.string(), drillOn: Day.nullable(), today: Day })

export const me = verb({
  name: 'identity.me',
  method: 'GET',
  path: '/api/me',
  input: z.object({}),
  output: z.object({
    account: z.object({
      accountId: Id,
      username: z.string(),
      fullName: z.string(),
      mustChange: z.boolean(),
      hasTotp: z.boolean(),
    }),
    post: Post,
    posts: z.array(Post),
    instance: Instance,
    verbs: z.array(z.string()),
  }),
  title: { vi: 'Tài khoản và nhiệm vụ của tôi', en: 'My account and post' },
  roles,
})

export const changePassword = verb({
  name: 'identity.change-password',
  method: 'POST',
  path: '/api/me/password',
  input: z.object({
    current: Password,
    next: z.string().min(LEAST_PASSWORD).max(200),
    /** The session that stays; every other one and no token ends. */
    keepSession: z.string().optional(),
  }),
  output: z.object({ sessionsEnded: z.int() }),
  title: { vi: 'Đổi mật khẩu', en: 'Change my password' },
  roles,
})

export const enrolTotp = verb({
  name: 'identity.enrol-totp',
  method: 'POST',
  path: '/api/me/totp',
  input: z.object({}),
  output: z.object({
    /** otpauth:// for the authenticator. */
    uri: z.string(),
    /** The same as a picture: a data URL. */
    qr: z.string(),
    /** The same to type: base32. */
    secret: z.string(),
    /** To send back with the first code, within 15 minutes; sealed, nothing is stored before. */
    pending: z.string(),
  }),
  title: { vi: 'Cài mã xác thực', en: 'Enrol an authenticator' },
  roles,
})

export const confirmTotp = verb({
  name: 'identity.confirm-totp',
  method: 'POST',
  path: '/api/me/totp/confirm',
  /** `current`: a code of the authenticator being replaced, where there is one. */
  input: z.object({ pending: z.string().max(500), code: Code, current: Code.optional() }),
  output: z.object({ hasTotp: z.literal(true) }),
  title: { vi: 'Xác nhận mã xác thực', en: 'Confirm the authenticator' },
  roles,
})

export const accounts = verb({
  name: 'identity.accounts',
  method: 'GET',
  path: '/api/accounts',
  input: z.object({
    text: z.string().trim().max(100).optional(),
    role: RoleShape.optional(),
    areaId: z.coerce.number().int().optional(),
    state: z.enum(['active', 'disabled', 'unused']).optional(),
    after: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    accounts: z.array(
      z.object({
        accountId: Id,
        username: z.string(),
        fullName: z.string(),
        areaId: z.int(),
        areaName: z.string(),
        mustChange: z.boolean(),
        hasTotp: z.boolean(),
        lockedUntil: Instant.nullable(),
        disabledAt: Instant.nullable(),
        posts: z.array(
          Post.extend({
            ...{ fromOn: Day, untilOn: Day.nullable(), document: z.string().nullable(), delegated: z.boolean() },
            /** Whether who asks may end it. */
            mayEnd: z.boolean(),
          }),
        ),
        /** Whether who asks stands above every post that has not ended, and so gives a new code, disables and enables. */
        mayManage: z.boolean(),
      }),
    ),
    /** Send back as `after` for the next page; null at the end. */
    next: z.string().nullable(),
  }),
  title: { vi: 'Danh sách tài khoản', en: 'Accounts' },
  roles: keepers,
  personal: true,
})

/** Where a post stands: the unit by id or by code (of a unit in force today). */
const seat = {
  role: RoleShape,
  areaId: z.int().positive().optional(),
  areaCode: z.string().max(12).optional(),
  hamletId: z.int().nonnegative().default(0),
  bodyId: z.int().nonnegative().default(0),
  fromOn: Day.optional(),
  untilOn: Day.optional(),
  document: Document.optional(),
}

export const createAccount = once(
  verb({
    name: 'identity.create-account',
    method: 'POST',
    path: '/api/accounts',
    input: z.object({ username: Username.optional(), fullName: z.string().trim().min(2).max(120), ...seat }),
    output: z.object({ accountId: Id, postId: Id, username: z.string(), oneTimePassword: z.string() }),
    title: { vi: 'Tạo tài khoản', en: 'Create an account' },
    roles: keepers,
  }),
)

const TextFile = z.object({ fileName: z.string(), mime: z.string(), text: z.string() })

export const importAccounts = once(
  verb({
    name: 'identity.import-accounts',
    method: 'POST',
    path: '/api/accounts/import',
    input: z.object({
      bytes: z.instanceof(Uint8Array),
      fileName: z.string().max(200).default('tai-khoan.csv'),
      sheet: z.string().max(100).optional(),
    }),
    output: z.object({
      created: z.int(),
      accountIds: z.array(Id),
      failed: z.array(z.object({ row: z.int(), code: z.string(), vi: z.string(), en: z.string() })),
      /** The code sheet to print (HTML), the same as CSV, and the rows not taken (CSV). The codes are said here and never again. */
      files: z.array(TextFile),
    }),
    title: { vi: 'Tạo tài khoản từ tệp', en: 'Create accounts from a file' },
    roles: keepers,
    upload: true,
  }),
)

export const resetPassword = once(
  verb({
    name: 'identity.reset-password',
    method: 'POST',
    path: '/api/accounts/:accountId/reset-password',
    /** `secondFactor`: also takes the authenticator off (a lost phone). */
    input: z.object({ accountId: Id, secondFactor: z.boolean().default(false) }),
    output: z.object({ accountId: Id, username: z.string(), oneTimePassword: z.string() }),
    title: { vi: 'Cấp mã một lần mới', en: 'Give a new one-time code' },
    roles: keepers,
  }),
)

export const disableAccount = verb({
  name: 'identity.disable',
  method: 'POST',
  path: '/api/accounts/:accountId/disable',
  input: z.object({ accountId: Id }),
  output: z.object({ sessionsEnded: z.int() }),
  title: { vi: 'Khóa tài khoản', en: 'Disable an account' },
  roles: keepers,
})

export const enableAccount = verb({
  name: 'identity.enable',
  method: 'POST',
  path: '/api/accounts/:accountId/enable',
  input: z.object({ accountId: Id }),
  output: z.object({ enabled: z.literal(true) }),
  title: { vi: 'Mở lại tài khoản', en: 'Enable an account' },
  roles: keepers,
})

export const grantPost = verb({
  name: 'identity.grant-post',
  method: 'POST',
  path: '/api/accounts/:accountId/posts',
  input: z.object({ accountId: Id, ...seat }),
  output: z.object({ postId: Id }),
  title: { vi: 'Giao nhiệm vụ', en: 'Grant a post' },
  roles: keepers,
})

export const endPost = verb({
  name: 'identity.end-post',
  method: 'POST',
  path: '/api/posts/:postId/end',
  /** `lastDay`: inclusive; without it the post ends at once. */
  input: z.object({ postId: Id, lastDay: Day.optional() }),
  output: z.object({ postId: Id, lastDay: Day, delegationsEnded: z.int() }),
  title: { vi: 'Kết thúc nhiệm vụ', en: 'End a post' },
  roles: [...new Set([...keepers, ...delegable])],
})

export const delegatePost = verb({
  name: 'identity.delegate-post',
  method: 'POST',
  path: '/api/me/delegate',
  input: z.object({
    accountId: Id,
    /** Narrower than the own area, or absent: all of it. */
    areaId: z.int().positive().optional(),
    fromOn: Day.optional(),
    untilOn: Day,
    document: Document,
  }),
  output: z.object({ postId: Id }),
  title: { vi: 'Ủy quyền nhiệm vụ của tôi', en: 'Delegate my post' },
  roles: delegable,
})

export const sessions = verb({
  name: 'identity.sessions',
  method: 'GET',
  path: '/api/sessions',
  /** Without an account: my own. */
  input: z.object({ accountId: Id.optional() }),
  output: z.object({
    sessions: z.array(
      z.object({
        sessionId: z.string(),
        kind: z.enum(['session', 'token', 'device']),
        label: z.string().nullable(),
        postId: Id,
        createdAt: Instant,
        seenAt: Instant,
        expiresAt: Instant,
        address: z.string().nullable(),
      }),
    ),
  }),
  title: { vi: 'Phiên đăng nhập và khóa API', en: 'Sessions and API tokens' },
  roles,
})

export const revokeSession = verb({
  name: 'identity.revoke-session',
  method: 'POST',
  path: '/api/sessions/:sessionId/revoke',
  input: z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ revoked: z.literal(true) }),
  title: { vi: 'Thu hồi phiên hoặc khóa API', en: 'Revoke a session or token' },
  roles,
})

export const createToken = once(
  verb({
    name: 'identity.create-token',
    method: 'POST',
    path: '/api/me/tokens',
    /** Bound to the post it is made in; a year at most. */
    input: z.object({ label: z.string().trim().min(1).max(100), days: z.int().min(1).max(366).default(90) }),
    output: z.object({ sessionId: z.string(), token: z.string(), expiresAt: Instant }),
    title: { vi: 'Tạo khóa API', en: 'Create an API token' },
    roles: [...new Set([...epidemiology, 'laboratory', 'administrator'] as const)],
  }),
)

const page = { before: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }
const AuditRow = z.object({
  auditId: Id,
  at: Instant,
  wallAt: Instant,
  accountId: Id.nullable(),
  username: z.string().nullable(),
  fullName: z.string().nullable(),
  role: z.string().nullable(),
  areaId: z.int(),
  action: z.string(),
  kind: z.enum(['write', 'read', 'sign-in', 'denied', 'refused']),
  subjectIds: z.array(Id),
  details: z.record(z.string(), z.unknown()),
})
const AuditPage = z.object({ rows: z.array(AuditRow), next: z.string().nullable() })

export const auditLog = verb({
  name: 'identity.audit-log',
  method: 'GET',
  path: '/api/audit',
  input: z.object({
    subjectId: Id.optional(),
    accountId: Id.optional(),
    /** A verb, or the beginning of one: people. */
    action: z.string().max(60).optional(),
    kind: z.enum(['write', 'read', 'sign-in', 'denied', 'refused']).optional(),
    /** Local days, inclusive. */
    fromOn: Day.optional(),
    untilOn: Day.optional(),
    ...page,
  }),
  output: AuditPage,
  title: { vi: 'Nhật ký hệ thống', en: 'Audit log' },
  roles: watchers,
  personal: true,
})

export const personReads = verb({
  name: 'identity.person-reads',
  method: 'GET',
  path: '/api/audit/reads/:subjectId',
  input: z.object({ subjectId: Id, ...page }),
  output: AuditPage,
  title: { vi: 'Ai đã xem hồ sơ một người', en: 'Who looked at a person' },
  roles: watchers,
  personal: true,
})
