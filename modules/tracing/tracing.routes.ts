import type { Operation } from '@phaodai/kernel/command.ts'
import { callList, recordCall, toldAfterVoid } from './calls.commands.ts'
import { investigation, saveInvestigation } from './investigation.commands.ts'
import { engine, meetings, path, purgeStays, reach, site, sources } from './meetings.reads.ts'
import { acknowledgeReferral, printReferral, referrals } from './referrals.commands.ts'
import { addRoster, editPlace, members, voidVisit } from './stays.commands.ts'
import {
  addPlace,
  assertTransmission,
  decideCandidate,
  declareContact,
  itinerary,
  recordVisits,
  voidContact,
} from './tracing.commands.ts'
import { around, candidates, levels, searchPlaces, verify } from './tracing.reads.ts'
import { windows } from './windows.reads.ts'

export const operations = [
  levels,
  around,
  declareContact,
  voidContact,
  searchPlaces,
  addPlace,
  editPlace,
  recordVisits,
  addRoster,
  voidVisit,
  members,
  itinerary,
  candidates,
  decideCandidate,
  assertTransmission,
  verify,
  meetings,
  reach,
  sources,
  site,
  windows,
  path,
  engine,
  purgeStays,
  callList,
  recordCall,
  toldAfterVoid,
  saveInvestigation,
  investigation,
  referrals,
  acknowledgeReferral,
  printReferral,
] as unknown as Operation[]
