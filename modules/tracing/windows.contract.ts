import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

const Id = z.uuid()

/** How many persons one question takes. */
export const MOST_PERSONS = 200

export const windows = verb({
  name: 'tracing.windows',
  method: 'POST',
  path: '/api/tracing/windows',
  title: {
    vi: 'Thời kỳ có thể lây và thời kỳ có thể bị lây của những người này',
    en: 'When these persons could infect, and when they may have been infected',
  },
  personal: true,
  roles: epidemiology,
  input: z.object({
    subjectIds: z.array(Id).min(1).max(MOST_PERSONS),
    disease: z.string().min(1).max(40).default('covid19'),
  }),
  output: z.object({
    /** In the order asked; who is not in the reader's area is left out. */
    rows: z.array(
      z.object({
        subjectId: Id,
        code: z.string(),
        name: z.string(),
        level: z.string().nullable(),
        sinceOn: Day.nullable(),
        onsetOn: Day.nullable(),
        /** First and last day; `until` null: not over yet. Null: nobody's infectious time is known or asked of this person. */
        infectious: z.object({ from: Day, until: Day.nullable() }).nullable(),
        /** The window rests on a figure that no source confirms. */
        unconfirmed: z.boolean(),
        /** Of an F0: the longest incubation before onset (or first positive sample), to that day. */
        caught: z.object({ from: Day, until: Day, days: z.int() }).nullable(),
      }),
    ),
  }),
})
