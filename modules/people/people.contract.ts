import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

export const problems = defineProblems({
  'people-commune-needed': {
    status: 400,
    title: { vi: 'Chưa rõ người này ở xã nào', en: 'The commune where this person lives is not given' },
    hint: {
      vi: 'Chọn xã trong địa bàn của bạn rồi gửi lại; chưa có gì được ghi.',
      en: 'Choose a commune of your area and send again; nothing was written.',
    },
  },
  'people-moved-already': {
    status: 409,
    title: { vi: 'Người này không còn nơi cư trú đang mở', en: 'This person has no open residence' },
    hint: { vi: 'Mở hồ sơ để xem nơi cư trú sau cùng.', en: 'Open the record to see the last residence.' },
  },
  'people-move-too-early': {
    status: 400,
    title: {
      vi: 'Ngày chuyển {on} trước ngày đến nơi ở hiện tại {fromOn}',
      en: 'The move on {on} is before the present residence began on {fromOn}',
    },
  },
  'people-day-ahead': { status: 400, title: { vi: 'Ngày {on} chưa đến', en: 'The day {on} has not come yet' } },
})

export const Id = z.uuid()
const Year = z.coerce.number().int().min(1900).max(2100)
export const SexShape = z.enum(['male', 'female'])
export const Reason = z.string().trim().min(3).max(500)
export const WordsOut = z.object({ vi: z.string(), en: z.string() })

/** Partial: what was not said is left out. */
export const BirthShape = z.object({
  year: z.int().min(1900).max(2100),
  month: z.int().min(1).max(12).nullish(),
  day: z.int().min(1).max(31).nullish(),
})
const Place = {
  hamletId: z.int().min(0).optional(),
  householdId: Id.nullish(),
  address: z.string().trim().max(300).nullish(),
}

/** Those who write people down. */
const recorders = ['district', 'commune', 'cdc', 'station', 'team', 'operator'] as const satisfies Role[]
/** Those who read lists of people; names are masked where the role does not need them. */
const readers = ['province', ...recorders, 'inspector', 'auditor'] as const satisfies Role[]
/** Those who see whole names and answer for saying who is whom. */
export const deciders = ['district', 'commune', 'cdc', 'station', 'operator'] as const satisfies Role[]
const openers = ['cdc', 'station', 'commune', 'district'] as const satisfies Role[]

export const register = verb({
  name: 'people.register',
  method: 'POST',
  path: '/api/people',
  title: { vi: 'Lập hồ sơ một người', en: 'Register a person' },
  roles: recorders,
  input: z.object({
    /** Made where it is recorded, so that it can be sent again; a used one is refused. */
    subjectId: Id.optional(),
    personId: Id.optional(),
    /** Default: the post's own commune. */
    communeId: z.int().positive().optional(),
    fullName: z.string().trim().min(1).max(200),
    birth: BirthShape.nullish(),
    ageYears: z.number().min(0).max(125).nullish(),
    /** Default: today. */
    ageSaidOn: Day.nullish(),
    sex: SexShape.nullish(),
    idNumber: z.string().max(40).nullish(),
    phone: z.string().max(60).nullish(),
    nationality: z.string().trim().max(60).nullish(),
    occupation: z.string().trim().max(120).nullish(),
    ...Place,
    residenceText: z.string().trim().max(300).nullish(),
    /** First day of the residence; default: today. */
    fromOn: Day.optional(),
  }),
  output: z.object({ subjectId: Id, personId: Id, code: z.string(), duplicates: z.int() }),
})

export const addHousehold = verb({
  name: 'people.add-household',
  method: 'POST',
  path: '/api/households',
  title: { vi: 'Thêm hộ', en: 'Add a household' },
  roles: recorders,
  input: z.object({
    householdId: Id.optional(),
    communeId: z.int().positive().optional(),
    hamletId: z.int().min(0).optional(),
    door: z.string().trim().max(40).nullish(),
    address: z.string().trim().min(1).max(300),
    headName: z.string().trim().max(200).nullish(),
  }),
  output: z.object({ householdId: Id, communeId: z.int() }),
})

const PageInput = {
  /** An area of any tier inside the post's own; default: all of it. */
  areaId: z.coerce.number().int().positive().optional(),
  hamletId: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^\d+:[0-9a-f-]{36}$/)
    .optional(),
}

