/** Packs that come with the product: what they would change, and taking one into force or out again. */
import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Day, DiseaseCode, DiseaseProfile, PolicyDocument, type RuleKey, ruleKeys, WordsShape } from './policy.contract.ts'
import { Layer, Loaded, loaders, Order } from './policy.verbs.ts'

const RuleKeyShape = z.enum(ruleKeys as [RuleKey, ...RuleKey[]])
const Side = z.object({ text: WordsShape, sourceText: WordsShape.nullable(), confirmed: z.boolean().nullable() }).nullable()
export const Change = z.object({
  ruleKey: RuleKeyShape.nullable(),
  ruleTitle: WordsShape.nullable(),
  path: z.string(),
  item: WordsShape.nullable(),
  title: WordsShape,
  was: Side,
  now: Side,
})

export const shipped = verb({
  name: 'policy.shipped',
  method: 'GET',
  path: '/api/policy/shipped',
  title: { vi: 'Gói kèm phần mềm chưa áp dụng', en: 'Shipped packs that are not in force here' },
  roles: [...loaders, 'auditor'],
  input: z.object({}),
  output: z.object({
    packs: z.array(
      Layer.extend({
        disease: DiseaseCode,
        documents: z.array(PolicyDocument),
        here: z.boolean(),
        /** Not here; here with another text; was here with this text and was withdrawn. */
        state: z.enum(['new', 'changed', 'withdrawn']),
        /** The version that stands. */
        held: z
          .object({ version: z.int(), /** The province's own text, not one of an earlier release. */ own: z.boolean() })
          .nullable(),
        withdrawnReason: z.string().nullable(),
        /** Names this text; taking it in sends it back, so that nothing else is taken. */
        fingerprint: z.string(),
        /** What the changes are told against: the version held, or the rules in force on a day; the day. */
        against: z.enum(['held', 'in-force']),
        day: Day,
        inForceToday: z.boolean(),
        changes: z.array(Change),
        /** What each rule says of orders already open. */
        reaches: z.array(
          z.object({ ruleKey: RuleKeyShape, ruleTitle: WordsShape, reachesOpenOrders: z.boolean(), reachesText: WordsShape }),
        ),
        /** Rules that a stronger pack of this place lies over. */
        lost: z.array(z.object({ ruleKey: RuleKeyShape, ruleTitle: WordsShape, packCode: z.string() })),
      }),
    ),
    /** Disease profiles whose text does not stand here. */
    profiles: z.array(
      z.object({
        code: DiseaseCode,
        name: WordsShape,
        documents: z.array(PolicyDocument),
        /** The version that stands; null: the disease is not here. */
        held: z.int().nullable(),
        fingerprint: z.string(),
        changes: z.array(Change),
        /** The text itself, for policy.load-profile: what was looked at is what is loaded. */
        profile: DiseaseProfile,
      }),
    ),
  }),
})

export const takeShipped = verb({
  name: 'policy.take-shipped',
  method: 'POST',
  path: '/api/policy/shipped',
  title: { vi: 'Đưa gói kèm phần mềm vào áp dụng', en: 'Take a shipped pack into force' },
  roles: loaders,
  input: z.object({ code: z.string().max(100), fingerprint: z.string().max(100), order: Order }),
  output: Loaded,
})

export const withdrawPack = verb({
  name: 'policy.withdraw-pack',
  method: 'POST',
  path: '/api/policy/packs/:code/withdraw',
  title: { vi: 'Rút gói quy định đưa vào nhầm', en: 'Withdraw a pack taken in by mistake' },
  roles: loaders,
  input: z.object({
    code: z.string().max(100),
    version: z.coerce.number().int().min(1),
    reason: z.string().trim().min(3).max(500),
  }),
  /** The version that stands from now on; null: none does. */
  output: z.object({ code: z.string(), standing: z.int().nullable() }),
})
