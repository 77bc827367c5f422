/** What other modules and the web may know of an administrative unit. */

import { type Role, roles, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

export const problems = defineProblems({
  'area-not-commune': {
    status: 400,
    title: { vi: '{name} không phải là xã, phường, thị trấn', en: '{name} is not a commune' },
    hint: {
      vi: 'Thôn, tổ dân phố thuộc một xã, phường, thị trấn: chọn lại đơn vị.',
      en: 'A hamlet belongs to a commune: choose one.',
    },
  },
  'hamlet-exists': {
    status: 409,
    title: { vi: '{name} đã có trong xã này, mã {code}', en: '{name} is already in this commune, code {code}' },
    hint: { vi: 'Dùng mã đã có; chưa có gì được ghi.', en: 'Use the code there is; nothing was written.' },
  },
  'hamlet-numbers-used-up': {
    status: 409,
    title: { vi: 'Xã này đã dùng hết 999 mã thôn', en: 'This commune has used its 999 hamlet codes' },
  },
  'body-exists': {
    status: 409,
    title: { vi: 'Đơn vị này đã có cơ quan tên {name}', en: 'This unit already has a body named {name}' },
    hint: {
      vi: 'Dùng cơ quan đã có, hoặc đặt tên khác; chưa có gì được ghi.',
      en: 'Use the one there is or another name; nothing was written.',
    },
  },
  'responsibility-open': {
    status: 409,
    title: {
      vi: 'Cán bộ này đang phụ trách địa bàn đó từ {fromOn}',
      en: 'This officer already answers for that area since {fromOn}',
    },
    hint: { vi: 'Kết thúc lần phụ trách cũ trước; chưa có gì được ghi.', en: 'End the earlier one first; nothing was written.' },
  },
  'responsibility-ended': {
    status: 409,
    title: { vi: 'Lần phụ trách này đã kết thúc ngày {untilOn}', en: 'This responsibility already ended on {untilOn}' },
  },
  'responsibility-dates': {
    status: 400,
    title: {
      vi: 'Ngày kết thúc {untilOn} trước ngày bắt đầu {fromOn}',
      en: 'The last day {untilOn} is before the first day {fromOn}',
    },
  },
})

export const AreaTier = z.enum(['province', 'district', 'commune'])
export type AreaTier = z.infer<typeof AreaTier>

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** One unit in one validity. A code alone is not a key: 24 was Bắc Giang and is now Bắc Ninh; the key is code and validFrom. */
export const Area = z.object({
  areaId: z.int().positive(),
  /** Two, three or five digits by tier (text: leading zeros). From 2025-07-01 there are no districts. */
  code: z.string().regex(/^(\d{2}|\d{3}|\d{5})$/),
  tier: AreaTier,
  name: z.string().min(1),
  /** With the unit word, as written in official papers: Xã Kim Liên. */
  fullName: z.string().min(1),
  /** null for a province. */
  parentId: z.int().positive().nullable(),
  provinceCode: z.string().regex(/^\d{2}$/),
  /** First day in force. */
  validFrom: day,
  /** First day no longer in force; null while it lasts. */
  validUntil: day.nullable(),
})
export type Area = z.infer<typeof Area>

/** As stored: with the unit's type, its id range and its search key. */
export interface AreaRow extends Area {
  /** The type in full: Tỉnh, Huyện, Thành phố thuộc tỉnh, Phường … */
  type: string
  /** Every area within has its id in lo..hi, both ends included. */
  lo: number
  hi: number
  /** fold(fullName): for finding only, accents are significant. */
  nameKey: string
}

/** How the link of a commune of 2021 was found; `matched-by-name` is the weakest. */
export type MappingBasis = 'same-code' | 'merged' | 'matched-by-name' | 'unresolved'
export interface CommuneMapping {
  /** Commune of 2021. */
  fromId: number
  /** Communes of 2025; more than one where the old commune was split, none where unresolved. */
  toIds: number[]
  basis: MappingBasis
}

export interface CensusFigures {
  /** Commune or district of 2021. */
  areaId: number
  people: number
  urbanPeople: number
  households: number
}

const AreaId = z.int().positive()
/** From a query string. */
const AskedId = z.coerce.number().int().min(0)

/** A unit as it is told. Hamlets have codes of this product: the commune's code, a dash, three digits. */
export const Unit = z.object({
  areaId: AreaId,
  code: z.string(),
  tier: z.enum([...AreaTier.options, 'hamlet']),
  name: z.string(),
  fullName: z.string(),
  parentId: AreaId.nullable(),
  provinceCode: z.string(),
  validFrom: Day,
  validUntil: Day.nullable(),
  /** Census of 2019-04-01, where known: planning figures. */
  households: z.int().nullable(),
  people: z.int().nullable(),
})
export type Unit = z.infer<typeof Unit>

/** A unit with the names of all above it: Xã Kim Liên, Huyện Kim Thành, Tỉnh Hải Dương. */
const Placed = z.object({ areaId: AreaId, code: z.string(), tier: AreaTier, fullName: z.string(), path: z.string() })
const Linked = z.object({ areaId: AreaId, code: z.string(), tier: AreaTier, fullName: z.string(), split: z.boolean() })

export const units = verb({
  name: 'areas.units',
  method: 'GET',
  path: '/api/areas',
  title: { vi: 'Danh mục đơn vị hành chính của một ngày', en: 'Units in force on a day' },
  roles,
  input: z.object({
    /** Default: today. */
    day: Day.optional(),
    tier: AreaTier.optional(),
    /** An area's id; 0: the whole country. Default: the post's own area. */
    within: AskedId.optional(),
  }),
  output: z.object({
    day: Day,
    /** True where the area asked for is of the other list: these are the units that took its communes, or that its communes came from. */
    converted: z.boolean(),
    units: z.array(Unit),
  }),
})

export const show = verb({
  name: 'areas.show',
  method: 'GET',
  path: '/api/areas/unit',
  title: { vi: 'Xem một đơn vị hành chính', en: 'One unit: what is above, within, before and after' },
  roles,
  input: z
    .object({ areaId: AskedId.optional(), code: z.string().max(9).optional(), day: Day.optional() })
    .refine((i) => i.areaId !== undefined || i.code !== undefined, 'areaId | code'),
  output: z.object({
    /** The day that the path and the children are of: the one asked for, else today; the unit's first day where it is not in force then. */
    day: Day,
    unit: Unit,
    /** From the province down to the unit itself. */
    path: z.array(Unit),
    children: z.array(Unit),
    /** Units of 2025 for one of 2021; `split`: it went to several. */
    successors: z.array(Linked),
    /** Units of 2021 for one of 2025; `split`: only a part of that one came here. */
    predecessors: z.array(Linked),
    /** A unit of 2021 of which no successor is known. */
    unresolved: z.boolean(),
    /** Census of 2019; `missing`: districts of a province without a figure, left out of its sum. */
    census: z.object({ households: z.int(), people: z.int(), missing: z.int() }).nullable(),
  }),
})

const named = z.string().trim().max(200).optional()
export const resolve = verb({
  name: 'areas.resolve',
  method: 'POST',
  path: '/api/areas/resolve',
  title: { vi: 'Tìm đơn vị hành chính từ địa chỉ viết tay', en: 'Which unit an address means' },
  roles,
  input: z
    .object({
      text: z.string().trim().max(500).optional(),
      province: named,
      district: named,
      commune: named,
      day: Day.optional(),
      /** Look in this area only. */
      within: AreaId.optional(),
    })
    .refine((i) => i.text || i.province || i.district || i.commune, 'text | province | district | commune'),
  output: z.object({
    /** `ambiguous`: a person chooses among `candidates`; `unknown`: `near` may be offered, never taken. */
    outcome: z.enum(['ok', 'ambiguous', 'unknown']),
    unit: Placed.nullable(),
    candidates: z.array(Placed),
    unknown: z.object({ text: z.string(), at: AreaTier }).nullable(),
    near: z.array(Placed),
    /** The local part, where an address was given. */
    address: z
      .object({
        house: z.string().nullable(),
        street: z.string().nullable(),
        hamletType: z.string().nullable(),
        hamlet: z.string().nullable(),
        note: z.string().nullable(),
        /** The hamlet of this product's list that the words name, where it is exactly one. */
        hamletId: z.int().nullable(),
      })
      .nullable(),
  }),
})

export const convert = verb({
  name: 'areas.convert',
  method: 'POST',
  path: '/api/areas/convert',
  title: { vi: 'Đổi đơn vị năm 2021 sang đơn vị từ 01/07/2025', en: 'Units of 2021 to units of 2025' },
  roles,
  input: z.object({ areaIds: z.array(AreaId).min(1).max(12_000), day: Day.optional() }),
  output: z.object({
    /** Units are of this day, 2025-07-01 or later. */
    day: Day,
    units: z.array(
      z.object({
        areaId: AreaId,
        code: z.string(),
        fullName: z.string(),
        targets: z.array(z.object({ areaId: AreaId, code: z.string(), fullName: z.string() })),
        /** It went to several: which one holds a given household is not known. */
        split: z.boolean(),
        unresolved: z.boolean(),
        /** `union`: a district, by its communes; `current`: already of the later list. */
        basis: z.enum(['same-code', 'merged', 'matched-by-name', 'unresolved', 'union', 'province', 'current']),
      }),
    ),
  }),
})

/** Committees and administrators arrange bodies, hamlets and who answers for what, in their own area. */
const arrangers = ['province', 'district', 'commune', 'administrator', 'operator'] as const satisfies Role[]

export const bodies = verb({
  name: 'areas.bodies',
  method: 'GET',
  path: '/api/areas/bodies',
  title: { vi: 'Cơ quan, đơn vị tham gia phòng dịch', en: 'Bodies of my area and of those above it' },
  roles,
  input: z.object({ within: AskedId.optional(), kind: z.string().max(60).optional() }),
  output: z.object({
    bodies: z.array(
      z.object({
        bodyId: z.int(),
        areaId: AreaId,
        areaName: z.string(),
        kind: z.string(),
        side: z.enum(['state', 'party', 'front']),
        name: z.string(),
        parentBodyId: z.int().nullable(),
      }),
    ),
  }),
})

export const addBody = verb({
  name: 'areas.add-body',
  method: 'POST',
  path: '/api/areas/bodies',
  title: { vi: 'Thêm cơ quan, đơn vị', en: 'Add a body' },
  roles: arrangers,
  input: z.object({
    areaId: AreaId,
    /** What it does: ban-chi-dao, tieu-ban, to-cong-tac, laboratory, site, checkpoint … */
    kind: z.string().trim().min(1).max(60),
    side: z.enum(['state', 'party', 'front']).default('state'),
    name: z.string().trim().min(1).max(200),
    parentBodyId: z.int().positive().nullish(),
  }),
  output: z.object({ bodyId: z.int() }),
})

export const responsibilities = verb({
  name: 'areas.responsibilities',
  method: 'GET',
  path: '/api/areas/responsibilities',
  title: { vi: 'Ai phụ trách địa bàn nào', en: 'Who answers for which area' },
  roles,
  input: z.object({ day: Day.optional(), within: AskedId.optional() }),
  output: z.object({
    day: Day,
    responsibilities: z.array(
      z.object({
        responsibilityId: z.uuid(),
        areaId: AreaId,
        areaName: z.string(),
        accountId: z.uuid(),
        /** Null where the officer's account lies outside the reader's area. */
        officer: z.string().nullable(),
        fromOn: Day,
        untilOn: Day.nullable(),
        document: z.string().nullable(),
      }),
    ),
  }),
})

export const assignResponsibility = verb({
  name: 'areas.assign-responsibility',
  method: 'POST',
  path: '/api/areas/responsibilities',
  title: { vi: 'Phân công phụ trách địa bàn', en: 'Give an officer an area to answer for' },
  roles: arrangers,
  input: z.object({
    responsibilityId: z.uuid().optional(),
    areaId: AreaId,
    accountId: z.uuid(),
    /** Default: today. */
    fromOn: Day.optional(),
    /** Last day; null: until ended. */
    untilOn: Day.nullish(),
    document: z.string().trim().max(200).nullish(),
  }),
  output: z.object({ responsibilityId: z.uuid() }),
})

export const endResponsibility = verb({
  name: 'areas.end-responsibility',
  method: 'POST',
  path: '/api/areas/responsibilities/:responsibilityId/end',
  title: { vi: 'Kết thúc phụ trách địa bàn', en: 'End a responsibility' },
  roles: arrangers,
  input: z.object({ responsibilityId: z.uuid(), /** Last day; default: today. */ untilOn: Day.optional() }),
  output: z.object({ responsibilityId: z.uuid(), untilOn: Day }),
})

export const hamlets = verb({
  name: 'areas.hamlets',
  method: 'GET',
  path: '/api/areas/hamlets',
  title: { vi: 'Danh mục thôn, tổ dân phố', en: 'Hamlets' },
  roles,
  input: z.object({
    /** A commune, district or province. Default: the post's own area. */ within: AskedId.optional(),
    day: Day.optional(),
  }),
  output: z.object({
    hamlets: z.array(
      z.object({
        hamletId: AreaId,
        code: z.string(),
        communeId: AreaId,
        communeName: z.string(),
        type: z.string(),
        name: z.string(),
        fullName: z.string(),
        households: z.int().nullable(),
        people: z.int().nullable(),
      }),
    ),
  }),
})

export const addHamlet = verb({
  name: 'areas.add-hamlet',
  method: 'POST',
  path: '/api/areas/hamlets',
  title: { vi: 'Thêm thôn, tổ dân phố', en: 'Add a hamlet' },
  roles: [...arrangers, 'station'],
  input: z.object({
    communeId: AreaId,
    /** One of hamletWords: thôn, tổ dân phố, khu … */
    type: z.string().trim().min(1).max(30),
    name: z.string().trim().min(1).max(100),
    /** First day; default: that of the commune. */
    validFrom: Day.optional(),
    households: z.int().min(0).nullish(),
    people: z.int().min(0).nullish(),
  }),
  output: z.object({ hamletId: AreaId, code: z.string() }),
})
