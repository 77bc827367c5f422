import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Answer, AreaId, arrangers, Day, Id, Reason, Slot } from './checks.contract.ts'
import { SizeRule, SizeState, teamReaders } from './teams.contract.ts'

export const assign = verb({
  name: 'checks.assign',
  method: 'POST',
  path: '/api/teams/:teamId/households',
  title: { vi: 'Giao hộ cho tổ (kể cả chuyển từ tổ khác)', en: 'Give households to a team, from another one too' },
  roles: arrangers,
  input: z.object({
    teamId: Id,
    householdIds: z.array(Id).min(1).max(500),
    /** First day with this team; default today. */
    fromOn: Day.optional(),
    reason: Reason.optional(),
  }),
  output: z.object({
    assigned: z.number(),
    /** Of them, from another team. */
    moved: z.number(),
    unchanged: z.number(),
    refused: z.array(z.object({ householdId: Id, vi: z.string(), en: z.string() })),
    households: z.number(),
    size: SizeState,
  }),
})

export const unassign = verb({
  name: 'checks.unassign',
  method: 'POST',
  path: '/api/team-households/end',
  title: { vi: 'Rút hộ khỏi tổ', en: 'Take households from their team' },
  roles: arrangers,
  input: z.object({ householdIds: z.array(Id).min(1).max(500), reason: Reason }),
  output: z.object({ ended: z.number() }),
})

export const setWalkingOrder = verb({
  name: 'checks.set-walking-order',
  method: 'PUT',
  path: '/api/teams/:teamId/walking-order',
  title: { vi: 'Xếp thứ tự đi của tổ', en: 'Set the walking order' },
  roles: [...arrangers, 'team'],
  input: z.object({ teamId: Id, householdIds: z.array(Id).min(1).max(500) }),
  output: z.object({ ordered: z.number() }),
})

export const teamHouseholds = verb({
  name: 'checks.team-households',
  method: 'GET',
  path: '/api/teams/:teamId/households',
  title: { vi: 'Các hộ của một tổ', en: 'Households of a team' },
  personal: true,
  roles: [...arrangers, 'team'],
  input: z.object({ teamId: Id, day: Day.optional() }),
  output: z.object({
    households: z.array(
      z.object({
        householdId: Id,
        order: z.number().nullable(),
        door: z.string().nullable(),
        address: z.string(),
        headName: z.string().nullable(),
        people: z.number(),
        fromOn: Day,
      }),
    ),
  }),
})

export const householdTeams = verb({
  name: 'checks.household-teams',
  method: 'GET',
  path: '/api/households/:householdId/teams',
  title: { vi: 'Hộ này đã thuộc những tổ nào', en: 'Which teams a household has had' },
  roles: [...arrangers, 'team'],
  input: z.object({ householdId: Id }),
  output: z.object({
    history: z.array(
      z.object({ teamId: Id, code: z.string(), fromOn: Day, untilOn: Day.nullable(), reason: z.string().nullable() }),
    ),
  }),
})

export const gaps = verb({
  name: 'checks.gaps',
  method: 'GET',
  path: '/api/teams/gaps',
  title: { vi: 'Hộ chưa có tổ, tổ sai quy mô và hạn khắc phục', en: 'Gaps of the teams, with the day to mend them by' },
  roles: teamReaders,
  input: z.object({ areaId: AreaId.optional() }),
  output: z.object({
    sizeRule: SizeRule,
    communes: z.array(
      z.object({
        communeId: z.number(),
        areaName: z.string(),
        mendBy: Day.nullable(),
        late: z.boolean(),
        householdsWithoutTeam: z.number(),
        households: z.number(),
        teams: z.number(),
        tooSmall: z.array(z.string()),
        tooLarge: z.array(z.string()),
        withoutMembers: z.array(z.string()),
        withoutLead: z.array(z.string()),
      }),
    ),
  }),
})

export const setMendDate = verb({
  name: 'checks.set-mend-date',
  method: 'POST',
  path: '/api/teams/gaps/mend-date',
  title: { vi: 'Đặt hạn khắc phục thiếu sót của các tổ', en: 'Set the day by which gaps are mended' },
  roles: ['district', 'commune', 'operator'],
  input: z.object({ communeId: z.int().positive().optional(), mendBy: Day }),
  output: z.object({ mendBy: Day }),
})

