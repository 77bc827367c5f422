import { type Role, roles, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import {
  Comparator,
  Day,
  DiseaseCode,
  DiseaseProfile,
  PolicyDocument,
  type RuleKey,
  ruleKeys,
  Source,
  WordsShape,
} from './policy.contract.ts'

export const problems = defineProblems({
  'unknown-disease': {
    status: 404,
    title: { vi: 'Không có bệnh tên {name}', en: 'There is no disease named {name}' },
    hint: {
      vi: 'Các bệnh đã có: {known}. Bệnh khác cần một hồ sơ bệnh được nạp trước.',
      en: 'Known: {known}. Another needs its profile loaded first.',
    },
  },
  'no-policy-in-force': {
    status: 409,
    title: {
      vi: 'Không có quy định nào về {disease} đang hiệu lực ngày {day}',
      en: 'No policy on {disease} is in force on {day}',
    },
    hint: {
      vi: 'Quy định cũ không tự áp dụng tiếp; chưa có gì được ghi. Nạp gói quy định theo văn bản đang hiệu lực (docs/operations.md), rồi gửi lại.',
      en: 'No older rule is applied; nothing was written. Load the policy pack of the document in force (docs/operations.md), then send again.',
    },
  },
  'pack-invalid': {
    status: 422,
    title: { vi: 'Gói quy định có {count} chỗ chưa đúng', en: 'The policy pack has {count} faults' },
    hint: {
      vi: 'Sửa các mục được nêu rồi nạp lại; quy định đang dùng không đổi.',
      en: 'Mend the fields named and load again; the rules in use are unchanged.',
    },
  },
  'shipped-moved': {
    status: 409,
    title: {
      vi: 'Gói {code} trong phần mềm không còn đúng như bản đã xem',
      en: 'The shipped pack {code} is not the one that was looked at',
    },
    hint: {
      vi: 'Xem lại từng thay đổi rồi mới đưa vào; chưa có gì được ghi.',
      en: 'Look at what changes again; nothing was written.',
    },
  },
  'pack-not-standing': {
    status: 409,
    title: {
      vi: 'Phiên bản {version} của gói {code} không phải bản đang đứng',
      en: 'Version {version} of {code} is not the one that stands',
    },
    hint: { vi: 'Chỉ rút được bản mới nhất chưa rút.', en: 'Only the newest that was not withdrawn can be.' },
  },
  'pack-founded': {
    status: 409,
    title: {
      vi: 'Phiên bản {version} của gói {code} có từ khi lập hệ thống, không ai đưa vào nên không rút',
      en: 'Version {version} of {code} came with the instance: nobody took it in, so it is not withdrawn',
    },
    hint: {
      vi: 'Muốn gói đó hết hiệu lực: nạp phiên bản mới có ngày hết hiệu lực, theo văn bản bãi bỏ.',
      en: 'To end it, load a version with its last day, by the document that repeals it.',
    },
  },
  'profile-invalid': {
    status: 422,
    title: { vi: 'Hồ sơ bệnh có {count} chỗ chưa đúng', en: 'The disease profile has {count} faults' },
    hint: {
      vi: 'Sửa các mục được nêu rồi nạp lại; hồ sơ đang dùng không đổi.',
      en: 'Mend the fields named and load again; the profile in use is unchanged.',
    },
  },
})

/** Rules are public; every role reads the ones it is held to. Those who answer for the whole province load them. */
export const loaders = ['province', 'cdc', 'administrator', 'operator'] as const satisfies Role[]

const RuleKeyShape = z.enum(ruleKeys as [RuleKey, ...RuleKey[]])
const Disease = z.string().trim().min(1).max(60)
const Instant = z.string()

export const FigureShape = z.object({
  ruleKey: RuleKeyShape,
  path: z.string(),
  ruleTitle: WordsShape,
  item: WordsShape.nullable(),
  title: WordsShape,
  text: WordsShape,
  value: z.unknown(),
  unit: z.string().nullable(),
  comparator: Comparator.nullable(),
  source: Source,
  sourceText: WordsShape,
  confirmed: z.boolean(),
  packCode: z.string(),
  reachesOpenOrders: z.boolean(),
})

export const Layer = z.object({
  code: z.string(),
  title: WordsShape,
  basis: z.enum(['official', 'guidance', 'product']),
  provinces: z.array(z.string()).nullable(),
  effectiveFrom: Day,
  effectiveUntil: Day.nullable(),
  /** Why these dates, where the document does not say. */
  datesNote: WordsShape.nullable(),
})

/** The document that orders a pack into force here. */
export const Order = z.object({
  documentNo: z.string().trim().min(1).max(120),
  issuedOn: Day,
  signer: z.string().trim().min(3).max(120),
})
export type Order = z.output<typeof Order>

export const inForce = verb({
  name: 'policy.in-force',
  method: 'GET',
  path: '/api/policy/in-force',
  title: { vi: 'Quy định đang hiệu lực', en: 'The rules in force on a day' },
  roles,
  input: z.object({ disease: Disease, /** Default: today. */ day: Day.optional() }),
  /** Null: none is in force that day, and no older rule is applied. */
  output: z
    .object({
      disease: DiseaseCode,
      diseaseName: WordsShape,
      provinceCode: z.string().nullable(),
      day: Day,
      figures: z.array(FigureShape),
      /** Figures without a citation. */
      unconfirmed: z.int(),
      documents: z.array(PolicyDocument),
      /** Packs in force, weakest first. */
      layers: z.array(Layer),
    })
    .nullable(),
})

export const packs = verb({
  name: 'policy.packs',
  method: 'GET',
  path: '/api/policy/packs',
  title: { vi: 'Danh mục gói quy định', en: 'Policy packs' },
  roles,
  input: z.object({ disease: Disease.optional() }),
  output: z.object({
    /** Packs whose every version was withdrawn. */
    withdrawn: z.array(z.object({ code: z.string(), title: WordsShape, reason: z.string(), at: Instant })),
    packs: z.array(
      Layer.extend({
        disease: DiseaseCode,
        version: z.int(),
        loadedAt: Instant,
        documents: z.array(PolicyDocument),
        rules: z.array(RuleKeyShape),
        /** Whether it is for this instance's province. */
        here: z.boolean(),
        inForceToday: z.boolean(),
      }),
    ),
  }),
})

export const pack = verb({
  name: 'policy.pack',
  method: 'GET',
  path: '/api/policy/packs/:code',
  title: { vi: 'Một gói quy định, mọi phiên bản', en: 'One policy pack with all its versions' },
  roles,
  input: z.object({ code: z.string().max(100) }),
  output: z.object({
    code: z.string(),
    versions: z.array(
      z.object({
        version: z.int(),
        loadedAt: Instant,
        /** The account that loaded it; null: there since the instance was founded. */
        loadedBy: z.uuid().nullable(),
        /** Who ordered it into force here; null: nobody had to, or before that was kept. */
        order: Order.nullable(),
        withdrawn: z.object({ reason: z.string(), at: Instant }).nullable(),
        /** The one that counts: the newest not withdrawn. */
        standing: z.boolean(),
        /** The pack as it was loaded; to change it, change this and load it. */
        body: z.record(z.string(), z.unknown()),
        figures: z.array(FigureShape),
      }),
    ),
  }),
})

export const history = verb({
  name: 'policy.history',
  method: 'GET',
  path: '/api/policy/history',
  title: { vi: 'Một quy định thay đổi theo thời gian', en: 'A rule over time' },
  roles,
  input: z.object({ disease: Disease, rule: RuleKeyShape }),
  output: z.object({
    disease: DiseaseCode,
    rule: RuleKeyShape,
    ruleTitle: WordsShape,
    /** Oldest first; a gap between two steps is a time without that rule. */
    steps: z.array(
      z.object({
        from: Day,
        /** First day no longer so; null: no end known. */
        until: Day.nullable(),
        packCode: z.string(),
        packTitle: WordsShape,
        reachesOpenOrders: z.boolean(),
        reachesText: WordsShape,
        figures: z.array(FigureShape),
      }),
    ),
  }),
})

export const profiles = verb({
  name: 'policy.profiles',
  method: 'GET',
  path: '/api/policy/profiles',
  title: { vi: 'Hồ sơ bệnh', en: 'Disease profiles' },
  roles,
  input: z.object({}),
  output: z.object({
    profiles: z.array(
      z.object({
        version: z.int(),
        /** Any pack of this disease is in force here today. */ inForceToday: z.boolean(),
        body: DiseaseProfile,
      }),
    ),
  }),
})

export const Loaded = z.object({
  code: z.string(),
  version: z.int(),
  disease: DiseaseCode,
  /** False: the newest version already says exactly this; no version was written. */
  changed: z.boolean(),
  /** Where nothing changed: the document is now kept beside the version. False: that one has its document already. */
  ordered: z.boolean().optional(),
})

export const loadPack = verb({
  name: 'policy.load-pack',
  method: 'POST',
  path: '/api/policy/packs',
  title: { vi: 'Nạp gói quy định', en: 'Load a policy pack' },
  roles: loaders,
  /** The pack as JSON; checked by the shape PolicyPack, so that each fault is named. A code that is known gets a new version. */
  input: z.object({ pack: z.record(z.string(), z.unknown()), order: Order }),
  output: Loaded,
})

export const loadProfile = verb({
  name: 'policy.load-profile',
  method: 'POST',
  path: '/api/policy/profiles',
  title: { vi: 'Nạp hồ sơ bệnh', en: 'Load a disease profile' },
  roles: loaders,
  input: z.object({ profile: z.record(z.string(), z.unknown()) }),
  output: Loaded,
})
