import { z } from 'zod'
import { Day, Id } from './tasks.contract.ts'
import { taskStates } from './tasks.rules.ts'

/** A task as the phone of who must do it holds it: facts that do not change with the clock; lateness and turns are told there by the same rules. */
export const HeldTask = z.object({
  ...{ taskId: Id, words: z.string(), assignee: z.string(), fromName: z.string(), sourceLabel: z.string().nullable() },
  ...{ responsible: z.string().nullable(), product: z.string().nullable(), reportTo: z.string().nullable() },
  ...{ startsOn: Day, dueOn: Day.nullable(), dueTime: z.string().nullable(), dueBefore: z.boolean() },
  ...{ perDay: z.int().nullable(), everyDays: z.int().nullable(), untilOn: Day.nullable(), givenAt: z.string() },
  ...{ state: z.enum(taskStates), percent: z.number().nullable(), photos: z.int() },
  /** Days of the reports of a rhythm, of the last weeks. */
  reports: z.array(Day),
  /** The last acts, the latest first. */
  acts: z.array(
    z.object({
      ...{ kind: z.string(), at: z.string(), by: z.string().nullable(), byName: z.string(), words: z.string().nullable() },
      ...{ percent: z.number().nullable(), figure: z.number().nullable(), unit: z.string().nullable() },
    }),
  ),
})
export type HeldTask = z.output<typeof HeldTask>
