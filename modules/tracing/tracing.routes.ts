import type { Operation } from '@phaodai/kernel/command.ts'
import { callList, recordCall, toldAfterVoid } from './calls.commands.ts'
import { investigation, saveInvestigation } from './investigation.commands.ts'
import { acknowledgeReferral, printReferral, referrals } from './referrals.commands.ts'
import {
  addPlace,
  assertTransmission,
  decideCandidate,
  declareContact,
  itinerary,
  recordVisits,
  voidContact,
} from './tracing.commands.ts'
import { around, candidates, levels, verify } from './tracing.reads.ts'

export const operations = [
  levels,
  around,
  declareContact,
  voidContact,
  addPlace,
  recordVisits,
  itinerary,
  candidates,
  decideCandidate,
  assertTransmission,
  verify,
  callList,
  recordCall,
  toldAfterVoid,
  saveInvestigation,
  investigation,
  referrals,
  acknowledgeReferral,
  printReferral,
] as unknown as Operation[]
