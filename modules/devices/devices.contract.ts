import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { Enrolment, Lease, PullAnswer, PullRequest, PushAnswer, PushRequest } from '@phaodai/sync/protocol.ts'
import { z } from 'zod'
import { Reason, Text } from '../checks/checks.contract.ts'

const Id = z.uuid()
const AreaId = z.coerce.number().int().positive()
/** Those who answer for the phones of an area. */
export const keepers = ['province', 'district', 'commune', 'station', 'operator', 'administrator'] as const satisfies Role[]
/** Of one's own level; the station of teams and its own (settle.rules.ts). */
const settlers = ['province', 'district', 'commune', 'station', 'operator'] as const satisfies Role[]
/** Whose work goes on without a network: community teams at the doors, leaders who inspect and do what they were given. */
export const phoneRoles = ['team', 'province', 'district', 'commune', 'cdc', 'station', 'inspector'] as const satisfies Role[]

/** Keepers, and officers for the phones of their own. */
const owners = [...new Set([...keepers, 'cdc', 'inspector'] as const)]

export const enrol = verb({
  name: 'devices.enrol',
  method: 'POST',
  path: '/api/sync/devices',
  title: { vi: 'Ghi nhận điện thoại của tổ viên, lãnh đạo', en: 'Enrol a member’s or leader’s phone' },
  roles: phoneRoles,
  once: true,
  input: z.object({
    /** Made on the phone, one for each member on it. Sent again by the same member, it is given a new token. */
    deviceId: Id,
    /** Of the phone itself: members who share it send the same. */
    handsetId: Id,
    label: z.string().trim().max(80).nullish(),
  }),
  output: Enrolment,
})

export const lease = verb({
  name: 'devices.lease',
  method: 'POST',
  path: '/api/sync/lease',
  title: { vi: 'Gia hạn mở tên trên điện thoại', en: 'Renew what opens the names on a phone' },
  roles: phoneRoles,
  once: true,
  input: z.object({ deviceId: Id }),
  output: Lease,
})

export const push = verb({
  name: 'devices.push',
  method: 'POST',
  path: '/api/sync/push',
  title: { vi: 'Điện thoại gửi việc đã ghi', en: 'A phone sends what it recorded' },
  roles: phoneRoles,
  packed: true,
  input: PushRequest,
  output: PushAnswer,
})

export const pull = verb({
  name: 'devices.pull',
  method: 'GET',
  path: '/api/sync/pull',
  title: { vi: 'Điện thoại nhận dữ liệu của tổ, của người phụ trách', en: 'A phone fetches what it holds' },
  roles: phoneRoles,
  personal: true,
  input: PullRequest,
  output: PullAnswer,
})

export const list = verb({
  name: 'devices.list',
  method: 'GET',
  path: '/api/devices',
  title: { vi: 'Điện thoại của các tổ, của lãnh đạo; của mình', en: 'Phones of teams and leaders; one’s own' },
  roles: owners,
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['live', 'revoked', 'all']).default('live'),
    /** Part of a user name, a name or a label. */
    text: z.string().trim().max(80).optional(),
    /** Only of these members. */
    accountIds: z.array(Id).max(500).optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        deviceId: Id,
        handsetId: Id,
        communeId: z.number(),
        areaName: z.string(),
        accountId: Id,
        username: z.string(),
        name: z.string(),
        label: z.string().nullable(),
        enrolledAt: z.string(),
        lastContactAt: z.string(),
        lastPushAt: z.string().nullable(),
        /** What it still held unsent at its last contact. */
        unsent: z.number(),
        leaseUntil: z.string(),
        protocol: z.number(),
        revokedAt: z.string().nullable(),
        revokeReason: z.string().nullable(),
      }),
    ),
  }),
})

export const revoke = verb({
  name: 'devices.revoke',
  method: 'POST',
  path: '/api/devices/:deviceId/revoke',
  title: { vi: 'Thu hồi điện thoại bị mất', en: 'Revoke a lost phone' },
  roles: owners,
  input: z.object({
    deviceId: Id,
    reason: Reason,
    /** True: every member on the same phone. */
    handset: z.boolean().default(true),
  }),
  output: z.object({
    revoked: z.number(),
    /** What those devices still held unsent at their last contact. */
    unsent: z.number(),
  }),
})

export const SettleState = z.enum(['open', 'settled', 'all'])
export const refused = verb({
  name: 'devices.refused',
  method: 'GET',
  path: '/api/sync/refused',
  title: {
    vi: 'Việc ghi trên điện thoại chưa nhận, chờ người xử lý',
    en: 'What phones recorded and was refused, kept for a person',
  },
  personal: true,
  roles: ['team', ...settlers],
  input: z.object({
    areaId: AreaId.optional(),
    state: SettleState.default('open'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** How many of the oldest are left out. */
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        refusedId: Id,
        communeId: z.number(),
        verb: z.string(),
        /** What it would do, in words. */
        title: Text,
        /** Who recorded it. */
        byName: z.string(),
        reason: z.string(),
        words: Text,
        payload: z.unknown(),
        capturedAt: z.string(),
        receivedAt: z.string(),
        /** What it waits for, where something it depends on was refused. */
        waitsFor: z.array(Id),
        settledAt: z.string().nullable(),
        settledHow: z.enum(['applied', 'discarded']).nullable(),
        settleReason: z.string().nullable(),
        /** Who settled it; it stays in the name of who recorded it. */
        settledByName: z.string().nullable(),
        /** Names of the fields that were set right before it was taken in; null: before these were kept. */
        settledChanged: z.array(z.string()).nullable(),
        /** Of the unit whose it is. */
        areaName: z.string(),
        /** Whether it is for this post to settle. */
        maySettle: z.boolean(),
      }),
    ),
    /** Refused checks: a list of their own, checks.refused. */
    checks: z.number(),
  }),
})

export const settle = verb({
  name: 'devices.settle-refused',
  method: 'POST',
  path: '/api/sync/refused/:refusedId/settle',
  title: { vi: 'Xử lý việc chưa nhận từ điện thoại', en: 'Settle what was refused from a phone' },
  roles: settlers,
  input: z.object({
    refusedId: Id,
    how: z.enum(['apply', 'discard']),
    reason: Reason,
    /** What a person set right, key by key of the payload. */
    changes: z.record(z.string(), z.unknown()).optional(),
    /** They have looked at the day: though it lies far back, it is that one. */
    dayAsSaid: z.boolean().optional(),
  }),
  output: z.object({
    settled: z.literal(true),
    /** What waited for it and went in with it. */
    followed: z.number(),
    /** What waited for it and is still refused. */
    stillRefused: z.number(),
  }),
})

export const takeSealed = verb({
  name: 'devices.take-sealed',
  method: 'POST',
  path: '/api/sync/sealed',
  title: { vi: 'Nhận tệp xuất từ điện thoại không gửi được', en: 'Take in a file that a phone could not send' },
  roles: [...phoneRoles, 'operator'],
  upload: true,
  input: z.object({ bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) }),
  output: z.object({
    deviceId: Id,
    madeAt: z.string(),
    /** One for each operation, in the order recorded. */
    answers: PushAnswer.shape.answers,
    accepted: z.number(),
    refused: z.number(),
    /** Operations of the file that do not open: not made on that device, or damaged. */
    unreadable: z.number(),
  }),
})
