/** Local day of an instant; the province is UTC+7 without daylight saving. */
export const dayOf = (at: string): string => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)
