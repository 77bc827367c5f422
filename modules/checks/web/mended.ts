import { localDate } from '@phaodai/ui/formats.ts'
import { isFar } from '../checks.rules.ts'

/** What a person may set right in refused work before it is taken in: plain values, those of a new person among them. */
export interface Mendable {
  householdId?: string | null
  onDay?: string | null
  fullName?: string
  birthYear?: number | undefined
  place?: string
  people?: number | undefined
  temperature?: number | undefined
  spo2?: number | undefined
}
type Payload = Record<string, unknown>
const inner = (payload: Payload): Payload | null =>
  payload.person && typeof payload.person === 'object' ? (payload.person as Payload) : null
const yearIn = (birth: unknown): number | undefined => {
  const { year } = (birth ?? {}) as { year?: unknown }
  return typeof year === 'number' ? year : undefined
}

/** The values that the payload has; a key that it has not is not there to be set right. */
export function mendable(payload: Payload): Mendable {
  const person = inner(payload) ?? payload
  const text = (of: Payload, key: string) => (typeof of[key] === 'string' ? (of[key] as string) : '')
  const figure = (key: string) => (typeof payload[key] === 'number' ? (payload[key] as number) : undefined)
  return {
    ...('householdId' in payload && { householdId: text(payload, 'householdId') || null }),
    ...('onDay' in payload && { onDay: text(payload, 'onDay') || null }),
    ...('fullName' in person && { fullName: text(person, 'fullName') }),
    ...('fullName' in person && { birthYear: yearIn(person.birth) }),
    ...('place' in payload && { place: text(payload, 'place') }),
    ...('people' in payload && { people: figure('people') }),
    ...('temperature' in payload && { temperature: figure('temperature') }),
    ...('spo2' in payload && { spo2: figure('spo2') }),
  }
}

/** What is sent with the decision: only what was set right, the person of a movement as a whole. */
export function mendedIn(payload: Payload, said: Mendable): Payload {
  const was = mendable(payload)
  const changes: Payload = {}
  for (const key of ['householdId', 'onDay', 'place', 'people', 'temperature', 'spo2'] as const)
    if (key in was && said[key] !== was[key]) changes[key] = said[key] ?? null
  const person: Payload = {}
  if (said.fullName !== was.fullName) person.fullName = said.fullName
  if (said.birthYear !== was.birthYear) person.birth = said.birthYear === undefined ? null : { year: said.birthYear }
  if (Object.keys(person).length === 0) return changes
  const whole = inner(payload)
  return { ...changes, ...(whole ? { person: { ...whole, ...person } } : person) }
}

/**
 * Whether the server takes the day only from a person who says that it was that one. It judges by the moment in the payload, which is set right by the
 * clock's error; the phone's own may be years off.
 */
export function isFarDay(day: string | null, today: string, payload: Payload, capturedAt: string): boolean {
  const said =
    typeof payload.capturedAt === 'string' && !Number.isNaN(Date.parse(payload.capturedAt)) ? payload.capturedAt : capturedAt
  return day !== null && isFar(day, today) && isFar(day, localDate(said))
}
