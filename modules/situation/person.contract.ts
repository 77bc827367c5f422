import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'
import { show } from '../people/people.contract.ts'
import { personOwed, toldOnVoid } from '../quarantine/quarantine.contract.ts'
import { around } from '../tracing/tracing.contract.ts'

const Text = z.object({ vi: z.string(), en: z.string() })

/** One fact on a person's time axis; a voided one is shown struck through. */
export const PersonFact = z.object({
  id: z.string(),
  kind: z.enum(['exposure', 'symptom', 'sample', 'result', 'held', 'care', 'order', 'vaccine']),
  on: Day,
  untilOn: Day.nullable().optional(),
  words: Text,
  source: z.string().optional(),
  voided: z.boolean().optional(),
  /** What may be done with it: the fact's own kind and id, for voiding, correcting, printing. */
  fact: z
    .object({
      kind: z.enum(['confirmation', 'onset', 'isolation', 'outcome', 'contact', 'visit', 'sample', 'result', 'order', 'call']),
      id: z.string(),
    })
    .optional(),
})
export type PersonFact = z.infer<typeof PersonFact>

export const personPage = verb({
  name: 'situation.person',
  method: 'GET',
  path: '/api/people/:subjectId/page',
  title: {
    vi: 'Trang của một người: vì sao, dữ kiện, việc phải làm, chuỗi',
    en: "A person's page: why, facts, what is owed, the chain",
  },
  personal: true,
  roles: epidemiology,
  input: z.object({ subjectId: z.uuid(), disease: z.string().min(1).max(40).default('covid19') }),
  output: z.object({
    day: Day,
    record: show.output,
    around: around.output,
    owed: personOwed.output,
    facts: z.array(PersonFact),
    /** The order in force, for the first sentence. */
    held: z
      .object({
        orderId: z.uuid(),
        kind: z.enum(['home', 'site', 'hotel', 'treatment']),
        placeName: z.string().nullable(),
        number: z.string(),
        fromOn: Day,
        untilOn: Day.nullable(),
      })
      .nullable(),
    nextTestOn: Day.nullable(),
  }),
})

export const whatFollows = verb({
  name: 'situation.what-follows',
  method: 'GET',
  path: '/api/people/:subjectId/what-follows',
  title: {
    vi: 'Nếu hủy dữ kiện này: ai đổi mức, ai đã được báo',
    en: 'If this fact were voided: whose level changes, who had been told',
  },
  personal: true,
  roles: epidemiology,
  input: z.object({
    subjectId: z.uuid(),
    kind: z.enum(['confirmation', 'onset', 'isolation', 'outcome', 'contact', 'sample']),
    factId: z.uuid(),
  }),
  output: z.object({
    changes: z.array(
      z.object({
        subjectId: z.uuid(),
        code: z.string(),
        name: z.string(),
        disease: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    /** Persons of other areas whose level changes: how many, never who. */
    elsewhere: z.number(),
    told: toldOnVoid.output.shape.rows,
    toldElsewhere: z.number(),
  }),
})
