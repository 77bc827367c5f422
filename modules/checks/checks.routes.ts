import type { Operation } from '@phaodai/kernel/command.ts'
import { assign, setWalkingOrder, unassign } from './assign.commands.ts'
import { householdChecks, refusedChecks, round } from './checks.reads.ts'
import { flagFrail, recordMovement, recordVisit, unflagFrail, voidMovement, voidVisit } from './doors.commands.ts'
import { frail, movements } from './doors.reads.ts'
import { homes, slotDoors, teamPosts } from './homes.reads.ts'
import { importTeams } from './import-teams.ts'
import { codeSheets, resetMember, signOutMember, teamPeople } from './members.commands.ts'
import { readMessage, remind } from './rollup.commands.ts'
import { hours, messages, missed, slotReport, slots } from './rollup.reads.ts'
import { pushRound, settleRefused, voidCheck } from './round.commands.ts'
import { closeSignal, identifySignal } from './signals.commands.ts'
import { clusters, signals } from './signals.reads.ts'
import {
  addMember,
  addRecord,
  endMember,
  endTeam,
  makeTeam,
  renameTeam,
  setLead,
  setMendDate,
  voidRecord,
} from './teams.commands.ts'
import { gaps, householdTeams, team, teamHouseholds, teams } from './teams.reads.ts'
import { verify } from './verify.reads.ts'

export const operations: Operation[] = [
  ...[makeTeam, renameTeam, endTeam, teams, gaps, team, addMember, setLead, endMember, addRecord, voidRecord, importTeams],
  ...[teamPeople, resetMember, signOutMember, codeSheets],
  ...[assign, unassign, setWalkingOrder, teamHouseholds, householdTeams, setMendDate, homes, teamPosts],
  ...[pushRound, voidCheck, round, householdChecks, refusedChecks, settleRefused],
  ...[signals, clusters, identifySignal, closeSignal],
  ...[recordMovement, voidMovement, movements, flagFrail, unflagFrail, frail, recordVisit, voidVisit],
  ...[slots, slotDoors, missed, hours, slotReport, remind, messages, readMessage, verify],
] as Operation[]
