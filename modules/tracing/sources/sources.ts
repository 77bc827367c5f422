import { checkpoint } from './checkpoint.rules.ts'
import { classList } from './class.rules.ts'
import { itinerary } from './itinerary.rules.ts'
import { room } from './room.rules.ts'
import { shift } from './shift.rules.ts'
import type { Source } from './source.ts'
import type { SourceKind } from './stay.ts'
import { vehicle } from './vehicle.rules.ts'
import { venue } from './venue.rules.ts'

/** Every source of stays by its name on the command line. Households need none: living together is known. */
export const sources: Record<SourceKind, Source> = { shift, class: classList, room, vehicle, checkpoint, venue, itinerary }
