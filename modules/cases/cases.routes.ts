import type { Operation } from '@phaodai/kernel/command.ts'
import { list, recordOnset, recordOutcome, report, voidFact } from './cases.commands.ts'

export const operations = [list, report, recordOnset, recordOutcome, voidFact] as unknown as Operation[]
