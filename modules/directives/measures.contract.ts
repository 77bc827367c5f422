import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Day, givers, Id, taskReaders } from './tasks.contract.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const Said = z.object({ code: z.string(), words: Words, unit: Words, how: Words, module: z.string() })

export const measuresVerb = verb({
  name: 'directives.measures',
  method: 'GET',
  path: '/api/measures',
  title: { vi: 'Danh mục thước đo và cách tính', en: 'Live measures and how each is counted' },
  roles: taskReaders,
  input: z.object({}),
  output: z.object({ measures: z.array(Said) }),
})

const Part = z.object({ areaId: z.int(), name: z.string(), done: z.number(), whole: z.number(), met: z.boolean() })
export const measureTask = verb({
  name: 'directives.measure-task',
  method: 'GET',
  path: '/api/tasks/:taskId/measure',
  title: { vi: 'Số liệu sống của một nhiệm vụ', en: 'The live figure of a task' },
  roles: taskReaders,
  input: z.object({ taskId: Id }),
  output: z.object({
    day: Day,
    cutOffAt: z.string(),
    measure: Said,
    /** The statement that counts it; null: rules over facts, told in `how`. */
    query: z.string().nullable(),
    /** Null: the whole. */
    target: z.number().nullable(),
    done: z.number(),
    whole: z.number(),
    met: z.boolean(),
    /** The day since which it is met without a break; null: not met, or not known. */
    metSince: Day.nullable(),
    /** The day since which it is not met without a break; null: met, or nothing to count. */
    unmetSince: Day.nullable(),
    /** The days looked back to end at that day: it may be longer. */
    sinceAtLeast: z.boolean(),
    /** What it is of where it is of something that has a name: the sweep. */
    about: z.string().nullable(),
    /** By unit of the level below, or by hamlet. */
    parts: z.array(Part),
    /** Met and not closed: the giver may close it; nobody else does. */
    proposesDone: z.boolean(),
  }),
})

export const metTasks = verb({
  name: 'directives.met-tasks',
  method: 'GET',
  path: '/api/measures/met',
  title: { vi: 'Nhiệm vụ tôi giao đã đạt theo số liệu, chờ nghiệm thu', en: 'Tasks I gave whose figure is met' },
  roles: taskReaders,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({ taskId: Id, areaName: z.string(), words: z.string(), measure: Words, done: z.number(), whole: z.number() }),
    ),
  }),
})

export const bindMeasure = verb({
  name: 'directives.bind-measure',
  method: 'POST',
  path: '/api/tasks/:taskId/measure',
  title: { vi: 'Gắn thước đo cho nhiệm vụ', en: 'Bind a task to a live measure' },
  roles: givers,
  input: z.object({ taskId: Id, /** Null: none. */ measure: z.string().max(60).nullable(), target: z.number().min(0).nullish() }),
  output: z.object({ taskId: Id, measure: z.string().nullable() }),
})
