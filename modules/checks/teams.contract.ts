import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, arrangers, Day, Id, Reason, Text } from './checks.contract.ts'

const Name = z.string().trim().min(1).max(120)
export const SizeState = z.enum(['ok', 'under', 'over', 'unknown'])
/** The limits of the pack in force, with their source; null where none is. */
export const SizeRule = z
  .object({ min: z.number().nullable(), max: z.number().nullable(), source: Text, confirmed: z.boolean() })
  .nullable()
export const teamReaders = [...arrangers, 'province', 'cdc', 'inspector', 'team'] as const

export const makeTeam = verb({
  name: 'checks.make-team',
  method: 'POST',
  path: '/api/teams',
  title: { vi: 'Lập tổ Covid cộng đồng', en: 'Make a community team' },
  roles: arrangers,
  input: z.object({
    teamId: Id.optional(),
    communeId: z.int().positive().optional(),
    hamletId: z.int().min(0).optional(),
    name: Name,
    fromOn: Day.optional(),
  }),
  output: z.object({ teamId: Id, code: z.string() }),
})

export const renameTeam = verb({
  name: 'checks.rename-team',
  method: 'PUT',
  path: '/api/teams/:teamId/name',
  title: { vi: 'Đổi tên tổ', en: 'Rename a team' },
  roles: arrangers,
  input: z.object({ teamId: Id, name: Name }),
  output: z.object({ teamId: Id }),
})

export const endTeam = verb({
  name: 'checks.end-team',
  method: 'POST',
  path: '/api/teams/:teamId/end',
  title: { vi: 'Kết thúc hoạt động của tổ', en: 'End a team' },
  roles: arrangers,
  input: z.object({ teamId: Id, reason: Reason }),
  output: z.object({ endedOn: Day, householdsLeft: z.number() }),
})

const TeamRow = z.object({
  teamId: Id,
  code: z.string(),
  name: z.string(),
  communeId: z.number(),
  areaName: z.string(),
  hamletId: z.number(),
  hamletName: z.string().nullable(),
  fromOn: Day,
  endedOn: Day.nullable(),
  households: z.number(),
  size: SizeState,
  members: z.number(),
  hasLead: z.boolean(),
  guidedBy: z.string().nullable(),
  hasHandbook: z.boolean(),
})

export const teams = verb({
  name: 'checks.teams',
  method: 'GET',
  path: '/api/teams',
  title: { vi: 'Danh sách tổ Covid cộng đồng', en: 'Community teams' },
  roles: teamReaders,
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['in-force', 'ended', 'all']).default('in-force'),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ total: z.number(), sizeRule: SizeRule, rows: z.array(TeamRow) }),
})

export const RecordKind = z.enum(['guide', 'handbook', 'training', 'equipment', 'money', 'commendation'])

export const team = verb({
  name: 'checks.team',
  method: 'GET',
  path: '/api/teams/:teamId',
  title: { vi: 'Một tổ Covid cộng đồng', en: 'One team: members, what it has, who guides it' },
  personal: true,
  roles: teamReaders,
  input: z.object({ teamId: Id }),
  output: z.object({
    ...TeamRow.shape,
    sizeRule: SizeRule,
    team: z.array(
      z.object({
        memberId: Id,
        accountId: Id,
        postId: Id,
        name: z.string(),
        isLead: z.boolean(),
        fromOn: Day,
        untilOn: Day.nullable(),
      }),
    ),
    records: z.array(
      z.object({
        recordId: Id,
        kind: RecordKind,
        onDay: Day,
        item: z.string(),
        quantity: z.number().nullable(),
        amountVnd: z.number().nullable(),
        source: z.string().nullable(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
      }),
    ),
  }),
})

export const addMember = verb({
  name: 'checks.add-member',
  method: 'POST',
  path: '/api/teams/:teamId/members',
  title: { vi: 'Thêm tổ viên', en: 'Add a member' },
  roles: arrangers,
  input: z.object({ memberId: Id.optional(), teamId: Id, postId: Id, lead: z.boolean().default(false), fromOn: Day.optional() }),
  output: z.object({ memberId: Id }),
})

export const setLead = verb({
  name: 'checks.set-lead',
  method: 'PUT',
  path: '/api/teams/:teamId/lead',
  title: { vi: 'Chỉ định tổ trưởng', en: 'Name the lead' },
  roles: arrangers,
  input: z.object({ teamId: Id, memberId: Id }),
  output: z.object({ memberId: Id }),
})

export const endMember = verb({
  name: 'checks.end-member',
  method: 'POST',
  path: '/api/team-members/:memberId/end',
  title: { vi: 'Tổ viên thôi tham gia', en: 'A member leaves' },
  roles: arrangers,
  input: z.object({ memberId: Id }),
  output: z.object({ untilOn: Day }),
})

export const addRecord = verb({
  name: 'checks.add-record',
  method: 'POST',
  path: '/api/teams/:teamId/records',
  title: {
    vi: 'Ghi trang bị, sổ tay, tập huấn, người hướng dẫn, kinh phí của tổ',
    en: 'Record equipment, handbook, training, guide or money of a team',
  },
  roles: arrangers,
  input: z
    .object({
      recordId: Id.optional(),
      teamId: Id,
      kind: RecordKind,
      onDay: Day.optional(),
      /** What: thermometers, the edition of the handbook, the name of the guide or of the fund. */
      item: z.string().trim().min(1).max(200),
      quantity: z.number().positive().nullish(),
      amountVnd: z.int().positive().nullish(),
      /** Where money or equipment came from. */
      source: z.string().trim().max(200).nullish(),
    })
    .refine((r) => r.kind !== 'money' || (r.amountVnd && r.source), 'amountVnd, source'),
  output: z.object({ recordId: Id }),
})

export const voidRecord = verb({
  name: 'checks.void-record',
  method: 'POST',
  path: '/api/team-records/:recordId/void',
  title: { vi: 'Hủy nội dung ghi nhầm của tổ', en: 'Void a record of a team' },
  roles: arrangers,
  input: z.object({ recordId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
