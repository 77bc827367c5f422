import type { Words } from '@phaodai/kernel/words.ts'
import type { PlaceKind } from '../tracing.contract.ts'

export type Kind = (typeof PlaceKind.options)[number]

/** Why a row is given back, or what is worth knowing of it. */
export interface Reason extends Words {
  field: string
  rule: string
}

/** A place as a list names it. Places are whole sites; the line, class, room or coach is the stay's `space`. */
export interface PlaceSaid {
  kind: Kind
  name: string
  /** The unit that it lies in, as written. */
  commune: string | null
  district: string | null
  province: string | null
  closedSpace: boolean | null
}

/** What a row says of one stay, however long: splitStay cuts it. Instants are ISO 8601. */
export interface Draft {
  place: PlaceSaid
  fromAt: string
  toAt: string
  space: string | null
  seatRow: number | null
  masked: boolean | null
  /** Shift, seat, session as written; never names or numbers of persons. `assumed`: what is the product's own default. */
  detail: { shift?: string; seat?: string; trip?: string; assumed?: Assumed[] }
  /** The last day on which it may be kept; null as long as the record. */
  expiresOn: string | null
}
export type Assumed = 'hours' | 'weekdays' | 'from' | 'to'

export const sourceKinds = ['shift', 'class', 'room', 'vehicle', 'checkpoint', 'venue', 'itinerary'] as const
export type SourceKind = (typeof sourceKinds)[number]
