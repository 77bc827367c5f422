/** A citizen's own declaration, by their own key; decision 11. */
import { doorVerb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { UnitsAnswer, UnitsAsked } from '../areas/areas.public.contract.ts'
import { Day, Id } from '../checks/checks.contract.ts'
import { EpidemicArea } from '../sweep/sweep.contract.ts'
import { Colour, Declared, Pass } from './declaration.shape.contract.ts'

export const declare = doorVerb({
  name: 'declarations.declare',
  path: '/api/doors/declarant/declarations',
  title: { vi: 'Khai báo y tế', en: 'Declare one’s health' },
  door: 'declarant',
  writes: true,
  opens: true,
  input: Declared,
  output: Pass,
})

export const own = doorVerb({
  name: 'declarations.own',
  path: '/api/doors/declarant/own',
  title: { vi: 'Xem tờ khai của mình', en: 'See one’s own declaration' },
  door: 'declarant',
  writes: false,
  opens: true,
  input: z.object({}),
  output: z.object({
    day: Day,
    /** The server's instant, so that a page can say whether a pass is still good. */
    now: z.string(),
    province: z.string(),
    drill: z.boolean(),
    lookBackDays: z.number().nullable(),
    epidemicAreas: z.array(EpidemicArea.pick({ epidemicId: true, name: true, basis: true })),
    pass: Pass.nullable(),
    /** To renew from; identity number and telephone are not sent back. */
    last: Declared.omit({ declarationId: true, signalId: true, disease: true, idNumber: true, phone: true }).nullable(),
    history: z.array(
      z.object({ declarationId: Id, onDay: Day, colour: Colour, lateHours: z.number().nullable(), markedFalse: z.boolean() }),
    ),
  }),
})

export const declarantUnits = doorVerb({
  name: 'declarations.units',
  path: '/api/doors/declarant/units',
  title: { vi: 'Danh sách xã, thôn để chọn', en: 'Communes and hamlets to choose from' },
  door: 'declarant',
  writes: false,
  opens: true,
  input: UnitsAsked,
  output: UnitsAnswer,
})
