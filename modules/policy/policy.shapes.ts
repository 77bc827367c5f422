import { z } from 'zod'
import { Distancing, Fines, LevelAuthority, RiskLevels } from './policy.levels.shapes.ts'
import { checkMark, Source, sourced, WordsShape } from './policy.sourced.ts'

/* The shape of each rule that a pack may hold. Every figure in them is sourced. */

const count = sourced(z.number().int().nonnegative())
const amount = sourced(z.number().nonnegative())
const flag = sourced(z.boolean())
const dayNumbers = sourced(z.array(z.number().int().positive()).min(1))
const range = sourced(z.strictObject({ min: z.number().nonnegative(), max: z.number().nonnegative() }))
const text = sourced(WordsShape)
/** A yes-or-no rule or a criterion whose only figure is its own source. */
const stated = { source: Source, confirmed: z.boolean() }

export const Place = z.enum(['site', 'home', 'hotel'])
export type Place = z.infer<typeof Place>
export const Level = z.enum(['F1', 'F2', 'entrant'])
/** Who is held: F1, F2, or someone who came in from abroad or an epidemic area. */
export type Level = z.infer<typeof Level>

/** When an F0's contacts count. Days are counted back from the onset, else from the first positive sample. */
export const F1Window = z.strictObject({
  daysBeforeOnset: count,
  /** No symptoms, source known: the window opens at the first exposure to that source. */
  asymptomaticKnownSource: flag.optional(),
  /** No symptoms, source unknown (or the rule makes no difference): days before the first positive sample. */
  asymptomaticUnknownSourceDays: count,
  until: sourced(z.enum(['isolated', 'negative-or-ct-above'])),
  /** Ct above which the window closes, where `until` says so. */
  untilCtAbove: amount.optional(),
})

/** One way of being a close contact; every condition present must be met. Any one criterion is enough. */
export const ClosenessCriterion = z
  .strictObject({
    id: z.string().min(1),
    text: WordsShape,
    /** What kind of meeting it speaks of; `near`: within a distance or in the same closed space. */
    kind: z.enum(['physical', 'care', 'near', 'household', 'workshop', 'class', 'vehicle']),
    masked: z.enum(['masked', 'unmasked', 'any']).default('any'),
    maxMetres: amount.optional(),
    closedSpaceToo: flag.optional(),
    minMinutes: amount.optional(),
    maxRowsEitherSide: count.optional(),
    ...stated,
  })
  .superRefine(checkMark)
export const CloseContact = z.strictObject({ anyOf: z.array(ClosenessCriterion).min(1) })

export const F2Rule = z.strictObject({
  definition: text,
  maxMetres: amount.optional(),
  place: sourced(Place),
  releaseWhenF1Negative: flag,
  upgradeWhenF1Positive: flag,
  releaseAtOnce: flag.optional(),
})
export const F3Rule = z.strictObject({ measure: text })
export const F1Itinerary = z.strictObject({ writtenBeforePositive: flag })

/** Whose immunity shortens a hold: enough doses, or a recovery, of the right age on the day of the order. */
export const ImmunityCriteria = z.strictObject({
  dosesAtLeast: count.optional(),
  fullyDosed: flag.optional(),
  lastDoseDaysAtLeast: count.optional(),
  lastDoseMonthsAtMost: count.optional(),
  recoveredMonthsAtMost: count.optional(),
})

/** One row of a quarantine table. Day n is n days after the last exposure (the last exposure is day 0). */
export const HoldRow = z.strictObject({
  id: z.string().min(1),
  text: WordsShape,
  /** Null: everyone. Rows are read in order; the first that fits the person and the place is taken. */
  immunity: ImmunityCriteria.nullable(),
  places: z.array(Place).min(1),
  holdDays: count,
  testDays: dayNumbers,
  minTests: count.optional(),
  afterDays: count,
  afterPlace: sourced(Place).optional(),
  /** Days after release on which a test is due. */
  afterTestDays: dayNumbers.optional(),
})
export const HoldRule = z.strictObject({ rows: z.array(HoldRow).min(1) })

