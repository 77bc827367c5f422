import type { Operation } from '@phaodai/kernel/command.ts'
import { addPlace, assertTransmission, decideCandidate, declareContact, itinerary, recordVisits, voidContact } from './tracing.commands.ts'
import { around, candidates, levels, verify } from './tracing.reads.ts'

export const operations = [
  levels, around, declareContact, voidContact, addPlace, recordVisits, itinerary, candidates, decideCandidate, assertTransmission, verify,
] as unknown as Operation[]
