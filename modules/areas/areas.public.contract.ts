import { z } from 'zod'

/** Units for a choice on a page without an account: the communes of the province, or the hamlets of one. */
export const UnitsAsked = z.object({ communeId: z.int().positive().optional() })
export const UnitsAnswer = z.object({
  communes: z.array(z.object({ areaId: z.number(), name: z.string(), district: z.string().nullable() })),
  hamlets: z.array(z.object({ hamletId: z.number(), name: z.string() })),
})