/** Periodic tests, on top of the hold's own days. */
export const TestRhythm = z.strictObject({
  f1EveryDays: count.optional(),
  f2EveryDays: count.optional(),
  zoneEveryDays: count.optional(),
})

export const SymptomaticSampling = z.strictObject({
  atOnce: flag,
  /** Hours that the product allows before "at once" is shown as late. */
  clockHours: amount,
  inpatientsAll: flag.optional(),
  pharmacyReports: flag.optional(),
})

/** One thing an F0 must have done or be before release. */
export const ReleaseRequirement = z.discriminatedUnion('kind', [
  /** At least so many days since the first positive sample. */
  z.strictObject({ kind: z.literal('days-since-positive'), days: count }),
  /** No symptoms during the last so many days. */
  z.strictObject({ kind: z.literal('symptom-free-days'), days: count }),
  z.strictObject({ kind: z.literal('fever-free-days'), days: count }),
  /** So many last results in a row, each negative (or with Ct at least so much), so many hours apart. */
  z.strictObject({
    kind: z.literal('negatives'),
    times: count,
    methods: sourced(z.array(z.enum(['pcr', 'antigen'])).min(1)),
    ctAtLeast: amount.optional(),
    hoursApart: amount.optional(),
    lastSampleWithinHours: amount.optional(),
  }),
  /** What only a doctor can say. */
  z.strictObject({ kind: z.literal('clinically-well'), text }),
])
export type ReleaseRequirement = z.infer<typeof ReleaseRequirement>
export const ReleaseRoute = z.strictObject({
  id: z.string().min(1),
  text: WordsShape,
  /** Who the route is for; absent conditions do not matter. */
  who: z.strictObject({
    symptomatic: z.boolean().optional(),
    place: z.enum(['facility', 'home']).optional(),
    vaccinated: z.boolean().optional(),
  }),
  all: z.array(ReleaseRequirement).min(1),
})
/** Any route whose every requirement is met releases. */
export const F0Release = z.strictObject({
  routes: z.array(ReleaseRoute).min(1),
  homeWatchDays: count.optional(),
  temperaturePerDay: count.optional(),
})

export const CaseRoute = z
  .strictObject({
    id: z.string().min(1),
    text: WordsShape,
    method: z.enum(['pcr', 'antigen']),
    /** Facts that must be true of the person besides the positive result. */
    needs: z.array(z.enum(['f1', 'symptomatic', 'epi-link'])),
    /** So many positive in a row, the last within so many hours of the one before. */
    repeats: count.optional(),
    withinHours: amount.optional(),
    gives: z.enum(['confirmed', 'suspect']),
    ...stated,
  })
  .superRefine(checkMark)
export const CaseDefinition = z.strictObject({ routes: z.array(CaseRoute).min(1) })

