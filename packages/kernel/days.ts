import { z } from 'zod'

const years = 'Năm phải từ 0001 đến 9999 · the year is 0001 to 9999'

/**
 * A day of the calendar, ISO 8601, of the years 0001 to 9999. The database has no year 0000: a statement that held such a day would fail whole, and
 * with it all that came beside it.
 */
export const Day = z.iso.date().refine((day) => !day.startsWith('0000'), years)

const [first, last] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]
/** An instant of the same years, ISO 8601 with its offset. */
export const Instant = z.iso.datetime({ offset: true }).refine((instant) => {
  const at = Date.parse(instant)
  return at >= first && at <= last
}, years)