export const importTeams = verb({
  name: 'checks.import-teams',
  method: 'POST',
  path: '/api/teams/import',
  title: { vi: 'Nhập tổ, thôn và hộ từ một bảng', en: 'Teams, hamlets and households from one spreadsheet' },
  roles: arrangers,
  upload: true,
  input: z.object({
    bytes: z.instanceof(Uint8Array),
    fileName: z.string().max(200),
    /** Default: the commune column, else the post's own. */
    communeId: AreaId.optional(),
    /** `look`: says what it would do, and does nothing. */
    mode: z.enum(['take', 'look']).default('take'),
  }),
  output: z.object({
    rows: z.number(),
    hamlets: z.number(),
    teams: z.number(),
    households: z.number(),
    assigned: z.number(),
    members: z.number(),
    /** Accounts made for members who were named; their codes come with the code sheet. */
    accounts: z.number(),
    unchanged: z.number(),
    failed: z.array(z.object({ row: z.number(), field: z.string(), vi: z.string(), en: z.string() })),
    /** Teams of a wrong size after it, by code. */
    sizes: z.array(z.object({ code: z.string(), households: z.number(), size: SizeState })),
  }),
})

/** Which of a slot's homes a figure counts. */
export const DoorsOf = z.enum([
  'due',
  'asked',
  'missing',
  'well',
  'symptomatic',
  'absent',
  'refused',
  'moved',
  'late',
  'conflicts',
])

export const slotDoors = verb({
  name: 'checks.slot-doors',
  method: 'GET',
  path: '/api/slots/doors',
  title: { vi: 'Các hộ của một buổi: đã hỏi, còn thiếu, trả lời gì', en: 'The homes behind the figures of a slot' },
  personal: true,
  roles: [...arrangers, 'team', 'cdc'],
  input: z.object({
    areaId: AreaId.optional(),
    teamId: Id.optional(),
    day: Day.optional(),
    slot: Slot.optional(),
    of: DoorsOf.default('due'),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  output: z.object({
    day: Day,
    slot: Slot,
    total: z.number(),
    rows: z.array(
      z.object({
        householdId: Id,
        communeId: z.number(),
        teamId: Id,
        teamCode: z.string(),
        order: z.number().nullable(),
        door: z.string().nullable(),
        address: z.string(),
        headName: z.string().nullable(),
        answer: Answer.nullable(),
        late: z.boolean(),
        conflict: z.boolean(),
        lastAt: z.string().nullable(),
      }),
    ),
  }),
})

export const homes = verb({
  name: 'checks.homes',
  method: 'GET',
  path: '/api/teams/homes',
  title: { vi: 'Các hộ của địa bàn và tổ phụ trách', en: 'Homes of an area and the team of each' },
  personal: true,
  roles: arrangers,
  input: z.object({
    areaId: AreaId.optional(),
    hamletId: z.coerce.number().int().min(0).optional(),
    state: z.enum(['without-team', 'all']).default('without-team'),
    limit: z.coerce.number().int().min(1).max(2000).default(1000),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        householdId: Id,
        communeId: z.number(),
        areaName: z.string(),
        hamletId: z.number(),
        hamletName: z.string().nullable(),
        door: z.string().nullable(),
        address: z.string(),
        headName: z.string().nullable(),
        people: z.number(),
        teamId: Id.nullable(),
        teamCode: z.string().nullable(),
        fromOn: Day.nullable(),
      }),
    ),
  }),
})

export const teamPosts = verb({
  name: 'checks.team-posts',
  method: 'GET',
  path: '/api/teams/:teamId/posts',
  title: { vi: 'Ai có thể làm tổ viên của tổ', en: 'Who may become a member of a team' },
  personal: true,
  roles: arrangers,
  input: z.object({ teamId: Id }),
  output: z.object({
    posts: z.array(
      z.object({
        postId: Id,
        username: z.string(),
        name: z.string(),
        /** Codes of the teams they serve now. */ teams: z.array(z.string()),
      }),
    ),
  }),
})