export const households = verb({
  name: 'people.households',
  method: 'GET',
  path: '/api/households',
  title: { vi: 'Danh sách hộ', en: 'Households' },
  roles: readers,
  personal: true,
  input: z.object(PageInput),
  output: z.object({
    households: z.array(
      z.object({
        householdId: Id,
        communeId: z.int(),
        hamletId: z.int(),
        door: z.string().nullable(),
        /** null where the role does not read addresses. */
        address: z.string().nullable(),
        headName: z.string().nullable(),
        members: z.int(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

/** A person in a list. The name is as the role reads it; address and birth day only for roles that read names. */
export const PersonBrief = z.object({
  subjectId: Id,
  personId: Id,
  code: z.string(),
  name: z.string(),
  sex: SexShape.nullable(),
  birthYear: z.int().nullable(),
  birthMonth: z.int().nullable(),
  birthDay: z.int().nullable(),
  ageYears: z.number().nullable(),
  ageSaidOn: Day.nullable(),
  communeId: z.int(),
  hamletId: z.int(),
  householdId: Id.nullable(),
  address: z.string().nullable(),
  fromOn: Day,
  untilOn: Day.nullable(),
})
export type PersonBrief = z.infer<typeof PersonBrief>

export const search = verb({
  name: 'people.search',
  // a name or a number in an address would stay in histories and the logs of proxies
  method: 'POST',
  path: '/api/people/search',
  title: { vi: 'Tìm người theo tên, mã, số CCCD hoặc điện thoại', en: 'Find people by name, code, CCCD or phone' },
  roles: readers,
  personal: true,
  input: z.object({ q: z.string().trim().min(1).max(120), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({
    people: z.array(PersonBrief),
  }),
})

export const list = verb({
  name: 'people.list',
  method: 'GET',
  path: '/api/residents',
  title: { vi: 'Danh sách người trong địa bàn', en: 'People of an area' },
  roles: readers,
  personal: true,
  input: z.object({
    ...PageInput,
    householdId: Id.optional(),
    sex: SexShape.optional(),
    bornFrom: Year.optional(),
    bornUntil: Year.optional(),
  }),
  output: z.object({
    people: z.array(PersonBrief),
    next: z.string().nullable(),
    /** On the first page. */ total: z.int().nullable(),
  }),
})

export const show = verb({
  name: 'people.show',
  method: 'GET',
  path: '/api/people/:subjectId',
  title: { vi: 'Hồ sơ một người', en: 'A person’s record' },
  roles: readers,
  personal: true,
  input: z.object({ subjectId: Id }),
  output: z.object({
    subjectId: Id,
    person: PersonBrief,
    /** Every form of the name on record. */
    names: z.array(z.string()),
    residences: z.array(PersonBrief.extend({ residenceText: z.string().nullable(), source: z.string() })),
    /** '0540***123'; null where none is known or the role may not see it. */
    idKind: z.string().nullable(),
    idMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    nationality: z.string().nullable(),
    occupation: z.string().nullable(),
    /** All ids of this human, the canonical one first. */
    sameAs: z.array(Id),
    merges: z.array(z.object({ mergeId: Id, aliasId: Id, subjectId: Id, mergedAt: z.string(), reason: z.string() })),
  }),
})

export const openNumbers = verb({
  name: 'people.open-numbers',
  method: 'GET',
  path: '/api/people/:subjectId/numbers',
  title: { vi: 'Mở số định danh và điện thoại', en: 'Open identity number and phone' },
  roles: openers,
  personal: true,
  input: z.object({ subjectId: Id, reason: Reason }),
  output: z.object({ idKind: z.string().nullable(), idNumber: z.string().nullable(), phone: z.string().nullable() }),
})

export const setNumbers = verb({
  name: 'people.set-numbers',
  method: 'PUT',
  path: '/api/people/:subjectId/numbers',
  title: { vi: 'Sửa số định danh hoặc điện thoại', en: 'Mend identity number or phone' },
  roles: deciders,
  input: z.object({ subjectId: Id, idNumber: z.string().max(40).nullish(), phone: z.string().max(60).nullish(), reason: Reason }),
  output: z.object({ subjectId: Id, duplicates: z.int() }),
})

export const move = verb({
  name: 'people.move',
  method: 'POST',
  path: '/api/people/:subjectId/moves',
  title: { vi: 'Chuyển nơi cư trú', en: 'Move to another residence' },
  roles: recorders,
  input: z.object({
    subjectId: Id,
    communeId: z.int().positive(),
    /** First day at the new place; default: today. */
    on: Day.optional(),
    ...Place,
  }),
  output: z.object({ subjectId: Id, personId: Id, communeId: z.int() }),
})

export const setHousehold = verb({
  name: 'people.set-household',
  method: 'PUT',
  path: '/api/people/:subjectId/household',
  title: { vi: 'Xếp vào hộ', en: 'Put into a household' },
  roles: recorders,
  input: z.object({ subjectId: Id, householdId: Id.nullable() }),
  output: z.object({ subjectId: Id, householdId: Id.nullable() }),
})

export const exportPeople = verb({
  name: 'people.export',
  method: 'GET',
  path: '/api/residents/file',
  title: { vi: 'Xuất danh sách người', en: 'Export the list of people' },
  roles: readers,
  personal: true,
  file: true,
  input: z.object({
    areaId: z.coerce.number().int().positive().optional(),
    hamletId: z.coerce.number().int().min(0).optional(),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  output: z.any(),
})
