/** Addresses of the screens, built in one place. Never a name in one: people are told apart by their id. */

type Filters = Readonly<Record<string, string | number | null | undefined>>

/** A screen's address with its filters; what is not set is left out. */
export function pathTo(path: string, filters: Filters = {}): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(filters))
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export const personPath = (subjectId: string): string => `/people/${subjectId}`

/** The screens that list what a figure counts. */
export const paths = {
  situation: '/situation',
  chain: '/chain',
  cases: '/cases',
  levels: '/levels',
  tests: '/tests',
  owed: '/owed',
  orders: '/orders',
  policy: '/policy',
  analysis: '/analysis',
  calculators: '/calculators',
} as const
