import { z } from 'zod'
import { Day, Disease, Id, SymptomKind } from '../checks/checks.contract.ts'
import { SexShape } from '../people/people.contract.ts'

export const Colour = z.enum(['green', 'yellow', 'red'])
/** Why a colour; in words by the page. */
export const Why = z.enum(['symptom', 'contact', 'ct16', 'hospital', 'cases', 'false'])

/** What is declared. Fields as on tokhaiyte.vn, 03/2022 (fullName to 255, birth from 1900, passport of letters and digits). */
export const Declared = z.object({
  declarationId: Id,
  signalId: Id,
  disease: Disease,
  fullName: z.string().trim().min(2).max(255),
  birthYear: z.int().min(1900).max(2100).nullish(),
  sex: SexShape.nullish(),
  nationality: z.string().trim().max(60).nullish(),
  idNumber: z.string().trim().max(40).nullish(),
  phone: z.string().trim().max(40).nullish(),
  /** Residence; absent: outside the province. */
  communeId: z.int().positive().nullish(),
  hamletId: z.int().positive().nullish(),
  address: z.string().trim().max(300).nullish(),
  fromPlace: z.string().trim().max(200).nullish(),
  toPlace: z.string().trim().max(200).nullish(),
  arrivedOn: Day.nullish(),
  vehicle: z.string().trim().max(60).nullish(),
  /** Countries passed. */
  countries: z.string().trim().max(200).nullish(),
  /** Where one was in the days that the rule asks about. */
  places: z
    .array(z.object({ name: z.string().trim().min(1).max(200), onDay: Day.nullish() }))
    .max(20)
    .default([]),
  epidemicIds: z.array(Id).max(10).default([]),
  contactCase: z.boolean(),
  contactNote: z.string().trim().max(300).nullish(),
  kinds: z.array(SymptomKind).max(4).default([]),
  other: z.string().trim().max(200).nullish(),
  sinceOn: Day.nullish(),
})
export type Declared = z.output<typeof Declared>

/** What the one who declared shows at a gate: the text of the QR, the code that is typed, until when. No name in it. */
export const Pass = z.object({
  token: z.string(),
  code: z.string(),
  colour: Colour,
  why: z.array(Why),
  validUntil: z.string(),
  lateHours: z.number().nullable(),
})