export const CommunityTeam = z.strictObject({
  householdsMin: count,
  householdsMax: count,
  membersMin: count.optional(),
  membersMax: count.optional(),
  checksPerDay: count.optional(),
  reportsPerDay: count.optional(),
  doorstepOnly: flag.optional(),
})
export const Doorstep = z.strictObject({ staysOutside: flag, metres: amount })
const time = sourced(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** The hour HH:MM of each level's daily quick report: facts known by then are in it. */
export const QuickReport = z.strictObject({ communeAt: time, districtAt: time, provinceAt: time })
/** Times HH:MM between which a household's check belongs to a slot. */
const Slot = z.strictObject({ from: sourced(z.string().regex(/^\d\d:\d\d$/)), to: sourced(z.string().regex(/^\d\d:\d\d$/)) })
export const Slots = z.strictObject({ morning: Slot, evening: Slot })
/** What may not gather. `indoorsPeople` with `>` 20: a room of 21 breaks the rule; `outdoorGroup` with `>=` 10: a group of 10 does. */
export const Gathering = z.strictObject({
  measure: WordsShape,
  /** Everyone stays at home: no event is held. */
  staysHome: flag.optional(),
  indoorsPeople: count.optional(),
  outdoorGroup: count.optional(),
  distanceMetres: amount.optional(),
  worshipPeople: count.optional(),
})
export const LabCapacity = z.strictObject({ samplesPerDay: range, pooled: flag })
export const Inspection = z.strictObject({ leaderPerDay: count })
/** Hours after which a late thing is shown to the next level up. */
export const Escalation = z.strictObject({
  sampleHours: amount,
  resultHours: amount,
  contactCallHours: amount,
  orderIssueHours: amount,
  releaseHours: amount,
  nextLevelEveryHours: amount,
})
/**
 * Rounds of the community team. A check may be entered for so many days back; hours after a slot's end at which the missing rest is shown to
 * the team's lead, the commune, the district.
 */
export const CheckRounds = z.strictObject({ backDays: count, leadHours: amount, communeHours: amount, districtHours: amount })
/** How long a health declaration is good, within how many hours of an arrival it is owed, and how far back it asks. */
export const HealthDeclaration = z.strictObject({ validHours: count, withinHours: count, lookBackDays: count })
/** Hours after which a task that is late is shown to who gave it, and then to each next level up. */
export const TaskChase = z.strictObject({ giverHours: amount, nextLevelEveryHours: amount })
/** Hours within which a measure is decided for someone who came back from an epidemic area. */
export const Returnees = z.strictObject({ decideHours: count })
/** People with symptoms, so many within so many days, that are told as a cluster; one person's signals with no longer gap are one illness. */
export const SymptomClusters = z.strictObject({
  householdPeople: count,
  householdDays: count,
  hamletPeople: count,
  hamletDays: count,
  episodeDays: count,
})
/** Frail people at home: who is proposed by age, visits a day, and the readings that raise an alarm. */
export const FrailCare = z.strictObject({ elderlyYears: count, visitsPerDay: count, temperatureAlarm: amount, spo2Alarm: amount })

export const ruleShapes = {
  caseDefinition: CaseDefinition,
  f1Window: F1Window,
  closeContact: CloseContact,
  f1Itinerary: F1Itinerary,
  f1Hold: HoldRule,
  entrantHold: HoldRule,
  f2: F2Rule,
  f3: F3Rule,
  testRhythm: TestRhythm,
  symptomaticSampling: SymptomaticSampling,
  f0Release: F0Release,
  communityTeam: CommunityTeam,
  doorstep: Doorstep,
  slots: Slots,
  gathering: Gathering,
  labCapacity: LabCapacity,
  inspection: Inspection,
  escalation: Escalation,
  checkRounds: CheckRounds,
  symptomClusters: SymptomClusters,
  frailCare: FrailCare,
  healthDeclaration: HealthDeclaration,
  returnees: Returnees,
  taskChase: TaskChase,
  quickReport: QuickReport,
  distancing: Distancing,
  riskLevels: RiskLevels,
  levelAuthority: LevelAuthority,
  fines: Fines,
} as const
export type RuleKey = keyof typeof ruleShapes
export const ruleKeys = Object.keys(ruleShapes) as RuleKey[]
/** A rule's content by its key. */
export type RuleOf<K extends RuleKey> = z.infer<(typeof ruleShapes)[K]>

/** A version of a rule: what it says, and whether it changes orders already open when it comes into force. */
export interface RuleVersion<K extends RuleKey> {
  reachesOpenOrders: boolean
  /** Where it is written, or on whose recollection it rests, that open orders are reached or left. */
  reachesSource: Source
  rule: RuleOf<K>
}
const version = (rule: z.ZodType) => z.strictObject({ reachesOpenOrders: z.boolean(), reachesSource: Source, rule }).optional()
/** The rules of a pack: any of the keys, each a version. */
export const Rules = z.strictObject(
  Object.fromEntries(ruleKeys.map((key) => [key, version(ruleShapes[key])])),
) as unknown as z.ZodType<{
  [K in RuleKey]?: RuleVersion<K>
}>
