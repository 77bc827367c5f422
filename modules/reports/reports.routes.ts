import type { Operation } from '@phaodai/kernel/command.ts'
import { correct, freeze, sign, withdraw } from './reports.commands.ts'
import { due, list, members, show, verify } from './reports.reads.ts'

export const operations = [freeze, withdraw, sign, correct, list, due, show, verify, members] as unknown as Operation[]
